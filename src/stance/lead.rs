//! What an article lets words mean: whom its start names, and who holds an office on its date.
//! Found once for all of its statements.

use std::cell::{OnceCell, RefCell};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::lexicons::Lexicons;
use crate::lexicons::people::RoleRow;
use crate::lexicons::stance::{Facet, FormKind, TargetRow};
use crate::text::Document;

/// Tokens at the start of an article that tell what it is about.
const LEAD: usize = 1500;

/// The start of an article and its date.
#[derive(Debug)]
pub struct Lead<'a> {
    document: &'a Document<'a>,
    /// Date of the article.
    pub date: Option<Date>,
    lexicons: &'a Lexicons,
    topics: OnceCell<Vec<usize>>,
    /// By row of `targets.csv`.
    in_office: RefCell<FxHashMap<usize, bool>>,
}

impl<'a> Lead<'a> {
    /// The start of `document`, an article of `date`.
    pub fn new(document: &'a Document<'a>, date: Option<Date>, lexicons: &'a Lexicons) -> Self {
        let (topics, in_office) = (OnceCell::new(), RefCell::default());
        Self { document, date, lexicons, topics, in_office }
    }

    /// Whether it names target number `target`.
    pub fn names(&self, target: usize) -> bool {
        self.topics.get_or_init(|| self.topics()).contains(&target)
    }

    /// Whether its target holds the office of row `row` of `targets.csv` at the article's date.
    /// In an article without date it does if the start names the target, or no other holder.
    pub fn holds_office(&self, row: usize) -> bool {
        let known = self.in_office.borrow().get(&row).copied();
        known.unwrap_or_else(|| {
            let stance = &self.lexicons.stance;
            let of = &stance.targets[row].value;
            let holds = match self.date {
                Some(date) => self.held_on(date, of),
                None => self.names(stance.target_of(row)) || !self.names_other_holder(of),
            };
            self.in_office.borrow_mut().insert(row, holds);
            holds
        })
    }

    /// The targets that the start names.
    fn topics(&self) -> Vec<usize> {
        let stance = &self.lexicons.stance;
        let lead = self.document.tokens().len().min(LEAD);
        let found = stance.forms.find(self.document, 0..lead).into_iter();
        found
            .filter(|f| {
                let row = &stance.targets[f.value].value;
                matches!(row.kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym)
                    && row.office.is_empty()
            })
            .map(|f| stance.target_of(f.value))
            .collect()
    }

    /// Whether the start names somebody else who held the office of `row`.
    fn names_other_holder(&self, row: &TargetRow) -> bool {
        let lead = self.document.tokens().len().min(LEAD);
        let names = |surname: &str| (0..lead).any(|i| self.document.lower(i) == surname);
        self.lexicons.people.roles.iter().any(|role| {
            is_office(&role.value, &row.office)
                && role.value.person.rsplit('-').next().is_some_and(names)
        })
    }

    /// Whether, by `roles.csv`, the person whom the target's name forms name holds the office of
    /// `row` on `date`.
    fn held_on(&self, date: Date, row: &TargetRow) -> bool {
        let named = |person: &str| {
            let person = person.replace('-', " ");
            self.lexicons.stance.targets.iter().any(|form| {
                form.value.target == row.target
                    && form.value.kind == FormKind::Name
                    && form.value.facet == Facet::Leader
                    && form.value.form.to_lowercase() == person
            })
        };
        let holds = |role: &RoleRow| {
            is_office(role, &row.office)
                && role.from.is_none_or(|from| from <= date)
                && role.to.is_none_or(|to| date <= to)
        };
        self.lexicons.people.roles.iter().any(|r| holds(&r.value) && named(&r.value.person))
    }
}

/// Whether `row` is of the office that texts call `office`.
fn is_office(row: &RoleRow, office: &str) -> bool {
    row.role.split('|').any(|r| r.trim().eq_ignore_ascii_case(office))
}
