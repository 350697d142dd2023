//! What a reader of the output folder can rely on, one promise a test.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use super::*;

mod kept;
mod resume;

/// Reports by name.
type Reports<'a> = &'a [(&'a str, &'a str)];

const OLD: Reports<'_> = &[("a.csv", "old a"), ("b.csv", "old b"), ("charts/old.svg", "old")];
const NEW: Reports<'_> = &[("a.csv", "new a"), ("b.csv", "new b"), ("charts/new.svg", "new")];

/// Begun at that second, a run has written `reports` and is about to publish them.
fn written(folder: &Path, reports: Reports<'_>) -> Publisher {
    let mut publisher = Publisher::open(folder).unwrap();
    for (name, text) in reports {
        let mut draft = publisher.draft(name).unwrap();
        draft.write_all(text.as_bytes()).unwrap();
        publisher.keep(draft, 0).unwrap();
    }
    publisher
}

/// What `run.json` says of them.
fn manifest(publisher: &Publisher, second: u32) -> Vec<u8> {
    let manifest = Manifest {
        program: "onrecord 0.0.0".to_owned(),
        started: format!("2026-11-27T10:44:{second:02}Z"),
        files: publisher.files(),
        ..Manifest::default()
    };
    manifest.to_bytes()
}

fn published(folder: &Path, reports: Reports<'_>) {
    let publisher = written(folder, reports);
    let manifest = manifest(&publisher, 0);
    publisher.publish(&manifest).unwrap();
}

/// All files below `folder` but those in the folder of what is ours.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            if name != STATE {
                let below = self::files(&entry.path()).into_iter();
                files.extend(below.map(|(file, text)| (format!("{name}/{file}"), text)));
            }
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

/// As [`files`], without `run.json`.
fn reports(folder: &Path) -> BTreeMap<String, String> {
    let mut files = files(folder);
    files.remove(MANIFEST);
    files
}

fn expected(reports: Reports<'_>) -> BTreeMap<String, String> {
    reports.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// Nothing of a run but the lock is left.
fn is_swept(folder: &Path) -> bool {
    let left = fs::read_dir(folder.join(STATE)).unwrap().map(|entry| entry.unwrap().file_name());
    left.eq(["lock"])
}

#[test]
fn a_run_that_fails_leaves_the_old_reports() {
    let out = tempfile::tempdir().unwrap();
    published(out.path(), OLD);
    let before = files(out.path());
    let publisher = written(out.path(), NEW);
    publisher.draft("c.csv").unwrap().write_all(b"half").unwrap();
    drop(publisher);
    assert_eq!(files(out.path()), before);
    assert!(is_swept(out.path()));
}

#[test]
fn a_run_that_succeeds_replaces_them_and_leaves_nothing_else() {
    let out = tempfile::tempdir().unwrap();
    published(out.path(), OLD);
    fs::create_dir_all(out.path().join(STATE).join("drafts/of a killed run")).unwrap();
    published(out.path(), NEW);
    assert_eq!(reports(out.path()), expected(NEW));
    assert!(is_swept(out.path()));
    assert!(intact(out.path()).is_some());
}

#[test]
fn a_list_of_files_has_size_rows_and_hash() {
    let out = tempfile::tempdir().unwrap();
    let mut publisher = written(out.path(), &[("a.csv", "new")]);
    let draft = publisher.draft("b.csv").unwrap();
    publisher.keep(draft, 7).unwrap();
    let files = publisher.files();
    assert_eq!((files[0].bytes, files[0].rows), (3, 0));
    assert_eq!((files[1].bytes, files[1].rows), (0, 7));
    assert_eq!(files[0].blake3, blake3::hash(b"new").to_hex().to_string());
}

#[test]
fn reports_that_are_no_more_go_unless_a_person_changed_them() {
    let out = tempfile::tempdir().unwrap();
    let charts = out.path().join("charts");
    let svgs = [("charts/a.svg", "a"), ("charts/b.svg", "b"), ("charts/c.svg", "c"), ("r", "r")];
    published(out.path(), &svgs);
    fs::write(charts.join("b.svg"), "changed by a person").unwrap();
    fs::write(charts.join("own.svg"), "of a person").unwrap();
    published(out.path(), &[("charts/a.svg", "new")]);
    let left = [
        ("charts/a.svg", "new"),
        ("charts/b.svg", "changed by a person"),
        ("charts/own.svg", "of a person"),
    ];
    assert_eq!(reports(out.path()), expected(&left));
    let emptied = tempfile::tempdir().unwrap();
    published(emptied.path(), &[("charts/a.svg", "a")]);
    published(emptied.path(), &[("r.html", "r")]);
    assert!(!emptied.path().join("charts").exists());
}

#[test]
fn an_old_list_of_files_removes_nothing_outside() {
    let out = tempfile::tempdir().unwrap();
    let (inside, outside) = (out.path().join("in"), out.path().join("x.csv"));
    fs::create_dir(&inside).unwrap();
    fs::write(&outside, "x").unwrap();
    let blake3 = blake3::hash(b"x").to_hex().to_string();
    let names = ["../x.csv".to_owned(), outside.to_string_lossy().into_owned(), "up/x.csv".into()];
    let listed = |name| FileEntry { name, rows: 0, bytes: 1, blake3: blake3.clone() };
    let program = "onrecord 0.0.0".to_owned();
    let files = names.map(listed).into();
    let old = Manifest { program, files, ..Manifest::default() };
    fs::write(inside.join(MANIFEST), old.to_bytes()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(out.path(), inside.join("up")).unwrap();
    published(&inside, &[("a.csv", "a")]);
    assert!(outside.exists());
}

#[test]
fn a_new_run_json_leaves_the_reports_as_they_are() {
    let out = tempfile::tempdir().unwrap();
    published(out.path(), OLD);
    let manifest = Manifest { seconds: 7.0, ..intact(out.path()).unwrap() };
    Publisher::open(out.path()).unwrap().republish(&manifest.to_bytes()).unwrap();
    assert_eq!(reports(out.path()), expected(OLD));
    assert_eq!(intact(out.path()), Some(manifest));
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let out = tempfile::tempdir().unwrap();
    let _first = Publisher::open(out.path()).unwrap();
    assert!(matches!(Publisher::open(out.path()), Err(PublishError::Busy { .. })));
    fs::write(Layout::new(out.path()).journal(), "of the first").unwrap();
    assert!(matches!(resume(out.path()), Err(PublishError::Busy { .. })));
}

#[test]
fn what_is_in_the_way_is_said_before_anything_is_replaced() {
    type Obstacle = fn(&Path);
    let obstacles: [(&str, Obstacle); 3] = [
        ("a folder is in its place", |out| {
            fs::remove_file(out.join("b.csv")).unwrap();
            fs::create_dir(out.join("b.csv")).unwrap();
        }),
        ("read-only", |out| {
            let mut permissions = fs::metadata(out.join("b.csv")).unwrap().permissions();
            permissions.set_readonly(true);
            fs::set_permissions(out.join("b.csv"), permissions).unwrap();
        }),
        ("in the place of a folder", |out| {
            fs::remove_dir_all(out.join("charts")).unwrap();
            fs::write(out.join("charts"), "of a person").unwrap();
        }),
    ];
    for (why, obstacle) in obstacles {
        // Before the run, and while it writes.
        let out = tempfile::tempdir().unwrap();
        published(out.path(), OLD);
        let publisher = written(out.path(), NEW);
        let manifest = manifest(&publisher, 1);
        obstacle(out.path());
        let before = reports(out.path());
        let error = publisher.publish(&manifest).unwrap_err();
        let PublishError::Write { source, .. } = error else { panic!("{error}") };
        assert!(source.to_string().contains(why), "{source}");
        assert_eq!(reports(out.path()), before, "{why}");
        let publisher = Publisher::open(out.path()).unwrap();
        let early = NEW.iter().find_map(|(name, _)| publisher.draft(name).err());
        assert!(early.is_some(), "{why}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_what_is_ours_is_not_followed() {
    let (out, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), out.path().join("charts")).unwrap();
    let publisher = Publisher::open(out.path()).unwrap();
    assert!(publisher.draft("charts/a.svg").is_err());
    drop(publisher);
    fs::remove_dir_all(out.path().join(STATE)).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), out.path().join(STATE)).unwrap();
    assert!(Publisher::open(out.path()).is_err());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn a_run_that_is_asked_to_stop_leaves_no_trace() {
    let out = tempfile::tempdir().unwrap();
    published(out.path(), OLD);
    let before = files(out.path());
    let stop = Stop::default();
    let publisher = written(out.path(), NEW).keeping(1).stopping_on(stop.clone());
    let manifest = manifest(&publisher, 1);
    let mut draft = publisher.draft("c.csv").unwrap();
    draft.write_all(b"c").unwrap();
    stop.store(130, Ordering::Relaxed);
    assert!(draft.write_all(b"c").is_err());
    assert!(matches!(publisher.publish(&manifest), Err(PublishError::Stopped)));
    assert_eq!(files(out.path()), before);
    assert!(is_swept(out.path()));
}

#[test]
#[cfg(unix)]
fn a_folder_that_is_taken_away_is_no_success() {
    let out = tempfile::tempdir().unwrap();
    let publisher = written(out.path(), NEW);
    let manifest = manifest(&publisher, 1);
    fs::remove_dir_all(out.path()).unwrap();
    assert!(publisher.publish(&manifest).is_err());
    // Another run may have it by now, and is not hindered.
    let publisher = written(out.path(), NEW);
    fs::remove_file(out.path().join(STATE).join("lock")).unwrap();
    let second = written(out.path(), OLD);
    assert!(publisher.publish(&manifest).is_err());
    second.publish(&manifest).unwrap();
    assert_eq!(reports(out.path()), expected(OLD));
}

#[test]
#[cfg(unix)]
fn files_and_folders_have_the_modes_of_any_new_one() {
    use std::os::unix::fs::PermissionsExt;
    let out = tempfile::tempdir().unwrap();
    let publisher = written(out.path(), NEW).keeping(1);
    let manifest = manifest(&publisher, 1);
    publisher.publish(&manifest).unwrap();
    let own = tempfile::tempdir().unwrap();
    fs::write(own.path().join("file"), "").unwrap();
    fs::create_dir(own.path().join("folder")).unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode();
    let (file, folder) = (mode(own.path().join("file")), mode(own.path().join("folder")));
    let set = "kept/2026-11-27T104401Z";
    for name in ["a.csv", "run.json", "charts/new.svg"] {
        assert_eq!(mode(out.path().join(name)), file, "{name}");
        assert_eq!(mode(out.path().join(set).join(name)), file, "{name}");
    }
    for name in ["charts", "kept", set] {
        assert_eq!(mode(out.path().join(name)), folder, "{name}");
    }
}
