//! Whether the reports in a folder are a whole set, byte for byte as their run left them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path};

use rayon::prelude::*;

use super::STATE;
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
    let manifest = Manifest::parse(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
    let ours = manifest.program.starts_with(PROGRAM) && !manifest.files.is_empty();
    let whole = || manifest.files.par_iter().all(|entry| is_as_listed(folder, entry));
    (ours && whole()).then_some(manifest)
}

/// Whether the file of `entry` is in `folder` as the entry says.
pub(super) fn is_as_listed(folder: &Path, entry: &FileEntry) -> bool {
    let path = folder.join(&entry.name);
    is_inside(&entry.name)
        && path.symlink_metadata().is_ok_and(|file| file.is_file() && file.len() == entry.bytes)
        && hash(&path).is_ok_and(|hash| hash == entry.blake3)
}

/// Whether a file of that name lies in the output folder, wherever the name comes from: no part of
/// it leads out of the folder or into what is ours.
pub(super) fn is_inside(name: &str) -> bool {
    let path = Path::new(name);
    path.components().all(|part| matches!(part, Component::Normal(_)))
        && path.components().next().is_some_and(|part| part.as_os_str() != STATE)
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

    #[test]
    fn names_that_lead_elsewhere_are_not_inside() {
        for (name, inside) in [
            ("a.csv", true),
            ("charts/a.svg", true),
            ("../a.csv", false),
            ("charts/../../a.csv", false),
            ("/etc/passwd", false),
            (".onrecord/lock", false),
            ("", false),
            (".", false),
        ] {
            assert_eq!(is_inside(name), inside, "{name}");
        }
    }
}
