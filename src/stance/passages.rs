//! Passages: the stretches of a statement that are read as one sentence.
//!
//! A quotation is cut at sentence ends. A fragment woven into the reporter's sentence (*called
//! him a “dictator”*) is read with the narration around it, which says whom it is about; only
//! the quoted words count. A sentence longer than any that a reader follows is cut.

use std::ops::Range;

use crate::speakers::Manner;
use crate::text::{Document, Span, TokenKind};

use super::Reported;

/// Tokens of narration that are read after a fragment: *the “brutal” Russian government*.
const AFTER: usize = 6;
/// Tokens of narration that are read before a fragment, at most.
const BEFORE: usize = 100;

/// Tokens that are read as one sentence, at most: what turns a word is looked for in its whole
/// passage, so that a text without full stops must not cost the square of its length.
const LONGEST: usize = 300;

/// A sentence of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// What is analysed.
    pub tokens: Range<usize>,
    /// What counts: the words between the marks.
    pub quoted: Range<usize>,
    /// A fragment that leans on the narration.
    pub fragment: bool,
    /// It ends in a question mark.
    pub question: bool,
}

/// The passages of `segments`, in order.
pub fn find(
    document: &Document<'_>,
    segments: &[Span],
    reported: Option<&Reported>,
) -> Vec<Passage> {
    if let Some(reported) = reported {
        return indirect(document, segments, reported);
    }
    let mut passages = Vec::new();
    for &segment in segments {
        let tokens = document.tokens_in(segment);
        let mut at = tokens.start;
        while at < tokens.end {
            let sentence = sentence_of(document, at);
            let quoted = at..sentence.end.clamp(at + 1, tokens.end.min(at + LONGEST));
            at = quoted.end;
            passages.push(passage(document, quoted, &sentence));
        }
    }
    passages
}

/// Reported words stand for themselves: each stretch is read with the others of its sentence.
/// Where the verb of the report is part of what is said, it is read and counted with them.
fn indirect(document: &Document<'_>, segments: &[Span], reported: &Reported) -> Vec<Passage> {
    let question = reported.manner == Manner::Asked;
    let (Some(&first), Some(&last)) = (segments.first(), segments.last()) else {
        return Vec::new();
    };
    let before = |span: Span| reported.speaks_itself() && span.end <= first.start;
    let from = |span: Span, otherwise: Span| if before(span) { span } else { otherwise };
    let whole = from(reported.mention, from(reported.cue, first)).to(last);
    let tokens = document.tokens_in(whole);
    let near = tokens.end.saturating_sub(2 * BEFORE).max(tokens.start);
    segments
        .iter()
        .enumerate()
        .map(|(k, &segment)| {
            let counted = if k == 0 { from(reported.cue, segment).to(segment) } else { segment };
            let quoted = document.tokens_in(counted);
            let tokens = near.min(quoted.start)..tokens.end;
            Passage { tokens, quoted, fragment: false, question }
        })
        .filter(|passage| !passage.quoted.is_empty())
        .collect()
}

/// The tokens of the sentence that holds token `at`.
fn sentence_of(document: &Document<'_>, at: usize) -> Range<usize> {
    document
        .sentence_at(document.tokens()[at].span.start)
        .and_then(|s| document.sentences().get(s))
        .map_or(at..at + 1, |s| s.tokens.clone())
}

fn passage(document: &Document<'_>, quoted: Range<usize>, sentence: &Range<usize>) -> Passage {
    let last = quoted.end - 1;
    let question = document.word(last).contains('?');
    let fragment = leans_on_narration(document, &quoted, sentence);
    let tokens = if fragment {
        let reach = quoted.start.saturating_sub(BEFORE);
        sentence.start.clamp(reach, quoted.start)..after(document, quoted.end, sentence.end)
    } else {
        quoted.clone()
    };
    Passage { tokens, quoted, fragment, question }
}

/// Words follow an opening mark in mid-sentence with a small letter, and few of them.
fn leans_on_narration(
    document: &Document<'_>,
    quoted: &Range<usize>,
    sentence: &Range<usize>,
) -> bool {
    let near = sentence.start.max(quoted.start.saturating_sub(BEFORE));
    let narration_before =
        (near..quoted.start).any(|i| matches!(document.tokens()[i].kind, TokenKind::Word));
    let small = !document.is_capitalized(quoted.start);
    narration_before && small
}

/// The end of the narration that belongs to a fragment ending before token `end`.
fn after(document: &Document<'_>, end: usize, limit: usize) -> usize {
    let is_stop = |i: usize| matches!(document.word(i), "." | "," | ";" | "!" | "?" | ":" | "—");
    // The closing mark itself, then words up to the next stop.
    let mut at = end;
    while at < limit && at < end + AFTER && !is_stop(at) {
        at += 1;
    }
    if document.word(end - 1).ends_with([',', '.', '!', '?']) { end } else { at.max(end) }
}
