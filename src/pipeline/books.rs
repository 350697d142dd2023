//! The books of phase 2: the reports being written article by article, and the tally.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::report::{Options, ReportError, TargetTotals, Totals, failed};
use crate::lexicons::Lexicons;
use crate::people::corrections::{Corrections, Unmatched};
use crate::people::{Linked, Roster, Selves, Spoken};
use crate::reading::Statement;
use crate::reports::page::{self, Figures, Page};
use crate::reports::parties::Party;
use crate::reports::{self, Classes, Draft, Groups, Output, Publisher, Table};
use crate::store::Renamed;
use crate::tally::{
    self, Cell, Group, Key, Labels, PartyRow, Period, ShiftRow, SpeakerRow, Strongest, Summary,
    Tally, TimelineRow, Topic,
};

/// The reports being written, and the tally.
pub(super) struct Books<'a> {
    targets: Vec<&'a str>,
    classes: Classes,
    period: Period,
    output: Output,
    statements: Table<Draft>,
    evidence: Table<Draft>,
    review: Table<Draft>,
    articles: Table<Draft>,
    page: Option<Page>,
    tally: Tally,
    strongest: Strongest,
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

impl<'a> Books<'a> {
    /// Opens them, with a column or more for each of `targets`.
    pub(super) fn open(
        publisher: &Publisher,
        options: &Options,
        lexicons: &Lexicons,
        targets: Vec<&'a str>,
    ) -> Result<Self, ReportError> {
        let output = Output::new(publisher, &targets, options.style, options.formats)?;
        let labels = Labels::new(&lexicons.stance);
        let page = options.page().map(|settings| Page::new(&targets, &settings)).transpose()?;
        Ok(Self {
            page,
            classes: Classes { labels, min_statements: options.min_statements },
            period: options.period,
            statements: output.open(publisher, "statements")?,
            evidence: output.open(publisher, "evidence")?,
            review: output.open(publisher, "review")?,
            articles: output.open(publisher, "articles")?,
            output,
            targets,
            tally: Tally::default(),
            strongest: Strongest::default(),
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
        for (ordinal, statement) in linked.statements() {
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
        let shown = linked.statements().count();
        counts.statements += shown as u64;
        counts.excluded += (linked.reading.statements.len() - shown) as u64;
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
                let hits = stance.score.hits.iter();
                hits.for_each(|hit| self.strongest.add(spoken.number, target, hit));
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

    /// Sums up, writes the tables over all articles, and hands everything over.
    pub(super) fn close(
        mut self,
        publisher: &mut Publisher,
        lexicons: &Lexicons,
        roster: &Roster,
    ) -> Result<Totals, ReportError> {
        let cells = std::mem::take(&mut self.tally).finish();
        let figures = self.figures(&cells, lexicons, roster);
        self.totals.counts.speakers = figures.speakers.len() as u64;
        self.totals.counts.parties = figures.parties.len() as u64;
        self.totals.counts.questions = self.review.rows();
        self.totals.targets = self.sums(&cells, &figures.timeline);
        let [speakers, parties, timeline, shifts] = self.tables(publisher, &figures, roster)?;
        for (name, table) in [
            ("speakers", speakers),
            ("parties", parties),
            ("statements", self.statements),
            ("evidence", self.evidence),
            ("timeline", timeline),
            ("shifts", shifts),
            ("articles", self.articles),
            ("review", self.review),
        ] {
            self.output.keep(publisher, name, table)?;
        }
        if let Some(page) = self.page {
            let words =
                |speaker, target| reports::evidence::strongest(self.strongest.of(speaker, target));
            let figures = Figures {
                classes: self.classes,
                roster,
                speakers: &figures.speakers,
                parties: &figures.parties,
                party_names: &self.parties.list,
                timeline: &figures.timeline,
                period: self.period,
                shifts: &figures.shifts,
                counts: &self.totals.counts,
                words: Some(&words),
                program: concat!("onrecord ", env!("CARGO_PKG_VERSION")),
                lexicons: &lexicons.hash,
            };
            draw(page, &figures, publisher)?;
        }
        let kept = self.output.finish(publisher)?;
        self.totals.counts.cells_cut = kept.cells_cut;
        kept.warnings.into_iter().for_each(|warning| self.totals.warnings.push(warning));
        Ok(self.totals)
    }

    /// The statistics of the run.
    fn figures(&self, cells: &[(Key, Cell)], lexicons: &Lexicons, roster: &Roster) -> Statistics {
        let groups = Groups { roster, parties: &self.parties.list };
        let date = |article: u32| self.dates.get(article as usize).copied().flatten();
        let party = |speaker| {
            let person = roster.person(speaker)?;
            self.parties.find(&person.party, &person.country)
        };
        let selves = Selves::find(roster, lexicons, &self.targets);
        let targets = self.targets.len();
        let key = |group| groups.key(group);
        Statistics {
            speakers: tally::speakers(cells, targets, party),
            parties: tally::parties(cells, targets, |s, t| selves.holds(s, t)),
            timeline: tally::timeline(cells, self.period, date),
            shifts: tally::shifts(cells, date, key),
        }
    }

    /// Writes the tables over all articles: speakers, parties, timeline, shifts.
    fn tables(
        &self,
        publisher: &Publisher,
        figures: &Statistics,
        roster: &Roster,
    ) -> Result<[Table<Draft>; 4], ReportError> {
        let open = |name| self.output.open(publisher, name);
        let mut tables = [open("speakers")?, open("parties")?, open("timeline")?, open("shifts")?];
        let [speakers, parties, timeline, shifts] = &mut tables;
        let (list, targets) = (&self.parties.list, &self.targets);
        let groups = Groups { roster, parties: list };
        let date = |article: u32| self.dates.get(article as usize).copied().flatten();
        let words =
            |speaker, target| reports::evidence::strongest(self.strongest.of(speaker, target));
        reports::speakers::write(speakers, &figures.speakers, roster, self.classes, date, words)
            .and_then(|()| reports::parties::write(parties, &figures.parties, list, self.classes))
            .and_then(|()| {
                reports::timeline::write(timeline, &figures.timeline, self.period, groups, targets)
            })
            .and_then(|()| reports::shifts::write(shifts, &figures.shifts, groups, targets))
            .map_err(failed(WRITE))?;
        Ok(tables)
    }

    /// All statements toward each target, for the summary of the run.
    fn sums(&self, cells: &[(Key, Cell)], timeline: &[TimelineRow]) -> Vec<TargetTotals> {
        let sum = |(number, target): (u16, &&str)| {
            let own = cells.iter().filter(|(key, _)| key.topic == Topic::Target(number));
            let cell = Cell::total(own.map(|(_, cell)| cell));
            let whole =
                timeline.iter().filter(|r| r.group == Group::Everybody && r.target == number);
            TargetTotals {
                target: (*target).to_owned(),
                summary: Summary { cell, ..Summary::default() },
                trend: whole.filter_map(|row| row.summary.mean()).collect(),
            }
        };
        (0u16..).zip(&self.targets).map(sum).collect()
    }
}

/// The statistics of a run.
struct Statistics {
    speakers: Vec<SpeakerRow>,
    parties: Vec<PartyRow>,
    timeline: Vec<TimelineRow>,
    shifts: Vec<ShiftRow>,
}

/// Makes the page and its charts.
fn draw(page: Page, figures: &Figures<'_>, publisher: &mut Publisher) -> Result<(), ReportError> {
    let pictures = page.finish(figures)?;
    let charts =
        pictures.charts.iter().map(|(name, svg)| (format!("{}/{name}", page::CHARTS), svg));
    for (name, text) in charts.chain([(page::FILE.to_owned(), &pictures.html)]) {
        reports::output::write(publisher, &name, text.as_bytes())?;
    }
    Ok(())
}
