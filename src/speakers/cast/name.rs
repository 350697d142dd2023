//! A personal name taken apart, and whether two names can be one person's.

use crate::text::{WordSet, fold_name};

/// Marks of a generation after a name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];
/// Words that begin a surname: "Van Hollen" is no given name and surname.
static PARTICLES: WordSet = WordSet::of(&[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el",
    "al", "bin", "ibn", "ter", "ten", "af", "av", "zu",
]);
/// Short forms that are no beginning of the long form.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("bill", "william"),
    ("will", "william"),
    ("bob", "robert"),
    ("rob", "robert"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("mike", "michael"),
    ("chuck", "charles"),
    ("charlie", "charles"),
    ("jack", "john"),
    ("ted", "edward"),
    ("ed", "edward"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("tony", "antony"),
    ("liz", "elizabeth"),
    ("betty", "elizabeth"),
    ("peggy", "margaret"),
    ("maggie", "margaret"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("bernie", "bernard"),
    ("jerry", "gerald"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("sasha", "alexander"),
    ("kolya", "nikolai"),
    ("vova", "vladimir"),
];
/// Shortest beginning of a given name that stands for it: Dan, Chris.
const SHORTEST_STEM: usize = 3;

/// A name by its folded words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Words in order, middle initials and suffix left out; parts of a hyphenated word are
    /// parted by a space.
    pub words: Vec<String>,
    /// jr, iii ...
    pub suffix: Option<String>,
}

impl PersonName {
    /// Takes the words of a name apart; `None` where no word is left.
    pub fn parse(text: &str) -> Option<Self> {
        let mut name = Self::default();
        for raw in text.split_whitespace() {
            // A nickname between marks: Oleg “Tin Man” Petrenko.
            if raw.starts_with(['“', '"', '‘', '(']) || raw.ends_with(['”', '"', ')']) {
                continue;
            }
            let word = fold_name(raw);
            match word.as_str() {
                "" => {}
                w if SUFFIXES.contains(&w) && !name.words.is_empty() => name.suffix = Some(word),
                w if w.chars().count() == 1 && !name.words.is_empty() => {}
                _ => name.words.push(word),
            }
        }
        (!name.words.is_empty()).then_some(name)
    }

    /// The last word.
    pub fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word of a full name.
    pub fn given(&self) -> Option<&str> {
        self.is_full().then(|| self.words[0].as_str())
    }

    /// Given name and surname, not a surname of several words.
    pub fn is_full(&self) -> bool {
        self.words.len() > 1 && !PARTICLES.contains(self.words[0].as_str())
    }

    /// What may stand for the whole name later: "van hollen", "hollen"; the name itself if it
    /// is not full.
    pub fn tails(&self) -> impl Iterator<Item = String> {
        let first = usize::from(self.is_full());
        (first..self.words.len()).map(|i| self.words[i..].join(" "))
    }

    /// Parts of the name that stand for it now and then: half of a double surname, the first
    /// of two surnames.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let first = usize::from(self.is_full());
        self.words[first..].iter().flat_map(|word| word.split(' '))
    }

    /// Whether two full names can be one person's.
    pub fn fits(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.given(), other.given()) else {
            return false;
        };
        if self.suffix.is_some() && other.suffix.is_some() && self.suffix != other.suffix {
            return false;
        }
        if self.surname() == other.surname() {
            return same_given(mine, theirs);
        }
        // "Luz Ibarra Montes" is called "Luz Ibarra" too.
        let inner = |long: &Self, short: &Self| {
            long.words[1..].contains(&short.words[short.words.len() - 1])
        };
        mine == theirs && (inner(self, other) || inner(other, self))
    }
}

/// Whether two given names, or an initial, can be the same one's.
fn same_given(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let stem = short.chars().count();
    long.starts_with(short) && (stem == 1 || stem >= SHORTEST_STEM)
        || short == long
        || SHORT_FORMS.iter().any(|&(s, l)| (a, b) == (s, l) || (b, a) == (s, l))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> PersonName {
        PersonName::parse(text).unwrap_or_default()
    }

    #[test]
    fn names_of_one_person_fit() {
        for (a, b, expected) in [
            ("Ana Lopez", "Ana M. Lopez", true),
            ("Dan Harrow", "Daniel Harrow", true),
            ("Jim Harrow", "James Harrow", true),
            ("A. Lopez", "Ana Lopez", true),
            ("Ana Lopez", "Ivan Lopez", false),
            ("Luz Ibarra Montes", "Luz Ibarra", true),
            ("Carl Harrow Jr.", "Carl Harrow III", false),
            ("Yevhenii Tarnavskyi", "Yevheniy Tarnavsky", true),
        ] {
            assert_eq!(parse(a).fits(&parse(b)), expected, "{a} / {b}");
        }
    }

    #[test]
    fn a_surname_with_a_particle_is_no_full_name() {
        assert!(!parse("Van Harrow").is_full());
        assert!(parse("Kris Van Harrow").tails().any(|tail| tail == "van harrow"));
        assert!(parse("Mia Stone-Ortega").parts().any(|part| part == "ortega"));
    }
}
