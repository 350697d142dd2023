//! The rows of sheets, each checked: columns, labels, names of rows, no row twice.

use rustc_hash::FxHashMap;

use super::Answer;
use crate::lexicons::{LexiconError, LexiconErrors};
use crate::people::corrections::cells;
use crate::people::corrections::sheet::{Sheet, SheetRow};
use crate::people::fold;
use crate::validate::key::Key;
use crate::validate::{Class, columns};

/// Answers of all sheets.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// Names of coders: those of their files.
    pub coders: Vec<String>,
    /// Answers to each statement of the key, by its place there.
    pub answers: FxHashMap<usize, Vec<Answer>>,
    /// Rows that were left empty.
    pub blank: u64,
    /// Coding sheets without any answer: nobody who wrote nothing is a coder.
    pub empty: Vec<String>,
    /// Statements that the list lacks.
    pub missed: Vec<Missed>,
    /// Where each coder's answer to a row stands.
    lines: FxHashMap<(usize, usize), (String, u64)>,
    /// Where each missed statement stands, by article and words as compared.
    missed_lines: FxHashMap<(usize, String), (String, u64)>,
}

/// A statement of a whole article that is not in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// Place of the article among the key's.
    pub article: usize,
    /// Its words.
    pub quotation: String,
    /// Who said it.
    pub speaker: String,
    /// For each target.
    pub labels: Vec<Option<Class>>,
}

impl Sheets {
    /// Takes in a coding sheet.
    ///
    /// # Errors
    /// Every fault, with its place.
    pub(super) fn coding(
        &mut self,
        sheet: &Sheet,
        coder: &str,
        key: &Key,
        targets: &[String],
    ) -> Result<(), LexiconErrors> {
        let needed = [columns::ID, columns::SPEAKER, columns::PARTY, columns::IS_QUOTATION];
        lacking(sheet, &needed, targets)?;
        let rows = sheet.rows.iter().map(|row| Row { sheet, row, targets });
        let (blank, filled): (Vec<Row<'_>>, Vec<Row<'_>>) = rows.partition(Row::is_blank);
        self.blank += blank.len() as u64;
        if filled.is_empty() {
            self.empty.push(sheet.file().to_owned());
            return Ok(());
        }
        let coder = self.coder(coder);
        let mut faults = Vec::new();
        for reader in filled {
            match reader.answer(coder).and_then(|answer| Ok((reader.place(key)?, answer))) {
                Ok((place, answer)) => match self.lines.get(&(coder, place)) {
                    Some((file, line)) => faults.push(reader.fault(
                        columns::ID,
                        &format!("“{}” is coded twice", reader.cell(columns::ID)),
                        &format!("keep one of the two rows; the other one is {file}:{line}"),
                    )),
                    None => {
                        self.lines
                            .insert((coder, place), (sheet.file().to_owned(), reader.row.line));
                        self.answers.entry(place).or_default().push(answer);
                    }
                },
                Err(found) => faults.extend(found.0),
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(LexiconErrors(faults)) }
    }

    /// Takes in a sheet of missed statements.
    ///
    /// # Errors
    /// Every fault, with its place.
    pub(super) fn missed(
        &mut self,
        sheet: &Sheet,
        key: &Key,
        targets: &[String],
    ) -> Result<(), LexiconErrors> {
        lacking(sheet, &[columns::ARTICLE, columns::QUOTATION], targets)?;
        let mut faults = Vec::new();
        for row in &sheet.rows {
            let reader = Row { sheet, row, targets };
            let missed = match reader.missed(key) {
                Ok(Some(missed)) => missed,
                Ok(None) => {
                    self.blank += 1;
                    continue;
                }
                Err(found) => {
                    faults.extend(found.0);
                    continue;
                }
            };
            let words = (missed.article, fold::key(&missed.quotation));
            if let Some((file, line)) = self.missed_lines.get(&words) {
                faults.push(reader.fault(
                    columns::QUOTATION,
                    "this statement of the article is there twice",
                    &format!("keep one of the two rows; the other one is {file}:{line}"),
                ));
                continue;
            }
            self.missed_lines.insert(words, (sheet.file().to_owned(), row.line));
            self.missed.push(missed);
        }
        if faults.is_empty() { Ok(()) } else { Err(LexiconErrors(faults)) }
    }

    fn coder(&mut self, name: &str) -> usize {
        let found = self.coders.iter().position(|coder| coder == name);
        found.unwrap_or_else(|| {
            self.coders.push(name.to_owned());
            self.coders.len() - 1
        })
    }
}

/// A fault for each column that a sheet needs and lacks.
fn lacking(sheet: &Sheet, needed: &[&str], targets: &[String]) -> Result<(), LexiconErrors> {
    let labels: Vec<String> = targets.iter().map(|target| columns::label(target)).collect();
    let all = needed.iter().copied().chain(labels.iter().map(String::as_str));
    let fault = |name: &str| {
        let what = format!("no column is called “{name}”");
        let help = "put it back as `onrecord sample` wrote it; its cells may be empty";
        sheet.fault(sheet.header_line.max(1), 0, what, help)
    };
    let faults: Vec<LexiconError> =
        all.filter(|name| sheet.column(name).is_none()).map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(LexiconErrors(faults)) }
}

/// A row being read.
struct Row<'a> {
    sheet: &'a Sheet,
    row: &'a SheetRow,
    targets: &'a [String],
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        self.sheet.column(column).map_or("", |number| self.sheet.cell(self.row, number))
    }

    fn fault(&self, column: &str, what: &str, help: &str) -> LexiconError {
        self.sheet.fault_in(self.row.line, column, what, help)
    }

    /// Whether nothing was filled in; a note alone is no answer.
    fn is_blank(&self) -> bool {
        let own = [columns::SPEAKER, columns::PARTY, columns::IS_QUOTATION, columns::UNSURE];
        let labels = self.targets.iter().map(|target| columns::label(target));
        own.iter().all(|name| self.cell(name).is_empty())
            && labels.into_iter().all(|name| self.cell(&name).is_empty())
    }

    /// The missed statement; `None` where the row says nothing but perhaps its article.
    ///
    /// # Errors
    /// When it answers for words that it does not hold, or names no article of the key.
    fn missed(&self, key: &Key) -> Result<Option<Missed>, LexiconErrors> {
        let quotation = cells::plain(self.cell(columns::QUOTATION)).to_owned();
        if quotation.is_empty() && self.is_blank() {
            return Ok(None);
        }
        if quotation.is_empty() {
            let help = "copy the words that are said, or empty the row";
            return Err(self.fault(columns::QUOTATION, "the row has no words", help).into());
        }
        let name = cells::plain(self.cell(columns::ARTICLE)).to_lowercase();
        let Some(article) = key.articles.iter().position(|a| a.id == name) else {
            let known: Vec<&str> = key.articles.iter().map(|a| a.id.as_str()).collect();
            let what = format!("no article is called “{name}”");
            let help = format!("names of articles are {}", known.join(", "));
            return Err(self.fault(columns::ARTICLE, &what, &help).into());
        };
        let speaker = cells::plain(self.cell(columns::SPEAKER)).to_owned();
        Ok(Some(Missed { article, quotation, speaker, labels: self.labels()? }))
    }

    /// The statement of the key that the row is.
    fn place(&self, key: &Key) -> Result<usize, LexiconErrors> {
        let id = cells::plain(self.cell(columns::ID));
        key.entry(id).map(|(place, _)| place).ok_or_else(|| {
            let what = format!("“{id}” is not in the key");
            let help = "give the key.csv that was written with this sheet as --key";
            self.fault(columns::ID, &what, help).into()
        })
    }

    fn labels(&self) -> Result<Vec<Option<Class>>, LexiconErrors> {
        let mut faults = Vec::new();
        let labels = self.targets.iter().map(|target| {
            let column = columns::label(target);
            Class::of_cell(self.cell(&column)).unwrap_or_else(|help| {
                let what = format!("“{}” is no label", self.cell(&column));
                faults.push(self.fault(&column, &what, &help));
                None
            })
        });
        let labels = labels.collect();
        if faults.is_empty() { Ok(labels) } else { Err(LexiconErrors(faults)) }
    }

    fn truth(&self, column: &str) -> Result<Option<bool>, LexiconError> {
        cells::truth(self.cell(column)).map_err(|help| {
            self.fault(column, &format!("“{}” does not fit", self.cell(column)), &help)
        })
    }

    fn answer(&self, coder: usize) -> Result<Answer, LexiconErrors> {
        Ok(Answer {
            coder,
            labels: self.labels()?,
            speaker: cells::words(self.cell(columns::SPEAKER)),
            aliases: Vec::new(),
            party: cells::words(self.cell(columns::PARTY)),
            is_quotation: self.truth(columns::IS_QUOTATION)?,
            unsure: self.truth(columns::UNSURE)?.unwrap_or(false),
        })
    }
}
