//! One row a party: by statement, and by speaker, where each counts once.

use std::collections::BTreeMap;

use super::cell::{Cell, Key, Topic};
use super::interval::{Interval, Unit, interval};
use super::shrink::{Model, Sample};
use super::speakers::sample;
use super::summary::{Summary, mean};

/// The figures of a party.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyRow {
    /// Number of the party.
    pub party: u32,
    /// Its speakers.
    pub speakers: usize,
    /// All statements, with their tone.
    pub sentiment: Cell,
    /// One entry a target, in order of targets.
    pub targets: Vec<PartyTopic>,
}

/// The figures of a party on one target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartyTopic {
    /// By statement.
    pub by_statement: Summary,
    /// Speakers who address the target.
    pub speakers: usize,
    /// Mean of the speakers' means: each speaker counts once.
    pub speaker_mean: Option<f64>,
    /// 95 % interval of that mean.
    pub speaker_interval: Option<Interval>,
    /// Standard deviation of the speakers' means; absent for a single speaker.
    pub spread: Option<f64>,
    /// By statement, those left out that a speaker makes about himself or herself.
    pub others: Cell,
    /// 95 % interval of their mean.
    pub others_interval: Option<Interval>,
    /// By speaker, without these.
    pub others_speaker_mean: Option<f64>,
    /// 95 % interval of that mean.
    pub others_speaker_interval: Option<Interval>,
}

/// Sums of each speaker of one party on one topic.
type Members = BTreeMap<u32, Cell>;

/// Rows in order of party number. `about_self` tells whether a speaker is what a target is about.
pub fn parties(
    cells: &[(Key, Cell)],
    targets: usize,
    about_self: impl Fn(u32, u16) -> bool,
) -> Vec<PartyRow> {
    let mut rows: BTreeMap<u32, PartyRow> = BTreeMap::new();
    for (&(party, topic), members) in &groups(cells) {
        let row = rows.entry(party).or_insert_with(|| PartyRow {
            party,
            speakers: 0,
            sentiment: Cell::default(),
            targets: vec![PartyTopic::default(); targets],
        });
        match topic {
            Topic::Sentiment => {
                row.speakers = members.len();
                row.sentiment = Cell::total(members.values());
            }
            Topic::Target(target) => {
                row.targets[usize::from(target)] =
                    topic_of(members, |speaker| about_self(speaker, target));
            }
        }
    }
    let mut rows: Vec<PartyRow> = rows.into_values().collect();
    estimate(&mut rows, cells, targets);
    rows
}

/// The members of each party that say something of a topic.
fn groups(cells: &[(Key, Cell)]) -> BTreeMap<(u32, Topic), Members> {
    let mut groups: BTreeMap<(u32, Topic), Members> = BTreeMap::new();
    for (key, cell) in cells {
        if let Some(party) = key.party {
            let members = groups.entry((party, key.topic)).or_default();
            members.entry(key.speaker).or_default().merge(cell);
        }
    }
    groups
}

fn topic_of(members: &Members, about_self: impl Fn(u32) -> bool) -> PartyTopic {
    let all: Vec<Cell> = members.values().copied().collect();
    let others: Vec<Cell> =
        members.iter().filter(|(speaker, _)| !about_self(**speaker)).map(|(_, &c)| c).collect();
    let (means, others_means) = (means(&all), means(&others));
    PartyTopic {
        by_statement: Summary {
            cell: Cell::total(&all),
            interval: by_statement(&all),
            estimate: None,
        },
        speakers: means.len(),
        speaker_mean: average(&means),
        speaker_interval: by_speaker(&means),
        spread: deviation(&means),
        others: Cell::total(&others),
        others_interval: by_statement(&others),
        others_speaker_mean: average(&others_means),
        others_speaker_interval: by_speaker(&others_means),
    }
}

fn means(speakers: &[Cell]) -> Vec<f64> {
    speakers.iter().filter_map(mean).collect()
}

fn by_statement(speakers: &[Cell]) -> Option<Interval> {
    interval(&speakers.iter().filter_map(Unit::of).collect::<Vec<_>>())
}

fn by_speaker(means: &[f64]) -> Option<Interval> {
    interval(&means.iter().copied().map(Unit::once).collect::<Vec<_>>())
}

fn average(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Sample standard deviation.
fn deviation(values: &[f64]) -> Option<f64> {
    let mean = average(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// Draws the parties' means toward the whole; speakers without a party tell what is usual too.
fn estimate(rows: &mut [PartyRow], cells: &[(Key, Cell)], targets: usize) {
    let mut samples: Vec<BTreeMap<(u32, Option<u32>), Cell>> = vec![BTreeMap::new(); targets];
    for (key, cell) in cells {
        if let Topic::Target(target) = key.topic {
            let by_speaker = &mut samples[usize::from(target)];
            by_speaker.entry((key.speaker, key.party)).or_default().merge(cell);
        }
    }
    for (target, by_speaker) in samples.iter().enumerate() {
        let samples: Vec<Sample> =
            by_speaker.iter().filter_map(|(&(_, party), cell)| sample(cell, party)).collect();
        let Some(model) = Model::fit(&samples) else { continue };
        for row in rows.iter_mut() {
            let summary = &mut row.targets[target].by_statement;
            if summary.cell.statements() > 0 {
                summary.estimate = model.party(row.party);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::reading::{Label, Score};

    /// Speaker, party, article, score.
    fn cells(statements: &[(u32, u32, u32, i32)]) -> Vec<(Key, Cell)> {
        let mut tally = super::super::Tally::default();
        for &(speaker, party, article, units) in statements {
            let label = if units > 0 { Label::Favourable } else { Label::Unfavourable };
            let cell = Cell::of(&Score { units, label, hits: Vec::new() }, 5);
            for topic in [Topic::Sentiment, Topic::Target(0)] {
                tally.add(Key { speaker, topic, article, party: Some(party) }, cell);
            }
        }
        tally.finish()
    }

    #[test]
    fn a_talkative_member_counts_once_by_speaker() {
        let cells =
            cells(&[(1, 0, 1, 10_000), (1, 0, 2, 10_000), (1, 0, 3, 10_000), (2, 0, 3, -10_000)]);
        let rows = parties(&cells, 1, |speaker, _| speaker == 1);
        let topic = &rows[0].targets[0];
        assert_eq!(rows[0].speakers, 2);
        assert_eq!(topic.by_statement.mean(), Some(0.5));
        assert_eq!(topic.speaker_mean, Some(0.0));
        assert!((topic.spread.unwrap() - std::f64::consts::SQRT_2).abs() < 1e-12);
        assert_eq!(mean(&topic.others), Some(-1.0));
        assert_eq!(topic.others_speaker_mean, Some(-1.0));
        assert_eq!(topic.by_statement.interval, None);
    }

    #[test]
    fn who_talks_much_widens_the_interval_by_statement_but_not_that_by_speaker() {
        let score = |speaker: u32| if speaker.is_multiple_of(2) { 6_000 } else { -6_000 };
        let few = (0..8).map(|speaker| (speaker, 0, speaker, score(speaker)));
        let more = (8..100).map(|article| (1, 0, article, score(1)));
        let rows = |statements: Vec<_>| parties(&cells(&statements), 1, |s, _| s == 1);
        let even = &rows(few.clone().collect())[0].targets[0];
        let uneven = &rows(few.chain(more).collect())[0].targets[0];
        let width = |i: Option<Interval>| i.map(|i| i.high - i.low);
        assert_eq!(even.by_statement.interval, even.speaker_interval);
        assert_eq!(even.speaker_interval, uneven.speaker_interval);
        assert!(width(uneven.by_statement.interval) > width(uneven.speaker_interval));
        assert_eq!((even.others_interval, even.others_speaker_interval), (None, None));
    }

    #[test]
    fn a_statement_counts_for_the_party_of_its_day() {
        let rows = parties(&cells(&[(1, 0, 1, 8_000), (1, 4, 2, -8_000)]), 1, |_, _| false);
        let means: Vec<_> =
            rows.iter().map(|r| (r.party, r.targets[0].by_statement.mean())).collect();
        assert_eq!(means, [(0, Some(0.8)), (4, Some(-0.8))]);
    }
}
