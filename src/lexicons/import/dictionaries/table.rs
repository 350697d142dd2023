//! CSV and TSV: a column of words, and one of weights or labels, or one for each category.

use std::io::Read;

use csv::StringRecord;

use super::categories::Weights;
use super::entry::{Dictionary, Entry, number, short};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;
use crate::lexicons::table::line_of_row;

/// Names of the column of words, best first.
const WORDS: &[&str] =
    &["term", "word", "token", "phrase", "entry", "lemma", "ngram", "words", "dicterm"];

/// Names of the column of weights, or of labels in their place, best first.
const WEIGHTS: &[&str] = &["weight", "score", "valence", "polarity", "sentiment", "value", "mean"];

/// Names of the column of labels where no column is of weights or of one category.
const LABELS: &[&str] = &["label", "category", "emotion"];

/// Where what is said of a word stands.
enum Columns {
    /// One column of weights or labels.
    Weight(usize),
    /// A column for each category, with a mark where the word is in it.
    Categories(Vec<(usize, String)>),
}

/// Whether this line names a column of words.
pub fn has_header(line: &str) -> bool {
    column(&names(line.split(char::from(delimiter(line)))), WORDS).is_some()
}

/// Reads all rows.
///
/// # Errors
/// When the header names no column of words, or none of what is said of them.
pub fn read(file: &File, weights: &Weights) -> Result<Dictionary, LexiconError> {
    let first = file.text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let delimiter = delimiter(first);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .flexible(true)
        .trim(csv::Trim::All)
        // The reader takes a comment that the file breaks off in for a row.
        .from_reader(file.text.as_bytes().chain(&b"\n"[..]));
    let header = reader.headers().cloned().unwrap_or_default();
    let named = names(header.iter());
    let word = column(&named, WORDS).ok_or_else(|| no_column(file, first, "words", WORDS))?;
    let columns = columns(&header, &named, word, weights)
        .ok_or_else(|| no_column(file, first, "weights or labels", &[WEIGHTS, LABELS].concat()))?;
    let lines: Vec<&str> = file.text.lines().collect();
    let mut dictionary = Dictionary::default();
    for record in reader.records() {
        let place = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        let line = line_of_row(&lines, place.map_or(0, csv::Position::line));
        match record {
            Ok(record) => entry(line, &record, word, &columns, delimiter, &mut dictionary),
            Err(_) => dictionary.leave(line, "", "the row cannot be read"),
        }
    }
    Ok(dictionary)
}

fn delimiter(header: &str) -> u8 {
    let holds = |c| header.contains(c);
    match (holds('\t'), holds(';'), holds(',')) {
        (true, ..) => b'\t',
        (_, true, false) => b';',
        _ => b',',
    }
}

fn names<'a>(header: impl Iterator<Item = &'a str>) -> Vec<String> {
    header.map(|name| name.trim().trim_matches('"').to_lowercase()).collect()
}

/// The column with the best of `wanted` names.
fn column(named: &[String], wanted: &[&str]) -> Option<usize> {
    wanted.iter().find_map(|name| named.iter().position(|column| column == name))
}

fn columns(
    header: &StringRecord,
    named: &[String],
    word: usize,
    weights: &Weights,
) -> Option<Columns> {
    if let Some(weight) = column(named, WEIGHTS) {
        return Some(Columns::Weight(weight));
    }
    let marked: Vec<(usize, String)> = header
        .iter()
        .enumerate()
        .filter(|(i, name)| *i != word && weights.knows(name))
        .map(|(i, name)| (i, name.to_owned()))
        .collect();
    if marked.is_empty() {
        return column(named, LABELS).map(Columns::Weight);
    }
    Some(Columns::Categories(marked))
}

fn entry(
    line: u64,
    record: &StringRecord,
    word: usize,
    columns: &Columns,
    delimiter: u8,
    dictionary: &mut Dictionary,
) {
    let cell = |i: usize| record.get(i).unwrap_or_default();
    let text = cell(word).to_owned();
    let mut entry = Entry { line, text, ..Entry::default() };
    match columns {
        Columns::Weight(column) if cell(*column).is_empty() => {
            return dictionary.leave(line, &entry.text, "no weight");
        }
        Columns::Weight(column) => match number_of(cell(*column), delimiter) {
            Some(number) => entry.number = Some(number),
            None => entry.categories = vec![vec![cell(*column).to_owned()]],
        },
        Columns::Categories(columns) => {
            let marked = columns.iter().filter(|(i, _)| is_mark(cell(*i)));
            entry.categories = marked.map(|(_, name)| vec![name.clone()]).collect();
            if entry.categories.is_empty() {
                return dictionary.leave(line, &entry.text, "in no category with a weight");
            }
        }
    }
    dictionary.entries.push(entry);
}

/// A number; with a comma for the point where that does not part cells.
fn number_of(cell: &str, delimiter: u8) -> Option<f64> {
    number(cell).or_else(|| number(&cell.replacen(',', ".", 1)).filter(|_| delimiter != b','))
}

/// A mark says yes; an empty cell and a zero say no.
fn is_mark(cell: &str) -> bool {
    !cell.is_empty() && number(cell) != Some(0.0)
}

fn no_column(file: &File, header: &str, what: &str, names: &[&str]) -> LexiconError {
    LexiconError {
        file: file.name.to_string(),
        line: 1,
        column: 1,
        what: format!("no column of {what}"),
        help: format!("name it in the header, one of: {}", names.join(", ")),
        row: short(header),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(text: &str) -> Result<Dictionary, LexiconError> {
        read(&File { name: "d.csv".into(), text: text.into() }, &Weights::new(&[]))
    }

    fn entries(text: &str) -> Vec<String> {
        let read = dictionary(text).unwrap_or_else(|e| panic!("{e}"));
        read.entries
            .iter()
            .map(|e| {
                let number = e.number.map_or(String::new(), |n| n.to_string());
                format!("{} {} {number}{}", e.line, e.text, e.categories.concat().join("+"))
            })
            .collect()
    }

    #[test]
    fn the_header_names_words_and_weights() {
        for (what, text, expected) in [
            ("scores", "word,score\ngleamy,2.5\n", &["2 gleamy 2.5"][..]),
            ("a byte order of columns", "Score;Token\n-1,5;grubbish\n", &["2 grubbish -1.5"]),
            ("tabs", "id\tterm\tpolarity\n1\tgleamy hut\t-3\n", &["2 gleamy hut -3"]),
            ("labels", "word,sentiment\ngleamy,positive\n", &["2 gleamy positive"]),
            (
                "marks",
                "Word,Pos,Neg,n\ngleamy,1,0,7\nmoot,x,2009,\n",
                &["2 gleamy Pos", "3 moot Pos+Neg"],
            ),
            (
                "marks beside a label",
                "DicTerm,emotion,emo_pos\ngleamy,X,X\n",
                &["2 gleamy emo_pos"],
            ),
            ("comments", "# ours\nterm,weight\n\n\"a, b\",1\n# end", &["4 a, b 1"]),
        ] {
            assert_eq!(entries(text), expected, "{what}");
        }
    }

    #[test]
    fn a_comment_at_the_end_is_no_row() {
        assert!(dictionary("word,score\n# end").unwrap_or_default().left.is_empty());
    }

    #[test]
    fn rows_that_say_nothing_are_left_out() {
        for (text, expected) in [
            ("word,score\ngleamy\n", "no weight"),
            ("word,positive\ngleamy,0\n", "in no category with a weight"),
        ] {
            let left = dictionary(text).unwrap_or_default().left;
            assert_eq!((left[0].line, &*left[0].why), (2, expected));
        }
    }

    #[test]
    fn a_header_without_the_columns_is_refused() {
        for (text, expected) in [
            ("gleamy,3\n", "d.csv:1:1: no column of words"),
            ("word,frequency\ngleamy,3\n", "d.csv:1:1: no column of weights or labels"),
            ("", "d.csv:1:1: no column of words"),
        ] {
            let error = dictionary(text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
