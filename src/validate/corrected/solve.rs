//! The shares that make what the program shows most likely.

/// Steps of the search; each is a few dozen multiplications.
const STEPS: usize = 5_000;

/// Change of all shares together below which the search ends.
const STILL: f64 = 1e-10;

/// Smallest pivot of a system that is solved directly.
const PIVOT: f64 = 1e-9;

/// The shares `p`, none below 0 and together 1, under which counts `shown` are most likely when
/// `chances[i][j]` is the chance of class `i` to be shown as `j`.
///
/// Where `q = C' p` has a solution among possible shares, that is it; else it is found by the EM
/// algorithm (Dempster, Laird and Rubin 1977), whose steps never leave the possible shares.
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

/// EM from equal shares.
fn search(q: [f64; 4], chances: &[[f64; 4]; 4]) -> [f64; 4] {
    let mut p = [0.25; 4];
    for _ in 0..STEPS {
        let mut next = [0.0; 4];
        for (j, &seen) in q.iter().enumerate() {
            let expected: f64 = (0..4).map(|i| p[i] * chances[i][j]).sum();
            if expected > 0.0 {
                (0..4).for_each(|i| next[i] += seen * p[i] * chances[i][j] / expected);
            }
        }
        let sum: f64 = next.iter().sum();
        if sum <= 0.0 {
            return p;
        }
        next.iter_mut().for_each(|share| *share /= sum);
        let moved: f64 = p.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        p = next;
        if moved < STILL {
            break;
        }
    }
    p
}
