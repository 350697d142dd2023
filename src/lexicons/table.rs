//! The one checked reader that every lexicon row goes through.
//!
//! Comma, semicolon or tab between columns, `#` begins a comment line, header required. A fault is
//! reported with file, line and column, and reading goes on, so that all faults show at once.

use std::io::Read;
use std::sync::Arc;

use csv::StringRecord;
use serde::de::DeserializeOwned;

use super::error::{LexiconError, LexiconErrors};
use super::saved::{self, CONFLICT, LongCell, Place};
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
    delimiter: char,
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
            column: column_at(&self.raw, field, self.delimiter),
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
    let table = match Table::open(file) {
        Ok(table) => table,
        Err(error) => return errors.0.push(error),
    };
    let mut reader = reader(&file.text, table.delimiter);
    for record in reader.records().skip(1) {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => match table.row(record) {
                Ok(row) => rows.push(row),
                Err(error) => errors.0.push(error),
            },
            Err(error) => errors.0.push(table.csv_error(&error)),
        }
    }
}

fn reader(text: &str, delimiter: char) -> csv::Reader<impl Read> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .flexible(true)
        .has_headers(false)
        // The reader takes a comment that the file breaks off in for a row.
        .from_reader(text.as_bytes().chain(&b"\n"[..]))
}

/// A file with its header.
struct Table<'f> {
    file: &'f File,
    delimiter: char,
    lines: Vec<&'f str>,
    /// Up to the last column that has a name.
    header: StringRecord,
    columns: Arc<[String]>,
}

impl<'f> Table<'f> {
    fn open(file: &'f File) -> Result<Self, LexiconError> {
        let (name, text) = (&*file.name, &*file.text);
        if let Some(line) = saved::conflict(text) {
            let place = Place { line: line as u64, column: 1 };
            return Err(LexiconError::at(name, text, place, CONFLICT.to_owned(), ""));
        }
        let first = text.lines().find(|l| !l.starts_with('#') && !l.trim().is_empty());
        let delimiter = saved::delimiter_of(first.unwrap_or_default());
        if let Some(LongCell { begin, last }) = saved::long_cell(text, delimiter, Some('#')) {
            let what =
                last.map_or("is never closed".to_owned(), |n| format!("goes on to line {n}"));
            let what = format!("the cell that a quotation mark opens here {what}");
            return Err(LexiconError::at(name, text, begin, what, saved::CLOSE));
        }
        let first = reader(text, delimiter).records().next().transpose();
        let header = first.ok().flatten().ok_or_else(|| {
            let help = "the first line must name the columns";
            LexiconError::file(name, "has no header".to_owned(), help)
        })?;
        let named = header.iter().enumerate().filter(|(_, name)| !name.is_empty());
        let width = named.last().map_or(0, |(last, _)| last + 1);
        let header: StringRecord = header.iter().take(width).collect();
        let columns = header.iter().map(str::to_owned).collect();
        Ok(Self { file, delimiter, lines: text.lines().collect(), header, columns })
    }

    /// A record as a row. Empty cells beyond the last column are those that a spreadsheet adds.
    fn row<R: DeserializeOwned>(&self, mut record: StringRecord) -> Result<Row<R>, LexiconError> {
        let line = record.position().map_or(0, csv::Position::line);
        let (width, len) = (self.header.len(), record.len());
        let beyond = record.iter().skip(width).any(|cell| !cell.is_empty());
        if beyond || len < width {
            let what = format!("{len} columns where the header has {width}");
            return Err(self.fault(line, if beyond { width } else { 0 }, what));
        }
        let position = record.position().cloned();
        record.truncate(width);
        record.set_position(position);
        let value = self.value(record).map_err(|error| self.csv_error(&error))?;
        let line = line_of_row(&self.lines, line);
        let (file, columns) = (self.file.name.clone(), self.columns.clone());
        Ok(Row {
            value,
            file,
            line,
            columns,
            raw: nth(&self.lines, line),
            delimiter: self.delimiter,
        })
    }

    /// The values of a record. A number that cannot be read for its decimal comma is read with one.
    fn value<R: DeserializeOwned>(&self, mut record: StringRecord) -> csv::Result<R> {
        loop {
            let error = match record.deserialize(Some(&self.header)) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            let field = match error.kind() {
                csv::ErrorKind::Deserialize { err, .. } => err.field(),
                _ => None,
            };
            let field = field.and_then(|field| usize::try_from(field).ok());
            let number = field.and_then(|at| Some((at, saved::with_point(record.get(at)?)?)));
            let Some((at, number)) = number else { return Err(error) };
            let position = record.position().cloned();
            let cells = record.iter().enumerate();
            record = cells.map(|(i, cell)| if i == at { &*number } else { cell }).collect();
            record.set_position(position);
        }
    }

    fn csv_error(&self, error: &csv::Error) -> LexiconError {
        let line = error.position().map_or(0, csv::Position::line);
        let csv::ErrorKind::Deserialize { err, .. } = error.kind() else {
            return self.fault(line, 0, format!("{:?}", error.kind()));
        };
        let field = err.field().unwrap_or(0) as usize;
        let name = self.columns.get(field).map_or(String::new(), |c| format!("{c}: "));
        self.fault(line, field, format!("{name}{}", err.kind()))
    }

    /// A fault in cell number `field` of the row that the reader began at `line`.
    fn fault(&self, line: u64, field: usize, what: String) -> LexiconError {
        let line = line_of_row(&self.lines, line);
        let row = nth(&self.lines, line);
        let sign = match self.delimiter {
            ';' => "semicolon",
            '\t' => "tab",
            _ => "comma",
        };
        let help = format!(
            "quote a cell that holds a {sign}; the README of the lexicons lists columns and values"
        );
        let column = column_at(&row, field, self.delimiter);
        LexiconError { file: self.file.name.to_string(), line, column, what, help, row }
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

/// Column (characters, from 1) where cell number `field` of a line begins.
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

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Weighed {
        term: String,
        weight: f64,
        #[serde(default)]
        note: String,
    }

    fn read(text: &str) -> Result<Vec<Weighed>, String> {
        let file = File { name: "t.csv".into(), text: text.into() };
        let rows = read_files(&[file]).map_err(|errors| errors.to_string())?;
        Ok(rows.into_iter().map(|row: Row<Weighed>| row.value).collect())
    }

    #[test]
    fn lexicons_are_read_as_spreadsheets_save_them() {
        let plain = "term,weight,note\na|b,-0.5,so\nc,1,\n";
        let german = plain.replace(',', ";").replace("0.5", "0,5");
        let expected = [("a|b", -0.5, "so"), ("c", 1.0, "")].map(|(term, weight, note)| Weighed {
            term: term.into(),
            weight,
            note: note.into(),
        });
        for (guards, text) in [
            ("as written", plain.to_owned()),
            ("semicolons", plain.replace(',', ";")),
            ("tabs", plain.replace(',', "\t")),
            ("semicolons and decimal commas", german.clone()),
            ("tabs and decimal commas", german.replace(';', "\t")),
            ("commas and quoted decimal commas", plain.replace("-0.5", "\"-0,5\"")),
            ("the minus of a word processor", german.replace('-', "−")),
            ("columns that a spreadsheet adds", plain.replace('\n', ",,\n")),
            ("rows that a spreadsheet adds", format!("{plain},,\n,,\n\n")),
            ("comments", format!("# \"so\n{plain}# end\n")),
            ("no line end", plain.trim_end().to_owned()),
        ] {
            let rows = read(&text).unwrap_or_else(|e| panic!("{guards}: {e}"));
            assert_eq!(rows, expected, "{guards}");
        }
    }

    #[test]
    fn what_was_not_saved_whole_is_told_where_it_is() {
        for (guards, text, expected) in [
            ("a merge", "term,weight\n<<<<<<< HEAD\na,1\n", "t.csv:2:1: a mark of a merge"),
            ("an open mark", "term,weight\na,\"1\nb,2\n", "t.csv:2:3: the cell that a quotation"),
            ("an open mark", "term,weight\na,\"1\nb,2\n", "is never closed"),
            ("a mark closed later", "term,weight\n\"a,1\n\"b\",2\n", "t.csv:2:1: the cell"),
            ("a mark closed later", "term,weight\n\"a,1\n\"b\",2\n", "goes on to line 3"),
            ("a cell too many", "term;weight\na;1;x\n", "t.csv:2:5: 3 columns where the header"),
            ("a cell too few", "term,weight,note\na,1\n", "t.csv:2:1: 2 columns where the header"),
            ("no number", "term;weight\na;1,x\n", "t.csv:2:3: weight: invalid float literal"),
            ("two commas", "term;weight\na,b;1,5,2\n", "t.csv:2:5: weight: invalid float literal"),
            ("no header", "# none\n", "t.csv: has no header"),
        ] {
            let error = read(text).map_or_else(|e| e, |rows| panic!("{guards}: {rows:?}"));
            assert!(error.contains(expected), "{guards}: {error}");
        }
    }
}
