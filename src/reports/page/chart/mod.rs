//! Where each mark of a chart lies. The SVG around the numbers stands in templates, one a chart;
//! each is drawn wide and narrow for the page, and once more as a file of its own.

mod shares;
mod spread;
mod standing;
mod timeline;

use minijinja::{Value, context};
use serde::Serialize;

use super::error::PageError;
use super::palette;
use super::templates::{CHART_STYLE, Templates, value};
use super::view::Facts;
use super::words;

pub(super) use timeline::{DENSE, groups as timeline_groups, periods};

/// For whom a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    /// A desk, paper.
    Wide,
    /// A telephone.
    Narrow,
}

impl Size {
    /// Pixels from left to right.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 760.0,
            Self::Narrow => 350.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// What all charts have: a frame, words for those who do not see it, marks.
#[derive(Debug, Serialize)]
struct Chart<M> {
    /// Name of file and template's subject.
    name: String,
    title: String,
    description: String,
    /// Whether the page has a table of its numbers below it.
    table: bool,
    width: f64,
    height: f64,
    marks: M,
}

/// A chart in both widths.
#[derive(Debug)]
struct Pair {
    name: String,
    wide: String,
    narrow: String,
}

/// All charts.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    standing: Vec<Pair>,
    spread: Vec<Pair>,
    shares: Vec<Pair>,
    timeline: Vec<Option<Pair>>,
    /// Charts as files: name, SVG.
    pub(super) files: Vec<(String, String)>,
}

impl Drawn {
    /// As templates see them: lists with an entry a target, `shares` alone.
    pub(super) fn values(&self) -> Value {
        let safe = |text: &String| Value::from_safe_string(text.clone());
        let both = |pair: &Pair| {
            let (name, wide, narrow) = (&pair.name, safe(&pair.wide), safe(&pair.narrow));
            context! { name => name.clone(), wide, narrow }
        };
        let list = |pairs: &[Pair]| pairs.iter().map(both).collect::<Vec<Value>>();
        context! {
            standing => list(&self.standing),
            spread => list(&self.spread),
            shares => self.shares.first().map(both),
            timeline => self.timeline.iter().map(|p| p.as_ref().map(both)).collect::<Vec<_>>(),
        }
    }
}

/// Draws all charts.
pub(super) fn draw(facts: &Facts<'_>, templates: &Templates) -> Result<Drawn, PageError> {
    let mut drawn = Drawn::default();
    let mut pen = Pen { templates, files: Vec::new() };
    for target in 0..facts.targets.len() {
        drawn.standing.push(pen.pair("standing", |size| standing::chart(facts, target, size))?);
        drawn.spread.push(pen.pair("spread", |size| spread::chart(facts, target, size))?);
        let periods = timeline::any(facts, target);
        let timeline =
            periods.then(|| pen.pair("timeline", |size| timeline::chart(facts, target, size)));
        drawn.timeline.push(timeline.transpose()?);
    }
    drawn.shares.push(pen.pair("shares", |size| shares::chart(facts, size))?);
    drawn.files = pen.files;
    drawn.files.sort();
    Ok(drawn)
}

/// Draws charts by their templates.
struct Pen<'a> {
    templates: &'a Templates,
    files: Vec<(String, String)>,
}

impl Pen<'_> {
    fn pair<M: Serialize>(
        &mut self,
        template: &str,
        chart: impl Fn(Size) -> Chart<M>,
    ) -> Result<Pair, PageError> {
        let template = format!("charts/{template}.svg.jinja");
        let wide = chart(Size::Wide);
        let inline = |chart: &Chart<M>, size: Size| self.svg(&template, chart, size.name(), "");
        let pair = Pair {
            name: wide.name.clone(),
            wide: inline(&wide, Size::Wide)?,
            narrow: inline(&chart(Size::Narrow), Size::Narrow)?,
        };
        let style = palette::fixed(self.templates.asset(CHART_STYLE));
        let file = self.svg(&template, &wide, "file", &style)?;
        self.files.push((format!("{}.svg", wide.name), file));
        Ok(pair)
    }

    /// One SVG; with a style of its own it is a file.
    fn svg<M: Serialize>(
        &self,
        template: &str,
        chart: &Chart<M>,
        size: &str,
        style: &str,
    ) -> Result<String, PageError> {
        let values = context! {
            chart => value(chart),
            size => size,
            style => Value::from_safe_string(style.to_owned()),
        };
        self.templates.render(template, values)
    }
}

/// A place on a chart: tenths of a pixel are enough.
fn at(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Scores from −1 to 1 on a line of pixels.
#[derive(Clone, Copy, Debug)]
struct Axis {
    from: f64,
    to: f64,
}

/// A line across a chart with its score.
#[derive(Debug, Serialize)]
struct Tick {
    at: f64,
    label: String,
    zero: bool,
}

impl Axis {
    fn at(self, score: f64) -> f64 {
        at(self.from + (score.clamp(-1.0, 1.0) + 1.0) / 2.0 * (self.to - self.from))
    }

    fn ticks(self, scores: &[f64]) -> Vec<Tick> {
        let tick = |&score: &f64| Tick {
            at: self.at(score),
            label: match score {
                0.0 => "0".into(),
                score if score.fract() == 0.0 => words::signed(score).replace(".00", ""),
                score => words::signed(score).trim_end_matches('0').to_owned(),
            },
            zero: score == 0.0,
        };
        scores.iter().map(tick).collect()
    }
}

/// The class of the colour of a mean.
fn hue(label: &str) -> &'static str {
    match label {
        "favourable" => "pro",
        "unfavourable" => "con",
        _ => "even",
    }
}
