//! What the program says with its exit code, and how an error is printed.

use std::fmt;
use std::process::ExitCode;

use super::terminal;

/// Exit codes; a monitor reads them, so they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Code {
    /// Done.
    Done = 0,
    /// Done, but more articles than allowed could not be read.
    TooManySkipped = 1,
    /// Usage or configuration.
    Usage = 2,
    /// No article found.
    NoInput = 3,
    /// Readings that are none (`EX_DATAERR` of sysexits.h).
    Data = 65,
    /// The reports could not be written (`EX_IOERR` of sysexits.h).
    Output = 74,
    /// Another run holds the lock (`EX_TEMPFAIL` of sysexits.h).
    Busy = 75,
    /// Stopped by SIGINT.
    Interrupted = 130,
    /// Stopped by SIGTERM.
    Terminated = 143,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code as u8)
    }
}

/// An error with the exit code that it ends the program with.
#[derive(Debug)]
pub struct Failure {
    code: Code,
    message: String,
}

impl Failure {
    /// An error to return from a subcommand; `message` says what, where, why and what to do.
    #[allow(clippy::new_ret_no_self, reason = "a failure is only ever returned, as an error")]
    pub fn new(code: Code, message: impl Into<String>) -> anyhow::Error {
        Self { code, message: message.into() }.into()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// The exit code of an error: that of the [`Failure`] in its chain, else usage.
pub fn code_of(error: &anyhow::Error) -> Code {
    error.downcast_ref::<Failure>().map_or(Code::Usage, |failure| failure.code)
}

/// Whether the reader of our output went away, as `head` does.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The error and its causes, one a line, fit for a terminal.
pub fn chain(error: &anyhow::Error) -> String {
    let lines: Vec<String> = error.chain().map(ToString::to_string).collect();
    terminal::clean_lines(&lines.join("\n  because: ")).into_owned()
}
