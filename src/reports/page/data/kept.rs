//! The statements kept while articles come in: all, or of too many a sample that does not depend
//! on their order.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::entry::Entry;

/// At most a number of statements: those that speak of a target first, and among equals those
/// whose ids have the lowest hashes, which is a simple random sample (bottom-k sampling, Cohen
/// and Kaplan 2007).
#[derive(Debug, Default)]
pub(in super::super) struct Kept {
    heap: BinaryHeap<Ranked>,
    most: usize,
    /// Statements met, and those of them that speak of a target.
    pub(in super::super) met: u64,
    pub(in super::super) addressed: u64,
}

#[derive(Debug)]
struct Ranked {
    rank: (bool, u64),
    entry: Entry,
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl Kept {
    /// Keeps at most so many.
    pub(in super::super) fn new(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// Takes note of a statement.
    pub(in super::super) fn meet(&mut self, entry: Entry) {
        self.met += 1;
        self.addressed += u64::from(entry.is_addressed());
        let rank = rank(&entry);
        if self.heap.len() < self.most {
            self.heap.push(Ranked { rank, entry });
        } else if self.heap.peek().is_some_and(|worst| rank < worst.rank) {
            self.heap.pop();
            self.heap.push(Ranked { rank, entry });
        }
    }

    /// What was kept, those first that would be kept longest.
    pub(in super::super) fn finish(self) -> Vec<Entry> {
        self.heap.into_sorted_vec().into_iter().map(|ranked| ranked.entry).collect()
    }
}

fn rank(entry: &Entry) -> (bool, u64) {
    let id = format!("{}-{}", entry.article.stem, entry.ordinal + 1);
    let hash = blake3::hash(id.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    (!entry.is_addressed(), u64::from_be_bytes(first))
}
