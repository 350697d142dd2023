//! Completing what a killed run began: a switch from old reports to new ones that its journal
//! tells of.

use std::fs;
use std::path::Path;

use super::journal::{Journal, Move};
use super::layout::{Layout, remove_folder};
use super::{PublishError, cannot_write, draft, kept, lock, switch, whole};

/// Completes the switch that a killed run left in `folder`; gives what there is to say of it. Where
/// there is none, nothing is touched, not even the lock.
///
/// # Errors
/// When a run is writing there, or the switch cannot be completed: something is in the way.
pub fn resume(folder: &Path) -> Result<Option<String>, PublishError> {
    let layout = Layout::new(folder);
    if layout.journal().symlink_metadata().is_err() {
        return Ok(None);
    }
    let _lock = lock(&layout)?;
    complete(&layout)
}

/// Whether a killed run left a switch in `folder` that the next run completes.
pub fn is_pending(folder: &Path) -> bool {
    Layout::new(folder).journal().symlink_metadata().is_ok()
}

/// As [`resume`], for the one who holds the lock.
pub(super) fn complete(layout: &Layout) -> Result<Option<String>, PublishError> {
    let journal = Journal::read(layout).and_then(|journal| match journal {
        Some(journal) => lost(layout, &journal).map_or(Ok(Some(journal)), Err),
        None => Ok(None),
    });
    let note = match journal {
        Ok(None) => return Ok(None),
        Ok(Some(journal)) => follow(layout, &journal)?,
        Err(why) => give_up(layout, &why)?,
    };
    draft::sweep(layout);
    Ok(Some(note))
}

/// Completes the switch, or undoes it where something is in the way.
fn follow(layout: &Layout, journal: &Journal) -> Result<String, PublishError> {
    let folder = layout.folder.display();
    match switch::follow(layout, journal) {
        Ok(()) => Ok(format!(
            "an earlier run was stopped while it put reports into {folder}; they are in place now"
        )),
        Err(PublishError::Write { path, source }) => Ok(format!(
            "an earlier run was stopped while it put reports into {folder}; the older ones are \
             back, since {} cannot be written: {source}",
            path.display()
        )),
        Err(error) => Err(error),
    }
}

/// Takes away a journal that says nothing to rely on.
fn give_up(layout: &Layout, why: &str) -> Result<String, PublishError> {
    let path = layout.journal();
    let is_folder = path.symlink_metadata().is_ok_and(|found| found.is_dir());
    let removed = if is_folder { remove_folder(&path) } else { fs::remove_file(&path) };
    removed.map_err(cannot_write(&path))?;
    Ok(format!(
        "{} cannot be followed: {why}; the reports stay as they are until a run replaces them",
        path.display()
    ))
}

/// Why `journal` cannot be followed: a file or set that it moves is neither waiting nor in its
/// place.
fn lost(layout: &Layout, journal: &Journal) -> Option<String> {
    let waits = |step: &Move| whole::is_at(&layout.drafts().join(&step.draft), &step.file);
    let stands = |step: &Move| whole::is_as_listed(&layout.folder, &step.file);
    let lost = journal.moves.iter().find(|step| !waits(step) && !stands(step));
    let lost = lost.map(|step| step.file.name.clone());
    let lost = lost.or_else(|| journal.set.clone().filter(|name| !kept::is_there(layout, name)));
    lost.map(|name| format!("its draft of {name} is gone or was changed"))
}
