//! Rows for the lexicons out of public data files.
//!
//! [`legislators`] turns the files of `unitedstates/congress-legislators` into rows of
//! `people.csv` and `roles.csv`.

pub mod legislators;
mod text;

pub use text::read;
