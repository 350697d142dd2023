//! Valence shifters: what turns, weakens or strengthens a hit, and how far each kind reaches.

use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{ShifterKind, StanceLexicon};
use crate::reading::Multiplier;
use crate::text::Document;

use super::clauses::{self, Clause, Opening};
use super::passages::Passage;

/// Words over which a negation reaches within its clause.
const NEGATION_REACH: usize = 9;
/// Words over which "no" reaches: its own noun phrase.
const DETERMINER_REACH: usize = 3;
/// Words between "fail to" and the verb it turns.
const REVERSER_REACH: usize = 4;
/// Words between "back" and the policy that is backed.
const SUPPORT_REACH: usize = 7;

/// Words from "so-called" to what is not meant.
const IRONIC_REACH: usize = 3;

/// A shifter in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shifter {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Row of `modifiers.csv`.
    pub row: usize,
    /// How it reaches.
    pub kind: ShifterKind,
    /// Index of its clause.
    pub clause: usize,
}

/// All shifters of a passage with its clauses.
#[derive(Clone, Copy, Debug)]
pub struct Shifters<'a> {
    document: &'a Document<'a>,
    lexicon: &'a StanceLexicon,
    found: &'a [Shifter],
    clauses: &'a [Clause],
    passage: &'a Passage,
}

/// Finds the shifters of a passage.
pub fn find(
    document: &Document<'_>,
    passage: &Passage,
    cut: &[Clause],
    lexicon: &StanceLexicon,
) -> Vec<Shifter> {
    lexicon
        .shifters
        .find(document, passage.tokens.clone())
        .into_iter()
        .map(|f| Shifter {
            start: f.start,
            end: f.end,
            row: f.value,
            kind: lexicon.modifiers[f.value].value.kind,
            // "even if" begins in the clause before the one that it opens.
            clause: clauses::index_of(cut, f.end - 1),
        })
        .collect()
}

/// What a shifter is asked to turn.
#[derive(Clone, Copy, Debug)]
pub struct Turned {
    /// First token of the hit.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Where the noun phrase or predicate that holds it begins.
    pub phrase: usize,
    /// It is a verb or predicate: reversers and negated verbs reach it.
    pub verbal: bool,
    /// It is a policy that one may back or oppose.
    pub policy: bool,
    /// It takes a side by itself, whatever verb governs it: *condemn Russian aggression*.
    pub settled: bool,
    /// Its weight is positive.
    pub praise: bool,
}

impl<'a> Shifters<'a> {
    /// The shifters `found` of `passage`, cut into `clauses`.
    pub fn new(
        document: &'a Document<'a>,
        lexicon: &'a StanceLexicon,
        found: &'a [Shifter],
        clauses: &'a [Clause],
        passage: &'a Passage,
    ) -> Self {
        Self { document, lexicon, found, clauses, passage }
    }

    /// What turns `hit`, in order of place.
    pub fn on(&self, hit: Turned) -> Vec<Multiplier> {
        let clause = clauses::index_of(self.clauses, hit.start);
        let mut multipliers: Vec<Multiplier> = self
            .found
            .iter()
            .filter(|s| self.reaches(s, hit, clause) && !self.repeats(s))
            .map(|s| self.multiplier(s))
            .collect();
        if self.passage.question {
            multipliers.extend(self.by_question(hit.praise));
        }
        multipliers
    }

    /// Whether a negation is the second half of one: *neither … nor*.
    fn repeats(&self, s: &Shifter) -> bool {
        let neither = |o: &Shifter| self.document.lower(o.start) == "neither" && o.end <= s.start;
        self.document.lower(s.start) == "nor" && self.found.iter().any(neither)
    }

    /// An open question says nothing for or against; one that accuses turns praise; a negative
    /// one (*Isn't he brave?*) asserts what it asks.
    fn by_question(&self, praise: bool) -> Option<Multiplier> {
        let start = self.passage.quoted.start;
        let asserts = (start..self.passage.quoted.end.min(start + 2))
            .any(|i| self.document.lower(i) == "n't");
        let (name, number) = match (self.accusing(), praise) {
            (None, _) if asserts => return None,
            (None, _) => ("question", "open_question"),
            (Some(_), true) => ("accusing question", "accusing_praise"),
            (Some(_), false) => return None,
        };
        let factor = self.lexicon.number(number);
        Some(Multiplier { name: name.into(), term: "?".into(), factor })
    }

    /// Whether a match is part of the words that deny what is reported before them.
    pub fn is_denial(&self, found: Found) -> bool {
        let reported = |s: &Shifter| {
            self.found.iter().any(|r| r.kind == ShifterKind::Report && r.end <= s.start)
        };
        self.found.iter().any(|s| {
            s.kind == ShifterKind::Denial
                && s.start <= found.start
                && found.end <= s.end
                && reported(s)
        })
    }

    /// The words by which a question accuses.
    pub fn accusing(&self) -> Option<&Shifter> {
        let is_accusing = |s: &&Shifter| s.kind == ShifterKind::Accusing;
        self.found.iter().find(is_accusing).filter(|_| self.passage.question)
    }

    fn multiplier(&self, shifter: &Shifter) -> Multiplier {
        Multiplier {
            name: shifter.kind.name().into(),
            term: self
                .document
                .slice(self.document.span_of(&(shifter.start..shifter.end)))
                .to_owned(),
            factor: self.lexicon.modifiers[shifter.row].value.factor,
        }
    }

    /// Whether a shifter of `kind` stands in the clause of token `at`, before it.
    pub fn before(&self, kind: ShifterKind, at: usize) -> Option<&Shifter> {
        let clause = clauses::index_of(self.clauses, at);
        self.found.iter().rev().find(|s| s.kind == kind && s.end <= at && s.clause == clause)
    }

    /// Whether clause `inner` is the content of something said or thought in `outer`.
    fn content(&self, outer: usize, inner: usize) -> bool {
        let is_content = |c: &Clause| {
            c.opening == Opening::Relative || self.document.lower(c.tokens.start) == "how"
        };
        outer <= inner && (outer + 1..=inner).all(|c| self.clauses.get(c).is_some_and(is_content))
    }

    fn reaches(&self, s: &Shifter, hit: Turned, clause: usize) -> bool {
        let before = s.end <= hit.start;
        let same = s.clause == clause;
        let overlaps = s.start < hit.end && hit.start < s.end;
        let tag = self.passage.question && s.start <= self.passage.quoted.start + 1;
        if s.kind == ShifterKind::Negation && tag && self.document.lower(s.start) == "n't" {
            return false;
        }
        if overlaps && s.kind == ShifterKind::Ironic {
            return s.end > hit.end; // "some friend he is" holds what it turns
        }
        if overlaps || (self.is_narrated(s) && s.kind != ShifterKind::Negation) {
            return false;
        }
        match s.kind {
            ShifterKind::Negation => {
                let reach = match self.document.lower(s.start) {
                    // "No border will be safe": the subject negates the whole clause.
                    "no" if self.opens_clause(s) => NEGATION_REACH,
                    "no" | "without" => DETERMINER_REACH,
                    _ => NEGATION_REACH,
                };
                before && same && hit.start - s.end < reach
            }
            ShifterKind::NegRaising => before && self.content(s.clause, clause),
            ShifterKind::Intensifier | ShifterKind::Diminisher => {
                s.end == hit.start || s.start == hit.end || s.end == hit.phrase
            }
            ShifterKind::Hedge | ShifterKind::Irrealis => before && same,
            ShifterKind::Reverser => {
                before && hit.verbal && !hit.settled && same && hit.start - s.end < REVERSER_REACH
            }
            ShifterKind::Conditional | ShifterKind::Concession => before && same,
            ShifterKind::Report => before && s.clause <= clause && self.is_reported(s),
            ShifterKind::Denial => {
                s.start >= hit.end
                    && self
                        .found
                        .iter()
                        .any(|r| r.kind == ShifterKind::Report && r.end <= hit.start)
            }
            ShifterKind::Support | ShifterKind::Oppose => {
                hit.policy && before && same && hit.start - s.end < SUPPORT_REACH
            }
            ShifterKind::Contrast => s.start >= hit.end,
            ShifterKind::Ironic => before && hit.start - s.end < IRONIC_REACH,
            ShifterKind::Demand | ShifterKind::Accusing | ShifterKind::Affirming => false,
        }
    }

    /// Whether a shifter is first in its clause, but for the words that join it.
    fn opens_clause(&self, s: &Shifter) -> bool {
        let clause = &self.clauses[s.clause].tokens;
        let joins = |i: usize| matches!(self.document.lower(i), "and" | "but" | "," | "“" | "that");
        (clause.start..s.start).all(joins)
    }

    /// Whether a shifter stands in the narration around a fragment: the reporter's "said" and
    /// "seemed" are not the speaker's; a "not" right before the mark is.
    fn is_narrated(&self, s: &Shifter) -> bool {
        !self.passage.quoted.contains(&s.start)
    }

    /// Whether the subject of a reporting verb is a third person: "I say" reports nothing.
    fn is_reported(&self, s: &Shifter) -> bool {
        let Some(clause) = self.clauses.get(s.clause) else {
            return false;
        };
        !(clause.tokens.start..s.start)
            .any(|i| matches!(self.document.lower(i), "i" | "we" | "you"))
    }
}
