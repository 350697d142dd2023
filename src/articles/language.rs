//! The language of a text, and whether a lexicon pack covers it.

use whatlang::{Lang, detect};

use super::article::{Skip, SkipReason};
use super::words::boundary;

/// ISO 639-3 codes of the languages that lexicon packs are there for.
pub(super) const COVERED: &[&str] = &["eng"];

/// Pieces of the text that are looked at, spread evenly: an article may begin or end in another
/// language than it is written in.
const PIECES: usize = 5;
/// Bytes of each piece.
const PIECE: usize = 2_000;
/// Letters below which no detector can tell; such a text passes.
const TOO_SHORT: usize = 120;

/// Words that make up a good part of any English prose and of no other language's.
const ENGLISH: &[&str] = &["the", "of", "and", "that", "to", "for", "with", "was", "his", "by"];
/// Share of them, in percent, from which a text is English whatever names it is full of. English
/// news has 17 to 30; texts in other languages that quote English stay below 6.
const ENGLISH_PERCENT: usize = 12;

/// The language of `text`, as far as it can be told.
///
/// # Errors
/// Where it is certainly none that a lexicon pack covers; with its code.
pub(super) fn check(text: &str) -> Result<Option<&'static str>, (&'static str, Skip)> {
    let sample = sample(text);
    if is_english(&sample) {
        return Ok(Some(Lang::Eng.code()));
    }
    if sample.chars().filter(|c| c.is_alphabetic()).take(TOO_SHORT).count() < TOO_SHORT {
        return Ok(None);
    }
    let Some(info) = detect(&sample).filter(|info| info.is_reliable()) else { return Ok(None) };
    let lang = info.lang();
    if COVERED.contains(&lang.code()) {
        Ok(Some(lang.code()))
    } else {
        Err((lang.code(), skip(lang)))
    }
}

fn skip(lang: Lang) -> Skip {
    let message = format!(
        "written in {} ({}): no lexicon pack covers that language",
        lang.eng_name(),
        lang.code()
    );
    Skip { reason: SkipReason::Language, message }
}

/// Pieces from all over the text.
fn sample(text: &str) -> String {
    if text.len() <= PIECES * PIECE {
        return text.to_owned();
    }
    let step = (text.len() - PIECE) / (PIECES - 1);
    let piece = |i: usize| {
        let start = boundary(text, i * step);
        &text[start..boundary(text, start + PIECE)]
    };
    (0..PIECES).map(piece).collect::<Vec<_>>().join(" ")
}

fn is_english(sample: &str) -> bool {
    let (mut words, mut english) = (0usize, 0usize);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        english += usize::from(ENGLISH.iter().any(|e| e.eq_ignore_ascii_case(word)));
    }
    english >= 3 && english * 100 >= words * ENGLISH_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &[(&str, Option<&str>)] = &[
        (
            "The senator said that the bill would be sent to the president by the end of the week.",
            Some("eng"),
        ),
        ("“No,” she said.", None),
        ("Kyiv", None),
    ];

    #[test]
    fn english_and_short_texts_pass() {
        for &(text, expected) in CASES {
            assert_eq!(check(text).ok(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_languages_are_named() {
        for (text, code) in [
            (
                "Der Minister sagte am Freitag in Berlin, die Regierung werde den Entwurf noch in dieser \
              Woche vorlegen. Die Opposition kündigte an, dagegen zu stimmen, weil er zu teuer sei.",
                "deu",
            ),
            (
                "Министр сообщил журналистам, что переговоры продолжатся на следующей неделе, если стороны \
              согласятся с предложенным порядком и сроками вывода подразделений из района.",
                "rus",
            ),
            (
                "Le ministre a déclaré vendredi que le gouvernement présenterait son projet avant la fin de \
              la semaine, tandis que l’opposition a annoncé qu’elle voterait contre ce texte.",
                "fra",
            ),
            (
                "Міністр повідомив журналістам, що перемовини триватимуть наступного тижня, якщо сторони \
              погодяться із запропонованим порядком і строками виведення підрозділів.",
                "ukr",
            ),
        ] {
            assert_eq!(check(text).map_err(|(code, _)| code), Err(code), "{text:.30}");
        }
    }

    #[test]
    fn a_long_text_is_judged_by_all_of_it() {
        let english = "The envoy said that the talks with the ministry would go on for the week. ";
        let russian = "Переговоры продолжатся на следующей неделе. ";
        let text = format!("{}{}", russian.repeat(20), english.repeat(400));
        assert_eq!(check(&text).ok(), Some(Some("eng")));
    }
}
