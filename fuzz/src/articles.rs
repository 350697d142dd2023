//! Files of articles: bytes of any encoding, pages, records, packed or not.

// What fails is as large as what succeeds: both carry the metadata of one article.
#![allow(clippy::result_large_err)]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord::articles::{self, Article, ReadOptions, Skipped};

use super::choose;

/// How the bytes of a text file are handed over.
#[derive(Clone, Copy)]
enum Wrapping {
    /// As they are.
    Plain,
    /// As packed data, which they hardly ever are.
    Claimed,
    /// Packed, whole.
    Packed,
    /// Packed, with one byte of the packed data changed.
    Damaged,
    /// Packed, with the end of the packed data missing.
    Cut,
}

/// Name of the file and how its bytes get there.
const FILES: &[(&str, Wrapping)] = &[
    ("a.txt", Wrapping::Plain),
    ("a.md", Wrapping::Plain),
    ("a.txt.gz", Wrapping::Claimed),
    ("a.txt.zst", Wrapping::Claimed),
    ("a.txt.gz", Wrapping::Packed),
    ("a.txt.zst", Wrapping::Packed),
    ("a.jsonl.gz", Wrapping::Damaged),
    ("a.csv.zst", Wrapping::Damaged),
    ("a.json.gz", Wrapping::Cut),
    ("a.md.zst", Wrapping::Cut),
    ("a.txt.gz.zst", Wrapping::Claimed),
];

/// Plain text and Markdown in any encoding, and what packing may hide or break.
pub fn decode(data: &[u8]) {
    let Some(((name, wrapping), data)) = choose(FILES, data) else { return };
    match wrapping {
        Wrapping::Plain | Wrapping::Claimed => {
            for article in read(name, data.to_vec()).into_iter().flatten() {
                reads_the_same_again(&article, name);
            }
        }
        Wrapping::Packed => {
            let plain = read("a.txt", data.to_vec());
            assert_eq!(words(&read(name, packed(name, data))), words(&plain), "packing shows");
        }
        Wrapping::Damaged | Wrapping::Cut => {
            let [low, high, data @ ..] = data else { return };
            let mut bytes = packed(name, data);
            let place = usize::from(u16::from_le_bytes([*low, *high])) % bytes.len();
            match wrapping {
                Wrapping::Cut => bytes.truncate(place),
                _ => bytes[place] ^= high | 1,
            }
            read(name, bytes);
        }
    }
}

/// A web page.
pub fn html(data: &[u8]) {
    read("a.html", data.to_vec());
}

/// Files of many articles.
const RECORDS: &[&str] = &["a.json", "a.jsonl", "a.csv", "a.tsv"];

/// JSON, JSON lines and tables.
pub fn records(data: &[u8]) {
    let Some((name, data)) = choose(RECORDS, data) else { return };
    let read = read(name, data.to_vec());
    assert!(read.len() <= data.len().max(1), "{} records of {} bytes", read.len(), data.len());
}

/// Reads all articles of a file and checks what holds for each.
fn read(name: &str, bytes: Vec<u8>) -> Vec<Result<Article, Skipped>> {
    let options = ReadOptions::default();
    let raws = articles::open_bytes(name, bytes, &options);
    let articles = raws.map(|raw| {
        assert!(raw.path().starts_with(name), "{} of {name}", raw.path());
        raw.parse(&options)
    });
    articles.inspect(is_sound).collect()
}

/// A text has something in it, plain ends of line and markup that fits; a skip says why.
fn is_sound(read: &Result<Article, Skipped>) {
    match read {
        Ok(article) => {
            assert!(!article.text.trim().is_empty() && !article.text.contains('\r'));
            let mut end = 0;
            for mark in &article.markup {
                assert!(end <= mark.span.start, "{mark:?} begins before {end}");
                assert!(article.text.get(mark.span.start..mark.span.end).is_some(), "{mark:?}");
                end = mark.span.end;
            }
        }
        Err(skipped) => {
            assert!(!skipped.id.is_empty() && !skipped.path.is_empty());
            let message = &skipped.skip.message;
            assert!(!message.is_empty() && !message.contains('\n'), "{message}");
            assert!(message.chars().count() < 500, "{message}");
        }
    }
}

/// A text that was decoded once is UTF-8 and stays as it is; zeros would make UTF-16 of it.
fn reads_the_same_again(article: &Article, name: &str) {
    if article.text.contains('\0') {
        return;
    }
    let again =
        read(name.trim_end_matches(".gz").trim_end_matches(".zst"), article.text.clone().into());
    if let [Ok(again)] = again.as_slice() {
        assert_eq!(article.text, again.text);
    }
}

/// What was read, without the names that tell the packing.
fn words(read: &[Result<Article, Skipped>]) -> Vec<Result<&str, &str>> {
    read.iter()
        .map(|one| match one {
            Ok(article) => Ok(article.text.as_str()),
            Err(skipped) => Err(skipped.skip.message.as_str()),
        })
        .collect()
}

/// The bytes packed as the last ending of `name` tells.
fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    if name.ends_with(".zst") {
        return zstd::encode_all(bytes, 1).expect("memory takes what is packed");
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes what is packed");
    encoder.finish().expect("memory takes what is packed")
}
