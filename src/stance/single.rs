//! One text by itself: the engine without articles, quotation marks and speakers to find.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::lexicons::Lexicons;
use crate::reading::{Score, Speaker};
use crate::speakers::{Cast, Member};
use crate::text::{CharIndex, CharSpan, Document, Span};

use super::score::{score_marked, show};
use super::targets::Form;
use super::{Feature, Scored, Setting, Utterance, marked, score};

/// A text that is one statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text<'a> {
    /// What was said.
    pub text: &'a str,
    /// The words around it, which tell whom it is about: with the text in it, or what went before.
    pub context: &'a str,
    /// Who says it: name, country and office tell what "we" and "our" refer to.
    pub speaker: Speaker,
    /// The day, which tells who "the president" is.
    pub date: Option<Date>,
}

/// What the engine finds in a text; spans of hits count code points of the text. A hit on words of
/// the context (*her claim that …*) has an empty span at the end of the text that is nearer to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Single {
    /// Toward each target of the lexicons.
    Targets(Scored),
    /// Toward the entity that was marked.
    Marked(Score),
}

/// Toward whom a text is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown<'a> {
    /// A target of the lexicons, by its id.
    Target(&'a str),
    /// The entity that was marked, in code points of the text.
    Marked(CharSpan),
}

impl Text<'_> {
    /// Scores the text: toward the entity that `target` marks (code points of the text), else
    /// toward all targets.
    pub fn score(&self, target: Option<CharSpan>, lexicons: &Lexicons) -> Single {
        self.heard(lexicons, |utterance, start| {
            let mut single = match target {
                None => Single::Targets(score(utterance, lexicons)),
                Some(target) => {
                    let forms = self.forms(utterance, start, target, lexicons);
                    Single::Marked(score_marked(utterance, &forms, lexicons))
                }
            };
            let span = Span::new(start, start + self.text.len());
            single.shift(utterance.index.chars(span));
            single
        })
    }

    /// What the text shows of whom `wanted` names, for learning; spans count the text in its
    /// context. `None` where nothing addresses the target, or the lexicons have no such one.
    pub fn show(&self, wanted: &Shown<'_>, lexicons: &Lexicons) -> Option<(Score, Vec<Feature>)> {
        self.heard(lexicons, |utterance, start| match *wanted {
            Shown::Target(id) => {
                let target = lexicons.stance.target_ids().iter().position(|known| *known == id)?;
                show(utterance, None, target, lexicons)
            }
            Shown::Marked(span) => {
                let forms = self.forms(utterance, start, span, lexicons);
                show(utterance, Some(&forms), marked::number(lexicons), lexicons)
            }
        })
    }

    /// The forms of the entity that `target` marks, where the text begins at byte `start`.
    fn forms(
        &self,
        utterance: &Utterance<'_>,
        start: usize,
        target: CharSpan,
        lexicons: &Lexicons,
    ) -> Vec<Form> {
        let span = bytes(self.text, target);
        let span = Span::new(start + span.start, start + span.end);
        marked::forms(utterance.document, span, lexicons)
    }

    /// Hands the text to `read` as an utterance, with the byte of its context where it begins.
    fn heard<T>(&self, lexicons: &Lexicons, read: impl FnOnce(&Utterance<'_>, usize) -> T) -> T {
        if self.context.contains(self.text) {
            let context = Document::new(self.context, &[], &lexicons.abbreviations);
            if let Some(start) = self.place(&context) {
                return self.heard_in(&context, start, lexicons, read);
            }
        }
        let (whole, start) = self.after_context();
        let document = Document::new(&whole, &[], &lexicons.abbreviations);
        self.heard_in(&document, start, lexicons, read)
    }

    /// The same in a document where the text begins at byte `start`.
    fn heard_in<T>(
        &self,
        document: &Document<'_>,
        start: usize,
        lexicons: &Lexicons,
        read: impl FnOnce(&Utterance<'_>, usize) -> T,
    ) -> T {
        let member = Member { speaker: self.speaker.clone(), ..Member::default() };
        let cast = Cast { members: vec![member], ..Cast::default() };
        let said = Span::new(start, start + self.text.len());
        let utterance = Utterance {
            document,
            segments: &[said],
            reported: None,
            frame: None,
            speaker: (!self.speaker.name.is_empty()).then_some(0),
            earlier: &[],
            mentions: &[],
            cast: &cast,
            setting: &Setting::new(document, &cast, self.date, lexicons),
            index: &CharIndex::new(document.text()),
        };
        read(&utterance, start)
    }

    /// Where the context holds the text, as words and marks of their own.
    fn place(&self, context: &Document<'_>) -> Option<usize> {
        if self.text.trim().is_empty() {
            return None;
        }
        let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let cuts = |at| {
            let after = context.tokens().partition_point(|token| token.span.end <= at);
            context.tokens().get(after).is_some_and(|token| token.span.start < at)
        };
        let mut places = self.context.match_indices(self.text).map(|(at, _)| at);
        places.find(|&at| {
            let (before, from) = self.context.split_at(at);
            apart(before.chars().next_back())
                && apart(from[self.text.len()..].chars().next())
                && !cuts(at)
                && !cuts(at + self.text.len())
        })
    }

    /// The text after its context, and the byte where it begins.
    fn after_context(&self) -> (Cow<'_, str>, usize) {
        if self.context.is_empty() {
            return (self.text.into(), 0);
        }
        let whole = format!("{}\n\n{}", self.context, self.text);
        let start = whole.len() - self.text.len();
        (whole.into(), start)
    }
}

impl Single {
    /// Counts the spans of hits from the start of `text`.
    fn shift(&mut self, text: CharSpan) {
        let scores: Vec<&mut Score> = match self {
            Self::Marked(score) => vec![score],
            Self::Targets(scored) => {
                let stances = scored.stances.iter_mut().map(|s| &mut s.score);
                stances.chain([&mut scored.sentiment]).collect()
            }
        };
        for hit in scores.into_iter().flat_map(|score| &mut score.hits) {
            let shifted = |at: usize| at.clamp(text.start, text.end) - text.start;
            hit.span = CharSpan { start: shifted(hit.span.start), end: shifted(hit.span.end) };
        }
    }
}

/// The bytes of a range of code points, cut to the text.
fn bytes(text: &str, span: CharSpan) -> Span {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
    let start = at(span.start);
    Span::new(start, at(span.end).max(start))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::lexicons::Source;
    use crate::reading::Hit;

    static LEXICONS: LazyLock<Lexicons> =
        LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());

    #[test]
    fn a_text_is_found_in_its_context_as_words() {
        for (text, context, place) in [
            ("a", "She was asked about Orr.", None),
            ("asked", "She was asked about Orr.", Some(8)),
            ("Orr.", "She was asked about Orr.", Some(20)),
            ("rr", "She was asked about Orr.", None),
            ("", "Orr..", None),
            (".", "Orr...", None),
        ] {
            let document = Document::new(context, &[], &LEXICONS.abbreviations);
            let text = Text { text, context, ..Text::default() };
            assert_eq!(text.place(&document), place, "{} in {context}", text.text);
        }
    }

    #[test]
    fn a_hit_in_the_context_has_an_empty_span_before_the_text() {
        let context = "She rejected Putin's claim that the dam would hold.";
        let text = Text { text: "the dam would hold", context, ..Text::default() };
        let Single::Targets(scored) = text.score(None, &LEXICONS) else { panic!("no mark") };
        let hits: Vec<&Hit> = scored.stances.iter().flat_map(|s| &s.score.hits).collect();
        assert!(hits.iter().any(|hit| hit.term == "claim"), "{hits:?}");
        assert!(hits.iter().all(|hit| hit.span == CharSpan { start: 0, end: 0 }), "{hits:?}");
    }

    proptest! {
        /// Whatever is typed and marked, there is a score, and its hits lie in the text.
        #[test]
        fn any_text_with_any_mark_has_a_score_with_hits_inside(
            words in prop::collection::vec("[A-Za-z’]{1,8}|Putin|is|a|liar|not|“|”|‘|’|,|\\?|é|\\PC", 0..40),
            start in 0usize..200,
            end in 0usize..200,
        ) {
            let words = words.join(" ");
            let text = Text { text: &words, context: "She was asked about Orr.", ..Text::default() };
            let length = words.chars().count();
            let Single::Marked(score) = text.score(Some(CharSpan { start, end }), &LEXICONS) else {
                return Err(TestCaseError::fail("a mark was given"));
            };
            prop_assert!(score.hits.iter().all(|h| h.span.end <= length), "{score:?}");
            prop_assert!(score.value().abs() <= 1.0);
        }
    }
}
