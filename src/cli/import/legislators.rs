//! `onrecord lexicon import legislators`: rows for people and offices out of public data files.

use std::io::{self, Write};
use std::path::PathBuf;

use jiff::civil::Date;
use onrecord::lexicons::import::{self, legislators};
use onrecord::lexicons::people::People;
use onrecord::lexicons::source::File;

use super::super::Code;
use super::super::folder::Folder;
use super::super::lexicon::count;
use super::super::terminal::clean;
use super::{put, usage};

/// The files and what to take from them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Legislators {
    /// legislators-current, legislators-historical, executive: .yaml (best), .json or .csv (no
    /// days), plain or packed with gzip or Zstandard
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write the people; standard output if not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where to write who led what and when; not written if not given
    #[arg(long, value_name = "FILE")]
    roles: Option<PathBuf>,
    /// Leave out whoever left office before this day
    #[arg(long, value_name = "DATE", default_value_t = legislators::SINCE)]
    since: Date,
    /// Also write people and offices that the lexicons hold already
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    folder: Folder,
}

const EXAMPLES: &str = "\
Examples:
  onrecord lexicon import legislators legislators-current.yaml executive.yaml \\
      --out my-lexicons/people+.csv --roles my-lexicons/roles+.csv
  onrecord lexicon check --lexicons my-lexicons
  onrecord lexicon import legislators legislators-historical.yaml --since 2013-01-01";

impl Legislators {
    /// Reads the files, writes the rows, tells what became of the rest.
    pub fn import(&self) -> anyhow::Result<Code> {
        // What an earlier import wrote does not count: it is about to be written again.
        let source = self.folder.source()?.without(|file| import::is_ours(&file.text));
        let people = People::load(&source).map_err(|errors| usage(errors.to_string()))?;
        let files = self.files.iter().map(|path| import::read(path));
        let files: Vec<File> =
            files.collect::<Result<_, _>>().map_err(|error| usage(error.to_string()))?;
        let options = legislators::Options { since: self.since, all: self.all };
        let import = legislators::import(&files, &people, options)
            .map_err(|errors| usage(errors.to_string()))?;
        self.write(&import)?;
        report(&import, &mut anstream::stderr().lock())?;
        Ok(Code::Done)
    }

    fn write(&self, import: &legislators::Import) -> anyhow::Result<()> {
        if let Some(path) = &self.roles {
            put(path, |out| legislators::write::roles(import, out))?;
        }
        match &self.out {
            Some(path) => put(path, |out| legislators::write::people(import, out)),
            None => Ok(legislators::write::people(import, &mut anstream::stdout().lock())?),
        }
    }
}

/// What became of all entries.
fn report(import: &legislators::Import, out: &mut impl Write) -> io::Result<()> {
    for (kind, told) in [
        ("skipped", &import.skipped),
        ("left out", &import.faults),
        ("held by several at once, left out", &import.shared),
        ("the lexicons say otherwise, left out", &import.contradictions),
    ] {
        for line in told {
            writeln!(out, "{kind}: {}", clean(line))?;
        }
    }
    for (party, rows) in &import.parties {
        writeln!(
            out,
            "no party {} in parties.csv: {} without party",
            clean(party),
            count(*rows, "row")
        )?;
    }
    writeln!(
        out,
        "{} read: {} written, {} known already, {} left office too early; {} skipped; {}",
        people(import.read),
        import.written,
        import.known,
        import.early,
        import.skipped.len(),
        count(import.roles.len(), "office"),
    )
}

fn people(n: usize) -> String {
    if n == 1 { "1 person".into() } else { format!("{n} people") }
}
