//! Finds the phrases of a lexicon in a document: longest match first, one pass.
//!
//! A pattern is words parted by spaces:
//!
//! | written | matches |
//! | --- | --- |
//! | `invade` | every word with the same stem, any case: *invades, Invaded* |
//! | `=aid` | this form only, any case |
//! | `Moscow`, `US` | this form only, this case (a pattern word with a capital letter) |
//! | `disgrac*` | words that begin so, any case |
//! | `aid\|help` | either word, each by the rules above |
//! | `*` | any one word |
//! | `...` | up to [`GAP`] words, none of them a full stop |

use super::shelf::{Key, Shelf, keys};
use crate::text::{Abbreviations, Document, TokenKind, WordId, is_apostrophe, stem};

/// Most words that `...` skips.
pub const GAP: usize = 4;

/// One word of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Atom {
    Stem(String),
    Lower(String),
    Exact(String),
    Prefix(String),
    Any,
    Gap,
    OneOf(Vec<Atom>),
}

impl Atom {
    fn parse(word: &str) -> Self {
        match word {
            "*" => return Self::Any,
            "..." => return Self::Gap,
            _ => {}
        }
        if word.contains('|') {
            return Self::OneOf(
                word.split('|').filter(|w| !w.is_empty()).map(Self::parse).collect(),
            );
        }
        if let Some(form) = word.strip_prefix('=').or(word.starts_with('\'').then_some(word)) {
            return Self::Lower(form.to_lowercase());
        }
        if let Some(start) = word.strip_suffix('*') {
            return Self::Prefix(start.to_lowercase());
        }
        if word.chars().any(char::is_uppercase) {
            Self::Exact(word.to_owned())
        } else {
            Self::Stem(stem(word))
        }
    }
}

/// An [`Atom`] as it is compared: by the numbers of words.
#[derive(Clone, Debug)]
enum Word {
    Stem(WordId),
    Lower(WordId),
    Exact(String),
    Prefix(String),
    Any,
    Gap,
    OneOf(Vec<Word>),
}

impl From<Atom> for Word {
    fn from(atom: Atom) -> Self {
        match atom {
            Atom::Stem(s) => Self::Stem(WordId::intern(&s)),
            Atom::Lower(s) => Self::Lower(WordId::intern(&s)),
            Atom::Exact(s) => Self::Exact(s),
            Atom::Prefix(s) => Self::Prefix(s),
            Atom::Any => Self::Any,
            Atom::Gap => Self::Gap,
            Atom::OneOf(atoms) => Self::OneOf(atoms.into_iter().map(Self::from).collect()),
        }
    }
}

impl Word {
    fn matches(&self, document: &Document<'_>, token: usize) -> bool {
        match self {
            Self::Stem(id) => document.ids(token).stem == *id,
            Self::Lower(id) => document.ids(token).form == *id,
            Self::Exact(s) => document.word(token) == s,
            Self::Prefix(s) => document.lower(token).starts_with(s.as_str()),
            Self::Any => document.tokens()[token].kind != TokenKind::Mark,
            Self::OneOf(words) => words.iter().any(|word| word.matches(document, token)),
            Self::Gap => false,
        }
    }
}

#[derive(Clone, Debug)]
struct Pattern {
    words: Vec<Word>,
    value: usize,
}

/// A phrase found in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Index that the pattern was added with.
    pub value: usize,
}

/// A compiled set of patterns, each with the index of its lexicon row.
///
/// Thousands of patterns begin with *give* or *have*; filed by their first and second word,
/// few of them are tried at a token.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    patterns: Vec<Pattern>,
    /// Indices of `patterns`.
    filed: Shelf<Shelf<Vec<usize>>>,
}

impl Phrases {
    /// Adds a pattern; `value` is handed back with each match.
    pub fn add(&mut self, pattern: &str, value: usize) {
        let atoms = atoms_of(pattern);
        let Some(first) = atoms.first() else { return };
        let seconds = atoms.get(1).map_or_else(|| vec![Key::Open], keys);
        for key in keys(first) {
            let shelf = self.filed.entry(key);
            for second in &seconds {
                shelf.entry(second.clone()).push(self.patterns.len());
            }
        }
        let words = atoms.into_iter().map(Word::from).collect();
        self.patterns.push(Pattern { words, value });
    }

    /// Every match that begins at token `at` and ends before `end`, longest first; equally
    /// long ones in the order they were added.
    pub fn at(&self, document: &Document<'_>, at: usize, end: usize) -> Vec<Found> {
        let mut found = self.matches(document, at, end);
        found.sort_by_key(|f| (std::cmp::Reverse(f.end), f.value));
        found.dedup();
        found
    }

    /// The longest match that begins at token `at`; of equally long ones the first added.
    pub fn longest_at(&self, document: &Document<'_>, at: usize, end: usize) -> Option<Found> {
        let rank = |f: &Found| (f.end, std::cmp::Reverse(f.value));
        let mut longest: Option<Found> = None;
        self.each(document, at, end, |found| {
            if longest.as_ref().is_none_or(|longest| rank(&found) >= rank(longest)) {
                longest = Some(found);
            }
        });
        longest
    }

    /// Every match that begins at token `at`, in no order, some of them perhaps twice.
    pub fn matches(&self, document: &Document<'_>, at: usize, end: usize) -> Vec<Found> {
        let mut found = Vec::new();
        self.each(document, at, end, |one| found.push(one));
        found
    }

    fn each(&self, document: &Document<'_>, at: usize, end: usize, mut take: impl FnMut(Found)) {
        if at >= end.min(document.tokens().len()) {
            return;
        }
        self.filed.each(document, at, |shelf| {
            shelf.each(document, at + 1, |indices| {
                for pattern in indices.iter().map(|&index| &self.patterns[index]) {
                    if let Some(end) = run(&pattern.words, document, at, end) {
                        take(Found { start: at, end, value: pattern.value });
                    }
                }
            });
        });
    }

    /// Longest matches from left to right, without overlap, in the tokens `range`.
    pub fn find(&self, document: &Document<'_>, range: std::ops::Range<usize>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.longest_at(document, at, range.end) {
                Some(hit) => {
                    at = hit.end.max(at + 1);
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }
}

/// The words of a pattern.
pub(super) fn atoms_of(pattern: &str) -> Vec<Atom> {
    pattern.split_whitespace().flat_map(clitics_apart).map(|w| Atom::parse(&w)).collect()
}

/// `can't` is two words of a document, and so of a pattern: `ca`, `n't`.
fn clitics_apart(word: &str) -> Vec<String> {
    let whole = word.starts_with('=') || word.starts_with(is_apostrophe);
    if !word.contains(is_apostrophe) || whole || word.contains(['|', '*']) {
        return vec![word.to_owned()];
    }
    let document = Document::new(word, &[], &Abbreviations::default());
    (0..document.tokens().len()).map(|i| document.word(i).to_owned()).collect()
}

/// The token after the match of `words` at `at`, if they match before `end`.
fn run(words: &[Word], document: &Document<'_>, at: usize, end: usize) -> Option<usize> {
    let Some((first, rest)) = words.split_first() else {
        return Some(at);
    };
    if matches!(first, Word::Gap) {
        return (0..=GAP)
            .take_while(|&skip| {
                skip == 0 || (at + skip <= end && document.word(at + skip - 1) != ".")
            })
            .find_map(|skip| run(rest, document, at + skip, end));
    }
    (at < end && first.matches(document, at)).then(|| run(rest, document, at + 1, end))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(patterns: &[&str], text: &str) -> Vec<String> {
        let document = Document::new(text, &[], &Abbreviations::default());
        let mut phrases = Phrases::default();
        for (i, pattern) in patterns.iter().enumerate() {
            phrases.add(pattern, i);
        }
        phrases
            .find(&document, 0..document.tokens().len())
            .iter()
            .map(|f| document.slice(document.span_of(&(f.start..f.end))).to_owned())
            .collect()
    }

    #[test]
    fn nothing_matches_past_the_last_token() {
        let document = Document::new("", &[], &Abbreviations::default());
        let mut phrases = Phrases::default();
        phrases.add("*", 0);
        assert_eq!(phrases.longest_at(&document, 0, 0), None);
        assert_eq!(phrases.at(&document, 3, 9), []);
    }

    #[test]
    fn patterns_match_as_the_table_says() {
        for (patterns, text, expected) in [
            (&["invade"][..], "Invaded, invades", &["Invaded", "invades"][..]),
            (&["=aid"], "Aid and aides", &["Aid"]),
            (&["US"], "US and us", &["US"]),
            (&["disgrac*"], "disgraceful", &["disgraceful"]),
            (&["un*", "unprovok* =war"], "Unprovoked war", &["Unprovoked war"]),
            (&["hand ... =a win"], "handed Putin a win", &["handed Putin a win"]),
            (&["sell", "sell =out"], "selling out", &["selling out"]),
            (&["can't trust"], "You can’t trust him", &["can’t trust"]),
            (&["aid|help Ukraine"], "helped Ukraine", &["helped Ukraine"]),
        ] {
            assert_eq!(found(patterns, text), expected, "{patterns:?}");
        }
    }
}
