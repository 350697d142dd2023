//! Which rows of the lexicons stand behind signs that people do not see: `evidence.csv` beside
//! what most coders say.

use std::collections::BTreeMap;
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

/// The rows, those that are wrong most often first; none where the folder has no evidence.
pub fn rows(reports: &Path, cases: &Cases, program: &Program) -> std::io::Result<Vec<LexiconRow>> {
    let path = if reports.is_dir() { reports.join(FILE) } else { reports.with_file_name(FILE) };
    if !path.exists() {
        return Ok(Vec::new());
    }
    let signs = signs(cases, program);
    let bytes = std::fs::File::open(&path)?;
    let mut start = std::io::BufReader::new(bytes);
    let delimiter = super::program::delimiter(std::io::BufRead::fill_buf(&mut start)?);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(start);
    let header: Vec<String> = {
        let header = reader.byte_headers().map_err(std::io::Error::other)?;
        header.iter().map(|c| decode(c).trim().trim_start_matches('\u{FEFF}').to_owned()).collect()
    };
    let places = COLUMNS.map(|name| header.iter().position(|column| column == name));
    let mut found: BTreeMap<(String, u64), LexiconRow> = BTreeMap::new();
    for record in reader.byte_records() {
        let record = record.map_err(std::io::Error::other)?;
        let [id, target, term, lexicon, row, contribution] =
            places.map(|place| decode(place.and_then(|at| record.get(at)).unwrap_or_default()));
        let contribution = contribution.replace(',', ".").parse::<f64>().unwrap_or(0.0);
        let (Ok(row), Some(&(program, people))) = (row.parse::<u64>(), signs.get(&(id, target)))
        else {
            continue;
        };
        // Only what pulls to the side that the program takes.
        if contribution * f64::from(program) <= 0.0 {
            continue;
        }
        let lexicon = cells::plain(&lexicon).to_owned();
        let entry = found.entry((lexicon.clone(), row)).or_insert_with(|| LexiconRow {
            lexicon,
            row,
            term: cells::plain(&term).to_owned(),
            ..LexiconRow::default()
        });
        entry.hits += 1;
        *match program * people {
            1 => &mut entry.right,
            -1 => &mut entry.opposite,
            _ => &mut entry.no_side,
        } += 1;
    }
    let mut rows: Vec<LexiconRow> = found.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((2 * row.opposite + row.no_side, row.hits)));
    Ok(rows)
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
