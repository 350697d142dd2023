//! Quotation marks: every form news writes them in, and what the neighbours say each can be.
//!
//! A mark does not decide alone: it gets a price for opening, for closing and for being no
//! quotation mark at all, and [`super::pairing`] takes the cheapest reading of a paragraph.

use crate::text::{Span, is_apostrophe};

/// Marks that are interchangeable when they pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// “ ”, " ", '' '', « », „ “, 「 」 ...
    #[default]
    Double,
    /// ‘ ’ and ' ', which are apostrophes as well.
    Single,
    /// No marks: a turn of a transcript, after a label.
    Turn,
    /// No marks: a quoted block.
    Block,
    /// No marks: a post or written statement before its signature.
    Post,
}

impl Style {
    /// Whether quotation marks enclose it.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::Double | Self::Single)
    }
}

/// The side that a mark's form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
    Either,
}

/// One way to write a mark.
struct Form {
    text: &'static str,
    style: Style,
    side: Side,
}

const fn form(text: &'static str, style: Style, side: Side) -> Form {
    Form { text, style, side }
}

/// All forms, those first that others begin with.
const FORMS: &[Form] = &[
    form("``", Style::Double, Side::Opening),
    form("''", Style::Double, Side::Either),
    form("’’", Style::Double, Side::Closing),
    form("‘‘", Style::Double, Side::Opening),
    form(",,", Style::Double, Side::Opening),
    form("“", Style::Double, Side::Opening),
    form("”", Style::Double, Side::Closing),
    form("<<", Style::Double, Side::Opening),
    form(">>", Style::Double, Side::Closing),
    form("„", Style::Double, Side::Opening),
    form("‟", Style::Double, Side::Opening),
    form("\"", Style::Double, Side::Either),
    form("＂", Style::Double, Side::Either),
    form("«", Style::Double, Side::Opening),
    form("»", Style::Double, Side::Closing),
    form("「", Style::Double, Side::Opening),
    form("」", Style::Double, Side::Closing),
    form("『", Style::Double, Side::Opening),
    form("』", Style::Double, Side::Closing),
    form("〝", Style::Double, Side::Opening),
    form("〞", Style::Double, Side::Closing),
    form("‘", Style::Single, Side::Opening),
    form("‚", Style::Single, Side::Opening),
    form("‹", Style::Single, Side::Opening),
    form("›", Style::Single, Side::Closing),
    form("’", Style::Single, Side::Closing),
    form("'", Style::Single, Side::Either),
    form("`", Style::Single, Side::Opening),
    form("´", Style::Single, Side::Closing),
];

/// Words whose first letters an apostrophe stands for, lower-case.
const ELISIONS: &[&str] =
    &["em", "n", "til", "till", "cause", "tis", "twas", "bout", "round", "nother", "cuz", "nuff"];

/// What the readings of one mark cost; 0 is what one would expect, [`ODD`] a surprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// It opens a quotation.
    pub open: u32,
    /// It closes one.
    pub close: u32,
    /// Outside quotations it is none: an apostrophe, inches, a slip.
    pub stray: u32,
    /// The same inside a quotation of its own style.
    pub kept: u32,
}

/// Price of a reading against which the white space beside the mark speaks.
const ODD: u32 = 8;
/// Price of a reading against which the form of the mark speaks.
const WRONG_SIDE: u32 = 6;
/// Price of a double mark that is none.
const STRAY: u32 = 10;
/// The same for a straight one with white space on either side.
const LOOSE: u32 = 5;
/// The same for one whose form shows a side.
const LOOSE_CURLY: u32 = 7;

/// Price of an opening single mark before a word that is none: it is hardly ever an apostrophe.
const SINGLE_OPENING: u32 = 8;

/// One mark of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text.
    pub span: Span,
    /// What it pairs with.
    pub style: Style,
    /// What its readings cost.
    pub price: Price,
}

impl Mark {
    /// Opening is its cheapest reading.
    pub fn opens(&self) -> bool {
        self.price.open < self.price.close.min(self.price.stray)
    }
}

/// The marks of a paragraph in order, spans counted in it; apostrophes inside words are left out.
pub fn scan(body: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        let found = (!c.is_ascii_alphanumeric() && c != ' ').then(|| form_at(&body[at..]));
        let Some(form) = found.flatten() else {
            at += c.len_utf8();
            continue;
        };
        let around = Around::new(body, at, at + form.text.len());
        if let Some(price) = around.price(form) {
            let span = Span::new(at, at + form.text.len());
            marks.push(Mark { span, style: form.style, price });
        }
        at += form.text.len();
    }
    marks
}

fn form_at(rest: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| rest.starts_with(form.text))
}

/// What stands beside a mark, other marks looked through; `None` is the paragraph's edge.
struct Around<'a> {
    before: Option<char>,
    after: Option<char>,
    head: &'a str,
    tail: &'a str,
}

/// Most marks in a row that are looked through.
const MARKS_IN_A_ROW: usize = 3;

fn is_mark(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '`')
}

/// The first character that is no mark.
fn past_marks(mut chars: impl Iterator<Item = char>) -> Option<char> {
    for _ in 0..MARKS_IN_A_ROW {
        match chars.next() {
            Some(c) if is_mark(c) => {}
            other => return other,
        }
    }
    chars.next()
}

impl<'a> Around<'a> {
    fn new(body: &'a str, start: usize, end: usize) -> Self {
        let (head, tail) = (&body[..start], &body[end..]);
        Self { before: past_marks(head.chars().rev()), after: past_marks(tail.chars()), head, tail }
    }

    fn price(&self, form: &Form) -> Option<Price> {
        let (mut open, mut close) = self.by_spacing();
        match form.side {
            Side::Opening => close += WRONG_SIDE,
            Side::Closing => open += WRONG_SIDE,
            Side::Either => {}
        }
        match form.style {
            Style::Single => self.single(form, open, close),
            _ => Some(self.double(form, open, close)),
        }
    }

    /// Prices of opening and closing by what stands on either side.
    fn by_spacing(&self) -> (u32, u32) {
        let space_before = self.before.is_none_or(char::is_whitespace);
        let space_after = self.after.is_none_or(char::is_whitespace);
        match (space_before, space_after) {
            (true, false) => (0, ODD),
            (false, true) => (ODD, 0),
            (true, true) if self.before.is_none() => (1, ODD),
            (true, true) if self.after.is_none() => (ODD, 1),
            (true, true) => (2, 2),
            (false, false) => self.by_punctuation(),
        }
    }

    fn by_punctuation(&self) -> (u32, u32) {
        let opens = self.before.is_some_and(|c| "([{—–-/…".contains(c));
        let closes = self.after.is_some_and(|c| ".,;:!?)]}—–-/…".contains(c));
        match (opens, closes) {
            (true, false) => (0, 4),
            (false, true) => (ODD, 0),
            _ => (2, 2),
        }
    }

    fn double(&self, form: &Form, open: u32, close: u32) -> Price {
        let mut price = Price { open, close, stray: STRAY, kept: STRAY };
        let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if spaced(self.before) && spaced(self.after) {
            let loose = if form.side == Side::Either { LOOSE } else { LOOSE_CURLY };
            (price.stray, price.kept) = (loose, loose);
        }
        if form.side != Side::Either {
            return price;
        }
        if self.head.ends_with(|c: char| c.is_ascii_digit() || "½¼¾".contains(c)) {
            price.stray = 2;
            price.kept = ODD;
            if self.after_feet() {
                price = Price { open: ODD, close: ODD, stray: 0, kept: 0 };
            }
        }
        price
    }

    /// Whether the digits before stand after feet: `6'2"`.
    fn after_feet(&self) -> bool {
        let head = self.head.trim_end_matches(|c: char| c.is_ascii_digit() || "½¼¾.".contains(c));
        let mut back = head.chars().rev().filter(|c| *c != ' ');
        back.next().is_some_and(is_apostrophe) && back.next().is_some_and(|c| c.is_ascii_digit())
    }

    /// `None` for an apostrophe inside a word.
    fn single(&self, form: &Form, open: u32, close: u32) -> Option<Price> {
        let before = self.head.chars().next_back();
        let after = self.tail.chars().next();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if joins(before) && joins(after) || self.ends_elision() {
            return None;
        }
        if joins(after) {
            let stray = match form.side {
                _ if self.elides() => 0,
                Side::Opening => SINGLE_OPENING,
                Side::Either => 3,
                Side::Closing => 0,
            };
            let open = open + if stray == 0 { ODD } else { 0 };
            return Some(Price { open, close: close + ODD, stray, kept: 0 });
        }
        let possessive = before.is_some_and(|c| c == 's' || c == 'S' || c == 'z' || c == 'x');
        let (stray, kept, close) = match before {
            _ if possessive => (0, 0, close + 2),
            // goin’, rock ’n’ roll; 6' tall
            Some(c) if c.is_alphanumeric() => (1, 3, close),
            Some(c) if c.is_whitespace() => (4, 4, close + 4),
            _ => (4, 6, close),
        };
        Some(Price { open: open + 2, close, stray, kept })
    }

    /// rock ’n’ roll: the second apostrophe of a word that has lost letters on both sides.
    fn ends_elision(&self) -> bool {
        let bare = self.head.strip_suffix(['n', 'N']);
        bare.is_some_and(|head| head.ends_with(is_apostrophe))
    }

    /// ’90s, ’em: an apostrophe in the place of letters.
    fn elides(&self) -> bool {
        let digits = self.tail.chars().take_while(char::is_ascii_digit).count();
        let word_end = self.tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.tail.len());
        let word = &self.tail[..word_end];
        digits == 2 && (word.len() == 2 || word.ends_with('s'))
            || ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word))
    }
}
