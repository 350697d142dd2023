//! `exclude.csv`: names that never appear in a report.
//!
//! What somebody on the list says leaves the reports ([`Hidden`]), and the name is blacked out
//! wherever else reports would show it: in quotations of others, titles, outlets, mentions, roles
//! and evidence.

mod black;
mod hidden;

use std::path::Path;

use super::corrections::{Sheet, plain};
use super::fold;
use crate::lexicons::{LexiconError, LexiconErrors};
use crate::regular;

pub use hidden::Hidden;

/// The file that is read where it stands beside `onrecord.toml`, or in the working directory.
pub const FILE: &str = "exclude.csv";

/// The column of names; others are for people.
const NAME: &str = "name";

/// The list; empty without a file.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    file: String,
    rows: Vec<Row>,
}

/// A name of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    line: u64,
    name: String,
}

impl Exclusions {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, and what [`Exclusions::parse`] finds.
    pub fn load(path: &Path) -> Result<Self, LexiconErrors> {
        let shown = path.display().to_string();
        let bytes = regular::read(path).map_err(|error| {
            let what = format!("cannot be read: {error}");
            LexiconError::file(&shown, what, "check the path given as --exclude")
        })?;
        Self::parse(&shown, &bytes)
    }

    /// Reads the bytes of a file called `file` in messages.
    ///
    /// # Errors
    /// When it has no column `name`, or a row without one.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, LexiconErrors> {
        let sheet = Sheet::parse(file, bytes)?;
        let mut list = Self { file: file.to_owned(), rows: Vec::new() };
        if sheet.header.is_empty() {
            return Ok(list);
        }
        let Some(column) = sheet.column(NAME) else {
            let what = "has no column “name”".to_owned();
            let help = "begin the file with the line: name,note";
            return Err(sheet.fault(sheet.header_line, 0, what, help).into());
        };
        let mut errors = LexiconErrors::default();
        for row in &sheet.rows {
            let name = plain(sheet.cell(row, column));
            if fold::words(name).is_empty() {
                let help = "write the name of a person, or a speaker_id; or take the row out";
                errors.0.push(sheet.fault(row.line, column, "name: is empty".to_owned(), help));
            }
            list.rows.push(Row { line: row.line, name: name.to_owned() });
        }
        if errors.0.is_empty() { Ok(list) } else { Err(errors) }
    }

    /// Whether there is such a list.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_names_is_told_where_it_is_wrong() {
        for (text, expected) in [
            ("person\nMira Oakes\n", "exclude.csv:1:1"),
            ("name;note\nMira Oakes;asked us\n;why\n", "exclude.csv:3:1"),
        ] {
            let errors = Exclusions::parse(FILE, text.as_bytes()).unwrap_err();
            assert!(errors.to_string().contains(expected), "{errors}");
        }
        let merged = b"name\n<<<<<<< mine\nMira Oakes\n";
        let error = Exclusions::parse(FILE, merged).unwrap_err().to_string();
        assert!(error.contains("exclude.csv:2:1: a mark of a merge"), "{error}");
        let list = Exclusions::parse(FILE, "\u{feff}Name;Note\r\nMira Oakes;x\r\n".as_bytes());
        assert_eq!(list.unwrap().rows, [Row { line: 2, name: "Mira Oakes".into() }]);
        assert!(Exclusions::parse(FILE, b"").unwrap().is_empty());
    }

    #[test]
    fn the_list_is_read_however_it_was_saved() {
        let text = "name\tnote\nZoë Oakes\tasked us\n";
        let utf16: Vec<u8> =
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cp1252 = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for bytes in
            [utf16, cp1252, text.replace('\n', "\r").into(), text.replace('\t', ";").into()]
        {
            let list = Exclusions::parse(FILE, &bytes).unwrap();
            assert_eq!(list.rows, [Row { line: 2, name: "Zoë Oakes".into() }]);
        }
    }
}
