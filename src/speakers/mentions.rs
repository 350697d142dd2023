//! Mentions: noun phrases of a document that could name a speaker.

use crate::lexicons::Lexicons;
use crate::quotes::Quotation;
use crate::text::{Document, Span};

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
    /// Index of the quotation it lies in, if it does not stand in the narration.
    pub quotation: Option<usize>,
}

/// All mentions of a document, in order, without overlap.
pub fn find(
    _document: &Document<'_>,
    _quotations: &[Quotation],
    _lexicons: &Lexicons,
) -> Vec<Mention> {
    Vec::new()
}
