//! The unit of every count: what one speaker says of one target in one article.

use crate::reading::{Label, Score};

/// What a cell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The tone, whatever the target: every statement counts here.
    Sentiment,
    /// A target, by its place in the order of targets.
    Target(u16),
}

/// Whose cell it is; numbers are places in the lists of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Speaker.
    pub speaker: u32,
    /// Target or tone.
    pub topic: Topic,
    /// Article, in order of id.
    pub article: u32,
    /// Party of the speaker at the article's date; `None` without one.
    pub party: Option<u32>,
}

/// Sums over statements; integers, so that no order of adding matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Statements that favour the target.
    pub favourable: u64,
    /// Statements that address it without a sign.
    pub neutral: u64,
    /// Statements against it.
    pub unfavourable: u64,
    /// Words of the statements.
    pub words: u64,
    /// Sum of scores, in 1/10,000.
    pub sum: i64,
    /// Sum of squared scores, in 1/100,000,000.
    pub squares: u64,
}

impl Cell {
    /// The cell of one statement.
    pub fn of(score: &Score, words: u64) -> Self {
        let is = |label| u64::from(score.label == label);
        Self {
            favourable: is(Label::Favourable),
            neutral: is(Label::Neutral),
            unfavourable: is(Label::Unfavourable),
            words,
            sum: score.units.into(),
            squares: u64::from(score.units.unsigned_abs()).pow(2),
        }
    }

    /// Statements.
    pub fn statements(&self) -> u64 {
        self.favourable + self.neutral + self.unfavourable
    }

    /// Adds another cell.
    pub fn merge(&mut self, other: &Self) {
        self.favourable += other.favourable;
        self.neutral += other.neutral;
        self.unfavourable += other.unfavourable;
        self.words += other.words;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// The sum of cells.
    pub fn total<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Self {
        let mut total = Self::default();
        cells.into_iter().for_each(|cell| total.merge(cell));
        total
    }
}

/// Cells that are gathered before they are sorted and merged.
const BATCH: usize = 1 << 16;

/// All cells of a run: sorted by key, one a key, but for a tail that came last.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    cells: Vec<(Key, Cell)>,
    sorted: usize,
}

impl Tally {
    /// Adds a statement's cell.
    pub fn add(&mut self, key: Key, cell: Cell) {
        self.cells.push((key, cell));
        if self.cells.len() >= BATCH && self.cells.len() >= 2 * self.sorted {
            self.settle();
        }
    }

    /// Adds all cells of another tally.
    pub fn merge(&mut self, other: Self) {
        self.cells.extend(other.cells);
        self.settle();
    }

    /// The cells by key: speaker, then target, then article.
    pub fn finish(mut self) -> Vec<(Key, Cell)> {
        self.settle();
        self.cells
    }

    fn settle(&mut self) {
        self.cells.sort_by_key(|&(key, _)| key);
        self.cells.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1.merge(&later.1);
            }
            same
        });
        self.sorted = self.cells.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn statements() -> impl Strategy<Value = Vec<(Key, Cell)>> {
        let statement = (0..3u32, 0..3u16, 0..4u32, 0..3u32, -10_000..=10_000i32, 0..90u64);
        let statement = statement.prop_map(|(speaker, topic, article, party, units, words)| {
            let topic = if topic == 0 { Topic::Sentiment } else { Topic::Target(topic) };
            let label = match units {
                ..-1_000 => Label::Unfavourable,
                -1_000..=1_000 => Label::Neutral,
                _ => Label::Favourable,
            };
            let score = Score { units, label, hits: Vec::new() };
            (Key { speaker, topic, article, party: party.checked_sub(1) }, Cell::of(&score, words))
        });
        proptest::collection::vec(statement, 0..60)
    }

    fn tally(statements: &[(Key, Cell)]) -> Tally {
        let mut tally = Tally::default();
        statements.iter().for_each(|&(key, cell)| tally.add(key, cell));
        tally
    }

    proptest! {
        #[test]
        fn merging_is_associative_and_commutative(
            a in statements(), b in statements(), c in statements(),
        ) {
            let all: Vec<_> = a.iter().chain(&b).chain(&c).copied().collect();
            let at_once = tally(&all).finish();

            let mut left = tally(&a);
            left.merge(tally(&b));
            left.merge(tally(&c));
            prop_assert_eq!(&left.finish(), &at_once);

            let mut right = tally(&c);
            right.merge(tally(&b));
            let mut turned = right;
            turned.merge(tally(&a));
            prop_assert_eq!(&turned.finish(), &at_once);
        }

        #[test]
        fn nothing_is_lost(all in statements()) {
            let cells = tally(&all).finish();
            let total = Cell::total(cells.iter().map(|(_, cell)| cell));
            prop_assert_eq!(total.statements(), all.len() as u64);
            prop_assert_eq!(total.sum, all.iter().map(|(_, c)| c.sum).sum::<i64>());
            prop_assert!(cells.is_sorted_by(|a, b| a.0 < b.0));
        }
    }
}
