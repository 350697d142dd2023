//! What a reader of the output folder can rely on, one promise a test.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use super::*;

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

/// The old reports stand, and a run that was to publish new ones was killed after so many renames.
fn killed_after(renames: usize) -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    published(out.path(), OLD);
    let mut publisher = written(out.path(), NEW);
    let manifest = manifest(&publisher, 1);
    let stale = stale::find(&publisher.layout, &publisher.files());
    let mut draft = publisher.draft(MANIFEST).unwrap();
    draft.write_all(&manifest).unwrap();
    publisher.keep(draft, 0).unwrap();
    let journal = publisher.journal(stale, None);
    let layout = publisher.layout.clone();
    switch::begin(&layout, &journal).unwrap();
    for step in journal.moves.iter().take(renames) {
        fs::rename(layout.drafts().join(&step.draft), out.path().join(&step.file.name)).unwrap();
    }
    out
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
fn a_switch_that_was_killed_is_completed_wherever_that_was() {
    for renames in 0..=NEW.len() + 1 {
        let out = killed_after(renames);
        assert!(is_pending(out.path()));
        let note = resume(out.path()).unwrap().unwrap();
        assert!(note.contains("they are in place now"), "{note}");
        assert_eq!(reports(out.path()), expected(NEW), "{renames}");
        assert!(intact(out.path()).is_some(), "{renames}");
        assert!(is_swept(out.path()), "{renames}");
        assert_eq!(resume(out.path()).unwrap(), None);
        assert!(!is_pending(out.path()));
    }
}

#[test]
fn a_run_completes_it_too_and_says_so() {
    let out = killed_after(2);
    let publisher = Publisher::open(out.path()).unwrap();
    assert_eq!(publisher.notes().len(), 1);
    drop(publisher);
    assert_eq!(reports(out.path()), expected(NEW));
    assert!(is_swept(out.path()));
}

#[test]
fn a_switch_that_cannot_go_on_is_undone() {
    let out = killed_after(2);
    let before = expected(OLD);
    let obstacle = out.path().join("charts/new.svg");
    fs::create_dir(&obstacle).unwrap();
    let note = resume(out.path()).unwrap().unwrap();
    assert!(note.contains("the older ones are back") && note.contains("new.svg"), "{note}");
    fs::remove_dir(&obstacle).unwrap();
    assert_eq!(reports(out.path()), before);
    assert!(intact(out.path()).is_some());
    assert!(!is_pending(out.path()));
}

#[test]
fn what_is_new_goes_again_when_a_switch_is_undone() {
    let out = killed_after(3);
    fs::remove_file(out.path().join(MANIFEST)).unwrap();
    fs::create_dir(out.path().join(MANIFEST)).unwrap();
    assert!(resume(out.path()).unwrap().unwrap().contains("the older ones are back"));
    fs::remove_dir(out.path().join(MANIFEST)).unwrap();
    assert_eq!(reports(out.path()), expected(OLD));
}

#[test]
fn a_journal_that_cannot_be_followed_changes_nothing() {
    type Harm = fn(&Layout);
    fn amend(layout: &Layout, from: &str, to: &str) {
        let text = fs::read_to_string(layout.journal()).unwrap();
        assert!(text.contains(from));
        fs::write(layout.journal(), text.replace(from, to)).unwrap();
    }
    let harms: [(&str, Harm); 9] = [
        ("torn", |layout| fs::write(layout.journal(), "{\"format\": 1, \"mov").unwrap()),
        ("foreign", |layout| fs::write(layout.journal(), "[]").unwrap()),
        ("of a later version", |layout| amend(layout, "\"format\": 1", "\"format\": 2")),
        ("leads out", |layout| amend(layout, "\"b.csv\"", "\"../b.csv\"")),
        ("leads into what is ours", |layout| amend(layout, "\"b.csv\"", "\".onrecord/lock\"")),
        ("takes drafts from elsewhere", |layout| amend(layout, "\"b.csv\"", "\"x/b.csv\"")),
        ("a draft is gone", |layout| fs::remove_file(layout.drafts().join("b.csv")).unwrap()),
        ("a draft was changed", |layout| {
            fs::write(layout.drafts().join("b.csv"), "bad b").unwrap();
        }),
        ("a folder", |layout| {
            fs::remove_file(layout.journal()).unwrap();
            fs::create_dir_all(layout.journal().join("x")).unwrap();
        }),
    ];
    for (what, harm) in harms {
        let out = killed_after(0);
        let before = files(out.path());
        harm(&Layout::new(out.path()));
        let note = resume(out.path()).unwrap().unwrap();
        assert!(note.contains("cannot be followed"), "{what}: {note}");
        assert!(!note.contains('\n'), "{what}: {note}");
        assert_eq!(files(out.path()), before, "{what}");
        assert!(!is_pending(out.path()), "{what}");
        published(out.path(), NEW);
        assert_eq!(reports(out.path()), expected(NEW), "{what}");
    }
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

/// Publishes one report with that text in a run of that second, and keeps two sets.
fn kept(folder: &Path, second: u32, text: &str) -> Published {
    let publisher = written(folder, &[("a.csv", text), ("charts/a.svg", text)]).keeping(2);
    let manifest = manifest(&publisher, second);
    publisher.publish(&manifest).unwrap()
}

/// Names of what is in the folder of sets, hidden ones too.
fn sets(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join(KEPT)).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_newest_sets_are_kept_whole_and_older_ones_go() {
    let out = tempfile::tempdir().unwrap();
    for second in 1..5 {
        let published = kept(out.path(), second, &second.to_string());
        assert_eq!(published.notes, [""; 0]);
    }
    assert_eq!(sets(out.path()), ["2026-11-27T104403Z", "2026-11-27T104404Z"]);
    for (set, text) in sets(out.path()).iter().zip(["3", "4"]) {
        let set = out.path().join(KEPT).join(set);
        assert!(intact(&set).is_some());
        assert_eq!(reports(&set), expected(&[("a.csv", text), ("charts/a.svg", text)]));
    }
}

#[test]
fn a_set_is_kept_once_however_often_the_same_is_published() {
    let out = tempfile::tempdir().unwrap();
    kept(out.path(), 1, "same");
    kept(out.path(), 2, "same");
    let again = intact(out.path()).unwrap().to_bytes();
    Publisher::open(out.path()).unwrap().keeping(2).republish(&again).unwrap();
    assert_eq!(sets(out.path()), ["2026-11-27T104401Z"]);
    kept(out.path(), 2, "other");
    kept(out.path(), 2, "another of that second");
    assert_eq!(sets(out.path()), ["2026-11-27T104402Z", "2026-11-27T104402Z-2"]);
}

#[test]
fn a_run_without_new_reports_keeps_those_that_stand() {
    let out = tempfile::tempdir().unwrap();
    published(out.path(), OLD);
    let manifest = intact(out.path()).unwrap().to_bytes();
    Publisher::open(out.path()).unwrap().keeping(2).republish(&manifest).unwrap();
    let set = out.path().join(KEPT).join("2026-11-27T104400Z");
    assert_eq!(reports(&set), expected(OLD));
    assert!(intact(&set).is_some());
}

#[test]
fn sets_that_people_changed_are_theirs() {
    let out = tempfile::tempdir().unwrap();
    (1..3).for_each(|second| drop(kept(out.path(), second, &second.to_string())));
    let set = |name: &str| out.path().join(KEPT).join(name);
    fs::write(set("2026-11-27T104401Z").join("a.csv"), "x").unwrap();
    fs::write(set("2026-11-27T104402Z").join("notes.txt"), "x").unwrap();
    for own in ["2020-01-01T000000Z", "for the editor", "2020-01-01"] {
        fs::create_dir(set(own)).unwrap();
    }
    kept(out.path(), 3, "3");
    let published = kept(out.path(), 4, "4");
    let note = published.notes.concat();
    for left in ["2026-11-27T104401Z", "2026-11-27T104402Z", "2020-01-01T000000Z"] {
        assert!(set(left).exists() && note.contains(left), "{note}");
    }
    assert!(!note.contains("editor"), "{note}");
    assert_eq!(sets(out.path()).len(), 7);
}

#[test]
fn no_half_set_is_ever_seen() {
    let out = tempfile::tempdir().unwrap();
    kept(out.path(), 1, "1");
    let layout = Layout::new(out.path());
    // Killed while it copied a set, while it took one away.
    fs::create_dir(layout.new_set()).unwrap();
    fs::rename(out.path().join("kept/2026-11-27T104401Z"), layout.old_set()).unwrap();
    kept(out.path(), 2, "2");
    assert_eq!(sets(out.path()), ["2026-11-27T104402Z"]);
    // Killed between the reports and their set.
    let publisher = written(out.path(), NEW);
    let manifest = manifest(&publisher, 3);
    publisher.publish(&manifest).unwrap();
    fs::rename(out.path().join("kept/2026-11-27T104402Z"), layout.new_set()).unwrap();
    let journal = Journal::new(Vec::new(), Vec::new(), Some("2026-11-27T104403Z".into()));
    fs::create_dir(layout.drafts()).unwrap();
    journal.write(&layout).unwrap();
    resume(out.path()).unwrap();
    assert_eq!(sets(out.path()), ["2026-11-27T104403Z"]);
}
