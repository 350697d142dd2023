//! The journal: what a switch from old reports to new ones does, written before its first step.
//!
//! A run that is killed between two renames leaves it behind, and the next start completes the
//! switch. It is read as a stranger's: names that lead out of the folder make it void.

use std::fs::{self, File};
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::layout::{Layout, is_inside, is_plain, sync_folder};
use crate::reports::manifest::FileEntry;

/// Version of the format.
const FORMAT: u32 = 1;

/// Largest journal that is read; ours has some hundred bytes a report.
const LARGEST: u64 = 16 << 20;

/// A switch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    format: u32,
    /// Drafts to put in place, in order, `run.json` last.
    pub moves: Vec<Move>,
    /// Reports to take away once the new ones stand, as they must still be.
    pub stale: Vec<FileEntry>,
    /// Name of the set that is kept, once it is whole.
    pub set: Option<String>,
}

/// A draft and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Move {
    /// File in the folder of drafts.
    pub draft: String,
    /// The report, by the name of its place.
    pub file: FileEntry,
}

impl Journal {
    pub fn new(moves: Vec<Move>, stale: Vec<FileEntry>, set: Option<String>) -> Self {
        Self { format: FORMAT, moves, stale, set }
    }

    /// Writes it so that it is there whole or not at all, also after a power loss.
    pub fn write(&self, layout: &Layout) -> io::Result<()> {
        let (path, draft) = (layout.journal(), layout.journal_draft());
        let mut file = File::create(&draft)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        fs::rename(&draft, &path)?;
        sync_folder(&layout.state());
        Ok(())
    }

    /// The journal that a killed run left, if there is one that can be followed.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn read(layout: &Layout) -> Result<Option<Self>, String> {
        let path = layout.journal();
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.to_string()),
            Ok(found) if !found.is_file() => return Err("it is no file".to_owned()),
            Ok(found) if found.len() > LARGEST => return Err("it is too large".to_owned()),
            Ok(_) => {}
        }
        let bytes = fs::read(&path).map_err(|error| error.to_string())?;
        let journal: Self = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        journal.check()?;
        Ok(Some(journal))
    }

    /// Removes it: the switch is done, or cannot be.
    pub fn remove(layout: &Layout) -> io::Result<()> {
        fs::remove_file(layout.journal())?;
        sync_folder(&layout.state());
        Ok(())
    }

    fn check(&self) -> Result<(), String> {
        if self.format != FORMAT {
            return Err(format!("it has format {}; this version knows {FORMAT}", self.format));
        }
        let drafts = self.moves.iter().map(|step| (&step.draft, is_plain(&step.draft)));
        let files = self.moves.iter().map(|step| &step.file).chain(&self.stale);
        let files = files.map(|file| (&file.name, is_inside(&file.name)));
        let set = self.set.iter().map(|name| (name, is_plain(name) && !name.starts_with('.')));
        match drafts.chain(files).chain(set).find(|(_, fine)| !fine) {
            Some((name, _)) => Err(format!("“{name}” is no name that a run writes")),
            None => Ok(()),
        }
    }
}
