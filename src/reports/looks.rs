//! How sheets of the workbook look: formats, colours, heights of rows, the printed page.

use rust_xlsxwriter::{
    Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign, FormatBorder,
    RowNum, Worksheet, XlsxError,
};

use super::schema::{Column, Look, TableSchema};

/// Colours from unfavourable over neutral to favourable; told apart by the colour-blind too.
const SCALE: [u32; 3] = [0x00E0_8A3C, 0x00FF_FFFF, 0x004A_90C4];

/// The same, paler, behind words.
const LABELS: &[(&str, u32)] =
    &[("unfavourable", 0x00F8_DFCB), ("neutral", 0x00F0_F0F0), ("favourable", 0x00D3_E4F3)];

const HEADER: u32 = 0x00E8_ECEF;
const LINE: u32 = 0x00B4_BCC4;
const PALE: u32 = 0x0080_8080;

/// Points of a line of text.
const LINE_HEIGHT: f64 = 15.0;

/// Most lines of a row; a longer text is read in the line above the sheet.
const MOST_LINES: usize = 8;

/// Characters that the button of the filter takes from a heading.
const FILTER_BUTTON: u16 = 2;

/// Most characters side by side on a printed page that can still be read, in landscape.
const PAGE_WIDTH: u16 = 330;

/// Number of A4 among the paper sizes of the format.
const A4: u8 = 9;

/// How the cells of each kind look.
pub(super) struct Formats {
    pub(super) header: Format,
    pub(super) plain: Format,
    pub(super) wrapped: Format,
    pub(super) date: Format,
    pub(super) number: Format,
    labels: Vec<(&'static str, Format)>,
    pale: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        // Words stand apart from the figures on their left.
        let beside = |format: Format| format.set_align(FormatAlign::Left).set_indent(1);
        let behind = |colour| top().set_background_color(Color::RGB(colour));
        Self {
            header: behind(HEADER)
                .set_bold()
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(LINE)),
            plain: top(),
            wrapped: top().set_text_wrap(),
            date: top().set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
            number: top().set_num_format("0.00"),
            labels: LABELS.iter().map(|&(name, colour)| (name, beside(behind(colour)))).collect(),
            pale: beside(top()).set_font_color(Color::RGB(PALE)),
        }
    }

    /// The format of words in `column`.
    pub(super) fn words(&self, column: Option<&Column>, words: &str) -> &Format {
        let is = |look| column.is_some_and(|column| column.is(look));
        if is(Look::Label) {
            let label = self.labels.iter().find(|(name, _)| *name == words);
            return label.map_or(&self.pale, |(_, format)| format);
        }
        if is(Look::Wrap) { &self.wrapped } else { &self.plain }
    }
}

/// The colours of a column, fixed to its range so that one colour means one score everywhere.
pub(super) fn scale(column: &Column) -> ConditionalFormat3ColorScale {
    let [low, middle, high] = SCALE.map(Color::RGB);
    let (least, most) = (column.minimum.unwrap_or(-1.0), column.maximum.unwrap_or(1.0));
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, least)
        .set_midpoint(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, most)
        .set_minimum_color(low)
        .set_midpoint_color(middle)
        .set_maximum_color(high)
}

/// Points of a row of that many lines.
pub(super) fn height(lines: usize) -> f64 {
    LINE_HEIGHT * lines as f64
}

/// Lines that the headings need.
pub(super) fn heading_lines(columns: &[Column]) -> usize {
    let of = |column: &Column| lines(&column.name, column.width.saturating_sub(FILTER_BUTTON));
    columns.iter().map(of).max().unwrap_or(1)
}

/// Lines that `text` needs in a column of `width` characters, at most [`MOST_LINES`].
pub(super) fn lines(text: &str, width: u16) -> usize {
    let width = usize::from(width.max(1));
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let long = word.chars().count();
        if used > 0 && used + 1 + long > width {
            (lines, used) = (lines + 1, 0);
        }
        used += long + usize::from(used > 0);
        lines += used.saturating_sub(1) / width;
        used -= used.saturating_sub(1) / width * width;
        if lines >= MOST_LINES {
            return MOST_LINES;
        }
    }
    lines
}

/// Folds columns away, keeps the first in sight, and makes the sheet fit for paper.
pub(super) fn arrange(sheet: &mut Worksheet, table: &TableSchema) -> Result<(), XlsxError> {
    let mut at = 0u16;
    for run in table.columns.chunk_by(|a, b| a.is(Look::Fold) == b.is(Look::Fold)) {
        let next = at + u16::try_from(run.len()).unwrap_or(u16::MAX);
        if run[0].is(Look::Fold) {
            sheet.group_columns_collapsed(at, next - 1)?;
        }
        at = next;
    }
    sheet.set_freeze_panes(1, table.frozen)?;
    page(sheet)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Prints the rows to `last`, and the columns that a page has room for.
pub(super) fn print(
    sheet: &mut Worksheet,
    columns: &[Column],
    last: RowNum,
) -> Result<(), XlsxError> {
    if let Some(column) = printed(columns) {
        sheet.set_print_area(0, 0, last, column)?;
    }
    Ok(())
}

/// The last of the columns that a page has room for; the first ones say the most.
fn printed(columns: &[Column]) -> Option<u16> {
    let mut used = 0;
    let fits = columns.iter().take_while(|column| {
        used += if column.is(Look::Fold) { 0 } else { column.width };
        used <= PAGE_WIDTH
    });
    u16::try_from(fits.count()).ok()?.checked_sub(1)
}

/// Paper in landscape, with the headings on each page.
pub(super) fn page(sheet: &mut Worksheet) -> Result<&mut Worksheet, XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?;
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&L&A&Rpage &P of &N");
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_the_first_columns_that_fit() {
        let of = |width, look: &str| {
            let mut column = Column::default();
            (column.width, column.look) = (width, look.into());
            column
        };
        let (wide, folded) = (|width| of(width, ""), of(PAGE_WIDTH, "fold"));
        let columns = [wide(PAGE_WIDTH - 10), folded, wide(10), wide(1)];
        assert_eq!(printed(&columns), Some(2));
        assert_eq!(printed(&[]), None);
    }

    #[test]
    fn a_row_is_as_high_as_its_text() {
        for (text, width, high) in [
            ("", 5, 1),
            ("one", 5, 1),
            ("one two", 7, 1),
            ("one two", 6, 2),
            ("one two three", 5, 3),
            ("russia_statements", 9, 2),
            ("seventeen letters", 4, 5),
        ] {
            assert_eq!(lines(text, width), high, "{text:?} in {width}");
        }
        assert_eq!(lines(&"word ".repeat(1_000), 20), MOST_LINES);
    }
}
