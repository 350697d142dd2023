//! The draw: statements at random within strata, and whole articles at random besides.
//!
//! A statement may come in by either way, so its chance is π = 1 − (1 − n/N)(1 − m/M), with n of
//! the N statements of its stratum and m of M articles drawn; its weight is 1/π, which is N/n
//! where no articles are drawn (Bankier 1986, "Estimators based on several stratified samples").

use rustc_hash::FxHashSet;

use super::Design;
use super::allocation::{FEWEST, allocate};
use super::frame::{Candidate, Frame};
use crate::tally::Random;

/// What was drawn.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Statements, in order of article and place.
    pub statements: Vec<DrawnStatement>,
    /// Places of whole articles, in order.
    pub articles: Vec<u32>,
    /// M / m: how many articles each of them stands for; 0 without any.
    pub article_weight: f64,
}

/// A statement that was drawn.
#[derive(Clone, Debug)]
pub struct DrawnStatement {
    /// Which.
    pub candidate: Candidate,
    /// Name of its stratum.
    pub stratum: String,
    /// How many statements it stands for.
    pub weight: f64,
    /// It was drawn from its stratum, not only with its article.
    pub from_stratum: bool,
}

/// What strata are called that are too small for a draw of their own.
const OTHERS: &str = "all others";

/// Draws.
pub fn draw(frame: &Frame, design: &Design) -> Drawn {
    let (names, strata) = merged(frame, design.n);
    let sizes: Vec<usize> = strata.iter().map(Vec::len).collect();
    let counts = allocate(design.n, &sizes, design.allocation);
    let articles = articles(frame, design);
    let share = articles.len() as f64 / frame.articles.len().max(1) as f64;
    let whole: FxHashSet<u32> = articles.iter().copied().collect();
    let mut statements = Vec::new();
    for ((name, mut members), count) in names.into_iter().zip(strata).zip(counts) {
        let chance = count as f64 / members.len() as f64;
        let weight = |share: f64| 1.0 / (1.0 - (1.0 - chance) * (1.0 - share));
        Random::of(&format!("{}: stratum {name}", design.seed)).shuffle(&mut members);
        for (i, candidate) in members.into_iter().enumerate() {
            let from_stratum = i < count;
            if from_stratum || whole.contains(&candidate.article) {
                // What a copy adds is drawn from its stratum alone.
                let in_frame = frame.articles.binary_search(&candidate.article).is_ok();
                let weight = weight(if in_frame { share } else { 0.0 });
                let stratum = name.clone();
                statements.push(DrawnStatement { candidate, stratum, weight, from_stratum });
            }
        }
    }
    statements.sort_by_key(|drawn| (drawn.candidate.article, drawn.candidate.ordinal));
    let article_weight = if share > 0.0 { 1.0 / share } else { 0.0 };
    Drawn { statements, articles, article_weight }
}

/// The strata with their members, largest first. Where there are too many to give each
/// [`FEWEST`], the smallest become one.
fn merged(frame: &Frame, n: usize) -> (Vec<String>, Vec<Vec<Candidate>>) {
    let mut members = vec![Vec::new(); frame.strata.len()];
    for &candidate in &frame.candidates {
        members[candidate.stratum as usize].push(candidate);
    }
    let mut strata: Vec<(String, Vec<Candidate>)> =
        frame.strata.iter().cloned().zip(members).collect();
    strata.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let most = (n / FEWEST).max(1);
    if strata.len() > most {
        let rest = strata.split_off(most - 1);
        strata.push((OTHERS.to_owned(), rest.into_iter().flat_map(|(_, list)| list).collect()));
    }
    strata.into_iter().unzip()
}

fn articles(frame: &Frame, design: &Design) -> Vec<u32> {
    let mut articles = frame.articles.clone();
    Random::of(&format!("{}: articles", design.seed)).shuffle(&mut articles);
    articles.truncate(design.articles);
    articles.sort_unstable();
    articles
}

#[cfg(test)]
mod tests {
    use super::super::Allocation;
    use super::*;

    fn frame(sizes: &[u32]) -> Frame {
        let strata = (0..sizes.len()).map(|h| format!("stratum {h}")).collect();
        let candidates: Vec<Candidate> = (0u32..)
            .zip(sizes)
            .flat_map(|(stratum, &size)| (0..size).map(move |i| (stratum, i)))
            .map(|(stratum, i)| Candidate { article: i, ordinal: stratum, stratum })
            .collect();
        let articles = (0..sizes.iter().copied().max().unwrap_or(0)).collect();
        let mut frame = Frame::default();
        (frame.strata, frame.candidates, frame.articles) = (strata, candidates, articles);
        frame
    }

    fn design(n: usize, articles: usize, seed: &str) -> Design {
        Design {
            n,
            stratify: Vec::new(),
            allocation: Allocation::SquareRoot,
            articles,
            coders: 2,
            overlap: None,
            seed: seed.to_owned(),
        }
    }

    #[test]
    fn weights_add_up_to_the_statements() {
        let drawn = draw(&frame(&[400, 100, 9]), &design(60, 0, "a"));
        assert_eq!(drawn.statements.len(), 60);
        let sum: f64 = drawn.statements.iter().map(|s| s.weight).sum();
        assert!((sum - 509.0).abs() < 1e-9, "{sum}");
        assert!(drawn.statements.iter().all(|s| s.from_stratum));
    }

    #[test]
    fn with_whole_articles_the_estimate_of_the_count_is_unbiased() {
        let frame = frame(&[300, 80]);
        let sums: Vec<f64> = (0..400)
            .map(|i| draw(&frame, &design(40, 30, &i.to_string())))
            .map(|drawn| drawn.statements.iter().map(|s| s.weight).sum())
            .collect();
        let mean = sums.iter().sum::<f64>() / sums.len() as f64;
        assert!((mean - 380.0).abs() < 4.0, "{mean}");
        let drawn = draw(&frame, &design(40, 30, "x"));
        let of_articles =
            drawn.statements.iter().filter(|s| drawn.articles.contains(&s.candidate.article));
        let all = frame.candidates.iter().filter(|c| drawn.articles.contains(&c.article));
        assert_eq!(of_articles.count(), all.count(), "whole articles are whole");
    }

    #[test]
    fn the_seed_decides_and_small_strata_are_one() {
        let ids = |seed: &str| -> Vec<(u32, u32)> {
            let drawn = draw(&frame(&[50, 50]), &design(10, 2, seed));
            drawn.statements.iter().map(|s| (s.candidate.article, s.candidate.ordinal)).collect()
        };
        assert_eq!(ids("a"), ids("a"));
        assert_ne!(ids("a"), ids("b"));
        let drawn = draw(&frame(&[50, 1, 1, 1, 1, 1]), &design(6, 0, "a"));
        let names: FxHashSet<&str> = drawn.statements.iter().map(|s| s.stratum.as_str()).collect();
        assert!(names.contains(OTHERS) && names.len() == 3, "{names:?}");
    }
}
