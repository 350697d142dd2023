//! `onrecord completions SHELL`: what a shell proposes when somebody presses Tab.

use std::io::Write;

use clap::{CommandFactory, ValueHint};
use clap_complete::{Generator, Shell};

use super::{Cli, Code};

/// For whom.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Shell that completes
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > ~/.zfunc/_onrecord     a folder of $fpath
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish
  onrecord completions powershell >> $PROFILE
  onrecord completions elvish >> ~/.config/elvish/rc.elv";

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let mut script = Vec::new();
    args.shell.try_generate(&command(), &mut script)?;
    anstream::stdout().write_all(&script)?;
    Ok(Code::Done)
}

/// The command line as shells shall see it: where a folder is asked for, folders alone are proposed.
fn command() -> clap::Command {
    let mut command = hinted(Cli::command());
    command.set_bin_name("onrecord");
    command.build();
    command
}

fn hinted(command: clap::Command) -> clap::Command {
    let is_folder = |arg: &clap::Arg| {
        arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "DIR"))
    };
    command.mut_subcommands(hinted).mut_args(|arg| match is_folder(&arg) {
        true => arg.value_hint(ValueHint::DirPath),
        false => arg,
    })
}
