//! Hand-coded texts as the stance engine sees them: features, with the label that people gave.

use rayon::prelude::*;

use crate::lexicons::Lexicons;
use crate::reading::Label;
use crate::stance::{Feature, Shown, Text};

use super::gold::{Coded, Toward};

/// A text toward one target, ready to learn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The article it is from.
    pub article: String,
    /// What people made of it.
    pub label: Label,
    /// What the hand-written lexicons make of it.
    pub by_hand: Label,
    /// What it shows of the target.
    pub features: Vec<Feature>,
}

/// The examples that `coded` makes, in order, and how many texts the engine finds not to address
/// their target: these have no score, with or without learned weights.
pub fn examples(coded: &[Coded], lexicons: &Lexicons) -> (Vec<Example>, usize) {
    let shown: Vec<Option<Example>> =
        coded.par_iter().map(|coded| example(coded, lexicons)).collect();
    let silent = shown.iter().filter(|example| example.is_none()).count();
    (shown.into_iter().flatten().collect(), silent)
}

fn example(coded: &Coded, lexicons: &Lexicons) -> Option<Example> {
    let text = Text {
        text: &coded.text,
        context: &coded.context,
        speaker: coded.speaker.clone(),
        date: coded.date,
    };
    let toward = match &coded.toward {
        Toward::Target(id) => Shown::Target(id),
        Toward::Marked(span) => Shown::Marked(*span),
    };
    let (score, features) = text.show(&toward, lexicons)?;
    Some(Example {
        article: coded.article.clone(),
        label: coded.label,
        by_hand: score.label,
        features,
    })
}
