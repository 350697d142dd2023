//! What the cache gives back, and what it does not take for its own.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use jiff::{Timestamp, ToSpan};

use super::*;
use crate::articles::{self, Limits, ReadOptions, Source};
use crate::reading::{Hit, Multiplier, Reading, Score, Stance, Statement};

const KEY: Key = [7; 32];

fn reading(text: &str) -> Reading {
    let hit = Hit {
        term: text.into(),
        weight: 0.1 + 0.2,
        multipliers: vec![Multiplier::default()],
        ..Hit::default()
    };
    let stance = Stance {
        target: "russia".into(),
        score: Score { units: -7, hits: vec![hit], ..Score::default() },
    };
    let statement = Statement { stances: vec![stance], headline: true, ..Statement::default() };
    Reading { article: "a".into(), statements: vec![statement; 3], ..Reading::default() }
}

fn engine(lexicons: &str) -> Engine {
    Engine::new("program".into(), lexicons.into(), "settings".into())
}

fn opened(folder: &Path, lexicons: &str) -> Cache {
    // Long after the files were written, so that all of them are settled.
    let started = Timestamp::now() + 1.hour();
    open(folder, &engine(lexicons), started, false).unwrap()
}

/// A file of JSON lines and where it is listed.
fn source(folder: &Path, lines: &str) -> Source {
    let news = folder.join("news");
    std::fs::create_dir_all(&news).unwrap();
    std::fs::write(news.join("a.jsonl"), lines).unwrap();
    articles::find(&[news], &[], &Limits::default()).unwrap().sources.remove(0)
}

/// Meets all lines of `source` as a run does that reads them.
fn meet(mut cache: Cache, source: &Source) {
    for raw in articles::open(source, &ReadOptions::default()) {
        let key = cache.snapshot.key(&raw).unwrap();
        let fresh = Some(pack(&key, &reading(raw.path())).unwrap());
        let (number, known) = (raw.number(), false);
        cache.writer.meet(Met { source, number, key: Some(key), fresh, known }).unwrap();
    }
    cache.writer.finish(cache.snapshot).unwrap();
}

#[test]
fn a_reading_comes_back_to_the_bit() {
    let packed = entry::pack(&KEY, &reading("word")).unwrap();
    assert_eq!(entry::unpack(&KEY, &packed).unwrap(), reading("word"));
}

#[test]
fn a_reading_that_was_changed_or_stands_under_another_name_is_refused() {
    let packed = entry::pack(&KEY, &reading("word")).unwrap();
    for at in 0..packed.len() {
        let mut changed = packed.clone();
        changed[at] ^= 1;
        assert!(entry::unpack(&KEY, &changed).is_err(), "byte {at}");
        assert!(entry::unpack(&KEY, &packed[..at]).is_err(), "cut at {at}");
    }
    assert!(entry::unpack(&[8; 32], &packed).is_err());
}

#[test]
fn a_file_is_known_until_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let lines = source(folder.path(), "{\"text\": \"a\"}\n\n{\"text\": \"b\"}\n");
    meet(opened(folder.path(), "words"), &lines);
    let Cache { snapshot, .. } = opened(folder.path(), "words");
    let records = snapshot.file(&lines).unwrap().unwrap();
    let numbers: Vec<_> = records.iter().map(|record| record.number).collect();
    assert_eq!(numbers, [Some(1), Some(3)], "blank lines count");
    let path =
        snapshot.reading(&records[1].key).unwrap().unwrap().statements[0].stances[0].score.hits[0]
            .term
            .clone();
    assert!(path.ends_with("a.jsonl:3"), "{path}");
    let changed = source(folder.path(), "{\"text\": \"a\"}\n\n{\"text\": \"c\"}\nmore");
    assert_eq!(snapshot.file(&changed).unwrap(), None);
}

#[test]
fn other_words_leave_nothing_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let lines = source(folder.path(), "{\"text\": \"a\"}\n");
    meet(opened(folder.path(), "words"), &lines);
    let Cache { snapshot, news, .. } = opened(folder.path(), "other words");
    assert_eq!(news, ["the lexicons are others than at the last run: all articles are read anew"]);
    assert_eq!(snapshot.file(&lines).unwrap(), None);
}

#[test]
fn what_no_file_holds_any_more_is_taken_out_and_its_room_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let many: String = (0..3_000).map(|n| format!("{{\"text\": \"number {n}\"}}\n")).collect();
    let lines = source(folder.path(), &many);
    let first = articles::open(&lines, &ReadOptions::default()).next().unwrap();
    let key = engine("words").key(&first).unwrap();
    meet(opened(folder.path(), "words"), &lines);
    for round in 0..3 {
        meet(
            opened(folder.path(), "words"),
            &source(folder.path(), &format!("{{\"text\": \"{round}\"}}\n")),
        );
    }
    let Cache { snapshot, .. } = opened(folder.path(), "words");
    assert_eq!(snapshot.reading(&key).unwrap(), None);
    let size = std::fs::metadata(folder.path().join(FILE)).unwrap().len();
    assert!(size < 24 << 20, "{size} bytes");
}

#[test]
fn two_runs_do_not_share_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let _first = opened(folder.path(), "words");
    let second = open(folder.path(), &engine("words"), Timestamp::now(), false);
    assert!(matches!(second, Err(CacheError::Locked)));
}
