//! `onrecord explain` as a user meets it: standard input, files of many, and what goes wrong.

use assert_cmd::Command;
use predicates::prelude::*;

const ARTICLE: &str = "“Putin is a thug,” said Sen. Odell Granger (R-Ohio). “Trust him? Never.”\n";

fn explain(arguments: &[&str], input: &str) -> assert_cmd::assert::Assert {
    Command::cargo_bin("onrecord")
        .expect("the program")
        .arg("explain")
        .args(arguments)
        .write_stdin(input)
        .assert()
}

#[test]
fn text_on_standard_input_is_explained() {
    explain(&["-"], ARTICLE)
        .success()
        .stdout(predicate::str::contains("[thug −"))
        .stdout(predicate::str::contains("rule          quote-verb-subject (“…,” said X)"))
        .stdout(predicate::str::contains("terms.csv:"))
        .stdout(predicate::str::contains("ukraine       not addressed"))
        .stdout(predicate::str::contains("\u{1b}").not());
}

#[test]
fn reported_words_are_explained_on_request_without_marks() {
    let article = "Odell Granger accused the Kremlin of lying.\n";
    explain(&["-"], article).success().stdout(predicate::str::contains("No statement found"));
    explain(&["-", "--indirect"], article)
        .success()
        .stdout(predicate::str::contains("rule          indirect-judgement (X called Y …"))
        .stdout(predicate::str::contains("kind          indirect: reported without quotation"))
        .stdout(predicate::str::contains("“the Kremlin").not());
}

#[test]
fn a_number_beyond_the_last_statement_is_told() {
    explain(&["-", "--statement", "9"], ARTICLE)
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("has 1 statement"));
    explain(&["-", "--statement", "0"], ARTICLE).code(2);
}

#[test]
fn one_article_of_many_is_found_by_its_id() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("dump.jsonl");
    let record = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"He said “no” to aid.\"}}\n");
    std::fs::write(&file, record("a") + &record("b")).expect("a file");
    let file = file.to_str().expect("a path in UTF-8");
    explain(&[file], "")
        .success()
        .stdout(predicate::str::is_match("(?s)^a\n.*\n\nb\n").expect("a pattern"));
    explain(&[file, "--article", "b"], "").success().stdout(predicate::str::starts_with("b\n"));
    explain(&[file, "--article", "c"], "")
        .code(3)
        .stderr(predicate::str::contains("no article with the id c"));
}

#[test]
fn what_cannot_be_read_is_told() {
    explain(&["no/such/file.txt"], "").failure().stderr(predicate::str::contains("no such file"));
    explain(&["-"], "  \n").code(1).stdout(predicate::str::contains("not read: "));
    explain(&["-", "--lexicons", "no/such/folder"], ARTICLE).code(2);
}
