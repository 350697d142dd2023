//! Who said it: mentions and cues to attributions, attributions to statements, mentions to people.
//!
//! 1. [`mentions`]: every noun phrase of the narration that could name a speaker.
//! 2. [`mod@attribute`]: which mention, by which cue and rule, governs which quotations.
//! 3. [`cast`]: which mentions are one person; name, party, country, role.

pub mod attribute;
pub mod cast;
pub mod mentions;

pub use attribute::{Attribution, Manner, Report, Survey, attribute, survey};
pub use cast::{Cast, Context, Member, MemberId, Resolution};
pub use mentions::{Gender, Mention, MentionKind, Number};
