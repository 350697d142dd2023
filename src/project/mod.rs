//! `onrecord init`: a project folder that works at once, and explains itself to whoever takes over.
//!
//! Settings, lexicons to edit, files for people's answers, and what puts a run on a schedule. What
//! the files say stands in `templates/`; [`files`] lists them, [`quoting`] writes paths into them.

mod files;
mod quoting;
#[cfg(test)]
mod tests;

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use files::{FOLDERS, File, Place};

pub use files::Fault;
pub use quoting::shell as shell_word;

/// A project that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Where it is, from the root.
    pub folder: PathBuf,
    /// Files that were made, below the folder.
    pub made: Vec<String>,
    /// Files that were there and were left as they are.
    pub kept: Vec<String>,
}

/// Why there is no project.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// Something of another kind stands where a file or folder should be.
    #[error("{} is {is}, where {wanted} should be\n  move it away, or name another folder", path.display())]
    InTheWay {
        /// Where.
        path: PathBuf,
        /// What it is.
        is: &'static str,
        /// What should be there.
        wanted: &'static str,
    },
    /// A path that a schedule could not name.
    #[error("{path:?} holds {what}, which no schedule can name\n  choose another path")]
    Unspeakable {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The disk is full, the folder is not ours ...
    #[error("cannot write {}", path.display())]
    Write {
        /// What was being written.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The program itself is faulty.
    #[error(transparent)]
    Fault(#[from] Fault),
}

fn cannot_write(path: &Path) -> impl FnOnce(io::Error) -> ProjectError + use<> {
    let path = path.to_owned();
    |source| ProjectError::Write { path, source }
}

/// Makes a project in `folder`, to be run by `program` (a path from the root). What is there
/// already stays as it is, so that a second call mends a project that lost files.
///
/// # Errors
/// When something is in the way (then nothing was written), a path has characters that systemd and
/// cron cannot write, or the disk fails.
pub fn make(folder: &Path, program: &Path) -> Result<Project, ProjectError> {
    speakable(folder)?;
    let program = speakable(program)?;
    expect(folder, Metadata::is_dir, "a folder")?;
    for name in FOLDERS {
        expect(&folder.join(name), Metadata::is_dir, "a folder")?;
    }
    fs::create_dir_all(folder).map_err(cannot_write(folder))?;
    let folder = fs::canonicalize(folder).map_err(cannot_write(folder))?;
    let owner = fs::metadata(&folder).map(|metadata| owner(&metadata));
    let owner = owner.map_err(cannot_write(&folder))?;
    let files = files::all(Place { folder: speakable(&folder)?, program, owner })?;
    let missing = missing(&folder, &files)?;
    for name in FOLDERS {
        let path = folder.join(name);
        fs::create_dir_all(&path).map_err(cannot_write(&path))?;
    }
    let mut project = Project { folder, made: Vec::new(), kept: Vec::new() };
    for (file, missing) in files.into_iter().zip(missing) {
        let written = missing && write(&project.folder.join(&file.name), &file.text)?;
        if written { &mut project.made } else { &mut project.kept }.push(file.name);
    }
    Ok(project)
}

/// The path as text that systemd and cron can hold.
fn speakable(path: &Path) -> Result<&str, ProjectError> {
    let refused = |what| ProjectError::Unspeakable { path: path.to_owned(), what };
    let text = path.to_str().ok_or_else(|| refused("bytes that are no UTF-8"))?;
    match text.contains(char::is_control) {
        true => Err(refused("a control character")),
        false => Ok(text),
    }
}

/// Which of `files` are not there yet; all places are looked at before anything is written.
fn missing(folder: &Path, files: &[File]) -> Result<Vec<bool>, ProjectError> {
    let mut missing = Vec::with_capacity(files.len());
    for file in files {
        for (at, _) in file.name.match_indices('/') {
            expect(&folder.join(&file.name[..at]), Metadata::is_dir, "a folder")?;
        }
        missing.push(!expect(&folder.join(&file.name), Metadata::is_file, "a file")?);
    }
    Ok(missing)
}

/// Whether something is at `path`; an error where it is not of the kind `wanted`.
fn expect(
    path: &Path,
    fits: impl Fn(&Metadata) -> bool,
    wanted: &'static str,
) -> Result<bool, ProjectError> {
    let in_the_way = |is| ProjectError::InTheWay { path: path.to_owned(), is, wanted };
    match fs::metadata(path) {
        Ok(found) if fits(&found) => Ok(true),
        Ok(found) if found.is_dir() => Err(in_the_way("a folder")),
        Ok(found) if found.is_file() => Err(in_the_way("a file")),
        Ok(_) => Err(in_the_way("neither a file nor a folder")),
        Err(_) if fs::symlink_metadata(path).is_ok() => {
            Err(in_the_way("a link that leads nowhere"))
        }
        // Where it cannot even be looked at, writing says why.
        Err(_) => Ok(false),
    }
}

/// Writes a file that appears whole or not at all; `false` where somebody else made it meanwhile.
fn write(path: &Path, text: &str) -> Result<bool, ProjectError> {
    let parent = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(parent).map_err(cannot_write(parent))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".onrecord-").suffix(".tmp");
    #[cfg(unix)]
    {
        // Others may read it; the system takes the umask off.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(parent).map_err(cannot_write(path))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all());
    written.map_err(cannot_write(path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(failed) => Err(cannot_write(path)(failed.error)),
    }
}

/// Number of the user whom something belongs to.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "as its twin below")]
fn owner(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.uid())
}

#[cfg(not(unix))]
fn owner(_: &Metadata) -> Option<u32> {
    None
}
