//! Direct or partial: does a full clause stand on its own between the marks?

use crate::reading::SegmentKind;
use crate::text::{Document, Span, TokenKind, WordSet};

use super::Quotation;

/// Words that are a subject on their own.
static SUBJECTS: WordSet = WordSet::of(&[
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
]);

/// Finite forms that need no lexicon: auxiliaries, modals and their clitics.
static FINITE: WordSet = WordSet::of(&[
    "is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did", "will", "would",
    "can", "could", "should", "must", "may", "might", "shall", "'s", "'re", "'m", "'ve", "'ll",
    "'d", "ca", "wo",
]);

/// Words that cannot be the verb after a subject.
static NOT_VERBS: WordSet = WordSet::of(&[
    "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "with", "by", "as", "the",
    "a", "an", "all", "both", "who", "which", "that", "not", "about", "than", "one", "kind",
]);

/// Words after which a clause says more about a noun, not something of its own.
static RELATIVES: WordSet =
    WordSet::of(&["that", "who", "which", "whom", "whose", "where", "when", "what"]);

/// Words other than subjects that a clause of its own begins with, without a capital.
static CLAUSE_OPENERS: WordSet = WordSet::of(&[
    "the", "a", "an", "my", "our", "your", "his", "her", "its", "their", "no", "every", "each",
    "all", "some", "many", "most", "if", "when", "because", "but", "and", "so", "then", "let",
    "while", "unless", "until", "as", "since", "there", "in", "at", "maybe", "perhaps",
]);

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
    introduced
        && document.slice(quotation.inner).ends_with(['.', '!', '?', ',', '…', '—', '–', '-'])
}

/// A subject with a finite verb after it; what only a relative clause says does not count.
fn has_clause(document: &Document<'_>, inner: Span) -> bool {
    let whole = starts_sentence(document, inner);
    let tokens = document.tokens_in(inner);
    let first = tokens.start;
    let mut subject = false;
    for i in tokens {
        let word = document.lower(i);
        let is_word = document.tokens()[i].kind == TokenKind::Word;
        if !whole && i > first && RELATIVES.contains(word) {
            return false;
        }
        if subject && FINITE.contains(word) {
            return true;
        }
        let after_pronoun = i > first && SUBJECTS.contains(document.lower(i - 1));
        if after_pronoun && is_word && !NOT_VERBS.contains(word) {
            return true;
        }
        subject |= is_word && (whole || i > first || SUBJECTS.contains(word));
        // words woven into the reporter's sentence: “fully committed to what we have”
        if !whole && i == first && !opens_clause(word) {
            return false;
        }
    }
    false
}

/// Whether a lower-case clause of its own can begin with this word.
fn opens_clause(word: &str) -> bool {
    SUBJECTS.contains(word) || CLAUSE_OPENERS.contains(word)
}
