//! Stems of English words, so that a lexicon row for `invade` also finds `invades` and `invaded`.
//!
//! Wraps the Snowball English stemmer (Porter2, M. F. Porter, <https://snowballstem.org>), whose
//! Rust port is frozen, with lower-case input and a table of words it would wrongly merge.

use std::borrow::Cow;
use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// Words that the algorithm conflates with an unrelated one, with the stem they get instead.
const OVERRIDES: &[(&str, &str)] = &[
    ("emergence", "emergenc"),
    ("emergencies", "emergency"),
    ("emergency", "emergency"),
    ("evening", "evening"),
    ("evenings", "evening"),
    ("general", "general"),
    ("generally", "generally"),
    ("generals", "general"),
    ("generosity", "generous"),
    ("generous", "generous"),
    ("generously", "generous"),
    ("international", "international"),
    ("internationally", "international"),
    ("news", "news"),
    ("organ", "organ"),
    ("organic", "organic"),
    ("organisation", "organization"),
    ("organisations", "organization"),
    ("organization", "organization"),
    ("organizations", "organization"),
    ("organs", "organ"),
    ("police", "police"),
    ("policies", "policy"),
    ("policing", "police"),
    ("policy", "policy"),
    ("politic", "politic"),
    ("politics", "politics"),
    ("universal", "universal"),
    ("universe", "universe"),
    ("universities", "university"),
    ("university", "university"),
];

/// The algorithm and the stems it has given so far.
type Memo = (Stemmer, FxHashMap<Box<str>, Box<str>>);

thread_local! {
    /// A stem depends on nothing but its word, so what one thread remembers changes no result.
    static MEMO: RefCell<Memo> =
        RefCell::new((Stemmer::create(Algorithm::English), FxHashMap::default()));
}

/// Words remembered per thread: more than an English news corpus of a month uses often.
const MEMO_LIMIT: usize = 1 << 16;

/// Longest word worth stemming, in bytes; anything longer is a hash, a URL or an attack.
const LONGEST_WORD: usize = 64;

/// The stem of `word`, which must be lower-case with plain apostrophes.
pub fn stem(word: &str) -> String {
    let mut out = String::new();
    push_stem(word, &mut out);
    out
}

/// Appends the stem of `word` (lower-case, plain apostrophes) to `out`.
pub fn push_stem(word: &str, out: &mut String) {
    if word.len() > LONGEST_WORD {
        out.push_str(word);
        return;
    }
    MEMO.with_borrow_mut(|(stemmer, memo)| {
        if let Some(known) = memo.get(word) {
            out.push_str(known);
            return;
        }
        let stem: Cow<'_, str> = match OVERRIDES.binary_search_by_key(&word, |&(w, _)| w) {
            Ok(found) => OVERRIDES[found].1.into(),
            Err(_) => stemmer.stem(word),
        };
        out.push_str(&stem);
        if memo.len() < MEMO_LIMIT {
            memo.insert(word.into(), stem.into());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_are_sorted_for_binary_search() {
        assert!(OVERRIDES.is_sorted_by_key(|&(word, _)| word));
    }

    #[test]
    fn inflections_share_a_stem() {
        for group in [
            ["invade", "invades", "invaded", "invading"],
            ["praise", "praises", "praised", "praising"],
        ] {
            assert!(group.iter().all(|w| stem(w) == stem(group[0])), "{group:?}");
        }
    }

    #[test]
    fn unrelated_words_do_not_clash() {
        for (a, b) in [
            ("international", "internal"),
            ("organization", "organ"),
            ("university", "universe"),
            ("evening", "even"),
            ("emergency", "emerge"),
            ("policy", "police"),
            ("general", "generous"),
            ("news", "new"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} / {b}");
        }
    }
}
