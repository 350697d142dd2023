//! How far the program agrees with what most coders say, each figure with its interval.
//!
//! Each statement counts with its weight, so that a figure holds for all statements of the
//! corpus and not for the sample (Horvitz and Thompson 1952; as ratios, Hájek 1971).

use std::collections::{BTreeMap, BTreeSet};

use super::cases::{Case, Cases, is_party, is_speaker};
use super::coded::Missed;
use super::confusion::Confusion;
use super::key::Key;
use super::program::{Program, Said};
use super::resample::{Clusters, Estimate};
use super::{CLASSES, Class};

/// One row of `figures.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Which statements: [`FOUND`], [`GOLD`], [`ARTICLES`], or [`PARTY`] and a name.
    pub over: String,
    /// Target, or [`ALL`].
    pub target: String,
    /// What is measured.
    pub measure: &'static str,
    /// Of which label, where it is of one.
    pub label: &'static str,
    /// Statements (for segments: segments) that it rests on.
    pub statements: usize,
    /// The figure.
    pub estimate: Estimate,
}

/// Statements that the program found and people coded.
pub const FOUND: &str = "statements found";
/// All statements of gold, those that the program missed too.
pub const GOLD: &str = "all gold statements";
/// All statements of the articles that were coded whole.
pub const ARTICLES: &str = "whole articles";
/// Begins what is called after a party: statements found whose speaker is of it, says the program.
pub const PARTY: &str = "party: ";
/// All targets together.
pub const ALL: &str = "all targets";

/// One statement toward one target.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// Article.
    pub article: u32,
    /// Weight.
    pub weight: f64,
    /// What most coders say.
    pub people: Class,
    /// What the program says.
    pub program: Class,
}

/// All statements of `cases` that somebody coded toward target number `target`; with `missed`,
/// those too that the program did not find.
pub fn judged(cases: &[&Case], target: usize, said: &[Said], missed: bool) -> Vec<Judged> {
    let counts = |case: &&&Case| !case.optional && (missed || !case.said.is_empty());
    let one = |case: &&Case| {
        let people = case.label(target)?.answer;
        let program = case.program_label(target, said);
        Some(Judged { article: case.article, weight: case.weight, people, program })
    };
    cases.iter().filter(counts).filter_map(one).collect()
}

/// The confusion of statements, each counted so many times.
pub fn confusion(judged: &[Judged], times: &[f64]) -> Confusion {
    let mut confusion = Confusion::default();
    for (one, times) in judged.iter().zip(times).filter(|(_, times)| **times > 0.0) {
        confusion.add(one.people, one.program, one.weight * times);
    }
    confusion
}

type Measure = fn(&Confusion) -> Option<f64>;
type OfLabel = fn(&Confusion, Class) -> Option<f64>;

/// Measures of a confusion as a whole.
const WHOLE: &[(&str, &str, Measure)] = &[
    ("accuracy", "", |c| c.accuracy()),
    ("kappa", "", |c| c.kappa()),
    ("macro-F1 (four labels)", "", |c| c.macro_f1()),
    ("macro-F1 (favourable, unfavourable, no side)", "", |c| c.sides().macro_f1()),
    ("accuracy (favourable, unfavourable, no side)", "", |c| c.sides().accuracy()),
    ("F1", "no side", |c| c.sides().f1(Class::Neutral)),
    ("precision", "addressed", |c| c.addressed().precision(Class::Neutral)),
    ("recall", "addressed", |c| c.addressed().recall(Class::Neutral)),
    ("F1", "addressed", |c| c.addressed().f1(Class::Neutral)),
];

/// Measures of each label.
const EACH: &[(&str, OfLabel)] =
    &[("precision", Confusion::precision), ("recall", Confusion::recall), ("F1", Confusion::f1)];

/// Figures of the labels toward one target, or toward all.
fn of_labels(over: &str, target: &str, judged: &[Judged]) -> Vec<Figure> {
    if judged.is_empty() {
        return Vec::new();
    }
    let clusters = Clusters::of(judged.iter().map(|one| one.article));
    let estimates = clusters.estimates(&format!("{over} {target}"), |times| {
        let confusion = confusion(judged, times);
        let each = EACH.iter().flat_map(|(_, m)| CLASSES.map(|class| m(&confusion, class)));
        each.chain(WHOLE.iter().map(|(_, _, m)| m(&confusion))).collect()
    });
    let names = EACH.iter().flat_map(|&(name, _)| CLASSES.map(|class| (name, class.name())));
    let names = names.chain(WHOLE.iter().map(|&(name, label, _)| (name, label)));
    let figure = |((measure, label), estimate)| Figure {
        over: over.to_owned(),
        target: target.to_owned(),
        measure,
        label,
        statements: judged.len(),
        estimate,
    };
    names.zip(estimates).map(figure).collect()
}

/// A share of statements (or segments): article, weight, and whether it is right.
fn share(over: &'static str, measure: &'static str, all: &[(u32, f64, bool)]) -> Option<Figure> {
    if all.is_empty() {
        return None;
    }
    let clusters = Clusters::of(all.iter().map(|(article, ..)| *article));
    let estimates = clusters.estimates(&format!("{over} {measure}"), |times| {
        let (mut right, mut whole) = (0.0, 0.0);
        for ((_, weight, is_right), times) in all.iter().zip(times) {
            whole += weight * times;
            right += if *is_right { weight * times } else { 0.0 };
        }
        vec![(whole > 0.0).then(|| right / whole)]
    });
    let estimate = estimates.first().copied().unwrap_or_default();
    let (over, target) = (over.to_owned(), String::new());
    Some(Figure { over, target, measure, label: "", statements: all.len(), estimate })
}

/// All figures, in the order of the report.
pub fn figures(cases: &Cases, key: &Key, missed: &[Missed], program: &Program) -> Vec<Figure> {
    let all: Vec<&Case> = cases.all.iter().collect();
    let gold: Vec<&Case> = cases.all.iter().filter(|case| case.segments.is_some()).collect();
    let mut figures = Vec::new();
    for (over, cases, with_missed) in [(FOUND, &all, false), (GOLD, &gold, true)] {
        let each: Vec<Vec<Judged>> = (0..program.targets.len())
            .map(|target| judged(cases, target, &program.said, with_missed))
            .collect();
        figures.extend(of_labels(over, ALL, &each.concat()));
        for (target, judged) in program.targets.iter().zip(&each) {
            figures.extend(of_labels(over, target, judged));
        }
    }
    figures.extend(of_parties(&all, program));
    figures.extend(of_people(&all, program));
    figures.extend(of_segments(cases, &gold, program));
    figures.extend(of_articles(&all, cases, key, missed, program));
    figures
}

/// Coded statements of a party below which nothing is said of it alone.
const FEWEST_OF_PARTY: usize = 30;

/// Labels toward all targets, for each party: whether errors are alike in all of them.
fn of_parties(cases: &[&Case], program: &Program) -> Vec<Figure> {
    let mut parties: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in cases.iter().filter(|case| !case.optional) {
        if let Some(&first) = case.said.first() {
            parties.entry(program.said[first].party_of_country.as_str()).or_default().push(case);
        }
    }
    let large = parties.into_iter().filter(|(_, own)| own.len() >= FEWEST_OF_PARTY);
    let of_party = |(party, own): (&str, Vec<&Case>)| {
        let targets = 0..program.targets.len();
        let all: Vec<Judged> =
            targets.flat_map(|target| judged(&own, target, &program.said, false)).collect();
        let name = if party.is_empty() { "none" } else { party };
        of_labels(&format!("{PARTY}{name}"), ALL, &all)
    };
    large.flat_map(of_party).collect()
}

/// Speaker, party, and whether it is a quotation, of statements found.
fn of_people(cases: &[&Case], program: &Program) -> Vec<Figure> {
    let found = cases.iter().filter(|case| !case.optional && !case.said.is_empty());
    let (mut speakers, mut in_full, mut parties, mut quotations) = <[Vec<_>; 4]>::default().into();
    for case in found {
        let said = &program.said[case.said[0]];
        let put = |list: &mut Vec<(u32, f64, bool)>, right| {
            list.push((case.article, case.weight, right));
        };
        if case.segments.is_none()
            && let Some(is) = case.is_quotation().filter(|m| !m.tie)
        {
            put(&mut quotations, is.answer);
            if !is.answer {
                continue;
            }
        }
        if let Some(who) = case.speaker().filter(|m| !m.tie) {
            put(&mut speakers, is_speaker(&said.speaker, &who.answer, false));
            // Coders may write surnames alone; gold has whole names.
            if case.segments.is_some() {
                put(&mut in_full, is_speaker(&said.speaker, &who.answer, true));
            }
        }
        if let Some(party) = case.party().filter(|m| !m.tie) {
            put(&mut parties, is_party(&said.party, &party.answer));
        }
    }
    let figures = [
        share(FOUND, "are quotations", &quotations),
        share(FOUND, "speaker right", &speakers),
        share(FOUND, "speaker right, name in full", &in_full),
        share(FOUND, "party right", &parties),
    ];
    figures.into_iter().flatten().collect()
}

/// Segments of gold: found or not, and with the right speaker.
fn of_segments(cases: &Cases, gold: &[&Case], program: &Program) -> Vec<Figure> {
    if gold.is_empty() {
        return Vec::new();
    }
    let mut speakers = Vec::new();
    // By article: found, too many, missed.
    let mut counts = vec![[0.0; 3]; cases.articles.len()];
    for case in gold.iter().filter(|case| !case.optional) {
        let who = case.speaker();
        for segment in case.segments.iter().flatten() {
            counts[case.article as usize][if segment.is_some() { 0 } else { 2 }] += 1.0;
            let right = segment.zip(who.as_ref()).is_some_and(|(i, who)| {
                let name = &program.said[i].speaker;
                !name.is_empty() && is_speaker(name, &who.answer, true)
            });
            speakers.push((case.article, 1.0, right));
        }
    }
    for (&article, &extra) in &cases.extra {
        counts[article as usize][1] = extra as f64;
    }
    let used: Vec<(u32, [f64; 3])> =
        (0u32..).zip(counts).filter(|(article, _)| cases.extra.contains_key(article)).collect();
    let estimates =
        Clusters::of(used.iter().map(|(article, _)| *article)).estimates("segments", |times| {
            let sum = |k: usize| used.iter().zip(times).map(|((_, c), t)| c[k] * t).sum::<f64>();
            let (found, extra, missed) = (sum(0), sum(1), sum(2));
            let ratio = |whole: f64| (whole > 0.0).then(|| found / whole);
            vec![ratio(found + extra), ratio(found + missed), ratio(found + (extra + missed) / 2.0)]
        });
    let names = ["segments precision", "segments recall", "segments F1"];
    let figure = |(measure, estimate)| Figure {
        over: GOLD.to_owned(),
        target: String::new(),
        measure,
        label: "",
        statements: speakers.len(),
        estimate,
    };
    let mut figures: Vec<Figure> = names.into_iter().zip(estimates).map(figure).collect();
    figures.extend(share(GOLD, "segments found with the right speaker", &speakers));
    figures
}

/// Of the statements of articles coded whole, the share that the program counts, and that it
/// finds at all.
fn of_articles(
    all: &[&Case],
    cases: &Cases,
    key: &Key,
    missed: &[Missed],
    program: &Program,
) -> Vec<Figure> {
    let mut counted = Vec::new();
    let left_out = partly_coded(cases, key);
    let whole = |name: &str| {
        let place = key.articles.iter().position(|a| a.article == name);
        place.filter(|place| !left_out.contains(place))
    };
    for case in all.iter().filter(|case| case.segments.is_none()) {
        let is = case.is_quotation().is_none_or(|m| m.tie || m.answer);
        if is && let Some(place) = whole(&cases.articles[case.article as usize]) {
            counted.push((place as u32, 1.0, true));
        }
    }
    let mut found = counted.clone();
    for row in missed.iter().filter(|row| !left_out.contains(&row.article)) {
        let number = program.articles.get(&key.articles[row.article].article);
        let has = |said: &Said| Some(said.article) == number && shares_words(said, row);
        counted.push((row.article as u32, 1.0, false));
        found.push((row.article as u32, 1.0, program.said.iter().any(has)));
    }
    if key.articles.is_empty() {
        return Vec::new();
    }
    let figures = [
        share(ARTICLES, "statements found and counted", &counted),
        share(ARTICLES, "statements found, with a speaker or without", &found),
    ];
    figures.into_iter().flatten().collect()
}

/// Places in the key of whole articles of which statements are not coded: what the program found
/// in them is known in part only, and so is what it missed.
pub(super) fn partly_coded(cases: &Cases, key: &Key) -> BTreeSet<usize> {
    let sheets = cases.all.iter().filter(|case| case.segments.is_none());
    let coded: BTreeSet<&str> = sheets.map(|case| case.id.as_str()).collect();
    let open: BTreeSet<&str> = key
        .entries
        .iter()
        .filter(|entry| !coded.contains(entry.id.as_str()))
        .map(|entry| entry.article.as_str())
        .collect();
    let places = key.articles.iter().enumerate();
    places.filter(|(_, a)| open.contains(a.article.as_str())).map(|(place, _)| place).collect()
}

/// Whether the program's words are those that a coder wrote down, or hold them.
fn shares_words(said: &Said, row: &Missed) -> bool {
    let key = crate::people::fold::key;
    let (program, coder) = (key(&said.quote), key(&row.quotation));
    !coder.is_empty()
        && !program.is_empty()
        && (program.contains(&coder) || coder.contains(&program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_of_one_name_in_two_countries_are_two() {
        let (mut program, mut cases) = (Program::default(), Vec::new());
        program.targets.push("russia".to_owned());
        for (n, party) in [(30, "Meadow (Norland)"), (31, "Meadow (Sudland)"), (29, "Harbour")] {
            for _ in 0..n {
                let answer = crate::validate::coded::Answer {
                    labels: vec![Some(Class::Neutral)],
                    ..Default::default()
                };
                let said = vec![program.said.len()];
                cases.push(Case { answers: vec![answer], said, ..Case::default() });
                program.said.push(Said {
                    party: party.split(' ').next().unwrap_or_default().to_owned(),
                    party_of_country: party.to_owned(),
                    labels: vec![Class::Neutral],
                    ..Said::default()
                });
            }
        }
        let figures = of_parties(&cases.iter().collect::<Vec<_>>(), &program);
        let over: BTreeMap<&str, usize> =
            figures.iter().map(|f| (f.over.as_str(), f.statements)).collect();
        let expected = [("party: Meadow (Norland)", 30), ("party: Meadow (Sudland)", 31)];
        assert_eq!(over, expected.into(), "and none of fewer than {FEWEST_OF_PARTY}");
    }
}
