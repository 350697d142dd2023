//! A table as sheets of the workbook; one that is full is followed by another.

use std::fmt;
use std::io;
use std::sync::Arc;

use rust_xlsxwriter::{
    Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign, Worksheet,
    XlsxError,
};

use super::cells::{Cell, one_line};
use super::schema::{Column, Kind, Look, TableSchema};
use super::workbook::Workbook;
use crate::reading::SCORE_UNIT;

/// Rows of a sheet, the header among them: what Excel holds.
pub const MOST_ROWS: u32 = 1_048_576;

/// Colours from unfavourable over neutral to favourable; told apart by the colour-blind too.
const SCALE: [u32; 3] = [0x00E0_8A3C, 0x00FF_FFFF, 0x004A_90C4];

/// A table being written as sheets.
pub struct Sheet {
    workbook: Workbook,
    title: String,
    columns: Arc<[Column]>,
    formats: Formats,
    current: Worksheet,
    /// Sheets that are full; all are added together, so that other tables do not come between.
    full: Vec<Worksheet>,
    row: u32,
    column: u16,
    error: Option<XlsxError>,
    most_rows: u32,
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet {}", self.title)
    }
}

/// How the cells of each kind look.
struct Formats {
    header: Format,
    plain: Format,
    wrapped: Format,
    date: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            header: top().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E8_ECEF)),
            plain: top(),
            wrapped: top().set_text_wrap(),
            date: top().set_num_format("yyyy-mm-dd"),
            number: top().set_num_format("0.00"),
        }
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
            title: schema.title.clone(),
            columns: schema.columns.clone(),
            formats: Formats::new(),
            current: workbook.sheet()?,
            full: Vec::new(),
            row: 0,
            column: 0,
            error: None,
            most_rows,
        };
        sheet.begin().map_err(failed)?;
        Ok(sheet)
    }

    /// Name, header and widths of the current sheet.
    fn begin(&mut self) -> Result<(), XlsxError> {
        let name = match self.full.len() {
            0 => self.title.clone(),
            full => format!("{} {}", self.title, full + 1),
        };
        self.current.set_name(name)?;
        self.current.set_freeze_panes(1, 0)?;
        for (at, column) in (0u16..).zip(self.columns.iter()) {
            self.current.set_column_width(at, f64::from(column.width))?;
            self.current.write_string_with_format(0, at, &column.name, &self.formats.header)?;
        }
        self.row = 1;
        Ok(())
    }

    /// The next cell; tells whether it was cut.
    pub(super) fn put(&mut self, cell: Cell<'_>) -> bool {
        let (text, cut) = match cell {
            Cell::Text(text) => one_line(text, ""),
            _ => (String::new(), false),
        };
        let written = self.write(cell, &text);
        self.error = self.error.take().or(written.err());
        self.column += 1;
        cut
    }

    fn write(&mut self, cell: Cell<'_>, text: &str) -> Result<(), XlsxError> {
        let (row, column, formats) = (self.row, self.column, &self.formats);
        let wraps =
            self.columns.get(usize::from(column)).is_some_and(|c| c.look == Some(Look::Wrap));
        let words = if wraps { &formats.wrapped } else { &formats.plain };
        let sheet = &mut self.current;
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(_) => sheet.write_string_with_format(row, column, text, words)?,
            Cell::Word(word) => sheet.write_string_with_format(row, column, word, words)?,
            Cell::Count(count) => {
                sheet.write_number_with_format(row, column, count as f64, &formats.plain)?
            }
            Cell::Units(units) => {
                let number = units as f64 / SCORE_UNIT;
                sheet.write_number_with_format(row, column, number, &formats.number)?
            }
            // Days before 1900 are none to Excel.
            Cell::Day(day) if day.year() < 1900 => {
                sheet.write_string_with_format(row, column, day.to_string(), words)?
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
            return Err(failed(error));
        }
        self.column = 0;
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
        self.close().map_err(failed)?;
        let Self { workbook, current, mut full, .. } = self;
        full.push(current);
        let sheets = full.len();
        full.into_iter().for_each(|sheet| workbook.add(sheet));
        Ok(sheets)
    }

    /// Filters and colours, over all rows of the current sheet.
    fn close(&mut self) -> Result<(), XlsxError> {
        let (last, columns) = (self.row - 1, self.columns.clone());
        let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        self.current.autofilter(0, 0, last, width.saturating_sub(1))?;
        let scaled = (0u16..).zip(columns.iter()).filter(|(_, c)| c.look == Some(Look::Scale));
        for (at, column) in scaled.filter(|(_, c)| c.kind == Kind::Number && last > 0) {
            self.current.add_conditional_format(1, at, last, at, &scale(column))?;
        }
        Ok(())
    }
}

/// The colours of a column, fixed to its range so that one colour means one score everywhere.
fn scale(column: &Column) -> ConditionalFormat3ColorScale {
    let [low, middle, high] = SCALE.map(Color::RGB);
    let (least, most) = (column.minimum.unwrap_or(-1.0), column.maximum.unwrap_or(1.0));
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, least)
        .set_midpoint(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, most)
        .set_minimum_color(low)
        .set_midpoint_color(middle)
        .set_maximum_color(high)
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
