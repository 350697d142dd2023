//! How the mean moves: a panel for everybody and for each of the largest parties.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::super::view::{Facts, Figure, group_name};
use super::super::words;
use super::{Axis, Chart, Size, Tick, at, hue};
use crate::tally::{Group, Period, TimelineRow};

/// Most parties with a panel.
const MOST_PARTIES: usize = 5;

/// Most periods of a small panel: two years of weeks.
pub(in super::super) const DENSE: usize = 105;

/// Most points of a panel that tell their numbers; of more the dots are one path.
const MOST_POINTS: usize = 400;

/// Panels of a row where there is room, and the gap between them.
const ACROSS: usize = 3;
const GAP: f64 = 20.0;
const PANEL: f64 = 172.0;

#[derive(Debug, Serialize)]
pub(super) struct Marks {
    panels: Vec<Panel>,
}

#[derive(Debug, Serialize)]
struct Panel {
    x: f64,
    y: f64,
    from: f64,
    to: f64,
    top: f64,
    bottom: f64,
    name: String,
    whole_name: String,
    count: String,
    ticks: Vec<Tick>,
    /// First and last period of all.
    first: String,
    last: String,
    /// Paths: intervals of periods in a row, means of periods in a row.
    bands: Vec<String>,
    lines: Vec<String>,
    points: Vec<Point>,
    /// Path of all points where there are too many to tell each.
    dots: String,
}

#[derive(Clone, Debug, Serialize)]
struct Point {
    x: f64,
    y: f64,
    radius: f64,
    low: Option<f64>,
    high: Option<f64>,
    hue: &'static str,
    hollow: bool,
    in_words: String,
    #[serde(skip)]
    start: Date,
}

/// Whose panels the chart of a target has: everybody's, and those of the parties with most to say.
pub(in super::super) fn groups(facts: &Facts<'_>, target: usize) -> Vec<Group> {
    let mut parties: Vec<(u64, u32)> = facts
        .figures
        .parties
        .iter()
        .filter_map(|row| {
            Some((row.targets.get(target)?.by_statement.cell.statements(), row.party))
        })
        .filter(|&(statements, party)| {
            statements > 0 && !periods(facts, Group::Party(party), target).is_empty()
        })
        .collect();
    parties.sort_by_key(|&(statements, party)| (Reverse(statements), party));
    let most = if dense(facts, target) { 0 } else { MOST_PARTIES };
    let parties = parties.into_iter().take(most).map(|(_, party)| Group::Party(party));
    std::iter::once(Group::Everybody).chain(parties).collect()
}

/// Whether there are more periods than a small panel has room for: then everybody's alone is drawn,
/// across the page.
fn dense(facts: &Facts<'_>, target: usize) -> bool {
    periods(facts, Group::Everybody, target).len() > DENSE
}

/// Whether there is anything to draw.
pub(super) fn any(facts: &Facts<'_>, target: usize) -> bool {
    !periods(facts, Group::Everybody, target).is_empty()
}

/// The rows of a group on a target, in order of time.
pub(in super::super) fn periods<'a>(
    facts: &Facts<'a>,
    group: Group,
    target: usize,
) -> &'a [TimelineRow] {
    let rows = facts.figures.timeline;
    let key = |row: &TimelineRow| (row.group, usize::from(row.target));
    let from = rows.partition_point(|row| key(row) < (group, target));
    let to = rows.partition_point(|row| key(row) <= (group, target));
    &rows[from..to]
}

/// As wide as the page: what happens over time needs room.
fn breadth(size: Size) -> f64 {
    if size == Size::Wide { 1048.0 } else { size.width() }
}

/// First and last period of a target.
fn ends(facts: &Facts<'_>, target: usize) -> (Date, Date) {
    let rows = periods(facts, Group::Everybody, target);
    let start = |row: Option<&TimelineRow>| row.map_or(Date::default(), |row| row.start);
    (start(rows.first()), start(rows.last()))
}

pub(super) fn chart(facts: &Facts<'_>, target: usize, size: Size) -> Chart<Marks> {
    let across = if size == Size::Wide && !dense(facts, target) { ACROSS } else { 1 };
    let width = at((breadth(size) + GAP) / across as f64 - GAP);
    let groups = groups(facts, target);
    let down = groups.len().div_ceil(across);
    let panel = |(place, &group): (usize, &Group)| {
        let x = (place % across) as f64 * (width + GAP);
        let y = (place / across) as f64 * PANEL;
        panel(facts, target, group, (at(x), y, width))
    };
    let name = words::target(&facts.targets[target]);
    let (first, last) = ends(facts, target);
    let named: Vec<String> = groups.iter().map(|&group| group_name(facts, group)).collect();
    Chart {
        name: format!("timeline-{}", facts.targets[target]),
        title: format!("Statements on {name} over time"),
        description: format!(
            "Mean score of each {} from {first} to {last}: {}.",
            facts.figures.period.name(),
            named.join(", ")
        ),
        table: true,
        width: breadth(size),
        height: at(down as f64 * PANEL),
        marks: Marks { panels: groups.iter().enumerate().map(panel).collect() },
    }
}

fn panel(facts: &Facts<'_>, target: usize, group: Group, place: (f64, f64, f64)) -> Panel {
    let (x, y, width) = place;
    let (from, to, top, bottom) = (24.0, width - 8.0, 34.0, 136.0);
    let score = Axis { from: bottom, to: top };
    let points = points(facts, target, group, (from + 6.0, to - 6.0), score);
    let total: u64 =
        periods(facts, group, target).iter().map(|r| r.summary.cell.statements()).sum();
    let (first, last) = ends(facts, target);
    let name = group_name(facts, group);
    let step = facts.figures.period;
    Panel {
        x,
        y,
        from,
        to: at(to),
        top,
        bottom,
        name: words::shorten(&name, 34),
        whole_name: name,
        count: words::count(total),
        ticks: score.ticks(&[-1.0, 0.0, 1.0]),
        first: period_label(step, first),
        last: if first == last { String::new() } else { period_label(step, last) },
        bands: runs(&points, step, |p| p.low.is_some())
            .iter()
            .filter_map(|run| band(run))
            .collect(),
        lines: runs(&points, step, |_| true).iter().filter_map(|run| line(run)).collect(),
        dots: if points.len() > MOST_POINTS { dots(&points) } else { String::new() },
        points: if points.len() > MOST_POINTS { Vec::new() } else { points },
    }
}

/// A path of lines without length, whose round ends are dots.
fn dots(points: &[Point]) -> String {
    points.iter().map(|point| format!("M{} {}h0", point.x, point.y)).collect()
}

fn period_label(period: Period, start: Date) -> String {
    match period {
        Period::Month => words::month(start),
        Period::Day | Period::Week => format!("{} {}", start.day(), words::month(start)),
    }
}

fn points(
    facts: &Facts<'_>,
    target: usize,
    group: Group,
    (from, to): (f64, f64),
    score: Axis,
) -> Vec<Point> {
    let (first, last) = ends(facts, target);
    let days = |date: Date| date.since(first).map_or(0, |span| span.get_days());
    let length = f64::from(days(last));
    let most = periods(facts, group, target)
        .iter()
        .map(|r| r.summary.cell.statements())
        .max()
        .unwrap_or(1);
    let point = |row: &TimelineRow| {
        let figure = Figure::of(facts, &row.summary);
        let share = if length > 0.0 { f64::from(days(row.start)) / length } else { 0.5 };
        let size = (figure.statements as f64 / most.max(1) as f64).sqrt();
        Some(Point {
            x: at(from + share * (to - from)),
            y: score.at(figure.value?),
            radius: at(1.5 + 3.5 * size),
            low: figure.ends.map(|(low, _)| score.at(low)),
            high: figure.ends.map(|(_, high)| score.at(high)),
            hue: hue(figure.label),
            hollow: figure.open(),
            in_words: format!(
                "{}: {}, {}",
                row.start,
                figure.mean,
                words::counted(figure.statements, "statement", "statements")
            ),
            start: row.start,
        })
    };
    let mut points: Vec<Point> = periods(facts, group, target).iter().filter_map(point).collect();
    points.sort_by_key(|point| point.start);
    points
}

/// Stretches of points whose periods follow each other without a gap.
fn runs(points: &[Point], step: Period, keep: impl Fn(&Point) -> bool) -> Vec<Vec<Point>> {
    let mut runs: Vec<Vec<Point>> = Vec::new();
    for point in points.iter().filter(|point| keep(point)) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|p| next(p.start, step) == Some(point.start)) => {
                run.push(point.clone());
            }
            _ => runs.push(vec![point.clone()]),
        }
    }
    runs
}

fn next(start: Date, step: Period) -> Option<Date> {
    let span = match step {
        Period::Day => 1.day(),
        Period::Week => 1.week(),
        Period::Month => 1.month(),
    };
    start.checked_add(span).ok()
}

/// A path through the means; a single point has none.
fn line(run: &[Point]) -> Option<String> {
    (run.len() > 1).then(|| path(run.iter().map(|point| (point.x, point.y))))
}

/// A path around the intervals; that of a single point is a bar.
fn band(run: &[Point]) -> Option<String> {
    const HALF: f64 = 2.0;
    let upper = run.iter().filter_map(|p| Some((p.x, p.high?)));
    let lower = run.iter().rev().filter_map(|p| Some((p.x, p.low?)));
    match run {
        [] => None,
        [p] => {
            let (low, high) = (p.low?, p.high?);
            let corners =
                [(p.x - HALF, high), (p.x + HALF, high), (p.x + HALF, low), (p.x - HALF, low)];
            Some(path(corners.into_iter()) + "Z")
        }
        _ => Some(path(upper.chain(lower)) + "Z"),
    }
}

fn path(corners: impl Iterator<Item = (f64, f64)>) -> String {
    let steps = corners.map(|(x, y)| format!("{} {}", at(x), at(y)));
    format!("M{}", steps.collect::<Vec<_>>().join("L"))
}
