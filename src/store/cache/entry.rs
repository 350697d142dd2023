//! Readings and files as they lie in the cache: packed, with a check that nothing changed them.

use std::cell::RefCell;

use zstd::bulk::Decompressor;

use super::super::wire;
use super::error::CacheError;
use super::{Key, Record};
use crate::articles::FileState;
use crate::reading::Reading;

/// Bytes of the check.
const CHECK: usize = 8;
/// Bytes of a [`FileState`].
const STATE: usize = 48;
/// Bytes of a [`Record`].
const RECORD: usize = 8 + size_of::<Key>();
/// A level that halves Readings at hundreds of megabytes a second.
const LEVEL: i32 = 1;

thread_local! {
    /// To make one costs as much as to use it.
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A Reading, packed.
///
/// # Errors
/// When it cannot be packed, which happens to none.
pub(super) fn pack(key: &Key, reading: &Reading) -> Result<Vec<u8>, CacheError> {
    let bytes = wire::write(reading, Vec::new()).map_err(CacheError::broken)?;
    let packed = zstd::bulk::compress(&bytes, LEVEL).map_err(CacheError::broken)?;
    let length = (bytes.len() as u64).to_le_bytes();
    Ok(seal(key, [&length[..], &packed].concat()))
}

/// The Reading in `value`.
///
/// # Errors
/// When it is not what was packed.
pub(super) fn unpack(key: &Key, value: &[u8]) -> Result<Reading, CacheError> {
    let (length, packed) =
        open(key, value)?.split_first_chunk().ok_or_else(|| CacheError::broken("it is cut"))?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(CacheError::broken)?;
    let bytes = UNPACKER.with_borrow_mut(|unpacker| match unpacker {
        Some(unpacker) => unpacker.decompress(packed, length),
        None => unpacker.insert(Decompressor::new()?).decompress(packed, length),
    });
    wire::read(&bytes.map_err(CacheError::broken)?).map_err(CacheError::broken)
}

/// A file: its state, and the articles in it.
pub(super) fn file(path: &[u8], state: FileState, records: &[Record]) -> Vec<u8> {
    let mut bytes = state.to_bytes().to_vec();
    for record in records {
        bytes.extend(record.number.unwrap_or(0).to_le_bytes());
        bytes.extend(record.key);
    }
    seal(path, bytes)
}

/// The articles in a file, where its state is still `state`.
///
/// # Errors
/// When it is not what was kept.
pub(super) fn records(
    path: &[u8],
    state: FileState,
    value: &[u8],
) -> Result<Option<Vec<Record>>, CacheError> {
    let bytes = open(path, value)?;
    let Some(records) = bytes.strip_prefix(&state.to_bytes()) else { return Ok(None) };
    debug_assert_eq!(state.to_bytes().len(), STATE);
    let record = |bytes: &[u8]| {
        let (number, key) = bytes.split_first_chunk::<8>()?;
        let number = Some(u64::from_le_bytes(*number)).filter(|&number| number > 0);
        Some(Record { number, key: key.try_into().ok()? })
    };
    let records: Option<Vec<Record>> = records.chunks(RECORD).map(record).collect();
    records.map(Some).ok_or_else(|| CacheError::broken("a file's entry is cut"))
}

/// Puts a check before `bytes`, so that they are accepted under this name alone.
fn seal(name: &[u8], bytes: Vec<u8>) -> Vec<u8> {
    let mut sealed = check(name, &bytes).to_vec();
    sealed.extend(bytes);
    sealed
}

fn open<'v>(name: &[u8], value: &'v [u8]) -> Result<&'v [u8], CacheError> {
    match value.split_first_chunk::<CHECK>() {
        Some((seal, bytes)) if *seal == check(name, bytes) => Ok(bytes),
        _ => Err(CacheError::broken("an entry was changed")),
    }
}

fn check(name: &[u8], bytes: &[u8]) -> [u8; CHECK] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(name.len() as u64).to_le_bytes()).update(name).update(bytes);
    let mut check = [0; CHECK];
    check.copy_from_slice(&hasher.finalize().as_bytes()[..CHECK]);
    check
}
