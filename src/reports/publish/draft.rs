//! A report being written, beside the place where it will stand.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::layout::{Layout, remove_folder};
use super::{PublishError, cannot_write, kept};
use crate::reports::manifest::FileEntry;
use crate::store::Lock;

/// Set to anything but 0, it stops the writing of reports.
pub type Stop = Arc<AtomicUsize>;

/// Whether the run shall stop.
pub(super) fn is_set(stop: &Stop) -> bool {
    stop.load(Ordering::Relaxed) != 0
}

/// The folder of drafts, and the lock under which it is ours. It goes with its owner, unless a
/// journal still needs what is in it.
#[derive(Debug)]
pub(super) struct Drafts {
    layout: Layout,
    lock: Lock,
}

impl Drafts {
    /// An empty folder; what a run that was killed left behind goes.
    pub fn clear(layout: &Layout, lock: Lock) -> Result<Self, PublishError> {
        let folder = layout.drafts();
        remove_folder(&folder)
            .and_then(|()| fs::create_dir(&folder))
            .map_err(cannot_write(&folder))?;
        kept::sweep(layout);
        Ok(Self { layout: layout.clone(), lock })
    }

    /// Whether the folder is still ours: somebody may have taken the output folder away.
    pub fn are_ours(&self) -> bool {
        self.lock.is_in_place()
    }

    /// Path of the draft of a report.
    pub fn path(&self, name: &str) -> PathBuf {
        self.layout.drafts().join(file_name(name))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        if self.are_ours() {
            sweep(&self.layout);
        }
    }
}

/// Removes drafts of reports and sets, unless a journal still needs them.
pub(super) fn sweep(layout: &Layout) {
    if layout.journal().symlink_metadata().is_err() {
        // What stays behind does no harm; the next run clears it.
        let _ = remove_folder(&layout.drafts());
        kept::sweep(layout);
    }
}

/// Name of the draft of a report: drafts have no folders below.
pub(super) fn file_name(report: &str) -> String {
    report.replace('/', "+")
}

/// A report being written; counts and hashes what passes through.
#[derive(Debug)]
pub struct Draft {
    name: String,
    /// Where the report will stand, for messages.
    place: PathBuf,
    out: BufWriter<File>,
    hasher: blake3::Hasher,
    bytes: u64,
    stop: Stop,
}

impl Draft {
    pub(super) fn create(
        name: &str,
        path: &Path,
        place: PathBuf,
        stop: Stop,
    ) -> Result<Self, PublishError> {
        // Mode and owner as the system gives them to any new file: others may read a report.
        let file = File::create_new(path).map_err(cannot_write(&place))?;
        let out = BufWriter::with_capacity(1 << 16, file);
        Ok(Self {
            name: name.to_owned(),
            place,
            out,
            hasher: blake3::Hasher::new(),
            bytes: 0,
            stop,
        })
    }

    /// Brings it to the disk.
    pub(super) fn finish(self) -> Result<FileEntry, PublishError> {
        self.out
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .map_err(cannot_write(&self.place))?;
        Ok(FileEntry {
            name: self.name,
            rows: 0,
            bytes: self.bytes,
            blake3: self.hasher.finalize().to_hex().to_string(),
        })
    }

    /// The error with the name of the report, for those who write without knowing where to.
    fn located(&self, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("{}: {error}", self.place.display()))
    }
}

impl Write for Draft {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if is_set(&self.stop) {
            return Err(io::Error::other("stopped"));
        }
        let written = self.out.write(buffer).map_err(|error| self.located(&error))?;
        self.hasher.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().map_err(|error| self.located(&error))
    }
}
