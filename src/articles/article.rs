//! One article, or why an input is none.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Markup;

/// What is known about an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// The publisher's local day, as written in the article, its fields or its path.
    pub date: Option<Date>,
    /// Outlet: a name or a host name.
    pub source: Option<String>,
    /// Bylines, as written.
    pub authors: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// ISO 639-3 code of the language that was detected.
    pub language: Option<String>,
}

/// A text to be read, with its metadata.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// What reports call it: the id of its record, or its path below the given folder.
    pub id: String,
    /// Whether the id is that of its record.
    pub own_id: bool,
    /// Where it was read from: path, and line or row for one of many in a file.
    pub path: String,
    /// What is known about it.
    pub metadata: Metadata,
    /// The text, decoded, with plain line ends. All spans count in this.
    pub text: String,
    /// Stretches of `text` that are not running prose, by start, none overlapping another.
    pub markup: Vec<Markup>,
}

/// Why an input was not read as an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// No text in it.
    Empty,
    /// The file could not be opened or read.
    Unreadable,
    /// Bytes that are no text.
    Binary,
    /// JSON, CSV, gzip ... that does not parse.
    Malformed,
    /// Larger than the configured bound.
    TooLarge,
    /// A record without a text field.
    NoText,
    /// A language that no lexicon pack covers.
    Language,
    /// A format that is refused by name (`.docx`, `.pdf`).
    Format,
    /// Outside `--since` and `--until`, or undated where that is dropped.
    Date,
    /// The program failed on it.
    Failed,
}

/// A reason in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// The kind of reason, for counting.
    pub reason: SkipReason,
    /// What, where, why, and what to do: one line.
    pub message: String,
}

/// An input that is no article, with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// As [`Article::id`].
    pub id: String,
    /// As [`Article::own_id`].
    pub own_id: bool,
    /// As [`Article::path`].
    pub path: String,
    /// As far as it was found.
    pub metadata: Metadata,
    /// Why.
    pub skip: Skip,
}
