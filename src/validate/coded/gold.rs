//! Gold: a line of JSON for each document, with every statement that it holds.
//!
//! ```text
//! {"article": "a.txt", "statements": [{"speaker": "Mira Oakes", "party": "", "optional": false,
//!   "segments": [{"start": 12, "end": 80}], "stance": {"russia": -1, "ukraine": null}}]}
//! ```
//!
//! Spans are half-open and count code points; a label is -1, 0, 1, or null where the target is
//! not addressed. An `optional` statement is one on which careful readers differ.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicons::{LexiconError, LexiconErrors};
use crate::validate::Class;

/// All statements of one document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Name of the article; the reports may have folders before it.
    pub article: String,
    /// Its statements.
    pub statements: Vec<GoldStatement>,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct GoldStatement {
    /// Name in its document.
    pub id: String,
    /// Names that are right, the first one in full.
    pub speakers: Vec<String>,
    /// Party, empty for none.
    pub party: String,
    /// To find it or not costs nothing.
    pub optional: bool,
    /// Its words.
    pub segments: Vec<GoldSegment>,
    /// For each target.
    pub labels: Vec<Class>,
}

/// A stretch of quoted words.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSegment {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words, where gold has them.
    #[serde(default)]
    pub text: String,
}

#[derive(Deserialize)]
struct Line {
    article: String,
    statements: Vec<Raw>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: String,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    speaker_aliases: Vec<String>,
    #[serde(default)]
    party: String,
    #[serde(default)]
    optional: bool,
    segments: Vec<GoldSegment>,
    stance: BTreeMap<String, Option<i64>>,
}

/// Reads the lines of a file called `file` in messages.
pub(super) fn read(
    file: &str,
    text: &str,
    targets: &[String],
    documents: &mut Vec<Document>,
) -> Result<(), LexiconErrors> {
    let mut faults = Vec::new();
    for (line, row) in (1u64..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty()) {
        match parse(row, targets) {
            Ok(document) if documents.iter().any(|d| d.article == document.article) => {
                let what = format!("the article “{}” is there twice", document.article);
                faults.push(fault(file, line, 1, what, "keep one line an article"));
            }
            Ok(document) => documents.push(document),
            Err((column, what)) => {
                let help = "an object with article and statements; a statement has segments with \
                            start and end, and stance with -1, 0, 1 or null for each target";
                faults.push(fault(file, line, column, what, help));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(LexiconErrors(faults)) }
}

fn fault(file: &str, line: u64, column: usize, what: String, help: &str) -> LexiconError {
    LexiconError { file: file.into(), line, column, what, help: help.into(), row: String::new() }
}

fn parse(row: &str, targets: &[String]) -> Result<Document, (usize, String)> {
    let line: Line =
        serde_json::from_str(row).map_err(|error| (error.column(), error.to_string()))?;
    let statements = line.statements.into_iter().map(|raw| statement(raw, targets));
    let statements = statements.collect::<Result<_, _>>().map_err(|what| (1, what))?;
    Ok(Document { article: line.article, statements })
}

fn statement(raw: Raw, targets: &[String]) -> Result<GoldStatement, String> {
    if let Some(unknown) = raw.stance.keys().find(|target| !targets.contains(target)) {
        let known = targets.join(", ");
        return Err(format!("stance: the reports have no target “{unknown}”, only {known}"));
    }
    if let Some(bad) = raw.segments.iter().find(|segment| segment.end < segment.start) {
        return Err(format!("segments: {}..{} ends before it begins", bad.start, bad.end));
    }
    let label = |target: &String| match raw.stance.get(target).copied().flatten() {
        None => Ok(Class::NotAddressed),
        Some(-1) => Ok(Class::Unfavourable),
        Some(0) => Ok(Class::Neutral),
        Some(1) => Ok(Class::Favourable),
        Some(other) => Err(format!("stance: {other} is no label")),
    };
    Ok(GoldStatement {
        id: raw.id,
        labels: targets.iter().map(label).collect::<Result<_, _>>()?,
        speakers: std::iter::once(raw.speaker).chain(raw.speaker_aliases).collect(),
        party: raw.party,
        optional: raw.optional,
        segments: raw.segments,
    })
}
