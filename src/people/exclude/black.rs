//! Blacking out names in text, letter by letter, so that every span still counts right.
//!
//! Names are compared as `fold` does, without case, accents and the shape of apostrophes; a middle
//! initial or name that only one side has is no difference, nor is a possessive. A surname by
//! itself counts where it has a capital letter.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::people::fold;
use crate::text::is_apostrophe;

/// Stands for each letter of a name.
const BLACK: char = '█';

/// Letters that a name run together in a handle or hashtag must at least have.
const SHORTEST_HANDLE: usize = 5;

/// Letters that a surname must at least have for words made of it to go too: *Tilgardism*.
const SHORTEST_STEM: usize = 6;

/// What people have who speak for them: "Tilgard campaign".
const STAFF: &[&str] = &[
    "administration",
    "aide",
    "aides",
    "camp",
    "campaign",
    "lawyer",
    "lawyers",
    "office",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "team",
];

/// Words of a name between its first and its last that the text may have and the list not.
const MOST_BETWEEN: usize = 2;

/// The names to black out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Folded words of full names: first name, surname.
    full: FxHashSet<(String, String)>,
    /// Folded surnames, and other names of one word.
    single: FxHashSet<String>,
}

/// A word of a text.
struct Word {
    span: Range<usize>,
    folded: String,
    capital: bool,
    /// `@` or `#` stands before it.
    handle: bool,
}

impl Names {
    /// Takes a name in.
    pub(super) fn add(&mut self, name: &str) {
        let words = fold::words(name);
        let surname = fold::parts(name).surname;
        match words.as_slice() {
            [] => {}
            [only] => drop(self.single.insert(only.clone())),
            [first, .., last] => {
                let last = if surname.is_empty() { last.clone() } else { surname };
                self.full.insert((first.clone(), last.clone()));
                self.single.insert(last);
            }
        }
    }

    /// Takes other names in.
    pub(super) fn merge(&mut self, other: Self) {
        self.full.extend(other.full);
        self.single.extend(other.single);
    }

    /// Whether nothing is blacked out.
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty()
    }

    /// Whether a name is one of these: first name and surname, or the surname alone.
    pub(super) fn holds(&self, name: &str) -> bool {
        let words = fold::words(name);
        match words.as_slice() {
            [] => false,
            [only] => self.single.contains(only),
            [first, ..] => self.is_full(first, &fold::parts(name).surname),
        }
    }

    /// Whether a description, which has no capitals, names one of them: "Tilgard's office".
    pub(super) fn are_in(&self, description: &str) -> bool {
        let words = words(description);
        (0..words.len()).any(|at| {
            let possessive = description[words[at].span.clone()].contains(is_apostrophe);
            let staff = words.get(at + 1).is_some_and(|next| STAFF.contains(&next.folded.as_str()));
            self.length_at(&words, at) > 1
                || (possessive || staff) && self.is_single(&words[at], true)
        })
    }

    /// Whether an address of the web names one of them.
    pub(super) fn are_in_address(&self, address: &str) -> bool {
        let words = fold::words(address);
        words.iter().any(|word| {
            self.single.contains(word) || self.full.iter().any(|full| is_joined(word, full))
        })
    }

    /// Puts a bar for each letter and digit of the names in `text`.
    pub(super) fn black_out(&self, text: &mut String) {
        let words = words(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let length = self.length_at(&words, at);
            found.extend(words[at..at + length].iter().map(|word| word.span.clone()));
            at += length.max(1);
        }
        for span in found.into_iter().rev() {
            let bars = text[span.clone()].chars().map(|c| match c.is_alphanumeric() {
                true => BLACK,
                false => c,
            });
            let bars: String = bars.collect();
            text.replace_range(span, &bars);
        }
    }

    /// Words of the name that begins at word `at`; 0 for none.
    fn length_at(&self, words: &[Word], at: usize) -> usize {
        let first = &words[at];
        let last = (1..=MOST_BETWEEN + 1).find(|between| {
            let last = words.get(at + between);
            last.is_some_and(|last| self.is_full(&first.folded, &last.folded))
                && words[at + 1..at + between].iter().all(|word| word.capital)
        });
        match last {
            Some(between) => between + 1,
            None => usize::from(
                self.is_single(first, first.capital)
                    || self.is_made_of(first)
                    || self.is_handle(first),
            ),
        }
    }

    /// The list may have no more of a first name than its initial.
    fn is_full(&self, first: &str, last: &str) -> bool {
        let initial = first.chars().next().map_or(String::new(), String::from);
        let full = |last: &str| {
            let pair = |first: &str| (first.to_owned(), last.to_owned());
            self.full.contains(&pair(first)) || self.full.contains(&pair(&initial))
        };
        full(last) || last.strip_suffix('s').is_some_and(full)
    }

    fn is_single(&self, word: &Word, named: bool) -> bool {
        let own = |folded: &str| self.single.contains(folded);
        named && (own(&word.folded) || word.folded.strip_suffix('s').is_some_and(own))
    }

    /// Whether it is a word made of a surname.
    fn is_made_of(&self, word: &Word) -> bool {
        let made =
            |name: &String| name.len() >= SHORTEST_STEM && word.folded.starts_with(name.as_str());
        word.capital && self.single.iter().any(made)
    }

    fn is_handle(&self, word: &Word) -> bool {
        let long = |name: &&String| name.len() >= SHORTEST_HANDLE;
        self.full.iter().any(|full| is_joined(&word.folded, full))
            || word.handle
                && self.single.iter().filter(long).any(|name| word.folded.contains(name.as_str()))
    }
}

/// Whether first name and surname are written as one word.
fn is_joined(word: &str, (first, last): &(String, String)) -> bool {
    word.find(first.as_str()).is_some_and(|at| word[at + first.len()..].starts_with(last.as_str()))
}

/// The words of a text; apostrophes, full stops and marks over letters are part of them.
fn words(text: &str) -> Vec<Word> {
    let inside = |c: char| c.is_alphanumeric() || is_apostrophe(c) || is_mark(c);
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, inside(c)) {
            (None, true) if c.is_alphanumeric() => start = Some(at),
            (Some(from), false) => {
                words.push(word(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn word(text: &str, span: Range<usize>) -> Word {
    let own = &text[span.clone()];
    Word {
        folded: fold::words(own).concat(),
        capital: own.chars().next().is_some_and(char::is_uppercase),
        handle: text[..span.start].ends_with(['@', '#']),
        span,
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        ["Mira Oakes", "Seán O’Brien", "Lena Müller", "Rowan Black Jr."]
            .iter()
            .for_each(|name| names.add(name));
        names
    }

    #[test]
    fn names_are_blacked_out_letter_by_letter() {
        for (text, black) in [
            ("so said Mira Oakes’s aide", "so said ████ █████’█ aide"),
            ("MIRA\u{a0}OAKES", "████\u{a0}█████"),
            ("Mira K. Oakes", "████ █. █████"),
            ("Mira-Oakes and @MiraOakes", "████-█████ and @█████████"),
            ("#StopOakes", "#█████████"),
            ("Mira Oakeson", "Mira Oakeson"),
            ("Mira Oakes, and Oakes", "████ █████, and █████"),
            ("Mira told Oakes", "Mira told █████"),
            ("O’Brienism", "█’████████"),
            ("Sean O'Brien, O’Brien's", "████ █'█████, █’█████'█"),
            ("MÜLLER’S plan, Muller", "██████’█ plan, ██████"),
            ("Mu\u{308}ller", "██\u{308}████"),
            ("Black Sea, black oil", "█████ Sea, black oil"),
            ("Oakes", "█████"),
            ("", ""),
        ] {
            let mut seen = text.to_owned();
            names().black_out(&mut seen);
            assert_eq!(seen, black);
            assert_eq!(seen.chars().count(), text.chars().count());
        }
    }

    #[test]
    fn a_name_is_known_in_other_shapes() {
        for (name, known) in [
            ("Mira K. Oakes", true),
            ("Oakes", true),
            ("ROWAN P. BLACK", true),
            ("Marla Oakes", false),
            ("Mira Fenn", false),
        ] {
            assert_eq!(names().holds(name), known, "{name}");
        }
        assert!(names().are_in("oakes campaign") && names().are_in("o'brien's friend"));
        assert!(!names().are_in("local officials") && !names().are_in("black sea fleet"));
        assert!(names().are_in_address("https://x.example/news/oakes-loves-lanterns"));
        assert!(names().are_in_address("https://x.example/miraoakes"));
        assert!(!names().are_in_address("https://x.example/oakeson"));
    }
}
