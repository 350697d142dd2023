//! What a run keeps on disk: Readings too many for the memory, those of earlier runs, what the
//! reports were made from, and the lock that keeps a second run out of the output folder.

pub mod cache;
mod lock;
mod spill;
pub mod stamp;
mod wire;

pub use lock::{Lock, LockError};
pub use spill::{Renamed, Spill, Spilled};
