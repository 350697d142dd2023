//! Whole runs of the program: odd inputs, exit codes, the shape of the reports, equal bytes.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// Two paragraphs with a quotation; the people are invented.
const STORY: &str = "Council weighs aid package\n\n\
    Sen. Mira Oakes (R-Ohio) said Monday that the vote would come soon. \
    “We must not abandon Ukraine,” Oakes said. “Russia started this war.”\n\n\
    “That is a brave thing to say,” said Tobias Fenn, a Democratic member of the House.\n";

const TABLES: [&str; 9] = [
    "speakers.csv",
    "parties.csv",
    "statements.csv",
    "evidence.csv",
    "timeline.csv",
    "shifts.csv",
    "articles.csv",
    "duplicates.csv",
    "review.csv",
];

/// What else a run writes by default.
const OTHERS: [&str; 2] = ["datapackage.json", "codebook.md"];

/// A folder of articles and a folder for reports.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(articles: &[(&str, &[u8])]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        for (name, bytes) in articles {
            let path = project.path("news").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fs::create_dir_all(project.path("news")).unwrap();
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `onrecord ARGUMENTS` in the project's folder.
    fn onrecord(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.folder.path()).args(arguments).timeout(Duration::from_secs(600));
        command
    }

    fn run(&self, arguments: &[&str], code: i32) -> String {
        let output = self.onrecord(arguments).assert().code(code).get_output().clone();
        assert!(output.stdout.is_empty(), "a run prints nothing on standard output");
        String::from_utf8(output.stderr).unwrap()
    }

    fn bytes(&self, out: &str) -> BTreeMap<&'static str, Vec<u8>> {
        TABLES.iter().map(|&t| (t, fs::read(self.path(out).join(t)).unwrap())).collect()
    }
}

/// Rows of a table by column.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(path).unwrap();
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a byte order mark");
    csv::Reader::from_reader(text).deserialize().map(Result::unwrap).collect()
}

fn header(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.trim_start_matches('\u{FEFF}').split("\r\n").next().unwrap().to_owned()
}

#[test]
fn every_odd_input_gets_its_row_and_the_others_are_scored() {
    let long =
        format!("{STORY}\n{}", "The committee met again on the matter. \n\n".repeat(520_000));
    assert!(long.len() > 20 << 20);
    let cut_json = format!("[{{\"id\": \"whole\", \"text\": {STORY:?}}}, {{\"id\": \"half\", \"te");
    let lines = format!("{{\"id\": \"l1\", \"text\": {STORY:?}}}\nnot json\n{{\"id\": \"l3\"}}\n");
    let mut half_char = STORY.as_bytes().to_vec();
    half_char.extend([0xE2, 0x80]);
    let project = Project::new(&[
        ("good.txt", STORY.as_bytes()),
        ("sub/good.txt", STORY.replace("Oakes", "Pell").as_bytes()),
        ("empty.txt", b""),
        ("blank.md", b"  \n\n \n"),
        ("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\xff\xfe\0\x01\x02\x03\0\0\x90"),
        ("half_char.txt", &half_char),
        ("cut.json", cut_json.as_bytes()),
        ("lines.jsonl", lines.as_bytes()),
        ("long.txt", long.as_bytes()),
        ("broken.txt.gz", b"\x1f\x8b\x08\0\0\0"),
        ("paper.pdf", b"%PDF-1.7"),
        ("notes.log", b"not an article"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", project.path("news/dangling.txt")).unwrap();
    let stderr = project.run(&["news"], 0);
    assert!(stderr.contains("skipped"), "{stderr}");

    let rows = rows(&project.path("reports/articles.csv"));
    let of = |article: &str| {
        let found = rows.iter().find(|row| row["article"] == article);
        found.unwrap_or_else(|| panic!("no row for {article}: {rows:#?}"))
    };
    for article in ["good.txt", "sub/good.txt", "half_char.txt", "whole", "l1", "long.txt"] {
        assert_eq!(of(article)["status"], "read", "{article}");
        assert_eq!(of(article)["reason"], "", "{article}");
    }
    let mut skipped: Vec<(&str, &str)> = vec![
        ("empty.txt", "empty"),
        ("blank.md", "empty"),
        ("binary.txt", "binary"),
        ("lines.jsonl:2", "malformed"),
        ("l3", "no_text"),
        ("broken.txt.gz", "malformed"),
        ("paper.pdf", "format"),
    ];
    if cfg!(unix) {
        skipped.push(("dangling.txt", "unreadable"));
    }
    for (article, reason) in skipped {
        let row = of(article);
        assert_eq!((&*row["status"], &*row["reason"]), ("skipped", reason), "{article}");
        assert!(row["message"].len() > 10 && !row["message"].contains('\n'), "{row:?}");
        assert_eq!(row["statements"], "", "{article}");
    }
    let cut =
        rows.iter().filter(|row| row["path"].contains("cut.json") && row["status"] == "skipped");
    assert_eq!(cut.count(), 1, "the half record of cut.json");
    assert!(!rows.iter().any(|row| row["article"].contains("notes.log")));
    assert_eq!(of("sub/good.txt")["statements"], of("good.txt")["statements"]);
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    let mut articles: Vec<(String, Vec<u8>)> = (0..60)
        .map(|i| {
            let name = ["Oakes", "Pell", "Quince", "Ravel"][i % 4];
            let story = STORY.replace("Oakes", name).replace("Monday", ["Monday", "Friday"][i % 2]);
            (format!("2025/03/{:02}/story-{i}.txt", i % 28 + 1), story.repeat(i % 5 + 1).into())
        })
        .collect();
    articles.push((
        "more.jsonl".into(),
        format!("{{\"id\": \"x\", \"text\": {STORY:?}}}\n").repeat(3).into(),
    ));
    let articles: Vec<(&str, &[u8])> =
        articles.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let project = Project::new(&articles);
    let runs = [("a", "1"), ("b", "2"), ("c", "7"), ("a", "2")].map(|(out, jobs)| {
        let stderr = project.run(&["run", "news", "--out", out, "--jobs", jobs], 0);
        assert!(stderr.contains("x#2"), "articles of one id are told apart: {stderr}");
        project.bytes(out)
    });
    for (name, bytes) in &runs[0] {
        for run in &runs[1..] {
            assert!(run[name] == *bytes, "{name} differs");
        }
    }
}

#[test]
fn columns_are_those_that_are_promised() {
    let project = Project::new(&[("a.txt", STORY.as_bytes())]);
    project.run(&["news", "--out", "out", "--quiet"], 0);
    let each = |columns: &[&str]| -> String {
        ["russia", "ukraine", "trump"]
            .iter()
            .flat_map(|target| columns.iter().map(move |column| format!("{target}_{column},")))
            .collect()
    };
    let summary = [
        "label",
        "estimate",
        "mean",
        "low",
        "high",
        "statements",
        "favourable",
        "neutral",
        "unfavourable",
    ];
    let mut of_speaker = [&summary[..], &["words"]].concat();
    of_speaker.insert(6, "articles");
    let own = [
        "speakers",
        "speaker_mean",
        "speaker_low",
        "speaker_high",
        "spread",
        "statements_not_self",
        "mean_not_self",
        "low_not_self",
        "high_not_self",
        "speaker_mean_not_self",
        "speaker_low_not_self",
        "speaker_high_not_self",
    ];
    for (table, expected) in [
        (
            "statements.csv",
            format!(
                "date,speaker,party,quote,{}sentiment_score,sentiment_label,role,country,\
                 co_speakers,kind,mention,cue,rule,mention_confidence,speaker_confidence,in_tally,\
                 decided_by,title,source,article,paragraph,words,segments,speaker_span,\
                 statement_id,speaker_id,quote_hash",
                each(&["score", "label", "evidence"])
            ),
        ),
        (
            "speakers.csv",
            format!(
                "speaker,party,statements,{}role,country,kind,articles,words,first_date,\
                 last_date,sentiment_mean,speaker_id",
                each(&of_speaker)
            ),
        ),
        (
            "parties.csv",
            format!(
                "party,country,speakers,statements,{}sentiment_mean",
                each(&[&summary[..], &own[..]].concat())
            ),
        ),
        (
            "timeline.csv",
            "start,period,group,name,party,country,target,statements,favourable,neutral,\
             unfavourable,mean,low,high,id"
                .to_owned(),
        ),
        (
            "shifts.csv",
            "group,name,party,country,target,when,before_mean,after_mean,change,p,q,\
             before_statements,after_statements,articles,speakers,id"
                .to_owned(),
        ),
        (
            "articles.csv",
            "article,status,reason,date,source,title,language,words,segments,statements,\
             unattributed,copy_of,message,path,text_hash"
                .to_owned(),
        ),
        (
            "duplicates.csv",
            "article,date,source,title,copy_of,original_date,original_source,similarity,\
             statements,repeated,counted"
                .to_owned(),
        ),
        (
            "evidence.csv",
            "statement_id,target,term,contribution,weight,multipliers,role,lexicon,row,span"
                .to_owned(),
        ),
        (
            "review.csv",
            format!(
                "article,quote_hash,name,speaker,party,country,role,merge_with,keep_apart,{}drop,\
                 note,kind,mention,guess,why,statement_id,quote",
                each(&["label"])
            ),
        ),
    ] {
        assert_eq!(header(&project.path("out").join(table)), expected, "{table}");
    }
}

#[test]
fn run_json_vouches_for_the_files() {
    let project = Project::new(&[("a.txt", STORY.as_bytes()), ("b.txt", b"")]);
    project.run(&["news", "--out", "out"], 0);
    let run: serde_json::Value =
        serde_json::from_slice(&fs::read(project.path("out/run.json")).unwrap()).unwrap();
    for file in run["files"].as_array().unwrap() {
        let bytes = fs::read(project.path("out").join(file["name"].as_str().unwrap())).unwrap();
        assert_eq!(file["blake3"], blake3::hash(&bytes).to_hex().as_str());
        assert_eq!(file["bytes"], bytes.len());
    }
    let names: Vec<&str> =
        run["files"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
    for name in TABLES.iter().chain(&OTHERS) {
        assert!(names.contains(name), "{name}");
    }
    let listed = |end: &str| names.iter().filter(|name| name.ends_with(end)).count();
    assert_eq!((listed(".csv"), listed("report.html")), (TABLES.len(), 1));
    assert!(listed(".svg") > 0);
    assert_eq!(run["counts"]["articles"], 1);
    assert_eq!(run["counts"]["skipped_by_reason"]["empty"], 1);
}

#[test]
fn a_run_without_the_page_takes_the_old_one_away() {
    let project = Project::new(&[("a.txt", STORY.as_bytes())]);
    project.run(&["news", "--formats", "csv,html"], 0);
    assert!(project.path("reports/report.html").exists());
    assert!(project.path("reports/charts/shares.svg").exists());
    project.run(&["news", "--formats", "csv"], 0);
    assert!(!project.path("reports/report.html").exists());
    assert!(!project.path("reports/charts/shares.svg").exists());
}

#[test]
fn copies_are_listed_and_counted_once() {
    let project = Project::new(&[("a.txt", STORY.as_bytes()), ("b.txt", STORY.as_bytes())]);
    project.run(&["news"], 0);
    let articles = rows(&project.path("reports/articles.csv"));
    assert_eq!((&*articles[0]["copy_of"], &*articles[1]["copy_of"]), ("", "a.txt"));
    let statements = rows(&project.path("reports/statements.csv"));
    assert!(!statements.is_empty());
    for row in &statements {
        let counts = row["article"] == "a.txt" && !row["speaker"].is_empty();
        assert_eq!(row["in_tally"], counts.to_string());
    }
    let counted: usize = rows(&project.path("reports/speakers.csv"))
        .iter()
        .map(|row| row["statements"].parse::<usize>().unwrap())
        .sum();
    let duplicates = rows(&project.path("reports/duplicates.csv"));
    assert_eq!((&*duplicates[0]["copy_of"], &*duplicates[0]["similarity"]), ("a.txt", "1.0000"));
    assert_eq!(
        (&duplicates[0]["repeated"], &*duplicates[0]["counted"]),
        (&duplicates[0]["statements"], "0")
    );
    assert_eq!(2 * counted, statements.iter().filter(|row| !row["speaker"].is_empty()).count());
}

/// A story that agencies send to papers.
const WIRE: &str = "Council weighs aid package\n\n\
    The council of a small town on the lake met on Monday evening to talk about the convoy of \
    trucks that its volunteers had sent across the border in the spring. Nobody in the room had \
    seen the trucks come back, and the treasurer wanted to know what had become of the money.\n\n\
    “We must not abandon Ukraine,” said Sen. Mira Oakes (R-Ohio), who had come from the capital \
    with two aides and a folder of letters. “Russia started this war.”\n\n\
    The mayor let everybody speak who had put a name on the list, which took until ten at night, \
    and then asked for a show of hands that came out nine to two.\n\n\
    “That is a brave thing to say,” said Tobias Fenn, a Democratic member of the House, when the \
    lights had been put out and most of the chairs were stacked against the wall again.\n";

/// The same as a paper prints it: another title and other marks, the middle cut, a line of its own.
fn reprint() -> String {
    let body = WIRE.split_once("\n\n").unwrap().1.replace(['“', '”'], "\"");
    let (head, tail) = body.split_once("\n\nThe mayor let").unwrap();
    let (_, tail) = tail.split_once("\n\n").unwrap();
    format!(
        "A long night in the hall\n\n{head}\n\n{tail}\n\"Putin is a thug,\" said Lena Marsh, the mayor of Dayton.\n"
    )
}

#[test]
fn near_copies_count_for_what_they_add() {
    let reprint = reprint();
    let articles: [(&str, &[u8]); 4] = [
        ("a.txt", WIRE.as_bytes()),
        ("b.txt", reprint.as_bytes()),
        ("c.txt", reprint.as_bytes()),
        ("d.txt", STORY.as_bytes()),
    ];
    let project = Project::new(&articles);
    project.run(&["news"], 0);
    let statements = rows(&project.path("reports/statements.csv"));
    let counted = |article: &str| -> Vec<&str> {
        let own = statements.iter().filter(|row| row["article"] == article);
        own.filter(|row| row["in_tally"] == "true").map(|row| &*row["speaker"]).collect()
    };
    assert_eq!(counted("a.txt"), ["Mira Oakes", "Tobias Fenn"]);
    assert_eq!(counted("b.txt"), ["Lena Marsh"], "{statements:#?}");
    assert!(counted("c.txt").is_empty(), "the same text as b.txt");
    assert_eq!(counted("d.txt").len(), 2, "the same words in an article that is no copy");

    let duplicates = rows(&project.path("reports/duplicates.csv"));
    let cells = |row: &BTreeMap<String, String>| {
        ["article", "copy_of", "statements", "repeated", "counted"]
            .map(|c| row[c].clone())
            .join(" ")
    };
    let found: Vec<String> = duplicates.iter().map(cells).collect();
    assert_eq!(found, ["b.txt a.txt 3 2 1", "c.txt a.txt 3 3 0"]);
    for row in &duplicates {
        let similarity: f64 = row["similarity"].parse().unwrap();
        assert!((0.6..0.95).contains(&similarity), "{similarity}");
    }
    let run: serde_json::Value =
        serde_json::from_slice(&fs::read(project.path("reports/run.json")).unwrap()).unwrap();
    assert_eq!((&run["counts"]["copies"], &run["counts"]["repeated"]), (&2.into(), &5.into()));
}

#[test]
fn how_near_copies_are_is_up_to_the_project() {
    let reprint = reprint();
    let project = Project::new(&[
        ("a.txt", WIRE.as_bytes()),
        ("b.txt", reprint.as_bytes()),
        ("c.txt", reprint.as_bytes()),
    ]);
    for (config, arguments, expected) in [
        ("", &["news"][..], vec![("b.txt", "a.txt"), ("c.txt", "a.txt")]),
        ("near_copies = 1.0\n", &["news"], vec![("c.txt", "b.txt")]),
        (
            "near_copies = 1\n",
            &["news", "--near-copies", "0.5"],
            vec![("b.txt", "a.txt"), ("c.txt", "a.txt")],
        ),
    ] {
        fs::write(project.path("onrecord.toml"), config).unwrap();
        project.run(arguments, 0);
        let duplicates = rows(&project.path("reports/duplicates.csv"));
        let found: Vec<(&str, &str)> =
            duplicates.iter().map(|row| (&*row["article"], &*row["copy_of"])).collect();
        assert_eq!(found, expected, "{config}{arguments:?}");
    }
    let same = &rows(&project.path("reports/duplicates.csv"))[0];
    assert_ne!(same["similarity"], "1.0000");
    fs::write(project.path("onrecord.toml"), "\nnear_copies = 0.2\n").unwrap();
    let stderr = project.run(&["news"], 2);
    assert!(stderr.contains("onrecord.toml:2:15: 0.2 is no similarity of copies"), "{stderr}");
    let stderr = project.run(&["news", "--near-copies", "80"], 2);
    assert!(stderr.contains("use a number from 0.5 to 1"), "{stderr}");
}

#[test]
fn copies_are_the_same_for_any_number_of_threads() {
    let reprint = reprint();
    let articles: Vec<(String, String)> = (0..60)
        .map(|i| {
            let text = if i % 3 == 0 { WIRE } else { &reprint };
            let changed = text.replace("Monday", &format!("day {}", i % 7));
            (format!("{i:02}.txt"), changed.replace("lake", ["lake", "river"][i % 2]))
        })
        .collect();
    let articles: Vec<(&str, &[u8])> =
        articles.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let project = Project::new(&articles);
    let runs = ["1", "2", "7"].map(|jobs| {
        project.run(&["news", "--out", jobs, "--jobs", jobs], 0);
        project.bytes(jobs)
    });
    let copies = rows(&project.path("1/duplicates.csv")).len();
    assert!(copies > 50, "{copies} of 60 articles");
    for (name, bytes) in &runs[0] {
        assert!(runs[1..].iter().all(|run| run[name] == *bytes), "{name} differs");
    }
}

#[test]
fn spans_count_code_points_of_the_text_that_is_written_on_request() {
    let project = Project::new(&[("é/ü 😀.txt", format!("Zoë’s day\n\n{STORY}").as_bytes())]);
    project.run(&["news", "--texts", "texts"], 0);
    let texts: Vec<_> = fs::read_dir(project.path("texts")).unwrap().map(Result::unwrap).collect();
    assert_eq!(texts.len(), 1);
    let text: Vec<char> = fs::read_to_string(texts[0].path()).unwrap().chars().collect();
    let statements = rows(&project.path("reports/statements.csv"));
    assert!(!statements.is_empty());
    for row in statements {
        let slices: Vec<String> = row["segments"]
            .split(';')
            .map(|span| {
                let (start, end) = span.split_once("..").unwrap();
                text[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
            })
            .collect();
        assert_eq!(slices.join(" … "), row["quote"]);
    }
}

#[test]
fn indirect_statements_are_read_on_request_and_change_no_other() {
    let story = "Odell Granger said that Putin was a thug. “We lost,” Granger said. The dam, \
                 Lucia Farrow said, was safe.\n";
    let project = Project::new(&[("a.txt", story.as_bytes()), ("b.txt", STORY.as_bytes())]);
    project.run(&["news", "--out", "off"], 0);
    project.run(&["news", "--out", "on", "--indirect", "--jobs", "1"], 0);
    project.run(&["news", "--out", "on-too", "--indirect", "--jobs", "5"], 0);
    project.run(&["news", "--out", "counted", "--indirect", "--tally-indirect"], 0);
    assert_eq!(project.bytes("on"), project.bytes("on-too"));

    let table = |out: &str| rows(&project.path(out).join("statements.csv"));
    let (indirect, direct): (Vec<_>, Vec<_>) =
        table("on").into_iter().partition(|row| row["kind"] == "indirect");
    let said = |rows: &[BTreeMap<String, String>]| -> Vec<BTreeMap<String, String>> {
        let mut rows = rows.to_vec();
        rows.iter_mut().for_each(|row| drop(row.remove("statement_id")));
        rows
    };
    assert_eq!(said(&direct), said(&table("off")));
    let quotes: Vec<&str> = indirect.iter().map(|row| &*row["quote"]).collect();
    assert_eq!(quotes, ["Putin was a thug", "The dam … was safe", "the vote would come soon"]);
    assert!(indirect.iter().all(|row| row["in_tally"] == "false"));
    assert!(table("counted").iter().all(|row| row["in_tally"] == "true"));
    let ids: Vec<String> = table("on").iter().map(|row| row["statement_id"].clone()).collect();
    assert!(ids[0].ends_with("-1") && ids[1].ends_with("-2") && ids[2].ends_with("-3"), "{ids:?}");
    for file in ["speakers.csv", "parties.csv"] {
        let table = |out: &str| fs::read(project.path(out).join(file)).unwrap();
        assert_eq!(table("on"), table("off"), "{file}");
    }
    let run = fs::read_to_string(project.path("counted/run.json")).unwrap();
    assert!(
        run.contains("\"indirect\": true") && run.contains("\"tally_indirect\": true"),
        "{run}"
    );
}

#[test]
fn exit_codes_say_what_happened() {
    let project = Project::new(&[("a.txt", STORY.as_bytes()), ("b.txt", b"")]);
    fs::create_dir(project.path("hollow")).unwrap();
    fs::create_dir(project.path("other")).unwrap();
    fs::write(project.path("other/x.log"), "x").unwrap();
    fs::write(project.path("wrong.toml"), "out = \"o\"\npahts = [\"x\"]\n").unwrap();
    fs::write(project.path("file"), "").unwrap();
    for (arguments, code, said) in [
        (&["news"][..], 0, "1 articles read, 1 skipped (1 empty"),
        (&["news", "--max-skipped", "1"], 0, ", 1 skipped (1 empty"),
        (&["news", "--max-skipped", "0"], 1, "more than the 0 that --max-skipped allows"),
        (&["news", "--no-such-flag"], 2, "--no-such-flag"),
        (&["news", "--tally-indirect"], 2, "counts what only --indirect reads: give both"),
        (&["news", "--decimal-comma", "--delimiter", ","], 2, "use --delimiter ';'"),
        (&["news", "--exclude", "none.csv"], 2, "none.csv"),
        (&["news", "--template", "nowhere"], 2, "nowhere: cannot be read"),
        (&["news", "--template", "hollow"], 0, "reports are in reports"),
        (&["news", "--template", "other"], 2, "x.log: the page has no such part"),
        (&["news", "--since", "2025-02-02", "--until", "2025-02-01"], 2, "no day lies between"),
        (&["news", "--config", "wrong.toml"], 2, "wrong.toml:2:1: unknown field `pahts`"),
        (&["news", "--config", "none.toml"], 2, "none.toml: cannot be read"),
        (&["news", "--lexicons", "nowhere"], 2, "nowhere"),
        (&[], 3, "for example: onrecord news/ --out reports"),
        (&["nowhere"], 3, "nowhere: no such file or folder"),
        (&["hollow"], 3, "no articles found in hollow"),
        (&["other"], 3, "only files of other kinds: 1 .log"),
        (&["news", "--out", "file"], 74, "cannot write"),
    ] {
        let stderr = project.run(arguments, code);
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
    }
    assert!(!project.path("hollow/reports").exists());
}

#[test]
fn a_project_file_says_what_the_command_line_does_not() {
    let dated = format!("2025-03-05\n\n{STORY}");
    let project =
        Project::new(&[("2025/03/05/a.txt", dated.as_bytes()), ("u.txt", STORY.as_bytes())]);
    let config = "paths = [\"news\"]\nout = \"from-config\"\nsince = 2025-03-01\nundated = \"drop\"\n\
                  delimiter = \";\"\nbom = false\n";
    fs::write(project.path("onrecord.toml"), config).unwrap();
    project.run(&[], 0);
    let text = fs::read_to_string(project.path("from-config/articles.csv")).unwrap();
    assert!(text.starts_with("article;status;"), "{text}");
    assert!(text.contains("u.txt;skipped;date;"), "{text}");
    project.run(&["--out", "from-flag", "--since", "2026-01-01"], 0);
    let text = fs::read_to_string(project.path("from-flag/articles.csv")).unwrap();
    assert!(text.contains("its date 2025-03-05 is before 2026-01-01"), "{text}");
}

#[test]
fn reports_of_an_earlier_run_are_no_articles() {
    let project = Project::new(&[("a.txt", STORY.as_bytes())]);
    project.run(&["news", "--out", "news/reports"], 0);
    project.run(&["news", "--out", "elsewhere"], 0);
    assert_eq!(rows(&project.path("elsewhere/articles.csv")).len(), 1);
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = Project::new(&[("a.txt", STORY.as_bytes()), ("b.log", b"")]);
    let output = project.onrecord(&["news", "--dry-run"]).assert().code(0).get_output().clone();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("would read 1 files"), "{stdout}");
    assert!(stdout.contains("not articles: 1 .log"), "{stdout}");
    assert!(!project.path("reports").exists());
}

#[test]
fn hostile_text_stays_text() {
    let title = "=HYPERLINK(\"http://example.org\")\n+2\u{1b}[31m";
    let record = serde_json::json!({ "id": "@SUM(A1)", "title": title, "text": STORY });
    let project =
        Project::new(&[("a.json", record.to_string().as_bytes()), ("odd\u{1b}[2Jname.txt", b"")]);
    let stderr = project.run(&["news"], 0);
    assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
    for table in TABLES {
        let text = fs::read_to_string(project.path("reports").join(table)).unwrap();
        assert!(!text.contains('\u{1b}'), "{table}");
        for row in rows(&project.path("reports").join(table)) {
            for cell in row.values().filter(|cell| cell.parse::<f64>().is_err()) {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{table}: {cell}");
                assert!(!cell.contains('\n'), "{table}: {cell}");
            }
        }
    }
    assert_eq!(rows(&project.path("reports/statements.csv"))[0]["article"], "'@SUM(A1)");
}

#[test]
fn help_shows_examples() {
    let project = Project::new(&[]);
    for arguments in [&["--help"][..], &["run", "--help"], &["help", "run"]] {
        let output = project.onrecord(arguments).assert().code(0).get_output().clone();
        assert!(String::from_utf8(output.stdout).unwrap().contains("Examples:"), "{arguments:?}");
    }
}

#[cfg(unix)]
mod signals {
    use super::*;
    use std::process::{Child, Stdio};

    /// A run that takes long enough to be disturbed, with old reports in place.
    fn long_run() -> (Project, Child) {
        let lines: String = (0..40_000)
            .map(|i| format!("{{\"id\": \"n{i}\", \"text\": {:?}}}\n", STORY.repeat(3)))
            .collect();
        let project = Project::new(&[("a.jsonl", lines.as_bytes())]);
        fs::create_dir_all(project.path("reports")).unwrap();
        fs::write(project.path("reports/statements.csv"), "old").unwrap();
        let child = std::process::Command::new(assert_cmd::cargo::cargo_bin("onrecord"))
            .args(["news", "--quiet"])
            .current_dir(project.folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..600 {
            if project.path("reports/.onrecord/lock").exists() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        std::thread::sleep(Duration::from_millis(100));
        (project, child)
    }

    fn kill(child: &Child, signal: &str) {
        let status = std::process::Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(status.success());
    }

    #[test]
    fn a_stopped_run_leaves_the_old_reports() {
        for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
            let (project, mut child) = long_run();
            kill(&child, signal);
            assert_eq!(child.wait().unwrap().code(), Some(code));
            let left: Vec<_> = fs::read_dir(project.path("reports"))
                .unwrap()
                .map(|e| e.unwrap().file_name())
                .collect();
            assert_eq!(left.len(), 2, "the folder of the lock and the old report: {left:?}");
            assert_eq!(fs::read(project.path("reports/statements.csv")).unwrap(), b"old");
        }
    }

    #[test]
    fn the_second_run_says_who_is_first_and_a_dead_one_is_no_obstacle() {
        let (project, mut child) = long_run();
        let stderr = project.run(&["news"], 75);
        assert!(stderr.contains(&format!("process {} since 2", child.id())), "{stderr}");
        kill(&child, "-KILL");
        child.wait().unwrap();
        fs::write(project.path("news/a.jsonl"), format!("{{\"text\": {STORY:?}}}")).unwrap();
        project.run(&["news"], 0);
        let names = fs::read_dir(project.path("reports")).unwrap();
        let temporary = names.filter(|e| {
            e.as_ref().unwrap().file_name().to_string_lossy().starts_with(".onrecord-")
        });
        assert_eq!(temporary.count(), 0, "what the dead run left is swept up");
    }
}
