//! Opening files that are files.
//!
//! A pipe or a socket waits for somebody who never comes, a device never ends, and opening some of
//! them does something. What lies in a folder may be changed between the look at it and the
//! opening, so the file that was opened is looked at once more.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Opens the file at `path` without waiting for anybody.
///
/// # Errors
/// What the system says, and [`NotAFile`].
pub(crate) fn open(path: &Path) -> io::Result<File> {
    // Most of what is no file is told without being opened at all.
    check(&std::fs::metadata(path)?)?;
    open_and_look(path)
}

/// Opens `path`, and looks at what was opened.
fn open_and_look(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    let file = options.open(path)?;
    check(&file.metadata()?)?;
    Ok(file)
}

/// Reads the file at `path`.
///
/// # Errors
/// As [`open()`].
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn check(metadata: &std::fs::Metadata) -> io::Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    Err(io::Error::other(NotAFile { folder: metadata.is_dir() }))
}

/// What was to be opened is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAFile {
    /// It is a folder.
    pub(crate) folder: bool,
}

impl fmt::Display for NotAFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.folder { "a folder" } else { "a device, pipe or socket" };
        write!(f, "it is {what}, not a file")
    }
}

impl std::error::Error for NotAFile {}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let socket = folder.path().join("socket.txt");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let device = folder.path().join("device.txt");
        std::os::unix::fs::symlink("/dev/zero", &device).unwrap();
        for path in [&pipe, &socket, &device, folder.path()] {
            let error = read(path).unwrap_err().to_string();
            assert!(error.contains("not a file"), "{}: {error}", path.display());
        }
        let text = folder.path().join("a.txt");
        std::fs::write(&text, "text").unwrap();
        assert_eq!(read(&text).unwrap(), b"text");
    }

    #[test]
    fn a_pipe_that_takes_the_place_of_a_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        // `open` has had its first look when the file was still one.
        assert!(open_and_look(&path).is_err());
    }
}
