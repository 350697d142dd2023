//! How a value becomes a cell, so that spreadsheets, statisticians and scripts read it alike.
//!
//! | kind | written |
//! | --- | --- |
//! | text | on one line; `'` before what a spreadsheet would run as a formula; cut at [`LONGEST`] |
//! | score, number | four decimals, never `-0.0000`, never `NaN` |
//! | date | `2025-03-01` |
//! | truth | `true`, `false` |
//! | absent | nothing |

use std::io::{self, Write};

use csv::{ByteRecord, QuoteStyle, Terminator};
use jiff::civil::Date;

/// Most UTF-16 units of a cell: what Excel keeps of one.
pub const LONGEST: usize = 32_767;

/// Ends a cell that was cut.
pub const CUT: &str = " … [cut]";

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Between cells.
    pub delimiter: u8,
    /// Begin with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Leave text as it is, for programs: no `'` before formulas, line ends kept, nothing cut.
    pub raw: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { delimiter: b',', bom: true, raw: false }
    }
}

/// A table being written: cells are put one by one, [`Table::end`] ends a row.
#[derive(Debug)]
pub struct Table<W: Write> {
    writer: csv::Writer<W>,
    record: ByteRecord,
    style: Style,
    rows: u64,
    cut: u64,
}

impl<W: Write> Table<W> {
    /// Begins a table with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new<S: AsRef<str>>(
        mut out: W,
        style: Style,
        header: impl IntoIterator<Item = S>,
    ) -> io::Result<Self> {
        if style.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let writer = csv::WriterBuilder::new()
            .delimiter(style.delimiter)
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out);
        let mut table = Self { writer, record: ByteRecord::new(), style, rows: 0, cut: 0 };
        for name in header {
            table.record.push_field(name.as_ref().as_bytes());
        }
        table.end()?;
        table.rows = 0;
        Ok(table)
    }

    /// Words of any origin.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if self.style.raw {
            return self.plain(text);
        }
        let (text, cut) = cell_text(text);
        self.cut += u64::from(cut);
        self.plain(&text)
    }

    /// A word of ours, or figures that are ready.
    pub fn plain(&mut self, text: &str) -> &mut Self {
        self.record.push_field(text.as_bytes());
        self
    }

    /// Nothing.
    pub fn empty(&mut self) -> &mut Self {
        self.plain("")
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
        self.plain(&count.to_string())
    }

    /// A number in units of 1/10,000.
    pub fn units(&mut self, units: i64) -> &mut Self {
        self.plain(&decimal(units))
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
        self.plain(&date.map_or(String::new(), |date| date.to_string()))
    }

    /// True or false.
    pub fn truth(&mut self, truth: bool) -> &mut Self {
        self.plain(if truth { "true" } else { "false" })
    }

    /// Ends the row.
    ///
    /// # Errors
    /// When it cannot be written, or has not as many cells as the header.
    pub fn end(&mut self) -> io::Result<()> {
        self.writer.write_byte_record(&self.record)?;
        self.record.clear();
        self.rows += 1;
        Ok(())
    }

    /// Rows so far, without the header.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ends the table: what it was written to, its rows, and how many of its cells were cut.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn finish(self) -> io::Result<(W, u64, u64)> {
        let out = self.writer.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
        Ok((out, self.rows, self.cut))
    }
}

/// A number in units of 1/10,000 with four decimals.
pub fn decimal(units: i64) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let whole = units.unsigned_abs();
    format!("{sign}{}.{:04}", whole / 10_000, whole % 10_000)
}

/// `text` as a cell holds it, and whether it was cut.
fn cell_text(text: &str) -> (String, bool) {
    let mut cell = String::with_capacity(text.len() + 1);
    if runs_as_formula(text) {
        cell.push('\'');
    }
    let mut line_end = false;
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !line_end {
                    cell.push(' ');
                }
                line_end = true;
                continue;
            }
            c if c.is_control() => cell.push(' '),
            c => cell.push(c),
        }
        line_end = false;
    }
    let cut = cut_to(&mut cell, LONGEST);
    (cell, cut)
}

/// `text` as a cell of a report holds it by default.
pub(crate) fn in_cell(text: &str) -> String {
    cell_text(text).0
}

/// `text` as a cell of a workbook holds it, where nothing runs by itself: cut, and no more.
pub(crate) fn clipped(text: &str) -> String {
    let mut cell = text.to_owned();
    cut_to(&mut cell, LONGEST);
    cell
}

/// Whether a spreadsheet would run it: the signs that begin a formula, in half and full width,
/// also behind white space that some programs drop.
pub(crate) fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Cuts `text` to at most `longest` UTF-16 units, the mark of the cut among them.
fn cut_to(text: &mut String, longest: usize) -> bool {
    if text.len() <= longest || text.encode_utf16().count() <= longest {
        return false;
    }
    let mut left = longest - CUT.encode_utf16().count();
    let end = text.char_indices().find_map(|(at, c)| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            None
        }
        None => Some(at),
    });
    text.truncate(end.unwrap_or(text.len()));
    text.push_str(CUT);
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(style: Style, put: impl Fn(&mut Table<Vec<u8>>)) -> String {
        let mut table = Table::new(Vec::new(), style, ["a", "b"]).unwrap();
        put(&mut table);
        table.end().unwrap();
        String::from_utf8(table.finish().unwrap().0).unwrap()
    }

    #[test]
    fn a_table_opens_right_on_a_double_click() {
        let csv = written(Style::default(), |t| {
            t.text("he said, “no”\nand \"left\"").units(-12_345);
        });
        assert_eq!(csv, "\u{FEFF}a,b\r\n\"he said, “no” and \"\"left\"\"\",-1.2345\r\n");
        let plain = Style { delimiter: b';', bom: false, raw: true };
        let csv = written(plain, |t| {
            t.text("=x\ny").empty();
        });
        assert_eq!(csv, "a;b\r\n\"=x\ny\";\r\n");
    }

    #[test]
    fn formulas_are_text() {
        for (text, cell) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\t=1", "' =1"),
            ("  =1", "'  =1"),
            ("\r=1", "' =1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("“-”", "“-”"),
        ] {
            assert_eq!(cell_text(text).0, cell, "{text:?}");
        }
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
            let csv = written(Style { bom: false, ..Style::default() }, |t| {
                t.number(number).plain("x");
            });
            assert_eq!(csv, format!("a,b\r\n{cell},x\r\n"));
        }
    }

    #[test]
    fn long_cells_are_cut_with_a_mark() {
        let (cell, cut) = cell_text(&"😀".repeat(LONGEST));
        assert!(cut && cell.ends_with(CUT));
        assert!((LONGEST - 1..=LONGEST).contains(&cell.encode_utf16().count()));
        assert!(!cell_text(&"é".repeat(LONGEST)).1);
        assert!(cell_text(&"é".repeat(LONGEST + 1)).1);
    }

    proptest! {
        #[test]
        fn a_cell_never_breaks_a_line(text in "\\PC{0,20}[\n\r\t\u{2028}\u{0}]?\\PC{0,20}") {
            let (cell, _) = cell_text(&text);
            let whole = !cell.contains(|c: char| c.is_control() || c == '\u{2028}');
            prop_assert!(whole, "{cell:?}");
        }
    }
}
