//! What a cell says, after a spreadsheet and a person had it in hand.

use crate::reading::Label;
use crate::reports::cells::{in_cell, is_marked};

/// Ways to say "nobody", "none": a dash in any of the shapes that programs make of it.
const NONE: &[&str] = &["-", "–", "—", "−", "none", "nobody"];

/// What people write for yes and no; spreadsheets make them capitals.
const YES: &[&str] = &["yes", "y", "true", "x", "1"];
const NO: &[&str] = &["no", "n", "false", "0"];

/// A label, as the reports spell it and as Americans do; nothing stands for "not addressed".
const LABELS: &[(&str, Label)] = &[
    ("favourable", Label::Favourable),
    ("favorable", Label::Favourable),
    ("neutral", Label::Neutral),
    ("unfavourable", Label::Unfavourable),
    ("unfavorable", Label::Unfavourable),
];

/// The words of a cell: without white space around them, and without the `'` that reports put
/// before what a spreadsheet would run or make another value of.
pub(crate) fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if is_marked(rest) => rest.trim(),
        _ => cell,
    }
}

/// An id in the one form in which ids are compared: as a report shows it, however it was copied.
pub(crate) fn as_compared(id: &str) -> String {
    in_cell(plain(id)).trim().to_owned()
}

/// An answer in words: `None` where the cell is empty, empty words for "none".
pub(crate) fn words(cell: &str) -> Option<String> {
    let cell = plain(cell);
    let none = NONE.contains(&cell.to_lowercase().as_str());
    (!cell.is_empty()).then(|| if none { String::new() } else { cell.to_owned() })
}

/// Yes or no.
///
/// # Errors
/// What is allowed, where the cell holds something else.
pub(crate) fn truth(cell: &str) -> Result<Option<bool>, String> {
    let cell = plain(cell).to_lowercase();
    match cell.as_str() {
        "" => Ok(None),
        word if YES.contains(&word) => Ok(Some(true)),
        word if NO.contains(&word) => Ok(Some(false)),
        _ => Err("write yes or no, or leave it empty".to_owned()),
    }
}

/// A label: `Some(None)` says that the target is not addressed.
///
/// # Errors
/// What is allowed, where the cell holds something else.
pub(crate) fn label(cell: &str) -> Result<Option<Option<Label>>, String> {
    let Some(word) = words(cell) else { return Ok(None) };
    if word.is_empty() {
        return Ok(Some(None));
    }
    let word = word.to_lowercase();
    let found = LABELS.iter().find(|(name, _)| *name == word);
    found.map(|&(_, label)| Some(Some(label))).ok_or_else(|| {
        "write favourable, neutral, unfavourable, or none where the target is not addressed"
            .to_owned()
    })
}
