//! Simulated corpora whose truth is known: what is corrected comes near it, and intervals hold it
//! about as often as they say.

use super::*;
use crate::tally::Random;

/// A program that calls every third unfavourable statement neutral, and half of the favourable
/// ones: what it shows is far from the truth.
const CHANCES: [[f64; 4]; 4] = [
    [0.60, 0.30, 0.02, 0.08],
    [0.15, 0.70, 0.05, 0.10],
    [0.08, 0.40, 0.45, 0.07],
    [0.02, 0.08, 0.02, 0.88],
];

/// True shares of the group.
const TRUTH: [f64; 4] = [0.35, 0.15, 0.20, 0.30];

/// Shares among coded statements, which are not the group's.
const OF_CODED: [f64; 4] = [0.25, 0.25, 0.25, 0.25];

fn one_of(random: &mut Random, shares: &[f64; 4]) -> usize {
    let point = random.below(1_000_000) as f64 / 1e6;
    let mut sum = 0.0;
    shares
        .iter()
        .position(|share| {
            sum += share;
            point < sum
        })
        .unwrap_or(3)
}

fn coded(random: &mut Random, count: u32) -> Vec<CodedScore> {
    (0..count)
        .map(|i| {
            let people = one_of(random, &OF_CODED);
            let program = one_of(random, &CHANCES[people]);
            let score = [-0.5, 0.0, 0.5, 0.0][program];
            let judged = Judged {
                article: i / 2,
                weight: 1.0,
                people: CLASSES[people],
                program: CLASSES[program],
            };
            CodedScore { judged, score }
        })
        .collect()
}

fn group(random: &mut Random, articles: usize) -> Group {
    let mut lots = vec![Lot::default(); articles];
    for lot in &mut lots {
        for _ in 0..=random.below(3) {
            let true_class = one_of(random, &TRUTH);
            let shown = one_of(random, &CHANCES[true_class]);
            lot.counts[shown] += 1.0;
            lot.sum += [-0.5, 0.0, 0.5, 0.0][shown];
        }
    }
    Group { kind: GroupKind::Party, name: "Meadow".to_owned(), lots }
}

fn program() -> Program {
    Program { targets: vec!["russia".to_owned()], ..Program::default() }
}

/// True quantities, in the order of [`QUANTITIES`].
const TRUE: [f64; 6] = [0.20 / 0.70, 0.15 / 0.70, 0.35 / 0.70, -0.15 / 0.70, -0.075 / 0.70, 0.70];

#[test]
fn with_much_data_the_truth_comes_out_where_the_raw_share_is_wrong() {
    let mut random = Random::of("much data");
    let (coded, group) = (coded(&mut random, 20_000), group(&mut random, 20_000));
    let rows = correct(&coded, &program(), 0, &[group]);
    for (row, truth) in rows.iter().zip(TRUE) {
        let value = row.estimate.value.unwrap_or(9.0);
        assert!((value - truth).abs() < 0.02, "{}: {value} {truth}", row.quantity);
    }
    let raw = rows[0].raw.unwrap_or_default();
    assert!((raw - TRUE[0]).abs() > 0.1, "the raw share is biased: {raw}");
}

#[test]
fn intervals_cover_the_truth_about_as_often_as_they_say() {
    let (mut covered, mut raw_near) = ([0; 6], 0);
    const RUNS: usize = 80;
    for run in 0..RUNS {
        let mut random = Random::of(&format!("run {run}"));
        let coded = coded(&mut random, 400);
        let group = group(&mut random, 150);
        let rows = correct(&coded, &program(), 0, &[group]);
        for (k, row) in rows.iter().enumerate() {
            let holds = row.estimate.low <= Some(TRUE[k]) && row.estimate.high >= Some(TRUE[k]);
            covered[k] += usize::from(holds);
        }
        let raw_holds = rows[0].raw.is_some_and(|raw| (raw - TRUE[0]).abs() < 0.05);
        raw_near += usize::from(raw_holds);
    }
    // 95 of 100, give or take three standard errors of 80 runs.
    for (count, quantity) in covered.iter().zip(QUANTITIES) {
        assert!((70..=80).contains(count), "{quantity}: {count} of {RUNS}");
    }
    assert!(raw_near < RUNS / 10, "{raw_near}");
}

#[test]
fn shares_are_possible_whatever_is_shown() {
    let mut random = Random::of("any counts");
    for _ in 0..300 {
        let shown = [0, 1, 2, 3].map(|_| random.below(6) as f64);
        let mut chances = [[0.0; 4]; 4];
        for row in &mut chances {
            row.iter_mut().for_each(|cell| *cell = random.below(5) as f64);
            row[random.below(4)] += 1.0;
            let sum: f64 = row.iter().sum();
            row.iter_mut().for_each(|cell| *cell /= sum);
        }
        let p = shares(shown, &chances);
        let sum: f64 = p.iter().sum();
        let none = shown.iter().sum::<f64>() == 0.0;
        assert!(p.iter().all(|&share| (0.0..=1.0 + 1e-9).contains(&share)), "{p:?}");
        assert!(none || (sum - 1.0).abs() < 1e-6, "{p:?}");
    }
}

#[test]
fn a_program_without_errors_is_left_as_it_is() {
    let mut same = [[0.0; 4]; 4];
    (0..4).for_each(|k| same[k][k] = 1.0);
    let p = shares([1.0, 2.0, 3.0, 4.0], &same);
    assert!(p.iter().zip([0.1, 0.2, 0.3, 0.4]).all(|(a, b)| (a - b).abs() < 1e-12), "{p:?}");
}

#[test]
fn an_impossible_mix_ends_at_the_edge() {
    // More is shown as favourable than even a corpus of nothing else would show.
    let p = shares([0.0, 0.0, 100.0, 0.0], &CHANCES);
    assert!(p[2] > 0.999, "{p:?}");
}

#[test]
fn small_groups_are_not_corrected() {
    let mut random = Random::of("small groups");
    let coded = coded(&mut random, 400);
    let lot = |counts| Lot { counts, sum: 0.0 };
    let group = |lots| Group { kind: GroupKind::Speaker, name: "Fenn".to_owned(), lots };
    for (guards, lots, expected) in [
        ("few articles", vec![lot([3.0, 3.0, 3.0, 1.0]); 7], "in fewer than 8 articles"),
        ("a label unseen", vec![lot([1.0, 1.0, 0.0, 1.0]); 29], "the program never gives"),
        ("the same of many", vec![lot([1.0, 1.0, 0.0, 1.0]); 30], ""),
    ] {
        let rows = correct(&coded, &program(), 0, &[group(lots)]);
        let row = &rows[0];
        assert!(row.why_none.starts_with(expected), "{guards}: {}", row.why_none);
        assert_eq!(row.estimate.value.is_none(), !expected.is_empty(), "{guards}");
        assert!(row.raw.is_some(), "{guards}");
    }
}

#[test]
fn too_little_gold_is_said() {
    let mut random = Random::of("few");
    let all = coded(&mut random, 400);
    assert_eq!(too_little(&all), None);
    assert!(too_little(&all[..49]).is_some_and(|why| why.starts_with("49 statements")));
    let no_favour: Vec<CodedScore> =
        all.iter().copied().filter(|one| one.judged.people != Class::Favourable).collect();
    assert!(
        too_little(&no_favour).is_some_and(|why| why.contains("0 coded statements are favourable"))
    );
    let group = group(&mut random, 50);
    assert!(correct(&no_favour, &program(), 0, &[group]).is_empty());
}
