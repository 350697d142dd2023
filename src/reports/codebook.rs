//! `codebook.md` and the codebook sheet: every column described for people.

use std::fmt::Write as _;
use std::io;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::looks::{self, Formats};
use super::schema::{Column, Kind, Schema};
use super::sheet::failed;
use super::workbook::Workbook;

/// Name of the file.
pub const FILE: &str = "codebook.md";

/// What holds for all tables.
const INTRODUCTION: &str = "\
# Codebook

Every table and column of these reports. An empty cell says that there is nothing to say: a statement that
does not address a target has no score toward it, which is another thing than a score of 0. Scores run from
-1 (unfavourable) to 1 (favourable); they count words and constructions by open lexicons and are not a
person's opinion. Dates are days as the publishers write them.
";

/// Headings of the codebook sheet, with their widths.
const HEADINGS: [(&str, u16); 6] = [
    ("table", 13),
    ("column", 26),
    ("type", 10),
    ("unit", 12),
    ("range or values", 34),
    ("meaning", 100),
];

/// The file.
pub fn text(schema: &Schema) -> String {
    let mut text = INTRODUCTION.to_owned();
    for table in schema.tables() {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n## {}\n\nA row is {}.\n\n", table.file(), table.row_is);
        text += "| column | type | unit | range or values | meaning |\n| --- | --- | --- | --- | --- |\n";
        for column in table.columns.iter() {
            let [kind, unit, range, meaning] = cells(column).map(|cell| cell.replace('|', "\\|"));
            let _ = writeln!(text, "| `{}` | {kind} | {unit} | {range} | {meaning} |", column.name);
        }
    }
    text
}

/// Adds the codebook as a sheet.
///
/// # Errors
/// When it cannot be written.
pub(super) fn sheet(workbook: &Workbook, schema: &Schema) -> io::Result<()> {
    let mut sheet = workbook.sheet()?;
    fill(&mut sheet, schema).map_err(failed)?;
    workbook.add(sheet);
    Ok(())
}

fn fill(sheet: &mut Worksheet, schema: &Schema) -> Result<(), XlsxError> {
    let formats = Formats::new();
    sheet.set_name("Codebook")?.set_freeze_panes(1, 2)?;
    looks::page(sheet)?.set_print_fit_to_pages(1, 0);
    for (at, (heading, width)) in (0u16..).zip(HEADINGS) {
        sheet.set_column_width(at, f64::from(width))?;
        sheet.write_string_with_format(0, at, heading, &formats.header)?;
    }
    let columns = schema.tables().iter().flat_map(|t| t.columns.iter().map(move |c| (t, c)));
    let mut last = 0;
    for (row, (table, column)) in (1u32..).zip(columns) {
        let [kind, unit, range, meaning] = cells(column);
        let row_of = [table.name.clone(), column.name.clone(), kind, unit, range, meaning];
        let lines = row_of.iter().zip(HEADINGS).map(|(cell, (_, width))| looks::lines(cell, width));
        sheet.set_row_height(row, looks::height(lines.max().unwrap_or(1)))?;
        for (at, cell) in (0u16..).zip(&row_of) {
            sheet.write_string_with_format(row, at, cell, &formats.wrapped)?;
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, HEADINGS.len() as u16 - 1)?;
    Ok(())
}

/// Type, unit, range or values, meaning.
fn cells(column: &Column) -> [String; 4] {
    let kind = match column.kind {
        Kind::Text => "text",
        Kind::Integer => "count",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Truth => "true or false",
    };
    let range = match (column.minimum, column.maximum) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("from {low}"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => column.words().join(", "),
    };
    [kind.to_owned(), column.unit.clone(), range, column.meaning.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_line() {
        let schema = Schema::new(&["moon"]);
        let text = text(&schema);
        for column in schema.tables().iter().flat_map(|table| table.columns.iter()) {
            assert!(text.contains(&format!("| `{}` |", column.name)), "{}", column.name);
        }
        assert!(
            text.contains("| `moon_score` | number | score | -1 to 1 | stance of the statement")
        );
    }
}
