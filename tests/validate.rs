//! `onrecord sample` and `onrecord validate`: from articles to sheets, from filled-in sheets to
//! figures. Articles and people are invented.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Output;
use std::sync::LazyLock;

use assert_cmd::Command;
use calamine::Reader;
use tempfile::TempDir;

type Row = BTreeMap<String, String>;

/// Words, as the coders of these tests see them: russia, and who says it. The program reads the
/// last two otherwise.
const SAID: &[(&str, &str, &str)] = &[
    ("Putin is a thug and a liar", "unfavourable", "Mira Oakes"),
    ("Russia is a brave friend of ours", "favourable", "Tobias Fenn"),
    ("The delegation from Moscow lands on Monday", "neutral", "Lucia Farrow"),
    ("The bridge will open in May", "not addressed", "Odell Granger"),
    ("Moscow has kept every promise except all of them", "unfavourable", "Mira Oakes"),
    ("With Moscow you always know where you stand", "favourable", "Tobias Fenn"),
];

/// Forty articles of four statements each, every one of them twelve times and more in all.
fn articles() -> String {
    let line = |i: usize| {
        let said = (0..4).map(|k| {
            let (words, _, who) = SAID[(i * 4 + k) % SAID.len()];
            format!("“{words},” said {who} on day {i} of hearing {k}.")
        });
        let text = said.collect::<Vec<_>>().join("\n\n");
        let title = format!("Hearing {i} <b>& more");
        serde_json::json!({
            "id": format!("a{i:02}"), "title": title, "date": "2025-03-01",
            "source": "ledger.example", "text": text,
        })
        .to_string()
    };
    (0..40).map(line).collect::<Vec<_>>().join("\n")
}

fn onrecord(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = onrecord(folder, arguments);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {stderr}");
    stderr
}

const SAMPLE: &[&str] =
    &["sample", "news", "--n", "120", "--coders", "2", "--overlap", "60", "--articles", "3"];

/// Articles, reports and a sample, made once.
static MADE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(folder.path().join("news/all.jsonl"), articles()).unwrap();
    done(folder.path(), &["run", "news", "--quiet"]);
    done(folder.path(), SAMPLE);
    folder
});

/// A copy of it to work in.
fn made() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for part in ["news", "reports", "coding"] {
        fs::create_dir(copy.path().join(part)).unwrap();
        for entry in fs::read_dir(MADE.path().join(part)).unwrap().flatten() {
            if entry.path().is_file() {
                fs::copy(entry.path(), copy.path().join(part).join(entry.file_name())).unwrap();
            }
        }
    }
    copy
}

fn rows(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn header(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let first = text.trim_start_matches('\u{FEFF}').lines().next().unwrap();
    first.split(',').map(str::to_owned).collect()
}

/// A coding sheet with all answers, as rows in the order of its header. In each seventh row of
/// the key, the second coder sees no side where the first sees one.
fn filled(folder: &Path, coder: usize) -> (Vec<String>, Vec<Vec<String>>) {
    let path = folder.join(format!("coding/coder-{coder}.csv"));
    let header = header(&path);
    let answers = rows(&path).into_iter().map(|mut row| {
        let words = row["quotation"].trim_end_matches(',').to_owned();
        let said = SAID.iter().find(|(known, ..)| *known == words).unwrap();
        let number: usize = row["id"][1..].parse().unwrap();
        let side = said.1.ends_with("favourable");
        let other = side && coder == 2 && number.is_multiple_of(7);
        let label = if other { "neutral" } else { said.1 };
        for (column, answer) in [
            ("russia_label", label),
            ("ukraine_label", "not addressed"),
            ("trump_label", "not addressed"),
            ("speaker", said.2),
            ("party", "none"),
            ("is_quotation", "yes"),
        ] {
            row.insert(column.to_owned(), answer.to_owned());
        }
        header.iter().map(|column| row[column].clone()).collect()
    });
    let answers = answers.collect();
    (header, answers)
}

/// The sheet as a table with cells parted by `delimiter`.
fn table(sheet: &(Vec<String>, Vec<Vec<String>>), delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(&sheet.0).unwrap();
    sheet.1.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

/// The sheet as a workbook.
fn workbook(sheet: &(Vec<String>, Vec<Vec<String>>)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("codebook").unwrap();
    let page = book.add_worksheet();
    page.set_name("Coding").unwrap();
    for (r, row) in (0u32..).zip(std::iter::once(&sheet.0).chain(&sheet.1)) {
        for (c, cell) in (0u16..).zip(row) {
            page.write_string(r, c, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The bytes of a sheet as some program saves it.
type Save<'a> = Box<dyn Fn(usize) -> Vec<u8> + 'a>;

fn validate(folder: &Path, sheets: &[&str], more: &[&str]) -> String {
    done(folder, &[&["validate"], sheets, &["--key", "coding/key.csv"], more].concat())
}

fn value(folder: &Path, table: &str, is: &[(&str, &str)], column: &str) -> f64 {
    let rows = rows(&folder.join("validation").join(table));
    let row = rows.iter().find(|row| is.iter().all(|(name, cell)| row[*name] == *cell));
    row.unwrap_or_else(|| panic!("{is:?} in {table}"))[column].parse().unwrap()
}

#[test]
fn the_seed_decides_the_sample_to_the_byte() {
    let folder = made();
    done(folder.path(), &[SAMPLE, &["--out", "again", "--jobs", "1"]].concat());
    for entry in fs::read_dir(folder.path().join("coding")).unwrap().flatten() {
        let again = folder.path().join("again").join(entry.file_name());
        let same = fs::read(entry.path()).unwrap() == fs::read(&again).unwrap();
        assert!(same, "{}", again.display());
    }
    done(folder.path(), &[SAMPLE, &["--out", "other", "--seed", "other words"]].concat());
    let key = |name: &str| fs::read(folder.path().join(name).join("key.csv")).unwrap();
    assert_ne!(key("again"), key("other"));
}

#[test]
fn sheets_tell_nothing_of_what_the_program_thinks() {
    let folder = made();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for coder in [1, 2] {
        let path = folder.path().join(format!("coding/coder-{coder}.csv"));
        assert_eq!(
            header(&path).join(" "),
            "id title date source context quotation russia_label ukraine_label trump_label speaker \
             party is_quotation unsure note"
        );
        for row in rows(&path) {
            *seen.entry(row["id"].clone()).or_default() += 1;
            assert!(row["context"].contains(&format!("»{}", &row["quotation"][..9])), "{row:?}");
            for column in ["russia_label", "speaker", "party", "is_quotation", "unsure", "note"] {
                assert_eq!(row[column], "", "{column}");
            }
        }
    }
    let key = rows(&folder.path().join("coding/key.csv"));
    let drawn: Vec<&Row> = key.iter().filter(|row| row["kind"] == "statement").collect();
    assert_eq!(drawn.len(), seen.len());
    assert_eq!(seen.values().filter(|&&times| times == 2).count(), 60, "the overlap");
    let sum: f64 = drawn.iter().map(|row| row["weight"].parse::<f64>().unwrap()).sum();
    assert!((130.0..190.0).contains(&sum), "weights stand for all 160 statements: {sum}");
}

/// The parts of a workbook, unpacked.
fn parts(bytes: &[u8]) -> String {
    let mut all = String::new();
    let number = |at: usize, size: usize| {
        bytes[at..at + size].iter().rev().fold(0usize, |n, &byte| n << 8 | usize::from(byte))
    };
    let signs = bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x03\x04");
    for (at, _) in signs {
        let start = at + 30 + number(at + 26, 2) + number(at + 28, 2);
        let mut part = String::new();
        let mut unpacked = flate2::read::DeflateDecoder::new(&bytes[start..]);
        if unpacked.read_to_string(&mut part).is_ok() {
            all.push_str(&part);
        }
    }
    all
}

#[test]
fn the_workbook_has_a_codebook_lists_and_a_header_that_stays() {
    let path = MADE.path().join("coding/coder-1.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["codebook", "coding", "articles", "missed"]);
    let coding = book.worksheet_range("coding").unwrap();
    let csv = rows(&MADE.path().join("coding/coder-1.csv"));
    assert_eq!(coding.height(), csv.len() + 1);
    for (row, expected) in coding.rows().skip(1).zip(&csv) {
        assert_eq!(row[0].to_string(), expected["id"]);
        assert_eq!(row[5].to_string(), expected["quotation"]);
    }
    let codebook = book.worksheet_range("codebook").unwrap();
    let words: String = codebook.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(words.contains("when in doubt") && words.contains("Mira Oakes"));
    let xml = parts(&fs::read(&path).unwrap());
    for expected in [
        "\"favourable,neutral,unfavourable,not addressed\"",
        "\"yes,no\"",
        "state=\"frozen\"",
        "2000-01-01T00:00:00Z",
    ] {
        assert!(
            xml.contains(&expected.replace('"', "&quot;")) || xml.contains(expected),
            "{expected}"
        );
    }
}

#[test]
fn sheets_that_are_there_are_never_written_over() {
    let folder = made();
    let sheet = folder.path().join("coding/coder-1.xlsx");
    fs::write(&sheet, "a week of work").unwrap();
    let refused = onrecord(folder.path(), SAMPLE);
    assert_eq!(refused.status.code(), Some(2));
    let stderr = String::from_utf8(refused.stderr).unwrap();
    assert!(stderr.contains("coder-1.csv is there already"), "{stderr}");
    assert_eq!(fs::read(&sheet).unwrap(), b"a week of work");
    done(folder.path(), &["sample", "news", "--n", "50", "--coders", "1", "--force"]);
    assert_ne!(fs::read(&sheet).unwrap(), b"a week of work");
    assert!(!folder.path().join("coding/coder-2.xlsx").exists(), "a sheet of nobody stays");
}

#[test]
fn a_coding_folder_among_the_articles_is_not_read_as_articles() {
    let folder = made();
    fs::rename(folder.path().join("coding"), folder.path().join("news/coding")).unwrap();
    let output = onrecord(folder.path(), &["run", "news", "--dry-run"]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("would read 1 files"), "{stdout}");
    assert!(stdout.contains("left out, holds reports: news/coding"), "{stdout}");
}

#[test]
fn every_way_to_save_a_sheet_says_the_same() {
    let folder = made();
    let sheets = [filled(folder.path(), 1), filled(folder.path(), 2)];
    let bom = |bytes: Vec<u8>| [b"\xEF\xBB\xBF".to_vec(), bytes].concat();
    let latin = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
    };
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let ways: [(&str, Save<'_>); 4] = [
        ("xlsx", Box::new(|i| workbook(&sheets[i]))),
        ("csv", Box::new(|i| bom(table(&sheets[i], b',')))),
        ("csv", Box::new(|i| latin(table(&sheets[i], b';')))),
        ("tsv", Box::new(|i| table(&sheets[i], b'\t'))),
    ];
    for (ending, bytes) in ways {
        let names = [1, 2].map(|i| format!("coder-{i}.{ending}"));
        (0..2).for_each(|i| fs::write(folder.path().join(&names[i]), bytes(i)).unwrap());
        validate(folder.path(), &[&names[0], &names[1]], &[]);
        let all = ["agreement.csv", "figures.csv", "corrected.csv"];
        let own = all.map(|name| rows(&folder.path().join("validation").join(name)));
        tables.push(own.concat());
    }
    assert!(tables[0].len() > 50);
    assert!(tables.iter().all(|other| *other == tables[0]));
}

#[test]
fn reports_saved_again_by_a_spreadsheet_say_the_same() {
    let folder = made();
    let sheet = table(&filled(folder.path(), 1), b',');
    fs::write(folder.path().join("coder-1.csv"), sheet).unwrap();
    validate(folder.path(), &["coder-1.csv"], &[]);
    let figures = || rows(&folder.path().join("validation/figures.csv"));
    let before = figures();
    let path = folder.path().join("reports/statements.csv");
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for record in reader.records().map(Result::unwrap) {
        let decimal = |cell: &str| cell.trim_start_matches('-').parse::<f64>().is_ok();
        let cells = record.iter().map(|c| if decimal(c) { c.replace('.', ",") } else { c.into() });
        let cells: Vec<String> =
            cells.map(|c: String| if c == "true" { "TRUE".into() } else { c }).collect();
        writer.write_record(cells).unwrap();
    }
    let saved = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    fs::write(&path, encoding_rs::WINDOWS_1252.encode(&saved).0).unwrap();
    validate(folder.path(), &["coder-1.csv"], &[]);
    assert_eq!(figures(), before);
}

#[test]
fn figures_are_those_that_were_built_in() {
    let folder = made();
    for coder in [1, 2] {
        let bytes = workbook(&filled(folder.path(), coder));
        fs::write(folder.path().join(format!("coder-{coder}.xlsx")), bytes).unwrap();
    }
    let told = validate(folder.path(), &["coder-1.xlsx", "coder-2.xlsx"], &[]);
    assert!(told.starts_with("Coders agree well"), "{told}");
    let russia = [("over", "statements found"), ("target", "russia")];
    let of = |measure, label| {
        let is = [&russia[..], &[("measure", measure), ("label", label)]].concat();
        value(folder.path(), "figures.csv", &is, "value")
    };
    // Of two kinds of blame it knows one, and takes the other for praise.
    assert!(of("precision", "not addressed") > 0.99);
    assert!((0.4..0.7).contains(&of("recall", "unfavourable")));
    assert!((0.4..0.6).contains(&of("precision", "favourable")));
    let party = [("over", "party: none"), ("target", "all targets"), ("measure", "kappa")];
    let all = [("over", "statements found"), ("target", "all targets"), ("measure", "kappa")];
    let kappa = |is| value(folder.path(), "figures.csv", is, "value");
    assert_eq!(kappa(&party), kappa(&all), "nobody has a party here");
    let speaker = [("measure", "speaker right"), ("over", "statements found")];
    assert!(value(folder.path(), "figures.csv", &speaker, "value") > 0.99);
    let raw = [("what", "russia"), ("answers", "all four"), ("measure", "raw agreement")];
    let raw = value(folder.path(), "agreement.csv", &raw, "value");
    assert!((0.75..0.95).contains(&raw), "one in seven differs, unless it is neutral: {raw}");
    let corrected = [("target", "russia"), ("group_kind", "corpus"), ("quantity", "unfavourable")];
    let get = |column| value(folder.path(), "corrected.csv", &corrected, column);
    // Of the five kinds that address it, two are unfavourable, less what became neutral; the
    // program sees one.
    assert!((get("raw") - 0.2).abs() < 0.02);
    assert!(get("low") <= get("corrected") && get("corrected") <= get("high"));
    assert!((get("corrected") - 0.4).abs() < (get("raw") - 0.4).abs(), "nearer the truth than raw");
    let why = rows(&folder.path().join("validation/corrected.csv"));
    let why: Vec<&Row> = why.iter().filter(|row| row["group_kind"].is_empty()).collect();
    assert_eq!(why.len(), 2, "ukraine and trump are never addressed");
    let misses = rows(&folder.path().join("validation/misses.csv"));
    let promise = misses.iter().find(|miss| miss["quote"].starts_with("Moscow has kept")).unwrap();
    assert_eq!((promise["what"].as_str(), promise["coders"].as_str()), ("russia", "unfavourable"));
}

#[test]
fn statements_that_the_list_lacks_are_counted() {
    let folder = made();
    for coder in [1, 2] {
        let sheet = table(&filled(folder.path(), coder), b',');
        fs::write(folder.path().join(format!("coder-{coder}.csv")), sheet).unwrap();
    }
    let missed = "article,quotation,speaker,party,russia_label,ukraine_label,trump_label,note\n\
                  a01,We never said so,Jo Roe,none,neutral,,,\n\
                  A02,Nor did we,Jo Roe,none,,,,\n";
    fs::write(folder.path().join("missed-1.csv"), missed).unwrap();
    validate(folder.path(), &["coder-1.csv", "coder-2.csv", "missed-1.csv"], &[]);
    let (all, share) = whole_articles(folder.path());
    assert!((share - (all - 2.0) / all).abs() < 1e-3 && all >= 6.0, "{share} of {all}");
}

#[test]
fn coders_are_those_who_answered_each_by_a_file() {
    let folder = made();
    for (coder, who) in [(1, "mira"), (2, "jo")] {
        fs::create_dir(folder.path().join(who)).unwrap();
        let sheet = table(&filled(folder.path(), coder), b',');
        fs::write(folder.path().join(who).join("sheet.csv"), sheet).unwrap();
    }
    let (header, _) = filled(folder.path(), 1);
    fs::write(folder.path().join("late.csv"), table(&(header, Vec::new()), b',')).unwrap();
    let told = validate(folder.path(), &["mira/sheet.csv", "jo/sheet.csv", "late.csv"], &[]);
    assert!(told.starts_with("Coders agree"), "{told}");
    assert!(told.contains("note: late.csv holds no answer"), "{told}");
    let page = fs::read_to_string(folder.path().join("validation/validation.html")).unwrap();
    let page = page.replace("&#x2f;", "/");
    assert!(page.contains("<td class=\"n\">mira/sheet, jo/sheet</td>"), "two coders");
    assert!(page.contains("<td>sheets without an answer</td><td class=\"n\">late.csv</td>"));
    fs::remove_dir_all(folder.path().join("validation")).unwrap();
    let copy = folder.path().join("mira/sheet.tsv");
    fs::write(copy, table(&filled(folder.path(), 1), b'\t')).unwrap();
    let sheets = ["mira/sheet.csv", "mira/sheet.tsv", "--key", "coding/key.csv"];
    let output = onrecord(folder.path(), &[&["validate"][..], &sheets].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("is coded twice"), "one coder: {told}");
}

/// Statements of whole articles and the share of them that is found, as `figures.csv` has it.
fn whole_articles(folder: &Path) -> (f64, f64) {
    let is = [("over", "whole articles"), ("measure", "statements found and counted")];
    let of = |column| value(folder, "figures.csv", &is, column);
    (of("statements"), of("value"))
}

#[test]
fn an_article_that_is_coded_in_part_is_left_out_of_recall() {
    let folder = made();
    let key = rows(&folder.path().join("coding/key.csv"));
    let first = key.iter().find(|row| row["coding_id"] == "a01").unwrap()["article"].clone();
    let own = |row: &&Row| row["kind"] == "statement" && row["article"] == first;
    let ids: Vec<&str> = key.iter().filter(own).map(|row| row["coding_id"].as_str()).collect();
    for coder in [1, 2] {
        let sheet = table(&filled(folder.path(), coder), b',');
        fs::write(folder.path().join(format!("coder-{coder}.csv")), sheet).unwrap();
    }
    // A row with its article alone says nothing of it.
    let missed = "article,quotation,speaker,party,russia_label,ukraine_label,trump_label,note\n\
                  a01,We never said so,Jo Roe,,,,,\na02,,,,,,,\n";
    fs::write(folder.path().join("missed-1.csv"), missed).unwrap();
    let sheets = ["coder-1.csv", "coder-2.csv", "missed-1.csv"];
    let told = validate(folder.path(), &sheets, &[]);
    assert!(!told.contains("coded in part"), "{told}");
    let (all, share) = whole_articles(folder.path());
    assert!((share - (all - 1.0) / all).abs() < 1e-3, "{share} of {all}");
    for coder in [1, 2] {
        let (header, mut answers) = filled(folder.path(), coder);
        let of_one = answers.iter_mut().filter(|row| row[0] == ids[0]);
        of_one.for_each(|row| row[6..].iter_mut().for_each(String::clear));
        let sheet = table(&(header, answers), b',');
        fs::write(folder.path().join(format!("coder-{coder}.csv")), sheet).unwrap();
    }
    let told = validate(folder.path(), &sheets, &[]);
    assert!(told.contains("note: 1 whole articles are coded in part"), "{told}");
    let left = all - 1.0 - ids.len() as f64;
    assert_eq!(whole_articles(folder.path()), (left, 1.0), "with what was missed in it");
}

#[test]
fn faults_of_missed_statements_are_told() {
    let folder = made();
    let sheet = table(&filled(folder.path(), 1), b',');
    fs::write(folder.path().join("coder-1.csv"), sheet).unwrap();
    let header = "article,quotation,speaker,party,russia_label,ukraine_label,trump_label,note\n";
    let row = "a01,We never said so,Jo Roe,,,,,\n";
    for (guards, text, expected) in [
        (
            "no words",
            "a01,,Jo Roe,,,,,\n".to_owned(),
            "missed.csv:2:5: quotation: the row has no words",
        ),
        ("twice", format!("{row}{row}"), "missed.csv:3:5: quotation: this statement"),
        ("where else", format!("{row}{row}"), "the other one is missed.csv:2"),
    ] {
        fs::write(folder.path().join("missed.csv"), format!("{header}{text}")).unwrap();
        let sheets = ["validate", "coder-1.csv", "missed.csv", "--key", "coding/key.csv"];
        let output = onrecord(folder.path(), &sheets);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && stderr.contains(expected), "{guards}: {stderr}");
    }
}

#[test]
fn faults_are_told_with_their_place() {
    let folder = made();
    let whole = String::from_utf8(table(&filled(folder.path(), 1), b',')).unwrap();
    let second = whole.lines().nth(1).unwrap();
    let id = &second[..5];
    let twice = format!("{whole}{second}\n");
    let last = whole.lines().count() + 1;
    for (guards, text, expected) in [
        (
            "a label",
            whole.replacen(",not addressed,Mira", ",fav,Mira", 1),
            "trump_label: “fav” is no label".to_owned(),
        ),
        (
            "what is allowed",
            whole.replacen(",not addressed,Mira", ",fav,Mira", 1),
            "help: write favourable, neutral".into(),
        ),
        (
            "a column",
            whole.replacen("russia_label", "rusia", 1),
            "bad.csv:1:1: no column is called “russia_label”".into(),
        ),
        (
            "a name of a row",
            whole.replacen(id, "c9999", 1),
            "bad.csv:2:1: id: “c9999” is not in the key".into(),
        ),
        ("a row twice", twice, format!("bad.csv:{last}:1: id: “{id}” is coded twice")),
        (
            "yes or no",
            whole.replacen(",yes,", ",perhaps,", 1),
            "is_quotation: “perhaps” does not fit".into(),
        ),
        (
            "an empty sheet",
            whole.lines().next().unwrap().to_owned() + "\n",
            "nothing is coded".into(),
        ),
    ] {
        fs::write(folder.path().join("bad.csv"), text).unwrap();
        let output = onrecord(folder.path(), &["validate", "bad.csv", "--key", "coding/key.csv"]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && stderr.contains(&expected), "{guards}: {stderr}");
    }
    assert!(!folder.path().join("validation").exists(), "nothing is written");
}

#[test]
fn rows_left_empty_are_counted_and_are_no_fault() {
    let folder = made();
    let (header, mut answers) = filled(folder.path(), 1);
    for row in answers.iter_mut().take(9) {
        row[6..].iter_mut().for_each(String::clear);
    }
    fs::write(folder.path().join("coder-1.xlsx"), workbook(&(header, answers))).unwrap();
    let told = validate(folder.path(), &["coder-1.xlsx"], &[]);
    assert!(told.contains("note: 9 rows are empty"), "{told}");
    assert!(told.starts_with("One person coded"), "{told}");
}

/// Gold for two of the articles: one statement that the program has not, one of its own that
/// gold has not, one whose segment is longer, one optional.
fn gold(folder: &Path) -> String {
    let statements = rows(&folder.join("reports/statements.csv"));
    let document = |article: &str| {
        let own = statements.iter().filter(|row| row["article"] == article);
        let mut list: Vec<serde_json::Value> = own
            .map(|row| {
                let (start, end) = row["segments"].split_once("..").unwrap();
                let span: [usize; 2] = [start, end].map(|n| n.parse().unwrap());
                let sign = match row["russia_label"].as_str() {
                    "favourable" => Some(1),
                    "unfavourable" => Some(-1),
                    "neutral" => Some(0),
                    _ => None,
                };
                serde_json::json!({
                    "id": row["statement_id"], "speaker": row["speaker"], "party": "",
                    "optional": false, "segments": [{"start": span[0], "end": span[1]}],
                    "stance": {"russia": sign},
                })
            })
            .collect();
        if article == "a00" {
            list.remove(3);
            list[0]["segments"][0]["end"] = 28.into();
            list[1]["optional"] = true.into();
            list[2]["speaker"] = "Jo Roe".into();
            list[2]["stance"]["russia"] = (-1).into();
            list.push(serde_json::json!({
                "speaker": "Jo Roe", "segments": [{"start": 900, "end": 950}], "stance": {},
            }));
        }
        serde_json::json!({ "article": format!("elsewhere/{article}"), "statements": list })
            .to_string()
    };
    format!("{}\n{}\n", document("a00"), document("a01"))
}

#[test]
fn gold_is_compared_segment_by_segment() {
    let folder = made();
    fs::write(folder.path().join("gold.jsonl"), gold(folder.path())).unwrap();
    let told = done(folder.path(), &["validate", "gold.jsonl", "--gold-only"]);
    assert!(told.starts_with("The answers are gold"), "{told}");
    let of = |measure| {
        let is = [("over", "all gold statements"), ("measure", measure), ("target", "")];
        value(folder.path(), "figures.csv", &is, "value")
    };
    // Six of seven gold segments are found; one of the program's is not in gold.
    assert!((of("segments recall") - 6.0 / 7.0).abs() < 1e-4);
    assert!((of("segments precision") - 6.0 / 7.0).abs() < 1e-4);
    assert!((of("segments found with the right speaker") - 5.0 / 7.0).abs() < 1e-4);
    let accuracy = [("over", "all gold statements"), ("target", "russia"), ("measure", "accuracy")];
    assert!((value(folder.path(), "figures.csv", &accuracy, "value") - 6.0 / 7.0).abs() < 1e-4);
}

/// What a refused comparison says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = onrecord(folder, &[&["validate"], arguments].concat());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
    assert!(!folder.join("validation").exists(), "nothing is written");
    stderr
}

#[test]
fn gold_of_articles_that_were_never_read_is_left_out_and_told() {
    let folder = made();
    let path = folder.path().join("gold.jsonl");
    let gold = gold(folder.path());
    let strange = gold.replace("elsewhere/a0", "elsewhere/b0");
    fs::write(&path, format!("{gold}{strange}")).unwrap();
    let told = done(folder.path(), &["validate", "gold.jsonl", "--gold-only"]);
    assert!(told.contains("note: 2 gold articles are not in these reports"), "{told}");
    let page = fs::read_to_string(folder.path().join("validation/validation.html")).unwrap();
    assert!(page.contains("gold articles that these reports do not hold"));
    let is = [("over", "all gold statements"), ("measure", "segments recall")];
    let recall = value(folder.path(), "figures.csv", &is, "value");
    assert!((recall - 6.0 / 7.0).abs() < 1e-4, "as without them: {recall}");
    fs::remove_dir_all(folder.path().join("validation")).unwrap();
    fs::write(&path, strange).unwrap();
    let told = refused(folder.path(), &["gold.jsonl"]);
    assert!(told.contains("the reports hold no article of gold, as “elsewhere/b00”"), "{told}");
}

#[test]
fn gold_of_an_article_without_a_statement_belongs_to_the_reports() {
    let folder = made();
    let line = "{\"id\":\"mute\",\"text\":\"The council will vote on the bridge in May.\"}";
    fs::write(folder.path().join("news/mute.jsonl"), line).unwrap();
    done(folder.path(), &["run", "news", "--quiet"]);
    let gold = "{\"article\":\"mute\",\"statements\":[{\"speaker\":\"Jo Roe\",\
                \"segments\":[{\"start\":0,\"end\":9}],\"stance\":{}}]}";
    fs::write(folder.path().join("gold.jsonl"), gold).unwrap();
    let told = done(folder.path(), &["validate", "gold.jsonl", "--gold-only"]);
    assert!(!told.contains("not in these reports"), "{told}");
    let is = [("over", "all gold statements"), ("measure", "segments recall")];
    assert_eq!(value(folder.path(), "figures.csv", &is, "value"), 0.0, "it was missed");
}

#[test]
fn a_sample_of_other_reports_is_told() {
    let folder = made();
    let sheet = table(&filled(folder.path(), 1), b',');
    fs::write(folder.path().join("coder-1.csv"), sheet).unwrap();
    let told = validate(folder.path(), &["coder-1.csv"], &[]);
    assert!(!told.contains("was drawn from"), "the same options: {told}");
    let key = folder.path().join("coding/key.csv");
    let text = fs::read_to_string(&key).unwrap();
    let frame = text.lines().find(|line| line.starts_with("frame,")).unwrap();
    fs::write(&key, text.replace(frame, &frame.replace("160", "120"))).unwrap();
    let told = validate(folder.path(), &["coder-1.csv"], &[]);
    let expected = "warning: the sample was drawn from 120 statements and the reports count 160";
    assert!(told.contains(expected), "{told}");
    fs::remove_dir_all(folder.path().join("validation")).unwrap();
    let other = articles().replace("Monday", "Tuesday").replace("brave", "loyal");
    fs::write(folder.path().join("other.jsonl"), other.replace("\"id\":\"a", "\"id\":\"b"))
        .unwrap();
    done(folder.path(), &["run", "other.jsonl", "--quiet", "--out", "others"]);
    let told =
        refused(folder.path(), &["coder-1.csv", "--key", "coding/key.csv", "--reports", "others"]);
    assert!(told.contains("the reports hold no statement of the sheets"), "{told}");
}

#[test]
fn bad_gold_is_told_with_its_line() {
    let folder = made();
    for (line, expected) in [
        ("{\"article\": \"a\"}", "gold.jsonl:1:"),
        (
            "{\"article\":\"a\",\"statements\":[{\"segments\":[],\"stance\":{\"moon\":1}}]}",
            "no target “moon”",
        ),
        (
            "{\"article\":\"a\",\"statements\":[{\"segments\":[],\"stance\":{\"russia\":2}}]}",
            "2 is no label",
        ),
        (
            "{\"article\":\"a\",\"statements\":[{\"segments\":[{\"start\":3,\"end\":1}],\"stance\":{}}]}",
            "3..1 ends before",
        ),
    ] {
        fs::write(folder.path().join("gold.jsonl"), line).unwrap();
        let output = onrecord(folder.path(), &["validate", "gold.jsonl"]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && stderr.contains(expected), "{line}: {stderr}");
    }
}

#[test]
fn the_page_stands_alone_and_runs_nothing() {
    let folder = made();
    let (header, mut answers) = filled(folder.path(), 1);
    answers[0][9] = "<script>alert(1)</script>".to_owned();
    fs::write(folder.path().join("coder-1.xlsx"), workbook(&(header, answers))).unwrap();
    validate(folder.path(), &["coder-1.xlsx"], &[]);
    let read = || fs::read_to_string(folder.path().join("validation/validation.html")).unwrap();
    let page = read();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert"), "escaped");
    for outside in ["http://", "https://", "src=", "url(", "@import", " style="] {
        assert!(!page.contains(outside), "{outside}");
    }
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let policy = page.split("style-src '").nth(1).unwrap().split('\'').next().unwrap();
    use base64::Engine;
    use sha2::Digest;
    let expected = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    assert_eq!(policy, format!("sha256-{expected}"));
    validate(folder.path(), &["coder-1.xlsx"], &[]);
    assert_eq!(read(), page, "the same input, the same page");
}
