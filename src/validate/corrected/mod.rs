//! Shares and means with the program's measured errors taken out.
//!
//! With `C[i][j]` the chance that a statement which people put in class `i` is put in class `j` by
//! the program, and `p` the true shares of a group, the program shows `q = C' p` on average. Given
//! the `q` of the whole group and the `C` of the coded statements, `p` is what makes `q` most
//! likely, within the shares that are possible.
//!
//! Sources: Rogan and Gladen 1978 (two classes); Buonaccorsi 2010, *Measurement Error*, ch. 2
//! and 3; Hopkins and King 2010 (categories of texts, adjusted from counts of a classifier).
//! It assumes that the errors are alike in all groups.

mod groups;
mod solve;

pub use groups::{Group, GroupKind, Lot, groups};
pub use solve::shares;

use rayon::prelude::*;

use super::figures::{Judged, confusion};
use super::program::Program;
use super::resample::{Clusters, DRAWS, Estimate, FEWEST_ARTICLES, interval};
use super::{CLASSES, Class};
use crate::tally::Random;

/// Fewest coded statements toward a target for corrected figures.
pub const FEWEST_CODED: usize = 50;

/// Fewest coded statements of each of the four classes: a row of `C` of fewer is a guess.
pub const FEWEST_EACH: usize = 8;

/// Statements toward the target below which a label that the program never gives says little: of
/// 60 without one, the true share may still be 5 % ("rule of three", Hanley and Lippman-Hand
/// 1983), and draws cannot show what is not there.
pub const FEWEST_WITHOUT: f64 = 60.0;

/// A coded statement toward the target: its classes, and the program's score.
#[derive(Clone, Copy, Debug)]
pub struct CodedScore {
    /// Article, weight and classes.
    pub judged: Judged,
    /// The program's score, 0 where it has none.
    pub score: f64,
}

/// A row of `corrected.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    /// Target.
    pub target: String,
    /// The corpus, a party, a speaker.
    pub kind: &'static str,
    /// Name of the group.
    pub group: String,
    /// Its statements in the tally.
    pub statements: u64,
    /// Those that address the target, says the program.
    pub addressing: u64,
    /// Which figure.
    pub quantity: &'static str,
    /// As the reports have it.
    pub raw: Option<f64>,
    /// Corrected, with its interval.
    pub estimate: Estimate,
    /// Why it is not corrected, where it is not.
    pub why_none: &'static str,
}

/// What is told of a group.
pub const QUANTITIES: [&str; 6] =
    ["favourable", "neutral", "unfavourable", "balance", "mean", "addressed"];

/// Chances of the program's classes, and mean scores of what it gets right; `None` where a class
/// was not coded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// By the people's class, then by the program's; each row adds up to 1.
    pub chances: [[f64; 4]; 4],
    /// Mean score of statements that people and program put in the class.
    pub means: [Option<f64>; 3],
}

/// Why a target has no corrected figures; `None` where it has.
pub fn too_little(coded: &[CodedScore]) -> Option<String> {
    let articles = Clusters::of(coded.iter().map(|one| one.judged.article)).len();
    let least = CLASSES
        .iter()
        .map(|&class| (coded.iter().filter(|one| one.judged.people == class).count(), class))
        .min_by_key(|&(count, _)| count);
    if coded.len() < FEWEST_CODED {
        return Some(format!("{} statements are coded, {FEWEST_CODED} are needed", coded.len()));
    }
    if articles < FEWEST_ARTICLES {
        return Some(format!("{articles} articles are coded, {FEWEST_ARTICLES} are needed"));
    }
    let (count, class) = least.filter(|&(count, _)| count < FEWEST_EACH)?;
    Some(format!("{count} coded statements are {}, {FEWEST_EACH} are needed", class.name()))
}

/// The errors that coded statements show, each counted so many times.
pub fn errors(coded: &[CodedScore], times: &[f64]) -> Option<Errors> {
    let judged: Vec<Judged> = coded.iter().map(|one| one.judged).collect();
    let mut chances = confusion(&judged, times).0;
    for row in &mut chances {
        let sum: f64 = row.iter().sum();
        if sum <= 0.0 {
            return None;
        }
        row.iter_mut().for_each(|cell| *cell /= sum);
    }
    let mean = |class: Class| {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (one, times) in coded.iter().zip(times) {
            if one.judged.people == class && one.judged.program == class {
                sum += one.score * one.judged.weight * times;
                weight += one.judged.weight * times;
            }
        }
        (weight > 0.0).then(|| sum / weight)
    };
    Some(Errors { chances, means: [0, 1, 2].map(|k| mean(CLASSES[k])) })
}

/// Quantities of shares of the four classes; `mean` is that of the scores where it is known.
fn quantities(shares: [f64; 4], mean: Option<f64>) -> [Option<f64>; 6] {
    let [against, neutral, favour, none] = shares;
    let addressed = against + neutral + favour;
    let of = |part: f64| (addressed > 1e-9).then(|| part / addressed);
    let whole = addressed + none;
    [
        of(favour),
        of(neutral),
        of(against),
        of(favour - against),
        mean.filter(|_| addressed > 1e-9),
        (whole > 0.0).then(|| addressed / whole),
    ]
}

/// Corrected quantities of a group that shows `q`.
fn corrected(q: [f64; 4], errors: &Errors) -> [Option<f64>; 6] {
    let p = shares(q, &errors.chances);
    let addressed: f64 = p[..3].iter().sum();
    let parts = p[..3].iter().zip(errors.means);
    // A class that nobody is in needs no mean.
    let sum =
        parts.map(|(share, mean)| if *share < 1e-9 { Some(0.0) } else { Some(share * mean?) });
    let mean = sum.sum::<Option<f64>>().map(|sum| sum / addressed);
    quantities(p, mean)
}

/// Why a group has no corrected figures; empty where it has.
fn too_small(group: &Group, total: &Lot) -> &'static str {
    if group.lots.len() < FEWEST_ARTICLES {
        return "in fewer than 8 articles";
    }
    let never = total.counts[..3].contains(&0.0);
    if never && total.addressing() < FEWEST_WITHOUT {
        return "the program never gives one of the labels, in fewer than 60 statements";
    }
    ""
}

/// Corrected figures of all groups toward target number `target`.
pub fn correct(
    coded: &[CodedScore],
    program: &Program,
    target: usize,
    groups: &[Group],
) -> Vec<Corrected> {
    let name = &program.targets[target];
    if too_little(coded).is_some() {
        return Vec::new();
    }
    let Some(whole) = errors(coded, &vec![1.0; coded.len()]) else { return Vec::new() };
    let clusters = Clusters::of(coded.iter().map(|one| one.judged.article));
    let drawn = |draw: usize| {
        let times = clusters.draw(&mut Random::of(&format!("coded {name} {draw}")));
        errors(coded, &times)
    };
    let drawn: Vec<Option<Errors>> = (0..DRAWS).into_par_iter().map(drawn).collect();
    let of_group = |group: &Group| rows(group, name, &whole, &drawn);
    groups.par_iter().flat_map_iter(of_group).collect()
}

fn rows(group: &Group, target: &str, whole: &Errors, drawn: &[Option<Errors>]) -> Vec<Corrected> {
    let total = group.total();
    let raw = quantities(total.counts, total.mean());
    let why_none = too_small(group, &total);
    let estimates = match why_none {
        "" => intervals(group, target, &total, whole, drawn),
        _ => [Estimate::default(); 6],
    };
    let row = |(k, quantity): (usize, &'static str)| Corrected {
        target: target.to_owned(),
        kind: group.kind.name(),
        group: group.name.clone(),
        statements: total.counts.iter().sum::<f64>() as u64,
        addressing: total.addressing() as u64,
        quantity,
        raw: raw[k],
        estimate: estimates[k],
        why_none,
    };
    QUANTITIES.into_iter().enumerate().map(row).collect()
}

/// Corrected quantities with their intervals, each where there is an interval.
fn intervals(
    group: &Group,
    target: &str,
    total: &Lot,
    whole: &Errors,
    drawn: &[Option<Errors>],
) -> [Estimate; 6] {
    let mut random = Random::of(&format!("{} {} {target}", group.kind.name(), group.name));
    let lots = drawn.iter().map(|errors| (group.draw(&mut random), errors));
    let draws: Vec<[Option<f64>; 6]> =
        lots.filter_map(|(lot, errors)| Some(corrected(lot.counts, errors.as_ref()?))).collect();
    let values = corrected(total.counts, whole);
    std::array::from_fn(|k| {
        let of_draws = draws.iter().filter_map(|draw| draw[k]).collect();
        let bounds = values[k].and_then(|_| interval(of_draws));
        let (low, high) = bounds.unzip();
        Estimate { value: bounds.and(values[k]), low, high }
    })
}

#[cfg(test)]
mod tests;
