//! The walk over a document: what begins at a token, what stands before it, one mention each.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::cues::{CueKind, Cues, Forms};
use crate::lexicons::names::{GenderCode, Names};
use crate::text::{Document, Span, TokenKind};

use super::heads::Core;
use super::known::Known;
use super::pronouns::pronoun;
use super::{Case, Gender, Mention, MentionKind, Number};

/// Walks a document from left to right and writes down what it finds.
pub struct Finder<'d, 'a> {
    /// The text.
    pub document: &'d Document<'a>,
    /// The word lists.
    pub names: &'d Names,
    /// Reporting words: after a subject they are verbs.
    pub cues: &'d Cues,
    /// What the article teaches.
    pub known: Known,
    /// Mentions so far, in order.
    pub found: Vec<Mention>,
}

impl From<GenderCode> for Gender {
    fn from(code: GenderCode) -> Self {
        match code {
            GenderCode::M => Self::Male,
            GenderCode::F => Self::Female,
            GenderCode::Either => Self::Unknown,
        }
    }
}

impl<'d, 'a> Finder<'d, 'a> {
    /// Learns from the document what it teaches about its names.
    pub fn new(document: &'d Document<'a>, lexicons: &'d Lexicons) -> Self {
        let (names, cues) = (&lexicons.names, &lexicons.cues);
        Self { document, names, cues, known: Known::learn(document, names), found: Vec::new() }
    }

    /// Whether token `t` is the finite form of a verb of speech.
    pub fn is_said(&self, t: usize) -> bool {
        let finite = Forms::PRESENT.or(Forms::PAST);
        self.cues
            .at(self.document, t, t + 1)
            .any(|cue| cue.kind == CueKind::Verb && cue.forms.any(finite))
    }

    /// Finds the mentions of one paragraph.
    pub fn scan(&mut self, tokens: Range<usize>) {
        let mut i = tokens.start;
        while i < tokens.end {
            i = match self.core(i, &tokens) {
                Some(core) => {
                    let end = core.tokens.end;
                    self.push(core, tokens.start);
                    end.max(i + 1)
                }
                None => i + 1,
            };
        }
    }

    /// Single words that were taken for bodies before their full name was met.
    pub fn promote_surnames(&mut self) {
        for mention in &self.found {
            if mention.kind == MentionKind::Name {
                self.known.add_surname(self.document, mention.head);
            }
        }
        for mention in &mut self.found {
            let alone = mention.tokens.len() == 1 && mention.kind == MentionKind::Body;
            if alone
                && self.known.is_surname(self.document.lower(mention.head))
                && self.names.head_at(self.document, mention.head).is_none()
                && self.names.place_at(self.document, mention.head).is_none()
            {
                mention.kind = MentionKind::Name;
                mention.name = mention.span;
                mention.gender = Gender::Unknown;
            }
        }
    }

    /// Adds a core with its modifiers, unless it is a bare noun that names nobody.
    fn push(&mut self, core: Core, floor: usize) {
        if self.is_emphatic(&core) {
            return;
        }
        let mut start = core.tokens.start;
        let mut owner = None;
        if core.kind != MentionKind::Pronoun {
            let left = self.modifiers(&core, floor);
            owner = self.owner(left.start);
            let bare = core.kind == MentionKind::Nominal
                && core.number == Number::Singular
                && !left.determined
                && owner.is_none()
                && !core.stands_alone;
            if bare {
                return;
            }
            start = left.start;
            while let Some(eaten) = self.found.pop_if(|m| m.tokens.end > start) {
                start = start.min(eaten.tokens.start);
            }
        }
        let mention = self.mention(core, start, owner);
        self.found.push(mention);
    }

    fn mention(&self, core: Core, start: usize, owner: Option<usize>) -> Mention {
        let tokens = start..core.tokens.end;
        let span = self.document.span_of(&tokens);
        let name = match core.name.is_empty() {
            true => Span::new(span.end, span.end),
            false => self.document.span_of(&core.name),
        };
        Mention {
            span,
            tokens,
            kind: core.kind,
            name,
            head: core.head,
            number: core.number,
            gender: core.gender,
            case: self.case(&core),
            owner,
            quotation: None,
            headline: false,
        }
    }

    /// *Crow himself*: the pronoun names nobody new.
    fn is_emphatic(&self, core: &Core) -> bool {
        let lower = self.document.lower(core.head);
        let reflexive = lower.ends_with("self") || lower.ends_with("selves");
        core.kind == MentionKind::Pronoun
            && reflexive
            && self.found.last().is_some_and(|m| m.tokens.end == core.tokens.start)
    }

    fn case(&self, core: &Core) -> Case {
        let after = core.tokens.end;
        if core.kind == MentionKind::Pronoun {
            return match pronoun(self.document.lower(core.head)) {
                // her plan, but: told her that
                Some(p) if p.form == "her" && !self.takes_noun(after) => Case::Object,
                Some(p) => p.case,
                None => Case::Subject,
            };
        }
        if self.is_possessive_mark(after) { Case::Possessive } else { Case::Subject }
    }

    /// Whether token `i` can begin what a possessive belongs to.
    fn takes_noun(&self, i: usize) -> bool {
        let word = |t: &crate::text::Token| t.kind == TokenKind::Word;
        self.document.tokens().get(i).is_some_and(word)
            && !super::words::STOPS.contains(self.document.lower(i))
            && !super::words::DETERMINERS.contains(self.document.lower(i))
    }

    /// An `'s` or `’` with a noun phrase after it (else `'s` may be *is*).
    fn is_possessive_mark(&self, i: usize) -> bool {
        let tokens = self.document.tokens();
        let (Some(mark), Some(next)) = (tokens.get(i), tokens.get(i + 1)) else {
            return false;
        };
        let lower = self.document.lower(i);
        let clitic =
            lower == "'s" || lower == "'" && i > 0 && self.document.lower(i - 1).ends_with('s');
        clitic && !mark.spaced && next.spaced
    }

    /// The mention whose possessive mark stands right before token `i`.
    fn owner(&self, i: usize) -> Option<usize> {
        let last = self.found.last()?;
        let owns = last.case == Case::Possessive
            && last.kind != MentionKind::Pronoun
            && last.tokens.end + 1 == i;
        owns.then(|| self.found.len() - 1)
    }
}
