//! What is kept and what is left out.

use std::sync::Arc;

use super::entry::{Article, Entry};
use super::kept::Kept;
use super::marks::Mark;
use super::{Packed, budget, pack};
use crate::reading::Label;

/// A statement with words that do not pack well.
fn entry(number: u32, addressed: bool, words: usize) -> Entry {
    let noise =
        |at: u32| blake3::hash(format!("{number} {at}").as_bytes()).to_hex()[..9].to_owned();
    let quote: Vec<String> = (0..words as u32).map(noise).collect();
    let mark = Mark {
        target: 0,
        place: Some((words * 10 - 10, words * 10 - 1)),
        term: noise(words as u32 - 1),
        lexicon: "terms.csv".into(),
        row: 3,
        role: "predicate".into(),
        weight: 5_000,
        contribution: 5_000,
        multipliers: Vec::new(),
    };
    let stem = format!("s{:016x}", u64::from(number));
    Entry {
        article: Arc::new(Article { stem, ..Article::default() }),
        place: number,
        ordinal: 0,
        paragraph: 1,
        speaker: "Jo Roe".into(),
        party: String::new(),
        country: String::new(),
        role: String::new(),
        others: String::new(),
        quote: quote.join(" "),
        cut: 0,
        kind: "direct",
        stances: if addressed { vec![(0, 5_000, Label::Favourable)] } else { Vec::new() },
        marks: if addressed { vec![mark] } else { Vec::new() },
        tone: 0,
        mention: "she".into(),
        cue: "said".into(),
        rule: "after".into(),
        mention_confidence: 90,
        speaker_confidence: 90,
        counts: true,
        by_human: false,
    }
}

fn kept(most: usize, entries: impl Iterator<Item = Entry>) -> Kept {
    let mut kept = Kept::new(most);
    entries.for_each(|entry| kept.meet(entry));
    kept
}

fn places(kept: Kept) -> Vec<u32> {
    kept.finish().iter().map(|entry| entry.place).collect()
}

#[test]
fn a_sample_does_not_depend_on_the_order_and_prefers_what_speaks_of_a_target() {
    let all = || (0..200).map(|n| entry(n, n % 4 == 0, 2));
    let mut turned: Vec<Entry> = all().collect();
    turned.reverse();
    let sample = places(kept(80, all()));
    assert_eq!(sample, places(kept(80, turned.into_iter())));
    assert_eq!(sample.iter().filter(|&&n| n % 4 == 0).count(), 50, "all of these");
    assert!(sample[50..].iter().any(|&n| n > 150), "the others from everywhere");
}

#[test]
fn what_is_left_out_is_counted() {
    let all = || kept(500, (0..400).map(|n| entry(n, n % 2 == 0, 100)));
    let targets = ["russia".to_owned()];
    let size = |blocks: &[String]| blocks.iter().map(String::len).sum::<usize>();
    let whole = size(&pack(all(), &targets, usize::MAX).unwrap().blocks);
    for (budget, some_bystanders, all_addressed, longest) in [
        (whole, true, true, 0),
        (whole * 7 / 10, true, true, 0),
        (whole * 4 / 10, false, true, 600),
        (whole / 5, false, true, 280),
        (whole / 20, false, false, 280),
    ] {
        let Packed { blocks, rows, omitted } = pack(all(), &targets, budget).unwrap();
        assert!(size(&blocks) <= budget, "{budget} of {whole}");
        assert_eq!(omitted.bystanders < 200, some_bystanders, "{omitted:?}");
        assert_eq!(omitted.addressed == 0, all_addressed, "{omitted:?}");
        assert_eq!(omitted.longest, longest, "{omitted:?}");
        assert_eq!(rows + omitted.bystanders + omitted.addressed, 400);
        assert_eq!(omitted.cut, if longest > 0 { rows } else { 0 });
    }
}

#[test]
fn marks_beyond_a_cut_keep_their_words() {
    let mut entry = entry(1, true, 100);
    let term = entry.marks[0].term.clone();
    entry.shorten(280);
    assert_eq!((entry.cut, entry.quote.chars().count()), (719, 280));
    assert_eq!((entry.marks[0].place, &entry.marks[0].term), (None, &term));
}

#[test]
fn what_charts_and_tables_take_the_statements_do_not_have() {
    for (rest, expected) in [(100_000, 4_843_600), (3_000_000, 1_943_600), (4_900_000, 1_000_000)] {
        assert_eq!(budget(rest), expected, "{rest}");
    }
}
