//! AFINN and what looks like it: a word or phrase, a tab, a number.

use super::entry::{Dictionary, Entry, lines, number};
use crate::lexicons::source::File;

/// The largest number of AFINN.
const SCALE: f64 = 5.0;

/// Reads all lines.
pub fn read(file: &File) -> Dictionary {
    let mut dictionary = Dictionary::default();
    for (line, text) in lines(&file.text) {
        let (word, rating) = text.rsplit_once('\t').unwrap_or((text, ""));
        match number(rating) {
            Some(_) => dictionary.entries.push(Entry {
                line,
                text: word.to_owned(),
                number: number(rating),
                ..Entry::default()
            }),
            None => dictionary.leave(line, word, "no number after a tab"),
        }
    }
    dictionary.scale = scale(&dictionary.entries);
    dictionary
}

/// Whole numbers up to 5, and not only of 1 and -1, are those of AFINN.
fn scale(entries: &[Entry]) -> Option<f64> {
    let numbers = || entries.iter().filter_map(|entry| entry.number).map(f64::abs);
    let largest = numbers().fold(0.0, f64::max);
    let whole = numbers().all(|number| number.fract() == 0.0);
    (whole && largest > 1.0 && largest <= SCALE).then_some(SCALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(text: &str) -> Dictionary {
        read(&File { name: "d.txt".into(), text: text.into() })
    }

    #[test]
    fn words_and_phrases_have_a_whole_number() {
        let read = dictionary("gleamy\t3\nnot  gleamy\t-2\n\ngrubbish\n");
        let numbers: Vec<_> = read.entries.iter().map(|e| (e.line, e.number)).collect();
        assert_eq!(numbers, [(1, Some(3.0)), (2, Some(-2.0))]);
        assert_eq!((read.left.len(), read.left[0].line), (1, 4));
        assert_eq!(read.scale, Some(5.0));
    }

    #[test]
    fn other_numbers_are_of_another_scale() {
        for text in ["a\t1\nb\t-1\n", "a\t0.5\n", "a\t9\n", ""] {
            assert_eq!(dictionary(text).scale, None, "{text}");
        }
    }
}
