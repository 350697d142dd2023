//! Web pages: the readable part as paragraphs, the metadata from the head.
//!
//! dom_smoothie (Mozilla's Readability) finds the article and drops menus and advertisements; its
//! tree is then written out block by block, so that paragraphs, headings and quoted blocks stay.

mod blocks;
mod meta;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::article::Skip;
use super::options::Limits;
use super::raw::{Draft, malformed};

/// Characters below which what Readability found is compared with the other ways.
const SHORT: usize = 300;

/// Elements that have no end tag, so that they open no level.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements whose end tag may be left off: a row of them does not nest.
const SELF_CLOSING: &[&str] =
    &["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "body", "html"];

/// The draft of a page.
///
/// # Errors
/// Where its elements nest too deep to be a page that anybody wrote.
pub(super) fn draft(html: &str, limits: &Limits) -> Result<Draft, Skip> {
    check_depth(html, limits)?;
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
    if !is_html || check_depth(text, limits).is_err() {
        return None;
    }
    let fragment = Document::fragment(text);
    Some(blocks::write(fragment.root()).0).filter(|text| !text.is_empty())
}

/// Refuses a page whose elements nest deeper than the bound: time and memory of parsing grow
/// with the depth.
fn check_depth(html: &str, limits: &Limits) -> Result<(), Skip> {
    let mut depth = 0usize;
    for tag in html.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let no_level = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        if name.is_empty() || no_level(VOID) || no_level(SELF_CLOSING) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > limits.html_depth {
            return Err(malformed(format!(
                "elements nest more than {} deep: this is no readable page",
                limits.html_depth
            )));
        }
    }
    Ok(())
}
