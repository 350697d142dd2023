//! Rows of `roles.csv` out of leadership roles and executive terms.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::periods::{follows, periods};
use super::record::{Legislator, Seat};
use super::{HOME, Import};
use crate::lexicons::people::{People, RoleRow};

/// What the offices of `executive.yaml` are called where no row of `roles.csv` says more.
const EXECUTIVE: &[(Seat, &str)] = &[
    (Seat::President, "president of the united states"),
    (Seat::VicePresident, "vice president of the united states"),
];

/// The offices of a legislator whose id is `person`, consecutive times joined.
pub fn of(legislator: &Legislator, person: &str, people: &People) -> Vec<RoleRow> {
    let mut rows: Vec<RoleRow> = executive(legislator).chain(leadership(legislator)).collect();
    for row in &mut rows {
        row.role = cell(&row.role, people);
        row.person = person.to_owned();
    }
    rows.sort_by(|a, b| (&a.role, a.from, a.to).cmp(&(&b.role, b.from, b.to)));
    rows.dedup_by(|next, last| joined(last, next));
    rows
}

fn executive(legislator: &Legislator) -> impl Iterator<Item = RoleRow> {
    periods(&legislator.terms).into_iter().filter_map(|term| {
        let (_, name) = EXECUTIVE.iter().find(|(seat, _)| *seat == term.seat)?;
        Some(row(name, term.from, term.to))
    })
}

fn leadership(legislator: &Legislator) -> impl Iterator<Item = RoleRow> {
    legislator.leadership.iter().map(|lead| {
        let title = lead.title.to_lowercase().replace(" & ", " and ");
        let named = ["house", "senate"].iter().any(|chamber| title.contains(chamber));
        let chamber =
            if named { String::new() } else { format!("{} ", lead.chamber.to_lowercase()) };
        row(format!("{chamber}{title}").trim(), lead.from, lead.to)
    })
}

fn row(role: &str, from: Option<Date>, to: Option<Date>) -> RoleRow {
    RoleRow { role: role.into(), country: HOME.into(), person: String::new(), from, to }
}

/// The cell that `roles.csv` has for this office, so that all its names hold; else the one name.
fn cell(role: &str, people: &People) -> String {
    people
        .office(role)
        .filter(|row| row.country == HOME)
        .map_or(role.to_owned(), |row| row.role.clone())
}

/// Joins `next` to `last` where both are one time in one office.
fn joined(last: &mut RoleRow, next: &mut RoleRow) -> bool {
    let join = last.role == next.role
        && match (last.to, next.from) {
            (Some(end), Some(start)) => follows(end, start),
            _ => last.to.is_none(),
        };
    if join {
        last.to = last.to.zip(next.to).map(|(a, b)| a.max(b));
    }
    join
}

/// Takes out of `import` the offices that the lexicons know, and those that cannot be told by
/// date because several hold them at once.
pub fn settle(import: &mut Import, people: &People) {
    let known: Vec<&RoleRow> = people.roles.iter().map(|row| &row.value).collect();
    let known: BTreeMap<String, Vec<&RoleRow>> = grouped(&known);
    let mut told = Vec::new();
    import.roles.retain(|row| {
        let there = known.get(first_name(row)).map_or(&[][..], Vec::as_slice);
        let there: Vec<_> = there.iter().filter(|other| overlap(row, other)).collect();
        let other = there.iter().find(|other| other.person != row.person);
        if let Some(other) = other {
            told.push(format!("{}: {} there, {} here", first_name(row), other.person, row.person));
        }
        there.is_empty()
    });
    import.contradictions.extend(told);
    let shared = shared(&import.roles);
    let mut kept = shared.iter().map(|shared| !shared);
    let rows = std::mem::take(&mut import.roles);
    for row in rows {
        if kept.next().unwrap_or(true) {
            import.roles.push(row);
        } else {
            import.shared.push(format!("{}: {}", first_name(&row), row.person));
        }
    }
}

/// For each row, whether somebody else holds the office then.
fn shared(rows: &[RoleRow]) -> Vec<bool> {
    let same = |a: &RoleRow, b: &RoleRow| first_name(a) == first_name(b) && a.person != b.person;
    let other = |a: &&RoleRow| rows.iter().any(|b| same(a, b) && overlap(a, b));
    rows.iter().map(|row| other(&row)).collect()
}

fn grouped<'a>(rows: &[&'a RoleRow]) -> BTreeMap<String, Vec<&'a RoleRow>> {
    let mut groups: BTreeMap<String, Vec<&RoleRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.country == HOME) {
        groups.entry(first_name(row).to_owned()).or_default().push(row);
    }
    groups
}

/// By which the check of the lexicons tells offices apart.
fn first_name(row: &RoleRow) -> &str {
    row.role.split('|').next().unwrap_or_default().trim()
}

/// Whether two rows share more than the day on which one hands over to the other.
fn overlap(a: &RoleRow, b: &RoleRow) -> bool {
    let ends = |row: &RoleRow| (row.from.unwrap_or(Date::MIN), row.to.unwrap_or(Date::MAX));
    let ((a_from, a_to), (b_from, b_to)) = (ends(a), ends(b));
    a_from < b_to && b_from < a_to
}
