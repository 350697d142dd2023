//! Stance of a statement toward each target, and its sentiment, with the reasons.

mod chunks;
mod clauses;
pub mod examples;
mod learned;
mod marked;
mod passages;
mod refer;
mod roles;
mod scene;
mod score;
mod setting;
mod shifters;
mod single;
mod tagged;
mod targets;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod voice;
mod words;

use crate::reading;
use crate::speakers::{Cast, Manner, MemberId, Mention};
use crate::text::{CharIndex, Document, Span};

pub use learned::{Feature, chances, likeliest};
pub use score::score;
pub use setting::Setting;
pub use single::{Shown, Single, Text};

/// A statement as the stance engine sees it. All spans are bytes of the document.
#[derive(Clone, Copy, Debug)]
pub struct Utterance<'a> {
    /// The text it stands in.
    pub document: &'a Document<'a>,
    /// The quoted stretches, in order.
    pub segments: &'a [Span],
    /// How words without quotation marks are reported; `None` for quoted ones.
    pub reported: Option<Reported>,
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
    /// What the article lets words mean.
    pub setting: &'a Setting<'a>,
    /// Turns the spans of hits into code points.
    pub index: &'a CharIndex<'a>,
}

/// How the reporter's own words give what somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The words that name the speaker.
    pub mention: Span,
    /// The reporting words.
    pub cue: Span,
    /// How the speaker stands to the content.
    pub manner: Manner,
}

impl Reported {
    /// Whether the reporting verb is part of what is said: *urged Congress to …*, *accused X of …*.
    fn speaks_itself(&self) -> bool {
        matches!(self.manner, Manner::Willed | Manner::Judged)
    }
}

/// What the engine finds in a statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scored {
    /// One entry per addressed target, in order of targets.
    pub stances: Vec<reading::Stance>,
    /// Tone whatever the target.
    pub sentiment: reading::Score,
}
