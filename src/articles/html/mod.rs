//! Web pages: the readable part as paragraphs, the metadata from the head.
//!
//! dom_smoothie (Mozilla's Readability) finds the article and drops menus and advertisements; its
//! tree is then written out block by block, so that paragraphs, headings and quoted blocks stay.

mod blocks;
mod depth;
mod meta;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::article::Skip;
use super::options::Limits;
use super::raw::Draft;

/// Characters below which what Readability found is compared with the other ways.
const SHORT: usize = 300;

/// The draft of a page.
///
/// # Errors
/// Where its elements nest too deep, or have too many attributes, to be a page that anybody wrote.
pub(super) fn draft(html: &str, limits: &Limits) -> Result<Draft, Skip> {
    depth::check(html, limits)?;
    let config = Config { n_top_candidates: 5, ..Config::default() };
    let mut draft = Draft::default();
    let mut readable = None;
    if let Ok(mut page) = Readability::new(html, None, Some(config)) {
        draft.metadata = meta::read(&page.doc);
        readable = page.parse().ok();
    }
    if let Some(found) = readable {
        let content = Document::from(found.content);
        (draft.text, draft.markup) = blocks::write(content.root());
        let title = Some(found.title.trim().to_owned()).filter(|title| !title.is_empty());
        draft.metadata.title = draft.metadata.title.or(title);
    }
    if draft.text.chars().count() < SHORT {
        other_ways(html, &mut draft);
    }
    Ok(draft)
}

/// For a page in which Readability finds (almost) nothing: its whole body, where that is longer.
fn other_ways(html: &str, draft: &mut Draft) {
    let page = Document::from(html);
    let Some(body) = page.body() else { return };
    let (text, markup) = blocks::write(body);
    if text.len() > draft.text.len() {
        (draft.text, draft.markup) = (text, markup);
    }
}

/// The text of a field that holds HTML: with a paragraph's end tag in it, it certainly does.
pub(super) fn strip_if_page(text: &str, limits: &Limits) -> Option<String> {
    let is_html = text.contains("</p>") || text.contains("</P>");
    if !is_html || depth::check(text, limits).is_err() {
        return None;
    }
    let fragment = Document::fragment(text);
    Some(blocks::write(fragment.root()).0).filter(|text| !text.is_empty())
}
