//! Who changed: the day from which a group speaks otherwise of a target.

use jiff::civil::Date;
use rayon::prelude::*;

use super::cell::{Cell, Key};
use super::dated::{Dated, KINDS, dated, total};
use super::fdr::q_values;
use super::interval::FEWEST_UNITS;
use super::permutation::{Observation, Series};
use super::random::Random;
use super::summary::mean;
use super::timeline::Group;

pub use super::permutation::MIN_SIDE;

/// Orders that a test draws at most, if there are few tests and observations.
const DRAWS: usize = 9_999;

/// Orders a test of the run: so many let a single change among them reach q = 0.05.
const DRAWS_A_TEST: usize = 20;

/// Orders beyond which no test goes.
const MOST_DRAWS: usize = 99_999;

/// Orders that each test may have, however long its series is; where they would be too few to show
/// how clear a change is, a bound does.
const FEWEST_DRAWS: usize = 199;

/// Observations that a test may deal out in all; about a second.
const MOST_DEALT: usize = 100_000_000;

/// The likeliest day of a change, and how likely chance alone makes one that large.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftRow {
    /// Whose.
    pub group: Group,
    /// Place in the order of targets.
    pub target: u16,
    /// Dated articles that the test had: those of speakers with at least two.
    pub articles: usize,
    /// First day on which the group speaks otherwise.
    pub when: Date,
    /// What was said before that day.
    pub before: Cell,
    /// What was said from that day on.
    pub after: Cell,
    /// Mean after minus mean before; for a party within its speakers, so that a change of who is
    /// quoted is none.
    pub change: f64,
    /// Chance of a change this marked if the order of the articles did not matter; above 0.
    pub p: f64,
    /// Share of false alarms among all rows with a `q` no larger than this.
    pub q: f64,
}

/// One row for each speaker, each party and everybody, and each target, with at least
/// [`FEWEST_UNITS`] dated articles and a day with at least [`MIN_SIDE`] of them on each side; by q,
/// then p, group and target.
///
/// `cells` are those of a finished tally; `date` gives the day of an article; `name` names a group
/// and seeds its draws. Articles of one day are never parted. A row is not a finding: its `q` says
/// whether it is one.
pub fn shifts(
    cells: &[(Key, Cell)],
    date: impl Fn(u32) -> Option<Date>,
    name: impl Fn(Group) -> String,
) -> Vec<ShiftRow> {
    let of_kinds = KINDS.map(|kind| sorted(dated(cells, kind, &date)));
    let tests: Vec<Test<'_>> = of_kinds
        .iter()
        .flat_map(|cells| cells.chunk_by(|a, b| (a.group, a.target) == (b.group, b.target)))
        .filter_map(|cells| Test::new(cells, &name))
        .collect();
    let mut rows: Vec<ShiftRow> = tests.par_iter().map(|test| test.row(tests.len())).collect();
    let p: Vec<f64> = rows.iter().map(|row| row.p).collect();
    rows.iter_mut().zip(q_values(&p)).for_each(|(row, q)| row.q = q);
    rows.sort_by(|a, b| {
        let marked = a.q.total_cmp(&b.q).then(a.p.total_cmp(&b.p));
        marked.then_with(|| (a.group, a.target).cmp(&(b.group, b.target)))
    });
    rows
}

fn sorted(mut cells: Vec<Dated<'_>>) -> Vec<Dated<'_>> {
    cells.sort_unstable_by_key(|d| (d.group, d.target, d.speaker, d.date, d.article));
    cells
}

/// A group and target with enough articles to test.
struct Test<'a> {
    /// By speaker and day.
    cells: &'a [Dated<'a>],
    series: Series,
    random: Random,
}

impl<'a> Test<'a> {
    fn new(cells: &'a [Dated<'a>], name: impl Fn(Group) -> String) -> Option<Self> {
        let series = Series::new(&observations(cells))?;
        let Dated { group, target, .. } = cells[0];
        let random = || Random::of(&format!("shift {} {target}", name(group)));
        (series.articles >= FEWEST_UNITS).then(|| Self { cells, series, random: random() })
    }

    /// The row but for its q, in a run of so many tests.
    fn row(&self, tests: usize) -> ShiftRow {
        let draws = (DRAWS_A_TEST * tests).clamp(DRAWS, MOST_DRAWS);
        let draws = draws.min((MOST_DEALT / self.series.len()).max(FEWEST_DRAWS));
        let found = self.series.test(&mut self.random.clone(), draws);
        let (before, after) = sides(self.cells, found.when);
        let Dated { group, target, .. } = self.cells[0];
        let (articles, change) = (self.series.articles, change(self.cells, found.when));
        ShiftRow {
            group,
            target,
            articles,
            when: found.when,
            before,
            after,
            change,
            p: found.p,
            q: 1.0,
        }
    }
}

/// What each speaker says in each article; two cells if he or she changed party on that day.
fn observations(cells: &[Dated<'_>]) -> Vec<Observation> {
    let unit = |d: &Dated<'_>| (d.speaker, d.article);
    cells
        .chunk_by(|a, b| unit(a) == unit(b))
        .filter_map(|cells| {
            let (total, Dated { speaker, article, date, .. }) = (total(cells), cells[0]);
            let (statements, mean) = (total.statements() as f64, mean(&total)?);
            Some(Observation { speaker, article, date, statements, mean })
        })
        .collect()
}

/// What is said before a day, and from it on.
fn sides(cells: &[Dated<'_>], when: Date) -> (Cell, Cell) {
    let side = |after| {
        let own = cells.iter().filter(|d| (d.date >= when) == after);
        Cell::total(own.map(|d| d.cell))
    };
    (side(false), side(true))
}

/// The mean of the speakers' own changes, each as sure as its statements on both sides make it:
/// the least-squares change of a model with a level for each speaker.
fn change(cells: &[Dated<'_>], when: Date) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for own in cells.chunk_by(|a, b| a.speaker == b.speaker) {
        let (before, after) = sides(own, when);
        if let (Some(from), Some(to)) = (mean(&before), mean(&after)) {
            let (b, a) = (before.statements() as f64, after.statements() as f64);
            sum += a * b / (a + b) * (to - from);
            weight += a * b / (a + b);
        }
    }
    sum / weight
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::super::cell::Topic;
    use super::*;

    fn day(article: u32) -> Option<Date> {
        Some(date(2025, 1, 1).saturating_add(i64::from(article).days()))
    }

    fn name(group: Group) -> String {
        format!("{group:?}")
    }

    /// Speaker, party, article, statements, sum of scores in 1/10,000.
    fn cells(all: &[(u32, u32, u32, u64, i64)]) -> Vec<(Key, Cell)> {
        let mut tally = super::super::Tally::default();
        for &(speaker, party, article, neutral, sum) in all {
            let key = Key { speaker, topic: Topic::Target(0), article, party: Some(party) };
            tally.add(key, Cell { neutral, sum, ..Cell::default() });
        }
        tally.finish()
    }

    #[test]
    fn the_change_is_that_of_a_least_squares_fit_with_a_level_for_each_speaker() {
        // tests/reference/statistics.py: statsmodels, WLS with a column for each speaker
        let cells = cells(&[
            (1, 0, 0, 1, 5_000),
            (1, 0, 2, 1, 2_000),
            (1, 0, 4, 2, -2_000),
            (1, 0, 5, 1, -3_000),
            (2, 0, 1, 1, 9_000),
            (2, 0, 2, 1, 8_000),
            (2, 0, 3, 4, 8_000),
            (2, 0, 4, 1, 3_000),
            (2, 0, 6, 1, 1_000),
        ]);
        let cells = sorted(dated(&cells, KINDS[1], day));
        assert!((change(&cells, date(2025, 1, 4)) + 0.590_740_740_740_740).abs() < 1e-12);
    }

    #[test]
    fn a_clear_change_is_found_dated_and_listed_first() {
        let turned = (0..30)
            .map(|i| (1, 0, i, 1, if i < 20 { 6_000 } else { -2_000 + 100 * i64::from(i % 3) }));
        let steady = (0..30).map(|i| (2, 1, i, 1, if i % 2 == 0 { 3_000 } else { -3_000 }));
        let few = (0..7).map(|i| (3, 2, i, 1, if i < 4 { 9_000 } else { -9_000 }));
        let cells = cells(&turned.chain(steady).chain(few).collect::<Vec<_>>());
        let rows = shifts(&cells, day, name);
        let groups: Vec<Group> = rows.iter().map(|row| row.group).collect();
        assert!(!groups.contains(&Group::Speaker(3)), "seven articles are too few");
        assert_eq!(groups[..2], [Group::Party(0), Group::Speaker(1)]);
        let first = &rows[1];
        assert_eq!(first.when, date(2025, 1, 21));
        assert_eq!(
            (first.articles, first.before.statements(), first.after.statements()),
            (30, 20, 10)
        );
        assert!((first.change + 0.789).abs() < 1e-9, "{}", first.change);
        assert!(first.p <= 0.001 && first.q <= 0.01, "{first:?}");
        let steady = rows.iter().find(|row| row.group == Group::Speaker(2)).unwrap();
        assert!(steady.q > 0.2, "{steady:?}");
        assert!(rows.is_sorted_by(|a, b| (a.q, a.p) <= (b.q, b.p)));
    }

    #[test]
    fn undated_articles_and_other_runs_change_nothing() {
        let all: Vec<_> =
            (0..20).map(|i| (1, 0, i, 1, i64::from(i * 7919 % 2_001) - 1_000)).collect();
        let dated = |article| day(article).filter(|_| article < 16);
        let some = cells(&all[..16]);
        assert_eq!(shifts(&cells(&all), dated, name), shifts(&some, day, name));
        assert_eq!(shifts(&some, day, name), shifts(&some, day, name));
        assert_eq!(shifts(&[], day, name), []);
    }
}
