//! Learning: weights of a `learned.csv` from texts that people have labelled.
//!
//! ```text
//! gold -> examples -> vocabulary -> fit -> lexicon
//!              \-> folds (the same, a part kept aside) -> figures
//! ```

pub mod examples;
pub mod figures;
pub mod fit;
pub mod folds;
pub mod gold;
pub mod vocabulary;
pub mod write;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::reading::Label;

use examples::Example;
use figures::Figures;
use fit::{FitError, Weight};
use vocabulary::Vocabulary;

/// What decides how weights are learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Strength by which weights are drawn toward zero.
    pub l2: f64,
    /// Articles that a feature must occur in.
    pub min_count: usize,
    /// Parts of the articles, each kept aside once.
    pub folds: usize,
}

/// The options that did best in cross-validation over 8,739 hand-coded sentences of news.
impl Default for Options {
    fn default() -> Self {
        Self { l2: 50.0, min_count: 3, folds: 5 }
    }
}

/// What was learned, and how well it does on articles it was not learned from.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The weights from all examples, by feature.
    pub weights: Vec<Weight>,
    /// Of the examples, labelled by weights from the other folds.
    pub learned: Figures,
    /// Of the same examples, labelled by the hand-written lexicons alone.
    pub by_hand: Figures,
}

/// Learns from `examples`.
///
/// # Errors
/// When a solution cannot be found.
pub fn learn(examples: &[Example], options: &Options) -> Result<Lesson, FitError> {
    let labels = folds::cross_validate(examples, options)?;
    let gold = examples.iter().map(|example| example.label);
    let all: Vec<&Example> = examples.iter().collect();
    Ok(Lesson {
        weights: weights(&all, options)?,
        learned: Figures::of(gold.clone().zip(labels)),
        by_hand: Figures::of(gold.zip(examples.iter().map(|example| example.by_hand))),
    })
}

/// The weights that `examples` teach.
fn weights(examples: &[&Example], options: &Options) -> Result<Vec<Weight>, FitError> {
    let vocabulary = Vocabulary::of(examples, options.min_count);
    fit::fit(examples, &vocabulary, options.l2)
}

/// The classes in the order in which their weights are kept.
const CLASSES: [Label; 3] = [Label::Unfavourable, Label::Neutral, Label::Favourable];

/// Number of a class.
fn class(label: Label) -> usize {
    CLASSES.iter().position(|class| *class == label).unwrap_or(1)
}
