//! From a file to the stream of articles that it holds.

use std::io::{self, BufRead};
use std::path::Path;

use super::article::{Skip, SkipReason};
use super::elements::Elements;
use super::find::Source;
use super::format::{Format, Kind, packings_of};
use super::lines::{self, Lines, Sniffed};
use super::options::{Limits, ReadOptions};
use super::raw::{Body, Raw};
use super::table::Rows;
use super::unpack::{self, Stream};

/// The articles of one file, in order, one at a time.
pub struct Records {
    id: String,
    path: String,
    /// Lines begin with the place of their record.
    placed: bool,
    inner: Inner,
}

enum Inner {
    One(Option<Body>),
    Lines(Lines),
    Elements(Elements),
    Rows(Rows),
}

/// One record of a file that holds many: its number (line, element or row, from 1), or `None`
/// for the only one.
pub(super) struct Record {
    pub(super) number: Option<u64>,
    pub(super) body: Body,
}

impl Record {
    /// What stands for the records of a file that has none, so that the file is told of.
    pub(super) fn empty() -> Self {
        Self { number: None, body: Body::Bytes(Format::Text, Vec::new()) }
    }
}

/// The articles of a file. Nothing is read before the first is asked for.
pub fn open(source: &Source, options: &ReadOptions) -> Records {
    let inner = match source.format {
        Format::Text | Format::Markdown | Format::Html => {
            Inner::One(Some(Body::File(source.clone())))
        }
        many => match unpack::open(&source.path, &source.packings, &options.limits) {
            Ok(stream) => split(many, stream, options),
            Err(error) => broken(unpack::skip_of(&error)),
        },
    };
    Records { id: source.id.clone(), path: source.shown.clone(), placed: false, inner }
}

/// The articles of a stream that is not a file, such as standard input.
pub fn open_stream(
    name: &str,
    format: Format,
    stream: impl BufRead + Send + 'static,
    options: &ReadOptions,
) -> Records {
    let inner = split(format, Box::new(stream), options);
    Records { id: name.to_owned(), path: name.to_owned(), placed: false, inner }
}

/// The records of a stream of JSON lines, each as soon as it is there. With `placed`, each line
/// begins with the place of the record (`news.jsonl:17`) and a tab: what it is called where it has
/// no id, and where it is said to stand.
pub fn open_lines(
    name: &str,
    placed: bool,
    stream: impl BufRead + Send + 'static,
    options: &ReadOptions,
) -> Records {
    let inner = Inner::Lines(Lines::new(Box::new(stream), options));
    Records { id: name.to_owned(), path: name.to_owned(), placed, inner }
}

/// The bytes of a file, unpacked as its name tells.
///
/// # Errors
/// What the system or a decoder says.
pub(crate) fn unpacked(path: &Path, limits: &Limits) -> io::Result<Box<dyn BufRead + Send>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    unpack::open(path, &packings_of(&name), limits)
}

/// The articles of a file in memory; its name tells the format, plain text where it does not.
pub fn open_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Records {
    let packed = bytes.len() as u64;
    let stream: Stream = Box::new(io::Cursor::new(bytes));
    let inner = match Kind::of_named(name) {
        Kind::Articles(format, packings) => {
            match unpack::unpack(stream, packed, &packings, &options.limits) {
                Ok(stream) => split(format, stream, options),
                Err(error) => broken(unpack::skip_of(&error)),
            }
        }
        Kind::Refused(refusal) => broken(refusal.skip()),
        Kind::Other(_) => Inner::One(None),
    };
    Records { id: name.to_owned(), path: name.to_owned(), placed: false, inner }
}

fn split(format: Format, mut stream: Stream, options: &ReadOptions) -> Inner {
    match format {
        Format::Text | Format::Markdown | Format::Html => {
            match unpack::read_all(&mut stream, &options.limits) {
                Ok(bytes) => Inner::One(Some(Body::Bytes(format, bytes))),
                Err(skip) => broken(skip),
            }
        }
        many => match lines::sniff(stream) {
            Ok(Sniffed { stream, head }) => split_many(many, stream, &head, options),
            Err(skip) => broken(skip),
        },
    }
}

/// Cuts a stream of many. A file of "JSON lines" that begins with an array is plain JSON.
fn split_many(format: Format, stream: Stream, head: &[u8], options: &ReadOptions) -> Inner {
    let array = head.trim_ascii_start().first() == Some(&b'[');
    match format {
        Format::Table => Inner::Rows(Rows::new(stream, head, options)),
        Format::JsonLines if !array => Inner::Lines(Lines::new(stream, options)),
        _ => Inner::Elements(Elements::new(stream, options)),
    }
}

fn broken(skip: Skip) -> Inner {
    Inner::One(Some(Body::Broken(skip)))
}

impl Iterator for Records {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        let record = match &mut self.inner {
            Inner::One(body) => body.take().map(|body| Record { number: None, body }),
            Inner::Lines(lines) => lines.next(),
            Inner::Elements(elements) => elements.next(),
            Inner::Rows(rows) => rows.next(),
        }?;
        if self.placed {
            return Some(placed(record));
        }
        let [id, path] = [&self.id, &self.path].map(|base| named(base, record.number));
        Some(Raw { id, path, number: record.number, body: record.body })
    }
}

/// A record whose line begins with its place.
fn placed(Record { number, body }: Record) -> Raw {
    let cut = match &body {
        Body::Bytes(_, line) => line.iter().position(|&byte| byte == b'\t'),
        _ => None,
    };
    match (body, cut) {
        (Body::Bytes(format, mut line), Some(tab)) => {
            let rest = line.split_off(tab + 1);
            let place = String::from_utf8_lossy(&line[..tab]).into_owned();
            Raw { id: place.clone(), path: place, number, body: Body::Bytes(format, rest) }
        }
        (body, _) => {
            let place = named("line", number);
            let what = "no place and tab before the record".to_owned();
            let body = match body {
                Body::Broken(skip) => Body::Broken(skip),
                _ => Body::Broken(Skip { reason: SkipReason::Malformed, message: what }),
            };
            Raw { id: place.clone(), path: place, number, body }
        }
    }
}

/// What a record of `file` is called: by its number, where there are several.
pub fn named(file: &str, number: Option<u64>) -> String {
    match number {
        Some(number) => format!("{file}:{number}"),
        None => file.to_owned(),
    }
}
