//! Who said what in the news, for which party, and where they stand on Russia, Ukraine and Trump.
//!
//! Data flows one way:
//!
//! ```text
//! per article, pure, in parallel                          | over all articles, streamed
//! articles -> text -> quotes -> speakers -> stance        | people -> tally -> reports
//! ```
//!
//! [`pipeline::read`] turns one [`articles::Article`] into one [`reading::Reading`].

#![forbid(unsafe_code)]

pub mod articles;
pub mod config;
pub mod learn;
pub mod lexicons;
pub mod panics;
pub mod people;
pub mod pipeline;
pub mod project;
pub mod quotes;
pub mod reading;
mod regular;
pub mod reports;
pub mod speakers;
pub mod stance;
pub mod store;
pub mod tally;
pub mod text;
pub mod validate;
