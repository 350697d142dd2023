//! `onrecord init DIR`: a project folder that works at once.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use onrecord::project::{self, Project, ProjectError};

use super::terminal::clean;
use super::{Code, Failure};

/// Files that are named one by one; a project of ours has more.
const NAMED: usize = 10;

/// Where.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Folder of the project; what is there already stays as it is
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  onrecord init newsroom                    settings, lexicons to edit, a schedule, a README
  onrecord run --config newsroom/onrecord.toml
  onrecord init newsroom                    again: makes what is missing, changes nothing";

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let program = std::env::current_exe().context("cannot find out where this program stands")?;
    let project = project::make(&args.folder, &program).map_err(failed)?;
    tell(&project, &mut anstream::stdout())?;
    Ok(Code::Done)
}

fn failed(error: ProjectError) -> anyhow::Error {
    let (code, because) = match &error {
        ProjectError::Write { source, .. } => (Code::Output, format!(": {source}")),
        _ => (Code::Usage, String::new()),
    };
    Failure::new(code, format!("{error}{because}"))
}

/// What was made, what was left, and what comes next.
fn tell(project: &Project, out: &mut impl Write) -> std::io::Result<()> {
    let folder = project.folder.display().to_string();
    match project.made.len() {
        0 => writeln!(out, "{} is complete; nothing was changed", clean(&folder))?,
        n => writeln!(out, "made a project in {} ({n} files)", clean(&folder))?,
    }
    if !project.kept.is_empty() {
        let more = project.kept.len().saturating_sub(NAMED);
        let mut names = project.kept[..project.kept.len() - more].join(", ");
        if more > 0 {
            names += &format!(" and {more} more");
        }
        writeln!(out, "left as they were: {names}")?;
    }
    let config = project.folder.join(onrecord::config::FILE).display().to_string();
    writeln!(
        out,
        "\nnext:\n  \
         1. put articles into its folder articles, or name other folders in onrecord.toml (paths)\n  \
         2. onrecord run --config {}\n  \
         3. its README.md says how to put that on a schedule",
        clean(&project::shell_word(&config))
    )
}
