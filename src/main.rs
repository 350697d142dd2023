//! The `onrecord` program: parses flags, calls the library, prints the error chain.

fn main() {}
