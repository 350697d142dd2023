//! Checks that hold for any lexicon: known columns, no row twice, numbers within bounds, values
//! of closed sets, order.

use std::collections::HashMap;

use super::schema::Table;
use super::{Cells, Findings, Row, cell, place};
use crate::lexicons::saved;

/// Checks the rows of one lexicon.
pub fn check(table: &Table, rows: &[Row<Cells>]) -> Findings {
    let mut findings = Findings::default();
    let mut last: Option<&Row<Cells>> = None;
    for row in rows {
        let first_of_file = last.is_none_or(|last| last.file != row.file);
        if first_of_file {
            columns(table, row, &mut findings);
        } else if let Some(last) = last.filter(|_| table.sorted) {
            order(table, last, row, &mut findings);
        }
        numbers(table, row, &mut findings);
        values(table, row, &mut findings);
        last = Some(row);
    }
    if table.pattern.is_none() {
        duplicates(table, rows, &mut findings);
    }
    findings
}

fn columns(table: &Table, row: &Row<Cells>, findings: &mut Findings) {
    for column in row.columns().iter().filter(|column| !table.columns.contains(&column.as_str())) {
        let mut help = format!("the columns of {} are: {}", table.name, table.columns.join(", "));
        if let Some(near) = saved::similar(column, table.columns.iter().copied()) {
            help = format!("did you mean {near}? {help}");
        }
        findings.warn(row.error(column, "nothing reads this column", help));
    }
}

fn order(table: &Table, last: &Row<Cells>, row: &Row<Cells>, findings: &mut Findings) {
    let Some(column) = table.columns.first() else { return };
    let after = |wild| sort_key(cell(last, column), wild) > sort_key(cell(row, column), wild);
    if after('*') && after(WILD_LAST) {
        let what = format!("stands after {:?}", cell(last, column));
        findings.warn(row.error(column, what, "keep the rows in order, so that people find them"));
    }
}

/// Sorts behind every letter. A word that stands before the prefix it begins with is looked at
/// first, so that order is as good as that of the letters.
pub(crate) const WILD_LAST: char = char::MAX;

/// What a cell is sorted by: neither case nor the sign of an exact form counts; a wildcard as
/// `wild` does.
pub(crate) fn sort_key(cell: &str, wild: char) -> String {
    cell.trim_start_matches('=').to_lowercase().replace('*', wild.encode_utf8(&mut [0; 4]))
}

fn numbers(table: &Table, row: &Row<Cells>, findings: &mut Findings) {
    for &(column, low, high) in table.numbers {
        // What is no number at all has been refused by the reader.
        let Ok(number) = cell(row, column).parse::<f64>() else { continue };
        if !(low..=high).contains(&number) {
            let help = format!("write a number from {low} to {high}");
            findings.refuse(row.error(column, "is out of range", help));
        }
    }
}

fn values(table: &Table, row: &Row<Cells>, findings: &mut Findings) {
    for &(column, allowed) in table.values {
        let value = cell(row, column);
        if !allowed.contains(&value) {
            let help = format!("use one of: {}", allowed.join(", "));
            findings.refuse(row.error(column, format!("no such value: {value:?}"), help));
        }
    }
}

fn duplicates(table: &Table, rows: &[Row<Cells>], findings: &mut Findings) {
    let mut seen: HashMap<Vec<&str>, &Row<Cells>> = HashMap::new();
    for row in rows {
        let key = table.key.iter().map(|column| cell(row, column)).collect();
        match seen.get(&key) {
            Some(earlier) => findings.repeated(earlier, row, table.key[0], "says the same again"),
            None => {
                seen.insert(key, row);
            }
        }
    }
}

impl Findings {
    /// Reports a row that repeats `earlier`: an error within one file; a warning where a file
    /// extends another, because there it may be meant.
    pub(super) fn repeated(
        &mut self,
        earlier: &Row<Cells>,
        row: &Row<Cells>,
        column: &str,
        what: &str,
    ) {
        let what = format!("{what}: {}", place(earlier));
        if earlier.file == row.file {
            self.refuse(row.error(column, what, "keep one of the two rows"));
        } else {
            let help = "a row that extends a file does not change one that is there: \
                to change it, replace the file";
            self.warn(row.error(column, what, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::table;
    use super::super::tests::{messages, rows};
    use super::*;

    fn found(name: &str, text: &str) -> Vec<String> {
        let Some(table) = table(name) else { panic!("{name}") };
        messages(&check(table, &rows(text)))
    }

    #[test]
    fn faulty_cells_are_found_with_their_place() {
        for (what, name, text, expected) in [
            (
                "sound rows",
                "terms.csv",
                "term,weight,class,note\n=awful,-0.6,adj,\nbrave,0.8,adj,\n",
                &[][..],
            ),
            (
                "a misspelt column",
                "terms.csv",
                "term,weight,class,notes\nbrave,0.8,adj,x\n",
                &["t.csv:2:15: notes: nothing reads this column"],
            ),
            (
                "a weight past 1",
                "terms.csv",
                "term,weight,class,note\nbrave,8,adj,\n",
                &["t.csv:2:7: weight: is out of range"],
            ),
            (
                "an unknown class",
                "terms.csv",
                "term,weight,class,note\nbrave,0.8,adjective,\n",
                &["t.csv:2:11: class: no such value: \"adjective\""],
            ),
            (
                "rows out of order",
                "terms.csv",
                "term,weight,class,note\nwise,0.6,adj,\n=brave,0.8,adj,\n",
                &["t.csv:3:1: term: stands after \"wise\""],
            ),
            (
                "a word twice",
                "given_names.csv",
                "name,gender\nOlga,F\nIvan,M\nOlga,F\n",
                &["t.csv:4:1: name: says the same again: t.csv:2"],
            ),
        ] {
            assert_eq!(found(name, text), expected, "{what}");
        }
    }
}
