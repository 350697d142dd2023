//! A table as a spreadsheet saves it: comma, semicolon or tab between cells, with or without a
//! byte order mark, empty cells at the end of a row left out, empty rows between.

use crate::lexicons::saved::{self, CONFLICT, Place};
use crate::lexicons::table::column_at;
use crate::lexicons::{LexiconError, LexiconErrors};

/// A row with its place.
#[derive(Clone, Debug)]
pub(crate) struct SheetRow {
    /// Line in the file, from 1.
    pub(crate) line: u64,
    cells: Vec<String>,
}

/// The table.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    file: String,
    lines: Vec<String>,
    /// What parts cells; `None` where the rows are those of a workbook.
    delimiter: Option<char>,
    /// Names of columns in lower case.
    pub(crate) header: Vec<String>,
    pub(crate) header_line: u64,
    /// Rows that hold anything.
    pub(crate) rows: Vec<SheetRow>,
}

impl Sheet {
    /// Reads it; a file without any text is a table without rows.
    ///
    /// # Errors
    /// What is no text, a merge that was not finished, a quotation mark that is never closed, and
    /// cells beyond the last column.
    pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Self, LexiconErrors> {
        let text = saved::text(bytes.to_vec())
            .map_err(|what| LexiconError::file(file, what, "save it as CSV (UTF-8)"))?;
        if let Some(line) = saved::conflict(&text) {
            return Err(at_place(
                file,
                &text,
                Place { line: line as u64, column: 1 },
                CONFLICT,
                "",
            ));
        }
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let delimiter = saved::delimiter_of(first);
        if let Some(place) = saved::endless_cell(&text, delimiter) {
            let what = "a quotation mark is opened here and never closed";
            return Err(at_place(file, &text, place, what, saved::CLOSE));
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter as u8)
            .flexible(true)
            .has_headers(false)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut sheet = Self {
            file: file.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
            delimiter: Some(delimiter),
            header: Vec::new(),
            header_line: 0,
            rows: Vec::new(),
        };
        for record in reader.records() {
            // Text is in memory and valid, and rows may be of any length: nothing is left to fail.
            let Ok(record) = record else { continue };
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(str::is_empty) {
                continue;
            }
            let line = sheet.line_from(line);
            if sheet.header.is_empty() {
                sheet.header = record.iter().map(str::to_lowercase).collect();
                sheet.header_line = line;
            } else {
                let cells = record.iter().map(str::to_owned).collect();
                sheet.rows.push(SheetRow { line, cells });
            }
        }
        sheet.check()?;
        Ok(sheet)
    }

    /// The table that rows of a workbook make, each with its number from 1.
    ///
    /// # Errors
    /// Cells beyond the last column.
    pub(crate) fn of_cells(
        file: &str,
        rows: impl IntoIterator<Item = (u64, Vec<String>)>,
    ) -> Result<Self, LexiconErrors> {
        let mut rows = rows.into_iter().filter(|(_, row)| row.iter().any(|c| !c.is_empty()));
        let (header_line, header) = rows.next().unwrap_or_default();
        let sheet = Self {
            file: file.to_owned(),
            lines: Vec::new(),
            delimiter: None,
            header: header.iter().map(|name| name.to_lowercase()).collect(),
            header_line,
            rows: rows.map(|(line, cells)| SheetRow { line, cells }).collect(),
        };
        sheet.check()?;
        Ok(sheet)
    }

    /// The first line from number `line` that is not blank: a reader counts blank lines before
    /// a row as part of it.
    fn line_from(&self, line: u64) -> u64 {
        let from = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        let blank = |text: &&String| text.is_empty();
        line + self.lines.iter().skip(from).take_while(blank).count() as u64
    }

    fn check(&self) -> Result<(), LexiconErrors> {
        let mut errors = LexiconErrors::default();
        let width = self.header.len();
        for row in &self.rows {
            if let Some(beyond) = row.cells.iter().skip(width).position(|cell| !cell.is_empty()) {
                let what = format!("{} cells where the header has {width}", row.cells.len());
                let help = "quote a cell that holds what parts cells";
                errors.0.push(self.fault(row.line, width + beyond, what, help));
            }
        }
        if errors.0.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The cell of `row` in the column of that number; empty where the row has none.
    pub(crate) fn cell<'a>(&self, row: &'a SheetRow, column: usize) -> &'a str {
        row.cells.get(column).map_or("", String::as_str)
    }

    /// The file as messages call it.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The number of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// A fault of the cell in column number `column` of a line. Its place is that of the
    /// character in a text, and that of the column in a workbook.
    pub(crate) fn fault(&self, line: u64, column: usize, what: String, help: &str) -> LexiconError {
        let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        let raw = self.lines.get(index).cloned().unwrap_or_default();
        LexiconError {
            file: self.file.clone(),
            line,
            column: self.delimiter.map_or(column + 1, |sign| column_at(&raw, column, sign)),
            what,
            help: help.to_owned(),
            row: raw,
        }
    }

    /// A fault of a row in the column called `column`.
    pub(crate) fn fault_in(&self, line: u64, column: &str, what: &str, help: &str) -> LexiconError {
        let number = self.column(column).unwrap_or(0);
        self.fault(line, number, format!("{column}: {what}"), help)
    }
}

/// A fault at a place of the text.
fn at_place(file: &str, text: &str, place: Place, what: &str, help: &str) -> LexiconErrors {
    LexiconError::at(file, text, place, what.to_owned(), help).into()
}
