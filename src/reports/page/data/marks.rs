//! The reasons for a score, each with its place in the quotation that the page shows.

use crate::reading::{Hit, SCORE_UNIT, Segment, Statement};

/// One reason for a score.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Number of the target.
    pub(super) target: u16,
    /// Where the words stand in the quotation, in UTF-16 units, half-open; `None` for words
    /// around it.
    pub(super) place: Option<(usize, usize)>,
    /// The words; empty where the page is to quote nothing.
    pub(super) term: String,
    pub(super) lexicon: String,
    pub(super) row: u64,
    pub(super) role: String,
    /// In 1/10,000.
    pub(super) weight: i64,
    pub(super) contribution: i64,
    /// Name, words, factor in 1/10,000.
    pub(super) multipliers: Vec<(String, String, i64)>,
}

/// The number of a target.
pub(super) fn number(targets: &[String], id: &str) -> Option<u16> {
    let place = targets.iter().position(|target| target == id)?;
    u16::try_from(place).ok()
}

/// All reasons of a statement, target by target; without their words unless `quotes`.
pub(super) fn of(statement: &Statement, targets: &[String], quotes: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    for stance in &statement.stances {
        let Some(target) = number(targets, &stance.target) else { continue };
        for hit in &stance.score.hits {
            marks.push(mark(hit, target, &statement.segments, quotes));
        }
    }
    marks
}

fn mark(hit: &Hit, target: u16, segments: &[Segment], quotes: bool) -> Mark {
    let shown = |words: &str| if quotes { words.to_owned() } else { String::new() };
    let multipliers = hit.multipliers.iter();
    Mark {
        target,
        place: place(hit, segments).filter(|_| quotes),
        term: shown(&hit.term),
        lexicon: hit.lexicon.clone(),
        row: hit.row,
        role: hit.role.clone(),
        weight: units(hit.weight),
        contribution: units(hit.contribution),
        multipliers: multipliers
            .map(|m| (m.name.clone(), shown(&m.term), units(m.factor)))
            .collect(),
    }
}

fn units(value: f64) -> i64 {
    (value * SCORE_UNIT).round() as i64
}

/// Code points between two segments in the joined quotation: " … ".
const JOINT: usize = 3;

/// Where the words of a hit stand in the segments as `statements::quote` joins them.
fn place(hit: &Hit, segments: &[Segment]) -> Option<(usize, usize)> {
    let mut offset = 0;
    for segment in segments {
        let trimmed = segment.text.trim();
        let lead = segment.text.chars().count() - segment.text.trim_start().chars().count();
        let start = hit.span.start.checked_sub(segment.span.start + lead);
        let found = start.and_then(|start| cut_out(trimmed, start, &hit.term));
        if let Some((start, end)) = found.filter(|_| hit.span.end <= segment.span.end) {
            return Some((offset + start, offset + end));
        }
        offset += trimmed.encode_utf16().count() + JOINT;
    }
    None
}

/// The UTF-16 units that `term` covers in `text` from code point `start`, if it does stand there.
fn cut_out(text: &str, start: usize, term: &str) -> Option<(usize, usize)> {
    let at = text.char_indices().map(|(at, _)| at).nth(start)?;
    let words = text[at..].get(..term.len())?;
    let alike = words
        .chars()
        .zip(term.chars())
        .all(|(a, b)| a == b || (a.is_whitespace() && b.is_whitespace()));
    let before = text[..at].encode_utf16().count();
    (alike && !term.is_empty()).then(|| (before, before + words.encode_utf16().count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CharSpan;

    #[test]
    fn words_are_found_where_they_stand_in_the_joined_quotation() {
        let segment = |start, text: &str| Segment {
            span: CharSpan { start, end: start + text.chars().count() },
            text: text.into(),
            ..Segment::default()
        };
        let segments = [segment(10, " 😀 We thank Ukraine,"), segment(50, "brave Ukraine")];
        for (start, term, expected) in [
            (16, "thank", Some((6, 11))),
            (22, "Ukraine", Some((12, 19))),
            (56, "Ukraine", Some((29, 36))),
            (2, "Kyiv", None),
            (40, "added", None),
            (22, "Russia!", None),
        ] {
            let span = CharSpan { start, end: start + term.chars().count() };
            let hit = Hit { span, term: term.into(), ..Hit::default() };
            assert_eq!(place(&hit, &segments), expected, "{term} at {start}");
        }
    }
}
