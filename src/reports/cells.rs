//! How a value becomes a cell of CSV, so that spreadsheets, statisticians and scripts read it alike.
//!
//! | kind | written |
//! | --- | --- |
//! | text | on one line; `'` before what a spreadsheet would run as a formula or make another value of (`3-4`, `0012`, `1E5`); cut at [`LONGEST`] |
//! | score, number | four decimals, never `-0.0000`, never `NaN` |
//! | date | `2025-03-01` |
//! | truth | `true`, `false` |
//! | absent | nothing |

use jiff::civil::Date;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words of any origin.
    Text(&'a str),
    /// A word of ours.
    Word(&'a str),
    /// A count.
    Count(u64),
    /// A number in units of 1/10,000.
    Units(i64),
    /// A day.
    Day(Date),
    /// True or false.
    Truth(bool),
}

/// Most UTF-16 units of a cell: what Excel keeps of one.
pub const LONGEST: usize = 32_767;

/// Ends a cell that was cut.
pub const CUT: &str = " … [cut]";

/// Most digits of a whole number that Excel shows, and saves, as they are.
const MOST_DIGITS: usize = 11;

/// Signs that stand between the digits of numbers, dates, times, shares and sums of money.
const BETWEEN_DIGITS: &str = "-+/.:,%()$€£¥";

/// Words that stand behind them: an exponent, halves of the day.
const BEHIND_DIGITS: &[&str] = &["e", "a", "p", "am", "pm"];

/// Words that make a date of a number, before and behind it.
const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Between cells.
    pub delimiter: u8,
    /// Begin with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Leave text as it is, for programs: no `'` before anything, line ends kept, nothing cut.
    pub raw: bool,
    /// Write numbers with a decimal comma, as spreadsheets of many countries read them.
    pub decimal_comma: bool,
    /// Leave the cells empty that hold quoted words, for publishing.
    pub no_quotes: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { delimiter: b',', bom: true, raw: false, decimal_comma: false, no_quotes: false }
    }
}

/// A number in units of 1/10,000 with four decimals.
pub fn decimal(units: i64) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let whole = units.unsigned_abs();
    format!("{sign}{}.{:04}", whole / 10_000, whole % 10_000)
}

/// A number with its sign, a real minus, and two decimals: `+0.30`, `−0.80`, `0.00`.
pub fn signed(number: f64) -> String {
    let hundredths = (number * 100.0).round() as i64;
    let sign = match hundredths {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// `text` as a cell of CSV holds it, and whether it was cut.
pub(super) fn cell_text(text: &str) -> (String, bool) {
    one_line(text, if is_marked(text) { "'" } else { "" })
}

/// `text` on one line and no longer than a spreadsheet holds, and whether it was cut.
pub(super) fn one_line(text: &str, before: &str) -> (String, bool) {
    let mut cell = String::with_capacity(before.len() + text.len());
    cell.push_str(before);
    let mut line_end = false;
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !line_end {
                    cell.push(' ');
                }
                line_end = true;
                continue;
            }
            c if c.is_control() => cell.push(' '),
            c => cell.push(c),
        }
        line_end = false;
    }
    let cut = cut_to(&mut cell, LONGEST);
    (cell, cut)
}

/// `text` as a cell of a report holds it by default.
pub(crate) fn in_cell(text: &str) -> String {
    cell_text(text).0
}

/// Whether a cell of CSV has `'` before `text`: a spreadsheet would run it or make another value of it.
pub(crate) fn is_marked(text: &str) -> bool {
    runs_as_formula(text) || becomes_another(text.trim())
}

/// Whether a spreadsheet makes a date, a time, a truth or another number of it. Whole numbers as
/// anyone writes them come out as they went in, so that ids such as 48213 stay as they are.
fn becomes_another(text: &str) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.len() > MOST_DIGITS || text.len() > 1 && text.starts_with('0');
    }
    let one_of = |words: &[&str], word: &str| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    let behind = !text.starts_with(char::is_alphabetic);
    let known = |word| one_of(MONTHS, word) || behind && one_of(BEHIND_DIGITS, word);
    let sign = |c: char| c.is_ascii_digit() || c == ' ' || BETWEEN_DIGITS.contains(c);
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    one_of(&["true", "false"], text)
        || text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_alphabetic() || sign(c))
            && words.all(known)
}

/// `text` as a cell of a workbook holds it, where nothing runs by itself: cut, and no more.
pub(crate) fn clipped(text: &str) -> String {
    let mut cell = text.to_owned();
    cut_to(&mut cell, LONGEST);
    cell
}

/// Whether a spreadsheet would run it: the signs that begin a formula, in half and full width,
/// also behind white space that some programs drop.
fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Cuts `text` to at most `longest` UTF-16 units, the mark of the cut among them.
fn cut_to(text: &mut String, longest: usize) -> bool {
    if text.len() <= longest || text.encode_utf16().count() <= longest {
        return false;
    }
    let mut left = longest - CUT.encode_utf16().count();
    let end = text.char_indices().find_map(|(at, c)| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            None
        }
        None => Some(at),
    });
    text.truncate(end.unwrap_or(text.len()));
    text.push_str(CUT);
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_text() {
        for (text, cell) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\t=1", "' =1"),
            ("  =1", "'  =1"),
            ("\r=1", "' =1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("“-”", "“-”"),
        ] {
            assert_eq!(cell_text(text).0, cell, "{text:?}");
        }
    }

    #[test]
    fn what_looks_like_a_date_or_a_number_stays_text() {
        let marked = [
            "3-4",
            "9/11",
            "2025-03",
            "2025-03-01",
            "1.5.2025",
            "5 March",
            "Mar-25",
            "MAR1",
            "1E5",
            "1e-5",
            "0012",
            "007",
            "1.50",
            "1,000",
            "12:30",
            "3 pm",
            "50%",
            "$5",
            "(5)",
            "1 1/2",
            " 3-4",
            "123456789012",
            "True",
            "FALSE",
        ];
        let plain = [
            "48213",
            "0",
            "12345678901",
            "2024",
            "Phase 2",
            "G20",
            "March",
            "a-3-4",
            "E-3",
            "3-4.txt",
            "24/7 news",
            "A-10",
            "",
            "-",
            "MH17",
            "q1e5",
            "trueish",
        ];
        for text in marked {
            assert_eq!(cell_text(text).0, format!("'{text}"));
        }
        for text in plain.into_iter().filter(|text| !runs_as_formula(text)) {
            assert_eq!(cell_text(text).0, text);
        }
    }

    #[test]
    fn long_cells_are_cut_with_a_mark() {
        let (cell, cut) = cell_text(&"😀".repeat(LONGEST));
        assert!(cut && cell.ends_with(CUT));
        assert!((LONGEST - 1..=LONGEST).contains(&cell.encode_utf16().count()));
        assert!(!cell_text(&"é".repeat(LONGEST)).1);
        assert!(cell_text(&"é".repeat(LONGEST + 1)).1);
    }

    proptest! {
        #[test]
        fn a_cell_never_breaks_a_line(text in "\\PC{0,20}[\n\r\t\u{2028}\u{0}]?\\PC{0,20}") {
            let (cell, _) = cell_text(&text);
            let whole = !cell.contains(|c: char| c.is_control() || c == '\u{2028}');
            prop_assert!(whole, "{cell:?}");
        }
    }
}
