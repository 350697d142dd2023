//! Who changed, in words.

use serde::Serialize;

use super::super::words;
use super::lists::{group_name, sign_of};
use super::{Facts, Figure};
use crate::tally::{Cell, ShiftRow};

/// Rows with a `q` up to this are called changes: one in twenty of them may be a false alarm
/// (Benjamini and Hochberg 1995).
const FOUND: f64 = 0.05;

/// Most of them on the page.
const MOST_FOUND: usize = 40;

/// Most rows beyond those.
const MOST_OTHERS: usize = 10;

/// A change.
#[derive(Debug, Serialize)]
pub(super) struct Shift {
    group: String,
    target: String,
    when: String,
    before: Figure,
    after: Figure,
    change: String,
    sign: &'static str,
    articles: String,
    /// `3 speakers`, on whom the change rests; empty for one.
    speakers: String,
    p: String,
    q: String,
    /// What `q` means.
    in_words: &'static str,
}

/// All of them.
#[derive(Debug, Serialize)]
pub(super) struct Shifts {
    found: Vec<Shift>,
    others: Vec<Shift>,
    /// Groups and targets that could be tested.
    tested: String,
    any: bool,
    more: String,
}

pub(super) fn view(facts: &Facts<'_>) -> Shifts {
    let mut rows: Vec<&ShiftRow> = facts.figures.shifts.iter().collect();
    rows.sort_by(|a, b| {
        let (by_q, by_p) = (a.q.total_cmp(&b.q), a.p.total_cmp(&b.p));
        by_q.then(by_p).then((a.group, a.target).cmp(&(b.group, b.target)))
    });
    let found = rows.iter().take_while(|row| row.q <= FOUND).count();
    let others = &rows[found..];
    Shifts {
        found: rows[..found].iter().take(MOST_FOUND).map(|row| shift(facts, row)).collect(),
        others: others.iter().take(MOST_OTHERS).map(|row| shift(facts, row)).collect(),
        tested: words::counted(rows.len() as u64, "comparison", "comparisons"),
        any: !rows.is_empty(),
        more: match others.len().saturating_sub(MOST_OTHERS) + found.saturating_sub(MOST_FOUND) {
            0 => String::new(),
            more => words::count(more as u64),
        },
    }
}

fn shift(facts: &Facts<'_>, row: &ShiftRow) -> Shift {
    let target = facts.targets.get(usize::from(row.target));
    Shift {
        group: group_name(facts, row.group),
        target: target.map_or(String::new(), |id| words::target(id)),
        when: words::day(row.when),
        before: side(facts, &row.before, row.before_mean),
        after: side(facts, &row.after, row.after_mean),
        change: words::signed(row.change),
        sign: sign_of(facts, row.change),
        articles: words::count(row.articles as u64),
        speakers: match row.speakers {
            0 | 1 => String::new(),
            several => words::counted(several as u64, "speaker", "speakers"),
        },
        p: words::chance(row.p),
        q: words::chance(row.q),
        in_words: in_words(row.q),
    }
}

/// The figures of one side of the day, with the mean that the change is told of.
fn side(facts: &Facts<'_>, cell: &Cell, mean: f64) -> Figure {
    Figure {
        mean: words::signed(mean),
        label: facts.figures.classes.labels.of(mean).name(),
        sign: sign_of(facts, mean),
        value: Some(mean),
        ..Figure::of_cell(facts, cell)
    }
}

/// What a share of false alarms means for a reader.
fn in_words(q: f64) -> &'static str {
    match q {
        q if q <= 0.01 => "very unlikely to be chance",
        q if q <= FOUND => "unlikely to be chance",
        q if q <= 0.2 => "a hint, no more",
        _ => "chance alone makes such changes",
    }
}
