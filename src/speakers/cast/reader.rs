//! One article as the cast reads it: the earlier stages' findings, with safe look-ups.

use std::cell::RefCell;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::lexicons::Lexicons;
use crate::lexicons::cues::CueKind;
use crate::quotes::Quotation;
use crate::speakers::attribute::{Attribution, Role, Survey};
use crate::speakers::mentions::{Case, Mention, MentionKind, Number};
use crate::text::{Document, TokenKind, WordSet};

/// Words before a noun phrase that make it no subject.
static PREPOSITIONS: WordSet = WordSet::of(&[
    "of",
    "for",
    "at",
    "from",
    "in",
    "with",
    "by",
    "to",
    "on",
    "about",
    "against",
    "under",
    "over",
    "into",
    "near",
    "behind",
    "after",
    "before",
    "between",
    "among",
    "like",
    "unlike",
    "as",
    "than",
    "despite",
    "without",
    "within",
    "across",
    "around",
    "through",
    "during",
    "toward",
    "towards",
    "including",
    "alongside",
    "beside",
    "outside",
    "inside",
    "since",
    "until",
    "via",
    "per",
    "upon",
    "off",
    "above",
    "below",
    "beyond",
    "regarding",
]);

/// Most names of places on each side among which the nearest country is looked for: an article
/// has fewer, and a gazetteer of thousands would be searched anew for each party it names.
const NEAREST: usize = 200;

/// Everything resolution looks at.
pub(super) struct Reader<'a, 'd> {
    pub document: &'a Document<'d>,
    pub mentions: &'a [Mention],
    pub attributions: &'a [Attribution],
    /// For each mention what it does in its sentence.
    pub roles: &'a [Role],
    pub lexicons: &'a Lexicons,
    /// The article's day.
    pub date: Option<Date>,
    /// For each mention, the attribution it is the speaker of.
    pub speaks: Vec<Option<usize>>,
    /// For each quotation, the attribution that governs it.
    uttered: Vec<Option<usize>>,
    /// For each mention, its sentence.
    pub sentence: Vec<usize>,
    /// Countries that the text names, by token.
    pub countries: Vec<(usize, &'a str)>,
    /// By id, the jobs that the lexicons give persons who were asked for so far.
    pub listed_jobs: RefCell<FxHashMap<&'a str, Vec<&'a str>>>,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub fn new(
        document: &'a Document<'d>,
        quotations: &'a [Quotation],
        mentions: &'a [Mention],
        survey: &'a Survey,
        lexicons: &'a Lexicons,
        date: Option<Date>,
    ) -> Self {
        let mut speaks = vec![None; mentions.len()];
        let mut uttered = vec![None; quotations.len()];
        for (i, attribution) in survey.statements.iter().enumerate() {
            for &q in &attribution.quotations {
                if let Some(slot) = uttered.get_mut(q) {
                    *slot = Some(i);
                }
            }
            for m in attribution.mention.iter().chain(&attribution.co_mentions) {
                if let Some(slot) = speaks.get_mut(*m) {
                    *slot = Some(i);
                }
            }
        }
        let sentence =
            mentions.iter().map(|m| document.sentence_at(m.span.start).unwrap_or(0)).collect();
        let countries = countries(document, lexicons);
        Self {
            document,
            mentions,
            attributions: &survey.statements,
            roles: &survey.roles,
            lexicons,
            date,
            speaks,
            uttered,
            sentence,
            countries,
            listed_jobs: RefCell::default(),
        }
    }

    /// Token `i` in lower case; empty past the ends.
    pub fn lower(&self, i: usize) -> &str {
        if i < self.document.tokens().len() { self.document.lower(i) } else { "" }
    }

    /// Token `i` as written; empty past the ends.
    pub fn word(&self, i: usize) -> &'d str {
        if i < self.document.tokens().len() { self.document.word(i) } else { "" }
    }

    /// Kind of token `i`; a mark past the ends.
    pub fn token(&self, i: usize) -> TokenKind {
        self.document.tokens().get(i).map_or(TokenKind::Mark, |t| t.kind)
    }

    /// The lower-case word before mention `m`.
    pub fn before(&self, m: usize) -> &str {
        self.mentions[m].tokens.start.checked_sub(1).map_or("", |i| self.lower(i))
    }

    /// The tokens of the sentence that token `i` stands in.
    pub fn sentence_of(&self, i: usize) -> std::ops::Range<usize> {
        let sentences = self.document.sentences();
        let at = sentences.partition_point(|s| s.tokens.start <= i).saturating_sub(1);
        sentences.get(at).map_or(i..i, |s| s.tokens.clone())
    }

    /// The paragraph of mention `m`.
    pub fn paragraph(&self, m: usize) -> usize {
        self.document.paragraph_at(self.mentions[m].span.start).unwrap_or(0)
    }

    /// Whether mention `m` looks like the subject of its clause.
    pub fn is_subject(&self, m: usize) -> bool {
        let mention = &self.mentions[m];
        if self.speaks[m].is_some() {
            return true;
        }
        mention.case == Case::Subject
            && !is_preposition(self.before(m))
            && (self.opens_clause(mention.tokens.start)
                || self.verb_follows(mention.tokens.end, mention.number))
    }

    fn opens_clause(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return true;
        };
        self.token(before) == TokenKind::Mark || self.sentence_of(i).start == i
    }

    /// Whether a finite verb seems to stand at token `i`, adverbs passed over.
    fn verb_follows(&self, i: usize, number: Number) -> bool {
        let i = if self.lower(i).ends_with("ly") { i + 1 } else { i };
        let word = self.lower(i);
        let plural = matches!(word, "are" | "were" | "have" | "do");
        AUXILIARIES.contains(word) && !(plural && number == Number::Singular)
            || self.is_cue(i)
            || self.token(i) == TokenKind::Word
                && word.ends_with("ed")
                && !self.document.is_capitalized(i)
    }

    /// Whether a verb of speech stands at token `i`.
    pub fn is_cue(&self, i: usize) -> bool {
        let end = self.document.tokens().len();
        i < end
            && self
                .lexicons
                .cues
                .at(self.document, i, end)
                .any(|cue| matches!(cue.kind, CueKind::Verb | CueKind::Quoted))
    }

    /// The mention that utters a quotation.
    pub fn speaker_mention(&self, quotation: usize) -> Option<usize> {
        self.attributions[(*self.uttered.get(quotation)?)?].mention
    }

    /// Whether the mention stands in the narration; titles tell of it before it begins.
    pub fn narrated(&self, m: usize) -> bool {
        self.mentions[m].quotation.is_none() && !self.mentions[m].headline
    }

    /// Whether mention `m` holds a personal name.
    pub fn is_name(&self, m: usize) -> bool {
        self.mentions[m].kind == MentionKind::Name && !self.mentions[m].name.is_empty()
    }

    /// Of `countries`, the one that the text names nearest to token `i`, looking back first.
    pub fn nearest_country<'c>(&self, i: usize, countries: &[&'c str]) -> Option<&'c str> {
        let at = self.countries.partition_point(|(t, _)| *t <= i);
        let known = |(_, name): &&(usize, &str)| countries.contains(name);
        let back = self.countries[..at].iter().rev().take(NEAREST).find(known);
        let ahead = self.countries[at..].iter().take(NEAREST).find(known);
        let nearest = match (back, ahead) {
            (Some(b), Some(a)) if a.0 - i < i - b.0 => a,
            (Some(b), _) => b,
            (None, a) => a?,
        };
        countries.iter().find(|name| **name == nearest.1).copied()
    }
}

/// Finite forms that follow a subject.
pub(super) static AUXILIARIES: WordSet = WordSet::of(&[
    "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "may",
    "might", "should", "must", "does", "did", "do", "'s", "'d", "'ll", "says", "said",
]);

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(word)
}

fn countries<'a>(document: &Document<'_>, lexicons: &'a Lexicons) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < document.tokens().len() {
        let place =
            document.is_capitalized(i).then(|| lexicons.names.place_at(document, i)).flatten();
        i += match place {
            Some((n, place)) if !place.country.is_empty() => {
                found.push((i, place.country.as_str()));
                n.max(1)
            }
            _ => 1,
        };
    }
    found
}
