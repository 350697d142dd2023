//! One article before it is parsed: cheap to hand to another thread, where the work is done.

use std::sync::Arc;

use csv::ByteRecord;

use super::article::{Article, Metadata, Skip, SkipReason, Skipped};
use super::find::Source;
use super::format::Format;
use super::options::ReadOptions;
use super::table::Header;
use super::{decode, finish, html, json, markdown, table, unpack};
use crate::text::Markup;

/// One article, not yet decoded.
#[derive(Debug)]
pub struct Raw {
    /// Its name where the record has no id.
    pub(super) id: String,
    /// Where it stands.
    pub(super) path: String,
    pub(super) body: Body,
}

/// Where the bytes of a [`Raw`] are.
#[derive(Debug)]
pub(super) enum Body {
    /// In a file that holds nothing else, not yet opened.
    File(Source),
    /// In memory.
    Bytes(Format, Vec<u8>),
    /// In a row of a table.
    Row(Arc<Header>, ByteRecord),
    /// Nowhere: this is what went wrong.
    Broken(Skip),
}

/// What a format says of an article, before its text is looked at.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) markup: Vec<Markup>,
    pub(super) metadata: Metadata,
}

/// A draft that came to nothing, with what is known of it.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) id: Option<String>,
    pub(super) metadata: Metadata,
    pub(super) skip: Skip,
}

impl From<Skip> for Failure {
    fn from(skip: Skip) -> Self {
        Self { id: None, metadata: Metadata::default(), skip }
    }
}

impl Raw {
    /// Its name where the record has no id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where it stands.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Bytes that this holds in memory until it is parsed.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::File(source) => usize::try_from(source.bytes).unwrap_or(usize::MAX),
            Body::Bytes(_, bytes) => bytes.len(),
            Body::Row(_, row) => row.as_slice().len(),
            Body::Broken(_) => 0,
        }
    }

    /// Reads, decodes and parses the article.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(self, options: &ReadOptions) -> Result<Article, Skipped> {
        let Self { id, path, body } = self;
        // The path of a file of many tells when it was collected, not when each was published.
        let place = matches!(body, Body::File(_)).then(|| path.clone());
        let draft = match body {
            Body::File(source) => {
                read(&source, options).and_then(|b| draft(source.format, b, options))
            }
            Body::Bytes(format, bytes) => draft(format, bytes, options),
            Body::Row(header, row) => table::draft(&header, &row, options),
            Body::Broken(skip) => Err(skip.into()),
        };
        finish::finish(draft, id, path, place.as_deref(), &options.limits)
    }
}

fn read(source: &Source, options: &ReadOptions) -> Result<Vec<u8>, Failure> {
    let limits = &options.limits;
    if source.packings.is_empty() && source.bytes > limits.article {
        return Err(unpack::too_large(limits).into());
    }
    let mut stream = unpack::open(&source.path, &source.packings, limits)
        .map_err(|error| unpack::skip_of(&error))?;
    Ok(unpack::read_all(&mut stream, limits)?)
}

fn draft(format: Format, bytes: Vec<u8>, options: &ReadOptions) -> Result<Draft, Failure> {
    match format {
        Format::Html => Ok(html::draft(&decode::decode_html(bytes)?, &options.limits)?),
        Format::Markdown => Ok(markdown::draft(decode::decode(bytes)?)),
        Format::Json | Format::JsonLines => json::draft(bytes, options),
        Format::Text | Format::Table => {
            Ok(Draft { text: decode::decode(bytes)?, ..Draft::default() })
        }
    }
}

/// A record, row or element that cannot be parsed.
pub(super) fn malformed(message: impl Into<String>) -> Skip {
    Skip { reason: SkipReason::Malformed, message: message.into() }
}
