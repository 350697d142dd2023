//! Attributions: which mention, by which cue and rule, governs which quotations.
//!
//! 1. [`scene`] cuts the article into sentences that do not break inside quotations, each a row
//!    of quotations, mentions, cues and words of closed classes ([`words`]).
//! 2. [`utterance`] leaves out what nobody uttered: titles, nicknames, words as words.
//! 3. [`rules`] look for a source in the quotation's own sentence, with [`clause`] to find the
//!    subject of a verb; [`context`] and [`neighbours`]
//!    look in the sentences around it.
//! 4. [`apart`] names whose words are set apart without marks: turns, blocks, posts.
//! 5. [`grouping`] makes statements of it; [`roles`] notes for the cast what each mention does
//!    in its sentence.
//! 6. [`indirect`] finds what is reported without quotation marks, by the same clause analysis.

mod apart;
mod clause;
mod context;
mod grouping;
mod headline;
mod indirect;
mod neighbours;
mod roles;
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

pub use clause::Slot;
pub use indirect::{Manner, Report};
pub use roles::Role;

/// One statement: the quotations that one attribution governs.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Indices of its quotations, ascending, never empty.
    pub quotations: Vec<usize>,
    /// Index of the mention that names the speaker here; `None` if nothing does.
    pub mention: Option<usize>,
    /// Where the mention is *who*, the mention it stands for.
    pub antecedent: Option<usize>,
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
    /// It stands in a title.
    pub headline: bool,
}

/// Everything that somebody in the article says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// What stands between quotation marks; as [`attribute`] gives it.
    pub statements: Vec<Attribution>,
    /// What is reported without them, in order of the reporting words. No words of it overlap
    /// each other or a quotation of `statements`.
    pub reports: Vec<Report>,
    /// For each mention what it does in its sentence.
    pub roles: Vec<Role>,
}

/// The statements of a document in order and, where `indirect` asks for them, the reports
/// without quotation marks beside them.
/// Quotations that nobody uttered (titles, nicknames, scare quotes) are in none of them.
pub fn survey(
    document: &Document<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    lexicons: &Lexicons,
    indirect: bool,
) -> Survey {
    let scene = scene::Scene::new(document, quotations, mentions, lexicons);
    let verdicts = context::judge(&scene);
    let statements = grouping::statements(&scene, &verdicts);
    let reports = match indirect {
        true => indirect::reports(&scene, &statements),
        false => Vec::new(),
    };
    Survey { statements, reports, roles: roles::roles(&scene) }
}

/// The [`statements`](Survey::statements) alone.
pub fn attribute(
    document: &Document<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    lexicons: &Lexicons,
) -> Vec<Attribution> {
    survey(document, quotations, mentions, lexicons, false).statements
}
