//! How sure a mean is, given which articles (or speakers) happened to be read.
//!
//! Percentile bootstrap over clusters (Efron and Tibshirani 1993, ch. 13; Cameron, Gelbach and
//! Miller 2008): statements of one article are not independent, so whole articles are drawn
//! again, with replacement, and the mean is that of all statements drawn. It speaks of sampling
//! only, not of errors of reading.

use super::random::Random;
use crate::reading::SCORE_UNIT;

/// Units below which no interval is given: percentile intervals of fewer are far too narrow.
pub const FEWEST_UNITS: usize = 8;

/// Times that a group is drawn anew.
const DRAWS: usize = 1_000;

/// An interval that holds the mean in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// 2.5 % of the drawn means are below.
    pub low: f64,
    /// 2.5 % are above.
    pub high: f64,
}

/// The interval of the mean score of `units`, each the sum of scores and the number of
/// statements of one article or speaker; `name` is the group's and seeds the draws.
pub fn interval(name: &str, units: &[(i64, u64)]) -> Option<Interval> {
    if units.len() < FEWEST_UNITS {
        return None;
    }
    let mut random = Random::of(name);
    let mut means: Vec<f64> = (0..DRAWS).map(|_| draw(&mut random, units)).collect();
    means.sort_by(f64::total_cmp);
    Some(Interval { low: quantile(&means, 0.025), high: quantile(&means, 0.975) })
}

fn draw(random: &mut Random, units: &[(i64, u64)]) -> f64 {
    let (sum, count) = (0..units.len())
        .map(|_| units[random.below(units.len())])
        .fold((0i64, 0u64), |total, unit| (total.0 + unit.0, total.1 + unit.1));
    sum as f64 / (count.max(1) as f64 * SCORE_UNIT)
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

    #[test]
    fn few_units_have_no_interval() {
        assert_eq!(interval("g", &[(5_000, 1); FEWEST_UNITS - 1]), None);
        let same = interval("g", &[(5_000, 1); FEWEST_UNITS]);
        assert_eq!(same, Some(Interval { low: 0.5, high: 0.5 }));
    }

    #[test]
    fn quantiles_interpolate_as_r_does() {
        // R: quantile(c(1, 2, 4, 8), c(.025, .5, .975))
        let values = [1.0, 2.0, 4.0, 8.0];
        for (q, expected) in [(0.025, 1.075), (0.5, 3.0), (0.975, 7.7)] {
            assert!((quantile(&values, q) - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn intervals_cover_the_truth_nearly_as_often_as_they_say() {
        let mut random = Random::of("simulated articles");
        let mut covered = 0;
        for group in 0..400 {
            let units: Vec<(i64, u64)> =
                (0..40).map(|_| (random.below(20_001) as i64 - 10_000, 1)).collect();
            let Some(i) = interval(&group.to_string(), &units) else { continue };
            covered += usize::from(i.low <= 0.0 && 0.0 <= i.high);
        }
        assert!((364..=392).contains(&covered), "{covered} of 400");
    }
}
