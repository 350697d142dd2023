//! Days as publishers write them. A timestamp with a zone counts as the local day it is written in.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Years that an article may have been published in.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day that was found in a text, with the bytes that write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) date: Date,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The day of a field that holds a date.
pub(super) fn parse(field: &str) -> Option<Date> {
    find(field).map(|found| found.date).or_else(|| digits_only(field.trim()))
}

/// The day of seconds or milliseconds since 1970.
pub(super) fn from_epoch(number: f64) -> Option<Date> {
    /// Seconds reach this in the year 5138; milliseconds passed it in 1973.
    const SECONDS_END: f64 = 1e11;
    let seconds = if number.abs() < SECONDS_END { number } else { number / 1000.0 };
    let timestamp = Timestamp::from_second(seconds as i64).ok()?;
    // A small number is a year or a count, not a time.
    (seconds > 1e8).then(|| timestamp.to_zoned(TimeZone::UTC).date())
}

/// The first day that `text` writes in full.
pub(super) fn find(text: &str) -> Option<Found> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|i| {
        let window = &tokens[i..tokens.len().min(i + 5)];
        [iso, month_first, day_first, numeric].iter().find_map(|form| {
            let (date, used) = form(window)?;
            let last = window.get(used - 1)?;
            Some(Found { date, start: window[0].start, end: last.start + last.text.len() })
        })
    })
}

/// The last day that a path or address holds: `2025/02/20/`, `2025-02-20-vote`, `20250220`,
/// `2025/feb/20`.
pub(super) fn in_path(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).collect();
    (0..parts.len()).rev().find_map(|i| {
        match parts[i..] {
            [year, m, day, ..] if year.len() == 4 && matches!(day.len(), 1 | 2) => {
                let named = (m.len() == 3).then(|| month(m)).flatten();
                let month = named.or_else(|| (m.len() == 2).then(|| m.parse().ok())?)?;
                day_of(year, month, day.parse().ok()?)
            }
            _ => None,
        }
        .or_else(|| (parts[i].len() == 8).then(|| digits_only(parts[i]))?)
    })
}

/// Whether `word` names a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// A run of letters or digits, or one other character that is not white space.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    start: usize,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let class = |c: char| match c {
        c if c.is_ascii_digit() => 0,
        c if c.is_alphabetic() => 1,
        c if c.is_whitespace() => 2,
        _ => 3,
    };
    let mut start = 0;
    let mut open = 2;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let now = class(c);
        if now != open || now == 3 || at == text.len() {
            if open != 2 && start < at {
                tokens.push(Token { text: &text[start..at], start });
            }
            (start, open) = (at, now);
        }
    }
    tokens
}

/// `2025-02-20`, `2025/02/20`, `2025.02.20`, perhaps with a time after it.
fn iso(window: &[Token<'_>]) -> Option<(Date, usize)> {
    let [year, a, month, b, day, ..] = window else { return None };
    let separated = a.text == b.text && matches!(a.text, "-" | "/" | "." | "–");
    // "T10:30" joins the day with letters; they are a token of their own.
    (separated && year.text.len() == 4)
        .then(|| Some((day_of(year.text, number(month)?, number(day)?)?, 5)))?
}

/// `February 20, 2025`, `Feb. 20 2025`, `Feb 20th, 2025`.
fn month_first(window: &[Token<'_>]) -> Option<(Date, usize)> {
    let month = month(window.first()?.text)?;
    let mut at = skip(window, 1, &["."]);
    let day = number(window.get(at)?)?;
    at = skip(window, at + 1, &["st", "nd", "rd", "th"]);
    at = skip(window, at, &[","]);
    Some((day_of(window.get(at)?.text, month, day)?, at + 1))
}

/// `20 February 2025`, `20th Feb. 2025`, `20-Feb-2025`.
fn day_first(window: &[Token<'_>]) -> Option<(Date, usize)> {
    let day = number(window.first()?)?;
    let mut at = skip(window, 1, &["st", "nd", "rd", "th", "-"]);
    let month = month(window.get(at)?.text)?;
    at = skip(window, at + 1, &[".", ",", "-"]);
    Some((day_of(window.get(at)?.text, month, day)?, at + 1))
}

/// `20/02/2025` and `02/20/2025`, where only one reading is a day.
fn numeric(window: &[Token<'_>]) -> Option<(Date, usize)> {
    let [first, a, second, b, year, ..] = window else { return None };
    if a.text != b.text || !matches!(a.text, "/" | "." | "-") || first.text.len() > 2 {
        return None;
    }
    let (first, second) = (number(first)?, number(second)?);
    let (day, month) = match (first, second) {
        (13.., 1..=12) => (first, second),
        (1..=12, 13..) => (second, first),
        _ if first == second => (first, second),
        _ => return None,
    };
    Some((day_of(year.text, month, day)?, 5))
}

/// `20250220`, with or without a time after it (`20250220T103000Z`).
pub(super) fn digits_only(text: &str) -> Option<Date> {
    let digits = text.get(..8)?;
    let ends = !text[8..].starts_with(|c: char| c.is_ascii_digit()) || text.len() == 14;
    let all = digits.bytes().all(|b| b.is_ascii_digit()) && ends;
    all.then(|| day_of(&digits[..4], digits[4..6].parse().ok()?, digits[6..].parse().ok()?))?
}

/// The index after an optional token.
fn skip(window: &[Token<'_>], at: usize, optional: &[&str]) -> usize {
    let there =
        window.get(at).is_some_and(|t| optional.iter().any(|o| t.text.eq_ignore_ascii_case(o)));
    at + usize::from(there)
}

fn number(token: &Token<'_>) -> Option<i8> {
    (token.text.len() <= 2).then(|| token.text.parse().ok())?
}

/// A month by its name or an abbreviation of three letters or more.
fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let position = MONTHS.iter().position(|m| word.len() >= 3 && m.starts_with(&word))?;
    i8::try_from(position + 1).ok()
}

fn day_of(year: &str, month: i8, day: i8) -> Option<Date> {
    let year: i16 = (year.len() == 4).then(|| year.parse().ok())??;
    YEARS.contains(&year).then(|| Date::new(year, month, day).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_in_the_forms_that_publishers_use() {
        for text in [
            "2025-02-20",
            "2025-02-20T23:59:00-05:00",
            "2025-02-20 10:11:12",
            "2025/02/20",
            "20250220",
            "20250220T101112Z",
            "February 20, 2025",
            "Feb. 20, 2025",
            "FEB 20 2025",
            "Thu, 20 Feb 2025 10:11:12 GMT",
            "20 February 2025",
            "20th February, 2025",
            "20-Feb-2025",
            "20/02/2025",
            "02/20/2025 9:30 pm",
            "20.02.2025",
            "Thursday February 20th, 2025 at 9:30 a.m.",
        ] {
            assert_eq!(parse(text), Some(jiff::civil::date(2025, 2, 20)), "{text}");
        }
    }

    #[test]
    fn what_is_no_single_day_is_none() {
        for text in [
            "",
            "2025",
            "02/03/2025",
            "2025-13-40",
            "February 2025",
            "soon",
            "12345678",
            "Sept 31, 2025",
            "20250220123",
            "1-2-3",
            "marching 20, 2025",
            "Feb. 20",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_seconds_or_milliseconds() {
        let expected = Some(jiff::civil::date(2025, 2, 20));
        assert_eq!(from_epoch(1_740_009_600.0), expected);
        assert_eq!(from_epoch(1_740_009_600_000.0), expected);
        assert_eq!(from_epoch(2025.0), None);
        assert_eq!(from_epoch(f64::NAN), None);
    }

    #[test]
    fn paths_give_a_day() {
        let expected = Some(jiff::civil::date(2025, 2, 20));
        for path in [
            "2025/02/20/vote.txt",
            "news/2025-02-20-vote.txt",
            "20250220.txt",
            "a_2025_02_20_b.md",
            "https://x.org/world/2025/feb/20/vote",
            "2024/01/01/2025-02-20.txt",
        ] {
            assert_eq!(in_path(path), expected, "{path}");
        }
        for path in [
            "000_b5ca20250220abfe2.txt",
            "2025/vote.txt",
            "120250220.txt",
            "2025-02-40.txt",
            "2025-02",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn a_found_day_slices_back(text in "(Feb|20|2025|é|-|/|, |\\.| |th|“){0,12}") {
            if let Some(found) = find(&text) {
                prop_assert!(text.get(found.start..found.end).is_some());
            }
        }
    }
}
