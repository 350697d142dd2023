//! Direct or partial: does a full clause stand on its own between the marks?

use crate::reading::SegmentKind;
use crate::text::{Document, Span, TokenKind};

use super::Quotation;

/// Words that are a subject on their own.
const SUBJECTS: &[&str] = &[
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "this",
    "that",
    "these",
    "those",
    "there",
    "who",
    "what",
    "nobody",
    "everyone",
    "everybody",
    "somebody",
    "someone",
    "nothing",
    "everything",
    "anyone",
    "people",
];

/// Finite forms that need no lexicon: auxiliaries, modals and their clitics.
const FINITE: &[&str] = &[
    "is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did", "will", "would",
    "can", "could", "should", "must", "may", "might", "shall", "'s", "'re", "'m", "'ve", "'ll",
    "'d", "ca", "wo",
];

/// Words that cannot be the verb after a subject.
const NOT_VERBS: &[&str] = &[
    "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "with", "by", "as", "the",
    "a", "an", "all", "both", "who", "which", "that", "not", "about", "than", "one", "kind",
];

/// Sets the kind of each quotation.
pub fn classify(document: &Document<'_>, quotations: &mut [Quotation]) {
    for i in 0..quotations.len() {
        let continues = i > 0 && continues(document, &quotations[i - 1], &quotations[i]);
        let quotation = &quotations[i];
        let direct = quotation.resumes
            || !quotation.closed && starts_sentence(document, quotation.inner)
            || is_direct(document, quotation, continues);
        quotations[i].kind = if direct { SegmentKind::Direct } else { SegmentKind::Partial };
    }
}

/// Whether `next` goes on with the sentence that `last` broke off: “If we go,” he said, “we win.”
fn continues(document: &Document<'_>, last: &Quotation, next: &Quotation) -> bool {
    let between = Span::new(last.outer.end, next.outer.start).of(document.text());
    last.paragraph == next.paragraph
        && last.kind == SegmentKind::Direct
        && document.slice(last.inner).ends_with([',', '-', '–', '—'])
        && between.trim_end().ends_with(',')
        && !between.contains(['.', '!', '?'])
}

fn is_direct(document: &Document<'_>, quotation: &Quotation, continues: bool) -> bool {
    let clause = has_clause(document, quotation.inner);
    if starts_sentence(document, quotation.inner) {
        return clause || is_utterance(document, quotation);
    }
    clause || continues
}

/// A capital letter (past brackets and dots) that a sentence begins with.
fn starts_sentence(document: &Document<'_>, inner: Span) -> bool {
    document
        .slice(inner)
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Short and complete: capital, end mark, and not the object of the reporter's own words.
fn is_utterance(document: &Document<'_>, quotation: &Quotation) -> bool {
    let before = document.text()[..quotation.outer.start].trim_end();
    let introduced = before.is_empty()
        || before.ends_with([',', ':', '.', '?', '!', '”', '"', '’', '—', '–', '\n'])
        || document.paragraphs()[quotation.paragraph].span.start == quotation.outer.start;
    introduced && document.slice(quotation.inner).ends_with(['.', '!', '?', ',', '…'])
}

/// A subject with a finite verb after it.
fn has_clause(document: &Document<'_>, inner: Span) -> bool {
    let tokens = document.tokens_in(inner);
    let mut subject = false;
    for i in tokens {
        let word = document.lower(i);
        let kind = document.tokens()[i].kind;
        if subject && FINITE.contains(&word) {
            return true;
        }
        let after_pronoun = i > 0
            && inner.covers(document.tokens()[i - 1].span)
            && SUBJECTS.contains(&document.lower(i - 1));
        if after_pronoun && kind == TokenKind::Word && !NOT_VERBS.contains(&word) {
            return true;
        }
        subject |= kind == TokenKind::Word;
    }
    false
}
