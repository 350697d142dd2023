//! Whether two people wrote the same name: case, accents, titles and common spellings aside.

use crate::people::fold;

/// Words that are no part of a name.
const NO_NAMES: &[&str] = &[
    "a",
    "ambassador",
    "an",
    "chancellor",
    "dame",
    "dr",
    "gen",
    "general",
    "gov",
    "governor",
    "jr",
    "lady",
    "lord",
    "minister",
    "mr",
    "mrs",
    "ms",
    "premier",
    "president",
    "prime",
    "prof",
    "professor",
    "rep",
    "representative",
    "sec",
    "secretary",
    "sen",
    "senator",
    "sir",
    "sr",
    "the",
];

/// Short and foreign forms of given names, and the one they stand for here.
const GIVEN: &[(&str, &str)] = &[
    ("aleksandr", "alexander"),
    ("alexandr", "alexander"),
    ("ben", "benjamin"),
    ("bill", "william"),
    ("bob", "robert"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("emmanual", "emmanuel"),
    ("jen", "jennifer"),
    ("jim", "james"),
    ("joe", "joseph"),
    ("mike", "michael"),
    ("oleksandr", "alexander"),
    ("serge", "sergei"),
    ("ted", "edward"),
    ("tom", "thomas"),
];

/// Endings of transliterated names that stand for one: Zelenskyy, Zelenskiy, Zelenskij.
const ENDINGS: &[&str] = &["yy", "iy", "ij", "ii", "yi"];

/// Names of one party.
const PARTIES: &[(&str, &str)] = &[
    ("afd", "alternative for germany"),
    ("akp", "justice development"),
    ("cdu", "christian democratic union"),
    ("democrat", "democratic"),
    ("democrats", "democratic"),
    ("gop", "republican"),
    ("justice and development", "justice development"),
    ("lib dem", "liberal democrat"),
    ("liberal democrats", "liberal democrat"),
    ("ndp", "new democratic"),
    ("republicans", "republican"),
    ("snp", "scottish national"),
];

/// A name in the one form in which names are compared; empty for none.
pub(super) fn name(words: &str) -> String {
    let all = fold::words(words);
    let own: Vec<&String> = all.iter().filter(|w| !NO_NAMES.contains(&w.as_str())).collect();
    let own = if own.is_empty() { all.iter().collect() } else { own };
    let initial = |&(i, w): &(usize, &&String)| i > 0 && w.chars().count() == 1;
    let kept = own.iter().enumerate().filter(|word| !initial(word)).map(|(_, word)| spelling(word));
    kept.collect::<Vec<_>>().join(" ")
}

fn spelling(word: &str) -> String {
    if let Ok(at) = GIVEN.binary_search_by_key(&word, |&(form, _)| form) {
        return GIVEN[at].1.to_owned();
    }
    match ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)) {
        Some(stem) if stem.chars().count() > 2 => format!("{stem}y"),
        _ => word.replace("sergey", "sergei").replace("aleks", "alex"),
    }
}

/// Whether two names in that form are those of one person; a surname alone is whoever bears it.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || bears(a, b) || bears(b, a)
}

/// Whether `surname` is one word, and the last one of `whole`.
fn bears(surname: &str, whole: &str) -> bool {
    !surname.is_empty()
        && !surname.contains(' ')
        && whole.rsplit_once(' ').is_some_and(|(_, last)| last == surname)
}

/// A party in the one form in which parties are compared; empty for none.
pub(super) fn party(words: &str) -> String {
    let own: Vec<String> =
        fold::words(words).into_iter().filter(|w| w != "the" && w != "and").collect();
    let name = own.join(" ");
    let known = PARTIES.iter().find(|(form, _)| *form == name);
    let name = known.map_or(name.as_str(), |&(_, party)| party);
    let name = name.strip_suffix(" party").unwrap_or(name);
    let name = name.strip_prefix("party of ").unwrap_or(name);
    let known = PARTIES.iter().find(|(form, _)| *form == name);
    known.map_or(name, |&(_, party)| party).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(NO_NAMES.is_sorted() && GIVEN.is_sorted() && PARTIES.is_sorted());
    }

    #[test]
    fn one_person_is_one() {
        for (a, b, expected) in [
            ("Tobias Fenn", "tobias fenn", true),
            ("Sen. Tobias Fenn", "Tobias Q. Fenn Jr.", true),
            ("Fenn", "Tobias Fenn", true),
            ("Mira Oakes", "Fenn", false),
            ("Mira Fenn", "Tobias Fenn", false),
            ("Zoë Grünskiy", "Zoe Grunskyy", true),
            ("Tom Fenn", "Thomas Fenn", true),
            ("the foreign ministry", "Foreign Ministry", true),
            ("The President", "president", true),
            ("", "Fenn", false),
            ("", "", true),
        ] {
            assert_eq!(same(&name(a), &name(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn one_party_is_one() {
        for (a, b, expected) in [
            ("GOP", "Republican Party", true),
            ("the Democrats", "Democratic", true),
            ("Party of Meadows", "meadows", true),
            ("Lib Dem", "Liberal Democrats", true),
            ("", "Republican", false),
            ("", "", true),
        ] {
            assert_eq!(party(a) == party(b), expected, "{a} {b}");
        }
    }
}
