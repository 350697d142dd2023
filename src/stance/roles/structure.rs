//! Clause structure that the links rest on: subjects, predicates, joined noun phrases.

use crate::lexicons::phrases::Found;
use crate::stance::chunks::Chunk;
use crate::stance::clauses::Opening;
use crate::stance::tagged::Tagged;
use crate::stance::words::{Class, Pronoun};
use crate::text::TokenKind;

use super::Reader;

/// Most words from a copula to its predicate: *is not at all a very good*.
const PREDICATE_REACH: usize = 7;

/// Words that may stand between a subject and its verb.
fn is_light(document: &Tagged<'_>, i: usize) -> bool {
    document.is(i, Class::Auxiliary)
        || document.is(i, Class::Light)
        || document.lower(i).ends_with("ly")
        || document.tokens()[i].kind == TokenKind::Mark
}

impl Reader<'_> {
    /// Whether token `i` is a mark.
    pub(super) fn is_mark(&self, i: usize) -> bool {
        self.scene.document.tokens()[i].kind == TokenKind::Mark
    }

    /// The chunk whose tokens hold token `at`.
    pub(super) fn chunk_with(&self, at: usize) -> Option<&Chunk> {
        let i = self.scene.chunks.partition_point(|c| c.tokens.end <= at);
        self.scene.chunks.get(i).filter(|c| c.tokens.start <= at)
    }

    /// The subject of the predicate at `at`, and whether it stands in the same clause.
    pub(super) fn subject(&self, at: usize) -> Option<(&Chunk, bool)> {
        let clause = self.scene.clause_of(at);
        if let Some(chunk) = self.subject_in(clause, at) {
            return Some((chunk, true));
        }
        let start = self.scene.clauses[clause].tokens.start;
        match self.scene.clauses[clause].opening {
            // The noun right before "who": *Putin, who bombs hospitals*.
            Opening::Relative => {
                let before =
                    |c: &&Chunk| c.tokens.end <= start && c.pronoun != Some(Pronoun::Other);
                let noun = self.scene.chunks.iter().rev().find(before)?;
                Some((self.described_by(noun).unwrap_or(noun), true))
            }
            Opening::Linked | Opening::Subordinate => {
                (0..clause).rev().take(2).find_map(|c| self.subject_in(c, start)).map(|c| (c, true))
            }
            Opening::Main => None,
        }
    }

    /// Whom a noun phrase without a target describes: *Zelensky is the man who*.
    fn described_by(&self, noun: &Chunk) -> Option<&Chunk> {
        let at = self.scene.chunks.iter().position(|c| c.tokens == noun.tokens)?;
        let subject = self.scene.chunks.get(at.checked_sub(1)?)?;
        let mut between = subject.tokens.end..noun.tokens.start;
        let linked =
            !between.is_empty() && between.all(|i| self.scene.document.is(i, Class::Copula));
        (noun.target.is_none() && subject.target.is_some() && linked).then_some(subject)
    }

    /// The first noun phrase before `at` in clause `clause` that no preposition governs,
    /// searched from the verb backwards.
    pub(super) fn subject_in(&self, clause: usize, at: usize) -> Option<&Chunk> {
        let tokens = &self.scene.clauses.get(clause)?.tokens;
        let in_clause = || {
            self.scene
                .chunks
                .iter()
                .rev()
                .skip_while(|c| c.tokens.end > at)
                .take_while(|c| c.tokens.start >= tokens.start)
                .filter(|c| c.tokens.end <= tokens.end)
        };
        let nearest = in_clause().find(|c| c.preposition.is_none())?;
        // "Putin lied to us and cheated": past the object of an earlier verb to its subject.
        let adjoins = (nearest.tokens.end..at).all(|i| is_light(self.scene.document, i));
        let first = || in_clause().filter(|c| c.preposition.is_none()).last();
        if adjoins { Some(nearest) } else { first() }
    }

    /// Whether a form of be or a copula links subject and word, with nothing between that would
    /// make the word part of something else: *is weak*, not *is trying to stop the weak*.
    pub(super) fn is_predicate(&self, subject: &Chunk, found: Found) -> bool {
        let document = self.scene.document;
        let clause = self.scene.clauses[self.scene.clause_of(found.start)].tokens.start;
        let from = subject.tokens.end.max(clause);
        let copula = (from..found.start).rev().find(|&i| document.is(i, Class::Copula));
        let Some(copula) = copula.filter(|c| found.start - c <= PREDICATE_REACH) else {
            return false;
        };
        (copula + 1..found.start).all(|i| {
            let word = document.lower(i);
            word != "to" && !word.ends_with("ing") && !document.is(i, Class::Preposition)
        })
    }

    /// The targets of a noun phrase and of those joined to it by "and".
    pub(super) fn group(&self, chunk: &Chunk) -> Vec<usize> {
        let mut targets: Vec<usize> = chunk.target.into_iter().collect();
        let Some(at) = self.scene.chunks.iter().position(|c| c.tokens == chunk.tokens) else {
            return targets;
        };
        let joined = |a: &Chunk, b: &Chunk| {
            let between = a.tokens.end..b.tokens.start;
            !between.is_empty()
                && between
                    .clone()
                    .all(|i| matches!(self.scene.document.lower(i), "and" | "or" | ","))
                && between.into_iter().any(|i| self.scene.document.lower(i) != ",")
        };
        let chunks = &self.scene.chunks;
        if at > 0 && joined(&chunks[at - 1], chunk) {
            targets.extend(chunks[at - 1].target);
        }
        if let Some(next) = chunks.get(at + 1).filter(|n| joined(chunk, n)) {
            targets.extend(next.target);
        }
        // "the government of Russia": the noun without a target takes that of its "of".
        if targets.is_empty() {
            targets.extend(self.owner_by_preposition(chunk));
        }
        targets.sort_unstable();
        targets.dedup();
        targets
    }
}
