//! The books of phase 2: the reports being written article by article, and the tally.

use std::io::Write as _;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::report::{Output, ReportError, Totals, failed};
use crate::lexicons::Lexicons;
use crate::people::corrections::{Corrections, Unmatched};
use crate::people::{Linked, Roster, Selves, Spoken};
use crate::reading::Statement;
use crate::reports::page::{self, Figures, Page};
use crate::reports::parties::Party;
use crate::reports::{self, Draft, Publisher, Style, Table};
use crate::store::Renamed;
use crate::tally::{self, Cell, Key, Labels, PartyRow, Period, SpeakerRow, Tally, Topic};

/// The reports being written, and the tally.
pub(super) struct Books<'a> {
    targets: Vec<&'a str>,
    statements: Table<Draft>,
    evidence: Table<Draft>,
    review: Table<Draft>,
    articles: Table<Draft>,
    page: Option<Page>,
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

/// Most corrections that are named in warnings as not fitting; `review.csv` lists all.
const NAMED_CORRECTIONS: usize = 20;

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

impl<'a> Books<'a> {
    /// Opens them, with a column or more for each of `targets`.
    pub(super) fn open(
        publisher: &Publisher,
        output: &Output,
        targets: Vec<&'a str>,
    ) -> Result<Self, ReportError> {
        let style = output.style;
        let page =
            output.page.as_ref().map(|settings| Page::new(&targets, settings)).transpose()?;
        let columns = reports::statements::header(&targets);
        let questions = reports::review::header(&targets);
        Ok(Self {
            targets,
            statements: table(publisher, "statements.csv", style, columns)?,
            evidence: table(publisher, "evidence.csv", style, reports::evidence::HEADER)?,
            review: table(publisher, "review.csv", style, questions)?,
            articles: table(publisher, "articles.csv", style, reports::articles::HEADER)?,
            page,
            tally: Tally::default(),
            parties: Numbers::default(),
            dates: Vec::new(),
            totals: Totals::default(),
        })
    }

    /// Writes and counts what one article says.
    pub(super) fn enter(&mut self, linked: &Linked<'_>) -> Result<(), ReportError> {
        self.dates.push(linked.reading.metadata.date);
        self.count(linked);
        if let Some(page) = &mut self.page {
            page.enter(linked);
        }
        reports::articles::write(&mut self.articles, linked).map_err(failed(WRITE))?;
        reports::review::write(&mut self.review, linked, &self.targets).map_err(failed(WRITE))?;
        for (ordinal, statement) in linked.reading.statements.iter().enumerate() {
            reports::statements::write(&mut self.statements, linked, ordinal, &self.targets)
                .and_then(|()| reports::evidence::write(&mut self.evidence, linked, ordinal))
                .map_err(failed(WRITE))?;
            self.totals.counts.by_human += u64::from(linked.by_human(ordinal));
            if let Some(spoken) = linked.speaker(ordinal) {
                self.totals.counts.attributed += 1;
                if linked.in_tally(ordinal) {
                    self.add(linked.place, statement, spoken);
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
    fn add(&mut self, article: u32, statement: &Statement, spoken: Spoken<'_>) {
        self.totals.counts.tallied += 1;
        let party = self.parties.of(spoken.party, spoken.country);
        let key = |topic| Key { speaker: spoken.number, topic, article, party };
        let words = reports::statements::words(statement);
        self.tally.add(key(Topic::Sentiment), Cell::of(&statement.sentiment, words));
        for stance in &statement.stances {
            let place = self.targets.iter().position(|t| *t == stance.target);
            if let Some(target) = place.and_then(|place| u16::try_from(place).ok()) {
                self.tally.add(key(Topic::Target(target)), Cell::of(&stance.score, words));
            }
        }
    }

    /// Notes which articles got another id.
    pub(super) fn warn(&mut self, renamed: &[Renamed]) {
        for renamed in renamed {
            self.totals.warnings.push(format!(
                "{} has the id “{}” of another article; it is called “{}” here",
                renamed.path, renamed.from, renamed.to
            ));
        }
    }

    /// Tells of corrections that do not fit, and asks for them again.
    pub(super) fn ask_again(
        &mut self,
        corrections: &Corrections,
        unmatched: &[Unmatched],
    ) -> Result<(), ReportError> {
        self.totals.counts.corrections = corrections.rows().len() as u64;
        self.totals.counts.corrections_unmatched = unmatched.len() as u64;
        for row in unmatched {
            reports::review::unmatched(&mut self.review, row).map_err(failed(WRITE))?;
        }
        let file = corrections.file();
        for Unmatched { line, why, .. } in unmatched.iter().take(NAMED_CORRECTIONS) {
            let message = format!("{file}:{line}: the correction does not fit: {why}");
            self.totals.warnings.push(message);
        }
        if let Some(more) = unmatched.len().checked_sub(NAMED_CORRECTIONS).filter(|&n| n > 0) {
            self.totals.warnings.push(format!(
                "{file}: {more} more corrections do not fit; review.csv lists them all"
            ));
        }
        Ok(())
    }

    /// Sums up, writes the tables of speakers and parties, and hands everything over.
    pub(super) fn close(
        mut self,
        publisher: &mut Publisher,
        lexicons: &Lexicons,
        roster: &Roster,
        style: Style,
    ) -> Result<Totals, ReportError> {
        let labels = Labels::new(&lexicons.stance);
        let cells = std::mem::take(&mut self.tally).finish();
        let (speaker_rows, speakers) = self.speakers(&cells, roster, labels, publisher, style)?;
        let selves = Selves::find(roster, lexicons, &self.targets);
        let (party_rows, parties) = self.parties(&cells, &selves, labels, publisher, style)?;
        self.totals.counts.questions = self.review.rows();
        for (name, table) in [
            ("statements.csv", self.statements),
            ("speakers.csv", speakers),
            ("parties.csv", parties),
            ("articles.csv", self.articles),
            ("evidence.csv", self.evidence),
            ("review.csv", self.review),
        ] {
            let (draft, rows, cut) = table.finish().map_err(failed(WRITE))?;
            publisher.keep(draft, rows)?;
            self.totals.counts.cells_cut += cut;
            if cut > 0 {
                self.totals.warnings.push(format!(
                    "{name}: {cut} cells are longer than a spreadsheet holds and were cut; \
                     --raw-csv keeps them whole"
                ));
            }
        }
        if let Some(page) = self.page {
            let figures = Figures {
                labels,
                roster,
                speakers: &speaker_rows,
                parties: &party_rows,
                party_names: &self.parties.list,
                timeline: &[],
                period: Period::default(),
                shifts: &[],
                counts: &self.totals.counts,
                words: None,
                program: concat!("onrecord ", env!("CARGO_PKG_VERSION")),
                lexicons: &lexicons.hash,
            };
            draw(page, &figures, publisher)?;
        }
        Ok(self.totals)
    }

    fn speakers(
        &mut self,
        cells: &[(Key, Cell)],
        roster: &Roster,
        labels: Labels,
        publisher: &Publisher,
        style: Style,
    ) -> Result<(Vec<SpeakerRow>, Table<Draft>), ReportError> {
        let id = |speaker| roster.person(speaker).map_or("", |p| p.id.as_str());
        let party = |speaker| {
            let person = roster.person(speaker)?;
            self.parties.find(&person.party, &person.country)
        };
        let rows = tally::speakers(cells, self.targets.len(), id, party);
        self.totals.counts.speakers = rows.len() as u64;
        let columns = reports::speakers::header(&self.targets);
        let mut table = table(publisher, "speakers.csv", style, columns)?;
        let date = |article: u32| self.dates.get(article as usize).copied().flatten();
        reports::speakers::write(&mut table, &rows, roster, labels, date).map_err(failed(WRITE))?;
        Ok((rows, table))
    }

    fn parties(
        &mut self,
        cells: &[(Key, Cell)],
        selves: &Selves,
        labels: Labels,
        publisher: &Publisher,
        style: Style,
    ) -> Result<(Vec<PartyRow>, Table<Draft>), ReportError> {
        let parties = &self.parties.list;
        let name = |party: u32| parties.get(party as usize).map_or(String::new(), Party::to_string);
        let rows = tally::parties(cells, self.targets.len(), name, |s, t| selves.holds(s, t));
        self.totals.counts.parties = rows.len() as u64;
        let columns = reports::parties::header(&self.targets);
        let mut table = table(publisher, "parties.csv", style, columns)?;
        reports::parties::write(&mut table, &rows, parties, labels).map_err(failed(WRITE))?;
        Ok((rows, table))
    }
}

/// Makes the page and its charts and hands them over.
fn draw(page: Page, figures: &Figures<'_>, publisher: &mut Publisher) -> Result<(), ReportError> {
    let pictures = page.finish(figures)?;
    let charts =
        pictures.charts.iter().map(|(name, svg)| (format!("{}/{name}", page::CHARTS), svg));
    let files = charts.chain([(page::FILE.to_owned(), &pictures.html)]);
    for (name, text) in files {
        let mut draft = publisher.draft(&name)?;
        draft.write_all(text.as_bytes()).map_err(failed(WRITE))?;
        publisher.keep(draft, 0)?;
    }
    Ok(())
}
