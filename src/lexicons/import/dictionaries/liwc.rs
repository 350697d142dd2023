//! LIWC, `.dic` of 2007 and 2015: numbered categories between two lines of `%`, indented where
//! one lies in another, then words with the numbers of their categories.

use std::collections::HashMap;

use super::entry::{Dictionary, Entry, Path, lines};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;

/// What an entry is whose category depends on the words around it.
const CONDITIONAL: &str = "a condition: its category depends on the words around it";

/// Reads header and words.
///
/// # Errors
/// When the header is not closed or a line of it gives no number and name.
pub fn read(file: &File) -> Result<Dictionary, LexiconError> {
    let mut lines = lines(&file.text);
    let opens = lines.next().is_some_and(|(_, line)| line.trim() == "%");
    if !opens {
        return Err(fault(file, 1, "does not begin with a line of %", ""));
    }
    let mut header: Vec<(u64, &str)> = Vec::new();
    loop {
        match lines.next() {
            Some((_, line)) if line.trim() == "%" => break,
            Some(line) => header.push(line),
            None => return Err(fault(file, 1, "the categories are not closed by a line of %", "")),
        }
    }
    let categories = categories(file, &header)?;
    let mut dictionary = Dictionary::default();
    for (line, text) in lines {
        entry(line, text, &categories, &mut dictionary);
    }
    Ok(dictionary)
}

/// The categories by number, each with those that it is indented below.
fn categories<'a>(
    file: &File,
    header: &[(u64, &'a str)],
) -> Result<HashMap<&'a str, Path>, LexiconError> {
    let mut categories = HashMap::new();
    let mut above: Vec<(usize, String)> = Vec::new();
    for &(line, text) in header {
        let depth = text.len() - text.trim_start().len();
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (code, name) = text.split_at(digits);
        let name = name_of(name);
        if code.is_empty() || name.is_empty() {
            return Err(fault(file, line, "a category without number or name", text));
        }
        above.retain(|(indent, _)| *indent < depth);
        above.push((depth, name.to_owned()));
        let path = above.iter().map(|(_, name)| name.clone()).collect();
        categories.insert(code, path);
    }
    Ok(categories)
}

/// The short name: `posemo` of `posemo (Positive emotion)`.
fn name_of(text: &str) -> &str {
    let first = text.trim().split('\t').next().unwrap_or_default();
    first.split(" (").next().unwrap_or_default().trim()
}

fn entry(line: u64, text: &str, known: &HashMap<&str, Path>, dictionary: &mut Dictionary) {
    let (word, codes) = parted(text.trim());
    if word.contains(" <") || codes.contains(['(', '<', '/']) {
        return dictionary.leave(line, text, CONDITIONAL);
    }
    let codes: Vec<&str> = codes.split_whitespace().collect();
    if let Some(unknown) = codes.iter().find(|code| !known.contains_key(*code)) {
        return dictionary.leave(line, text, format!("no category has the number {unknown}"));
    }
    if codes.is_empty() {
        return dictionary.leave(line, text, "no number of a category");
    }
    let categories = codes.iter().map(|code| known[code].clone()).collect();
    dictionary.entries.push(Entry { line, text: word.to_owned(), categories, number: None });
}

/// A word or phrase, and what stands behind it: parted by the first tab; without one before the
/// first number or condition that is followed by nothing else.
fn parted(text: &str) -> (&str, &str) {
    if let Some((word, codes)) = text.split_once('\t') {
        return (word.trim(), codes);
    }
    if let Some(at) = text.find(" (").or_else(|| text.find(" <")) {
        return text.split_at(at);
    }
    let is_code = |c: char| c.is_ascii_digit() || c.is_whitespace();
    let codes = text.trim_end_matches(is_code).len();
    // A number at the end of the word itself belongs to the word.
    let codes = text[codes..].find(char::is_whitespace).map_or(text.len(), |space| codes + space);
    text.split_at(codes)
}

fn fault(file: &File, line: u64, what: &str, row: &str) -> LexiconError {
    LexiconError {
        file: file.name.to_string(),
        line,
        column: 1,
        what: what.into(),
        help: "a .dic file lists numbers and names of categories between two lines of %".into(),
        row: super::entry::short(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(text: &str) -> Result<Dictionary, LexiconError> {
        read(&File { name: "d.dic".into(), text: text.into() })
    }

    const TEXT: &str = "\
%
1\tmood (Mood of all kinds)
\t11\tposemo\tGood mood
\t12\tnegemo
2 food
%
gleam*\t1\t11
grub hut\t12
grubbish 1 12
top 10 2
like\t(02 134)11/2
kind (of)11/12
kind <of>\t11
munch\t2\t99
loose
";

    #[test]
    fn words_have_the_categories_of_their_numbers() {
        let entries = dictionary(TEXT).unwrap_or_default().entries;
        let read: Vec<(u64, &str, String)> = entries
            .iter()
            .map(|e| {
                let paths: Vec<String> = e.categories.iter().map(|path| path.join("/")).collect();
                (e.line, &*e.text, paths.join(" "))
            })
            .collect();
        assert_eq!(
            read,
            [
                (7, "gleam*", "mood mood/posemo".to_owned()),
                (8, "grub hut", "mood/negemo".to_owned()),
                (9, "grubbish", "mood mood/negemo".to_owned()),
            ]
        );
    }

    #[test]
    fn what_has_no_sure_category_is_left_out() {
        let left = dictionary(TEXT).unwrap_or_default().left;
        let told: Vec<(u64, &str)> = left.iter().map(|left| (left.line, &*left.why)).collect();
        assert_eq!(
            told,
            [
                (10, "no category has the number 10"),
                (11, CONDITIONAL),
                (12, CONDITIONAL),
                (13, CONDITIONAL),
                (14, "no category has the number 99"),
                (15, "no number of a category"),
            ]
        );
    }

    #[test]
    fn a_broken_header_is_refused_with_its_place() {
        for (what, text, expected) in [
            ("no header", "gleamy 1\n", "d.dic:1:1: does not begin with a line of %"),
            ("an open header", "%\n1 pos\n", "d.dic:1:1: the categories are not closed"),
            ("no number", "%\n1 pos\nneg\n%\n", "d.dic:3:1: a category without number or name"),
            ("no name", "%\n1\n%\n", "d.dic:2:1: a category without number or name"),
        ] {
            let error = dictionary(text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.starts_with(expected), "{what}: {error}");
        }
    }
}
