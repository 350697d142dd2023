//! How many of the findings of a run are false alarms.
//!
//! Benjamini and Hochberg (1995, "Controlling the false discovery rate", JRSS B 57). Who tests a
//! thousand speakers finds fifty with p <= 0.05 by chance; q says what share of all findings that
//! are at least this marked is expected to be chance. It holds for independent tests and for such
//! that go together, as those of a speaker and of his or her party do (Benjamini and Yekutieli
//! 2001).

/// The q value of each p value, in the same order: the least false discovery rate at which the
/// test would be called a finding; from its p value to 1.
pub fn q_values(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]));
    let mut q = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (place, &test) in order.iter().enumerate() {
        let rank = p.len() - place;
        least = least.min(p[test] * p.len() as f64 / rank as f64);
        q[test] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q_values_are_those_of_scipy() {
        // tests/reference/statistics.py: scipy.stats.false_discovery_control
        let found = q_values(&[0.01, 0.04, 0.03, 0.005, 0.2, 0.04, 0.9]);
        for (found, expected) in found.iter().zip(EXPECTED) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert_eq!(q_values(&[]), Vec::<f64>::new());
    }

    const EXPECTED: [f64; 7] = [0.035, 0.056, 0.056, 0.035, 0.7 / 3.0, 0.056, 0.9];
}
