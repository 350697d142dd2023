//! Runs that something or somebody disturbs: obstacles in the output folder, switches that a killed
//! run left half done, sets that are kept. `.ci/faults` does what needs time or root.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A paragraph with a quotation; the people are invented.
const STORY: &str = "Council weighs aid package\n\n\
    Sen. Mira Oakes (R-Ohio) said Monday that the vote would come soon. \
    “We must not abandon Ukraine,” Oakes said. “Russia started this war.”\n";

/// A folder with articles in `news`.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(project.path("news")).unwrap();
        project.tell("Oakes");
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// From here on the article is about somebody of that name.
    fn tell(&self, name: &str) {
        fs::write(self.path("news/a.txt"), STORY.replace("Oakes", name)).unwrap();
    }

    /// `onrecord ARGUMENTS` in the project's folder; gives what it prints.
    fn run(&self, arguments: &[&str], code: i32) -> String {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.folder.path()).args(arguments).timeout(Duration::from_secs(600));
        let output = command.assert().code(code).get_output().clone();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    }

    /// The reports in a folder by name, as bytes.
    fn reports(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let files = listed(&self.path(out));
        let name = |file: &Value| file["name"].as_str().unwrap().to_owned();
        let names = files.iter().map(name);
        names.map(|name| (name.clone(), fs::read(self.path(out).join(name)).unwrap())).collect()
    }

    /// Reports of one article in `old`, of another in `new`.
    fn old_and_new(&self) -> [BTreeMap<String, Vec<u8>>; 2] {
        self.run(&["news", "--out", "old"], 0);
        self.tell("Pell");
        self.run(&["news", "--out", "new"], 0);
        ["old", "new"].map(|out| self.reports(out))
    }

    /// In `old` a run was killed that was to put in place what stands in `new`: this file is there
    /// already, the others are still drafts.
    fn break_off(&self, moved: &str) {
        let (old, new) = (self.path("old"), self.path("new"));
        let drafts = old.join(".onrecord/drafts");
        fs::create_dir(&drafts).unwrap();
        let run = fs::read(new.join("run.json")).unwrap();
        let blake3 = blake3::hash(&run).to_hex().to_string();
        let run = json!({ "name": "run.json", "rows": 0, "bytes": run.len(), "blake3": blake3 });
        let moves: Vec<Value> = listed(&new)
            .into_iter()
            .chain([run])
            .map(|file| {
                let name = file["name"].as_str().unwrap();
                let draft = name.replace('/', "+");
                let place = if name == moved { old.join(name) } else { drafts.join(&draft) };
                fs::copy(new.join(name), place).unwrap();
                json!({ "draft": draft, "file": file })
            })
            .collect();
        let journal = json!({ "format": 1, "moves": moves, "stale": [], "set": null });
        fs::write(old.join(".onrecord/journal.json"), journal.to_string()).unwrap();
    }
}

/// What `run.json` lists.
fn listed(out: &Path) -> Vec<Value> {
    let run: Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    run["files"].as_array().unwrap().clone()
}

#[test]
fn whatever_the_next_run_does_it_completes_a_switch_first() {
    for (arguments, code) in [
        (&["nowhere", "--out", "old"][..], 3),
        (&["news", "--out", "old", "--lexicons", "nowhere"], 2),
        (&["news", "--out", "old"], 0),
    ] {
        let project = Project::new();
        let [_, new] = project.old_and_new();
        project.break_off("speakers.csv");
        let said = project.run(arguments, code);
        assert!(
            said.contains("an earlier run was stopped while it put reports into old"),
            "{said}"
        );
        assert_eq!(project.reports("old"), new, "{arguments:?}");
        assert!(!project.path("old/.onrecord/journal.json").exists());
    }
}

#[test]
fn the_run_that_completes_a_switch_tells_of_it_in_run_json() {
    let project = Project::new();
    project.old_and_new();
    project.break_off("speakers.csv");
    project.run(&["news", "--out", "old", "--quiet"], 0);
    let run = fs::read_to_string(project.path("old/run.json")).unwrap();
    assert!(run.contains("an earlier run was stopped"), "{run}");
}

#[test]
fn a_dry_run_leaves_a_broken_switch_and_says_so() {
    let project = Project::new();
    project.old_and_new();
    project.break_off("speakers.csv");
    let before = fs::read(project.path("old/parties.csv")).unwrap();
    let said = project.run(&["news", "--out", "old", "--dry-run"], 0);
    assert!(said.contains("the next completes that"), "{said}");
    assert_eq!(fs::read(project.path("old/parties.csv")).unwrap(), before);
    assert!(project.path("old/.onrecord/journal.json").exists());
}

#[test]
fn a_journal_that_cannot_be_followed_costs_one_line() {
    let project = Project::new();
    let [old, new] = project.old_and_new();
    fs::write(project.path("old/.onrecord/journal.json"), "{\"format\": 1").unwrap();
    let said = project.run(&["nowhere", "--out", "old"], 3);
    assert_eq!(said.matches("cannot be followed").count(), 1, "{said}");
    assert_eq!(project.reports("old"), old);
    let said = project.run(&["news", "--out", "old"], 0);
    assert!(!said.contains("cannot be followed"), "{said}");
    assert_eq!(project.reports("old"), new);
}

#[test]
fn what_is_in_the_way_of_a_report_is_named() {
    let project = Project::new();
    let [old, _] = project.old_and_new();
    let place = project.path("old/parties.csv");
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    let said = project.run(&["news", "--out", "old"], 74);
    assert!(said.contains("parties.csv: a folder is in its place; move it away"), "{said}");
    fs::remove_dir(&place).unwrap();
    fs::write(&place, &old["parties.csv"]).unwrap();
    let writable = fs::metadata(&place).unwrap().permissions();
    let mut closed = writable.clone();
    closed.set_readonly(true);
    fs::set_permissions(&place, closed).unwrap();
    let said = project.run(&["news", "--out", "old"], 74);
    assert!(said.contains("parties.csv: the file there is read-only"), "{said}");
    assert_eq!(project.reports("old"), old);
    fs::set_permissions(&place, writable).unwrap();
    project.run(&["news", "--out", "old"], 0);
}

#[test]
fn sets_are_kept_on_request_and_are_no_articles() {
    let project = Project::new();
    fs::write(
        project.path("onrecord.toml"),
        "paths = [\"news\"]\nout = \"news/reports\"\nkeep = 2\n",
    )
    .unwrap();
    for name in ["Oakes", "Pell", "Quince"] {
        project.tell(name);
        project.run(&["run"], 0);
    }
    let kept = project.path("news/reports/kept");
    let mut sets: Vec<PathBuf> =
        fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().path()).collect();
    sets.sort();
    assert_eq!(sets.len(), 2, "{sets:?}");
    let speaker = |out: &Path| fs::read_to_string(out.join("speakers.csv")).unwrap();
    assert!(speaker(&sets[0]).contains("Pell") && speaker(&sets[1]).contains("Quince"));
    for set in &sets {
        for file in listed(set) {
            let bytes = fs::read(set.join(file["name"].as_str().unwrap())).unwrap();
            assert_eq!(file["blake3"], blake3::hash(&bytes).to_hex().as_str());
        }
    }
    // A set that was moved among the articles, and a run that writes elsewhere.
    fs::rename(&sets[0], project.path("news/moved")).unwrap();
    project.run(&["run", "--out", "elsewhere", "--keep", "0"], 0);
    let articles = fs::read_to_string(project.path("elsewhere/articles.csv")).unwrap();
    assert_eq!(articles.lines().count(), 2, "{articles}");
    assert!(!project.path("elsewhere/kept").exists());
}
