//! The books of phase 2: the reports being written article by article, and the tally.
//!
//! [`close`] makes the figures over all articles out of it.

mod close;
mod numbers;

use jiff::civil::Date;

use self::numbers::Numbers;
use super::report::{Options, ReportError, Totals, failed};
use crate::articles::SkipReason;
use crate::lexicons::Lexicons;
use crate::people::corrections::{Corrections, Unmatched};
use crate::people::{Hidden, Linked, Spoken};
use crate::reading::Statement;
use crate::reports::page::Page;
use crate::reports::{self, Classes, Draft, Output, Publisher, Table};
use crate::store::Renamed;
use crate::tally::{Cell, Key, Labels, Period, Strongest, Tally, Topic};

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
    duplicates: Table<Draft>,
    page: Option<Page>,
    tally: Tally,
    strongest: Strongest,
    parties: Numbers,
    dates: Vec<Option<Date>>,
    totals: Totals,
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
            duplicates: output.open(publisher, "duplicates")?,
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
        reports::articles::write(&mut self.articles, linked)
            .and_then(|()| reports::duplicates::write(&mut self.duplicates, linked))
            .map_err(failed(WRITE))?;
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
        counts.copies += u64::from(linked.copy.is_some());
        counts.repeated +=
            linked.statements().filter(|&(n, _)| linked.is_repeated(n)).count() as u64;
        match &linked.reading.skip {
            None => counts.articles += 1,
            Some(skip) => {
                counts.skipped += 1;
                counts.unread += u64::from(skip.reason != SkipReason::Date);
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

    /// Notes which articles got another id, and whom the list of exclusions names in vain.
    pub(super) fn warn(&mut self, renamed: &[Renamed], hidden: &Hidden) {
        hidden.warnings().iter().for_each(|warning| self.totals.warnings.push(warning.clone()));
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
}
