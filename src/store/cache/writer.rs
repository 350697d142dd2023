//! Adds what a run reads to the cache, some thousand articles at a time, so that a run that is
//! killed has kept what it did; takes out what no file holds any more.

use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use redb::{Database, ReadableTableMetadata};
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::database::{FILES, Held, READINGS, guard};
use super::snapshot::path_of;
use super::{CacheError, Key, Record, Snapshot, entry};
use crate::articles::Source;
use crate::reading::Reading;

/// Bytes of new entries that wait to be written together: a write waits for the disk.
const BATCH: usize = 4 << 20;

/// A file of which more than a third is free, and more than [`SMALL`], is made compact.
const FULL: u64 = 2;
/// Bytes below which nobody minds.
const SMALL: u64 = 16 << 20;

/// An article that was met, as far as the cache is concerned.
#[derive(Debug)]
pub struct Met<'a> {
    /// The file that holds it.
    pub source: &'a Source,
    /// Its number there.
    pub number: Option<u64>,
    /// `None` where it cannot be kept.
    pub key: Option<Key>,
    /// Its Reading packed, where it is new.
    pub fresh: Option<Vec<u8>>,
    /// Whether the file was known to be unchanged, and not opened.
    pub known: bool,
}

/// Takes what is new.
#[derive(Debug)]
pub struct Writer {
    database: Held<Database>,
    path: PathBuf,
    /// When the run began, before it listed files.
    started: Timestamp,
    readings: Vec<(Key, Vec<u8>)>,
    files: Vec<(Vec<u8>, Vec<u8>)>,
    waiting: usize,
    open: Option<OpenFile>,
    /// Hashes of the keys that were met, ...
    met: FxHashSet<u64>,
    /// ... and of the paths of files that are known.
    met_files: FxHashSet<u64>,
}

/// A file whose articles are being met.
#[derive(Debug)]
struct OpenFile {
    source: Source,
    records: Vec<Record>,
    /// Whether every article so far is kept.
    whole: bool,
}

/// Packs a Reading for [`Met::fresh`].
///
/// # Errors
/// When it cannot be packed.
pub fn pack(key: &Key, reading: &Reading) -> Result<Vec<u8>, CacheError> {
    entry::pack(key, reading)
}

impl Writer {
    pub(super) fn new(database: Held<Database>, path: &Path, started: Timestamp) -> Self {
        Self {
            database,
            path: path.to_owned(),
            started,
            readings: Vec::new(),
            files: Vec::new(),
            waiting: 0,
            open: None,
            met: FxHashSet::default(),
            met_files: FxHashSet::default(),
        }
    }

    /// Meets the next article, in order of files.
    ///
    /// # Errors
    /// When the disk is full or fails, or the cache is broken.
    pub fn meet(&mut self, met: Met<'_>) -> Result<(), CacheError> {
        if let Some(key) = met.key {
            self.met.insert(hash(&key));
        }
        if met.known {
            self.met_files.insert(hash(&path_of(met.source)));
        } else {
            self.record(&met);
        }
        if let (Some(key), Some(fresh)) = (met.key, met.fresh) {
            self.waiting += fresh.len();
            self.readings.push((key, fresh));
        }
        if self.waiting >= BATCH { self.flush() } else { Ok(()) }
    }

    fn record(&mut self, met: &Met<'_>) {
        if self.open.as_ref().is_none_or(|open| open.source.path != met.source.path) {
            self.close_file();
            let source = met.source.clone();
            self.open = Some(OpenFile { source, records: Vec::new(), whole: true });
        }
        if let Some(open) = &mut self.open {
            open.whole &= met.key.is_some();
            open.records.extend(met.key.map(|key| Record { number: met.number, key }));
        }
    }

    /// Notes the file, if all of it was read and nothing can have changed it since it was listed.
    fn close_file(&mut self) {
        let Some(OpenFile { source, records, whole }) = self.open.take() else { return };
        if whole && source.state.is_settled(self.started) {
            let path = path_of(&source);
            self.met_files.insert(hash(&path));
            let value = entry::file(&path, source.state, &records);
            self.waiting += path.len() + value.len();
            self.files.push((path, value));
        }
    }

    /// Writes what waits.
    fn flush(&mut self) -> Result<(), CacheError> {
        let (readings, files) =
            (std::mem::take(&mut self.readings), std::mem::take(&mut self.files));
        self.waiting = 0;
        if readings.is_empty() && files.is_empty() {
            return Ok(());
        }
        guard(|| {
            let transaction = self.database.get()?.begin_write()?;
            {
                let mut table = transaction.open_table(READINGS)?;
                for (key, value) in &readings {
                    table.insert(key.as_slice(), value.as_slice())?;
                }
                let mut table = transaction.open_table(FILES)?;
                for (path, value) in &files {
                    table.insert(path.as_slice(), value.as_slice())?;
                }
            }
            Ok(transaction.commit()?)
        })
    }

    /// Writes the rest of a run that was stopped; what earlier runs left stays.
    ///
    /// # Errors
    /// When the disk is full or fails, or the cache is broken.
    pub fn stop(mut self) -> Result<(), CacheError> {
        self.flush()
    }

    /// Writes the rest of a run that met all articles, and takes out what it did not meet.
    ///
    /// # Errors
    /// When the disk is full or fails, or the cache is broken.
    pub fn finish(mut self, snapshot: Snapshot) -> Result<(), CacheError> {
        self.close_file();
        self.flush()?;
        // A snapshot holds on to the room of what is taken out.
        drop(snapshot);
        self.take_out()?;
        self.compact()
    }

    fn take_out(&self) -> Result<(), CacheError> {
        guard(|| {
            let transaction = self.database.get()?.begin_write()?;
            let mut changed = false;
            for (definition, met) in [(READINGS, &self.met), (FILES, &self.met_files)] {
                let mut table = transaction.open_table(definition)?;
                // All that was met is there: as many are the same.
                if table.len()? != met.len() as u64 {
                    table.retain(|name, _| met.contains(&hash(name)))?;
                    changed = true;
                }
            }
            if changed {
                transaction.commit()?
            } else {
                transaction.abort()?
            }
            Ok(())
        })
    }

    fn compact(&mut self) -> Result<(), CacheError> {
        guard(|| {
            let size = std::fs::metadata(&self.path).map_err(CacheError::io)?.len();
            let transaction = self.database.get()?.begin_write()?;
            let stats = transaction.stats()?;
            transaction.abort()?;
            let held = stats.allocated_pages() * stats.page_size() as u64;
            if size > held + SMALL.max(held / FULL) {
                self.database.get_mut()?.compact()?;
            }
            Ok(())
        })
    }
}

fn hash(name: &[u8]) -> u64 {
    FxBuildHasher.hash_one(name)
}
