//! Everybody who speaks in a run, each with one id.

mod decided;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::cluster::Clusters;
use super::fold;
use super::profile::{NOBODY, Seen};
use crate::lexicons::Lexicons;
use crate::reading::SpeakerKind;

pub use decided::Decided;

/// A person or body over all articles.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Starts with a letter, lower-case ASCII with hyphens; nobody else's.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// A person, a body, an unnamed source.
    pub kind: SpeakerKind,
    /// Id in the people lexicon.
    pub known: Option<String>,
    /// As the latest article has it that says so.
    pub party: String,
    /// As the latest article has it that says so.
    pub country: String,
    /// As the latest article has it that says so.
    pub role: String,
    /// What a human says.
    pub decided: Decided,
}

/// Everybody who speaks, and who the speakers of each article are.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    people: Vec<Person>,
    /// For each article, the person behind each of its speakers.
    locals: Vec<Box<[u32]>>,
    /// People by what articles call them, folded.
    called: FxHashMap<String, Vec<u32>>,
    /// For each person, who it is by what a human says: itself, but for those who were joined.
    heads: Vec<u32>,
    /// People of whom a human says anything.
    touched: FxHashSet<u32>,
    /// How many of `people` speak in articles; the rest speak because a human says so.
    found: usize,
}

impl Roster {
    pub(super) fn new(
        seen: &[Seen],
        clusters: Clusters,
        mut locals: Vec<Box<[u32]>>,
        lexicons: &Lexicons,
    ) -> Self {
        let articles = articles_of(seen.len(), &locals);
        for number in locals.iter_mut().flatten().filter(|n| **n != NOBODY) {
            *number = clusters.person[*number as usize];
        }
        let mut people = describe(seen, &clusters);
        name_known(&mut people, seen, &clusters, &articles, lexicons);
        name_ids(&mut people, lexicons);
        let mut called: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (entry, &number) in seen.iter().zip(&clusters.person) {
            let people = called.entry(fold::key(&entry.profile.name)).or_default();
            if !people.contains(&number) {
                people.push(number);
            }
        }
        let heads = (0u32..).take(people.len()).collect();
        let found = people.len();
        Self { people, locals, called, heads, touched: FxHashSet::default(), found }
    }

    /// Everybody, in order of first article.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Those of whom any name fulfils `is`: as reports show them, and as articles call them.
    pub(super) fn all_called(&self, is: impl Fn(&str, SpeakerKind) -> bool) -> Vec<u32> {
        let shown = (0u32..).zip(&self.people).filter(|(_, person)| is(&person.name, person.kind));
        let mut all: Vec<u32> = shown.map(|(number, _)| self.head(number)).collect();
        for (name, people) in &self.called {
            let of =
                |number: &&u32| self.person(**number).is_some_and(|person| is(name, person.kind));
            all.extend(people.iter().filter(of).map(|&number| self.head(number)));
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    pub(super) fn people_mut(&mut self) -> &mut [Person] {
        &mut self.people
    }

    /// Number of the person behind speaker `local` of `article`.
    pub fn number(&self, article: u32, local: usize) -> Option<u32> {
        self.described(article, local).map(|number| self.head(number))
    }

    /// The same before a human joined people.
    pub(super) fn described(&self, article: u32, local: usize) -> Option<u32> {
        let number = *self.locals.get(article as usize)?.get(local)?;
        (number != NOBODY).then_some(number)
    }

    /// The person of that number.
    pub fn person(&self, number: u32) -> Option<&Person> {
        self.people.get(number as usize)
    }
}

/// What is known of each person: names from the first profile, the rest from the latest.
fn describe(seen: &[Seen], clusters: &Clusters) -> Vec<Person> {
    let count = clusters.person.iter().max().map_or(0, |&last| last as usize + 1);
    let mut people: Vec<Person> = vec![Person::default(); count];
    let mut latest: Vec<[(bool, Option<Date>); 3]> = vec![[(false, None); 3]; count];
    for (entry, &number) in seen.iter().zip(&clusters.person) {
        let (profile, person) = (&entry.profile, &mut people[number as usize]);
        let fuller = person.name.is_empty()
            || (profile.known.is_none() && is_single(&person.name) && !entry.parts.single);
        if fuller || (person.known.is_none() && profile.known.is_some()) {
            person.name.clone_from(&profile.name);
            person.kind = profile.kind;
            person.known.clone_from(&profile.known);
        }
        let fields = [
            (&mut person.party, &profile.party),
            (&mut person.country, &profile.country),
            (&mut person.role, &profile.role),
        ];
        for ((field, value), last) in fields.into_iter().zip(&mut latest[number as usize]) {
            if !value.is_empty() && (!last.0 || entry.last > last.1) {
                field.clone_from(value);
                *last = (true, entry.last);
            }
        }
    }
    people
}

/// In how many articles each profile speaks.
fn articles_of(profiles: usize, locals: &[Box<[u32]>]) -> Vec<usize> {
    let mut articles = vec![0; profiles];
    for &number in locals.iter().flatten().filter(|n| **n != NOBODY) {
        articles[number as usize] += 1;
    }
    articles
}

/// People of the lexicon go by the full name that most articles use; where articles differ
/// evenly, by a name that they write rather than by the lexicon's.
fn name_known(
    people: &mut [Person],
    seen: &[Seen],
    clusters: &Clusters,
    articles: &[usize],
    lexicons: &Lexicons,
) {
    let mut votes: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); people.len()];
    for ((entry, &number), count) in seen.iter().zip(&clusters.person).zip(articles) {
        if !entry.parts.single {
            *votes[number as usize].entry(&entry.profile.name).or_default() += count;
        }
    }
    for (person, votes) in people.iter_mut().zip(votes) {
        let known = person.known.as_deref();
        let Some(row) = known.and_then(|id| lexicons.people.person_by_id(id, None)) else {
            continue;
        };
        let rank = |(name, count): &(&str, usize)| (*count, *name != row.name);
        let most = votes.into_iter().max_by_key(rank).map_or(row.name.as_str(), |(name, _)| name);
        person.name = most.to_owned();
    }
}

fn is_single(name: &str) -> bool {
    fold::parts(name).single
}

/// Ids: the lexicon's for those it knows, else the name, with a number where it is taken.
fn name_ids(people: &mut [Person], lexicons: &Lexicons) {
    let known = lexicons.people.people.iter().map(|row| fold::slug(&row.value.id));
    let mut taken: FxHashSet<String> = known.collect();
    for person in people.iter_mut() {
        if let Some(known) = &person.known {
            person.id = fold::slug(known);
            taken.insert(person.id.clone());
        }
    }
    for person in people.iter_mut().filter(|p| p.known.is_none()) {
        let base = fold::slug(&person.name);
        let numbered = (2u32..).map(|n| format!("{base}-{n}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
        person.id = free.unwrap_or(base);
        taken.insert(person.id.clone());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::LazyLock;

    use super::super::Gather;
    use super::super::corrections::Apart;
    use crate::articles::Metadata;
    use crate::lexicons::{Lexicons, Source};
    use crate::reading::{Reading, Speaker, SpeakerKind};

    /// `source: name / party / country / role`, one speaker an article; `known` by a `!`.
    fn ids(articles: &[&str]) -> Vec<String> {
        static LEXICONS: LazyLock<Lexicons> =
            LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());
        let lexicons = &*LEXICONS;
        let mut gather = Gather::new(lexicons);
        for (i, line) in articles.iter().enumerate() {
            let (source, rest) = line.split_once(": ").unwrap();
            let mut cells = rest.split(" / ").map(str::to_owned);
            let mut cell = || cells.next().unwrap_or_default();
            let name = cell();
            let speaker = Speaker {
                known: name.strip_prefix('!').map(|n| n.to_lowercase().replace(' ', "-")),
                kind: match name.chars().next() {
                    Some(c) if c.is_lowercase() => SpeakerKind::Unnamed,
                    _ => SpeakerKind::Person,
                },
                name: name.trim_start_matches('!').to_owned(),
                party: cell(),
                country: cell(),
                role: cell(),
                ..Speaker::default()
            };
            let metadata = Metadata { source: Some(source.into()), ..Metadata::default() };
            let article = format!("{i:03}");
            let reading =
                Reading { article, metadata, speakers: vec![speaker], ..Reading::default() };
            gather.meet(&reading, |_| true);
        }
        let roster = gather.link(lexicons, &Apart::default());
        (0..articles.len())
            .map(|i| {
                let number = roster.number(u32::try_from(i).unwrap(), 0).unwrap();
                roster.person(number).unwrap().id.clone()
            })
            .collect()
    }

    #[test]
    fn one_person_keeps_one_id_and_two_get_two() {
        for (guards, articles, expected) in [
            (
                "accents, case and initials",
                &["a: José B. Roe", "b: Jose Roe"][..],
                &["jose-b-roe", "jose-b-roe"][..],
            ),
            ("other initials", &["a: Jo A. Roe", "b: Jo B. Roe"], &["jo-a-roe", "jo-b-roe"]),
            ("two parties", &["a: Jo Roe / Green", "b: Jo Roe / Labour"], &["jo-roe", "jo-roe-2"]),
            (
                "two countries",
                &["a: Jo Roe / / Chile", "b: Jo Roe / / Peru"],
                &["jo-roe", "jo-roe-2"],
            ),
            (
                "a sparse description of one",
                &["a: Jo Roe", "b: Jo Roe / Green"],
                &["jo-roe", "jo-roe"],
            ),
            (
                "a sparse description of two is nobody's",
                &["a: Jo Roe / Green", "b: Jo Roe / Labour", "c: Jo Roe", "d: Jo Roe"],
                &["jo-roe", "jo-roe-2", "jo-roe-3", "jo-roe-3"],
            ),
            ("a surname of one", &["a: Roe", "b: Jo Roe / Green"], &["jo-roe", "jo-roe"]),
            (
                "a surname of two",
                &["a: Roe", "b: Jo Roe", "c: Al Roe", "a: Roe", "d: Roe"],
                &["roe", "jo-roe", "al-roe", "roe", "roe-2"],
            ),
            (
                "a surname of another party",
                &["a: Roe / Labour", "b: Jo Roe / Green"],
                &["roe", "jo-roe"],
            ),
            ("father and son", &["a: Jo Roe", "b: Jo Roe Jr."], &["jo-roe", "jo-roe-jr"]),
            (
                "unnamed sources",
                &["a: local officials", "b: local officials"],
                &["local-officials", "local-officials"],
            ),
            ("a known person's name", &["a: !Jo Roe", "b: Jo Roe"], &["jo-roe", "jo-roe-2"]),
            ("a known person's surname", &["a: !Jo Roe", "b: Roe"], &["jo-roe", "jo-roe"]),
        ] {
            assert_eq!(ids(articles), expected, "{guards}");
        }
    }
}
