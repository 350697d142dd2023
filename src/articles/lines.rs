//! What streams of many articles share: plain UTF-8 underneath, bounded lines on top.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::article::Skip;
use super::open::Record;
use super::options::ReadOptions;
use super::raw::Body;
use super::unpack::{self, Stream};
use super::{decode, format::Format};

/// Bytes at the start of a stream that tell its encoding and shape.
const HEAD: usize = 4 << 10;

/// A stream whose start was looked at.
pub(super) struct Sniffed {
    /// All of it, in UTF-8 if it was in a form of Unicode.
    pub(super) stream: Stream,
    /// Its first bytes.
    pub(super) head: Vec<u8>,
}

/// Looks at the start of a stream of records, and makes UTF-8 of UTF-16.
///
/// # Errors
/// Where it cannot be read, or is no text.
pub(super) fn sniff(mut stream: Stream) -> Result<Sniffed, Skip> {
    let mut head = Vec::new();
    let read = (&mut stream).take(HEAD as u64).read_to_end(&mut head);
    // An error in the first bytes shows again when the records are read; what came before counts.
    if head.is_empty() {
        read.map_err(|error| unpack::skip_of(&error))?;
    }
    let encoding = decode::unicode_form(&head);
    if encoding.is_none() {
        decode::refuse_binary(&head)?;
    }
    let whole = io::Cursor::new(head.clone()).chain(stream);
    let Some(encoding) = encoding else {
        return Ok(Sniffed { stream: Box::new(whole), head });
    };
    let head = encoding.decode(&head).0.into_owned().into_bytes();
    let utf8 = Transcoded::new(Box::new(whole), encoding);
    Ok(Sniffed { stream: Box::new(BufReader::new(utf8)), head })
}

/// UTF-16, or UTF-8 with a byte order mark, read as plain UTF-8.
struct Transcoded {
    inner: Stream,
    decoder: Decoder,
    ended: bool,
}

impl Transcoded {
    fn new(inner: Stream, encoding: &'static Encoding) -> Self {
        debug_assert!(encoding == UTF_8 || !encoding.is_ascii_compatible());
        Self { inner, decoder: encoding.new_decoder_with_bom_removal(), ended: false }
    }
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The decoder needs room for one whole character.
        if buffer.len() < 8 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        while !self.ended {
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, buffer, last);
            self.inner.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// Records of one line each.
pub(super) struct Lines {
    stream: Option<Stream>,
    number: u64,
    /// No line held anything so far.
    empty: bool,
    limit: u64,
    too_large: Skip,
}

impl Lines {
    pub(super) fn new(stream: Stream, options: &ReadOptions) -> Self {
        let limits = &options.limits;
        let too_large = unpack::too_large(limits);
        Self { stream: Some(stream), number: 0, empty: true, limit: limits.article, too_large }
    }

    /// The next line that is not blank; after an error, nothing. Of a file without such a line it
    /// is told that it is empty.
    pub(super) fn next(&mut self) -> Option<Record> {
        loop {
            let mut line = Vec::new();
            let stream = self.stream.as_mut()?;
            let read = stream.take(self.limit + 1).read_until(b'\n', &mut line);
            self.number += 1;
            let body = match read {
                Ok(0) => return std::mem::take(&mut self.empty).then(Record::empty),
                Ok(n) if n as u64 > self.limit => match skip_line(stream) {
                    Ok(()) => Body::Broken(self.too_large.clone()),
                    Err(error) => self.stop(&error),
                },
                Ok(_) if line.trim_ascii().is_empty() => continue,
                Ok(_) => Body::Bytes(Format::JsonLines, line),
                Err(error) => self.stop(&error),
            };
            self.empty = false;
            return Some(Record { number: Some(self.number), body });
        }
    }

    fn stop(&mut self, error: &io::Error) -> Body {
        self.stream = None;
        Body::Broken(unpack::skip_of(error))
    }
}

/// Reads on to the next line without keeping anything.
fn skip_line(stream: &mut Stream) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        let (used, found) = match buffer.iter().position(|&b| b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        stream.consume(used);
        if found {
            return Ok(());
        }
    }
}
