//! `exclude.csv`: names that never appear in a report.
//!
//! What somebody on the list says leaves the reports, and the name is blacked out wherever else
//! reports would show it: in quotations of others, titles, mentions, roles and evidence. Letters
//! are blacked out one by one, so that every span still counts right.

use std::path::Path;

use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};

use super::corrections::{Names, Sheet, plain};
use super::fold;
use super::linked::Linked;
use super::roster::Roster;
use crate::lexicons::{LexiconError, LexiconErrors, Lexicons};
use crate::reading::{Mention, Reading, Score};

/// The file that is read where it stands beside `onrecord.toml`, or in the working directory.
pub const FILE: &str = "exclude.csv";

/// The column of names; others are for people.
const NAME: &str = "name";

/// Stands for each letter of a name.
const BLACK: char = '█';

/// The list; empty without a file.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    names: Vec<String>,
    hash: Option<String>,
}

impl Exclusions {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, and what [`Exclusions::parse`] finds.
    pub fn load(path: &Path) -> Result<Self, LexiconErrors> {
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            let what = format!("cannot be read: {error}");
            LexiconError::file(&shown, what, "check the path given as --exclude")
        })?;
        Self::parse(&shown, &bytes)
    }

    /// Reads the bytes of a file called `file` in messages.
    ///
    /// # Errors
    /// When it has no column `name`, or a row without one.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, LexiconErrors> {
        let sheet = Sheet::parse(file, bytes)?;
        let hash = Some(blake3::hash(bytes).to_hex()[..32].to_owned());
        if sheet.header.is_empty() {
            return Ok(Self { names: Vec::new(), hash });
        }
        let Some(column) = sheet.column(NAME) else {
            let what = "has no column “name”".to_owned();
            let help = "begin the file with the line: name,note";
            return Err(sheet.fault(sheet.header_line, 0, what, help).into());
        };
        let mut errors = LexiconErrors::default();
        let mut names = Vec::new();
        for row in &sheet.rows {
            let name = plain(sheet.cell(row, column));
            if fold::words(name).is_empty() {
                let help = "write the name of a person, or a speaker_id; or take the row out";
                errors.0.push(sheet.fault(row.line, column, "name: is empty".to_owned(), help));
            }
            names.push(name.to_owned());
        }
        if errors.0.is_empty() { Ok(Self { names, hash }) } else { Err(errors) }
    }

    /// Hash of the file; `None` where there is none.
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }
}

/// Who is excluded in a run, and what is blacked out.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    people: FxHashSet<u32>,
    /// Full names, in all articles.
    names: Option<Regex>,
    /// Surnames, in articles where the person speaks.
    surnames: FxHashMap<u32, Regex>,
    /// Names as addresses write them.
    slugs: Vec<String>,
}

impl Hidden {
    /// Finds the people whom the list means.
    pub fn find(exclusions: &Exclusions, roster: &Roster, lexicons: &Lexicons) -> Self {
        let mut hidden = Self::default();
        if exclusions.names.is_empty() {
            return hidden;
        }
        let names = Names::new(roster);
        let mut words: Vec<String> = Vec::new();
        for name in &exclusions.names {
            let people = names.all(name, roster, lexicons);
            // An id stands in no text.
            words.extend(name.contains(' ').then(|| name.clone()));
            words.extend(people.is_empty().then(|| name.clone()));
            for number in people {
                words.extend(names_of(number, roster, lexicons));
                hidden.people.insert(number);
            }
        }
        hidden.surnames = hidden.people.iter().filter_map(|&n| surname(n, roster)).collect();
        hidden.slugs = words.iter().filter(|w| w.contains(' ')).map(|w| fold::slug(w)).collect();
        hidden.names = pattern(&words);
        hidden
    }

    /// Whether nothing is excluded.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.names.is_none()
    }

    /// Which statements of an article leave the reports; nothing where nobody is excluded.
    pub fn statements(&self, linked: &Linked<'_>) -> Vec<bool> {
        if self.people.is_empty() {
            return Vec::new();
        }
        let hides =
            |ordinal| linked.speaker(ordinal).is_some_and(|s| self.people.contains(&s.number));
        (0..linked.reading.statements.len()).map(hides).collect()
    }

    /// Whether this speaker of an article is excluded.
    fn hides(&self, place: u32, local: usize, roster: &Roster) -> bool {
        roster.number(place, local).is_some_and(|number| self.people.contains(&number))
    }

    /// Blacks out names in all that reports show of an article, and forgets who is excluded among
    /// joint speakers and guesses. `place` is that of the article in order of id.
    pub fn black_out(&self, place: u32, roster: &Roster, reading: &mut Reading) {
        if self.is_empty() {
            return;
        }
        let here = (0..reading.speakers.len()).filter_map(|local| roster.number(place, local));
        let surnames = here.filter_map(|number| self.surnames.get(&number));
        let patterns: Vec<&Regex> = self.names.iter().chain(surnames).collect();
        let black = |text: &mut String| patterns.iter().for_each(|p| black_out(p, text));
        reading.metadata.title.iter_mut().for_each(black);
        reading.metadata.authors.iter_mut().for_each(black);
        reading.metadata.url.take_if(|url| self.is_in_address(url));
        for (local, speaker) in reading.speakers.iter_mut().enumerate() {
            black(&mut speaker.role);
            speaker.party_conflict.take_if(|_| self.hides(place, local, roster));
        }
        for statement in &mut reading.statements {
            statement.co_speakers.retain(|&local| !self.hides(place, local, roster));
            let guess = statement.speaker;
            statement.speaker = guess.filter(|&local| !self.hides(place, local, roster));
            statement.segments.iter_mut().for_each(|segment| black(&mut segment.text));
            let mentions = statement.mention.iter_mut().chain(&mut statement.cue);
            mentions.for_each(|Mention { text, .. }| black(text));
            let stances = statement.stances.iter_mut().map(|stance| &mut stance.score);
            stances
                .chain([&mut statement.sentiment])
                .for_each(|score| black_out_score(score, black));
        }
    }

    /// Blacks out names in what is known of people over all articles.
    pub fn black_out_people(&self, roster: &mut Roster) {
        if let Some(names) = &self.names {
            for (number, person) in (0u32..).zip(roster.people_mut()) {
                if !self.people.contains(&number) {
                    black_out(names, &mut person.role);
                    black_out(names, &mut person.name);
                }
            }
        }
    }

    fn is_in_address(&self, url: &str) -> bool {
        let words = fold::words(url).join("-");
        self.slugs.iter().any(|slug| words.contains(slug.as_str()))
    }
}

fn black_out_score(score: &mut Score, black: impl Fn(&mut String)) {
    for hit in &mut score.hits {
        black(&mut hit.term);
        hit.multipliers.iter_mut().for_each(|multiplier| black(&mut multiplier.term));
    }
}

/// The full names of a person: as shown, and for those of the lexicon all that it knows.
fn names_of(number: u32, roster: &Roster, lexicons: &Lexicons) -> Vec<String> {
    let Some(person) = roster.person(number) else { return Vec::new() };
    let known = person.known.as_deref().and_then(|id| lexicons.people.person_by_id(id, None));
    let aliases = known.into_iter().flat_map(|row| row.aliases.split('|'));
    let aliases = aliases.filter(|alias| alias.contains(' ')).map(str::to_owned);
    let called = known.map(|row| row.name.clone());
    aliases.chain(called).chain([person.name.clone()]).collect()
}

fn surname(number: u32, roster: &Roster) -> Option<(u32, Regex)> {
    let surname = fold::parts(&roster.person(number)?.name).surname;
    Some((number, pattern(&[surname])?))
}

/// Matches any of `names` as whole words, whatever their case and the white space in them.
fn pattern(names: &[String]) -> Option<Regex> {
    let mut names: Vec<String> = names
        .iter()
        .filter(|name| !name.trim().is_empty())
        .map(|name| name.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+"))
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    // Escaped names are always a pattern.
    (!names.is_empty()).then(|| Regex::new(&format!(r"(?i)\b(?:{})\b", names.join("|"))).ok())?
}

/// Puts a bar for each letter and digit of what matches.
fn black_out(pattern: &Regex, text: &mut String) {
    if pattern.is_match(text) {
        let bars = |found: &regex::Captures<'_>| -> String {
            found[0].chars().map(|c| if c.is_alphanumeric() { BLACK } else { c }).collect()
        };
        *text = pattern.replace_all(text, bars).into_owned();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_blacked_out_letter_by_letter() {
        let names = pattern(&["Mira Oakes".into(), "Mira K. Oakes".into()]).unwrap();
        for (text, black) in [
            ("so said Mira Oakes’s aide", "so said ████ █████’s aide"),
            ("MIRA\u{a0}OAKES", "████\u{a0}█████"),
            ("Mira K. Oakes", "████ █. █████"),
            ("Mira Oakeson", "Mira Oakeson"),
        ] {
            let mut seen = text.to_owned();
            black_out(&names, &mut seen);
            assert_eq!(seen, black);
            assert_eq!(seen.chars().count(), text.chars().count());
        }
    }

    #[test]
    fn a_list_without_names_is_told_where_it_is_wrong() {
        for (text, expected) in [
            ("person\nMira Oakes\n", "exclude.csv:1:1"),
            ("name;note\nMira Oakes;asked us\n;why\n", "exclude.csv:3:1"),
        ] {
            let errors = Exclusions::parse(FILE, text.as_bytes()).unwrap_err();
            assert!(errors.to_string().contains(expected), "{errors}");
        }
        let list = Exclusions::parse(FILE, "\u{feff}Name;Note\r\nMira Oakes;x\r\n".as_bytes());
        assert_eq!(list.unwrap().names, ["Mira Oakes"]);
        assert!(Exclusions::parse(FILE, b"").unwrap().names.is_empty());
    }
}
