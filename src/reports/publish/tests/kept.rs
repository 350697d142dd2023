//! Sets that are kept.

use super::*;

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
