//! Opens the files that a user names: workbooks, tables, gold.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

use super::gold::{self, Document};
use super::sheets::Sheets;
use crate::lexicons::source::decode;
use crate::lexicons::{LexiconError, LexiconErrors};
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
    for path in paths {
        if let Err(errors) = one(path.as_ref(), key, targets, &mut coded) {
            faults.extend(errors.0);
        }
    }
    if faults.is_empty() { Ok(coded) } else { Err(LexiconErrors(faults)) }
}

fn one(path: &Path, key: &Key, targets: &[String], coded: &mut Coded) -> Result<(), LexiconErrors> {
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
    let coder = path.file_stem().unwrap_or_default().to_string_lossy();
    match kind {
        Kind::Gold => gold::read(&shown, &decode(&bytes), targets, &mut coded.gold),
        Kind::Table => {
            let sheet = Sheet::parse(&shown, &bytes)?;
            if is_missed(&sheet) {
                coded.sheets.missed(&sheet, key, targets)
            } else {
                coded.sheets.coding(&sheet, &coder, key, targets)
            }
        }
        Kind::Workbook => {
            for sheet in workbook(&shown, bytes)? {
                if is_missed(&sheet) {
                    coded.sheets.missed(&sheet, key, targets)?;
                } else {
                    coded.sheets.coding(&sheet, &coder, key, targets)?;
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
    let broken = |error: &dyn std::fmt::Display| {
        let help = "save it again as .xlsx, or as .csv";
        LexiconError::file(shown, format!("is no workbook that can be read: {error}"), help)
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let names = book.sheet_names();
    let called = |wanted: &str| names.iter().find(|name| name.trim().eq_ignore_ascii_case(wanted));
    let mut wanted: Vec<&String> = called(columns::CODING).into_iter().collect();
    if wanted.is_empty() {
        wanted.extend(names.iter().filter(|name| Some(*name) != called(columns::MISSED)));
    }
    let mut found = Vec::new();
    for name in wanted.into_iter().chain(called(columns::MISSED)) {
        let range = book.worksheet_range(name).map_err(|e| broken(&e))?;
        let (top, left) = range.start().unwrap_or_default();
        let rows = (u64::from(top) + 1..).zip(range.rows().map(|row| {
            let gap = std::iter::repeat_n(String::new(), left as usize);
            gap.chain(row.iter().map(cell)).collect()
        }));
        let sheet = Sheet::of_cells(&format!("{shown}[{name}]"), rows)?;
        if called(columns::CODING) == Some(name)
            || sheet.column(columns::ID).is_some()
            || is_missed(&sheet)
        {
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

/// A cell in words.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
