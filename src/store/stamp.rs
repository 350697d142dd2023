//! What the reports in a folder were made from, so that a run over the same has nothing to make.
//!
//! It lies in the folder of the state, and holds for one set of reports: where these were changed or
//! made by another run, it says nothing.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::articles::{FileState, Found};
use crate::reports::manifest::FileEntry;

/// Name of the file.
const FILE: &str = "stamp.json";

/// Two hashes: of all that goes into a run, and of the reports that it made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    inputs: String,
    reports: String,
}

impl Stamp {
    /// The stamp of reports that were made from `inputs`.
    pub fn new(inputs: &Inputs, reports: &[FileEntry]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for FileEntry { name, blake3, .. } in reports {
            feed(&mut hasher, name.as_bytes());
            feed(&mut hasher, blake3.as_bytes());
        }
        Self { inputs: inputs.hash(), reports: hasher.finalize().to_hex().to_string() }
    }

    /// The one in the folder `state`; `None` where there is none that can be read.
    pub fn load(state: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(state.join(FILE)).ok()?).ok()
    }

    /// Whether it is that of `inputs`, whatever was made of them.
    pub fn is_of(&self, inputs: &Inputs) -> bool {
        self.inputs == inputs.hash()
    }

    /// Leaves it in the folder `state`.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn save(&self, state: &Path) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(state)?;
        serde_json::to_writer(&mut file, self)?;
        file.as_file().sync_all()?;
        file.persist(state.join(FILE))?;
        Ok(())
    }
}

/// All that goes into a run, hashed piece by piece.
#[derive(Clone, Debug)]
pub struct Inputs {
    hasher: blake3::Hasher,
    /// When the run began to look at files.
    started: Timestamp,
    settled: bool,
}

impl Inputs {
    /// Nothing so far, for a run that began at `started`.
    pub fn new(started: Timestamp) -> Self {
        Self { hasher: blake3::Hasher::new(), started, settled: true }
    }

    /// Adds settings, hashes ...
    pub fn add(&mut self, piece: &str) {
        feed(&mut self.hasher, piece.as_bytes());
    }

    /// Adds all articles, by the states of their files.
    pub fn add_articles(&mut self, found: &Found) {
        for source in &found.sources {
            let place = format!("{:?} {:?}", source.format, source.packings);
            [&source.id, &source.shown, &place].into_iter().for_each(|piece| self.add(piece));
            feed(&mut self.hasher, source.path.as_os_str().as_encoded_bytes());
            self.add_state(source.state);
        }
        for skipped in &found.skipped {
            let pieces = [&skipped.id, &skipped.path, &skipped.skip.message];
            pieces.into_iter().for_each(|piece| self.add(piece));
        }
    }

    /// Adds a file by its state; a folder by those of its files.
    pub fn add_path(&mut self, path: &Path) {
        feed(&mut self.hasher, path.as_os_str().as_encoded_bytes());
        let Ok(metadata) = fs::metadata(path) else { return };
        self.add_state(FileState::of(&metadata));
        let mut below: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().collect();
        below.sort_by_key(fs::DirEntry::path);
        below.iter().for_each(|entry| self.add_path(&entry.path()));
    }

    fn add_state(&mut self, state: FileState) {
        self.settled &= state.is_settled(self.started);
        feed(&mut self.hasher, &state.to_bytes());
    }

    /// Whether no file can have changed since it was looked at without showing it.
    pub fn are_settled(&self) -> bool {
        self.settled
    }

    fn hash(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }
}

/// Lengths keep apart what would run together.
fn feed(hasher: &mut blake3::Hasher, piece: &[u8]) {
    hasher.update(&(piece.len() as u64).to_le_bytes()).update(piece);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::articles::{self, Limits};

    /// The inputs of a run over `news` that begins in an hour.
    fn inputs(news: &Path) -> Inputs {
        let mut inputs = Inputs::new(Timestamp::now() + 1.hour());
        inputs.add("settings");
        inputs.add_articles(&articles::find(&[news], &[], &Limits::default()).unwrap());
        inputs.add_path(&news.join("own"));
        inputs
    }

    #[test]
    fn every_change_of_a_file_shows() {
        let folder = tempfile::tempdir().unwrap();
        let (state, news) = (folder.path(), &folder.path().join("news"));
        fs::create_dir_all(news.join("own")).unwrap();
        fs::write(news.join("a.txt"), "one").unwrap();
        fs::write(news.join("own/page.jinja"), "one").unwrap();
        let reports = [FileEntry { name: "a".into(), rows: 1, bytes: 1, blake3: "c".into() }];
        let stamp = Stamp::new(&inputs(news), &reports);
        stamp.save(state).unwrap();
        assert_eq!(Stamp::load(state), Some(stamp.clone()));
        assert!(stamp.is_of(&inputs(news)));
        assert_ne!(stamp, Stamp::new(&inputs(news), &[]), "other reports");
        let changes: [(&str, &dyn Fn()); 4] = [
            ("an article", &|| fs::write(news.join("a.txt"), "other").unwrap()),
            ("a name", &|| fs::rename(news.join("a.txt"), news.join("b.txt")).unwrap()),
            ("a template", &|| fs::write(news.join("own/page.jinja"), "other").unwrap()),
            ("a new file", &|| fs::write(news.join("own/main.js"), "").unwrap()),
        ];
        for (what, change) in changes {
            let before = Stamp::new(&inputs(news), &reports);
            change();
            assert!(!before.is_of(&inputs(news)), "{what}");
        }
        fs::write(state.join(FILE), "half").unwrap();
        assert_eq!(Stamp::load(state), None);
    }

    #[test]
    fn what_changed_just_now_is_not_settled() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "one").unwrap();
        let mut now = Inputs::new(Timestamp::now());
        now.add_articles(&articles::find(&[folder.path()], &[], &Limits::default()).unwrap());
        assert!(!now.are_settled());
        assert!(inputs(folder.path()).are_settled());
    }
}
