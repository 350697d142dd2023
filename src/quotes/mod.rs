//! Quotation marks to quotations: which marks belong together and what stands between them.
//!
//! Words may be set apart without marks too: turns of a transcript ([`turns`]), quoted blocks and
//! posts ([`blocks`]). A [`Quotation`] is a candidate: whether a source uttered it, and with which others it forms a
//! statement, is decided by [`speakers`](crate::speakers) where the attribution is known.

mod blocks;
mod breaks;
mod kind;
mod labels;
mod marks;
mod pairing;
mod turns;

pub use breaks::entries;
pub use marks::Style;

use crate::reading::SegmentKind;
use crate::text::{Document, Paragraph, Role, Span};

use marks::Mark;
use pairing::{Context, Pair};

/// A stretch between quotation marks, or set apart without them.
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
    /// Which marks it stands in, or what sets it apart.
    pub style: Style,
    /// For words set apart: the label or signature that names who utters them, if there is one.
    pub source: Option<Span>,
}

/// Price of an outer quotation in single marks where the article uses double ones.
const SINGLE_AMONG_DOUBLE: u32 = 7;
/// Price of a quotation left open when the next paragraph opens with a mark.
const GOES_ON: u32 = 1;
/// Price of a quotation left open when it does not.
const LEFT_OPEN: u32 = 8;

/// All quotations of a document in order, nested ones left out.
pub fn find(document: &Document<'_>) -> Vec<Quotation> {
    let entries = breaks::entries(document);
    let apart = set_apart(document, &entries);
    let mut taken = vec![false; document.paragraphs().len()];
    for quotation in &apart {
        taken[quotation.paragraph] = true;
    }
    let searched: Vec<Searched> = document
        .paragraphs()
        .iter()
        .enumerate()
        .filter(|(i, p)| matches!(p.role, Role::Body | Role::BlockQuote) && !taken[*i])
        .map(|(index, p)| Searched::new(document, index, p))
        .collect();
    let mut quotations = marked(document, &searched, &entries);
    headlines(document, &mut quotations);
    kind::classify(document, &mut quotations);
    quotations.extend(apart);
    quotations.sort_by_key(|quotation| quotation.outer);
    quotations
}

/// The quotations between marks.
fn marked(document: &Document<'_>, searched: &[Searched], entries: &[usize]) -> Vec<Quotation> {
    let single = single_price(searched);
    let mut quotations = Vec::new();
    let mut left_open = None;
    for (i, here) in searched.iter().enumerate() {
        let entry = entries[here.index];
        let next = searched.get(i + 1).filter(|next| entries[next.index] == entry);
        let next = next.and_then(Searched::opening);
        let last = here.marks.last().map(|m| m.style);
        let goes_on = next.is_some() && (next == last || here.opening() == next);
        let unclosed = if goes_on { GOES_ON } else { LEFT_OPEN };
        let first = quotations.len();
        here.quotations(document, Context { single, unclosed }, &mut quotations);
        if let Some(opened) = quotations.get_mut(first) {
            opened.resumes =
                left_open == Some(opened.style) && opened.outer.start == here.span.start;
        }
        left_open = quotations[first..]
            .last()
            .filter(|q| goes_on && !q.closed && q.outer.end == here.span.end)
            .map(|q| q.style);
    }
    quotations
}

/// What is uttered without marks: turns of a transcript, else quoted blocks and posts.
fn set_apart(document: &Document<'_>, entries: &[usize]) -> Vec<Quotation> {
    let quotation = |paragraph, inner, resumes, style, source| Quotation {
        outer: inner,
        inner,
        paragraph,
        kind: SegmentKind::Direct,
        closed: true,
        resumes,
        style,
        source,
    };
    let turns = turns::turns(document, entries);
    if turns.is_empty() {
        let style = |post: bool| if post { Style::Post } else { Style::Block };
        let blocks = blocks::blocks(document).into_iter();
        return blocks
            .map(|b| quotation(b.paragraph, b.inner, b.resumes, style(b.post), b.signature))
            .collect();
    }
    let said = turns.into_iter();
    said.map(|t| quotation(t.paragraph, t.inner, t.resumes, Style::Turn, Some(t.label))).collect()
}

/// Adds what titles quote: each stands alone, and single marks are at home in them.
fn headlines(document: &Document<'_>, quotations: &mut Vec<Quotation>) {
    let titles = document.paragraphs().iter().enumerate().filter(|(_, p)| p.role == Role::Title);
    for (index, paragraph) in titles {
        let context = Context { single: 0, unclosed: LEFT_OPEN };
        Searched::new(document, index, paragraph).quotations(document, context, quotations);
    }
    quotations.sort_by_key(|q| q.outer.start);
}

/// Single marks are free to open where the article uses them more than double ones.
fn single_price(searched: &[Searched]) -> u32 {
    let openings = |style| {
        searched.iter().flat_map(|p| &p.marks).filter(|m| m.style == style && m.opens()).count()
    };
    if openings(Style::Single) > openings(Style::Double) { 0 } else { SINGLE_AMONG_DOUBLE }
}

/// A paragraph with its marks.
struct Searched {
    index: usize,
    span: Span,
    marks: Vec<Mark>,
}

impl Searched {
    fn new(document: &Document<'_>, index: usize, paragraph: &Paragraph) -> Self {
        let (body, settle) = document.as_read(paragraph.span);
        let mut marks = marks::scan(body);
        for mark in &mut marks {
            mark.span = settle(mark.span);
        }
        Self { index, span: paragraph.span, marks }
    }

    /// The style of the mark that the paragraph opens with.
    fn opening(&self) -> Option<Style> {
        self.marks.first().filter(|m| m.span.start == self.span.start && m.opens()).map(|m| m.style)
    }

    fn quotations(&self, document: &Document<'_>, context: Context, out: &mut Vec<Quotation>) {
        let pairs = pairing::pair(&self.marks, context);
        let first = out.len();
        for pair in &pairs.pairs {
            let outer = self.outer(document, pair);
            let open = &self.marks[pair.open];
            let end = pair.close.map_or(outer.end, |c| self.marks[c].span.start);
            let inner = undoubled(document, open.span, Span::new(open.span.end, end));
            let slip = pair.close.is_none() && document.slice(inner).starts_with([',', ';', ')']);
            if inner.is_empty() || slip {
                continue;
            }
            out.push(Quotation {
                outer,
                inner,
                paragraph: self.index,
                kind: SegmentKind::Direct,
                closed: pair.close.is_some(),
                resumes: false,
                style: open.style,
                source: None,
            });
        }
        self.recover(document, &pairs.strays, first, out);
    }

    fn outer(&self, document: &Document<'_>, pair: &Pair) -> Span {
        let open = self.marks[pair.open].span;
        let end = match (pair.close, pair.before) {
            (Some(close), _) => self.marks[close].span.end,
            (None, Some(next)) => {
                let limit = self.marks[next].span.start;
                forgotten_end(document, Span::new(open.end, limit))
            }
            (None, None) if self.is_speech(document, open) => self.span.end,
            (None, None) => forgotten_end(document, Span::new(open.end, self.span.end)),
        };
        Span::new(open.start, end)
    }

    /// Whether what an unclosed mark opens reads as speech up to the end of its paragraph.
    fn is_speech(&self, document: &Document<'_>, open: Span) -> bool {
        let before = Span::new(self.span.start, open.start).of(document.text()).trim_end();
        let capital = Span::new(open.end, self.span.end)
            .of(document.text())
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "[.…".contains(c));
        before.is_empty()
            || capital && before.ends_with([',', ':', '.', '?', '!', '”', '"', '—', '–'])
    }

    /// A closing mark whose opening mark was forgotten: the quotation begins with its sentence.
    fn recover(
        &self,
        document: &Document<'_>,
        strays: &[usize],
        first: usize,
        out: &mut Vec<Quotation>,
    ) {
        for &stray in strays {
            let mark = &self.marks[stray];
            let ends_words = document.text()[..mark.span.start].ends_with([',', '.', '?', '!']);
            if mark.price.close > 0 || !ends_words {
                continue;
            }
            let Some(sentence) = document.sentence_at(mark.span.start.saturating_sub(1)) else {
                continue;
            };
            let start = document.sentences()[sentence].span.start.max(self.span.start);
            let outer = Span::new(start, mark.span.end);
            let inner = Span::new(start, mark.span.start).trim(document.text());
            let at = first + out[first..].partition_point(|q| q.outer.start < start);
            let free = out[first..].iter().all(|q| !q.outer.overlaps(outer));
            if free && !inner.is_empty() {
                let (paragraph, kind) = (self.index, SegmentKind::Direct);
                let (style, source) = (mark.style, None);
                let (closed, resumes) = (true, false);
                let found =
                    Quotation { outer, inner, paragraph, kind, closed, resumes, style, source };
                out.insert(at, found);
            }
        }
    }
}

/// The words of a quotation without marks that were doubled: ““We won,””.
fn undoubled(document: &Document<'_>, open: Span, inner: Span) -> Span {
    const MARKS: &[char] = &['“', '”', '"', '«', '»', '„'];
    let inner = inner.trim(document.text());
    let (mark, words) = (document.slice(open), document.slice(inner));
    let Some(rest) = words.strip_prefix(mark) else { return inner };
    let bare = rest.trim_end_matches(['”', '"', '»']);
    if bare.contains(MARKS) || rest.len() - bare.len() > '”'.len_utf8() {
        return inner;
    }
    let start = inner.start + mark.len();
    Span::new(start, start + bare.len()).trim(document.text())
}

/// Where words end whose closing mark was forgotten: with the first sentence.
fn forgotten_end(document: &Document<'_>, rest: Span) -> usize {
    let end = document
        .sentence_at(rest.start)
        .map_or(rest.end, |s| document.sentences()[s].span.end)
        .clamp(rest.start, rest.end);
    Span::new(rest.start, end).trim(document.text()).end.max(rest.start)
}

#[cfg(test)]
mod tests;
