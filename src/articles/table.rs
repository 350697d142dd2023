//! CSV and TSV: one article a row, fields by the names in the header.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::Value;

use super::article::{Skip, SkipReason};
use super::decode;
use super::open::Record;
use super::options::ReadOptions;
use super::raw::{Body, Draft, Failure};
use super::record::{self, Fields};
use super::unpack::{self, Stream};

/// Delimiters that are told apart by the header; the first wins where none is there more often.
const DELIMITERS: &[u8] = b",;\t";
/// Stands for "one column only".
const NO_DELIMITER: u8 = 0x1F;

/// Columns that a message names, and characters of each: what is no header may be of any length.
const NAMED: usize = 30;
const LONGEST_NAME: usize = 60;

/// The names of the columns, in lower case.
#[derive(Debug, Default)]
pub(super) struct Header {
    names: Vec<String>,
    text_column: Option<String>,
}

impl Header {
    /// The names as bytes, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.names.iter().map(String::as_bytes)
    }
}

/// The rows of one table.
pub(super) struct Rows {
    reader: Option<Reader<Metered>>,
    header: Arc<Header>,
    /// The header is row 1, as in a spreadsheet.
    number: u64,
    /// No row was there so far.
    empty: bool,
    limit: u64,
    too_large: Skip,
}

impl Rows {
    pub(super) fn new(stream: Stream, head: &[u8], options: &ReadOptions) -> Self {
        let metered = Metered { inner: stream, left: 0, exceeded: false };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(head))
            .from_reader(metered);
        let header = Header { names: Vec::new(), text_column: options.text_column.clone() };
        Self {
            reader: Some(reader),
            header: Arc::new(header),
            number: 0,
            empty: true,
            limit: options.limits.article,
            too_large: unpack::too_large(&options.limits),
        }
    }

    /// The next row. Of a table without rows it is told that it is empty.
    pub(super) fn next(&mut self) -> Option<Record> {
        if self.number == 0
            && let Some(body) = self.broken_header()
        {
            (self.reader, self.empty) = (None, false);
            return Some(Record { number: None, body });
        }
        let none_so_far = std::mem::take(&mut self.empty);
        match self.row() {
            Some(body) => Some(Record { number: Some(self.number), body }),
            None => none_so_far.then(Record::empty),
        }
    }

    /// What is wrong with the header, if there is one.
    fn broken_header(&mut self) -> Option<Body> {
        match self.row()? {
            Body::Row(_, row) => self.read_header(&row).err().map(Body::Broken),
            other => Some(other),
        }
    }

    /// The next row; after an error, nothing: where the next one begins cannot be known.
    fn row(&mut self) -> Option<Body> {
        let reader = self.reader.as_mut()?;
        reader.get_mut().left = self.limit;
        let mut row = ByteRecord::new();
        let read = reader.read_byte_record(&mut row);
        self.number += 1;
        let skip = match read {
            Ok(true) => return Some(Body::Row(Arc::clone(&self.header), row)),
            Ok(false) => return None,
            Err(_) if reader.get_ref().exceeded => self.too_large.clone(),
            Err(error) => unpack::skip_of(&io::Error::from(error)),
        };
        self.reader = None;
        Some(Body::Broken(skip))
    }

    fn read_header(&mut self, row: &ByteRecord) -> Result<(), Skip> {
        let name = |field: &[u8]| decode::decode(field.to_vec()).map(|n| n.trim().to_lowercase());
        let names = row.iter().map(name).collect::<Result<Vec<_>, _>>()?;
        let text_column = self.header.text_column.clone();
        if !record::text_names(text_column.as_deref()).any(|n| names.contains(&n.to_lowercase())) {
            return Err(no_text_column(&names, text_column.as_deref()));
        }
        self.header = Arc::new(Header { names, text_column });
        Ok(())
    }
}

/// The draft of one row.
pub(super) fn draft(
    header: &Header,
    row: &ByteRecord,
    options: &ReadOptions,
) -> Result<Draft, Failure> {
    let mut fields = Fields::default();
    for (name, field) in header.names.iter().zip(row) {
        if record::is_wanted(name, header.text_column.as_deref()) {
            fields.push(name.clone(), Value::String(decode::decode(field.to_vec())?));
        }
    }
    record::draft(fields, options)
}

fn no_text_column(names: &[String], text_column: Option<&str>) -> Skip {
    let wanted: Vec<&str> = record::text_names(text_column).collect();
    let shown: Vec<String> =
        names.iter().take(NAMED).map(|name| name.chars().take(LONGEST_NAME).collect()).collect();
    Skip {
        reason: SkipReason::NoText,
        message: format!(
            "no column called {}: name the column of the text with --text-column (there are: {}{})",
            wanted.join(", "),
            shown.join(", "),
            if names.len() > NAMED { ", …" } else { "" }
        ),
    }
}

/// The delimiter that stands most often in the header, outside quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(i) = DELIMITERS.iter().position(|&d| d == byte) {
                    counts[i] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    match counts.iter().position(|&n| n == most) {
        Some(i) if most > 0 => DELIMITERS[i],
        _ => NO_DELIMITER,
    }
}

/// A stream that fails once a row has taken more than `left` bytes: a quotation mark that is
/// never closed would otherwise take the rest of the file into memory.
struct Metered {
    inner: Stream,
    left: u64,
    exceeded: bool,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            self.exceeded = true;
            return Err(io::Error::other("row too large"));
        }
        let available = self.inner.fill_buf()?;
        let n = available.len().min(buffer.len());
        buffer[..n].copy_from_slice(&available[..n]);
        self.inner.consume(n);
        self.left = self.left.saturating_sub(n as u64);
        Ok(n)
    }
}
