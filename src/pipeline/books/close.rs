//! Closing the books: statistics, the tables over all articles, the page, and what describes them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::report::{ReportError, TargetTotals, Totals, failed};
use super::{Books, WRITE};
use crate::lexicons::Lexicons;
use crate::people::{Roster, Selves};
use crate::reports::page::{self, Figures, Page, Pictures};
use crate::reports::{self, Draft, Groups, Publisher, Table};
use crate::tally::{
    self, Cell, Group, Key, PartyRow, ShiftRow, SpeakerRow, Summary, TimelineRow, Topic,
};

impl Books<'_> {
    /// Sums up, writes the tables over all articles, and hands everything over. `go_on` is asked
    /// between the steps.
    pub(in crate::pipeline) fn close(
        mut self,
        publisher: &mut Publisher,
        lexicons: &Lexicons,
        roster: &Roster,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<Totals, ReportError> {
        let asked = || if go_on() { Ok(()) } else { Err(ReportError::Stopped) };
        let cells = std::mem::take(&mut self.tally).finish();
        let page = self.page.take();
        let figures = self.figures(&cells, lexicons, roster, go_on);
        asked()?;
        self.totals.counts.speakers = figures.speakers.len() as u64;
        self.totals.counts.parties = figures.parties.len() as u64;
        self.totals.counts.questions = self.review.rows();
        self.totals.targets = self.sums(&cells, &figures.timeline);
        let [speakers, parties, timeline, shifts] = self.tables(publisher, &figures, roster)?;
        asked()?;
        let pictures = page.map(|page| self.draw(page, &figures, lexicons, roster)).transpose()?;
        for (name, table) in [
            ("speakers", speakers),
            ("parties", parties),
            ("statements", self.statements),
            ("evidence", self.evidence),
            ("timeline", timeline),
            ("shifts", shifts),
            ("articles", self.articles),
            ("duplicates", self.duplicates),
            ("review", self.review),
        ] {
            self.output.keep(publisher, name, table)?;
        }
        if let Some(pictures) = pictures {
            publish(&pictures, publisher)?;
        }
        let kept = self.output.finish(publisher)?;
        self.totals.counts.cells_cut = kept.cells_cut;
        kept.warnings.into_iter().for_each(|warning| self.totals.warnings.push(warning));
        Ok(self.totals)
    }

    /// The statistics of the run.
    fn figures(
        &self,
        cells: &[(Key, Cell)],
        lexicons: &Lexicons,
        roster: &Roster,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Statistics {
        let groups = Groups { roster, parties: &self.parties.list };
        let date = |article: u32| self.dates.get(article as usize).copied().flatten();
        let party = |speaker| {
            let person = roster.person(speaker)?;
            self.parties.find(&person.party, &person.country)
        };
        let selves = Selves::find(roster, lexicons, &self.targets);
        let about_self = |speaker, target| selves.holds(speaker, target);
        let targets = self.targets.len();
        let key = |group| groups.key(group);
        Statistics {
            speakers: tally::speakers(cells, targets, party),
            parties: tally::parties(cells, targets, about_self),
            timeline: tally::timeline(cells, self.period, date),
            shifts: tally::shifts(cells, date, key, about_self, go_on),
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

    /// The page and its charts.
    fn draw(
        &self,
        page: Page,
        figures: &Statistics,
        lexicons: &Lexicons,
        roster: &Roster,
    ) -> Result<Pictures, ReportError> {
        let words =
            |speaker, target| reports::evidence::strongest(self.strongest.of(speaker, target));
        Ok(page.finish(&Figures {
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
        })?)
    }

    /// All statements toward each target, for the summary of the run.
    fn sums(&self, cells: &[(Key, Cell)], timeline: &[TimelineRow]) -> Vec<TargetTotals> {
        let whole = timeline.iter().filter(|row| row.group == Group::Everybody);
        let whole: Vec<&TimelineRow> = whole.collect();
        let periods: BTreeSet<Date> = whole.iter().map(|row| row.start).collect();
        let sum = |(number, target): (u16, &&str)| {
            let own = cells.iter().filter(|(key, _)| key.topic == Topic::Target(number));
            let cell = Cell::total(own.map(|(_, cell)| cell));
            let mean = |start: &Date| {
                let found = whole.binary_search_by_key(&(number, *start), |r| (r.target, r.start));
                whole[found.ok()?].summary.mean()
            };
            TargetTotals {
                target: (*target).to_owned(),
                summary: Summary { cell, ..Summary::default() },
                trend: periods.iter().map(mean).collect(),
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

/// Hands over the page and its charts.
fn publish(pictures: &Pictures, publisher: &mut Publisher) -> Result<(), ReportError> {
    let charts =
        pictures.charts.iter().map(|(name, svg)| (format!("{}/{name}", page::CHARTS), svg));
    for (name, text) in charts.chain([(page::FILE.to_owned(), &pictures.html)]) {
        reports::output::write(publisher, &name, text.as_bytes())?;
    }
    Ok(())
}
