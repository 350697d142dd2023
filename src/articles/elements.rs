//! JSON of any size cut into its records without holding more than one of them.
//!
//! Only brackets and strings are followed here; whether a record is valid JSON shows when it is
//! parsed, so that one bad record does not hide those after it. Read are an array of records, an
//! object whose `articles` is such an array, and records one after another.

use std::io::{self, BufRead};

use super::article::Skip;
use super::format::Format;
use super::open::Record;
use super::options::ReadOptions;
use super::raw::{Body, malformed};
use super::unpack::{self, Stream};

/// The key whose array holds the records of an object that is itself none.
const COLLECTION: &[u8] = b"articles";

/// The records of one JSON file.
pub(super) struct Elements {
    stream: Option<Stream>,
    place: Place,
    number: u64,
    limit: usize,
    too_large: Skip,
}

/// Where in the file the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Outside everything.
    Top,
    /// In the array that holds the records.
    Array,
    /// In the array `articles` of an object.
    Collection,
}

/// One value, followed byte by byte.
#[derive(Default)]
struct Value {
    bytes: Vec<u8>,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Where the last key at depth 1 begins and ends, and whether its value is being read.
    string: (usize, usize),
    is_key: bool,
}

/// How a value ended.
enum End {
    Whole(Vec<u8>),
    TooLarge,
    /// It is an object that holds the records; its array has just begun.
    Opens,
    Cut,
}

impl Elements {
    pub(super) fn new(stream: Stream, options: &ReadOptions) -> Self {
        Self {
            stream: Some(stream),
            place: Place::Top,
            number: 0,
            limit: usize::try_from(options.limits.article).unwrap_or(usize::MAX),
            too_large: unpack::too_large(&options.limits),
        }
    }

    pub(super) fn next(&mut self) -> Option<Record> {
        match self.advance() {
            Ok(record) => record,
            Err(error) => Some(self.stop(unpack::skip_of(&error))),
        }
    }

    fn advance(&mut self) -> io::Result<Option<Record>> {
        loop {
            let Some(stream) = self.stream.as_mut() else { return Ok(None) };
            let Some(byte) = peek(stream)? else { return Ok(self.end()) };
            match (self.place, byte) {
                (_, b',') => stream.consume(1),
                (Place::Top, b'[') => {
                    stream.consume(1);
                    self.place = Place::Array;
                }
                (Place::Array, b']') => {
                    stream.consume(1);
                    self.place = Place::Top;
                }
                (Place::Collection, b']') => {
                    // What follows in the object that held the records is not about one of them.
                    self.stream = None;
                }
                (Place::Top, b']') | (_, b'}') => {
                    return Ok(Some(self.stop(malformed("no valid JSON: a bracket too many"))));
                }
                _ => {
                    if let Some(record) = self.record()? {
                        return Ok(Some(record));
                    }
                }
            }
        }
    }

    /// The value that begins here, as a record.
    fn record(&mut self) -> io::Result<Option<Record>> {
        let Some(stream) = self.stream.as_mut() else { return Ok(None) };
        let at_top = self.place == Place::Top;
        let body = match read_value(stream, self.limit, at_top)? {
            End::Whole(bytes) => Body::Bytes(Format::Json, bytes),
            End::TooLarge => Body::Broken(self.too_large.clone()),
            End::Opens => {
                self.place = Place::Collection;
                return Ok(None);
            }
            End::Cut => return Ok(Some(self.cut())),
        };
        self.number += 1;
        let only = at_top && self.number == 1 && peek(stream).is_ok_and(|next| next.is_none());
        Ok(Some(Record { number: (!only).then_some(self.number), body }))
    }

    /// The end of the file: well, or in the middle of the array.
    fn end(&mut self) -> Option<Record> {
        match self.place {
            Place::Top if self.number > 0 => None,
            Place::Top => {
                self.stream = None;
                Some(Record::empty())
            }
            Place::Array | Place::Collection => Some(self.cut()),
        }
    }

    fn cut(&mut self) -> Record {
        let message = "the JSON stops in the middle: get the file again".to_owned();
        self.stop(malformed(message))
    }

    fn stop(&mut self, skip: Skip) -> Record {
        self.stream = None;
        let number = (self.number > 0 || self.place != Place::Top).then_some(self.number + 1);
        Record { number, body: Body::Broken(skip) }
    }
}

/// The next byte that is not white space.
fn peek(stream: &mut Stream) -> io::Result<Option<u8>> {
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let white = buffer.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let found = buffer.get(white).copied();
        stream.consume(white);
        if found.is_some() {
            return Ok(found);
        }
    }
}

/// Reads one value to its end.
fn read_value(stream: &mut Stream, limit: usize, at_top: bool) -> io::Result<End> {
    let mut value = Value::default();
    let mut too_large = false;
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            // A bare number or word at the end of the file is whole.
            let whole = value.depth == 0 && !value.in_string && !value.bytes.is_empty();
            return Ok(if whole { End::Whole(value.bytes) } else { End::Cut });
        }
        let (used, last) = value.take(buffer, at_top);
        stream.consume(used);
        too_large |= value.bytes.len() > limit;
        match last {
            Step::Opens => return Ok(End::Opens),
            Step::Last | Step::After if too_large => return Ok(End::TooLarge),
            Step::Last | Step::After => return Ok(End::Whole(value.bytes)),
            Step::Inside if too_large => value.forget(),
            Step::Inside => {}
        }
    }
}

/// What a byte is to the value.
enum Step {
    Inside,
    Last,
    /// The array of records begins.
    Opens,
    /// It no longer belongs to the value.
    After,
}

impl Value {
    /// Takes bytes up to the end of the value, if it is among them: how many, and what the last
    /// one was.
    fn take(&mut self, buffer: &[u8], at_top: bool) -> (usize, Step) {
        for (i, &byte) in buffer.iter().enumerate() {
            match self.step(byte, at_top) {
                Step::Inside => {}
                Step::After => return (i, Step::After),
                end => return (i + 1, end),
            }
        }
        (buffer.len(), Step::Inside)
    }

    fn step(&mut self, byte: u8, at_top: bool) -> Step {
        if self.in_string {
            self.string_byte(byte);
            return Step::Inside;
        }
        let parts = matches!(byte, b',' | b']' | b'}')
            || byte.is_ascii_whitespace() && !self.bytes.is_empty();
        if self.depth == 0 && parts {
            return Step::After;
        }
        self.bytes.push(byte);
        match byte {
            b'"' => self.open_string(),
            b':' if self.depth == 1 => self.is_key = true,
            b',' if self.depth == 1 => self.is_key = false,
            b'[' if at_top && self.depth == 1 && self.is_key && self.key() == COLLECTION => {
                return Step::Opens;
            }
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' if self.depth == 1 => return Step::Last,
            b']' | b'}' => self.depth -= 1,
            _ => {}
        }
        Step::Inside
    }

    fn open_string(&mut self) {
        self.in_string = true;
        // Of the strings at depth 1, the last before a colon is the key.
        if self.depth == 1 && !self.is_key {
            self.string = (self.bytes.len(), 0);
        }
    }

    fn string_byte(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_string = false;
                if self.depth == 1 && !self.is_key {
                    self.string.1 = self.bytes.len();
                }
            }
            _ => {}
        }
        self.bytes.push(byte);
    }

    /// Drops what was kept of a value over the bound; its end is still looked for.
    fn forget(&mut self) {
        self.bytes.clear();
        self.string = (0, 0);
    }

    fn key(&self) -> &[u8] {
        self.bytes.get(self.string.0..self.string.1).unwrap_or_default()
    }
}
