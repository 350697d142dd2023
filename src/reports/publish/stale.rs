//! Reports of the run before that this one does not write: they would tell of other articles.

use std::fs;

use super::layout::{Layout, sync_folder};
use super::whole::{is_as_listed, listed};
use crate::reports::manifest::FileEntry;

/// Reports that `run.json` lists, that are as it left them, and that are not among `files`. What a
/// person changed or put there stays.
pub(super) fn find(layout: &Layout, files: &[FileEntry]) -> Vec<FileEntry> {
    let before = listed(&layout.folder).map(|manifest| manifest.files).unwrap_or_default();
    let gone = before.into_iter().filter(|old| files.iter().all(|new| new.name != old.name));
    gone.filter(|old| is_as_listed(&layout.folder, old)).collect()
}

/// Takes them away, unless somebody changed them since. A folder goes only where nothing else is
/// in it.
pub(super) fn take_away(layout: &Layout, stale: &[FileEntry]) {
    for file in stale.iter().filter(|file| is_as_listed(&layout.folder, file)) {
        let path = layout.folder.join(&file.name);
        // One that stays behind does no harm: run.json does not list it.
        let _ = fs::remove_file(&path);
        let _ = path.parent().filter(|parent| *parent != layout.folder).map(fs::remove_dir);
    }
    if !stale.is_empty() {
        sync_folder(&layout.folder);
    }
}
