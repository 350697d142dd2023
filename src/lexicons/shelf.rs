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

    /// Hands to `take` what the token `at` may match; past the last token, what needs no word.
    pub(super) fn each<'a>(
        &'a self,
        document: &Document<'_>,
        at: usize,
        mut take: impl FnMut(&'a T),
    ) {
        let ids = document.ids(at);
        take(&self.open);
        get(&self.by_stem, ids.stem).map(&mut take);
        get(&self.by_form, ids.form).map(&mut take);
        if !self.by_prefix.is_empty() {
            ids.starts.into_iter().filter_map(|start| get(&self.by_prefix, start)).for_each(take);
        }
    }
}

/// What stands under a word, unless no lexicon has it.
fn get<T>(filed: &FxHashMap<WordId, T>, id: WordId) -> Option<&T> {
    if id == WordId::NONE { None } else { filed.get(&id) }
}
