//! The switch from old reports to new ones: all renames within milliseconds, or none.
//!
//! The journal is on disk before the first rename. Where a rename fails half-way, the old reports
//! come back the same way, by a journal of their own.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::journal::{Journal, Move};
use super::layout::{Layout, sync_folder};
use super::{PublishError, cannot_write, draft, kept, stale, whole};
use crate::reports::manifest::FileEntry;

/// What begins the names of old reports that wait in the folder of drafts.
const OLD: &str = "old+";

/// Does what `journal` says; where that fails half-way, the old reports stand as before.
///
/// # Errors
/// When something cannot be renamed.
pub(super) fn carry_out(layout: &Layout, journal: &Journal) -> Result<(), PublishError> {
    begin(layout, journal)?;
    follow(layout, journal)
}

/// Looks whether anything is in the way, holds on to the old reports, and writes the journal.
pub(super) fn begin(layout: &Layout, journal: &Journal) -> Result<(), PublishError> {
    let names = journal.moves.iter().map(|step| step.file.name.as_str());
    if let Some((path, why)) = names.clone().find_map(|name| layout.obstacle(name)) {
        return Err(cannot_write(&path)(io::Error::other(why)));
    }
    names.clone().try_for_each(|name| set_aside(layout, name))?;
    sync_folder(&layout.drafts());
    journal.write(layout).map_err(cannot_write(&layout.journal()))
}

/// Does what a journal says that is on disk; steps already done stay done. Where one fails, the old
/// reports come back.
pub(super) fn follow(layout: &Layout, journal: &Journal) -> Result<(), PublishError> {
    match put_in_place(layout, journal) {
        Ok(()) => {
            finish(layout, journal);
            Ok(())
        }
        Err(error) => Err(undo(layout, journal, error)),
    }
}

/// The renames.
fn put_in_place(layout: &Layout, journal: &Journal) -> Result<(), PublishError> {
    let waiting = |step: &&Move| layout.drafts().join(&step.draft).symlink_metadata().is_ok();
    for Move { draft, file } in journal.moves.iter().filter(waiting) {
        // Never through a link, whoever wrote the journal.
        if let Some((path, why)) = layout.obstacle(&file.name) {
            return Err(cannot_write(&path)(io::Error::other(why)));
        }
        let (draft, place) = (layout.drafts().join(draft), layout.folder.join(&file.name));
        let parent = place.parent().unwrap_or(&layout.folder);
        fs::create_dir_all(parent).map_err(cannot_write(parent))?;
        fs::rename(&draft, &place).map_err(cannot_write(&place))?;
    }
    folders(layout, journal).iter().for_each(|folder| sync_folder(folder));
    journal.set.iter().try_for_each(|name| kept::put_in_place(layout, name))
}

/// What follows when every report is in its place.
fn finish(layout: &Layout, journal: &Journal) {
    stale::take_away(layout, &journal.stale);
    // One that stays behind does no harm: the next start finds everything in its place.
    let _ = Journal::remove(layout);
}

/// Folders whose entries a switch changes, each before those that hold it.
fn folders(layout: &Layout, journal: &Journal) -> Vec<PathBuf> {
    let places = journal.moves.iter().map(|step| layout.folder.join(&step.file.name));
    let parents = places.flat_map(|place| {
        let above = place.ancestors().skip(1).map(Path::to_owned);
        above.take_while(|folder| folder.starts_with(&layout.folder)).collect::<Vec<_>>()
    });
    parents.collect::<BTreeSet<_>>().into_iter().rev().collect()
}

/// Holds on to the report that stands at `name`, for the case that the switch fails: by a second
/// name where the file system knows such, else by a copy.
fn set_aside(layout: &Layout, name: &str) -> Result<(), PublishError> {
    let (place, aside) = (layout.folder.join(name), aside(layout, name));
    if !place.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return Ok(());
    }
    fs::hard_link(&place, &aside)
        .or_else(|_| fs::copy(&place, &aside).map(drop))
        .map_err(cannot_write(&aside))
}

fn aside(layout: &Layout, name: &str) -> PathBuf {
    layout.drafts().join(aside_name(name))
}

fn aside_name(report: &str) -> String {
    OLD.to_owned() + &draft::file_name(report)
}

/// Brings the old reports back after `failed`; which error the user shall see.
fn undo(layout: &Layout, journal: &Journal, failed: PublishError) -> PublishError {
    let back = backward(layout, journal).and_then(|back| {
        back.write(layout)?;
        put_in_place(layout, &back).map_err(io::Error::other)?;
        finish(layout, &back);
        Ok(())
    });
    match (back, failed) {
        (Err(_), PublishError::Write { path, source }) => PublishError::Half { path, source },
        (_, failed) => failed,
    }
}

/// The journal that undoes the steps of `journal` that are done.
fn backward(layout: &Layout, journal: &Journal) -> io::Result<Journal> {
    if journal.moves.iter().any(|step| step.draft.starts_with(OLD)) {
        return Err(io::Error::other("it undoes a switch, and nothing undoes that"));
    }
    let done = journal.moves.iter().filter(|step| !layout.drafts().join(&step.draft).exists());
    let (mut moves, mut new) = (Vec::new(), Vec::new());
    for Move { file, .. } in done {
        let aside = aside(layout, &file.name);
        let Ok(found) = aside.metadata() else {
            new.push(file.clone());
            continue;
        };
        let file = FileEntry { bytes: found.len(), blake3: whole::hash(&aside)?, ..file.clone() };
        moves.push(Move { draft: aside_name(&file.name), file });
    }
    Ok(Journal::new(moves, new, None))
}
