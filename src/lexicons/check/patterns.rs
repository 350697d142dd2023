//! Checks of phrase patterns: none twice, none that can never match, no verb that praises its
//! subject in one file and blames it in another.

use std::collections::HashMap;

use unicode_normalization::is_nfc;

use super::schema::Table;
use super::{Cells, Findings, Row, cell, place};
use crate::lexicons::phrases::Phrases;
use crate::lexicons::shapes::Shape;
use crate::text::{Abbreviations, Document};

/// Checks the patterns of one lexicon.
pub fn check(table: &Table, rows: &[Row<Cells>], abbreviations: &Abbreviations) -> Findings {
    let mut findings = Findings::default();
    let Some(column) = table.pattern else { return findings };
    let mut index = Index::default();
    for row in rows {
        match unmatchable(cell(row, column), abbreviations) {
            Some((what, help)) => findings.refuse(row.error(column, what, help)),
            None => index.enter(table, row, column, &mut findings),
        }
    }
    for row in rows {
        index.covered(table, row, column, &mut findings);
    }
    findings
}

/// Why `pattern` can match no text, or only by accident, and what to do.
pub fn unmatchable(pattern: &str, abbreviations: &Abbreviations) -> Option<(String, &'static str)> {
    let words: Vec<&str> = pattern.split_whitespace().collect();
    let open = |word: &&str| matches!(*word, "*" | "...");
    if words.is_empty() {
        return Some(("is empty".into(), "write at least one word"));
    }
    if words.first().is_some_and(open) || words.last().is_some_and(open) {
        return Some(("begins or ends with a gap".into(), "begin and end with a word"));
    }
    if !is_nfc(pattern) {
        let what = "has accents apart from their letters, as no text has them";
        return Some((what.into(), "write each letter with its accent as one character (NFC)"));
    }
    let widest = words.iter().map(|word| word.split('|').count()).max().unwrap_or(1);
    (0..widest).map(|choice| example(&words, choice)).find_map(|text| {
        let document = Document::new(&text, &[], abbreviations);
        if !matches_whole(pattern, &document) {
            let what = format!("does not match its own words, {text:?}");
            Some((
                what,
                "write words as a text has them: `can't` without =, no marks, * only at the end",
            ))
        } else if document.sentences().len() > 1 {
            let what = format!("runs over the end of a sentence, {text:?}");
            Some((what, "a pattern matches within one sentence: part it"))
        } else {
            None
        }
    })
}

/// A text that the pattern should match: of words parted by `|`, number `choice` or the last.
fn example(words: &[&str], choice: usize) -> String {
    let one = |word: &&str| {
        let word = word.split('|').nth(choice).or(word.split('|').next_back()).unwrap_or_default();
        match word.strip_suffix('*') {
            Some(start) => format!("{start}a"),
            None => word.trim_start_matches('=').to_owned(),
        }
    };
    let words: Vec<String> = words.iter().filter(|word| **word != "...").map(one).collect();
    // A clitic is written to the word before it; one that begins a pattern follows any word.
    let text = words.join(" ").replace(" '", "'");
    if text.starts_with('\'') { format!("{HOST}{text}") } else { text }
}

/// The word before a clitic that begins a pattern.
const HOST: &str = "it";

fn matches_whole(pattern: &str, document: &Document<'_>) -> bool {
    let end = document.tokens().len();
    let mut phrases = Phrases::default();
    phrases.add(pattern, 0);
    let start = usize::from(pattern.starts_with('\''));
    start < end && phrases.longest_at(document, start, end).is_some_and(|found| found.end == end)
}

/// Where each shape stands, with the other cells of the key.
#[derive(Default)]
struct Index<'a> {
    rows: HashMap<(Shape, Vec<&'a str>), &'a Row<Cells>>,
}

impl<'a> Index<'a> {
    /// Enters all shapes of a row; reports those that are there.
    fn enter(&mut self, table: &Table, row: &'a Row<Cells>, column: &str, findings: &mut Findings) {
        let others = others(table, row, column);
        for shape in Shape::all_of(cell(row, column)) {
            let known = *self.rows.entry((shape, others.clone())).or_insert(row);
            if !std::ptr::eq(known, row) {
                return findings.repeated(known, row, column, "matches the same words");
            }
        }
    }

    /// Reports a form that another row matches too, by its stem.
    fn covered(&self, table: &Table, row: &'a Row<Cells>, column: &str, findings: &mut Findings) {
        let others = others(table, row, column);
        let wider = Shape::all_of(cell(row, column))
            .iter()
            .filter_map(Shape::by_stem)
            .find_map(|shape| self.rows.get(&(shape, others.clone())));
        if let Some(wider) = wider.filter(|wider| !std::ptr::eq(**wider, row)) {
            findings.repeated(wider, row, column, "this form is matched, by its stem, here too");
        }
    }
}

/// The cells of the key beside the pattern.
fn others<'a>(table: &Table, row: &'a Row<Cells>, column: &str) -> Vec<&'a str> {
    table.key.iter().filter(|key| **key != column).map(|key| cell(row, key)).collect()
}

/// Verbs that `terms.csv` and `effects.csv` both hold with opposite signs for who does it.
/// Rows of other classes may differ: *a betrayal* blames, and so does who betrays.
pub fn contradictions(terms: &[Row<Cells>], effects: &[Row<Cells>]) -> Findings {
    let mut findings = Findings::default();
    let number = |row, column| cell(row, column).parse::<f64>().unwrap_or(0.0);
    let mut actions: HashMap<Shape, &Row<Cells>> = HashMap::new();
    for row in effects {
        actions.extend(Shape::all_of(cell(row, "term")).into_iter().map(|shape| (shape, row)));
    }
    for row in terms.iter().filter(|row| cell(row, "class") == "verb") {
        let shapes = Shape::all_of(cell(row, "term"));
        let Some(action) = shapes.iter().find_map(|shape| actions.get(shape)) else { continue };
        if number(row, "weight") * number(action, "agent") < 0.0 {
            let what = format!("has the opposite sign of the agent of {}", place(action));
            findings.refuse(row.error("weight", what, "keep the row that is right"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::schema::table;
    use super::super::tests::{messages, rows};
    use super::*;

    fn found(patterns: &[&str]) -> Vec<String> {
        let lines: String = patterns.iter().map(|p| format!("{p},0.5,adj,\n")).collect();
        let Some(table) = table("terms.csv") else { panic!() };
        let rows = rows(&format!("term,weight,class,note\n{lines}"));
        messages(&check(table, &rows, &Abbreviations::default()))
    }

    #[test]
    fn patterns_that_repeat_or_never_match_are_found() {
        for (what, patterns, expected) in [
            (
                "different words",
                &["brave", "=bold|=boldly", "can't trust", "give ... =a win"][..],
                "",
            ),
            (
                "one stem",
                &["praise", "praises"],
                "t.csv:3:1: term: matches the same words: t.csv:2",
            ),
            (
                "a choice",
                &["=aid|=help", "=help"],
                "t.csv:3:1: term: matches the same words: t.csv:2",
            ),
            (
                "a form beside its stem",
                &["=helps", "help"],
                "t.csv:2:1: term: this form is matched, by its stem, here too: t.csv:3",
            ),
            ("case tells", &["US", "us"], ""),
            ("nothing", &["\"\""], "t.csv:2:1: term: is empty"),
            ("a gap at the end", &["give ..."], "t.csv:2:1: term: begins or ends with a gap"),
            (
                "a clitic as a form",
                &["=can't"],
                "t.csv:2:1: term: does not match its own words, \"can't\"",
            ),
            (
                "a star in the middle",
                &["dis*ful"],
                "t.csv:2:1: term: does not match its own words, \"dis*ful\"",
            ),
            (
                "a sentence and more",
                &["lies ! =He knows"],
                "t.csv:2:1: term: runs over the end of a sentence, \"lies ! He knows\"",
            ),
            (
                "a loose accent",
                &["nai\u{308}ve"],
                "t.csv:2:1: term: has accents apart from their letters, as no text has them",
            ),
            (
                "one choice of many",
                &["=give|=don't up"],
                "t.csv:2:1: term: does not match its own words, \"don't up\"",
            ),
        ] {
            assert_eq!(found(patterns).join("\n"), expected, "{what}");
        }
    }

    #[test]
    fn a_verb_does_not_praise_here_and_blame_there() {
        let terms = rows("term,weight,class,note\nbetray,0.5,verb,\nprotect,0.5,verb,\n");
        let effects = rows("term,agent,patient,endorsed\nbetray,-0.8,0,0\nprotect,0.1,0,0\n");
        assert_eq!(
            messages(&contradictions(&terms, &effects)),
            ["t.csv:2:8: weight: has the opposite sign of the agent of t.csv:2"]
        );
    }
}
