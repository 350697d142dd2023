//! `key.csv`: which statement a row of the coding sheets is, for the analyst alone.

use std::io;
use std::path::Path;

use rustc_hash::FxHashMap;

use crate::lexicons::{LexiconError, LexiconErrors};
use crate::people::corrections::cells;
use crate::people::corrections::sheet::{Sheet, SheetRow};
use crate::reports::{Style, Table};

/// Name of the file.
pub const FILE: &str = "key.csv";

/// Columns.
const HEADER: [&str; 9] = [
    "kind",
    "coding_id",
    "statement_id",
    "article",
    "quote_hash",
    "stratum",
    "weight",
    "coders",
    "drawn_with",
];

/// What a row is of.
const STATEMENT: &str = "statement";
const ARTICLE: &str = "article";
/// All statements that were drawn from; their number stands as weight.
const FRAME: &str = "frame";

/// One statement that was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Neutral name of the row.
    pub id: String,
    /// Id in `statements.csv`.
    pub statement: String,
    /// Id of the article.
    pub article: String,
    /// Hash of the words.
    pub quote: String,
    /// Name of the stratum.
    pub stratum: String,
    /// How many statements it stands for.
    pub weight: f64,
    /// Numbers of the coders, as `1;2`.
    pub coders: String,
    /// Whether it was drawn only because its article was.
    pub with_article: bool,
}

/// One article that was drawn whole.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeEntry {
    /// Neutral name of the article.
    pub id: String,
    /// Its id in the reports.
    pub article: String,
    /// How many articles it stands for.
    pub weight: f64,
    /// Number of its coder.
    pub coder: String,
}

/// The whole key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    /// Statements.
    pub entries: Vec<Entry>,
    /// Whole articles.
    pub articles: Vec<WholeEntry>,
    /// How many statements were drawn from; a key of an earlier version does not tell.
    pub frame: Option<u64>,
    places: FxHashMap<String, usize>,
}

impl Key {
    /// A key of these.
    pub fn new(entries: Vec<Entry>, articles: Vec<WholeEntry>) -> Self {
        let places = entries.iter().enumerate().map(|(i, entry)| (entry.id.clone(), i)).collect();
        Self { entries, articles, frame: None, places }
    }

    /// The same, drawn from so many statements.
    pub fn drawn_from(self, statements: u64) -> Self {
        Self { frame: Some(statements), ..self }
    }

    /// The statement of a row.
    pub fn entry(&self, id: &str) -> Option<(usize, &Entry)> {
        let &place = self.places.get(id)?;
        Some((place, &self.entries[place]))
    }

    /// The file.
    ///
    /// # Errors
    /// None that memory does not make.
    pub fn to_bytes(&self, style: Style) -> io::Result<Vec<u8>> {
        let mut table = Table::csv(Vec::new(), style, &HEADER)?;
        for e in &self.entries {
            table.plain(STATEMENT).plain(&e.id).plain(&e.statement).text(&e.article);
            table.plain(&e.quote).text(&e.stratum).number(e.weight).plain(&e.coders);
            table.plain(if e.with_article { "article" } else { "stratum" }).end()?;
        }
        for e in &self.articles {
            table.plain(ARTICLE).plain(&e.id).empty().text(&e.article).skip(2);
            table.number(e.weight).plain(&e.coder).plain("article").end()?;
        }
        if let Some(size) = self.frame {
            table.plain(FRAME).skip(5).count(size).skip(2).end()?;
        }
        Ok(table.finish()?.csv.unwrap_or_default())
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, lacks columns, or has two rows of one name or a weight that is
    /// none.
    pub fn load(path: &Path) -> Result<Self, LexiconErrors> {
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            let help = "give the key.csv that `onrecord sample` wrote as --key";
            LexiconError::file(&shown, format!("cannot be read: {error}"), help)
        })?;
        let sheet = Sheet::parse(&shown, &bytes)?;
        let mut faults = missing_columns(&sheet);
        let (mut entries, mut articles): (Vec<Entry>, Vec<WholeEntry>) = Default::default();
        let mut frame = None;
        let mut lines: FxHashMap<(&str, &str), u64> = FxHashMap::default();
        for row in sheet.rows.iter().take_while(|_| faults.is_empty()) {
            let cell = |name| sheet.column(name).map_or("", |column| sheet.cell(row, column));
            let id = cell("coding_id");
            if let Some(first) = lines.insert((cell("kind"), id), row.line) {
                let what = format!("“{id}” is there twice");
                let help = format!("keep one of the two rows; the other one is {shown}:{first}");
                faults.push(sheet.fault_in(row.line, "coding_id", &what, &help));
                break;
            }
            match read_row(&sheet, row) {
                Ok(Row::Statement(entry)) => entries.push(entry),
                Ok(Row::Article(entry)) => articles.push(entry),
                Ok(Row::Frame(size)) => frame = Some(size),
                Err(fault) => {
                    faults.push(fault);
                    break;
                }
            }
        }
        if !faults.is_empty() {
            return Err(LexiconErrors(faults));
        }
        Ok(Self { frame, ..Self::new(entries, articles) })
    }
}

fn missing_columns(sheet: &Sheet) -> Vec<LexiconError> {
    let missing = HEADER.iter().filter(|name| sheet.column(name).is_none());
    missing
        .map(|name| {
            let help = "give the key.csv as `onrecord sample` wrote it";
            sheet.fault(sheet.header_line.max(1), 0, format!("no column is called “{name}”"), help)
        })
        .collect()
}

enum Row {
    Statement(Entry),
    Article(WholeEntry),
    Frame(u64),
}

fn read_row(sheet: &Sheet, row: &SheetRow) -> Result<Row, LexiconError> {
    let cell = |name: &str| sheet.column(name).map_or("", |column| sheet.cell(row, column));
    let own = |name: &str| cells::plain(cell(name)).to_owned();
    let weight = cell("weight").replace(',', ".").parse::<f64>().ok();
    let Some(weight) = weight.filter(|w| w.is_finite() && *w > 0.0) else {
        let what = format!("“{}” is no weight", cell("weight"));
        return Err(sheet.fault_in(row.line, "weight", &what, "a number above 0, as 12.5000"));
    };
    match cell("kind") {
        STATEMENT => Ok(Row::Statement(Entry {
            id: own("coding_id"),
            statement: own("statement_id"),
            article: cells::as_compared(cell("article")),
            quote: own("quote_hash"),
            stratum: own("stratum"),
            weight,
            coders: own("coders"),
            with_article: cell("drawn_with") == ARTICLE,
        })),
        ARTICLE => Ok(Row::Article(WholeEntry {
            id: own("coding_id"),
            article: cells::as_compared(cell("article")),
            weight,
            coder: own("coders"),
        })),
        // A count: a spreadsheet may have given it decimals.
        FRAME => Ok(Row::Frame(weight.round() as u64)),
        other => {
            let what = format!("“{other}” does not fit");
            Err(sheet.fault_in(row.line, "kind", &what, "statement, article or frame"))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn key() -> Key {
        let entry = |id: &str| Entry {
            id: id.to_owned(),
            statement: "s1-1".into(),
            article: "a.txt".into(),
            quote: "q0123456789ab".into(),
            stratum: "all".into(),
            weight: 2.5,
            coders: "1;2".into(),
            with_article: false,
        };
        let whole = WholeEntry {
            id: "a01".into(),
            article: "a.txt".into(),
            weight: 9.0,
            coder: "1".into(),
        };
        Key::new(vec![entry("c0001"), entry("c0002")], vec![whole]).drawn_from(723)
    }

    fn load(text: &str) -> Result<Key, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, text).unwrap();
        Key::load(&path).map_err(|errors| errors.to_string())
    }

    #[test]
    fn a_key_comes_back_as_it_was_written() {
        let text = String::from_utf8(key().to_bytes(Style::default()).unwrap()).unwrap();
        assert_eq!(load(&text).unwrap(), key());
        let older: Vec<&str> = text.lines().filter(|line| !line.starts_with(FRAME)).collect();
        assert_eq!(load(&older.join("\n")).unwrap().frame, None, "an earlier version had none");
    }

    #[test]
    fn a_row_that_is_there_twice_is_told() {
        let text = String::from_utf8(key().to_bytes(Style::default()).unwrap()).unwrap();
        for (name, line) in [("c0001", 2), ("a01", 4), ("frame", 5)] {
            let row = text.lines().find(|row| row.contains(name)).unwrap();
            let told = load(&format!("{}\n{row}\n", text.trim_end())).unwrap_err();
            assert!(told.contains("key.csv:6:") && told.contains("is there twice"), "{told}");
            assert!(told.contains(&format!("key.csv:{line}")), "{told}");
        }
    }
}
