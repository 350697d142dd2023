//! Files things by a word of a pattern, so that a word of a document finds those it may match.

use rustc_hash::FxHashMap;

use super::phrases::Atom;
use crate::text::Document;

/// Characters of a prefix that it is filed under: enough to part thousands of prefixes.
const PREFIX_KEY: usize = 4;

/// What a word of a pattern is looked up by.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
pub(super) enum Key {
    Stem(String),
    Form(String),
    Prefix(String),
    Open,
}

/// Where a pattern with this word is filed.
pub(super) fn keys(word: &Atom) -> Vec<Key> {
    match word {
        Atom::Stem(s) => vec![Key::Stem(s.clone())],
        Atom::Lower(s) => vec![Key::Form(s.clone())],
        Atom::Exact(s) => vec![Key::Form(s.to_lowercase())],
        Atom::Prefix(s) if !s.is_empty() => vec![Key::Prefix(s.chars().take(PREFIX_KEY).collect())],
        Atom::OneOf(atoms) => atoms.iter().flat_map(keys).collect(),
        Atom::Prefix(_) | Atom::Any | Atom::Gap => vec![Key::Open],
    }
}

/// Things by the [`Key`] of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf<T> {
    by_stem: FxHashMap<String, T>,
    by_form: FxHashMap<String, T>,
    by_prefix: FxHashMap<String, T>,
    /// What any word may match, or none.
    open: T,
}

impl<T: Default> Shelf<T> {
    /// What stands under `key`, to add to.
    pub(super) fn entry(&mut self, key: Key) -> &mut T {
        match key {
            Key::Stem(s) => self.by_stem.entry(s).or_default(),
            Key::Form(s) => self.by_form.entry(s).or_default(),
            Key::Prefix(s) => self.by_prefix.entry(s).or_default(),
            Key::Open => &mut self.open,
        }
    }

    /// What the token `at` may match; past the last token, what needs no word.
    pub(super) fn under<'a>(
        &'a self,
        document: &'a Document<'_>,
        at: usize,
    ) -> impl Iterator<Item = &'a T> {
        let word = (at < document.tokens().len()).then(|| document.lower(at));
        let stem = word.and_then(|_| self.by_stem.get(document.stem(at)));
        let form = word.and_then(|form| self.by_form.get(form));
        let starts = word.filter(|_| !self.by_prefix.is_empty()).into_iter().flat_map(starts);
        let prefixes = starts.filter_map(|start| self.by_prefix.get(start));
        std::iter::once(&self.open).chain(stem).chain(form).chain(prefixes)
    }
}

/// What a prefix that begins `form` may be filed under.
pub(super) fn starts(form: &str) -> impl Iterator<Item = &str> {
    form.char_indices().take(PREFIX_KEY).map(|(i, c)| &form[..i + c.len_utf8()])
}
