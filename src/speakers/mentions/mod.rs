//! Mentions: noun phrases of a document that could name a speaker.

mod headlines;
mod heads;
mod known;
mod modifiers;
mod pronouns;
mod proper;
mod scan;
mod unlisted;
mod words;

use crate::lexicons::Lexicons;
use crate::quotes::Quotation;
use crate::text::{Document, Role, Span};

use scan::Finder;

/// What a mention is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// Holds a proper name of a person: "Crow", "Sen. John Kennedy".
    Name,
    /// A proper name of a body: "the White House", "Gazprom".
    Body,
    /// A description: "the senator", "a senior administration official".
    Nominal,
    /// "he", "she", "they", "I", "who".
    Pronoun,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    Singular,
    /// Many.
    Plural,
}

/// Use of a mention in its sentence, as far as its form shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// It may be a subject: he, Crow, the senator.
    #[default]
    Subject,
    /// him
    Object,
    /// his, Crow's
    Possessive,
}

/// Gender as names, titles and pronouns show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
    /// it
    Neuter,
    /// Not shown.
    #[default]
    Unknown,
}

/// A noun phrase that could name a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The phrase with its article, title and name, without relative clauses or appositions.
    pub span: Span,
    /// Its tokens.
    pub tokens: std::ops::Range<usize>,
    /// What it is made of.
    pub kind: MentionKind,
    /// The words of a personal name without title or clitic ("John Kennedy"); empty otherwise.
    pub name: Span,
    /// The head noun of a nominal, or the last word of a name, as a token index.
    pub head: usize,
    /// One or many.
    pub number: Number,
    /// As far as the phrase itself shows.
    pub gender: Gender,
    /// His, Crow's, him: not the subject of a verb.
    pub case: Case,
    /// Index of the mention right before it that owns it: Crow in "Crow's spokesman".
    pub owner: Option<usize>,
    /// Index of the quotation it lies in, if it does not stand in the narration.
    pub quotation: Option<usize>,
    /// It stands in a title, which repeats what the text says.
    pub headline: bool,
}

/// All mentions of a document, in order, without overlap.
pub fn find(
    document: &Document<'_>,
    quotations: &[Quotation],
    lexicons: &Lexicons,
) -> Vec<Mention> {
    let mut finder = Finder::new(document, lexicons);
    for paragraph in document.paragraphs() {
        if !matches!(paragraph.role, Role::Ignored | Role::Title) {
            finder.scan(paragraph.tokens.clone());
        }
    }
    finder.promote_surnames();
    let mut mentions = headlines::with_headlines(&finder);
    place_in_quotations(&mut mentions, quotations);
    mentions
}

/// Notes which quotation each mention lies in; both lists are in order.
fn place_in_quotations(mentions: &mut [Mention], quotations: &[Quotation]) {
    let mut next = 0;
    for mention in mentions {
        while quotations.get(next).is_some_and(|q| q.outer.end <= mention.span.start) {
            next += 1;
        }
        let inside = quotations.get(next).is_some_and(|q| q.outer.holds(mention.span.start));
        mention.quotation = inside.then_some(next);
    }
}

#[cfg(test)]
mod tests;
