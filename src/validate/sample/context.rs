//! The paragraphs around a statement, its words between » and «.

use crate::reading::Segment;
use crate::text::paragraph;

/// Before and after the words that are coded.
const MARKS: (char, char) = ('»', '«');

/// Paragraphs shown before and after those of the statement.
const AROUND: usize = 1;

/// Most characters shown before the first and after the last words, where paragraphs are long.
const MOST: usize = 900;

/// The paragraphs that hold `segments`, and those beside them.
pub(super) fn around(text: &str, segments: &[Segment]) -> String {
    let spans = bytes(text, segments);
    let (Some(&(first, _)), Some(&(_, last))) = (spans.first(), spans.last()) else {
        return String::new();
    };
    let paragraphs = paragraph::split(text, &[]);
    let from = paragraphs.partition_point(|(span, _)| span.end <= first).saturating_sub(AROUND);
    let to = paragraphs.partition_point(|(span, _)| span.start < last) + AROUND;
    let from = paragraphs.get(from).map_or(0, |(span, _)| span.start);
    let to =
        paragraphs.get(to.min(paragraphs.len()).wrapping_sub(1)).map_or(text.len(), |p| p.0.end);
    let (from, to) = (from.min(first), to.max(last));
    let before = tail(&text[from..first]);
    let after = head(&text[last..to]);
    format!("{before}{}{after}", marked(&text[first..last], first, &spans))
}

/// A whole text by paragraph, the words of `segments` between marks.
pub(super) fn paragraphs(text: &str, segments: &[Segment]) -> Vec<String> {
    let spans = bytes(text, segments);
    let split = paragraph::split(text, &[]);
    split.iter().map(|(span, _)| marked(span.of(text), span.start, &spans)).collect()
}

/// `words`, which begin at byte `start`, with marks around those of `spans`.
fn marked(words: &str, start: usize, spans: &[(usize, usize)]) -> String {
    let end = start + words.len();
    let mut out = String::with_capacity(words.len() + 8);
    let mut at = start;
    let inside = spans.iter().filter(|span| span.0 < end && span.1 > start);
    for &(from, to) in inside {
        let (from, to) = (from.max(at), to.min(end));
        if from >= to {
            continue;
        }
        out.push_str(&words[at - start..from - start]);
        out.push(MARKS.0);
        out.push_str(&words[from - start..to - start]);
        out.push(MARKS.1);
        at = to;
    }
    out.push_str(&words[at - start..]);
    out
}

/// Spans of segments in bytes, in order.
fn bytes(text: &str, segments: &[Segment]) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    let at = |place: usize| starts.get(place).copied().unwrap_or(text.len());
    let span = |s: &Segment| (at(s.span.start), at(s.span.end.max(s.span.start)));
    let mut spans: Vec<_> = segments.iter().map(span).collect();
    spans.sort_unstable();
    spans
}

/// The end of words that are too long.
fn tail(words: &str) -> String {
    match words.char_indices().rev().nth(MOST) {
        Some((at, _)) => format!("[…] {}", &words[at..]),
        None => words.to_owned(),
    }
}

/// The beginning of words that are too long.
fn head(words: &str) -> String {
    match words.char_indices().nth(MOST) {
        Some((at, _)) => format!("{} […]", &words[..at]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CharSpan;

    fn segment(text: &str, words: &str) -> Segment {
        let byte = text.find(words).unwrap_or_default();
        let start = text[..byte].chars().count();
        let span = CharSpan { start, end: start + words.chars().count() };
        Segment { span, text: words.to_owned(), ..Segment::default() }
    }

    const TEXT: &str = "Été.\n\nOne.\n\n“We stay,” Fenn said. “Long.”\n\nThree.\n\nFour.";

    #[test]
    fn the_words_stand_in_their_paragraphs() {
        let segments = [segment(TEXT, "We stay,"), segment(TEXT, "Long.")];
        assert_eq!(around(TEXT, &segments), "One.\n\n“»We stay,«” Fenn said. “»Long.«”\n\nThree.");
        assert_eq!(paragraphs(TEXT, &segments)[2], "“»We stay,«” Fenn said. “»Long.«”");
    }

    #[test]
    fn no_span_breaks_a_text() {
        let beyond = Segment { span: CharSpan { start: 3, end: 900 }, ..Segment::default() };
        assert!(around(TEXT, &[beyond]).contains('»'));
        assert_eq!(around("", &[Segment::default()]), "");
        assert_eq!(around(TEXT, &[]), "");
        let long = format!("{} “Stay,” {}", "a ".repeat(3_000), "é".repeat(3_000));
        let shown = around(&long, &[segment(&long, "Stay,")]);
        assert!(shown.chars().count() < 1_900 && shown.contains("»Stay,«"));
    }
}
