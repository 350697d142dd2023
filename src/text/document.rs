//! One article's text with its paragraphs, sentences and tokens: what every later stage reads.

use std::ops::Range;

use super::abbreviation::Abbreviations;
use super::forms::{self, Ids};
use super::paragraph::{self, Markup, Role};
use super::plain::Plain;
use super::sentence;
use super::span::Span;
use super::token::{Token, TokenKind, is_apostrophe, tokenize};
use super::word_id::WordId;

/// A paragraph of a [`Document`].
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Bytes of the text, without surrounding white space.
    pub span: Span,
    /// What it is for.
    pub role: Role,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
}

/// A sentence of a [`Document`].
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Bytes of the text.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
}

/// A text cut into paragraphs, sentences and tokens, each token with folded form and stem.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    text: &'a str,
    /// The text with broken marks as they were meant, where it has any.
    plain: Option<Plain>,
    tokens: Vec<Token>,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    /// Folded forms and stems of all tokens, one after the other, so that no token allocates.
    forms: String,
    lower: Vec<Range<usize>>,
    stems: Vec<Range<usize>>,
    ids: Vec<Ids>,
    /// How many words had a number when `ids` were found.
    known: u32,
}

impl<'a> Document<'a> {
    /// Cuts `text`; `markup` says which stretches are title, heading, block quote or no prose.
    pub fn new(text: &'a str, markup: &[Markup], abbreviations: &Abbreviations) -> Self {
        let plain = Plain::of(text);
        let tokens = tokenize(plain.as_ref().map_or(text, Plain::text), abbreviations);
        let mut document = Self {
            text,
            plain,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            forms: String::with_capacity(text.len() * 2),
            lower: Vec::with_capacity(tokens.len()),
            stems: Vec::with_capacity(tokens.len()),
            ids: Vec::with_capacity(tokens.len()),
            known: WordId::count(),
            tokens,
        };
        document.fold();
        let read = document.settle();
        document.cut(markup, read.as_deref());
        document
    }

    /// The text as its words and marks are read.
    fn read(&self) -> &str {
        self.plain.as_ref().map_or(self.text, Plain::text)
    }

    /// Brings the spans of the tokens from the text as it is read to the text as it is, and gives
    /// back what they were, where the two are not the same.
    fn settle(&mut self) -> Option<Vec<Token>> {
        let plain = self.plain.as_ref()?;
        let read = self.tokens.clone();
        for token in &mut self.tokens {
            token.span = plain.to_text(token.span);
        }
        Some(read)
    }

    /// Writes the folded form and the stem of each token.
    fn fold(&mut self) {
        let read = self.plain.as_ref().map_or(self.text, Plain::text);
        let mut lower = String::new();
        for token in &self.tokens {
            lower.clear();
            fold(token.span.of(read), &mut lower);
            let start = self.forms.len();
            self.forms.push_str(&lower);
            let end = self.forms.len();
            self.lower.push(start..end);
            forms::with(&lower, |forms| {
                if token.kind == TokenKind::Word {
                    self.forms.push_str(&forms.stem);
                    self.stems.push(end..self.forms.len());
                } else {
                    self.stems.push(start..end);
                }
                self.ids.push(forms.ids_as(token.kind));
            });
        }
    }

    /// Fills in paragraphs and sentences; `read` are the tokens with spans of the text as read.
    fn cut(&mut self, markup: &[Markup], read: Option<&[Token]>) {
        let mut next = 0;
        for (span, role) in paragraph::split(self.text, markup) {
            let first = next + self.tokens[next..].partition_point(|t| t.span.end <= span.start);
            let last = first + self.tokens[first..].partition_point(|t| t.span.start < span.end);
            next = last;
            let sentences = self.sentences.len();
            let read = read.unwrap_or(&self.tokens);
            for range in sentence::split(self.read(), read, first..last) {
                self.sentences.push(Sentence {
                    // A mark that belongs to the paragraph's first letter may stand outside it.
                    span: sentence::span_of(&self.tokens, &range).within(span),
                    tokens: range,
                    paragraph: self.paragraphs.len(),
                });
            }
            self.paragraphs.push(Paragraph {
                span,
                role,
                tokens: first..last,
                sentences: sentences..self.sentences.len(),
            });
        }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The words that `span` covers.
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The words of `span` with broken marks as they were meant, and the span of the text that a
    /// span of that copy stands for.
    pub fn as_read(&self, span: Span) -> (&str, impl Fn(Span) -> Span + '_) {
        let plain = self.plain.as_ref();
        let copied = plain.map_or(span, |plain| plain.to_copy(span));
        let settle = move |inner: Span| {
            let shifted = Span::new(inner.start + copied.start, inner.end + copied.start);
            plain.map_or(shifted, |plain| plain.to_text(shifted))
        };
        (copied.of(self.read()), settle)
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All paragraphs in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// All sentences in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Token `i` as written.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens[i].span.of(self.text)
    }

    /// Token `i` in lower case, with plain apostrophes and hyphens.
    pub fn lower(&self, i: usize) -> &str {
        &self.forms[self.lower[i].clone()]
    }

    /// What lexicons know token `i` by; past the last token, nothing.
    pub fn ids(&self, i: usize) -> Ids {
        let Some(ids) = self.ids.get(i) else { return Ids::default() };
        if self.known == WordId::count() {
            return *ids;
        }
        // A lexicon was loaded since.
        forms::with(self.lower(i), |forms| forms.ids_as(self.tokens[i].kind))
    }

    /// The stem of token `i` (of a mark, number or clitic: its folded form).
    pub fn stem(&self, i: usize) -> &str {
        &self.forms[self.stems[i].clone()]
    }

    /// Whether token `i` is a word that begins with a capital letter.
    pub fn is_capitalized(&self, i: usize) -> bool {
        self.tokens[i].kind == TokenKind::Word
            && self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Bytes of a range of tokens; empty for an empty range.
    pub fn span_of(&self, range: &Range<usize>) -> Span {
        sentence::span_of(&self.tokens, range)
    }

    /// The tokens that lie at least partly in `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// Index of the paragraph that holds byte `offset`, or the last one that begins before it.
    pub fn paragraph_at(&self, offset: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.span.start <= offset).checked_sub(1)
    }

    /// Index of the sentence that holds byte `offset`, or the last one that begins before it.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start <= offset).checked_sub(1)
    }
}

/// Appends `word` in lower case, with plain apostrophes and hyphens.
fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            _ if is_apostrophe(c) => out.push('\''),
            '‐' | '‑' => out.push('-'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_span_slices_back(
            text in "(> )?(a|É|\u{301}|“|’s|n't|\\.|-| |\n|Sen\\.|7|…){0,300}",
        ) {
            let line = Span::new(0, text.find('\n').unwrap_or(text.len()));
            let quoted = text.starts_with('>').then_some(Markup { span: line, role: Role::BlockQuote });
            let markup: Vec<Markup> = quoted.into_iter().collect();
            let document = Document::new(&text, &markup, &Abbreviations::new(["sen"]));
            let mut end = 0;
            for token in document.tokens() {
                prop_assert!(token.span.start >= end);
                prop_assert!(!document.slice(token.span).is_empty());
                end = token.span.end;
            }
            for sentence in document.sentences() {
                let paragraph = &document.paragraphs()[sentence.paragraph];
                prop_assert!(paragraph.span.covers(sentence.span));
            }
        }
    }
}
