//! Text shared by every later stage: spans, tokens, stems, sentences, paragraphs.
//!
//! [`Document`] holds the analysis of one text. Spans are byte ranges inside the program;
//! [`CharIndex`] turns them into code points when they leave it.

mod abbreviation;
mod document;
mod forms;
mod name;
pub mod paragraph;
mod plain;
mod sentence;
mod sketch;
mod span;
mod stem;
mod token;
mod word_id;
mod word_set;

pub use abbreviation::Abbreviations;
pub use document::{Document, Paragraph, Sentence};
pub use forms::{Ids, PREFIX_KEY, starts};
pub use name::fold_name;
pub use paragraph::{Markup, Role};
pub use sketch::{BINS as SKETCH_BYTES, Sketch};
pub use span::{CharIndex, CharSpan, Span};
pub use stem::stem;
pub use token::{Token, TokenKind, is_apostrophe};
pub use word_id::WordId;
pub use word_set::WordSet;
