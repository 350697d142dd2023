//! Who codes what: an overlap that all code, the rest shared out; and neutral names of rows.

use super::{Design, Drawn};
use crate::tally::Random;

/// The usual overlap: one statement in four ...
const OVERLAP: f64 = 0.25;
/// ... and at least so many, below which agreement cannot be told (Krippendorff 2018, ch. 12).
const FEWEST_OVERLAP: usize = 50;

/// Shares of the coders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Neutral name of each drawn statement.
    pub ids: Vec<String>,
    /// Numbers of the coders of each drawn statement, from 0.
    pub coders: Vec<Vec<usize>>,
    /// The coder of each whole article.
    pub articles: Vec<usize>,
    /// Rows of each coder, as numbers of statements, in an order of their own.
    pub rows: Vec<Vec<usize>>,
}

impl Shares {
    /// Shares out what was drawn.
    pub fn of(drawn: &Drawn, design: &Design) -> Self {
        let count = drawn.statements.len();
        let random = |of: &str| Random::of(&format!("{}: {of}", design.seed));
        let articles: Vec<usize> = (0..drawn.articles.len()).map(|i| i % design.coders).collect();
        let mut order: Vec<usize> =
            (0..count).filter(|&i| drawn.statements[i].from_stratum).collect();
        random("overlap").shuffle(&mut order);
        let all: Vec<usize> = (0..design.coders).collect();
        let mut coders = vec![Vec::new(); count];
        let overlap = overlap(design, order.len());
        let mut turn = 0;
        for (i, &statement) in order.iter().enumerate() {
            coders[statement] = match whose(drawn, &articles, statement) {
                _ if i < overlap => all.clone(),
                Some(coder) => vec![coder],
                None => {
                    turn += 1;
                    vec![(turn - 1) % design.coders]
                }
            };
        }
        for (statement, coders) in coders.iter_mut().enumerate().filter(|(_, c)| c.is_empty()) {
            coders.extend(whose(drawn, &articles, statement));
        }
        let rows = all.iter().map(|&coder| {
            let mut rows: Vec<usize> = (0..count).filter(|&i| coders[i].contains(&coder)).collect();
            random(&format!("rows of coder {}", coder + 1)).shuffle(&mut rows);
            rows
        });
        Self { ids: ids(count, &mut random("ids")), rows: rows.collect(), coders, articles }
    }
}

/// The coder of the whole article that a statement is from, if it is from one.
fn whose(drawn: &Drawn, articles: &[usize], statement: usize) -> Option<usize> {
    let article = drawn.statements[statement].candidate.article;
    drawn.articles.binary_search(&article).ok().map(|i| articles[i])
}

fn overlap(design: &Design, count: usize) -> usize {
    let usual = ((count as f64 * OVERLAP).ceil() as usize).max(FEWEST_OVERLAP);
    let wanted = design.overlap.unwrap_or(usual);
    if design.coders > 1 { wanted.min(count) } else { 0 }
}

/// Names that tell nothing of order or kind.
fn ids(count: usize, random: &mut Random) -> Vec<String> {
    let mut numbers: Vec<usize> = (1..=count).collect();
    random.shuffle(&mut numbers);
    numbers.into_iter().map(|number| format!("c{number:04}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Allocation;
    use super::super::draw::DrawnStatement;
    use super::super::frame::Candidate;
    use super::*;

    fn shares(count: u32, coders: usize, overlap: Option<usize>) -> Shares {
        let statement = |i| DrawnStatement {
            candidate: Candidate { article: i, ordinal: 0, stratum: 0 },
            stratum: "all".to_owned(),
            weight: 1.0,
            from_stratum: i > 1,
        };
        let drawn = Drawn {
            statements: (0..count).map(statement).collect(),
            articles: vec![0, 1],
            article_weight: 9.0,
        };
        let design = Design {
            n: count as usize,
            stratify: Vec::new(),
            allocation: Allocation::Equal,
            articles: 2,
            coders,
            overlap,
            seed: "s".to_owned(),
        };
        Shares::of(&drawn, &design)
    }

    #[test]
    fn all_is_coded_and_the_overlap_by_all() {
        for (count, coders, overlap, expected) in [
            (202, 2, None, 50),
            (402, 2, None, 100),
            (42, 2, None, 40),
            (102, 3, Some(10), 10),
            (102, 1, Some(10), 0),
        ] {
            let shares = shares(count, coders, overlap);
            let shared = shares.coders.iter().filter(|c| c.len() == coders && coders > 1).count();
            assert_eq!(shared, expected);
            assert!(shares.coders.iter().all(|c| !c.is_empty()));
            let sizes: Vec<usize> = shares.rows.iter().map(Vec::len).collect();
            assert!(sizes.iter().max().zip(sizes.iter().min()).is_some_and(|(a, b)| a - b <= 1));
            assert_eq!(shares.ids.iter().collect::<BTreeSet<_>>().len(), count as usize);
            assert_eq!(shares.coders[1], [1 % coders], "a whole article has one coder");
        }
    }
}
