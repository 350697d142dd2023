//! Where one entry of an article ends and the next begins: headings, rules, the times of a live
//! blog. Nobody's speech goes on over one.

use crate::text::{Document, Role};

/// Longest line, in characters, that is a time and nothing else.
const LONGEST: usize = 48;

/// For each paragraph of a document, the number of its entry, ascending; what opens an entry
/// belongs to it.
pub fn entries(document: &Document<'_>) -> Vec<usize> {
    let mut entry = 0;
    document
        .paragraphs()
        .iter()
        .map(|paragraph| {
            let opens = match paragraph.role {
                Role::Heading | Role::Title => true,
                Role::Body => opens_entry(document.slice(paragraph.span)),
                Role::BlockQuote | Role::Ignored => false,
            };
            entry += usize::from(opens);
            entry
        })
        .collect()
}

/// A rule between entries, a line that is a time, or a paragraph with a time set before it.
pub fn opens_entry(line: &str) -> bool {
    is_rule(line) || after_time(line).is_some_and(|rest| is_set_off(line, rest))
}

/// `___`, `* * *`, `---`
fn is_rule(line: &str) -> bool {
    let marks = line.trim_end_matches('.');
    marks.len() >= 2 && marks.chars().all(|c| matches!(c, '_' | '*' | '-' | '—' | '•' | '=' | ' '))
}

/// Whether nothing follows the time, or a mark that sets it off from what does.
fn is_set_off(line: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let alone = rest.trim_matches(['.', ':', '|', ')', ' ']).is_empty();
    alone && line.chars().count() <= LONGEST || rest.starts_with([':', '—', '–', '-', '|', '•'])
}

/// What follows the time that `line` begins with: *9:42 p.m. ET*, *Updated at 14.05 GMT*,
/// *2 hours ago*.
fn after_time(line: &str) -> Option<&str> {
    let mut rest = line.trim_start_matches(['*', '[', '(', ' ']);
    for word in ["Updated", "UPDATED", "Update", "Posted", "Published", "at", "on"] {
        rest = after_word(rest, word).unwrap_or(rest).trim_start_matches([':', ' ']);
    }
    ago(rest).or_else(|| clock(rest)).map(|rest| rest.trim_start_matches(['*', ']']))
}

/// After *2 hours ago*, *5m ago*.
fn ago(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = (rest.len() < line.len()).then(|| rest.trim_start())?;
    let unit = ["minutes", "minute", "mins", "min", "hours", "hour", "hrs", "hr", "m", "h"];
    let rest = unit.iter().find_map(|unit| after_word(rest, unit))?;
    after_word(rest.trim_start(), "ago")
}

/// After a time of day: hours with minutes, or with *a.m.* or *p.m.*, and a zone.
fn clock(line: &str) -> Option<&str> {
    let (hours, rest) = number(line)?;
    let minutes = rest.strip_prefix([':', '.']).and_then(number).filter(|(n, _)| n.len() == 2);
    let rest = minutes.map_or(rest, |(_, rest)| rest);
    let halves = ["a.m.", "p.m.", "am", "pm", "A.M.", "P.M.", "AM", "PM"];
    let half = halves.iter().find_map(|half| after_word(rest.trim_start(), half));
    let fits = hours.len() <= 2 && (minutes.is_some() || half.is_some());
    let rest = half.unwrap_or(rest);
    let zone = rest.trim_start();
    let letters = zone.bytes().take_while(u8::is_ascii_uppercase).count();
    let zoned = (2..=4).contains(&letters) && !zone[letters..].starts_with(char::is_alphanumeric);
    fits.then(|| if zoned { &zone[letters..] } else { rest })
}

/// The one or two digits at the start, and what follows.
fn number(line: &str) -> Option<(&str, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits).then(|| line.split_at(digits))
}

/// What follows `word`, if the line begins with it.
fn after_word<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    line.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_rules_open_entries() {
        for line in [
            "9:42 p.m.",
            "9:42 p.m. ET",
            "9.42am",
            "14:05 GMT",
            "7 p.m.",
            "Updated at 14.05 GMT",
            "2 hours ago",
            "5m ago",
            "9:42 p.m.: The mayor has left.",
            "10:15 a.m. ET — Orr speaks",
            "**11:05**",
            "___",
            "___.",
            "* * *",
        ] {
            assert!(opens_entry(line), "{line}");
        }
    }

    #[test]
    fn prose_that_begins_with_a_number_does_not() {
        for line in [
            "9:42 p.m. was when she left.",
            "40 voted for it.",
            "5.2 million people live there.",
            "12 a day: that is the number.",
            "2 hours later she left.",
            "— Dana Orr",
            "He said:",
            "",
        ] {
            assert!(!opens_entry(line), "{line}");
        }
    }
}
