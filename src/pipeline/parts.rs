//! Readings that were made elsewhere: JSON lines in many files, read in parallel.

use std::fs;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use rayon::ThreadPool;

use super::ordered::ordered;
use crate::articles::{self, Limits};
use crate::reading::Reading;

/// Name of standard input among the parts.
const STDIN: &str = "-";

/// Why Readings cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system or a decoder says.
        source: io::Error,
    },
    /// A line holds no Reading. Without it the reports would lack statements, so that there are
    /// none.
    #[error(
        "{}:{line}:{column}: no Reading: {what}\n  \
         the file may be cut off or of another program; make it anew with onrecord map",
        path.display()
    )]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// In bytes, from 1.
        column: usize,
        /// What is wrong.
        what: String,
    },
}

/// The files with Readings among `paths`: files as they are named, `-` for standard input, and of
/// folders what is neither hidden nor named like a note of the system that wrote it (`_SUCCESS`,
/// `.part-00000.crc`), by name.
///
/// # Errors
/// Where a path is not there or cannot be listed.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, PartError> {
    let mut parts = Vec::new();
    for path in paths {
        let failed = |source| PartError::Unreadable { path: path.clone(), source };
        if path.as_os_str() == STDIN || !fs::metadata(path).map_err(failed)?.is_dir() {
            parts.push(path.clone());
            continue;
        }
        let entries: io::Result<Vec<_>> = fs::read_dir(path).map_err(failed)?.collect();
        let mut inner: Vec<PathBuf> = entries.map_err(failed)?.iter().map(|e| e.path()).collect();
        inner.retain(|path| !is_note(path));
        inner.sort_unstable();
        parts.extend(find(&inner)?);
    }
    Ok(parts)
}

fn is_note(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(['_', '.'])
}

/// One line of a part.
struct Line<'a> {
    path: &'a Path,
    number: usize,
    bytes: Result<Vec<u8>, io::Error>,
}

/// Reads the Readings of `parts`, in their order, and hands them to `sink`.
///
/// # Errors
/// The first line that holds none, or what `sink` returns.
pub fn read<E: Send + From<PartError>>(
    parts: &[PathBuf],
    limits: &Limits,
    pool: &ThreadPool,
    mut sink: impl FnMut(Reading) -> Result<(), E>,
) -> Result<(), E> {
    let lines = parts.iter().flat_map(|path| lines(path, limits));
    let size = |line: &Line<'_>| line.bytes.as_ref().map_or(0, Vec::len);
    ordered(pool, lines, size, parse, |reading| sink(reading?))
}

/// The lines of a part that are not blank; after an error, none.
fn lines<'a>(path: &'a Path, limits: &Limits) -> impl Iterator<Item = Line<'a>> + use<'a> {
    let opened = match path.as_os_str() == STDIN {
        true => Ok(Box::new(io::BufReader::new(io::stdin())) as Box<dyn BufRead + Send>),
        false => articles::unpacked(path, limits),
    };
    let (stream, error) = match opened {
        Ok(stream) => (Some(stream), None),
        Err(error) => (None, Some(Err(error))),
    };
    let lines = stream.into_iter().flat_map(|stream| stream.split(b'\n')).chain(error);
    let lines = lines.enumerate().map(|(i, bytes)| Line { path, number: i + 1, bytes });
    lines.filter(|line| line.bytes.as_ref().map_or(true, |bytes| !bytes.trim_ascii().is_empty()))
}

fn parse(line: Line<'_>) -> Result<Reading, PartError> {
    let Line { path, number, bytes } = line;
    let path = || path.to_owned();
    let bytes = bytes.map_err(|source| PartError::Unreadable { path: path(), source })?;
    serde_json::from_slice(&bytes).map_err(|error| PartError::Line {
        path: path(),
        line: number,
        column: error.column(),
        what: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })
}
