//! Which rows of the lexicons stand behind signs that people do not see: `evidence.csv` beside
//! what most coders say.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::cases::Cases;
use super::program::Program;
use crate::lexicons::source::decode;
use crate::people::corrections::cells;

/// A row of `rows.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LexiconRow {
    /// Lexicon file.
    pub lexicon: String,
    /// Line in it.
    pub row: u64,
    /// The words, as they stand where it was met first.
    pub term: String,
    /// Scores that take a side and that it helped to make.
    pub hits: u64,
    /// Of these, people see the same side.
    pub right: u64,
    /// People see no side.
    pub no_side: u64,
    /// People see the other side.
    pub opposite: u64,
}

const FILE: &str = "evidence.csv";
const COLUMNS: [&str; 6] = ["statement_id", "target", "term", "lexicon", "row", "contribution"];

/// What a row of the evidence says.
struct Hit {
    statement: String,
    target: String,
    term: String,
    lexicon: String,
    row: u64,
    contribution: f64,
}

/// The rows, those that are wrong most often first; none where the folder has no evidence.
///
/// # Errors
/// When the file cannot be read.
pub fn rows(reports: &Path, cases: &Cases, program: &Program) -> io::Result<Vec<LexiconRow>> {
    let path = if reports.is_dir() { reports.join(FILE) } else { reports.with_file_name(FILE) };
    if !path.exists() {
        return Ok(Vec::new());
    }
    let signs = signs(cases, program);
    let mut found: BTreeMap<(String, u64), LexiconRow> = BTreeMap::new();
    each_hit(&path, |hit| {
        let Some(&(program, people)) = signs.get(&(hit.statement, hit.target)) else { return };
        // Only what pulls to the side that the program takes.
        if hit.contribution * f64::from(program) > 0.0 {
            let (lexicon, row, term) = (hit.lexicon, hit.row, hit.term);
            let entry = found.entry((lexicon.clone(), row)).or_insert_with(|| LexiconRow {
                lexicon,
                row,
                term,
                ..LexiconRow::default()
            });
            entry.count(program * people);
        }
    })?;
    let mut rows: Vec<LexiconRow> = found.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((2 * row.opposite + row.no_side, row.hits)));
    Ok(rows)
}

impl LexiconRow {
    /// Counts a sign that it helped to make: 1 where people see it, -1 where they see the other.
    fn count(&mut self, agreement: i32) {
        self.hits += 1;
        *match agreement {
            1 => &mut self.right,
            -1 => &mut self.opposite,
            _ => &mut self.no_side,
        } += 1;
    }
}

/// Reads the file row by row; rows that no lexicon made are passed over.
fn each_hit(path: &Path, mut take: impl FnMut(Hit)) -> io::Result<()> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let delimiter = super::program::delimiter(file.fill_buf()?);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file);
    let header = reader.byte_headers().map_err(io::Error::other)?;
    let header: Vec<String> =
        header.iter().map(|c| decode(c).trim().trim_matches('\u{FEFF}').to_owned()).collect();
    let places = COLUMNS.map(|name| header.iter().position(|column| column == name));
    for record in reader.byte_records() {
        let record = record.map_err(io::Error::other)?;
        let [statement, target, term, lexicon, row, contribution] = places.map(|place| {
            let cell = place.and_then(|at| record.get(at)).unwrap_or_default();
            decode(cell).trim().to_owned()
        });
        if let Ok(row) = row.parse() {
            let contribution =
                contribution.replace(',', ".").replace('−', "-").parse().unwrap_or(0.0);
            let own = |cell: &str| cells::plain(cell).to_owned();
            let (term, lexicon) = (own(&term), own(&lexicon));
            take(Hit { statement, target, term, lexicon, row, contribution });
        }
    }
    Ok(())
}

/// The program's sign and the people's, by statement and target, where the program takes a side.
fn signs(cases: &Cases, program: &Program) -> FxHashMap<(String, String), (i32, i32)> {
    let mut signs = FxHashMap::default();
    for case in cases.all.iter().filter(|case| !case.optional && case.said.len() == 1) {
        let said = &program.said[case.said[0]];
        for (t, target) in program.targets.iter().enumerate() {
            let sign = said.labels[t].sign();
            if let Some(people) = case.label(t).filter(|_| sign != 0) {
                let key = (said.id.clone(), target.clone());
                signs.insert(key, (sign, people.answer.sign()));
            }
        }
    }
    signs
}
