//! Marks as they were meant: UTF-8 read as Windows-1252 (`â€œ`), its control bytes, entities.
//!
//! The text of an article stays as it was decoded, and every span counts in it. Only the reading
//! of words and marks goes by a plain copy, with a map from its bytes to those of the text.

use super::span::Span;

/// What stands in texts for one mark, and that mark. Of two that begin alike the longer comes
/// first; entities are compared without case.
const BROKEN: &[(&str, &str)] = &[
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€\u{FFFD}", "”"),
    ("â€˜", "‘"),
    ("â€™", "’"),
    ("â€ž", "„"),
    ("â€š", "‚"),
    // The third byte of dashes is a curly mark in Windows-1252.
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€¦", "…"),
    ("â€¢", "•"),
    ("â€²", "′"),
    ("â€³", "″"),
    ("â€", "”"),
    ("â\u{80}\u{9c}", "“"),
    ("â\u{80}\u{9d}", "”"),
    ("â\u{80}\u{98}", "‘"),
    ("â\u{80}\u{99}", "’"),
    ("â\u{80}\u{93}", "–"),
    ("â\u{80}\u{94}", "—"),
    ("â\u{80}¦", "…"),
    ("\u{91}", "‘"),
    ("\u{92}", "’"),
    ("\u{93}", "“"),
    ("\u{94}", "”"),
    ("\u{96}", "–"),
    ("\u{97}", "—"),
    // To Unicode this space is part of the word beside it.
    ("\u{202f}", " "),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#x22;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&#x27;", "'"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&bdquo;", "„"),
    ("&sbquo;", "‚"),
    ("&laquo;", "«"),
    ("&raquo;", "»"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&hellip;", "…"),
    ("&#8220;", "“"),
    ("&#8221;", "”"),
    ("&#8216;", "‘"),
    ("&#8217;", "’"),
    ("&#8222;", "„"),
    ("&#8211;", "–"),
    ("&#8212;", "—"),
    ("&#8230;", "…"),
    ("&#x201c;", "“"),
    ("&#x201d;", "”"),
    ("&#x2018;", "‘"),
    ("&#x2019;", "’"),
    ("&#x2013;", "–"),
    ("&#x2014;", "—"),
    // Controls that some writers of Windows-1252 number as if they were characters.
    ("&#145;", "‘"),
    ("&#146;", "’"),
    ("&#147;", "“"),
    ("&#148;", "”"),
    ("&#150;", "–"),
    ("&#151;", "—"),
];

/// An entity whose own ampersand was written as one.
const TWICE: &str = "&amp;";

/// A copy of a text with its marks as they were meant.
#[derive(Clone, Debug)]
pub struct Plain {
    text: String,
    /// Where each replaced mark begins in the copy, and where it begins and ends in the text.
    replaced: Vec<(usize, Span)>,
    /// Bytes of the copy that each of them takes.
    lengths: Vec<usize>,
}

impl Plain {
    /// The copy, if `text` holds anything to replace.
    pub fn of(text: &str) -> Option<Self> {
        if !text.contains(begins) {
            return None;
        }
        let mut plain = Self {
            text: String::with_capacity(text.len()),
            replaced: Vec::new(),
            lengths: Vec::new(),
        };
        let mut copied = 0;
        let mut from = 0;
        while let Some(at) = text[from..].find(begins).map(|i| from + i) {
            let Some((length, mark)) = broken_at(&text[at..]) else {
                from = at + text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            plain.text.push_str(&text[copied..at]);
            plain.replaced.push((plain.text.len(), Span::new(at, at + length)));
            plain.lengths.push(mark.len());
            plain.text.push_str(mark);
            copied = at + length;
            from = copied;
        }
        plain.text.push_str(&text[copied..]);
        (!plain.replaced.is_empty()).then_some(plain)
    }

    /// The copy.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text that `span` of the copy stands for.
    pub fn to_text(&self, span: Span) -> Span {
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// The bytes of the copy for `span` of the text.
    pub fn to_copy(&self, span: Span) -> Span {
        Span::new(self.copied(span.start), self.copied(span.end))
    }

    /// Byte of the text at which what begins at `offset` of the copy begins.
    fn start(&self, offset: usize) -> usize {
        let next = self.replaced.partition_point(|&(at, _)| at <= offset);
        let Some(last) = next.checked_sub(1) else { return offset };
        let (at, span) = self.replaced[last];
        match offset - at {
            0 => span.start,
            passed => span.end + passed.saturating_sub(self.lengths[last]),
        }
    }

    /// Byte of the text at which what ends at `offset` of the copy ends.
    fn end(&self, offset: usize) -> usize {
        let next = self.replaced.partition_point(|&(at, _)| at < offset);
        let Some(last) = next.checked_sub(1) else { return offset };
        let (at, span) = self.replaced[last];
        span.end + (offset - at).saturating_sub(self.lengths[last])
    }

    fn copied(&self, offset: usize) -> usize {
        let next = self.replaced.partition_point(|(_, span)| span.start < offset);
        let Some(last) = next.checked_sub(1) else { return offset };
        let (at, span) = self.replaced[last];
        at + self.lengths[last] + offset.saturating_sub(span.end)
    }
}

/// Whether a broken mark may begin with `c`.
fn begins(c: char) -> bool {
    matches!(c, 'â' | '&' | '\u{202f}' | '\u{91}'..='\u{97}')
}

/// Length of the broken mark that `rest` begins with, and the mark.
fn broken_at(rest: &str) -> Option<(usize, &'static str)> {
    if let Some(inner) = rest.strip_prefix(TWICE) {
        let entity = inner.split_inclusive(';').next()?;
        let written = |(broken, _): &&(&str, &str)| {
            broken.strip_prefix('&').is_some_and(|name| name.eq_ignore_ascii_case(entity))
        };
        return BROKEN.iter().find(written).map(|(_, mark)| (TWICE.len() + entity.len(), *mark));
    }
    let fits = |(broken, _): &&(&str, &str)| {
        rest.get(..broken.len()).is_some_and(|start| start.eq_ignore_ascii_case(broken))
    };
    BROKEN.iter().find(fits).map(|(broken, mark)| (broken.len(), *mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_read_as_they_were_meant() {
        for (text, expected) in [
            ("â€œWe wonâ€\u{9d}", "“We won”"),
            ("â€œWe wonâ€ he said", "“We won” he said"),
            ("Itâ€™s – â€” thisâ€¦", "It’s – — this…"),
            ("\u{93}We don\u{92}t\u{94}", "“We don’t”"),
            ("&ldquo;We&#8217;re&RDQUO; &amp;quot;", "“We’re” \""),
            ("R&D, AT&T; &copy; château", "R&D, AT&T; &copy; château"),
        ] {
            let plain = Plain::of(text);
            assert_eq!(plain.as_ref().map_or(text, Plain::text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_go_there_and_back(text in "(a|é|â€œ|â€|&quot;|&|\u{93}| |“){0,40}") {
            let Some(plain) = Plain::of(&text) else { return Ok(()) };
            for (at, c) in plain.text().char_indices() {
                let span = Span::new(at, at + c.len_utf8());
                let there = plain.to_text(span);
                prop_assert!(!there.of(&text).is_empty());
                prop_assert_eq!(plain.to_copy(there), span);
            }
            let whole = Span::new(0, plain.text().len());
            prop_assert_eq!(plain.to_text(whole), Span::new(0, text.len()));
        }
    }
}
