//! A text file as an editor or a spreadsheet saved it: its encoding, what parts its cells, and what
//! shows that it was not saved whole.

use crate::articles;

/// What may part cells; the one that the header has most of does, the first of equals.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// Begin the lines that a merge leaves where two people changed the same place.
const CONFLICT_MARKS: [&str; 3] = ["<<<<<<< ", "||||||| ", ">>>>>>> "];

/// What such a line is.
pub(crate) const CONFLICT: &str = "a mark of a merge that was not finished: here two versions of the \
     file meet; keep the lines that are right, and take out those that begin with <<<<<<<, |||||||, \
     ======= and >>>>>>>";

/// What to do about a quotation mark that has no end.
pub(crate) const CLOSE: &str = "close it, or write \"\" for a mark that is part of the cell";

/// Where something begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Line, from 1.
    pub(crate) line: u64,
    /// Column in characters, from 1.
    pub(crate) column: usize,
}

/// The text of a file in any form of Unicode or in windows-1252, with plain line ends and no byte
/// order mark.
///
/// # Errors
/// What it is instead of text.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, String> {
    articles::decode_words(bytes).map_err(|skip| skip.message)
}

/// What parts the cells under this header.
pub(crate) fn delimiter_of(header: &str) -> char {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut quoted = false;
    for c in header.chars() {
        quoted ^= c == '"';
        if let Some(i) = DELIMITERS.iter().position(|&sign| sign == c && !quoted) {
            counts[i] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().position(|&n| n == most).map_or(',', |i| DELIMITERS[i])
}

/// The first line that a merge left.
pub(crate) fn conflict(text: &str) -> Option<usize> {
    let is_mark = |line: &str| CONFLICT_MARKS.iter().any(|mark| line.starts_with(mark));
    text.lines().position(is_mark).map(|line| line + 1)
}

/// A quoted cell of more than one line, or without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LongCell {
    /// Where its quotation mark stands.
    pub(crate) begin: Place,
    /// The line it ends in; `None` where it never does.
    pub(crate) last: Option<u64>,
}

/// The first such cell of a table; lines that begin with `comment` are none of it.
pub(crate) fn long_cell(text: &str, delimiter: char, comment: Option<char>) -> Option<LongCell> {
    find_cell(text, delimiter, comment, |begin, last| begin != last)
}

/// The quoted cell of a table that never ends.
pub(crate) fn endless_cell(text: &str, delimiter: char) -> Option<Place> {
    find_cell(text, delimiter, None, |_, _| false).map(|cell| cell.begin)
}

/// The first quoted cell that has no end, or whose first and last line are `wanted`.
fn find_cell(
    text: &str,
    delimiter: char,
    comment: Option<char>,
    wanted: impl Fn(u64, u64) -> bool,
) -> Option<LongCell> {
    let mut at = Place { line: 1, column: 1 };
    let (mut begins_row, mut begins_cell, mut in_comment) = (true, true, false);
    let mut open: Option<Place> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match open {
            Some(_) if c == '"' && chars.next_if_eq(&'"').is_some() => at.column += 1,
            Some(begin) if c == '"' => {
                if wanted(begin.line, at.line) {
                    return Some(LongCell { begin, last: Some(at.line) });
                }
                open = None;
            }
            Some(_) => {}
            None if begins_row && Some(c) == comment => in_comment = true,
            None if begins_cell && !in_comment && c == '"' => open = Some(at),
            None => {}
        }
        begins_row = c == '\n' && open.is_none();
        begins_cell = begins_row || c == delimiter && open.is_none();
        in_comment &= !begins_row;
        at = match c {
            '\n' => Place { line: at.line + 1, column: 1 },
            _ => Place { column: at.column + 1, ..at },
        };
    }
    open.map(|begin| LongCell { begin, last: None })
}

/// `cell` with a decimal point, where it is a number with a decimal comma.
pub(crate) fn with_point(cell: &str) -> Option<String> {
    let (whole, part) = cell.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = whole.strip_prefix(['+', '-', '−']).unwrap_or(whole);
    (digits(unsigned) && digits(part)).then(|| format!("{}.{part}", whole.replace('−', "-")))
}

/// Most letters that a misspelt name may differ by from the one that was meant.
const SLIPS: usize = 3;

/// Of the `known` names the one that is written almost like `unknown`.
pub(crate) fn similar<'k>(
    unknown: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let unknown = unknown.to_lowercase();
    let distance = |name: &'k str| (strsim::osa_distance(&unknown, name), name);
    let (slips, name) = known.into_iter().map(distance).min()?;
    (slips <= SLIPS.min(unknown.chars().count() / 2)).then_some(name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_save_a_table_gives_its_text() {
        let table = "term,note\ncafé,“so”\n";
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = mark.then_some(0xFEFF).into_iter().chain(table.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        for (guards, bytes) in [
            ("plain", table.as_bytes().to_vec()),
            ("a byte order mark", format!("\u{FEFF}{table}").into_bytes()),
            ("line ends of Windows", table.replace('\n', "\r\n").into_bytes()),
            ("line ends of old systems", table.replace('\n', "\r").into_bytes()),
            ("windows-1252", encoding_rs::WINDOWS_1252.encode(table).0.into_owned()),
            ("Unicode text of Excel", utf16(false, true)),
            ("UTF-16, the other way round", utf16(true, true)),
            ("UTF-16 without a mark", utf16(false, false)),
        ] {
            assert_eq!(text(bytes).unwrap(), table, "{guards}");
        }
        assert!(text(b"PK\x03\x04 workbook".to_vec()).unwrap_err().contains("office document"));
    }

    #[test]
    fn cells_that_go_on_and_cells_without_an_end_are_found_where_they_begin() {
        let place = |line, column| Place { line, column };
        for (table, begin, last) in [
            ("a,b\nc,\"d\ne\",f\n", place(2, 3), Some(3)),
            ("a,b\nc,\"d\ne,f\n", place(2, 3), None),
            ("a,b\n\"é\",\"d\"\"\n", place(2, 5), None),
            ("# \"no\n\"yes\n", place(2, 1), None),
        ] {
            assert_eq!(long_cell(table, ',', Some('#')), Some(LongCell { begin, last }), "{table}");
        }
        for table in ["a,b\n\"c\",\"d, \"\"e\"\"\"\n", "a,5\" gun\n", "a, \"b\n", "# \"so\na\n"] {
            assert_eq!(long_cell(table, ',', Some('#')), None, "{table}");
        }
        assert_eq!(endless_cell("a;\"b\nc\";\"d", ';'), Some(place(2, 4)));
        assert_eq!(endless_cell("a;\"b\nc\"", ';'), None);
    }

    #[test]
    fn marks_of_a_merge_are_found() {
        let merged = "a,b\n<<<<<<< HEAD\n1,2\n=======\n3,4\n>>>>>>> other\n";
        assert_eq!(conflict(merged), Some(2));
        assert_eq!(conflict("a\n=======\n<<<<<<\n"), None);
    }

    #[test]
    fn decimal_commas_are_told_from_lists() {
        for (cell, expected) in [
            ("-0,5", Some("-0.5")),
            ("−0,5", Some("-0.5")),
            ("1,25", Some("1.25")),
            ("a,b", None),
            ("1,2,3", None),
            (",5", None),
            ("0.5", None),
        ] {
            assert_eq!(with_point(cell).as_deref(), expected, "{cell}");
        }
    }
}
