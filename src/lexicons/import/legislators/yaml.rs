//! The full form, `legislators-*.yaml` and `executive.yaml`: every term with its days, changes of
//! party within one, and offices of the chamber. JSON is YAML too, so the JSON files read as well.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::record::{Leadership, Legislator, Name, Seat, Term};
use crate::lexicons::error::LexiconError;
use crate::lexicons::names::GenderCode;
use crate::lexicons::source::File;

/// Nodes and events that a file may hold: the historical file has about a million, ten times
/// that is a mistake.
const NODES: usize = 10_000_000;

/// Each field may be missing or empty: what an entry lacks is told of the entry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Entry {
    id: Option<Ids>,
    name: Option<Names>,
    bio: Option<Bio>,
    terms: Option<Vec<Option<Office>>>,
    leadership_roles: Option<Vec<Option<Lead>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ids {
    bioguide: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Names {
    first: Option<String>,
    middle: Option<String>,
    last: Option<String>,
    suffix: Option<String>,
    nickname: Option<String>,
    official_full: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Bio {
    birthday: Option<String>,
    gender: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Office {
    #[serde(rename = "type")]
    kind: Option<String>,
    start: Option<String>,
    end: Option<String>,
    state: Option<String>,
    party: Option<String>,
    party_affiliations: Option<Vec<Option<Affiliation>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Affiliation {
    start: Option<String>,
    end: Option<String>,
    party: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Lead {
    title: Option<String>,
    chamber: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

/// Reads all entries of a file.
///
/// # Errors
/// Where the file is no YAML, or no list of entries.
pub fn read(file: &File) -> Result<Vec<Legislator>, LexiconError> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        budget: serde_saphyr::budget! { max_nodes: NODES, max_events: NODES },
    };
    let entries: Vec<Spanned<Option<Entry>>> =
        serde_saphyr::from_str_with_options(&file.text, options).map_err(|e| fault(file, &e))?;
    Ok(entries
        .into_iter()
        .map(|entry| {
            let (line, column) = (entry.referenced.line(), entry.referenced.column());
            entry.value.unwrap_or_default().legislator(format!("{}:{line}:{column}", file.name))
        })
        .collect())
}

fn fault(file: &File, error: &serde_saphyr::Error) -> LexiconError {
    let place = error.location();
    let line = place.as_ref().map_or(0, serde_saphyr::Location::line);
    // The message ends with the place, which stands before it already.
    let what = error.without_snippet().to_string();
    let what = what.lines().next().unwrap_or_default();
    let what = what.rsplit_once(" at line ").map_or(what, |(what, _)| what);
    LexiconError {
        file: file.name.to_string(),
        line,
        column: place.map_or(0, |p| usize::try_from(p.column()).unwrap_or(0)),
        what: what.to_owned(),
        help: "give a file of unitedstates/congress-legislators: CSV, or a YAML list of people"
            .into(),
        row: super::line_of(&file.text, line),
    }
}

impl Entry {
    fn legislator(self, place: String) -> Legislator {
        let (name, bio) = (self.name.unwrap_or_default(), self.bio.unwrap_or_default());
        let mut legislator = Legislator {
            place,
            bioguide: text(self.id.unwrap_or_default().bioguide),
            gender: gender(&text(bio.gender)),
            born: bio.birthday.as_deref().and_then(day),
            recent: false,
            name: Name {
                first: text(name.first),
                middle: text(name.middle),
                last: text(name.last),
                suffix: text(name.suffix),
                nickname: text(name.nickname),
                official: text(name.official_full),
            },
            ..Legislator::default()
        };
        for office in self.terms.unwrap_or_default().into_iter().flatten() {
            match office.terms() {
                Ok(terms) => legislator.terms.extend(terms),
                Err(fault) => legislator.faults.push(fault),
            }
        }
        for lead in self.leadership_roles.unwrap_or_default().into_iter().flatten() {
            match lead.leadership() {
                Ok(leadership) => legislator.leadership.push(leadership),
                Err(fault) => legislator.faults.push(fault),
            }
        }
        legislator
    }
}

impl Office {
    /// One term a party.
    fn terms(self) -> Result<Vec<Term>, String> {
        let seat = Seat::of(&text(self.kind), &text(self.state))?;
        let (from, to) = (needed("start", self.start)?, needed("end", self.end)?);
        let party = text(self.party);
        let changes: Vec<Affiliation> =
            self.party_affiliations.unwrap_or_default().into_iter().flatten().collect();
        if changes.is_empty() {
            return Ok(vec![Term { seat, party, from: Some(from), to: Some(to) }]);
        }
        Ok(changes
            .into_iter()
            .map(|change| Term {
                seat: seat.clone(),
                party: text(change.party),
                from: change.start.as_deref().and_then(day).or(Some(from)),
                to: change.end.as_deref().and_then(day).or(Some(to)),
            })
            .collect())
    }
}

impl Lead {
    fn leadership(self) -> Result<Leadership, String> {
        let title = text(self.title);
        if title.is_empty() {
            return Err("a leadership role without title".into());
        }
        let from = Some(needed("start", self.start)?);
        let to = self.end.map(|end| needed("end", Some(end))).transpose()?;
        Ok(Leadership { title, chamber: text(self.chamber), from, to })
    }
}

fn text(value: Option<String>) -> String {
    one_line(&value.unwrap_or_default())
}

/// A text on one line, without what parts the cells of a lexicon.
pub(super) fn one_line(text: &str) -> String {
    text.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn needed(field: &str, value: Option<String>) -> Result<Date, String> {
    let value = value.ok_or_else(|| format!("a term without {field}"))?;
    day(&value).ok_or_else(|| format!("{field} is no day: {value:?}"))
}

/// An ISO day.
pub(super) fn day(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}

/// `M` or `F`.
pub(super) fn gender(text: &str) -> GenderCode {
    match text {
        "M" => GenderCode::M,
        "F" => GenderCode::F,
        _ => GenderCode::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn file(text: &str) -> File {
        File { name: "l.yaml".into(), text: text.into() }
    }

    #[test]
    fn a_change_of_party_parts_a_term() {
        let text = "\
- id: {bioguide: H000001}
  name: {first: Odell, last: Harrow}
  terms:
  - type: rep
    start: '2019-01-03'
    end: 2021-01-03
    state: OH
    district: 3
    party: Republican
    party_affiliations:
    - {start: '2019-01-03', end: '2020-05-01', party: Democrat}
    - {start: '2020-05-02', end: '2021-01-03', party: Republican}
- ~
";
        let read = read(&file(text)).unwrap_or_else(|e| panic!("{e}"));
        let terms = &read[0].terms;
        assert_eq!((terms.len(), terms[0].party.as_str()), (2, "Democrat"));
        assert_eq!(terms[1].from, Some(date(2020, 5, 2)));
        assert_eq!(read[0].place, "l.yaml:1:3");
        assert_eq!(read[1].name, Name::default());
    }

    #[test]
    fn a_term_that_cannot_be_read_is_told_of_its_person() {
        for (what, term, expected) in [
            ("an unknown office", "{type: mayor}", "no office \"mayor\""),
            ("an unknown state", "{type: sen, state: ZZ}", "no state \"ZZ\""),
            ("no end", "{type: prez, start: '2021-01-20'}", "a term without end"),
            (
                "an impossible day",
                "{type: prez, start: '2021-02-30', end: '2025-01-20'}",
                "start is no day: \"2021-02-30\"",
            ),
        ] {
            let read = read(&file(&format!("- terms: [{term}]\n"))).unwrap_or_default();
            assert_eq!(read[0].faults, [expected], "{what}");
        }
    }

    #[test]
    fn what_is_no_list_of_people_is_refused_with_its_place() {
        for (what, text, expected) in [
            ("a map", "id: 3\n", "l.yaml:1:1: "),
            ("a broken list", "- id: [3\n- name: x\n", "l.yaml:1:7: expected mapping start"),
            ("a number for the terms", "- terms: 7\n", "l.yaml:1:10: "),
        ] {
            let error = read(&file(text)).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.starts_with(expected), "{what}: {error}");
        }
    }
}
