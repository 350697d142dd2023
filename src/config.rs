//! `onrecord.toml`: what a project always says on the command line.
//!
//! Every key is optional, an unknown one is an error with its place, and paths count from the
//! folder of the file. What the command line says comes first.

use std::fmt;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use crate::lexicons::saved;
use crate::people::NearCopies;
use crate::regular;
use crate::tally::Period;

mod faults;
mod limits;

pub use limits::Limits;

/// The file that is read where it stands in the working directory.
pub const FILE: &str = "onrecord.toml";

/// The keys of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Articles: files and folders.
    pub paths: Vec<PathBuf>,
    /// Folder of the reports.
    pub out: Option<PathBuf>,
    /// Folder of lexicons that replace or extend the shipped ones.
    pub lexicons: Option<PathBuf>,
    /// File of corrections by hand.
    pub corrections: Option<PathBuf>,
    /// File of names that never appear.
    pub exclude: Option<PathBuf>,
    /// Folder that keeps what was read.
    pub cache: Option<PathBuf>,
    /// Threads.
    pub jobs: Option<NonZeroUsize>,
    /// First day of the articles wanted.
    #[serde(deserialize_with = "day")]
    pub since: Option<Date>,
    /// Last day of the articles wanted.
    #[serde(deserialize_with = "day")]
    pub until: Option<Date>,
    /// Whether articles without a date are wanted.
    pub undated: Option<Undated>,
    /// Articles that may be skipped before the exit code says so.
    pub max_skipped: Option<u64>,
    /// Sets of reports to keep beside the newest.
    pub keep: Option<usize>,
    /// Field of JSON and CSV records that holds the text.
    pub text_column: Option<String>,
    /// Folder for the texts as they were read.
    pub texts: Option<PathBuf>,
    /// Kinds of reports.
    pub formats: Vec<ReportFormat>,
    /// What parts the cells of CSV files.
    pub delimiter: Option<Delimiter>,
    /// Whether CSV files begin with a byte order mark.
    pub bom: Option<bool>,
    /// Whether the text of cells is left as it is.
    pub raw_csv: Option<bool>,
    /// Whether numbers have a decimal comma.
    pub decimal_comma: Option<bool>,
    /// Whether quoted words are left out.
    pub no_quotes: Option<bool>,
    /// Statements below which a mean has no class.
    pub min_statements: Option<NonZeroU64>,
    /// Length of the periods of the timeline.
    pub period: Option<Period>,
    /// Folder of templates that replace those of the page.
    pub template: Option<PathBuf>,
    /// Whether statements without quotation marks are read too.
    pub indirect: Option<bool>,
    /// Whether these count in the tables of speakers and parties.
    pub tally_indirect: Option<bool>,
    /// How similar the texts of copies are.
    pub near_copies: Option<NearCopies>,
    /// Bounds of what is read.
    pub limits: Limits,
}

/// What to do with articles without a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Undated {
    /// They are read.
    #[default]
    Keep,
    /// They are skipped.
    Drop,
}

/// A kind of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportFormat {
    /// Tables.
    Csv,
    /// A page with pictures.
    Html,
    /// A workbook.
    Xlsx,
    /// Tables as Parquet, in builds with that feature.
    Parquet,
}

/// What parts cells: one ASCII character that is no quotation mark, letter, digit or line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Delimiter(pub u8);

impl TryFrom<String> for Delimiter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Delimiter> for String {
    fn from(delimiter: Delimiter) -> Self {
        char::from(delimiter.0).to_string()
    }
}

impl std::str::FromStr for Delimiter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            b"tab" | b"\\t" | b"\t" => Ok(Self(b'\t')),
            &[byte]
                if byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'\'' | b'.' | b'-') =>
            {
                Ok(Self(byte))
            }
            _ => Err(format!("“{text}” cannot part cells: use , ; | or tab")),
        }
    }
}

/// What is wrong with the file.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    file: String,
    /// Line and column, from 1.
    place: Option<(usize, usize)>,
    what: String,
}

impl ConfigError {
    /// Line and column of the fault, from 1; `None` for the file as a whole.
    pub fn place(&self) -> Option<(usize, usize)> {
        self.place
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or has a key or value that does not fit.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let file = path.display().to_string();
        let unread = |what| ConfigError { file: file.clone(), place: None, what };
        let bytes = regular::read(path).map_err(|e| unread(format!("cannot be read: {e}")))?;
        let text = saved::text(bytes).map_err(unread)?;
        let mut config = Self::parse(&file, &text)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let Self { paths, out, lexicons, corrections, exclude, cache, texts, template, .. } =
            &mut config;
        let own = [out, lexicons, corrections, exclude, cache, texts, template];
        for path in paths.iter_mut().chain(own.into_iter().flatten()) {
            *path = folder.join(&*path);
        }
        Ok(config)
    }

    /// Reads the text of a file called `file` in messages; its paths stay as they are written.
    ///
    /// # Errors
    /// When it is no TOML, or has a key or value that does not fit.
    pub fn parse(file: &str, text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let fault = |place, what| ConfigError { file: file.to_owned(), place, what };
        if let Some(line) = saved::conflict(text) {
            return Err(fault(Some((line, 1)), saved::CONFLICT.to_owned()));
        }
        toml::from_str(text).map_err(|e| {
            fault(e.span().map(|span| place(text, span.start)), faults::in_words(e.message()))
        })
    }
}

/// Line and column of a byte, from 1.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A day, as TOML writes it or in quotation marks.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let written = match toml::Value::deserialize(deserializer)? {
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::String(date) => date,
        other => other.to_string(),
    };
    let day = written.parse().map_err(|_| {
        serde::de::Error::custom(format!("“{written}” is no day; write it as 2025-03-01"))
    })?;
    Ok(Some(day))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let config = Config::parse(
            FILE,
            "paths = [\"news\"]\nout = \"r\"\nlexicons = \"l\"\ncorrections = \"c\"\nexclude = \"x\"\ncache = \"k\"\njobs = 2\nsince = 2025-01-02\n\
             until = \"2025-02-03\"\nundated = \"drop\"\nmax_skipped = 3\nkeep = 7\ntext_column = \"t\"\n\
             formats = [\"csv\"]\ndelimiter = \";\"\nbom = false\nraw_csv = true\n\
             indirect = true\ntally_indirect = true\ndecimal_comma = true\nno_quotes = true\n\
             near_copies = 0.75\nmin_statements = 9\nperiod = \"week\"\ntemplate = \"t\"\n\
             [limits]\narticle = 1000\n",
        )
        .unwrap();
        assert_eq!(config.since, Some(jiff::civil::date(2025, 1, 2)));
        assert_eq!(config.until, Some(jiff::civil::date(2025, 2, 3)));
        assert_eq!(config.undated, Some(Undated::Drop));
        assert_eq!(config.delimiter, Some(Delimiter(b';')));
        assert_eq!((config.indirect, config.tally_indirect), (Some(true), Some(true)));
        assert_eq!((config.decimal_comma, config.no_quotes), (Some(true), Some(true)));
        assert_eq!(
            (config.min_statements.map(NonZeroU64::get), config.period),
            (Some(9), Some(Period::Week))
        );
        assert_eq!(config.near_copies.map(NearCopies::similarity), Some(0.75));
        assert_eq!((config.max_skipped, config.keep), (Some(3), Some(7)));
        assert_eq!(config.limits.resolve().article, 1000);
    }

    #[test]
    fn faults_are_shown_with_their_place_and_what_is_allowed() {
        let merged = "out = \"a\"\n<<<<<<< HEAD\njobs = 1\n=======\njobs = 2\n>>>>>>> other\n";
        for (text, place, what) in [
            (
                "out = \"a\"\n  pahts = []\n",
                "2:3",
                "unknown field `pahts`, expected one of `paths`,",
            ),
            ("out = \"a\"\n  pahts = []\n", "2:3", "did you mean `paths`?"),
            ("jobs = 0\n", "1:8", "invalid value: integer `0`"),
            ("jobs = -1\n", "1:8", "invalid value: integer `-1`"),
            ("jobs = \"two\"\n", "1:8", "invalid type: string \"two\""),
            ("since = \"May\"\n", "1:9", "“May” is no day; write it as 2025-03-01"),
            ("period = \"weak\"\n", "1:10", "did you mean `week`?"),
            ("near_copies = 0.3\n", "1:15", "0.3 is no similarity of copies"),
            ("near_copies = nan\n", "1:15", "NaN is no similarity of copies"),
            ("near_copies = \"0.7\"\n", "1:15", "invalid type: string"),
            ("bom = \"yes\"\n", "1:7", "expected a boolean"),
            ("delimiter = \"ab\"\n", "1:13", "“ab” cannot part cells: use , ; | or tab"),
            ("out = \n", "1:7", ""),
            ("out = \"a\nb = 1\n", "1:", ""),
            ("out = \"a\"\nout = \"b\"\n", "2:1", "duplicate key"),
            ("[limits]\nsize = 1\n", "2:1", "unknown field `size`, expected one of `article`,"),
            ("[limits]\nartcle = 1\n", "2:1", "did you mean `article`?"),
            ("[limits]\narticle = 0\n", "2:11", "a whole number from 1 to 1099511627776"),
            ("[limits]\narticle = -5\n", "2:11", "integer `-5`, expected a whole number from 1"),
            ("[limits]\narticle = \"5 MB\"\n", "2:11", "expected a whole number from 1"),
            ("[limits]\narticle = 1.5\n", "2:11", "expected a whole number from 1"),
            ("[limits]\nlayers = 65\n", "2:10", "a whole number from 1 to 64"),
            ("[limits]\njson_depth = 121\n", "2:14", "a whole number from 1 to 120"),
            (&format!("[limits]\nentries = 1{}\n", "0".repeat(30)), "2:11", ""),
            ("max_skipped = -1\n", "1:15", "invalid value: integer `-1`"),
            (merged, "2:1", "a merge that was not finished"),
        ] {
            let error = Config::parse(FILE, text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("onrecord.toml:{place}")), "{text}: {error}");
            assert!(error.contains(what) && !error.contains('\n'), "{text}: {error}");
        }
    }

    #[test]
    fn the_file_is_read_however_an_editor_saved_it() {
        let text = "# Überblick\nout = \"café\"\njobs = 2\n";
        let utf16: Vec<u8> = "\u{FEFF}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        for (guards, bytes) in [
            ("plain", text.as_bytes().to_vec()),
            ("a byte order mark", format!("\u{FEFF}{text}").into_bytes()),
            ("line ends of Windows", text.replace('\n', "\r\n").into_bytes()),
            ("line ends of old systems", text.replace('\n', "\r").into_bytes()),
            ("windows-1252", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
            ("UTF-16", utf16),
        ] {
            std::fs::write(&path, bytes).unwrap();
            let config = Config::load(&path).unwrap_or_else(|e| panic!("{guards}: {e}"));
            assert_eq!(config.out, Some(folder.path().join("café")), "{guards}");
        }
        let error = Config::load(folder.path()).unwrap_err().to_string();
        assert!(error.contains("it is a folder, not a file"), "{error}");
    }

    #[test]
    fn every_limit_is_a_key() {
        let text = "[limits]\narticle = 1\nwords = 11\nexpansion = 2\nexpansion_free = 3\nlayers = 4\n\
                    window = 5000\njson_depth = 6\nhtml_depth = 7\nhtml_attributes = 8\n\
                    entries = 9\nfolder_depth = 10\n";
        let expected = crate::articles::Limits {
            article: 1,
            words: 11,
            expansion: 2,
            expansion_free: 3,
            layers: 4,
            window: 5000,
            json_depth: 6,
            html_depth: 7,
            html_attributes: 8,
            entries: 9,
            folder_depth: 10,
        };
        assert_eq!(Config::parse(FILE, text).unwrap().limits.resolve(), expected);
        let default = Config::parse(FILE, "").unwrap().limits.resolve();
        assert_eq!(default, crate::articles::Limits::default());
    }

    #[test]
    fn paths_count_from_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, "paths = [\"news\", \"/abs\"]\nout = \"r\"\n").unwrap();
        let config = Config::load(&path).unwrap();
        assert_eq!(config.paths, [folder.path().join("news"), PathBuf::from("/abs")]);
        assert_eq!(config.out, Some(folder.path().join("r")));
    }
}
