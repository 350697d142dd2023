//! Rows for the lexicons out of public data files.
//!
//! [`dictionaries`] turns the sentiment dictionaries that researchers have already into rows of
//! `terms.csv`; [`legislators`] turns the files of `unitedstates/congress-legislators` into rows of
//! `people.csv` and `roles.csv`.

pub mod dictionaries;
pub mod legislators;
mod text;

pub use text::{read, read_text, text_of};

/// Whether `text` is a file that an import wrote, and may write again.
pub fn is_ours(text: &str) -> bool {
    [dictionaries::write::MARK, legislators::write::MARK].iter().any(|mark| text.starts_with(mark))
}
