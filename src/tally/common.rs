//! What a change rests on: the speakers who are quoted on both sides of its day.

use jiff::civil::Date;

use super::cell::Cell;
use super::dated::Dated;
use super::summary::mean;

/// What is said before a day, and from it on.
fn sides(cells: &[Dated<'_>], when: Date) -> (Cell, Cell) {
    let side = |after| {
        let own = cells.iter().filter(|d| (d.date >= when) == after);
        Cell::total(own.map(|d| d.cell))
    };
    (side(false), side(true))
}

/// The speakers who are quoted on both sides of a day, and what they say there.
///
/// Each has the weight `a b / (a + b)` of `b` statements before and `a` after: as sure as these
/// make his or her own change. So weighted, the means differ by the least-squares change of a
/// model with a level for each speaker, and never tell another story than it. The CUSUM rests on
/// the same speakers: of all others the parts add up to 0 before the day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Common {
    pub speakers: usize,
    pub before: Side,
    pub after: Side,
    /// Sum of the weights.
    weight: f64,
}

/// One side of a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    pub cell: Cell,
    pub mean: f64,
}

impl Common {
    /// Of cells by speaker.
    pub(super) fn of(cells: &[Dated<'_>], when: Date) -> Self {
        let mut common = Self::default();
        for own in cells.chunk_by(|a, b| a.speaker == b.speaker) {
            let (before, after) = sides(own, when);
            if before.statements() > 0 && after.statements() > 0 {
                common.add(&before, &after);
            }
        }
        common
    }

    fn add(&mut self, before: &Cell, after: &Cell) {
        let (b, a) = (before.statements() as f64, after.statements() as f64);
        let weight = a * b / (a + b);
        self.speakers += 1;
        self.weight += weight;
        self.before.add(before, weight / self.weight);
        self.after.add(after, weight / self.weight);
    }
}

impl Side {
    /// Adds a speaker whose weight is this share of all weights so far.
    fn add(&mut self, cell: &Cell, share: f64) {
        self.cell.merge(cell);
        self.mean += share * (mean(cell).unwrap_or_default() - self.mean);
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::tally::timeline::Group;

    #[test]
    fn the_change_is_that_of_a_least_squares_fit_with_a_level_for_each_speaker() {
        // tests/reference/statistics.py: statsmodels, WLS with a column for each speaker
        let said = [
            (1, 0, 1, 5_000),
            (1, 2, 1, 2_000),
            (1, 4, 2, -2_000),
            (1, 5, 1, -3_000),
            (2, 1, 1, 9_000),
            (2, 2, 1, 8_000),
            (2, 3, 4, 8_000),
            (2, 4, 1, 3_000),
            (2, 6, 1, 1_000),
            (3, 0, 9, 81_000),
        ];
        let sums = said.map(|(.., neutral, sum)| Cell { neutral, sum, ..Cell::default() });
        let cells = said.iter().zip(&sums).map(|(&(speaker, day, ..), cell)| Dated {
            group: Group::Everybody,
            target: 0,
            date: date(2025, 1, 1).saturating_add(i64::from(day).days()),
            speaker,
            article: day,
            cell,
        });
        let cells: Vec<Dated<'_>> = cells.collect();
        let Common { speakers, before, after, .. } = Common::of(&cells, date(2025, 1, 4));
        assert!((after.mean - before.mean + 0.590_740_740_740_740).abs() < 1e-12);
        let counts = [before, after].map(|side| side.cell.statements());
        assert_eq!((speakers, counts), (2, [4, 9]), "the third is on one side only");
    }
}
