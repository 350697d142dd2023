//! A table as CSV (RFC 4180), or with another sign between the cells.

use std::io::{self, Write};

use csv::{ByteRecord, QuoteStyle, Terminator};

use super::cells::{Cell, Style, cell_text, decimal};

/// CSV being written.
#[derive(Debug)]
pub(super) struct Delimited<W: Write> {
    writer: csv::Writer<W>,
    record: ByteRecord,
    style: Style,
}

impl<W: Write> Delimited<W> {
    /// Begins it with its header.
    pub(super) fn new<'a>(
        mut out: W,
        style: Style,
        header: impl Iterator<Item = &'a str>,
    ) -> io::Result<Self> {
        if style.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new()
            .delimiter(style.delimiter)
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out);
        writer.write_record(header)?;
        Ok(Self { writer, record: ByteRecord::new(), style })
    }

    /// The next cell; tells whether it was cut.
    pub(super) fn put(&mut self, cell: Cell<'_>) -> bool {
        let Cell::Text(text) = cell else {
            self.field(&self.plain(cell));
            return false;
        };
        if self.style.raw {
            self.field(text);
            return false;
        }
        let (text, cut) = cell_text(text);
        self.field(&text);
        cut
    }

    fn plain(&self, cell: Cell<'_>) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Word(text) => text.to_owned(),
            Cell::Count(count) => count.to_string(),
            Cell::Units(units) if self.style.decimal_comma => decimal(units).replace('.', ","),
            Cell::Units(units) => decimal(units),
            Cell::Day(day) => day.to_string(),
            Cell::Truth(truth) => truth.to_string(),
        }
    }

    fn field(&mut self, text: &str) {
        self.record.push_field(text.as_bytes());
    }

    /// Ends the row.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.writer.write_byte_record(&self.record)?;
        self.record.clear();
        Ok(())
    }

    /// Ends the table: what it was written to.
    pub(super) fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(|e| io::Error::other(e.to_string()))
    }
}
