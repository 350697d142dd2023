//! Phase 2: all Readings in order of article id, linked, tallied and written.
//!
//! The Readings are read twice from disk: once to learn who everybody is and which articles are
//! copies, once to write what each article says. In memory stay the people, the cells and a few
//! bytes an article. What people answered ([`Corrections`]) comes in here and nowhere before.

use std::io;

use rustc_hash::FxHashMap;

use super::books::Books;
use crate::lexicons::Lexicons;
use crate::people::{self, Amended, Copies, Corrections, Gather, Linked};
use crate::reading::Reading;
use crate::reports::manifest::{Counts, Warnings};
use crate::reports::publish::PublishError;
use crate::reports::{Publisher, Style};
use crate::store::Spilled;

/// A threshold of `thresholds.csv`: below it the speaker of a statement stays empty.
const SPEAKER_CONFIDENCE: &str = "speaker_confidence";

/// Why the reports of a run could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The output folder fails.
    #[error(transparent)]
    Publish(#[from] PublishError),
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
}

/// What enters the tables of speakers and parties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// Indirect statements too.
    pub indirect: bool,
}

/// Makes all reports but `run.json` and leaves them with `publisher`, ready to be published.
/// `go_on` is asked before each article; `false` ends the run.
///
/// # Errors
/// When the disk fails, or `go_on` says no.
pub fn report(
    readings: &mut Spilled,
    lexicons: &Lexicons,
    corrections: &Corrections,
    style: Style,
    counting: Counting,
    publisher: &mut Publisher,
    go_on: &dyn Fn() -> bool,
) -> Result<Totals, ReportError> {
    let mut books = Books::open(publisher, style, lexicons.stance.target_ids())?;
    let enter = |linked: &Linked<'_>| books.enter(linked);
    let amended = walk(readings, lexicons, corrections, counting, go_on, enter)?;
    books.warn(readings.renamed());
    books.ask_again(corrections, &amended.unmatched())?;
    books.close(publisher, lexicons, amended.roster(), style)
}

/// Shows `visit` each article in order of id, with its speakers known over all articles; gives
/// back what is known of them. `go_on` is asked before each article; `false` ends the walk.
///
/// # Errors
/// When the disk fails, `go_on` says no, or `visit` fails.
pub fn walk<'a>(
    readings: &mut Spilled,
    lexicons: &'a Lexicons,
    corrections: &'a Corrections,
    counting: Counting,
    go_on: &dyn Fn() -> bool,
    mut visit: impl FnMut(&Linked<'_>) -> Result<(), ReportError>,
) -> Result<Amended<'a>, ReportError> {
    let threshold = threshold(lexicons, SPEAKER_CONFIDENCE);
    let (gather, known) = acquaint(readings, lexicons, corrections, threshold, go_on)?;
    let mut amended = gather.amend(lexicons, corrections);
    for place in 0..readings.len() {
        let mut reading = next(readings, place, go_on)?;
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let original = known.copies.original(place).and_then(|o| known.ids.get(&o));
        let by_hand = amended.meet(place, &mut reading, threshold);
        let linked = Linked {
            reading: &reading,
            place,
            copy_of: original.map(String::as_str),
            roster: amended.roster(),
            by_hand: &by_hand,
            threshold,
            tally_indirect: counting.indirect,
        };
        visit(&linked)?;
    }
    Ok(amended)
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

/// What must be known of all articles before any is written.
struct Known {
    copies: Copies,
    /// Ids of articles that have copies.
    ids: FxHashMap<u32, String>,
}

/// First pass: who everybody is, and which articles are copies.
fn acquaint(
    readings: &mut Spilled,
    lexicons: &Lexicons,
    corrections: &Corrections,
    threshold: f64,
    go_on: &dyn Fn() -> bool,
) -> Result<(Gather, Known), ReportError> {
    let mut gather = Gather::new(lexicons);
    let mut copies = Copies::default();
    for place in 0..readings.len() {
        let reading = next(readings, place, go_on)?;
        let mut shown = people::shown(&reading, threshold);
        corrections.confirm(&reading, lexicons, &mut shown);
        gather.meet(&reading, |local| shown[local]);
        copies.meet(&reading);
    }
    let mut ids = FxHashMap::default();
    for place in 0..readings.len() {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        if let Some(original) = copies.original(place) {
            let id = readings.article(original as usize).unwrap_or_default();
            ids.entry(original).or_insert_with(|| id.to_owned());
        }
    }
    Ok((gather, Known { copies, ids }))
}
