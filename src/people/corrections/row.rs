//! Rows of `corrections.csv`, each checked by itself.

use super::cells;
use super::columns::{self, KEY, OWN_OF_REVIEW, WORDS};
use super::quote;
use super::sheet::{Sheet, SheetRow};
use crate::lexicons::{LexiconError, LexiconErrors, saved};
use crate::people::fold;
use crate::reading::Label;

/// What a correction speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// One statement.
    Statement {
        /// Id of the article, as reports show it.
        article: String,
        /// Hash of the words.
        quote: String,
    },
    /// A speaker in one article.
    Article {
        /// Id of the article, as reports show it.
        article: String,
        /// Name or id of the speaker.
        name: String,
    },
    /// A speaker in all articles.
    Everywhere {
        /// Name or id of the speaker.
        name: String,
    },
}

impl Key {
    /// The article, where it is about one.
    pub fn article(&self) -> Option<&str> {
        match self {
            Self::Statement { article, .. } | Self::Article { article, .. } => Some(article),
            Self::Everywhere { .. } => None,
        }
    }

    /// The speaker, where it is about one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Article { name, .. } | Self::Everywhere { name } => Some(name),
            Self::Statement { .. } => None,
        }
    }
}

/// What a human says: `None` for no answer, empty words for "nobody" and "none".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Who spoke; of a speaker: what he or she is called.
    pub speaker: Option<String>,
    /// Party.
    pub party: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Label for each target; `Some(None)` for "not addressed".
    pub labels: Vec<Option<Option<Label>>>,
    /// Whether it shall not count.
    pub drop: Option<bool>,
    /// Who else this is.
    pub merge_with: Option<String>,
    /// Who this is not.
    pub keep_apart: Option<String>,
}

impl Answer {
    fn is_empty(&self) -> bool {
        self.labels.iter().all(Option::is_none)
            && *self == Self { labels: self.labels.clone(), ..Self::default() }
    }
}

/// A row that answers something.
#[derive(Clone, Debug)]
pub struct Correction {
    /// What it speaks of.
    pub key: Key,
    /// What it says.
    pub answer: Answer,
    /// Line in the file, from 1.
    pub line: u64,
    /// Its cells in order of [`header`](super::header), then of [`OWN_OF_REVIEW`], as they
    /// stand.
    pub cells: Vec<String>,
}

/// All rows that answer something; those that do not are questions still open.
pub(super) fn read(sheet: &Sheet, targets: &[&str]) -> Result<Vec<Correction>, LexiconErrors> {
    let mut errors = LexiconErrors(header_faults(sheet, targets));
    if !errors.0.is_empty() {
        return Err(errors);
    }
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let reader = RowReader { sheet, row, targets };
        match reader.read() {
            Ok(correction) => rows.extend(correction),
            Err(faults) => errors.0.extend(faults),
        }
    }
    if errors.0.is_empty() { Ok(rows) } else { Err(errors) }
}

/// What is wrong with the names of the columns.
fn header_faults(sheet: &Sheet, targets: &[&str]) -> Vec<LexiconError> {
    let own = columns::header(targets);
    let known = |name: &str| own.iter().any(|c| c == name) || OWN_OF_REVIEW.contains(&name);
    let help = format!("columns are {}; those of review.csv may stay", own.join(", "));
    let fault = |number, what| sheet.fault(sheet.header_line, number, what, &help);
    let mut faults = Vec::new();
    for (number, name) in sheet.header.iter().enumerate() {
        let empty = || sheet.rows.iter().all(|row| sheet.cell(row, number).is_empty());
        if name.is_empty() && empty() {
            continue;
        }
        if !known(name) {
            let near = saved::similar(name, own.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            faults.push(fault(number, format!("no column is called “{name}”{near}")));
        } else if sheet.column(name) != Some(number) {
            faults.push(fault(number, format!("two columns are called “{name}”")));
        }
    }
    let keyless = ["quote_hash", "name"].iter().all(|&key| sheet.column(key).is_none());
    if faults.is_empty() && keyless && !sheet.header.is_empty() {
        faults.push(fault(0, "no column says what a row speaks of".to_owned()));
    }
    faults
}

/// One row being read.
struct RowReader<'a> {
    sheet: &'a Sheet,
    row: &'a SheetRow,
    targets: &'a [&'a str],
}

impl RowReader<'_> {
    fn cell(&self, column: &str) -> &str {
        self.sheet.column(column).map_or("", |number| self.sheet.cell(self.row, number))
    }

    fn fault(&self, column: &str, what: &str, help: &str) -> LexiconError {
        self.sheet.fault_in(self.row.line, column, what, help)
    }

    fn read(&self) -> Result<Option<Correction>, Vec<LexiconError>> {
        let answer = self.answer()?;
        if answer.is_empty() {
            return Ok(None);
        }
        let key = self.key().map_err(|fault| vec![fault])?;
        let faults = self.misplaced(&key, &answer);
        if !faults.is_empty() {
            return Err(faults);
        }
        let columns = columns::header(self.targets);
        let columns = columns.iter().map(String::as_str).chain(OWN_OF_REVIEW.iter().copied());
        let cells = columns.map(|column| cells::plain(self.cell(column)).to_owned()).collect();
        Ok(Some(Correction { key, answer, line: self.row.line, cells }))
    }

    fn answer(&self) -> Result<Answer, Vec<LexiconError>> {
        let mut faults = Vec::new();
        let [speaker, party, country, role, merge_with, keep_apart] =
            WORDS.map(|column| cells::words(self.cell(column)));
        let mut answer =
            Answer { speaker, party, country, role, merge_with, keep_apart, ..Answer::default() };
        for target in self.targets {
            let column = columns::label(target);
            answer.labels.push(cells::label(self.cell(&column)).unwrap_or_else(|help| {
                faults.push(self.fault(&column, &unfit(self.cell(&column)), &help));
                None
            }));
        }
        answer.drop = cells::truth(self.cell("drop")).unwrap_or_else(|help| {
            faults.push(self.fault("drop", &unfit(self.cell("drop")), &help));
            None
        });
        if faults.is_empty() { Ok(answer) } else { Err(faults) }
    }

    fn key(&self) -> Result<Key, LexiconError> {
        let [article, quote, name] = KEY.map(|column| cells::plain(self.cell(column)));
        let article = cells::as_compared(article);
        match (article.is_empty(), quote.is_empty(), name.is_empty()) {
            (_, false, false) => Err(self.fault(
                "name",
                "the row speaks of a statement and of a speaker",
                "leave quote_hash or name empty; whose statement it is goes into speaker",
            )),
            (false, false, true) if !quote::is_hash(&quote.to_lowercase()) => Err(self.fault(
                "quote_hash",
                &unfit(quote),
                "copy it from review.csv or statements.csv: q0123456789ab",
            )),
            (false, false, true) => Ok(Key::Statement { article, quote: quote.to_lowercase() }),
            (true, false, true) => Err(self.fault(
                "article",
                "empty, where a quotation is named",
                "copy the article's id beside the quote_hash",
            )),
            (_, true, false) if fold::key(name).is_empty() => {
                Err(self.fault("name", &unfit(name), "write a name or a speaker_id"))
            }
            (false, true, false) => Ok(Key::Article { article, name: name.to_owned() }),
            (true, true, false) => Ok(Key::Everywhere { name: name.to_owned() }),
            (_, true, true) => Err(self.fault(
                "article",
                "the row answers, and does not say what",
                "name a statement by article and quote_hash, or a speaker by name",
            )),
        }
    }

    /// Answers that do not fit what the row speaks of.
    fn misplaced(&self, key: &Key, answer: &Answer) -> Vec<LexiconError> {
        let everywhere = matches!(key, Key::Everywhere { .. });
        let mut faults = Vec::new();
        for (column, cell) in
            [("merge_with", &answer.merge_with), ("keep_apart", &answer.keep_apart)]
        {
            let Some(other) = cell else { continue };
            if !everywhere {
                let help = "fill in name, and leave article and quote_hash empty";
                faults.push(self.fault(column, "holds for a speaker in all articles", help));
            } else if fold::key(other).is_empty() {
                let help = "write a name or a speaker_id";
                faults.push(self.fault(column, &unfit(other), help));
            }
        }
        if answer.merge_with.is_some() && answer.speaker.is_some() {
            let help = "write two rows: whom the name is merged with, and what that one is called";
            faults.push(self.fault("merge_with", "speaker says already who it is", help));
        }
        if let (Some(number), false) =
            (answer.labels.iter().position(Option::is_some), matches!(key, Key::Statement { .. }))
        {
            let column = columns::label(self.targets[number]);
            let help = "name a statement by article and quote_hash";
            faults.push(self.fault(&column, "a label is that of one statement", help));
        }
        if let Some(speaker) = answer.speaker.as_ref().filter(|s| !s.is_empty())
            && fold::key(speaker).is_empty()
        {
            let help = "write a name or a speaker_id, or - for nobody";
            faults.push(self.fault("speaker", &unfit(speaker), help));
        }
        faults
    }
}

fn unfit(cell: &str) -> String {
    if cell.is_empty() {
        "nobody can be meant".to_owned()
    } else {
        format!("“{cell}” does not fit")
    }
}
