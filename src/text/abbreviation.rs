//! Words whose full stop is part of the word, so that "Sen. Crow" is not two sentences.

use rustc_hash::FxHashSet;

/// The known abbreviations, without their last full stop, lower-case.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    words: FxHashSet<String>,
}

impl Abbreviations {
    /// A list of abbreviations as written without their last stop: `sen`, `u.s`, `a.m`.
    pub fn new<S: Into<String>>(words: impl IntoIterator<Item = S>) -> Self {
        Self { words: words.into_iter().map(Into::into).collect() }
    }

    /// The end of the word with its full stop, where one stands after `text[start..end]` and
    /// belongs to it.
    pub(super) fn stop_after(&self, text: &str, start: usize, end: usize) -> Option<usize> {
        let rest = &text[end..];
        let one_stop = rest.starts_with('.') && !rest.starts_with("..");
        (one_stop && self.takes_stop(&text[start..end])).then_some(end + 1)
    }

    /// Whether a full stop after `word` belongs to it: a listed abbreviation, a single
    /// capital (an initial) or letters with stops between them (`U.S`, `Ph.D`).
    pub fn takes_stop(&self, word: &str) -> bool {
        is_initial(word) || is_dotted(word) || self.words.contains(&word.to_lowercase())
    }
}

/// A single capital letter, as in "George W. Bush".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

/// Parts of one or two letters joined by full stops.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}
