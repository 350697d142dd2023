//! What an article itself teaches about its capitalised words: which are names of persons,
//! which are common words that only begin a sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicons::names::{HeadClass, Names};
use crate::text::{Document, TokenKind};

use super::words::{CALENDAR, DETERMINERS, STOPS, VERBS};

/// How often a word stands with a capital where it need not, and without.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    capital: u32,
    plain: u32,
}

/// The names of one article.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    surnames: FxHashSet<&'a str>,
    counts: FxHashMap<String, Counts>,
}

impl<'a> Known<'a> {
    /// Reads the article once.
    pub fn learn(document: &Document<'a>, names: &Names) -> Self {
        let mut known = Self::default();
        for sentence in document.sentences() {
            for i in sentence.tokens.clone() {
                known.count(document, i, i == sentence.tokens.start);
            }
        }
        for i in 0..document.tokens().len() {
            known.learn_name(document, names, i);
        }
        known
    }

    fn count(&mut self, document: &Document<'a>, i: usize, first: bool) {
        if document.tokens()[i].kind != TokenKind::Word {
            return;
        }
        let opens = first || i > 0 && opens_sentence(document, i);
        let counts = self.counts.entry(document.lower(i).to_owned()).or_default();
        match (document.is_capitalized(i), opens) {
            (true, false) => counts.capital += 1,
            (false, _) => counts.plain += 1,
            (true, true) => {}
        }
    }

    /// A given name or a title teaches the surname after it.
    fn learn_name(&mut self, document: &Document<'a>, names: &Names, i: usize) {
        if !document.is_capitalized(i) {
            return;
        }
        let given = names.given_gender(document.word(i)).is_some();
        let titled = i > 0
            && names.head_at(document, i - 1).is_some_and(|(n, head)| {
                n == 1 && matches!(head.class, HeadClass::Title(_) | HeadClass::Person)
            });
        if given {
            let mut last = i;
            while last + 1 < document.tokens().len() && name_word(document, names, last + 1) {
                last += 1;
            }
            if last > i {
                self.surnames.insert(document.word(last));
            }
        } else if titled && name_word(document, names, i) {
            self.surnames.insert(document.word(i));
        }
    }

    /// A surname that this article introduces.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// A word that stands with a capital inside sentences, and more often so than without.
    pub fn is_proper(&self, lower: &str) -> bool {
        self.counts.get(lower).is_some_and(|c| c.capital > 0 && c.capital >= c.plain)
    }

    /// A word that the article writes without a capital too.
    pub fn is_common(&self, lower: &str) -> bool {
        self.counts.get(lower).is_some_and(|c| c.plain > c.capital)
    }
}

/// Whether token `i` follows a mark after which sentences begin.
pub fn opens_sentence(document: &Document<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return true;
    };
    matches!(
        document.word(before),
        "." | "!"
            | "?"
            | ":"
            | "“"
            | "\""
            | "‘"
            | "'"
            | "''"
            | "``"
            | "«"
            | "„"
            | "("
            | "["
            | "…"
            | "..."
            | "•"
    )
}

/// Whether token `i` can be part of a personal name after its first word.
fn name_word(document: &Document<'_>, names: &Names, i: usize) -> bool {
    let lower = document.lower(i);
    document.is_capitalized(i)
        && !CALENDAR.contains(&lower)
        && !STOPS.contains(&lower)
        && !DETERMINERS.contains(&lower)
        && !VERBS.contains(&lower)
        && names.head_at(document, i).is_none()
}
