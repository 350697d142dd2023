//! Noun phrases: a head or a name, with what belongs to it on the left.

use std::ops::Range;

use crate::lexicons::names::{GenderCode, Head, HeadClass, Names, PlaceKind, TitleKind};
use crate::text::{Document, Span, TokenKind};

use super::known::{Known, opens_sentence};
use super::pronouns::pronoun;
use super::words::{CALENDAR, DETERMINERS, PARTICLES, STOPS, SUFFIXES, VERBS};
use super::{Case, Gender, Mention, MentionKind, Number};

/// Most tokens between a determiner and its head.
const LONGEST_MODIFIERS: usize = 8;
/// Most words of a personal name.
const LONGEST_NAME: usize = 6;

/// Walks a document from left to right and writes down what it finds.
pub struct Finder<'d, 'a> {
    /// The text.
    pub document: &'d Document<'a>,
    /// The word lists.
    pub names: &'d Names,
    /// What the article teaches.
    pub known: Known<'a>,
    /// Mentions so far, in order.
    pub found: Vec<Mention>,
}

/// A mention without its modifiers.
struct Core {
    kind: MentionKind,
    tokens: Range<usize>,
    name: Range<usize>,
    head: usize,
    number: Number,
    gender: Gender,
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

impl Finder<'_, '_> {
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

    fn core(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if self.document.tokens()[i].kind != TokenKind::Word {
            return None;
        }
        let lower = self.document.lower(i);
        if let Some(p) = pronoun(lower) {
            let acronym = lower == "us" && self.document.word(i) == "US";
            if !acronym {
                return Some(Core {
                    kind: MentionKind::Pronoun,
                    tokens: i..i + 1,
                    name: i..i,
                    head: i,
                    number: p.number,
                    gender: p.gender,
                });
            }
        }
        self.known_person(i, within)
            .or_else(|| self.place(i, within))
            .or_else(|| self.headed(i, within))
            .or_else(|| self.bare_name(i, within))
    }

    /// A person of the people lexicon.
    fn known_person(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.document.is_capitalized(i) {
            return None;
        }
        let (n, gender) = self.names.person_at(self.document, i)?;
        let end = self.name_end(i + n, within);
        let all = (i..i + n).all(|t| {
            self.document.is_capitalized(t)
                || self.document.tokens()[t].kind != TokenKind::Word
                || PARTICLES.contains(&self.document.lower(t))
        });
        (all && i + n <= within.end).then(|| self.person(i..i, i..end, gender.into()))
    }

    fn person(&self, heads: Range<usize>, name: Range<usize>, gender: Gender) -> Core {
        let start = if heads.is_empty() { name.start } else { heads.start };
        let given = self.names.given_gender(self.document.word(name.start));
        let gender = match (gender, given) {
            (Gender::Unknown, Some(code)) => code.into(),
            (shown, _) => shown,
        };
        let last = name.clone().rev().find(|&t| !SUFFIXES.contains(&self.document.lower(t)));
        Core {
            kind: MentionKind::Name,
            tokens: start..name.end,
            head: last.unwrap_or(name.start),
            name,
            number: Number::Singular,
            gender,
        }
    }

    /// A country, city or people as an actor.
    fn place(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.document.is_capitalized(i) {
            return None;
        }
        let (n, place) = self.names.place_at(self.document, i)?;
        let end = i + n;
        let given = self.names.given_gender(self.document.word(i)).is_some();
        if end > within.end || given && end < within.end && self.capital_word(end) {
            return None;
        }
        let plural = self.document.lower(end - 1).ends_with('s') && place.demonym;
        if place.demonym && !plural
            || matches!(place.kind, PlaceKind::State) && n == 1 && self.document.word(i).len() <= 2
        {
            return None;
        }
        let kind = if place.demonym { MentionKind::Nominal } else { MentionKind::Body };
        let number = if plural { Number::Plural } else { Number::Singular };
        Some(Core {
            kind,
            tokens: i..end,
            name: end..end,
            head: end - 1,
            number,
            gender: Gender::Neuter,
        })
    }

    /// A run of head nouns and titles, with the name that follows them.
    fn headed(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        let mut end = i;
        let mut last: Option<Head> = None;
        let mut gender = Gender::Unknown;
        while end < within.end {
            let Some((n, head)) = self.names.head_at(self.document, end) else { break };
            if end + n > within.end || !self.fits(end, head) {
                break;
            }
            end += n;
            last = Some(head);
            if head.gender != GenderCode::Either {
                gender = head.gender.into();
            }
        }
        let last = last?;
        if last.class != HeadClass::Body
            && let Some(name) = self.name_at(end, within, true)
        {
            return Some(self.person(i..end, name, gender));
        }
        let capital = self.document.is_capitalized(end - 1);
        let kind = match last.class {
            HeadClass::Title(TitleKind::Honorific) => return None,
            HeadClass::Title(_) if self.document.word(end - 1).ends_with('.') => return None,
            HeadClass::Body if last.proper || capital && !self.opens(end - 1) => MentionKind::Body,
            _ => MentionKind::Nominal,
        };
        let gender = if last.class == HeadClass::Body { Gender::Neuter } else { gender };
        let number = if last.plural { Number::Plural } else { Number::Singular };
        Some(Core { kind, tokens: i..end, name: end..end, head: end - 1, number, gender })
    }

    /// Whether a head noun or title reads as one here.
    fn fits(&self, i: usize, head: Head) -> bool {
        let word = self.document.word(i);
        !head.proper || word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
    }

    /// A name without a title, or an unknown body.
    fn bare_name(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.capital_word(i) {
            return None;
        }
        if let Some(name) = self.name_at(i, within, false) {
            return Some(self.person(i..i, name, Gender::Unknown));
        }
        let mut end = i;
        while end < within.end && self.capital_word(end) && end - i < LONGEST_NAME {
            if self.names.head_at(self.document, end).is_some() && end > i {
                break;
            }
            end += 1;
        }
        let lower = self.document.lower(i);
        let proper = !self.opens(i) || self.known.is_proper(lower) && !self.known.is_common(lower);
        (end > i && proper).then(|| Core {
            kind: MentionKind::Body,
            tokens: i..end,
            name: end..end,
            head: end - 1,
            number: Number::Singular,
            gender: Gender::Neuter,
        })
    }

    /// The personal name that begins at token `i`, if one does.
    fn name_at(&self, i: usize, within: &Range<usize>, titled: bool) -> Option<Range<usize>> {
        if i >= within.end || !self.capital_word(i) {
            return None;
        }
        if let Some((n, _)) = self.names.person_at(self.document, i)
            && i + n <= within.end
        {
            return Some(i..self.name_end(i + n, within));
        }
        let end = self.name_end(i + 1, within);
        let word = self.document.word(i);
        let given = self.names.given_gender(word).is_some();
        let long = end - i > 1;
        let known = self.known.is_surname(self.document.word(end - 1))
            || self.names.is_known_surname(self.document.word(end - 1));
        let person =
            titled || given && (long || !self.opens(i)) || known || long && self.plausible(i, end);
        person.then_some(i..end)
    }

    /// Two or three capitalised words that nothing speaks against.
    fn plausible(&self, start: usize, end: usize) -> bool {
        let the = start > 0 && self.document.lower(start - 1) == "the";
        let opens = self.opens(start);
        let lower = self.document.lower(start);
        let initial = (start..end)
            .any(|t| self.document.word(t).len() == 2 && self.document.word(t).ends_with('.'));
        let all_caps =
            (start..end).all(|t| self.document.word(t).chars().all(|c| !c.is_lowercase()));
        initial || !the && !all_caps && end - start <= 3 && (!opens || !self.known.is_common(lower))
    }

    /// Where a name ends whose first words end at token `i`.
    fn name_end(&self, mut i: usize, within: &Range<usize>) -> usize {
        let limit = within.end.min(i + LONGEST_NAME);
        while i < limit {
            if let Some(after) = self.nickname(i, limit) {
                i = after;
            } else if self.capital_word(i) && !self.heads_name(i) {
                i += 1;
            } else if let Some(after) = self.particles(i, limit) {
                i = after;
            } else if SUFFIXES.contains(&self.document.lower(i)) {
                return i + 1;
            } else if self.document.word(i) == ","
                && i + 1 < limit
                && SUFFIXES.contains(&self.document.lower(i + 1))
            {
                return i + 2;
            } else {
                break;
            }
        }
        i
    }

    /// A capitalised head noun that is no surname here.
    fn heads_name(&self, i: usize) -> bool {
        self.names.head_at(self.document, i).is_some()
            && !self.known.is_surname(self.document.word(i))
    }

    /// `van der` before a capitalised word.
    fn particles(&self, i: usize, limit: usize) -> Option<usize> {
        let end = (i..limit).find(|&t| !PARTICLES.contains(&self.document.lower(t)))?;
        (end > i && end < limit && self.capital_word(end)).then_some(end + 1)
    }

    /// “Jack” between a given name and a surname.
    fn nickname(&self, i: usize, limit: usize) -> Option<usize> {
        let open = matches!(self.document.word(i), "“" | "\"" | "‘" | "(" | "'");
        let close =
            i + 2 < limit && matches!(self.document.word(i + 2), "”" | "\"" | "’" | ")" | "'");
        (open && close && self.capital_word(i + 1) && i + 3 < limit && self.capital_word(i + 3))
            .then_some(i + 4)
    }

    /// A capitalised word that can be part of a name.
    fn capital_word(&self, i: usize) -> bool {
        let lower = self.document.lower(i);
        self.document.is_capitalized(i)
            && !CALENDAR.contains(&lower)
            && !STOPS.contains(&lower)
            && !DETERMINERS.contains(&lower)
            && !(VERBS.contains(&lower) && self.opens(i))
            && pronoun(lower).is_none()
    }

    fn opens(&self, i: usize) -> bool {
        opens_sentence(self.document, i)
            || self
                .document
                .sentence_at(self.document.tokens()[i].span.start)
                .is_some_and(|s| self.document.sentences()[s].tokens.start == i)
    }

    /// Adds a core with its modifiers, unless it is a bare noun that names nobody.
    fn push(&mut self, core: Core, floor: usize) {
        let mut start = core.tokens.start;
        let mut owner = None;
        if core.kind != MentionKind::Pronoun {
            let floor = self.found.last().map_or(floor, |m| self.absorb_floor(m)).max(floor);
            let (left, determined) = self.modifiers(start, floor, &core);
            owner = self.owner(left);
            let counts = core.kind != MentionKind::Nominal
                || determined
                || owner.is_some()
                || core.number == Number::Plural
                || left < start;
            if !counts {
                return;
            }
            start = left;
            while self.found.last().is_some_and(|m| m.tokens.end > start) {
                if let Some(eaten) = self.found.pop() {
                    start = start.min(eaten.tokens.start);
                }
            }
        }
        let tokens = start..core.tokens.end;
        let case = self.case(&core);
        self.found.push(Mention {
            span: self.document.span_of(&tokens),
            name: if core.name.is_empty() {
                let end = self.document.span_of(&tokens).end;
                Span::new(end, end)
            } else {
                self.document.span_of(&core.name)
            },
            tokens,
            kind: core.kind,
            head: core.head,
            number: core.number,
            gender: core.gender,
            case,
            owner,
            quotation: None,
        });
    }

    fn case(&self, core: &Core) -> Case {
        if core.kind == MentionKind::Pronoun {
            return pronoun(self.document.lower(core.head)).map_or(Case::Subject, |p| p.case);
        }
        let after = core.tokens.end;
        let clitic = after < self.document.tokens().len()
            && (self.document.lower(after) == "'s"
                || self.document.lower(after) == "'"
                    && self.document.word(after - 1).ends_with('s'))
            && !self.document.tokens()[after].spaced;
        let possessive = clitic
            && after + 1 < self.document.tokens().len()
            && self.document.tokens()[after + 1].kind != TokenKind::Mark;
        if possessive { Case::Possessive } else { Case::Subject }
    }

    /// The first token that modifiers of what comes next may take in.
    fn absorb_floor(&self, last: &Mention) -> usize {
        let absorbable = match last.kind {
            MentionKind::Pronoun => last.case == Case::Possessive,
            _ => true,
        };
        if absorbable { last.tokens.start } else { last.tokens.end }
    }

    /// The mention whose `'s` stands right before token `i`.
    fn owner(&self, i: usize) -> Option<usize> {
        let last = self.found.last()?;
        (last.case == Case::Possessive
            && last.kind != MentionKind::Pronoun
            && last.tokens.end + 1 == i)
            .then(|| self.found.len() - 1)
    }

    /// Where the modifiers before token `start` begin, and whether a determiner opens them.
    fn modifiers(&self, start: usize, floor: usize, core: &Core) -> (usize, bool) {
        let named = core.kind == MentionKind::Name && core.name.start == core.tokens.start;
        let least = start.saturating_sub(LONGEST_MODIFIERS).max(floor);
        let (mut at, mut sure) = (start, start);
        while at > least {
            let t = at - 1;
            let lower = self.document.lower(t);
            if DETERMINERS.contains(&lower) {
                let the = lower == "the" || core.kind == MentionKind::Nominal;
                return if the && !named { (t, true) } else { (sure, false) };
            }
            if named || !self.modifies(t) {
                break;
            }
            at = t;
            if self.surely_modifies(t) && sure == t + 1 {
                sure = t;
            }
        }
        if self
            .document
            .tokens()
            .get(at.wrapping_sub(1))
            .is_some_and(|t| t.kind == TokenKind::Clitic)
            && at > floor
            && core.kind == MentionKind::Nominal
        {
            return (at, true);
        }
        (sure, false)
    }

    fn modifies(&self, t: usize) -> bool {
        let token = self.document.tokens()[t];
        let lower = self.document.lower(t);
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                !STOPS.contains(&lower)
                    && !VERBS.contains(&lower)
                    && !CALENDAR.contains(&lower)
                    && (!lower.ends_with("ed")
                        || self.after_determiner(t)
                        || self.names.is_modifier(lower))
            }
            _ => false,
        }
    }

    fn after_determiner(&self, t: usize) -> bool {
        t > 0
            && (DETERMINERS.contains(&self.document.lower(t - 1))
                || self.document.lower(t - 1).ends_with("ly"))
    }

    fn surely_modifies(&self, t: usize) -> bool {
        let lower = self.document.lower(t);
        self.document.tokens()[t].kind == TokenKind::Number
            || self.names.is_modifier(lower)
            || self.document.is_capitalized(t) && !self.opens(t)
            || self.names.place_at(self.document, t).is_some()
    }
}
