//! What the fuzzers feed the program with, and what must hold of the answers, whatever it is.
//!
//! A target is a function of bytes that panics where an answer is wrong. `fuzz_targets/` hands each
//! to libFuzzer; `tests/fuzz_corpus.rs` of the program replays `seeds/` through the same functions,
//! so that what a fuzzer found once stays found.
//!
//! Where a target has a choice to make (a format, a file name), its first byte makes it; the seeds
//! show how.

mod articles;
mod dictionaries;
mod faults;
mod statements;
mod tables;
mod texts;

use std::sync::LazyLock;

use onrecord::lexicons::{Lexicons, Source};

pub use articles::{decode, html, records};
pub use dictionaries::dictionaries;
pub use statements::{attribution, stance};
pub use tables::tables;
pub use texts::quotations;

/// A function of any bytes.
pub type Target = fn(&[u8]);

/// All targets by name: that of the file in `fuzz_targets/` and of the folder in `seeds/`.
pub const TARGETS: &[(&str, Target)] = &[
    ("attribution", attribution),
    ("decode", decode),
    ("dictionaries", dictionaries),
    ("html", html),
    ("quotations", quotations),
    ("records", records),
    ("stance", stance),
    ("tables", tables),
];

/// The shipped lexicons, loaded once a process.
static LEXICONS: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::load(&Source::shipped()).expect("shipped lexicons load"));

/// What the first byte chooses of `choices`, and the bytes after it. Seeds write the number of the
/// choice as a letter, `a` for the first.
fn choose<'d, T: Copy>(choices: &[T], data: &'d [u8]) -> Option<(T, &'d [u8])> {
    let (&first, rest) = data.split_first()?;
    let number = usize::from(first.wrapping_sub(b'a')) % choices.len();
    choices.get(number).map(|&choice| (choice, rest))
}
