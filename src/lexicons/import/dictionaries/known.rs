//! What the lexicons hold already: rows that would stand before ours and take their words.

use super::Import;
use crate::lexicons::shapes::{Cover, Shape};
use crate::lexicons::source::Source;
use crate::lexicons::table;

/// The lexicons that say something of a word. A form of a target says nothing by being one.
const LEXICONS: &[&str] = &["terms.csv", "effects.csv", "policies.csv", "modifiers.csv"];

/// A row of any of them.
#[derive(serde::Deserialize)]
struct Row {
    term: String,
}

/// The patterns of [`LEXICONS`].
pub struct Known {
    cover: Cover,
}

impl Known {
    /// The patterns of `source`.
    pub fn new(source: &Source) -> Self {
        let mut cover = Cover::default();
        for (i, lexicon) in LEXICONS.iter().enumerate() {
            // A file that cannot be read holds nothing; the check of the lexicons tells of it.
            for row in table::read::<Row>(source, lexicon).unwrap_or_default() {
                cover.add(&row.value.term, i);
            }
        }
        Self { cover }
    }

    /// Takes the rows out of `import` whose words the lexicons hold, and counts them.
    pub fn take_out(&self, import: &mut Import) {
        let known = &mut import.known;
        import.terms.retain(|term| match self.holder(&term.pattern) {
            None => true,
            Some(lexicon) => {
                *known.entry(lexicon).or_default() += 1;
                false
            }
        });
    }

    /// The first lexicon that has a row for all words of `pattern`.
    fn holder(&self, pattern: &str) -> Option<&'static str> {
        let shapes = Shape::all_of(pattern);
        let holders: Vec<usize> = shapes.iter().flat_map(|shape| self.cover.of(shape)).collect();
        holders.first().map(|&i| LEXICONS[i])
    }
}
