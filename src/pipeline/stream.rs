//! Many articles at once: read in parallel, handed on in order, in bounded memory.
//!
//! One thread lists and splits inputs and takes the results; the workers of a pool decode and
//! read ([`ordered`] keeps them in step).

use jiff::civil::Date;
use rayon::ThreadPool;

use super::input::Input;
use super::ordered::ordered;
use crate::articles::{ReadOptions, Source};
use crate::lexicons::Lexicons;
use crate::reading::Reading;
use crate::store::cache::{CacheError, Key, Snapshot};

/// Stack of a worker: HTML may nest deeply.
const WORKER_STACK: usize = 16 << 20;

/// Which articles are wanted, by date; both ends count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dates {
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Leave out articles without a date.
    pub drop_undated: bool,
}

impl Dates {
    /// Why an article of this date is left out, if it is.
    pub fn refuse(&self, date: Option<Date>) -> Option<String> {
        match (date, self.since, self.until) {
            (None, ..) => self.drop_undated.then(|| "it has no date".to_owned()),
            (Some(date), Some(since), _) if date < since => {
                Some(format!("its date {date} is before {since}"))
            }
            (Some(date), _, Some(until)) if date > until => {
                Some(format!("its date {date} is after {until}"))
            }
            _ => None,
        }
    }
}

/// What every article of a run is read with.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The lexicons.
    pub lexicons: &'a Lexicons,
    /// How inputs are opened and bounded.
    pub options: &'a ReadOptions,
    /// Which dates are wanted.
    pub dates: Dates,
    /// What beside quotations is read.
    pub wanted: super::Wanted,
    /// What earlier runs read.
    pub cache: Option<&'a Snapshot>,
    /// Do not open a file that is as it was when an earlier run read it.
    pub trust: bool,
    /// Whether the text of an article is wanted beside its Reading.
    pub wants_text: &'a (dyn Fn(&Reading) -> bool + Sync),
}

/// What became of one input.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The file it is from.
    pub source: &'a Source,
    /// Its number in a file of many, from 1.
    pub number: Option<u64>,
    /// Its Reading, which says so where it was skipped.
    pub reading: Reading,
    /// Its text, if that was asked for.
    pub text: Option<String>,
    /// Bytes of input it was made from.
    pub bytes: usize,
    /// Whether its file was known to be as it was.
    pub known: bool,
    /// What the cache makes of it.
    pub origin: Origin,
}

/// Where a Reading is from.
#[derive(Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was read now; packed for the cache, where it may be kept.
    Read(Option<(Key, Vec<u8>)>),
    /// The cache had it.
    Kept(Key),
}

/// The workers of a run.
///
/// # Errors
/// When the system refuses the threads.
pub fn workers(jobs: usize) -> Result<ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(WORKER_STACK)
        .thread_name(|i| format!("reader-{i}"))
        .build()
}

/// Reads all articles of `sources`; `sink` gets them in the order of `sources`, or learns that the
/// cache is broken.
///
/// # Errors
/// What `sink` returns; reading stops there.
pub fn read_all<'a, E: Send>(
    sources: &'a [Source],
    settings: Settings<'a>,
    pool: &ThreadPool,
    sink: impl FnMut(Result<Outcome<'a>, CacheError>) -> Result<(), E>,
) -> Result<(), E> {
    let inputs = sources.iter().flat_map(|source| Input::all(source, settings));
    ordered(pool, inputs, Input::size, |input| input.outcome(settings), sink)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_include_both_ends() {
        let day = |d: i8| Some(jiff::civil::date(2025, 3, d));
        let dates = Dates { since: day(2), until: day(4), drop_undated: true };
        for (date, kept) in
            [(day(1), false), (day(2), true), (day(4), true), (day(5), false), (None, false)]
        {
            assert_eq!(dates.refuse(date).is_none(), kept, "{date:?}");
        }
        assert!(Dates::default().refuse(None).is_none());
    }
}
