//! Whole runs with `corrections.csv`: what people answer holds in every report and in every run.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

type Row = BTreeMap<String, String>;

/// Articles about invented people.
const ARTICLES: [(&str, &str); 4] = [
    (
        "a.txt",
        "Council weighs aid package\n\n\
         Sen. Mira Oakes (R-Ohio) said Monday that the vote would come soon. \
         “We must not abandon Ukraine,” Oakes said. “Russia started this war.”\n\n\
         “That is a brave thing to say,” said Tobias Fenn, a Democratic member of the House.\n\n\
         “No,” Oakes said.\n\n“No,” Fenn said.\n",
    ),
    (
        "b.txt",
        "A quiet vote\n\nThe hall was full on Tuesday.\n\n\
         “Nobody in Kyiv asked the voters of Ohio.”\n\nThe lamps went out at nine.\n\n\
         “We will pay for it,” said Toby Fenn, a Democratic member of the House.\n",
    ),
    (
        "c.txt",
        "The day after\n\n“Russia is a brutal aggressor,” said Ulla Prandt, a farmer.\n\n\
         “It never ends,” said Toby Fenn.\n",
    ),
    ("=1+d.txt", "At the fair\n\n“We farm here,” said Ulla B. Prandt, a farmer.\n"),
];

const TABLES: [&str; 6] =
    ["statements.csv", "speakers.csv", "parties.csv", "articles.csv", "evidence.csv", "review.csv"];

/// A folder of articles, of corrections and of reports.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(project.path("news")).unwrap();
        for (name, text) in ARTICLES {
            fs::write(project.path("news").join(name), text).unwrap();
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program; what it says.
    fn run(&self, arguments: &[&str], code: i32) -> String {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.folder.path()).args(arguments).timeout(Duration::from_secs(120));
        String::from_utf8(command.assert().code(code).get_output().stderr.clone()).unwrap()
    }

    /// Runs it with these corrections, each a row of `column=cell`; what it says.
    fn correct(&self, rows: &[&[&str]]) -> String {
        let mut columns: Vec<&str> = rows.iter().flat_map(|row| row.iter().map(name)).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut writer = csv::Writer::from_path(self.path("corrections.csv")).unwrap();
        writer.write_record(&columns).unwrap();
        for row in rows {
            let cell = |column: &&str| {
                let cell = row.iter().find(|cell| name(cell) == *column);
                cell.and_then(|cell| cell.split_once('=')).map_or("", |(_, value)| value)
            };
            writer.write_record(columns.iter().map(cell)).unwrap();
        }
        writer.flush().unwrap();
        self.run(&["news"], 0)
    }

    fn rows(&self, table: &str) -> Vec<Row> {
        let text = fs::read_to_string(self.path("reports").join(table)).unwrap();
        let text = text.trim_start_matches('\u{FEFF}');
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    /// The statement of `article` that begins with `words`, counted from 0 among those that do.
    fn statement(&self, article: &str, words: &str, number: usize) -> Row {
        let rows = self.rows("statements.csv").into_iter();
        let mut rows = rows.filter(|r| r["article"] == article && r["quote"].starts_with(words));
        rows.nth(number).unwrap()
    }

    /// The quote hash of a statement.
    fn hash(&self, article: &str, words: &str, number: usize) -> String {
        format!("quote_hash={}", self.statement(article, words, number)["quote_hash"])
    }

    fn speaker(&self, id: &str) -> Option<Row> {
        self.rows("speakers.csv").into_iter().find(|row| row["speaker_id"] == id)
    }

    fn kinds_of_questions(&self) -> Vec<String> {
        self.rows("review.csv").into_iter().map(|mut row| row.remove("kind").unwrap()).collect()
    }

    fn manifest(&self) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.path("reports/run.json")).unwrap()).unwrap()
    }
}

fn name<'a>(cell: &&'a str) -> &'a str {
    cell.split('=').next().unwrap_or_default()
}

fn cells<const N: usize>(row: &Row, columns: [&str; N]) -> [String; N] {
    columns.map(|column| row[column].clone())
}

const WHO: [&str; 5] = ["speaker", "speaker_id", "party", "in_tally", "decided_by"];

#[test]
fn without_corrections_nothing_is_decided_by_people() {
    let project = Project::new();
    project.run(&["news"], 0);
    assert!(project.rows("statements.csv").iter().all(|row| row["decided_by"] == "rule"));
    assert_eq!(project.kinds_of_questions(), ["unattributed"]);
    assert!(project.manifest()["corrections"].is_null());
}

#[test]
fn a_speaker_who_is_known_brings_what_is_known() {
    let project = Project::new();
    project.run(&["news"], 0);
    let hash = project.hash("b.txt", "Nobody in Kyiv", 0);
    for (answer, expected) in [
        ("speaker=Toby Fenn", ["Toby Fenn", "toby-fenn", "Democratic", "true", "human"]),
        ("speaker=toby-fenn", ["Toby Fenn", "toby-fenn", "Democratic", "true", "human"]),
        ("speaker=mira oakes", ["Mira Oakes", "mira-oakes", "Republican", "true", "human"]),
        ("speaker=Ned Ferrow", ["Ned Ferrow", "ned-ferrow", "", "true", "human"]),
        ("speaker=-", ["", "", "", "false", "human"]),
    ] {
        let said = project.correct(&[&["article=b.txt", &hash, answer]]);
        assert!(said.contains("1 corrections in corrections.csv, for 1 statements"), "{said}");
        assert_eq!(cells(&project.statement("b.txt", "Nobody", 0), WHO), expected, "{answer}");
        assert!(project.kinds_of_questions().is_empty(), "{answer}: it is answered");
    }
    let row = ["article=b.txt", &hash, "speaker=Ned Ferrow", "party=Green", "country=Freedonia"];
    project.correct(&[&row]);
    let ferrow = project.speaker("ned-ferrow").unwrap();
    assert_eq!(cells(&ferrow, ["party", "country", "statements"]), ["Green", "Freedonia", "1"]);
    assert!(project.rows("parties.csv").iter().any(|row| row["party"] == "Green"));
}

#[test]
fn a_figure_of_the_lexicon_is_found_by_any_name_and_has_the_party_of_the_day() {
    let project = Project::new();
    fs::create_dir(project.path("lexicons")).unwrap();
    let people = "id,name,aliases,party,country,role,from,to\n\
                  edmund-ferrow,Edmund Ferrow,Ned Ferrow,Republican,United States,clerk,,2024-12-31\n\
                  edmund-ferrow,Edmund Ferrow,Ned Ferrow,Democratic,United States,mayor,2025-01-01,\n";
    fs::write(project.path("lexicons/people+.csv"), people).unwrap();
    fs::write(project.path("onrecord.toml"), "lexicons = \"lexicons\"\n").unwrap();
    for (day, party) in [("2024-06-01", "Republican"), ("2025-06-01", "Democratic")] {
        fs::write(project.path("news/b.txt"), format!("{day}\n\n{}", ARTICLES[1].1)).unwrap();
        project.run(&["news"], 0);
        let hash = project.hash("b.txt", "Nobody in Kyiv", 0);
        for name in ["Edmund Ferrow", "Ned Ferrow", "edmund-ferrow", "EDMUND FERROW"] {
            let speaker = format!("speaker={name}");
            project.correct(&[&["article=b.txt", &hash, &speaker]]);
            let statement = project.statement("b.txt", "Nobody", 0);
            let expected = ["Edmund Ferrow", "edmund-ferrow", party, "true", "human"];
            assert_eq!(cells(&statement, WHO), expected, "{name} on {day}");
        }
    }
}

#[test]
fn a_speaker_who_is_a_figure_of_the_lexicon_becomes_one_with_it() {
    let project = Project::new();
    fs::create_dir(project.path("lexicons")).unwrap();
    let people = "id,name,aliases,party,country,role\n\
                  edmund-ferrow,Edmund Ferrow,Ned Ferrow,Republican,United States,clerk\n";
    fs::write(project.path("lexicons/people+.csv"), people).unwrap();
    fs::write(project.path("onrecord.toml"), "lexicons = \"lexicons\"\n").unwrap();
    project.correct(&[&["name=Toby Fenn", "speaker=Ned Ferrow"]]);
    let expected = ["Edmund Ferrow", "edmund-ferrow", "Republican", "true", "human"];
    for (article, words) in [("b.txt", "We will pay"), ("c.txt", "It never ends")] {
        assert_eq!(cells(&project.statement(article, words, 0), WHO), expected, "{article}");
    }
    let ferrow = project.speaker("edmund-ferrow").unwrap();
    assert_eq!(cells(&ferrow, ["party", "statements"]), ["Republican", "2"]);
    project.correct(&[&["name=Toby Fenn", "speaker=Ned Ferrow", "party=Green"]]);
    assert_eq!(project.statement("b.txt", "We will pay", 0)["party"], "Green", "the row says so");
}

#[test]
fn a_party_can_be_that_of_a_statement_an_article_or_a_person() {
    let project = Project::new();
    project.run(&["news"], 0);
    let hash = project.hash("c.txt", "It never ends", 0);
    project.correct(&[
        &["name=Toby Fenn", "party=Green"],
        &["article=b.txt", "name=toby-fenn", "party=Labour"],
        &["article=c.txt", &hash, "party=-"],
    ]);
    let party = |article, words| project.statement(article, words, 0)["party"].clone();
    assert_eq!(party("b.txt", "We will pay"), "Labour");
    assert_eq!(party("c.txt", "It never ends"), "");
    assert_eq!(party("a.txt", "That is a brave"), "Democratic", "another person");
    assert_eq!(project.speaker("toby-fenn").unwrap()["party"], "Green");
}

#[test]
fn a_label_turns_the_score_and_says_whose_it_is() {
    let project = Project::new();
    project.run(&["news"], 0);
    let before = project.statement("a.txt", "We must not", 0);
    let strength = before["ukraine_score"].trim_start_matches('-').to_owned();
    let against = |label: &str| if label == "favourable" { "unfavourable" } else { "favourable" };
    let label = against(&before["ukraine_label"]);
    let hash = project.hash("a.txt", "We must not", 0);
    let answer = format!("ukraine_label={label}");
    project.correct(&[&[
        "article=a.txt",
        &hash,
        &answer,
        "russia_label=none",
        "trump_label=neutral",
    ]]);
    let after = project.statement("a.txt", "We must not", 0);
    assert_eq!(after["ukraine_label"], label);
    assert_eq!(after["ukraine_score"].trim_start_matches('-'), strength);
    assert_ne!(after["ukraine_score"], before["ukraine_score"]);
    assert!(after["ukraine_evidence"].contains("says a person"), "{after:?}");
    assert_eq!(cells(&after, ["russia_score", "russia_label", "russia_evidence"]), ["", "", ""]);
    assert_eq!(cells(&after, ["trump_score", "trump_label"]), ["0.0000", "neutral"]);
    assert_eq!(cells(&after, WHO)[4], "human");
    let evidence = project.rows("evidence.csv");
    let of_statement = |r: &&Row| r["statement_id"] == after["statement_id"];
    let reasons: Vec<[String; 4]> = evidence
        .iter()
        .filter(of_statement)
        .filter(|row| row["target"] != "sentiment")
        .map(|row| cells(row, ["target", "lexicon", "row", "role"]))
        .collect();
    let by_hand = |target: &str| [target, "corrections.csv", "2", "human"].map(str::to_owned);
    assert_eq!(reasons, [by_hand("ukraine"), by_hand("trump")]);
    let oakes = project.speaker("mira-oakes").unwrap();
    assert_eq!(cells(&oakes, ["russia_statements", "trump_neutral"]), ["0", "1"]);
}

#[test]
fn what_is_dropped_stays_in_sight_and_leaves_the_tally() {
    let project = Project::new();
    project.run(&["news"], 0);
    let second = project.hash("a.txt", "No", 1);
    project
        .correct(&[&["article=a.txt", &second, "drop=yes"], &["name=Ulla B. Prandt", "drop=TRUE"]]);
    let tally = |article, words, number| {
        cells(&project.statement(article, words, number), ["in_tally", "decided_by"])
    };
    assert_eq!(tally("a.txt", "No", 0), ["true", "rule"], "the equal words of another speaker");
    assert_eq!(tally("a.txt", "No", 1), ["false", "human"]);
    assert_eq!(tally("c.txt", "Russia is", 0), ["false", "human"]);
    assert_eq!(project.speaker("tobias-fenn").unwrap()["statements"], "1");
    assert!(project.rows("speakers.csv").iter().all(|row| !row["speaker"].contains("Prandt")));
}

#[test]
fn two_names_become_one_person() {
    let project = Project::new();
    let people = |project: &Project| -> Vec<String> {
        let rows = project.rows("speakers.csv").into_iter();
        rows.map(|r| format!("{} {}", r["speaker"], r["statements"])).collect()
    };
    for (guards, row, expected) in [
        ("merged", &["name=Toby Fenn", "merge_with=Tobias Fenn"][..], "Tobias Fenn 4"),
        ("merged by id", &["name=toby-fenn", "merge_with=tobias-fenn"], "Tobias Fenn 4"),
        ("called so", &["name=Toby Fenn", "speaker=Tobias Fenn"], "Tobias Fenn 4"),
        ("renamed", &["name=Toby Fenn", "speaker=Theo Fenn"], "Theo Fenn 2"),
        ("respelled", &["name=Toby Fenn", "speaker=Toby Fénn"], "Toby Fénn 2"),
    ] {
        project.correct(&[row]);
        assert!(
            people(&project).contains(&expected.to_owned()),
            "{guards}: {:?}",
            people(&project)
        );
        let fenn = project.statement("c.txt", "It never ends", 0);
        assert_eq!(cells(&fenn, ["party", "decided_by"]), ["Democratic", "human"], "{guards}");
    }
}

#[test]
fn two_names_are_kept_apart() {
    let project = Project::new();
    let people = |project: &Project| -> Vec<String> {
        let rows = project.rows("speakers.csv").into_iter();
        rows.map(|row| row["speaker"].clone()).filter(|name| name.contains("Prandt")).collect()
    };
    project.run(&["news"], 0);
    assert_eq!(people(&project).len(), 1);
    project.correct(&[&["name=Ulla Prandt", "keep_apart=Ulla B. Prandt"]]);
    assert_eq!(people(&project), ["Ulla B. Prandt", "Ulla Prandt"]);
}

#[test]
fn a_name_in_one_article_can_be_somebody_else() {
    let project = Project::new();
    project.correct(&[&["article=c.txt", "name=Toby Fenn", "speaker=Toby Fenn the Younger"]]);
    let id = |article, words| project.statement(article, words, 0)["speaker_id"].clone();
    assert_eq!(id("c.txt", "It never ends"), "toby-fenn-the-younger");
    assert_eq!(id("b.txt", "We will pay"), "toby-fenn");
    project.correct(&[&["article=c.txt", "name=Toby Fenn", "speaker=nobody"]]);
    assert_eq!(id("c.txt", "It never ends"), "");
    assert!(!project.kinds_of_questions().is_empty());
    assert_eq!(project.kinds_of_questions(), ["unattributed"], "only what nobody answered");
}

#[test]
fn a_row_of_review_is_filled_in_and_moved_over() {
    let project = Project::new();
    project.run(&["news"], 0);
    let review = fs::read_to_string(project.path("reports/review.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(review.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let speaker = columns.iter().position(|column| column == "speaker").unwrap();
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = csv::Reader::from_reader(review.as_bytes());
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(&columns).unwrap();
        for row in reader.records().map(Result::unwrap) {
            let filled = |(i, cell): (usize, &'_ str)| {
                if i == speaker { "Mira Oakes".to_owned() } else { cell.to_owned() }
            };
            writer.write_record(row.iter().enumerate().map(filled)).unwrap();
        }
        fs::write(project.path("corrections.csv"), writer.into_inner().unwrap()).unwrap();
        let said = project.run(&["news"], 0);
        assert!(!said.contains("warning"), "{said}");
        let statement = project.statement("b.txt", "Nobody", 0);
        assert_eq!(cells(&statement, ["speaker", "decided_by"]), ["Mira Oakes", "human"]);
        assert!(project.kinds_of_questions().is_empty());
    }
}

#[test]
fn answers_outlive_reruns_new_lexicons_and_other_articles() {
    let project = Project::new();
    project.run(&["news"], 0);
    let hash = project.hash("b.txt", "Nobody", 0);
    project.correct(&[&[
        "article=b.txt",
        &hash,
        "speaker=Mira Oakes",
        "ukraine_label=unfavourable",
    ]]);
    let first: Vec<Vec<u8>> =
        TABLES.iter().map(|t| fs::read(project.path("reports").join(t)).unwrap()).collect();
    project.run(&["news"], 0);
    for (table, bytes) in TABLES.iter().zip(first) {
        assert!(fs::read(project.path("reports").join(table)).unwrap() == bytes, "{table}");
    }
    fs::create_dir(project.path("lexicons")).unwrap();
    fs::write(project.path("lexicons/terms+.csv"), "term,class,weight\nwumbling,adjective,0.5\n")
        .unwrap();
    let text =
        ARTICLES[1].1.replace("The hall was full", "“Ahem,” said Ed Pell, a clerk. The hall");
    fs::write(project.path("news/b.txt"), text.replace("Nobody in", "NOBODY  in")).unwrap();
    fs::remove_file(project.path("news/c.txt")).unwrap();
    project.run(&["news", "--lexicons", "lexicons"], 0);
    let statement = project.statement("b.txt", "NOBODY", 0);
    let expected = ["Mira Oakes", "unfavourable", "human"];
    assert_eq!(cells(&statement, ["speaker", "ukraine_label", "decided_by"]), expected);
}

#[test]
fn a_correction_that_matches_nothing_is_told_and_asked_again() {
    let project = Project::new();
    project.run(&["news"], 0);
    let hash = project.hash("b.txt", "Nobody", 0);
    let said = project.correct(&[
        &["article=gone.txt", "quote_hash=q0123456789ab", "speaker=Ned Ferrow", "note=see p. 3"],
        &["article=a.txt", "quote_hash=q0123456789ab", "drop=yes"],
        &["article=a.txt", "name=Ulla Prandt", "drop=yes"],
        &["name=Nell Ashby", "party=Green"],
        &["name=Toby Fenn", "merge_with=Nell Ashby"],
        &["article=b.txt", &hash, "party=Green"],
    ]);
    let reasons = [
        "no article has this id",
        "the article holds no such quotation",
        "nobody speaks by this name in the article",
        "nobody speaks by this name",
        "nobody speaks by the second name",
        "the statement has no speaker; name one too",
    ];
    let warnings = project.manifest()["warnings"]["messages"].to_string();
    for (line, why) in (2..).zip(reasons) {
        let message = format!("corrections.csv:{line}: the correction does not fit: {why}");
        assert!(said.contains(&format!("warning: {message}\n")), "{message}\n{said}");
        assert!(warnings.contains(&message), "{warnings}");
    }
    let questions = project.rows("review.csv");
    let asked: Vec<&Row> = questions.iter().filter(|row| row["kind"] == "correction").collect();
    assert_eq!(asked.len(), reasons.len());
    assert_eq!(asked[0]["why"], "line 2: no article has this id");
    let kept = cells(asked[0], ["article", "quote_hash", "speaker", "note"]);
    assert_eq!(kept, ["gone.txt", "q0123456789ab", "Ned Ferrow", "see p. 3"]);
    let counts = &project.manifest()["counts"];
    assert_eq!(counts["corrections_unmatched"], reasons.len());
    assert!(project.manifest()["corrections"].is_string());
}

#[test]
fn ids_and_names_that_look_like_formulas_match() {
    let project = Project::new();
    project.run(&["news"], 0);
    let statement = project.statement("'=1+d.txt", "We farm", 0);
    let hash = format!("quote_hash={}", statement["quote_hash"]);
    for article in ["article='=1+d.txt", "article==1+d.txt"] {
        let said = project.correct(&[&[article, &hash, "speaker='=Ulla Prandt"]]);
        assert!(!said.contains("warning"), "{said}");
        let statement = project.statement("'=1+d.txt", "We farm", 0);
        assert_eq!(cells(&statement, ["speaker", "decided_by"]), ["Ulla B. Prandt", "human"]);
        let said =
            project.correct(&[&[article, &hash, "speaker==Nix"], &["name='=Nix", "party=Green"]]);
        assert!(!said.contains("warning"), "{said}");
        let statement = project.statement("'=1+d.txt", "We farm", 0);
        assert_eq!(
            cells(&statement, ["speaker", "speaker_id", "party"]),
            ["'=Nix", "nix", "Green"]
        );
    }
}

#[test]
fn a_faulty_file_stops_the_run_before_it_begins() {
    let project = Project::new();
    fs::write(project.path("bad.csv"), "name;party;drop\nAl;Green;\nAl;Labour;maybe\n").unwrap();
    let said = project.run(&["news", "--corrections", "bad.csv"], 2);
    assert!(said.contains("bad.csv:3:11: drop: “maybe” does not fit"), "{said}");
    assert!(said.contains("help: write yes or no"), "{said}");
    assert!(!project.path("reports").exists());
    let said = project.run(&["news", "--corrections", "none.csv"], 2);
    assert!(said.contains("none.csv: cannot be read"), "{said}");
}

#[test]
fn the_file_is_found_where_it_is_named_or_lies() {
    let project = Project::new();
    let file = "name,party\nToby Fenn,Green\n";
    let party = |project: &Project| project.statement("b.txt", "We will pay", 0)["party"].clone();
    fs::create_dir(project.path("sub")).unwrap();
    fs::write(project.path("sub/by-hand.csv"), file).unwrap();
    project.run(&["news", "--corrections", "sub/by-hand.csv"], 0);
    assert_eq!(party(&project), "Green", "by the flag");
    fs::write(project.path("sub/onrecord.toml"), "corrections = \"by-hand.csv\"\n").unwrap();
    project.run(&["news", "--config", "sub/onrecord.toml", "--out", "reports"], 0);
    assert_eq!(party(&project), "Green", "by the project file");
    fs::write(project.path("sub/onrecord.toml"), "").unwrap();
    project.run(&["news", "--config", "sub/onrecord.toml", "--out", "reports"], 0);
    assert_eq!(party(&project), "Democratic", "by nobody");
    fs::write(project.path("sub/corrections.csv"), file).unwrap();
    project.run(&["news", "--config", "sub/onrecord.toml", "--out", "reports"], 0);
    assert_eq!(party(&project), "Green", "beside the project file");
    fs::write(project.path("corrections.csv"), file).unwrap();
    let said = project.run(&["."], 0);
    assert!(said.contains("1 corrections in corrections.csv"), "{said}");
    let articles = project.rows("articles.csv");
    assert!(articles.iter().all(|row| row["article"] != "corrections.csv"), "it is no article");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let project = Project::new();
    project.run(&["news"], 0);
    let hash = project.hash("b.txt", "Nobody", 0);
    project.correct(&[
        &["article=b.txt", &hash, "speaker=Ned Ferrow", "ukraine_label=unfavourable"],
        &["name=Toby Fenn", "merge_with=Tobias Fenn", "drop=no"],
        &["name=Nell Ashby", "party=Green"],
    ]);
    let runs = ["1", "2"].map(|jobs| {
        project.run(&["news", "--jobs", jobs], 0);
        TABLES.map(|table| fs::read(project.path("reports").join(table)).unwrap())
    });
    assert!(runs[0] == runs[1]);
}
