//! What the system tells of a file that is not opened: enough to know one that did not change.

use std::fs::Metadata;

use jiff::Timestamp;

/// Size, times and place of a file. Equal states of one path, the older one settled before the file
/// was read ([`FileState::is_settled`]), mean equal contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileState {
    /// Size in bytes.
    pub bytes: u64,
    /// When the contents changed last, in nanoseconds since 1970.
    modified: i128,
    /// When anything of the file changed last; 0 on systems that do not tell.
    changed: i128,
    /// The number of the file in its file system; 0 on systems that do not tell.
    inode: u64,
}

impl FileState {
    /// The state that `metadata` tells.
    pub fn of(metadata: &Metadata) -> Self {
        let state = Self { bytes: metadata.len(), modified: modified(metadata), ..Self::default() };
        #[cfg(unix)]
        let state = {
            use std::os::unix::fs::MetadataExt;
            let changed = nanoseconds(metadata.ctime(), metadata.ctime_nsec());
            Self { changed, inode: metadata.ino(), ..state }
        };
        state
    }

    /// Whether nothing changed the file at or shortly before `moment`. A file that changes just
    /// before it is read may change once more within one tick of the clock, and look the same.
    pub fn is_settled(&self, moment: Timestamp) -> bool {
        let long_ago = |time: i128| time.saturating_add(tick(time)) < moment.as_nanosecond();
        [self.modified, self.changed].into_iter().all(long_ago)
    }

    /// All of it, to be kept and compared.
    pub fn to_bytes(self) -> [u8; 48] {
        let mut bytes = [0; 48];
        bytes[..8].copy_from_slice(&self.bytes.to_le_bytes());
        bytes[8..24].copy_from_slice(&self.modified.to_le_bytes());
        bytes[24..40].copy_from_slice(&self.changed.to_le_bytes());
        bytes[40..].copy_from_slice(&self.inode.to_le_bytes());
        bytes
    }
}

/// How far two times of a file system may lie apart and look the same, in nanoseconds: some keep
/// even seconds, the others go with the system's clock, which ticks a hundred times a second or more.
fn tick(time: i128) -> i128 {
    if time % 1_000_000_000 == 0 { 2_000_000_000 } else { 20_000_000 }
}

/// A time that the system does not tell, or no calendar holds, never settles.
fn modified(metadata: &Metadata) -> i128 {
    let time = metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    time.map_or(i128::MAX, Timestamp::as_nanosecond)
}

#[cfg(unix)]
fn nanoseconds(seconds: i64, rest: i64) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(rest)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::*;

    fn state(path: &std::path::Path) -> FileState {
        FileState::of(&fs::metadata(path).unwrap())
    }

    #[test]
    fn a_change_of_the_same_size_shows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let before = state(&path);
        assert_eq!(before, state(&path));
        fs::write(&path, "two").unwrap();
        let later = SystemTime::now() + Duration::from_secs(1);
        File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        assert_ne!(before, state(&path));
        assert_ne!(before.to_bytes(), state(&path).to_bytes());
    }

    #[test]
    #[cfg(unix)]
    fn a_file_in_place_of_another_shows_though_its_times_are_set_back() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["a.txt", "b.txt"].map(|name| folder.path().join(name));
        fs::write(&path, "one").unwrap();
        fs::write(&other, "two").unwrap();
        let before = state(&path);
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        File::options().write(true).open(&other).unwrap().set_modified(time).unwrap();
        fs::rename(&other, &path).unwrap();
        assert_ne!(before, state(&path));
    }

    #[test]
    fn what_changed_now_is_not_settled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let before = Timestamp::now() - Duration::from_secs(1);
        fs::write(&path, "one").unwrap();
        assert!(!state(&path).is_settled(before));
        assert!(state(&path).is_settled(Timestamp::now() + Duration::from_secs(1)));
    }
}
