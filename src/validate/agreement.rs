//! How far coders agree with each other.
//!
//! | measure | source |
//! | --- | --- |
//! | Krippendorff's alpha, nominal and ordinal | Krippendorff 2018, *Content Analysis*, ch. 12 |
//! | Cohen's kappa of two coders | Cohen 1960 |
//! | raw agreement | share of pairs of answers that are equal |

use std::collections::BTreeMap;

use super::cases::Cases;
use super::resample::{Clusters, Estimate};
use super::{Class, names};

/// How far apart two answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Equal or not.
    Nominal,
    /// By rank: the numbers of answers are in order.
    Ordinal,
}

/// Answers to one statement: number of the coder, number of the answer.
pub type Unit = Vec<(usize, usize)>;

/// Counts of pairs of answers within statements, each statement's divided by the answers to it
/// less one.
fn coincidences(units: &[Unit], times: &[f64]) -> BTreeMap<(usize, usize), f64> {
    let mut pairs = BTreeMap::new();
    for (unit, &times) in units.iter().zip(times).filter(|(unit, t)| unit.len() > 1 && **t > 0.0) {
        let each = times / (unit.len() - 1) as f64;
        for (i, &(_, a)) in unit.iter().enumerate() {
            for (_, &(_, b)) in unit.iter().enumerate().filter(|&(j, _)| i != j) {
                *pairs.entry((a, b)).or_insert(0.0) += each;
            }
        }
    }
    pairs
}

/// Krippendorff's alpha; `None` without answers to compare, or where all are the same. `times`
/// says how often each unit counts.
pub fn alpha(units: &[Unit], times: &[f64], metric: Metric) -> Option<f64> {
    let pairs = coincidences(units, times);
    let mut totals: BTreeMap<usize, f64> = BTreeMap::new();
    pairs.iter().for_each(|(&(a, _), n)| *totals.entry(a).or_insert(0.0) += n);
    let n: f64 = totals.values().sum();
    let (observed, expected) = match metric {
        // Answers may be hundreds of names: what is equal is enough.
        Metric::Nominal => {
            let equal: f64 = pairs.iter().filter(|((a, b), _)| a == b).map(|(_, n)| n).sum();
            let by_chance: f64 = totals.values().map(|m| m * m).sum();
            (n - equal, (n * n - by_chance) / (n - 1.0))
        }
        Metric::Ordinal => {
            let far = |a: usize, b: usize| {
                let (from, to) = (a.min(b), a.max(b));
                let between: f64 = totals.range(from..=to).map(|(_, m)| m).sum();
                (between - (totals[&from] + totals[&to]) / 2.0).powi(2)
            };
            let observed = pairs.iter().map(|(&(a, b), n)| n * far(a, b)).sum();
            let all = totals.iter().flat_map(|a| totals.iter().map(move |b| (a, b)));
            let expected: f64 = all.map(|((&a, m), (&b, k))| m * k * far(a, b)).sum();
            (observed, expected / (n - 1.0))
        }
    };
    (n > 1.0 && expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Cohen's kappa of coders `a` and `b`, on what both answered.
pub fn kappa(units: &[Unit], times: &[f64], a: usize, b: usize) -> Option<f64> {
    let mut both: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (unit, &times) in units.iter().zip(times) {
        let of = |coder| unit.iter().find(|(c, _)| *c == coder).map(|&(_, answer)| answer);
        if let (Some(x), Some(y)) = (of(a), of(b)) {
            *both.entry((x, y)).or_insert(0.0) += times;
        }
    }
    let n: f64 = both.values().sum();
    let (mut left, mut right) = (BTreeMap::new(), BTreeMap::new());
    for (&(x, y), m) in &both {
        *left.entry(x).or_insert(0.0) += m;
        *right.entry(y).or_insert(0.0) += m;
    }
    let equal: f64 = both.iter().filter(|((x, y), _)| x == y).map(|(_, m)| m).sum::<f64>() / n;
    let chance: f64 =
        left.iter().filter_map(|(x, m)| Some(m * right.get(x)?)).sum::<f64>() / (n * n);
    (n > 0.0 && chance < 1.0).then(|| (equal - chance) / (1.0 - chance))
}

/// Share of pairs of answers to one statement that are equal.
pub fn raw(units: &[Unit], times: &[f64]) -> Option<f64> {
    let (mut equal, mut all) = (0.0, 0.0);
    for (unit, &times) in units.iter().zip(times) {
        for (i, &(_, a)) in unit.iter().enumerate() {
            for &(_, b) in &unit[i + 1..] {
                all += times;
                equal += if a == b { times } else { 0.0 };
            }
        }
    }
    (all > 0.0).then(|| equal / all)
}

/// One row of `agreement.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was coded: a target, `speaker`, `party`, `is_quotation`.
    pub what: String,
    /// Which answers: `all four`, `addressed or not`, `label where all address it`, or nothing.
    pub answers: &'static str,
    /// The measure.
    pub measure: String,
    /// Statements with two answers or more.
    pub statements: usize,
    /// The figure.
    pub estimate: Estimate,
}

/// Which answers a row compares.
pub const ALL_FOUR: &str = "all four";
const ADDRESSED: &str = "addressed or not";
const THREE: &str = "three labels, where all say addressed";
/// The measure that a verdict names.
pub const ALPHA: &str = "alpha (nominal)";

/// All measures of all questions; none where no statement has two answers.
pub fn agreements(cases: &Cases, targets: &[String]) -> Vec<Agreement> {
    let mut rows = Vec::new();
    for (t, target) in targets.iter().enumerate() {
        let labels = |of: &dyn Fn(Class) -> usize, keep: &dyn Fn(&[Class]) -> bool| {
            units(cases, |case| {
                let own: Vec<(usize, Class)> =
                    case.answers.iter().filter_map(|a| Some((a.coder, a.labels[t]?))).collect();
                let classes: Vec<Class> = own.iter().map(|&(_, class)| class).collect();
                let kept = own.into_iter().filter(|_| keep(&classes));
                kept.map(|(coder, class)| (coder, of(class))).collect()
            })
        };
        let addressed = |class: Class| usize::from(class != Class::NotAddressed);
        let all_address =
            |classes: &[Class]| classes.iter().all(|&class| class != Class::NotAddressed);
        let four = labels(&Class::index, &|_| true);
        let three = labels(&Class::index, &all_address);
        rows.extend(measured(target, ALL_FOUR, four, cases, false));
        rows.extend(measured(target, ADDRESSED, labels(&addressed, &|_| true), cases, false));
        rows.extend(measured(target, THREE, three, cases, true));
    }
    let name = |words: &str| names::name(words);
    let speakers = units(cases, |case| {
        let own = case.answers.iter().filter_map(|a| Some((a.coder, name(a.speaker.as_ref()?))));
        alike(own.collect())
    });
    let parties = units(cases, |case| {
        let own = case.answers.iter().filter_map(|a| Some((a.coder, a.party.as_deref()?)));
        own.map(|(coder, party)| (coder, names::party(party))).collect()
    });
    let quotations = units(cases, |case| {
        case.answers.iter().filter_map(|a| Some((a.coder, a.is_quotation?))).collect()
    });
    rows.extend(measured("speaker", "", speakers, cases, false));
    rows.extend(measured("party", "", parties, cases, false));
    rows.extend(measured("is_quotation", "", quotations, cases, false));
    rows
}

/// A surname becomes the whole name that another coder gives it.
fn alike(mut names: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let whole: Vec<String> = names.iter().map(|(_, name)| name.clone()).collect();
    for (_, name) in &mut names {
        let fuller = whole.iter().filter(|other| names::same(name, other));
        if let Some(fuller) = fuller.max_by_key(|other| other.len()) {
            name.clone_from(fuller);
        }
    }
    names
}

/// Answers of cases by number, with the article of each.
fn units<T: Ord>(
    cases: &Cases,
    answers: impl Fn(&super::cases::Case) -> Vec<(usize, T)>,
) -> (Vec<u32>, Vec<Unit>) {
    let all: Vec<(u32, Vec<(usize, T)>)> =
        cases.all.iter().map(|case| (case.article, answers(case))).collect();
    let mut values: Vec<&T> = all.iter().flat_map(|(_, own)| own.iter().map(|(_, v)| v)).collect();
    values.sort_unstable();
    values.dedup();
    let number = |value: &T| values.binary_search(&value).unwrap_or(0);
    let kept = all.iter().filter(|(_, own)| own.len() > 1);
    kept.map(|(article, own)| {
        (*article, own.iter().map(|(coder, value)| (*coder, number(value))).collect::<Unit>())
    })
    .unzip()
}

fn measured(
    what: &str,
    answers: &'static str,
    (articles, units): (Vec<u32>, Vec<Unit>),
    cases: &Cases,
    ordered: bool,
) -> Vec<Agreement> {
    if units.is_empty() {
        return Vec::new();
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for unit in &units {
        for (i, &(a, _)) in unit.iter().enumerate() {
            pairs.extend(unit[i + 1..].iter().map(|&(b, _)| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut names = vec![ALPHA.to_owned()];
    names.extend(ordered.then(|| "alpha (ordinal)".to_owned()));
    names.push("raw agreement".to_owned());
    names.extend(
        pairs.iter().map(|&(a, b)| format!("kappa {} – {}", cases.coders[a], cases.coders[b])),
    );
    let estimates = Clusters::of(articles).estimates(&format!("{what} {answers}"), |times| {
        let mut values = vec![alpha(&units, times, Metric::Nominal)];
        values.extend(ordered.then(|| alpha(&units, times, Metric::Ordinal)));
        values.push(raw(&units, times));
        values.extend(pairs.iter().map(|&(a, b)| kappa(&units, times, a, b)));
        values
    });
    let statements = units.len();
    let row = |(measure, estimate)| Agreement {
        what: what.to_owned(),
        answers,
        measure,
        statements,
        estimate,
    };
    names.into_iter().zip(estimates).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Krippendorff's own example (2018, ch. 12): four coders, twelve statements, with gaps.
    const CODERS: [[Option<usize>; 12]; 4] = {
        const N: Option<usize> = None;
        const fn s(value: usize) -> Option<usize> {
            Some(value)
        }
        [
            [s(1), s(2), s(3), s(3), s(2), s(1), s(4), s(1), s(2), N, N, N],
            [s(1), s(2), s(3), s(3), s(2), s(2), s(4), s(1), s(2), s(5), N, s(3)],
            [N, s(3), s(3), s(3), s(2), s(3), s(4), s(2), s(2), s(5), s(1), N],
            [s(1), s(2), s(3), s(3), s(2), s(4), s(4), s(1), s(2), s(5), s(1), N],
        ]
    };

    const A: [usize; 16] = [0, 0, 1, 2, 3, 3, 1, 0, 2, 2, 1, 3, 0, 1, 2, 0];
    const B: [usize; 16] = [0, 1, 1, 2, 3, 0, 1, 0, 2, 1, 1, 3, 0, 2, 2, 3];

    fn four() -> Vec<Unit> {
        let unit = |i: usize| (0..4).filter_map(|coder| Some((coder, CODERS[coder][i]?))).collect();
        (0..12).map(unit).collect()
    }

    fn two() -> Vec<Unit> {
        A.iter().zip(&B).map(|(&a, &b)| vec![(0, a), (1, b)]).collect()
    }

    fn near(value: Option<f64>, expected: f64) {
        assert!(value.is_some_and(|v| (v - expected).abs() < 1e-12), "{value:?} {expected}");
    }

    /// Figures of the Python packages `krippendorff` 0.9.0 (`krippendorff.alpha(reliability_data=
    /// d, level_of_measurement="nominal")`, `"ordinal"`) and `scikit-learn` 1.9.1
    /// (`cohen_kappa_score(a, b)`) for the same answers.
    #[test]
    fn figures_are_those_of_other_programs() {
        let once = [1.0; 16];
        near(alpha(&four(), &once[..12], Metric::Nominal), 0.743_421_052_631_579);
        near(alpha(&four(), &once[..12], Metric::Ordinal), 0.815_387_503_754_881_4);
        near(alpha(&two(), &once, Metric::Nominal), 0.593_175_853_018_372_7);
        near(alpha(&two(), &once, Metric::Ordinal), 0.457_940_945_654_306_43);
        near(kappa(&two(), &once, 0, 1), 0.581_151_832_460_733);
        near(raw(&two(), &once), 11.0 / 16.0);
    }

    #[test]
    fn a_statement_drawn_twice_counts_as_two() {
        let mut doubled = two();
        doubled.extend(two().into_iter().take(5));
        let times: Vec<f64> = (0..16).map(|i| if i < 5 { 2.0 } else { 1.0 }).collect();
        for metric in [Metric::Nominal, Metric::Ordinal] {
            let expected = alpha(&doubled, &[1.0; 21], metric).unwrap_or_default();
            near(alpha(&two(), &times, metric), expected);
        }
        near(kappa(&two(), &times, 0, 1), kappa(&doubled, &[1.0; 21], 0, 1).unwrap_or_default());
    }

    #[test]
    fn where_nothing_varies_agreement_says_nothing() {
        let same: Vec<Unit> = vec![vec![(0, 1), (1, 1)]; 9];
        assert_eq!(alpha(&same, &[1.0; 9], Metric::Nominal), None);
        assert_eq!(alpha(&same, &[1.0; 9], Metric::Ordinal), None);
        assert_eq!(kappa(&same, &[1.0; 9], 0, 1), None);
        near(raw(&same, &[1.0; 9]), 1.0);
        assert_eq!(alpha(&[], &[], Metric::Nominal), None);
        assert_eq!(raw(&[vec![(0, 1)]], &[1.0]), None);
    }
}
