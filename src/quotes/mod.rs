//! Quotation marks to quotations: which marks belong together and what stands between them.
//!
//! A [`Quotation`] is a candidate: whether a source uttered it, and with which others it forms a
//! statement, is decided by [`speakers`](crate::speakers) where the attribution is known.

use crate::reading::SegmentKind;
use crate::text::{Document, Span};

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks (as far as they are there).
    pub outer: Span,
    /// Between the marks.
    pub inner: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Whether a full clause stands on its own.
    pub kind: SegmentKind,
    /// The closing mark is there; `false` where the speech goes on in the next paragraph or
    /// the mark was forgotten.
    pub closed: bool,
    /// It goes on with the speech of the quotation before it, whose closing mark was left off.
    pub resumes: bool,
}

/// All quotations of a document in order, nested ones left out.
pub fn find(_document: &Document<'_>) -> Vec<Quotation> {
    Vec::new()
}
