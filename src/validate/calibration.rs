//! Whether what the program is surer of is right more often.

use super::cases::{Case, Cases, is_speaker};
use super::program::{Program, Said};

/// A row of `calibration.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bin {
    /// What is said: a confidence, or the strength of a score.
    pub what: String,
    /// Lowest value of the bin.
    pub from: f64,
    /// Below it; the last bin holds its end.
    pub to: f64,
    /// Statements.
    pub statements: usize,
    /// Mean of what is said.
    pub said: Option<f64>,
    /// Share that is right.
    pub right: Option<f64>,
    /// Of scores: share where people see the other side.
    pub opposite: Option<f64>,
    /// Of scores: share where people see no side.
    pub no_side: Option<f64>,
}

/// Bounds of bins of confidences, as in the tables of `docs/calibration.md`.
const CONFIDENCE: &[f64] = &[0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0];

/// Bounds of bins of the strength of scores that take a side.
const STRENGTH: &[f64] = &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// What came of a statement in a bin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Right,
    Opposite,
    NoSide,
    Wrong,
}

/// A value that the program gave, the weight of the statement, and what came of it.
type Point = (f64, f64, Fate);

/// How a confidence is read out of a statement.
type Confidence = fn(&Said) -> Option<f64>;

const CONFIDENCES: &[(&str, Confidence)] = &[
    ("mention_confidence", |said| said.mention_confidence),
    ("speaker_confidence", |said| said.speaker_confidence),
    ("both multiplied", |said| Some(said.mention_confidence? * said.speaker_confidence?)),
];

/// All bins that hold a statement.
pub fn calibration(cases: &Cases, program: &Program) -> Vec<Bin> {
    let found = || cases.all.iter().filter(|case| !case.optional && !case.said.is_empty());
    let mut bins = Vec::new();
    for (what, confidence) in CONFIDENCES {
        let points = found().filter_map(|case| {
            let said = &program.said[case.said[0]];
            let who = case.speaker().filter(|m| !m.tie)?;
            let named = confidence(said).filter(|_| !said.speaker.is_empty())?;
            let right = is_speaker(&said.speaker, &who.answer, false);
            Some((named, case.weight, if right { Fate::Right } else { Fate::Wrong }))
        });
        bins.extend(binned(what, CONFIDENCE, &points.collect::<Vec<Point>>()));
    }
    for (t, target) in program.targets.iter().enumerate() {
        let points = found().filter_map(|case| strength(case, t, program));
        let what = format!("strength of {target}_score");
        bins.extend(binned(&what, STRENGTH, &points.collect::<Vec<Point>>()));
    }
    bins
}

/// The strength of a score that takes a side, and whether people see the same side.
fn strength(case: &Case, target: usize, program: &Program) -> Option<Point> {
    let sign = case.program_label(target, &program.said).sign();
    let score = case.program_score(target, &program.said).filter(|_| sign != 0)?;
    let people = case.label(target)?.answer.sign();
    let fate = match people * sign {
        1 => Fate::Right,
        -1 => Fate::Opposite,
        _ => Fate::NoSide,
    };
    Some((score.abs(), case.weight, fate))
}

fn binned(what: &str, bounds: &[f64], points: &[Point]) -> Vec<Bin> {
    let last = bounds.last().copied().unwrap_or_default();
    let sides = points.iter().any(|(.., fate)| matches!(fate, Fate::Opposite | Fate::NoSide));
    let bin = |bound: &[f64]| {
        let (from, to) = (bound[0], bound[1]);
        let inside = |v: f64| v >= from && (v < to || (to >= last && v <= last));
        let own: Vec<&Point> = points.iter().filter(|(value, ..)| inside(*value)).collect();
        let weight: f64 = own.iter().map(|(_, weight, _)| weight).sum();
        let share = |fate: Fate| {
            let of = own.iter().filter(|point| point.2 == fate);
            of.map(|(_, weight, _)| weight).sum::<f64>() / weight
        };
        let said = own.iter().map(|(value, weight, _)| value * weight).sum::<f64>() / weight;
        Bin {
            what: what.to_owned(),
            from,
            to,
            statements: own.len(),
            said: Some(said),
            right: Some(share(Fate::Right)),
            opposite: sides.then(|| share(Fate::Opposite)),
            no_side: sides.then(|| share(Fate::NoSide)),
        }
    };
    bounds.windows(2).map(bin).filter(|bin| bin.statements > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bin_says_what_came_of_its_statements() {
        let points = [
            (0.95, 3.0, Fate::Right),
            (1.0, 1.0, Fate::Opposite),
            (0.5, 1.0, Fate::NoSide),
            (0.5999, 1.0, Fate::Right),
        ];
        let bins = binned("x", CONFIDENCE, &points);
        assert_eq!(bins.iter().map(|b| b.statements).collect::<Vec<_>>(), [2, 2]);
        assert_eq!((bins[0].right, bins[0].no_side), (Some(0.5), Some(0.5)));
        assert_eq!((bins[1].right, bins[1].opposite), (Some(0.75), Some(0.25)));
        assert!(bins[1].said.is_some_and(|said| (said - 0.9625).abs() < 1e-12));
        assert!(binned("x", STRENGTH, &[]).is_empty());
    }
}
