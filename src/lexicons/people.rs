//! Public figures, the offices they held and when, and parties, looked up by folded name.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::error::LexiconErrors;
use super::names::GenderCode;
use super::source::Source;
use super::table::{self, Row};
use crate::text::fold_name;

/// A row of `people.csv`: a person, for a time if party or role changed.
#[derive(Clone, Debug, Deserialize)]
pub struct PersonRow {
    /// Stable id, lower case with hyphens; the same in each row of a person.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names, parted by `|`. A surname among them says that it alone means this person.
    #[serde(default)]
    pub aliases: String,
    /// Gender.
    #[serde(default)]
    pub gender: GenderCode,
    /// Party as `parties.csv` names it; empty for none.
    #[serde(default)]
    pub party: String,
    /// Country in English.
    #[serde(default)]
    pub country: String,
    /// Office or job.
    #[serde(default)]
    pub role: String,
    /// First day of this row, if it does not hold always.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of this row.
    #[serde(default)]
    pub to: Option<Date>,
}

/// A row of `roles.csv`: who held an office from when to when.
#[derive(Clone, Debug, Deserialize)]
pub struct RoleRow {
    /// How texts call the office: "us president", "secretary of state", parted by `|`.
    pub role: String,
    /// Country of the office; empty for an international one.
    #[serde(default)]
    pub country: String,
    /// `id` in `people.csv`.
    pub person: String,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day; empty while in office.
    #[serde(default)]
    pub to: Option<Date>,
}

/// When a party that `people.csv` gives counts as a speaker's party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// Always: the parties that readers of this debate are compared by.
    Always,
    /// Only where the article states it of the speaker.
    #[default]
    Stated,
}

/// A row of `parties.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct PartyRow {
    /// Name as reports show it.
    pub party: String,
    /// Country in English.
    pub country: String,
    /// When membership known from `people.csv` counts.
    #[serde(default)]
    pub counts: Counts,
    /// Other names, adjectives, letters (`R`, `GOP`), parted by `|`.
    #[serde(default)]
    pub aliases: String,
}

/// The compiled people lexicons.
#[derive(Clone, Debug)]
pub struct People {
    /// `people.csv`
    pub people: Vec<Row<PersonRow>>,
    /// `roles.csv`
    pub roles: Vec<Row<RoleRow>>,
    /// `parties.csv`
    pub parties: Vec<Row<PartyRow>>,
    /// Rows of `people.csv` by folded name or alias, and by id.
    by_name: FxHashMap<String, Vec<usize>>,
    by_id: FxHashMap<String, Vec<usize>>,
    /// Rows of `roles.csv` by name of the office, and by the person's id.
    offices: FxHashMap<String, Vec<usize>>,
    offices_of: FxHashMap<String, Vec<usize>>,
    /// Rows of `roles.csv` by country.
    offices_in: FxHashMap<String, Vec<usize>>,
    /// Folded names of the office of each row of `roles.csv`.
    folded_offices: Vec<Vec<String>>,
    /// Rows of `parties.csv` by folded name or alias.
    by_party: FxHashMap<String, Vec<Labelled>>,
}

/// A party under one of its labels.
#[derive(Clone, Copy, Debug)]
struct Labelled {
    row: usize,
    /// Some name that folds to the label is written in capitals alone, some other is not.
    as_abbreviation: bool,
    as_word: bool,
}

impl People {
    /// Reads, checks and compiles the three files.
    ///
    /// # Errors
    /// Every row that does not fit, or that names a person or party no row defines.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        let mut errors = LexiconErrors::default();
        let people = errors.keep(table::read(source, "people.csv"));
        let roles = errors.keep(table::read(source, "roles.csv"));
        let parties = errors.keep(table::read(source, "parties.csv"));
        let (Some(people), Some(roles), Some(parties)) = (people, roles, parties) else {
            return Err(errors);
        };
        let compiled = Self::compile(people, roles, parties);
        compiled.check(&mut errors);
        if errors.0.is_empty() { Ok(compiled) } else { Err(errors) }
    }

    fn compile(
        people: Vec<Row<PersonRow>>,
        roles: Vec<Row<RoleRow>>,
        parties: Vec<Row<PartyRow>>,
    ) -> Self {
        let names = |row: &Row<PersonRow>| names(&row.value.name, &row.value.aliases);
        let offices = |row: &Row<RoleRow>| names_of_office(&row.value.role);
        Self {
            by_name: index(&people, names),
            by_id: index(&people, |row| vec![row.value.id.clone()]),
            folded_offices: roles.iter().map(offices).collect(),
            offices: index(&roles, offices),
            offices_of: index(&roles, |row| vec![row.value.person.clone()]),
            offices_in: index(&roles, |row| vec![row.value.country.clone()]),
            by_party: by_label(&parties),
            people,
            roles,
            parties,
        }
    }

    fn check(&self, errors: &mut LexiconErrors) {
        for row in &self.people {
            let person = &row.value;
            if person.party.is_empty() || self.party_row(&person.party, &person.country).is_some() {
                continue;
            }
            let help = format!("add it to parties.csv for {:?}", person.country);
            errors.0.push(row.error("party", format!("no party {:?}", person.party), help));
        }
        for row in self.roles.iter().filter(|row| !self.by_id.contains_key(&row.value.person)) {
            let what = format!("no person {:?}", row.value.person);
            errors.0.push(row.error("person", what, "use an id of people.csv, or add one"));
        }
        for (row, from, to) in self.times() {
            if from > to {
                errors.0.push(row.error("to", "before `from`", "swap the two days"));
            }
        }
    }

    /// The rows of `roles.csv` that have both days.
    fn times(&self) -> impl Iterator<Item = (&Row<RoleRow>, Date, Date)> {
        self.roles.iter().filter_map(|row| Some((row, row.value.from?, row.value.to?)))
    }

    /// The person whom `name` (any spelling, full or alias) means, as of `date`. Where two share
    /// the name, the one in office on that day, else the first of the file.
    pub fn person(&self, name: &str, date: Option<Date>) -> Option<&PersonRow> {
        let ids = self.ids_called(name);
        let in_office = |id: &&&str| self.offices_of(id, date).next().is_some();
        let id = ids.iter().find(in_office).or(ids.first())?;
        self.person_by_id(id, date)
    }

    /// The row of a person that holds on `date`: the last that began by then, so that who left
    /// an office keeps it until the next; before all rows, the first. Without a date, the last.
    pub fn person_by_id(&self, id: &str, date: Option<Date>) -> Option<&PersonRow> {
        let mut rows = self.rows_of(id);
        let Some(day) = date else {
            return rows.next_back();
        };
        let begun = |row: &&PersonRow| row.from.is_none_or(|from| from <= day);
        let first = rows.clone().next();
        rows.rfind(begun).or(first)
    }

    /// All rows of a person, in order of file.
    pub fn rows_of(&self, id: &str) -> impl DoubleEndedIterator<Item = &PersonRow> + Clone {
        let rows = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        rows.iter().map(|&row| &self.people[row].value)
    }

    /// Ids of all who are called `name` (any spelling, full or alias), in order of file.
    pub fn ids_called(&self, name: &str) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for &row in self.by_name.get(&fold_name(name)).map_or(&[][..], Vec::as_slice) {
            let id = self.people[row].value.id.as_str();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Who holds the office that texts call `role` ("us president") on `date`. Where offices of
    /// two countries fold alike, the one that is spelt so: "defense secretary" is America's,
    /// "defence secretary" Britain's.
    pub fn holder(&self, role: &str, date: Date) -> Option<&RoleRow> {
        let rows = self.offices.get(&fold_office(role))?;
        let rows = rows.iter().map(|&row| &self.roles[row].value);
        // Where one leaves and the next comes on one day, the one who comes.
        let mut rows = rows.rev().filter(|row| holds(date, row.from, row.to));
        let spelt =
            |row: &&RoleRow| split(&row.role).any(|name| fold_name(name) == fold_name(role));
        rows.clone().find(spelt).or_else(|| rows.next())
    }

    /// Who holds the office of `country` whose name ends in `job` ("foreign minister") on `date`.
    pub fn holder_in(&self, country: &str, job: &str, date: Date) -> Option<&RoleRow> {
        let rows = self.offices_in.get(country)?.iter();
        let job = fold_office(job);
        let row = rows.rev().find(|&&row| {
            let RoleRow { from, to, .. } = &self.roles[row].value;
            let mut names = self.folded_offices[row].iter();
            holds(date, *from, *to) && names.any(|name| ends_in(name, country, &job))
        })?;
        Some(&self.roles[*row].value)
    }

    /// The first row of the office that texts call `role`, whoever holds it.
    pub fn office(&self, role: &str) -> Option<&RoleRow> {
        let row = *self.offices.get(&fold_office(role))?.first()?;
        Some(&self.roles[row].value)
    }

    /// Whether any text calls an office `role`.
    pub fn is_office(&self, role: &str) -> bool {
        self.offices.contains_key(&fold_office(role))
    }

    /// The offices that person `id` holds on `date`; without a date, ever held.
    pub fn offices_of(&self, id: &str, date: Option<Date>) -> impl Iterator<Item = &RoleRow> {
        let rows = self.offices_of.get(id).map_or(&[][..], Vec::as_slice);
        rows.iter()
            .map(|&row| &self.roles[row].value)
            .filter(move |row| date.is_none_or(|day| holds(day, row.from, row.to)))
    }

    /// Whether person `id` held, holds or will hold the office that texts call `role`.
    pub fn ever_held(&self, id: &str, role: &str) -> bool {
        let rows = self.offices.get(&fold_office(role)).map_or(&[][..], Vec::as_slice);
        rows.iter().any(|&row| self.roles[row].value.person == id)
    }

    /// The party that `label` ("R", "Democrats", "CDU") means in `country`. Without a country:
    /// of all countries, if only one has such a label, else the first of the file.
    pub fn party(&self, label: &str, country: &str) -> Option<&PartyRow> {
        let rows = self.called(label);
        if country.is_empty() {
            return rows.clone().next();
        }
        rows.clone().find(|row| row.country == country)
    }

    /// The parties called `label`; an abbreviation only where it is written as one, so that
    /// "Mr." is no party.
    fn called(&self, label: &str) -> impl Iterator<Item = &PartyRow> + Clone {
        let found = self.by_party.get(&fold_party(label)).map_or(&[][..], Vec::as_slice);
        let capitals = !found.is_empty() && is_abbreviation(label);
        let fits = move |l: &&Labelled| if capitals { l.as_abbreviation } else { l.as_word };
        found.iter().filter(fits).map(|labelled| &self.parties[labelled.row].value)
    }

    /// Countries that have a party called `label`, in order of file.
    pub fn countries_of(&self, label: &str) -> Vec<&str> {
        self.called(label).map(|row| row.country.as_str()).collect()
    }

    /// The row of a party by its own name.
    pub fn party_row(&self, party: &str, country: &str) -> Option<&PartyRow> {
        self.party(party, country).filter(|row| row.party == party)
    }

    /// Whether any party is called `label`.
    pub fn is_party(&self, label: &str) -> bool {
        self.called(label).next().is_some()
    }

    /// Ids of all people, in order of file, each once.
    pub fn ids(&self) -> Vec<&str> {
        let mut seen = FxHashSet::default();
        self.people.iter().map(|row| row.value.id.as_str()).filter(|id| seen.insert(*id)).collect()
    }
}

/// Whether `day` lies in a time whose ends may be open.
fn holds(day: Date, from: Option<Date>, to: Option<Date>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

fn index<R>(
    rows: &[Row<R>],
    keys: impl Fn(&Row<R>) -> Vec<String>,
) -> FxHashMap<String, Vec<usize>> {
    let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, row) in rows.iter().enumerate() {
        for key in keys(row) {
            let rows = index.entry(key).or_default();
            if rows.last() != Some(&i) {
                rows.push(i);
            }
        }
    }
    index
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|name| !name.is_empty())
}

fn names(name: &str, aliases: &str) -> Vec<String> {
    std::iter::once(name).chain(split(aliases)).map(fold_name).collect()
}

fn names_of_office(roles: &str) -> Vec<String> {
    split(roles).map(fold_office).collect()
}

fn by_label(rows: &[Row<PartyRow>]) -> FxHashMap<String, Vec<Labelled>> {
    let mut index: FxHashMap<String, Vec<Labelled>> = FxHashMap::default();
    for (row, party) in rows.iter().enumerate() {
        for name in std::iter::once(party.value.party.as_str()).chain(split(&party.value.aliases)) {
            let labelled = index.entry(fold_party(name)).or_default();
            if labelled.last().is_none_or(|last| last.row != row) {
                labelled.push(Labelled { row, as_abbreviation: false, as_word: false });
            }
            if let Some(last) = labelled.last_mut() {
                let abbreviation = is_abbreviation(name);
                last.as_abbreviation |= abbreviation;
                last.as_word |= !abbreviation;
            }
        }
    }
    index
}

/// Whether an office's name is a job after the adjective of its country: "german chancellor",
/// "us president", or the job alone; not "vice president" for "president".
fn ends_in(role: &str, country: &str, job: &str) -> bool {
    let Some(rest) = role.strip_suffix(job) else {
        return false;
    };
    let rest = rest.trim_end();
    let adjective = rest.chars().take(2).eq(fold_name(country).chars().take(2));
    rest.is_empty() || !rest.contains(' ') && (adjective || ADJECTIVES.contains(&rest))
}

/// Adjectives that do not begin like their country's name.
const ADJECTIVES: &[&str] = &["us", "american", "uk", "british", "dutch", "kremlin"];

/// An office without case, accents, hyphens, possessives and the two spellings of defence.
fn fold_office(role: &str) -> String {
    let mut name = fold_name(role);
    for (spelling, other) in [("defence", "defense"), ("advisor", "adviser")] {
        if name.contains(spelling) {
            name = name.replace(spelling, other);
        }
    }
    name
}

/// Whether a label is written in capitals alone.
fn is_abbreviation(label: &str) -> bool {
    label.trim_start_matches("the ").chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A party without case, accents and articles. Letters in capitals stay apart from words.
fn fold_party(label: &str) -> String {
    let mut folded = fold_name(label);
    if folded.starts_with("the ") {
        folded.drain(.."the ".len());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn people() -> People {
        People::load(&Source::shipped()).unwrap_or_else(|errors| panic!("{errors}"))
    }

    #[test]
    fn spellings_of_one_name_find_one_person() {
        let people = people();
        for name in [
            "Volodymyr Zelensky",
            "Volodymyr Zelenskyy",
            "Zelenskiy",
            "ZELENSKYI",
            "Volodymyr O. Zelensky",
        ] {
            let id = people.person(name, None).map(|p| p.id.as_str());
            assert_eq!(id, Some("volodymyr-zelensky"), "{name}");
        }
        assert!(people.person("Volodymyr", None).is_none());
    }

    #[test]
    fn a_son_of_the_same_name_is_another_person() {
        let people = people();
        let id = |name| people.person(name, None).map(|p| p.id.clone());
        assert_ne!(id("Donald Trump Jr."), id("Donald Trump"));
    }

    #[test]
    fn offices_change_hands_on_the_day() {
        let people = people();
        for (role, day, expected) in [
            ("US president", date(2017, 1, 19), "barack-obama"),
            ("U.S. president", date(2017, 1, 20), "donald-trump"),
            ("President of the United States", date(2022, 3, 1), "joe-biden"),
            ("German Defence Minister", date(2024, 1, 1), "boris-pistorius"),
            ("NATO Secretary-General", date(2024, 10, 1), "mark-rutte"),
            ("defense secretary", date(2024, 1, 1), "lloyd-austin"),
            ("Defence Secretary", date(2024, 1, 1), "grant-shapps"),
            ("secretary of state", date(2014, 5, 1), "john-kerry"),
            ("Senate majority leader", date(2014, 5, 1), "harry-reid"),
            ("House Majority Leader", date(2014, 5, 1), "eric-cantor"),
            ("Senate minority leader", date(2022, 5, 1), "mitch-mcconnell"),
            ("speaker of the House", date(2018, 5, 1), "paul-ryan"),
            ("House speaker", date(2024, 5, 1), "mike-johnson"),
            ("Senate Majority Whip", date(2023, 5, 1), "dick-durbin"),
            ("House minority whip", date(2014, 5, 1), "steny-hoyer"),
            ("Russian foreign minister", date(2015, 1, 1), "sergey-lavrov"),
        ] {
            let holder = people.holder(role, day).map(|row| row.person.as_str());
            assert_eq!(holder, Some(expected), "{role} on {day}");
        }
    }

    #[test]
    fn a_party_changes_with_the_date() {
        let people = people();
        for (day, expected) in [
            (date(2019, 6, 1), "Democratic"),
            (date(2023, 1, 1), "Independent"),
            (date(2025, 3, 1), "Republican"),
        ] {
            let row = people.person("Tulsi Gabbard", Some(day));
            assert_eq!(row.map(|p| p.party.as_str()), Some(expected), "{day}");
        }
    }

    #[test]
    fn who_left_keeps_the_row_until_the_next_begins() {
        let text = "id,name,role,from,to\n\
            ann-lee,Ann Lee,mayor,2010-01-01,2012-01-01\n\
            ann-lee,Ann Lee,senator,2015-01-01,2018-01-01\n";
        let file = super::super::source::File { name: "people.csv".into(), text: text.into() };
        let rows = table::read_files(&[file]).unwrap_or_else(|errors| panic!("{errors}"));
        let people = People::compile(rows, Vec::new(), Vec::new());
        for (day, expected) in [
            (Some(date(2009, 1, 1)), "mayor"),
            (Some(date(2011, 1, 1)), "mayor"),
            (Some(date(2013, 1, 1)), "mayor"),
            (Some(date(2015, 1, 1)), "senator"),
            (Some(date(2020, 1, 1)), "senator"),
            (None, "senator"),
        ] {
            let role = people.person_by_id("ann-lee", day).map(|row| row.role.as_str());
            assert_eq!(role, Some(expected), "{day:?}");
        }
    }

    #[test]
    fn a_letter_means_a_party_of_its_country() {
        let people = people();
        let party = |label, country| people.party(label, country).map(|p| p.party.as_str());
        assert_eq!(party("R", "United States"), Some("Republican"));
        assert_eq!(party("Lab", "United Kingdom"), Some("Labour"));
        assert_eq!(party("the CDU", "Germany"), Some("Christian Democratic Union"));
        assert_eq!(party("R", "Germany"), None);
        assert_eq!(party("MR", "Belgium"), Some("Reformist Movement"));
        assert_eq!(party("Mr.", "Belgium"), None);
    }
}
