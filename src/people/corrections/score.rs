//! The score behind a label that a human gave.
//!
//! A person says on which side a statement stands, not how strongly. So the strength stays the
//! program's where it has one, and only the side is the person's:
//!
//! | the program's score | becomes |
//! | --- | --- |
//! | has the label already | itself |
//! | is on the other side | the same with its sign turned |
//! | is neutral or absent | [`USUAL`], with the sign of the label |
//! | any, and the label is neutral | 0 |

use crate::reading::{Hit, Label, SCORE_UNIT, Score, Statement};
use crate::text::CharSpan;

/// Strength where the program saw none, in 1/10,000: about the mean strength of scored statements,
/// which is 0.39 in the sample articles.
const USUAL: i32 = 4_000;

/// What the words are to the target: nothing, for a human decided.
const ROLE: &str = "human";

/// The score of `label`, whatever the program found before; its only reason is the line of the
/// file of corrections.
pub(super) fn score(
    label: Label,
    before: Option<&Score>,
    statement: &Statement,
    (file, line): (&str, u64),
) -> Score {
    let units = units(label, before);
    let weight = f64::from(units) / SCORE_UNIT;
    let hit = Hit {
        span: span(statement),
        term: label.name().to_owned(),
        lexicon: file.to_owned(),
        row: line,
        role: ROLE.to_owned(),
        weight,
        multipliers: Vec::new(),
        contribution: weight,
    };
    Score { units, label, hits: vec![hit] }
}

fn units(label: Label, before: Option<&Score>) -> i32 {
    let sign = match label {
        Label::Favourable => 1,
        Label::Unfavourable => -1,
        Label::Neutral => 0,
    };
    match before {
        Some(score) if score.label == label => score.units,
        Some(score) if score.label != Label::Neutral => sign * score.units.abs(),
        _ => sign * USUAL,
    }
}

/// From the first word of the statement to the last.
fn span(statement: &Statement) -> CharSpan {
    let first = statement.segments.first().map(|segment| segment.span).unwrap_or_default();
    let last = statement.segments.last().map(|segment| segment.span).unwrap_or_default();
    CharSpan { start: first.start, end: last.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_is_the_humans_and_the_strength_the_programs() {
        use Label::{Favourable, Neutral, Unfavourable};
        for (label, before, expected) in [
            (Favourable, Some((2_000, Favourable)), 2_000),
            (Favourable, Some((-7_000, Unfavourable)), 7_000),
            (Unfavourable, Some((7_000, Favourable)), -7_000),
            (Unfavourable, Some((100, Neutral)), -USUAL),
            (Unfavourable, None, -USUAL),
            (Favourable, None, USUAL),
            (Neutral, Some((-7_000, Unfavourable)), 0),
            (Neutral, Some((100, Neutral)), 100),
            (Neutral, None, 0),
        ] {
            let before = before.map(|(units, label)| Score { units, label, hits: Vec::new() });
            assert_eq!(units(label, before.as_ref()), expected, "{label:?} {before:?}");
        }
    }
}
