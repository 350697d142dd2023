//! A describing noun phrase taken apart: "a Democratic senator from Ohio" is a job with a
//! party before it and a place after it.

use std::ops::Range;

use crate::lexicons::jobs::{JobRow, Partisan};
use crate::lexicons::names::{GenderCode, NounClass, PlaceKind};
use crate::speakers::mentions::Gender;
use crate::text::{TokenKind, WordSet};

use super::party::LONGEST_PARTY;
use super::reader::{Reader, is_preposition};

/// Words that open a noun phrase.
static OPENERS: WordSet = WordSet::of(&[
    "a",
    "an",
    "the",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "another",
    "one",
    "this",
    "that",
    "himself",
    "herself",
    "also",
    "now",
    "then",
    "once",
    "formerly",
    "and",
    "still",
    "currently",
]);
/// Words that end the core of a noun phrase beside prepositions.
static ENDERS: WordSet = WordSet::of(&[
    "who",
    "whose",
    "whom",
    "which",
    "that",
    "where",
    "when",
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "will",
    "would",
    "said",
    "says",
    "told",
    "but",
    "or",
    "because",
    "while",
    "if",
    "he",
    "she",
    "it",
    "they",
    "based",
    "known",
    "named",
    "called",
    "representing",
    "running",
]);
/// Longest core, in tokens.
const LONGEST_CORE: usize = 12;
/// How far after the core a party may be named.
const REACH: usize = 16;
/// Most words between a preposition and the party: "from Poland's governing".
const BEFORE_PARTY: usize = 5;
/// Nouns after a party's name that make it the name of a body of that party.
pub(super) static PARTY_NOUNS: WordSet = WordSet::of(&[
    "party",
    "caucus",
    "bloc",
    "faction",
    "group",
    "conference",
    "delegation",
    "benches",
    "side",
    "list",
    "ticket",
    "parliamentary",
]);
/// Verbs after "who" whose object or complement says what somebody is.
static SERVING: WordSet = WordSet::of(&[
    "is",
    "was",
    "sits",
    "sat",
    "serves",
    "served",
    "represents",
    "represented",
    "leads",
    "led",
    "heads",
    "headed",
    "chairs",
    "chaired",
    "runs",
    "ran",
    "became",
    "won",
    "caucuses",
]);

/// What a description says of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Tokens of the core: adjectives and head.
    pub core: Range<usize>,
    /// Jobs, as `jobs.csv` names them or as the text does.
    pub jobs: Vec<String>,
    /// Party as the text calls it.
    pub party: Option<(usize, String)>,
    /// Party before a head that tells nothing: "his Democratic partner", "the top Republican
    /// backer"; it counts for those whose title says that they hold an office.
    pub perhaps: Option<(usize, String)>,
    /// Country in English.
    pub country: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// As nouns show it.
    pub gender: Gender,
    /// Some job counts under a party.
    pub partisan: bool,
    /// The word that makes it another job: "shadow", "deputy", "former".
    pub qualifier: Option<&'static str>,
}

/// Words before a job that make it another one.
pub(super) const QUALIFIERS: &[&str] =
    &["shadow", "deputy", "vice", "assistant", "associate", "former", "ex", "onetime", "then"];

impl Phrase {
    /// Whether it speaks of a job that somebody has no more.
    pub fn is_former(&self) -> bool {
        matches!(self.qualifier, Some("former" | "ex" | "onetime"))
    }
}

impl Reader<'_, '_> {
    /// Takes the description apart that begins at `start` and ends before `end`; `None` where
    /// no description of a person stands there.
    pub fn phrase(&self, start: usize, end: usize) -> Option<Phrase> {
        let start = self.past_openers(start, end);
        self.phrase_of(start..self.core_end(start, end), end)
    }

    /// Takes the description of mention `m` apart; its head is known, so nothing after it, such
    /// as a verb, is taken for one.
    pub fn phrase_at(&self, m: usize) -> Option<Phrase> {
        let mention = &self.mentions[m];
        let sentence = self.sentence_of(mention.tokens.start);
        let start = self.past_openers(mention.tokens.start, mention.head);
        let core = start..mention.head + 1;
        let follows = is_preposition(self.lower(core.end))
            || mention.tokens.end > core.end
            || self.lower(core.end) == "who";
        let end = if follows { sentence.end } else { core.end };
        self.phrase_of(core, end)
    }

    fn past_openers(&self, start: usize, end: usize) -> usize {
        let opens = |i: &usize| *i >= end || !OPENERS.contains(self.lower(*i));
        (start..).find(opens).unwrap_or(end)
    }

    fn phrase_of(&self, core: Range<usize>, end: usize) -> Option<Phrase> {
        if core.is_empty() {
            return None;
        }
        let mut phrase = Phrase { core: core.clone(), ..Phrase::default() };
        self.read_head(&mut phrase);
        phrase.qualifier = core.clone().find_map(|i| {
            let word = self.lower(i);
            QUALIFIERS.iter().copied().find(|q| *q == word.trim_end_matches('-'))
        });
        self.read_places(&mut phrase, core.clone());
        let local = phrase.state.is_some() && self.is_demonym(core.end - 1);
        if phrase.jobs.is_empty() && phrase.party.is_none() && phrase.perhaps.is_none() && !local {
            return None;
        }
        self.read_after(&mut phrase, core.end..end.min(core.end + REACH));
        Some(phrase)
    }

    /// "Texan", "Floridian" as a head.
    fn is_demonym(&self, i: usize) -> bool {
        let place = self.lexicons.names.place_at(self.document, i);
        place.is_some_and(|(_, place)| place.demonym)
    }

    fn core_end(&self, start: usize, end: usize) -> usize {
        (start..end.min(start + LONGEST_CORE))
            .find(|&i| {
                let word = self.lower(i);
                let ends =
                    ENDERS.contains(word) || is_preposition(word) || i > start && self.is_gerund(i);
                ends && !(word == "of" && self.in_office_name(i))
                    || self.token(i) == TokenKind::Mark && word != "-"
            })
            .unwrap_or(end.min(start + LONGEST_CORE))
    }

    /// "leading" in "the Democrat leading the inquiry"; not in "ranking member".
    fn is_gerund(&self, i: usize) -> bool {
        let determined = matches!(self.lower(i + 1), "the" | "a" | "an" | "his" | "her" | "their");
        self.lower(i).ends_with("ing") && determined
    }

    /// "secretary of state", "chief of staff": the preposition belongs to the job.
    fn in_office_name(&self, of: usize) -> bool {
        let Some(before) = of.checked_sub(1) else {
            return false;
        };
        let words = [self.word(before), "of", self.word(of + 1)];
        self.lexicons.jobs.named(&words.join(" ")).is_some()
    }

    /// The job at the end of the core, the jobs before "and", the party among the adjectives.
    fn read_head(&self, phrase: &mut Phrase) {
        let mut partisan_head = None;
        let ends = self.ends_of_parts(phrase.core.clone());
        for &end in &ends {
            let words: Vec<&str> = (phrase.core.start..end).map(|i| self.word(i)).collect();
            let row = self.lexicons.jobs.ending(&words).map(|(_, row)| row);
            if let Some(row) = row {
                self.add_job(phrase, row);
                partisan_head = Some(row.party);
            } else if let Some(gender) = self.person_noun(end - 1) {
                phrase.jobs.push(self.lower(end - 1).to_owned());
                shown(&mut phrase.gender, gender);
            }
        }
        let Some((at, n, label)) = self.party_in(phrase.core.clone()) else {
            let head = self.lower(phrase.core.end - 1);
            let speaks_for = head.starts_with("spokes");
            if speaks_for || partisan_head == Some(Partisan::Yes) {
                phrase.party = self.same_party(phrase.core.start);
            }
            return;
        };
        let is_head = ends.contains(&(at + n));
        let owned = matches!(self.lower(at + n), "'s" | "'" | "’");
        let speaks_for = owned && self.lower(phrase.core.end - 1).starts_with("spokes");
        if is_head || speaks_for || partisan_head == Some(Partisan::Yes) {
            phrase.party = Some((at, label));
            phrase.partisan = true;
        } else if partisan_head.is_none() {
            phrase.perhaps = Some((at, label));
        }
    }

    fn add_job(&self, phrase: &mut Phrase, row: &JobRow) {
        if !phrase.jobs.contains(&row.job) {
            phrase.jobs.push(row.job.clone());
        }
        phrase.partisan |= row.party == Partisan::Yes;
        let last = row.job.rsplit(' ').next().unwrap_or_default();
        shown(&mut phrase.gender, gender_of_noun(last));
    }

    /// Ends of the parts of a core that "and" joins, the last first.
    fn ends_of_parts(&self, core: Range<usize>) -> Vec<usize> {
        let ands = core.clone().filter(|&i| i > core.start && self.lower(i) == "and");
        let mut ends: Vec<usize> = ands.collect();
        ends.push(core.end);
        ends.reverse();
        ends
    }

    /// The gender that a noun for a person shows; `None` where token `i` is no such noun.
    fn person_noun(&self, i: usize) -> Option<Gender> {
        let (n, head) = self.lexicons.names.head_at(self.document, i)?;
        let person = n == 1 && head.noun == Some(NounClass::Person) && !head.plural;
        person.then(|| Gender::from(head.gender))
    }

    fn read_places(&self, phrase: &mut Phrase, range: Range<usize>) {
        let mut i = range.start;
        while i < range.end {
            let capital = self.document.is_capitalized(i);
            let place = capital.then(|| self.lexicons.names.place_at(self.document, i)).flatten();
            let Some((n, place)) = place else {
                i += 1;
                continue;
            };
            if place.kind == PlaceKind::State {
                phrase.state.get_or_insert_with(|| place.name.clone());
            }
            if !place.country.is_empty() {
                phrase.country.get_or_insert_with(|| place.country.clone());
            }
            i += n.max(1);
        }
    }

    /// "from Ohio", "of the Labour Party", "who sits in the Dáil for the Greens".
    pub fn read_after(&self, phrase: &mut Phrase, range: Range<usize>) {
        let mut i = range.start;
        while i < range.end && self.token(i) != TokenKind::Mark {
            let word = self.lower(i);
            if word == "who" && !SERVING.contains(self.lower(i + 1)) {
                return;
            }
            if is_preposition(word) {
                self.read_object(phrase, i, range.end);
            }
            i += 1;
        }
    }

    /// What the object of the preposition at `i` adds.
    fn read_object(&self, phrase: &mut Phrase, i: usize, end: usize) {
        let stop = (i + 1..end)
            .find(|&k| self.token(k) == TokenKind::Mark || is_preposition(self.lower(k)))
            .unwrap_or(end);
        if matches!(self.lower(i), "from" | "of" | "for" | "representing") {
            self.read_places(phrase, i + 1..stop.min(i + 4));
        }
        let serves = matches!(self.lower(i), "from" | "of" | "for" | "with" | "in")
            || self.lower(i) == "on"
                && matches!(self.lower(stop.saturating_sub(1)), "side" | "benches")
            || self.lower(i) == "on" && matches!(self.lower(stop), "side" | "benches");
        if phrase.party.is_some() || !phrase.partisan || !serves {
            return;
        }
        // The name itself may hold a preposition: Servant of the People.
        let stop = (i + 1..end).find(|&k| self.token(k) == TokenKind::Mark).unwrap_or(end);
        if let Some((at, n, label)) =
            self.party_in(i + 1..stop.min(i + 1 + BEFORE_PARTY + LONGEST_PARTY))
            && at <= i + 1 + BEFORE_PARTY
            && self.ends_party(at + n, stop)
        {
            phrase.party = Some((at, label));
        }
    }

    /// Whether the party's name ends at token `i`, a word like "party" passed over.
    fn ends_party(&self, i: usize, stop: usize) -> bool {
        // "the Centre for Eastern Strategy"
        if self.lower(i) == "for" && self.document.is_capitalized(i + 1) {
            return false;
        }
        i >= stop || PARTY_NOUNS.contains(self.lower(i)) || !self.document.is_capitalized(i)
    }
}

/// Keeps the first gender that anything shows.
pub(super) fn shown(gender: &mut Gender, other: Gender) {
    if *gender == Gender::Unknown && other != Gender::Neuter {
        *gender = other;
    }
}

/// Gender that the form of a noun shows: spokeswoman, councilman.
fn gender_of_noun(noun: &str) -> Gender {
    if noun.ends_with("woman") {
        Gender::Female
    } else if noun.ends_with("man") && noun != "human" {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// Gender as a lexicon writes it.
pub(super) fn gender_of(code: GenderCode) -> Gender {
    match code {
        GenderCode::M => Gender::Male,
        GenderCode::F => Gender::Female,
        GenderCode::Either => Gender::Unknown,
    }
}
