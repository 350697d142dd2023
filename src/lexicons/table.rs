//! The one checked reader that every lexicon row goes through.
//!
//! Comma or semicolon between columns, `#` begins a comment line, header required. A fault is
//! reported with file, line and column, and reading goes on, so that all faults show at once.

use std::io::Read;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::error::{LexiconError, LexiconErrors};
use super::source::{File, Source};

/// A row of a lexicon with the place it stands.
#[derive(Clone, Debug)]
pub struct Row<R> {
    /// The checked values.
    pub value: R,
    /// File, for evidence and errors.
    pub file: Arc<str>,
    /// Line in the file, from 1.
    pub line: u64,
    columns: Arc<[String]>,
    raw: String,
}

impl<R> Row<R> {
    /// The line as it stands.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Names of the columns, as the header gives them.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// A fault in `column` of this row.
    pub fn error(
        &self,
        column: &str,
        what: impl Into<String>,
        help: impl Into<String>,
    ) -> LexiconError {
        let field = self.columns.iter().position(|c| c == column).unwrap_or(0);
        LexiconError {
            file: self.file.to_string(),
            line: self.line,
            column: column_of(&self.raw, field),
            what: format!("{column}: {}", what.into()),
            help: help.into(),
            row: self.raw.clone(),
        }
    }
}

/// Reads all rows of the lexicon `name`.
///
/// # Errors
/// Every row that does not fit `R`, with the values that are allowed where serde knows them.
pub fn read<R: DeserializeOwned>(
    source: &Source,
    name: &str,
) -> Result<Vec<Row<R>>, LexiconErrors> {
    read_files(source.files(name))
}

/// Reads all rows of `files`, which make up one lexicon.
///
/// # Errors
/// As [`read`].
pub fn read_files<R: DeserializeOwned>(files: &[File]) -> Result<Vec<Row<R>>, LexiconErrors> {
    let mut rows = Vec::new();
    let mut errors = LexiconErrors::default();
    for file in files {
        read_file(file, &mut rows, &mut errors);
    }
    if errors.0.is_empty() { Ok(rows) } else { Err(errors) }
}

fn read_file<R: DeserializeOwned>(file: &File, rows: &mut Vec<Row<R>>, errors: &mut LexiconErrors) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(&file.text))
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        // The reader takes a comment that the file breaks off in for a row.
        .from_reader(file.text.as_bytes().chain(&b"\n"[..]));
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(e) => {
            return errors.0.push(LexiconError::file(
                &file.name,
                e.to_string(),
                "the first line must name the columns",
            ));
        }
    };
    let lines: Vec<&str> = file.text.lines().collect();
    let columns: Arc<[String]> = header.iter().map(str::to_owned).collect();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                errors.0.push(csv_error(file, &lines, &e, None));
                continue;
            }
        };
        let line = line_of_row(&lines, record.position().map_or(0, csv::Position::line));
        match record.deserialize(Some(&header)) {
            Ok(value) => rows.push(Row {
                value,
                file: file.name.clone(),
                line,
                columns: columns.clone(),
                raw: nth(&lines, line),
            }),
            Err(e) => errors.0.push(csv_error(file, &lines, &e, Some(&columns))),
        }
    }
}

/// A comma, unless the header is parted by semicolons, as some spreadsheets save it.
fn delimiter_of(text: &str) -> u8 {
    let header = text.lines().find(|l| !l.starts_with('#')).unwrap_or_default();
    if header.contains(';') && !header.contains(',') { b';' } else { b',' }
}

fn csv_error(
    file: &File,
    lines: &[&str],
    error: &csv::Error,
    columns: Option<&[String]>,
) -> LexiconError {
    let line = line_of_row(lines, error.position().map_or(0, csv::Position::line));
    let raw = nth(lines, line);
    let (field, what) = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            (err.field().unwrap_or(0) as usize, err.kind().to_string())
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            (0, format!("{len} columns where the header has {expected_len}"))
        }
        other => (0, format!("{other:?}")),
    };
    let name = columns.and_then(|c| c.get(field)).map_or(String::new(), |c| format!("{c}: "));
    LexiconError {
        file: file.name.to_string(),
        line,
        column: column_of(&raw, field),
        what: format!("{name}{what}"),
        help:
            "quote a cell that holds a comma; the README of the lexicons lists columns and values"
                .into(),
        row: raw,
    }
}

/// The line of a row that the reader begins at `line`: empty lines and comments may stand before.
pub(crate) fn line_of_row(lines: &[&str], line: u64) -> u64 {
    let begun = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let passed = lines.iter().skip(begun).take_while(|l| l.is_empty() || l.starts_with('#'));
    line + passed.count() as u64
}

/// The line of that number, from 1.
fn nth(lines: &[&str], line: u64) -> String {
    let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    lines.get(index).copied().unwrap_or_default().to_owned()
}

/// Column (characters, from 1) where field number `field` of a CSV line begins.
fn column_of(raw: &str, field: usize) -> usize {
    column_at(raw, field, char::from(delimiter_of(raw)))
}

/// The same where it is known what parts cells.
pub(crate) fn column_at(raw: &str, field: usize, delimiter: char) -> usize {
    let (mut fields, mut quoted) = (0, false);
    for (i, c) in raw.chars().enumerate() {
        if fields == field {
            return i + 1;
        }
        match c {
            '"' => quoted = !quoted,
            c if c == delimiter && !quoted => fields += 1,
            _ => {}
        }
    }
    raw.chars().count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Named {
        #[serde(rename = "n")]
        _n: u8,
    }

    #[test]
    fn a_comment_may_be_the_last_line() {
        for text in ["n\n1\n# c", "n\n1\n#"] {
            let file = [File { name: "t.csv".into(), text: text.into() }];
            assert_eq!(read_files::<Named>(&file).map(|rows| rows.len()), Ok(1), "{text:?}");
        }
    }

    #[test]
    fn empty_lines_and_comments_do_not_shift_the_place_of_a_row() {
        let text = "# c\n\nn\n1\n\n# c\n2\n#c\nx\n";
        let file = |text: &str| [File { name: "t.csv".into(), text: text.into() }];
        let rows = read_files::<Named>(&file(&text.replace('x', "3"))).unwrap_or_default();
        let places: Vec<(u64, &str)> = rows.iter().map(|row| (row.line, row.raw())).collect();
        assert_eq!(places, [(4, "1"), (7, "2"), (9, "3")]);
        let errors = read_files::<Named>(&file(text)).map_or_else(|e| e, |_| panic!("read"));
        assert_eq!((errors.0[0].line, &*errors.0[0].row), (9, "x"));
    }
}
