//! One id for a person over all articles.
//!
//! [`Gather`] meets the speakers of each article, [`Gather::link`] decides which of them are one
//! person, and the [`Roster`] answers who a speaker of an article is. Articles with the same text
//! are marked by [`Copies`].

mod cluster;
mod copies;
pub mod fold;
mod linked;
mod profile;
mod role;
mod roster;
mod selves;

pub use copies::Copies;
pub(crate) use linked::shown;
pub use linked::{Linked, Spoken};
pub use profile::Gather;
pub use roster::{Person, Roster};
pub use selves::Selves;
