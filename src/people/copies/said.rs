//! What the articles of a family said so far, as hashes of words.
//!
//! Editors change marks, capitals and where the reporter interrupts, so only letters and digits
//! count, and words are known again in whatever segments they stand.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::reading::Statement;

/// The words of statements.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// Hash of the words; whether a statement of them counts, or a human decided on one.
    words: FxHashMap<u64, bool>,
}

/// A statement, as far as it matters here.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The words of all segments together.
    whole: u64,
    /// Those of each segment.
    segments: Vec<u64>,
    /// It would count if its article were no copy.
    pub(super) counts: bool,
    /// A human decided whether it counts.
    pub(super) decided: bool,
}

impl Told {
    /// A statement's words.
    pub(super) fn of(statement: &Statement, counts: bool, decided: bool) -> Self {
        let segments: Vec<String> =
            statement.segments.iter().map(|segment| letters(&segment.text)).collect();
        Self {
            whole: hash(&segments.concat()),
            segments: segments.iter().map(|segment| hash(segment)).collect(),
            counts,
            decided,
        }
    }
}

impl Said {
    /// Meets the statements of the next article: which of them were said already. One that would
    /// count although none before it with its words does was not: in the earlier articles nobody
    /// was named, and it would be lost.
    pub(super) fn meet(&mut self, statements: &[Told]) -> Vec<bool> {
        let earlier = |told: &Told| match self.find(told) {
            None => false,
            Some(taken) => taken || !told.counts,
        };
        let repeated: Vec<bool> = statements.iter().map(earlier).collect();
        for (told, &repeated) in statements.iter().zip(&repeated) {
            let taken = told.decided || (told.counts && !repeated);
            for &words in told.segments.iter().chain([&told.whole]) {
                *self.words.entry(words).or_default() |= taken;
            }
        }
        repeated
    }

    /// Whether these words stand in an earlier article, and whether they are settled there.
    fn find(&self, told: &Told) -> Option<bool> {
        let whole = self.words.get(&told.whole).copied();
        let parts: Option<Vec<bool>> =
            told.segments.iter().map(|words| self.words.get(words).copied()).collect();
        let parts = parts.map(|parts| parts.into_iter().all(|taken| taken));
        match (whole, parts) {
            (Some(whole), parts) => Some(whole || parts.unwrap_or(false)),
            (None, parts) => parts,
        }
    }
}

/// Letters and digits, without regard to case and to the form of a letter.
fn letters(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

fn hash(words: &str) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(words.as_bytes()).as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Segment;

    fn told(segments: &[&str], counts: bool) -> Told {
        let segment = |&text: &&str| Segment { text: text.into(), ..Segment::default() };
        let segments = segments.iter().map(segment).collect();
        Told::of(&Statement { segments, ..Statement::default() }, counts, false)
    }

    /// Whether the second article repeats its only statement.
    fn repeats(first: &[Told], second: Told) -> bool {
        let mut said = Said::default();
        assert!(!said.meet(first).contains(&true), "nothing was said before");
        said.meet(&[second])[0]
    }

    #[test]
    fn words_are_known_again_in_another_dress() {
        for (guards, first, second, same) in [
            ("capitals and marks", &["We won’t “stay”."][..], &["we won't 'stay',"][..], true),
            (
                "another cut",
                &["We stay,", "as long as it takes."],
                &["We stay as long as it takes"],
                true,
            ),
            (
                "no cut",
                &["We stay as long as it takes."],
                &["We stay", "as long as it takes"],
                true,
            ),
            ("half of it", &["We stay.", "As long as it takes."], &["As long as it takes."], true),
            ("accents", &["cafe\u{301}"], &["café"], true),
            ("letters of other scripts", &["Мы остаёмся"], &["Мы уходим"], false),
            ("another word", &["We will stay."], &["We will not stay."], false),
            ("half of it new", &["We stay."], &["We stay.", "We fight."], false),
        ] {
            assert_eq!(repeats(&[told(first, true)], told(second, true)), same, "{guards}");
        }
    }

    #[test]
    fn a_statement_is_lost_by_no_earlier_one_that_does_not_count() {
        let words = &["We stay."];
        let decided = |counts| Told { decided: true, ..told(words, counts) };
        for (guards, first, counts, repeated) in [
            ("it counts once", told(words, true), true, true),
            ("the first has no speaker, the second has", told(words, false), true, false),
            ("neither has a speaker", told(words, false), false, true),
            ("a human dropped the first", decided(false), true, true),
        ] {
            assert_eq!(repeats(&[first], told(words, counts)), repeated, "{guards}");
        }
    }

    #[test]
    fn what_a_copy_adds_counts_in_the_first_copy_that_has_it() {
        let mut said = Said::default();
        let [stay, go, fight] = ["We stay.", "We go.", "We fight."].map(|w| told(&[w], true));
        assert_eq!(said.meet(std::slice::from_ref(&stay)), [false]);
        assert_eq!(said.meet(&[stay.clone(), go.clone()]), [true, false]);
        assert_eq!(
            said.meet(&[go.clone(), stay, fight.clone(), fight]),
            [true, true, false, false]
        );
        assert_eq!(said.meet(&[go]), [true]);
    }
}
