//! The flat form, `legislators-*.csv`: a row a person, with the last term and without its days.

use serde::Deserialize;

use super::record::{Legislator, Name, Seat, Term};
use super::yaml::{day, gender, one_line};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;

/// Columns without which a row says too little.
const REQUIRED: &[&str] = &["last_name", "first_name", "type", "state", "party"];

/// The columns that are read, of some forty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Flat {
    last_name: String,
    first_name: String,
    middle_name: String,
    suffix: String,
    nickname: String,
    full_name: String,
    birthday: String,
    gender: String,
    #[serde(rename = "type")]
    kind: String,
    state: String,
    party: String,
    url: String,
    bioguide_id: String,
}

/// Reads all rows of a file.
///
/// # Errors
/// When a column is missing or a row does not fit the header.
pub fn read(file: &File) -> Result<Vec<Legislator>, LexiconError> {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(file.text.as_bytes());
    let header = reader.headers().map_err(|e| fault(file, &e))?.clone();
    if let Some(missing) = REQUIRED.iter().find(|name| !header.iter().any(|h| h == **name)) {
        return Err(LexiconError {
            file: file.name.to_string(),
            line: 1,
            column: 1,
            what: format!("no column {missing}"),
            help: format!("a file of legislators has the columns {}", REQUIRED.join(", ")),
            row: file.text.lines().next().unwrap_or_default().chars().take(120).collect(),
        });
    }
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|e| fault(file, &e))?;
            let line = record.position().map_or(0, csv::Position::line);
            let flat: Flat = record.deserialize(Some(&header)).map_err(|e| fault(file, &e))?;
            Ok(flat.legislator(format!("{}:{line}:1", file.name)))
        })
        .collect()
}

fn fault(file: &File, error: &csv::Error) -> LexiconError {
    let line = error.position().map_or(1, csv::Position::line);
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} columns where the header has {expected_len}")
        }
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        other => format!("{other:?}"),
    };
    LexiconError {
        file: file.name.to_string(),
        line,
        column: 1,
        what,
        help: "get the file again, or mend the row".into(),
        row: super::line_of(&file.text, line),
    }
}

impl Flat {
    fn legislator(self, place: String) -> Legislator {
        let mut legislator = Legislator {
            place,
            bioguide: one_line(&self.bioguide_id),
            gender: gender(&self.gender),
            born: day(&self.birthday),
            recent: !self.url.is_empty(),
            name: Name {
                first: one_line(&self.first_name),
                middle: one_line(&self.middle_name),
                last: one_line(&self.last_name),
                suffix: one_line(&self.suffix),
                nickname: one_line(&self.nickname),
                official: one_line(&self.full_name),
            },
            ..Legislator::default()
        };
        match Seat::of(&self.kind, &self.state) {
            Ok(seat) => {
                legislator.terms.push(Term {
                    seat,
                    party: one_line(&self.party),
                    from: None,
                    to: None,
                });
            }
            Err(fault) => legislator.faults.push(fault),
        }
        legislator
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File { name: "l.csv".into(), text: text.into() }
    }

    #[test]
    fn a_row_is_a_person_with_one_term() {
        let text = "last_name,first_name,suffix,birthday,gender,type,state,party,url\n\
            Harrow,Odell,Jr.,1961-02-30,M,sen,OH,Republican,\n\
            \"Farrow Lane\",Lucia,,1970-05-01,F,rep,QQ,Democrat,https://example.org\n";
        let read = read(&file(text)).unwrap_or_default();
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].place.as_str(), read[0].born), ("l.csv:2:1", None));
        assert_eq!(read[0].terms[0].seat, Seat::Senate("OH".into()));
        assert_eq!(read[1].name.last, "Farrow Lane");
        assert_eq!(read[1].faults, ["no state \"QQ\""]);
    }

    #[test]
    fn faults_of_the_file_name_their_place() {
        for (what, text, expected) in [
            ("no party", "last_name,first_name,type,state\n", "l.csv:1:1: no column party"),
            (
                "a short row",
                "last_name,first_name,type,state,party\nHarrow,Odell,sen\n",
                "l.csv:2:1: 3 columns where the header has 5",
            ),
        ] {
            let error = read(&file(text)).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.starts_with(expected), "{what}: {error}");
        }
    }
}
