//! One row a speaker.

use super::cell::{Cell, Key, Topic};
use super::interval::{Unit, interval};
use super::shrink::{Model, Sample};
use super::summary::{Summary, mean};
use crate::reading::SCORE_UNIT;

/// The figures of a speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerRow {
    /// Number in the roster.
    pub speaker: u32,
    /// Articles with a statement, in order.
    pub articles: Vec<u32>,
    /// All statements, with their tone.
    pub sentiment: Cell,
    /// One entry a target, in order of targets.
    pub targets: Vec<Summary>,
    /// Articles with a statement on each target, in order of targets.
    pub articles_on: Vec<usize>,
}

/// Rows in order of number in the roster; `cells` are those of a finished tally. `party` gives
/// the number of the party that a speaker has now.
pub fn speakers(
    cells: &[(Key, Cell)],
    targets: usize,
    party: impl Fn(u32) -> Option<u32>,
) -> Vec<SpeakerRow> {
    let mut rows: Vec<SpeakerRow> = cells
        .chunk_by(|a, b| a.0.speaker == b.0.speaker)
        .map(|cells| row(cells, targets))
        .collect();
    for target in 0..targets {
        let sample = |row: &SpeakerRow| sample(&row.targets[target].cell, party(row.speaker));
        let samples: Vec<Sample> = rows.iter().filter_map(sample).collect();
        let Some(model) = Model::fit(&samples) else { continue };
        for row in &mut rows {
            row.targets[target].estimate = sample(row).map(|sample| model.speaker(&sample));
        }
    }
    rows
}

fn row(cells: &[(Key, Cell)], targets: usize) -> SpeakerRow {
    let speaker = cells[0].0.speaker;
    let mut row = SpeakerRow {
        speaker,
        articles: Vec::new(),
        sentiment: Cell::default(),
        targets: vec![Summary::default(); targets],
        articles_on: vec![0; targets],
    };
    for topic in cells.chunk_by(|a, b| a.0.topic == b.0.topic) {
        let total = Cell::total(topic.iter().map(|(_, cell)| cell));
        match topic[0].0.topic {
            Topic::Sentiment => {
                row.sentiment = total;
                row.articles = topic.iter().map(|(key, _)| key.article).collect();
                row.articles.dedup();
            }
            Topic::Target(target) => {
                let units = by_article(topic);
                let interval = interval(&units);
                row.articles_on[usize::from(target)] = units.len();
                row.targets[usize::from(target)] =
                    Summary { cell: total, interval, estimate: None };
            }
        }
    }
    row
}

/// Each article, which holds two cells of a speaker who changed party on that day.
fn by_article(cells: &[(Key, Cell)]) -> Vec<Unit> {
    cells
        .chunk_by(|a, b| a.0.article == b.0.article)
        .filter_map(|cells| Unit::of(&Cell::total(cells.iter().map(|(_, cell)| cell))))
        .collect()
}

/// A cell as the shrinkage model takes it.
pub(super) fn sample(cell: &Cell, party: Option<u32>) -> Option<Sample> {
    let (count, mean) = (cell.statements() as f64, mean(cell)?);
    let squares = cell.squares as f64 / (SCORE_UNIT * SCORE_UNIT);
    Some(Sample { party, count, mean, deviance: (squares - count * mean * mean).max(0.0) })
}
