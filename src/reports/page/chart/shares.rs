//! Which shares of the statements on each target are unfavourable, neutral, favourable.

use serde::Serialize;

use super::super::view::Facts;
use super::super::words;
use super::{Chart, Size, at};

/// Least share, in hundredths, that has room for its number.
const LABELLED: u64 = 7;

/// Characters of a name that have room beside its bar.
const LONGEST_NAME: usize = 14;

#[derive(Debug, Serialize)]
pub(super) struct Marks {
    rows: Vec<Row>,
    count_x: f64,
    legend_x: f64,
}

#[derive(Debug, Serialize)]
struct Row {
    y: f64,
    bar_y: f64,
    name: String,
    count: String,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    x: f64,
    width: f64,
    hue: &'static str,
    label: String,
    middle: f64,
    in_words: String,
}

pub(super) fn chart(facts: &Facts<'_>, size: Size) -> Chart<Marks> {
    let (left, right, row, drop) = match size {
        Size::Wide => (120.0, 690.0, 38.0, 0.0),
        Size::Narrow => (0.0, 350.0, 56.0, 20.0),
    };
    let mut said = Vec::new();
    let rows: Vec<Row> = (0..facts.targets.len())
        .map(|target| {
            let name = words::target(&facts.targets[target]);
            let parts = parts(facts, target, left, right);
            let in_words: Vec<&str> = parts.iter().map(|part| part.in_words.as_str()).collect();
            said.push(format!(
                "{name}: {}",
                if in_words.is_empty() { "no statement".to_owned() } else { in_words.join(", ") }
            ));
            let y = 36.0 + row * target as f64;
            Row {
                y,
                bar_y: y + drop,
                name: words::shorten(&name, LONGEST_NAME),
                count: words::count(facts.census.totals[target].statements()),
                parts,
            }
        })
        .collect();
    Chart {
        name: "shares".into(),
        title: "Shares of unfavourable, neutral and favourable statements".into(),
        description: format!("{}.", said.join("; ")),
        table: true,
        width: size.width(),
        height: at(36.0 + row * facts.targets.len() as f64),
        marks: Marks { rows, count_x: size.width() - 2.0, legend_x: left },
    }
}

fn parts(facts: &Facts<'_>, target: usize, left: f64, right: f64) -> Vec<Part> {
    let cell = &facts.census.totals[target];
    let whole = cell.statements();
    let mut before = 0;
    let mut parts = Vec::new();
    for (hue, label, count) in [
        ("con", "unfavourable", cell.unfavourable),
        ("even", "neutral", cell.neutral),
        ("pro", "favourable", cell.favourable),
    ] {
        if count == 0 {
            continue;
        }
        let x = |count: u64| left + (right - left) * count as f64 / whole as f64;
        let share = words::percent(count, whole);
        parts.push(Part {
            x: at(x(before)),
            width: at((x(before + count) - x(before) - 1.0).max(1.0)),
            hue,
            label: if share >= LABELLED { format!("{share} %") } else { String::new() },
            middle: at((x(before) + x(before + count)) / 2.0),
            in_words: format!("{share} % {label}"),
        });
        before += count;
    }
    parts
}
