//! Names compared and turned into ids: without case, accents and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::is_apostrophe;

/// Letters that do not come apart into a base letter and a mark.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ĸ', "k"),
    ('ł', "l"),
    ('ŋ', "n"),
    ('œ', "oe"),
    ('ŧ', "t"),
];

/// What follows a surname and is no part of it.
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The words of a name in lower case, without accents; apostrophes and full stops join
/// (`O'Neill`, `J.D.`), everything else that is no letter or digit parts.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        let Some(word) = words.last_mut() else { break };
        match LETTERS.binary_search_by_key(&c, |&(letter, _)| letter) {
            Ok(found) => word.push_str(LETTERS[found].1),
            Err(_) if c.is_alphanumeric() => word.push(c),
            Err(_) if c == '.' || is_apostrophe(c) => {}
            Err(_) => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words as one key.
pub fn key(name: &str) -> String {
    words(name).join(" ")
}

/// A name parted into what must agree and what may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// All words but initials in the middle: `john smith`, `john smith jr`.
    pub key: String,
    /// Initials in the middle: `a`.
    pub initials: String,
    /// The last word that is no `Jr.`; empty where the name is one word.
    pub surname: String,
    /// The name is one word.
    pub single: bool,
}

/// Parts a person's name.
pub fn parts(name: &str) -> NameParts {
    let words = words(name);
    let last = words.len().saturating_sub(1);
    let is_initial = |&(i, word): &(usize, &String)| i > 0 && i < last && word.chars().count() == 1;
    let (initials, kept): (Vec<_>, Vec<_>) = words.iter().enumerate().partition(is_initial);
    let join = |list: Vec<(usize, &String)>| {
        list.into_iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ")
    };
    let own: Vec<&String> = words.iter().filter(|w| !GENERATIONS.contains(&w.as_str())).collect();
    let surname = if own.len() > 1 {
        own.last().map_or(String::new(), |w| (*w).clone())
    } else {
        String::new()
    };
    NameParts { key: join(kept), initials: join(initials), surname, single: own.len() < 2 }
}

/// An id out of a name: ASCII words in lower case with hyphens, the first one a letter.
pub fn slug(name: &str) -> String {
    let words: Vec<String> = words(name)
        .iter()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let slug = words.join("-");
    match slug.chars().next() {
        Some(c) if c.is_ascii_alphabetic() => slug,
        Some(_) => format!("speaker-{slug}"),
        None => "speaker".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_are_sorted_for_binary_search() {
        assert!(LETTERS.is_sorted_by_key(|&(letter, _)| letter));
    }

    #[test]
    fn ids_are_plain() {
        for (name, id) in [
            ("Jane Roe", "jane-roe"),
            ("Åsa Łukasz-Öberg", "asa-lukasz-oberg"),
            ("Maire O’Dowd", "maire-odowd"),
            ("J. D. Roe Jr.", "j-d-roe-jr"),
            ("us officials", "us-officials"),
            ("47 lawmakers", "speaker-47-lawmakers"),
            ("Иван", "speaker"),
            ("", "speaker"),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
    }

    #[test]
    fn middle_initials_may_be_missing_generations_may_not() {
        for (name, key, initials, surname, single) in [
            ("John A. Smith", "john smith", "a", "smith", false),
            ("John Smith", "john smith", "", "smith", false),
            ("John Smith Jr.", "john smith jr", "", "smith", false),
            ("J. Smith", "j smith", "", "smith", false),
            ("Crow", "crow", "", "", true),
            ("Crow Jr.", "crow jr", "", "", true),
        ] {
            let expected = NameParts {
                key: key.into(),
                initials: initials.into(),
                surname: surname.into(),
                single,
            };
            assert_eq!(parts(name), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_makes_an_id_that_starts_with_a_letter(name in ".{0,40}") {
            let id = slug(&name);
            prop_assert!(id.starts_with(|c: char| c.is_ascii_lowercase()), "{}", id);
            prop_assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{}", id);
        }
    }
}
