//! Files of every format, whole and broken, to articles: what a user's folder may hold.

#![allow(clippy::result_large_err)]

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord::articles::{self, Article, Limits, ReadOptions, SkipReason, Skipped};
use onrecord::text::Role;
use proptest::prelude::*;

const PROSE: &str = "The committee met on Tuesday, and Senator Ann Lee said that it would meet again \
    before the end of the week to vote on the bill that nobody in the room had read.";

type Outcome = Result<Article, Skipped>;

fn parse(name: &str, bytes: impl Into<Vec<u8>>, options: &ReadOptions) -> Vec<Outcome> {
    articles::open_bytes(name, bytes.into(), options).map(|raw| raw.parse(options)).collect()
}

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Outcome> {
    parse(name, bytes, &ReadOptions::default())
}

fn read_folder(folder: &Path) -> Vec<Outcome> {
    let options = ReadOptions::default();
    let found =
        articles::find(&[folder], &[], &articles::Limits::default()).expect("the folder is there");
    let opened = found.sources.iter().flat_map(|source| articles::open(source, &options));
    opened.map(|raw| raw.parse(&options)).chain(found.skipped.into_iter().map(Err)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory takes all")
}

/// Ids of articles, and reasons of what was skipped, in order.
fn outline(outcomes: &[Outcome]) -> Vec<String> {
    let line = |outcome: &Outcome| match outcome {
        Ok(article) => article.id.clone(),
        Err(skipped) => format!("{} {:?}", skipped.id, skipped.skip.reason),
    };
    outcomes.iter().map(line).collect()
}

fn record(id: &str) -> String {
    format!("{{\"id\": \"{id}\", \"title\": \"T {id}\", \"text\": \"{PROSE}\"}}")
}

fn assert_marks_hold(article: &Article) {
    let mut end = 0;
    for mark in &article.markup {
        assert!(mark.span.start >= end && mark.span.end > mark.span.start, "{:?}", article.markup);
        assert!(article.text.get(mark.span.start..mark.span.end).is_some());
        end = mark.span.end;
    }
}

#[test]
fn fixtures_give_the_same_article_in_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles/same");
    let outcomes = read_folder(&folder);
    assert_eq!(outcomes.len(), 6, "{:?}", outline(&outcomes));
    for outcome in outcomes {
        let article = outcome.expect("each is read");
        let metadata = &article.metadata;
        let path = &article.path;
        assert_eq!(metadata.title.as_deref(), Some("Committee Puts Off Its Vote"), "{path}");
        assert_eq!(metadata.date, Some(jiff::civil::date(2025, 2, 20)), "{path}");
        assert_eq!(metadata.authors, ["Jane Roe"], "{path}");
        assert_eq!(metadata.language.as_deref(), Some("eng"), "{path}");
        assert!(article.text.contains("“We have not read it,” she said."), "{path}");
        assert!(!article.text.contains("All stories"), "{path}");
        assert_marks_hold(&article);
    }
}

#[test]
fn a_title_line_is_marked_and_prose_is_not() {
    let text = format!("Committee puts off its vote\n\nBy Jane Roe\n\n{PROSE}\n\n{PROSE}\n");
    let article = read("a.txt", text).remove(0).expect("it is read");
    let roles: Vec<_> = article.markup.iter().map(|m| (m.role, m.span.of(&article.text))).collect();
    assert_eq!(
        roles,
        [(Role::Title, "Committee puts off its vote"), (Role::Ignored, "By Jane Roe")]
    );
}

#[test]
fn many_in_one_file_are_called_by_id_or_by_place() {
    let no_id = format!("{{\"text\": \"{PROSE}\"}}");
    for (name, content, expected) in [
        ("l.jsonl", format!("{}\n\n{no_id}\n", record("a")), vec!["a", "l.jsonl:3"]),
        ("a.json", format!("[{},\n{no_id}]", record("a")), vec!["a", "a.json:2"]),
        ("o.json", no_id.clone(), vec!["o.json"]),
        (
            "c.json",
            format!(
                "{{\"n\": {{\"x\": [1]}}, \"articles\": [{no_id}, {}], \"m\": 1}}",
                record("b")
            ),
            vec!["c.json:1", "b"],
        ),
        ("s.json", format!("{no_id}\n{}", record("b")), vec!["s.json:1", "b"]),
        ("x.jsonl", format!("[{}]", record("a")), vec!["a"]),
        ("t.csv", format!("id,Text\na,\"{PROSE}\"\n,\"{PROSE}\"\n"), vec!["a", "t.csv:3"]),
        ("t.tsv", format!("id\ttext\na\t{PROSE}\n"), vec!["a"]),
        ("s.csv", format!("id;text\r\na;{PROSE}\r\n"), vec!["a"]),
        ("one.csv", format!("text\n{PROSE}\n"), vec!["one.csv:2"]),
    ] {
        assert_eq!(outline(&read(name, content)), expected, "{name}");
    }
}

#[test]
fn packed_files_are_unpacked_layer_by_layer() {
    let lines = format!("{}\n{}\n", record("a"), record("b"));
    // Files that were packed apart and put together are one stream.
    let members = [gzip(format!("{}\n", record("a")).as_bytes()), gzip(record("b").as_bytes())];
    let frames = [zstd(format!("{}\n", record("a")).as_bytes()), zstd(record("b").as_bytes())];
    for (name, bytes) in [
        ("x.jsonl.gz", gzip(lines.as_bytes())),
        ("x.jsonl.zst", zstd(lines.as_bytes())),
        ("x.jsonl.gz.zst", zstd(&gzip(lines.as_bytes()))),
        ("x.jsonl.gz", members.concat()),
        ("x.jsonl.zst", frames.concat()),
        ("x.json.GZ", gzip(lines.as_bytes())),
    ] {
        assert_eq!(outline(&read(name, bytes)), ["a", "b"], "{name}");
    }
}

#[test]
fn what_stops_in_the_middle_gives_what_came_before() {
    let lines: String = (0..2000).map(|i| record(&format!("r{i:04}")) + "\n").collect();
    let array = format!("[{}]", lines.trim_end().replace('\n', ","));
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() / 2 + 9].to_vec();
    for (name, bytes) in [
        ("x.jsonl.gz", cut(gzip(lines.as_bytes()))),
        ("x.jsonl.zst", cut(zstd(lines.as_bytes()))),
        ("x.jsonl", cut(lines.clone().into_bytes())),
        ("x.json", cut(array.clone().into_bytes())),
        ("x.json.gz", cut(gzip(array.as_bytes()))),
    ] {
        let outcomes = read(name, bytes);
        let (last, before) = outcomes.split_last().expect("something comes");
        assert!(before.iter().all(Result::is_ok), "{name}");
        let reason = last.as_ref().map_err(|skipped| skipped.skip.reason).err();
        assert_eq!(reason, Some(SkipReason::Malformed), "{name}: {} before", before.len());
    }
    assert_eq!(outline(&read("a.txt.gz", cut(gzip(PROSE.as_bytes())))), ["a.txt.gz Malformed"]);
}

#[test]
fn one_bad_record_does_not_touch_the_next() {
    let (a, b) = (record("a"), record("b"));
    for (name, content, expected) in [
        ("x.jsonl", format!("{a}\n{{\"text\": \n{b}\n"), ["a", "x.jsonl:2 Malformed", "b"]),
        ("x.json", format!("[{a}, {{\"text\" 1}}, {b}]"), ["a", "x.json:2 Malformed", "b"]),
        ("y.json", format!("[{a}, \"words, [here\", {b}]"), ["a", "y.json:2 Malformed", "b"]),
        (
            "n.jsonl",
            format!("{a}\n{{\"id\": \"n\", \"title\": \"T\"}}\n{b}"),
            ["a", "n NoText", "b"],
        ),
        ("e.csv", format!("id,text\na,{PROSE:?}\ne,\nb,{PROSE:?}\n"), ["a", "e NoText", "b"]),
        (
            "s.json",
            format!(r#"[{a}, {{"id": "s", "text": "half \ud83d pair"}}, {b}]"#),
            ["a", "s", "b"],
        ),
    ] {
        assert_eq!(outline(&read(name, content)), expected, "{name}");
    }
}

#[test]
fn odd_files_are_skipped_with_their_reason() {
    let german = "Der Minister sagte am Freitag, die Regierung werde den Entwurf noch in dieser Woche \
        vorlegen. Die Opposition kündigte an, dagegen zu stimmen, weil er zu teuer sei.";
    for (name, bytes, reason) in [
        ("e.txt", b" \n\t".to_vec(), SkipReason::Empty),
        ("e.json", b"".to_vec(), SkipReason::Empty),
        ("e.html", b"<html><body></body></html>".to_vec(), SkipReason::Empty),
        ("b.txt", vec![0, 159, 146, 150, 0, 1, 2, 3, 4], SkipReason::Binary),
        ("b.jsonl", gzip(b"{}"), SkipReason::Binary),
        ("p.pdf", b"%PDF".to_vec(), SkipReason::Format),
        ("j.json", b"{\"text\": \"stops in the mid".to_vec(), SkipReason::Malformed),
        ("s.json", b"17".to_vec(), SkipReason::Malformed),
        ("k.json", b"[}".to_vec(), SkipReason::Malformed),
        ("l.json", b"{\"articles\": [}]".to_vec(), SkipReason::Malformed),
        ("m.txt.gz", b"not packed at all".to_vec(), SkipReason::Malformed),
        ("c.csv", b"id,words\n1,x\n2,y\n".to_vec(), SkipReason::NoText),
        ("d.txt", german.as_bytes().to_vec(), SkipReason::Language),
        ("n.html", "<div>".repeat(9_000).into_bytes(), SkipReason::TooLarge),
    ] {
        let outcomes = read(name, bytes);
        assert_eq!(outcomes.len(), 1, "{name}");
        let skip = outcomes.into_iter().next().and_then(Result::err).expect(name).skip;
        assert_eq!(skip.reason, reason, "{name}: {}", skip.message);
        assert!(!skip.message.is_empty() && !skip.message.contains('\n'), "{name}");
    }
}

#[test]
fn sizes_are_bounded_and_long_articles_are_not_refused() {
    let long = format!("{PROSE}\n\n").repeat(20_000_000 / PROSE.len());
    let article = read("long.txt", long.clone()).remove(0).expect("20 MB are read");
    assert_eq!(article.text, long);

    let limits =
        Limits { article: 1_000, expansion_free: 50_000, expansion: 2, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let big = format!("{{\"id\": \"big\", \"text\": \"{}\"}}", PROSE.repeat(9));
    for (name, content, expected) in [
        ("x.txt", PROSE.repeat(9), vec!["x.txt TooLarge"]),
        ("x.jsonl", format!("{big}\n{}", record("b")), vec!["x.jsonl:1 TooLarge", "b"]),
        ("x.json", format!("[{big},{}]", record("b")), vec!["x.json:1 TooLarge", "b"]),
        (
            "x.csv",
            format!("id,text\na,{PROSE:?}\nb,\"{}", PROSE.repeat(99)),
            vec!["a", "x.csv:3 TooLarge"],
        ),
    ] {
        assert_eq!(outline(&parse(name, content, &options)), expected, "{name}");
    }
    let bomb = gzip(&b"\n".repeat(9_000_000));
    assert_eq!(outline(&parse("x.jsonl.gz", bomb, &options)).len(), 1);
}

#[test]
fn the_path_gives_the_day_where_nothing_else_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = folder.path().join("2025/02/20");
    fs::create_dir_all(&deep).expect("a folder");
    fs::write(deep.join("a.txt"), PROSE).expect("written");
    fs::write(folder.path().join("2024-12-01-b.txt"), PROSE).expect("written");
    let days: Vec<_> = read_folder(folder.path())
        .into_iter()
        .map(|outcome| outcome.expect("each is read").metadata.date)
        .collect();
    assert_eq!(days, [Some(jiff::civil::date(2024, 12, 1)), Some(jiff::civil::date(2025, 2, 20))]);
}

#[test]
#[cfg(unix)]
fn unreadable_files_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("gone.txt"), PROSE).expect("written");
    let options = ReadOptions::default();
    let found = articles::find(&[folder.path()], &[], &articles::Limits::default())
        .expect("the folder is there");
    fs::remove_file(folder.path().join("gone.txt")).expect("removed");
    let raws = found.sources.iter().flat_map(|source| articles::open(source, &options));
    let outcomes: Vec<_> = raws.map(|raw| raw.parse(&options)).collect();
    assert_eq!(outline(&outcomes), ["gone.txt Unreadable"]);
}

#[test]
fn another_text_column_can_be_named() {
    let options = ReadOptions { text_column: Some("Story".into()), ..ReadOptions::default() };
    let csv = format!("id,story,text\na,{PROSE:?},short\n");
    let article = parse("x.csv", csv, &options).remove(0).expect("it is read");
    assert_eq!(article.text, PROSE);
    let json = format!("{{\"Story\": \"{PROSE}\", \"text\": \"short\"}}");
    assert_eq!(parse("x.json", json, &options).remove(0).expect("it is read").text, PROSE);
}

proptest! {
    #[test]
    fn no_bytes_in_any_format_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.gz", "a.zst"]),
    ) {
        for article in read(name, bytes).into_iter().flatten() {
            assert_marks_hold(&article);
        }
    }

    #[test]
    fn no_json_goes_on_for_ever(json in r#"(\{|\}|\[|\]|"|articles|text|:|,| |1|\\){0,30}"#) {
        let options = ReadOptions::default();
        let records = articles::open_bytes("a.json", json.clone().into_bytes(), &options);
        prop_assert!(records.take(json.len() + 2).count() < json.len() + 2);
    }

    #[test]
    fn marks_of_any_text_slice_back(
        text in "(By |Jane Roe|Feb. 20, 2025|\n|\n\n|KYIV — |é|“|”|# |> |<p>|</p>|The vote of the day and the night|\\.|---\n|title: x){0,40}",
        name in prop::sample::select(vec!["a.txt", "a.md", "a.html"]),
    ) {
        for article in read(name, text).into_iter().flatten() {
            assert_marks_hold(&article);
        }
    }
}
