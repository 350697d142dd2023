//! The name of a statement within its article: a hash of the words that were quoted.
//!
//! It does not depend on who speaks, on scores or on where the words stand, so an answer finds
//! its statement after a change of lexicons, rules or of the text around it.

use unicode_normalization::UnicodeNormalization;

use rustc_hash::FxHashMap;

use crate::reading::Statement;
use crate::text::is_apostrophe;

/// Begins a hash: no spreadsheet takes it for a number, as it would `12e34`.
const LETTER: char = 'q';

/// Digits after the letter. Statements of one article are told apart, so few are enough.
const DIGITS: usize = 12;

/// The hash of each statement of an article, in their order. Of quotations that are equal, the
/// first has the hash of its words, the second that with `-2`, and so on: two speakers may say
/// "No", and an answer is for one of them.
pub fn hashes(statements: &[Statement]) -> Vec<String> {
    let mut met: FxHashMap<String, u32> = FxHashMap::default();
    let mut hashes = Vec::with_capacity(statements.len());
    for statement in statements {
        let hash = hash(statement.segments.iter().map(|segment| segment.text.as_str()));
        let times = met.entry(hash.clone()).or_default();
        *times += 1;
        hashes.push(if *times == 1 { hash } else { format!("{hash}-{times}") });
    }
    hashes
}

/// The hash of the words of segments.
fn hash<'a>(segments: impl Iterator<Item = &'a str>) -> String {
    let mut words = String::new();
    segments.for_each(|segment| push_words(segment, &mut words));
    let hex = blake3::hash(words.as_bytes()).to_hex();
    format!("{LETTER}{}", &hex[..DIGITS])
}

/// Appends words without regard to case, to white space and to the shape of marks: editors of one
/// text differ in these.
fn push_words(text: &str, words: &mut String) {
    let shapes = text.chars().filter(|&c| !is_invisible(c)).map(mark);
    let mut folded: String = shapes.collect();
    if folded.is_ascii() {
        folded.make_ascii_lowercase();
    } else {
        folded = folded.nfkc().flat_map(char::to_lowercase).collect();
    }
    for word in folded.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
}

/// Soft hyphens, joiners and marks of direction, which are there for the typesetter.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// One sign for quotation marks and apostrophes of all shapes.
fn mark(c: char) -> char {
    match c {
        '"' | '＂' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‛' | '`' | '´' => {
            '\''
        }
        c if is_apostrophe(c) => '\'',
        c => c,
    }
}

/// Whether a cell holds a hash, with or without the number of an equal quotation.
pub(super) fn is_hash(cell: &str) -> bool {
    let (hash, number) = cell.split_once('-').unwrap_or((cell, "2"));
    hash.strip_prefix(LETTER).is_some_and(|digits| {
        digits.len() == DIGITS && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    }) && number.parse::<u32>().is_ok_and(|number| number > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Segment;

    fn said(segments: &[&str]) -> Statement {
        let segment = |&text: &&str| Segment { text: text.into(), ..Segment::default() };
        Statement { segments: segments.iter().map(segment).collect(), ..Statement::default() }
    }

    #[test]
    fn the_same_words_have_the_same_hash() {
        for (guards, a, b, same) in [
            ("case", &["We stay"][..], &["we STAY"][..], true),
            ("white space", &["We  stay\n"], &["We stay"], true),
            ("apostrophes", &["We don’t"], &["We don't"], true),
            ("marks inside", &["A ‘brave’ man"], &["A “brave” man"], true),
            ("soft hyphens", &["sup\u{AD}port"], &["support"], true),
            ("segments", &["We stay,", "always"], &["We stay, always"], true),
            ("letters", &["We stay"], &["He stays"], false),
            ("stops", &["Stay."], &["Stay?"], false),
        ] {
            let hash = |segments| hashes(&[said(segments)]).remove(0);
            assert_eq!(hash(a) == hash(b), same, "{guards}");
            assert!(is_hash(&hash(a)), "{guards}");
        }
    }

    #[test]
    fn equal_quotations_are_told_apart() {
        let hashes = hashes(&[said(&["No"]), said(&["Yes"]), said(&["no"]), said(&["NO"])]);
        assert_eq!(hashes[2], format!("{}-2", hashes[0]));
        assert_eq!(hashes[3], format!("{}-3", hashes[0]));
        assert!(hashes.iter().all(|hash| is_hash(hash)));
    }

    #[test]
    fn other_words_are_no_hash() {
        for cell in ["", "q", "q12", "x0123456789ab", "q0123456789ab-", "q0123456789ab-1", "qé"] {
            assert!(!is_hash(cell), "{cell}");
        }
    }
}
