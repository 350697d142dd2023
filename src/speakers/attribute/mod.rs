//! Attributions: which mention, by which cue and rule, governs which quotations.
//!
//! 1. [`scene`] cuts the article into sentences that do not break inside quotations, each a row
//!    of quotations, mentions, cues and words of closed classes ([`words`]).
//! 2. [`utterance`] leaves out what nobody uttered: titles, nicknames, words as words.
//! 3. [`rules`] look for a source in the quotation's own sentence, with [`clause`] to find the
//!    subject of a verb; [`context`] looks in the sentences around it.
//! 4. [`apart`] names whose words are set apart without marks: turns, blocks, posts.
//! 5. [`grouping`] makes statements of it.

mod apart;
mod clause;
mod context;
mod grouping;
mod rules;
mod scene;
#[cfg(test)]
mod tests;
mod utterance;
mod words;

use crate::lexicons::Lexicons;
use crate::quotes::Quotation;
use crate::text::{Document, Span};

use super::mentions::Mention;

/// One statement: the quotations that one attribution governs.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Indices of its quotations, ascending, never empty.
    pub quotations: Vec<usize>,
    /// Index of the mention that names the speaker here; `None` if nothing does.
    pub mention: Option<usize>,
    /// Other mentions that speak jointly.
    pub co_mentions: Vec<usize>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// The narration that carries the attribution: the clause or sentence of mention and cue.
    /// Stance reads what the quotation is about from it.
    pub frame: Option<Span>,
    /// Name of the rule, in kebab case: `quote-verb-subject`, `according-to`, `sign-off` ...
    pub rule: &'static str,
    /// Chance that the mention is right, 0 to 1.
    pub confidence: f64,
}

/// The statements of a document in order. Quotations that nobody uttered (titles, nicknames,
/// scare quotes) are in none of them.
pub fn attribute(
    document: &Document<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    lexicons: &Lexicons,
) -> Vec<Attribution> {
    let scene = scene::Scene::new(document, quotations, mentions, lexicons);
    let verdicts = context::judge(&scene);
    grouping::statements(&scene, &verdicts)
}
