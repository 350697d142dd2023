//! The walk through a given folder: what is looked at, in which order, and where it ends.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use ignore::{DirEntry, WalkBuilder};

use super::article::{Skip, SkipReason};
use super::called::{relative, slashed};
use super::find::{Search, unreadable};
use super::format::Kind;
use super::options::raise;

/// Files that the program leaves beside each other in folders that it writes: reports of each
/// format, sheets for hand-coding, a validation.
const OUR_MARKS: [[&str; 2]; 6] = [
    ["run.json", "statements.csv"],
    ["run.json", "report.html"],
    ["run.json", "onrecord.xlsx"],
    ["run.json", "statements.parquet"],
    ["key.csv", "coder-1.csv"],
    ["validation.html", "figures.csv"],
];

/// One given folder being searched.
struct Walk {
    /// Entries met so far.
    entries: usize,
    /// Folders met so far, canonical.
    folders: BTreeSet<PathBuf>,
    /// Links to folders that are still to be followed.
    links: VecDeque<PathBuf>,
}

impl Search {
    /// Searches a folder. Links are followed, those to folders last: what lies in a folder is found
    /// where it is, and once, however many links lead there.
    pub(super) fn walk(&mut self, root: &Path) {
        let mut walk = Walk { entries: 0, folders: BTreeSet::new(), links: VecDeque::new() };
        self.walk_below(root, root, &mut walk);
        while let Some(link) = walk.links.pop_front() {
            let canonical = fs::canonicalize(&link).unwrap_or_else(|_| link.clone());
            if !walk.folders.contains(&canonical) {
                self.walk_below(root, &link, &mut walk);
            }
        }
    }

    /// Searches `folder`, the root or a link below it.
    fn walk_below(&mut self, root: &Path, folder: &Path, walk: &mut Walk) {
        if self.is_excluded(folder) {
            self.found.excluded.push(folder.to_owned());
            return;
        }
        let canonical = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let levels = self.limits.folder_depth.saturating_sub(depth(root, folder));
        let (walker, excluded) = walker(folder, levels, self.exclude.clone());
        for entry in walker {
            walk.entries += 1;
            if walk.entries > self.limits.entries {
                self.stop(root, walk);
                break;
            }
            match entry {
                Ok(entry) if is_folder(&entry) => {
                    if depth(root, entry.path()) < self.limits.folder_depth {
                        let below = entry.path().strip_prefix(folder).unwrap_or(Path::new(""));
                        walk.folders.insert(canonical.join(below));
                    } else {
                        self.skip_deep(root, entry.path());
                    }
                }
                Ok(entry) => self.entry(root, &entry, walk),
                Err(error) => self.walk_error(root, &error),
            }
        }
        self.found.excluded.extend(excluded.try_iter());
    }

    /// Ends a search that found too much, and says so.
    fn stop(&mut self, root: &Path, walk: &mut Walk) {
        walk.links.clear();
        let what = format!("holds more than {} files and folders", self.limits.entries);
        let message = format!("{what}, and those behind are not read: {}", raise("entries"));
        let skip = Skip { reason: SkipReason::TooLarge, message };
        self.skip(slashed(root), root, skip);
    }

    fn skip_deep(&mut self, root: &Path, folder: &Path) {
        let what = format!("lies {} folders deep", self.limits.folder_depth);
        let message = format!("{what}, and nothing in it is read: {}", raise("folder_depth"));
        let skip = Skip { reason: SkipReason::TooLarge, message };
        self.skip(relative(root, folder), folder, skip);
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry, walk: &mut Walk) {
        if self.is_excluded_file(entry) {
            return;
        }
        let (path, id) = (entry.path(), relative(root, entry.path()));
        let kind = Kind::of(&entry.file_name().to_string_lossy());
        // Links are not followed by the walk, so that this looks behind them.
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                if depth(root, path) < self.limits.folder_depth {
                    walk.links.push_back(path.to_owned());
                } else {
                    self.skip_deep(root, path);
                }
            }
            Ok(metadata) => self.file(path, id, &metadata, kind),
            Err(error) => self.skip(id, path, unreadable(&error.to_string())),
        }
    }

    /// What the walk could not enter. A link that leads in a circle hides nothing.
    fn walk_error(&mut self, root: &Path, error: &ignore::Error) {
        if let (Some(path), Some(reason)) = (path_of(error), error.io_error()) {
            self.skip(relative(root, path), path, unreadable(&reason.to_string()));
        }
    }

    fn is_excluded(&self, folder: &Path) -> bool {
        holds_run(folder, &self.exclude)
    }

    /// Names are compared first: to follow the links of every file would cost much.
    fn is_excluded_file(&self, entry: &DirEntry) -> bool {
        let named = |path: &&PathBuf| path.file_name() == Some(entry.file_name());
        self.exclude
            .iter()
            .filter(named)
            .any(|path| fs::canonicalize(entry.path()).is_ok_and(|canonical| canonical == *path))
    }
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// Whether `folder` is one of `exclude` or was written by an earlier run.
fn holds_run(folder: &Path, exclude: &[PathBuf]) -> bool {
    OUR_MARKS.iter().any(|marks| marks.iter().all(|mark| folder.join(mark).is_file()))
        || (!exclude.is_empty()
            && fs::canonicalize(folder).is_ok_and(|folder| exclude.contains(&folder)))
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// The walk below one folder, at most so many levels deep, and the folders that it leaves out.
fn walker(
    folder: &Path,
    levels: usize,
    exclude: Vec<PathBuf>,
) -> (ignore::Walk, mpsc::Receiver<PathBuf>) {
    let (sender, excluded) = mpsc::channel();
    // The slash at the end enters a folder that is a link.
    let walk = WalkBuilder::new(folder.join(""))
        .standard_filters(false)
        .hidden(true)
        .max_depth(Some(levels))
        .sort_by_file_name(Ord::cmp)
        .filter_entry(move |entry| {
            let keep =
                entry.depth() == 0 || !is_folder(entry) || !holds_run(entry.path(), &exclude);
            // The receiver outlives the walk.
            keep || sender.send(entry.path().to_owned()).is_err()
        })
        .build();
    (walk, excluded)
}

/// How many folders lie between `path` and `root`.
fn depth(root: &Path, path: &Path) -> usize {
    path.strip_prefix(root).map_or(0, |below| below.components().count())
}
