//! One run at a time per output folder.
//!
//! The system drops the lock with its holder, so a dead run is no obstacle.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run has it.
    #[error("another run is writing there: {0}")]
    Held(String),
    /// The lock file cannot be used.
    #[error("cannot lock {path}")]
    Io {
        /// The lock file.
        path: String,
        /// Why.
        source: io::Error,
    },
}

impl Lock {
    /// Takes the lock of `folder` and writes into it who holds it, for the one who comes second.
    ///
    /// # Errors
    /// When another run holds it, or the file cannot be written.
    pub fn take(folder: &Path, holder: &str) -> Result<Self, LockError> {
        let path = folder.join("lock");
        let failed = |source| LockError::Io { path: path.display().to_string(), source };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(read_holder(&mut file))),
            Err(TryLockError::Error(source)) => return Err(failed(refused(&source))),
        }
        sign(&mut file, holder).map_err(failed)?;
        Ok(Self { file, path })
    }

    /// Whether the file that is locked still has its name: else somebody took the folder away, and
    /// the lock keeps nobody out of the one that may stand there now.
    pub fn is_in_place(&self) -> bool {
        same_file(&self.file, &self.path).unwrap_or(false)
    }
}

/// Says what to do where the file system knows no locks: two runs could write at once.
fn refused(source: &io::Error) -> io::Error {
    let advice = "the file system there locks no files; choose a folder on another one";
    io::Error::new(source.kind(), format!("{source}: {advice}"))
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (held, named) = (file.metadata()?, path.symlink_metadata()?);
    Ok((held.dev(), held.ino()) == (named.dev(), named.ino()))
}

/// Elsewhere the system keeps an open file, and so its folder, from being taken away.
#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> io::Result<bool> {
    path.symlink_metadata().map(|_| true)
}

fn sign(file: &mut File, holder: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{holder}")
}

/// The signature, as far as the system lets a second process read a locked file.
fn read_holder(file: &mut File) -> String {
    let mut holder = String::new();
    match file.take(1_000).read_to_string(&mut holder) {
        Ok(_) if !holder.trim().is_empty() => holder.trim().to_owned(),
        _ => "its name cannot be read".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_second_learns_who_was_first_and_gets_in_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path(), "process 1 since noon, a long signature").unwrap();
        let second = Lock::take(folder.path(), "process 2").unwrap_err();
        assert!(second.to_string().contains("process 1 since noon"), "{second}");
        drop(first);
        drop(Lock::take(folder.path(), "process 3").unwrap());
        let signature = std::fs::read_to_string(folder.path().join("lock")).unwrap();
        assert_eq!(signature, "process 3\n");
    }
}
