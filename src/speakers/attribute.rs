//! Attributions: which mention, by which cue and rule, governs which quotations.

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
    _document: &Document<'_>,
    _quotations: &[Quotation],
    _mentions: &[Mention],
    _lexicons: &Lexicons,
) -> Vec<Attribution> {
    Vec::new()
}
