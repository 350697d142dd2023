//! Who changed: the day from which a group speaks otherwise of a target.

use jiff::civil::Date;
use rayon::prelude::*;

use super::cell::{Cell, Key};
use super::common::Common;
use super::dated::{Dated, KINDS, dated, total};
use super::fdr::q_values;
use super::interval::FEWEST_UNITS;
use super::permutation::{Observation, Series};
use super::random::Random;
use super::summary::mean;
use super::timeline::Group;

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

/// Speakers on both sides of a change of a party or of everybody: that of one is his or her own,
/// and has a row for the speaker.
const FEWEST_COMMON: usize = 2;

/// The likeliest day of a change, and how likely chance alone makes one that large.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftRow {
    /// Whose.
    pub group: Group,
    /// Place in the order of targets.
    pub target: u16,
    /// Dated articles that the test had: those of speakers with at least two.
    pub articles: usize,
    /// Speakers on whom the change rests: those quoted on both sides of the day; 1 for a speaker.
    pub speakers: usize,
    /// First day on which the group speaks otherwise.
    pub when: Date,
    /// What these speakers said before that day.
    pub before: Cell,
    /// What they said from that day on.
    pub after: Cell,
    /// Mean score before that day, of -1 to 1; of several speakers the mean of their means, each
    /// with the weight that it has in the change.
    pub before_mean: f64,
    /// Mean score from that day on, made alike.
    pub after_mean: f64,
    /// Mean after minus mean before, hence within speakers: a change of who is quoted is none.
    pub change: f64,
    /// Chance of a change this marked if the order of the articles did not matter; above 0.
    pub p: f64,
    /// Share of false alarms among all rows with a `q` no larger than this.
    pub q: f64,
}

/// One row for each speaker, each party and everybody, and each target, with at least
/// [`FEWEST_UNITS`] dated articles and a day with at least [`MIN_SIDE`](super::permutation::MIN_SIDE) of them on each side, for
/// parties and everybody by at least [`FEWEST_COMMON`] speakers; by q, then p, group and target.
///
/// `cells` are those of a finished tally; `date` gives the day of an article; `name` names a group
/// and seeds its draws; `about_self` tells whether a speaker is what a target is about, and so
/// tells nothing of the stance of his or her party. Articles of one day are never parted. A row is
/// not a finding: its `q` says whether it is one.
///
/// `go_on` is asked before each test; from the first `false` on there are no more, and the rows
/// are good for nothing.
pub fn shifts(
    cells: &[(Key, Cell)],
    date: impl Fn(u32) -> Option<Date>,
    name: impl Fn(Group) -> String,
    about_self: impl Fn(u32, u16) -> bool,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Vec<ShiftRow> {
    let counts = |d: &Dated<'_>| fewest_common(d.group) == 1 || !about_self(d.speaker, d.target);
    let of_kinds = KINDS.map(|kind| {
        let mut cells = dated(cells, kind, &date);
        cells.retain(counts);
        sorted(cells)
    });
    let tests: Vec<Test<'_>> = of_kinds
        .iter()
        .flat_map(|cells| cells.chunk_by(|a, b| (a.group, a.target) == (b.group, b.target)))
        .filter_map(|cells| Test::new(cells, &name))
        .collect();
    let wanted = tests.par_iter().take_any_while(|_| go_on());
    let mut rows: Vec<ShiftRow> = wanted.map(|test| test.row(tests.len())).collect();
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

/// Speakers that must be on both sides of a change of the group.
fn fewest_common(group: Group) -> usize {
    match group {
        Group::Speaker(_) => 1,
        Group::Party(_) | Group::Everybody => FEWEST_COMMON,
    }
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
        let Dated { group, target, .. } = cells[0];
        let series = Series::new(&observations(cells), fewest_common(group))?;
        let random = || Random::of(&format!("shift {} {target}", name(group)));
        (series.articles >= FEWEST_UNITS).then(|| Self { cells, series, random: random() })
    }

    /// The row but for its q, in a run of so many tests.
    fn row(&self, tests: usize) -> ShiftRow {
        let draws = (DRAWS_A_TEST * tests).clamp(DRAWS, MOST_DRAWS);
        let draws = draws.min((MOST_DEALT / self.series.len()).max(FEWEST_DRAWS));
        let found = self.series.test(&mut self.random.clone(), draws);
        let Dated { group, target, .. } = self.cells[0];
        let Common { speakers, before, after, .. } = Common::of(self.cells, found.when);
        let (before_mean, after_mean) = (before.mean, after.mean);
        ShiftRow {
            group,
            target,
            articles: self.series.articles,
            speakers,
            when: found.when,
            before: before.cell,
            after: after.cell,
            before_mean,
            after_mean,
            change: after_mean - before_mean,
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

    fn nobody(_: u32, _: u16) -> bool {
        false
    }

    /// Twenty articles of a member of party 0, one statement each, from that of this number on; the
    /// tenth and later ones move by so much.
    fn member(
        speaker: u32,
        first: u32,
        by: i64,
    ) -> impl Iterator<Item = (u32, u32, u32, u64, i64)> {
        let score = move |i: u32| i64::from(i % 3) * 500 + if i < 10 { 0 } else { by };
        (0..20).map(move |i| (speaker, 0, first + i, 1, score(i)))
    }

    fn row(rows: &[ShiftRow], group: Group) -> Option<&ShiftRow> {
        rows.iter().find(|row| row.group == group)
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
    fn a_clear_change_is_found_dated_and_listed_first() {
        let turned = (0..30)
            .map(|i| (1, 0, i, 1, if i < 20 { 6_000 } else { -2_000 + 100 * i64::from(i % 3) }));
        let steady = (0..30).map(|i| (2, 1, i, 1, if i % 2 == 0 { 3_000 } else { -3_000 }));
        let few = (0..7).map(|i| (3, 2, i, 1, if i < 4 { 9_000 } else { -9_000 }));
        let cells = cells(&turned.chain(steady).chain(few).collect::<Vec<_>>());
        let rows = shifts(&cells, day, name, nobody, &|| true);
        let groups: Vec<Group> = rows.iter().map(|row| row.group).collect();
        assert!(!groups.contains(&Group::Speaker(3)), "seven articles are too few");
        assert!(groups.iter().all(|g| !matches!(g, Group::Party(_))), "each has one speaker");
        let first = &rows[0];
        assert_eq!((first.group, first.when), (Group::Speaker(1), date(2025, 1, 21)));
        assert_eq!(
            (first.articles, first.before.statements(), first.after.statements()),
            (30, 20, 10)
        );
        assert_eq!((first.speakers, Some(first.before_mean)), (1, mean(&first.before)));
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
        assert_eq!(
            shifts(&cells(&all), dated, name, nobody, &|| true),
            shifts(&some, day, name, nobody, &|| true)
        );
        assert_eq!(
            shifts(&some, day, name, nobody, &|| true),
            shifts(&some, day, name, nobody, &|| true)
        );
        assert_eq!(shifts(&[], day, name, nobody, &|| true), []);
    }
    #[test]
    fn the_change_of_the_only_common_speaker_is_no_change_of_the_party() {
        let others = (0..40).map(|i| (10 + i, 0, i, 3, 9_000));
        let later = (60..70).map(|i| (2, 0, i, 1, -9_000));
        let cells = cells(&member(1, 0, -6_000).chain(others).chain(later).collect::<Vec<_>>());
        let rows = shifts(&cells, day, name, nobody, &|| true);
        let groups: Vec<Group> = rows.iter().map(|row| row.group).collect();
        assert_eq!(groups, [Group::Speaker(1), Group::Speaker(2)], "nor of everybody");
        assert!(rows[0].q < 0.01);
    }

    #[test]
    fn a_party_whose_members_change_is_found_with_what_these_said() {
        let once = (0..15).map(|i| (10 + i, 0, i, 50, 450_000));
        let early = (0..4).map(|i| (4, 0, i, 50, 450_000));
        let changed = (1..=3).flat_map(|speaker| member(speaker, 0, -6_000));
        let cells = cells(&changed.chain(once).chain(early).collect::<Vec<_>>());
        let rows = shifts(&cells, day, name, nobody, &|| true);
        let party = row(&rows, Group::Party(0)).unwrap();
        assert_eq!((party.speakers, party.when), (3, date(2025, 1, 11)));
        assert_eq!((party.before.statements(), party.after.statements()), (30, 30));
        assert_eq!(Some(party.after_mean), mean(&party.after));
        assert!(party.q < 0.01 && (party.change + 0.595).abs() < 1e-9, "{party:?}");
    }

    #[test]
    fn the_means_differ_by_the_change_even_if_who_talks_much_does_not_stay_the_same() {
        // Both turn against the target; pooled, the friendly one's many later statements hide it.
        let side = |i: u32| if i < 10 { 0 } else { 1 };
        let of = |speaker, counts: [u64; 2], scores: [i64; 2]| {
            (0..20).map(move |i| {
                let n = counts[side(i)];
                (speaker, 0, i, n, n as i64 * (scores[side(i)] + i64::from(i % 2) * 100))
            })
        };
        let hostile = of(1, [9, 1], [-5_000, -8_000]);
        let friendly = of(2, [1, 9], [8_000, 5_000]);
        let cells = cells(&hostile.chain(friendly).collect::<Vec<_>>());
        let rows = shifts(&cells, day, name, nobody, &|| true);
        let party = row(&rows, Group::Party(0)).unwrap();
        assert!(mean(&party.after) > mean(&party.before));
        assert!((party.change + 0.3).abs() < 1e-9, "{party:?}");
        assert_eq!(party.change, party.after_mean - party.before_mean);
    }

    #[test]
    fn a_president_on_himself_makes_no_change_of_the_party() {
        let steady = (2..=3).flat_map(|speaker| member(speaker, 0, 0));
        let cells = cells(&member(1, 0, -9_000).chain(steady).collect::<Vec<_>>());
        let party = |about_self: fn(u32, u16) -> bool| {
            let rows = shifts(&cells, day, name, about_self, &|| true);
            assert!(row(&rows, Group::Speaker(1)).is_some_and(|row| row.q < 0.01));
            let of = |group| row(&rows, group).map(|row| (row.speakers, row.q < 0.05));
            assert_eq!(of(Group::Party(0)), of(Group::Everybody));
            of(Group::Party(0))
        };
        assert_eq!(party(nobody), Some((3, true)));
        assert_eq!(party(|speaker, target| (speaker, target) == (1, 0)), Some((2, false)));
        assert_eq!(party(|speaker, _| speaker < 3), None, "one is left");
    }
}
