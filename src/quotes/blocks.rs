//! Words set apart without quotation marks: quoted blocks, and posts with their signature
//! (*… — Name (@handle) Date*).
//!
//! What stands here is a candidate: whether somebody is named whose words these are is decided
//! where mentions are known.

use crate::text::{Document, Paragraph, Role, Span};

/// Longest signature, in characters.
const SIGNATURE: usize = 120;
/// Longest date after a handle, in characters.
const DATE: usize = 40;
/// Fewest words of a post.
const POST_WORDS: usize = 3;

/// A paragraph, or the part before its signature, that is uttered as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// The words.
    pub inner: Span,
    /// The signature, if there is one: who and where, with the dash.
    pub signature: Option<Span>,
    /// It goes on with the block of the paragraph before.
    pub resumes: bool,
    /// A post rather than a quoted block.
    pub post: bool,
}

/// The blocks of a document, in order.
pub fn blocks(document: &Document<'_>) -> Vec<Block> {
    let paragraphs = document.paragraphs();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let start = at;
        while at < paragraphs.len() && paragraphs[at].role == Role::BlockQuote {
            at += 1;
            if signature(document, &paragraphs[at - 1]).is_some() {
                break;
            }
        }
        if at > start {
            add_quoted(document, start..at, &mut blocks);
        } else {
            add_post(document, at, &mut blocks);
            at += 1;
        }
    }
    blocks
}

/// A quoted block: its paragraphs, the last of which may be its signature.
fn add_quoted(document: &Document<'_>, range: std::ops::Range<usize>, out: &mut Vec<Block>) {
    let paragraphs = &document.paragraphs()[range.clone()];
    let last = paragraphs.last().and_then(|last| signature(document, last));
    let spans: Vec<Span> = paragraphs.iter().map(|p| p.span).collect();
    let marked = spans.iter().any(|&span| has_marks(document.slice(span)));
    let opens_marked = spans.first().is_some_and(|&span| opens_marked(document.slice(span)));
    let led_in = range.start.checked_sub(1).is_some_and(|before| {
        document
            .slice(document.paragraphs()[before].span)
            .trim_end_matches(['*', '_'])
            .ends_with(':')
    });
    if opens_marked || marked && !led_in && last.is_none() {
        return;
    }
    let before = out.len();
    for (i, &span) in spans.iter().enumerate() {
        let signed = last.filter(|_| i + 1 == spans.len());
        let inner = signed.map_or(span, |s| Span::new(span.start, s.span.start.max(span.start)));
        let inner = inner.trim(document.text());
        if !inner.is_empty() {
            out.push(Block {
                paragraph: range.start + i,
                inner,
                signature: last.map(|s| s.span),
                resumes: out.len() > before,
                post: last.is_some_and(|s| s.handle),
            });
        }
    }
}

/// A post in running text: before its signature, in the same paragraph or the one above.
fn add_post(document: &Document<'_>, at: usize, out: &mut Vec<Block>) {
    let paragraph = &document.paragraphs()[at];
    if paragraph.role != Role::Body {
        return;
    }
    let Some(sign) = signature(document, paragraph).filter(|sign| sign.handle) else { return };
    let here = Span::new(paragraph.span.start, sign.span.start).trim(document.text());
    let (index, inner) = match at.checked_sub(1) {
        Some(above) if here.is_empty() && document.paragraphs()[above].role == Role::Body => {
            (above, document.paragraphs()[above].span)
        }
        _ => (at, here),
    };
    let words = document.slice(inner);
    let taken = out.last().is_some_and(|last| last.paragraph >= index);
    if words.split_whitespace().count() >= POST_WORDS && !opens_marked(words) && !taken {
        let signature = Some(sign.span);
        out.push(Block { paragraph: index, inner, signature, resumes: false, post: true });
    }
}

fn has_marks(words: &str) -> bool {
    words.contains(['“', '”', '"', '«', '»', '„'])
}

fn opens_marked(words: &str) -> bool {
    words.starts_with(['“', '"', '«', '„', '”', '‘'])
        || words.starts_with("''")
        || words.starts_with("``")
        || words.starts_with('&')
}

/// Who signs.
#[derive(Clone, Copy, Debug)]
struct Signature {
    span: Span,
    /// With a handle: *Name (@handle)*.
    handle: bool,
}

/// The signature at the end of a paragraph: after a handle in brackets, or, in a quoted block,
/// a last line of its own after a dash.
fn signature(document: &Document<'_>, paragraph: &Paragraph) -> Option<Signature> {
    let words = document.slice(paragraph.span);
    let start = |at: usize| Span::new(paragraph.span.start + at, paragraph.span.end);
    if let Some(at) = handle_start(words) {
        return Some(Signature { span: start(at), handle: true });
    }
    let signs = paragraph.role == Role::BlockQuote
        && words.starts_with(['—', '–', '―', '-', '~'])
        && words.chars().any(char::is_uppercase)
        && words.chars().count() <= SIGNATURE;
    signs.then_some(Signature { span: paragraph.span, handle: false })
}

/// Where the signature of a post begins: at the dash before *Name (@handle) Date*, at the end.
fn handle_start(words: &str) -> Option<usize> {
    let open = words.rfind("(@")?;
    let close = open + words[open..].find(')')?;
    let handle = &words[open + 2..close];
    let date = words[close + 1..].trim();
    let fits = !handle.is_empty()
        && handle.chars().all(|c| c.is_ascii_alphanumeric() || "._-@".contains(c))
        && date.chars().count() <= DATE
        && !date.contains(['“', '”', '"', '?', '!']);
    let before = &words[..open];
    let dash = before.rfind(['—', '–', '―']).or_else(|| before.rfind("- "))?;
    let name = before[dash..].trim_start_matches(['—', '–', '―', '-', ' ']);
    let named = name.chars().any(char::is_alphanumeric) && name.chars().count() <= SIGNATURE / 2;
    (fits && named).then(|| before[..dash].trim_end_matches('-').len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_end_in_a_handle() {
        for (words, expected) in [
            ("The dam holds. — Dana Orr (@danaorr) January 5, 2026", Some("The dam holds. ")),
            ("The dam holds -- Dana Orr (@danaorr)", Some("The dam holds ")),
            ("— Dana Orr (@danaorr) January 5, 2026", Some("")),
            (
                "The dam — old as it is — holds, says Dana Orr (@danaorr), who built it long ago and knows every stone of it.",
                None,
            ),
            ("Write to Dana Orr (@danaorr).", None),
            ("The dam — holds (@)", None),
        ] {
            assert_eq!(handle_start(words).map(|at| &words[..at]), expected, "{words}");
        }
    }
}
