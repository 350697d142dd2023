//! What a run keeps on disk while it works: Readings too many for the memory, and the lock that
//! keeps a second run out of its output folder.

mod lock;
mod spill;

pub use lock::{Lock, LockError};
pub use spill::{Renamed, Spill, Spilled};
