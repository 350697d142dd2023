//! Where things lie in the output folder.
//!
//! ```text
//! OUT/                    reports; nothing else of ours but
//! OUT/kept/<date>/        sets of earlier runs, where they are kept
//! OUT/.onrecord/          what is ours and no report: the lock, spilled Readings
//! OUT/.onrecord/drafts/   reports being written, and old ones until the new ones are in place
//! OUT/.onrecord/journal.json   the switch from old to new that is under way
//! ```

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

/// Folder for what is ours and no report: the lock, spilled Readings.
pub const STATE: &str = ".onrecord";

/// Folder of the sets of earlier runs.
pub const KEPT: &str = "kept";

/// A set that is being copied, in [`KEPT`]: it may be a file system of its own.
const NEW_SET: &str = ".onrecord-new";

/// A set that is being taken away, in [`KEPT`].
const OLD_SET: &str = ".onrecord-old";

/// An output folder.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub folder: PathBuf,
}

impl Layout {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    pub fn state(&self) -> PathBuf {
        self.folder.join(STATE)
    }

    pub fn drafts(&self) -> PathBuf {
        self.state().join("drafts")
    }

    /// Where the journal is written before it counts.
    pub fn journal_draft(&self) -> PathBuf {
        self.drafts().join("journal.json")
    }

    pub fn journal(&self) -> PathBuf {
        self.state().join("journal.json")
    }

    pub fn kept(&self) -> PathBuf {
        self.folder.join(KEPT)
    }

    pub fn new_set(&self) -> PathBuf {
        self.kept().join(NEW_SET)
    }

    pub fn old_set(&self) -> PathBuf {
        self.kept().join(OLD_SET)
    }

    /// Why no report can be put at `name`, if so: the switch must not fail half-way for what can be
    /// seen before.
    pub fn obstacle(&self, name: &str) -> Option<(PathBuf, &'static str)> {
        if let Some(path) = no_folder(&self.folder, name) {
            return Some((path, "a file or link is in the place of a folder; move it away"));
        }
        let path = self.folder.join(name);
        let found = path.symlink_metadata().ok()?;
        let why = match () {
            () if found.is_dir() => "a folder is in its place; move it away",
            () if found.is_file() && found.permissions().readonly() => {
                "the file there is read-only; make it writable or move it away"
            }
            () => return None,
        };
        Some((path, why))
    }
}

/// What is in the way of a file called `name` below `folder`: a file in the place of a folder, or a
/// link, which may lead elsewhere.
pub(super) fn no_folder(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    let mut above = Path::new(name).parent().into_iter().flat_map(Path::components);
    above.find_map(|part| {
        path.push(part);
        path.symlink_metadata().is_ok_and(|found| !found.is_dir()).then(|| path.clone())
    })
}

/// Whether a file of that name lies in the output folder, wherever the name comes from: no part of
/// it leads out of the folder or into what is ours.
pub(super) fn is_inside(name: &str) -> bool {
    let first = Path::new(name).components().next();
    is_path(name) && first.is_some_and(|part| part.as_os_str() != STATE)
}

/// Whether `name` is one of a file or folder, without folders before it.
pub(super) fn is_plain(name: &str) -> bool {
    is_path(name) && Path::new(name).components().count() == 1
}

/// Whether `name` only goes down.
fn is_path(name: &str) -> bool {
    !name.is_empty()
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Makes names in a folder last through a power loss, where folders can be synced.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Some systems do not sync folders; the files themselves are synced.
        let _ = folder.sync_all();
    }
}

/// Removes a folder of ours with all that is in it; no folder is fine.
pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_not_inside() {
        for (name, inside, plain) in [
            ("a.csv", true, true),
            ("charts/a.svg", true, false),
            ("../a.csv", false, false),
            ("charts/../../a.csv", false, false),
            ("/etc/passwd", false, false),
            (".onrecord/lock", false, false),
            ("", false, false),
            (".", false, false),
            ("..", false, false),
        ] {
            assert_eq!((is_inside(name), is_plain(name)), (inside, plain), "{name}");
        }
    }
}
