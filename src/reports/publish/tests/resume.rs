//! What a killed run left is completed, undone where something is in the way, or told of.

use super::*;

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
