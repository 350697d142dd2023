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
