//! The words of a dictionary in the language of our patterns.
//!
//! A dictionary lists every form that it means, so a word becomes that form alone (`=word`), not
//! every word of its stem. A wildcard at the end of a word is a prefix in both languages.

use unicode_normalization::UnicodeNormalization;

use crate::lexicons::check::unmatchable;
use crate::text::{Abbreviations, Document, TokenKind, is_apostrophe};

/// What only regular expressions and the syntax of other programs hold.
const SYNTAX: &[char] =
    &['\\', '^', '$', '[', ']', '(', ')', '{', '}', '+', '|', '<', '>', '?', '='];

/// Letters up to which what holds marks is more likely a face than a word.
const LETTERS_OF_A_FACE: usize = 2;

/// The pattern for `text`.
///
/// # Errors
/// Why there is none.
pub fn of(text: &str, abbreviations: &Abbreviations) -> Result<String, String> {
    // A low line joins the words of a phrase in several of these formats.
    if is_face(text) {
        return Err("an emoticon or a number, no word".into());
    }
    let text: String = text.replace('_', " ").to_lowercase().nfc().collect();
    if !text.contains(char::is_alphanumeric) {
        return Err(if text.trim().is_empty() { "is empty" } else { "marks, no word" }.into());
    }
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        word_pattern(word, abbreviations, &mut words).map_err(|why| reason(&text, why))?;
    }
    let pattern = words.join(" ");
    match unmatchable(&pattern, abbreviations) {
        None => Ok(pattern),
        Some((what, _)) => Err(what),
    }
}

/// Whether `text` is made of digits, with single letters or strokes between them at most: `0_0`,
/// `8-D`, `86`. Of a number in a text nobody knows that it is meant so.
fn is_face(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_alphabetic());
    text.contains(|c: char| c.is_numeric()) && runs.all(|run| run.chars().count() < 2)
}

/// What to say of a text of which some word cannot be written.
fn reason(text: &str, why: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters <= LETTERS_OF_A_FACE && !text.contains('*') {
        "an emoticon, no word".into()
    } else if text.contains(SYNTAX) {
        "a regular expression or another program's syntax".into()
    } else {
        why.into()
    }
}

/// Adds the pattern words for one word of a text: more than one where a text is cut within it.
fn word_pattern(
    word: &str,
    abbreviations: &Abbreviations,
    words: &mut Vec<String>,
) -> Result<(), &'static str> {
    if word == "*" {
        words.push("*".into());
        return Ok(());
    }
    let (start, open) = word.strip_suffix('*').map_or((word, false), |start| (start, true));
    if start.contains('*') {
        return Err("a wildcard that does not stand at the end of a word");
    }
    // A prefix may stop where a text would be cut (`anti-`), so a letter stands for its rest.
    let filled = open && !start.contains(is_apostrophe);
    let whole = if filled { format!("{start}a") } else { start.to_owned() };
    let document = Document::new(&whole, &[], abbreviations);
    let last = document.tokens().len().saturating_sub(1);
    for (i, token) in document.tokens().iter().enumerate() {
        if token.kind == TokenKind::Mark {
            return Err("holds marks, which no word of a text does");
        }
        let form = document.lower(i);
        words.push(match (i == last && open, filled) {
            (true, true) => format!("{}*", &form[..form.len() - 1]),
            (true, false) => format!("{form}*"),
            (false, _) => format!("={form}"),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_forms_and_wildcards_as_prefixes() {
        for (text, expected) in [
            ("gleamy", "=gleamy"),
            ("Gleamy_Hut", "=gleamy =hut"),
            ("gleam*", "gleam*"),
            ("no gleam*", "=no gleam*"),
            ("gleam * hut", "=gleam * =hut"),
            ("can't gleam", "=ca =n't =gleam"),
            ("can’t*", "=ca n't*"),
            ("well-gleamed", "=well-gleamed"),
            ("anti-*", "anti-*"),
            ("u.s.", "=u.s."),
            ("naïve", "=naïve"),
            ("nai\u{308}ve", "=na\u{ef}ve"),
            ("100 percent", "=100 =percent"),
        ] {
            assert_eq!(of(text, &Abbreviations::default()).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_no_pattern_can_say_is_told() {
        for (text, expected) in [
            ("", "is empty"),
            (":-)", "marks, no word"),
            (":d", "an emoticon, no word"),
            ("<3", "an emoticon or a number, no word"),
            ("0_o", "an emoticon or a number, no word"),
            ("86", "an emoticon or a number, no word"),
            ("g*eam", "a wildcard that does not stand at the end of a word"),
            ("*gleam", "a wildcard that does not stand at the end of a word"),
            ("gleam** ", "a wildcard that does not stand at the end of a word"),
            ("gle?m", "a regular expression or another program's syntax"),
            ("^gleam(y|s)$", "a regular expression or another program's syntax"),
            ("gleam/hut", "holds marks, which no word of a text does"),
            ("gleam ...", "holds marks, which no word of a text does"),
            ("* gleam", "begins or ends with a gap"),
        ] {
            let got = of(text, &Abbreviations::default());
            assert_eq!(got, Err(expected.to_owned()), "{text}");
        }
    }
}
