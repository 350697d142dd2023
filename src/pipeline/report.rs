//! Phase 2: all Readings in order of article id, linked, tallied and written.
//!
//! The Readings are read twice from disk: once to learn who everybody is and which articles are
//! copies, once to write what each article says. In memory stay the people, the cells and a few
//! hundred bytes an article. What people answered ([`Corrections`]) comes in here and nowhere before.

use std::io;
use std::path::PathBuf;

use super::books::Books;
use crate::lexicons::Lexicons;
use crate::people::{
    self, Amended, CopyFinder, Corrections, Exclusions, Families, Gather, Hidden, Linked,
    NearCopies,
};
use crate::reading::Reading;
use crate::reports::manifest::{Counts, Warnings};
use crate::reports::page::{self, PageError};
use crate::reports::publish::PublishError;
use crate::reports::{Formats, OutputError, Publisher, Style};
use crate::store::Spilled;
use crate::tally::{Period, Summary};

/// A threshold of `thresholds.csv`: below it the speaker of a statement stays empty.
const SPEAKER_CONFIDENCE: &str = "speaker_confidence";

/// Why the reports of a run could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The output folder fails.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A template of the page is faulty.
    #[error(transparent)]
    Page(#[from] PageError),
    /// A file fails while it is written or read back.
    #[error("{what}")]
    Io {
        /// What was being done.
        what: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// The caller asked to stop.
    #[error("stopped")]
    Stopped,
}

impl From<OutputError> for ReportError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Publish(error) => Self::Publish(error),
            OutputError::Write(source) => Self::Io { what: "cannot write a report", source },
        }
    }
}

pub(super) fn failed(what: &'static str) -> impl Fn(io::Error) -> ReportError {
    move |source| ReportError::Io { what, source }
}

/// What the reports hold, for the summary of the run.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// How many of what.
    pub counts: Counts,
    /// What deserves a look.
    pub warnings: Warnings,
    /// All statements toward each target, in order of targets.
    pub targets: Vec<TargetTotals>,
}

/// All statements that count toward one target.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetTotals {
    /// Id of the target.
    pub target: String,
    /// Their figures, without interval and estimate.
    pub summary: Summary,
    /// Mean of each period in which anybody said anything of any target, in order.
    pub trend: Vec<Option<f64>>,
}

/// What the reports hold and how they are written.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which kinds are written.
    pub formats: Formats,
    /// How CSV is written.
    pub style: Style,
    /// Count indirect statements too.
    pub tally_indirect: bool,
    /// How similar the texts of copies are.
    pub near_copies: NearCopies,
    /// Statements below which a mean has no class: [`MIN_STATEMENTS`] unless somebody says otherwise.
    pub min_statements: u64,
    /// Length of the periods of the timeline.
    pub period: Period,
    /// Folder of templates that replace those of the page.
    pub template: Option<PathBuf>,
}

impl Options {
    /// How the page is made, if one is wanted.
    pub fn page(&self) -> Option<page::Settings> {
        self.formats.html.then(|| page::Settings {
            template: self.template.clone(),
            min_statements: self.min_statements,
            quotes: !self.style.no_quotes,
        })
    }
}

/// A mean of fewer statements says little of a person: with the usual spread of scores (standard
/// deviation 0.5) its standard error is above 0.2.
pub const MIN_STATEMENTS: u64 = 5;

/// Makes all reports but `run.json` and leaves them with `publisher`, ready to be published.
/// `go_on` is asked before each article and before each step after them; `false` ends the run.
///
/// # Errors
/// When the disk fails, or `go_on` says no.
pub fn report(
    readings: &mut Spilled,
    known: Known<'_>,
    options: &Options,
    publisher: &mut Publisher,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Totals, ReportError> {
    let Known { lexicons, corrections, .. } = known;
    let mut books = Books::open(publisher, options, lexicons, lexicons.stance.target_ids())?;
    let enter = |linked: &Linked<'_>| books.enter(linked);
    let Walked { amended, hidden } = walk(readings, known, options, go_on, enter)?;
    books.warn(readings.renamed(), &hidden);
    let mut unmatched = amended.unmatched();
    let cells = unmatched.iter_mut().flat_map(|row| &mut row.cells);
    cells.for_each(|cell| hidden.black_out_text(cell));
    books.ask_again(corrections, &unmatched)?;
    books.close(publisher, lexicons, amended.roster(), go_on)
}

/// What is known before any article is read.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The lexicons.
    pub lexicons: &'a Lexicons,
    /// What people answered.
    pub corrections: &'a Corrections,
    /// Whom they do not want to see.
    pub exclusions: &'a Exclusions,
}

/// What is known when all articles were walked through.
#[derive(Debug)]
pub struct Walked<'a> {
    /// Everybody, and corrections that do not fit.
    pub amended: Amended<'a>,
    /// Who is excluded.
    pub hidden: Hidden,
}

/// Shows `visit` each article in order of id, with its speakers known over all articles; gives
/// back what is known of them. `go_on` is asked before each article; `false` ends the walk.
///
/// # Errors
/// When the disk fails, `go_on` says no, or `visit` fails.
pub fn walk<'a>(
    readings: &mut Spilled,
    known: Known<'a>,
    options: &Options,
    go_on: &dyn Fn() -> bool,
    mut visit: impl FnMut(&Linked<'_>) -> Result<(), ReportError>,
) -> Result<Walked<'a>, ReportError> {
    let Known { lexicons, corrections, exclusions } = known;
    let threshold = threshold(lexicons, SPEAKER_CONFIDENCE);
    let (gather, mut families) = acquaint(readings, known, options.near_copies, go_on)?;
    let mut amended: Amended<'a> = gather.amend(lexicons, corrections);
    let hidden = Hidden::find(exclusions, amended.roster(), lexicons);
    amended.black_out(&hidden);
    let nothing = Reading::default();
    for place in 0..readings.len() {
        let mut reading = next(readings, place, go_on)?;
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let by_hand = amended.meet(place, &mut reading, threshold);
        let linked = Linked {
            reading: &nothing,
            place,
            copy: None,
            roster: amended.roster(),
            by_hand: &by_hand,
            hidden: &[],
            threshold,
            tally_indirect: options.tally_indirect,
        };
        let gone = hidden.statements(&Linked { reading: &reading, ..linked });
        hidden.black_out(place, amended.roster(), &mut reading);
        let linked = Linked { reading: &reading, hidden: &gone, ..linked };
        let copy = families.meet(&linked);
        visit(&Linked { copy: copy.as_ref(), ..linked })?;
    }
    Ok(Walked { amended, hidden })
}

/// The value of a threshold, 0 where the lexicon has none.
fn threshold(lexicons: &Lexicons, name: &str) -> f64 {
    let rows = &lexicons.stance.thresholds;
    rows.iter().find(|row| row.value.name == name).map_or(0.0, |row| row.value.value)
}

fn next(
    readings: &mut Spilled,
    place: usize,
    go_on: &dyn Fn() -> bool,
) -> Result<Reading, ReportError> {
    if !go_on() {
        return Err(ReportError::Stopped);
    }
    readings.reading(place).map_err(failed("cannot read back a temporary file"))
}

/// First pass: who everybody is, and which articles are copies.
fn acquaint(
    readings: &mut Spilled,
    known: Known<'_>,
    near: NearCopies,
    go_on: &dyn Fn() -> bool,
) -> Result<(Gather, Families), ReportError> {
    let Known { lexicons, corrections, .. } = known;
    let threshold = threshold(lexicons, SPEAKER_CONFIDENCE);
    let (mut gather, mut copies) = (Gather::new(lexicons), CopyFinder::new(near));
    for place in 0..readings.len() {
        let reading = next(readings, place, go_on)?;
        let mut shown = people::shown(&reading, threshold);
        corrections.confirm(&reading, lexicons, &mut shown);
        gather.meet(&reading, |local| shown[local]);
        copies.meet(&reading);
    }
    Ok((gather, Families::new(copies.finish())))
}
