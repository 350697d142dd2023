//! How well labels agree with those that people gave.

use crate::reading::Label;

use super::{CLASSES, class};

/// Counts of each pair of labels, and what is usually computed from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By the people's label, then by the program's.
    counts: [[u64; 3]; 3],
}

impl Figures {
    /// Counts pairs of the people's label and the program's.
    pub fn of(pairs: impl Iterator<Item = (Label, Label)>) -> Self {
        let mut figures = Self::default();
        pairs.for_each(|(gold, given)| figures.counts[class(gold)][class(given)] += 1);
        figures
    }

    /// Examples.
    pub fn count(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// Share of equal labels.
    pub fn accuracy(&self) -> f64 {
        let right: u64 = (0..3).map(|k| self.counts[k][k]).sum();
        ratio(right, self.count())
    }

    /// Harmonic mean of precision and recall of one label; 0 where nobody gave it.
    pub fn f1(&self, label: Label) -> f64 {
        let k = class(label);
        let people: u64 = self.counts[k].iter().sum();
        let program: u64 = self.counts.iter().map(|row| row[k]).sum();
        ratio(2 * self.counts[k][k], people + program)
    }

    /// Mean of the three labels' F1.
    pub fn macro_f1(&self) -> f64 {
        CLASSES.iter().map(|&label| self.f1(label)).sum::<f64>() / CLASSES.len() as f64
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Favourable, Neutral, Unfavourable};

    #[test]
    fn figures_are_those_of_a_worked_example() {
        let pairs = [
            (Unfavourable, Unfavourable),
            (Unfavourable, Neutral),
            (Neutral, Neutral),
            (Favourable, Unfavourable),
        ];
        let figures = Figures::of(pairs.into_iter());
        assert_eq!(figures.count(), 4);
        assert!((figures.accuracy() - 0.5).abs() < 1e-12);
        assert!((figures.f1(Unfavourable) - 0.5).abs() < 1e-12);
        assert!((figures.f1(Neutral) - 2.0 / 3.0).abs() < 1e-12);
        assert!(figures.f1(Favourable).abs() < 1e-12);
        assert!((figures.macro_f1() - (0.5 + 2.0 / 3.0) / 3.0).abs() < 1e-12);
        assert!(Figures::default().macro_f1().abs() < 1e-12);
    }
}
