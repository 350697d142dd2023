//! One row of entries that match the same words.

use std::collections::BTreeMap;

use super::entry::Left;
use super::weigh::Weighed;
use super::{Import, Term};
use crate::lexicons::check::{WILD_LAST, sort_key};
use crate::lexicons::shapes::{Cover, Shape};

/// Weights closer than this are the same.
const SAME: f64 = 5e-5;

/// One row for each pattern, in the order in which they are written: a word before the prefix
/// that it begins with, so that the word has its own weight.
pub fn merged(entries: Vec<(Weighed, Term)>, import: &mut Import) -> Vec<Term> {
    let mut groups: BTreeMap<(String, String), Vec<(Weighed, Term)>> = BTreeMap::new();
    for (entry, term) in entries {
        let key = (sort_key(&term.pattern, WILD_LAST), term.pattern.clone());
        groups.entry(key).or_default().push((entry, term));
    }
    let terms = groups.into_values().filter_map(|group| one(group, import)).collect();
    without_covered(terms, import)
}

/// The row of one pattern: the mean of its weights, unless they are of both signs.
fn one(group: Vec<(Weighed, Term)>, import: &mut Import) -> Option<Term> {
    let (first, mut term) = group.first().cloned()?;
    if group.iter().any(|(entry, _)| entry.weight * first.weight < 0.0) {
        let lines: Vec<String> = group.iter().map(|(entry, _)| entry.line.to_string()).collect();
        let why = format!("stands on lines {} with weights of both signs", lines.join(", "));
        let left = group.iter().map(|(entry, _)| Left::new(entry.line, &entry.text, &*why));
        import.left.extend(left);
        return None;
    }
    #[allow(clippy::cast_precision_loss)] // nobody lists a word that often
    let count = group.len() as f64;
    term.weight = group.iter().map(|(entry, _)| entry.weight).sum::<f64>() / count;
    import.merged += group.len() - 1;
    Some(term)
}

/// The rows without those that a prefix among them says already, with the same weight.
fn without_covered(terms: Vec<Term>, import: &mut Import) -> Vec<Term> {
    let mut cover = Cover::default();
    for (i, term) in terms.iter().enumerate() {
        cover.add(&term.pattern, i);
    }
    let says_the_same = |i: usize, term: &Term| {
        let shapes = Shape::all_of(&term.pattern);
        let wider: Vec<usize> = shapes.iter().flat_map(|shape| cover.of(shape)).collect();
        let mut others = wider.iter().filter(|&&other| other != i);
        // Of several prefixes around a word the narrowest speaks: it is written first.
        others.next().is_some_and(|&other| (terms[other].weight - term.weight).abs() < SAME)
    };
    let kept: Vec<Term> = terms
        .iter()
        .enumerate()
        .filter(|(i, term)| !says_the_same(*i, term))
        .map(|(_, term)| term.clone())
        .collect();
    import.merged += terms.len() - kept.len();
    kept
}
