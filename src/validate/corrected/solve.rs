//! The shares that make what the program shows most likely.

/// Leaps of the search; each is a few hundred multiplications.
const LEAPS: usize = 5_000;

/// Below this the mean logarithm of the likelihood cannot rise any more, and the search ends.
const NEAR: f64 = 1e-9;

/// What a leap leaves of a share that it would make negative: EM could not bring it back from 0.
const LEFT: f64 = 0.01;

/// Smallest pivot of a system that is solved directly.
const PIVOT: f64 = 1e-9;

/// The shares `p`, none below 0 and together 1, under which counts `shown` are most likely when
/// `chances[i][j]` is the chance of class `i` to be shown as `j`.
///
/// Where `q = C' p` has a solution among possible shares, that is it; else it is found by the EM
/// algorithm (Dempster, Laird and Rubin 1977), whose steps never leave the possible shares. Near
/// the border they become so small that they seem to have arrived; so they are drawn out to leaps
/// (SQUAREM, Varadhan and Roland 2008), until the gradient says that the maximum is reached.
pub fn shares(shown: [f64; 4], chances: &[[f64; 4]; 4]) -> [f64; 4] {
    let total: f64 = shown.iter().sum();
    if total <= 0.0 {
        return [0.0; 4];
    }
    let q = shown.map(|count| count / total);
    match solve(q, chances).filter(|p| p.iter().all(|&share| share >= 0.0)) {
        Some(p) => p,
        None => search(q, chances),
    }
}

/// The solution of `C' p = q` by elimination; `None` where it is not one.
fn solve(q: [f64; 4], chances: &[[f64; 4]; 4]) -> Option<[f64; 4]> {
    let mut rows = [[0.0; 5]; 4];
    for (j, row) in rows.iter_mut().enumerate() {
        for (i, cell) in row.iter_mut().take(4).enumerate() {
            *cell = chances[i][j];
        }
        row[4] = q[j];
    }
    for column in 0..4 {
        let size = |row: &usize| rows[*row][column].abs();
        let pivot = (column..4).max_by(|a, b| size(a).total_cmp(&size(b)))?;
        rows.swap(column, pivot);
        if rows[column][column].abs() < PIVOT {
            return None;
        }
        let head = rows[column];
        for row in (0..4).filter(|&row| row != column) {
            let factor = rows[row][column] / head[column];
            rows[row].iter_mut().zip(head).for_each(|(cell, above)| *cell -= factor * above);
        }
    }
    Some([0, 1, 2, 3].map(|i| rows[i][4] / rows[i][i]))
}

/// SQUAREM from equal shares.
fn search(q: [f64; 4], chances: &[[f64; 4]; 4]) -> [f64; 4] {
    let mut p = [0.25; 4];
    for _ in 0..LEAPS {
        let first = step(p, q, chances);
        if gain(p, q, chances) < NEAR {
            return p;
        }
        let second = step(first, q, chances);
        let far = step(leap(p, first, second), q, chances);
        let better = likelihood(far, q, chances) > likelihood(second, q, chances);
        p = if better { far } else { second };
    }
    p
}

/// For each class, by how much the mean logarithm of the likelihood rises with its share; 1 for
/// shares that are as they should be.
fn slopes(p: [f64; 4], q: [f64; 4], chances: &[[f64; 4]; 4]) -> [f64; 4] {
    let mut slopes = [0.0; 4];
    for (j, &seen) in q.iter().enumerate() {
        let expected: f64 = (0..4).map(|i| p[i] * chances[i][j]).sum();
        if expected > 0.0 {
            (0..4).for_each(|i| slopes[i] += seen * chances[i][j] / expected);
        }
    }
    slopes
}

/// One step of EM.
fn step(p: [f64; 4], q: [f64; 4], chances: &[[f64; 4]; 4]) -> [f64; 4] {
    let slopes = slopes(p, q, chances);
    let next = [0, 1, 2, 3].map(|i| p[i] * slopes[i]);
    if next.iter().sum::<f64>() > 0.0 { to_one(next) } else { p }
}

/// The most by which the mean logarithm of the likelihood can still rise: it is concave, so no more
/// than its slope toward the class that promises most.
fn gain(p: [f64; 4], q: [f64; 4], chances: &[[f64; 4]; 4]) -> f64 {
    let slopes = slopes(p, q, chances);
    let here: f64 = p.iter().zip(slopes).map(|(share, slope)| share * slope).sum();
    slopes.into_iter().fold(f64::NEG_INFINITY, f64::max) - here
}

/// Where two steps from `p` would lead if they went on; scheme S3 of the paper.
fn leap(p: [f64; 4], first: [f64; 4], second: [f64; 4]) -> [f64; 4] {
    let r = [0, 1, 2, 3].map(|i| first[i] - p[i]);
    let v = [0, 1, 2, 3].map(|i| second[i] - first[i] - r[i]);
    let length = |vector: [f64; 4]| vector.iter().map(|x| x * x).sum::<f64>().sqrt();
    if length(v) <= 0.0 {
        return second;
    }
    let alpha = (-length(r) / length(v)).min(-1.0);
    to_one([0, 1, 2, 3].map(|i| {
        let there = p[i] - 2.0 * alpha * r[i] + alpha * alpha * v[i];
        if there > 0.0 { there } else { LEFT * second[i] }
    }))
}

fn to_one(p: [f64; 4]) -> [f64; 4] {
    let sum: f64 = p.iter().sum();
    p.map(|share| share / sum)
}

/// The mean logarithm of the likelihood; what no class can show is left out, as by EM.
fn likelihood(p: [f64; 4], q: [f64; 4], chances: &[[f64; 4]; 4]) -> f64 {
    let of = |(j, seen): (usize, &f64)| {
        let expected: f64 = (0..4).map(|i| p[i] * chances[i][j]).sum();
        if *seen > 0.0 && expected > 0.0 { seen * expected.ln() } else { 0.0 }
    };
    q.iter().enumerate().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A program that mostly takes neutral for what does not address the target.
    const DULL: [[f64; 4]; 4] = [
        [0.60, 0.20, 0.05, 0.15],
        [0.05, 0.31, 0.04, 0.60],
        [0.10, 0.25, 0.45, 0.20],
        [0.04, 0.30, 0.04, 0.62],
    ];

    #[test]
    fn the_maximum_on_the_border_is_reached() {
        // After five thousand steps, EM alone may still gain 3e-5 and 1e-6 in the first two.
        for shown in [[40.0, 310.0, 40.0, 600.0], [38.0, 298.0, 38.0, 640.0], [0.0, 0.0, 0.0, 9.0]]
        {
            let p = shares(shown, &DULL);
            let total: f64 = shown.iter().sum();
            let gain = gain(p, shown.map(|count| count / total), &DULL);
            assert!(gain < 1e-8, "{shown:?}: {p:?} may gain {gain}");
            assert!(p.iter().any(|&share| share < 1e-6), "on the border: {p:?}");
        }
    }

    proptest! {
        #[test]
        fn no_shares_are_more_likely(
            cells in proptest::array::uniform16(0.01f64..1.0),
            shown in proptest::array::uniform4(0u32..500),
        ) {
            let chances = [0, 1, 2, 3].map(|i| to_one([0, 1, 2, 3].map(|j| cells[4 * i + j])));
            let shown = shown.map(f64::from);
            let total: f64 = shown.iter().sum();
            prop_assume!(total > 0.0);
            let p = shares(shown, &chances);
            prop_assert!(p.iter().all(|&share| share >= 0.0));
            prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-6);
            let gain = gain(p, shown.map(|count| count / total), &chances);
            prop_assert!(gain < 1e-6, "{p:?} may gain {gain}");
        }
    }
}
