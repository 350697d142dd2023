//! One article and its doublings through the whole of phase 1: time should double with the text.
//!
//! `cargo bench` prints a row a size; the ratio of neighbouring rows is what to look at.

#![allow(missing_docs)]

use std::sync::LazyLock;

use divan::{Bencher, counter::BytesCount};
use onrecord::articles::Article;
use onrecord::lexicons::{Lexicons, Source};
use onrecord::pipeline;

fn main() {
    divan::main();
}

static LEXICONS: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::load(&Source::shipped()).expect("shipped lexicons load"));

/// How often the pattern of a text is repeated.
const SIZES: [usize; 5] = [1, 2, 4, 8, 16];

/// Reads `piece` repeated `unit * size` times, between `head` and `tail`.
fn read(bencher: Bencher<'_, '_>, (head, piece, tail): (&str, &str, &str), times: usize) {
    let text = format!("{head}{}{tail}", piece.repeat(times));
    LazyLock::force(&LEXICONS);
    let article = Article { id: "a".into(), text, ..Article::default() };
    bencher
        .counter(BytesCount::of_str(&article.text))
        .bench(|| pipeline::read(divan::black_box(&article), &LEXICONS));
}

/// A story as papers print it: speakers, quotations, pronouns, a speech over paragraphs.
const STORY: &str = "\
Dana Orr, the mayor of Springfield, said on Monday that the dam would hold. “It is sound,” she \
said. “We looked at every stone of it, and Russia has nothing to do with it.”\n\n\
Sen. Odell Granger (R-Ohio) called the report “a disgrace” and “something that nobody read.” He \
told reporters: “We will not wait. The people of Ukraine did not wait.\n\n\
“We have a plan, and we will vote on it.”\n\n\
A spokesman for the council said the vote, which Granger had asked for, would be held “in due \
course,” adding that “nothing is decided.”\n\n";

#[divan::bench(args = SIZES)]
fn prose(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, ("", STORY, ""), 50 * size);
}

#[divan::bench(args = SIZES)]
fn one_line_of_marks(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, ("", "\"a\" ", ""), 2_000 * size);
}

#[divan::bench(args = SIZES)]
fn one_sentence_in_one_quotation(bencher: Bencher<'_, '_>, size: usize) {
    read(
        bencher,
        ("“We ", "want peace and Putin invaded Ukraine and ", "won,” she said."),
        500 * size,
    );
}

#[divan::bench(args = SIZES)]
fn one_sentence_of_quotations(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, ("Dana Orr said ", "it was “a gift to the banks,” ", "and left."), 500 * size);
}

#[divan::bench(args = SIZES)]
fn marks_never_closed(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, ("", "“We won and ‘they lost and \"nobody said\n\n", ""), 500 * size);
}

#[divan::bench(args = SIZES)]
fn transcript(bencher: Bencher<'_, '_>, size: usize) {
    read(bencher, ("", "DANA ORR: Will it hold?\n\nODELL GRANGER: It will.\n\n", ""), 300 * size);
}
