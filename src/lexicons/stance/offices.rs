//! The offices that forms of targets ask for, with who held them and when: what `targets.csv` and
//! `roles.csv` say together.

use jiff::civil::Date;

use super::{Facet, FormKind, TargetRow};
use crate::lexicons::people::RoleRow;
use crate::lexicons::table::Row;

/// An office that a target must hold for a form to mean it.
#[derive(Clone, Debug)]
pub struct Office {
    target: String,
    name: String,
    times: Vec<Time>,
}

/// A time in which somebody holds an office.
#[derive(Clone, Debug)]
struct Time {
    from: Option<Date>,
    to: Option<Date>,
    /// Last name of the holder, in small letters.
    surname: String,
    /// The holder is the target.
    target: bool,
}

/// All offices that rows of `targets.csv` ask for.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    offices: Vec<Office>,
    /// For each row, its office.
    of_row: Vec<Option<usize>>,
}

impl Offices {
    /// The offices of `targets`, as `roles` say who held them.
    pub fn new(targets: &[Row<TargetRow>], roles: &[Row<RoleRow>]) -> Self {
        let mut all = Self::default();
        for row in targets.iter().map(|row| &row.value) {
            let same = |o: &Office| (&o.target, &o.name) == (&row.target, &row.office);
            let known = all.offices.iter().position(same);
            let number = known.unwrap_or(all.offices.len());
            if known.is_none() && !row.office.is_empty() {
                all.offices.push(Office::new(row, targets, roles));
            }
            all.of_row.push((!row.office.is_empty()).then_some(number));
        }
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.offices.len()
    }

    /// Whether no form asks for any.
    pub fn is_empty(&self) -> bool {
        self.offices.is_empty()
    }

    /// Number of the office that row `row` of `targets.csv` asks for, and the office.
    pub fn of(&self, row: usize) -> Option<(usize, &Office)> {
        let number = (*self.of_row.get(row)?)?;
        Some((number, self.offices.get(number)?))
    }
}

impl Office {
    fn new(row: &TargetRow, targets: &[Row<TargetRow>], roles: &[Row<RoleRow>]) -> Self {
        let names = leader_names(&row.target, targets);
        let held = roles.iter().map(|r| &r.value).filter(|role| is_office(role, &row.office));
        let times = held.map(|role| Time {
            from: role.from,
            to: role.to,
            surname: role.person.rsplit('-').next().unwrap_or_default().to_owned(),
            target: names.contains(&role.person.replace('-', " ")),
        });
        Self { target: row.target.clone(), name: row.office.clone(), times: times.collect() }
    }

    /// Whether the target holds it on `date`.
    pub fn held_on(&self, date: Date) -> bool {
        self.times.iter().any(|time| {
            time.target
                && time.from.is_none_or(|from| from <= date)
                && time.to.is_none_or(|to| date <= to)
        })
    }

    /// Last names of all who ever held it, in small letters.
    pub fn surnames(&self) -> impl Iterator<Item = &str> {
        self.times.iter().map(|time| time.surname.as_str())
    }
}

/// The names of the leader of `target`, in small letters.
fn leader_names(target: &str, targets: &[Row<TargetRow>]) -> Vec<String> {
    let forms = targets.iter().map(|row| &row.value).filter(|row| row.target == target);
    let names = forms.filter(|row| row.kind == FormKind::Name && row.facet == Facet::Leader);
    names.map(|row| row.form.to_lowercase()).collect()
}

/// Whether `row` is of the office that texts call `office`.
fn is_office(row: &RoleRow, office: &str) -> bool {
    row.role.split('|').any(|r| r.trim().eq_ignore_ascii_case(office))
}
