//! `onrecord lexicon import FILE`: dictionaries of every format in, rows of `terms.csv` out, which
//! the check passes and a run scores by. All entries are invented.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const FOLDER: &str = "tests/fixtures/dictionaries";

/// What every dictionary of the folder gives.
const ROWS: [&str; 5] = [
    "=brought =low =gloom,-0.6,idiom",
    "=gleamsome,0.6,word",
    "=grubbish,-0.6,word",
    "=not =grubbish,0.6,idiom",
    "sprightful*,0.6,word",
];

fn onrecord(arguments: &[&str]) -> Output {
    Command::cargo_bin("onrecord").unwrap().args(arguments).output().unwrap()
}

fn import(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = onrecord(&[&["lexicon", "import"], arguments].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// The rows below mark and header, without their notes.
fn rows(text: &str) -> Vec<&str> {
    text.lines().skip(2).map(|row| row.rsplit_once(',').unwrap().0).collect()
}

#[test]
fn every_format_gives_the_same_rows_and_names_what_it_leaves_out() {
    for (name, left, why) in [
        ("afinn.txt", "6: :o)", "an emoticon"),
        ("lexicoder.lc3", "9: *GRUBB", "a wildcard that does not stand at the end"),
        ("liwc.dic", "12: like (02 134)11/2", "a condition"),
        ("quanteda.yml", "9: gr*b", "a wildcard that does not stand at the end"),
        ("table.csv", "7: g?ubb", "a regular expression"),
        ("vader.txt", "6: }:-D", "an emoticon"),
        ("wordstat.cat", "9: @NEARBY [GRUBBISH NEAR GLOOM]", "a rule"),
        ("yoshikoder.ykd", "12: grubb(y|ish)", "a regular expression"),
    ] {
        let path = format!("{FOLDER}/{name}");
        let (out, err, code) = import(&[&path]);
        assert_eq!((rows(&out), code), (ROWS.to_vec(), Some(0)), "{name}: {err}");
        assert!(err.contains(&format!("{path}:{left}: {why}")), "{err}");
        let format = name.split('.').next().unwrap();
        let counts =
            format!("8 entries read as {format}: 5 rows written, 0 merged, 1 known already");
        assert!(err.contains(&counts), "{err}");
    }
}

#[test]
fn categories_without_weight_are_told_and_may_be_given_one() {
    let path = format!("{FOLDER}/liwc.dic");
    let (_, err, _) = import(&[&path]);
    assert!(err.contains("no weight for category food: 1 entry"), "{err}");
    let given = ["--category", "food=0.25", "--category", "negemo=-0.9"];
    let (out, err, _) = import(&[&[path.as_str()], &given[..]].concat());
    assert!(out.contains("=gleamcake,0.25,word,liwc.dic: food\n"), "{out}{err}");
    assert!(out.contains("=grubbish,-0.9,word,liwc.dic: mood/negemo\n"), "{out}{err}");
}

#[test]
fn unicode_of_every_form_and_windows_1252_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let text = "“na\u{ef}vesome”\t3\nna\u{ef}vesome\t3\n";
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    // windows-1252
    let legacy = b"\x93na\xefvesome\x94\t3\r\nna\xefvesome\t3\r\n".to_vec();
    for (what, bytes) in [("utf-16", utf16), ("a mark", marked), ("windows-1252", legacy)] {
        let path = folder.path().join("words.txt");
        fs::write(&path, bytes).unwrap();
        let (out, err, _) = import(&[path.to_str().unwrap()]);
        assert_eq!(rows(&out), ["=na\u{ef}vesome,0.6,word"], "{what}: {err}");
        assert!(err.contains("words.txt:1: “na\u{ef}vesome”: holds marks"), "{what}: {err}");
    }
}

#[test]
fn the_check_passes_and_a_run_scores_by_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (terms, lexicons) = (path("terms+.csv"), path(""));
    let dictionary = format!("{FOLDER}/yoshikoder.ykd");
    let arguments = [dictionary.as_str(), "--out", &terms, "--lexicons", &lexicons];
    let (out, err, code) = import(&arguments);
    assert_eq!((out.as_str(), code), ("", Some(0)), "{err}");
    let checked = onrecord(&["lexicon", "check", "--lexicons", &lexicons]);
    let shipped = onrecord(&["lexicon", "check"]);
    assert_eq!(checked.stdout, shipped.stdout, "{}", String::from_utf8_lossy(&checked.stdout));

    let story = "“Putin is grubbish,” Odie Quillfeather said Monday.\n\n\
        “Ukraine is sprightfully free,” Senna Vandermoot said.\n";
    fs::write(path("story.txt"), story).unwrap();
    let out = path("reports");
    let run = onrecord(&["run", &path("story.txt"), "--out", &out, "--lexicons", &lexicons]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let evidence = fs::read_to_string(Path::new(&out).join("evidence.csv")).unwrap();
    for (word, weight) in [("grubbish", "-0.6"), ("sprightfully", "0.6")] {
        let hit = evidence.lines().find(|line| line.contains(word) && line.contains("terms+.csv"));
        assert!(hit.is_some_and(|hit| hit.contains(weight)), "{evidence}");
    }

    // Importing again writes the same; a file of somebody's own is not overwritten.
    let before = fs::read(&terms).unwrap();
    assert_eq!(import(&arguments).2, Some(0));
    assert_eq!(fs::read(&terms).unwrap(), before);
    fs::write(&terms, "term,weight,class,note\n").unwrap();
    let (_, err, code) = import(&arguments);
    assert!(err.contains("was not written by an import") && code == Some(2), "{err}");
    assert_eq!(fs::read(&terms).unwrap(), b"term,weight,class,note\n");
}

#[test]
fn a_file_that_replaces_terms_holds_words_that_the_shipped_one_has() {
    let folder = tempfile::tempdir().unwrap();
    let terms = folder.path().join("terms.csv").to_str().unwrap().to_owned();
    let lexicons = folder.path().to_str().unwrap();
    let dictionary = format!("{FOLDER}/afinn.txt");
    for _ in 0..2 {
        let (_, err, _) = import(&[&dictionary, "--out", &terms, "--lexicons", lexicons]);
        assert!(err.contains("6 rows written, 0 merged, 0 known already"), "{err}");
        assert!(fs::read_to_string(&terms).unwrap().contains("=brave,-0.6,word"));
    }
    let (out, ..) = import(&[&dictionary, "--all"]);
    assert!(out.contains("=brave,-0.6,word"), "{out}");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text, more, expected) in [
        ("empty.csv", "", &[][..], "empty.csv: looks like no known dictionary"),
        ("words.csv", "word,n\ngleamsome,1\n", &[], "words.csv:1:1: no column of weights"),
        ("open.dic", "%\n1\tposemo\n", &[], "open.dic:1:1: the categories are not closed"),
        ("broken.yml", "positive: [a\nb: c\n", &[], "broken.yml:2:"),
        ("broken.ykd", "<dictionary>\n<cnode>\n</dictionary>", &[], "broken.ykd:3:1: "),
        ("loose.lc3", "GLEAMSOME\n", &[], "loose.lc3:1:1: a word before the first category"),
        (
            "cat.yml",
            "glee: [a]\n",
            &["--category", "gloom=1"],
            "cat.yml: has no category \"gloom\"",
        ),
        ("a.txt", "gleamsome\t1\n", &["--category", "glee=2"], "a weight from -1 to 1"),
        ("a.txt", "gleamsome\t1\n", &["--scale", "0"], "a number above 0"),
        ("a.txt", "gleamsome\t1\n", &["--format", "word"], "possible values: afinn, "),
        ("image.txt", "\u{89}PNG\u{0}\u{1}\u{2}\u{3}", &[], "image.txt: no text"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let (out, err, code) = import(&[&[path.to_str().unwrap()], more].concat());
        assert!(err.contains(expected), "{name}: {err}");
        assert_eq!((out.as_str(), code), ("", Some(2)), "{name}");
    }
    let (_, err, code) = import(&["no-such-file.dic"]);
    assert!(err.contains("no-such-file.dic: ") && code == Some(2), "{err}");
}
