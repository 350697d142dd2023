//! Tables of the page: parties by target, the ends of each ranking, bins, periods.

use std::cmp::Ordering;

use serde::Serialize;

use super::super::census::BINS;
use super::super::chart::{DENSE, periods, timeline_groups};
use super::super::words;
use super::groups::all_speakers;
use super::{Facts, Figure, Group, figure};
use crate::tally::{Group as Of, PartyTopic, Summary};

/// Most names at each end of a ranking.
const ENDS: usize = 8;

/// Estimates nearer to zero than this are written as zero and lead nowhere.
const LEAST: f64 = 0.005;

/// Most names of the whole ranking of a target.
const MOST_RANKED: usize = 300;

/// Most parties of the table of parties and targets.
const MOST_ROWS: usize = 30;

/// Who is most favourable to a target and who most critical.
#[derive(Debug, Default, Serialize)]
pub(super) struct Ranking {
    favourable: Vec<Group>,
    critical: Vec<Group>,
    /// The whole order; the middle is left out of one that is too long.
    all: Vec<Group>,
    /// Speakers that could be ranked.
    ranked: usize,
    /// Speakers that could not.
    others: usize,
}

/// By shrunken mean; only people of the people lexicon with enough statements.
pub(super) fn ranking(facts: &Facts<'_>, target: usize) -> Ranking {
    let all = all_speakers(facts, target);
    let met = all.len();
    let mut ranked: Vec<Group> = all.into_iter().filter(|group| group.ranked).collect();
    let estimate = |g: &Group| g.figure.drawn_in.or(g.figure.value).unwrap_or_default();
    ranked.sort_by(|a, b| {
        let by_estimate = estimate(b).partial_cmp(&estimate(a)).unwrap_or(Ordering::Equal);
        by_estimate.then(a.number.cmp(&b.number))
    });
    let favourable = ranked.iter().filter(|g| estimate(g) >= LEAST).take(ENDS);
    let critical = ranked.iter().rev().filter(|g| estimate(g) <= -LEAST).take(ENDS);
    Ranking {
        favourable: favourable.cloned().collect(),
        critical: critical.cloned().collect(),
        ranked: ranked.len(),
        others: met - ranked.len(),
        all: ends(ranked, MOST_RANKED),
    }
}

/// No more than `most`, as many from either end.
fn ends(mut all: Vec<Group>, most: usize) -> Vec<Group> {
    if all.len() > most {
        let tail = all.split_off(all.len() - most / 2);
        all.truncate(most / 2);
        all.extend(tail);
    }
    all
}

/// Means of a party further apart than this are both told: those by statement and by speaker.
const APART: f64 = 0.1;

/// A party on a target.
#[derive(Debug, Serialize)]
pub(super) struct Stand {
    #[serde(flatten)]
    figure: Figure,
    /// What its mean hides: statements of members about themselves, a member who speaks most.
    asides: Vec<String>,
}

impl Stand {
    fn of(facts: &Facts<'_>, topic: &PartyTopic) -> Self {
        Self { figure: Figure::of(facts, &topic.by_statement), asides: asides(topic) }
    }
}

fn asides(topic: &PartyTopic) -> Vec<String> {
    let (all, others) = (topic.by_statement.cell, topic.others);
    let own = all.statements() - others.statements().min(all.statements());
    let of = |n| words::counted(n, "statement", "statements");
    let without = (own > 0).then(|| {
        let others = Summary { cell: others, ..Summary::default() };
        match others.mean() {
            None => "all are by the target himself or herself".to_owned(),
            Some(mean) => format!(
                "without {} by the target himself or herself {}, n {}",
                of(own),
                words::signed(mean),
                words::count(others.cell.statements())
            ),
        }
    });
    let apart = topic.speaker_mean.zip(topic.by_statement.mean());
    let apart = apart.filter(|(each, mean)| topic.speakers > 1 && (each - mean).abs() >= APART);
    let each = apart.map(|(each, _)| format!("each speaker once {}", words::signed(each)));
    without.into_iter().chain(each).collect()
}

/// A row of the table of parties and targets.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    name: String,
    country: String,
    speakers: String,
    statements: String,
    cells: Vec<Stand>,
}

/// The table.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    targets: Vec<String>,
    rows: Vec<Row>,
    /// Parties without a row.
    more: usize,
}

pub(super) fn matrix(facts: &Facts<'_>) -> Matrix {
    let figures = facts.figures;
    let mut order: Vec<_> = figures
        .parties
        .iter()
        .filter_map(|row| Some((row, figures.party_names.get(row.party as usize)?)))
        .collect();
    order.sort_by_key(|&(row, party)| (std::cmp::Reverse(row.sentiment.statements()), party));
    let more = order.len().saturating_sub(MOST_ROWS);
    let rows = order.into_iter().take(MOST_ROWS).map(|(row, party)| Row {
        name: words::clean(&party.party),
        country: words::clean(&party.country),
        speakers: words::count(row.speakers as u64),
        statements: words::count(row.sentiment.statements()),
        cells: row.targets.iter().map(|topic| Stand::of(facts, topic)).collect(),
    });
    Matrix {
        targets: facts.targets.iter().map(|t| words::target(t)).collect(),
        rows: rows.collect(),
        more,
    }
}

/// Some scores, and how many statements have them.
#[derive(Debug, Serialize)]
pub(super) struct Bin {
    from: String,
    to: String,
    statements: String,
}

pub(super) fn spread(facts: &Facts<'_>, target: usize) -> Vec<Bin> {
    let middle = |bin: usize| bin as f64 / 10.0 - 1.0;
    let bins = (0..BINS).map(|bin| Bin {
        from: words::signed((middle(bin) - 0.05).max(-1.0)),
        to: words::signed((middle(bin) + 0.05).min(1.0)),
        statements: words::count(facts.census.spread[target][bin]),
    });
    bins.collect()
}

/// A period of a group.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    group: String,
    period: String,
    figure: Figure,
}

/// The newest periods that the chart of a target draws, as many as a small panel has room for, and
/// how many older ones there are.
pub(super) fn timeline(facts: &Facts<'_>, target: usize) -> (Vec<Line>, usize) {
    let shown = timeline_groups(facts, target);
    let (mut lines, mut older) = (Vec::new(), 0);
    for of in shown {
        let rows = periods(facts, of, target);
        let past = rows.len().saturating_sub(DENSE);
        older += past;
        lines.extend(rows[past..].iter().map(|row| Line {
            group: group_name(facts, of),
            period: row.start.to_string(),
            figure: Figure::of(facts, &row.summary),
        }));
    }
    (lines, older)
}

/// The name of a group.
pub(in super::super) fn group_name(facts: &Facts<'_>, group: Of) -> String {
    let name = match group {
        Of::Everybody => return "Everybody".into(),
        Of::Party(number) => facts.figures.party_names.get(number as usize).map(|p| {
            if p.country.is_empty() {
                p.party.clone()
            } else {
                format!("{} ({})", p.party, p.country)
            }
        }),
        Of::Speaker(number) => facts.figures.roster.person(number).map(|p| p.name.clone()),
    };
    words::clean(&name.unwrap_or_default())
}

/// A sign for the label of a mean.
pub(super) fn sign_of(facts: &Facts<'_>, mean: f64) -> &'static str {
    figure::sign(facts.figures.classes.labels.of(mean).name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Label, Score};
    use crate::tally::Cell;

    fn cell(statements: u64, units: i32) -> Cell {
        let mut cell = Cell::default();
        let score = Score { units, label: Label::Neutral, hits: Vec::new() };
        (0..statements).for_each(|_| cell.merge(&Cell::of(&score, 9)));
        cell
    }

    #[test]
    fn what_a_mean_of_a_party_hides_is_told() {
        for (all, others, speakers, each, expected) in [
            (cell(4, 1_000), cell(4, 1_000), 2, 0.15, vec![]),
            (cell(4, 1_000), cell(4, 1_000), 2, -0.3, vec!["each speaker once −0.30"]),
            (
                cell(4, 1_000),
                cell(3, -2_000),
                1,
                0.9,
                vec!["without 1 statement by the target himself or herself −0.20, n 3"],
            ),
            (
                cell(4, 1_000),
                Cell::default(),
                1,
                0.1,
                vec!["all are by the target himself or herself"],
            ),
        ] {
            let by_statement = Summary { cell: all, ..Summary::default() };
            let speaker_mean = Some(each);
            let topic =
                PartyTopic { by_statement, others, speakers, speaker_mean, ..Default::default() };
            assert_eq!(asides(&topic), expected);
        }
    }
}
