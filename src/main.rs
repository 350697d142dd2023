//! The `onrecord` program: parses flags, calls the library, prints the error chain.

#![forbid(unsafe_code)]

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::main(std::env::args_os())
}
