//! Which lexicons a command uses: the shipped ones, with a user's folder in place or on top of
//! them, and without those that may be left out.

use std::path::PathBuf;

use clap::ValueEnum;
use onrecord::lexicons::{Lexicons, Source};

use super::{Code, Failure};

/// The options of every command that loads lexicons.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Folder {
    /// Folder of lexicons: NAME.csv replaces a shipped one, NAME+.csv extends it
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Leave out a lexicon that the folder holds
    #[arg(long, value_enum, value_name = "NAME")]
    pub without: Vec<Optional>,
}

/// A lexicon that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Optional {
    /// learned.csv: weights learned from hand-coded data
    Learned,
}

impl Optional {
    fn file(self) -> &'static str {
        match self {
            Self::Learned => onrecord::lexicons::learned::NAME,
        }
    }
}

impl Folder {
    /// The files it makes.
    pub fn source(&self) -> anyhow::Result<Source> {
        let all = match &self.lexicons {
            None => Source::shipped(),
            Some(folder) => Source::with_overrides(folder)
                .map_err(|error| Failure::new(Code::Usage, error.to_string()))?,
        };
        Ok(self
            .without
            .iter()
            .fold(all, |source, optional| source.without_lexicon(optional.file())))
    }

    /// The same, compiled.
    pub fn load(&self) -> anyhow::Result<Lexicons> {
        Lexicons::load(&self.source()?)
            .map_err(|errors| Failure::new(Code::Usage, errors.to_string()))
    }
}
