//! `report.html`: all figures and statements of a run in one page that needs nothing else, and
//! `charts/*.svg`: its charts as files.
//!
//! ```text
//! enter (article by article) -> data::Kept, census::Census
//! finish (Figures)           -> view: what the page says, chart: where each mark lies
//!                            -> templates: HTML and SVG around both
//! ```
//!
//! Article text is hostile input here: templates escape all of it, statements travel packed, and
//! the page's policy lets it run no script but its own.

mod census;
mod chart;
mod data;
mod error;
mod palette;
mod policy;
mod templates;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod view;
mod words;

use std::path::PathBuf;

use minijinja::{Value, context};

pub use error::PageError;

use super::Classes;
use super::manifest::Counts;
use super::parties::Party;
use crate::people::{Linked, Roster};
use crate::pipeline::report::MIN_STATEMENTS;
use crate::tally::{PartyRow, Period, ShiftRow, SpeakerRow, TimelineRow};
use census::Census;
use data::{Entry, Kept, Packed};
use templates::Templates;

/// Name of the page.
pub const FILE: &str = "report.html";

/// Folder of the charts, beside the page.
pub const CHARTS: &str = "charts";

/// How the page is made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder with templates, styles and scripts that replace ours of their names.
    pub template: Option<PathBuf>,
    /// Fewest statements on a target for a place in a ranking.
    pub min_statements: u64,
    /// Whether the page quotes anybody; without, it has neither quotations nor their words.
    pub quotes: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { template: None, min_statements: MIN_STATEMENTS, quotes: true }
    }
}

/// The strongest words of a speaker (number in the roster) on a target, for a reader.
pub type Words<'a> = &'a dyn Fn(u32, u16) -> String;

/// The figures of a run.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// Where a mean gets its label.
    pub classes: Classes,
    /// Everybody.
    pub roster: &'a Roster,
    /// As in `speakers.csv`.
    pub speakers: &'a [SpeakerRow],
    /// As in `parties.csv`.
    pub parties: &'a [PartyRow],
    /// Parties by their numbers.
    pub party_names: &'a [Party],
    /// As in `timeline.csv`: by group, target and period.
    pub timeline: &'a [TimelineRow],
    /// Length of its periods.
    pub period: Period,
    /// As in `shifts.csv`.
    pub shifts: &'a [ShiftRow],
    /// How many of what.
    pub counts: &'a Counts,
    /// Strongest words, where they are known.
    pub words: Option<Words<'a>>,
    /// Name and version of the program.
    pub program: &'a str,
    /// Hash of the lexicons.
    pub lexicons: &'a str,
}

/// What is to be published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// The page.
    pub html: String,
    /// Name of a file in [`CHARTS`], and the chart.
    pub charts: Vec<(String, String)>,
}

/// Whether the user's templates can be used, as far as that can be told before a run; ours can.
///
/// # Errors
/// As [`Page::new`].
pub fn check(settings: &Settings) -> Result<(), PageError> {
    match settings.template.as_deref() {
        Some(folder) => Templates::load(Some(folder)).map(drop),
        None => Ok(()),
    }
}

/// The page while articles come in.
pub struct Page {
    targets: Vec<String>,
    settings: Settings,
    templates: Templates,
    census: Census,
    kept: Kept,
}

impl Page {
    /// Begins the page, with its templates.
    ///
    /// # Errors
    /// When a template of the user's cannot be read or is faulty.
    pub fn new(targets: &[&str], settings: &Settings) -> Result<Self, PageError> {
        Ok(Self {
            targets: targets.iter().map(|&target| target.to_owned()).collect(),
            settings: settings.clone(),
            templates: Templates::load(settings.template.as_deref())?,
            census: Census::new(targets.len()),
            kept: Kept::new(data::MOST),
        })
    }

    /// Takes note of an article; once each, in order of id.
    pub fn enter(&mut self, linked: &Linked<'_>) {
        self.census.enter(linked, &self.targets);
        let article = data::Article::of(linked, self.settings.quotes);
        for (ordinal, _) in linked.statements() {
            let quotes = self.settings.quotes;
            let entry = Entry::of(linked, &article, ordinal, &self.targets, quotes);
            if let Some(entry) = entry {
                self.kept.meet(entry);
            }
        }
    }

    /// Makes the page and its charts.
    ///
    /// # Errors
    /// When a template of the user's asks for what there is not.
    pub fn finish(self, figures: &Figures<'_>) -> Result<Pictures, PageError> {
        let Self { targets, settings, templates, census, kept } = self;
        let facts =
            view::Facts { targets: &targets, settings: &settings, census: &census, figures };
        let drawn = chart::draw(&facts, &templates)?;
        let (style, script) = (palette::properties() + &templates.style(), templates.script());
        let frame = context! {
            policy => policy::of(&script, &style),
            style => Value::from_safe_string(style),
            script => Value::from_safe_string(script),
            ..view::values(&facts, &drawn)
        };
        let render = |packed: &Packed| {
            let statements = view::statements(&facts, packed);
            templates.render("page.html.jinja", context! { ..statements, ..frame.clone() })
        };
        let rest = render(&Packed::largest())?.len();
        let packed = data::pack(kept, &targets, data::budget(rest)).map_err(unpackable)?;
        Ok(Pictures { html: render(&packed)?, charts: drawn.files })
    }
}

/// Packing writes to memory only.
fn unpackable(error: std::io::Error) -> PageError {
    PageError::Faulty { place: "statements".to_owned(), what: error.to_string() }
}
