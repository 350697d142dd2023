//! What the text says of a person around the name: title, apposition, party in brackets.

use crate::lexicons::names::PlaceKind;
use crate::lexicons::people::PartyRow;
use crate::speakers::mentions::{Gender, MentionKind};
use crate::text::{Document, TokenKind};

use super::party::LONGEST_PARTY;
use super::phrase::{Phrase, shown};
use super::reader::{Reader, is_preposition};

/// Longest apposition, in tokens.
const APPOSITION: usize = 40;
/// Most tokens between a description and the comma before the name: as many mentions at most.
const FARTHEST_LEFT: usize = 10;
/// Longest bracket after a name, in characters.
const BRACKET: usize = 48;
/// Country whose parties are written as single letters after a name.
const LETTERED: &str = "United States";

/// What is known of a person from the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// Jobs, as `jobs.csv` names them or as the text does.
    pub jobs: Vec<String>,
    /// Party by its own name, and whether it stands in brackets after the name.
    pub party: Option<String>,
    pub explicit: bool,
    /// Some title or job counts under a party.
    pub partisan: bool,
    pub country: Option<String>,
    pub state: Option<String>,
    pub gender: Gender,
    /// Office or job as the text words it.
    pub role: String,
    /// Nominal mentions that are this person by apposition.
    pub appositions: Vec<usize>,
}

impl Traits {
    /// Adds what another place of the text says; the first word on a matter stands.
    pub fn merge(&mut self, other: Self) {
        for job in other.jobs {
            if !self.jobs.contains(&job) {
                self.jobs.push(job);
            }
        }
        if other.explicit && !self.explicit || self.party.is_none() {
            self.party = other.party.or(self.party.take());
            self.explicit |= other.explicit;
        }
        self.partisan |= other.partisan;
        self.country = self.country.take().or(other.country);
        self.state = self.state.take().or(other.state);
        shown(&mut self.gender, other.gender);
        if self.role.is_empty() {
            self.role = other.role;
        }
        self.appositions.extend(other.appositions);
    }
}

impl Reader<'_, '_> {
    /// Reads around mention `m`, which holds a name, the first of its person or a later one.
    pub fn traits(&self, m: usize, first: bool) -> Traits {
        let mut traits = self.traits_beside(m);
        self.read_group(m, &mut traits);
        self.read_copula_before(m, &mut traits);
        if first {
            self.read_announcement(m, &mut traits);
            self.read_lead(m, &mut traits);
            self.read_one_before(m, &mut traits);
        }
        traits
    }

    fn traits_beside(&self, m: usize) -> Traits {
        let mut traits = Traits::default();
        self.read_title(m, &mut traits);
        let mut next = self.mentions[m].tokens.end;
        if self.lower(next) == "'s" {
            return traits;
        }
        if let Some(end) = self.read_bracket(m, &mut traits) {
            next = end;
        }
        self.read_right(next, &mut traits);
        self.read_left(m, &mut traits);
        if let Some(n) = self.named_description(m) {
            if let Some(phrase) = self.phrase_at(n) {
                self.take(&mut traits, &phrase);
            }
            traits.appositions.push(n);
        }
        traits
    }

    /// "Republican Sen.", "Ukraine's foreign minister" before the name.
    fn read_title(&self, m: usize, traits: &mut Traits) {
        let mention = &self.mentions[m];
        let name = self.document.tokens_in(mention.name).start;
        let mut start = mention.tokens.start;
        while start > 0 && self.belongs_to_title(start - 1) {
            start -= 1;
        }
        if let Some(at) = self.owning_party(name) {
            self.take(traits, &Phrase { party: Some(at), ..Phrase::default() });
        }
        if start < name
            && let Some(phrase) = self.phrase(start, name)
        {
            self.take(traits, &phrase);
        }
    }

    /// "Labour's" right before a name.
    fn owning_party(&self, name: usize) -> Option<(usize, String)> {
        let mark = name.checked_sub(1).filter(|&i| self.lower(i) == "'s")?;
        let first = mark.saturating_sub(LONGEST_PARTY);
        (first..mark).find_map(|i| {
            let (n, label) = self.party_at(i, mark)?;
            (i + n == mark).then_some((i, label))
        })
    }

    /// A party, a people, a country's 's right before a title.
    fn belongs_to_title(&self, i: usize) -> bool {
        let place = |i: usize| self.lexicons.names.place_at(self.document, i).is_some();
        self.document.is_capitalized(i) && (self.party_at(i, i + 1).is_some() || place(i))
            || self.lower(i) == "'s" && i > 0 && place(i - 1)
    }

    /// "(R-Ohio)", "(Lab)", ", D-Conn.,": where the bracket ends.
    fn read_bracket(&self, m: usize, traits: &mut Traits) -> Option<usize> {
        let end = self.mentions[m].span.end;
        let rest = self.document.text().get(end..)?;
        let after = rest.trim_start();
        let (inner, close) = if let Some(inner) = after.strip_prefix('(') {
            let close = inner.char_indices().take(BRACKET).find(|(_, c)| *c == ')')?.0;
            (&inner[..close], close + 2)
        } else {
            let inner = after.strip_prefix(',')?.trim_start();
            let close = lettered(inner)?;
            (&inner[..close], after.len() - inner.len() + close)
        };
        let (label, place) = inner.split_once(['-', '–', '‑', ',', '/']).unwrap_or((inner, ""));
        let place = place.trim();
        let stop = end + (rest.len() - after.len()) + close;
        let tokens = self.document.tokens_in((end..stop).into());
        let party = self.party_labelled(label.trim(), tokens.start, traits)?;
        traits.party = Some(party.party.clone());
        traits.explicit = true;
        traits.country.get_or_insert_with(|| party.country.clone());
        if !place.is_empty() {
            traits.state = Some(self.state_called(place));
        }
        Some(tokens.end)
    }

    /// The state that an abbreviation in brackets means: "Ore." is Oregon.
    fn state_called(&self, place: &str) -> String {
        let words = Document::new(place, &[], &self.lexicons.abbreviations);
        let known =
            (!words.tokens().is_empty()).then(|| self.lexicons.names.place_at(&words, 0)).flatten();
        known.map_or_else(|| place.to_owned(), |(_, known)| known.name.clone())
    }

    /// A party by a label in brackets; single letters mean those of the US unless the person's
    /// country is known.
    fn party_labelled(&self, label: &str, at: usize, traits: &Traits) -> Option<&PartyRow> {
        let people = &self.lexicons.people;
        if label.chars().count() == 1 {
            return people.party(label, LETTERED);
        }
        people.is_party(label).then(|| self.party(label, at, traits.country.as_deref())).flatten()
    }

    /// The party that `label` at token `at` means: of the person's country, else of the country
    /// with such a party that the text names nearest.
    pub fn party(&self, label: &str, at: usize, country: Option<&str>) -> Option<&PartyRow> {
        let people = &self.lexicons.people;
        if let Some(row) = country.and_then(|country| people.party(label, country)) {
            return Some(row);
        }
        let countries = people.countries_of(label);
        let nearest = self.nearest_country(at, &countries);
        people.party(label, nearest.or(countries.first().copied())?)
    }

    /// Appositions after the name: ", a Democrat from Oregon,", " of Delaware".
    pub fn read_right(&self, start: usize, traits: &mut Traits) {
        let sentence = self.sentence_of(start);
        let end = sentence.end.min(start + APPOSITION);
        self.read_seat(start, end, traits);
        if matches!(self.lower(start), "of" | "from") {
            self.read_membership(start, self.clause_end(start, end), traits);
            traits.partisan |= self.is_home_state(start + 1);
            let phrase = Phrase { partisan: true, ..Phrase::default() };
            self.take_after(traits, phrase, start, end);
        }
        let start = self.after_place(start, end);
        let mut i = start;
        if self.is_copula(start)
            && let Some(phrase) = self.phrase(start + 1, end)
        {
            self.take(traits, &phrase);
            i = self.clause_end(start, end);
        }
        while i < end && matches!(self.lower(i), "," | "–" | "—" | "-") {
            let stop = self.clause_end(i + 1, end);
            self.read_membership(i + 1, stop, traits);
            if self.is_copula(i + 1)
                && let Some(phrase) = self.phrase(i + 2, end)
            {
                self.take(traits, &phrase);
                return;
            }
            let from = if self.lower(i + 1) == "who" { i + 3 } else { i + 1 };
            let describes = self.lower(i + 1) != "who" || matches!(self.lower(i + 2), "is" | "was");
            match describes.then(|| self.phrase(from, stop)).flatten() {
                Some(phrase) if self.describes(i + 1, &phrase) => self.take(traits, &phrase),
                _ => self.read_relative(i + 1, stop, traits),
            }
            i = stop;
        }
    }

    /// A state of a federation after "of": so only politicians are introduced.
    fn is_home_state(&self, i: usize) -> bool {
        let place = self.lexicons.names.place_at(self.document, i);
        place.is_some_and(|(_, place)| place.kind == PlaceKind::State && !place.demonym)
    }

    /// Past "of Wyoming", where a comma follows it soon.
    fn after_place(&self, start: usize, end: usize) -> usize {
        if !matches!(self.lower(start), "of" | "from") {
            return start;
        }
        let comma = (start..end.min(start + 6)).find(|&i| self.lower(i) == ",");
        comma.unwrap_or(start)
    }

    /// ", who chairs the party's caucus", "who sits in the Dáil for the Greens".
    fn read_relative(&self, i: usize, stop: usize, traits: &mut Traits) {
        if self.lower(i) == "who" {
            self.read_leadership(i + 1, stop, traits);
            let phrase = Phrase { partisan: true, ..Phrase::default() };
            self.take_after(traits, phrase, i, stop);
        }
    }

    fn take_after(&self, traits: &mut Traits, mut phrase: Phrase, start: usize, end: usize) {
        self.read_after(&mut phrase, start..end);
        self.take(traits, &phrase);
    }

    /// Whether the phrase that begins at `i` can be an apposition: it opens like a noun phrase
    /// and is no name of somebody else.
    fn describes(&self, i: usize, phrase: &Phrase) -> bool {
        let plain = !self.document.is_capitalized(i);
        let last = phrase.core.end.saturating_sub(1);
        let name_follows = self
            .mentions
            .binary_search_by(|m| m.tokens.start.cmp(&i))
            .is_ok_and(|m| self.is_name(m));
        !name_follows
            && (plain
                || phrase.party.is_some()
                || self.lexicons.jobs.named(self.word(last)).is_some())
    }

    /// The next mark that ends an apposition.
    fn clause_end(&self, start: usize, end: usize) -> usize {
        (start..end)
            .find(|&i| {
                self.token(i) == TokenKind::Mark && !matches!(self.lower(i), "-" | "'" | "&" | "/")
            })
            .unwrap_or(end)
    }

    /// "The committee's chairman, Sen. Crow": the description before the name.
    fn read_left(&self, m: usize, traits: &mut Traits) {
        let start = self.mentions[m].tokens.start;
        if start < 2 || self.lower(start - 1) != "," {
            return;
        }
        let sentence = self.sentence_of(start);
        let before = self.mentions[..m].iter().enumerate().rev().take(FARTHEST_LEFT + 2);
        let found = before.take_while(|(_, n)| n.tokens.start >= sentence.start).find(|(_, n)| {
            n.kind == MentionKind::Nominal
                && n.case == crate::speakers::mentions::Case::Subject
                && n.gender != Gender::Neuter
        });
        let Some((n, nominal)) = found else {
            return;
        };
        let between = nominal.tokens.end..start - 1;
        let plain = between.clone().all(|i| self.token(i) != TokenKind::Mark);
        let joined = between.is_empty() || is_preposition(self.lower(between.start));
        if !plain
            || !joined
            || between.len() > FARTHEST_LEFT
            || self.governed(nominal.tokens.start, m)
        {
            return;
        }
        if let Some(phrase) = self.phrase(nominal.tokens.start, start - 1) {
            self.take(traits, &phrase);
            traits.appositions.push(n);
        }
    }

    /// "Like the senator, Crow voted": a preposition that opens the sentence owns the noun
    /// phrase, unless a second comma closes an apposition.
    fn governed(&self, start: usize, m: usize) -> bool {
        let opens = start
            .checked_sub(1)
            .is_some_and(|p| is_preposition(self.lower(p)) && self.sentence_of(p).start == p);
        opens && self.lower(self.mentions[m].tokens.end) != ","
    }

    /// Enters a phrase into the traits.
    pub fn take(&self, traits: &mut Traits, phrase: &Phrase) {
        let perhaps = phrase.perhaps.as_ref().filter(|_| traits.partisan);
        let party = phrase.party.as_ref().or(perhaps).and_then(|(at, label)| {
            let country = phrase.country.as_deref().or(traits.country.as_deref());
            self.party(label, *at, country)
        });
        let role = self.words(phrase.core.clone());
        traits.merge(Traits {
            jobs: phrase.jobs.clone(),
            party: party.map(|row| row.party.clone()),
            country: phrase.country.clone().or(party.map(|row| row.country.clone())),
            state: phrase.state.clone(),
            gender: phrase.gender,
            partisan: phrase.partisan && !phrase.jobs.is_empty(),
            role,
            ..Traits::default()
        });
    }
}

/// Length of ", D-Conn." without its comma; `None` for anything else.
fn lettered(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let letter = chars.next()?;
    let dash = chars.next()?;
    let place = chars.next()?;
    if !letter.is_ascii_uppercase() || !matches!(dash, '-' | '–' | '‑') || !place.is_uppercase()
    {
        return None;
    }
    let mut end = text.len();
    let mut stopped = false;
    for (i, c) in text.char_indices() {
        let ends = matches!(c, ',' | ';' | ')' | '\n' | '”' | '"' | '—' | ':')
            || stopped && c.is_whitespace();
        if ends {
            end = i;
            break;
        }
        stopped = c == '.';
    }
    (end <= BRACKET).then_some(end)
}
