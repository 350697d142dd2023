//! `onrecord lexicon import legislators`: both forms in, lexicon files out, which the check
//! passes and a run knows. The legislators are invented.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::process::Output;
use std::sync::LazyLock;

use assert_cmd::Command;
use onrecord::lexicons::import::legislators;
use onrecord::lexicons::people::People;
use onrecord::lexicons::source::{File, Source};
use proptest::prelude::*;

const YAML: &str = "tests/fixtures/legislators/legislators.yaml";
const CSV: &str = "tests/fixtures/legislators/legislators.csv";

static PEOPLE: LazyLock<People> = LazyLock::new(|| People::load(&Source::shipped()).unwrap());

fn onrecord(arguments: &[&str]) -> Output {
    Command::cargo_bin("onrecord").unwrap().args(arguments).output().unwrap()
}

fn import(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = onrecord(&[&["lexicon", "import", "legislators"], arguments].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// The rows below mark and header.
fn rows(text: &str) -> Vec<&str> {
    text.lines().skip(2).collect()
}

#[test]
fn yaml_gives_a_row_for_each_time_in_which_office_and_party_stay() {
    let (out, err, code) = import(&[YAML]);
    assert_eq!(
        rows(&out),
        [
            "odie-quillfeather,Odie Quillfeather,Odalys B. Quillfeather|Odalys Brenna Quillfeather,F,\
             Democratic,United States,vice president,1993-01-20,1997-01-20,bioguide Q000001",
            "odie-quillfeather,Odie Quillfeather,Odalys B. Quillfeather|Odalys Brenna Quillfeather,F,\
             Democratic,United States,representative from Ohio,2011-01-05,2015-01-03,bioguide Q000001",
            "odie-quillfeather,Odie Quillfeather,Odalys B. Quillfeather|Odalys Brenna Quillfeather,F,\
             Democratic,United States,senator from Ohio,2015-01-06,2027-01-03,bioguide Q000001",
            "senna-vandermoot,Senna Vandermoot,,F,,United States,representative from Texas,\
             2019-01-03,2021-01-03,bioguide Q000003",
            "tobiah-marrowgate,Tobiah Marrowgate,Tobiah Marrowgate Jr.,M,Republican,United States,\
             delegate from Guam,2019-01-03,2020-03-01,bioguide Q000002",
            "tobiah-marrowgate,Tobiah Marrowgate,Tobiah Marrowgate Jr.,M,Independent,United States,\
             delegate from Guam,2020-03-02,2021-01-03,bioguide Q000002",
        ]
    );
    for told in [
        "no state \"ZZ\"",
        "skipped: Wynn Nowhere (tests/fixtures/legislators/legislators.yaml:",
        "no party Lamplighter in parties.csv: 1 row without party",
        "held by several at once, left out: house lantern committee co-chair: senna-vandermoot",
        "4 people read: 3 written, 0 known already, 1 left office too early; 1 skipped; 1 office",
    ] {
        assert!(err.contains(told), "{told} is missing in\n{err}");
    }
    assert_eq!(code, Some(0));
}

#[test]
fn csv_gives_a_row_without_days() {
    let (out, err, _) = import(&[CSV]);
    assert_eq!(
        rows(&out),
        [
            "odie-quillfeather,Odie Quillfeather,Odalys B. Quillfeather|Odalys Brenna Quillfeather,F,\
             Democratic,United States,senator from Ohio,,,bioguide Q000001",
            "tobiah-marrowgate,Tobiah Marrowgate,\"Tobiah Marrowgate, Jr.\",M,Independent,\
             United States,delegate from Guam,,,bioguide Q000002",
        ]
    );
    assert!(
        err.contains("skipped: Nameless (tests/fixtures/legislators/legislators.csv:5:1)"),
        "{err}"
    );
    // Both forms of one person make one person, by the days of the fuller.
    let (both, ..) = import(&[YAML, CSV]);
    assert_eq!(both, import(&[YAML]).0);
}

#[test]
fn who_left_early_is_left_out_as_the_user_says() {
    let written = |since| rows(&import(&[YAML, "--since", since]).0).len();
    assert_eq!((written("1840-01-01"), written("2022-01-01"), written("2030-01-01")), (7, 3, 0));
}

#[test]
fn the_check_passes_and_a_run_knows_the_people() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (people, roles) = (path("people+.csv"), path("roles+.csv"));
    let arguments = [YAML, "--out", &people, "--roles", &roles, "--lexicons", &path("")];
    let first = import(&arguments);
    assert_eq!((first.0.as_str(), first.2), ("", Some(0)), "{}", first.1);
    assert_eq!(
        rows(&fs::read_to_string(&roles).unwrap()),
        ["senate deputy whip for lanterns,United States,odie-quillfeather,2021-01-03,,"]
    );
    let checked = onrecord(&["lexicon", "check", "--lexicons", &path("")]);
    let shipped = onrecord(&["lexicon", "check"]);
    assert_eq!(checked.stdout, shipped.stdout, "{}", String::from_utf8_lossy(&checked.stdout));

    let story = "“We must act,” Odie Quillfeather said Monday.\n";
    fs::write(path("story.txt"), story).unwrap();
    let out = path("reports");
    let run = onrecord(&["run", &path("story.txt"), "--out", &out, "--lexicons", &path("")]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let statements = fs::read_to_string(PathBuf::from(out).join("statements.csv")).unwrap();
    assert!(statements.contains(",Odie Quillfeather,Democratic,"), "{statements}");
    assert!(statements.contains(",odie-quillfeather,"), "{statements}");

    // Importing again writes the same; a file of somebody's own is not overwritten.
    let before = fs::read(&people).unwrap();
    assert_eq!(import(&arguments).2, Some(0));
    assert_eq!(fs::read(&people).unwrap(), before);
    fs::write(&people, "id,name\n").unwrap();
    let refused = import(&arguments);
    assert!(refused.1.contains("was not written by an import"), "{}", refused.1);
    assert_eq!((refused.2, fs::read(&people).unwrap()), (Some(2), b"id,name\n".to_vec()));
}

#[test]
fn whom_the_lexicons_hold_is_written_only_with_all() {
    let folder = tempfile::tempdir().unwrap();
    let own = "id,name,aliases,gender,party,country,role\n\
        odie-q,Odie Quillfeather,,F,Democratic,United States,senator from Ohio\n\
        senna-vandermoot,Senna Vandermoot,,F,Republican,United States,representative from Iowa\n";
    fs::write(folder.path().join("people+.csv"), own).unwrap();
    let lexicons = folder.path().to_str().unwrap();
    let ids = |more: &[&str]| {
        let (out, ..) = import(&[&[YAML, "--lexicons", lexicons], more].concat());
        let mut ids: Vec<String> =
            rows(&out).iter().map(|row| row.split(',').next().unwrap().to_owned()).collect();
        ids.dedup();
        ids
    };
    // Two of one name for different states are two people.
    assert_eq!(ids(&[]), ["senna-vandermoot-tx", "tobiah-marrowgate"]);
    assert_eq!(ids(&["--all"]), ["odie-q", "senna-vandermoot-tx", "tobiah-marrowgate"]);
}

#[test]
fn what_is_no_file_of_legislators_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text, expected) in [
        ("empty.yaml", "", "empty.yaml: is empty"),
        ("words.csv", "term,weight\nbrave,1\n", "words.csv:1:1: no column last_name"),
        ("broken.yaml", "- id: {bioguide: [}\n", "broken.yaml:1:"),
        ("map.yaml", "name: Odie\n", "map.yaml:1:1: "),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let (out, err, code) = import(&[path.to_str().unwrap()]);
        assert!(err.contains(expected), "{name}: {err}");
        assert_eq!((out.as_str(), code), ("", Some(2)), "{name}");
    }
    let (_, err, code) = import(&["no-such-file.yaml"]);
    assert!(err.contains("no-such-file.yaml: ") && code == Some(2), "{err}");
}

/// Pieces of both forms, whole and broken, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let whole = prop::sample::select(vec![
        "- id: {bioguide: Q000001}\n",
        "  name: {first: Odie, last: Quillfeather}\n",
        "  name:\n",
        "  bio: {gender: F, birthday: '1961-04-09'}\n",
        "  terms:\n",
        "  - {type: sen, start: '2015-01-06', end: 2027-01-03, state: OH, party: Democrat}\n",
        "  - {type: rep, start: '9999-12-31', end: '9999-12-31', state: OH}\n",
        "  - *a\n",
        "  - &a [{\n",
        "last_name,first_name,type,state,party\n",
        "Quillfeather,Odie,sen,OH,Democrat\n",
        "\"|\",\u{301},rep,GU,\n",
    ]);
    let piece = prop_oneof![whole.prop_map(str::to_owned), "\\PC{0,8}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(text in prop_oneof![pieces(), ".{0,60}"], packed in any::<Vec<u8>>()) {
        let file = |text: &str| File { name: "f".into(), text: text.into() };
        for text in [text, String::from_utf8_lossy(&packed).into_owned()] {
            let _ = legislators::import(&[file(&text)], &PEOPLE, legislators::Options::default());
        }
    }
}
