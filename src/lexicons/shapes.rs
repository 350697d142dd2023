//! What patterns look for, so that they can be compared: which of them match the same words, and
//! which match all that another does.

use rustc_hash::FxHashMap;

use super::phrases::{Atom, atoms_of};
use super::shelf::{Key, keys};
use crate::text::{starts, stem};

/// What a pattern looks for: equal shapes match equal words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape(Vec<Atom>);

impl Shape {
    /// Most shapes that one pattern is taken apart into.
    pub const MOST: usize = 256;

    /// The shapes `pattern` stands for: one for each choice among words parted by `|`.
    pub fn all_of(pattern: &str) -> Vec<Self> {
        let mut shapes = vec![Self(Vec::new())];
        for atom in atoms_of(pattern) {
            let choices = match atom {
                Atom::OneOf(choices) => choices,
                atom => vec![atom],
            };
            shapes = shapes
                .iter()
                .flat_map(|shape| choices.iter().map(|choice| shape.with(choice)))
                .take(Self::MOST)
                .collect();
        }
        shapes
    }

    /// The shape that finds by stem what this one finds by form; `None` where it has no form.
    pub fn by_stem(&self) -> Option<Self> {
        let loosened = self.0.iter().map(|atom| match atom {
            Atom::Lower(form) => Atom::Stem(stem(form)),
            other => other.clone(),
        });
        Some(Self(loosened.collect())).filter(|shape| shape != self)
    }

    /// Whether this shape matches the very words that `other` matches, whatever they are. Shapes
    /// with a gap are compared as they stand: how much a gap skips depends on the text.
    pub fn covers(&self, other: &Self) -> bool {
        let gap = |shape: &Self| shape.0.contains(&Atom::Gap);
        if gap(self) || gap(other) {
            return self == other;
        }
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| a.covers(b))
    }

    fn with(&self, atom: &Atom) -> Self {
        Self(self.0.iter().chain([atom]).cloned().collect())
    }
}

impl Atom {
    /// Whether every word that `other` matches matches this too.
    fn covers(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        let Some(form) = other.form() else {
            return matches!((self, other), (Self::Any, Self::Stem(_)));
        };
        match (self, other) {
            (Self::Any, _) => form.contains(char::is_alphanumeric),
            (Self::Prefix(start), _) => form.starts_with(start.as_str()),
            (_, Self::Prefix(_)) => false,
            (Self::Stem(s), _) => stem(&form) == *s,
            (Self::Lower(lower), _) => *lower == form,
            _ => false,
        }
    }

    /// The letters that every word it matches has, or begins with.
    fn form(&self) -> Option<String> {
        match self {
            Self::Lower(form) | Self::Prefix(form) => Some(form.clone()),
            Self::Exact(word) => Some(word.to_lowercase()),
            _ => None,
        }
    }
}

/// Shapes with a value each, filed so that those which cover another are found among many.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    filed: FxHashMap<Key, Vec<(Shape, usize)>>,
}

impl Cover {
    /// Files every shape of `pattern` under `value`.
    pub fn add(&mut self, pattern: &str, value: usize) {
        for shape in Shape::all_of(pattern) {
            let Some(first) = shape.0.first() else { continue };
            for key in keys(first) {
                self.filed.entry(key).or_default().push((shape.clone(), value));
            }
        }
    }

    /// The values of the shapes that cover `shape`, in the order they were added.
    pub fn of(&self, shape: &Shape) -> Vec<usize> {
        let lists = shape.0.first().map_or(Vec::new(), candidates);
        let filed = lists.iter().filter_map(|key| self.filed.get(key)).flatten();
        let mut values: Vec<usize> =
            filed.filter(|(wider, _)| wider.covers(shape)).map(|&(_, value)| value).collect();
        values.sort_unstable();
        values.dedup();
        values
    }
}

/// Where a shape that covers one with this first word may be filed.
fn candidates(first: &Atom) -> Vec<Key> {
    let mut candidates = vec![Key::Open];
    if let Atom::Stem(s) = first {
        candidates.push(Key::Stem(s.clone()));
    }
    if let Some(form) = first.form() {
        candidates.extend(starts(&form).map(|start| Key::Prefix(start.to_owned())));
        candidates.push(Key::Stem(stem(&form)));
        candidates.push(Key::Form(form));
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::phrases::Phrases;
    use crate::text::{Abbreviations, Document};
    use proptest::prelude::*;

    #[test]
    fn a_wider_pattern_covers_a_narrower_one() {
        for (wide, narrow, expected) in [
            ("invade", "=invaded", true),
            ("=invaded", "invade", false),
            ("invade", "invades", true),
            ("abandon*", "=abandoned", true),
            ("abandon*", "abandonm*", true),
            ("abandonm*", "abandon*", false),
            ("abandon*", "abandon", false), // a stem may be of words that begin otherwise
            ("=us", "US", true),
            ("US", "=us", false),
            ("brave", "Brave", true),
            ("* war", "=unjust =war", true),
            ("* war", "unjust", false),
            ("=lie|=lies", "=lies", true),
            ("give ... =a win", "give ... =a win", true),
            ("give ... win", "give =a win", false),
        ] {
            let mut cover = Cover::default();
            cover.add(wide, 7);
            let covers = Shape::all_of(narrow).iter().all(|shape| cover.of(shape) == [7]);
            assert_eq!(covers, expected, "{wide} covers {narrow}");
        }
    }

    /// A phrase of these words.
    fn phrase(words: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(words), 1..=most).prop_map(|w| w.join(" "))
    }

    const PATTERN: &[&str] = &[
        "grub",
        "=grub",
        "=grubs",
        "Grubs",
        "grub*",
        "grubb*",
        "g*",
        "*",
        "...",
        "=100",
        "=—",
        "hut|=grubs",
        "can't",
        "=n't",
    ];
    const TEXT: &[&str] =
        &["grub", "grubs", "Grubs", "grubby", "grubbing", "hut", "huts", "can't", "100", "—", "."];

    proptest! {
        #[test]
        fn what_a_pattern_covers_it_matches(
            wide in phrase(PATTERN, 3),
            narrow in phrase(PATTERN, 3),
            text in phrase(TEXT, 8),
        ) {
            let mut cover = Cover::default();
            cover.add(&wide, 0);
            let covered = Shape::all_of(&narrow).iter().all(|shape| cover.of(shape) == [0]);
            let document = Document::new(&text, &[], &Abbreviations::default());
            let mut phrases = Phrases::default();
            phrases.add(&wide, 0);
            phrases.add(&narrow, 1);
            let end = document.tokens().len();
            for found in (0..end).flat_map(|at| phrases.at(&document, at, end)) {
                let both = phrases.at(&document, found.start, end);
                let wider = both.iter().any(|other| other.value == 0 && other.end == found.end);
                prop_assert!(!covered || wider, "{wide} / {narrow} in {text}");
            }
        }
    }
}
