//! Is the first line a title, or does the text begin at once?
//!
//! Text files have no markup: a title is a short line above longer ones that does not end as a
//! sentence does. In doubt it is prose, since quotations in a title are not looked for.

use super::furniture;
use super::{byline, dateline};
use crate::text::Span;

/// Longest title in characters.
const LONGEST: usize = 220;
/// Columns at which lines are broken by hand, at most.
const WRAP_COLUMN: usize = 84;
/// Share of the longer title's words that two forms of one title have in common, in percent.
const ALIKE_PERCENT: usize = 60;
/// Words that the name of a site adds to a title, at most.
const SITE_WORDS: usize = 5;
/// Letters of a word that is written with a capital in a title.
const LONG_WORD: usize = 4;

/// Whether `line` is the title that the metadata give, give or take marks, a site's name, or a cut.
pub(super) fn is_same(line: &str, title: &str) -> bool {
    let ends = ends_sentence(line);
    let (line, title) = (words(line), words(title));
    if line.is_empty() || title.is_empty() {
        return false;
    }
    if line == title || line.len() >= 3 && title.starts_with(&line) && title.len() <= line.len() * 3
    {
        return true;
    }
    let common = line.iter().filter(|word| title.contains(word)).count();
    let most = line.len().max(title.len());
    let alike =
        title.len() >= 3 && line.starts_with(&title) && line.len() <= title.len() + SITE_WORDS
            || common * 100 > most * ALIKE_PERCENT && most <= LONGEST / 4;
    alike && !ends
}

/// Whether `line` repeats the line `title` word for word.
pub(super) fn repeats(line: &str, title: &str) -> bool {
    words(line) == words(title)
}

/// The words in lower case, letters and digits only.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| {
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// How many of the first `lines` of `text` (trimmed, not blank) are its title: a title broken by
/// hand takes several. None where it cannot be told from prose.
pub(super) fn lines_of(text: &str, lines: &[Span]) -> usize {
    let Some((first, below)) = lines.split_first() else { return 0 };
    let taken = 1 + wrapped(text, *first, below);
    let whole = first.to(lines[taken - 1]);
    let line = whole.of(text);
    let below = &lines[taken..];
    let fits = line.chars().count() <= LONGEST
        && !below.is_empty()
        && may_be_title(line)
        && stands_apart(text, whole, below);
    if fits { taken } else { 0 }
}

/// Lines after the first that go on with it: hand-wrapped, and a blank line after them.
fn wrapped(text: &str, first: Span, below: &[Span]) -> usize {
    let columns = |span: &Span| span.of(text).chars().count();
    let limit = columns(&first);
    if !(WRAP_COLUMN / 2..=WRAP_COLUMN).contains(&limit) {
        return 0;
    }
    let mut end = first.end;
    let mut count = 0;
    for line in below.iter().take(2) {
        let touches = blank_lines(text, end, line.start) == 0;
        if !touches || columns(line) > limit || names_or_day(line.of(text)) {
            break;
        }
        (count, end) = (count + 1, line.end);
    }
    let apart = below.get(count).is_some_and(|next| blank_lines(text, end, next.start) > 0);
    if apart { count } else { 0 }
}

/// Whether the words of a line could be a title, whatever stands around it.
fn may_be_title(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3
        && !line.ends_with([',', ';', ':', '-', '–', '—', '…'])
        && !is_quotation(line)
        && (!ends_sentence(line) || is_capitalised(line))
        && dateline::read(line).is_none()
        && !names_or_day(line)
        && !furniture::is_furniture(line)
}

fn names_or_day(line: &str) -> bool {
    byline::read(line).is_some() || dateline::day_line(line).is_some()
}

/// Nothing but quoted words, as the first words of an interview are.
fn is_quotation(line: &str) -> bool {
    let opens = line.starts_with(['“', '"', '«', '„']);
    opens && line.trim_end_matches(['.', ',', '!', '?']).ends_with(['”', '"', '»', '“'])
}

/// Ends with a full stop, closing marks aside. Question and exclamation marks end titles too.
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']);
    bare.ends_with('.') && !bare.ends_with("...") && !ends_in_abbreviation(bare)
}

/// "U.S.", "Jr.": the stop belongs to the word.
fn ends_in_abbreviation(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let word = last.trim_end_matches('.');
    word.contains('.') || matches!(word, "Jr" | "Sr" | "Inc" | "Corp" | "Co")
}

/// Whether almost every longer word has a capital: a title in title case may end with a stop.
fn is_capitalised(line: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LONG_WORD;
    let words: Vec<&str> = line.split_whitespace().filter(long).collect();
    let capital = |word: &&&str| {
        word.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    let capitals = words.iter().filter(capital).count();
    words.len() >= 3 && capitals * 10 >= words.len() * 9
}

/// Whether the line stands over the text: above a blank line, or above a longer line that is
/// not just the next of a text broken by hand.
fn stands_apart(text: &str, title: Span, below: &[Span]) -> bool {
    let columns = |span: Span| span.of(text).chars().count();
    let length = columns(title);
    let next = below.first().copied().unwrap_or(title);
    if blank_lines(text, title.end, next.start) > 0 {
        // Something below must be prose, or this is a list of short lines.
        return below.iter().any(|&line| columns(line) > length || ends_sentence(line.of(text)));
    }
    let longest = below.iter().take(3).map(|&line| columns(line)).max().unwrap_or(0);
    longest > WRAP_COLUMN + 16 && longest > length
        || columns(next) >= length * 3 / 2 && length < WRAP_COLUMN / 2
}

/// Blank lines between two bytes of `text`.
fn blank_lines(text: &str, from: usize, to: usize) -> usize {
    let breaks = text[from..to].bytes().filter(|&b| b == b'\n').count();
    breaks.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<&str> {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trim(text);
            at += line.len();
            if !span.is_empty() {
                lines.push(span);
            }
        }
        match lines_of(text, &lines) {
            0 => None,
            n => Some(lines[0].to(lines[n - 1]).of(text)),
        }
    }

    const PROSE: &str = "The committee met on Tuesday, and Senator Ann Lee said that it would meet again \
        before the end of the week to vote on the bill that nobody had read.";

    #[test]
    fn titles_are_found() {
        for head in [
            "Committee meets again",
            "What did the committee mean?",
            "Committee to senators: Read the bill!",
            "‘I have not read it’: a committee meets",
            "One Committee Meets. The Other Waits.",
            "Bill goes back to the U.S.",
            "2 votes and a bill",
        ] {
            for gap in ["\n", "\n\n"] {
                assert_eq!(title(&format!("{head}{gap}{PROSE}\n{PROSE}")), Some(head), "{head}");
            }
        }
    }

    #[test]
    fn a_title_broken_by_hand_is_one() {
        let text = "Committee meets again after a long night of talks,\nand nobody knows why\n\n";
        assert_eq!(title(&format!("{text}{PROSE}")), Some(text.trim_end()));
    }

    #[test]
    fn prose_is_no_title() {
        let wrapped = "The committee met on Tuesday, and Senator Ann Lee said that\n\
            it would meet again before the end of the week to vote on the\n\
            bill that nobody had read.\n\nThe end of it was near.\n";
        for text in [
            wrapped.to_owned(),
            format!("{PROSE}\n\n{PROSE}"),
            format!("KYIV, Ukraine — The committee met\n\n{PROSE}"),
            format!("By Ann Lee\n\n{PROSE}"),
            format!("Published 20 February 2025\n\n{PROSE}"),
            format!("“We have not read it,” she said.\n\n{PROSE}"),
            format!("“We have not read it”\n\n{PROSE}"),
            format!("He listed three reasons:\n\n{PROSE}"),
            "Only one line".to_owned(),
            String::new(),
        ] {
            assert_eq!(title(&text), None, "{text}");
        }
    }

    #[test]
    fn forms_of_one_title_are_the_same() {
        for (line, given, expected) in [
            ("Committee meets again.", "Committee Meets Again", true),
            ("Committee meets again", "Committee meets again | The X", true),
            ("Committee meets ‘again’ after vote", "Committee meets \"again\" after a vote", true),
            ("Committee meets again", "A quite different headline", false),
            ("The committee met on Tuesday to vote.", "Committee votes", false),
            ("Committee meets again to vote on the bill.", "Committee meets again", false),
            ("", "x", false),
        ] {
            assert_eq!(is_same(line, given), expected, "{line}");
        }
    }
}
