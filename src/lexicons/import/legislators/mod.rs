//! US legislators, presidents and vice presidents from the public files of
//! `unitedstates/congress-legislators`.
//!
//! [`csv`] and [`yaml`] read the two forms into [`record`]s; [`periods`] joins terms, [`names`]
//! finds what news calls a person, [`known`] whom the lexicons hold already, [`offices`] who led
//! what and when; [`mod@write`] makes files of it.

mod csv;
mod known;
mod names;
mod offices;
mod periods;
mod record;
mod states;
pub mod write;
mod yaml;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Date, date};

use self::known::Known;
use self::record::{Legislator, Term};
use super::super::error::{LexiconError, LexiconErrors};
use super::super::people::{People, PersonRow, RoleRow};
use super::super::source::File;
use crate::text::fold_name;

/// The country of all rows, as `people.csv` spells it.
const HOME: &str = "United States";

/// Whoever left office before this day is left out unless the user says otherwise: the offices
/// of the shipped `roles.csv` begin in that year.
pub const SINCE: Date = date(2001, 1, 1);

/// Years after which an entry without days of office counts as one of another time.
const LIFE: i16 = 100;

/// What to import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Leave out people whose last term, and offices whose time, ended before this day.
    pub since: Date,
    /// Also write people and offices that the lexicons hold.
    pub all: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { since: SINCE, all: false }
    }
}

/// The rows that files give, and what became of the rest.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// Rows of `people.csv` with their notes, in order of id and day.
    pub people: Vec<(PersonRow, String)>,
    /// Rows of `roles.csv`, in order of office and day.
    pub roles: Vec<RoleRow>,
    /// People read, each once however many files name them.
    pub read: usize,
    /// People written.
    pub written: usize,
    /// People whom the lexicons hold.
    pub known: usize,
    /// People who left office too early.
    pub early: usize,
    /// Entries that lack something, with place and reason.
    pub skipped: Vec<String>,
    /// Parts of entries that cannot be read, with place and reason.
    pub faults: Vec<String>,
    /// Parties that no row of `parties.csv` defines, with the number of rows that leave them out.
    pub parties: BTreeMap<String, usize>,
    /// Offices that several hold at once and no date can tell.
    pub shared: Vec<String>,
    /// Offices that the lexicons give to another person for the same days.
    pub contradictions: Vec<String>,
}

/// Makes rows of `files`, which may be of either form.
///
/// # Errors
/// Every file that cannot be read as a list of legislators.
pub fn import(files: &[File], people: &People, options: Options) -> Result<Import, LexiconErrors> {
    let mut errors = LexiconErrors::default();
    let read: Vec<Legislator> =
        files.iter().filter_map(|file| errors.keep(entries(file))).flatten().collect();
    if !errors.0.is_empty() {
        return Err(errors);
    }
    let mut import = Import::default();
    let legislators = merged(read, &mut import);
    import.read = legislators.len();
    rows(&legislators, people, options, &mut import);
    Ok(import)
}

/// The entries of one file, in the form that its first line shows.
fn entries(file: &File) -> Result<Vec<Legislator>, LexiconErrors> {
    let first = file.text.lines().map(str::trim).find(|line| !line.is_empty());
    let Some(first) = first else {
        let help = "give a file of unitedstates/congress-legislators";
        return Err(LexiconError::file(&file.name, "is empty".into(), help).into());
    };
    let yaml = first.starts_with(['-', '[', '{', '#', '%']) || !first.contains(',');
    Ok(if yaml { yaml::read(file)? } else { csv::read(file)? })
}

/// One record a person: entries of the same person in several files flow together. Entries
/// without a name or a term are taken out and told.
fn merged(read: Vec<Legislator>, import: &mut Import) -> Vec<Legislator> {
    let mut people: Vec<Legislator> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for entry in read {
        let common = fold_name(&entry.name.common());
        let told = |what: &str| format!("{} ({}): {what}", entry.name.common().trim(), entry.place);
        import.faults.extend(entry.faults.iter().map(|fault| told(fault)));
        if entry.name.last.is_empty() || entry.name.first.is_empty() || !common.contains(' ') {
            import.skipped.push(told("no first name and surname"));
        } else if periods::periods(&entry.terms).is_empty() {
            import.skipped.push(told("no term in a known office"));
        } else {
            let key = match entry.bioguide.as_str() {
                "" => format!("{common} {:?}", entry.born),
                id => id.to_owned(),
            };
            match index.get(&key) {
                Some(&there) => people[there].absorb(entry),
                None => {
                    index.insert(key, people.len());
                    people.push(entry);
                }
            }
        }
    }
    people.sort_by_cached_key(|person| (person.name.id(), person.bioguide.clone(), person.born));
    people
}

impl Legislator {
    /// Takes over the terms of another entry of the same person.
    fn absorb(&mut self, other: Self) {
        self.terms.extend(other.terms);
        self.leadership.extend(other.leadership);
        self.recent |= other.recent;
        self.born = self.born.or(other.born);
    }

    /// Whether the person left office before `since`, or, where no term has a day, is not of
    /// that time: born a century before, or known by neither birth nor address.
    fn is_early(&self, since: Date) -> bool {
        match self.terms.iter().filter_map(|term| term.to).max() {
            Some(last) => last < since,
            None => match self.born {
                Some(born) => i32::from(born.year()) + i32::from(LIFE) < i32::from(since.year()),
                None => !self.recent,
            },
        }
    }
}

/// Rows of all who are to be written.
fn rows(legislators: &[Legislator], people: &People, options: Options, import: &mut Import) {
    let known = Known::new(people);
    let mut chosen = Vec::new();
    for legislator in legislators {
        if legislator.is_early(options.since) {
            import.early += 1;
            continue;
        }
        let id = known.id(legislator);
        import.known += usize::from(id.is_some());
        chosen.push((legislator, id));
    }
    let ids = ids(&chosen, &known);
    for ((legislator, there), id) in chosen.iter().zip(ids) {
        if options.all || there.is_none() {
            import.written += 1;
            people_rows(legislator, &id, people, import);
        }
        import.roles.extend(offices::of(legislator, &id, people));
    }
    import.people.sort_by(|(a, _), (b, _)| (&a.id, a.from).cmp(&(&b.id, b.from)));
    import.roles.retain(|row| row.to.is_none_or(|to| options.since <= to));
    import.roles.sort_by(|a, b| (&a.role, a.from, &a.person).cmp(&(&b.role, b.from, &b.person)));
    if !options.all {
        offices::settle(import, people);
    }
}

/// An id for each: the one the lexicons use, else the name, with the state where that is taken,
/// and with the bioguide id where that is taken too.
fn ids(chosen: &[(&Legislator, Option<&str>)], known: &Known<'_>) -> Vec<String> {
    let mut names: HashMap<String, usize> = HashMap::new();
    let with_state = |legislator: &Legislator| {
        let state = legislator.terms.iter().find_map(|term| term.seat.code()).unwrap_or("us");
        format!("{}-{}", legislator.name.id(), state.to_lowercase())
    };
    let new = || chosen.iter().filter(|(_, id)| id.is_none()).map(|(legislator, _)| *legislator);
    for legislator in new() {
        *names.entry(legislator.name.id()).or_default() += 1;
        *names.entry(with_state(legislator)).or_default() += 1;
    }
    let free = |id: &str| names.get(id) == Some(&1) && !known.has(id);
    let id = |(legislator, there): &(&Legislator, Option<&str>)| {
        let (name, state) = (legislator.name.id(), with_state(legislator));
        match there {
            Some(id) => (*id).to_owned(),
            None if free(&name) => name,
            None if free(&state) => state,
            None => format!("{state}-{}", unique(legislator)),
        }
    };
    chosen.iter().map(id).collect()
}

/// What tells a person from all of the same name and state.
fn unique(legislator: &Legislator) -> String {
    match legislator.bioguide.as_str() {
        "" => legislator.born.map_or("x".into(), |born| born.to_string()),
        id => fold_name(id).replace(' ', "-"),
    }
}

fn people_rows(legislator: &Legislator, id: &str, people: &People, import: &mut Import) {
    let mut names = legislator.name.variants();
    let name = names.remove(0);
    let aliases = names.join("|");
    let note = match legislator.bioguide.as_str() {
        "" => String::new(),
        bioguide => format!("bioguide {bioguide}"),
    };
    for term in periods::periods(&legislator.terms) {
        let party = party(&term, people, import);
        let row = PersonRow {
            id: id.to_owned(),
            name: name.clone(),
            aliases: aliases.clone(),
            gender: legislator.gender,
            party,
            country: HOME.into(),
            role: term.seat.role(),
            from: term.from,
            to: term.to,
        };
        import.people.push((row, note.clone()));
    }
}

/// The party as `parties.csv` names it; empty where it has none such.
fn party(term: &Term, people: &People, import: &mut Import) -> String {
    if let Some(row) = people.party(&term.party, HOME) {
        return row.party.clone();
    }
    if !term.party.is_empty() {
        *import.parties.entry(term.party.clone()).or_default() += 1;
    }
    String::new()
}

/// The line of that number, cut to what a terminal shows.
fn line_of(text: &str, line: u64) -> String {
    let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    text.lines().nth(index).unwrap_or_default().chars().take(120).collect()
}

#[cfg(test)]
mod tests;
