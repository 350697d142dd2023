//! The command line: which words call which part of the library, and what its exit codes say.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use serde_json::json;

mod closing;
mod completions;
mod desk;
mod explain;
mod failure;
mod folder;
mod import;
mod init;
mod learn;
mod lexicon;
mod log;
mod man;
mod map;
mod options;
mod output;
mod reader;
mod reading;
mod report;
mod run;
mod sample;
mod signal;
mod stance;
mod summary;
mod terminal;
mod texts;
mod unchanged;
mod validate;
mod voice;

pub use failure::{Code, Failure};
use log::{Level, Log};

/// Who said what in the news, for which party, and where they stand on Russia, Ukraine and Trump.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, after_help = EXAMPLES, subcommand_required = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One variant a subcommand; each has a file of its own.
#[derive(Debug, Subcommand)]
enum Command {
    /// Score articles and write reports; also what happens when no command is named
    Run(options::Args),
    /// Read articles on standard input, one JSON object a line, and print their Readings
    Map(map::Args),
    /// Make the reports of Readings that `onrecord map` printed, in any number of files
    Report(options::Args),
    /// Show every statement of an article with its speaker, the rule that found it, and its scores
    Explain(explain::Args),
    /// Score any text, one JSON object a line, toward the targets or an entity that you mark
    Stance(stance::Args),
    /// Draw statements at random and write sheets for people to code them
    Sample(sample::Args),
    /// Compare what people coded with the reports: agreement, errors, corrected figures
    Validate(validate::Args),
    /// Look through the lexicons, check those that you edited, import rows from public data
    Lexicon(lexicon::Args),
    /// Make a project folder: settings, lexicons to edit, a schedule, a README
    Init(init::Args),
    /// Print what a shell needs to complete commands, options and files
    Completions(completions::Args),
    /// Print the manual page, or write the pages of all commands into a folder
    Man(man::Args),
}

impl Command {
    fn call(self) -> anyhow::Result<Code> {
        match self {
            Self::Run(args) => run::call(args),
            Self::Map(args) => map::call(args),
            Self::Report(args) => report::call(args),
            Self::Explain(args) => explain::call(args),
            Self::Stance(args) => stance::call(args),
            Self::Sample(args) => sample::call(args),
            Self::Validate(args) => validate::call(args),
            Self::Lexicon(args) => lexicon::call(args),
            Self::Init(args) => init::call(args),
            Self::Completions(args) => completions::call(args),
            Self::Man(args) => man::call(args),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  onrecord                              score data/articles, write reports/
  onrecord news/ --out reports          score a folder of articles
  onrecord explain news/a.txt           every statement with its speaker, rule and hits
  onrecord lexicon check --lexicons my  look through lexicons that you edited
  onrecord init newsroom                a project folder with settings and a schedule
  onrecord run --help                   all options of a run

Exit codes:
  0 done   1 done, but more articles than --max-skipped could not be read
  2 usage or configuration   3 no articles found   65 report: a line that is no Reading
  74 the reports could not be written
  75 another run writes to the same folder   130, 143 stopped by a signal";

/// Runs the program on `arguments` (the first is its own name).
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = with_default_command(arguments);
    let log = Log::asked(&arguments);
    log.take_panics();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return unparsed(&error, log),
    };
    match cli.command.call() {
        Ok(code) => code.into(),
        Err(error) if failure::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let code = failure::code_of(&error);
            let fields = json!({ "event": "failed", "exit_code": code as u8 });
            log.write(Level::Error, &failure::chain(&error), fields);
            code.into()
        }
    }
}

/// Says what is wrong with the command line. `--help` and `--version` come here too, with code 0.
fn unparsed(error: &clap::Error, log: Log) -> ExitCode {
    let code = u8::try_from(error.exit_code()).unwrap_or(Code::Usage as u8);
    if log == Log::Json && error.use_stderr() {
        let message = error.render().to_string();
        let message = message.strip_prefix("error: ").unwrap_or(&message).trim_end();
        log.write(Level::Error, message, json!({ "event": "failed", "exit_code": code }));
    } else {
        // A closed pipe is no failure.
        let _ = error.print();
    }
    ExitCode::from(code)
}

/// Puts `run` before arguments whose first word is no subcommand.
fn with_default_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.is_empty() {
        arguments.push("onrecord".into());
    }
    let named = arguments.get(1).and_then(|a| a.to_str()).is_some_and(is_command);
    if !named {
        arguments.insert(1, "run".into());
    }
    arguments
}

fn is_command(word: &str) -> bool {
    matches!(word, "help" | "-h" | "--help" | "-V" | "--version")
        || Cli::command().find_subcommand(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn run_is_the_default_and_a_path_is_a_path() {
        for (given, expected) in [
            (&[][..], &["run"][..]),
            (&["run", "news"], &["run", "news"]),
            (&["news"], &["run", "news"]),
            (&["./run"], &["run", "./run"]),
            (&["--out", "x"], &["run", "--out", "x"]),
            (&["--help"], &["--help"]),
            (&["help", "run"], &["help", "run"]),
        ] {
            let arguments = ["onrecord"].iter().chain(given).map(OsString::from);
            let got = with_default_command(arguments);
            assert_eq!(got[1..], expected.iter().map(OsString::from).collect::<Vec<_>>());
        }
    }
}
