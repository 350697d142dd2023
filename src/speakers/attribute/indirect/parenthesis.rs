//! Reports that stand inside or behind what they report: *…, X said*, *…, she said, …*,
//! *…, according to X*; and source phrases that open a sentence: *According to X, …*.

use std::ops::Range;

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::Manner;
use super::governor::Governor;
use super::sentence::{Found, Sentence};

/// Longest content before or behind a parenthesis, in atoms.
const LONGEST: usize = 120;
/// Atoms from the subject of a parenthesis to its verb, and from its verb to its end.
const REACH: usize = 24;

/// A report set off from what it reports.
struct Parenthesis {
    governor: Governor,
    rule: Option<&'static str>,
    /// From the mark before it to the mark behind it, both included.
    atoms: Range<usize>,
    /// Content may go on behind it with anything, not with a predicate alone.
    free: bool,
}

impl Sentence<'_, '_> {
    /// The reports set off by marks, in order, none over another.
    pub fn parentheses(&self, governors: &[Governor]) -> Vec<Found> {
        let all: Vec<Parenthesis> =
            governors.iter().filter_map(|governor| self.parenthesis(governor)).collect();
        let mut found = Vec::new();
        let mut from = self.content_start();
        for (k, here) in all.iter().enumerate() {
            if here.atoms.start < from && here.atoms.start != self.start() {
                continue;
            }
            let next = all.get(k + 1).map(|next| next.atoms.start);
            if let Some(report) = self.around(here, from, next, governors) {
                from = report.content.last().map_or(from, |c| c.end).max(here.atoms.end);
                found.push(report);
            }
        }
        found
    }

    /// The report with the content before and behind it.
    fn around(
        &self,
        here: &Parenthesis,
        from: usize,
        next: Option<usize>,
        governors: &[Governor],
    ) -> Option<Found> {
        let before = self.trim(self.past_joint(from)..here.atoms.start.max(from));
        let opens = before.is_empty();
        let behind = if next.is_none() || opens { self.behind(here, opens) } else { None };
        let behind = behind.filter(|part| {
            self.has_finite(part.clone())
                || self.is_verbal(part.start)
                || !self.has_finite(before.clone())
        });
        let content: Vec<Range<usize>> =
            [Some(before), behind].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let subject = &here.governor.subject;
        let whole = content.iter().all(|part| {
            part.len() <= LONGEST
                && part.clone().all(|i| !self.is_uttered(i))
                && !part.contains(&subject.atom)
        });
        if !whole || !self.makes_clause(&content) || self.holds_report(here, &content, governors) {
            return None;
        }
        let rule = here.rule.unwrap_or(match content.len() {
            _ if opens => here.governor.rule,
            1 => "indirect-final",
            _ => "indirect-parenthesis",
        });
        Some(Found {
            subject: subject.clone(),
            cue: here.governor.cue,
            rule,
            confidence: if here.rule.is_some() { here.governor.confidence } else { 0.95 },
            content,
            manner: Manner::Stated,
        })
    }

    /// What follows the parenthesis and still is its content.
    fn behind(&self, here: &Parenthesis, opens: bool) -> Option<Range<usize>> {
        let from = here.atoms.end;
        let marked = self.is(from.checked_sub(1)?, Word::Comma) || self.is(from - 1, Word::Dash);
        if !marked || from >= self.end() || !(opens || self.continues(from, here.free)) {
            return None;
        }
        let mut end = from;
        while end < self.end() && end - from <= LONGEST {
            match self.clause.word(end) {
                Some(Word::Stop | Word::Semicolon) => break,
                Some(Word::Comma | Word::Dash | Word::And | Word::But | Word::Subordinator)
                    if end > from && self.opens_report(end) =>
                {
                    break;
                }
                _ => end += 1,
            }
        }
        let part = self.trim(from..end);
        (!part.is_empty()).then_some(part)
    }

    /// Whether the sentence that the parenthesis broke off goes on at atom `i`.
    fn continues(&self, i: usize, free: bool) -> bool {
        if self.opens_report(i - 1) {
            return false;
        }
        match self.clause.kind(i) {
            Some(AtomKind::Word(Word::Auxiliary | Word::Be | Word::To | Word::That)) => true,
            Some(AtomKind::Word(Word::Who)) | None => false,
            Some(AtomKind::Cue(cue)) => {
                cue.forms.any(Forms::PAST.or(Forms::PRESENT)) || free && cue.kind != CueKind::Verb
            }
            Some(AtomKind::Word(Word::Other)) => free && !self.lower(i).ends_with("ing"),
            Some(_) => free,
        }
    }

    /// Whether the content, taken together, has a verb, and is no clause under another alone.
    fn makes_clause(&self, content: &[Range<usize>]) -> bool {
        let Some(first) = content.first() else { return false };
        let finite = content.iter().any(|part| self.has_finite(part.clone()))
            || content.get(1).is_some_and(|part| {
                matches!(self.clause.word(part.start), Some(Word::Auxiliary | Word::Be))
                    || self.clause.cue(part.start).is_some()
            });
        let under = self.is(first.start, Word::Subordinator)
            && !matches!(self.lower(first.start), "what" | "how" | "why")
            || self.clause.cue(first.start).is_some_and(|cue| cue.kind == CueKind::Verb)
            || self.lower(first.start).ends_with("ing")
            || matches!(self.lower(first.start), "with" | "without" | "despite");
        let main = content.len() > 1
            || first.clone().any(|i| self.is(i, Word::Comma) && self.has_finite(i + 1..first.end));
        finite && (!under || main)
    }

    /// Whether the content is itself a report: *X told aides that …, according to Y*. Then X's
    /// words are the statement.
    fn holds_report(
        &self,
        here: &Parenthesis,
        content: &[Range<usize>],
        governors: &[Governor],
    ) -> bool {
        governors.iter().any(|g| {
            let relative = self.group_start(g.cue).checked_sub(1);
            g.cue != here.governor.cue
                && g.asserted
                && content.iter().any(|part| part.contains(&g.cue))
                && !relative.is_some_and(|i| self.is(i, Word::Who))
                && self.opening(g.cue).is_some()
        })
    }

    fn parenthesis(&self, governor: &Governor) -> Option<Parenthesis> {
        let cue = self.clause.cue(governor.cue)?;
        match cue.kind {
            CueKind::Phrase => self.source_phrase(governor, governor.cue),
            CueKind::Noun if governor.rule == "indirect-view" => {
                let from = self.view_opens(governor.subject.atom)?;
                self.set_off(governor, from, governor.cue + 1)
            }
            CueKind::Verb if governor.asserted => {
                self.inverted(governor, cue).or_else(|| self.plain(governor, cue))
            }
            _ => None,
        }
    }

    /// *…, X said on Monday*
    fn plain(&self, governor: &Governor, cue: CueMatch) -> Option<Parenthesis> {
        let verb = governor.cue;
        let subject = governor.subject.atom;
        let start = self.phrase_start(subject);
        let comma = start.checked_sub(1).filter(|&i| i > self.start())?;
        let set_off = self.is(comma, Word::Comma) || self.is(comma, Word::Dash);
        let near = subject < verb && verb - subject <= REACH;
        if !set_off || !near || !is_told(cue) || !self.is_setting(verb + 1) {
            return None;
        }
        if self.opening(verb).is_some() {
            return None;
        }
        let atoms = comma..self.close(verb + 1)?;
        let free = matches!(self.clause.word(verb + 1), Some(Word::Comma | Word::Dash));
        Some(Parenthesis { governor: governor.clone(), rule: None, atoms, free })
    }

    /// *…, said X, a Democrat*
    fn inverted(&self, governor: &Governor, cue: CueMatch) -> Option<Parenthesis> {
        let verb = governor.cue;
        let group = self.group_start(verb);
        let comma = group.checked_sub(1).filter(|&i| i > self.start())?;
        if !self.is(comma, Word::Comma) || !is_told(cue) {
            return None;
        }
        let subject = self.clause.inverted_subject(verb)?;
        let after = self.clause.kind(subject.atom + 1);
        let ends = match after {
            None => true,
            Some(AtomKind::Word(word)) => !matches!(
                word,
                Word::Other | Word::Be | Word::Auxiliary | Word::Determiner | Word::Number
            ),
            Some(_) => false,
        };
        let close = self.close(subject.atom + 1).filter(|_| ends)?;
        if (subject.atom + 1..close).any(|i| self.is(i, Word::Be) || self.is(i, Word::That)) {
            return None;
        }
        let governor = Governor { subject, ..governor.clone() };
        Some(Parenthesis { governor, rule: None, atoms: comma..close, free: false })
    }

    /// *According to X, …*; *…, according to X*; *… according to X.*
    fn source_phrase(&self, governor: &Governor, from: usize) -> Option<Parenthesis> {
        let end = self.past_apposition(governor.subject.atom + 1);
        self.set_off(governor, from, end)
    }

    /// A phrase from atom `from` that ends before atom `end` or at the next mark.
    fn set_off(&self, governor: &Governor, from: usize, end: usize) -> Option<Parenthesis> {
        let left = from.checked_sub(1).filter(|&i| i >= self.start());
        let marked = left.filter(|&i| self.is(i, Word::Comma) || self.is(i, Word::Dash));
        let opens = self.past_joint(self.content_start()) >= from;
        let start = marked.unwrap_or(from);
        let close = self.close(end)?;
        let rule = Some(governor.rule);
        let atoms = if opens { self.start()..close } else { start..close };
        Some(Parenthesis { governor: governor.clone(), rule, atoms, free: false })
    }

    /// Goes on over what explains a source: *, a Democrat from Ohio,*
    fn past_apposition(&self, at: usize) -> usize {
        let explains = self.is(at, Word::Comma)
            && (matches!(self.clause.word(at + 1), Some(Word::Determiner | Word::Who))
                || matches!(self.lower(at + 1), "a" | "an" | "the"));
        if !explains {
            return at;
        }
        let close = (at + 1..at + REACH).find(|&i| {
            self.clause.kind(i).is_none()
                || matches!(self.clause.word(i), Some(Word::Comma | Word::Stop))
        });
        let plain = |close: usize| !(at + 1..close).any(|i| self.is_verbal(i));
        match close {
            Some(close)
                if self.is(close, Word::Comma) && (self.is(at + 1, Word::Who) || plain(close)) =>
            {
                close
            }
            _ => at,
        }
    }

    fn is_verbal(&self, i: usize) -> bool {
        matches!(self.clause.word(i), Some(Word::Be | Word::Auxiliary))
    }

    /// One past the mark that ends a parenthesis, from atom `from` on; without a mark, the end.
    fn close(&self, from: usize) -> Option<usize> {
        for i in from..from + REACH {
            match self.clause.kind(i) {
                None => return Some(i.min(self.end())),
                Some(AtomKind::Quote(_)) => return None,
                Some(AtomKind::Word(Word::Comma | Word::Dash)) => return Some(i + 1),
                Some(AtomKind::Word(Word::Stop | Word::Semicolon)) => return Some(i),
                Some(_) => {}
            }
        }
        None
    }

    /// Whether atom `i` can follow the verb of a parenthesis: its end, or when, where and to
    /// whom it was said.
    fn is_setting(&self, i: usize) -> bool {
        match self.clause.kind(i) {
            None | Some(AtomKind::Mention(_)) => true,
            Some(AtomKind::Word(word)) => {
                matches!(
                    word,
                    Word::Comma
                        | Word::Dash
                        | Word::Stop
                        | Word::Semicolon
                        | Word::Preposition
                        | Word::Time
                        | Word::Adverb
                        | Word::To
                        | Word::Subordinator
                        | Word::Object
                ) || word == Word::Other && self.is_addressed(i)
            }
            Some(_) => false,
        }
    }

    /// *told reporters*: a plain word after a verb whose object is who is spoken to.
    fn is_addressed(&self, i: usize) -> bool {
        let verb = i.checked_sub(1).and_then(|verb| self.clause.cue(verb));
        verb.is_some_and(|cue| cue.frame == CueFrame::Tell) || self.lower(i).ends_with("ing")
    }
}

/// Speech or writing in a finite form that can be set off from its content.
fn is_told(cue: CueMatch) -> bool {
    cue.frame.is_report()
        && cue.frame != CueFrame::Ask
        && cue.is_strong()
        && cue.forms.any(Forms::PAST.or(Forms::PRESENT))
}
