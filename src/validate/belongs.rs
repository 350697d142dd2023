//! Whether gold and sheets belong to the reports: figures of articles that a run never saw tell
//! nothing of the program.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rustc_hash::FxHashSet;

use super::cases::{Cases, last_part};
use super::coded::{Coded, Document};
use super::program::{self, Program};
use crate::lexicons::source::decode;
use crate::people::corrections::cells;

/// One row an input of the run.
const FILE: &str = "articles.csv";
const ARTICLE: &str = "article";

/// Takes gold documents of articles that the reports do not hold out of `coded.gold`, and
/// names them as `coded.strangers`. An article without a statement is known from `articles.csv`; where that lacks,
/// only those with statements are.
///
/// # Errors
/// When the file cannot be read.
pub fn take_strangers(reports: &Path, program: &Program, coded: &mut Coded) -> io::Result<()> {
    if coded.gold.is_empty() {
        return Ok(());
    }
    let mut known: FxHashSet<String> =
        program.articles.names.iter().map(|name| last_part(name).to_owned()).collect();
    let path = if reports.is_dir() { reports.join(FILE) } else { reports.with_file_name(FILE) };
    if path.exists() {
        listed(&path, &mut known)?;
    }
    let is = |document: &Document| known.contains(last_part(&document.article));
    let (own, strange): (Vec<_>, Vec<_>) =
        std::mem::take(&mut coded.gold).into_iter().partition(is);
    coded.gold = own;
    coded.strangers = strange.into_iter().map(|document| document.article).collect();
    Ok(())
}

/// Adds the articles that the file lists.
fn listed(path: &Path, known: &mut FxHashSet<String>) -> io::Result<()> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let delimiter = program::delimiter(file.fill_buf()?);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file);
    let header = reader.byte_headers().map_err(io::Error::other)?;
    let is = |cell: &[u8]| decode(cell).trim().trim_matches('\u{FEFF}') == ARTICLE;
    let Some(at) = header.iter().position(is) else { return Ok(()) };
    for record in reader.byte_records() {
        let record = record.map_err(io::Error::other)?;
        let name = cells::as_compared(decode(record.get(at).unwrap_or_default()).trim());
        known.insert(last_part(&name).to_owned());
    }
    Ok(())
}

/// Why nothing that is coded can be compared, if so.
pub fn nothing_shared(cases: &Cases, strangers: &[String]) -> Option<String> {
    let first = match (cases.all.len() as u64, strangers) {
        (0, [first, ..]) => format!("article of gold, as “{first}”"),
        (coded, _) if coded > 0 && cases.gone == coded => "statement of the sheets".to_owned(),
        _ => return None,
    };
    Some(format!(
        "the reports hold no {first}: they are of other articles, or of another run\n  \
         give the folder of the run that was coded as --reports"
    ))
}
