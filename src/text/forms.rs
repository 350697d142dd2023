//! What a word is looked up by, found once for each word and remembered.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::stem::{LONGEST_WORD, stem};
use super::token::TokenKind;
use super::word_id::WordId;

/// Characters of a beginning that prefixes are filed under: enough to part thousands of them.
pub const PREFIX_KEY: usize = 4;

/// What lexicons know a word by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// Its folded form.
    pub form: WordId,
    /// Its stem.
    pub stem: WordId,
    /// Its first one, two and so on characters, as far as it has so many.
    pub starts: [WordId; PREFIX_KEY],
}

/// A word with its stem.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    pub stem: Box<str>,
    pub ids: Ids,
    /// How many words had a number when these were found.
    count: u32,
}

thread_local! {
    /// The forms depend on nothing but word and lexicons, so what one thread remembers changes no
    /// result.
    static MEMO: RefCell<FxHashMap<Box<str>, Forms>> = RefCell::default();
}

/// Words remembered per thread: more than an English news corpus of a month uses often.
const MEMO_LIMIT: usize = 1 << 16;

/// Hands the forms of `word` (folded) to `take`.
pub(super) fn with<T>(word: &str, take: impl FnOnce(&Forms) -> T) -> T {
    let count = WordId::count();
    MEMO.with_borrow_mut(|memo| {
        if let Some(known) = memo.get(word).filter(|known| known.count == count) {
            return take(known);
        }
        let forms = Forms::of(word, count);
        let taken = take(&forms);
        if word.len() <= LONGEST_WORD && (memo.len() < MEMO_LIMIT || memo.contains_key(word)) {
            memo.insert(word.into(), forms);
        }
        taken
    })
}

impl Forms {
    fn of(word: &str, count: u32) -> Self {
        let stem = stem(word).into_boxed_str();
        let mut ids = Ids { form: WordId::of(word), stem: WordId::of(&stem), ..Ids::default() };
        for (id, start) in ids.starts.iter_mut().zip(starts(word)) {
            *id = WordId::of(start);
        }
        Self { stem, ids, count }
    }

    /// The ids of a token of this kind: what is no word is its own stem.
    pub(super) fn ids_as(&self, kind: TokenKind) -> Ids {
        match kind {
            TokenKind::Word => self.ids,
            _ => Ids { stem: self.ids.form, ..self.ids },
        }
    }
}

/// What a prefix that begins `form` may be filed under.
pub fn starts(form: &str) -> impl Iterator<Item = &str> {
    form.char_indices().take(PREFIX_KEY).map(|(i, c)| &form[..i + c.len_utf8()])
}
