//! A coder's workbook: codebook, coding, and for whole articles their text and what was missed.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

use super::codebook::{self, Line};
use super::{Item, WholeArticle};
use crate::reports::cells::clipped;
use crate::validate::{CLASSES, columns};

/// Rows of the sheet of missed statements that have dropdowns.
const MISSED_ROWS: u32 = 300;

/// Widths of columns in characters; others have [`WIDTH`].
const WIDTHS: &[(&str, f64)] = &[
    (columns::ID, 8.0),
    ("title", 24.0),
    ("date", 11.0),
    ("source", 16.0),
    ("context", 90.0),
    (columns::QUOTATION, 45.0),
    (columns::SPEAKER, 22.0),
    (columns::NOTE, 30.0),
    ("text", 110.0),
    ("question", 24.0),
    ("rule", 80.0),
    ("example", 60.0),
];
const WIDTH: f64 = 15.0;

/// Height of a line of text, and the most that a row may have, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// Columns that are to be filled in are lightly coloured.
const TO_FILL: Color = Color::RGB(0x00FF_F7DC);
const HEAD: Color = Color::RGB(0x00E3_E8EE);

struct Formats {
    head: Format,
    shown: Format,
    fill: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let lined = |format: Format| format.set_border(FormatBorder::Hair);
        Self {
            head: cell()
                .set_bold()
                .set_background_color(HEAD)
                .set_border_bottom(FormatBorder::Thin),
            shown: lined(cell()),
            fill: lined(cell()).set_background_color(TO_FILL),
        }
    }
}

/// The bytes of a workbook; the same for the same content.
///
/// # Errors
/// What the spreadsheet format does not allow; nothing that a text can cause.
pub(super) fn bytes(
    items: &[&Item],
    articles: &[&WholeArticle],
    targets: &[String],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The day is fixed, so that equal samples are equal files.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let formats = Formats::new();
    let lines =
        codebook::LINES.iter().chain(codebook::ARTICLES.iter().filter(|_| !articles.is_empty()));
    codebook_sheet(book.add_worksheet(), lines, &formats)?;
    coding(book.add_worksheet(), items, targets, &formats)?;
    if !articles.is_empty() {
        texts(book.add_worksheet(), articles, &formats)?;
        missed(book.add_worksheet(), articles, targets, &formats)?;
    }
    book.save_to_buffer()
}

/// Names, header, widths; the header stays in sight.
fn begin(
    sheet: &mut Worksheet,
    name: &str,
    header: &[String],
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    for (column, title) in (0u16..).zip(header) {
        sheet.write_string_with_format(0, column, title, &formats.head)?;
        sheet.set_column_width(column, width(title))?;
    }
    Ok(())
}

fn width(title: &str) -> f64 {
    WIDTHS.iter().find(|(name, _)| *name == title).map_or(WIDTH, |&(_, width)| width)
}

/// Writes the words of a row, and makes it high enough: not all programs do that by themselves.
fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    header: &[String],
    words: &[&str],
    format: &Format,
) -> Result<(), XlsxError> {
    let mut lines: f64 = 1.0;
    for ((column, title), words) in (0u16..).zip(header).zip(words) {
        let words = clipped(words);
        let long = |line: &str| (line.chars().count() as f64 / width(title)).ceil().max(1.0);
        lines = lines.max(words.split('\n').map(long).sum());
        sheet.write_string_with_format(row, column, words, format)?;
    }
    sheet.set_row_height(row, (lines * LINE).min(HIGHEST))?;
    Ok(())
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn codebook_sheet<'a>(
    sheet: &mut Worksheet,
    lines: impl Iterator<Item = &'a Line>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let header = owned(&codebook::HEADER);
    begin(sheet, "codebook", &header, formats)?;
    for (row, line) in (1u32..).zip(lines) {
        write_row(sheet, row, &header, line, &formats.shown)?;
    }
    Ok(())
}

fn coding(
    sheet: &mut Worksheet,
    items: &[&Item],
    targets: &[String],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let header = columns::coding(targets);
    begin(sheet, columns::CODING, &header, formats)?;
    let shown = columns::SHOWN.len();
    for (row, item) in (1u32..).zip(items) {
        let Item { entry, title, date, source, context, quotation } = item;
        let words: [&str; 6] = [&entry.id, title, date, source, context, quotation];
        write_row(sheet, row, &header, &words, &formats.shown)?;
        for column in (0u16..).take(header.len()).skip(shown) {
            sheet.write_blank(row, column, &formats.fill)?;
        }
    }
    let last = u32::try_from(items.len()).unwrap_or(u32::MAX).max(1);
    dropdowns(sheet, &header, last)
}

fn texts(
    sheet: &mut Worksheet,
    articles: &[&WholeArticle],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let header = owned(&[columns::ARTICLE, "title", "date", "source", "paragraph", "text"]);
    begin(sheet, "articles", &header, formats)?;
    let mut row = 1;
    for article in articles {
        for (number, text) in (1u32..).zip(&article.paragraphs) {
            let number = number.to_string();
            let WholeArticle { entry, title, date, source, .. } = article;
            let words: [&str; 6] = [&entry.id, title, date, source, &number, text];
            write_row(sheet, row, &header, &words, &formats.shown)?;
            row += 1;
        }
    }
    Ok(())
}

fn missed(
    sheet: &mut Worksheet,
    articles: &[&WholeArticle],
    targets: &[String],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let header = columns::missed(targets);
    begin(sheet, columns::MISSED, &header, formats)?;
    let names: Vec<&str> = articles.iter().map(|article| article.entry.id.as_str()).collect();
    // A list in a sheet holds 255 characters; longer ones are typed.
    if names.join(",").len() <= 255 {
        let column = list(&names, "the name of an article in the sheet articles")?;
        sheet.add_data_validation(1, 0, MISSED_ROWS, 0, &column)?;
    }
    dropdowns(sheet, &header, MISSED_ROWS)
}

/// Lists to choose from, in the columns that have one.
fn dropdowns(sheet: &mut Worksheet, header: &[String], last: u32) -> Result<(), XlsxError> {
    let labels = [2, 1, 0, 3].map(|i: usize| CLASSES[i].name());
    for (column, title) in (0u16..).zip(header) {
        let list = match title.as_str() {
            columns::IS_QUOTATION => list(&["yes", "no"], "yes or no")?,
            columns::UNSURE => list(&["yes"], "yes, or nothing")?,
            label if label.ends_with("_label") => list(&labels, &labels.join(", "))?,
            _ => continue,
        };
        sheet.add_data_validation(1, column, last, column, &list)?;
    }
    Ok(())
}

fn list(words: &[&str], allowed: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(words)?
        .set_error_title("This is not one of the answers")?
        .set_error_message(format!("Choose {allowed}"))
}
