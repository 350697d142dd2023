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
    if statement.stances.is_empty() {
        return marks;
    }
    let quotation = Quotation::of(&statement.segments);
    for stance in &statement.stances {
        let Some(target) = number(targets, &stance.target) else { continue };
        for hit in &stance.score.hits {
            marks.push(mark(hit, target, &quotation, quotes));
        }
    }
    marks
}

fn mark(hit: &Hit, target: u16, quotation: &Quotation<'_>, quotes: bool) -> Mark {
    let shown = |words: &str| if quotes { words.to_owned() } else { String::new() };
    let multipliers = hit.multipliers.iter();
    Mark {
        target,
        place: quotation.place(hit).filter(|_| quotes),
        term: shown(&hit.term),
        lexicon: hit.lexicon.clone(),
        row: if quotes { hit.row } else { 0 },
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

/// UTF-16 units between two segments in the joined quotation: " … ".
const JOINT: usize = 3;

/// The quotation as `statements::quote` joins it, with the place of each of its code points.
struct Quotation<'a> {
    segments: Vec<Place<'a>>,
}

/// A segment in it.
struct Place<'a> {
    /// Code points of the article's text; `start` is that of the first word.
    start: usize,
    end: usize,
    text: &'a str,
    /// For each code point of `text` where it begins: bytes of `text`, UTF-16 units of the
    /// quotation.
    points: Vec<(usize, usize)>,
}

impl<'a> Quotation<'a> {
    fn of(segments: &'a [Segment]) -> Self {
        let mut units = 0;
        let place = |segment: &'a Segment| {
            let text = segment.text.trim();
            let lead = segment.text.chars().count() - segment.text.trim_start().chars().count();
            let mut points = Vec::with_capacity(text.len() + 1);
            for (at, c) in text.char_indices() {
                points.push((at, units));
                units += c.len_utf16();
            }
            points.push((text.len(), units));
            units += JOINT;
            Place { start: segment.span.start + lead, end: segment.span.end, text, points }
        };
        Self { segments: segments.iter().map(place).collect() }
    }

    /// The UTF-16 units in which the words of a hit stand, if they do stand there.
    fn place(&self, hit: &Hit) -> Option<(usize, usize)> {
        let inside = |p: &&Place<'_>| p.start <= hit.span.start && hit.span.end <= p.end;
        let segment = self.segments.iter().find(inside)?;
        let first = hit.span.start - segment.start;
        let &(from, start) = segment.points.get(first)?;
        let &(to, end) = segment.points.get(first + hit.term.chars().count())?;
        let alike = |(a, b): (char, char)| a == b || (a.is_whitespace() && b.is_whitespace());
        let same = segment.text[from..to].chars().zip(hit.term.chars()).all(alike);
        (same && start < end).then_some((start, end))
    }
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
            assert_eq!(Quotation::of(&segments).place(&hit), expected, "{term} at {start}");
        }
    }
}
