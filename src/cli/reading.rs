//! The options of reading articles, which `run`, `map` and `report` share.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use onrecord::articles::ReadOptions;
use onrecord::config::{self, Config, Undated};
use onrecord::pipeline::Wanted;
use onrecord::pipeline::stream::Dates;

use super::folder::Folder;
use super::{Code, Failure};

/// Which articles are read, and what in them.
#[derive(Debug, clap::Args)]
pub struct ReadingArgs {
    #[command(flatten)]
    pub folder: Folder,
    /// Settings [default: onrecord.toml, where there is one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// First day of the articles wanted, as 2025-03-01
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Last day of the articles wanted
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// What to do with articles without a date [default: keep]
    #[arg(long, value_enum, value_name = "WHAT")]
    undated: Option<KeepOrDrop>,
    /// Field of JSON and CSV records that holds the text
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Also read statements without quotation marks: Roe said that the plan was dead
    #[arg(long)]
    indirect: bool,
}

/// As [`Undated`], for the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum KeepOrDrop {
    Keep,
    Drop,
}

impl From<KeepOrDrop> for Undated {
    fn from(value: KeepOrDrop) -> Self {
        match value {
            KeepOrDrop::Keep => Self::Keep,
            KeepOrDrop::Drop => Self::Drop,
        }
    }
}

/// How articles are read, decided.
#[derive(Debug)]
pub struct Reading {
    pub folder: Folder,
    pub dates: Dates,
    pub read_options: ReadOptions,
    pub wanted: Wanted,
}

impl ReadingArgs {
    /// The settings that are named, else those that are there.
    pub fn load_config(&self) -> anyhow::Result<Config> {
        match self.config.as_deref() {
            Some(path) => Ok(Config::load(path)?),
            None if Path::new(config::FILE).exists() => Ok(Config::load(Path::new(config::FILE))?),
            None => Ok(Config::default()),
        }
    }

    /// Decides.
    pub fn resolve(self, config: &Config) -> anyhow::Result<Reading> {
        Ok(Reading {
            dates: self.dates(config)?,
            wanted: Wanted { indirect: self.indirect || config.indirect.unwrap_or(false) },
            folder: Folder {
                lexicons: self.folder.lexicons.or_else(|| config.lexicons.clone()),
                without: self.folder.without,
            },
            read_options: ReadOptions {
                limits: config.limits.resolve(),
                text_column: self.text_column.or_else(|| config.text_column.clone()),
            },
        })
    }

    fn dates(&self, config: &Config) -> anyhow::Result<Dates> {
        let undated = self.undated.map(Undated::from).or(config.undated);
        let dates = Dates {
            since: self.since.or(config.since),
            until: self.until.or(config.until),
            drop_undated: undated == Some(Undated::Drop),
        };
        match (dates.since, dates.until) {
            (Some(since), Some(until)) if until < since => {
                let message =
                    format!("--until {until} is before --since {since}: no day lies between");
                Err(Failure::new(Code::Usage, message))
            }
            _ => Ok(dates),
        }
    }
}
