//! Words, numbers and marks of a text, cut the way the Penn Treebank cuts them.
//!
//! Unicode word boundaries (UAX #29) come first; then hyphenated words, initials and known
//! abbreviations are joined (`Kendall-Taylor`, `U.S.`, `Sen.`) and clitics are cut off
//! (`Trump|'s`, `they|'re`, `do|n't`), because names, pronouns and negations are looked up alone.

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviation::Abbreviations;
use super::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with hyphens, apostrophes, digits or the full stop of an abbreviation.
    Word,
    /// Begins with a digit: `61`, `1,000.5`, `180-degree`.
    Number,
    /// Cut off the word before it: `'s`, `n't`, `'re`.
    Clitic,
    /// Anything else that is not white space, one mark (or a run of dots or dashes) at a time.
    Mark,
}

/// One token; its folded form and stem are kept by the [`Document`](super::Document).
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the article's text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// White space (or the start of the text) stands before it.
    pub spaced: bool,
}

/// Endings that are cut off a word, longest first where one ends another.
const CLITICS: &[&str] = &["n't", "'re", "'ve", "'ll", "'s", "'d", "'m"];

/// Whether `c` is an apostrophe in any of the shapes that news uses.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '＇')
}

/// Cuts `text` into tokens, in order, without overlap.
pub fn tokenize(text: &str, abbreviations: &Abbreviations) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut pieces = pieces(text).into_iter().peekable();
    let mut spaced = true;
    while let Some((start, piece)) = pieces.next() {
        if piece.chars().all(char::is_whitespace) {
            spaced = true;
            continue;
        }
        let mut end = start + piece.len();
        let kind = kind_of(piece);
        if kind != TokenKind::Mark {
            while let Some(joined) =
                hyphenated(text, end).or_else(|| abbreviations.stop_after(text, start, end))
            {
                while pieces.next_if(|&(at, _)| at < joined).is_some() {}
                end = joined;
            }
        } else {
            while pieces.next_if(|&(at, next)| at == end && is_run(piece, next)).is_some() {
                end += piece.len();
            }
        }
        push(text, Token { span: Span::new(start, end), kind, spaced }, &mut tokens);
        spaced = false;
    }
    tokens
}

/// What lies between the word boundaries of `text`, with the byte where it begins.
///
/// There is a boundary at every space that no combining mark follows. Of what stands between two
/// spaces, nearly all is ASCII, of which the crate knows the boundaries much faster.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::with_capacity(text.len() / 3);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let spaces = rest.bytes().take_while(u8::is_ascii_whitespace).count();
        let word = rest[spaces..].bytes().take_while(|b| !b.is_ascii_whitespace()).count();
        let end = at + spaces + word;
        let chunk = &text[at + spaces..end];
        if chunk.is_ascii() && !chunk.contains('_') {
            pieces.extend((spaces > 0).then(|| (at, &rest[..spaces])));
            ascii_pieces(chunk, at + spaces, &mut pieces);
        } else {
            let bounds = text[at..end].split_word_bound_indices();
            pieces.extend(bounds.map(|(i, piece)| (at + i, piece)));
        }
        at = end;
    }
    pieces
}

/// Of ASCII without spaces and underscores: words, and each other character by itself.
fn ascii_pieces<'a>(chunk: &'a str, start: usize, pieces: &mut Vec<(usize, &'a str)>) {
    let mut marks = 0;
    let end = (chunk.len(), "");
    for (i, word) in chunk.unicode_word_indices().chain(std::iter::once(end)) {
        pieces.extend((marks..i).map(|mark| (start + mark, &chunk[mark..=mark])));
        pieces.extend((!word.is_empty()).then_some((start + i, word)));
        marks = i + word.len();
    }
}

fn kind_of(piece: &str) -> TokenKind {
    match piece.chars().next() {
        Some(c) if c.is_alphabetic() => TokenKind::Word,
        Some(c) if c.is_numeric() => TokenKind::Number,
        _ => TokenKind::Mark,
    }
}

/// Dots and dashes come in runs that mean one thing: `...`, `--`.
fn is_run(piece: &str, next: &str) -> bool {
    piece == next && matches!(piece, "." | "-" | "–" | "—" | "`" | "'")
}

/// The end of the word part after a hyphen at `end`, if the word goes on there.
fn hyphenated(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let hyphen = rest.chars().next().filter(|&c| matches!(c, '-' | '‐' | '‑'))?;
    let after = &rest[hyphen.len_utf8()..];
    let part = after.split_word_bounds().next()?;
    part.chars().next()?.is_alphanumeric().then(|| end + hyphen.len_utf8() + part.len())
}

/// Adds a token, cut in two where it ends in a clitic.
fn push(text: &str, token: Token, tokens: &mut Vec<Token>) {
    let word = token.span.of(text);
    let cut = match token.kind {
        TokenKind::Word | TokenKind::Number => clitic_start(word),
        _ => None,
    };
    let Some(cut) = cut else {
        tokens.push(token);
        return;
    };
    let middle = token.span.start + cut;
    tokens.push(Token { span: Span::new(token.span.start, middle), ..token });
    tokens.push(Token {
        span: Span::new(middle, token.span.end),
        kind: TokenKind::Clitic,
        spaced: false,
    });
}

/// Byte offset in `word` where a clitic begins, if one does after at least one letter.
fn clitic_start(word: &str) -> Option<usize> {
    let apostrophe = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c))?.0;
    let tail: String = word[apostrophe..]
        .chars()
        .map(|c| if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() })
        .collect();
    let n_before = word[..apostrophe].ends_with(['n', 'N']);
    CLITICS
        .iter()
        .find_map(|&clitic| match clitic.strip_prefix('n') {
            Some(rest) if rest == tail && n_before => Some(apostrophe - 1),
            None if clitic == tail => Some(apostrophe),
            _ => None,
        })
        .filter(|&cut| cut > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_are_those_of_the_standard(
            text in "([a-zA-Z]|[0-9]|[ -/:-@_\\[\\]]|\r\n|\t|é|“|’|\u{301}|\u{200d}|\u{a0}|\\PC){0,60}",
        ) {
            let words = |pieces: Vec<(usize, &str)>| -> Vec<(usize, String)> {
                let blank = |piece: &str| piece.chars().all(char::is_whitespace);
                let words = pieces.into_iter().filter(|(_, piece)| !blank(piece));
                words.map(|(at, piece)| (at, piece.to_owned())).collect()
            };
            prop_assert_eq!(words(pieces(&text)), words(text.split_word_bound_indices().collect()));
        }
    }

    fn words(text: &str) -> Vec<&str> {
        let list = Abbreviations::new(["sen", "mr", "u.s", "a.m", "jan", "gen"]);
        tokenize(text, &list).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn tokens_follow_the_treebank() {
        for (text, expected) in [
            ("Sen. Crow isn’t here.", "Sen.|Crow|is|n’t|here|."),
            ("can't won't", "ca|n't|wo|n't"),
            ("Trump's team; Andrea Kendall-Taylor's", "Trump|'s|team|;|Andrea|Kendall-Taylor|'s"),
            ("the U.S. and U.S.-led talks", "the|U.S.|and|U.S.-led|talks"),
            ("At 9 a.m. on Jan. 5", "At|9|a.m.|on|Jan.|5"),
            ("George W. Bush, O'Neill", "George|W.|Bush|,|O'Neill"),
            ("they’re, we've, I'd", "they|’re|,|we|'ve|,|I|'d"),
            ("$1,000.50 ... a — b -- c", "$|1,000.50|...|a|—|b|--|c"),
            ("“No,” he said", "“|No|,|”|he|said"),
            ("the Democrats’ plan", "the|Democrats|’|plan"),
        ] {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }
}
