//! Whether a page can be parsed at a bearable cost: the time and memory of that grow with how deep
//! its elements nest, and with the square of how many attributes one of them has.
//!
//! Only tags are looked at, and in doubt one is taken for deeper than a parser would have it.

use super::super::article::{Skip, SkipReason};
use super::super::options::{Limits, raise};

/// Elements that have no end tag, so that they open no level.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements whose end tag may be left off: a row of them does not nest.
const SELF_CLOSING: &[&str] =
    &["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "body", "html"];
/// What drawings are made of, where `/>` ends an element. Any other tag may end the drawing.
const DRAWING: &[&str] = &[
    "circle",
    "clippath",
    "defs",
    "ellipse",
    "g",
    "image",
    "line",
    "lineargradient",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "stop",
    "symbol",
    "text",
    "tspan",
    "use",
];

/// Elements whose text holds no tags, with what ends them.
const RAW: &[(&str, &str)] = &[
    ("script", "</script"),
    ("style", "</style"),
    ("textarea", "</textarea"),
    ("title", "</title"),
];

/// Refuses a page whose elements nest deeper, or have more attributes, than the bounds.
///
/// # Errors
/// Which bound, and the key that raises it.
pub(super) fn check(html: &str, limits: &Limits) -> Result<(), Skip> {
    let mut levels = Levels::default();
    for tag in html.split('<').skip(1) {
        levels.step(tag);
        if levels.depth > limits.html_depth {
            let what = format!("elements nest more than {} deep", limits.html_depth);
            return Err(beyond(&what, "html_depth"));
        }
    }
    if has_more_attributes(html, limits.html_attributes) {
        let what = format!("an element has more than {} attributes", limits.html_attributes);
        return Err(beyond(&what, "html_attributes"));
    }
    Ok(())
}

fn beyond(what: &str, key: &str) -> Skip {
    let message = format!("{what}: this is no readable page; {}", raise(key));
    Skip { reason: SkipReason::TooLarge, message }
}

/// How deep the next tag stands.
#[derive(Default)]
struct Levels {
    depth: usize,
    /// The depth at which the drawing began that the tag stands in.
    drawing: Option<usize>,
}

impl Levels {
    /// Takes a tag, from behind its `<` up to the next one.
    fn step(&mut self, tag: &str) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let one_of = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        if name.is_empty() || one_of(VOID) || one_of(SELF_CLOSING) {
            self.drawing = self.drawing.filter(|_| name.is_empty());
        } else if name.eq_ignore_ascii_case("svg") {
            match (closes, self.drawing.take()) {
                (true, Some(depth)) => self.depth = depth,
                (true, None) => self.depth = self.depth.saturating_sub(1),
                (false, around) => {
                    self.drawing = around.or(Some(self.depth));
                    self.depth += 1;
                }
            }
        } else {
            self.drawing = self.drawing.filter(|_| one_of(DRAWING));
            let ended = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
            match closes {
                true => self.depth = self.depth.saturating_sub(1),
                false if self.drawing.is_some() && ended => {}
                false => self.depth += 1,
            }
        }
    }
}

/// Whether a tag of the page has more attributes than `most`.
fn has_more_attributes(html: &str, most: usize) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = behind(comment, "-->");
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let (attributes, length) = attributes(rest.as_bytes());
            if attributes > most {
                return true;
            }
            rest = rest.get(length..).unwrap_or_default();
            if let Some(end) = RAW.iter().find(|(raw, _)| raw.eq_ignore_ascii_case(name)) {
                rest = behind(rest, end.1);
            }
        }
    }
    false
}

/// What follows `mark`, written in small letters as pages have it; nothing where it is missing.
fn behind<'t>(text: &'t str, mark: &str) -> &'t str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

/// The number of attributes of a tag, from behind its `<`: words outside the quotation marks of
/// values; and where it ends.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut words, mut quote, mut value, mut gap) = (0usize, None, false, false);
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (words, at),
            (None, b'"' | b'\'') if value => (quote, value, gap) = (Some(byte), false, true),
            (None, b'/' | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ') => gap = true,
            (None, b'=') => (value, gap) = (true, false),
            (None, _) => {
                words += usize::from(gap && !value);
                (value, gap) = (false, false);
            }
        }
    }
    (words, tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(html: &str) -> Option<&'static str> {
        let limits = Limits { html_depth: 20, html_attributes: 10, ..Limits::default() };
        let skip = check(html, &limits).err()?;
        ["html_depth", "html_attributes"].into_iter().find(|key| skip.message.contains(key))
    }

    #[test]
    fn what_nests_too_deep_is_refused_and_what_only_looks_so_is_not() {
        let n = 100;
        for (guards, html, expected) in [
            ("depth", "<div>".repeat(n), Some("html_depth")),
            ("unknown elements", "<x-y>".repeat(n), Some("html_depth")),
            ("open formats", "<p><b>a".repeat(n), Some("html_depth")),
            ("a row", "<div></div>".repeat(n), None),
            ("end tags left off", "<li>a<p>b".repeat(n), None),
            ("paths of drawings", format!("<svg>{}</svg>", "<path d='x'/>".repeat(n)), None),
            ("many drawings", "<svg><path d='x'></svg>".repeat(n), None),
            ("paths outside of drawings", "<path/>".repeat(n), Some("html_depth")),
            (
                "paths behind a drawing",
                format!("<svg><div>{}", "<path/>".repeat(n)),
                Some("html_depth"),
            ),
            ("drawings that do not end", "<svg><div></svg>".repeat(n), Some("html_depth")),
            ("less-than signs", "< ".repeat(n), None),
        ] {
            assert_eq!(refused(&html), expected, "{guards}");
        }
    }

    #[test]
    fn attributes_are_counted_outside_of_their_values() {
        for (html, expected) in [
            (format!("<p {}>", "a=b ".repeat(11)), Some("html_attributes")),
            (format!("<p{}", "/a".repeat(11)), Some("html_attributes")),
            (format!("<p {}>", "a = 'b' ".repeat(9)), None),
            (format!("<p class='{}'>", "word ".repeat(99)), None),
            (format!("<p title=\"it's {}\">", "word ".repeat(99)), None),
            (format!("<p a\"b {}>", "c ".repeat(11)), Some("html_attributes")),
            (format!("<p a='<' {}>", "c ".repeat(11)), Some("html_attributes")),
            (format!("<p a='>'{}>", " c".repeat(11)), Some("html_attributes")),
            (format!("<script>a<b {}</script>", "c ".repeat(99)), None),
            (format!("<!-- <b {} -->", "c ".repeat(99)), None),
            (format!("<p>{}", "word ".repeat(99)), None),
            (format!("< {}", "word ".repeat(99)), None),
        ] {
            assert_eq!(refused(&html), expected, "{html}");
        }
    }
}
