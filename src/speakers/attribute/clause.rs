//! A light clause analysis: which mention is the grammatical subject of a cue.
//!
//! From a verb it goes left over adverbs, appositions, relative clauses and parentheses to the
//! noun phrase that the verb belongs to, or right where the order is inverted. What stands in a
//! prepositional phrase or in the place of an object is passed over.

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};
use crate::speakers::mentions::MentionKind;

use super::scene::{AtomKind, Scene, Unit};
use super::words::Word;

/// How many atoms an analysis looks to either side: longer than any sentence that a reader
/// follows, short enough that a text without full stops costs no more than its length.
const REACH: usize = 70;
/// How many plain words may stand between a verb and the mention in its subject:
/// *X on a visit to Springfield said*.
const LOOSE: usize = 8;
/// How many plain words may stand before a name: *said former county planning chief X*.
const TITLE_WORDS: usize = 5;

/// How many mentions a slot may hang on: *the aide to the head of the group that X, Y and Z ...*
const DEPTH: usize = 10;

/// What a mention is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Object of a verb, predicate.
    Object,
    /// Governed by a preposition.
    Prepositional,
    /// Explains the mention before it.
    Apposition,
    /// Subject of what somebody says or thinks: *said that X …*.
    Embedded,
    /// Subject of another subordinate clause: *when X …*.
    Clause,
    /// Subject of the sentence or of a clause joined to it.
    Subject,
}

/// The mentions that a verb's subject holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Atom of the mention that names the speaker.
    pub atom: usize,
    /// Atoms of mentions that speak jointly with it.
    pub joint: Vec<usize>,
}

impl From<usize> for Subject {
    fn from(atom: usize) -> Self {
        Self { atom, joint: Vec::new() }
    }
}

/// One sentence under analysis.
#[derive(Clone, Copy)]
pub struct Clause<'s, 'a> {
    /// The article.
    pub scene: &'s Scene<'a>,
    /// The sentence.
    pub unit: &'s Unit,
}

impl Clause<'_, '_> {
    /// The kind of atom `i`, if it lies in the sentence.
    pub fn kind(&self, i: usize) -> Option<AtomKind> {
        self.scene.kind(self.unit, i)
    }

    /// The kind of the atom before `i`.
    pub fn before(&self, i: usize) -> Option<AtomKind> {
        self.scene.before(self.unit, i)
    }

    /// The word class of atom `i`.
    pub fn word(&self, i: usize) -> Option<Word> {
        match self.kind(i) {
            Some(AtomKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The cue at atom `i`.
    pub fn cue(&self, i: usize) -> Option<CueMatch> {
        match self.kind(i) {
            Some(AtomKind::Cue(cue)) => Some(cue),
            _ => None,
        }
    }

    /// The mention at atom `i`.
    pub fn mention(&self, i: usize) -> Option<usize> {
        match self.kind(i) {
            Some(AtomKind::Mention(m)) => Some(m),
            _ => None,
        }
    }

    /// Whether atom `i` is a mention that stands for a person or body by itself.
    fn is_noun_phrase(&self, i: usize) -> bool {
        self.mention(i).is_some() && !self.is_relative(i)
    }

    /// Whether atom `i` is *who*.
    fn is_relative(&self, i: usize) -> bool {
        self.word(i) == Some(Word::Who)
    }

    /// The first token of atom `i` in lower case.
    pub fn lower(&self, i: usize) -> &str {
        self.scene.document.lower(self.scene.atoms[i].tokens.start)
    }

    /// The first atom that an analysis from `i` may look at.
    pub fn left_end(&self, i: usize) -> usize {
        self.unit.atoms.start.max(i.saturating_sub(REACH))
    }

    /// One past the last atom that an analysis from `i` may look at.
    pub fn right_end(&self, i: usize) -> usize {
        self.unit.atoms.end.min(i + REACH)
    }

    /// The nearest atom left of `i` that is none of `passed`.
    pub fn left_past(&self, mut i: usize, passed: &[Word]) -> Option<usize> {
        while i > self.unit.atoms.start {
            i -= 1;
            if !self.word(i).is_some_and(|w| passed.contains(&w)) {
                return Some(i);
            }
        }
        None
    }

    /// The subject of the verb cue at `verb`, if it can be made out.
    pub fn subject_of(&self, verb: usize) -> Option<Subject> {
        let cue = self.cue(verb)?;
        if self.can_invert(verb, cue) {
            if let Some(subject) = self.inverted_subject(verb) {
                return Some(subject);
            }
        }
        const PASSED: &[Word] =
            &[Word::Adverb, Word::Auxiliary, Word::Be, Word::Not, Word::Time, Word::Number];
        let progressive = self.is_progressive(verb);
        let left = self.left_past(verb, PASSED);
        let owned = left.is_some_and(|left| self.is_noun_phrase(left));
        if cue.forms == Forms::GERUND && !progressive && !owned {
            return self.far_subject(verb);
        }
        let left = left?;
        match self.kind(left)? {
            AtomKind::Mention(_) if self.is_relative(left) => self.antecedent(left),
            AtomKind::Mention(_) if self.is_aside(left) => {
                self.far_subject(left).or_else(|| Some(self.head(left)))
            }
            AtomKind::Mention(_) => Some(self.head(left)),
            AtomKind::Cue(cue) if cue.kind == CueKind::Noun => self.loose_subject(left),
            AtomKind::Cue(_) => self.far_subject(left),
            AtomKind::Quote(_) => {
                self.over_parenthesis(left + 1).or_else(|| self.far_subject(verb))
            }
            AtomKind::Word(word) => self.subject_past_word(left, word, verb),
        }
    }

    /// The verb of speech whose complement holds the subject at `subject`, and its own
    /// subject: in *X said that Y had called it “…”* the words reach us through X.
    pub fn outer_report(&self, subject: usize) -> Option<(usize, Subject)> {
        if matches!(self.slot(subject), Slot::Subject | Slot::Clause | Slot::Apposition) {
            return None;
        }
        let verb = (self.left_end(subject)..subject).rev().find(|&i| {
            self.cue(i).is_some_and(|cue| cue.reports_speech()) && !self.is_passive(i)
        })?;
        let complement = (verb + 1..subject).all(|i| {
            !matches!(self.kind(i), Some(AtomKind::Quote(_)))
                && !matches!(self.word(i), Some(Word::Semicolon | Word::Colon | Word::But))
        });
        let outer = self.subject_of(verb).filter(|s| s.atom != subject)?;
        (complement && outer.atom < verb).then_some((verb, outer))
    }

    /// Goes on left of the verb at a word that is no mention.
    fn subject_past_word(&self, left: usize, word: Word, verb: usize) -> Option<Subject> {
        match word {
            Word::Who | Word::That => self.antecedent(left),
            Word::Comma | Word::Dash | Word::Close => {
                self.over_parenthesis(left).or_else(|| self.far_subject(verb))
            }
            Word::And | Word::But | Word::To | Word::Object => self.far_subject(left),
            Word::Other
            | Word::Preposition
            | Word::Determiner
            | Word::Genitive
            | Word::Possessive => self.loose_subject(left),
            Word::Semicolon | Word::Colon | Word::Open => None,
            _ => None,
        }
    }

    /// *was saying*: the gerund belongs to a finite verb.
    fn is_progressive(&self, verb: usize) -> bool {
        let left = self.left_past(verb, &[Word::Adverb, Word::Not]);
        left.and_then(|i| self.word(i)) == Some(Word::Be)
    }

    /// Whether the verb is in the passive: its grammatical subject does not speak.
    pub fn is_passive(&self, verb: usize) -> bool {
        let Some(cue) = self.cue(verb) else { return false };
        cue.forms.any(Forms::PARTICIPLE) && (self.is_progressive(verb) || self.is_reduced(verb))
    }

    /// A participle that describes a noun and names its agent: *a plan denounced as “…” by X*.
    fn is_reduced(&self, verb: usize) -> bool {
        let followed_by_agent = self.word(verb + 1) == Some(Word::By)
            || matches!(self.kind(verb + 1), Some(AtomKind::Quote(_)))
                && self.word(verb + 2) == Some(Word::By)
                && self.left_past(verb, &[Word::Adverb]).is_some_and(|i| i + 1 == verb);
        let after_comma = self.word(verb.wrapping_sub(1)) == Some(Word::Comma);
        let as_phrase = self.scene.atoms[verb].tokens.len() > 1 && self.ends_in_as(verb);
        followed_by_agent || after_comma && as_phrase
    }

    fn ends_in_as(&self, verb: usize) -> bool {
        self.scene.document.lower(self.scene.atoms[verb].tokens.end - 1) == "as"
    }

    /// Whether the verb may stand before its subject: after a quotation, or opening a sentence
    /// that ends in a colon.
    fn can_invert(&self, verb: usize, cue: CueMatch) -> bool {
        let speaks = match cue.frame {
            CueFrame::Tell => false,
            CueFrame::Think | CueFrame::Show => true,
            frame => frame.is_report(),
        };
        let finite = cue.forms.any(Forms::PAST.or(Forms::PRESENT));
        let left = self.left_past(verb, &[Word::Adverb, Word::Time, Word::Comma]);
        let after_quote = match left {
            None => self.word(verb + 1).is_none(),
            Some(i) => match self.kind(i) {
                Some(AtomKind::Quote(_)) => !self.closes_relative(i),
                Some(AtomKind::Word(Word::Subordinator)) => true,
                _ => self.ends_with_report(verb),
            },
        };
        speaks && finite && after_quote
    }

    /// A comma, the verb, its subject, and the sentence is over: *…, said X.*
    fn ends_with_report(&self, verb: usize) -> bool {
        self.before(verb) == Some(AtomKind::Word(Word::Comma))
            && self.is_noun_phrase(verb + 1)
            && matches!(self.word(verb + 2), None | Some(Word::Comma | Word::Stop))
            && self.cue(verb + 2).is_none()
            && self.over_parenthesis(verb.saturating_sub(1)).is_none()
    }

    /// Whether the quotation at `quote` ends a relative clause or apposition that began after
    /// a comma: *X, who called it “…,” said*.
    fn closes_relative(&self, quote: usize) -> bool {
        let start = self.left_end(quote);
        (start..quote).rev().take(REACH / 2).any(|i| {
            self.is_relative(i)
                && i > start + 1
                && self.word(i - 1) == Some(Word::Comma)
                && self.is_noun_phrase(i - 2)
        })
    }

    /// The subject right of an inverted verb: *said former planning chief Dana Orr*.
    fn inverted_subject(&self, verb: usize) -> Option<Subject> {
        let mut i = verb + 1;
        let mut passed = 0;
        while passed <= TITLE_WORDS {
            match self.kind(i)? {
                AtomKind::Mention(_) if self.is_relative(i) => return None,
                AtomKind::Mention(_) => return Some(self.with_joint(self.named_right(i))),
                AtomKind::Word(
                    Word::Other
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Genitive
                    | Word::Number
                    | Word::Adverb
                    | Word::Time,
                ) => passed += 1,
                _ => return None,
            }
            i += 1;
        }
        None
    }

    /// The source at `i` of a phrase such as *according to*, by name where a name explains it.
    pub fn joined_source(&self, i: usize) -> Subject {
        self.with_joint(self.named_right(i))
    }

    /// The personal name that explains the description at `i`: *the group's president, X*.
    /// A possessor is passed over for what it possesses.
    fn named_right(&self, mut i: usize) -> usize {
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

    fn is_person_name(&self, i: usize) -> bool {
        self.mention(i).is_some_and(|m| self.scene.mentions[m].kind == MentionKind::Name)
    }

    /// A subject with those joined to it on its right: *X and Y*, *X, Y and Z*.
    fn with_joint(&self, atom: usize) -> Subject {
        let mut joint = Vec::new();
        let mut i = atom + 1;
        if self.word(i) == Some(Word::And) && self.is_noun_phrase(i + 1) {
            let verb_follows = self.cue(i + 2).is_some_and(|cue| cue.kind == CueKind::Verb);
            if !verb_follows {
                joint.push(i + 1);
                i += 2;
            }
        }
        let _ = i;
        Subject { atom, joint }
    }

    /// The mention that a relative pronoun at `who` stands for.
    fn antecedent(&self, who: usize) -> Option<Subject> {
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
    fn head(&self, i: usize) -> Subject {
        self.head_within(i, DEPTH)
    }

    fn head_within(&self, i: usize, depth: usize) -> Subject {
        if depth == 0 {
            return i.into();
        }
        if let Some(first) = self.chain_head(i) {
            return self.head_within(first, depth - 1);
        }
        if let Some(first) = self.joined_before(i) {
            let mut subject = self.head_within(first, depth - 1);
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
    fn is_aside(&self, i: usize) -> bool {
        let preposition = i.wrapping_sub(1);
        self.word(preposition) == Some(Word::Preposition)
            && matches!(self.lower(preposition), "in" | "on" | "at" | "during")
            && !self.is_person_name(i)
            && self.chain_head(i).is_none()
    }

    /// The mention that governs the one at `i` through a preposition: *officials at X*.
    fn chain_head(&self, i: usize) -> Option<usize> {
        let preposition = i.checked_sub(1)?;
        let governor = i.checked_sub(2)?;
        let governs = matches!(self.word(preposition)?, Word::Preposition | Word::To)
            && self.is_noun_phrase(governor)
            && self.slot(governor) > Slot::Object;
        governs.then_some(governor)
    }

    /// The mention that *and* joins to the one at `i`, where both are subjects.
    fn joined_before(&self, i: usize) -> Option<usize> {
        let and = i.checked_sub(1)?;
        if self.word(and)? != Word::And {
            return None;
        }
        let first = match self.word(and.checked_sub(1)?) {
            Some(Word::Comma) => and.checked_sub(2)?,
            _ => and.checked_sub(1)?,
        };
        let joined = self.is_noun_phrase(first)
            && self.slot(first) >= Slot::Embedded
            && self.lower(and) == "and";
        joined.then_some(first)
    }

    /// For a description right after a name and a comma, that name: *X, the chairman*.
    fn apposed_name(&self, i: usize) -> Option<usize> {
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
    fn over_parenthesis(&self, end: usize) -> Option<Subject> {
        let start = self.left_end(end);
        let mut i = end;
        while i > start {
            i -= 1;
            let opens = match self.word(i) {
                Some(Word::Comma | Word::Dash | Word::Open) => true,
                _ => false,
            };
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
    fn can_head_parenthesis(&self, i: usize) -> bool {
        match self.slot(i) {
            Slot::Subject | Slot::Clause | Slot::Embedded => true,
            Slot::Prepositional => self.chain_head(i).is_some(),
            Slot::Apposition | Slot::Object => false,
        }
    }

    /// The mention in a subject that holds words that are no mention:
    /// *X on a visit to Springfield said*, *the X campaign said*.
    fn loose_subject(&self, from: usize) -> Option<Subject> {
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
                _ => return None,
            }
        }
        None
    }

    /// Whether the noun at `noun` stands in a prepositional phrase: *X in a speech said*.
    fn is_governed(&self, noun: usize) -> bool {
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
    fn possessor(&self, noun: usize) -> Option<usize> {
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
    fn author(&self, noun: usize) -> Option<usize> {
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

    /// The subject of the clause that a participle, an infinitive or a second verb at `at`
    /// belongs to: the nearest subject to its left, else the main one after it.
    pub fn far_subject(&self, at: usize) -> Option<Subject> {
        let mut inner: Option<(Slot, usize)> = None;
        for i in (self.left_end(at)..at).rev() {
            if !self.is_noun_phrase(i) || self.lower(i) == "it" {
                continue;
            }
            let slot = self.slot(i);
            if slot == Slot::Subject {
                return Some(self.with_joint(self.settled(i)));
            }
            if slot >= Slot::Embedded && inner.is_none_or(|(best, _)| slot > best) {
                inner = Some((slot, i));
            }
        }
        let opening = || {
            let opens = (self.left_end(at)..at).all(|i| self.mention(i).is_none());
            if opens { self.subject_after(at) } else { None }
        };
        inner.map(|(_, i)| self.with_joint(self.settled(i))).or_else(opening)
    }

    /// Who the sentence is about: the subject of its first report, else its first subject.
    pub fn main_subject(&self) -> Option<Subject> {
        let atoms = self.unit.atoms.start..self.right_end(self.unit.atoms.start);
        let report = atoms.clone().find_map(|i| {
            self.cue(i).filter(|cue| cue.reports_speech() && cue.forms != Forms::GERUND)?;
            self.subject_of(i).filter(|s| s.atom < i && self.slot(s.atom) >= Slot::Clause)
        });
        report.or_else(|| {
            let subject = |&i: &usize| self.is_noun_phrase(i) && self.slot(i) == Slot::Subject;
            atoms.into_iter().find(subject).map(|i| self.with_joint(self.settled(i)))
        })
    }

    /// The name that stands for a subject: the description itself, or the name beside it.
    fn settled(&self, i: usize) -> usize {
        let named = self.named_right(i);
        if self.word(i + 1) == Some(Word::Genitive) { i } else { named }
    }

    /// The main subject right of an opening participle: *Calling it “…”, X left*.
    fn subject_after(&self, at: usize) -> Option<Subject> {
        (at + 1..self.right_end(at))
            .find(|&i| self.is_noun_phrase(i) && self.slot(i) == Slot::Subject)
            .map(|i| self.with_joint(self.settled(i)))
    }

    /// What the mention at `i` is in its clause, by what stands before it.
    pub fn slot(&self, i: usize) -> Slot {
        self.slot_within(i, DEPTH)
    }

    /// As [`slot`](Self::slot), following at most `depth` mentions that the slot hangs on.
    fn slot_within(&self, i: usize, depth: usize) -> Slot {
        if depth == 0 {
            return Slot::Object;
        }
        let Some(left) = self.left_past(i, &[Word::Adverb, Word::Time, Word::Number]) else {
            return Slot::Subject;
        };
        match self.kind(left) {
            None | Some(AtomKind::Quote(_)) => Slot::Subject,
            Some(AtomKind::Mention(_)) => self.slot_beside(left, depth),
            Some(AtomKind::Cue(cue)) => self.slot_after_cue(left, cue),
            Some(AtomKind::Word(word)) => self.slot_after_word(left, word, i, depth),
        }
    }

    /// Two noun phrases side by side share a slot; the walk is bounded by the row of mentions.
    fn slot_beside(&self, left: usize, depth: usize) -> Slot {
        let mut i = left;
        while i > self.unit.atoms.start && self.mention(i - 1).is_some() && left - i < LOOSE {
            i -= 1;
        }
        if self.mention(i.wrapping_sub(1)).is_some() {
            Slot::Object
        } else {
            self.slot_within(i, depth - 1)
        }
    }

    fn slot_after_cue(&self, left: usize, cue: CueMatch) -> Slot {
        match cue.kind {
            CueKind::Verb if self.can_invert(left, cue) => Slot::Subject,
            CueKind::Verb
                if matches!(cue.frame, CueFrame::Say | CueFrame::Add | CueFrame::Think) =>
            {
                Slot::Embedded
            }
            CueKind::Phrase => Slot::Prepositional,
            _ => Slot::Object,
        }
    }

    fn slot_after_word(&self, left: usize, word: Word, i: usize, depth: usize) -> Slot {
        match word {
            Word::Comma | Word::Dash => self.slot_after_comma(left, i, depth),
            Word::Close | Word::Semicolon | Word::Colon | Word::Stop | Word::But => Slot::Subject,
            Word::And => match left.checked_sub(1) {
                Some(first) if self.is_noun_phrase(first) => self.slot_within(first, depth - 1),
                Some(first) if self.word(first) == Some(Word::Other) && !self.acts(i) => {
                    Slot::Object
                }
                _ => Slot::Subject,
            },
            Word::That if self.opens_complement(left) => Slot::Embedded,
            Word::Subordinator if self.follows_report(left) => Slot::Embedded,
            Word::That | Word::Who | Word::Subordinator | Word::Open => Slot::Clause,
            Word::Preposition | Word::By | Word::To => Slot::Prepositional,
            Word::Genitive => match left.checked_sub(1) {
                Some(owner) if self.is_noun_phrase(owner) => self.slot_within(owner, depth - 1),
                _ => Slot::Object,
            },
            Word::Other | Word::Determiner | Word::Possessive => self.slot_after_plain(left),
            _ => Slot::Object,
        }
    }

    /// Whether *that* at `that` opens what somebody says, not a relative clause: *told X that*.
    fn opens_complement(&self, that: usize) -> bool {
        !matches!(
            self.before(that),
            Some(AtomKind::Word(Word::Other | Word::Genitive | Word::Possessive)) | None
        )
    }

    /// Whether a verb of speech, with or without *that*, stands right before atom `i`.
    fn follows_report(&self, i: usize) -> bool {
        self.left_past(i, &[Word::That])
            .and_then(|left| self.cue(left))
            .is_some_and(|cue| cue.reports_speech())
    }

    /// Whether a verb follows the mention at `i`.
    fn acts(&self, i: usize) -> bool {
        self.cue(i + 1).is_some_and(|cue| cue.kind == CueKind::Verb)
            || matches!(self.word(i + 1), Some(Word::Auxiliary | Word::Be))
    }

    /// After a comma: an apposition to the mention before it, unless that one belongs to an
    /// opening phrase (*In a talk with X, Y said*).
    fn slot_after_comma(&self, comma: usize, i: usize, depth: usize) -> Slot {
        let Some(first) = comma.checked_sub(1).filter(|&f| self.is_noun_phrase(f)) else {
            return Slot::Subject;
        };
        let verb_follows = self
            .cue(i + 1)
            .is_some_and(|cue| cue.kind == CueKind::Verb && cue.forms != Forms::GERUND)
            || matches!(self.word(i + 1), Some(Word::Auxiliary | Word::Be));
        match self.slot_within(first, depth - 1) {
            Slot::Prepositional | Slot::Object | Slot::Embedded | Slot::Clause if verb_follows => {
                Slot::Subject
            }
            Slot::Prepositional if !self.has_subject_before(first) => Slot::Subject,
            _ => Slot::Apposition,
        }
    }

    /// Whether a mention left of `i` could be the subject of the sentence.
    fn has_subject_before(&self, i: usize) -> bool {
        (self.left_end(i)..i).any(|j| {
            self.is_noun_phrase(j)
                && !matches!(
                    self.before(j),
                    Some(AtomKind::Word(Word::Preposition | Word::To | Word::By | Word::Genitive))
                )
        })
    }

    /// After plain words: a subject if nothing but such words stands between it and the start
    /// of the clause (an unknown title: *Former planning chief X*), else an object.
    fn slot_after_plain(&self, left: usize) -> Slot {
        let mut i = left;
        for _ in 0..TITLE_WORDS {
            match self.word(i) {
                Some(Word::Other | Word::Determiner | Word::Possessive | Word::Number) => {}
                Some(Word::Comma | Word::Semicolon | Word::Colon | Word::Dash) => {
                    return Slot::Embedded;
                }
                Some(Word::Preposition | Word::By | Word::To) => return Slot::Prepositional,
                _ => return Slot::Object,
            }
            if i == self.unit.atoms.start {
                return Slot::Subject;
            }
            i -= 1;
        }
        Slot::Object
    }
}
