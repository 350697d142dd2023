//! Stance of a statement toward each target, and its sentiment, with the reasons.

use crate::articles::Metadata;
use crate::lexicons::Lexicons;
use crate::reading;
use crate::speakers::{Cast, MemberId, Mention};
use crate::text::{Document, Span};

/// A statement as the stance engine sees it. All spans are bytes of the document.
#[derive(Clone, Copy, Debug)]
pub struct Utterance<'a> {
    /// The text it stands in.
    pub document: &'a Document<'a>,
    /// The quoted stretches, in order.
    pub segments: &'a [Span],
    /// The narration that carries the attribution, if any.
    pub frame: Option<Span>,
    /// Who speaks.
    pub speaker: Option<MemberId>,
    /// The same speaker's statement before this one, for what "they" and "this" refer to.
    pub earlier: &'a [Span],
    /// All mentions of the document, by place.
    pub mentions: &'a [Mention],
    /// Who they are.
    pub cast: &'a Cast,
    /// Date and source of the article.
    pub metadata: &'a Metadata,
}

/// What the engine finds in a statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scored {
    /// One entry per addressed target, in order of targets.
    pub stances: Vec<reading::Stance>,
    /// Tone whatever the target.
    pub sentiment: reading::Score,
}

/// Scores one statement. Hits come with byte spans already turned into code points.
pub fn score(_utterance: &Utterance<'_>, _lexicons: &Lexicons) -> Scored {
    Scored::default()
}
