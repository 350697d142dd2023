//! The cast of an article: which mentions are one person or body, and who that is.

use crate::articles::Metadata;
use crate::lexicons::Lexicons;
use crate::quotes::Quotation;
use crate::reading::Speaker;
use crate::text::Document;

use super::attribute::Attribution;
use super::mentions::{Gender, Mention};

/// Index of a member of the cast.
pub type MemberId = usize;

/// A person or body of the article.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// Name, party, country, role, as a report shows them.
    pub speaker: Speaker,
    /// As names, titles and pronouns show it.
    pub gender: Gender,
    /// Indices of its mentions, ascending.
    pub mentions: Vec<usize>,
}

/// Who stands behind a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// The member.
    pub member: MemberId,
    /// Chance that this is right, 0 to 1.
    pub confidence: f64,
}

/// What resolution needs to know beside the text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Date and title of the article, among others.
    pub metadata: &'a Metadata,
}

/// The people and bodies of one article.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Members in order of first mention.
    pub members: Vec<Member>,
    /// For each mention of the document, who stands behind it.
    pub resolved: Vec<Option<Resolution>>,
}

impl Cast {
    /// Clusters the mentions of a document; attributions help with pronouns (a speaker goes
    /// on speaking) and say which descriptions are worth a member of their own.
    pub fn build(
        _document: &Document<'_>,
        _quotations: &[Quotation],
        mentions: &[Mention],
        _attributions: &[Attribution],
        _context: Context<'_>,
        _lexicons: &Lexicons,
    ) -> Self {
        Self { members: Vec::new(), resolved: vec![None; mentions.len()] }
    }
}
