//! Do 95 % intervals hold the truth in 95 of 100 samples?

use super::{News, Sizes, USUAL_BAND, expected};
use crate::tally::interval::{Unit, interval};

/// A kind of group, and how often its intervals must hold the truth.
struct Scenario {
    name: &'static str,
    sizes: Sizes,
    /// Whether each unit counts once.
    once: bool,
    /// Of the latent stance: its mean, and how far units lie apart (statements in a unit: 1).
    centre: f64,
    spread: f64,
    /// How far a unit moves for each doubling of its statements: 0 where it does not matter who
    /// talks much.
    lean: f64,
    band: f64,
    units: &'static [usize],
    /// Shares of covered samples that are promised.
    least: f64,
    most: f64,
}

const ARTICLES: Scenario = Scenario {
    name: "",
    sizes: Sizes::Articles,
    once: false,
    centre: 0.0,
    spread: 0.4,
    lean: 0.0,
    band: USUAL_BAND,
    units: &[8, 12, 30, 100],
    least: 0.93,
    most: 0.97,
};

const PARTY: Scenario =
    Scenario { sizes: Sizes::Pareto, centre: -0.5, units: &[8, 20, 60, 200], ..ARTICLES };

/// What the documentation promises.
const USUAL: &[Scenario] = &[
    Scenario { name: "speaker, mixed", ..ARTICLES },
    Scenario { name: "speaker, mixed, articles alike", spread: 0.0, ..ARTICLES },
    Scenario { name: "speaker, mixed, articles far apart", spread: 1.0, ..ARTICLES },
    Scenario { name: "speaker, against", centre: -0.8, ..ARTICLES },
    Scenario { name: "speaker, strongly for", centre: 1.6, ..ARTICLES },
    Scenario { name: "speaker, long articles", sizes: Sizes::Even, ..ARTICLES },
    Scenario {
        name: "speaker, against, long articles",
        sizes: Sizes::Even,
        centre: -0.8,
        ..ARTICLES
    },
    Scenario { name: "party, speakers near each other", spread: 0.3, ..PARTY },
    Scenario { name: "party, speakers as in news", spread: 0.5, ..PARTY },
    Scenario { name: "party, speakers far apart", spread: 1.0, ..PARTY },
    Scenario { name: "party, by rank", sizes: Sizes::Zipf, spread: 0.5, ..PARTY },
    Scenario { name: "party, by rank, far apart", sizes: Sizes::Zipf, spread: 1.0, ..PARTY },
    Scenario { name: "party, each speaker once", once: true, spread: 0.5, ..PARTY },
    Scenario { name: "party, each once, against", once: true, centre: -1.2, ..PARTY },
];

/// Beyond what is promised: hardly anybody takes a side, and then on one side only.
const SPARSE: &[Scenario] = &[
    Scenario { name: "speaker, 75 % neutral", band: 1.2, least: 0.93, most: 1.0, ..ARTICLES },
    Scenario {
        name: "speaker, 75 % neutral, for",
        band: 1.2,
        centre: 0.6,
        least: 0.92,
        most: 0.985,
        ..ARTICLES
    },
    Scenario {
        name: "speaker, 87 % neutral, for",
        band: 1.6,
        centre: 0.5,
        least: 0.91,
        most: 1.0,
        ..ARTICLES
    },
];

/// Nor this: who talks much is of another mind, so that the mean depends on whether one of the few
/// very talkative speakers is in the sample.
const LEANING: &[Scenario] = &[
    Scenario { name: "party, talkers lean", lean: 0.1, spread: 0.5, least: 0.8, ..PARTY },
    Scenario { name: "party, talkers lean, once", lean: 0.1, spread: 0.5, once: true, ..PARTY },
];

/// What became of the intervals of a scenario: shares of samples.
struct Coverage {
    below: f64,
    above: f64,
    width: f64,
}

impl Scenario {
    fn unit(&self, news: &mut News, place: usize, count: usize) -> Unit {
        let size = news.size(self.sizes, place, count);
        let weight = size as f64;
        let centre = self.centre + self.lean * weight.log2() + self.spread * news.normal();
        let sum = news.scores(size, centre, self.band);
        if self.once { Unit::once(sum / weight) } else { Unit { weight, sum } }
    }

    /// The mean of all that could be said, worked out or, where talkers lean, from very many units.
    fn truth(&self) -> f64 {
        if self.lean == 0.0 {
            return expected(self.centre, f64::hypot(1.0, self.spread), self.band);
        }
        let mut news = News::of(&format!("{}, truth", self.name));
        let (mut sum, mut weight) = (0.0, 0.0);
        for place in 0..400_000 {
            let unit = self.unit(&mut news, place, 400_000);
            sum += unit.sum;
            weight += unit.weight;
        }
        sum / weight
    }

    fn measure(&self, count: usize, samples: u32) -> Coverage {
        let truth = self.truth();
        let mut news = News::of(&format!("{} {count}", self.name));
        let (mut below, mut above, mut width) = (0, 0, 0.0);
        for _ in 0..samples {
            let units: Vec<Unit> =
                (0..count).map(|place| self.unit(&mut news, place, count)).collect();
            let Some(found) = interval(&units) else { continue };
            below += u32::from(found.high < truth);
            above += u32::from(found.low > truth);
            width += found.high - found.low;
        }
        let share = |count: u32| f64::from(count) / f64::from(samples);
        Coverage { below: share(below), above: share(above), width: width / f64::from(samples) }
    }

    /// Asserts what is promised, allowing for three standard errors of the simulation.
    fn check(&self, count: usize, samples: u32) -> Coverage {
        let found = self.measure(count, samples);
        let covered = 1.0 - found.below - found.above;
        let noise = |share: f64| 3.0 * (share * (1.0 - share) / f64::from(samples)).sqrt();
        assert!(
            covered >= self.least - noise(self.least) && covered <= self.most + noise(self.most),
            "{}, {count} units: {covered} covered",
            self.name
        );
        found
    }
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    for scenario in USUAL {
        for &count in &scenario.units[..2] {
            scenario.check(count, 4_000);
        }
    }
}

/// Prints lines of the table of docs/statistics.md.
fn tabulate(scenarios: &[Scenario]) {
    for scenario in scenarios {
        for &count in scenario.units {
            let Coverage { below, above, width } = scenario.check(count, 20_000);
            println!(
                "| {} | {count} | {:.1} | {:.1} | {:.1} | {width:.2} |",
                scenario.name,
                100.0 * (1.0 - below - above),
                100.0 * below,
                100.0 * above
            );
        }
    }
}

#[test]
#[ignore = "a minute in release mode; docs/statistics.md has the command"]
fn coverage_in_full() {
    tabulate(USUAL);
}

#[test]
#[ignore = "a minute in release mode; docs/statistics.md has the command"]
fn coverage_beyond_what_is_promised() {
    tabulate(SPARSE);
    tabulate(LEANING);
}
