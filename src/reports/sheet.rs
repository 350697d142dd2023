//! A table as sheets of the workbook; one that is full is followed by another.

use std::fmt;
use std::io;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{Cell, one_line};
use super::guard::guarded;
use super::looks::{self, Formats};
use super::schema::{Kind, Look, TableSchema};
use super::workbook::Workbook;
use crate::reading::SCORE_UNIT;

/// Rows of a sheet, the header among them: what Excel holds.
pub const MOST_ROWS: u32 = 1_048_576;

/// From here on spreadsheets count days alike; to Excel 1900 was a leap year, and days before it are none.
const FIRST_DAY: Date = date(1900, 3, 1);

/// A table being written as sheets.
pub struct Sheet {
    workbook: Workbook,
    table: TableSchema,
    formats: Formats,
    current: Worksheet,
    /// Sheets that are full; all are added together, so that other tables do not come between.
    full: Vec<Worksheet>,
    row: u32,
    column: u16,
    /// Lines that the row needs.
    lines: usize,
    error: Option<io::Error>,
    most_rows: u32,
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet {}", self.table.title)
    }
}

impl Sheet {
    /// Begins a table in `workbook`.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new(workbook: &Workbook, schema: &TableSchema) -> io::Result<Self> {
        Self::with_rows(workbook, schema, MOST_ROWS)
    }

    fn with_rows(workbook: &Workbook, schema: &TableSchema, most_rows: u32) -> io::Result<Self> {
        let mut sheet = Self {
            workbook: workbook.clone(),
            table: schema.clone(),
            formats: Formats::new(),
            current: workbook.sheet()?,
            full: Vec::new(),
            row: 0,
            column: 0,
            lines: 1,
            error: None,
            most_rows,
        };
        guarded(|| sheet.begin().map_err(failed))?;
        Ok(sheet)
    }

    /// Name, widths, arrangement and header of the current sheet.
    fn begin(&mut self) -> Result<(), XlsxError> {
        let name = match self.full.len() {
            0 => self.table.title.clone(),
            full => format!("{} {}", self.table.title, full + 1),
        };
        self.current.set_name(name)?;
        for (at, column) in (0u16..).zip(self.table.columns.iter()) {
            self.current.set_column_width(at, f64::from(column.width))?;
            self.current.write_string_with_format(0, at, &column.name, &self.formats.header)?;
        }
        self.current.set_row_height(0, looks::height(looks::heading_lines(&self.table.columns)))?;
        looks::arrange(&mut self.current, &self.table)?;
        self.row = 1;
        Ok(())
    }

    /// The next cell; tells whether it was cut.
    pub(super) fn put(&mut self, cell: Cell<'_>) -> bool {
        let (text, cut) = match cell {
            Cell::Text(text) => one_line(text, ""),
            Cell::Word(word) => (word.to_owned(), false),
            _ => (String::new(), false),
        };
        let written = guarded(|| self.write(cell, &text).map_err(failed));
        self.error = self.error.take().or(written.err());
        self.column += 1;
        cut
    }

    fn write(&mut self, cell: Cell<'_>, text: &str) -> Result<(), XlsxError> {
        let (row, column, formats) = (self.row, self.column, &self.formats);
        let of = self.table.columns.get(usize::from(column));
        let wrapped = of.filter(|column| column.is(Look::Wrap) && !column.is(Look::Fold));
        let lines = wrapped.map_or(1, |c| looks::lines(text, c.width));
        self.lines = self.lines.max(lines);
        let words = |text: &str| formats.words(of, text);
        let sheet = &mut self.current;
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(_) | Cell::Word(_) => {
                sheet.write_string_with_format(row, column, text, words(text))?
            }
            Cell::Count(count) => {
                sheet.write_number_with_format(row, column, count as f64, &formats.plain)?
            }
            Cell::Units(units) => {
                let number = units as f64 / SCORE_UNIT;
                sheet.write_number_with_format(row, column, number, &formats.number)?
            }
            Cell::Day(day) if day < FIRST_DAY => {
                sheet.write_string_with_format(row, column, day.to_string(), &formats.plain)?
            }
            Cell::Day(day) => sheet.write_datetime_with_format(row, column, day, &formats.date)?,
            Cell::Truth(truth) => {
                sheet.write_boolean_with_format(row, column, truth, &formats.plain)?
            }
        };
        Ok(())
    }

    /// Ends the row.
    pub(super) fn end(&mut self) -> io::Result<()> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        guarded(|| self.end_row())
    }

    fn end_row(&mut self) -> io::Result<()> {
        // Explicit, since not every program makes a row as high as its wrapped text.
        if self.lines > 1 {
            let height = looks::height(self.lines);
            self.current.set_row_height(self.row, height).map_err(failed)?;
        }
        (self.column, self.lines) = (0, 1);
        self.row += 1;
        if self.row == self.most_rows {
            let next = self.workbook.sheet()?;
            self.close().map_err(failed)?;
            self.full.push(std::mem::replace(&mut self.current, next));
            self.begin().map_err(failed)?;
        }
        Ok(())
    }

    /// Ends the table: how many sheets it fills.
    pub(super) fn finish(mut self) -> io::Result<usize> {
        guarded(|| self.close().map_err(failed))?;
        let Self { workbook, current, mut full, .. } = self;
        full.push(current);
        let sheets = full.len();
        full.into_iter().for_each(|sheet| workbook.add(sheet));
        Ok(sheets)
    }

    /// Filters, colours and paper, over all rows of the current sheet.
    fn close(&mut self) -> Result<(), XlsxError> {
        let (last, columns) = (self.row - 1, self.table.columns.clone());
        let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        self.current.autofilter(0, 0, last, width.saturating_sub(1))?;
        looks::print(&mut self.current, &columns, last)?;
        let scaled = (0u16..).zip(columns.iter()).filter(|(_, c)| c.is(Look::Scale));
        for (at, column) in scaled.filter(|(_, c)| c.kind == Kind::Number && last > 0) {
            self.current.add_conditional_format(1, at, last, at, &looks::scale(column))?;
        }
        Ok(())
    }
}

/// As the error of a file.
pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(format!("the workbook: {error}")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::reports::schema::Schema;

    #[test]
    fn a_sheet_that_is_full_is_followed_by_another() {
        let folder = tempfile::tempdir().unwrap();
        let workbook = Workbook::new(folder.path()).unwrap();
        let schema = TableSchema {
            title: "Words".into(),
            columns: Schema::new(&[]).table("review").columns[..1].into(),
            ..TableSchema::default()
        };
        let mut sheet = Sheet::with_rows(&workbook, &schema, 3).unwrap();
        for word in ["a", "b", "c"] {
            sheet.put(Cell::Text(word));
            sheet.end().unwrap();
        }
        assert_eq!(sheet.finish().unwrap(), 2);
    }
}
