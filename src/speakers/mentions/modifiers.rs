//! What belongs to a core on its left: determiner, adjectives, nouns, other names.

use crate::text::TokenKind;

use super::heads::Core;
use super::scan::Finder;
use super::words::{ADJECTIVE_ENDINGS, CALENDAR, DETERMINERS, STOPS, VERBS, stands_before};
use super::{Mention, MentionKind, Number};

/// Most tokens between a determiner and its head.
const LONGEST_MODIFIERS: usize = 8;

/// Where a noun phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its first token.
    pub start: usize,
    /// A determiner or a possessive opens it.
    pub determined: bool,
}

impl Finder<'_, '_> {
    /// Where the phrase of `core` begins, not before token `floor`.
    ///
    /// With a determiner in reach, everything between counts as modifiers that could be some;
    /// without one only words that surely are.
    pub fn modifiers(&self, core: &Core, floor: usize) -> Left {
        let first = core.tokens.start;
        let floor = floor.max(first.saturating_sub(LONGEST_MODIFIERS));
        let bare_name = core.kind == MentionKind::Name && core.name.start == first;
        let (mut at, mut sure) = (first, first);
        let mut found = self.found.len();
        while at > floor && !bare_name {
            let t = at - 1;
            let last = found.checked_sub(1).and_then(|i| self.found.get(i));
            if self.determines(t, core) {
                return Left { start: self.determiners(t, floor), determined: true };
            }
            if let Some(mention) = last.filter(|m| m.tokens.end == at) {
                if !is_modifier(mention) {
                    break;
                }
                found -= 1;
                if sure == at {
                    sure = mention.tokens.start;
                }
                at = mention.tokens.start;
                if self.is_determined(mention) {
                    return Left { start: at, determined: true };
                }
                continue;
            }
            let sure_here = self.surely_modifies(t);
            let needs_sure = core.kind != MentionKind::Nominal;
            if !self.modifies(t, floor) || needs_sure && !sure_here {
                break;
            }
            if sure == at && sure_here {
                sure = t;
            }
            at = t;
        }
        let after_clitic = at > floor && self.is_clitic(at - 1);
        if after_clitic && !bare_name {
            return Left { start: at, determined: true };
        }
        Left { start: sure, determined: false }
    }

    /// The first of several determiners: *all the*, *his two*, *the most*.
    fn determiners(&self, mut t: usize, floor: usize) -> usize {
        while t > floor && stands_before(self.document.lower(t - 1), self.document.lower(t)) {
            t -= 1;
        }
        t
    }

    fn is_determined(&self, mention: &Mention) -> bool {
        DETERMINERS.contains(self.document.lower(mention.tokens.start))
    }

    fn is_clitic(&self, t: usize) -> bool {
        self.document.tokens()[t].kind == TokenKind::Clitic && self.document.lower(t) == "'s"
            || self.document.lower(t) == "'" && !self.document.tokens()[t].spaced
    }

    /// Whether token `t` could stand between a determiner and its head.
    fn modifies(&self, t: usize, floor: usize) -> bool {
        let lower = self.document.lower(t);
        match self.document.tokens()[t].kind {
            _ if DETERMINERS.contains(lower) => false,
            TokenKind::Number => true,
            // the soft-spoken, 64-year-old engineer
            TokenKind::Mark => lower == "," && t > floor && self.is_listed_adjective(t - 1),
            TokenKind::Clitic => false,
            TokenKind::Word if self.names.is_modifier(lower) => true,
            TokenKind::Word => {
                let verbal = lower.ends_with("ed") && !self.is_first_adjective(t);
                let finite = lower.ends_with('s') && !lower.ends_with("ss") && !lower.contains('-');
                !verbal
                    && !self.is_said(t)
                    && (!finite || self.document.is_capitalized(t))
                    && !STOPS.contains(lower)
                    && !VERBS.contains(lower)
                    && !CALENDAR.contains(lower)
            }
        }
    }

    /// A determiner that can be that of `core`; *that* before a plural or a name is none.
    fn determines(&self, t: usize, core: &Core) -> bool {
        let lower = self.document.lower(t);
        let named = core.kind != MentionKind::Nominal;
        let fits = match lower {
            "that" => !named && core.number == Number::Singular && t + 1 == core.tokens.start,
            "the" | "a" | "an" | "his" | "her" | "its" | "their" | "my" | "our" | "your" => true,
            _ => !named,
        };
        fits && DETERMINERS.contains(lower)
    }

    /// The first of two adjectives with a comma between them.
    fn is_listed_adjective(&self, t: usize) -> bool {
        let lower = self.document.lower(t);
        let adjective = self.names.is_modifier(lower)
            || lower.contains('-')
            || ADJECTIVE_ENDINGS.iter().any(|ending| lower.ends_with(ending));
        let next = t + 2;
        adjective
            && self.is_first_adjective(t)
            && self.names.head_at(self.document, t).is_none()
            && next < self.document.tokens().len()
            && !self.document.is_capitalized(next)
            && !STOPS.contains(self.document.lower(next))
            && !DETERMINERS.contains(self.document.lower(next))
    }

    /// Right after a determiner, or after an adverb that is.
    fn is_first_adjective(&self, t: usize) -> bool {
        let Some(before) = t.checked_sub(1).map(|b| self.document.lower(b)) else {
            return false;
        };
        let adverb =
            before.ends_with("ly") && t > 1 && DETERMINERS.contains(self.document.lower(t - 2));
        self.document.tokens()[t].kind != TokenKind::Mark
            && (DETERMINERS.contains(before) || adverb)
    }

    /// Whether token `t` is at home before a noun for a person or group.
    fn surely_modifies(&self, t: usize) -> bool {
        let lower = self.document.lower(t);
        let inside_name = self.document.is_capitalized(t)
            && (!self.known.opens(t) || self.known.is_proper(lower));
        self.document.tokens()[t].kind == TokenKind::Number
            || self.names.is_modifier(lower)
            || inside_name
            || self.names.place_at(self.document, t).is_some()
    }
}

/// Whether a mention right before a head belongs to it: *Trump aides*, *the Ohio governor*.
fn is_modifier(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Name | MentionKind::Body | MentionKind::Nominal)
}
