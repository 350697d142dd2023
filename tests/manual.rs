//! Completions and manual pages: each shell and each command has its own.

#![allow(clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;

fn onrecord(args: &[&str]) -> String {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    let output = command.args(args).assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

#[test]
fn every_shell_completes_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = onrecord(&["completions", shell]);
        for word in ["onrecord", "explain", "report", "near-copies"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn every_command_has_a_page_with_its_options_and_examples() {
    let folder = tempfile::tempdir().unwrap();
    onrecord(&["man", folder.path().to_str().unwrap()]);
    for (command, words) in [
        ("onrecord", "SUBCOMMANDS"),
        ("onrecord-run", "EXAMPLES"),
        ("onrecord-map", "\\-\\-placed"),
        ("onrecord-report", "\\-\\-out"),
        ("onrecord-lexicon-import", "legislators"),
    ] {
        let page = fs::read_to_string(folder.path().join(format!("{command}.1"))).unwrap();
        assert!(page.starts_with(".ie") || page.starts_with(".TH"), "{command}: {page}");
        assert!(page.contains(words), "{command} lacks {words}");
    }
}

#[test]
fn the_page_alone_is_printed() {
    assert!(onrecord(&["man"]).contains(".SH NAME"));
}
