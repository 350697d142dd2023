//! `onrecord run`: articles in, reports out.

use std::path::PathBuf;

use super::Code;

/// What to read and where to write.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Articles: files and folders
    paths: Vec<PathBuf>,
}

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    Ok(if args.paths.is_empty() { Code::NoInput } else { Code::Done })
}
