//! Every span of `statements.csv` cuts the words that stand beside it out of the text that
//! `--texts` writes, for every sample article.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// Rows of a table by the names of its columns.
fn rows(path: &Path) -> Vec<HashMap<String, String>> {
    let bytes = fs::read(path).expect("a table");
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(text);
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The spans of a cell.
fn spans(cell: &str) -> Vec<(usize, usize)> {
    let number = |n: &str| n.parse().expect("a number");
    let pair = |span: &str| span.split_once("..").map(|(a, b)| (number(a), number(b)));
    cell.split(';').filter(|s| !s.is_empty()).map(|s| pair(s).expect("two ends")).collect()
}

/// Words parted by single blanks: a cell holds no line break.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts that a run wrote, by article.
fn texts(reports: &Path, folder: &Path) -> HashMap<String, Vec<char>> {
    let files: Vec<_> =
        fs::read_dir(folder).expect("texts").map(|entry| entry.expect("a text").path()).collect();
    let read = rows(&reports.join("articles.csv")).into_iter().filter(|a| a["status"] == "read");
    let text = |hash: &str| {
        let digits = hash.rsplit(':').next().unwrap_or_default();
        let ends = format!("{}.txt", &digits[..12]);
        let file = files.iter().find(|f| f.to_string_lossy().ends_with(&ends));
        fs::read_to_string(file.expect("a text of each article")).expect("text").chars().collect()
    };
    read.map(|a| (a["article"].clone(), text(&a["text_hash"]))).collect()
}

#[test]
fn spans_of_the_sample_cut_out_their_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let (reports, written) = (folder.path().join("reports"), folder.path().join("texts"));
    let mut command = Command::cargo_bin("onrecord").expect("the program");
    let run = command.args(["run", "data/articles", "--quiet", "--out"]).arg(&reports);
    run.arg("--texts").arg(&written).assert().success();

    let texts = texts(&reports, &written);
    let statements = rows(&reports.join("statements.csv"));
    let mut ends: HashMap<&str, usize> = HashMap::new();
    assert!(statements.len() > 20, "the sample has statements");
    for row in &statements {
        let text = &texts[&row["article"]];
        let cut = |(a, b): (usize, usize)| text[a..b].iter().collect::<String>();
        let segments = spans(&row["segments"]);
        let quote: Vec<String> = segments.iter().map(|&span| cut(span)).collect();
        assert_eq!(words(&quote.join(" … ")), words(&row["quote"]), "{}", row["statement_id"]);
        for span in spans(&row["speaker_span"]) {
            assert_eq!(words(&cut(span)), words(&row["mention"]), "{}", row["statement_id"]);
        }
        let end = ends.entry(&row["article"]).or_default();
        assert!(segments.is_sorted() && segments[0].0 >= *end, "{}", row["statement_id"]);
        *end = segments[0].1;
    }
}
