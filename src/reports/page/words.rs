//! How numbers, days and names stand on the page: no locale, no clock, the same everywhere.

pub(super) use super::super::cells::signed;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::articles::Metadata;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A count with commas: `12,345`.
pub(super) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count of things: `1 statement`, `2 statements`; `many` is the plural.
pub(super) fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// A chance: three decimals, or that it is smaller.
pub(super) fn chance(value: f64) -> String {
    if value < 0.001 { "below 0.001".into() } else { format!("{value:.3}") }
}

/// Hundredths of a whole, rounded.
pub(super) fn percent(part: u64, whole: u64) -> u64 {
    (part * 200 + whole).checked_div(whole * 2).unwrap_or(0)
}

/// `3 March 2025`.
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// `Mar 2025`.
pub(super) fn month(date: Date) -> String {
    format!("{} {}", &month_name(date)[..3], date.year())
}

fn month_name(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs().clamp(1, 12)) - 1]
}

/// The name of a target, from its id: `black_sea` is `Black sea`, `eu` is `EU`.
pub(super) fn target(id: &str) -> String {
    if id.len() < 3 {
        return id.to_uppercase();
    }
    let mut name = id.replace('_', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// The names of parties that stand in more than one country, of pairs of party and country.
pub(super) fn shared<'a>(parties: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeSet<String> {
    let mut countries: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    parties.for_each(|(party, country)| {
        countries.entry(party).or_default().insert(country);
    });
    let several = countries.into_iter().filter(|(_, countries)| countries.len() > 1);
    several.map(|(party, _)| party.to_owned()).collect()
}

/// A party's name, with its country where another has a party of that name.
pub(super) fn party(name: &str, country: &str, shared: &BTreeSet<String>) -> String {
    if country.is_empty() || !shared.contains(name) {
        name.to_owned()
    } else {
        format!("{name} ({country})")
    }
}

/// A name on one line, without what turns the direction of the text around it.
pub(super) fn clean(text: &str) -> String {
    let kept = text.chars().filter(|&c| !turns(c));
    let kept: String = kept.map(|c| if c.is_control() { ' ' } else { c }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a sign overrides or embeds a direction of writing (Unicode UAX 9).
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// `text` of at most `longest` characters, an ellipsis where it was cut.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The address of an article, if it is one that a reader may follow.
pub(super) fn address(metadata: &Metadata) -> Option<&str> {
    let url = metadata.url.as_deref()?.trim();
    let follows = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let whole = !url.contains(|c: char| c.is_control() || c.is_whitespace() || turns(c));
    (whole && (follows("https://") || follows("http://"))).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_readers() {
        for (n, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(count(n), text);
        }
        for (value, text) in [(0.314, "+0.31"), (-0.625, "−0.63"), (-0.001, "0.00"), (1.0, "+1.00")]
        {
            assert_eq!(signed(value), text);
        }
        for (part, whole, text) in [(1, 3, 33), (1, 2, 50), (0, 0, 0), (2, 3, 67)] {
            assert_eq!(percent(part, whole), text);
        }
        assert_eq!((chance(0.0004), chance(0.05)), ("below 0.001".into(), "0.050".into()));
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        for (url, follows) in [
            ("https://ledger.example/a", true),
            ("HTTP://ledger.example/a", true),
            ("javascript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("//ledger.example", false),
            ("https://a b", false),
            ("https://\u{202E}x", false),
        ] {
            let metadata = Metadata { url: Some(url.into()), ..Metadata::default() };
            assert_eq!(address(&metadata).is_some(), follows, "{url}");
        }
    }

    #[test]
    fn parties_of_one_name_in_two_countries_are_told_apart() {
        let all = [("Labour", "Freedonia"), ("Labour", "Sylvania"), ("Harbour", "Freedonia")];
        let shared = shared(all.into_iter());
        let named = all.map(|(name, country)| party(name, country, &shared));
        assert_eq!(named, ["Labour (Freedonia)", "Labour (Sylvania)", "Harbour"]);
    }

    #[test]
    fn names_keep_to_their_line_and_direction() {
        assert_eq!(clean("Jo\u{0} \u{202E}Roe\n\u{2066}x"), "Jo Roe x");
        assert_eq!(shorten("Lucia Farrow", 9), "Lucia Fa…");
        assert_eq!((target("russia"), target("eu")), ("Russia".into(), "EU".into()));
    }
}
