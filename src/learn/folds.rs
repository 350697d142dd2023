//! Cross-validation: each part of the articles is labelled by weights learned from the others, so
//! that no sentence is judged by what its own article taught.

use std::collections::BTreeMap;

use crate::reading::Label;
use crate::stance::{chances, likeliest};
use crate::tally::Random;

use super::examples::Example;
use super::fit::{FitError, Weights};
use super::{Options, weights};

/// The label of each example, by weights from the folds it does not lie in.
///
/// # Errors
/// When a solution cannot be found.
pub fn cross_validate(examples: &[Example], options: &Options) -> Result<Vec<Label>, FitError> {
    let folds = folds(examples, options.folds.max(2));
    let mut labels = vec![Label::Neutral; examples.len()];
    for fold in 0..options.folds.max(2) {
        let others = examples.iter().zip(&folds).filter(|(_, own)| **own != fold);
        let others: Vec<&Example> = others.map(|(example, _)| example).collect();
        let weights = Weights::new(weights(&others, options)?);
        for (i, example) in examples.iter().enumerate().filter(|(i, _)| folds[*i] == fold) {
            labels[i] = likeliest(chances(weights.odds(example)));
        }
    }
    Ok(labels)
}

/// The fold of each example: articles in the order of their hashes, dealt out in turn.
fn folds(examples: &[Example], count: usize) -> Vec<usize> {
    let mut articles: BTreeMap<[u8; 32], usize> = examples.iter().map(|e| (hash(e), 0)).collect();
    articles.values_mut().enumerate().for_each(|(i, fold)| *fold = i % count);
    examples.iter().map(|e| articles.get(&hash(e)).copied().unwrap_or_default()).collect()
}

fn hash(example: &Example) -> [u8; 32] {
    *blake3::hash(example.article.as_bytes()).as_bytes()
}

/// Deals the labels out anew: what is learned from these is chance, and its figures show what
/// chance reaches.
pub fn shuffle(examples: &mut [Example], seed: u64) {
    let mut random = Random::of(&format!("labels {seed}"));
    for i in (1..examples.len()).rev() {
        let j = random.below(i + 1);
        let (label, other) = (examples[i].label, examples[j].label);
        (examples[i].label, examples[j].label) = (other, label);
    }
}
