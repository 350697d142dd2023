//! `onrecord man [DIR]`: manual pages, made from the same words as `--help`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::terminal::clean;
use super::{Cli, Code, Failure};

/// Where to.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Folder for a page a command, made where it is missing [default: the first page is printed]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord man | man -l -                   read it
  onrecord man ~/.local/share/man/man1      then: man onrecord, man onrecord-run";

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    match args.folder {
        None => anstream::stdout().write_all(&page(&command)?)?,
        Some(folder) => write(&command, &folder)?,
    }
    Ok(Code::Done)
}

/// Writes the pages of `command` and of all below it.
fn write(command: &Command, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| unwritten(folder))?;
    for below in command.get_subcommands() {
        write(below, folder)?;
    }
    let path = folder.join(Man::new(command.clone()).get_filename());
    fs::write(&path, page(command)?).with_context(|| unwritten(&path))
}

fn unwritten(path: &Path) -> anyhow::Error {
    let path = path.display().to_string();
    Failure::new(Code::Output, format!("{}: cannot be written", clean(&path)))
}

/// The page of one command.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone())
        .source(concat!("onrecord ", env!("CARGO_PKG_VERSION")))
        .manual("onrecord");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    closing(command).to_writer(&mut page)?;
    Ok(page)
}

/// What stands below the options in `--help`: a section a block, its lines as they are.
fn closing(command: &Command) -> Roff {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::default();
    for block in text.split("\n\n").filter(|block| !block.is_empty()) {
        let (heading, lines) = block.split_once(":\n").unwrap_or(("notes", block));
        roff.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
        for line in lines.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    roff
}
