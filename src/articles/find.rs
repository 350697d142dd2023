//! From the paths a user gives to a sorted list of files that hold articles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata as FileMetadata};
use std::io;
use std::path::{Path, PathBuf};

use super::article::{Metadata, Skip, SkipReason, Skipped};
use super::called::{shown, slashed};
use super::format::{Format, Kind, Packing};
use super::options::Limits;
use super::state::FileState;

/// A file that holds one article or many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path below the given folder with forward slashes, or the name of a given file.
    pub id: String,
    /// The path as given and walked, with forward slashes, for reports.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
    /// By what it is known to be unchanged.
    pub state: FileState,
    /// How it holds articles.
    pub format: Format,
    /// How it is packed, the outermost layer first.
    pub packings: Vec<Packing>,
}

/// What was found below the given paths.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Files to read, by id.
    pub sources: Vec<Source>,
    /// Files that look like articles and cannot be read, by id.
    pub skipped: Vec<Skipped>,
    /// Number of files of other kinds, by extension in lower case.
    pub others: BTreeMap<String, u64>,
    /// Folders that were left out: the output folder and those of earlier runs.
    pub excluded: Vec<PathBuf>,
}

/// A given path that cannot be searched.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// It is not there.
    #[error("{}: no such file or folder", .0.display())]
    Missing(PathBuf),
    /// The system refuses it.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// As given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Finds articles in `paths`, files or folders; what lies in a folder of `exclude`, or is a file of
/// it, is left out.
///
/// # Errors
/// Where one of `paths` does not exist. What is wrong with a file below them goes to
/// [`Found::skipped`].
pub fn find<P: AsRef<Path>>(
    paths: &[P],
    exclude: &[PathBuf],
    limits: &Limits,
) -> Result<Found, FindError> {
    let mut search = Search {
        found: Found::default(),
        exclude: exclude.iter().filter_map(|path| fs::canonicalize(path).ok()).collect(),
        seen: BTreeSet::new(),
        several: paths.len() > 1,
        limits: *limits,
    };
    for path in paths {
        search.root(path.as_ref())?;
    }
    Ok(search.finish())
}

/// A search under way.
pub(super) struct Search {
    pub(super) found: Found,
    /// Canonical paths of folders and files to leave out.
    pub(super) exclude: Vec<PathBuf>,
    /// Files met so far, canonical: two given paths may hold the same file.
    seen: BTreeSet<PathBuf>,
    several: bool,
    pub(super) limits: Limits,
}

impl Search {
    /// Searches one given path.
    fn root(&mut self, root: &Path) -> Result<(), FindError> {
        let metadata = fs::metadata(root).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => FindError::Missing(root.to_owned()),
            _ => FindError::Unreadable { path: root.to_owned(), source },
        })?;
        if metadata.is_dir() {
            self.walk(root);
        } else {
            let name = root.file_name().unwrap_or(root.as_os_str());
            self.file(root, shown(name), &metadata, Kind::of_named(&name.to_string_lossy()));
        }
        Ok(())
    }

    /// Sorts one file by its kind.
    pub(super) fn file(&mut self, path: &Path, id: String, metadata: &FileMetadata, kind: Kind) {
        if self.several && !fs::canonicalize(path).is_ok_and(|path| self.seen.insert(path)) {
            return;
        }
        match kind {
            Kind::Other(extension) => *self.found.others.entry(extension).or_default() += 1,
            Kind::Refused(refusal) => self.skip(id, path, refusal.skip()),
            Kind::Articles(..) if !metadata.is_file() => {
                self.skip(id, path, unreadable("it is a device, pipe or socket, not a file"));
            }
            Kind::Articles(format, packings) => self.found.sources.push(Source {
                id,
                shown: slashed(path),
                path: path.to_owned(),
                state: FileState::of(metadata),
                format,
                packings,
            }),
        }
    }

    pub(super) fn skip(&mut self, id: String, path: &Path, skip: Skip) {
        let path = slashed(path);
        let metadata = Metadata::default();
        self.found.skipped.push(Skipped { id, own_id: false, path, metadata, skip });
    }

    fn finish(mut self) -> Found {
        part_equal_ids(&mut self.found.sources);
        self.found.sources.sort_by(|a, b| (&a.id, &a.shown).cmp(&(&b.id, &b.shown)));
        self.found.skipped.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
        self.found
    }
}

/// Files of two given folders may have one id: those are called by the whole path.
fn part_equal_ids(sources: &mut [Source]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources.iter() {
        *times.entry(source.id.clone()).or_default() += 1;
    }
    for source in sources {
        if times.get(&source.id).is_some_and(|&n| n > 1) {
            source.id.clone_from(&source.shown);
        }
    }
}

pub(super) fn unreadable(why: &str) -> Skip {
    Skip { reason: SkipReason::Unreadable, message: format!("cannot be read: {why}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        dir
    }

    fn ids(found: &Found) -> Vec<&str> {
        found.sources.iter().map(|s| s.id.as_str()).collect()
    }

    #[test]
    fn folders_are_walked_in_order_of_bytes() {
        let dir = folder(&["b.txt", "a/z.md", "B.html", "a.txt", ".hidden.txt", "x.jpg", "n.pdf"]);
        let found = find(&[dir.path()], &[], &Limits::default()).unwrap();
        assert_eq!(ids(&found), ["B.html", "a.txt", "a/z.md", "b.txt"]);
        assert_eq!(found.others, BTreeMap::from([("jpg".to_owned(), 1)]));
        assert_eq!(found.skipped[0].skip.reason, SkipReason::Format);
    }

    #[test]
    fn output_folders_and_files_of_ours_are_never_read() {
        let dir = folder(&[
            "a.txt",
            "old/run.json",
            "old/statements.csv",
            "old/b.txt",
            "page/run.json",
            "page/report.html",
            "coding/key.csv",
            "coding/coder-1.csv",
            "out/c.txt",
            "d.csv",
        ]);
        let found = find(
            &[dir.path()],
            &["out", "d.csv"].map(|path| dir.path().join(path)),
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(ids(&found), ["a.txt"]);
        let excluded = ["coding", "old", "out", "page"].map(|name| dir.path().join(name));
        assert_eq!(found.excluded, excluded);
    }

    #[test]
    fn a_missing_path_is_an_error_that_names_it() {
        let error = find(&["no/such/folder"], &[], &Limits::default()).unwrap_err();
        assert_eq!(error.to_string(), "no/such/folder: no such file or folder");
    }

    #[test]
    fn two_folders_keep_files_of_one_name_apart_and_read_none_twice() {
        let dir = folder(&["a/x.txt", "b/x.txt", "b/y.txt"]);
        let paths = [dir.path().join("a"), dir.path().join("b"), dir.path().join("b/y.txt")];
        let found = find(&paths, &[], &Limits::default()).unwrap();
        assert_eq!(found.sources.len(), 3);
        assert!(ids(&found)[0].ends_with("/a/x.txt") && ids(&found)[1].ends_with("/b/x.txt"));
        assert_eq!(ids(&found)[2], "y.txt");
    }

    #[test]
    #[cfg(unix)]
    fn circles_of_links_end_and_broken_links_are_told() {
        let dir = folder(&["a/x.txt"]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("gone.txt")).unwrap();
        let found = find(&[dir.path()], &[], &Limits::default()).unwrap();
        assert_eq!(ids(&found), ["a/x.txt"]);
        assert_eq!(found.skipped.len(), 1);
    }
}
