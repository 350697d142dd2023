//! Phase 2: all Readings in order of article id, linked, tallied and written.
//!
//! The Readings are read twice from disk: once to learn who everybody is and which articles are
//! copies, once to write what each article says. In memory stay the people, the cells and a few
//! bytes an article.

use std::io;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::lexicons::Lexicons;
use crate::people::{self, Copies, Gather, Linked, Roster, Selves, Spoken};
use crate::reading::{Reading, Statement};
use crate::reports::manifest::{Counts, Warnings};
use crate::reports::parties::Party;
use crate::reports::publish::PublishError;
use crate::reports::{self, Draft, Publisher, Style, Table};
use crate::store::Spilled;
use crate::tally::{self, Cell, Key, Labels, Tally, Topic};

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

fn failed(what: &'static str) -> impl Fn(io::Error) -> ReportError {
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

/// Makes all reports but `run.json` and leaves them with `publisher`, ready to be published.
/// `go_on` is asked before each article; `false` ends the run.
///
/// # Errors
/// When the disk fails, or `go_on` says no.
pub fn report(
    readings: &mut Spilled,
    lexicons: &Lexicons,
    style: Style,
    publisher: &mut Publisher,
    go_on: &dyn Fn() -> bool,
) -> Result<Totals, ReportError> {
    let targets = lexicons.stance.target_ids();
    let threshold = threshold(lexicons, SPEAKER_CONFIDENCE);
    let known = acquaint(readings, lexicons, threshold, go_on)?;

    let mut books = Books::open(publisher, style, &targets)?;
    for place in 0..readings.len() {
        let reading = next(readings, place, go_on)?;
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let original = known.copies.original(place).and_then(|o| known.ids.get(&o));
        let linked = Linked {
            reading: &reading,
            place,
            copy_of: original.map(String::as_str),
            roster: &known.roster,
            threshold,
        };
        books.enter(&linked, &targets)?;
    }
    books.warn(readings);
    books.close(publisher, lexicons, &known.roster, style, &targets)
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
    roster: Roster,
    copies: Copies,
    /// Ids of articles that have copies.
    ids: FxHashMap<u32, String>,
}

/// First pass: who everybody is, and which articles are copies.
fn acquaint(
    readings: &mut Spilled,
    lexicons: &Lexicons,
    threshold: f64,
    go_on: &dyn Fn() -> bool,
) -> Result<Known, ReportError> {
    let mut gather = Gather::new(lexicons);
    let mut copies = Copies::default();
    for place in 0..readings.len() {
        let reading = next(readings, place, go_on)?;
        let shown = people::shown(&reading, threshold);
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
    Ok(Known { roster: gather.link(lexicons), copies, ids })
}

/// The reports being written, and the tally.
struct Books {
    statements: Table<Draft>,
    evidence: Table<Draft>,
    review: Table<Draft>,
    articles: Table<Draft>,
    tally: Tally,
    parties: Numbers,
    dates: Vec<Option<Date>>,
    totals: Totals,
}

/// Parties by number, in order of first statement.
#[derive(Default)]
struct Numbers {
    list: Vec<Party>,
    numbers: FxHashMap<Party, u32>,
}

impl Numbers {
    fn of(&mut self, party: &str, country: &str) -> Option<u32> {
        if party.is_empty() {
            return None;
        }
        let party = Party { party: party.to_owned(), country: country.to_owned() };
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(party.clone()).or_insert(next);
        if number == next {
            self.list.push(party);
        }
        Some(number)
    }

    /// The number of a party that has one.
    fn find(&self, party: &str, country: &str) -> Option<u32> {
        let party = Party { party: party.to_owned(), country: country.to_owned() };
        self.numbers.get(&party).copied()
    }
}

/// What fails when a report cannot be written.
const WRITE: &str = "cannot write a report";

fn table<S: AsRef<str>>(
    publisher: &Publisher,
    name: &str,
    style: Style,
    header: impl IntoIterator<Item = S>,
) -> Result<Table<Draft>, ReportError> {
    Table::new(publisher.draft(name)?, style, header).map_err(failed(WRITE))
}

impl Books {
    fn open(publisher: &Publisher, style: Style, targets: &[&str]) -> Result<Self, ReportError> {
        let columns = reports::statements::header(targets);
        Ok(Self {
            statements: table(publisher, "statements.csv", style, columns)?,
            evidence: table(publisher, "evidence.csv", style, reports::evidence::HEADER)?,
            review: table(publisher, "review.csv", style, reports::review::HEADER)?,
            articles: table(publisher, "articles.csv", style, reports::articles::HEADER)?,
            tally: Tally::default(),
            parties: Numbers::default(),
            dates: Vec::new(),
            totals: Totals::default(),
        })
    }

    /// Writes and counts what one article says.
    fn enter(&mut self, linked: &Linked<'_>, targets: &[&str]) -> Result<(), ReportError> {
        self.dates.push(linked.reading.metadata.date);
        self.count(linked);
        reports::articles::write(&mut self.articles, linked).map_err(failed(WRITE))?;
        reports::review::write(&mut self.review, linked).map_err(failed(WRITE))?;
        for (ordinal, statement) in linked.reading.statements.iter().enumerate() {
            reports::statements::write(&mut self.statements, linked, ordinal, targets)
                .and_then(|()| reports::evidence::write(&mut self.evidence, linked, ordinal))
                .map_err(failed(WRITE))?;
            if let Some(spoken) = linked.speaker(statement) {
                self.totals.counts.attributed += 1;
                if linked.in_tally(statement) {
                    self.add(linked.place, statement, spoken, targets);
                }
            }
        }
        Ok(())
    }

    fn count(&mut self, linked: &Linked<'_>) {
        let counts = &mut self.totals.counts;
        counts.statements += linked.reading.statements.len() as u64;
        counts.copies += u64::from(linked.copy_of.is_some());
        match &linked.reading.skip {
            None => counts.articles += 1,
            Some(skip) => {
                counts.skipped += 1;
                let reason = reports::articles::reason(skip.reason);
                *counts.skipped_by_reason.entry(reason).or_default() += 1;
            }
        }
    }

    /// Adds a statement's cells: its tone, and each target that it addresses.
    fn add(&mut self, article: u32, statement: &Statement, spoken: Spoken<'_>, targets: &[&str]) {
        self.totals.counts.tallied += 1;
        let party = self.parties.of(spoken.party, spoken.country);
        let key = |topic| Key { speaker: spoken.number, topic, article, party };
        let words = reports::statements::words(statement);
        self.tally.add(key(Topic::Sentiment), Cell::of(&statement.sentiment, words));
        for stance in &statement.stances {
            let place = targets.iter().position(|t| *t == stance.target);
            if let Some(target) = place.and_then(|place| u16::try_from(place).ok()) {
                self.tally.add(key(Topic::Target(target)), Cell::of(&stance.score, words));
            }
        }
    }

    fn warn(&mut self, readings: &Spilled) {
        for renamed in readings.renamed() {
            self.totals.warnings.push(format!(
                "{} has the id “{}” of another article; it is called “{}” here",
                renamed.path, renamed.from, renamed.to
            ));
        }
    }

    /// Sums up, writes the tables of speakers and parties, and hands everything over.
    fn close(
        mut self,
        publisher: &mut Publisher,
        lexicons: &Lexicons,
        roster: &Roster,
        style: Style,
        targets: &[&str],
    ) -> Result<Totals, ReportError> {
        let labels = Labels::new(&lexicons.stance);
        let cells = std::mem::take(&mut self.tally).finish();
        let id = |speaker| roster.person(speaker).map_or("", |p| p.id.as_str());
        let now = std::mem::take(&mut self.parties);
        let parties: Vec<Option<u32>> =
            roster.people().iter().map(|p| now.find(&p.party, &p.country)).collect();
        let party_of = |speaker: u32| parties.get(speaker as usize).copied().flatten();
        let rows = tally::speakers(&cells, targets.len(), id, party_of);
        self.totals.counts.speakers = rows.len() as u64;
        let mut speakers =
            table(publisher, "speakers.csv", style, reports::speakers::header(targets))?;
        let date = |article: u32| self.dates.get(article as usize).copied().flatten();
        reports::speakers::write(&mut speakers, &rows, roster, labels, date)
            .map_err(failed(WRITE))?;

        let selves = Selves::find(roster, lexicons, targets);
        let seed = |party: u32| now.list.get(party as usize).map_or("", |p| p.party.as_str());
        let rows = tally::parties(&cells, targets.len(), seed, |s, t| selves.holds(s, t));
        self.totals.counts.parties = rows.len() as u64;
        let mut parties =
            table(publisher, "parties.csv", style, reports::parties::header(targets))?;
        reports::parties::write(&mut parties, &rows, &now.list, labels).map_err(failed(WRITE))?;

        for (name, table) in [
            ("statements", self.statements),
            ("speakers", speakers),
            ("parties", parties),
            ("articles", self.articles),
            ("evidence", self.evidence),
            ("review", self.review),
        ] {
            let (draft, rows, cut) = table.finish().map_err(failed(WRITE))?;
            publisher.keep(draft, rows)?;
            self.totals.counts.cells_cut += cut;
            if name == "review" {
                self.totals.counts.questions = rows;
            }
            if cut > 0 {
                self.totals.warnings.push(format!(
                    "{name}.csv: {cut} cells are longer than a spreadsheet holds and were cut; \
                     --raw-csv keeps them whole"
                ));
            }
        }
        Ok(self.totals)
    }
}
