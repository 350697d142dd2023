//! One article before it is parsed: cheap to hand to another thread, where the work is done.

use std::sync::Arc;

use csv::ByteRecord;

use super::article::{Article, Metadata, Skip, SkipReason, Skipped};
use super::find::Source;
use super::format::{Format, Packing};
use super::options::ReadOptions;
use super::table::Header;
use super::{date, decode, finish, html, json, markdown, table, unpack};
use crate::text::Markup;

/// One article, not yet decoded.
#[derive(Debug)]
pub struct Raw {
    /// Its name where the record has no id.
    pub(super) id: String,
    /// Where it stands.
    pub(super) path: String,
    /// Its number in a file of many (line, element or row), from 1.
    pub(super) number: Option<u64>,
    pub(super) body: Body,
}

/// Where the bytes of a [`Raw`] are.
#[derive(Debug)]
pub(super) enum Body {
    /// In a file that holds nothing else, not yet opened.
    File(Source),
    /// All of such a file, as it is packed.
    Packed(Source, Vec<u8>),
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

    /// Its number in a file of many (line, element or row), from 1.
    pub fn number(&self) -> Option<u64> {
        self.number
    }

    /// Bytes that this holds in memory until it is parsed.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::File(source) | Body::Packed(source, _) => {
                usize::try_from(source.state.bytes).unwrap_or(usize::MAX)
            }
            Body::Bytes(_, bytes) => bytes.len(),
            Body::Row(_, row) => row.as_slice().len(),
            Body::Broken(_) => 0,
        }
    }

    /// Reads the file that holds the article, where that is still to be done.
    #[must_use]
    pub fn load(mut self, options: &ReadOptions) -> Self {
        if let Body::File(source) = self.body {
            self.body = match unpack::read_packed(&source, &options.limits) {
                Ok(bytes) => Body::Packed(source, bytes),
                Err(skip) => Body::Broken(skip),
            };
        }
        self
    }

    /// Shows `take` piece by piece all that the article is made from, names of places aside, so
    /// that equal pieces make equal articles. `None` where that cannot be known: the input is not
    /// loaded, or broken.
    pub fn contents(&self, mut take: impl FnMut(&[u8])) -> Option<()> {
        let shape = |format: Format, packings: &[Packing]| format!("{format:?} {packings:?}");
        match &self.body {
            Body::Packed(source, bytes) => {
                take(shape(source.format, &source.packings).as_bytes());
                take(format!("{:?}", date::in_path(&self.path)).as_bytes());
                take(bytes);
            }
            Body::Bytes(format, bytes) => {
                take(shape(*format, &[]).as_bytes());
                take(bytes);
            }
            Body::Row(header, row) => {
                take(b"Row");
                header.names().chain(row).for_each(&mut take);
            }
            Body::File(_) | Body::Broken(_) => return None,
        }
        Some(())
    }

    /// Reads, decodes and parses the article.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(self, options: &ReadOptions) -> Result<Article, Skipped> {
        let Self { id, path, body, .. } = self;
        // The path of a file of many tells when it was collected, not when each was published.
        let place = matches!(body, Body::File(_) | Body::Packed(..)).then(|| path.clone());
        let draft = match body {
            Body::File(source) => unpack::read_packed(&source, &options.limits)
                .map_err(Failure::from)
                .and_then(|bytes| packed(&source, bytes, options)),
            Body::Packed(source, bytes) => packed(&source, bytes, options),
            Body::Bytes(format, bytes) => draft(format, bytes, options),
            Body::Row(header, row) => table::draft(&header, &row, options),
            Body::Broken(skip) => Err(skip.into()),
        };
        finish::finish(draft, id, path, place.as_deref(), &options.limits)
    }
}

fn packed(source: &Source, bytes: Vec<u8>, options: &ReadOptions) -> Result<Draft, Failure> {
    let bytes = unpack::unpack_file(bytes, &source.packings, &options.limits)?;
    draft(source.format, bytes, options)
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
