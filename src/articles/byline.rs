//! Bylines: "By Jane Roe and John Doe, Associated Press".

/// Longest byline in characters.
const LONGEST: usize = 140;

/// Words that stand in small letters in a byline.
const SMALL: &[&str] = &[
    "and",
    "at",
    "bureau",
    "chief",
    "contributor",
    "correspondent",
    "de",
    "der",
    "di",
    "editor",
    "for",
    "foreign",
    "from",
    "in",
    "of",
    "on",
    "our",
    "political",
    "reporter",
    "senior",
    "special",
    "staff",
    "the",
    "to",
    "van",
    "von",
    "white",
    "with",
    "writer",
    "writers",
];

/// The names in `line` (trimmed), if it is a byline; "By staff writer" names nobody.
pub(super) fn read(line: &str) -> Option<Vec<String>> {
    let rest = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by))?.trim();
    if line.chars().count() > LONGEST || !rest.split_whitespace().all(may_stand) {
        return None;
    }
    if ends_sentence(rest) || rest.contains(['"', '“', '”', '?', '!']) {
        return None;
    }
    Some(names(rest))
}

/// Whether a word can be part of a byline: a name, or one of the small words.
fn may_stand(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let capital = bare.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric());
    capital || SMALL.contains(&bare) || word.contains('@')
}

/// A full stop ends a sentence unless it belongs to an initial or to "Jr.".
fn ends_sentence(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    last.strip_suffix('.').is_some_and(|word| word.chars().count() > 2 && !word.contains('.'))
}

fn names(rest: &str) -> Vec<String> {
    let end = [" | ", " for ", " in ", " at ", " of ", " - ", " – ", " — ", "/", "("]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let rest = &rest[..end];
    // After the last "and" (or alone) what follows a comma is the paper.
    let (before, last) = rest.rsplit_once(" and ").unwrap_or(("", rest));
    let last = last.split(',').next().unwrap_or_default();
    before
        .split([',', ';'])
        .chain([last])
        .map(str::trim)
        .filter(|n| is_name(n))
        .map(str::to_owned)
        .collect()
}

/// Two to five words, the first with a capital letter, without digits.
fn is_name(name: &str) -> bool {
    (2..=5).contains(&name.split_whitespace().count())
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.contains(|c: char| c.is_numeric() || c == '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told_from_prose() {
        for (line, expected) in [
            ("By Jane Roe", Some("Jane Roe")),
            ("By JANE ROE, Associated Press", Some("JANE ROE")),
            (
                "By Jane Roe, John Q. Doe and Ann van der Lee",
                Some("Jane Roe|John Q. Doe|Ann van der Lee"),
            ),
            ("By Jane Roe and John Doe | Reuters", Some("Jane Roe|John Doe")),
            ("By Jane Roe in Kyiv", Some("Jane Roe")),
            ("By staff writer", Some("")),
            ("By Jane Roe, White House Correspondent", Some("Jane Roe")),
            ("By Friday the troops had gone", None),
            ("By the end of the week, Ann Lee had left.", None),
            ("By “hook or by crook”", None),
            ("Jane Roe", None),
            ("By Monday, Kyiv.", None),
        ] {
            assert_eq!(read(line).map(|names| names.join("|")).as_deref(), expected, "{line}");
        }
    }
}
