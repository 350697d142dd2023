//! Names that come by way of a description: "a watchman named Orsan", "a resident who asked to
//! be identified only as Marit", "the demonstrator, who gave his name as Tove Lund".

use crate::speakers::mentions::{Case, Gender, MentionKind, Number};
use crate::text::{TokenKind, WordSet};

use super::cluster::compatible;
use super::reader::Reader;

/// Verbs and nouns of naming that "as" follows.
static IDENTIFIED: WordSet = WordSet::of(&[
    "identified",
    "introduced",
    "known",
    "name",
    "named",
    "identify",
    "himself",
    "herself",
]);
/// How far back the description may stand, in tokens.
const REACH: usize = 24;
/// How far before "as" or "by" the verb of naming may stand, in tokens.
const NEAR: usize = 7;

impl Reader<'_, '_> {
    /// The description to which the sentence gives the name of mention `m`.
    pub fn named_description(&self, m: usize) -> Option<usize> {
        let name = self.mentions[m].tokens.start;
        let before = name.checked_sub(1)?;
        // He saw himself as Crow's heir.
        if self.mentions[m].case == Case::Possessive {
            return None;
        }
        let end = match self.lower(before) {
            "named" => return self.newly_named(m, before),
            "as" => self.naming(before)?,
            // gave only his first name, Marit
            "," if self.lower(before.wrapping_sub(1)) == "name" => self.naming(before)?,
            _ => return None,
        };
        let described = |n: &usize| {
            let mention = &self.mentions[*n];
            mention.tokens.end <= end
                && mention.kind == MentionKind::Nominal
                && mention.number == Number::Singular
                && mention.gender != Gender::Neuter
                && compatible(mention.gender, self.mentions[m].gender)
        };
        let sentence = self.sentence_of(name);
        let near = |n: &usize| {
            let start = self.mentions[*n].tokens.start;
            start >= sentence.start && start + REACH > name
        };
        (0..m).rev().take_while(near).find(described)
    }

    /// "a watchman named Orsan": an indefinite description right before, so that nobody is taken
    /// for whom they named to an office or called a liar.
    fn newly_named(&self, m: usize, named: usize) -> Option<usize> {
        let described = m.checked_sub(1).filter(|&n| self.mentions[n].tokens.end == named)?;
        let mention = &self.mentions[described];
        let new = matches!(self.lower(mention.tokens.start), "a" | "an" | "one" | "another");
        let person = mention.kind == MentionKind::Nominal && mention.gender != Gender::Neuter;
        (new && person && compatible(mention.gender, self.mentions[m].gender)).then_some(described)
    }

    /// Where the words of naming begin that end in "as" at token `at`: "who asked to be
    /// identified only as".
    fn naming(&self, at: usize) -> Option<usize> {
        let near = (at.saturating_sub(NEAR)..at).rev();
        let words = near.clone().take_while(|&i| self.token(i) != TokenKind::Mark);
        let verb = words.clone().find(|&i| IDENTIFIED.contains(self.lower(i)))?;
        let opens = |i: &usize| matches!(self.lower(*i), "who" | "is" | "was" | "identified");
        (verb.saturating_sub(NEAR)..=verb).rev().find(opens)
    }
}
