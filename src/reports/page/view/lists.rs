//! Tables of the page: parties by target, the ends of each ranking, bins, periods.

use std::cmp::Ordering;

use serde::Serialize;

use super::super::census::BINS;
use super::super::words;
use super::groups::all_speakers;
use super::{Facts, Figure, Group, figure};
use crate::tally::Group as Of;

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

/// A row of the table of parties and targets.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    name: String,
    country: String,
    speakers: String,
    statements: String,
    cells: Vec<Figure>,
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
        cells: row.targets.iter().map(|t| Figure::of(facts, &t.by_statement)).collect(),
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

/// Most periods of a group in the table of a timeline: two years of weeks.
const MOST_LINES: usize = 105;

/// The newest periods that the chart of a target draws, and how many older ones there are.
pub(super) fn timeline(facts: &Facts<'_>, target: usize) -> (Vec<Line>, usize) {
    let shown = super::super::chart::timeline_groups(facts, target);
    let (mut lines, mut older) = (Vec::new(), 0);
    for of in shown {
        let rows = facts.figures.timeline.iter();
        let mut rows: Vec<_> = rows
            .filter(|row| row.group == of && usize::from(row.target) == target)
            .collect();
        rows.sort_by_key(|row| row.start);
        let past = rows.len().saturating_sub(MOST_LINES);
        older += past;
        lines.extend(rows.drain(past..).map(|row| Line {
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
