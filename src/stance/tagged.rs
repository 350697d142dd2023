//! A document whose words are tagged with the closed classes they are of, each looked up once.

use std::ops::Deref;

use crate::text::Document;

use super::words::{Class, Pronoun, Tag};

/// A document, and for each of its tokens what it is by its class.
#[derive(Debug)]
pub struct Tagged<'a> {
    document: &'a Document<'a>,
    tags: Vec<Tag>,
}

impl<'a> Tagged<'a> {
    /// Looks up the words of `document`.
    pub fn new(document: &'a Document<'a>) -> Self {
        let tags = (0..document.tokens().len()).map(|i| Tag::of(document.lower(i))).collect();
        Self { document, tags }
    }

    /// Whether token `i` is of `class`.
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.tags[i].is(class)
    }

    /// The pronoun that token `i` is, and whether it owns the noun after it.
    pub fn pronoun(&self, i: usize) -> Option<(Pronoun, bool)> {
        self.tags[i].pronoun
    }
}

impl<'a> Deref for Tagged<'a> {
    type Target = Document<'a>;

    fn deref(&self) -> &Document<'a> {
        self.document
    }
}
