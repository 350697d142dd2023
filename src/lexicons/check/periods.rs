//! Checks of people over time: ids, names that differ between rows of one person, an office that
//! two people hold on one day.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Findings, Row, place};
use crate::lexicons::people::{PersonRow, RoleRow};

/// Checks `people.csv` and `roles.csv`.
pub fn check(people: &[Row<PersonRow>], roles: &[Row<RoleRow>]) -> Findings {
    let mut findings = Findings::default();
    let mut first: HashMap<&str, &Row<PersonRow>> = HashMap::new();
    for row in people {
        if !is_id(&row.value.id) {
            let help = "write small letters and digits, parted by hyphens: `donald-trump`";
            findings.refuse(row.error("id", "is no id", help));
        }
        let known = *first.entry(&row.value.id).or_insert(row);
        if known.value.name != row.value.name {
            let what = format!("another name than in {}", place(known));
            findings.refuse(row.error("name", what, "give each person an id of their own"));
        }
    }
    let lives = periods(people.iter().map(|r| (&*r.value.id, r, r.value.from, r.value.to)));
    overlaps(lives, "from", "this person has another row for these days", &mut findings);
    let offices = roles.iter().map(|r| {
        let name = r.value.role.split('|').next().unwrap_or_default();
        ((name.trim(), &*r.value.country), r, r.value.from, r.value.to)
    });
    overlaps(periods(offices), "from", "this office has another holder then", &mut findings);
    findings
}

/// Small letters of any script and digits, parted by single hyphens.
fn is_id(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase())
    })
}

/// A row with the days it holds for, from the first to the last.
struct Period<'a, R> {
    row: &'a Row<R>,
    from: Date,
    to: Date,
}

/// The rows of each thing, in order of first appearance, with open ends filled in.
fn periods<'a, K: Copy + Eq + std::hash::Hash, R>(
    rows: impl Iterator<Item = (K, &'a Row<R>, Option<Date>, Option<Date>)>,
) -> Vec<Vec<Period<'a, R>>> {
    let mut order: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<Vec<Period<'a, R>>> = Vec::new();
    for (key, row, from, to) in rows {
        let group = *order.entry(key).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        let period = Period { row, from: from.unwrap_or(Date::MIN), to: to.unwrap_or(Date::MAX) };
        groups[group].push(period);
    }
    groups
}

/// Reports rows of a group that share more than the day on which one hands over to the next.
fn overlaps<R>(groups: Vec<Vec<Period<'_, R>>>, column: &str, what: &str, findings: &mut Findings) {
    for mut group in groups {
        group.sort_by_key(|period| (period.from, period.to));
        let mut last: Option<Period<'_, R>> = None;
        for period in group {
            if let Some(last) = last.as_ref().filter(|last| period.from < last.to) {
                let what = format!("{what}: {}", place(last.row));
                findings.refuse(period.row.error(
                    column,
                    what,
                    "let one end before the next begins",
                ));
            }
            if last.as_ref().is_none_or(|last| last.to < period.to) {
                last = Some(period);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, rows};
    use super::*;

    #[test]
    fn people_and_offices_over_time_are_consistent() {
        let people = "id,name,from,to\n\
            ann-lee,Ann Lee,,2020-01-01\n\
            ann-lee,Anne Lee,2020-01-01,\n\
            Bo Day,Bo Day,,\n";
        let roles = "role,country,person,from,to\n\
            mayor|town mayor,Utopia,ann-lee,2019-05-01,2021-05-01\n\
            mayor,Utopia,bo-day,2021-05-01,\n\
            mayor,Arcadia,bo-day,2020-05-01,\n\
            mayor,Utopia,cy-day,2020-06-01,2020-07-01\n";
        assert_eq!(
            messages(&check(&rows(people), &rows(roles))),
            [
                "t.csv:3:9: name: another name than in t.csv:2",
                "t.csv:4:1: id: is no id",
                "t.csv:5:21: from: this office has another holder then: t.csv:2",
            ]
        );
    }
}
