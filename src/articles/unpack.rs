//! Opening a file and unpacking it layer by layer, with a bound on how much comes out.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::article::{Skip, SkipReason};
use super::find::Source;
use super::format::Packing;
use super::options::Limits;

/// Size of the buffer between two layers.
const BUFFER: usize = 64 << 10;

/// A stream of unpacked bytes.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Opens the file at `path` and unpacks it.
///
/// # Errors
/// What the system or a decoder says.
pub(super) fn open(path: &Path, packings: &[Packing], limits: &Limits) -> io::Result<Stream> {
    let file = File::open(path)?;
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
    if packings.is_empty() {
        return Ok(stream);
    }
    let bound = packed.saturating_mul(limits.expansion).max(limits.expansion_free);
    packings.iter().try_fold(stream, |inner, packing| {
        let layer: Box<dyn Read + Send> = match packing {
            Packing::Gzip => Box::new(MultiGzDecoder::new(inner)),
            Packing::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(inner)?),
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
    let message = format!(
        "larger than {}: split it, or raise the limit for articles",
        megabytes(limits.article)
    );
    Skip { reason: SkipReason::TooLarge, message }
}

/// What an error while reading says about the input.
pub(super) fn skip_of(error: &io::Error) -> Skip {
    let (reason, message) = if let Some(bomb) = error.get_ref().filter(|e| e.is::<Bomb>()) {
        (SkipReason::TooLarge, bomb.to_string())
    } else if error.raw_os_error().is_some() {
        (SkipReason::Unreadable, format!("cannot be read: {error}"))
    } else if error.kind() == io::ErrorKind::UnexpectedEof {
        (SkipReason::Malformed, "the packed data stops in the middle: get the file again".into())
    } else {
        (SkipReason::Malformed, format!("the packed data is damaged ({error}): get the file again"))
    };
    Skip { reason, message }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}

/// A layer that stops with an error after `left` bytes.
struct Bounded {
    inner: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(Bomb))?;
        Ok(read)
    }
}

/// A packed file grew beyond its bound.
#[derive(Debug)]
struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unpacks to far more than text would: unpack it yourself if you trust it")
    }
}

impl std::error::Error for Bomb {}
