//! What begins at a token: a pronoun, a name, a body, or a head noun, without its modifiers.

use std::ops::Range;

use crate::lexicons::names::{Also, GenderCode, Head, NounClass, PlaceKind, TitleKind};
use crate::text::TokenKind;

use super::pronouns::{indefinite, pronoun};
use super::scan::Finder;
use super::words::{AUXILIARIES, DETERMINERS, PARTICLES, STOPS, VERBS};
use super::{Gender, MentionKind, Number};

/// Most tokens that titles and head nouns in a row are taken from, more than any office has. A run
/// that names nobody is read again from its second word on, so that without a bound the work would
/// grow with its square.
const LONGEST_RUN: usize = 24;

/// A mention without its modifiers.
#[derive(Clone, Debug)]
pub struct Core {
    /// What it is made of.
    pub kind: MentionKind,
    /// Titles, heads and name.
    pub tokens: Range<usize>,
    /// The personal name; empty for none.
    pub name: Range<usize>,
    /// Head noun or last word of the name.
    pub head: usize,
    /// One or many.
    pub number: Number,
    /// As it shows.
    pub gender: Gender,
    /// A singular that needs no article before it.
    pub stands_alone: bool,
}

impl Core {
    fn new(kind: MentionKind, tokens: Range<usize>) -> Self {
        let (end, head) = (tokens.end, tokens.end.saturating_sub(1));
        Self {
            kind,
            tokens,
            name: end..end,
            head,
            number: Number::Singular,
            gender: Gender::Unknown,
            stands_alone: false,
        }
    }
}

impl Finder<'_, '_> {
    /// The core that begins at token `i`.
    pub fn core(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if self.document.tokens()[i].kind == TokenKind::Number {
            return self.aged(i, within);
        }
        if self.document.tokens()[i].kind != TokenKind::Word {
            return None;
        }
        self.pronoun(i)
            .or_else(|| self.indefinite(i, within))
            .or_else(|| self.known_person(i, within))
            .or_else(|| self.body_name(i, within))
            .or_else(|| self.place(i, within))
            .or_else(|| self.headed(i, within))
            .or_else(|| self.bare_name(i, within))
            .or_else(|| self.unlisted(i, within))
    }

    fn pronoun(&self, i: usize) -> Option<Core> {
        let pronoun = pronoun(self.document.lower(i))?;
        let country = self.document.word(i) == "US";
        (!country).then(|| Core {
            number: pronoun.number,
            gender: pronoun.gender,
            ..Core::new(MentionKind::Pronoun, i..i + 1)
        })
    }

    /// *Many*, *others*, *those* as the subject of what follows.
    fn indefinite(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        let number = indefinite(self.document.lower(i))?;
        let next = i + 1;
        let verb = next < within.end && {
            let lower = self.document.lower(next);
            VERBS.contains(lower)
                || STOPS.contains(lower)
                || lower.ends_with("ed")
                || self.is_said(next)
        };
        let compound = self.document.lower(i).len() > 7 || self.document.lower(i) == "others";
        (verb || compound).then(|| Core {
            number,
            stands_alone: true,
            ..Core::new(MentionKind::Nominal, i..next)
        })
    }

    /// *the 53-year-old*
    fn aged(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        let noun_follows = i + 1 < within.end && {
            let next = self.document.tokens()[i + 1].kind;
            next == TokenKind::Word
                && !STOPS.contains(self.document.lower(i + 1))
                && !VERBS.contains(self.document.lower(i + 1))
        };
        (self.document.lower(i).ends_with("-year-old") && !noun_follows)
            .then(|| Core::new(MentionKind::Nominal, i..i + 1))
    }

    /// A person of the people lexicon.
    fn known_person(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.document.is_capitalized(i) {
            return None;
        }
        let (n, gender) = self.names.person_at(self.document, i)?;
        let end = i + n;
        let written_so = (i..end).all(|t| {
            self.document.is_capitalized(t)
                || self.document.tokens()[t].kind != TokenKind::Word
                || PARTICLES.contains(self.document.lower(t))
        });
        (written_so && end <= within.end && (n > 1 || self.is_name_word(i))).then(|| {
            let name_end =
                if n > 1 { self.suffix_end(end, within) } else { self.name_end(end, within) };
            self.person(i..i, i..name_end, gender.into())
        })
    }

    /// A country, city or people as an actor.
    fn place(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.document.is_capitalized(i) {
            return None;
        }
        let (n, place) = self.names.place_at(self.document, i)?;
        let end = i + n;
        let given = self.names.given_gender(self.document.lower(i)).is_some();
        let name_follows = given
            && end < within.end
            && self.is_name_word(end)
            && self.names.head_at(self.document, end).is_none();
        if end > within.end || n == 1 && name_follows {
            return None;
        }
        let code = place.kind == PlaceKind::State && self.document.word(i).len() <= 2;
        if !place.demonym {
            let body = Core { gender: Gender::Neuter, ..Core::new(MentionKind::Body, i..end) };
            return (!code).then_some(body);
        }
        let verb = end >= within.end
            || self.reads_as_verb(end)
            || self.document.tokens()[end].kind != TokenKind::Word;
        let people = self.document.lower(end - 1).ends_with('s')
            || verb && i > within.start && self.document.lower(i - 1) == "the";
        let number = if self.is_collective(end - 1) { Number::Plural } else { Number::Singular };
        people.then(|| Core { number, ..Core::new(MentionKind::Nominal, i..end) })
    }

    /// "the French" are many, "the Texan" is one.
    fn is_collective(&self, i: usize) -> bool {
        !self.document.lower(i).ends_with("an") && !self.document.lower(i).ends_with("er")
    }

    fn reads_as_verb(&self, i: usize) -> bool {
        let lower = self.document.lower(i);
        VERBS.contains(lower)
            || AUXILIARIES.contains(lower)
            || lower.ends_with("ed")
            || self.is_said(i)
    }

    /// A run of head nouns and titles, with the name that follows them.
    fn headed(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        let mut run = Run { end: i, last: None, gender: Gender::Unknown };
        let limit = within.end.min(i + LONGEST_RUN);
        while run.end < limit && self.extend_run(&mut run, i, within) {}
        let Run { end, last, gender } = run;
        let last = last?;
        let body = last.noun == Some(NounClass::Body) || last.noun.is_none() && last.proper;
        if (last.title.is_some() || !body)
            && let Some(name) = self.name_at(end, within, true)
        {
            return Some(self.person(i..end, name, gender));
        }
        if last.noun.is_none() && !last.proper && self.needs_name(last, end - 1) {
            return None;
        }
        // the ad | states
        let verb = last.also == Also::Verb
            && last.plural
            && end == i + 1
            && self.found.last().is_some_and(|m| {
                let noun = m.kind == MentionKind::Nominal && m.number == Number::Singular;
                // Crow | notes that
                let name = m.kind == MentionKind::Name
                    && body
                    && self.reports(i, i + 1).is_some()
                    && !DETERMINERS.contains(self.document.lower(m.tokens.start));
                m.tokens.end == i && (noun || name)
            });
        let adjective = last.also == Also::Adjective
            && !last.plural
            && end < within.end
            && self.document.tokens()[end].kind == TokenKind::Word
            && !self.document.is_capitalized(end)
            && !STOPS.contains(self.document.lower(end))
            && !self.reads_as_verb(end);
        if adjective || verb {
            return None;
        }
        let capital = self.document.is_capitalized(end - 1) && !self.known.is_shouted(end - 1);
        let named = body && capital && (last.proper || !self.known.opens(end - 1));
        let kind = if named { MentionKind::Body } else { MentionKind::Nominal };
        let number = if last.plural { Number::Plural } else { Number::Singular };
        let gender = if body { Gender::Neuter } else { gender };
        Some(Core { number, gender, ..Core::new(kind, i..end) })
    }

    /// Takes the head noun or title after a run into it, unless it reads as something else.
    fn extend_run(&self, run: &mut Run, start: usize, within: &Range<usize>) -> bool {
        let i = run.end;
        let Some((n, head)) = self.names.head_at(self.document, i) else {
            return false;
        };
        let after_title = run.last.is_some_and(|last| {
            last.title == Some(TitleKind::Honorific)
                || i > start && self.document.word(i - 1).ends_with('.')
        });
        // Mr. Singer; Sen. Major
        let surname = after_title
            && head.title.is_none()
            && self.document.is_capitalized(i)
            && self.names.head_at(self.document, i + n).is_none_or(|(_, h)| h.title.is_none());
        // Howard Dean, seen before
        let alone = i == start
            && i.checked_sub(1).is_none_or(|t| {
                self.document.tokens()[t].kind == TokenKind::Mark
                    || STOPS.contains(self.document.lower(t))
            });
        let introduced = (run.last.is_some() || alone)
            && self.document.is_capitalized(i)
            && self.known.is_surname(self.document.lower(i))
            && i + n < within.end
            && !self.document.is_capitalized(i + n);
        // the ad states that
        let verb =
            head.also == Also::Verb && head.plural && run.last.is_some_and(|last| !last.plural);
        if i + n > within.end || surname || introduced || verb {
            return false;
        }
        run.end = i + n;
        run.last = Some(head);
        if head.gender != GenderCode::Either {
            run.gender = head.gender.into();
        }
        true
    }

    /// A title that means nobody without a name after it.
    fn needs_name(&self, head: Head, last: usize) -> bool {
        head.title == Some(TitleKind::Honorific) || self.document.word(last).ends_with('.')
    }
}

/// Head nouns and titles in a row.
struct Run {
    end: usize,
    last: Option<Head>,
    gender: Gender,
}
