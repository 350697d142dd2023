//! Stems of English words, so that a lexicon row for `invade` also finds `invades` and `invaded`.
//!
//! Wraps the Snowball English stemmer (Porter2, M. F. Porter, <https://snowballstem.org>), whose
//! Rust port is frozen, with lower-case input and a table of words it would wrongly merge.

use rust_stemmers::{Algorithm, Stemmer};

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

thread_local! {
    static STEMMER: Stemmer = Stemmer::create(Algorithm::English);
}

/// Longest word worth stemming, in bytes; anything longer is a hash, a URL or an attack.
pub(super) const LONGEST_WORD: usize = 64;

/// The stem of `word`, which must be lower-case with plain apostrophes.
pub fn stem(word: &str) -> String {
    if word.len() > LONGEST_WORD {
        return word.to_owned();
    }
    match OVERRIDES.binary_search_by_key(&word, |&(w, _)| w) {
        Ok(found) => OVERRIDES[found].1.to_owned(),
        Err(_) => STEMMER.with(|stemmer| stemmer.stem(word).into_owned()),
    }
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
