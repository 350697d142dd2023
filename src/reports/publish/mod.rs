//! Reports appear whole or not at all.
//!
//! Every file is written beside its place under a hidden name and synced; when all are there,
//! they are renamed within milliseconds, `run.json` last with the hash of each, so that a reader
//! can tell a whole set. A run that fails leaves the old reports as they were.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::{Builder, NamedTempFile};

use super::manifest::{FileEntry, MANIFEST, Manifest};
use crate::store::{Lock, LockError};

mod whole;

pub use whole::intact;

/// Folder for what is ours and no report: the lock, spilled Readings.
pub const STATE: &str = ".onrecord";

/// Begins the hidden names.
const PREFIX: &str = ".onrecord-";

/// Why reports could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Another run writes to the same folder.
    #[error("{}", folder.display())]
    Busy {
        /// The output folder.
        folder: PathBuf,
        /// Who.
        source: LockError,
    },
    /// The disk is full, the folder is read-only ...
    #[error("cannot write {}", path.display())]
    Write {
        /// What was being written.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn cannot_write(path: &Path) -> impl FnOnce(io::Error) -> PublishError + use<> {
    let path = path.to_owned();
    |source| PublishError::Write { path, source }
}

/// Writes the files of one run; dropped before [`Publisher::publish`], it leaves no trace.
#[derive(Debug)]
pub struct Publisher {
    folder: PathBuf,
    ready: Vec<(FileEntry, NamedTempFile)>,
    _lock: Lock,
}

/// What was published.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The reports, without `run.json`.
    pub files: Vec<FileEntry>,
}

impl Publisher {
    /// Makes the output folder where needed and locks it.
    ///
    /// # Errors
    /// When another run holds it, or it cannot be written to.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        let state = folder.join(STATE);
        fs::create_dir_all(&state).map_err(cannot_write(&state))?;
        let holder = format!("process {} since {:.0}", std::process::id(), Timestamp::now());
        let lock = Lock::take(&state, &holder).map_err(|source| match source {
            LockError::Io { source, path } => PublishError::Write { path: path.into(), source },
            held => PublishError::Busy { folder: folder.to_owned(), source: held },
        })?;
        sweep(folder);
        Ok(Self { folder: folder.to_owned(), ready: Vec::new(), _lock: lock })
    }

    /// Folder for temporary files of the run.
    pub fn state(&self) -> PathBuf {
        self.folder.join(STATE)
    }

    /// Begins a report; a name with `/` puts it into a folder below.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn draft(&self, name: &str) -> Result<Draft, PublishError> {
        let path = self.folder.join(name);
        let mut builder = Builder::new();
        builder.prefix(PREFIX).suffix(".tmp");
        #[cfg(unix)]
        {
            // Others may read a report; the system takes the umask off.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(&self.folder).map_err(cannot_write(&path))?;
        let out = BufWriter::with_capacity(1 << 16, file);
        Ok(Draft { name: name.to_owned(), out, hasher: blake3::Hasher::new(), bytes: 0 })
    }

    /// Takes a report that is complete.
    ///
    /// # Errors
    /// When its last bytes do not reach the disk.
    pub fn keep(&mut self, draft: Draft, rows: u64) -> Result<(), PublishError> {
        let path = self.folder.join(&draft.name);
        let entry = FileEntry {
            name: draft.name,
            rows,
            bytes: draft.bytes,
            blake3: draft.hasher.finalize().to_hex().to_string(),
        };
        let file = draft.out.into_inner().map_err(|e| cannot_write(&path)(e.into_error()))?;
        file.as_file().sync_all().map_err(cannot_write(&path))?;
        self.ready.push((entry, file));
        Ok(())
    }

    /// What is complete so far.
    pub fn files(&self) -> Vec<FileEntry> {
        self.ready.iter().map(|(entry, _)| entry.clone()).collect()
    }

    /// What the run before said, if its reports are still whole; see [`intact`].
    pub fn intact(&self) -> Option<Manifest> {
        intact(&self.folder)
    }

    /// Replaces `run.json` alone: the reports stand as they are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn republish(mut self, manifest: &[u8]) -> Result<(), PublishError> {
        let path = self.folder.join(MANIFEST);
        let mut draft = self.draft(MANIFEST)?;
        draft.write_all(manifest).map_err(cannot_write(&path))?;
        self.keep(draft, 0)?;
        for (_, file) in std::mem::take(&mut self.ready) {
            file.persist(&path).map_err(|e| cannot_write(&path)(e.error))?;
        }
        sync_folder(&self.folder);
        Ok(())
    }

    /// Puts all reports in their places, then `manifest` as `run.json`.
    ///
    /// # Errors
    /// When a file cannot be renamed.
    pub fn publish(mut self, manifest: &[u8]) -> Result<Published, PublishError> {
        let files = self.files();
        let mut draft = self.draft(MANIFEST)?;
        draft.write_all(manifest).map_err(cannot_write(&self.folder.join(MANIFEST)))?;
        self.keep(draft, 0)?;
        let stale = stale(&self.folder, &files);
        for (entry, file) in std::mem::take(&mut self.ready) {
            let path = self.folder.join(&entry.name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(cannot_write(parent))?;
            }
            file.persist(&path).map_err(|e| cannot_write(&path)(e.error))?;
        }
        for path in stale {
            // One that stays behind does no harm: run.json does not list it. A folder goes only
            // where nothing else is in it.
            let _ = fs::remove_file(&path);
            let _ = path.parent().filter(|parent| *parent != self.folder).map(fs::remove_dir);
        }
        for entry in &files {
            if let Some((sub, _)) = entry.name.rsplit_once('/') {
                sync_folder(&self.folder.join(sub));
            }
        }
        sync_folder(&self.folder);
        Ok(Published { files })
    }
}

/// A report being written; counts and hashes what passes through.
#[derive(Debug)]
pub struct Draft {
    name: String,
    out: BufWriter<NamedTempFile>,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl Write for Draft {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.out.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Removes what a run that was killed left behind. We hold the lock, so nobody else writes.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(".tmp") {
            // One that stays behind does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Reports of the run before that this one does not write: `run.json` lists them, and they are as
/// it left them. What a person changed or put there stays.
fn stale(folder: &Path, files: &[FileEntry]) -> Vec<PathBuf> {
    let before = fs::read(folder.join(MANIFEST)).unwrap_or_default();
    let before = Manifest::parse(&before).unwrap_or_default();
    let gone = before.files.iter().filter(|old| files.iter().all(|new| new.name != old.name));
    gone.filter(|old| whole::is_as_listed(folder, old)).map(|old| folder.join(&old.name)).collect()
}

/// Makes the renames last through a power loss, where folders can be synced.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Some systems do not sync folders; the files themselves are synced.
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_run_that_fails_leaves_the_old_reports() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("a.csv"), "old").unwrap();
        let publisher = Publisher::open(out.path()).unwrap();
        publisher.draft("a.csv").unwrap().write_all(b"half").unwrap();
        drop(publisher);
        assert_eq!(names(out.path()), [".onrecord", "a.csv"]);
        assert_eq!(fs::read(out.path().join("a.csv")).unwrap(), b"old");
    }

    #[test]
    fn a_run_that_succeeds_replaces_them_and_sweeps_up() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("a.csv"), "old").unwrap();
        fs::write(out.path().join(".onrecord-killed.tmp"), "half").unwrap();
        let mut publisher = Publisher::open(out.path()).unwrap();
        let mut draft = publisher.draft("a.csv").unwrap();
        draft.write_all(b"new").unwrap();
        publisher.keep(draft, 1).unwrap();
        let files = publisher.files();
        publisher.publish(b"{}").unwrap();
        assert_eq!(names(out.path()), [".onrecord", "a.csv", "run.json"]);
        assert_eq!(fs::read(out.path().join("a.csv")).unwrap(), b"new");
        assert_eq!((files[0].bytes, files[0].rows), (3, 1));
        assert_eq!(files[0].blake3, blake3::hash(b"new").to_hex().to_string());
    }

    /// Publishes files of that name and content.
    fn published(folder: &Path, reports: &[(&str, &str)]) {
        let mut publisher = Publisher::open(folder).unwrap();
        for (name, text) in reports {
            let mut draft = publisher.draft(name).unwrap();
            draft.write_all(text.as_bytes()).unwrap();
            publisher.keep(draft, 0).unwrap();
        }
        let files = publisher.files();
        let manifest = serde_json::json!({ "files": files });
        publisher.publish(manifest.to_string().as_bytes()).unwrap();
    }

    #[test]
    fn charts_have_a_folder_and_leave_it_when_they_are_no_more() {
        let out = tempfile::tempdir().unwrap();
        let charts = out.path().join("charts");
        published(
            out.path(),
            &[("charts/a.svg", "a"), ("charts/b.svg", "b"), ("charts/c.svg", "c"), ("r.html", "r")],
        );
        assert_eq!(names(&charts), ["a.svg", "b.svg", "c.svg"]);
        fs::write(charts.join("b.svg"), "changed by a person").unwrap();
        fs::write(charts.join("own.svg"), "of a person").unwrap();
        published(out.path(), &[("charts/a.svg", "new")]);
        assert_eq!(names(&charts), ["a.svg", "b.svg", "own.svg"]);
        assert_eq!(names(out.path()), [".onrecord", "charts", "run.json"]);
        assert_eq!(fs::read(charts.join("a.svg")).unwrap(), b"new");
        let emptied = tempfile::tempdir().unwrap();
        published(emptied.path(), &[("charts/a.svg", "a")]);
        published(emptied.path(), &[("r.html", "r")]);
        assert_eq!(names(emptied.path()), [".onrecord", "r.html", "run.json"]);
    }

    #[test]
    fn an_old_list_of_files_removes_nothing_outside() {
        let out = tempfile::tempdir().unwrap();
        let (inside, outside) = (out.path().join("in"), out.path().join("x.csv"));
        fs::create_dir(&inside).unwrap();
        fs::write(&outside, "x").unwrap();
        let hash = blake3::hash(b"x").to_hex().to_string();
        let listed =
            |name: &str| serde_json::json!({ "name": name, "rows": 0, "bytes": 1, "blake3": hash });
        let absolute = outside.to_string_lossy();
        let old = serde_json::json!({ "files": [listed("../x.csv"), listed(&absolute)] });
        fs::write(inside.join(MANIFEST), old.to_string()).unwrap();
        published(&inside, &[("a.csv", "a")]);
        assert!(outside.exists());
    }

    #[test]
    fn a_new_run_json_leaves_the_reports_as_they_are() {
        let out = tempfile::tempdir().unwrap();
        published(out.path(), &[("a.csv", "a")]);
        Publisher::open(out.path()).unwrap().republish(b"{}").unwrap();
        assert_eq!(names(out.path()), [".onrecord", "a.csv", "run.json"]);
        assert_eq!(fs::read(out.path().join(MANIFEST)).unwrap(), b"{}");
        assert_eq!(fs::read(out.path().join("a.csv")).unwrap(), b"a");
    }

    #[test]
    fn two_runs_do_not_share_a_folder() {
        let out = tempfile::tempdir().unwrap();
        let _first = Publisher::open(out.path()).unwrap();
        assert!(matches!(Publisher::open(out.path()), Err(PublishError::Busy { .. })));
    }
}
