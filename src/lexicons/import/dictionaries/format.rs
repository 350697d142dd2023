//! Which format a dictionary is in: by what only that format begins with, else by its name, else
//! by the shape of its first lines.

use std::path::Path;

use super::categories::Weights;
use super::entry::{Dictionary, lines, number};
use super::{afinn, lexicoder, liwc, quanteda, table, vader, wordstat, yoshikoder};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;

/// A format of dictionaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A word, a tab and a whole number on each line.
    Afinn,
    /// `+CATEGORY`, then a word on each line: `.lc3`.
    Lexicoder,
    /// Numbered categories between two `%`, then words with numbers: `.dic`.
    Liwc,
    /// Words below categories, as YAML.
    Quanteda,
    /// CSV or TSV whose header names a column of words and one of weights or labels.
    #[default]
    Table,
    /// A word, its mean rating, their deviation and the ratings, parted by tabs.
    Vader,
    /// A tree indented by tabs: `.cat`.
    Wordstat,
    /// `cnode` and `pnode` as XML: `.ykd`, `.lcd`, `.lc3`.
    Yoshikoder,
}

impl Format {
    /// All formats by name.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("afinn", Self::Afinn),
        ("lexicoder", Self::Lexicoder),
        ("liwc", Self::Liwc),
        ("quanteda", Self::Quanteda),
        ("table", Self::Table),
        ("vader", Self::Vader),
        ("wordstat", Self::Wordstat),
        ("yoshikoder", Self::Yoshikoder),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// The format of `file`.
    ///
    /// # Errors
    /// When it looks like none.
    pub fn of(file: &File) -> Result<Self, LexiconError> {
        by_opening(&file.text)
            .or_else(|| by_name(&file.name))
            .or_else(|| by_shape(&file.text))
            .ok_or_else(|| {
                let names: Vec<&str> = Self::NAMES.iter().map(|(name, _)| *name).collect();
                let help = format!("give --format, one of: {}", names.join(", "));
                LexiconError::file(&file.name, "looks like no known dictionary".into(), &help)
            })
    }

    /// Reads a file of this format.
    ///
    /// # Errors
    /// When it breaks the rules of the format.
    pub(super) fn read(self, file: &File, weights: &Weights) -> Result<Dictionary, LexiconError> {
        match self {
            Self::Afinn => Ok(afinn::read(file)),
            Self::Lexicoder => lexicoder::read(file),
            Self::Liwc => liwc::read(file),
            Self::Quanteda => quanteda::read(file),
            Self::Table => table::read(file, weights),
            Self::Vader => Ok(vader::read(file)),
            Self::Wordstat => Ok(wordstat::read(file)),
            Self::Yoshikoder => yoshikoder::read(file),
        }
    }
}

/// What no other format begins with.
fn by_opening(text: &str) -> Option<Format> {
    let (_, first) = lines(text).next()?;
    match first.trim() {
        "%" => Some(Format::Liwc),
        first if first.starts_with('<') => Some(Format::Yoshikoder),
        first if first.starts_with('+') => Some(Format::Lexicoder),
        _ => None,
    }
}

fn by_name(name: &str) -> Option<Format> {
    // Of a packed file the name before its last ending counts.
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
    let ending = Path::new(name).extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "cat" => Some(Format::Wordstat),
        "dic" => Some(Format::Liwc),
        "lc3" => Some(Format::Lexicoder),
        "yml" | "yaml" | "json" => Some(Format::Quanteda),
        "ykd" | "lcd" => Some(Format::Yoshikoder),
        _ => None,
    }
}

fn by_shape(text: &str) -> Option<Format> {
    let mut lines = lines(text).map(|(_, line)| line).filter(|line| !line.starts_with('#'));
    let (first, second) = (lines.next()?, lines.next().unwrap_or_default());
    let cells: Vec<&str> = first.split('\t').collect();
    let is_number = |i: usize| cells.get(i).is_some_and(|cell| number(cell).is_some());
    if table::has_header(first) {
        Some(Format::Table)
    } else if is_number(1) && is_number(2) {
        Some(Format::Vader)
    } else if is_number(1) && cells.len() == 2 {
        Some(Format::Afinn)
    } else if second.starts_with('\t') {
        Some(Format::Wordstat)
    } else if first.ends_with(':') || first.starts_with(['{', '-']) {
        Some(Format::Quanteda)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_content_and_name() {
        for (name, text, expected) in [
            ("d.txt", "%\n1\tpos\n%\n", Some(Format::Liwc)),
            ("d.dic", "word 1\n", Some(Format::Liwc)),
            ("d.lc3", "<?xml version='1.0'?>\n", Some(Format::Yoshikoder)),
            ("d.lc3", "+POSITIVE\nFINE\n", Some(Format::Lexicoder)),
            ("d.CAT", "POSITIVE\n", Some(Format::Wordstat)),
            ("d.txt", "POSITIVE\n\tFINE (1)\n", Some(Format::Wordstat)),
            ("d.yml.gz", "positive: fine\n", Some(Format::Quanteda)),
            ("d.txt", "positive:\n- fine\n", Some(Format::Quanteda)),
            ("d.txt", "gleamy\t1.9\t0.4\t[2, 1, 3]\n", Some(Format::Vader)),
            ("d.txt", "gleamy\t3\n", Some(Format::Afinn)),
            ("d.csv", "word,score\ngleamy,3\n", Some(Format::Table)),
            ("d.csv", "# ours\ngleamy;3\n", None),
            ("d.txt", "", None),
        ] {
            let file = File { name: name.into(), text: text.into() };
            assert_eq!(Format::of(&file).ok(), expected, "{name}: {text}");
        }
    }
}
