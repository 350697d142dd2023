//! Reports appear whole or not at all.
//!
//! Every file is written in a folder beside the reports and synced; when all are there, they are
//! renamed within milliseconds, `run.json` last with the hash of each, so that a reader can tell a
//! whole set. A run that fails leaves the old reports as they were, and one that is killed between
//! two renames leaves a journal by which the next start completes the switch.
//!
//! | module | job |
//! | --- | --- |
//! | [`layout`] | where things lie, which names are allowed |
//! | [`mod@draft`] | a report being written |
//! | [`journal`], [`mod@switch`] | from old reports to new ones, all or none |
//! | [`mod@resume`] | completing what a killed run began |
//! | [`stale`] | reports that are written no more |
//! | [`kept`] | sets of earlier runs |
//! | [`whole`] | whether a set is whole |

use std::fs;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::draft::{Drafts, is_set};
use self::journal::{Journal, Move};
use self::layout::Layout;
use super::manifest::{FileEntry, MANIFEST, Manifest};
use crate::store::{Lock, LockError};

mod draft;
mod journal;
mod kept;
mod layout;
mod resume;
mod stale;
mod switch;
#[cfg(test)]
mod tests;
mod whole;

pub use draft::{Draft, Stop};
pub use layout::{KEPT, STATE};
pub use resume::{is_pending, resume};
pub use whole::intact;

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
    /// The disk is full, the folder is read-only ... The old reports stand.
    #[error("cannot write {}", path.display())]
    Write {
        /// What was being written.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Some reports are new, some old; the next start completes the switch.
    #[error(
        "cannot put {} in place, nor the old reports back; the next run tries again",
        path.display()
    )]
    Half {
        /// What is not in its place.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The caller asked to stop; the old reports stand.
    #[error("stopped")]
    Stopped,
}

fn cannot_write(path: &Path) -> impl FnOnce(io::Error) -> PublishError + use<> {
    let path = path.to_owned();
    |source| PublishError::Write { path, source }
}

/// Writes the files of one run; dropped before [`Publisher::publish`], it leaves no trace.
#[derive(Debug)]
pub struct Publisher {
    layout: Layout,
    ready: Vec<FileEntry>,
    notes: Vec<String>,
    sets: usize,
    stop: Stop,
    drafts: Drafts,
}

/// What was published.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The reports, without `run.json`.
    pub files: Vec<FileEntry>,
    /// What deserves a look.
    pub notes: Vec<String>,
}

impl Publisher {
    /// Makes the output folder where needed, locks it, and completes what a killed run began.
    ///
    /// # Errors
    /// When another run holds it, or it cannot be written to.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        let layout = Layout::new(folder);
        let lock = lock(&layout)?;
        // Drafts lie one folder below: whether they can be moved up shows before the work.
        tempfile::tempfile_in(folder).map_err(cannot_write(folder))?;
        Ok(Self {
            notes: resume::complete(&layout)?.into_iter().collect(),
            drafts: Drafts::clear(&layout, lock)?,
            layout,
            ready: Vec::new(),
            sets: 0,
            stop: Stop::default(),
        })
    }

    /// Keeps the newest `sets` sets of reports as copies beside the newest; 0 keeps no new one and
    /// leaves the old ones alone.
    #[must_use]
    pub fn keeping(self, sets: usize) -> Self {
        Self { sets, ..self }
    }

    /// Stops writing once `stop` is set to anything but 0; a switch that has begun is finished.
    #[must_use]
    pub fn stopping_on(self, stop: Stop) -> Self {
        Self { stop, ..self }
    }

    /// What deserves a look: what became of a killed run's reports.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Folder for temporary files of the run.
    pub fn state(&self) -> PathBuf {
        self.layout.state()
    }

    /// Begins a report; a name with `/` puts it into a folder below.
    ///
    /// # Errors
    /// When it cannot be written, or something is in its place that must not be replaced.
    pub fn draft(&self, name: &str) -> Result<Draft, PublishError> {
        if let Some((path, why)) = self.layout.obstacle(name) {
            return Err(cannot_write(&path)(io::Error::other(why)));
        }
        let place = self.layout.folder.join(name);
        Draft::create(name, &self.drafts.path(name), place, self.stop.clone())
    }

    /// Takes a report that is complete.
    ///
    /// # Errors
    /// When its last bytes do not reach the disk.
    pub fn keep(&mut self, draft: Draft, rows: u64) -> Result<(), PublishError> {
        self.ready.push(FileEntry { rows, ..draft.finish()? });
        Ok(())
    }

    /// What is complete so far.
    pub fn files(&self) -> Vec<FileEntry> {
        self.ready.clone()
    }

    /// What the run before said, if its reports are still whole; see [`intact`].
    pub fn intact(&self) -> Option<Manifest> {
        intact(&self.layout.folder)
    }

    /// Puts all reports in their places, then `manifest` as `run.json`.
    ///
    /// # Errors
    /// When a file cannot be written or renamed; all old ones stand then.
    pub fn publish(self, manifest: &[u8]) -> Result<Published, PublishError> {
        let files = self.files();
        let stale = stale::find(&self.layout, &files);
        self.switch(manifest, files, stale)
    }

    /// Replaces `run.json` alone: the reports that it lists stand already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn republish(mut self, manifest: &[u8]) -> Result<Published, PublishError> {
        self.ready.clear();
        let files = Manifest::parse(manifest).unwrap_or_default().files;
        self.switch(manifest, files, Vec::new())
    }

    fn switch(
        mut self,
        manifest: &[u8],
        files: Vec<FileEntry>,
        stale: Vec<FileEntry>,
    ) -> Result<Published, PublishError> {
        // From here on it is asked between the steps, not within a draft, where it would look like
        // a disk that fails.
        let stop = std::mem::take(&mut self.stop);
        let asked = || if is_set(&stop) { Err(PublishError::Stopped) } else { Ok(()) };
        asked()?;
        self.are_drafts_ours()?;
        let mut draft = self.draft(MANIFEST)?;
        draft.write_all(manifest).map_err(cannot_write(&self.layout.folder.join(MANIFEST)))?;
        self.keep(draft, 0)?;
        let set = self.copy_set(manifest, &files, &stop)?;
        let journal = self.journal(stale, set);
        self.are_drafts_ours()?;
        asked()?;
        switch::carry_out(&self.layout, &journal)?;
        let old = (self.sets > 0).then(|| kept::prune(&self.layout, self.sets)).flatten();
        Ok(Published { files, notes: old.into_iter().collect() })
    }

    fn are_drafts_ours(&self) -> Result<(), PublishError> {
        if self.drafts.are_ours() {
            return Ok(());
        }
        let why = "it was taken away while the run wrote to it; run again";
        Err(cannot_write(&self.layout.folder)(io::Error::other(why)))
    }

    /// The switch to what is complete so far.
    fn journal(&self, stale: Vec<FileEntry>, set: Option<String>) -> Journal {
        let step = |file: &FileEntry| {
            let draft = draft::file_name(&file.name);
            Move { draft, file: file.clone() }
        };
        Journal::new(self.ready.iter().map(step).collect(), stale, set)
    }

    /// Copies the set that `manifest` lists, where sets are kept; gives its name.
    fn copy_set(
        &self,
        manifest: &[u8],
        files: &[FileEntry],
        stop: &Stop,
    ) -> Result<Option<String>, PublishError> {
        if self.sets == 0 {
            return Ok(None);
        }
        let names = files.iter().map(|file| file.name.clone()).chain([MANIFEST.to_owned()]);
        let with_path = names.map(|name| {
            let draft = self.drafts.path(&name);
            let path = if draft.exists() { draft } else { self.layout.folder.join(&name) };
            (name, path)
        });
        let manifest = Manifest::parse(manifest).unwrap_or_default();
        kept::prepare(&self.layout, &manifest, with_path, stop)
    }
}

/// Makes the folder of what is ours and takes its lock.
fn lock(layout: &Layout) -> Result<Lock, PublishError> {
    let state = layout.state();
    if state.is_symlink() {
        let why =
            "it is a link, and reports are made there to be renamed; put a folder in its place";
        return Err(cannot_write(&state)(io::Error::other(why)));
    }
    fs::create_dir_all(&state).map_err(cannot_write(&state))?;
    let holder = format!("process {} since {:.0}", std::process::id(), Timestamp::now());
    Lock::take(&state, &holder).map_err(|source| match source {
        LockError::Io { source, path } => PublishError::Write { path: path.into(), source },
        held => PublishError::Busy { folder: layout.folder.clone(), source: held },
    })
}
