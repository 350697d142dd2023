//! Datelines and lines that give the day: "KYIV, Feb. 20, 2025 (Reuters) —", "Published: 2025-02-20".

use crate::text::WordSet;
use jiff::civil::Date;

use super::date;
use super::words::boundary;

/// Bytes in which a dateline must have come to its end.
const LONGEST: usize = 110;
/// Longest line, in characters, that gives nothing but the day.
const LONGEST_DAY_LINE: usize = 110;

/// Words of names and outlets beside the day, at most.
const NAME_WORDS: usize = 5;

/// Agencies and broadcasters that sign in brackets, also where no dash follows.
static AGENCIES: WordSet = WordSet::of(&[
    "AFP",
    "ANI",
    "AP",
    "BelTA",
    "Bloomberg",
    "CNN",
    "DPA",
    "EFE",
    "Interfax",
    "PA",
    "PTI",
    "RFE/RL",
    "Reuters",
    "TASS",
    "UPI",
    "Ukrinform",
    "Xinhua",
]);

/// Dashes between a dateline and the text.
const DASHES: &[&str] = &[" — ", " – ", " - ", " -- ", "— ", "– ", "—"];

/// Words that stand beside the day in a line of its own, besides names of days and of zones.
static DAY_WORDS: WordSet = WordSet::of(&[
    "a.m",
    "am",
    "at",
    "by",
    "bst",
    "cet",
    "cst",
    "date",
    "edt",
    "est",
    "et",
    "first",
    "gmt",
    "last",
    "modified",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "on",
    "p.m",
    "pdt",
    "pm",
    "posted",
    "pst",
    "published",
    "update",
    "updated",
    "utc",
    "z",
    "t",
]);
const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Words that say the day is not the first publication's.
const LATER: &[&str] = &["updated", "update", "modified"];

/// What stands before the dash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    pub(super) date: Option<Date>,
    pub(super) source: Option<String>,
}

/// The dateline that `line` (trimmed) begins with.
pub(super) fn read(line: &str) -> Option<Dateline> {
    let head = &line[..boundary(line, LONGEST)];
    let dash = DASHES.iter().filter_map(|dash| head.find(dash)).min();
    let signed = signature(head).filter(|&(start, _)| dash.is_none_or(|dash| start < dash));
    let end = match (signed, dash) {
        (Some((_, end)), Some(dash)) => end.max(boundary(head, dash.min(end + 3))),
        (Some((_, end)), None) => end,
        (None, Some(dash)) => dash,
        (None, None) => {
            head.strip_suffix(['—', '–', '-']).filter(|h| h.len() + 4 > line.len())?.len()
        }
    };
    let place = &head[..signed.map_or(end, |(start, _)| start)];
    let shouted = is_shouted(place);
    let agency =
        signed.map(|(start, end)| head[start..end].trim_matches(['(', ')', '/', ' ', '.']));
    let known = agency.is_some_and(|agency| AGENCIES.contains(agency));
    if !(shouted && is_place(place) || known && is_place(place)) {
        return None;
    }
    Some(Dateline {
        date: date::find(&head[..end]).map(|found| found.date),
        source: agency.filter(|a| known || date::find(a).is_none()).map(str::to_owned),
    })
}

/// The bytes of `(Reuters)` or `/TASS/` near the start.
fn signature(head: &str) -> Option<(usize, usize)> {
    let (start, close) = match (head.find('('), head.find(" /")) {
        (Some(open), Some(slash)) if slash < open => (slash + 1, '/'),
        (Some(open), _) => (open, ')'),
        (None, Some(slash)) => (slash + 1, '/'),
        (None, None) => return None,
    };
    let inner = &head[start + 1..];
    let length = inner.find(close)?;
    let name = &inner[..length];
    let fits = name.starts_with(char::is_uppercase) && name.chars().count() <= 40;
    fits.then_some((start, start + 1 + length + 1))
}

/// Whether the city is written in capitals, as in datelines; a day may follow without a comma.
fn is_shouted(place: &str) -> bool {
    let city = place.split(',').next().unwrap_or_default();
    let shouts = |word: &str| {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        letters.len() >= 2 && letters.iter().all(|c| c.is_uppercase())
    };
    let is_day =
        |word: &str| date::is_month(word.trim_end_matches('.')) || word.parse::<u8>().is_ok();
    let initials = |word: &str| word.trim_end_matches('.').contains('.');
    let mut words = city.split_whitespace();
    words.next().is_some_and(|first| shouts(first) && !initials(first))
        && words.all(|word| shouts(word) || is_day(word) || matches!(word, "de" | "of" | "am"))
}

/// Whether what stands before the dash can be places and a day: no sentence, no small words
/// but those in names of places.
fn is_place(place: &str) -> bool {
    const SMALL: &[&str] = &["de", "of", "the", "on", "la", "del", "am", "upon", "near", "and"];
    place.split_whitespace().count() <= 9
        && place.split_whitespace().all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            bare.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric())
                || SMALL.contains(&bare)
        })
        && !place.contains(['"', '“', ':', ';', '?', '!'])
}

/// A line that gives the day, and perhaps a name or an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayLine {
    pub(super) date: Date,
    /// It is the day of the first publication, not of an update.
    pub(super) first: bool,
    /// Where in the line the day begins.
    pub(super) start: usize,
}

/// Reads a line that holds a day, the words that go with one, and a few names at most.
pub(super) fn day_line(line: &str) -> Option<DayLine> {
    if line.chars().count() > LONGEST_DAY_LINE {
        return None;
    }
    let found = date::find(line)?;
    let rest = [&line[..found.start], &line[found.end..]].join(" ");
    let words = rest.split(|c: char| c.is_whitespace() || ",:;|()/–—-·•+".contains(c));
    let (mut first, mut names) = (true, 0);
    for word in words.map(|w| w.trim_matches('.')).filter(|w| !w.is_empty()) {
        let lower = word.to_lowercase();
        first &= !LATER.contains(&lower.as_str());
        if !goes_with_day(&lower) {
            names += 1;
            if names > NAME_WORDS || !word.starts_with(char::is_uppercase) {
                return None;
            }
        }
    }
    Some(DayLine { date: found.date, first, start: found.start })
}

/// Whether a word in lower case says nothing beside a day but what day and time it is.
fn goes_with_day(word: &str) -> bool {
    DAY_WORDS.contains(word)
        || WEEKDAYS.contains(&word)
        || word.chars().all(|c| c.is_numeric() || c == '.')
        || is_clock(word)
        || date::is_month(word)
}

/// `9pm`, `10.30am`, `t101112z`
fn is_clock(word: &str) -> bool {
    let bare = word
        .trim_start_matches('t')
        .trim_end_matches("am")
        .trim_end_matches("pm")
        .trim_end_matches('z');
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn datelines_give_day_and_agency() {
        for (line, day, source) in [
            ("BOSTON, March 3, 2022 — A ferry", Some(date(2022, 3, 3)), None),
            ("WASHINGTON (Reuters) - The House", None, Some("Reuters")),
            ("RENO, Nevada, Dec. 9, 2021 — Snow fell", Some(date(2021, 12, 9)), None),
            (
                "ODESA, Ukraine (Harbour Press Union) - Two cranes",
                None,
                Some("Harbour Press Union"),
            ),
            ("BUENOS AIRES, Oct. 2 (UPI) — Trains", None, Some("UPI")),
            ("YEREVAN, May 21. /TASS/. The union", None, Some("TASS")),
            ("MINSK, 26 September (BelTA) – The minister", None, Some("BelTA")),
            ("Moscow (CNN) The ministry said", None, Some("CNN")),
            ("(CNN) The ministry said", None, Some("CNN")),
            ("WASHINGTON — Ann Lee (R-Ohio)", None, None),
            ("THE HAGUE — When the leaders", None, None),
            ("RZESZÓW, Poland — The pallets", None, None),
            ("DES MOINES - This year", None, None),
            ("MOSCOW Feb 20 (Reuters) - The ministry", None, Some("Reuters")),
            ("WASHINGTON –", None, None),
        ] {
            let expected = Dateline { date: day, source: source.map(str::to_owned) };
            assert_eq!(read(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn prose_and_titles_are_no_datelines() {
        for line in [
            "The House approved the bill — at last.",
            "NATO leaders met on Friday — and left.",
            "Trump – a man of few words",
            "GOP Sen. Ann Lee – a hawk – said no.",
            "U.S. Sen. Ann Lee (R-Ohio) - who voted no - left.",
            "“No,” he said — twice.",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn lines_of_a_day_are_told_from_titles_with_one() {
        for (line, expected) in [
            ("Published: 20 February 2025", Some((date(2025, 2, 20), true))),
            ("Feb. 20, 2025", Some((date(2025, 2, 20), true))),
            ("2025-02-20", Some((date(2025, 2, 20), true))),
            ("Thu 20 Feb 2025 10.30 GMT", Some((date(2025, 2, 20), true))),
            ("Last updated: February 20, 2025 9:41 pm", Some((date(2025, 2, 20), false))),
            ("Updated 9:41 p.m. ET, Thursday, February 20, 2025", Some((date(2025, 2, 20), false))),
            ("By Jane Roe | 20 February 2025", Some((date(2025, 2, 20), true))),
            ("Harbour Post, Feb. 20, 2025", Some((date(2025, 2, 20), true))),
            ("What happened on February 24, 2022", None),
            ("20 February 2025 was a cold day.", None),
            ("February 2025", None),
        ] {
            assert_eq!(day_line(line).map(|d| (d.date, d.first)), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_panics(line in r"(WASHINGTON|é|É|, | |\(|\)|/|Feb|20|2025| — |-|Reuters|\.){0,30}") {
            let _ = (read(&line), day_line(&line));
        }
    }
}
