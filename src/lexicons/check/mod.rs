//! Looks through a set of lexicon files for what their reader cannot refuse but their author did
//! not mean: rows that repeat or contradict another, patterns that can never match, columns that
//! nothing reads, offices with two holders at once.
//!
//! [`schema`] says what each file holds; each other module checks one kind of thing and is a
//! pure function from rows to faults.

mod cells;
mod patterns;
mod periods;
pub mod schema;
mod shadows;

use std::collections::{BTreeMap, HashSet};

pub(crate) use cells::{WILD_LAST, sort_key};
pub(crate) use patterns::unmatchable;

use super::error::{LexiconError, LexiconErrors};
use super::source::Source;
use super::table::{self, Row};
use super::{Lexicons, abbreviations, people};
use crate::text::Abbreviations;

/// A row of any lexicon: its cells by column.
pub(super) type Cells = BTreeMap<String, String>;

/// What a check found, in order of file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What must be mended: the rows cannot be used, or not as they stand.
    pub errors: LexiconErrors,
    /// What works, but hardly as meant.
    pub warnings: LexiconErrors,
}

impl Findings {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.errors.0.is_empty() && self.warnings.0.is_empty()
    }

    fn refuse(&mut self, error: LexiconError) {
        self.errors.0.push(error);
    }

    fn warn(&mut self, warning: LexiconError) {
        self.warnings.0.push(warning);
    }

    /// Adds warnings about rows of which nothing has been said yet.
    fn add_new(&mut self, others: Self) {
        let all = self.errors.0.iter().chain(&self.warnings.0);
        let told: HashSet<(String, u64)> = all.map(|e| (e.file.clone(), e.line)).collect();
        let new = |e: &LexiconError| !told.contains(&(e.file.clone(), e.line));
        self.warnings.0.extend(others.warnings.0.into_iter().filter(new));
    }

    fn add(&mut self, others: Self) {
        self.errors.0.extend(others.errors.0);
        self.warnings.0.extend(others.warnings.0);
    }
}

/// Checks all files of `source`.
pub fn check(source: &Source) -> Findings {
    let mut findings = Findings::default();
    if let Err(errors) = Lexicons::load(source) {
        findings.errors = errors;
    }
    let stops = abbreviations(source).unwrap_or_else(|_| Abbreviations::default());
    for table in schema::TABLES {
        let rows = readable::<Cells>(source, table.name);
        findings.add(cells::check(table, &rows));
        findings.add(patterns::check(table, &rows, &stops));
    }
    let read = |name| readable::<Cells>(source, name);
    let (terms, effects) = (read("terms.csv"), read("effects.csv"));
    findings.add(patterns::contradictions(&terms, &effects));
    let (policies, weak) = (read("policies.csv"), weak_word(&read("thresholds.csv")));
    let (modifiers, targets) = (read("modifiers.csv"), read("targets.csv"));
    let evaluations = shadows::evaluations(&policies, &effects, &terms, weak);
    findings.add_new(shadows::check(&evaluations));
    findings.add_new(shadows::names(&evaluations, &targets));
    findings.add_new(shadows::check(&shadows::modifiers(&modifiers)));
    findings.add_new(shadows::check(&shadows::targets(&targets)));
    let (people, roles) = (
        readable::<people::PersonRow>(source, "people.csv"),
        readable::<people::RoleRow>(source, "roles.csv"),
    );
    findings.add(periods::check(&people, &roles));
    for found in [&mut findings.errors, &mut findings.warnings] {
        found.0.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    }
    findings
}

/// The rows of a file; none where it cannot be read, which loading the lexicons has reported.
fn readable<R: serde::de::DeserializeOwned>(source: &Source, name: &str) -> Vec<Row<R>> {
    table::read(source, name).unwrap_or_default()
}

/// The weight below which a term counts only where it is linked to a target.
fn weak_word(thresholds: &[Row<Cells>]) -> f64 {
    let row = thresholds.iter().find(|row| cell(row, "name") == "weak_word");
    row.and_then(|row| cell(row, "value").parse().ok()).unwrap_or(0.0)
}

/// A cell of a row, empty where the file has no such column.
fn cell<'a>(row: &'a Row<Cells>, column: &str) -> &'a str {
    row.value.get(column).map_or("", String::as_str)
}

/// Where a row stands.
fn place<R>(row: &Row<R>) -> String {
    format!("{}:{}", row.file, row.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::source::File;

    /// The rows of a file `t.csv` with this text.
    pub(super) fn rows<R: serde::de::DeserializeOwned>(text: &str) -> Vec<Row<R>> {
        let file = File { name: "t.csv".into(), text: text.to_owned() };
        match table::read_files(&[file]) {
            Ok(rows) => rows,
            Err(errors) => panic!("{errors}"),
        }
    }

    /// The first line of each finding, errors before warnings.
    pub(super) fn messages(findings: &Findings) -> Vec<String> {
        let all = findings.errors.0.iter().chain(&findings.warnings.0);
        all.map(|e| e.to_string().lines().next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn nothing_is_wrong_with_the_shipped_lexicons() {
        let findings = check(&Source::shipped());
        assert!(findings.is_empty(), "{}\n{}", findings.errors, findings.warnings);
    }
}
