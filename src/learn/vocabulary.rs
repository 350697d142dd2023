//! Which features get weights, and how far each may move: the columns of the problem.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicons::learned::Zone;

use super::class;
use super::examples::Example;

/// Added to every count of a feature in a class, so that rare features say little.
const SMOOTHING: f64 = 1.0;

/// Scale of what the hand-written lexicons say: it is known to tell, and needs no proof.
const KNOWN: f64 = 1.5;

/// One feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// As the file writes it.
    pub feature: String,
    /// Where it stands.
    pub zone: Zone,
    /// How unevenly the classes show it: the greatest log-odds ratio of one class against the
    /// others. Values are multiplied by it, so that the penalty holds back features that say nothing
    /// by themselves (Wang and Manning, "Baselines and bigrams", ACL 2012).
    pub scale: f64,
    /// Articles it occurs in.
    pub articles: usize,
}

/// The features that are learned, in order of zone and name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The columns.
    pub columns: Vec<Column>,
    index: BTreeMap<Zone, BTreeMap<String, usize>>,
}

impl Vocabulary {
    /// The features of `examples` that occur in at least `min_count` articles.
    pub fn of(examples: &[&Example], min_count: usize) -> Self {
        let counts = counts(examples);
        let wanted = |count: &Count<'_>| count.articles.len() >= min_count;
        let mut totals = [0.0; 3];
        for count in counts.values().filter(|count| wanted(count)) {
            (0..3).for_each(|k| totals[k] += count.classes[k] + SMOOTHING);
        }
        let mut vocabulary = Self::default();
        for ((zone, feature), count) in counts.iter().filter(|(_, count)| wanted(count)) {
            let next = vocabulary.columns.len();
            vocabulary.index.entry(*zone).or_default().insert((*feature).to_owned(), next);
            vocabulary.columns.push(Column {
                feature: (*feature).to_owned(),
                zone: *zone,
                scale: match zone {
                    Zone::Bias => 1.0,
                    Zone::Rule | Zone::Tone => KNOWN,
                    _ => unevenness(&count.classes, &totals),
                },
                articles: count.articles.len(),
            });
        }
        vocabulary
    }

    /// Number of the column of a feature.
    pub fn column(&self, zone: Zone, feature: &str) -> Option<usize> {
        self.index.get(&zone)?.get(feature).copied()
    }
}

/// How often a feature occurs.
#[derive(Default)]
struct Count<'a> {
    articles: BTreeSet<&'a str>,
    classes: [f64; 3],
}

fn counts<'a>(examples: &[&'a Example]) -> BTreeMap<(Zone, &'a str), Count<'a>> {
    let mut counts: BTreeMap<(Zone, &str), Count<'_>> = BTreeMap::new();
    for example in examples {
        for feature in &example.features {
            let count = counts.entry((feature.zone, &feature.name)).or_default();
            count.articles.insert(&example.article);
            count.classes[class(example.label)] += feature.value.abs();
        }
    }
    counts
}

/// The greatest log-odds ratio of one class against the two others.
fn unevenness(classes: &[f64; 3], totals: &[f64; 3]) -> f64 {
    let (all, whole): (f64, f64) = (classes.iter().sum(), totals.iter().sum());
    let ratio = |k: usize| {
        let within = (classes[k] + SMOOTHING) / totals[k];
        let outside = (all - classes[k] + 2.0 * SMOOTHING) / (whole - totals[k]);
        (within / outside).ln().abs()
    };
    (0..3).map(ratio).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_features_say_nothing_and_rare_ones_little() {
        let totals = [1000.0; 3];
        let even = unevenness(&[100.0, 100.0, 100.0], &totals);
        let rare = unevenness(&[1.0, 0.0, 0.0], &totals);
        let telling = unevenness(&[100.0, 10.0, 10.0], &totals);
        assert!(even < 0.01, "{even}");
        assert!(even < rare && rare < telling, "{even} {rare} {telling}");
    }
}
