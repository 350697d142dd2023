//! The test of one change: where a series breaks, and how often chance breaks one as much.
//!
//! The statistic is the largest standardised cumulative sum (CUSUM) over all days on which a
//! change could begin; its p value comes from putting the articles of each speaker into random
//! orders (Antoch and Hušková 2001, "Permutation tests in change point analysis", Statistics &
//! Probability Letters 53). With units `i` (an article of a speaker) of mean score `x_i`, weight
//! `w_i` and the speaker's weighted mean `x_s`:
//!
//! ```text
//! part_i = w_i (x_i - x_s)                  adds up to 0 in each speaker
//! CUSUM  = sum of the parts before the day
//! scale  = sum over speakers of  V_s b_s a_s / n_s,    V_s = sum of part_i^2 / (n_s - 1)
//! statistic = largest  |CUSUM| / sqrt(scale)
//! ```
//!
//! where a speaker has `n_s` units, `b_s` before the day and `a_s` after. The scale is the exact
//! variance of the CUSUM over all orders, so each day competes on equal terms. Since scores are
//! compared within their speaker, and days are dealt within their speaker, a change of who is
//! quoted is no change.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::random::Random;

/// Least number of articles on each side of a change, of speakers who are on both: fewer can be
/// one story. So many are needed too where each speaker counts with the side that has fewer.
pub const MIN_SIDE: usize = 3;

/// Correlation of two statements of a speaker in one article: 0.07 to 0.13 in 380 articles of
/// news (none for the target with fewest). By it an article of six statements weighs as much as four of one.
const LIKENESS: f64 = 0.1;

/// Draws that reach the observed statistic after which a test ends (Besag and Clifford 1991,
/// "Sequential Monte Carlo p-values", Biometrika 78, propose 10 or 20): its p value is valid, and
/// what is no change costs little.
const ENOUGH: usize = 20;

/// Observations from which a clear change need not be drawn: draws are dear then, and sums of so
/// many bounded scores are near to normal.
const LONG: usize = 1_000;

/// Least p value that is told without drawing.
const LEAST: f64 = 1e-6;

/// Difference of numbers that are equal but for the order of additions.
const ROUNDING: f64 = 1e-9;

/// What a speaker says of a target in one article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Observation {
    pub speaker: u32,
    pub article: u32,
    pub date: Date,
    /// Statements.
    pub statements: f64,
    /// Their mean score.
    pub mean: f64,
}

impl Observation {
    /// Inverse of the variance of the mean, in units of that of one statement.
    fn weight(&self) -> f64 {
        self.statements / (1.0 + (self.statements - 1.0) * LIKENESS)
    }
}

/// Observations ready to be tested.
#[derive(Clone, Debug)]
pub(super) struct Series {
    /// Days with an observation, in order.
    days: Vec<Date>,
    /// Place of the day of each observation; by speaker.
    places: Vec<usize>,
    /// Number of observations of each speaker.
    speakers: Vec<usize>,
    /// What each observation adds to the CUSUM.
    parts: Vec<f64>,
    changes: Vec<Change>,
    /// Articles among the observations.
    pub articles: usize,
}

/// A change that could be.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Change {
    /// Place of its first day.
    place: usize,
    /// Standard deviation of the CUSUM before that day.
    deviation: f64,
}

/// What the test of a series finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Finding {
    /// First day after the change.
    pub when: Date,
    /// Chance of a change this marked without one.
    pub p: f64,
}

impl Series {
    /// Of observations by speaker and date; `None` if no change of them could be seen. Speakers with one
    /// article tell of no change and are left out. A change can begin only on days that at least
    /// `fewest` speakers have articles on both sides of: dates and articles alone decide it, and both stay when
    /// scores are dealt out anew, so that p stays valid.
    pub(super) fn new(observations: &[Observation], fewest: usize) -> Option<Self> {
        let speakers: Vec<&[Observation]> = observations
            .chunk_by(|a, b| a.speaker == b.speaker)
            .filter(|own| own.len() > 1)
            .collect();
        let all = || speakers.iter().copied().flatten();
        let days = distinct(all().map(|o| o.date));
        let place = |o: &Observation| days.partition_point(|day| *day < o.date);
        let places: Vec<usize> = all().map(place).collect();
        let parts: Vec<f64> = speakers.iter().flat_map(|own| parts(own)).collect();
        let articles = distinct(all().map(|o| o.article)).len();
        let counts: Vec<usize> = speakers.iter().map(|own| own.len()).collect();
        let mut changes = changes(&counts, &places, &parts, days.len(), fewest);
        changes.retain(|change| are_told(&speakers, days[change.place]));
        let found = !changes.is_empty();
        found.then_some(Self { days, places, speakers: counts, parts, changes, articles })
    }

    /// Number of observations.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The likeliest change and its p value, from up to `draws` orders.
    pub(super) fn test(&self, random: &mut Random, draws: usize) -> Finding {
        let mut sums = vec![0.0; self.days.len()];
        let (observed, place) = self.statistic(&self.parts, &mut sums);
        let bound = if self.len() < LONG { 1.0 } else { self.bound(observed).max(LEAST) };
        let p = if bound > LEAST {
            self.drawn(random, draws, observed, sums).min(bound)
        } else {
            bound
        };
        Finding { when: self.days[place], p }
    }

    /// The p value of a statistic by drawing orders until enough reach it; `sums` as for the
    /// statistic.
    fn drawn(&self, random: &mut Random, draws: usize, observed: f64, mut sums: Vec<f64>) -> f64 {
        let mut parts = self.parts.clone();
        let (mut reached, mut drawn) = (0, 0);
        while drawn < draws && reached < ENOUGH {
            self.shuffle(random, &mut parts);
            let (statistic, _) = self.statistic(&parts, &mut sums);
            reached += usize::from(statistic >= observed * (1.0 - ROUNDING));
            drawn += 1;
        }
        if reached == ENOUGH {
            reached as f64 / drawn as f64
        } else {
            (reached + 1) as f64 / (drawn + 1) as f64
        }
    }

    /// What the chance of such a statistic hardly exceeds: the form of Bernstein's inequality for each day, with
    /// the variance over all orders, summed over days. Coarse, but it costs no draws.
    fn bound(&self, statistic: f64) -> f64 {
        let most = self.parts.iter().fold(0.0, |most, part| f64::max(most, part.abs()));
        let of_day = |change: &Change| {
            let skew = most * statistic / (3.0 * change.deviation);
            2.0 * (-statistic * statistic / (2.0 * (1.0 + skew))).exp()
        };
        self.changes.iter().map(of_day).sum()
    }

    /// Deals the observations of each speaker out over his or her articles anew.
    fn shuffle(&self, random: &mut Random, parts: &mut [f64]) {
        let mut rest = parts;
        for &count in &self.speakers {
            let (own, others) = rest.split_at_mut(count);
            random.shuffle(own);
            rest = others;
        }
    }

    /// The largest standardised CUSUM and the place of its day, the first of equals. `sums` has
    /// room for every day.
    fn statistic(&self, parts: &[f64], sums: &mut [f64]) -> (f64, usize) {
        sums.fill(0.0);
        self.places.iter().zip(parts).for_each(|(&place, part)| sums[place] += part);
        let (mut cusum, mut next) = (0.0, 0);
        let mut best = (0.0, self.changes[0].place);
        for change in &self.changes {
            cusum += sums[next..change.place].iter().sum::<f64>();
            next = change.place;
            let statistic = f64::abs(cusum) / change.deviation;
            if statistic > best.0 * (1.0 + ROUNDING) {
                best = (statistic, change.place);
            }
        }
        best
    }
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// Whether speakers on both sides of a day stand in at least [`MIN_SIDE`] articles on each: one
/// story that quotes four of them is no change of four.
fn are_told(speakers: &[&[Observation]], day: Date) -> bool {
    let mut sides = [Vec::new(), Vec::new()];
    for own in speakers {
        let (before, after) = own.split_at(own.partition_point(|o| o.date < day));
        if before.is_empty() || after.is_empty() {
            continue;
        }
        for (articles, own) in sides.iter_mut().zip([before, after]) {
            for observation in own {
                if articles.len() < MIN_SIDE && !articles.contains(&observation.article) {
                    articles.push(observation.article);
                }
                if articles.len() == MIN_SIDE {
                    break;
                }
            }
        }
        if sides.iter().all(|articles| articles.len() == MIN_SIDE) {
            return true;
        }
    }
    false
}

/// What the observations of one speaker add to the CUSUM.
fn parts(own: &[Observation]) -> Vec<f64> {
    let weight: f64 = own.iter().map(Observation::weight).sum();
    let mean = own.iter().map(|o| o.weight() * o.mean).sum::<f64>() / weight;
    let part = |o: &Observation| match o.mean - mean {
        rounding if f64::abs(rounding) < ROUNDING => 0.0,
        difference => o.weight() * difference,
    };
    own.iter().map(part).collect()
}

/// The changes that could be seen with at least `fewest` speakers on both sides, with the
/// deviation of each: walks through the days, each observation moving its speaker's counts from
/// after to before.
fn changes(
    speakers: &[usize],
    places: &[usize],
    parts: &[f64],
    days: usize,
    fewest: usize,
) -> Vec<Change> {
    let owner: Vec<usize> =
        speakers.iter().enumerate().flat_map(|(s, &count)| std::iter::repeat_n(s, count)).collect();
    let mut squares = vec![0.0; speakers.len()];
    owner.iter().zip(parts).for_each(|(&s, part)| squares[s] += part * part);
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&i| Reverse(places[i]));
    let (mut before, mut side, mut scale) = (vec![0; speakers.len()], 0, 0.0);
    let mut common: usize = 0;
    let mut changes = Vec::new();
    for place in 1..days {
        while let Some(&i) = order.last().filter(|&&i| places[i] < place) {
            order.pop();
            let (s, count) = (owner[i], speakers[owner[i]]);
            let both = |before: usize| (before * (count - before)) as f64;
            let step = both(before[s] + 1) - both(before[s]);
            scale += squares[s] / (count - 1) as f64 * step / count as f64;
            side -= before[s].min(count - before[s]);
            before[s] += 1;
            side += before[s].min(count - before[s]);
            common += usize::from(before[s] == 1);
            common -= usize::from(before[s] == count);
        }
        if side >= MIN_SIDE && common >= fewest {
            // Where all agree the scale is 0, and so is every CUSUM.
            changes.push(Change { place, deviation: f64::max(scale, f64::EPSILON).sqrt() });
        }
    }
    changes
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    /// Speaker, day, statements, mean; each article has a number of its own.
    fn observations(all: &[(u32, i64, u32, f64)]) -> Vec<Observation> {
        let of = |(article, &(speaker, day, statements, mean)): (usize, &(u32, i64, u32, f64))| {
            let date = date(2025, 3, 1).saturating_add(day.days());
            Observation {
                speaker,
                article: article as u32,
                date,
                statements: statements.into(),
                mean,
            }
        };
        all.iter().enumerate().map(of).collect()
    }

    #[test]
    fn one_story_is_no_change_of_all_whom_it_quotes() {
        let all = (0..4).flat_map(|speaker| (0..9).map(move |day| (speaker, day, 1, 0.5)));
        let mut all = observations(&all.collect::<Vec<_>>());
        let last = date(2025, 3, 9);
        for observation in all.iter_mut().filter(|o| o.date == last) {
            observation.mean = -0.5;
            observation.article = 0;
        }
        let told = |all: &[Observation]| {
            let series = Series::new(all, 2).unwrap();
            series.changes.iter().any(|change| series.days[change.place] == last)
        };
        assert!(!told(&all));
        for (number, observation) in all.iter_mut().filter(|o| o.date == last).enumerate() {
            observation.article = 100 + number as u32;
        }
        assert!(told(&all));
    }

    /// Statistics and exact p values by enumeration of all orders: tests/reference/statistics.py.
    const ONE: [(u32, i64, u32, f64); 8] = [
        (1, 0, 1, 0.4),
        (1, 1, 2, 0.1),
        (1, 1, 1, 0.5),
        (1, 2, 1, 0.3),
        (1, 3, 3, -0.2),
        (1, 4, 1, -0.6),
        (1, 5, 1, 0.0),
        (1, 6, 2, -0.4),
    ];
    const TWO: [(u32, i64, u32, f64); 9] = [
        (1, 0, 1, 0.5),
        (1, 2, 1, 0.2),
        (1, 4, 2, -0.1),
        (1, 5, 1, -0.3),
        (2, 1, 1, 0.9),
        (2, 2, 1, 0.8),
        (2, 3, 4, 0.2),
        (2, 4, 1, 0.3),
        (2, 6, 1, 0.1),
    ];

    #[test]
    fn the_statistic_is_that_of_all_orders() {
        for (observed, statistic, day, exact) in [
            (&ONE[..], 2.351_510_231_908_058_7, 4, 0.057_142_857),
            (&TWO[..], 2.456_828_408_742_39, 4, 0.033_333_333),
        ] {
            let series = Series::new(&observations(observed), 1).unwrap();
            let (found, place) = series.statistic(&series.parts, &mut vec![0.0; series.days.len()]);
            assert!((found - statistic).abs() < 1e-12, "{found} {statistic}");
            assert_eq!(series.days[place], date(2025, 3, day));
            let p = series.test(&mut Random::of("orders"), 40_000).p;
            assert!((p - exact).abs() < 0.4 * exact, "{p} {exact}: twenty draws tell as much");
        }
    }

    #[test]
    fn a_small_p_is_as_exact_as_the_draws_are_many() {
        // One order in 8! / (4! 4!) = 70 parts these as much, and its mirror image.
        let all: Vec<_> = (0..8).map(|i| (1, i, 1, if i < 4 { 1.0 } else { -1.0 })).collect();
        let series = Series::new(&observations(&all), 1).unwrap();
        let found = series.test(&mut Random::of("halves"), 9_999);
        assert_eq!(found.when, date(2025, 3, 5));
        assert!((0.015..0.045).contains(&found.p), "{found:?}");
        let clear: Vec<_> = (0..40).map(|i| (1, i, 1, if i < 20 { 1.0 } else { -1.0 })).collect();
        let found =
            Series::new(&observations(&clear), 1).unwrap().test(&mut Random::of("clear"), 999);
        assert_eq!(found.p, 0.001, "never 0: the order read is one of those that could be");
    }

    #[test]
    fn the_bound_of_a_long_series_is_above_what_draws_give() {
        let mut noise = Random::of("noise");
        for shift in [0.0, 0.05, 0.1, 0.15] {
            let mut score = |i| {
                let turned = if i < 500 { 0.0 } else { shift };
                turned + noise.below(2_001) as f64 / 1_000.0 - 1.0
            };
            // One observation short of being long, so that its p value is drawn.
            let all: Vec<_> = (0..LONG as i64 - 1).map(|i| (1, i / 10, 1, score(i))).collect();
            let series = Series::new(&observations(&all), 1).unwrap();
            let sums = &mut vec![0.0; series.days.len()];
            let (observed, _) = series.statistic(&series.parts, sums);
            let p = series.test(&mut Random::of("long"), 2_000).p;
            assert!(series.bound(observed) >= p || p <= 0.0005, "{shift}: {observed} {p}");
        }
        let clear: Vec<_> =
            (0..2_000).map(|i| (1, i / 10, 1, if i < 1_000 { 0.3 } else { -0.3 })).collect();
        let series = Series::new(&observations(&clear), 1).unwrap();
        assert_eq!(series.test(&mut Random::of("long"), 99).p, LEAST);
    }

    #[test]
    fn where_all_say_the_same_nothing_changes() {
        let all: Vec<_> = (0..12).map(|i| (1, i, 1 + i as u32 % 3, 0.1)).collect();
        let found =
            Series::new(&observations(&all), 1).unwrap().test(&mut Random::of("same"), 9_999);
        assert_eq!(found.p, 1.0);
    }

    #[test]
    fn a_new_speaker_of_another_mind_is_no_change() {
        let first = (0..8).map(|i| (1, i, 1, 0.8 + 0.01 * (i % 2) as f64));
        let second = (8..16).map(|i| (2, i, 1, -0.8 + 0.01 * (i % 2) as f64));
        let both: Vec<_> = first.chain(second).collect();
        let found =
            Series::new(&observations(&both), 1).unwrap().test(&mut Random::of("who"), 9_999);
        assert!(found.p > 0.5, "{found:?}");
    }

    #[test]
    fn a_change_needs_articles_on_both_sides_by_the_same_speakers() {
        let whole: Vec<_> = (0..8).map(|_| (1, 0, 1, 0.5)).collect();
        assert!(Series::new(&observations(&whole), 1).is_none(), "one day is never parted");
        let two: Vec<_> = (0..8).map(|i| (1, i64::from(i > 1), 1, 0.5)).collect();
        assert!(Series::new(&observations(&two), 1).is_none(), "two articles are not enough");
        let three: Vec<_> = (0..8).map(|i| (1, i64::from(i > 2), 1, 0.5)).collect();
        assert!(Series::new(&observations(&three), 1).is_some());
        let once: Vec<_> = (0..20).map(|i| (i as u32, i, 1, 0.5)).collect();
        assert!(Series::new(&observations(&once), 1).is_none(), "nobody speaks twice");
    }
    #[test]
    fn a_change_of_several_is_sought_only_where_several_are_on_both_sides() {
        let first = (0..10).map(|i| (1, i, 1, if i < 2 { 0.9 } else { -0.9 }));
        let second = (5..15).map(|i| (2, i, 1, 0.1 * (i % 3) as f64));
        let both: Vec<_> = first.chain(second).collect();
        let days = |fewest| {
            let series = Series::new(&observations(&both), fewest)?;
            Some(series.changes.iter().map(|c| series.days[c.place].day()).collect::<Vec<_>>())
        };
        assert_eq!(days(1).unwrap(), (4..=13).collect::<Vec<_>>());
        assert_eq!(days(2).unwrap(), (7..=10).collect::<Vec<_>>());
        assert!(days(3).is_none());
    }
}
