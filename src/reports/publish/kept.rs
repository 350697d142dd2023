//! Sets of reports that are kept beside the newest: `--keep N`.
//!
//! Each is a folder of plain copies that people may mail and move. It is made under a hidden name
//! and renamed when it is whole, together with the reports; the oldest go the same way. A set that
//! a person changed is that person's, and stays.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::draft::{Stop, is_set};
use super::layout::{Layout, remove_folder, sync_folder};
use super::{PublishError, cannot_write, whole};
use crate::reports::manifest::{MANIFEST, Manifest};

/// How the name of a set is made of the time when its run began.
const NAME: &str = "%Y-%m-%dT%H%M%SZ";

/// Copies a set into a hidden folder, synced; gives the name that it shall have. `files` are the
/// names of the reports with where they lie now. None where the newest set that is kept holds the
/// same reports.
pub(super) fn prepare(
    layout: &Layout,
    manifest: &Manifest,
    files: impl Iterator<Item = (String, PathBuf)>,
    stop: &Stop,
) -> Result<Option<String>, PublishError> {
    if newest(layout).is_some_and(|set| holds(&set, manifest)) {
        return Ok(None);
    }
    let draft = layout.new_set();
    remove_folder(&draft)
        .and_then(|()| fs::create_dir_all(&draft))
        .map_err(cannot_write(&draft))?;
    for (name, from) in files {
        if is_set(stop) {
            return Err(PublishError::Stopped);
        }
        let to = draft.join(name);
        copy(&from, &to).map_err(cannot_write(&to))?;
    }
    subfolders(&draft).iter().for_each(|folder| sync_folder(folder));
    sync_folder(&draft);
    Ok(Some(free_name(layout, manifest)))
}

/// A copy that lasts, with the mode of any new file.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut out = File::create_new(to)?;
    io::copy(&mut File::open(from)?, &mut out)?;
    out.sync_all()
}

/// The time when the run began, as a name that no set has.
fn free_name(layout: &Layout, manifest: &Manifest) -> String {
    let began: Timestamp = manifest.started.parse().unwrap_or_else(|_| Timestamp::now());
    let name = began.strftime(NAME).to_string();
    let numbered = (2u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !layout.kept().join(name).exists()).unwrap_or(name)
}

/// Gives the set that was prepared its name; one that has it already is fine.
pub(super) fn put_in_place(layout: &Layout, name: &str) -> Result<(), PublishError> {
    let (draft, place) = (layout.new_set(), layout.kept().join(name));
    if draft.symlink_metadata().is_ok() {
        fs::rename(&draft, &place).map_err(cannot_write(&place))?;
        sync_folder(&layout.kept());
        sync_folder(&layout.folder);
    }
    Ok(())
}

/// Whether the set that shall be called `name` is there, prepared or in place, and whole.
pub(super) fn is_there(layout: &Layout, name: &str) -> bool {
    let either = [layout.new_set(), layout.kept().join(name)];
    either.iter().any(|set| whole::intact(set).is_some())
}

/// Removes what a killed run left behind.
pub(super) fn sweep(layout: &Layout) {
    for folder in [layout.new_set(), layout.old_set()] {
        // What stays behind is hidden, and in nobody's way.
        let _ = remove_folder(&folder);
    }
    // Goes only when it is empty: the run that made it was stopped before it had a set.
    let _ = fs::remove_dir(layout.kept());
}

/// Takes away all but the newest `sets`; gives what there is to say: which stay because somebody
/// changed them, or cannot be removed.
pub(super) fn prune(layout: &Layout, sets: usize) -> Option<String> {
    let old = dated(layout).into_iter().rev().skip(sets);
    let left: Vec<String> = old.filter(|name| !take_away(layout, name)).collect();
    (!left.is_empty()).then(|| {
        format!(
            "{}: {} no longer as the run left {}; left alone",
            layout.kept().display(),
            left.join(", ") + if left.len() == 1 { " is" } else { " are" },
            if left.len() == 1 { "it" } else { "them" },
        )
    })
}

/// Whether the set of that name was ours, untouched, and is gone.
fn take_away(layout: &Layout, name: &str) -> bool {
    let (set, draft) = (layout.kept().join(name), layout.old_set());
    is_untouched(&set)
        && remove_folder(&draft).and_then(|()| fs::rename(&set, &draft)).is_ok()
        && remove_folder(&draft).is_ok()
}

/// Whether a folder holds a whole set and nothing else.
fn is_untouched(set: &Path) -> bool {
    let Some(manifest) = whole::intact(set) else { return false };
    let mut names: BTreeSet<PathBuf> = manifest.files.iter().map(|f| set.join(&f.name)).collect();
    names.insert(set.join(MANIFEST));
    let folders = [subfolders(set), vec![set.to_owned()]].concat();
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    entries.flatten().all(|entry| {
        let path = entry.path();
        folders.contains(&path) || names.contains(&path)
    })
}

/// Names of sets, the oldest first; a folder without a date for its name is somebody's own.
fn dated(layout: &Layout) -> Vec<String> {
    let entries = fs::read_dir(layout.kept()).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<(String, u32)> = folders
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| Some((name.clone(), number(&name)?)))
        .collect();
    names.sort_by(|a, b| (a.0.get(..LENGTH), a.1).cmp(&(b.0.get(..LENGTH), b.1)));
    names.into_iter().map(|(name, _)| name).collect()
}

/// Bytes of a [`NAME`].
const LENGTH: usize = "2026-11-27T104435Z".len();

/// Which of the sets of one second `name` is, from 1; none where it is not the name of a set.
fn number(name: &str) -> Option<u32> {
    let (date, rest) = name.split_at_checked(LENGTH)?;
    jiff::civil::DateTime::strptime(NAME, date).ok()?;
    match rest.strip_prefix('-') {
        None => rest.is_empty().then_some(1),
        Some(number) => number.parse().ok(),
    }
}

fn newest(layout: &Layout) -> Option<PathBuf> {
    dated(layout).pop().map(|name| layout.kept().join(name))
}

/// Whether `set` holds the reports that `manifest` lists.
fn holds(set: &Path, manifest: &Manifest) -> bool {
    whole::listed(set).is_some_and(|kept| kept.files == manifest.files)
        && whole::intact(set).is_some()
}

/// Folders below a set; sets have one level of them.
fn subfolders(set: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(set).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.map(|entry| entry.path()).collect()
}
