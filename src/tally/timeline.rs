//! Who said what when: the figures of a period.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cell::{Cell, Key};
use super::dated::{Dated, KINDS, dated, total};
use super::interval::{Unit, interval};
use super::summary::Summary;

/// Length of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday (ISO 8601).
    Week,
    /// A month of the calendar.
    #[default]
    Month,
}

/// What a period is called that there is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a period; use day, week or month")]
pub struct UnknownPeriod(String);

impl Period {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// What it is called in options and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// First day of the period that holds `date`.
    pub fn start(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Week => {
                let days = i64::from(date.weekday().to_monday_zero_offset());
                date.saturating_sub(days.days())
            }
            Self::Month => date.first_of_month(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Period {
    type Err = UnknownPeriod;

    fn from_str(name: &str) -> Result<Self, UnknownPeriod> {
        let found = Self::ALL.into_iter().find(|period| period.name() == name);
        found.ok_or_else(|| UnknownPeriod(name.to_owned()))
    }
}

/// Whose statements are summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// All speakers.
    Everybody,
    /// A party, by its number.
    Party(u32),
    /// A speaker, by number in the roster.
    Speaker(u32),
}

/// The figures of a group on one target in one period; periods without a statement have no row.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineRow {
    /// Whose.
    pub group: Group,
    /// Place in the order of targets.
    pub target: u16,
    /// First day of the period.
    pub start: Date,
    /// Its figures; the interval is over articles for a speaker, else over speakers.
    pub summary: Summary,
}

/// Rows for everybody, each party and each speaker, by group, target and start of the period.
///
/// `cells` are those of a finished tally; `date` gives the day of an article. Undated articles
/// are left out. There are no estimates: a period is shown as it was, and the interval tells how
/// little a few statements say.
pub fn timeline(
    cells: &[(Key, Cell)],
    period: Period,
    date: impl Fn(u32) -> Option<Date>,
) -> Vec<TimelineRow> {
    let start = |article| date(article).map(|date| period.start(date));
    KINDS.into_iter().flat_map(|kind| rows(dated(cells, kind, start))).collect()
}

fn rows(mut cells: Vec<Dated<'_>>) -> Vec<TimelineRow> {
    cells.sort_unstable_by_key(|d| (d.group, d.target, d.date, unit(d)));
    let of_row = |d: &Dated<'_>| (d.group, d.target, d.date);
    cells.chunk_by(|a, b| of_row(a) == of_row(b)).map(row).collect()
}

fn row(cells: &[Dated<'_>]) -> TimelineRow {
    let Dated { group, target, date: start, .. } = cells[0];
    let units: Vec<Unit> = cells
        .chunk_by(|a, b| unit(a) == unit(b))
        .filter_map(|cells| Unit::of(&total(cells)))
        .collect();
    let summary = Summary { cell: total(cells), interval: interval(&units), estimate: None };
    TimelineRow { group, target, start, summary }
}

/// What is drawn as a whole: articles of a speaker, else speakers.
fn unit(dated: &Dated<'_>) -> u32 {
    match dated.group {
        Group::Speaker(_) => dated.article,
        Group::Everybody | Group::Party(_) => dated.speaker,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::super::cell::{Tally, Topic};
    use super::*;
    use crate::reading::{Label, Score};

    /// Cells of (speaker, party, article, score in 1/10,000) on target 0, with their tone.
    fn cells(statements: &[(u32, Option<u32>, u32, i32)]) -> Vec<(Key, Cell)> {
        let mut tally = Tally::default();
        for &(speaker, party, article, units) in statements {
            let score = Score { units, label: Label::Neutral, hits: Vec::new() };
            for topic in [Topic::Sentiment, Topic::Target(0)] {
                tally.add(Key { speaker, topic, article, party }, Cell::of(&score, 5));
            }
        }
        tally.finish()
    }

    #[test]
    fn periods_start_where_the_calendar_says() {
        // ISO 8601: 2024-12-30 is the Monday of week 1 of 2025.
        let cases = [
            (Period::Day, date(2025, 1, 5), date(2025, 1, 5)),
            (Period::Week, date(2025, 1, 5), date(2024, 12, 30)),
            (Period::Week, date(2025, 1, 6), date(2025, 1, 6)),
            (Period::Month, date(2024, 2, 29), date(2024, 2, 1)),
        ];
        for (period, day, start) in cases {
            assert_eq!(period.start(day), start, "{period} of {day}");
        }
        for period in Period::ALL {
            assert!(period.start(Date::MIN) <= Date::MIN, "no panic at the first day there is");
        }
    }

    #[test]
    fn periods_are_read_as_they_are_written() {
        for period in Period::ALL {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        let error = "year".parse::<Period>().unwrap_err();
        assert_eq!(error.to_string(), "“year” is not a period; use day, week or month");
    }

    #[test]
    fn rows_stand_by_group_and_period_and_undated_articles_are_left_out() {
        let cells = cells(&[
            (1, Some(0), 0, 4_000),
            (1, Some(0), 0, 2_000),
            (1, Some(0), 1, -6_000),
            (2, None, 1, 10_000),
            (2, None, 2, 10_000), // undated
        ]);
        let day =
            |article| [Some(date(2025, 1, 31)), Some(date(2025, 2, 1)), None][article as usize];
        let rows = timeline(&cells, Period::Month, day);
        let (january, february) = (date(2025, 1, 1), date(2025, 2, 1));
        let found: Vec<_> =
            rows.iter().map(|r| (r.group, r.start, r.summary.mean().unwrap())).collect();
        assert_eq!(
            found,
            [
                (Group::Everybody, january, 0.3),
                (Group::Everybody, february, 0.2),
                (Group::Party(0), january, 0.3),
                (Group::Party(0), february, -0.6),
                (Group::Speaker(1), january, 0.3),
                (Group::Speaker(1), february, -0.6),
                (Group::Speaker(2), february, 1.0),
            ]
        );
        assert!(rows.iter().all(|r| r.summary.interval.is_none() && r.summary.estimate.is_none()));
    }

    #[test]
    fn intervals_are_over_articles_for_a_speaker_and_over_speakers_for_a_party() {
        // Eight articles of one speaker are enough for him; for his party he is one speaker.
        let statements: Vec<_> = (0..8).map(|article| (1, Some(0), article, 3_000)).collect();
        let rows = timeline(&cells(&statements), Period::Day, |_| Some(date(2025, 1, 1)));
        let found: Vec<_> = rows.iter().map(|r| (r.group, r.summary.interval.is_some())).collect();
        assert_eq!(
            found,
            [(Group::Everybody, false), (Group::Party(0), false), (Group::Speaker(1), true)]
        );
    }

    #[test]
    fn all_statements_of_dated_articles_are_in_some_period() {
        let statements: Vec<_> =
            (0..200).map(|i| (i % 7, (i % 3 > 0).then_some(i % 3), i % 50, i as i32)).collect();
        let day = |article: u32| Some(date(2025, 1 + (article % 12) as i8, 1));
        let rows = timeline(&cells(&statements), Period::Week, day);
        for group in [Group::Everybody, Group::Speaker(3)] {
            let count: u64 =
                rows.iter().filter(|r| r.group == group).map(|r| r.summary.cell.statements()).sum();
            let expected = statements
                .iter()
                .filter(|s| group == Group::Everybody || group == Group::Speaker(s.0))
                .count();
            assert_eq!(count, expected as u64, "{group:?}");
        }
        let key = |r: &TimelineRow| (r.group, r.target, r.start);
        assert!(rows.is_sorted_by(|a, b| key(a) < key(b)));
    }
}
