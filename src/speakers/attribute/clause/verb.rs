//! From a verb to its subject: left over what stands between, or right where the order is inverted.

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};

use crate::speakers::mentions::MentionKind;

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{Clause, REACH, Slot, Subject, TITLE_WORDS};

impl Clause<'_, '_> {
    /// The subject of the verb cue at `verb`, if it can be made out.
    pub fn subject_of(&self, verb: usize) -> Option<Subject> {
        let cue = self.cue(verb)?;
        if self.can_invert(verb, cue)
            && let Some(subject) = self.inverted_subject(verb)
        {
            return Some(subject);
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
    pub(super) fn subject_past_word(
        &self,
        left: usize,
        word: Word,
        verb: usize,
    ) -> Option<Subject> {
        match word {
            Word::Who | Word::That => self.antecedent(left),
            Word::Comma | Word::Dash | Word::Close => {
                self.over_parenthesis(left).or_else(|| self.far_subject(verb))
            }
            Word::To => self.controller(left).or_else(|| self.far_subject(left)),
            Word::And | Word::But | Word::Object => self.far_subject(left),
            Word::Other
            | Word::Preposition
            | Word::Determiner
            | Word::Genitive
            | Word::Possessive => self.loose_subject(left),
            Word::Semicolon | Word::Colon | Word::Open => None,
            _ => None,
        }
    }

    /// *led her to declare*: the object before the infinitive is its subject.
    fn controller(&self, to: usize) -> Option<Subject> {
        let object = to.checked_sub(1).filter(|&i| self.scene.atoms[i].mention.is_some())?;
        let verb = object.checked_sub(1)?;
        let personal = matches!(self.word(object), Some(Word::Object | Word::Possessive))
            || self.mention(object).is_some_and(|m| {
                matches!(self.scene.mentions[m].kind, MentionKind::Name | MentionKind::Nominal)
            });
        let governed =
            matches!(self.word(verb), Some(Word::Other)) && self.slot(object) == Slot::Object;
        (personal && governed).then(|| object.into())
    }

    /// *was saying*: the gerund belongs to a finite verb.
    pub(super) fn is_progressive(&self, verb: usize) -> bool {
        let left = self.left_past(verb, &[Word::Adverb, Word::Not]);
        left.and_then(|i| self.word(i)) == Some(Word::Be)
    }

    /// Whether the verb is in the passive: its grammatical subject does not speak.
    pub fn is_passive(&self, verb: usize) -> bool {
        let Some(cue) = self.cue(verb) else { return false };
        cue.forms.any(Forms::PARTICIPLE) && (self.is_progressive(verb) || self.is_reduced(verb))
    }

    /// A participle that describes a noun and names its agent: *a plan denounced as “…” by X*.
    pub(super) fn is_reduced(&self, verb: usize) -> bool {
        let followed_by_agent = self.word(verb + 1) == Some(Word::By)
            || matches!(self.kind(verb + 1), Some(AtomKind::Quote(_)))
                && self.word(verb + 2) == Some(Word::By)
                && self.left_past(verb, &[Word::Adverb]).is_some_and(|i| i + 1 == verb);
        let after_comma = self.word(verb.wrapping_sub(1)) == Some(Word::Comma);
        let as_phrase = self.scene.atoms[verb].tokens.len() > 1 && self.ends_in_as(verb);
        followed_by_agent || after_comma && as_phrase
    }

    pub(super) fn ends_in_as(&self, verb: usize) -> bool {
        self.scene.document.lower(self.scene.atoms[verb].tokens.end - 1) == "as"
    }

    /// Whether the verb may stand before its subject: after a quotation, or opening a sentence
    /// that ends in a colon.
    pub(super) fn can_invert(&self, verb: usize, cue: CueMatch) -> bool {
        let speaks = match cue.frame {
            CueFrame::Tell => false,
            CueFrame::Think | CueFrame::Show => true,
            CueFrame::Judge => self.follows_pause(verb),
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

    /// *“…,” criticized X*: a verb of judgement right after a quotation that ends in a comma.
    fn follows_pause(&self, verb: usize) -> bool {
        match self.before(verb) {
            Some(AtomKind::Quote(q)) => self.scene.quoted(q).ends_with([',', '?', '!']),
            _ => false,
        }
    }

    /// A comma, the verb, its subject, and the sentence is over: *…, said X.*
    pub(super) fn ends_with_report(&self, verb: usize) -> bool {
        self.before(verb) == Some(AtomKind::Word(Word::Comma))
            && self.is_noun_phrase(verb + 1)
            && matches!(
                self.word(verb + 2),
                None | Some(
                    Word::Comma | Word::Stop | Word::Subordinator | Word::Preposition | Word::Time
                )
            )
            && !matches!(self.kind(verb + 2), Some(AtomKind::Quote(_) | AtomKind::Mention(_)))
            && self.cue(verb + 2).is_none()
            && self.over_parenthesis(verb.saturating_sub(1)).is_none()
    }

    /// Whether the quotation at `quote` ends a relative clause or apposition that began after
    /// a comma: *X, who called it “…,” said*.
    pub(super) fn closes_relative(&self, quote: usize) -> bool {
        let start = self.left_end(quote);
        (start..quote).rev().take(REACH / 2).any(|i| {
            self.is_relative(i)
                && i > start + 1
                && self.word(i - 1) == Some(Word::Comma)
                && self.is_noun_phrase(i - 2)
        })
    }

    /// The subject right of an inverted verb: *said former planning chief Dana Orr*.
    pub fn inverted_subject(&self, verb: usize) -> Option<Subject> {
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
}
