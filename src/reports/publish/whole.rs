//! Whether the reports in a folder are a whole set, byte for byte as their run left them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::layout::{is_inside, no_folder};
use crate::reports::manifest::{FileEntry, MANIFEST, Manifest};

/// What begins [`Manifest::program`].
const PROGRAM: &str = "onrecord ";

/// Bytes read at a time: enough for every processor to hash a part.
const BLOCK: usize = 1 << 20;

/// What `run.json` in `folder` says, where every file that it lists is there with its size and
/// hash; `None` where one is missing or was changed, or the file is not of ours.
///
/// Reads all files, as fast as the disk and all processors can.
pub fn intact(folder: &Path) -> Option<Manifest> {
    let manifest = listed(folder)?;
    manifest.files.par_iter().all(|entry| is_as_listed(folder, entry)).then_some(manifest)
}

/// What `run.json` in `folder` says, where a run of ours wrote it and it lists reports.
pub(super) fn listed(folder: &Path) -> Option<Manifest> {
    let manifest = Manifest::parse(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
    let ours = manifest.program.starts_with(PROGRAM) && !manifest.files.is_empty();
    ours.then_some(manifest)
}

/// Whether the file of `entry` is in `folder` as the entry says.
pub(super) fn is_as_listed(folder: &Path, entry: &FileEntry) -> bool {
    is_inside(&entry.name)
        && no_folder(folder, &entry.name).is_none()
        && is_at(&folder.join(&entry.name), entry)
}

/// Whether the file at `path` has the size and hash of `entry`.
pub(super) fn is_at(path: &Path, entry: &FileEntry) -> bool {
    path.symlink_metadata().is_ok_and(|file| file.is_file() && file.len() == entry.bytes)
        && hash(path).is_ok_and(|hash| hash == entry.blake3)
}

/// Hash of a file, as `run.json` writes it.
pub(super) fn hash(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(hasher.finalize().to_hex().to_string()),
            Ok(read) => drop(hasher.update_rayon(&block[..read])),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::STATE;
    use super::*;

    /// A folder with a small and a large report and what `run.json` says of them.
    fn set() -> tempfile::TempDir {
        let out = tempfile::tempdir().unwrap();
        fs::create_dir(out.path().join("charts")).unwrap();
        let large: Vec<u8> = (0..3 * BLOCK + 7).map(|i| u8::try_from(i % 251).unwrap()).collect();
        let files = [("a.csv", &b"a"[..]), ("charts/b.svg", &large)].map(|(name, bytes)| {
            fs::write(out.path().join(name), bytes).unwrap();
            let blake3 = blake3::hash(bytes).to_hex().to_string();
            FileEntry { name: name.into(), rows: 0, bytes: bytes.len() as u64, blake3 }
        });
        let program = "onrecord 0.0.0".to_owned();
        let manifest = Manifest { program, files: files.into(), ..Manifest::default() };
        fs::write(out.path().join(MANIFEST), manifest.to_bytes()).unwrap();
        out
    }

    /// Changes the text of `run.json`.
    fn amend(folder: &Path, from: &str, to: &str) {
        let path = folder.join(MANIFEST);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    #[test]
    fn a_whole_set_gives_its_manifest_back() {
        let out = set();
        let manifest = intact(out.path()).unwrap();
        assert_eq!(manifest.to_bytes(), fs::read(out.path().join(MANIFEST)).unwrap());
        amend(out.path(), "\"program\"", "\"of a later version\": [1], \"program\"");
        amend(out.path(), "\"exclusions\": false,", "");
        assert_eq!(intact(out.path()), Some(manifest));
    }

    #[test]
    fn a_set_that_is_not_whole_gives_nothing() {
        type Harm = fn(&Path);
        let harms: [(&str, Harm); 8] = [
            ("a file is missing", |out| fs::remove_file(out.join("a.csv")).unwrap()),
            ("a file was changed", |out| fs::write(out.join("a.csv"), "b").unwrap()),
            ("a file has grown", |out| fs::write(out.join("a.csv"), "aa").unwrap()),
            ("there is no list", |out| fs::remove_file(out.join(MANIFEST)).unwrap()),
            ("the list is torn", |out| fs::write(out.join(MANIFEST), "{\"program\"").unwrap()),
            ("the list is of another program", |out| amend(out, "onrecord ", "off ")),
            ("the list is empty", |out| amend(out, "\"files\"", "\"of old\"")),
            ("the list names what is ours", |out| {
                fs::create_dir(out.join(STATE)).unwrap();
                fs::rename(out.join("a.csv"), out.join(STATE).join("a.csv")).unwrap();
                amend(out, "a.csv", ".onrecord/a.csv");
            }),
        ];
        for (what, harm) in harms {
            let out = set();
            harm(out.path());
            assert_eq!(intact(out.path()), None, "{what}");
        }
    }
}
