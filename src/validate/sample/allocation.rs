//! How many statements each stratum gives.
//!
//! | rule | share of a stratum of N statements | for |
//! | --- | --- | --- |
//! | square root | √N | figures of the whole and of its parts (power allocation, Bankier 1988) |
//! | equal | the same for all | comparing strata |
//!
//! A stratum that is too small gives all it has, and the rest is shared among the others.

/// The rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Allocation {
    /// By the square root of its size.
    #[default]
    SquareRoot,
    /// The same for all.
    Equal,
}

/// Fewest statements of a stratum, where it has them: of one alone, no spread can be seen.
pub(super) const FEWEST: usize = 2;

/// How many of `n` statements each stratum gives, of strata with so many statements.
pub(super) fn allocate(n: usize, sizes: &[usize], rule: Allocation) -> Vec<usize> {
    let n = n.min(sizes.iter().sum());
    let mut given: Vec<usize> = sizes.iter().map(|&size| size.min(FEWEST)).collect();
    while given.iter().sum::<usize>() > n {
        // More strata than statements: the smallest give up theirs first.
        let taken = (0..sizes.len()).filter(|&h| given[h] > 0);
        let Some(h) = taken.max_by_key(|&h| (given[h], std::cmp::Reverse(sizes[h]))) else { break };
        given[h] -= 1;
    }
    while given.iter().sum::<usize>() < n {
        let open = (0..sizes.len()).filter(|&h| given[h] < sizes[h]);
        // The one that is furthest behind its share (highest averages, Sainte-Laguë 1910).
        let behind = |h: usize| weight(sizes[h], rule) / (2.0 * given[h] as f64 + 1.0);
        let next = open.max_by(|&a, &b| behind(a).total_cmp(&behind(b)).then(b.cmp(&a)));
        let Some(h) = next else { break };
        given[h] += 1;
    }
    given
}

fn weight(size: usize, rule: Allocation) -> f64 {
    match rule {
        Allocation::SquareRoot => (size as f64).sqrt(),
        Allocation::Equal => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_give_their_share() {
        use Allocation::{Equal, SquareRoot};
        for (guards, n, sizes, rule, expected) in [
            ("equal", 30, &[100, 900, 400][..], Equal, &[10, 10, 10][..]),
            ("square root", 60, &[100, 900, 400], SquareRoot, &[10, 30, 20]),
            ("a small one gives all", 30, &[4, 900, 400], Equal, &[4, 13, 13]),
            ("each gives two", 20, &[2, 10_000], SquareRoot, &[2, 18]),
            ("more than there are", 50, &[3, 4], Equal, &[3, 4]),
            ("fewer than strata", 2, &[5, 9, 7], Equal, &[0, 1, 1]),
            ("none", 0, &[5], Equal, &[0]),
        ] {
            assert_eq!(allocate(n, sizes, rule), expected, "{guards}");
        }
    }
}
