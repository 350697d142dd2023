//! A text cut into paragraphs, sentences and tokens, and the quotations in it.

use onrecord::quotes;
use onrecord::text::{Document, Markup, Role, Span};

use super::{LEXICONS, choose};

/// The role of the first line.
const FIRST_LINE: &[Option<Role>] =
    &[None, Some(Role::Title), Some(Role::BlockQuote), Some(Role::Heading), Some(Role::Ignored)];

/// A text whose first line has the role that the first byte chooses.
pub fn quotations(data: &[u8]) {
    let Some((role, data)) = choose(FIRST_LINE, data) else { return };
    let text = String::from_utf8_lossy(data);
    let end = text.find('\n').unwrap_or(text.len());
    let mark = |role| Markup { span: Span::new(0, end), role };
    let markup: Vec<Markup> = role.filter(|_| end > 0).map(mark).into_iter().collect();
    let document = Document::new(&text, &markup, &LEXICONS.abbreviations);
    is_cut_soundly(&document);
    are_sound(&document, &quotes::find(&document));
}

/// Paragraphs, sentences and tokens lie in the text and in each other, one after the other.
fn is_cut_soundly(document: &Document<'_>) {
    let paragraphs = document.paragraphs();
    in_order(document, paragraphs.iter().map(|p| p.span));
    in_order(document, document.sentences().iter().map(|s| s.span));
    in_order(document, document.tokens().iter().map(|t| t.span));
    for sentence in document.sentences() {
        assert!(paragraphs[sentence.paragraph].span.covers(sentence.span), "{sentence:?}");
        assert!(!sentence.tokens.is_empty(), "{sentence:?}");
    }
}

/// Quotations lie in their paragraphs, hold words, and none lies in another.
fn are_sound(document: &Document<'_>, quotations: &[quotes::Quotation]) {
    in_order(document, quotations.iter().map(|q| q.outer));
    for quotation in quotations {
        assert!(quotation.outer.covers(quotation.inner), "{quotation:?}");
        assert!(!document.slice(quotation.inner).trim().is_empty(), "{quotation:?}");
        let paragraph = document.paragraphs()[quotation.paragraph].span;
        assert!(paragraph.covers(quotation.outer), "{quotation:?} is not in {paragraph:?}");
        let source = quotation.source.map(|source| document.text().get(source.start..source.end));
        assert!(source.is_none_or(|words| words.is_some()), "{quotation:?}");
    }
}

/// Spans lie on boundaries of characters and do not overlap.
fn in_order(document: &Document<'_>, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start, "{span:?} begins before {end}");
        assert!(document.text().get(span.start..span.end).is_some(), "{span:?} cuts a character");
        end = span.end;
    }
}
