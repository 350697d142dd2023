//! A folder of files, each whole or as it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Begins the names of files being written.
const PREFIX: &str = ".onrecord-";

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct WriteError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// Writes all `files` (name and bytes) into `folder`, which is made where needed.
pub(super) fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteError { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let mut hidden = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(format!("{PREFIX}{name}.tmp"));
        fs::write(&path, bytes).map_err(failed(&path))?;
        hidden.push((path, folder.join(name)));
    }
    for (from, to) in hidden {
        fs::rename(&from, &to).map_err(failed(&to))?;
    }
    Ok(())
}
