//! Where parties and speakers stand on one target: a dot for a mean, a line for its interval.

use serde::Serialize;

use super::super::view::{Facts, Group, Standing, parties, speakers};
use super::super::words;
use super::{Axis, Chart, Size, Tick, at, hue};

/// Height of the axis with its words.
const HEAD: f64 = 44.0;

#[derive(Debug, Serialize)]
pub(super) struct Marks {
    from: f64,
    to: f64,
    top: f64,
    bottom: f64,
    ticks: Vec<Tick>,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    mean_x: f64,
    count_x: f64,
    narrow: bool,
}

#[derive(Debug, Serialize)]
struct Heading {
    y: f64,
    text: String,
    minor: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    /// Where the words stand, and where the dot.
    y: f64,
    dot_y: f64,
    name: String,
    whole_name: String,
    detail: String,
    x: f64,
    low: Option<f64>,
    high: Option<f64>,
    hue: &'static str,
    hollow: bool,
    mean: String,
    count: String,
    in_words: String,
}

/// Heights and columns of a size.
struct Layout {
    axis: Axis,
    row: f64,
    /// From the words down to the dot.
    drop: f64,
    name: usize,
}

fn layout(size: Size) -> Layout {
    match size {
        Size::Wide => {
            Layout { axis: Axis { from: 250.0, to: 630.0 }, row: 25.0, drop: 0.0, name: 36 }
        }
        Size::Narrow => {
            Layout { axis: Axis { from: 8.0, to: 342.0 }, row: 46.0, drop: 19.0, name: 28 }
        }
    }
}

pub(super) fn chart(facts: &Facts<'_>, target: usize, size: Size) -> Chart<Marks> {
    let layout = layout(size);
    let (mut headings, mut rows, mut y) = (Vec::new(), Vec::new(), HEAD);
    for (text, groups) in
        [("Parties", parties(facts, target)), ("Speakers", speakers(facts, target))]
    {
        if groups.is_empty() {
            continue;
        }
        y += 26.0;
        headings.push(Heading { y: y - 4.0, text: text.into(), minor: false });
        let mut last = Standing::Ranked;
        for (place, group) in groups.iter().enumerate() {
            if group.standing() != last {
                last = group.standing();
                y += if place == 0 { 16.0 } else { 22.0 };
                headings.push(Heading { y: y - 4.0, text: aside(facts, last), minor: true });
            }
            y += layout.row;
            rows.push(row(group, y - layout.drop - 6.0, &layout));
        }
        y += 8.0;
    }
    finish(facts, target, size, y, layout.axis, headings, rows)
}

/// What is said above those who have no place in the order.
fn aside(facts: &Facts<'_>, standing: Standing) -> String {
    match standing {
        Standing::Ranked => String::new(),
        Standing::Unranked => "not in the people lexicon, so in no order of means".into(),
        Standing::Few => {
            format!("too few: fewer than {} statements", facts.settings.min_statements)
        }
    }
}

fn finish(
    facts: &Facts<'_>,
    target: usize,
    size: Size,
    bottom: f64,
    axis: Axis,
    headings: Vec<Heading>,
    rows: Vec<Row>,
) -> Chart<Marks> {
    let name = words::target(&facts.targets[target]);
    let said: Vec<&str> = rows.iter().take(5).map(|row| row.in_words.as_str()).collect();
    Chart {
        name: format!("standing-{}", facts.targets[target]),
        title: format!("Where parties and speakers stand on {name}"),
        description: match said.is_empty() {
            true => format!("No statement on {name} counts."),
            false => format!("Mean score of statements, from −1 to +1. {}.", said.join("; ")),
        },
        table: !said.is_empty(),
        width: size.width(),
        height: at(bottom + 8.0),
        marks: Marks {
            from: axis.from,
            to: axis.to,
            top: HEAD,
            bottom: at(bottom),
            ticks: axis.ticks(&[-1.0, -0.5, 0.0, 0.5, 1.0]),
            headings,
            rows,
            mean_x: if size == Size::Wide { 692.0 } else { 300.0 },
            count_x: size.width() - 4.0,
            narrow: size == Size::Narrow,
        },
    }
}

fn row(group: &Group, y: f64, layout: &Layout) -> Row {
    let figure = &group.figure;
    let x = |score| layout.axis.at(score);
    let mut in_words =
        format!("{}: {}, {}", group.name, figure.mean, statements(figure.statements));
    if !figure.interval.is_empty() {
        in_words += &format!(", interval {}", figure.interval);
    }
    if figure.few {
        in_words += ", too few";
    }
    let name = words::shorten(&group.name, layout.name);
    let left = layout.name.saturating_sub(name.chars().count() + 2);
    Row {
        y: at(y),
        dot_y: at(y + layout.drop),
        detail: if left > 4 { words::shorten(&group.detail, left) } else { String::new() },
        name,
        whole_name: group.name.clone(),
        x: figure.value.map_or(x(0.0), x),
        low: figure.ends.map(|(low, _)| x(low)),
        high: figure.ends.map(|(_, high)| x(high)),
        hue: hue(figure.label),
        hollow: figure.open(),
        mean: figure.mean.clone(),
        count: figure.count.clone(),
        in_words,
    }
}

fn statements(n: u64) -> String {
    words::counted(n, "statement", "statements")
}
