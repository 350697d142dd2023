//! The originals met so far, and which of them a text is a copy of.
//!
//! To compare each text with all before it would take weeks. Three bytes of a sketch make a band,
//! and a text is compared with those originals only that share a band with it (locality-sensitive
//! hashing): two texts of similarity s share a given one with a chance of s³, so that copies share
//! some and strangers none. Copies are compared with originals, never with copies, so that a text
//! which changes a little from print to print does not drift.
//!
//! An original takes 128 bytes and some eight for each band; a copy takes none.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::NearCopies;
use crate::text::{SKETCH_BYTES, Sketch};

/// Bytes of a band. Fewer would bring strangers together as soon as there are millions; more
/// would need more bands.
const ROWS: usize = 3;

/// Chance that a copy just similar enough shares no band with its original. It falls quickly: with
/// a threshold of 0.6 it is one in a thousand at 0.7 and one in 100,000 at 0.8.
const MISSED: f64 = 0.02;

/// Originals that are kept of those that share a band, the first ones. Thousands of texts with the
/// same long notice and little else in common would otherwise all be compared with each other.
const MOST_OF_A_BAND: usize = 32;

/// All originals, by the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Originals {
    threshold: f64,
    sketches: Vec<Sketch>,
    /// Place of each in order of article id.
    places: Vec<u32>,
    /// For each band the numbers of originals, to be found by its bytes.
    bands: Vec<HashTable<u32>>,
}

impl Originals {
    /// None yet.
    pub(super) fn new(near: NearCopies) -> Self {
        let threshold = near.similarity();
        let missed_by_one = 1.0 - threshold.powi(ROWS as i32);
        let bands = (MISSED.ln() / missed_by_one.ln()).ceil() as usize;
        Self {
            threshold,
            sketches: Vec::new(),
            places: Vec::new(),
            bands: vec![HashTable::new(); bands.clamp(1, SKETCH_BYTES / ROWS)],
        }
    }

    /// The first original of which the next text is a copy, with their similarity; a text without
    /// one is an original from now on.
    pub(super) fn meet(&mut self, place: u32, sketch: &Sketch) -> Option<(u32, f64)> {
        let found = self.near(sketch).into_iter().find_map(|number| {
            let similarity = self.sketches[number as usize].similarity(sketch);
            (similarity >= self.threshold).then(|| (self.places[number as usize], similarity))
        });
        if found.is_none() {
            self.add(place, sketch);
        }
        found
    }

    /// The originals that a text is compared with, the first ones first: at most
    /// [`MOST_OF_A_BAND`] a band.
    fn near(&self, sketch: &Sketch) -> Vec<u32> {
        let bands = 0..self.bands.len();
        let mut near: Vec<u32> = bands.flat_map(|band| self.sharing(band, sketch)).collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The originals that share that band.
    fn sharing(&self, band: usize, sketch: &Sketch) -> impl Iterator<Item = u32> {
        let own = rows(sketch, band);
        let alike = self.bands[band].iter_hash(hash(own)).copied();
        alike.filter(move |&number| rows(&self.sketches[number as usize], band) == own)
    }

    fn add(&mut self, place: u32, sketch: &Sketch) {
        let number = u32::try_from(self.sketches.len()).unwrap_or(u32::MAX);
        self.sketches.push(sketch.clone());
        self.places.push(place);
        for band in 0..self.bands.len() {
            if self.sharing(band, sketch).count() < MOST_OF_A_BAND {
                let sketches = &self.sketches;
                let hash_of = |&number: &u32| hash(rows(&sketches[number as usize], band));
                self.bands[band].insert_unique(hash(rows(sketch, band)), number, hash_of);
            }
        }
    }
}

/// The bytes of a band.
fn rows(sketch: &Sketch, band: usize) -> [u8; ROWS] {
    let bytes = &sketch.bytes()[band * ROWS..];
    [bytes[0], bytes[1], bytes[2]]
}

fn hash(rows: [u8; ROWS]) -> u64 {
    FxBuildHasher.hash_one(rows)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A text of `own` words that no other has, after `shared` words that all have.
    fn sketch(number: usize, shared: usize, own: usize) -> Sketch {
        let common = (0..shared).map(|word| format!("common{word}"));
        let words: Vec<String> =
            common.chain((0..own).map(|word| format!("own{number}x{word}"))).collect();
        Sketch::of(words.iter().map(String::as_str)).unwrap()
    }

    fn originals(threshold: f64) -> Originals {
        Originals::new(NearCopies::new(threshold).unwrap())
    }

    #[test]
    fn a_copy_has_the_first_original_that_is_similar_enough() {
        let mut originals = originals(0.6);
        let met = [
            sketch(1, 0, 400),
            sketch(2, 400, 100),
            sketch(3, 400, 60),
            sketch(1, 0, 390),
            sketch(4, 100, 400),
        ];
        let found: Vec<Option<u32>> = (10..)
            .zip(&met)
            .map(|(place, text)| originals.meet(place, text).map(|f| f.0))
            .collect();
        assert_eq!(found, [None, None, Some(11), Some(10), None]);
    }

    #[test]
    fn a_text_that_changes_from_print_to_print_does_not_drift() {
        let print = |from: usize| {
            let words: Vec<String> = (from..from + 400).map(|word| format!("w{word}")).collect();
            Sketch::of(words.iter().map(String::as_str)).unwrap()
        };
        let mut originals = originals(0.6);
        let found: Vec<Option<u32>> = (0..40)
            .map(|day| originals.meet(day, &print(day as usize * 20)).map(|f| f.0))
            .collect();
        for (day, original) in (0..).zip(&found) {
            let Some(original) = original else { continue };
            assert_eq!(found[*original as usize], None, "the original of {day} is no copy");
            assert!(day - original <= 7, "{day} has little in common with {original}");
        }
        let first = found.iter().filter(|original| original.is_none()).count();
        assert!((5..=12).contains(&first), "{first} originals in 40 days");
    }

    #[test]
    fn hardly_a_copy_is_missed() {
        for (threshold, cut) in [(0.5, 200), (0.6, 130), (0.8, 50), (0.95, 8)] {
            let mut originals = originals(threshold);
            let texts = 0..150;
            for number in texts.clone() {
                assert_eq!(originals.meet(number, &sketch(number as usize, 0, 500)), None);
            }
            let copy = |number: &u32| sketch(*number as usize, 0, 500 - cut);
            let found = texts.filter(|number| originals.meet(1_000, &copy(number)).is_some());
            let found = found.count();
            assert!(found > 140, "{found} of 150 at {threshold}");
        }
    }

    #[test]
    fn a_flood_of_one_notice_costs_each_article_the_same() {
        // Half of each text is the notice: all share bands, and none is a copy.
        let mut originals = originals(0.6);
        let compared: Vec<usize> = (0..900)
            .map(|number| {
                let text = sketch(number as usize, 150, 150);
                let near = originals.near(&text).len();
                assert_eq!(originals.meet(number, &text), None);
                near
            })
            .collect();
        let most = MOST_OF_A_BAND * originals.bands.len();
        assert!(compared.iter().all(|&near| near <= most));
        let [early, late] = [&compared[300..600], &compared[600..]].map(<[_]>::iter);
        let [early, late] = [early, late].map(|near| near.sum::<usize>());
        assert!(late < early + early / 5, "{early} comparisons, then {late}");
    }

    #[test]
    fn a_flood_of_copies_has_one_original() {
        let mut originals = originals(0.6);
        for number in 0..500 {
            let text = sketch(number as usize, 300, 20);
            assert!(originals.near(&text).len() <= 1);
            let expected = (number > 0).then_some(0);
            assert_eq!(originals.meet(number, &text).map(|found| found.0), expected);
        }
    }
}
