//! Why a cache cannot be used.

use std::io;

use redb::{DatabaseError, StorageError};

/// Why a cache cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// Another run has it open.
    #[error("another run uses the cache")]
    Locked,
    /// Something else has its place.
    #[error("this is no cache of onrecord")]
    Foreign,
    /// A later version made it.
    #[error("a newer version of onrecord made the cache")]
    Newer,
    /// What is in it cannot be made out.
    #[error("the cache is broken ({0})")]
    Broken(String),
    /// The disk is full, the folder is read-only ...
    #[error("the cache cannot be used ({0})")]
    Io(#[source] io::Error),
}

impl CacheError {
    pub(super) fn io(error: io::Error) -> Self {
        Self::Io(error)
    }

    pub(super) fn broken(why: impl ToString) -> Self {
        Self::Broken(why.to_string())
    }
}

impl From<redb::Error> for CacheError {
    fn from(error: redb::Error) -> Self {
        match error {
            redb::Error::DatabaseAlreadyOpen => Self::Locked,
            redb::Error::Io(error) if is_of_the_system(&error) => Self::Io(error),
            redb::Error::PreviousIo => Self::Io(io::Error::other("an earlier failure")),
            other => Self::broken(other),
        }
    }
}

/// Errors of the system have a number; what redb says of a file's contents has none.
fn is_of_the_system(error: &io::Error) -> bool {
    error.raw_os_error().is_some()
}

macro_rules! through_redb {
    ($($error:ty),*) => {
        $(impl From<$error> for CacheError {
            fn from(error: $error) -> Self {
                redb::Error::from(error).into()
            }
        })*
    };
}

through_redb!(
    DatabaseError,
    StorageError,
    redb::TableError,
    redb::TransactionError,
    redb::CommitError,
    redb::CompactionError,
    redb::SetDurabilityError
);
