//! What the program says: the rows of `statements.csv`, however a spreadsheet saved them again.
//!
//! Rows of articles that people coded are kept whole; of the others stays what is counted.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::Class;
use crate::lexicons::source::decode;
use crate::people::corrections::cells;

/// A statement of an article that people coded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Its id.
    pub id: String,
    /// Number of its article.
    pub article: u32,
    /// Hash of its words.
    pub quote_hash: String,
    /// Its words.
    pub quote: String,
    /// Where they stand, in code points.
    pub spans: Vec<(usize, usize)>,
    /// Without quotation marks.
    pub indirect: bool,
    /// Canonical name; empty for nobody.
    pub speaker: String,
    /// Party; empty for none.
    pub party: String,
    /// Party with its country: parties of one name in two countries are two.
    pub party_of_country: String,
    /// The rule that found the speaker.
    pub rule: String,
    /// Chance that the mention is right.
    pub mention_confidence: Option<f64>,
    /// Chance that the speaker is right.
    pub speaker_confidence: Option<f64>,
    /// For each target.
    pub labels: Vec<Class>,
    /// For each target, where it is addressed.
    pub scores: Vec<Option<f64>>,
    /// Why, in words, for each target.
    pub evidence: Vec<String>,
}

/// A statement of the tally, as it is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Number of its article.
    pub article: u32,
    /// Number of the speaker among [`Program::speakers`].
    pub speaker: u32,
    /// Number of the party among [`Program::parties`].
    pub party: u32,
    /// For each target.
    pub labels: Vec<Class>,
    /// For each target; 0 where it is not addressed.
    pub scores: Vec<f32>,
}

/// Names with a number each.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// By number.
    pub names: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Numbers {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The number of a name.
    pub fn get(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }
}

/// All that a run says.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Ids of targets, in order.
    pub targets: Vec<String>,
    /// Articles with statements.
    pub articles: Numbers,
    /// Speakers, by id and name.
    pub speakers: Numbers,
    /// Parties, with their country.
    pub parties: Numbers,
    /// Statements of articles that people coded, in order of file.
    pub said: Vec<Said>,
    /// Statements of the tally.
    pub counted: Vec<Counted>,
}

/// Why the reports cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// The file fails.
    #[error(
        "cannot read {}: {source}\n  give the folder that a run wrote as --reports",
        path.display()
    )]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what a run writes.
    #[error("{}:{line}:{column}: {what}", path.display())]
    Row {
        /// Which file.
        path: PathBuf,
        /// Line from 1.
        line: u64,
        /// Column from 1, counted in cells.
        column: usize,
        /// What is wrong, and what is allowed.
        what: String,
    },
}

/// Name of the file.
const FILE: &str = "statements.csv";

/// The statements of a reports folder, opened: targets are known, rows are not read yet.
pub struct Statements {
    path: PathBuf,
    reader: csv::Reader<BufReader<File>>,
    columns: FxHashMap<String, usize>,
    /// Ids of targets, in order of columns.
    pub targets: Vec<String>,
}

const LABEL: &str = "_label";
const SENTIMENT: &str = "sentiment";

/// Columns without which nothing can be said.
const NEEDED: &[&str] =
    &["statement_id", "article", "speaker", "party", "segments", "in_tally", "quote_hash"];

impl Statements {
    /// Opens those of the folder `reports`.
    ///
    /// # Errors
    /// When there are none, or columns lack.
    pub fn open(reports: &Path) -> Result<Self, ProgramError> {
        let path = if reports.is_dir() { reports.join(FILE) } else { reports.to_owned() };
        let io = |source| ProgramError::Io { path: path.clone(), source };
        let mut file = BufReader::with_capacity(1 << 16, File::open(&path).map_err(io)?);
        if file.fill_buf().map_err(io)?.starts_with(b"\xEF\xBB\xBF") {
            file.consume(3);
        }
        let delimiter = delimiter(file.fill_buf().map_err(io)?);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(true)
            .from_reader(file);
        let header = reader.byte_headers().map_err(|e| ProgramError::Io {
            path: path.clone(),
            source: std::io::Error::other(e),
        })?;
        let header: Vec<String> = header.iter().map(|c| decode(c).trim().to_owned()).collect();
        let targets = targets(&header);
        let columns: FxHashMap<String, usize> =
            header.into_iter().enumerate().map(|(i, name)| (name, i)).collect();
        let missing = NEEDED.iter().find(|name| !columns.contains_key(**name));
        if let Some(missing) = missing {
            let what =
                format!("no column is called “{missing}”; give reports as a run writes them");
            return Err(ProgramError::Row { path, line: 1, column: 1, what });
        }
        Ok(Self { path, reader, columns, targets })
    }

    /// Reads all rows; those of articles that `coded` says yes to are kept whole.
    ///
    /// # Errors
    /// When the disk fails, or a cell is not what a run writes.
    pub fn read(mut self, coded: impl Fn(&str) -> bool) -> Result<Program, ProgramError> {
        let mut program = Program { targets: self.targets.clone(), ..Program::default() };
        let mut record = ByteRecord::new();
        loop {
            match self.reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(program),
                Err(error) => {
                    let source = std::io::Error::other(error);
                    return Err(ProgramError::Io { path: self.path, source });
                }
            }
            if record.iter().any(|cell| !cell.is_empty()) {
                let row = Row { of: &self, record: &record };
                row.enter(&mut program, &coded)?;
            }
        }
    }
}

/// The sign that the first line has most of.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |sign: u8| line.iter().filter(|&&b| b == sign).count();
    let signs = [b'|', b'\t', b';', b','];
    signs.into_iter().max_by_key(|&sign| count(sign)).unwrap_or(b',')
}

/// The targets that have label and score.
fn targets(header: &[String]) -> Vec<String> {
    let labels = header.iter().filter_map(|name| name.strip_suffix(LABEL));
    let has = |name: String| header.contains(&name);
    let targets = labels.filter(|t| *t != SENTIMENT && has(format!("{t}_score")));
    targets.map(str::to_owned).collect()
}

/// A row being read.
struct Row<'a> {
    of: &'a Statements,
    record: &'a ByteRecord,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> String {
        let at = self.of.columns.get(column);
        let bytes = at.and_then(|&at| self.record.get(at)).unwrap_or_default();
        decode(bytes).trim().to_owned()
    }

    fn unfit(&self, column: &str, allowed: &str) -> ProgramError {
        ProgramError::Row {
            path: self.of.path.clone(),
            line: self.record.position().map_or(0, csv::Position::line),
            column: self.of.columns.get(column).map_or(1, |at| at + 1),
            what: format!("{column}: “{}” does not fit: {allowed}", self.cell(column)),
        }
    }

    /// A number, with a point or, from some spreadsheets, a comma.
    fn number(&self, column: &str) -> Result<Option<f64>, ProgramError> {
        let cell = self.cell(column).replace(',', ".").replace('−', "-");
        if cell.is_empty() {
            return Ok(None);
        }
        let number = cell.parse::<f64>().ok().filter(|n| n.is_finite());
        number.map(Some).ok_or_else(|| self.unfit(column, "a number, or nothing"))
    }

    fn labels(&self) -> Result<Vec<Class>, ProgramError> {
        let label = |target: &String| {
            let column = format!("{target}{LABEL}");
            let class = Class::of_cell(&self.cell(&column));
            class
                .map(|class| class.unwrap_or(Class::NotAddressed))
                .map_err(|_| self.unfit(&column, "favourable, neutral, unfavourable, or nothing"))
        };
        self.of.targets.iter().map(label).collect()
    }

    fn scores(&self) -> Result<Vec<Option<f64>>, ProgramError> {
        self.of.targets.iter().map(|t| self.number(&format!("{t}_score"))).collect()
    }

    fn spans(&self) -> Result<Vec<(usize, usize)>, ProgramError> {
        let cell = self.cell("segments");
        let span = |words: &str| {
            let (start, end) = words.split_once("..")?;
            Some((start.trim().parse().ok()?, end.trim().parse().ok()?))
        };
        let spans = cell.split(';').filter(|words| !words.trim().is_empty()).map(span);
        let spans: Option<Vec<(usize, usize)>> = spans.collect();
        spans.ok_or_else(|| self.unfit("segments", "as 12..80;95..130"))
    }

    fn enter(
        &self,
        program: &mut Program,
        coded: &impl Fn(&str) -> bool,
    ) -> Result<(), ProgramError> {
        let name = cells::as_compared(&self.cell("article"));
        let article = program.articles.of(&name);
        let (labels, scores) = (self.labels()?, self.scores()?);
        if self.cell("in_tally").eq_ignore_ascii_case("true") {
            let speaker = format!("{}\t{}", self.plain("speaker"), self.cell("speaker_id"));
            program.counted.push(Counted {
                article,
                speaker: program.speakers.of(&speaker),
                party: program.parties.of(&self.party_of_country()),
                labels: labels.clone(),
                scores: scores.iter().map(|score| score.unwrap_or(0.0) as f32).collect(),
            });
        }
        if coded(&name) {
            let said = Said { article, labels, scores, ..self.said()? };
            program.said.push(said);
        }
        Ok(())
    }

    /// Words that a spreadsheet must not run, as they were.
    fn plain(&self, column: &str) -> String {
        cells::plain(&self.cell(column)).to_owned()
    }

    /// Parties of one name in two countries are two.
    fn party_of_country(&self) -> String {
        match (self.plain("party"), self.cell("country")) {
            (party, country) if party.is_empty() || country.is_empty() => party,
            (party, country) => format!("{party} ({country})"),
        }
    }

    /// The row without article, labels and scores.
    fn said(&self) -> Result<Said, ProgramError> {
        let evidence = self.of.targets.iter().map(|t| self.cell(&format!("{t}_evidence")));
        Ok(Said {
            id: self.cell("statement_id"),
            quote_hash: self.cell("quote_hash"),
            quote: self.plain("quote"),
            spans: self.spans()?,
            indirect: self.cell("kind") == "indirect",
            speaker: self.plain("speaker"),
            party: self.plain("party"),
            party_of_country: self.party_of_country(),
            rule: self.cell("rule"),
            mention_confidence: self.number("mention_confidence")?,
            speaker_confidence: self.number("speaker_confidence")?,
            evidence: evidence.collect(),
            ..Said::default()
        })
    }
}
