//! Lexicoder, `.lc3`: `+CATEGORY`, then its words and phrases, one a line.

use super::entry::{Dictionary, Entry, lines};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;

/// Reads all lines.
///
/// # Errors
/// When a word stands before the first category.
pub fn read(file: &File) -> Result<Dictionary, LexiconError> {
    let mut dictionary = Dictionary::default();
    let mut category: Option<&str> = None;
    for (line, text) in lines(&file.text) {
        let text = text.trim();
        if let Some(name) = text.strip_prefix('+') {
            category = Some(name.trim());
            continue;
        }
        let Some(category) = category else {
            return Err(LexiconError {
                file: file.name.to_string(),
                line,
                column: 1,
                what: "a word before the first category".into(),
                help: "name the category above its words: +POSITIVE".into(),
                row: super::entry::short(text),
            });
        };
        dictionary.entries.push(Entry {
            line,
            text: text.to_owned(),
            categories: vec![vec![category.to_owned()]],
            number: None,
        });
    }
    Ok(dictionary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(text: &str) -> Result<Dictionary, LexiconError> {
        read(&File { name: "d.lc3".into(), text: text.into() })
    }

    #[test]
    fn words_are_of_the_category_above_them() {
        let read = dictionary("+POSITIVE\nGLEAMY\n +NEG_POSITIVE\nNOT GLEAM*\n");
        let entries = read.unwrap_or_default().entries;
        assert_eq!(entries[0].categories, [["POSITIVE"]]);
        assert_eq!((entries[1].line, &*entries[1].text), (4, "NOT GLEAM*"));
        assert_eq!(entries[1].categories, [["NEG_POSITIVE"]]);
    }

    #[test]
    fn a_word_without_category_is_refused_with_its_place() {
        let error = dictionary("\nGLEAMY\n").map_or_else(|e| e.to_string(), |_| String::new());
        assert!(error.starts_with("d.lc3:2:1: a word before the first"), "{error}");
    }
}
