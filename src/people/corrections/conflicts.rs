//! Rows that contradict each other: two answers to one question, names that are merged in a
//! circle, a pair that is merged and kept apart.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::columns;
use super::row::{Answer, Correction, Key};
use super::sheet::Sheet;
use crate::lexicons::{LexiconError, LexiconErrors};
use crate::people::fold;
use crate::reading::Label;

/// An answer as it is compared.
type Compared = fn(&Answer) -> Option<String>;

/// Answers that two rows may not give differently, as they are compared. Who a speaker is in
/// all articles is [`Graph`]'s.
const FIELDS: &[(&str, Compared)] = &[
    ("speaker", |a| a.speaker.as_deref().map(fold::key)),
    ("party", |a| a.party.clone()),
    ("country", |a| a.country.clone()),
    ("role", |a| a.role.clone()),
    ("drop", |a| a.drop.map(|drop| drop.to_string())),
];

/// Finds them.
pub(super) fn check(
    sheet: &Sheet,
    rows: &[Correction],
    targets: &[&str],
) -> Result<(), LexiconErrors> {
    let mut errors = LexiconErrors::default();
    let graph = Graph::new(sheet, rows, &mut errors.0);
    if errors.0.is_empty() {
        graph.circles(sheet, &mut errors.0);
    }
    if errors.0.is_empty() {
        answers(sheet, rows, targets, &graph, &mut errors.0);
        apart(sheet, rows, &graph, &mut errors.0);
    }
    if errors.0.is_empty() { Ok(()) } else { Err(errors) }
}

/// Who is said to be whom: from each name to the one name that it is merged with or renamed to.
#[derive(Default)]
struct Graph {
    next: BTreeMap<String, (String, u64)>,
}

impl Graph {
    fn new(sheet: &Sheet, rows: &[Correction], faults: &mut Vec<LexiconError>) -> Self {
        let mut graph = Self::default();
        for row in rows {
            let Key::Everywhere { name } = &row.key else { continue };
            let (column, to) = match (&row.answer.speaker, &row.answer.merge_with) {
                (Some(to), _) => ("speaker", fold::key(to)),
                (None, Some(to)) => ("merge_with", fold::key(to)),
                (None, None) => continue,
            };
            let from = fold::key(name);
            if from == to && column == "merge_with" {
                let help = "name the other person, or leave the cell empty";
                faults.push(sheet.fault_in(row.line, column, "it is the same name", help));
            }
            let (first, line) = graph.next.entry(from).or_insert((to.clone(), row.line));
            if *first != to {
                let what = format!("line {line} says that “{name}” is somebody else");
                faults.push(sheet.fault_in(row.line, column, &what, "keep one of the two rows"));
            }
        }
        // A new spelling of a name leads nowhere, nor does "nobody".
        graph.next.retain(|from, (to, _)| from != to && !to.is_empty());
        graph
    }

    /// The names that `name` leads to, with the lines that say so, until one comes again.
    fn path(&self, name: &str) -> Vec<(&str, u64)> {
        let mut path: Vec<(&str, u64)> = Vec::new();
        let mut at = name;
        while let Some((to, line)) = self.next.get(at) {
            if path.iter().any(|(known, _)| known == to) {
                break;
            }
            path.push((to, *line));
            at = to;
        }
        path
    }

    /// Who `name` is in the end.
    fn root(&self, name: &str) -> String {
        let key = fold::key(name);
        self.path(&key).last().map_or(key.clone(), |(last, _)| (*last).to_owned())
    }

    /// Names that lead back to themselves, each circle once.
    fn circles(&self, sheet: &Sheet, faults: &mut Vec<LexiconError>) {
        let mut told: Vec<u64> = Vec::new();
        for name in self.next.keys() {
            let path = self.path(name);
            let lines: Vec<u64> = path.iter().map(|&(_, line)| line).collect();
            let circle = path.last().is_some_and(|(last, _)| last == name);
            if !circle || lines.iter().any(|line| told.contains(line)) {
                continue;
            }
            let last = lines.iter().copied().max().unwrap_or(0);
            let mut others: Vec<u64> = lines.iter().copied().filter(|&l| l != last).collect();
            others.sort_unstable();
            let others: Vec<String> = others.iter().map(|line| format!("line {line}")).collect();
            let what = format!("with {}, a circle of names", others.join(" and "));
            faults.push(sheet.fault_in(last, "name", &what, "let one name be the last"));
            told.extend(lines);
        }
    }
}

/// Different answers to one question.
fn answers(
    sheet: &Sheet,
    rows: &[Correction],
    targets: &[&str],
    graph: &Graph,
    faults: &mut Vec<LexiconError>,
) {
    let mut first: FxHashMap<(Key, String), (String, u64)> = FxHashMap::default();
    for row in rows {
        let everywhere = matches!(row.key, Key::Everywhere { .. });
        let fields = FIELDS.iter().filter(|(column, _)| !(everywhere && *column == "speaker"));
        let fields = fields.map(|(column, value)| ((*column).to_owned(), value(&row.answer)));
        let labels = targets.iter().zip(&row.answer.labels).map(|(target, label)| {
            (columns::label(target), label.map(|l| l.map_or("none", Label::name).to_owned()))
        });
        for (column, value) in fields.chain(labels) {
            let Some(value) = value else { continue };
            let question = (as_one(&row.key, graph), column.clone());
            let (earlier, line) = first.entry(question).or_insert((value.clone(), row.line));
            if *earlier != value {
                let shown = if earlier.is_empty() { "none" } else { earlier };
                let what = format!("line {line} says “{shown}” of the same");
                faults.push(sheet.fault_in(row.line, &column, &what, "keep one of the two"));
            }
        }
    }
}

/// The key with a speaker's last name, so that all names of one person ask one question.
fn as_one(key: &Key, graph: &Graph) -> Key {
    match key.clone() {
        Key::Article { article, name } => Key::Article { article, name: graph.root(&name) },
        Key::Everywhere { name } => Key::Everywhere { name: graph.root(&name) },
        statement @ Key::Statement { .. } => statement,
    }
}

/// Pairs that are merged and kept apart.
fn apart(sheet: &Sheet, rows: &[Correction], graph: &Graph, faults: &mut Vec<LexiconError>) {
    for row in rows {
        let (Key::Everywhere { name }, Some(other)) = (&row.key, &row.answer.keep_apart) else {
            continue;
        };
        let mut fault = |what: &str, help: &str| {
            faults.push(sheet.fault_in(row.line, "keep_apart", what, help));
        };
        if fold::key(name) == fold::key(other) {
            let help = "two people of one name are told apart by article, name and speaker";
            fault("it is the same name", help);
        } else if graph.root(name) == graph.root(other) {
            let keys = [fold::key(name), fold::key(other)];
            let lines = keys.iter().flat_map(|key| graph.path(key)).map(|(_, line)| line);
            let line = lines.min().unwrap_or(0);
            fault(&format!("line {line} makes these names one person"), "keep one of the two rows");
        }
    }
}
