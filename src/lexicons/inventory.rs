//! Which lexicon files a run would use, and in which rows of them a word occurs.

use super::check::schema;
use super::phrases::Phrases;
use super::source::{File, Source};
use super::table;
use crate::text::{Abbreviations, Document};

/// One file of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Lexicon it belongs to: `terms.csv`.
    pub lexicon: &'static str,
    /// Path of a user's file; `None` for one built into the program.
    pub path: Option<String>,
    /// Lines that hold a row.
    pub rows: usize,
    /// blake3 of its text, hexadecimal, 16 digits.
    pub hash: String,
}

/// A row that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// File as errors name it.
    pub file: String,
    /// Line from 1.
    pub line: u64,
    /// The row as it stands.
    pub row: String,
}

/// All files of `source`, in order of lexicon and reading.
pub fn entries(source: &Source) -> Vec<Entry> {
    source.all().map(|(lexicon, file)| entry(lexicon, file)).collect()
}

fn entry(lexicon: &'static str, file: &File) -> Entry {
    Entry {
        lexicon,
        path: (*file.name != *lexicon).then(|| file.name.to_string()),
        rows: lines(file).count(),
        hash: blake3::hash(file.text.as_bytes()).to_hex()[..16].to_owned(),
    }
}

/// The rows of a file with their line numbers: what is neither header, comment nor empty.
fn lines(file: &File) -> impl Iterator<Item = (u64, &str)> {
    (1..)
        .zip(file.text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .skip(1)
}

/// Every row of `source` that contains `words` (in any case), or whose pattern matches them.
pub fn find(source: &Source, words: &str) -> Vec<Place> {
    let wanted = words.to_lowercase();
    let mut found = Vec::new();
    for (lexicon, file) in source.all() {
        let matched = matching(lexicon, file, words);
        let hit = |(line, row): &(u64, &str)| {
            row.to_lowercase().contains(&wanted) || matched.contains(line)
        };
        found.extend(lines(file).filter(hit).map(|(line, row)| Place {
            file: file.name.to_string(),
            line,
            row: row.to_owned(),
        }));
    }
    found
}

/// Lines of the rows whose phrase pattern matches somewhere in `words`, in order.
fn matching(lexicon: &str, file: &File, words: &str) -> Vec<u64> {
    let Some(column) = schema::table(lexicon).and_then(|table| table.pattern) else {
        return Vec::new();
    };
    let document = Document::new(words, &[], &Abbreviations::default());
    let rows = table::read_files::<super::check::Cells>(std::slice::from_ref(file));
    let rows = rows.unwrap_or_default();
    let mut phrases = Phrases::default();
    for (i, row) in rows.iter().enumerate() {
        phrases.add(row.value.get(column).map_or("", String::as_str), i);
    }
    let end = document.tokens().len();
    (0..end).flat_map(|at| phrases.at(&document, at, end)).map(|hit| rows[hit.value].line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(files: &[(&str, &str)]) -> Source {
        let dir = match tempfile::tempdir() {
            Ok(dir) => dir,
            Err(e) => panic!("{e}"),
        };
        for (name, text) in files {
            assert!(std::fs::write(dir.path().join(name), text).is_ok());
        }
        match Source::with_overrides(dir.path()) {
            Ok(source) => source,
            Err(e) => panic!("{e}"),
        }
    }

    #[test]
    fn every_file_is_listed_with_where_it_is_from() {
        let source = source(&[
            ("titles.csv", "title,kind,gender\n# ranks\nSgt.,rank,\n"),
            ("terms+.csv", "term,weight,class\nblithe,0.2,adj\ndour,-0.2,adj\n"),
        ]);
        let entries = entries(&source);
        let of = |lexicon: &str| {
            let files = entries.iter().filter(|entry| entry.lexicon == lexicon);
            files.map(|entry| (entry.path.is_some(), entry.rows)).collect::<Vec<_>>()
        };
        assert_eq!(of("titles.csv"), [(true, 1)]);
        assert_eq!(of("terms.csv").len(), 2);
        assert_eq!(of("terms.csv")[1], (true, 2));
        assert!(of("people.csv").iter().all(|&(own, rows)| !own && rows > 0));
    }

    #[test]
    fn a_word_is_found_by_letters_and_by_what_patterns_match() {
        let source = source(&[
            (
                "terms.csv",
                "term,weight,class\nboast about,-0.2,verb\n=bold,0.5,adj\nharm*,-0.5,verb\n",
            ),
            ("effects.csv", "term,agent,patient,endorsed\ninvade,-0.9,0,-0.8\n"),
            ("policies.csv", "term,target,weight\n"),
            ("modifiers.csv", "term,kind,factor\n"),
        ]);
        let rows = |words: &str| {
            let own = |place: &Place| {
                place.file.ends_with("terms.csv") || place.file.ends_with("effects.csv")
            };
            find(&source, words).into_iter().filter(own).map(|p| p.row).collect::<Vec<_>>()
        };
        assert_eq!(rows("Invading"), ["invade,-0.9,0,-0.8"]);
        assert_eq!(rows("boasted about"), ["boast about,-0.2,verb"]);
        assert_eq!(rows("harmful"), ["harm*,-0.5,verb"]);
        assert_eq!(rows("bol"), ["=bold,0.5,adj"]);
        assert!(rows("serene").is_empty());
    }
}
