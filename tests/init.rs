//! Whole projects: `onrecord init` makes a folder that runs from anywhere, and never overwrites.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;

/// A quotation by an invented person.
const STORY: &str = "Council weighs aid package\n\n\
    “We must not abandon Ukraine,” said Sen. Mira Oakes (R-Ohio). “Russia started this war.”\n";

fn onrecord(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.current_dir(home).args(arguments).timeout(Duration::from_secs(600));
    command
}

/// `onrecord init FOLDER`; what it says on standard output, or on standard error where it fails.
fn init(home: &Path, folder: &str, code: i32) -> String {
    let output = onrecord(home, &["init", "--", folder]).assert().code(code).get_output().clone();
    String::from_utf8(if code == 0 { output.stdout } else { output.stderr }).unwrap()
}

/// All files below `folder` with their content.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// The line of a file that begins so, without its beginning.
fn line(path: &Path, start: &str) -> String {
    let text = fs::read_to_string(path).unwrap();
    let found = text.lines().find_map(|line| line.strip_prefix(start));
    found.unwrap_or_else(|| panic!("no line {start} in {text}")).to_owned()
}

#[test]
fn a_new_project_runs_from_any_folder() {
    let home = tempfile::tempdir().unwrap();
    let said = init(home.path(), "new/room", 0);
    let project = home.path().join("new/room");
    assert!(said.contains("new/room/onrecord.toml\n"), "{said}");
    let config = project.join("onrecord.toml");
    let arguments = ["run", "--config", config.to_str().unwrap()];
    let output = onrecord(home.path(), &arguments).assert().code(3).get_output().clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("no articles found in"));

    fs::write(project.join("articles/a.txt"), STORY).unwrap();
    onrecord(home.path(), &arguments).assert().code(0);
    let statements = fs::read_to_string(project.join("reports/statements.csv")).unwrap();
    assert!(statements.contains("Mira Oakes"), "{statements}");
    let lexicons = project.join("lexicons");
    onrecord(home.path(), &["lexicon", "check", "--lexicons", lexicons.to_str().unwrap()])
        .assert()
        .code(0);
}

#[test]
fn a_second_call_changes_nothing_and_mends_what_is_missing() {
    let home = tempfile::tempdir().unwrap();
    init(home.path(), "p", 0);
    let project = home.path().join("p");
    let before = files(&project);
    let said = init(home.path(), "p", 0);
    assert!(said.contains("is complete; nothing was changed"), "{said}");
    assert!(said.contains("left as they were: onrecord.toml, README.md"), "{said}");
    assert_eq!(files(&project), before);

    fs::remove_dir_all(project.join("schedule")).unwrap();
    fs::remove_file(project.join("lexicons/shipped/terms.csv")).unwrap();
    assert!(init(home.path(), "p", 0).contains("(4 files)"));
    assert_eq!(files(&project), before);
}

#[test]
fn what_was_there_stays_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let project = home.path().join("p");
    fs::create_dir_all(project.join("lexicons")).unwrap();
    let own = [
        ("onrecord.toml", "paths = [\"elsewhere\"]\n"),
        ("lexicons/terms+.csv", "term,weight,class,note\nzorbish,-0.5,adj,\n"),
        ("notes.txt", "ours"),
    ];
    for (name, text) in own {
        fs::write(project.join(name), text).unwrap();
    }
    let said = init(home.path(), "p", 0);
    assert!(said.contains("left as they were: onrecord.toml, lexicons/terms+.csv\n"), "{said}");
    for (name, text) in own {
        assert_eq!(fs::read_to_string(project.join(name)).unwrap(), text, "{name}");
    }
    assert!(project.join("schedule/onrecord.service").is_file());
}

#[test]
fn a_folder_that_cannot_be_one_is_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "mine").unwrap();
    let said = init(home.path(), "file", 2);
    assert!(said.contains("file is a file, where a folder should be\n  move it away"), "{said}");
    assert_eq!(fs::read_to_string(home.path().join("file")).unwrap(), "mine");
    let said = init(home.path(), "two\nlines", 2);
    assert!(said.contains("holds a control character, which no schedule can name"), "{said}");
    assert!(!home.path().join("two\nlines").exists());
}

#[cfg(unix)]
mod schedules {
    use super::*;
    use tempfile::TempDir;

    /// Names of folders that systemd, cron and shells read in their own ways.
    const ODD_NAMES: [&str; 4] =
        ["plain", "50% of 'it' & \"more\"", "$HOME `id` \\ \\\\ü", "-rf #1;"];

    /// Projects of odd names, each with an article; the folder that holds them.
    fn projects() -> TempDir {
        let home = tempfile::tempdir().unwrap();
        for name in ODD_NAMES {
            init(home.path(), name, 0);
            fs::write(home.path().join(name).join("articles/a.txt"), STORY).unwrap();
        }
        home
    }

    /// The command as cron hands it to a shell: `\%` is `%`, and `%` ends it.
    fn as_cron_reads(command: &str) -> String {
        let mut read = String::new();
        let mut characters = command.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\\' if characters.peek() == Some(&'%') => read.extend(characters.next()),
                '%' => break,
                c => read.push(c),
            }
        }
        read
    }

    #[test]
    fn the_line_of_cron_finds_its_project_without_an_environment() {
        let home = projects();
        for name in ODD_NAMES {
            let project = home.path().join(name);
            let command = line(&project.join("schedule/crontab"), "15 5 * * * ");
            let run = std::process::Command::new("/bin/sh")
                .args(["-c", &as_cron_reads(&command)])
                .env_clear()
                .current_dir("/")
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success() && said.is_empty(), "{name}: {command}\n{said}");
            assert!(project.join("reports/run.json").is_file(), "{name}");
        }
    }

    /// The words of a command as systemd reads them: marks group, a backslash holds the next sign,
    /// `%%` is `%` and `$$` is `$`.
    fn as_systemd_reads(command: &str) -> Vec<String> {
        let (mut words, mut word, mut mark) = (Vec::new(), None::<String>, None);
        let mut characters = command.chars();
        while let Some(c) = characters.next() {
            match c {
                ' ' if mark.is_none() => words.extend(word.take()),
                '"' | '\'' if mark.is_none() => {
                    mark = Some(c);
                    word.get_or_insert_default();
                }
                c if mark == Some(c) => mark = None,
                '\\' => word.get_or_insert_default().extend(characters.next()),
                '%' | '$' => {
                    assert_eq!(characters.next(), Some(c), "{command}");
                    word.get_or_insert_default().push(c);
                }
                c => word.get_or_insert_default().push(c),
            }
        }
        words.extend(word);
        words
    }

    #[test]
    fn the_unit_of_systemd_names_its_project() {
        let home = projects();
        for name in ODD_NAMES {
            let project = home.path().canonicalize().unwrap().join(name);
            let unit = project.join("schedule/onrecord.service");
            let words = as_systemd_reads(&line(&unit, "ExecStart="));
            let end = [words.len() - 3, words.len()];
            let config = project.join("onrecord.toml").display().to_string();
            assert_eq!(words[end[0]..end[1]], ["run", "--config", &config], "{name}");
            assert!(Path::new(&words[end[0] - 1]).is_file(), "{words:?}");
            let folders = line(&unit, "ReadWritePaths=").replace('$', "$$");
            assert_eq!(as_systemd_reads(&folders), [project.display().to_string()], "{name}");
        }
    }
}
