//! Corrections of names, laid over the roster: who is whom, what they are called, which party.
//!
//! The roster is made without regard to them (but for names that are kept apart), so that a name
//! or id that a person copied from a report means the same in the next run.

use rustc_hash::FxHashSet;

use super::Corrections;
use super::names::Names;
use super::row::{Answer, Correction, Key};
use crate::lexicons::Lexicons;
use crate::people::exclude::Hidden;
use crate::people::fold;
use crate::people::roster::{Decided, Person, Roster};
use crate::reading::SpeakerKind;

/// A correction that does not fit what is there, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub why: String,
    /// Its cells in order of [`header`](super::header), then of
    /// [`OWN_OF_REVIEW`](super::OWN_OF_REVIEW).
    pub cells: Vec<String>,
}

/// Everybody as people corrected it, and what is left to correct article by article.
#[derive(Debug)]
pub struct Amended<'a> {
    pub(super) corrections: &'a Corrections,
    pub(super) lexicons: &'a Lexicons,
    pub(super) roster: Roster,
    /// For each row the person whom it says to be the speaker.
    pub(super) speaker: Vec<Option<u32>>,
    /// For each row those whom its name means.
    pub(super) meant: Vec<Vec<u32>>,
    /// For each row why it does not fit; `None` for one that does.
    pub(super) idle: Vec<Option<String>>,
}

impl<'a> Amended<'a> {
    /// Lays the corrections of names over `roster`.
    pub fn new(roster: Roster, corrections: &'a Corrections, lexicons: &'a Lexicons) -> Self {
        let rows = corrections.rows();
        let mut amended = Self {
            corrections,
            lexicons,
            roster,
            speaker: vec![None; rows.len()],
            meant: vec![Vec::new(); rows.len()],
            idle: vec![None; rows.len()],
        };
        if rows.is_empty() {
            return amended;
        }
        let mut names = Names::new(&amended.roster);
        amended.find_speakers(rows, &mut names);
        amended.find_meant(rows, &names);
        amended.join(rows, &names);
        amended.describe(rows);
        amended
    }

    /// Everybody.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Blacks out the names that `hidden` holds in what is known of people.
    pub fn black_out(&mut self, hidden: &Hidden) {
        hidden.black_out_people(&mut self.roster);
    }

    /// Corrections that do not fit, in order of file; known once all articles were met.
    pub fn unmatched(&self) -> Vec<Unmatched> {
        let rows = self.corrections.rows().iter().zip(&self.idle);
        let unmatched = rows.filter_map(|(row, idle)| {
            let why = idle.clone()?;
            Some(Unmatched { line: row.line, why, cells: row.cells.clone() })
        });
        unmatched.collect()
    }

    /// Whom each row says to be the speaker; people whom nobody knows yet come into being.
    fn find_speakers(&mut self, rows: &[Correction], names: &mut Names) {
        let mut taken: FxHashSet<String> =
            self.roster.people().iter().map(|person| person.id.clone()).collect();
        for (number, row) in rows.iter().enumerate() {
            let Some(name) = row.answer.speaker.as_deref().filter(|name| !name.is_empty()) else {
                continue;
            };
            let found = names.all(name, &self.roster, self.lexicons).first().copied();
            self.speaker[number] = Some(found.unwrap_or_else(|| {
                let person = newcomer(name, &row.answer, self.lexicons, &mut taken);
                let (id, shown, known) = (&person.id, &person.name, person.known.as_deref());
                let next = u32::try_from(self.roster.people().len()).unwrap_or(u32::MAX);
                names.add(next, id, shown, known);
                self.roster.add(person);
                next
            }));
        }
    }

    fn find_meant(&mut self, rows: &[Correction], names: &Names) {
        for (number, row) in rows.iter().enumerate() {
            let Some(name) = row.key.name() else {
                self.idle[number] = Some("no article has this id".to_owned());
                continue;
            };
            self.meant[number] = names.all(name, &self.roster, self.lexicons);
            self.idle[number] = match &row.key {
                Key::Article { .. } => Some("no article has this id".to_owned()),
                _ if self.meant[number].is_empty() => Some("nobody speaks by this name".to_owned()),
                _ => None,
            };
        }
    }

    /// Makes people one whom rows merge or call by the name of another.
    fn join(&mut self, rows: &[Correction], names: &Names) {
        for (number, row) in rows.iter().enumerate() {
            if !matches!(row.key, Key::Everywhere { .. }) || self.meant[number].is_empty() {
                continue;
            }
            match self.target(number, &row.answer, names) {
                Ok(target) => self.join_row(number, target, row.answer.speaker.as_deref()),
                Err(why) => self.idle[number] = Some(why.to_owned()),
            }
        }
    }

    /// Whom a row makes those whom it means, if anybody; an error says why it cannot hold.
    fn target(
        &self,
        number: usize,
        answer: &Answer,
        names: &Names,
    ) -> Result<Option<u32>, &'static str> {
        let all = |name: &String| names.all(name, &self.roster, self.lexicons);
        let (merged, apart) =
            (answer.merge_with.as_ref().map(all), answer.keep_apart.as_ref().map(all));
        if merged.as_ref().is_some_and(Vec::is_empty) || apart.as_ref().is_some_and(Vec::is_empty) {
            return Err("nobody speaks by the second name");
        }
        if apart.is_some_and(|apart| apart.iter().any(|n| self.meant[number].contains(n))) {
            return Err("the people lexicon says that both names are one person's");
        }
        Ok(merged.map_or(self.speaker[number], |found| found.first().copied()))
    }

    fn join_row(&mut self, number: usize, target: Option<u32>, called: Option<&str>) {
        for person in self.meant[number].clone() {
            self.roster.touch(person);
            match target {
                Some(target) if target == person => self.roster.respell(person, called),
                Some(target) if !self.roster.join(person, target) => {
                    self.idle[number] = Some(CONTRADICTED.to_owned());
                }
                _ => {}
            }
        }
    }

    /// Party, country and role that hold in all articles, and who leaves the tally.
    fn describe(&mut self, rows: &[Correction]) {
        // A row that means one person by id is closer than one that means all of a name.
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.retain(|&number| {
            matches!(rows[number].key, Key::Everywhere { .. }) && self.idle[number].is_none()
        });
        order.sort_by_key(|&number| (self.meant[number].len(), number));
        for number in order {
            let answer = &rows[number].answer;
            let closest = self.meant[number].len() == 1;
            for person in self.meant[number].clone() {
                let decided = self.roster.decided(person);
                if decided.is_some_and(|decided| !decide(decided, answer)) && closest {
                    self.idle[number] = Some(CONTRADICTED.to_owned());
                }
            }
        }
        self.roster.take_decisions();
    }
}

/// Why a row does not fit where two rows call one speaker by different names.
const CONTRADICTED: &str = "another row says otherwise of the same speaker";

/// Takes over what `answer` says and nobody said before; `false` where somebody said otherwise.
fn decide(decided: &mut Decided, answer: &Answer) -> bool {
    let mut agree = answer.drop.is_none() || decided.drop.is_none_or(|d| Some(d) == answer.drop);
    for (mine, theirs) in [
        (&mut decided.party, &answer.party),
        (&mut decided.country, &answer.country),
        (&mut decided.role, &answer.role),
    ] {
        match (&*mine, theirs) {
            (Some(mine), Some(theirs)) => agree &= mine == theirs,
            (None, _) => mine.clone_from(theirs),
            (Some(_), None) => {}
        }
    }
    decided.drop = decided.drop.or(answer.drop);
    decided.nobody |= answer.speaker.as_deref() == Some("");
    agree
}

/// A person who speaks only because a human says so: of the people lexicon, or new.
fn newcomer(
    name: &str,
    answer: &Answer,
    lexicons: &Lexicons,
    taken: &mut FxHashSet<String>,
) -> Person {
    let said = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let row =
        lexicons.people.person(name, None).or_else(|| lexicons.people.person_by_id(name, None));
    let Some(row) = row else {
        let described = name.chars().next().is_some_and(char::is_lowercase);
        let base = fold::slug(name);
        let numbered = (2u32..).map(|n| format!("{base}-{n}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
        let id = id.unwrap_or(base);
        taken.insert(id.clone());
        return Person {
            id,
            name: name.to_owned(),
            kind: if described { SpeakerKind::Unnamed } else { SpeakerKind::Person },
            party: said(&answer.party),
            country: said(&answer.country),
            role: said(&answer.role),
            ..Person::default()
        };
    };
    Person {
        id: fold::slug(&row.id),
        name: row.name.clone(),
        kind: SpeakerKind::Person,
        known: Some(row.id.clone()),
        party: super::meet::party_that_counts(row, lexicons),
        country: row.country.clone(),
        role: row.role.clone(),
        ..Person::default()
    }
}
