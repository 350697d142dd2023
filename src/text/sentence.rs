//! Sentence ends: full stops that end something, with the closing marks that follow them.

use super::span::Span;
use super::token::{Token, TokenKind};

/// Marks that may stand between the full stop and the end of the sentence.
const CLOSERS: &[&str] = &["”", "’", "\"", "'", "''", "»", "“", ")", "]", "』", "」"];
/// Marks that may open the next sentence.
const OPENERS: &[&str] =
    &["“", "‘", "\"", "'", "''", "``", "`", "«", "„", "(", "[", "—", "–", "•", "「", "『"];

/// Cuts the tokens of one paragraph into sentences: ranges of token indices, in order,
/// that together cover `range`.
pub fn split(
    text: &str,
    tokens: &[Token],
    range: std::ops::Range<usize>,
) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = range.start;
    let mut i = range.start;
    while i < range.end {
        if ends_sentence(text, tokens, i, range.end) {
            let mut end = i + 1;
            while end < range.end && is_closer(text, &tokens[end]) {
                end += 1;
            }
            if end >= range.end || opens_sentence(text, tokens, i, end) {
                sentences.push(start..end);
                start = end;
            }
            i = end;
        } else {
            i += 1;
        }
    }
    if start < range.end {
        sentences.push(start..range.end);
    }
    sentences
}

/// Whether token `i` may be the last of a sentence, closing marks aside.
fn ends_sentence(text: &str, tokens: &[Token], i: usize, end: usize) -> bool {
    let word = tokens[i].span.of(text);
    match tokens[i].kind {
        TokenKind::Mark => matches!(word, "." | "!" | "?" | "…" | "..." | "。" | "؟"),
        // "... in the U.S. The senator ..." ends a sentence, "U.S. Senator" does not; what
        // follows decides, and only words that can stand at the end are asked at all.
        TokenKind::Word => word.ends_with('.') && i + 1 < end && abbreviation_may_end(word),
        _ => false,
    }
}

/// Abbreviations after which a capitalised word more often opens a sentence than goes on.
fn abbreviation_may_end(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "u.s."
            | "u.k."
            | "u.n."
            | "e.u."
            | "d.c."
            | "a.m."
            | "p.m."
            | "inc."
            | "corp."
            | "ltd."
            | "co."
            | "jr."
            | "sr."
            | "etc."
    )
}

fn is_closer(text: &str, token: &Token) -> bool {
    !token.spaced && CLOSERS.contains(&token.span.of(text))
}

/// Whether what stands at `next` can begin a sentence after the end mark at `last`.
fn opens_sentence(text: &str, tokens: &[Token], last: usize, next: usize) -> bool {
    if !tokens[next].spaced {
        return false;
    }
    let word = tokens[next].span.of(text);
    if tokens[last].kind == TokenKind::Word {
        return after_abbreviation(word) || OPENERS.contains(&word);
    }
    // "?" and "!" inside a quotation that the sentence goes on after: “Why?” he asked.
    let first = word.chars().next().unwrap_or(' ');
    first.is_uppercase() || first.is_numeric() || OPENERS.contains(&word)
}

/// Function words that open a sentence and hardly ever follow "U.S." within one.
fn after_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "In"
            | "On"
            | "At"
            | "But"
            | "And"
            | "For"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "His"
            | "Her"
            | "Their"
            | "Our"
            | "As"
            | "If"
            | "When"
            | "While"
            | "After"
            | "Before"
            | "There"
            | "Mr."
            | "Ms."
            | "Mrs."
            | "Asked"
            | "By"
            | "To"
    )
}

/// The bytes of a range of tokens.
pub fn span_of(tokens: &[Token], range: &std::ops::Range<usize>) -> Span {
    match (tokens.get(range.start), range.end.checked_sub(1).and_then(|last| tokens.get(last))) {
        (Some(first), Some(last)) if range.start < range.end => first.span.to(last.span),
        _ => Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::abbreviation::Abbreviations;
    use crate::text::token::tokenize;

    fn sentences(text: &str) -> Vec<&str> {
        let list = Abbreviations::new(["sen", "mr", "gov", "jan", "rep", "gen"]);
        let tokens = tokenize(text, &list);
        split(text, &tokens, 0..tokens.len())
            .iter()
            .map(|range| span_of(&tokens, range).of(text))
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("He spoke. Sen. Crow left.", &["He spoke.", "Sen. Crow left."][..]),
            ("“We won.” He left.", &["“We won.”", "He left."]),
            ("“Why?” he asked. “Who knows?”", &["“Why?” he asked.", "“Who knows?”"]),
            ("Back in the U.S. The senator left.", &["Back in the U.S.", "The senator left."]),
            (
                "U.S. Senator Crow met Gov. J. P. Hale at 9 a.m. on Jan. 5.",
                &["U.S. Senator Crow met Gov. J. P. Hale at 9 a.m. on Jan. 5."],
            ),
            ("It costs $1.5 million. 40 voted.", &["It costs $1.5 million.", "40 voted."]),
            (
                "The adversary . . . as opposed to us, lost.",
                &["The adversary . . . as opposed to us, lost."],
            ),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }
}
