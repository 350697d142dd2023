//! `onrecord lexicon import`: rows for the lexicons out of files that others made.

mod dictionary;
mod legislators;

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;
use onrecord::lexicons::import;

use self::dictionary::Dictionary;
use self::legislators::Legislators;
use super::{Code, Failure};

/// What to import.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = dictionary::EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    dictionary: Dictionary,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Members of the US Congress, presidents and vice presidents, from the CSV or YAML files of
    /// the project unitedstates/congress-legislators
    Legislators(Legislators),
}

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    match args.command {
        Some(Command::Legislators(legislators)) => legislators.import(),
        None => args.dictionary.import(),
    }
}

fn usage(message: String) -> anyhow::Error {
    Failure::new(Code::Usage, message)
}

/// Writes a file as a whole; never over one that somebody else wrote.
fn put(path: &Path, write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> anyhow::Result<()> {
    if fs::read(path).is_ok_and(|old| !import::is_ours(&String::from_utf8_lossy(&old))) {
        return Err(usage(format!(
            "{}: exists, and was not written by an import\n  give another name, or move the file away",
            path.display()
        )));
    }
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    fs::write(path, bytes).with_context(|| {
        Failure::new(Code::Output, format!("{}: cannot be written", path.display()))
    })
}
