//! Files things by a word of a pattern, so that a word of a document finds those it may match.

use rustc_hash::FxHashMap;

use super::phrases::Atom;
use crate::text::{Document, PREFIX_KEY, WordId};

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
    by_stem: FxHashMap<WordId, T>,
    by_form: FxHashMap<WordId, T>,
    by_prefix: FxHashMap<WordId, T>,
    /// What any word may match, or none.
    open: T,
}

impl<T: Default> Shelf<T> {
    /// What stands under `key`, to add to.
    pub(super) fn entry(&mut self, key: Key) -> &mut T {
        match key {
            Key::Stem(s) => self.by_stem.entry(WordId::intern(&s)).or_default(),
            Key::Form(s) => self.by_form.entry(WordId::intern(&s)).or_default(),
            Key::Prefix(s) => self.by_prefix.entry(WordId::intern(&s)).or_default(),
            Key::Open => &mut self.open,
        }
    }

    /// What the token `at` may match; past the last token, what needs no word.
    pub(super) fn under<'a>(
        &'a self,
        document: &'a Document<'_>,
        at: usize,
    ) -> impl Iterator<Item = &'a T> {
        let ids = document.ids(at);
        let stem = get(&self.by_stem, ids.stem);
        let form = get(&self.by_form, ids.form);
        let starts =
            if self.by_prefix.is_empty() { [WordId::NONE; PREFIX_KEY] } else { ids.starts };
        let prefixes = starts.into_iter().filter_map(|start| get(&self.by_prefix, start));
        std::iter::once(&self.open).chain(stem).chain(form).chain(prefixes)
    }
}

/// What stands under a word, unless no lexicon has it.
fn get<T>(filed: &FxHashMap<WordId, T>, id: WordId) -> Option<&T> {
    if id == WordId::NONE { None } else { filed.get(&id) }
}
