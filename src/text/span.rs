//! Half-open ranges of a text: by byte inside the program, by code point outside it.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A half-open range of **bytes** of an article's text, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`; `end` is raised to `start` when it lies before it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies in the span.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly in the span.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of the span that lies in `other`; empty at its nearer end where none does.
    pub fn within(self, other: Span) -> Span {
        let clamp = |offset: usize| offset.clamp(other.start, other.end);
        Span { start: clamp(self.start), end: clamp(self.end) }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span without white space at either end.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A half-open range of **Unicode code points** of an article's text: the form every span
/// takes that leaves the program, written `12..80`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl fmt::Display for CharSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Serialize for CharSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CharSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(usize, usize)>::deserialize(deserializer)?;
        Ok(Self { start, end })
    }
}

/// Bytes between two checkpoints of a [`CharIndex`]: small enough to count quickly, large
/// enough that the index is a hundredth of the text.
const STRIDE: usize = 512;

/// Turns byte offsets of one text into code point offsets and back.
#[derive(Clone, Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Code points before byte `i * STRIDE` (continuation bytes belong to the character before).
    before: Vec<usize>,
}

impl<'a> CharIndex<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = count;
                count += count_chars(chunk);
                here
            })
            .collect();
        Self { text, before }
    }

    /// Code points before byte `offset`.
    pub fn chars_before(&self, offset: usize) -> usize {
        let block = offset / STRIDE;
        let Some(&before) = self.before.get(block) else {
            return self.before.last().map_or(0, |&n| {
                n + count_chars(&self.text.as_bytes()[(self.before.len() - 1) * STRIDE..])
            });
        };
        before + count_chars(&self.text.as_bytes()[block * STRIDE..offset])
    }

    /// The same range counted in code points.
    pub fn chars(&self, span: Span) -> CharSpan {
        CharSpan { start: self.chars_before(span.start), end: self.chars_before(span.end) }
    }
}

/// UTF-8 bytes that begin a character.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_agree_with_a_plain_count(text in "(a|é|“|😀| |\n){0,900}") {
            let index = CharIndex::new(&text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.chars_before(offset), count);
            }
            prop_assert_eq!(index.chars_before(text.len()), text.chars().count());
        }
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  said Crow \n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "said Crow");
    }
}
