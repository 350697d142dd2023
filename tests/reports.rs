//! Phase 2 on Readings made by hand: who is one person, what is counted, what the cells say.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use jiff::civil::date;
use onrecord::articles::Metadata;
use onrecord::lexicons::{Lexicons, Source};
use onrecord::people::{Corrections, Exclusions};
use onrecord::pipeline::report::{self, Known, MIN_STATEMENTS, Options, Totals};
use onrecord::reading::{
    Hit, Label, Mention, Multiplier, Reading, Score, Segment, Speaker, SpeakerKind, Stance,
    Statement, StatementKind,
};
use onrecord::reports::{Formats, Publisher, Style};
use onrecord::store::Spill;
use onrecord::text::{CharSpan, Sketch};

type Row = BTreeMap<String, String>;

/// Readings through phase 2; the tables by file name.
fn tables(readings: &[Reading]) -> (BTreeMap<String, Vec<Row>>, Totals) {
    tables_of(readings, "", "", options())
}

/// The same with what people answer.
fn corrected(readings: &[Reading], answers: &str) -> (BTreeMap<String, Vec<Row>>, Totals) {
    tables_of(readings, answers, "", options())
}

/// CSV alone, as programs read it.
fn options() -> Options {
    Options {
        formats: Formats { html: false, ..Formats::default() },
        style: Style { bom: false, ..Style::default() },
        min_statements: MIN_STATEMENTS,
        ..Options::default()
    }
}

fn tables_of(
    readings: &[Reading],
    answers: &str,
    excluded: &str,
    options: Options,
) -> (BTreeMap<String, Vec<Row>>, Totals) {
    let out = tempfile::tempdir().unwrap();
    let lexicons = Lexicons::load(&Source::shipped()).unwrap();
    let mut publisher = Publisher::open(out.path()).unwrap();
    let mut spill = Spill::create(&publisher.state()).unwrap();
    readings.iter().for_each(|reading| spill.push(reading).unwrap());
    let mut readings = spill.finish().unwrap();
    let targets = lexicons.stance.target_ids();
    let answers = Corrections::parse("c.csv", answers.as_bytes(), &targets).unwrap();
    let excluded = Exclusions::parse("x.csv", excluded.as_bytes()).unwrap();
    let go_on = || true;
    let totals = report::report(
        &mut readings,
        Known { lexicons: &lexicons, corrections: &answers, exclusions: &excluded },
        &options,
        &mut publisher,
        &go_on,
    )
    .unwrap();
    let published = publisher.publish(b"{}\n").unwrap();
    let files = published.files.into_iter().filter(|file| file.name.ends_with(".csv"));
    let tables = files.map(|file| {
        let mut reader = csv::Reader::from_path(out.path().join(&file.name)).unwrap();
        let rows: Vec<Row> = reader.deserialize().map(Result::unwrap).collect();
        assert_eq!(rows.len() as u64, file.rows, "{}", file.name);
        (file.name, rows)
    });
    (tables.collect(), totals)
}

fn article(id: &str, day: i8, speakers: Vec<Speaker>, statements: Vec<Statement>) -> Reading {
    Reading {
        article: id.into(),
        path: format!("news/{id}"),
        metadata: Metadata {
            date: Some(date(2025, 3, day)),
            source: Some("ledger.example".into()),
            title: Some(format!("Story {id}")),
            ..Metadata::default()
        },
        words: 100,
        text_hash: blake3::hash(id.as_bytes()).to_hex()[..32].to_owned(),
        speakers,
        statements,
        ..Reading::default()
    }
}

fn person(name: &str, party: &str) -> Speaker {
    Speaker {
        name: name.into(),
        kind: SpeakerKind::Person,
        party: party.into(),
        country: "Freedonia".into(),
        ..Speaker::default()
    }
}

fn said(speaker: Option<usize>, words: &str, stances: &[(&str, i32)]) -> Statement {
    let label = |units| match units {
        ..0 => Label::Unfavourable,
        0 => Label::Neutral,
        _ => Label::Favourable,
    };
    let score = |units| Score { units, label: label(units), hits: Vec::new() };
    Statement {
        paragraph: 1,
        segments: vec![Segment {
            span: CharSpan { start: 12, end: 12 + words.chars().count() },
            text: words.into(),
            ..Segment::default()
        }],
        mention: Some(Mention { span: CharSpan { start: 1, end: 4 }, text: "she".into() }),
        rule: "after".into(),
        mention_confidence: 0.9,
        speaker,
        speaker_confidence: 0.9,
        stances: stances
            .iter()
            .map(|&(target, units)| Stance { target: target.into(), score: score(units) })
            .collect(),
        ..Statement::default()
    }
}

#[test]
fn a_statement_fills_its_row() {
    let mut statement = said(Some(0), "We are\nbrave", &[("ukraine", -5_600)]);
    statement.segments.push(Segment {
        span: CharSpan { start: 95, end: 130 },
        text: "very".into(),
        ..Segment::default()
    });
    statement.kind = StatementKind::Mixed;
    statement.co_speakers = vec![1];
    statement.stances[0].score.hits = vec![Hit {
        span: CharSpan { start: 19, end: 24 },
        term: "brave".into(),
        lexicon: "terms.csv".into(),
        row: 3,
        role: "predicate".into(),
        weight: 0.7,
        multipliers: vec![Multiplier { name: "negation".into(), term: "not".into(), factor: -0.8 }],
        contribution: -0.56,
    }];
    let speakers = vec![person("Mira Oakes", "Green"), person("Al Fenn", "")];
    let (tables, totals) = tables(&[article("a", 1, speakers, vec![statement])]);
    let row = &tables["statements.csv"][0];
    for (column, cell) in [
        ("article", "a"),
        ("date", "2025-03-01"),
        ("source", "ledger.example"),
        ("title", "Story a"),
        ("paragraph", "1"),
        ("speaker", "Mira Oakes"),
        ("speaker_id", "mira-oakes"),
        ("party", "Green"),
        ("country", "Freedonia"),
        ("co_speakers", "Al Fenn"),
        ("quote", "We are brave … very"),
        ("kind", "mixed"),
        ("words", "4"),
        ("segments", "12..24;95..130"),
        ("ukraine_score", "-0.5600"),
        ("ukraine_label", "unfavourable"),
        ("ukraine_evidence", "“brave” said of it −0.56, negated by “not”"),
        ("russia_score", ""),
        ("russia_label", ""),
        ("russia_evidence", ""),
        ("sentiment_score", "0.0000"),
        ("sentiment_label", "neutral"),
        ("mention", "she"),
        ("speaker_span", "1..4"),
        ("mention_confidence", "0.9000"),
        ("in_tally", "true"),
        ("decided_by", "rule"),
    ] {
        assert_eq!(row[column], cell, "{column}");
    }
    assert!(row["statement_id"].starts_with('s'));
    let evidence = &tables["evidence.csv"][0];
    for (column, cell) in [
        ("statement_id", row["statement_id"].as_str()),
        ("target", "ukraine"),
        ("span", "19..24"),
        ("row", "3"),
        ("weight", "0.7000"),
        ("multipliers", "negation “not” × -0.8000"),
        ("contribution", "-0.5600"),
    ] {
        assert_eq!(evidence[column], cell, "{column}");
    }
    assert_eq!(totals.counts.tallied, 1, "a statement of two counts once");
    assert_eq!(tables["speakers.csv"].len(), 1);
}

#[test]
fn what_is_unsure_stays_empty_and_is_asked() {
    let unsure =
        Statement { speaker_confidence: 0.01, ..said(Some(0), "One", &[("russia", 5_000)]) };
    let unknown = said(None, "Two", &[]);
    let nobody = Statement { mention: None, ..said(None, "Three", &[]) };
    let mut speaker = person("Mira Oakes", "Green");
    speaker.party_conflict = Some("Labour".into());
    let sure = said(Some(0), "Four", &[]);
    let reading = article("a", 1, vec![speaker], vec![unsure, unknown, nobody, sure]);
    let (tables, totals) = tables(&[reading]);
    let speakers: Vec<&str> =
        tables["statements.csv"].iter().map(|row| row["speaker"].as_str()).collect();
    assert_eq!(speakers, ["", "", "", "Mira Oakes"]);
    assert_eq!(tables["statements.csv"][0]["mention"], "she");
    let questions: Vec<(&str, &str, &str)> = tables["review.csv"]
        .iter()
        .map(|row| (row["kind"].as_str(), row["mention"].as_str(), row["guess"].as_str()))
        .collect();
    assert_eq!(
        questions,
        [
            ("party", "", "Green"),
            ("unsure_speaker", "she", "Mira Oakes"),
            ("unknown_speaker", "she", ""),
            ("unattributed", "", ""),
        ]
    );
    assert_eq!(totals.counts.questions, 4);
    assert_eq!(tables["articles.csv"][0]["unattributed"], "3");
    assert_eq!(tables["speakers.csv"][0]["statements"], "1");
}

#[test]
fn a_person_is_one_row_with_what_all_articles_say() {
    let russia = |units| vec![said(Some(0), "two words", &[("russia", units)])];
    let readings = [
        article("b", 9, vec![person("Al Fenn", "")], russia(2_000)),
        article("a", 4, vec![person("Al Fenn", "Green")], russia(-8_000)),
        article("c", 6, vec![person("Fenn", "Green")], russia(0)),
        article("d", 7, vec![person("Jo Fenn", "Labour")], russia(10_000)),
    ];
    let (tables, _) = tables(&readings);
    let people: Vec<[&str; 4]> = tables["speakers.csv"]
        .iter()
        .map(|row| ["speaker_id", "party", "statements", "last_date"].map(|c| row[c].as_str()))
        .collect();
    let expected =
        [["al-fenn", "Green", "3", "2025-03-09"], ["jo-fenn", "Labour", "1", "2025-03-07"]];
    assert_eq!(people, expected);
    for row in &tables["statements.csv"][..3] {
        assert_eq!((&*row["speaker"], &*row["party"]), ("Al Fenn", "Green"), "{}", row["article"]);
    }
}

#[test]
fn tables_add_up() {
    let both = || vec![person("Mira Oakes", "Green"), person("Al Fenn", "Green")];
    let readings: Vec<Reading> = (1..=9)
        .map(|day| {
            let score = if day % 3 == 0 { -10_000 } else { 5_000 };
            let mut statements = vec![said(Some(0), "one two", &[("russia", score)])];
            if day == 1 {
                statements.push(said(Some(1), "three", &[("russia", -10_000), ("ukraine", 0)]));
                let indirect = said(Some(1), "four", &[("russia", 10_000)]);
                statements.push(Statement { kind: StatementKind::Indirect, ..indirect });
            }
            article(&format!("a{day}"), day, both(), statements)
        })
        .collect();
    let (tables, _) = tables(&readings);
    let [oakes, fenn] = tables["speakers.csv"].as_slice() else { panic!("two speakers") };
    for (row, column, cell) in [
        (oakes, "speaker", "Mira Oakes"),
        (oakes, "statements", "9"),
        (oakes, "articles", "9"),
        (oakes, "words", "18"),
        (oakes, "first_date", "2025-03-01"),
        (oakes, "last_date", "2025-03-09"),
        (oakes, "russia_favourable", "6"),
        (oakes, "russia_unfavourable", "3"),
        (oakes, "russia_mean", "0.0000"),
        (oakes, "russia_label", "unclear"),
        (oakes, "ukraine_statements", "0"),
        (oakes, "ukraine_mean", ""),
        (oakes, "kind", "person"),
        (fenn, "statements", "1"),
        (fenn, "russia_mean", "-1.0000"),
        (fenn, "russia_low", ""),
        (fenn, "russia_label", "too few"),
        (fenn, "ukraine_neutral", "1"),
        (fenn, "ukraine_mean", "0.0000"),
    ] {
        assert_eq!(row[column], cell, "{column}");
    }
    let number = |cell: &str| cell.parse::<f64>().unwrap();
    assert!(number(&oakes["russia_low"]) < 0.0 && number(&oakes["russia_high"]) > 0.0);
    assert!(number(&fenn["russia_estimate"]) > -1.0, "one statement makes nobody an extremist");

    let green = &tables["parties.csv"][0];
    for (column, cell) in [
        ("party", "Green"),
        ("country", "Freedonia"),
        ("speakers", "2"),
        ("statements", "10"),
        ("russia_statements", "10"),
        ("russia_mean", "-0.1000"),
        ("russia_speaker_mean", "-0.5000"),
        ("russia_spread", "0.7071"),
        ("russia_low", ""),
        ("russia_mean_not_self", "-0.1000"),
    ] {
        assert_eq!(green[column], cell, "{column}");
    }
}

#[test]
fn indirect_statements_count_where_that_is_asked_for() {
    let indirect =
        Statement { kind: StatementKind::Indirect, ..said(Some(0), "four", &[("russia", 10_000)]) };
    let statements = vec![said(Some(0), "one two", &[("russia", -10_000)]), indirect];
    let readings = [article("a", 1, vec![person("Mira Oakes", "Green")], statements)];
    for (counted, statements, mean) in [(false, "1", "-1.0000"), (true, "2", "0.0000")] {
        let (tables, _) =
            tables_of(&readings, "", "", Options { tally_indirect: counted, ..options() });
        let row = &tables["speakers.csv"][0];
        assert_eq!((&*row["statements"], &*row["russia_mean"]), (statements, mean));
        let in_tally = &tables["statements.csv"][1]["in_tally"];
        assert_eq!(*in_tally, counted.to_string());
    }
}

/// The same with a text of its own words and `shared` ones that others have too.
fn printed(reading: Reading, shared: usize, own: usize) -> Reading {
    let common = (0..shared).map(|word| format!("common{word}"));
    let alone = (0..own).map(|word| format!("{}x{word}", reading.article));
    let words: Vec<String> = common.chain(alone).collect();
    Reading { sketch: Sketch::of(words.iter().map(String::as_str)), ..reading }
}

#[test]
fn a_statement_that_copies_share_counts_once_wherever_its_speaker_is_named() {
    let speakers = || vec![person("Mira Oakes", "Green")];
    let stay = |speaker| said(speaker, "We stay.", &[("ukraine", 5_000)]);
    let go = said(Some(0), "We go!", &[("ukraine", -5_000)]);
    let headline = Statement { headline: true, ..stay(Some(0)) };
    let readings = [
        printed(article("a", 3, vec![], vec![stay(None)]), 300, 9),
        printed(article("b", 1, speakers(), vec![headline, stay(Some(0))]), 300, 20),
        printed(article("c", 2, speakers(), vec![stay(Some(0)), go.clone()]), 300, 30),
        printed(article("d", 2, speakers(), vec![stay(Some(0)), go]), 100, 300),
    ];
    let (tables, totals) = tables(&readings);
    let counted: Vec<[&str; 3]> = tables["statements.csv"]
        .iter()
        .map(|row| ["article", "quote", "in_tally"].map(|column| row[column].as_str()))
        .collect();
    assert_eq!(
        counted,
        [
            ["a", "We stay.", "false"],
            ["b", "We stay.", "false"],
            ["b", "We stay.", "true"],
            ["c", "We stay.", "false"],
            ["c", "We go!", "true"],
            ["d", "We stay.", "true"],
            ["d", "We go!", "true"],
        ]
    );
    let rows: Vec<[&str; 7]> = tables["duplicates.csv"]
        .iter()
        .map(|row| {
            ["article", "date", "copy_of", "original_date", "statements", "repeated", "counted"]
                .map(|column| row[column].as_str())
        })
        .collect();
    let (b, c, a) = ("2025-03-01", "2025-03-02", "2025-03-03");
    assert_eq!(rows, [["b", b, "a", a, "2", "1", "1"], ["c", c, "a", a, "2", "1", "1"]]);
    assert_eq!((totals.counts.copies, totals.counts.repeated), (2, 2));
    assert_eq!(tables["speakers.csv"][0]["statements"], "4");
}

#[test]
fn what_a_human_dropped_does_not_come_back_in_a_copy() {
    let both = || (vec![person("Mira Oakes", "Green")], vec![said(Some(0), "We stay.", &[])]);
    let printed = ["a", "b"].map(|id| printed(article(id, 1, both().0, both().1), 300, 20));
    let (before, _) = tables(&printed);
    let hash = &before["statements.csv"][0]["quote_hash"];
    let (after, totals) = corrected(&printed, &format!("article,quote_hash,drop\na,{hash},yes\n"));
    assert!(after["statements.csv"].iter().all(|row| row["in_tally"] == "false"));
    assert_eq!((totals.counts.tallied, totals.counts.copies), (0, 1));
}

#[test]
fn copies_are_not_asked_about_again() {
    let unknown = |id| article(id, 1, vec![], vec![said(None, "We stay.", &[])]);
    let readings = ["a", "b"].map(|id| printed(unknown(id), 300, 20));
    let (tables, _) = tables(&readings);
    let asked: Vec<&str> = tables["review.csv"].iter().map(|row| &*row["article"]).collect();
    assert_eq!(asked, ["a"]);
}

#[test]
fn statements_about_oneself_are_told_apart() {
    let leader =
        Speaker { known: Some("donald-trump".into()), ..person("Donald Trump", "Republican") };
    let speakers = vec![leader, person("Mira Oakes", "Republican")];
    let statements = vec![
        said(Some(0), "mine", &[("trump", 10_000)]),
        said(Some(1), "his", &[("trump", -5_000)]),
    ];
    let (tables, _) = tables(&[article("a", 1, speakers, statements)]);
    let party = &tables["parties.csv"][0];
    for (column, cell) in [
        ("trump_statements", "2"),
        ("trump_mean", "0.2500"),
        ("trump_statements_not_self", "1"),
        ("trump_mean_not_self", "-0.5000"),
        ("trump_speaker_mean_not_self", "-0.5000"),
    ] {
        assert_eq!(party[column], cell, "{column}");
    }
}

#[test]
fn a_guess_that_a_human_confirms_brings_what_the_article_says() {
    let unsure = Statement { speaker_confidence: 0.01, ..said(Some(0), "One", &[]) };
    let reading = article("a", 1, vec![person("Mira Oakes", "Green")], vec![unsure]);
    let (before, _) = tables(std::slice::from_ref(&reading));
    let question = &before["review.csv"][0];
    assert_eq!((&*question["kind"], &*question["guess"]), ("unsure_speaker", "Mira Oakes"));
    let row = format!("a,{},{}", question["quote_hash"], question["guess"]);
    let (after, totals) = corrected(&[reading], &format!("article,quote_hash,speaker\n{row}\n"));
    for (column, cell) in [
        ("speaker_id", "mira-oakes"),
        ("party", "Green"),
        ("country", "Freedonia"),
        ("in_tally", "true"),
        ("decided_by", "human"),
        ("speaker_confidence", "0.0100"),
    ] {
        assert_eq!(after["statements.csv"][0][column], cell, "{column}");
    }
    assert!(after["review.csv"].is_empty() && totals.warnings.messages.is_empty());
}

#[test]
fn a_party_that_a_human_settles_is_not_asked_again() {
    let speaker =
        Speaker { party_conflict: Some("Labour".into()), ..person("Mira Oakes", "Green") };
    let reading = article("a", 1, vec![speaker], vec![said(Some(0), "One", &[])]);
    let (before, _) = tables(std::slice::from_ref(&reading));
    let question = &before["review.csv"][0];
    let (article, name) = (&question["article"], &question["name"]);
    assert_eq!((&**article, &**name, &*question["kind"]), ("a", "Mira Oakes", "party"));
    let answers = format!("article,name,party\n{article},{name},Labour\n");
    let (after, _) = corrected(&[reading], &answers);
    assert_eq!(after["statements.csv"][0]["party"], "Labour");
    assert!(after["review.csv"].is_empty());
}

#[test]
fn who_is_excluded_appears_nowhere() {
    let speakers = vec![person("Mira Oakes", "Green"), person("Al Fenn", "Green")];
    let hers = said(Some(0), "mine", &[("russia", 10_000)]);
    let his = said(Some(1), "I trust Mira Oakes, and Oakes trusts me", &[("russia", -5_000)]);
    let joint = Statement { co_speakers: vec![0], ..said(Some(1), "ours", &[]) };
    let unsure = Statement { speaker_confidence: 0.01, ..said(Some(0), "whose", &[]) };
    let mut reading = article("a", 1, speakers, vec![hers, his, joint, unsure]);
    reading.metadata.title = Some("Mira Oakes speaks".into());
    let elsewhere = article(
        "b",
        2,
        vec![person("Al Fenn", "Green")],
        vec![said(Some(0), "so Mira  Oakes says", &[])],
    );
    let (tables, totals) = tables_of(&[reading, elsewhere], "", "name\nMira Oakes\n", options());
    for (table, rows) in &tables {
        for cell in rows.iter().flat_map(|row| row.values()) {
            assert!(!cell.to_lowercase().contains("oakes"), "{table}: {cell}");
        }
    }
    assert_eq!((totals.counts.excluded, totals.counts.statements), (2, 3));
    let first = &tables["statements.csv"][0];
    assert_eq!(first["quote"], "I trust ████ █████, and █████ trusts me");
    assert_eq!(first["title"], "████ █████ speaks");
    assert!(first["statement_id"].ends_with("-2"), "ids stay what they are");
}

#[test]
fn reports_for_publishing_hold_no_quoted_words() {
    let mut statement = said(Some(0), "secretword otherword", &[("russia", -5_000)]);
    statement.stances[0].score.hits = vec![Hit {
        term: "otherword".into(),
        contribution: -0.5,
        role: "predicate".into(),
        ..Hit::default()
    }];
    let reading = article("a", 1, vec![person("Mira Oakes", "Green")], vec![statement]);
    let style = Style { no_quotes: true, ..options().style };
    for (style, shown) in [(style, false), (options().style, true)] {
        let options = Options { style, ..options() };
        let (tables, _) = tables_of(std::slice::from_ref(&reading), "", "", options);
        let cells = || tables.values().flatten().flat_map(|row| row.values());
        let words = cells().filter(|cell| cell.contains("otherword")).count();
        assert_eq!(words, if shown { 4 } else { 0 }, "quote, evidence twice, strongest words");
        assert_eq!(tables["statements.csv"][0]["words"], "2");
    }
}
