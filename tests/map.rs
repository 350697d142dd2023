//! Readings made apart: `map` and `report` make the reports that `run` makes, to the byte, however
//! the Readings are parted, packed and shuffled on their way.

#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn onrecord(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("onrecord"));
    command.current_dir(folder);
    command
}

/// Runs the command with `input`; it has to end well.
fn filter(folder: &Path, args: &[&str], input: &[u8]) -> Vec<u8> {
    let output = feed(folder, args, input);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn feed(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = onrecord(folder);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        // Who has enough closes the pipe.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

/// Articles of all sorts, one a line. The people are invented.
fn lines() -> Vec<String> {
    let said = |words: &str| format!("“{words},” Mira Oakes, a Democrat, said in Kyiv on Monday.");
    let record = |id: usize, text: String| {
        let day = format!("2025-03-{:02}", 1 + id % 28);
        json!({ "id": format!("a{id:03}"), "date": day, "text": text }).to_string()
    };
    let mut lines: Vec<String> = (0..40)
        .map(|i| match i % 4 {
            0 => said(&format!("We must not abandon Ukraine in winter {i}")),
            1 => said(&format!("Russia started this war, and year {i} shows it")),
            2 => said("Putin is a thug"),
            _ => said(&format!("Zażółć gęślą\u{2028}jaźń, Trump was right {i} times")),
        })
        .enumerate()
        .map(|(i, text)| record(i, text))
        .collect();
    lines.push("{\"id\": \"cut off\", \"text\": \"“We".to_owned());
    lines.push(String::new());
    lines.push(json!({ "text": said("Nobody gave this article a name") }).to_string());
    lines.push(record(3, said("Another article has my name")));
    lines.push("\u{0}\u{1}".to_owned());
    lines.push(r#"{"id": "lone", "text": "“No \ud800,” Mira Oakes said of Putin."}"#.to_owned());
    lines.push(
        json!({ "id": "de", "text": "Der Rat hat am Montag beschlossen, dass die Brücke in \
                       diesem Jahr nicht mehr gebaut wird, sagte der Bürgermeister der Stadt." })
        .to_string(),
    );
    lines
}

fn project() -> (TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let text = lines().join("\n") + "\n";
    fs::write(folder.path().join("news.jsonl"), &text).unwrap();
    (folder, text.into_bytes())
}

/// All reports but `run.json` by name, and of that what does not tell of time and work.
fn reports(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.strip_prefix(folder).unwrap().display().to_string();
            if entry.is_dir() && !name.starts_with('.') {
                folders.push(entry);
            } else if name == "run.json" {
                files.push((name, manifest(&entry)));
            } else if entry.is_file() {
                files.push((name, fs::read(entry).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// `run.json` without when it was, how long it took, and what of it earlier runs had done.
fn manifest(path: &Path) -> Vec<u8> {
    let mut manifest: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    for name in ["started", "finished", "seconds", "work"] {
        assert!(manifest.as_object_mut().unwrap().remove(name).is_some(), "{name}");
    }
    manifest.to_string().into_bytes()
}

fn assert_same(a: &Path, b: &Path) {
    let (a, b) = (reports(a), reports(b));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    for ((name, a), (_, b)) in a.iter().zip(&b) {
        assert!(a == b, "{name} differs");
    }
}

const FORMATS: &str = "csv,html,xlsx";

#[test]
fn run_is_map_and_report() {
    let (folder, text) = project();
    let dir = folder.path();
    filter(dir, &["run", "news.jsonl", "--out", "whole", "--formats", FORMATS], b"");
    let readings = filter(dir, &["map", "--name", "news.jsonl"], &text);
    assert_eq!(readings.split_inclusive(|&b| b == b'\n').count(), lines().len() - 1);
    fs::write(dir.join("readings.jsonl"), &readings).unwrap();
    filter(dir, &["report", "readings.jsonl", "--out", "one", "--formats", FORMATS], b"");
    assert_same(&dir.join("whole"), &dir.join("one"));
    filter(dir, &["report", "-", "--out", "piped", "--formats", FORMATS], &readings);
    assert_same(&dir.join("whole"), &dir.join("piped"));
}

#[test]
fn parts_come_in_any_order_and_packing() {
    let (folder, _) = project();
    let dir = folder.path();
    filter(dir, &["run", "news.jsonl", "--out", "whole"], b"");
    let parts = dir.join("parts");
    fs::create_dir(&parts).unwrap();
    fs::write(parts.join("_SUCCESS"), "").unwrap();
    fs::write(parts.join(".part-00000.crc"), "crc").unwrap();
    for part in 0..3 {
        // Every third line, the last first, each with its place as a cluster knows it.
        let wanted = |(i, line): &(usize, String)| i % 3 == part && !line.is_empty();
        let lines: Vec<(usize, String)> = lines().into_iter().enumerate().filter(wanted).collect();
        let lines = lines.into_iter().rev();
        let placed = lines.map(|(i, line)| format!("news.jsonl:{}\t{line}\n", i + 1));
        let placed: String = placed.collect();
        let readings = filter(dir, &["map", "--placed"], placed.as_bytes());
        match part {
            0 => fs::write(parts.join("part-00000"), readings).unwrap(),
            1 => {
                let file = File::create(parts.join("part-00001.gz")).unwrap();
                let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
                packed.write_all(&readings).unwrap();
                packed.finish().unwrap();
            }
            _ => {
                let packed = zstd::encode_all(&readings[..], 3).unwrap();
                fs::write(parts.join("part-00002.zst"), packed).unwrap();
            }
        }
    }
    fs::write(parts.join("part-00003"), "").unwrap();
    filter(dir, &["report", "parts", "--out", "again", "--jobs", "3"], b"");
    assert_same(&dir.join("whole"), &dir.join("again"));
}

#[test]
fn nothing_in_is_nothing_out() {
    let (folder, _) = project();
    for input in ["", "\n\n  \n"] {
        assert_eq!(filter(folder.path(), &["map"], input.as_bytes()), b"", "{input:?}");
    }
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let (folder, text) = project();
    let mut command = onrecord(folder.path());
    let child = command.arg("map").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for line in text.split_inclusive(|&b| b == b'\n').take(3) {
        stdin.write_all(line).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        let reading: Value = serde_json::from_str(&answer).unwrap();
        assert!(reading["article"].as_str().unwrap().starts_with('a'), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn who_reads_no_further_ends_the_filter() {
    let (folder, text) = project();
    let mut command = onrecord(folder.path());
    command.arg("map").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let feeder = std::thread::spawn(move || while stdin.write_all(&text).is_ok() {});
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_line_that_is_no_reading_makes_no_reports() {
    let (folder, text) = project();
    let dir = folder.path();
    let readings = filter(dir, &["map"], &text);
    let cut = &readings[..readings.len() - 9];
    fs::write(dir.join("readings.jsonl"), cut).unwrap();
    let output = feed(dir, &["report", "readings.jsonl", "--out", "out"], b"");
    assert_eq!(output.status.code(), Some(65));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = cut.split(|&b| b == b'\n').count();
    assert!(told.contains(&format!("readings.jsonl:{line}:")), "{told}");
    assert!(told.contains("onrecord map"), "{told}");
    assert!(!dir.join("out/run.json").exists());
}

#[test]
fn what_cannot_be_meant_is_told() {
    let (folder, _) = project();
    let dir = folder.path();
    fs::create_dir(dir.join("empty")).unwrap();
    for (guards, args, code, words) in [
        ("a cache", &["report", "empty", "--full"][..], 2, "--full"),
        ("no Readings", &["report", "empty"], 3, "no Readings in empty"),
        ("no such part", &["report", "nowhere"], 3, "nowhere"),
        ("name and place", &["map", "--name", "a", "--placed"], 2, "--placed"),
    ] {
        let output = feed(dir, args, b"");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{guards}: {told}");
        assert!(told.contains(words), "{guards}: {told}");
    }
}
