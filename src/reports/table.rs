//! A table being written, at once as CSV and as a sheet of the workbook.
//!
//! Cells are put one by one in the order of the schema; [`Table::end`] ends a row.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use jiff::civil::Date;

use super::cells::{Cell, Style};
use super::delimited::Delimited;
use super::schema::{Column, Kind, TableSchema};
use super::sheet::Sheet;

/// Another form in which a table is written.
pub trait Sink<W> {
    /// The next cell.
    fn put(&mut self, cell: Cell<'_>);

    /// Ends the row.
    ///
    /// # Errors
    /// When it cannot be written.
    fn end(&mut self) -> io::Result<()>;

    /// Ends the table: what it was written to.
    ///
    /// # Errors
    /// When the rest cannot be written.
    fn finish(self: Box<Self>) -> io::Result<W>;
}

/// A table being written.
pub struct Table<W: Write> {
    columns: Arc<[Column]>,
    csv: Option<Delimited<W>>,
    sheet: Option<Sheet>,
    others: Vec<Box<dyn Sink<W>>>,
    no_quotes: bool,
    /// Whether the columns say what their cells hold.
    typed: bool,
    /// Cells of the row so far.
    at: usize,
    rows: u64,
    cut: u64,
}

/// What is left of a table that is complete.
#[derive(Debug)]
pub struct Finished<W> {
    /// What the CSV was written to, where one was wanted.
    pub csv: Option<W>,
    /// What the other forms were written to.
    pub others: Vec<W>,
    /// Rows without the header.
    pub rows: u64,
    /// Cells that were too long and were cut.
    pub cut: u64,
    /// Sheets of the workbook that it fills.
    pub sheets: usize,
}

impl<W: Write> fmt::Debug for Table<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table of {} rows", self.rows)
    }
}

impl<W: Write> Table<W> {
    /// Begins a table with its header: as CSV to `csv`, and as `sheet`, as far as they are wanted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(
        schema: &TableSchema,
        csv: Option<W>,
        sheet: Option<Sheet>,
        style: Style,
    ) -> io::Result<Self> {
        let header = schema.columns.iter().map(|column| column.name.as_str());
        Ok(Self {
            columns: schema.columns.clone(),
            csv: csv.map(|out| Delimited::new(out, style, header)).transpose()?,
            sheet,
            others: Vec::new(),
            no_quotes: style.no_quotes,
            typed: true,
            at: 0,
            rows: 0,
            cut: 0,
        })
    }

    /// Begins a table of columns that the schema of reports does not have, as CSV.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn csv<S: AsRef<str>>(out: W, style: Style, header: &[S]) -> io::Result<Self> {
        let schema = TableSchema::untyped(header);
        Ok(Self { typed: false, ..Self::new(&schema, Some(out), None, style)? })
    }

    /// Writes the table in other forms too.
    #[must_use]
    pub fn with(self, others: Vec<Box<dyn Sink<W>>>) -> Self {
        Self { others, ..self }
    }

    /// The next cell.
    pub fn put(&mut self, cell: Cell<'_>) -> &mut Self {
        debug_assert!(self.fits(cell), "{cell:?} in column {} of {:?}", self.at, self.columns);
        let hidden = self.no_quotes && self.columns.get(self.at).is_some_and(|c| c.quoted);
        let cell = if hidden { Cell::Empty } else { cell };
        self.at += 1;
        let cut = self.csv.as_mut().map(|csv| csv.put(cell));
        let cut_too = self.sheet.as_mut().map(|sheet| sheet.put(cell));
        self.others.iter_mut().for_each(|other| other.put(cell));
        self.cut += u64::from(cut.or(cut_too).unwrap_or_default());
        self
    }

    /// Whether the column may hold such a cell: order of cells and schema agree.
    fn fits(&self, cell: Cell<'_>) -> bool {
        let kind = self.columns.get(self.at).map(|column| column.kind);
        match cell {
            _ if !self.typed => true,
            Cell::Empty => true,
            Cell::Text(_) | Cell::Word(_) => kind == Some(Kind::Text),
            Cell::Count(_) => kind == Some(Kind::Integer),
            Cell::Units(_) => kind == Some(Kind::Number),
            Cell::Day(_) => kind == Some(Kind::Date),
            Cell::Truth(_) => kind == Some(Kind::Truth),
        }
    }

    /// Words of any origin.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.put(if text.is_empty() { Cell::Empty } else { Cell::Text(text) })
    }

    /// A word of ours, or figures that are ready.
    pub fn plain(&mut self, text: &str) -> &mut Self {
        self.put(if text.is_empty() { Cell::Empty } else { Cell::Word(text) })
    }

    /// Nothing.
    pub fn empty(&mut self) -> &mut Self {
        self.put(Cell::Empty)
    }

    /// Nothing, several times.
    pub fn skip(&mut self, cells: usize) -> &mut Self {
        for _ in 0..cells {
            self.empty();
        }
        self
    }

    /// A count.
    pub fn count(&mut self, count: u64) -> &mut Self {
        self.put(Cell::Count(count))
    }

    /// A number in units of 1/10,000.
    pub fn units(&mut self, units: i64) -> &mut Self {
        self.put(Cell::Units(units))
    }

    /// A number, if there is one.
    pub fn number(&mut self, number: impl Into<Option<f64>>) -> &mut Self {
        match number.into().filter(|n| n.is_finite()) {
            Some(number) => self.units((number * 10_000.0).round() as i64),
            None => self.empty(),
        }
    }

    /// A day, if there is one.
    pub fn date(&mut self, date: Option<Date>) -> &mut Self {
        self.put(date.map_or(Cell::Empty, Cell::Day))
    }

    /// True or false.
    pub fn truth(&mut self, truth: bool) -> &mut Self {
        self.put(Cell::Truth(truth))
    }

    /// Ends the row.
    ///
    /// # Errors
    /// When it cannot be written, or has not as many cells as the header.
    pub fn end(&mut self) -> io::Result<()> {
        if self.at != self.columns.len() {
            let what = format!("a row of {} cells in {} columns", self.at, self.columns.len());
            return Err(io::Error::other(what));
        }
        self.at = 0;
        self.rows += 1;
        self.csv.as_mut().map_or(Ok(()), Delimited::end)?;
        self.others.iter_mut().try_for_each(|other| other.end())?;
        self.sheet.as_mut().map_or(Ok(()), Sheet::end)
    }

    /// Rows so far, without the header.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn finish(self) -> io::Result<Finished<W>> {
        Ok(Finished {
            csv: self.csv.map(Delimited::finish).transpose()?,
            others: self.others.into_iter().map(Sink::finish).collect::<io::Result<_>>()?,
            rows: self.rows,
            cut: self.cut,
            sheets: self.sheet.map_or(Ok(0), Sheet::finish)?,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A column of quoted words and one of that kind.
    fn schema(kind: Kind) -> TableSchema {
        let column = |name: &str, kind, quoted| {
            let mut column = Column::default();
            (column.name, column.kind, column.quoted) = (name.into(), kind, quoted);
            column
        };
        TableSchema {
            columns: [column("a", Kind::Text, true), column("b", kind, false)].into(),
            ..TableSchema::default()
        }
    }

    fn written(style: Style, kind: Kind, put: impl Fn(&mut Table<Vec<u8>>)) -> String {
        let mut table = Table::new(&schema(kind), Some(Vec::new()), None, style).unwrap();
        put(&mut table);
        table.end().unwrap();
        String::from_utf8(table.finish().unwrap().csv.unwrap()).unwrap()
    }

    #[test]
    fn a_table_opens_right_on_a_double_click() {
        let csv = written(Style::default(), Kind::Number, |t| {
            t.text("he said, “no”\nand \"left\"").units(-12_345);
        });
        assert_eq!(csv, "\u{FEFF}a,b\r\n\"he said, “no” and \"\"left\"\"\",-1.2345\r\n");
        let plain = Style { delimiter: b';', bom: false, raw: true, ..Style::default() };
        let csv = written(plain, Kind::Text, |t| {
            t.text("=x\ny").empty();
        });
        assert_eq!(csv, "a;b\r\n\"=x\ny\";\r\n");
        let comma = Style { delimiter: b';', bom: false, decimal_comma: true, ..Style::default() };
        let csv = written(comma, Kind::Number, |t| {
            t.text("1.5").units(15_000);
        });
        assert_eq!(csv, "a;b\r\n'1.5;1,5000\r\n");
    }

    #[test]
    fn quoted_words_can_be_left_out() {
        let style = Style { bom: false, no_quotes: true, ..Style::default() };
        let csv = written(style, Kind::Text, |t| {
            t.text("their words").text("our words");
        });
        assert_eq!(csv, "a,b\r\n,our words\r\n");
    }

    #[test]
    fn numbers_have_four_decimals_or_are_absent() {
        for (number, cell) in [
            (Some(0.5), "0.5000"),
            (Some(-0.000_01), "0.0000"),
            (Some(-1.0), "-1.0000"),
            (Some(f64::NAN), ""),
            (Some(f64::INFINITY), ""),
            (None, ""),
        ] {
            let style = Style { bom: false, ..Style::default() };
            let csv = written(style, Kind::Number, |t| {
                t.plain("x").number(number);
            });
            assert_eq!(csv, format!("a,b\r\nx,{cell}\r\n"));
        }
    }

    #[test]
    fn a_row_of_another_length_is_an_error() {
        let mut table =
            Table::new(&schema(Kind::Text), Some(Vec::new()), None, Style::default()).unwrap();
        assert!(table.text("a").end().is_err());
    }
}
