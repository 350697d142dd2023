//! Clauses of a passage, by marks and function words: how far a subject and a negation reach.

use std::ops::Range;

use crate::text::Document;

use super::words::AUXILIARIES;

/// How a clause begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// First of its passage, or after a full break.
    Main,
    /// After a comma or "and": without a subject of its own it takes that of the clause before.
    Linked,
    /// With who, which, that: its subject is the noun before it.
    Relative,
    /// With because, if, although ...
    Subordinate,
}

/// A stretch with one predicate, roughly.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its tokens, the opening word included.
    pub tokens: Range<usize>,
    /// How it begins.
    pub opening: Opening,
}

/// Marks that end a clause for good.
const BREAKS: &[&str] = &[";", ":", "—", "–", "--", "-", "(", ")", "[", "]", ".", "!", "?"];

/// Words that open a clause under another.
const SUBORDINATORS: &[&str] = &[
    "although", "as", "because", "before", "after", "if", "lest", "once", "since", "so", "though",
    "till", "unless", "until", "when", "whenever", "where", "whereas", "whether", "while", "why",
    "how", "what",
];

/// Subordinators that are prepositions or adverbs as well: *after the war*, *once*.
const PHRASAL: &[&str] = &["after", "before", "once", "since", "so", "till", "until"];

/// Words after such a word in which the subject or verb of its clause shows.
const CLAUSE_SIGHT: usize = 6;

/// Pronouns that are subjects.
const SUBJECTS: &[&str] = &["i", "we", "he", "she", "they", "it", "you", "there", "that"];

/// Words that open a relative or content clause.
const RELATIVES: &[&str] = &["that", "which", "who", "whom", "whose"];

/// Words that join two clauses when a subject or a verb follows.
const COORDINATORS: &[&str] = &["and", "but", "or", "nor", "yet"];

/// Words that begin a predicate or are its subject: what makes a coordinator join clauses.
const STARTERS: &[&str] = &[
    "i", "we", "he", "she", "they", "it", "you", "there", "this", "that", "is", "are", "was",
    "were", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "should",
    "must", "may", "might", "not", "then", "now", "who", "which", "to", "never", "let",
];

/// Cuts `tokens` into clauses.
pub fn cut(document: &Document<'_>, tokens: Range<usize>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut start = tokens.start;
    let mut opening = Opening::Main;
    for at in tokens.clone() {
        let Some(next) = opening_at(document, at, &tokens) else { continue };
        if at > start {
            clauses.push(Clause { tokens: start..at, opening });
        }
        start = at;
        opening = next;
    }
    if start < tokens.end {
        clauses.push(Clause { tokens: start..tokens.end, opening });
    }
    clauses
}

/// The opening of a clause that begins at token `at`, if one does.
fn opening_at(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Opening> {
    let word = document.lower(at);
    let next = (at + 1 < tokens.end).then(|| document.lower(at + 1));
    let before = (at > tokens.start).then(|| document.lower(at - 1));
    if BREAKS.contains(&word) {
        return Some(Opening::Main);
    }
    if word == "," {
        return Some(Opening::Linked);
    }
    if COORDINATORS.contains(&word) {
        let excepts = before.is_some_and(|b| matches!(b, "anything" | "nothing" | "all"));
        let joins = (word == "but" && !excepts)
            || before == Some(",")
            || next.is_some_and(|n| STARTERS.contains(&n));
        return joins.then_some(Opening::Linked);
    }
    if RELATIVES.contains(&word) {
        return is_relative(document, at, tokens).then_some(Opening::Relative);
    }
    if word == "as" {
        let compares = next.is_some_and(|n| matches!(n, "a" | "an" | "the" | "well"));
        return (!compares && before != Some("such")).then_some(Opening::Subordinate);
    }
    if PHRASAL.contains(&word) {
        let counted =
            word == "once" && before.is_some_and(|b| matches!(b, "never" | "not" | "ever"));
        let end = tokens.end.min(at + 1 + CLAUSE_SIGHT);
        let finite = (at + 1..end)
            .take_while(|&i| !BREAKS.contains(&document.lower(i)) && document.lower(i) != ",")
            .any(|i| SUBJECTS.contains(&document.lower(i)) || is_finite(document, i));
        return (finite && !counted).then_some(Opening::Subordinate);
    }
    SUBORDINATORS.contains(&word).then_some(Opening::Subordinate)
}

/// Whether the word at `i` looks like a verb with a subject: an auxiliary or a past form.
fn is_finite(document: &Document<'_>, i: usize) -> bool {
    let word = document.lower(i);
    AUXILIARIES.contains(&word) || (word.len() > 4 && word.ends_with("ed"))
}

/// "that" is a determiner or pronoun at the start and before a form of be.
fn is_relative(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> bool {
    if document.lower(at) != "that" {
        return true;
    }
    let next = (at + 1 < tokens.end).then(|| document.lower(at + 1));
    at > tokens.start && next.is_some_and(|n| n != "'s")
}

/// Index of the clause that holds token `at`.
pub fn index_of(clauses: &[Clause], at: usize) -> usize {
    clauses.partition_point(|c| c.tokens.start <= at).saturating_sub(1)
}
