//! Words that make up or describe people and bodies: given names, titles, nouns, places.

mod rows;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::Document;

use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};

use rows::PersonNameRow;
pub use rows::{
    Also, GenderCode, GivenNameRow, ModifierRow, NounRow, PlaceKind, PlaceRow, TitleKind, TitleRow,
};
use words::WordMap;

/// What a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NounClass {
    /// A person: *official*.
    Person,
    /// A body: *ministry*.
    Body,
}

/// What the head of a noun phrase tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// As a common noun.
    pub noun: Option<NounClass>,
    /// As a word that stands before a name.
    pub title: Option<TitleKind>,
    /// With a capital it is the name of a body: *Kremlin*, *House*.
    pub proper: bool,
    /// Gender it shows.
    pub gender: GenderCode,
    /// Many: *officials*.
    pub plural: bool,
    /// What else the form often is.
    pub also: Also,
}

/// What a place name tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its name, whatever the text calls it.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The adjective or a word for its people, not the place.
    pub demonym: bool,
    /// Country it lies in.
    pub country: String,
}

/// The compiled word lists.
#[derive(Clone, Debug)]
pub struct Names {
    /// `given_names.csv`
    pub given: Vec<Row<GivenNameRow>>,
    /// `titles.csv`
    pub titles: Vec<Row<TitleRow>>,
    /// `person_nouns.csv`
    pub person_nouns: Vec<Row<NounRow>>,
    /// `body_nouns.csv`
    pub body_nouns: Vec<Row<NounRow>>,
    /// `noun_modifiers.csv`
    pub modifiers: Vec<Row<ModifierRow>>,
    /// `places.csv`
    pub places: Vec<Row<PlaceRow>>,
    index: Index,
}

/// The same rows, ready for looking up; all keys lower-case.
#[derive(Clone, Debug, Default)]
struct Index {
    given: FxHashMap<String, GenderCode>,
    heads: WordMap<Head>,
    modifiers: FxHashSet<String>,
    places: WordMap<Option<Place>>,
    people: WordMap<GenderCode>,
    /// Last words of the names in `people.csv`.
    surnames: FxHashSet<String>,
}

impl Names {
    /// Reads and checks the six files, and the names in `people.csv`.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        let mut names = Self {
            given: table::read(source, "given_names.csv")?,
            titles: table::read(source, "titles.csv")?,
            person_nouns: table::read(source, "person_nouns.csv")?,
            body_nouns: table::read(source, "body_nouns.csv")?,
            modifiers: table::read(source, "noun_modifiers.csv")?,
            places: table::read(source, "places.csv")?,
            index: Index::default(),
        };
        let mut index = Index::default();
        index.given_names(&names.given);
        index.titles(&names.titles);
        index.nouns(&names.body_nouns, NounClass::Body);
        index.nouns(&names.person_nouns, NounClass::Person);
        index.places(&names.places);
        index.people(&table::read(source, "people.csv")?);
        index.modifiers = names.modifiers.iter().map(|row| row.value.modifier.clone()).collect();
        names.index = index;
        Ok(names)
    }

    /// The gender a given name (lower-case) is mostly given to; `None` for other words.
    /// A double name is known by its first part.
    pub fn given_gender(&self, lower: &str) -> Option<GenderCode> {
        let whole = self.index.given.get(lower);
        let first = || lower.split_once('-').and_then(|(first, _)| self.index.given.get(first));
        whole.or_else(first).copied()
    }

    /// The longest head noun or title that begins at token `i`, and its length in tokens.
    pub fn head_at(&self, document: &Document<'_>, i: usize) -> Option<(usize, Head)> {
        let capital = i < document.tokens().len() && document.is_capitalized(i);
        let fits = |head: &Head| capital || head.noun.is_some() || head.title.is_some();
        self.index.heads.longest(document, i, fits).map(|(n, head)| (n, *head))
    }

    /// The longest place name or demonym that begins at token `i`.
    pub fn place_at(&self, document: &Document<'_>, i: usize) -> Option<(usize, &Place)> {
        let (n, place) = self.index.places.longest(document, i, Option::is_some)?;
        place.as_ref().map(|place| (n, place))
    }

    /// The longest name of a known person that begins at token `i`.
    pub fn person_at(&self, document: &Document<'_>, i: usize) -> Option<(usize, GenderCode)> {
        self.index.people.longest(document, i, |_| true).map(|(n, gender)| (n, *gender))
    }

    /// Whether a person of `people.csv` bears this surname (lower-case).
    pub fn is_known_surname(&self, lower: &str) -> bool {
        self.index.surnames.contains(lower)
    }

    /// Whether a lower-case word is at home before a noun for a person or group.
    pub fn is_modifier(&self, lower: &str) -> bool {
        self.index.modifiers.contains(lower)
    }
}

impl Index {
    fn given_names(&mut self, rows: &[Row<GivenNameRow>]) {
        for row in rows {
            self.given.insert(row.value.name.to_lowercase(), row.value.gender);
        }
    }

    fn titles(&mut self, rows: &[Row<TitleRow>]) {
        for row in rows {
            if let Some(head) = self.heads.entry(&row.value.title) {
                head.title = Some(row.value.kind);
                head.gender = row.value.gender;
            }
        }
    }

    fn nouns(&mut self, rows: &[Row<NounRow>], class: NounClass) {
        for row in rows {
            let NounRow { noun, plural, gender, also } = &row.value;
            if class == NounClass::Body && noun.chars().any(char::is_uppercase) {
                if let Some(head) = self.heads.entry(noun) {
                    head.proper = true;
                }
                continue;
            }
            let many = if plural.is_empty() { regular_plural(noun) } else { plural.clone() };
            for (form, plural) in [(&many, true), (noun, false)] {
                if let Some(head) = self.heads.entry(form) {
                    head.noun = Some(class);
                    head.plural = plural;
                    head.also = *also;
                    head.gender = *gender;
                }
            }
        }
    }

    fn places(&mut self, rows: &[Row<PlaceRow>]) {
        for row in rows {
            let PlaceRow { place, kind, aliases, demonyms, country } = &row.value;
            let names = parts(aliases).chain([place.as_str()]).map(|name| (name, false));
            for (name, demonym) in parts(demonyms).map(|name| (name, true)).chain(names) {
                if let Some(slot) = self.places.entry(name) {
                    let (name, country) = (place.clone(), country.clone());
                    *slot = Some(Place { name, kind: *kind, demonym, country });
                }
            }
        }
    }

    fn people(&mut self, rows: &[Row<PersonNameRow>]) {
        for row in rows {
            let PersonNameRow { name, aliases, gender } = &row.value;
            for name in parts(aliases).chain([name.as_str()]) {
                if !name.starts_with(char::is_uppercase) {
                    continue;
                }
                if let Some(slot) = self.people.entry(name) {
                    *slot = *gender;
                }
            }
            if let Some((_, last)) = name.rsplit_once(' ') {
                self.surnames.insert(last.to_lowercase());
            }
        }
    }
}

/// The parts of a cell that holds several values.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// The plural of a noun that forms it by rule.
fn regular_plural(noun: &str) -> String {
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Abbreviations;

    #[test]
    fn the_longest_phrase_that_fits_wins() {
        let mut index = Index::default();
        for (phrase, title) in [("chief", false), ("chief of staff", false), ("fed", true)] {
            let head = index.heads.entry(phrase).expect("a word");
            head.proper = title;
            head.noun = (!title).then_some(NounClass::Person);
        }
        let document = Document::new("the chief of staff fed", &[], &Abbreviations::default());
        let at = |i| index.heads.longest(&document, i, |h| h.noun.is_some()).map(|(n, _)| n);
        assert_eq!([at(0), at(1), at(4)], [None, Some(3), None]);
    }

    #[test]
    fn plurals_by_rule() {
        for (one, many) in [("ally", "allies"), ("boss", "bosses"), ("attorney", "attorneys")] {
            assert_eq!(regular_plural(one), many);
        }
    }
}
