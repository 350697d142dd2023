//! Many articles at once: read in parallel, handed on in order, in bounded memory.
//!
//! One thread lists and splits inputs and takes the results; the workers of a pool decode and
//! read ([`ordered`] keeps them in step).

use std::panic::{self, AssertUnwindSafe};

use jiff::civil::Date;
use rayon::ThreadPool;

use super::ordered::ordered;
use crate::articles::{self, Raw, ReadOptions, Skip, SkipReason, Skipped};
use crate::lexicons::Lexicons;
use crate::reading::Reading;
use crate::reports::guard;

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
    /// What beside quotations is read.
    pub wanted: super::Wanted,
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

/// Reads one input.
fn outcome(raw: Raw, settings: Settings<'_>) -> Outcome {
    let (id, path, bytes) = (raw.id().to_owned(), raw.path().to_owned(), raw.size());
    let (reading, text) = survive(id, path, || attempt(raw, settings));
    Outcome { reading, text, bytes }
}

/// Does `work`; a panic in it costs this one article, with a message that asks for a report.
fn survive(
    id: String,
    path: String,
    work: impl FnOnce() -> (Reading, Option<String>),
) -> (Reading, Option<String>) {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let message = format!(
            "the program failed on this article ({} {}); please report it with the article",
            PLACE.take(),
            panic_message(payload.as_ref())
        );
        let skip = Skip { reason: SkipReason::Failed, message };
        let metadata = articles::Metadata::default();
        (super::skipped(Skipped { id, path, metadata, skip }), None)
    })
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
    let reading = super::read_with(&article, settings.lexicons, settings.wanted);
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
        } else if !guard::takes_panic(info.payload()) {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_article() {
        let lost = survive("a".into(), "news/a".into(), || panic!("no such word"));
        let skip = lost.0.skip.unwrap();
        assert_eq!((lost.0.article.as_str(), skip.reason), ("a", SkipReason::Failed));
        assert!(skip.message.contains("no such word"), "{}", skip.message);
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
