//! A [`Reading`]: all that one article says, self-contained. Phase 1 makes it, phase 2 tallies it.
//!
//! It is what the cache keeps, what `onrecord map` prints and what a cluster ships, so every
//! span in it counts code points and nothing in it points outside. Every field is always written:
//! as bytes (`store/wire.rs`) fields have no names, only their order.

use serde::{Deserialize, Serialize};

use crate::articles::{Metadata, Skip};
use crate::text::{CharSpan, Sketch};

/// Scores are kept as integers in units of 1/10,000, so that sums do not depend on order.
pub const SCORE_UNIT: f64 = 10_000.0;

/// What one article says, or why it was not read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// As [`Article::id`](crate::articles::Article::id).
    pub article: String,
    /// As [`Article::own_id`](crate::articles::Article::own_id).
    #[serde(default)]
    pub own_id: bool,
    /// As [`Article::path`](crate::articles::Article::path).
    pub path: String,
    /// Title, date, source ...
    pub metadata: Metadata,
    /// Why the input was not read; the fields below are then empty.
    #[serde(default)]
    pub skip: Option<Skip>,
    /// Words of the text.
    pub words: usize,
    /// blake3 of the text, hexadecimal, 32 digits.
    pub text_hash: String,
    /// What copies of the text are found by; none for a text of a few lines.
    #[serde(default)]
    pub sketch: Option<Sketch>,
    /// Speakers of this article; statements point here.
    pub speakers: Vec<Speaker>,
    /// Statements in order of their first segment.
    pub statements: Vec<Statement>,
}

/// A person or body that speaks in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// Canonical name: the fullest the article or the people lexicon gives; a description in
    /// lower case for bodies and unnamed sources.
    pub name: String,
    /// A named person, a body, or an unnamed source.
    pub kind: SpeakerKind,
    /// `id` of the row in `people.csv`, if the lexicon knows this person.
    pub known: Option<String>,
    /// Party at the article's date, empty for none.
    pub party: String,
    /// Country in English, empty if unknown.
    pub country: String,
    /// Office or job as the article or the lexicon gives it.
    pub role: String,
    /// What the text said of party where the lexicon says otherwise, for review.
    pub party_conflict: Option<String>,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A person with a name.
    Person,
    /// An institution: "kremlin", "russian foreign ministry".
    Body,
    /// A person or group without a name: "senior administration official".
    #[default]
    Unnamed,
}

/// What one attribution governs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Number of the paragraph of the first segment, from 1.
    pub paragraph: usize,
    /// The stretches between quotation marks, in order.
    pub segments: Vec<Segment>,
    /// Kind of the whole.
    pub kind: StatementKind,
    /// The words that name the speaker here.
    pub mention: Option<Mention>,
    /// The reporting words.
    pub cue: Option<Mention>,
    /// Name of the rule that made the attribution.
    pub rule: String,
    /// Chance that the mention is the right one, 0 to 1.
    pub mention_confidence: f64,
    /// Index into [`Reading::speakers`]; `None` where nobody was found.
    pub speaker: Option<usize>,
    /// Chance that the person behind the mention is the right one, 0 to 1.
    pub speaker_confidence: f64,
    /// It stands in the title, which repeats what the text says.
    #[serde(default)]
    pub headline: bool,
    /// Others who speak jointly.
    #[serde(default)]
    pub co_speakers: Vec<usize>,
    /// One entry per target that the statement addresses, in order of targets.
    pub stances: Vec<Stance>,
    /// Tone of the statement, whatever its target.
    pub sentiment: Score,
}

/// One stretch of quoted words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Code points of the article's text, marks left out.
    pub span: CharSpan,
    /// Whether a full clause stands on its own.
    pub kind: SegmentKind,
    /// The words.
    pub text: String,
}

/// Kind of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// At least one full clause stands on its own.
    #[default]
    Direct,
    /// Words woven into the reporter's sentence.
    Partial,
}

/// Kind of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// All segments direct.
    #[default]
    Direct,
    /// All segments partial.
    Partial,
    /// Segments of both kinds.
    Mixed,
    /// Reported without quotation marks.
    Indirect,
}

/// Words of the text, with their place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Code points of the article's text.
    pub span: CharSpan,
    /// The words.
    pub text: String,
}

/// Stance toward one target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stance {
    /// Id of the target.
    pub target: String,
    /// How the statement stands toward it.
    pub score: Score,
}

/// A number with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// In units of 1/10,000, from -10,000 to 10,000.
    pub units: i32,
    /// The class that the thresholds put it in.
    pub label: Label,
    /// What made it, in order of place.
    #[serde(default)]
    pub hits: Vec<Hit>,
}

impl Score {
    /// The score in [-1, 1].
    pub fn value(&self) -> f64 {
        f64::from(self.units) / SCORE_UNIT
    }
}

/// Class of a score.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Blames, criticises, opposes.
    Unfavourable,
    /// Addressed without a sign, or in balance.
    #[default]
    Neutral,
    /// Praises, defends, sides with.
    Favourable,
}

impl Label {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unfavourable => "unfavourable",
            Self::Neutral => "neutral",
            Self::Favourable => "favourable",
        }
    }
}

/// One reason for a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Code points of the article's text.
    pub span: CharSpan,
    /// The words as they stand.
    pub term: String,
    /// Lexicon file.
    pub lexicon: String,
    /// Line of the row in that file, from 1; 0 for a hit that no row made (a bare mention).
    pub row: u64,
    /// What the words are to the target: `predicate`, `agent`, `patient`, `policy`, `mention` ...
    pub role: String,
    /// Weight of the row, -1 to 1.
    pub weight: f64,
    /// What turned it: negation, intensifier, question ...
    #[serde(default)]
    pub multipliers: Vec<Multiplier>,
    /// Weight times multipliers, as it entered the sum.
    pub contribution: f64,
}

/// One thing that turned or weakened a hit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Multiplier {
    /// What it is: `negation`, `intensifier`, `hedge`, `conditional`, `question` ...
    pub name: String,
    /// The words that did it, as they stand.
    pub term: String,
    /// Factor.
    pub factor: f64,
}
