//! The weights that fit labelled examples best: multinomial logistic regression with a penalty on
//! the squares of the weights, every class weighing the same however many examples it has.

use std::fmt;

use argmin::core::{CostFunction, Error, Executor, Gradient, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use rustc_hash::FxHashMap;

use crate::lexicons::learned::Zone;
use crate::stance::chances;

use super::class;
use super::examples::Example;
use super::vocabulary::Vocabulary;

/// Steps that L-BFGS remembers.
const MEMORY: usize = 10;
/// Steps at most; a few dozen are usual.
const STEPS: u64 = 500;
/// Length of the gradient, a share of the sum of all examples, at which the search ends.
const FLAT: f64 = 1e-6;
/// Relative change of the cost at which the search ends.
const STILL: f64 = 1e-10;
/// Weights below this are dropped: a hundred of them would not turn a label.
const SMALLEST: f64 = 0.005;
/// Weights are rounded to 1 / this.
const DECIMALS: f64 = 10_000.0;

/// What was learned of one feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// As the file writes it.
    pub feature: String,
    /// Where it stands.
    pub zone: Zone,
    /// Log-odds of unfavourable and of favourable, against neutral.
    pub odds: [f64; 2],
    /// Articles it occurs in.
    pub articles: usize,
}

/// No weights were found.
#[derive(Debug)]
pub struct FitError(Error);

impl fmt::Display for FitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no weights can be found: {}\n  try a greater --l2", self.0)
    }
}

impl std::error::Error for FitError {}

/// Fits weights, rounded, without those that say next to nothing.
///
/// # Errors
/// When the search fails.
pub fn fit(
    examples: &[&Example],
    vocabulary: &Vocabulary,
    l2: f64,
) -> Result<Vec<Weight>, FitError> {
    let problem = Problem::new(examples, vocabulary, l2);
    let found = problem.solve().map_err(FitError)?;
    let weights = vocabulary.columns.iter().zip(found.chunks_exact(2)).map(|(column, pair)| {
        let rounded = |w: f64| (w * column.scale * DECIMALS).round() / DECIMALS;
        Weight {
            feature: column.feature.clone(),
            zone: column.zone,
            odds: [rounded(pair[0]), rounded(pair[1])],
            articles: column.articles,
        }
    });
    Ok(weights.filter(|weight| weight.odds.iter().any(|odds| odds.abs() >= SMALLEST)).collect())
}

/// Weights by feature, to label other examples with.
#[derive(Debug, Default)]
pub struct Weights(FxHashMap<Zone, FxHashMap<String, [f64; 2]>>);

impl Weights {
    /// Indexes `weights`.
    pub fn new(weights: Vec<Weight>) -> Self {
        let mut all = Self::default();
        for weight in weights {
            all.0.entry(weight.zone).or_default().insert(weight.feature, weight.odds);
        }
        all
    }

    /// The log-odds of an example.
    pub fn odds(&self, example: &Example) -> [f64; 2] {
        let mut sum = [0.0; 2];
        for feature in &example.features {
            let Some(odds) = self.0.get(&feature.zone).and_then(|zone| zone.get(&feature.name))
            else {
                continue;
            };
            (0..2).for_each(|k| sum[k] += odds[k] * feature.value);
        }
        sum
    }
}

/// Examples as rows of a sparse matrix. Each column has two parameters, side by side.
struct Problem {
    /// Column and value of all rows, one after the other.
    cells: Vec<(u32, f64)>,
    /// Where each row ends.
    ends: Vec<usize>,
    classes: Vec<usize>,
    /// What an example of each class counts.
    shares: [f64; 3],
    /// The column that is not penalised.
    bias: Option<usize>,
    columns: usize,
    l2: f64,
}

impl Problem {
    fn new(examples: &[&Example], vocabulary: &Vocabulary, l2: f64) -> Self {
        let (mut cells, mut ends) = (Vec::new(), Vec::with_capacity(examples.len()));
        for example in examples {
            for feature in &example.features {
                let Some(column) = vocabulary.column(feature.zone, &feature.name) else { continue };
                let Ok(number) = u32::try_from(column) else { continue };
                cells.push((number, feature.value * vocabulary.columns[column].scale));
            }
            ends.push(cells.len());
        }
        let classes: Vec<usize> = examples.iter().map(|example| class(example.label)).collect();
        let bias = vocabulary.columns.iter().position(|column| column.zone == Zone::Bias);
        let shares = shares(&classes);
        Self { cells, ends, classes, shares, bias, columns: vocabulary.columns.len(), l2 }
    }

    fn solve(self) -> Result<Vec<f64>, Error> {
        let start = vec![0.0; 2 * self.columns];
        if start.is_empty() || self.classes.is_empty() {
            return Ok(start);
        }
        let flat = FLAT * self.classes.len() as f64;
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), MEMORY)
            .with_tolerance_grad(flat)?
            .with_tolerance_cost(STILL * self.classes.len() as f64)?;
        let run = Executor::new(self, solver)
            .configure(|state| state.param(start.clone()).max_iters(STEPS))
            .run()?;
        Ok(run.state().get_best_param().cloned().unwrap_or(start))
    }

    /// Calls `each` with the cells, the class and the chances of every row.
    fn rows(&self, weights: &[f64], mut each: impl FnMut(&[(u32, f64)], usize, [f64; 3])) {
        let mut start = 0;
        for (&end, &class) in self.ends.iter().zip(&self.classes) {
            let cells = &self.cells[start..end];
            let mut odds = [0.0; 2];
            for &(column, value) in cells {
                let at = 2 * column as usize;
                odds[0] += weights[at] * value;
                odds[1] += weights[at + 1] * value;
            }
            each(cells, class, chances(odds));
            start = end;
        }
    }

    /// The penalised columns.
    fn penalised(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns).filter(|column| Some(*column) != self.bias)
    }
}

/// So that each class counts a third, however many examples it has.
fn shares(classes: &[usize]) -> [f64; 3] {
    let mut counts = [0.0; 3];
    classes.iter().for_each(|&class| counts[class] += 1.0);
    let present = counts.iter().filter(|count| **count > 0.0).count() as f64;
    counts.map(|count| classes.len() as f64 / (present * f64::max(count, 1.0)))
}

/// Least chance that a logarithm is taken of.
const LEAST: f64 = 1e-300;

impl CostFunction for Problem {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, weights: &Vec<f64>) -> Result<f64, Error> {
        let mut cost = 0.0;
        self.rows(weights, |_, class, chances| {
            cost -= self.shares[class] * chances[class].max(LEAST).ln();
        });
        // The squares of three weights that sum to 0, so that no class is the odd one out.
        let squares = |column: usize| {
            let (u, f) = (weights[2 * column], weights[2 * column + 1]);
            u * u + f * f - (u + f) * (u + f) / 3.0
        };
        Ok(cost + self.l2 / 2.0 * self.penalised().map(squares).sum::<f64>())
    }
}

impl Gradient for Problem {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, weights: &Vec<f64>) -> Result<Vec<f64>, Error> {
        let mut gradient = vec![0.0; weights.len()];
        for column in self.penalised() {
            let (u, f) = (weights[2 * column], weights[2 * column + 1]);
            gradient[2 * column] = self.l2 * (u - (u + f) / 3.0);
            gradient[2 * column + 1] = self.l2 * (f - (u + f) / 3.0);
        }
        self.rows(weights, |cells, class, chances| {
            let share = self.shares[class];
            let error = |k: usize| share * (chances[k] - f64::from(u8::from(class == k)));
            let (unfavourable, favourable) = (error(0), error(2));
            for &(column, value) in cells {
                let at = 2 * column as usize;
                gradient[at] += unfavourable * value;
                gradient[at + 1] += favourable * value;
            }
        });
        Ok(gradient)
    }
}
