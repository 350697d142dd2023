//! `--log json`: every line on standard error is an object, whatever happens, and the last one of a
//! run has its figures; `run.json` has the same for whoever looks later.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const STORY: &str = "Council weighs aid package\n\n\
    “We must not abandon Ukraine,” said Sen. Mira Oakes (R-Ohio). “Russia started this war.”\n";

/// A folder with an article, an empty one, and one of a name that steers terminals.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    for (name, text) in [("a.txt", STORY), ("b.txt", ""), ("c\u{1b}[2J\u{9b}.txt", "")] {
        fs::write(folder.path().join("news").join(name), text).unwrap();
    }
    folder
}

/// The objects on standard error; every line must be one.
fn log(folder: &Path, arguments: &[&str], code: i32) -> Vec<Value> {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    let output =
        command.current_dir(folder).args(arguments).assert().code(code).get_output().clone();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(!text.chars().any(|c| c != '\n' && c.is_control()), "{text:?}");
    let lines = text.lines().map(|line| {
        serde_json::from_str(line).unwrap_or_else(|e| panic!("{arguments:?}: {e}: {line}"))
    });
    let lines: Vec<Value> = lines.collect();
    for line in &lines {
        let time = line["time"].as_str().unwrap();
        assert!(time.ends_with('Z') && time.len() == "2025-01-01T00:00:00.000Z".len(), "{time}");
        let level = line["level"].as_str().unwrap();
        assert!(["info", "warning", "error"].contains(&level), "{line}");
        assert!(!line["message"].as_str().unwrap().is_empty(), "{line}");
    }
    lines
}

#[test]
fn a_run_says_objects_and_its_figures_last() {
    let folder = project();
    let lines = log(folder.path(), &["news", "--log", "json"], 0);
    let skipped: Vec<&Value> = lines.iter().filter(|line| line["event"] == "skipped").collect();
    assert_eq!(skipped.len(), 2);
    assert!(skipped.iter().all(|line| line["level"] == "warning"), "{skipped:?}");
    assert!(skipped[1]["path"].as_str().unwrap().contains("c\\u{1b}[2J"), "{skipped:?}");

    let last = lines.last().unwrap();
    assert_eq!((&last["event"], &last["level"]), (&"done".into(), &"info".into()));
    assert_eq!((&last["exit_code"], &last["out"]), (&0.into(), &"reports".into()));
    let run: Value =
        serde_json::from_slice(&fs::read(folder.path().join("reports/run.json")).unwrap()).unwrap();
    for field in ["counts", "seconds", "exit_code", "lexicons", "config"] {
        assert_eq!(last[field], run[field], "{field}");
    }
    assert_eq!((&run["ok"], &run["counts"]["unread"]), (&true.into(), &2.into()));
    let [started, finished] = ["started", "finished"].map(|field| run[field].as_str().unwrap());
    assert!(started <= finished && finished.ends_with('Z'), "{started} {finished}");
}

#[test]
fn too_many_skipped_articles_are_an_error_even_where_a_run_is_quiet() {
    let folder = project();
    for quiet in [true, false] {
        let mut arguments = vec!["news", "--log=json", "--max-skipped", "1"];
        arguments.extend(quiet.then_some("--quiet"));
        let lines = log(folder.path(), &arguments, 1);
        assert_eq!(lines.len() == 1, quiet, "{lines:?}");
        let error = lines.iter().find(|line| line["level"] == "error").unwrap();
        assert_eq!(error["event"], "too_many_skipped");
        assert!(error["message"].as_str().unwrap().starts_with("2 articles could not be read"));
        assert_eq!(quiet, lines.last().unwrap()["event"] != "done");
    }
    let run: Value =
        serde_json::from_slice(&fs::read(folder.path().join("reports/run.json")).unwrap()).unwrap();
    assert_eq!((&run["ok"], &run["exit_code"]), (&false.into(), &1.into()));
}

#[test]
fn articles_of_other_days_are_no_failures() {
    let folder = project();
    fs::write(folder.path().join("news/old.txt"), format!("2020-01-02\n\n{STORY}")).unwrap();
    let arguments = ["news", "--log", "json", "--since", "2025-01-01", "--max-skipped", "2"];
    let lines = log(folder.path(), &arguments, 0);
    let counts = &lines.last().unwrap()["counts"];
    assert_eq!((&counts["skipped"], &counts["unread"]), (&3.into(), &2.into()));
}

#[test]
fn errors_are_objects_too() {
    let folder = project();
    fs::write(folder.path().join("wrong.toml"), "pahts = []\n").unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for (arguments, code, said) in [
        (&["news", "--log", "json", "--no-such-flag"][..], 2, "--no-such-flag"),
        (&["news", "--log=json", "--jobs", "none"], 2, "none"),
        (&["news", "--log", "json", "--config", "wrong.toml"], 2, "wrong.toml:1:1"),
        (&["nowhere", "--log", "json"], 3, "no such file or folder"),
        (&["news", "--quiet", "--log", "json", "--out", "file"], 74, "cannot write"),
    ] {
        let lines = log(folder.path(), arguments, code);
        let [line] = &lines[..] else { panic!("{arguments:?}: {lines:?}") };
        assert_eq!((&line["event"], &line["level"]), (&"failed".into(), &"error".into()));
        assert_eq!(line["exit_code"], code, "{line}");
        assert!(line["message"].as_str().unwrap().contains(said), "{line}");
    }
}
