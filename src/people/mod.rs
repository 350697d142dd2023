//! One id for a person over all articles.
//!
//! [`Gather`] meets the speakers of each article, [`Gather::amend`] decides which of them are one
//! person, and the [`Roster`] answers who a speaker of an article is. Articles that repeat the text
//! of another are found by [`CopyFinder`], and what they say again by [`Families`]. What people say
//! of it, [`Corrections`], is laid over all this, and whom they do not want to see, [`Exclusions`],
//! is taken out.

mod cluster;
pub mod copies;
pub mod corrections;
pub mod exclude;
pub mod fold;
mod linked;
mod profile;
mod role;
mod roster;
mod selves;

pub use copies::{CopyFinder, CopyOf, Families, NearCopies};
pub use corrections::{Amended, ByHand, Corrections};
pub use exclude::{Exclusions, Hidden};
pub(crate) use linked::shown;
pub use linked::{Linked, Spoken};
pub use profile::Gather;
pub use roster::{Decided, Person, Roster};
pub use selves::Selves;
