//! What earlier runs left, as the cache was when it was opened: read by all workers at once.

use redb::{Database, ReadOnlyTable, ReadableDatabase};

use super::database::{FILES, Held, READINGS, guard};
use super::{CacheError, Engine, Key, entry};
use crate::articles::{Raw, Source};
use crate::reading::Reading;

/// An article of a file that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number in a file of many, from 1.
    pub number: Option<u64>,
    /// Under which its Reading is kept.
    pub key: Key,
}

/// What earlier runs left.
#[derive(Debug)]
pub struct Snapshot {
    engine: Engine,
    readings: Held<Table>,
    files: Held<Table>,
}

type Table = ReadOnlyTable<&'static [u8], &'static [u8]>;

impl Snapshot {
    pub(super) fn take(database: &Database, engine: Engine) -> Result<Self, CacheError> {
        guard(|| {
            let transaction = database.begin_read()?;
            let readings = Held::new(transaction.open_table(READINGS)?);
            let files = Held::new(transaction.open_table(FILES)?);
            Ok(Self { engine, readings, files })
        })
    }

    /// The key of an article that was loaded; `None` for one that is broken.
    pub fn key(&self, raw: &Raw) -> Option<Key> {
        self.engine.key(raw)
    }

    /// The articles of a file that is as it was when all of it was read, if all are kept.
    ///
    /// # Errors
    /// When the cache is broken.
    pub fn file(&self, source: &Source) -> Result<Option<Vec<Record>>, CacheError> {
        let path = path_of(source);
        guard(|| {
            let Some(value) = self.files.get()?.get(path.as_slice())? else { return Ok(None) };
            let records = entry::records(&path, source.state, value.value())?;
            for record in records.iter().flatten() {
                if self.readings.get()?.get(record.key.as_slice())?.is_none() {
                    return Ok(None);
                }
            }
            Ok(records)
        })
    }

    /// The Reading under `key`. Names of places are those of the article it was first made of.
    ///
    /// # Errors
    /// When the cache is broken.
    pub fn reading(&self, key: &Key) -> Result<Option<Reading>, CacheError> {
        guard(|| {
            let value = self.readings.get()?.get(key.as_slice())?;
            value.map(|value| entry::unpack(key, value.value())).transpose()
        })
    }
}

/// The absolute path of a file, so that a run from another folder finds it.
pub(super) fn path_of(source: &Source) -> Vec<u8> {
    let path = std::path::absolute(&source.path).unwrap_or_else(|_| source.path.clone());
    path.into_os_string().into_encoded_bytes()
}
