//! How the scores of statements on one target are spread: a bar a tenth.

use serde::Serialize;

use super::super::census::BINS;
use super::super::view::Facts;
use super::super::words;
use super::{Axis, Chart, Size, Tick, at};

const TOP: f64 = 26.0;
const BASE: f64 = 150.0;
const HEIGHT: f64 = 190.0;
/// Half the width of a bar's place is cut off at the ends of the axis.
const MARGIN: f64 = 14.0;

#[derive(Debug, Serialize)]
pub(super) struct Marks {
    base: f64,
    from: f64,
    to: f64,
    ticks: Vec<Tick>,
    bars: Vec<Bar>,
    empty: bool,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    hue: &'static str,
    /// Count, over the tallest bar only.
    label: String,
    middle: f64,
    in_words: String,
}

pub(super) fn chart(facts: &Facts<'_>, target: usize, _: Size) -> Chart<Marks> {
    // Narrow by nature: several stand side by side.
    let width = Size::Narrow.width();
    let name = words::target(&facts.targets[target]);
    let axis = Axis { from: MARGIN, to: width - MARGIN };
    let cell = &facts.census.totals[target];
    let counts = &facts.census.spread[target];
    Chart {
        name: format!("spread-{}", facts.targets[target]),
        title: format!("How the scores on {name} are spread"),
        description: format!(
            "{}: {} unfavourable, {} neutral, {} favourable.",
            words::counted(cell.statements(), "statement", "statements"),
            words::count(cell.unfavourable),
            words::count(cell.neutral),
            words::count(cell.favourable)
        ),
        table: true,
        width,
        height: HEIGHT,
        marks: Marks {
            base: BASE,
            from: axis.from,
            to: axis.to,
            ticks: axis.ticks(&[-1.0, -0.5, 0.0, 0.5, 1.0]),
            bars: bars(counts, axis),
            empty: cell.statements() == 0,
        },
    }
}

fn bars(counts: &[u64; BINS], axis: Axis) -> Vec<Bar> {
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let tallest = counts.iter().position(|&count| count == most);
    let width = at((axis.to - axis.from) / (BINS - 1) as f64 - 2.0);
    let bar = |(bin, &count): (usize, &u64)| {
        let height = at(count as f64 / most as f64 * (BASE - TOP));
        let score = bin as f64 / 10.0 - 1.0;
        Bar {
            x: at(axis.at(score) - width / 2.0),
            y: at(BASE - height),
            width,
            height,
            hue: match bin.cmp(&(BINS / 2)) {
                std::cmp::Ordering::Less => "con",
                std::cmp::Ordering::Equal => "even",
                std::cmp::Ordering::Greater => "pro",
            },
            label: if tallest == Some(bin) { words::count(count) } else { String::new() },
            middle: axis.at(score),
            in_words: format!(
                "around {}: {}",
                words::signed(score),
                words::counted(count, "statement", "statements")
            ),
        }
    };
    counts.iter().enumerate().filter(|(_, count)| **count > 0).map(bar).collect()
}
