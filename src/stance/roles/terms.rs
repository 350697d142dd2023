//! Whom an evaluative word is said of.

use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{Entry, FormKind};
use crate::stance::chunks::Chunk;
use crate::stance::words::{CALLING, Class, HOLDING};

use super::Reader;

/// Words from an adjective to its "than".
const THAN_REACH: usize = 8;

/// Words from such a verb to its object.
const CALLING_REACH: usize = 2;

/// Words that open an apposition: *Putin, a thug,*.
const APPOSITIVE: &[&str] = &["a", "an", "the", "our", "that", "this", "himself", "one", "once"];

impl Reader<'_> {
    /// An evaluative word: said of whom it is predicated, whom it modifies, whose it is.
    pub(super) fn term(&mut self, found: Found, row: usize) {
        let term = &self.lexicon.terms[row].value;
        if term.class == "tone" {
            return; // *grief*, *hope*: the mood of the words, no verdict on a target
        }
        if self.strengthens(found) {
            return; // *incredibly* lazy
        }
        let (weight, entry) = (term.weight, Some(Entry::Term(row)));
        let verb = match term.class.as_str() {
            "verb" => true,
            "idiom" => !self.is_nominal(found),
            _ => false,
        };
        let doubt = self.lexicon.number("loose_praise");
        if let Some(lesser) = self.lesser(found) {
            // "better than Putin" lessens him, "no better than Putin" takes his badness for known.
            let comparison = self.lexicon.number("comparison");
            let factor = if weight > 0.0 { comparison } else { -comparison };
            self.link(found, entry, lesser, "lesser", weight, &[("comparison", factor)], verb);
        }
        let weak = weight.abs() < self.lexicon.number("weak_word");
        if let Some(of) = self.said_of(found, verb, weight > 0.0) {
            // What holds of both sides alike takes neither, but for plain blame.
            let both = of.len() > 1 && weight > self.lexicon.number("plain_blame");
            let evenly = if both { self.lexicon.number("evenly") } else { 1.0 };
            for (target, role, factor) in of {
                if weak && factor < 1.0 {
                    continue;
                }
                let factor = if factor < 1.0 && weight > 0.0 { factor * doubt } else { factor };
                let extra = [("distance", factor), ("evenly", evenly)];
                let verbal = verb || role == "predicate";
                self.link(found, entry, target, role, weight, &extra, verbal);
            }
        }
    }

    /// Whether a word is an adverb to the evaluative word after it.
    fn strengthens(&self, found: Found) -> bool {
        let adverb = self.scene.document.lower(found.end - 1).ends_with("ly");
        adverb && self.scene.evaluations.iter().any(|(next, _)| next.start == found.end)
    }

    /// Whether a set phrase stands where a noun does: *of the free world*, not *dropped the ball*.
    fn is_nominal(&self, found: Found) -> bool {
        let inside = self.chunk_with(found.start).is_some_and(|c| c.tokens.start < found.start);
        let document = self.scene.document;
        let governs = |b: usize| {
            document.is(b, Class::Preposition) && !matches!(document.lower(b), "to" | "as")
        };
        inside || found.start.checked_sub(1).is_some_and(governs)
    }

    /// Whom an evaluative word is said of, with the strength of the link; `None` where the
    /// clause says it of something else.
    pub(super) fn said_of(
        &self,
        found: Found,
        verb: bool,
        praise: bool,
    ) -> Option<Vec<(usize, &'static str, f64)>> {
        let inside = self.chunk_with(found.start);
        if let Some(target) = inside.and_then(|c| c.target) {
            return Some(vec![(target, "modifier", 1.0)]);
        }
        if let Some((subject, direct)) = self.subject(found.start) {
            let predicate = self.is_predicate(subject, found) || verb;
            if predicate && direct {
                return match self.group(subject) {
                    targets if !targets.is_empty() => {
                        Some(targets.into_iter().map(|t| (t, "predicate", 1.0)).collect())
                    }
                    _ => self.nearest(found, praise),
                };
            }
        }
        if let Some(complement) = self.complement_of(found) {
            return Some(vec![(complement, "complement", 1.0)]);
        }
        if let Some(target) = inside.and_then(|c| self.owner_by_preposition(c)) {
            return Some(vec![(target, "possessor", 1.0)]);
        }
        self.nearest(found, praise)
    }

    /// *better than Putin*: the target that another is measured by.
    pub(super) fn lesser(&self, found: Found) -> Option<usize> {
        let document = self.scene.document;
        let than = (found.end.saturating_sub(1)..self.scene.passage.tokens.end)
            .take(THAN_REACH)
            .take_while(|&i| !matches!(document.lower(i), "." | ";" | "," | "rather"))
            .find(|&i| document.lower(i) == "than")?;
        self.scene.chunks.iter().find(|c| c.preposition == Some(than))?.target
    }

    /// *call him a liar*: the target right before the phrase of the word.
    pub(super) fn complement_of(&self, found: Found) -> Option<usize> {
        let phrase = self.chunk_with(found.start).map_or(found.start, |c| c.tokens.start);
        let bare = |c: &Chunk| matches!(self.scene.document.lower(c.tokens.start), "a" | "an");
        let before = self
            .scene
            .chunks
            .iter()
            .rev()
            .find(|c| c.tokens.end <= phrase && !(c.tokens.len() == 1 && bare(c)))?;
        let between = before.tokens.end..phrase;
        let is_link = |i: usize| {
            matches!(
                self.scene.document.word(i),
                "," | "as" | "“" | "\"" | "‘" | "'" | "a" | "an" | "—" | "–"
            )
        };
        let target = before.target?;
        let called = (before.tokens.start.saturating_sub(CALLING_REACH)..phrase)
            .map(|i| self.scene.document.stem(i))
            .any(|stem| CALLING.contains(&stem) || HOLDING.contains(&stem));
        let appositive = self.scene.document.lower(before.tokens.end) == ","
            && APPOSITIVE.contains(&self.scene.document.lower(phrase));
        (between.clone().all(is_link) && (called || appositive)).then_some(target)
    }

    /// *the courage of Ukrainians*, *aggression by Russia*.
    pub(super) fn owner_by_preposition(&self, chunk: &Chunk) -> Option<usize> {
        let at = self.scene.chunks.iter().position(|c| c.tokens == chunk.tokens)?;
        let next = self.scene.chunks.get(at + 1)?;
        let preposition = next.preposition?;
        let close = next.tokens.start <= chunk.tokens.end + 1;
        let seat = next.form.as_ref().is_some_and(|f| f.kind == FormKind::Metonym);
        let owns = match self.scene.document.lower(preposition) {
            "of" | "by" | "from" => true,
            // "the crooks in Kyiv": the place stands for who sits there.
            "in" => seat,
            _ => false,
        };
        next.target.filter(|_| close && owns)
    }

    /// Whom a word is nearest to that the clause says of nobody: the target that is the subject,
    /// else the nearest of the clause, else of the passage, else its topic.
    pub(super) fn nearest(
        &self,
        found: Found,
        praise: bool,
    ) -> Option<Vec<(usize, &'static str, f64)>> {
        let clause = self.scene.clause_of(found.start);
        let distance = |c: &Chunk| {
            if c.tokens.end <= found.start {
                found.start - c.tokens.end
            } else {
                c.tokens.start.saturating_sub(found.end) + 1
            }
        };
        // Blame that is said of nobody is not of "us".
        let can_be = |c: &Chunk| c.target.is_some() && (praise || !c.voice);
        let subject =
            self.subject(found.start).filter(|(s, _)| can_be(s)).and_then(|(s, _)| s.target);
        let with_target = || self.scene.chunks.iter().filter(|&c| can_be(c));
        let here = with_target()
            .filter(|c| self.scene.clause_of(c.tokens.start) == clause)
            .min_by_key(|c| distance(c))
            .and_then(|c| c.target);
        let there = with_target().min_by_key(|c| distance(c)).and_then(|c| c.target);
        let fragment = self.scene.passage.fragment;
        let (target, role, number) = match (subject, here, there, self.topic) {
            (_, Some(target), ..) | (_, None, Some(target), _) if fragment => {
                (target, "narration", "fragment")
            }
            (Some(target), ..) => (target, "subject", "same_clause"),
            (None, Some(target), ..) => (target, "clause", "other_subject"),
            (None, None, Some(target), _) => (target, "sentence", "other_clause"),
            (None, None, None, Some(target)) => (target, "topic", "topic"),
            (None, None, None, None) => return None,
        };
        Some(vec![(target, role, self.lexicon.number(number))])
    }
}
