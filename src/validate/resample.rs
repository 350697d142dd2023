//! Intervals by drawing articles again: statements of one article are not independent.
//!
//! Percentile bootstrap over clusters (Efron and Tibshirani 1993, ch. 13; Cameron, Gelbach and
//! Miller 2008). Whole articles are drawn with replacement; a statistic sees how often each
//! statement was drawn. Strata are not kept apart in the draws, which makes intervals a little
//! wider than they need be.

use rayon::prelude::*;

use crate::tally::Random;

/// Articles below which no interval is given: percentile intervals of fewer are far too narrow.
pub const FEWEST_ARTICLES: usize = 8;

/// Times that articles are drawn anew.
pub(super) const DRAWS: usize = 1_000;

/// Share of draws that must have a value; where more have none, nor has the interval.
const ENOUGH: f64 = 0.9;

/// A figure with its 95 % interval, each where there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// On what was coded.
    pub value: Option<f64>,
    /// 2.5 % of the drawn values are below.
    pub low: Option<f64>,
    /// 2.5 % are above.
    pub high: Option<f64>,
}

/// Statements by article.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    members: Vec<Vec<usize>>,
    count: usize,
}

impl Clusters {
    /// Of statements whose articles are `articles`, in their order.
    pub fn of(articles: impl IntoIterator<Item = u32>) -> Self {
        let mut clusters = Self::default();
        let mut places: rustc_hash::FxHashMap<u32, usize> = Default::default();
        for article in articles {
            let place = *places.entry(article).or_insert(clusters.members.len());
            if place == clusters.members.len() {
                clusters.members.push(Vec::new());
            }
            clusters.members[place].push(clusters.count);
            clusters.count += 1;
        }
        clusters
    }

    /// Articles.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// How often each statement was drawn, in one draw.
    pub fn draw(&self, random: &mut Random) -> Vec<f64> {
        let mut times = vec![0.0; self.count];
        for _ in 0..self.members.len() {
            for &member in &self.members[random.below(self.members.len())] {
                times[member] += 1.0;
            }
        }
        times
    }

    /// Each of the figures that `statistic` makes of how often each statement counts; `name`
    /// seeds the draws.
    pub fn estimates(
        &self,
        name: &str,
        statistic: impl Fn(&[f64]) -> Vec<Option<f64>> + Sync,
    ) -> Vec<Estimate> {
        let values = statistic(&vec![1.0; self.count]);
        let draws: Vec<Vec<Option<f64>>> = if self.members.len() < FEWEST_ARTICLES {
            Vec::new()
        } else {
            let one = |draw| statistic(&self.draw(&mut Random::of(&format!("{name} {draw}"))));
            (0..DRAWS).into_par_iter().map(one).collect()
        };
        let estimate = |(i, &value): (usize, &Option<f64>)| {
            let drawn = draws.iter().filter_map(|draw| draw[i]).collect();
            let (low, high) = value.and_then(|_| interval(drawn)).unzip();
            Estimate { value, low, high }
        };
        values.iter().enumerate().map(estimate).collect()
    }
}

/// The middle 95 % of drawn values, where enough draws have one.
pub(super) fn interval(mut drawn: Vec<f64>) -> Option<(f64, f64)> {
    if (drawn.len() as f64) < ENOUGH * DRAWS as f64 {
        return None;
    }
    drawn.sort_by(f64::total_cmp);
    Some((quantile(&drawn, 0.025), quantile(&drawn, 0.975)))
}

/// Quantile of sorted values, interpolated (Hyndman and Fan 1996, type 7).
fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> impl Fn(&[f64]) -> Vec<Option<f64>> + Sync + '_ {
        move |times| {
            let n: f64 = times.iter().sum();
            let sum: f64 = times.iter().zip(values).map(|(t, v)| t * v).sum();
            vec![(n > 0.0).then(|| sum / n)]
        }
    }

    #[test]
    fn few_articles_have_no_interval() {
        let one = |articles: u32| {
            let values = vec![0.5; articles as usize];
            Clusters::of(0..articles).estimates("few", mean(&values))[0]
        };
        assert_eq!(one(7), Estimate { value: Some(0.5), low: None, high: None });
        assert_eq!(one(8), Estimate { value: Some(0.5), low: Some(0.5), high: Some(0.5) });
    }

    #[test]
    fn statements_of_one_article_are_drawn_together() {
        // Ten articles of ten equal statements: an interval as of ten, not of a hundred.
        let values: Vec<f64> = (0..100).map(|i| f64::from(i / 10 % 2)).collect();
        let together = Clusters::of((0..100).map(|i| i / 10)).estimates("c", mean(&values))[0];
        let apart = Clusters::of(0..100).estimates("c", mean(&values))[0];
        let width = |e: Estimate| e.high.zip(e.low).map_or(0.0, |(h, l)| h - l);
        assert!(width(together) > 2.5 * width(apart), "{together:?} {apart:?}");
    }

    #[test]
    fn intervals_cover_the_truth_nearly_as_often_as_they_say() {
        let mut random = Random::of("simulated statements");
        let mut covered = 0;
        for group in 0..200 {
            let articles: Vec<u32> = (0..120).map(|i| i / 3).collect();
            let values: Vec<f64> =
                articles.iter().map(|_| f64::from(u8::from(random.below(10) < 3))).collect();
            let e = Clusters::of(articles).estimates(&group.to_string(), mean(&values))[0];
            covered += usize::from(e.low <= Some(0.3) && e.high >= Some(0.3));
        }
        assert!((180..=197).contains(&covered), "{covered} of 200");
    }
}
