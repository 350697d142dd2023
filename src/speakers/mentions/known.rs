//! What an article itself teaches about its words: which surnames it introduces, which words it
//! writes with a capital only where sentences begin, where it shouts.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicons::names::{Names, NounClass};
use crate::text::{Document, Role, TokenKind, WordSet};

use super::words::{DETERMINERS, STOPS};

/// Marks after which a capital letter says nothing.
static OPENERS: WordSet = WordSet::of(&[
    ".", "!", "?", ":", ";", "“", "\"", "‘", "'", "''", "``", "«", "„", "(", "[", "…", "...", "•",
    "—", "–", "--",
]);

/// Words that headlines in capitals put after a name.
static FUNCTION_AFTER_NAMES: WordSet = WordSet::of(&[
    "and", "to", "on", "in", "of", "for", "at", "is", "was", "has", "will", "says", "said", "the",
    "a", "an", "as", "with", "by", "from", "over", "after", "not", "i", "we", "he", "she",
]);

/// How often a word stands with a capital where it need not, and without.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    capital: u32,
    plain: u32,
}

/// What was learned from one article.
#[derive(Clone, Debug, Default)]
pub struct Known {
    surnames: FxHashSet<String>,
    counts: FxHashMap<String, Counts>,
    /// Tokens at which a sentence or quotation begins.
    opens: Vec<bool>,
    /// Tokens of headings and slogans written in capitals.
    shouted: Vec<bool>,
    /// Tokens of titles and headings, whose capitals say nothing.
    headline: Vec<bool>,
}

impl Known {
    /// Reads the article once.
    pub fn learn(document: &Document<'_>, names: &Names) -> Self {
        let mut known = Self {
            opens: openings(document),
            shouted: shouted(document),
            headline: headline(document),
            ..Self::default()
        };
        let prose = document.paragraphs().iter().filter(|p| p.role == Role::Body);
        for i in prose.flat_map(|p| p.tokens.clone()) {
            known.count(document, i);
        }
        for i in 0..document.tokens().len() {
            known.introduce(document, names, i);
        }
        known
    }

    fn count(&mut self, document: &Document<'_>, i: usize) {
        if document.tokens()[i].kind != TokenKind::Word || self.shouted[i] {
            return;
        }
        let counts = self.counts.entry(document.lower(i).to_owned()).or_default();
        match (document.is_capitalized(i), self.opens[i]) {
            (true, false) => counts.capital += 1,
            (false, _) => counts.plain += 1,
            (true, true) => {}
        }
    }

    /// A given name or a title introduces the surname after it.
    fn introduce(&mut self, document: &Document<'_>, names: &Names, i: usize) {
        if !document.is_capitalized(i) {
            return;
        }
        if names.given_gender(document.lower(i)).is_some() {
            let words = (i + 1..document.tokens().len()).take(3);
            if self.headline[i] {
                return;
            }
            let last = words.take_while(|&t| is_name_word(document, names, t)).last();
            if let Some(last) = last {
                self.add_surname(document, last);
            }
            return;
        }
        let titled = i > 0
            && names
                .head_at(document, i - 1)
                .is_some_and(|(n, head)| n == 1 && head.title.is_some());
        if titled && is_name_word(document, names, i) {
            self.add_surname(document, i);
        }
    }

    /// Token `i` is the surname of somebody.
    pub fn add_surname(&mut self, document: &Document<'_>, i: usize) {
        if !self.shouted[i] {
            self.surnames.insert(document.lower(i).to_owned());
        }
    }

    /// A surname (lower-case) that this article introduces.
    pub fn is_surname(&self, lower: &str) -> bool {
        self.surnames.contains(lower)
    }

    /// A word that stands with a capital inside sentences at least as often as without.
    pub fn is_proper(&self, lower: &str) -> bool {
        self.counts.get(lower).is_some_and(|c| c.capital > 0 && c.capital >= c.plain)
    }

    /// A word that the article writes without a capital more often than with one.
    pub fn is_common(&self, lower: &str) -> bool {
        self.counts.get(lower).is_some_and(|c| c.plain > c.capital)
    }

    /// Whether a sentence or a quotation begins at token `i`, so that its capital says nothing.
    pub fn opens(&self, i: usize) -> bool {
        self.opens.get(i).copied().unwrap_or(true)
    }

    /// Whether token `i` stands among capitals only.
    pub fn is_shouted(&self, i: usize) -> bool {
        self.shouted.get(i).copied().unwrap_or(false)
    }
}

fn headline(document: &Document<'_>) -> Vec<bool> {
    let mut headline = vec![false; document.tokens().len()];
    for paragraph in document.paragraphs() {
        if !matches!(paragraph.role, Role::Body | Role::BlockQuote) {
            headline[paragraph.tokens.clone()].fill(true);
        }
    }
    headline
}

fn openings(document: &Document<'_>) -> Vec<bool> {
    let mut opens: Vec<bool> = (0..document.tokens().len())
        .map(|i| i == 0 || OPENERS.contains(document.word(i - 1)))
        .collect();
    for sentence in document.sentences() {
        if let Some(first) = opens.get_mut(sentence.tokens.start) {
            *first = true;
        }
    }
    opens
}

/// Words in a row that must stand in capitals before they count as shouted.
const SHOUTED_WORDS: usize = 4;

/// Marks the tokens of headings and slogans that are written in capitals.
fn shouted(document: &Document<'_>) -> Vec<bool> {
    let mut shouted = vec![false; document.tokens().len()];
    let (mut start, mut words, mut function) = (0, 0, false);
    for i in 0..=document.tokens().len() {
        let word = document.tokens().get(i).filter(|t| t.kind == TokenKind::Word);
        let capitals = word.is_none_or(|t| !document.slice(t.span).contains(char::is_lowercase));
        if i == document.tokens().len() || !capitals {
            // acronyms in a row are none: "NBC, CBS, ABC and CNN"
            if words >= SHOUTED_WORDS && function {
                shouted[start..i].fill(true);
            }
            (start, words, function) = (i + 1, 0, false);
        } else if word.is_some() {
            words += 1;
            function |=
                STOPS.contains(document.lower(i)) || DETERMINERS.contains(document.lower(i));
        }
    }
    shouted
}

/// Whether token `i` can be a word of a personal name after the first: any capitalised word but
/// the noun for a body.
fn is_name_word(document: &Document<'_>, names: &Names, i: usize) -> bool {
    let noun = names.head_at(document, i);
    document.is_capitalized(i)
        && !FUNCTION_AFTER_NAMES.contains(document.lower(i))
        && noun.is_none_or(|(n, head)| {
            let titled = i > 0 && names.given_gender(document.lower(i - 1)).is_some();
            let sentence = i + 1 < document.tokens().len() && !document.is_capitalized(i + 1);
            // Theodora Banks, but neither Harlan County nor Virginia Democrats
            let surname =
                head.plural && titled && sentence && names.place_at(document, i - 1).is_none();
            n == 1
                && !head.proper
                && (surname || !head.plural && head.noun != Some(NounClass::Body))
        })
}
