//! First pass over all articles: which is a copy of which.

use rustc_hash::FxHashMap;

use super::NearCopies;
use super::originals::Originals;
use crate::reading::Reading;

/// Meets all articles in order of id.
#[derive(Clone, Debug)]
pub struct CopyFinder {
    /// The first article of each text.
    first: FxHashMap<[u8; 16], u32>,
    /// Where nearly equal texts are copies too.
    originals: Option<Originals>,
    met: u32,
    copies: Copies,
}

/// The copies among all articles, which go by their places in order of id.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    repeats: FxHashMap<u32, Repeat>,
    families: FxHashMap<u32, Extent>,
}

/// What an article repeats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Repeat {
    pub(super) original: u32,
    pub(super) similarity: f64,
    /// Its text is that of the original to the letter.
    pub(super) same_text: bool,
}

/// The copies of an original.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// Place of the last one.
    pub(super) last: u32,
    /// Some have another text.
    pub(super) near: bool,
}

impl CopyFinder {
    /// Has met none.
    pub fn new(near: NearCopies) -> Self {
        Self {
            first: FxHashMap::default(),
            originals: (!near.is_exact()).then(|| Originals::new(near)),
            met: 0,
            copies: Copies::default(),
        }
    }

    /// Meets the next article.
    pub fn meet(&mut self, reading: &Reading) {
        let place = self.met;
        self.met = self.met.saturating_add(1);
        let Some(text) = fingerprint(reading) else { return };
        let first = *self.first.entry(text).or_insert(place);
        let repeat = match first == place {
            true => self.near(place, reading),
            false => Some(self.copies.of(first).unwrap_or(Repeat {
                original: first,
                similarity: 1.0,
                same_text: true,
            })),
        };
        if let Some(repeat) = repeat {
            self.copies.add(place, repeat);
        }
    }

    fn near(&mut self, place: u32, reading: &Reading) -> Option<Repeat> {
        let (original, similarity) =
            self.originals.as_mut()?.meet(place, reading.sketch.as_ref()?)?;
        Some(Repeat { original, similarity, same_text: false })
    }

    /// What was found.
    pub fn finish(self) -> Copies {
        self.copies
    }
}

impl Copies {
    /// What the article at `place` repeats.
    pub(super) fn of(&self, place: u32) -> Option<Repeat> {
        self.repeats.get(&place).copied()
    }

    /// The copies of the article at `place`.
    pub(super) fn extent(&self, place: u32) -> Option<Extent> {
        self.families.get(&place).copied()
    }

    fn add(&mut self, place: u32, repeat: Repeat) {
        self.repeats.insert(place, repeat);
        let family = self.families.entry(repeat.original).or_default();
        *family = Extent { last: place, near: family.near || !repeat.same_text };
    }
}

/// The hash of the text; a Reading without text has none.
fn fingerprint(reading: &Reading) -> Option<[u8; 16]> {
    let read = reading.skip.is_none() && reading.words > 0;
    let hash = read.then(|| u128::from_str_radix(&reading.text_hash, 16).ok())?;
    hash.map(u128::to_le_bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::Sketch;

    /// An article of that text; letters that are alike stand for texts that are.
    fn article(text: &str) -> Reading {
        let (body, print) = text.split_at(1.min(text.len()));
        let words: Vec<String> = (0..300).map(|word| format!("{body}{word}")).collect();
        let last: Vec<String> = (0..10).map(|word| format!("{print}x{word}")).collect();
        let sketch = Sketch::of(words.iter().chain(&last).map(String::as_str));
        let text_hash = blake3::hash(text.as_bytes()).to_hex()[..32].to_owned();
        Reading { text_hash, words: 310, sketch, ..Reading::default() }
    }

    fn originals(near: f64, articles: &[Reading]) -> Vec<Option<(u32, bool)>> {
        let mut finder = CopyFinder::new(NearCopies::new(near).unwrap());
        articles.iter().for_each(|article| finder.meet(article));
        let copies = finder.finish();
        let places = 0..u32::try_from(articles.len()).unwrap();
        places.map(|place| copies.of(place).map(|r| (r.original, r.same_text))).collect()
    }

    #[test]
    fn the_first_of_a_text_is_the_original() {
        let texts = ["a1", "b1", "a1", "a2", "a2", "b1", "c1"].map(article);
        let (same, near) = (Some((0, true)), Some((0, false)));
        assert_eq!(originals(0.6, &texts), [None, None, same, near, near, Some((1, true)), None]);
        let exact = [None, None, same, None, Some((3, true)), Some((1, true)), None];
        assert_eq!(originals(1.0, &texts), exact);
    }

    #[test]
    fn articles_without_text_are_no_copies() {
        let empty = Reading { words: 0, ..article("a1") };
        let unhashed = Reading { text_hash: String::new(), ..article("a1") };
        let skipped = crate::pipeline::skipped(crate::articles::Skipped {
            own_id: false,
            id: "a".into(),
            path: "a".into(),
            metadata: crate::articles::Metadata::default(),
            skip: crate::articles::Skip {
                reason: crate::articles::SkipReason::Empty,
                message: String::new(),
            },
        });
        let articles = [empty.clone(), empty, unhashed.clone(), unhashed, skipped.clone(), skipped];
        assert_eq!(originals(0.6, &articles), [None; 6]);
    }

    #[test]
    fn a_text_of_a_few_lines_is_a_copy_of_the_very_same_only() {
        let short = |text: &str| Reading { sketch: None, ..article(text) };
        let articles = [short("a1"), short("a2"), short("a1")];
        assert_eq!(originals(0.6, &articles), [None, None, Some((0, true))]);
    }
}
