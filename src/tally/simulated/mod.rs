//! News with a known truth, on which the statistics must keep their promises.
//!
//! A statement's score is a latent stance, normal around a centre that its speaker and its
//! article move, cut into scores as real ones are: about a third exactly 0, the others from 0.1
//! on, none beyond 1. Numbers of statements are as uneven as in news. The figures of
//! docs/statistics.md come from the tests that are ignored by default.

mod changes;
mod coverage;

use super::random::Random;
use crate::reading::SCORE_UNIT;

/// Half the width of the range of stances that score 0: a third of all statements.
const USUAL_BAND: f64 = 0.45;

/// How many statements units have.
#[derive(Clone, Copy, Debug)]
enum Sizes {
    /// A speaker in articles: 68 % have one statement, the others up to six.
    Articles,
    /// One to six, each as likely.
    Even,
    /// Speakers of a party, drawn from a heavy tail (Pareto, exponent 1.2, up to 200).
    Pareto,
    /// Speakers of a party by rank (Zipf): the first has more than the last half together.
    Zipf,
}

/// Shares of articles with one, two ... statements of a speaker, in percent.
const ARTICLES: [u64; 6] = [68, 18, 6, 4, 2, 2];

/// A stream of made-up news.
struct News(Random);

impl News {
    fn of(name: &str) -> Self {
        Self(Random::of(name))
    }

    /// Above 0, up to 1.
    fn uniform(&mut self) -> f64 {
        const STEPS: usize = 1 << 53;
        (self.0.below(STEPS) + 1) as f64 / STEPS as f64
    }

    /// A standard normal number (Box and Muller 1958).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Statements of the unit of this place among `count`.
    fn size(&mut self, sizes: Sizes, place: usize, count: usize) -> u64 {
        match sizes {
            Sizes::Articles => {
                let mut left = self.0.below(100) as u64;
                let fits = |share: &u64| {
                    let inside = left < *share;
                    left = left.saturating_sub(*share);
                    inside
                };
                1 + ARTICLES.iter().position(fits).unwrap_or_default() as u64
            }
            Sizes::Even => 1 + self.0.below(6) as u64,
            Sizes::Pareto => (self.uniform().powf(-1.0 / 1.2) as u64).min(200),
            Sizes::Zipf => (1.5 * count as f64 / (place + 1) as f64).round().max(1.0) as u64,
        }
    }

    /// Sum of the scores of statements around a centre.
    fn scores(&mut self, statements: u64, centre: f64, band: f64) -> f64 {
        (0..statements).map(|_| score(centre + self.normal(), band)).sum()
    }
}

/// The score of a latent stance.
fn score(stance: f64, band: f64) -> f64 {
    let beyond = stance.abs() - band;
    if beyond < 0.0 {
        return 0.0;
    }
    let strength = (0.1 + 0.35 * beyond).min(1.0);
    (strength * SCORE_UNIT).round() / SCORE_UNIT * stance.signum()
}

/// Mean score over latent stances of this mean and standard deviation, by the midpoint rule.
fn expected(centre: f64, deviation: f64, band: f64) -> f64 {
    const STEPS: i32 = 40_000;
    let step = |i: i32| 16.0 * (f64::from(i) + 0.5) / f64::from(STEPS) - 8.0;
    let density = |z: f64| (-z * z / 2.0).exp();
    let (mut sum, mut weight) = (0.0, 0.0);
    for z in (0..STEPS).map(step) {
        sum += density(z) * score(centre + deviation * z, band);
        weight += density(z);
    }
    sum / weight
}

#[test]
fn made_up_news_is_as_uneven_as_it_should_be() {
    let mut news = News::of("sizes");
    let articles: Vec<u64> = (0..20_000).map(|i| news.size(Sizes::Articles, i, 20_000)).collect();
    let single = articles.iter().filter(|&&size| size == 1).count();
    assert!((13_300..13_900).contains(&single), "{single}");
    assert!(articles.iter().all(|size| (1..=6).contains(size)));
    let zipf: Vec<u64> = (0..40).map(|i| news.size(Sizes::Zipf, i, 40)).collect();
    assert_eq!((zipf[0], zipf[39]), (60, 2));
    let scores: Vec<f64> = (0..20_000).map(|_| news.scores(1, -0.3, USUAL_BAND)).collect();
    let neutral = scores.iter().filter(|&&score| score == 0.0).count();
    assert!((5_800..7_400).contains(&neutral), "{neutral}");
    let mean = scores.iter().sum::<f64>() / 20_000.0;
    assert!((mean - expected(-0.3, 1.0, USUAL_BAND)).abs() < 0.008, "{mean}");
}
