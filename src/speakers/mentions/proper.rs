//! Proper names: where they end, and whether they name a person or a body.

use std::ops::Range;

use crate::lexicons::names::NounClass;
use crate::text::TokenKind;

use super::heads::Core;
use super::pronouns::pronoun;
use super::scan::Finder;
use super::words::{
    ABSTRACT_ENDINGS, ARABIC_ARTICLES, CALENDAR, CONNECTORS, DETERMINERS, NO_NAMES, PARTICLES,
    STOPS, SUFFIXES, VERBS,
};
use super::{Gender, MentionKind, Number};

/// Most words of a personal name.
const LONGEST_NAME: usize = 6;
/// Most words of the name of a body.
const LONGEST_BODY: usize = 12;
/// Most words of a chain that is taken for a person though no word of it is a known name.
const LONGEST_UNKNOWN: usize = 3;

impl Finder<'_, '_> {
    /// The core of a person with titles and name.
    pub fn person(&self, heads: Range<usize>, name: Range<usize>, shown: Gender) -> Core {
        let start = if heads.is_empty() { name.start } else { heads.start };
        // Van der Berg, though Van is a given name too
        let first = self.document.lower(name.start);
        let whole = name.len() > 1 && !PARTICLES.contains(first);
        let given = self.names.given_gender(first).filter(|_| whole);
        let gender = match (shown, given) {
            (Gender::Unknown, Some(code)) => code.into(),
            _ => shown,
        };
        let suffix = |t: &usize| {
            let lower = self.document.lower(*t);
            SUFFIXES.contains(lower) || lower == ","
        };
        let head = name.clone().rev().find(|t| !suffix(t)).unwrap_or(name.start);
        Core {
            kind: MentionKind::Name,
            tokens: start..name.end,
            head,
            name,
            number: Number::Singular,
            gender,
            stands_alone: true,
        }
    }

    /// Capitalised words with the noun for a body among them: *Center for Naval Analyses*.
    pub fn body_name(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.is_name_word(i) || self.known.is_shouted(i) {
            return None;
        }
        let limit = within.end.min(i + LONGEST_BODY);
        let (mut end, mut body_end, mut nouns, mut joined) = (i, None, 0, false);
        while end < limit {
            // Minister of Foreign Affairs of Lithuania | Gabriel Landas
            let person = joined
                && self.names.given_gender(self.document.lower(end)).is_some()
                && self.names.place_at(self.document, end - 1).is_some();
            if person {
                break;
            }
            match self.names.head_at(self.document, end) {
                Some((n, head)) if self.document.is_capitalized(end) && end + n <= limit => {
                    let body = head.proper || head.noun == Some(NounClass::Body);
                    let adjective = self.names.is_modifier(self.document.lower(end));
                    if !body && !adjective && !joined {
                        break;
                    }
                    end += n;
                    if body {
                        nouns += 1;
                        body_end = Some(end);
                    }
                }
                _ if self.is_name_word(end) => end += 1,
                _ => match self.connected(end, limit, joined).filter(|_| nouns > 0) {
                    Some(next) => {
                        joined = true;
                        end = next;
                    }
                    None => break,
                },
            }
            if joined && nouns > 0 {
                body_end = Some(end);
            }
        }
        let end = body_end?;
        let lone = end - i == 1;
        let proper =
            self.names.head_at(self.document, i).is_some_and(|(n, h)| h.proper && i + n == end);
        let given = self.names.given_gender(self.document.lower(i)).is_some()
            && self.names.place_at(self.document, i).is_none();
        let person = given && end - i == 2 && !proper;
        (!person && (!lone || proper))
            .then(|| Core { gender: Gender::Neuter, ..Core::of_body(i..end) })
    }

    /// The end of the capitalised word after `of`, `for the` ... at token `i`; `and` goes on with
    /// what one of them has `opened`.
    fn connected(&self, i: usize, limit: usize, opened: bool) -> Option<usize> {
        if !CONNECTORS.contains(&self.document.lower(i)) {
            return None;
        }
        let article = i + 1 < limit && self.document.lower(i + 1) == "the";
        let next = i + 1 + usize::from(article);
        let and = self.document.lower(i) == "and";
        let fits = !and || opened && !article;
        (next < limit && fits && self.is_name_word(next)).then_some(next + 1)
    }

    /// A name without a title, or an unknown body.
    pub fn bare_name(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.is_name_word(i) {
            return None;
        }
        if let Some(name) = self.name_at(i, within, false) {
            return Some(self.person(i..i, name, Gender::Unknown));
        }
        if self.known.is_shouted(i) {
            return None;
        }
        let mut end = i + 1;
        while end < within.end.min(i + LONGEST_NAME)
            && self.is_name_word(end)
            && self.names.head_at(self.document, end).is_none()
        {
            end += 1;
        }
        let lower = self.document.lower(i);
        let adjective = end == i + 1
            && (self.names.is_modifier(lower) || self.names.place_at(self.document, i).is_some());
        let proper = !self.known.opens(i) || self.known.is_proper(lower) || end > i + 1;
        (proper && !adjective && !self.known.is_common(lower))
            .then(|| Core { gender: Gender::Neuter, ..Core::of_body(i..end) })
    }

    /// The personal name that begins at token `i`, if one does.
    pub fn name_at(&self, i: usize, within: &Range<usize>, titled: bool) -> Option<Range<usize>> {
        if i >= within.end || !self.is_name_word(i) && !self.starts_particle(i, within, titled) {
            return None;
        }
        if let Some((n, _)) = self.names.person_at(self.document, i)
            && i + n <= within.end
        {
            return Some(i..self.name_end(i + n, within));
        }
        let end = match self.is_name_word(i) {
            true => self.name_end(i + 1, within),
            false => self.name_end(i, within),
        };
        // the Virginia Democrat
        let state = !titled && end == i + 1 && self.names.place_at(self.document, i).is_some();
        if state && end < within.end && self.names.head_at(self.document, end).is_some() {
            return None;
        }
        let last = self.document.lower(self.last_word(i, end));
        let given = self.names.given_gender(self.document.lower(i)).is_some();
        let known = self.known.is_surname(last) || self.names.is_known_surname(last);
        let long = end - i > 1;
        let shouted = self.known.is_shouted(i);
        // Birch said ..., though nothing else tells that Birch is a name
        let speaks = end < within.end
            && self.is_said(end)
            && !long
            && !shouted
            && !self.known.is_common(last)
            && self.document.word(i).contains(char::is_lowercase)
            && !self.names.is_modifier(last)
            && self.names.head_at(self.document, i).is_none()
            && self.names.place_at(self.document, i).is_none();
        // a watchman named Orsan
        let named = i > 0
            && matches!(self.document.lower(i - 1), "named" | "nicknamed")
            && self.found.last().is_some_and(|m| {
                let person = m.kind == MentionKind::Nominal && m.gender != Gender::Neuter;
                let new = matches!(self.document.lower(m.tokens.start), "a" | "an" | "one");
                person && new && m.tokens.end + 1 == i
            });
        let person = titled && !shouted
            || speaks
            || named
            || given && (long || !self.known.opens(i))
            || known && !self.known.is_common(self.document.lower(i))
            || long && !shouted && self.is_plausible(i, end);
        person.then_some(i..end)
    }

    /// A name that begins with a lower-case particle after a title: *Minister de Vries*.
    fn starts_particle(&self, i: usize, within: &Range<usize>, titled: bool) -> bool {
        titled && self.particles(i, within.end).is_some()
    }

    fn last_word(&self, start: usize, end: usize) -> usize {
        let suffix = |t: &usize| {
            let lower = self.document.lower(*t);
            SUFFIXES.contains(lower) || lower == ","
        };
        (start..end).rev().find(|t| !suffix(t)).unwrap_or(start)
    }

    /// Two or three capitalised words that nothing speaks against.
    fn is_plausible(&self, start: usize, end: usize) -> bool {
        let words = || (start..end).map(|t| self.document.word(t));
        let initial = words().any(|w| w.len() == 2 && w.ends_with('.'));
        let article = start > 0 && self.document.lower(start - 1) == "the";
        let acronym = words().any(|w| w.len() > 1 && !w.contains(char::is_lowercase));
        let common = (start..end).any(|t| {
            let lower = self.document.lower(t);
            ABSTRACT_ENDINGS.iter().any(|ending| lower.ends_with(ending))
                || self.names.is_modifier(lower)
                || self.names.place_at(self.document, t).is_some()
                || self.known.is_common(lower)
        });
        initial || !article && !acronym && !common && end - start <= LONGEST_UNKNOWN
    }

    /// Where a name ends whose first words end before token `i`.
    pub fn name_end(&self, mut i: usize, within: &Range<usize>) -> usize {
        let (begin, limit) = (i, within.end.min(i + LONGEST_NAME));
        while i < limit {
            let lower = self.document.lower(i);
            let comma_suffix =
                lower == "," && i + 1 < limit && SUFFIXES.contains(self.document.lower(i + 1));
            if SUFFIXES.contains(lower) {
                return i + 1;
            }
            if comma_suffix {
                return i + 2;
            }
            let next = self.nickname(i, limit).or_else(|| self.particles(i, limit));
            i = match next {
                Some(next) => next,
                None if i > begin && self.is_headline_verb(i) => break,
                None if self.is_name_word(i) && !self.heads_phrase(i, within) => i + 1,
                None => break,
            };
        }
        i
    }

    /// "Says" after a name in a headline in title case.
    fn is_headline_verb(&self, i: usize) -> bool {
        self.document.lower(i).ends_with('s') && self.is_said(i)
    }

    /// Where a name that is known in full ends: "Jr." still belongs to it, the next word of a
    /// headline in capitals does not.
    pub fn suffix_end(&self, i: usize, within: &Range<usize>) -> usize {
        let suffix = |i: usize| i < within.end && SUFFIXES.contains(self.document.lower(i));
        if suffix(i) {
            return i + 1;
        }
        let comma = i < within.end && self.document.lower(i) == ",";
        if comma && suffix(i + 1) { i + 2 } else { i }
    }

    /// A capitalised head noun that is no surname here.
    fn heads_phrase(&self, i: usize, within: &Range<usize>) -> bool {
        let surname = self.known.is_surname(self.document.lower(i))
            && !(i + 1 < within.end && self.document.is_capitalized(i + 1));
        self.names.head_at(self.document, i).is_some() && !surname
    }

    /// `van der` before a capitalised word.
    fn particles(&self, i: usize, limit: usize) -> Option<usize> {
        let end = (i..limit).find(|&t| {
            !PARTICLES.contains(self.document.lower(t)) || self.document.is_capitalized(t)
        })?;
        (end > i && self.is_name_word(end)).then_some(end + 1)
    }

    /// “Jack” between a given name and a surname.
    fn nickname(&self, i: usize, limit: usize) -> Option<usize> {
        if i + 3 >= limit {
            return None;
        }
        let open = matches!(self.document.word(i), "“" | "\"" | "‘" | "(" | "'" | "``");
        let close = matches!(self.document.word(i + 2), "”" | "\"" | "’" | ")" | "'" | "''");
        let (nick, surname) = (self.is_name_word(i + 1), self.is_name_word(i + 3));
        (open && close && nick && surname && self.document.tokens()[i].spaced).then_some(i + 4)
    }

    /// A capitalised word that can be part of a name.
    pub fn is_name_word(&self, i: usize) -> bool {
        let word = self.document.word(i);
        if is_arabic_article(word) {
            return true;
        }
        self.document.is_capitalized(i)
            && !is_compound_adjective(word)
            && !is_party_code(word)
            && (!self.is_other_word(i) || self.is_introduced_surname(i))
    }

    /// A capital that a day, a sentence's first word or a pronoun has.
    fn is_other_word(&self, i: usize) -> bool {
        let lower = self.document.lower(i);
        CALENDAR.contains(lower)
            || STOPS.contains(lower)
            || DETERMINERS.contains(lower)
            || NO_NAMES.contains(&lower)
            || self.known.opens(i) && VERBS.contains(lower)
            || pronoun(lower).is_some()
    }

    /// *May said* where the article has introduced Theresa May; not *in May*, not *May 5*.
    fn is_introduced_surname(&self, i: usize) -> bool {
        let lower = self.document.lower(i);
        let after_preposition = i > 0
            && STOPS.contains(self.document.lower(i - 1))
            && !matches!(self.document.lower(i - 1), "and" | "but" | "to" | "from" | "by" | "with");
        let number =
            self.document.tokens().get(i + 1).is_some_and(|next| next.kind == TokenKind::Number);
        self.known.is_surname(lower) && pronoun(lower).is_none() && !after_preposition && !number
    }
}

/// *Chicago-based*: a capital and a hyphen, but no name.
fn is_compound_adjective(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, last)| last.starts_with(char::is_lowercase))
}

/// *al-Masri*
fn is_arabic_article(word: &str) -> bool {
    let parts = word.starts_with(['a', 'b', 'e', 'u']).then(|| word.split_once('-')).flatten();
    parts.is_some_and(|(article, name)| {
        ARABIC_ARTICLES.contains(article) && name.starts_with(char::is_uppercase)
    })
}

/// *R-Ohio*, *D-N.Y.*
fn is_party_code(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('-')
}

impl Core {
    fn of_body(tokens: Range<usize>) -> Self {
        let (end, head) = (tokens.end, tokens.end.saturating_sub(1));
        Self {
            kind: MentionKind::Body,
            tokens,
            name: end..end,
            head,
            number: Number::Singular,
            gender: Gender::Neuter,
            stands_alone: true,
        }
    }
}
