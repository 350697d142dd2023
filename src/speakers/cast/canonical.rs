//! What reports call a member: the fullest name the article gives, or a plain description.

use crate::speakers::mentions::{Gender, MentionKind};
use crate::text::{TokenKind, WordSet, fold_name};

use super::cluster::Person;
use super::reader::Reader;

/// Styles that stay with a single name: "Lord Peverel", "Pope Leo".
const STYLES: &[&str] = &[
    "lord",
    "lady",
    "baroness",
    "baron",
    "pope",
    "patriarch",
    "king",
    "queen",
    "prince",
    "princess",
    "bishop",
    "archbishop",
    "metropolitan",
    "emir",
    "sultan",
];
/// Determiners that a description is shown without.
static DETERMINERS: WordSet = WordSet::of(&[
    "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these",
    "those", "some", "several", "many", "other", "another", "both", "all", "no", "any", "most",
    "few", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens",
    "hundreds", "one", "fellow",
]);

impl Reader<'_, '_> {
    /// The name that reports show for a person.
    pub fn canonical(&self, person: &Person) -> String {
        let written =
            person.mentions.iter().map(|&m| (self.narrated(m), m, self.written(m))).max_by_key(
                |(narrated, m, name)| (fullness(name), *narrated, std::cmp::Reverse(*m)),
            );
        let (mention, written) =
            written.map_or((None, String::new()), |(_, m, name)| (Some(m), name));
        let listed = person
            .known
            .as_deref()
            .and_then(|id| self.lexicons.people.person_by_id(id, self.date))
            .map(|row| row.name.clone());
        if let Some(whole) = mention.and_then(|m| self.with_partner(person, m, &written)) {
            return whole;
        }
        match listed {
            // Named by nobody: an office told who it is.
            Some(listed)
                if written.is_empty() || !person.name.is_full() || is_initialled(&written) =>
            {
                listed
            }
            _ => self.styled(mention, written),
        }
    }

    /// "Adrian" of "Adrian and Noelle Vane" with the surname.
    fn with_partner(&self, person: &Person, m: usize, written: &str) -> Option<String> {
        let half = !written.contains(' ') && person.name.words.len() == 2;
        person.name.given().filter(|given| half && *given == fold_name(written))?;
        let own = |n: &usize| fold_name(self.word(self.mentions[*n].head)) == person.name.surname();
        let partner = person.mentions.iter().copied().chain([m + 1]).find(own)?;
        Some(format!("{written} {}", calm(self.word(self.mentions[partner].head))))
    }

    /// The name of a mention with single spaces, in title case if it stood in capitals.
    fn written(&self, m: usize) -> String {
        let words = self.document.slice(self.mentions[m].name).split_whitespace();
        let words: Vec<String> = words.map(calm).collect();
        words.join(" ")
    }

    /// "Peverel" as "Lord Peverel".
    fn styled(&self, mention: Option<usize>, written: String) -> String {
        let Some(m) = mention.filter(|_| !written.contains(' ')) else {
            return written;
        };
        let name = self.document.tokens_in(self.mentions[m].name).start;
        match name.checked_sub(1) {
            Some(title) if STYLES.contains(&self.lower(title)) => {
                format!("{} {written}", calm(self.word(title)))
            }
            _ => written,
        }
    }

    /// A body or unnamed source by its description: lower case, no article, no number, with
    /// its owner ("Crow's spokesman") and what a preposition adds ("a man in the bleachers").
    pub fn description(&self, m: usize) -> String {
        let mut tokens = self.mentions[m].tokens.clone();
        let owner = self.mentions[m].owner.filter(|&o| self.mentions[o].owner.is_none());
        if let Some(owner) = owner.filter(|_| self.mentions[m].kind == MentionKind::Nominal) {
            tokens.start = self.mentions[owner].tokens.start;
        }
        tokens.end = self.complement_end(m);
        let mut start = tokens.start;
        while start + 1 < tokens.end
            && (DETERMINERS.contains(self.lower(start)) || self.token(start) == TokenKind::Number)
        {
            start += 1;
        }
        let end = if self.lower(tokens.end.saturating_sub(1)) == "'s" && tokens.end - start > 1 {
            tokens.end - 1
        } else {
            tokens.end
        };
        self.words(start..end).to_lowercase().replace('.', "").replace("  ", " ")
    }
}

/// Prepositions whose phrase tells which person is meant.
static COMPLEMENTS: WordSet =
    WordSet::of(&["of", "from", "to", "in", "at", "near", "with", "for", "on"]);
/// Longest such phrase, in tokens after the preposition.
const COMPLEMENT: usize = 4;

impl Reader<'_, '_> {
    /// Where the description of a person ends, with a short prepositional phrase after it that
    /// a mark or a verb closes, where the noun stands alone: "a man in the bleachers".
    fn complement_end(&self, m: usize) -> usize {
        let mention = &self.mentions[m];
        let end = mention.tokens.end;
        let described = mention.kind == MentionKind::Nominal && mention.gender != Gender::Neuter;
        let bare =
            (mention.tokens.start..mention.head).all(|i| DETERMINERS.contains(self.lower(i)));
        if !described || !bare || end != mention.head + 1 || !COMPLEMENTS.contains(self.lower(end))
        {
            return end;
        }
        let object = self.mentions[m + 1..].first().filter(|next| {
            next.tokens.start == end + 1
                && matches!(next.kind, MentionKind::Body | MentionKind::Nominal)
        });
        let stop = object.map_or_else(|| self.plain_phrase_end(end + 1), |o| o.tokens.end);
        let closes = stop > end + 1
            && stop <= end + 1 + COMPLEMENT
            && (self.token(stop) == TokenKind::Mark && self.lower(stop) != "-"
                || self.lower(stop) == "who"
                || self.is_cue(stop)
                || super::reader::AUXILIARIES.contains(self.lower(stop)));
        if closes { stop } else { end }
    }

    /// Past an article and one or two plain words: "the bleachers", "leave".
    fn plain_phrase_end(&self, start: usize) -> usize {
        let plain = |i: &usize| {
            self.token(*i) == TokenKind::Word
                && !self.document.is_capitalized(*i)
                && !self.is_cue(*i)
                && self.lower(*i) != "who"
                && !CONDITIONS.contains(&self.lower(*i))
                && !super::reader::AUXILIARIES.contains(self.lower(*i))
                && !super::reader::is_preposition(self.lower(*i))
        };
        (start..start + COMPLEMENT).find(|i| !plain(i)).unwrap_or(start)
    }
}

/// Words that begin no phrase of place: "on condition of anonymity".
const CONDITIONS: &[&str] = &["condition", "background", "anonymity", "order", "charge", "fact"];

/// How full a name is: words first, whole words before initials.
fn fullness(name: &str) -> (usize, usize) {
    let words = name.split_whitespace();
    let whole = words.clone().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1);
    (whole.clone().count().min(4), words.count())
}

/// "J.D. Harlow", "H. R. Harlow": the given name is missing.
fn is_initialled(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    name.contains(' ')
        && first.ends_with('.')
        && first.chars().filter(|c| c.is_alphabetic()).count() < 3
}

/// A word in title case if it stands in capitals.
fn calm(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let shouted = letters.clone().count() > 3 && letters.clone().all(char::is_uppercase);
    if !shouted {
        return word.to_owned();
    }
    let mut first = true;
    let lowered = word.chars().flat_map(|c| {
        let keep = std::mem::replace(&mut first, !c.is_alphabetic()) && c.is_alphabetic();
        if keep { vec![c] } else { c.to_lowercase().collect() }
    });
    lowered.collect()
}
