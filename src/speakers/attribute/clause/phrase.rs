//! Noun phrases: heads, joined mentions, appositions, parentheses, possessors.

use crate::lexicons::cues::CueKind;
use crate::speakers::mentions::MentionKind;

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{Clause, DEPTH, LOOSE, Slot, Subject, TITLE_WORDS};

/// Most names of a list that speaks jointly.
const LISTED: usize = 12;
/// Longest bracket after a name, in atoms.
const BRACKET: usize = 8;

impl Clause<'_, '_> {
    /// The source at `i` of a phrase such as *according to*, by name where a name explains it.
    pub fn joined_source(&self, i: usize) -> Subject {
        self.with_joint(self.named_right(i))
    }

    /// The personal name that explains the description at `i`: *the group's president, X*.
    /// A possessor is passed over for what it possesses.
    pub(super) fn named_right(&self, mut i: usize) -> usize {
        while self.word(i + 1) == Some(Word::Genitive) {
            let Some(next) = (i + 2..i + 2 + TITLE_WORDS).find(|&j| {
                !matches!(
                    self.kind(j),
                    Some(AtomKind::Word(Word::Other | Word::Number | Word::Time | Word::Adverb))
                )
            }) else {
                break;
            };
            if !self.is_noun_phrase(next) {
                break;
            }
            i = next;
        }
        if self.mention(i).is_some_and(|m| self.scene.mentions[m].kind == MentionKind::Nominal)
            && self.word(i + 1) == Some(Word::Comma)
            && self.is_person_name(i + 2)
            && self.word(i + 3) != Some(Word::Genitive)
        {
            return i + 2;
        }
        i
    }

    pub(super) fn is_person_name(&self, i: usize) -> bool {
        self.mention(i).is_some_and(|m| self.scene.mentions[m].kind == MentionKind::Name)
    }

    /// A subject with the one joined to it on its right: *X and Y*.
    pub(super) fn with_joint(&self, atom: usize) -> Subject {
        let mut joint = Vec::new();
        let mut last = atom;
        loop {
            let mut next = self.past_bracket(last + 1);
            let comma = self.word(next) == Some(Word::Comma);
            next += usize::from(comma);
            let and = self.word(next) == Some(Word::And);
            let item = next + usize::from(and);
            let named = self.is_person_name(item) && self.is_person_name(last);
            if and && self.is_noun_phrase(item) && !self.speaks_next(item) {
                joint.push(item);
                return Subject { joint, ..atom.into() };
            }
            if and || !comma || !named || joint.len() > LISTED {
                return atom.into();
            }
            joint.push(item);
            last = item;
        }
    }

    /// Whether a verb of its own follows the mention at `i`: *said X, and Y added*.
    fn speaks_next(&self, i: usize) -> bool {
        self.cue(i + 1).is_some_and(|cue| cue.kind == CueKind::Verb)
    }

    /// Past *(D-Ohio)*, if that begins at `i`.
    fn past_bracket(&self, i: usize) -> usize {
        if self.word(i) != Some(Word::Open) {
            return i;
        }
        let close =
            (i..self.right_end(i).min(i + BRACKET)).find(|&k| self.word(k) == Some(Word::Close));
        close.map_or(i, |close| close + 1)
    }

    /// Before *(D-Ohio)*, if that ends at `i`.
    fn before_bracket(&self, i: usize) -> usize {
        if self.word(i) != Some(Word::Close) {
            return i;
        }
        let open = (self.left_end(i).max(i.saturating_sub(BRACKET))..i)
            .rev()
            .find(|&k| self.word(k) == Some(Word::Open));
        open.and_then(|open| open.checked_sub(1)).unwrap_or(i)
    }

    /// The name before the one at `i` in a list: *A, B and C*.
    fn listed_before(&self, i: usize) -> Option<usize> {
        let comma = i.checked_sub(1).filter(|&c| self.word(c) == Some(Word::Comma))?;
        let name = self.before_bracket(comma.checked_sub(1)?);
        (self.is_person_name(i) && self.is_person_name(name)).then_some(name)
    }

    /// The mention that a relative pronoun at `who` stands for.
    pub(super) fn antecedent(&self, who: usize) -> Option<Subject> {
        let subject = self.noun_before(who)?;
        let pronoun = self.lower(who) == "who" && self.scene.atoms[who].mention.is_some();
        Some(Subject { relative: pronoun.then_some(who), ..subject })
    }

    /// The noun phrase that a relative clause which begins at `who` belongs to.
    fn noun_before(&self, who: usize) -> Option<Subject> {
        let left = self.left_past(who, &[Word::Comma, Word::Dash])?;
        match self.kind(left)? {
            AtomKind::Mention(_) => Some(self.head(left)),
            AtomKind::Cue(cue) if cue.kind == CueKind::Noun => {
                self.source_of_noun(left).or_else(|| self.far_subject(left))
            }
            AtomKind::Word(Word::Close) => self.over_parenthesis(left),
            AtomKind::Word(Word::Other | Word::Number | Word::Genitive) => self.loose_subject(left),
            _ => None,
        }
    }

    /// The head of the noun phrase whose last mention is at `i`: *a spokesman for X* is the
    /// spokesman, *X and Y* are X with Y, *the chairman, X,* is X.
    pub(super) fn head(&self, i: usize) -> Subject {
        self.head_within(i, DEPTH)
    }

    pub(super) fn head_within(&self, i: usize, depth: usize) -> Subject {
        if depth == 0 {
            return i.into();
        }
        if let Some(first) = self.chain_head(i) {
            return self.head_within(first, depth - 1);
        }
        if let Some(first) = self.joined_before(i) {
            let listed = std::iter::successors(Some(first), |&name| self.listed_before(name));
            let mut names: Vec<usize> = listed.take(LISTED).collect();
            let start = names.pop().unwrap_or(first);
            let mut subject = self.head_within(start, depth - 1);
            subject.joint.extend(names.into_iter().rev());
            subject.joint.push(i);
            return subject;
        }
        match self.apposed_name(i) {
            Some(name) => name.into(),
            None => i.into(),
        }
    }

    /// Whether the mention at `i` tells where or in what something was said, with nothing before
    /// it that it could belong to: *and in a letter credited*.
    pub(super) fn is_aside(&self, i: usize) -> bool {
        let preposition = i.wrapping_sub(1);
        self.word(preposition) == Some(Word::Preposition)
            && matches!(self.lower(preposition), "in" | "on" | "at" | "during")
            && !self.is_person_name(i)
            && self.chain_head(i).is_none()
    }

    /// The mention that governs the one at `i` through a preposition: *officials at X*.
    pub(super) fn chain_head(&self, i: usize) -> Option<usize> {
        let preposition = i.checked_sub(1)?;
        let governor = i.checked_sub(2)?;
        let governs = matches!(self.word(preposition)?, Word::Preposition | Word::To)
            && self.is_noun_phrase(governor)
            && self.slot(governor) > Slot::Object;
        governs.then_some(governor)
    }

    /// The mention that *and* joins to the one at `i`, where both are subjects.
    pub(super) fn joined_before(&self, i: usize) -> Option<usize> {
        let and = i.checked_sub(1)?;
        if self.word(and)? != Word::And {
            return None;
        }
        let first = match self.word(and.checked_sub(1)?) {
            Some(Word::Comma) => and.checked_sub(2)?,
            _ => and.checked_sub(1)?,
        };
        let first = self.before_bracket(first);
        let joined = self.is_noun_phrase(first)
            && (self.slot(first) >= Slot::Embedded || self.listed_before(first).is_some())
            && self.lower(and) == "and";
        joined.then_some(first)
    }

    /// For a description right after a name and a comma, that name: *X, the chairman*.
    pub(super) fn apposed_name(&self, i: usize) -> Option<usize> {
        let comma = i.checked_sub(1)?;
        let name = i.checked_sub(2)?;
        let described = self.mention(i)?;
        (self.scene.mentions[described].kind == MentionKind::Nominal
            && self.word(comma)? == Word::Comma
            && self.is_person_name(name)
            && self.slot(name) > Slot::Apposition)
            .then_some(name)
    }

    /// The subject left of a parenthesis that ends at atom `end` (its closing mark).
    pub(super) fn over_parenthesis(&self, end: usize) -> Option<Subject> {
        let start = self.left_end(end);
        let mut i = end;
        while i > start {
            i -= 1;
            let opens = matches!(self.word(i), Some(Word::Comma | Word::Dash | Word::Open));
            if !opens || i == start {
                continue;
            }
            let candidate = i - 1;
            if self.is_noun_phrase(candidate) && self.can_head_parenthesis(candidate) {
                return Some(self.head(candidate));
            }
        }
        None
    }

    /// Whether the mention at `i` may be what a parenthesis after it explains.
    pub(super) fn can_head_parenthesis(&self, i: usize) -> bool {
        match self.slot(i) {
            Slot::Subject | Slot::Clause | Slot::Embedded => true,
            Slot::Prepositional => self.chain_head(i).is_some(),
            Slot::Apposition | Slot::Object => false,
        }
    }

    /// The mention in a subject that holds words that are no mention:
    /// *X on a visit to Springfield said*, *the X campaign said*.
    pub(super) fn loose_subject(&self, from: usize) -> Option<Subject> {
        let start = self.left_end(from);
        for i in (start..=from).rev().take(LOOSE) {
            match self.kind(i)? {
                AtomKind::Mention(_) if !self.is_relative(i) => return Some(self.head(i)),
                AtomKind::Cue(cue) if cue.kind == CueKind::Noun => {
                    if !self.is_governed(i) {
                        return self.source_of_noun(i);
                    }
                }
                AtomKind::Word(
                    Word::Other
                    | Word::Preposition
                    | Word::Determiner
                    | Word::Number
                    | Word::Time
                    | Word::Adverb
                    | Word::Possessive
                    | Word::Genitive,
                ) => {}
                AtomKind::Word(Word::Comma | Word::Dash | Word::Close) => {
                    return self.over_parenthesis(i);
                }
                AtomKind::Word(Word::Who) => return self.antecedent(i),
                _ => return None,
            }
        }
        None
    }

    /// Whether the noun at `noun` stands in a prepositional phrase: *X in a speech said*.
    pub(super) fn is_governed(&self, noun: usize) -> bool {
        self.left_past(noun, &[Word::Determiner, Word::Possessive, Word::Other, Word::Number])
            .is_some_and(|left| {
                matches!(self.word(left), Some(Word::Preposition | Word::By | Word::To))
            })
    }

    /// Whose statement, claim or letter the noun at `noun` is: *X's claim*, *a letter from X*.
    pub fn source_of_noun(&self, noun: usize) -> Option<Subject> {
        self.possessor(noun).or_else(|| self.author(noun)).map(Subject::from)
    }

    /// *X's latest claim*: the mention before the genitive, over a few words.
    pub(super) fn possessor(&self, noun: usize) -> Option<usize> {
        let start = self.left_end(noun);
        let genitive = (start..noun).rev().take(TITLE_WORDS).find(|&i| {
            !matches!(
                self.word(i),
                Some(Word::Other | Word::Number | Word::Time | Word::Adverb | Word::Preposition)
            ) && self.cue(i).is_none()
        })?;
        if self.word(genitive) == Some(Word::Genitive) {
            return genitive.checked_sub(1).filter(|&i| self.is_noun_phrase(i));
        }
        let pronoun = self.word(genitive) == Some(Word::Possessive)
            && self.scene.atoms[genitive].mention.is_some();
        pronoun.then_some(genitive)
    }

    /// *a letter from X*, *remarks by X*.
    pub(super) fn author(&self, noun: usize) -> Option<usize> {
        let by = noun + 1;
        let authored = self.word(by) == Some(Word::By)
            || self.word(by) == Some(Word::Preposition) && self.lower(by) == "from";
        if !authored {
            return None;
        }
        (by + 1..by + 2 + TITLE_WORDS)
            .find(|&i| self.kind(i).is_none() || self.is_noun_phrase(i))
            .filter(|&i| self.is_noun_phrase(i))
            .map(|i| self.named_right(i))
    }
}
