//! A parallel map that keeps the order of its input and the bounds of its memory.
//!
//! What was taken from the input and not yet handed on is bounded in number and bytes, so that
//! neither a slow article at the front nor a file of 10 GB fills the memory.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;

use rayon::ThreadPool;

/// Articles per worker that may wait: enough to keep workers busy behind one slow article.
const WINDOW_ITEMS: usize = 64;

/// Bytes of input that may wait, unless a single article is larger.
const WINDOW_BYTES: usize = 32 << 20;

/// Maps `items` on the workers of `pool` and hands the results to `sink` in order.
///
/// # Errors
/// What `sink` returns; no further item is taken after that.
///
/// # Panics
/// When `work` panics.
pub(super) fn ordered<T: Send, R: Send, E: Send>(
    pool: &ThreadPool,
    mut items: impl Iterator<Item = T>,
    size: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = Waiting::new(WINDOW_ITEMS * pool.current_num_threads());
    let (sender, receiver) = mpsc::channel();
    let (mut number, mut next) = (0usize, 0usize);
    let mut done = BTreeMap::new();
    let work = &work;
    pool.in_place_scope(move |scope| {
        loop {
            while waiting.has_room() {
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
    most_items: usize,
}

impl Waiting {
    fn new(most_items: usize) -> Self {
        Self { items: 0, bytes: 0, most_items }
    }

    fn has_room(&self) -> bool {
        self.items == 0 || (self.items < self.most_items && self.bytes < WINDOW_BYTES)
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::stream::workers;
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
}
