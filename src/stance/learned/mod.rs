//! Scores by learned weights: what a text shows of a target, weighed by the user's `learned.csv`.
//!
//! [`features`] says what is looked at, [`vicinity`] where words stand in relation to the target.
//! Only small-letter words, marks and the outcomes of rules are: nothing about names, speakers,
//! parties or which target is meant, so that the same words give the same score for everybody.

mod features;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod vicinity;

use crate::lexicons::learned::{Learned, ROLE};
use crate::reading::{Hit, Label, SCORE_UNIT, Score};

pub use features::Feature;
pub(super) use features::{Seen, read};

/// The score that the weights give: the likeliest label, and how much likelier favourable is than
/// unfavourable. The hand-written hits stay, the learned ones follow them.
pub fn rescore(score: Score, features: &[Feature], learned: &Learned) -> Score {
    let (mut odds, mut hits) = ([0.0; 2], score.hits);
    for feature in features {
        let Some(row) = learned.row(feature.zone, &feature.name) else { continue };
        odds[0] += row.value.unfavourable * feature.value;
        odds[1] += row.value.favourable * feature.value;
        let weight = row.value.favourable - row.value.unfavourable;
        hits.push(Hit {
            span: feature.place.span,
            term: feature.place.term.clone(),
            lexicon: row.file.to_string(),
            row: row.line,
            role: ROLE.into(),
            weight,
            multipliers: Vec::new(),
            contribution: weight * feature.value,
        });
    }
    let [unfavourable, neutral, favourable] = chances(odds);
    #[allow(clippy::cast_possible_truncation)] // a difference of chances is in [-1, 1]
    let units = ((favourable - unfavourable) * SCORE_UNIT).round() as i32;
    Score { units, label: likeliest([unfavourable, neutral, favourable]), hits }
}

/// Chances of unfavourable, neutral and favourable, from log-odds of the first and last against
/// the second.
pub fn chances([unfavourable, favourable]: [f64; 2]) -> [f64; 3] {
    let most = unfavourable.max(favourable).max(0.0);
    let weights = [unfavourable, 0.0, favourable].map(|odds| (odds - most).exp());
    let sum: f64 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}

/// The label with the greatest chance; neutral where it is as likely as another.
pub fn likeliest([unfavourable, neutral, favourable]: [f64; 3]) -> Label {
    match () {
        () if neutral >= unfavourable.max(favourable) => Label::Neutral,
        () if favourable > unfavourable => Label::Favourable,
        () if favourable < unfavourable => Label::Unfavourable,
        () => Label::Neutral,
    }
}
