//! Labels of people by labels of the program, each statement with its weight.

use super::{CLASSES, Class};

/// Classes.
const N: usize = CLASSES.len();

/// Sums of weights, by the people's label, then by the program's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Confusion(pub [[f64; N]; N]);

impl Confusion {
    /// Adds a statement.
    pub fn add(&mut self, people: Class, program: Class, weight: f64) {
        self.0[people.index()][program.index()] += weight;
    }

    /// Sum of weights.
    pub fn total(&self) -> f64 {
        self.0.iter().flatten().sum()
    }

    fn people(&self, class: usize) -> f64 {
        self.0[class].iter().sum()
    }

    fn program(&self, class: usize) -> f64 {
        self.0.iter().map(|row| row[class]).sum()
    }

    /// Of what the program calls so, the share that people do.
    pub fn precision(&self, class: Class) -> Option<f64> {
        let k = class.index();
        ratio(self.0[k][k], self.program(k))
    }

    /// Of what people call so, the share that the program does.
    pub fn recall(&self, class: Class) -> Option<f64> {
        let k = class.index();
        ratio(self.0[k][k], self.people(k))
    }

    /// Harmonic mean of the two; `None` where nobody calls anything so.
    pub fn f1(&self, class: Class) -> Option<f64> {
        let k = class.index();
        ratio(2.0 * self.0[k][k], self.people(k) + self.program(k))
    }

    /// Mean F1 of the classes that anybody uses.
    pub fn macro_f1(&self) -> Option<f64> {
        let all: Vec<f64> = CLASSES.iter().filter_map(|&class| self.f1(class)).collect();
        ratio(all.iter().sum(), all.len() as f64)
    }

    /// Share of equal labels.
    pub fn accuracy(&self) -> Option<f64> {
        ratio((0..N).map(|k| self.0[k][k]).sum(), self.total())
    }

    /// Cohen's kappa of program and people.
    pub fn kappa(&self) -> Option<f64> {
        let total = self.total();
        let chance: f64 = (0..N).map(|k| self.people(k) * self.program(k)).sum();
        let chance = ratio(chance, total * total)?;
        (chance < 1.0).then(|| (self.accuracy().unwrap_or(0.0) - chance) / (1.0 - chance))
    }

    /// The same with neutral and not addressed as one class: whether a side is taken.
    #[must_use]
    pub fn sides(&self) -> Self {
        let of = |class: usize| if class == Class::NotAddressed.index() { 1 } else { class };
        self.merged(of)
    }

    /// The same with all that addresses the target as one class, which is called neutral.
    #[must_use]
    pub fn addressed(&self) -> Self {
        let none = Class::NotAddressed.index();
        self.merged(|class| if class == none { none } else { Class::Neutral.index() })
    }

    fn merged(&self, of: impl Fn(usize) -> usize) -> Self {
        let mut merged = Self::default();
        for (people, row) in self.0.iter().enumerate() {
            for (program, weight) in row.iter().enumerate() {
                merged.0[of(people)][of(program)] += weight;
            }
        }
        merged
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, expected: f64) {
        assert!(value.is_some_and(|v| (v - expected).abs() < 1e-12), "{value:?} {expected}");
    }

    /// Figures of `scikit-learn` 1.9.1: `precision_recall_fscore_support(t, q, sample_weight=w,
    /// labels=[0,1,2,3])`, `f1_score(t, q, average="macro", sample_weight=w)` and the weighted
    /// mean of `t == q`, for the same labels and weights.
    #[test]
    fn figures_are_those_of_other_programs() {
        let people = [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3];
        let program = [0, 1, 3, 1, 1, 2, 2, 0, 3, 3, 3, 1];
        let weights = [1.0, 2.0, 0.5, 4.0, 1.0, 1.0, 3.0, 2.0, 1.0, 1.0, 2.0, 0.5];
        let mut confusion = Confusion::default();
        for ((&a, &b), &weight) in people.iter().zip(&program).zip(&weights) {
            confusion.add(CLASSES[a], CLASSES[b], weight);
        }
        let precision = [1.0 / 3.0, 2.0 / 3.0, 0.75, 8.0 / 9.0];
        let recall = [0.285_714_285_714_285_7, 0.833_333_333_333_333_4, 0.6, 8.0 / 9.0];
        for class in CLASSES {
            near(confusion.precision(class), precision[class.index()]);
            near(confusion.recall(class), recall[class.index()]);
        }
        near(confusion.macro_f1(), 0.650_997_150_997_151);
        near(confusion.accuracy(), 0.684_210_526_315_789_5);
    }

    #[test]
    fn classes_can_be_put_together() {
        let mut confusion = Confusion::default();
        confusion.add(Class::Neutral, Class::NotAddressed, 3.0);
        confusion.add(Class::Favourable, Class::Unfavourable, 1.0);
        near(confusion.accuracy(), 0.0);
        near(confusion.sides().accuracy(), 0.75);
        near(confusion.addressed().accuracy(), 0.25);
        assert_eq!(Confusion::default().macro_f1(), None);
        assert_eq!(Confusion::default().kappa(), None);
    }
}
