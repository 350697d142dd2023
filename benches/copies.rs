//! Sketches of texts and the search for copies: time should double with the words, and with the
//! articles, even where all of them share a long notice.
//!
//! `cargo bench` prints a row a size; the ratio of neighbouring rows is what to look at.

#![allow(missing_docs)]

use divan::Bencher;
use divan::counter::ItemsCount;
use onrecord::people::{CopyFinder, NearCopies};
use onrecord::reading::Reading;
use onrecord::text::Sketch;

fn main() {
    divan::main();
}

/// Words of a text; news articles have about a thousand.
const WORDS: [usize; 4] = [500, 1_000, 2_000, 4_000];

/// Articles of a run.
const ARTICLES: [usize; 4] = [5_000, 10_000, 20_000, 40_000];

fn text(number: usize, shared: usize, own: usize) -> Vec<String> {
    let common = (0..shared).map(|word| format!("common{word}"));
    common.chain((0..own).map(|word| format!("own{number}x{word}"))).collect()
}

#[divan::bench(args = WORDS)]
fn sketch(bencher: Bencher<'_, '_>, words: usize) {
    let text = text(0, words, 0);
    bencher
        .counter(ItemsCount::new(words))
        .bench(|| Sketch::of(divan::black_box(&text).iter().map(String::as_str)));
}

/// Finds the copies among articles that have `shared` words of 400 in common.
fn find(bencher: Bencher<'_, '_>, articles: usize, shared: usize) {
    let reading = |number: usize| {
        let words = text(number, shared, 400 - shared);
        Reading {
            words: words.len(),
            text_hash: format!("{number:032x}"),
            sketch: Sketch::of(words.iter().map(String::as_str)),
            ..Reading::default()
        }
    };
    let readings: Vec<Reading> = (0..articles).map(reading).collect();
    bencher.counter(ItemsCount::new(articles)).bench_local(|| {
        let mut finder = CopyFinder::new(NearCopies::default());
        readings.iter().for_each(|reading| finder.meet(reading));
        finder.finish()
    });
}

#[divan::bench(args = ARTICLES, sample_count = 5)]
fn strangers(bencher: Bencher<'_, '_>, articles: usize) {
    find(bencher, articles, 0);
}

#[divan::bench(args = ARTICLES, sample_count = 5)]
fn strangers_with_one_notice(bencher: Bencher<'_, '_>, articles: usize) {
    find(bencher, articles, 200);
}

#[divan::bench(args = ARTICLES, sample_count = 5)]
fn copies_of_one_text(bencher: Bencher<'_, '_>, articles: usize) {
    find(bencher, articles, 380);
}
