//! Clauses of a passage, by marks and function words: how far a subject and a negation reach.

use std::ops::Range;

use super::tagged::Tagged;
use super::words::Class;

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

/// Words after such a word in which the subject or verb of its clause shows.
const CLAUSE_SIGHT: usize = 6;

/// Cuts `tokens` into clauses.
pub fn cut(document: &Tagged<'_>, tokens: Range<usize>) -> Vec<Clause> {
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
fn opening_at(document: &Tagged<'_>, at: usize, tokens: &Range<usize>) -> Option<Opening> {
    let word = document.lower(at);
    let next = (at + 1 < tokens.end).then(|| document.lower(at + 1));
    let before = (at > tokens.start).then(|| document.lower(at - 1));
    if document.is(at, Class::Break) {
        return Some(Opening::Main);
    }
    if word == "," {
        return Some(Opening::Linked);
    }
    if document.is(at, Class::Coordinator) {
        let excepts = before.is_some_and(|b| matches!(b, "anything" | "nothing" | "all"));
        let joins = (word == "but" && !excepts)
            || before == Some(",")
            || (next.is_some() && document.is(at + 1, Class::Starter));
        return joins.then_some(Opening::Linked);
    }
    if document.is(at, Class::Relative) {
        return is_relative(document, at, tokens).then_some(Opening::Relative);
    }
    if word == "as" {
        let compares = next.is_some_and(|n| matches!(n, "a" | "an" | "the" | "well"));
        return (!compares && before != Some("such")).then_some(Opening::Subordinate);
    }
    if document.is(at, Class::Phrasal) {
        let counted =
            word == "once" && before.is_some_and(|b| matches!(b, "never" | "not" | "ever"));
        let end = tokens.end.min(at + 1 + CLAUSE_SIGHT);
        let finite = (at + 1..end)
            .take_while(|&i| !document.is(i, Class::Break) && document.lower(i) != ",")
            .any(|i| document.is(i, Class::Subject) || is_finite(document, i));
        return (finite && !counted).then_some(Opening::Subordinate);
    }
    document.is(at, Class::Subordinator).then_some(Opening::Subordinate)
}

/// Whether the word at `i` looks like a verb with a subject: an auxiliary or a past form.
fn is_finite(document: &Tagged<'_>, i: usize) -> bool {
    let word = document.lower(i);
    document.is(i, Class::Auxiliary) || (word.len() > 4 && word.ends_with("ed"))
}

/// "that" is a determiner or pronoun at the start and before a form of be.
fn is_relative(document: &Tagged<'_>, at: usize, tokens: &Range<usize>) -> bool {
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
