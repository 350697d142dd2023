//! What holds for every article, whatever it says: spans slice back, nothing panics, the same
//! article reads the same, and an article stays whole through JSON. And for every file, whatever it
//! holds: it is told of.

use std::sync::LazyLock;

use onrecord::articles::{self, Article, ReadOptions};
use onrecord::lexicons::{Lexicons, Source};
use onrecord::pipeline::{self, Wanted};
use onrecord::reading::{Reading, Statement, StatementKind};
use onrecord::text::CharSpan;
use proptest::prelude::*;

static LEXICONS: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::load(&Source::shipped()).expect("shipped lexicons load"));

fn read(text: &str) -> Reading {
    read_with(text, Wanted::default())
}

fn read_with(text: &str, wanted: Wanted) -> Reading {
    let article = Article { id: "a".into(), text: text.into(), ..Article::default() };
    pipeline::read_with(&article, &LEXICONS, wanted)
}

/// Statements without quotation marks too.
const ALL: Wanted = Wanted { indirect: true };

fn slice(text: &str, span: CharSpan) -> String {
    text.chars().skip(span.start).take(span.end - span.start).collect()
}

/// Pieces of news prose with every kind of mark, whole and broken, in any order.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“"),
        Just("”"),
        Just("\""),
        Just("‘"),
        Just("’"),
        Just("'"),
        Just("«"),
        Just("»"),
        Just("''"),
        Just("``"),
        Just(" "),
        Just("\n"),
        Just("\n\n"),
        Just(", "),
        Just(". "),
        Just("? "),
        Just(" — "),
        Just(": "),
        Just("said "),
        Just("told reporters"),
        Just("he "),
        Just("She added"),
        Just("according to "),
        Just("Sen. Odell Granger (R-Ohio)"),
        Just("Lucia Farrow, D-Conn.,"),
        Just("Putin"),
        Just("Russia is not "),
        Just("Ukraine"),
        Just("Mr. Trump’s"),
        Just("the senator"),
        Just("a disgrace"),
        Just("brave"),
        Just("We "),
        Just("support"),
        Just("don’t"),
        Just("Źdźbło é 😀"),
        Just("\u{200b}"),
        Just("\u{0}"),
        Just("\r"),
        Just("1,000"),
        Just("U.S."),
        Just("who "),
        Just("("),
        Just(")"),
        Just("…"),
        Just("\n\nQ: "),
        Just("\n\nA: "),
        Just("\n\nDANA ORR, MAYOR: "),
        Just("\n\nLucia Farrow: "),
        Just(" — Dana Orr (@danaorr) January 5, 2026\n\n"),
        Just("\n\n9:42 p.m.\n\n"),
        Just("\n\n___\n\n"),
        Just("â€œ"),
        Just("â€"),
        Just("â€™s "),
        Just("&ldquo;"),
        Just("&#8221;"),
        Just("\u{93}"),
        Just("\u{202f}"),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// Pieces of reports without quotation marks, in any order.
fn reported() -> impl Strategy<Value = String> {
    let pieces = [
        "Odell Granger ",
        "Lucia Farrow ",
        "she ",
        "the senator ",
        "said ",
        "told reporters ",
        "that ",
        "who ",
        "asked ",
        "whether ",
        "according to ",
        "In Granger’s view, ",
        "warned ",
        "denied taking ",
        "adding ",
        "called it ",
        "a failure",
        "accused Moscow of lying",
        "urged Congress to ",
        "promised to ",
        "his claim that ",
        "did not ",
        "if ",
        "would ",
        "was dead",
        "the plan ",
        "Putin lied",
        "and ",
        "but ",
        "while ",
        ", ",
        "; ",
        ". ",
        "? ",
        " — ",
        ": ",
        "(",
        ") ",
        "“",
        "” ",
        "\n\n",
        "by ",
        "was reported ",
        "as ",
        "'s ",
        "é😀 ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60)
        .prop_map(|pieces| pieces.concat())
}

/// Names of files that hold articles or look like it.
const NAMES: &[&str] = &[
    "a.txt",
    "a.md",
    "a.markdown",
    "a.html",
    "a.htm",
    "a.json",
    "a.jsonl",
    "a.ndjson",
    "a.csv",
    "a.tsv",
    "a.docx",
    "a.pdf",
    "a.txt.gz",
    "a.html.zst",
    "a.json.gz",
    "a.jsonl.zst",
    "a.csv.gz.zst",
];

/// Bytes: any, none, and pieces of what files of articles begin with, packed or not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"",
        b" \n",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\x1F\x8B\x08",
        b"\x28\xB5\x2F\xFD",
        b"[",
        b"]",
        b"{",
        b"}",
        b"{\"text\": \"The senator spoke.\"}\n",
        b"{\"articles\": [",
        b"\"",
        b"id,text\n",
        b"1,\"The senator\nspoke.\"\n",
        b"text\tid\r\n",
        b"---\ntitle: Vote\n---\n",
        b"# Vote\n",
        b"> ",
        b"<html><body><p>",
        b"<blockquote>",
        b"</p>",
        b"The senator spoke to the reporters on Monday. ",
        b"\x93No\x94",
        b"\0",
    ];
    let pieces = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12);
    prop_oneof![
        4 => pieces.clone().prop_map(|pieces| pieces.concat()),
        1 => pieces.prop_map(|pieces| zstd::encode_all(&*pieces.concat(), 1).unwrap_or_default()),
        1 => prop::collection::vec(any::<u8>(), 0..400),
    ]
}

/// What reports tell of the file in rows: articles with their Readings, and what was skipped.
fn rows(name: &str, bytes: &[u8]) -> Vec<Reading> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("a file");
    let found = articles::find(&[folder.path()], &[], &articles::Limits::default())
        .expect("the folder is there");
    let options = ReadOptions::default();
    let raws = found.sources.iter().flat_map(|source| articles::open(source, &options));
    let read = raws.map(|raw| match raw.parse(&options) {
        Ok(article) => pipeline::read(&article, &LEXICONS),
        Err(skipped) => pipeline::skipped(skipped),
    });
    found.skipped.into_iter().map(pipeline::skipped).chain(read).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_under_any_name_give_a_row(
        name in prop::sample::select(NAMES.to_vec()),
        bytes in bytes(),
    ) {
        let rows = rows(name, &bytes);
        prop_assert!(!rows.is_empty(), "{name} vanished");
        for row in &rows {
            prop_assert!(!row.article.is_empty() && !row.path.is_empty(), "{row:?}");
            prop_assert!(row.skip.as_ref().is_none_or(|skip| !skip.message.is_empty()), "{row:?}");
        }
    }

    #[test]
    fn every_span_slices_back(text in prose()) {
        let reading = read_with(&text, ALL);
        for statement in &reading.statements {
            prop_assert!(!statement.segments.is_empty());
            for segment in &statement.segments {
                prop_assert_eq!(&slice(&text, segment.span), &segment.text);
                prop_assert!(!segment.text.trim().is_empty());
            }
            for words in statement.mention.iter().chain(&statement.cue) {
                prop_assert_eq!(&slice(&text, words.span), &words.text);
            }
            let hits = statement.stances.iter().flat_map(|s| &s.score.hits);
            for hit in hits.chain(&statement.sentiment.hits) {
                prop_assert_eq!(&slice(&text, hit.span), &hit.term);
            }
            prop_assert!(statement.speaker.is_none_or(|i| i < reading.speakers.len()));
            prop_assert!((0.0..=1.0).contains(&statement.mention_confidence));
            prop_assert!((0.0..=1.0).contains(&statement.speaker_confidence));
            for stance in &statement.stances {
                prop_assert!(stance.score.units.abs() <= 10_000);
            }
        }
    }

    #[test]
    fn indirect_statements_change_nothing_of_the_quoted_ones(text in reported()) {
        let quoted = read(&text);
        let all = read_with(&text, ALL);
        let said = |reading: &Reading, statement: &Statement| {
            let speaker = statement.speaker.map(|i| reading.speakers[i].clone());
            (speaker, Statement { speaker: None, co_speakers: vec![], ..statement.clone() })
        };
        let expected: Vec<_> = quoted.statements.iter().map(|s| said(&quoted, s)).collect();
        let direct = all.statements.iter().filter(|s| s.kind != StatementKind::Indirect);
        let got: Vec<_> = direct.map(|s| said(&all, s)).collect();
        prop_assert_eq!(expected, got);
        prop_assert!(all.statements.is_sorted_by_key(|s| s.segments[0].span));
        for statement in all.statements.iter().filter(|s| s.kind == StatementKind::Indirect) {
            prop_assert!(statement.mention.is_some() && statement.cue.is_some());
            prop_assert!(statement.rule.starts_with("indirect-"), "{}", statement.rule);
        }
    }

    #[test]
    fn no_segment_stands_in_two_statements(text in prop_oneof![prose(), reported()]) {
        let reading = read_with(&text, ALL);
        let mut spans: Vec<_> = reading.statements.iter().flat_map(|s| &s.segments).map(|s| s.span).collect();
        spans.sort();
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn any_text_is_read_twice_the_same_and_survives_json(text in prop_oneof![prose(), "\\PC{0,400}".boxed()]) {
        let reading = read_with(&text, ALL);
        prop_assert_eq!(&reading, &read_with(&text, ALL));
        let json = serde_json::to_string(&reading).expect("a reading serialises");
        let back: Reading = serde_json::from_str(&json).expect("and comes back");
        prop_assert_eq!(reading, back);
    }
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for text in [
        "“".repeat(100_000),
        "\"".repeat(100_000),
        "' ".repeat(100_000),
        "Granger ".repeat(200_000),
        "“No,” he said. ".repeat(20_000),
        "(".repeat(100_000),
        "e\u{301}\u{301}\u{301}".repeat(50_000),
        "said ".repeat(200_000),
        "DANA ORR: No.\n\nQ: Why?\n\n".repeat(5_000),
        "No dam holds. — Dana Orr (@danaorr)\n\n".repeat(5_000),
        "â€œ".repeat(50_000),
        "he said the plan was dead, ".repeat(4_000),
        "Granger, who said ".repeat(40_000),
        "his claim that ".repeat(40_000),
        ", she said, ".repeat(40_000),
        "accused him of lying and ".repeat(20_000),
        "X’s Y’s ".repeat(50_000),
    ] {
        read_with(&text, ALL);
    }
}
