//! What the browser knows of every statement at once: enough to filter, sort and count.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::words;
use super::BLOCK;
use super::entry::Entry;
use super::marks::Mark;
use crate::people::fold;
use crate::reading::Label;
use crate::reports::evidence;

/// Different values, each with a number, in the order in which readers look for them: an accent or a
/// capital does not put a name elsewhere.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    list: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Dictionary {
    fn of<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let values: BTreeSet<&str> = values.filter(|value| !value.is_empty()).collect();
        let mut list: Vec<String> = values.into_iter().map(str::to_owned).collect();
        list.sort_by_cached_key(|value| (fold::key(value), value.clone()));
        let numbers = list.iter().cloned().zip(0..).collect();
        Self { list, numbers }
    }

    /// The number of a value; -1 for none.
    pub(super) fn number(&self, value: &str) -> i64 {
        self.numbers.get(value).map_or(-1, |&number| number as i64)
    }

    fn list(&self) -> Vec<&str> {
        self.list.iter().map(String::as_str).collect()
    }
}

/// A name and how it reads in a sentence.
type Wording = (String, String);

/// All dictionaries.
#[derive(Debug, Default)]
pub(super) struct Dictionaries {
    speakers: Dictionary,
    parties: Dictionary,
    /// Names of parties of more than one country.
    shared: BTreeSet<String>,
    sources: Dictionary,
    pub(super) countries: Dictionary,
    pub(super) kinds: Dictionary,
    pub(super) rules: Dictionary,
    roles: Dictionary,
    turns: Dictionary,
    lexicons: Dictionary,
    /// Lexicon, row, weight, role.
    causes: BTreeMap<(i64, u64, i64, i64), usize>,
}

impl Dictionaries {
    pub(super) fn of(entries: &[&Entry]) -> Self {
        let all = |get: fn(&Entry) -> &str| Dictionary::of(entries.iter().map(|e| get(e)));
        let marks = || entries.iter().flat_map(|entry| &entry.marks);
        let turns = marks().flat_map(|mark| &mark.multipliers).map(|(name, ..)| name.as_str());
        let shared = words::shared(entries.iter().map(|e| (e.party.as_str(), e.country.as_str())));
        let parties: BTreeSet<String> = entries.iter().map(|e| party(e, &shared)).collect();
        let mut dictionaries = Self {
            speakers: all(|e| &e.speaker),
            parties: Dictionary::of(parties.iter().map(String::as_str)),
            shared,
            sources: all(|e| &e.article.source),
            countries: all(|e| &e.country),
            kinds: all(|e| e.kind),
            rules: all(|e| &e.rule),
            roles: Dictionary::of(marks().map(|mark| mark.role.as_str())),
            turns: Dictionary::of(turns),
            lexicons: Dictionary::of(marks().map(|mark| mark.lexicon.as_str())),
            causes: BTreeMap::new(),
        };
        let mut causes: BTreeMap<_, usize> =
            marks().map(|mark| (dictionaries.key(mark), 0)).collect();
        for (place, number) in causes.values_mut().enumerate() {
            *number = place;
        }
        dictionaries.causes = causes;
        dictionaries
    }

    fn key(&self, mark: &Mark) -> (i64, u64, i64, i64) {
        let lexicon = self.lexicons.number(&mark.lexicon);
        (lexicon, mark.row, mark.weight, self.roles.number(&mark.role))
    }

    /// Number of a mark's lexicon row, weight and role.
    pub(super) fn cause(&self, mark: &Mark) -> usize {
        self.causes.get(&self.key(mark)).copied().unwrap_or_default()
    }

    /// Number of what turned a hit.
    pub(super) fn turn(&self, name: &str) -> i64 {
        self.turns.number(name)
    }
}

/// The index of the page's statements, in the order of their rows.
#[derive(Debug, Serialize)]
pub(super) struct Index<'a> {
    rows: usize,
    block: usize,
    targets: Vec<&'a str>,
    speakers: Vec<&'a str>,
    parties: Vec<&'a str>,
    sources: Vec<&'a str>,
    countries: Vec<&'a str>,
    kinds: Vec<&'a str>,
    rules: Vec<&'a str>,
    roles: Vec<Wording>,
    turns: Vec<Wording>,
    lexicons: Vec<&'a str>,
    causes: Vec<(i64, u64, i64, i64)>,
    /// Days since 1970-01-01.
    day: Vec<Option<i64>>,
    speaker: Vec<i64>,
    party: Vec<i64>,
    source: Vec<i64>,
    /// For each target one sign a row: `0` not addressed, `1` unfavourable, `2` neutral,
    /// `3` favourable.
    label: Vec<String>,
    /// For each target the scores, in 1/10,000, of the rows that address it.
    score: Vec<Vec<i32>>,
    /// One sign a row: `1` where the statement counts in the tables.
    counts: String,
}

impl<'a> Index<'a> {
    pub(super) fn of(entries: &[&Entry], targets: &'a [String], known: &'a Dictionaries) -> Self {
        let worded = |list: &Dictionary, words: fn(&str) -> &str| -> Vec<Wording> {
            list.list().iter().map(|name| ((*name).to_owned(), words(name).to_owned())).collect()
        };
        let numbers = 0..targets.len();
        Self {
            rows: entries.len(),
            block: BLOCK,
            targets: targets.iter().map(String::as_str).collect(),
            speakers: known.speakers.list(),
            parties: known.parties.list(),
            sources: known.sources.list(),
            countries: known.countries.list(),
            kinds: known.kinds.list(),
            rules: known.rules.list(),
            roles: worded(&known.roles, evidence::role_in_words),
            turns: worded(&known.turns, evidence::multiplier_in_words),
            lexicons: known.lexicons.list(),
            causes: known.causes.keys().copied().collect(),
            day: entries.iter().map(|e| day(e)).collect(),
            speaker: entries.iter().map(|e| known.speakers.number(&e.speaker)).collect(),
            party: entries.iter().map(|e| known.parties.number(&party(e, &known.shared))).collect(),
            source: entries.iter().map(|e| known.sources.number(&e.article.source)).collect(),
            label: numbers.clone().map(|t| entries.iter().map(|e| sign(e, t)).collect()).collect(),
            score: numbers
                .map(|t| entries.iter().filter_map(|e| Some(stance(e, t)?.0)).collect())
                .collect(),
            counts: entries.iter().map(|e| if e.counts { '1' } else { '0' }).collect(),
        }
    }
}

fn party(entry: &Entry, shared: &BTreeSet<String>) -> String {
    words::party(&entry.party, &entry.country, shared)
}

fn day(entry: &Entry) -> Option<i64> {
    let date = entry.article.date?;
    let since = date.since(jiff::civil::date(1970, 1, 1)).ok()?;
    Some(i64::from(since.get_days()))
}

fn stance(entry: &Entry, target: usize) -> Option<(i32, Label)> {
    let found = entry.stances.iter().find(|stance| usize::from(stance.0) == target);
    found.map(|&(_, units, label)| (units, label))
}

fn sign(entry: &Entry, target: usize) -> char {
    match stance(entry, target).map(|(_, label)| label) {
        None => '0',
        Some(Label::Unfavourable) => '1',
        Some(Label::Neutral) => '2',
        Some(Label::Favourable) => '3',
    }
}
