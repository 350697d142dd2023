//! Opening a file and unpacking it layer by layer, with a bound on how much comes out.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::article::{Skip, SkipReason};
use super::find::Source;
use super::format::Packing;
use super::options::{Limits, raise};
use crate::regular::{self, NotAFile};

/// Size of the buffer between two layers.
const BUFFER: usize = 64 << 10;

/// A stream of unpacked bytes.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens the file at `path` and unpacks it.
///
/// # Errors
/// What the system or a decoder says.
pub(super) fn open(path: &Path, packings: &[Packing], limits: &Limits) -> io::Result<Stream> {
    let file = regular::open(path)?;
    let packed = file.metadata()?.len();
    unpack(Box::new(BufReader::with_capacity(BUFFER, file)), packed, packings, limits)
}

/// Unpacks a stream of `packed` bytes.
///
/// # Errors
/// What a decoder says.
pub(super) fn unpack(
    stream: Stream,
    packed: u64,
    packings: &[Packing],
    limits: &Limits,
) -> io::Result<Stream> {
    if packings.len() > limits.layers {
        return Err(beyond("layers", format!("is packed {} times", packings.len())));
    }
    let bound = packed.saturating_mul(limits.expansion).max(limits.expansion_free);
    packings.iter().try_fold(stream, |inner, packing| {
        let layer: Box<dyn Read + Send> = match packing {
            Packing::Gzip => Box::new(MultiGzDecoder::new(inner)),
            Packing::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(inner)?;
                decoder.window_log_max(limits.window.max(1).ilog2().clamp(10, 31))?;
                Box::new(decoder)
            }
        };
        let bounded = Bounded { inner: layer, left: bound };
        Ok(Box::new(BufReader::with_capacity(BUFFER, bounded)) as Stream)
    })
}

/// Unpacks one layer of a file that is in memory.
///
/// # Errors
/// Why it cannot be unpacked.
pub(crate) fn unpack_bytes(
    bytes: io::Cursor<Vec<u8>>,
    packed: u64,
    packing: Packing,
    limits: &Limits,
) -> Result<Vec<u8>, Skip> {
    let mut unpacked = Vec::new();
    unpack(Box::new(bytes), packed, &[packing], limits)
        .and_then(|mut stream| stream.read_to_end(&mut unpacked))
        .map_err(|error| skip_of(&error))?;
    Ok(unpacked)
}

/// Reads a file that holds one article, as it is packed. Nothing that packs text makes it longer,
/// so that what is over the bound when packed is over it when unpacked.
///
/// # Errors
/// Why it is not read.
pub(super) fn read_packed(source: &Source, limits: &Limits) -> Result<Vec<u8>, Skip> {
    if source.state.bytes > limits.article {
        return Err(too_large(limits));
    }
    let mut stream = open(&source.path, &[], limits).map_err(|error| skip_of(&error))?;
    read_all(&mut stream, limits)
}

/// Unpacks such a file, up to the bound.
///
/// # Errors
/// Why it is not unpacked.
pub(super) fn unpack_file(
    bytes: Vec<u8>,
    packings: &[Packing],
    limits: &Limits,
) -> Result<Vec<u8>, Skip> {
    if packings.is_empty() {
        return Ok(bytes);
    }
    let packed = bytes.len() as u64;
    let mut stream = unpack(Box::new(io::Cursor::new(bytes)), packed, packings, limits)
        .map_err(|error| skip_of(&error))?;
    read_all(&mut stream, limits)
}

/// Reads all of one article, up to the bound.
///
/// # Errors
/// Why it is not read.
pub(super) fn read_all(stream: &mut Stream, limits: &Limits) -> Result<Vec<u8>, Skip> {
    let mut bytes = Vec::new();
    let bound = limits.article.saturating_add(1);
    stream.take(bound).read_to_end(&mut bytes).map_err(|error| skip_of(&error))?;
    if bytes.len() as u64 > limits.article {
        return Err(too_large(limits));
    }
    Ok(bytes)
}

/// The skip of an article over the bound.
pub(super) fn too_large(limits: &Limits) -> Skip {
    let message =
        format!("larger than {}: split it, or {}", bytes(limits.article), raise("article"));
    Skip { reason: SkipReason::TooLarge, message }
}

/// What an error while reading says about the input.
pub(super) fn skip_of(error: &io::Error) -> Skip {
    let is_beyond = error.get_ref().is_some_and(|e| e.is::<Beyond>());
    let no_file = error.get_ref().is_some_and(|e| e.is::<NotAFile>());
    let (reason, message) = if is_beyond {
        (SkipReason::TooLarge, error.to_string())
    } else if error.raw_os_error().is_some() || no_file {
        (SkipReason::Unreadable, format!("cannot be read: {error}"))
    } else if error.to_string().contains(WINDOW_TOO_LARGE) {
        let what = "unpacking it would take more memory than the limit called window allows";
        (SkipReason::TooLarge, format!("{what}: {}", raise("window")))
    } else if error.kind() == io::ErrorKind::UnexpectedEof {
        (SkipReason::Malformed, "the packed data stops in the middle: get the file again".into())
    } else {
        (SkipReason::Malformed, format!("the packed data is damaged ({error}): get the file again"))
    };
    Skip { reason, message }
}

/// A number of bytes in words: whole megabytes where it is some.
fn bytes(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        megabytes => format!("{megabytes} MB"),
    }
}

/// A layer that stops with an error after `left` bytes.
struct Bounded {
    inner: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| beyond("expansion", "unpacks to far more than text would".to_owned()))?;
        Ok(read)
    }
}

/// What zstd says of data that need a larger window than is allowed.
const WINDOW_TOO_LARGE: &str = "too much memory";

/// A packed file is beyond a limit; holds what, and what to do.
#[derive(Debug)]
struct Beyond(String);

fn beyond(key: &str, what: String) -> io::Error {
    io::Error::other(Beyond(format!("{what}: unpack it yourself, or {}", raise(key))))
}

impl fmt::Display for Beyond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Beyond {}
