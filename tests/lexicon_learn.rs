//! `onrecord lexicon learn`: hand-coded data in, a lexicon out that scores texts, that every
//! command can leave out, and that overwrites nobody's work. The people are invented.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

fn onrecord(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.args(arguments).write_stdin(input).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Words that no lexicon knows, each with one label, said of many.
const CODED: &[(&str, i8)] = &[
    ("frobbed the meadow all day", 1),
    ("zorbed the meadow all day", -1),
    ("crossed the meadow at noon", 0),
];

fn gold() -> String {
    let mut lines = String::new();
    for (i, name) in ["Orr", "Ada Quill", "Brannock", "Tolland", "Sela"].iter().enumerate() {
        for (words, label) in CODED {
            let end = name.len();
            let line = format!(
                r#"{{"id":"a{i}_{label}","text":"{name} {words}.","target":{{"start":0,"end":{end}}},"label":{label}}}"#
            );
            writeln!(lines, "{line}").unwrap();
        }
    }
    lines
}

/// A folder with gold and what was learned from it.
fn learned(more: &[&str]) -> (TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gold.jsonl"), gold()).unwrap();
    fs::create_dir(folder.path().join("lexicons")).unwrap();
    let output = learn(folder.path(), more);
    (folder, output)
}

fn learn(folder: &Path, more: &[&str]) -> Output {
    let gold = folder.join("gold.jsonl");
    let out = folder.join("lexicons/learned.csv");
    let (gold, out) = (gold.to_str().unwrap(), out.to_str().unwrap());
    let fixed = ["lexicon", "learn", "--gold", gold, "--out", out, "--l2", "1"];
    onrecord(&[&fixed, more].concat(), "")
}

/// The label of a sentence about somebody the gold does not know.
fn label(sentence: &str, options: &[&str]) -> String {
    let request = format!(r#"{{"text":"Mirel {sentence}.","target":{{"start":0,"end":5}}}}"#);
    let output = onrecord(&[&["stance"], options].concat(), &request);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["label"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_learned_scores_texts_until_it_is_left_out() {
    let (folder, output) = learned(&["--article", "^(a[0-9])_"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.contains("15 examples of 5 articles"), "{told}");
    assert!(told.contains("cross-validated     1.0000"), "{told}");
    let lexicons = folder.path().join("lexicons");
    let lexicons = lexicons.to_str().unwrap();
    for (words, gold) in CODED {
        let expected = ["unfavourable", "neutral", "favourable"][usize::from((gold + 1) as u8)];
        assert_eq!(label(words, &["--lexicons", lexicons]), expected, "{words}");
        let without = label(words, &["--lexicons", lexicons, "--without", "learned"]);
        assert_eq!(without, "neutral", "{words}");
    }
    let list = text(&onrecord(&["lexicon", "list", "--lexicons", lexicons], "").stdout);
    assert!(list.contains("learned.csv") && list.contains("lexicons"), "{list}");
}

#[test]
fn the_reasons_are_told_and_left_out_in_every_command() {
    let (folder, _) = learned(&[]);
    let lexicons = folder.path().join("lexicons");
    let lexicons = lexicons.to_str().unwrap();
    let article = "“Russia frobbed the meadow all day,” said Senator Ada Quill.\n";
    let path = folder.path().join("a.txt");
    fs::write(&path, article).unwrap();
    let explain = |more: &[&str]| {
        let all = [&["explain", "-", "--lexicons", lexicons], more].concat();
        text(&onrecord(&all, article).stdout)
    };
    assert!(explain(&[]).contains("learned from hand-coded data"), "{}", explain(&[]));
    assert!(!explain(&["--without", "learned"]).contains("learned from"));
    let evidence = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        let fixed = ["run", path.to_str().unwrap(), "--lexicons", lexicons, "--quiet", "--out"];
        let output = onrecord(&[&fixed[..], &[out.to_str().unwrap()], more].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        fs::read_to_string(out.join("evidence.csv")).unwrap()
    };
    assert!(evidence("with", &[]).contains("learned.csv"));
    assert!(!evidence("without", &["--without", "learned"]).contains("learned.csv"));
}

#[test]
fn a_file_that_somebody_else_wrote_is_kept() {
    let (folder, _) = learned(&[]);
    assert_eq!(learn(folder.path(), &[]).status.code(), Some(0), "its own file is written again");
    let path = folder.path().join("lexicons/learned.csv");
    fs::write(&path, "feature,zone,unfavourable,favourable\n").unwrap();
    let output = learn(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("was not written by learning"));
    assert_eq!(fs::read_to_string(path).unwrap(), "feature,zone,unfavourable,favourable\n");
}

#[test]
fn faulty_lines_are_all_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("lexicons")).unwrap();
    let faulty = format!("{{\"id\":1}}\n{}not json\n", gold());
    fs::write(folder.path().join("gold.jsonl"), faulty).unwrap();
    let output = learn(folder.path(), &[]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("2 faulty lines"), "{told}");
    assert!(told.contains("gold.jsonl:1: has to hold one of"), "{told}");
    assert!(told.contains("gold.jsonl:17: expected"), "{told}");
    assert!(!folder.path().join("lexicons/learned.csv").exists());
}

#[test]
fn a_lexicon_with_a_fault_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("learned.csv");
    fs::write(path, "feature,zone,unfavourable,favourable\nthug,stem,much,0\n").unwrap();
    let lexicons = folder.path().to_str().unwrap();
    for command in [&["stance"][..], &["lexicon", "check"]] {
        let output = onrecord(&[command, &["--lexicons", lexicons]].concat(), "");
        let told = text(&output.stderr) + &text(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("learned.csv:2:11: unfavourable"), "{told}");
    }
}
