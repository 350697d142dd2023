//! Opens the files that a user names: workbooks, tables, gold.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, XlsxError};

use super::gold::{self, Document};
use super::sheets::Sheets;
use crate::lexicons::source::decode;
use crate::lexicons::{LexiconError, LexiconErrors};
use crate::panics;
use crate::people::corrections::sheet::Sheet;
use crate::validate::columns;
use crate::validate::key::Key;

/// All answers of all files.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Answers in sheets.
    pub sheets: Sheets,
    /// Gold documents, in order of file and line.
    pub gold: Vec<Document>,
    /// Names of gold articles that were taken out, as the reports do not hold them.
    pub strangers: Vec<String>,
}

/// What the ending of a file's name says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Workbook,
    Table,
    Gold,
}

const ENDINGS: &[(&str, Kind)] = &[
    ("xlsx", Kind::Workbook),
    ("csv", Kind::Table),
    ("tsv", Kind::Table),
    ("txt", Kind::Table),
    ("jsonl", Kind::Gold),
    ("ndjson", Kind::Gold),
];

fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|&(_, kind)| kind)
}

/// Whether any of `paths` is a sheet, which cannot be read without a key.
pub fn needs_key(paths: &[impl AsRef<Path>]) -> bool {
    paths.iter().any(|path| kind(path.as_ref()).is_some_and(|kind| kind != Kind::Gold))
}

/// Reads all files. `targets` are those of the reports, in order.
///
/// # Errors
/// Every fault of every file, with its place.
pub fn load(
    paths: &[impl AsRef<Path>],
    key: &Key,
    targets: &[String],
) -> Result<Coded, LexiconErrors> {
    let mut coded = Coded::default();
    let mut faults = Vec::new();
    for (path, coder) in paths.iter().zip(coders(paths)) {
        if let Err(errors) = one(path.as_ref(), &coder, key, targets, &mut coded) {
            faults.extend(errors.0);
        }
    }
    if faults.is_empty() { Ok(coded) } else { Err(LexiconErrors(faults)) }
}

/// The coder of each file: its name, with its folder where that of another folder is the same.
///
/// One name in one folder, saved in two ways, is one coder, so that rows of both are told as coded
/// twice and not taken for two people who agree.
fn coders(paths: &[impl AsRef<Path>]) -> Vec<String> {
    let places: Vec<PathBuf> = paths.iter().map(|path| place(path.as_ref())).collect();
    let of_folders = |place: &Path, folders: usize| {
        let parts: Vec<_> =
            place.iter().rev().take(folders + 1).map(|p| p.to_string_lossy()).collect();
        parts.into_iter().rev().collect::<Vec<_>>().join("/")
    };
    let coder = |own: &PathBuf| {
        let alone = |&folders: &usize| {
            let name = of_folders(own, folders);
            places.iter().all(|other| other == own || of_folders(other, folders) != name)
        };
        of_folders(own, (0..own.iter().count()).find(alone).unwrap_or_default())
    };
    places.iter().map(coder).collect()
}

/// Where a file lies, without its ending.
fn place(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).with_extension("")
}

fn one(
    path: &Path,
    coder: &str,
    key: &Key,
    targets: &[String],
    coded: &mut Coded,
) -> Result<(), LexiconErrors> {
    let shown = path.display().to_string();
    let Some(kind) = kind(path) else {
        let what = "is neither a filled-in sheet nor gold".to_owned();
        let help = "name .xlsx, .csv or .tsv sheets, or .jsonl gold";
        return Err(LexiconError::file(&shown, what, help).into());
    };
    let bytes = std::fs::read(path).map_err(|error| {
        let what = format!("cannot be read: {error}");
        LexiconError::file(&shown, what, "name the files that coders filled in")
    })?;
    match kind {
        Kind::Gold => gold::read(&shown, &decode(&bytes), targets, &mut coded.gold),
        Kind::Table => {
            let sheet = Sheet::parse(&shown, &bytes)?;
            if is_missed(&sheet) {
                coded.sheets.missed(&sheet, key, targets)
            } else {
                coded.sheets.coding(&sheet, coder, key, targets)
            }
        }
        Kind::Workbook => {
            for sheet in workbook(&shown, bytes)? {
                if is_missed(&sheet) {
                    coded.sheets.missed(&sheet, key, targets)?;
                } else {
                    coded.sheets.coding(&sheet, coder, key, targets)?;
                }
            }
            Ok(())
        }
    }
}

fn is_missed(sheet: &Sheet) -> bool {
    let has = |name| sheet.column(name).is_some();
    !has(columns::ID) && has(columns::ARTICLE) && has(columns::QUOTATION)
}

/// The sheets of a workbook that hold answers: the one called `coding`, or where there is none
/// the first with a column `id`; and the one called `missed`.
fn workbook(shown: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, LexiconErrors> {
    let tables = tables(bytes).map_err(|error| {
        let help = "save it again as .xlsx, or as .csv";
        LexiconError::file(shown, format!("is no workbook that can be read: {error}"), help)
    })?;
    let called = |name: &str, wanted: &str| name.trim().eq_ignore_ascii_case(wanted);
    let coding = tables.iter().any(|(name, _)| called(name, columns::CODING));
    let mut found = Vec::new();
    for (name, rows) in tables {
        let (own, missed) = (called(&name, columns::CODING), called(&name, columns::MISSED));
        if coding && !own && !missed {
            continue;
        }
        let sheet = Sheet::of_cells(&format!("{shown}[{name}]"), rows)?;
        if own || sheet.column(columns::ID).is_some() || is_missed(&sheet) {
            found.push(sheet);
        }
    }
    if found.is_empty() {
        let what = format!("no sheet is called {}, and none has a column id", columns::CODING);
        let help = "name a workbook that `onrecord sample` wrote";
        return Err(LexiconError::file(shown, what, help).into());
    }
    Ok(found)
}

/// The rows of a sheet that hold anything, with their numbers.
type Rows = Vec<(u64, Vec<String>)>;

/// Every sheet with its name.
///
/// Cells are read one by one: a stray cell in the last corner of a sheet must not cost the memory
/// of the whole. The reader of workbooks has panicked on broken ones; that is told like other faults.
fn tables(bytes: Vec<u8>) -> Result<Vec<(String, Rows)>, String> {
    let read = move || -> Result<Vec<(String, Rows)>, XlsxError> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
        book.sheet_names()
            .into_iter()
            .map(|name| Ok((name.clone(), rows(&mut book, &name)?)))
            .collect()
    };
    panics::survive(read)
        .map_err(|_| "it is damaged".to_owned())?
        .map_err(|error| error.to_string())
}

fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Rows, XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut rows: BTreeMap<u32, Vec<(usize, String)>> = BTreeMap::new();
    while let Some(found) = cells.next_cell()? {
        let (row, column) = found.get_position();
        let text = cell(&Data::from(found.get_value().clone()));
        if !text.is_empty() {
            rows.entry(row).or_default().push((column as usize, text));
        }
    }
    let width = rows.values().next().and_then(|header| header.iter().map(|c| c.0 + 1).max());
    let whole = |cells: Vec<(usize, String)>| {
        let mut row = Vec::new();
        for (column, text) in cells {
            // What stands beyond the header is told as one cell too many.
            let column = column.min(width.unwrap_or_default());
            row.resize(row.len().max(column + 1), String::new());
            row[column] = text;
        }
        row
    };
    Ok(rows.into_iter().map(|(row, cells)| (u64::from(row) + 1, whole(cells))).collect())
}

/// A cell in words.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::validate::key::Entry;

    fn key() -> Key {
        let entry = Entry {
            id: "c0001".into(),
            statement: "s1-1".into(),
            article: "a".into(),
            quote: "q0123456789ab".into(),
            stratum: "all".into(),
            weight: 1.0,
            coders: "1".into(),
            with_article: false,
        };
        Key::new(vec![entry], Vec::new())
    }

    fn book() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let header = columns::coding(&["russia".to_owned()]);
        for (column, name) in (0u16..).zip(&header) {
            // The table begins in the third row and the second column.
            sheet.write_string(2, column + 1, name).unwrap();
        }
        sheet.write_string(4, 1, "c0001").unwrap();
        sheet.write_string(4, 7, "neutral").unwrap();
        sheet.write_number(4, 8, 7).unwrap();
        sheet.write_boolean(4, 10, true).unwrap();
        book.save_to_buffer().unwrap()
    }

    fn answers(sheets: Vec<Sheet>) -> Result<Sheets, LexiconErrors> {
        let mut all = Sheets::default();
        for sheet in sheets {
            all.coding(&sheet, "one", &key(), &["russia".to_owned()])?;
        }
        Ok(all)
    }

    #[test]
    fn coders_of_one_name_are_told_apart_by_folder() {
        for (paths, expected) in [
            (&["in/coder-1.csv", "in/coder-2.xlsx"][..], &["coder-1", "coder-2"][..]),
            (&["mira/sheet.csv", "jo/sheet.csv"], &["mira/sheet", "jo/sheet"]),
            (&["a/x/s.csv", "b/x/s.csv", "t.csv"], &["a/x/s", "b/x/s", "t"]),
            (&["in/sheet.csv", "in/sheet.xlsx"], &["sheet", "sheet"]),
        ] {
            assert_eq!(coders(paths), expected, "{paths:?}");
        }
    }

    #[test]
    fn a_table_may_stand_anywhere_in_a_workbook() {
        let read = answers(workbook("x.xlsx", book()).unwrap()).unwrap();
        let answer = &read.answers[&0][0];
        assert_eq!(answer.labels, [Some(crate::validate::Class::Neutral)]);
        assert_eq!(answer.speaker.as_deref(), Some("7"));
        assert_eq!(answer.is_quotation, Some(true));
    }

    #[test]
    fn a_fault_in_a_workbook_has_row_and_column() {
        let sheets = workbook("x.xlsx", book()).unwrap();
        let mut all = Sheets::default();
        let told = all.coding(&sheets[0], "one", &Key::default(), &["russia".to_owned()]);
        let told = told.unwrap_err().to_string();
        assert!(told.starts_with("x.xlsx[Sheet1]:5:2: id: “c0001” is not in the key"), "{told}");
    }

    #[test]
    fn a_stray_cell_in_the_last_corner_costs_little() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in (0u16..).zip(&columns::coding(&["russia".to_owned()])) {
            sheet.write_string(0, column, name).unwrap();
        }
        sheet.write_string(1_048_575, 16_383, "stray").unwrap();
        let told = workbook("x.xlsx", book.save_to_buffer().unwrap()).unwrap_err().to_string();
        assert!(told.starts_with("x.xlsx[Sheet1]:1048576:"), "{told}");
    }

    #[test]
    fn a_broken_workbook_is_told() {
        let whole = book();
        for end in (0..whole.len()).step_by(61) {
            assert!(workbook("x.xlsx", whole[..end].to_vec()).is_err(), "{end}");
        }
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x5A;
            // Read or told, and no panic.
            drop(workbook("x.xlsx", bytes).map(answers));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told(text in "(id|c0001|russia_label|speaker|party|is_quotation|[,;\t\n\"']|yes|é| ){0,60}") {
            let header = "id,russia_label,speaker,party,is_quotation\n";
            for text in [text.clone(), format!("{header}{text}")] {
                if let Ok(sheet) = Sheet::parse("x.csv", text.as_bytes()) {
                    drop(answers(vec![sheet]));
                }
                let mut documents = Vec::new();
                drop(gold::read("x.jsonl", &text, &["russia".to_owned()], &mut documents));
            }
        }
    }
}
