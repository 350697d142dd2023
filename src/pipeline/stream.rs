//! Many articles at once: read in parallel, handed on in order, in bounded memory.
//!
//! One thread lists and splits inputs and takes the results; the workers of a pool decode and
//! read. What is between the two (read but not yet handed on) is bounded in number and bytes, so
//! that neither a slow article at the front nor a file of 10 GB fills the memory.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;

use jiff::civil::Date;
use rayon::ThreadPool;

use crate::articles::{self, Raw, ReadOptions, Skip, SkipReason, Skipped};
use crate::lexicons::Lexicons;
use crate::reading::Reading;

/// Articles per worker that may wait: enough to keep workers busy behind one slow article.
const WINDOW_ITEMS: usize = 64;

/// Bytes of input that may wait, unless a single article is larger.
const WINDOW_BYTES: usize = 32 << 20;

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
    fn refuse(&self, date: Option<Date>) -> Option<String> {
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
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The lexicons.
    pub lexicons: &'a Lexicons,
    /// How inputs are opened and bounded.
    pub options: &'a ReadOptions,
    /// Which dates are wanted.
    pub dates: Dates,
    /// Hand on the text of each article beside its Reading.
    pub keep_text: bool,
}

/// What became of one input.
#[derive(Debug)]
pub struct Outcome {
    /// Its Reading, which says so where it was skipped.
    pub reading: Reading,
    /// Its text, if that was asked for.
    pub text: Option<String>,
    /// Bytes of input it was made from.
    pub bytes: usize,
}

/// The workers of a run.
///
/// # Errors
/// When the system refuses the threads.
pub fn workers(jobs: usize) -> Result<ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(WORKER_STACK)
        .thread_name(|i| format!("{WORKER}{i}"))
        .build()
}

/// Begins the name of each worker thread.
pub const WORKER: &str = "reader-";

/// Reads all articles of `sources`; `sink` gets them in the order of `sources`.
///
/// # Errors
/// What `sink` returns; reading stops there.
pub fn read_all<E: Send>(
    sources: &[articles::Source],
    settings: Settings<'_>,
    pool: &ThreadPool,
    sink: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let raws = sources.iter().flat_map(|source| articles::open(source, settings.options));
    ordered(pool, raws, Raw::size, |raw| outcome(raw, settings), sink)
}

/// Reads one input; a panic costs this one article, with a message that asks for a report.
fn outcome(raw: Raw, settings: Settings<'_>) -> Outcome {
    let (id, path, bytes) = (raw.id().to_owned(), raw.path().to_owned(), raw.size());
    let attempt = panic::catch_unwind(AssertUnwindSafe(|| attempt(raw, settings)));
    let (reading, text) = attempt.unwrap_or_else(|payload| {
        let message = format!(
            "the program failed on this article ({} {}); please report it with the article",
            PLACE.take(),
            panic_message(payload.as_ref())
        );
        let skip = Skip { reason: SkipReason::Failed, message };
        let metadata = articles::Metadata::default();
        (super::skipped(Skipped { id, path, metadata, skip }), None)
    });
    Outcome { reading, text, bytes }
}

fn attempt(raw: Raw, settings: Settings<'_>) -> (Reading, Option<String>) {
    let article = match raw.parse(settings.options) {
        Ok(article) => article,
        Err(skipped) => return (super::skipped(skipped), None),
    };
    if let Some(message) = settings.dates.refuse(article.metadata.date) {
        let skip = Skip { reason: SkipReason::Date, message };
        let articles::Article { id, path, metadata, .. } = article;
        return (super::skipped(Skipped { id, path, metadata, skip }), None);
    }
    let reading = super::read(&article, settings.lexicons);
    (reading, settings.keep_text.then_some(article.text))
}

thread_local! {
    /// Where the thread panicked last.
    static PLACE: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

/// Lets the panic of a worker be reported as the fate of one article, and nowhere else: its
/// place is kept for the message, and nothing is printed. Panics of other threads are printed as
/// before. For programs; it replaces the panic hook of the process.
pub fn take_worker_panics() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let worker = std::thread::current().name().is_some_and(|name| name.starts_with(WORKER));
        if worker {
            let place = info.location().map_or(String::new(), ToString::to_string);
            PLACE.with_borrow_mut(|last| *last = place);
        } else {
            others(info);
        }
    }));
}

fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    text.lines().next().unwrap_or_default().to_owned()
}

/// Maps `items` on the workers of `pool` and hands the results to `sink` in order.
///
/// # Errors
/// What `sink` returns; no further item is taken after that.
///
/// # Panics
/// When `work` panics.
fn ordered<T: Send, R: Send, E: Send>(
    pool: &ThreadPool,
    mut items: impl Iterator<Item = T>,
    size: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let most = WINDOW_ITEMS * pool.current_num_threads();
    let (sender, receiver) = mpsc::channel();
    let work = &work;
    pool.in_place_scope(move |scope| {
        let mut waiting = Waiting { items: 0, bytes: 0 };
        let (mut number, mut next) = (0usize, 0usize);
        let mut done = BTreeMap::new();
        loop {
            while waiting.has_room(most) {
                let Some(item) = items.next() else { break };
                let (sender, bytes) = (sender.clone(), size(&item));
                waiting.add(bytes);
                scope.spawn(move |_| {
                    let result = panic::catch_unwind(AssertUnwindSafe(|| work(item)));
                    // The receiver is gone only when `sink` has failed: nobody wants the result.
                    let _ = sender.send((number, bytes, result));
                });
                number += 1;
            }
            if waiting.items == 0 {
                return Ok(());
            }
            let Ok((place, bytes, result)) = receiver.recv() else { return Ok(()) };
            done.insert(place, (bytes, result));
            while let Some((bytes, result)) = done.remove(&next) {
                waiting.remove(bytes);
                next += 1;
                sink(result.unwrap_or_else(|payload| panic::resume_unwind(payload)))?;
            }
        }
    })
}

/// What was taken from the input and not yet handed on.
struct Waiting {
    items: usize,
    bytes: usize,
}

impl Waiting {
    fn has_room(&self, most: usize) -> bool {
        self.items == 0 || (self.items < most && self.bytes < WINDOW_BYTES)
    }

    fn add(&mut self, bytes: usize) {
        self.items += 1;
        self.bytes = self.bytes.saturating_add(bytes);
    }

    fn remove(&mut self, bytes: usize) {
        self.items -= 1;
        self.bytes = self.bytes.saturating_sub(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_order_whatever_the_workers_do() {
        for jobs in [1, 2, 5] {
            let pool = workers(jobs).unwrap();
            let mut got = Vec::new();
            let work = |i: u64| {
                std::thread::sleep(Duration::from_micros(i * 7919 % 300));
                i
            };
            let end: Result<(), ()> = ordered(
                &pool,
                0..500,
                |_| 1,
                work,
                |i| {
                    got.push(i);
                    Ok(())
                },
            );
            assert_eq!(end, Ok(()));
            assert_eq!(got, (0..500).collect::<Vec<_>>(), "{jobs} jobs");
        }
    }

    #[test]
    fn a_slow_article_at_the_front_does_not_let_the_rest_pile_up() {
        let pool = workers(2).unwrap();
        let (taken, handed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..2_000).inspect(|_| {
            let waiting = taken.fetch_add(1, Ordering::SeqCst) - handed.load(Ordering::SeqCst);
            assert!(waiting <= 2 * WINDOW_ITEMS, "{waiting} waiting");
        });
        let work = |i: u64| {
            if i == 0 {
                std::thread::sleep(Duration::from_millis(50));
            }
        };
        let end: Result<(), ()> = ordered(
            &pool,
            items,
            |_| 1,
            work,
            |()| {
                handed.fetch_add(1, Ordering::SeqCst);
                Ok(())
            },
        );
        assert_eq!(end, Ok(()));
    }

    #[test]
    fn one_article_above_the_bound_passes_alone() {
        let pool = workers(2).unwrap();
        let end: Result<(), ()> = ordered(&pool, 0..9, |_| 2 * WINDOW_BYTES, |i: u8| i, |_| Ok(()));
        assert_eq!(end, Ok(()));
    }

    #[test]
    fn a_failing_sink_ends_the_run() {
        let pool = workers(2).unwrap();
        let end =
            ordered(&pool, 0..1_000, |_| 1, |i: u32| i, |i| if i < 10 { Ok(()) } else { Err(i) });
        assert_eq!(end, Err(10));
    }

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
