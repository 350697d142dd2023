//! The groups whose shares are corrected, as counts by article.

use std::collections::BTreeMap;

use crate::tally::Random;
use crate::validate::program::{Counted, Program};

/// Lots that a group's articles are drawn in at most; of more articles, some share a lot. Draws
/// of so many lots say the same as draws of articles, in bounded time.
const MOST_LOTS: usize = 2_000;

/// What a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// All statements.
    Corpus,
    /// Those of a party.
    Party,
    /// Those of a speaker.
    Speaker,
}

impl GroupKind {
    /// As tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Corpus => "corpus",
            Self::Party => "party",
            Self::Speaker => "speaker",
        }
    }
}

/// Counts of an article, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lot {
    /// Statements by the program's class.
    pub counts: [f64; 4],
    /// Sum of scores of those that address the target.
    pub sum: f64,
}

impl Lot {
    fn add(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(a, b)| *a += b);
        self.sum += other.sum;
    }

    /// Statements that address the target.
    pub fn addressing(&self) -> f64 {
        self.counts[..3].iter().sum()
    }

    /// Mean score of those.
    pub fn mean(&self) -> Option<f64> {
        (self.addressing() > 0.0).then(|| self.sum / self.addressing())
    }
}

/// A group toward one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// What it is called.
    pub name: String,
    /// Its articles.
    pub lots: Vec<Lot>,
}

impl Group {
    /// All of it.
    pub fn total(&self) -> Lot {
        let mut total = Lot::default();
        self.lots.iter().for_each(|lot| total.add(lot));
        total
    }

    /// As many articles drawn again.
    pub fn draw(&self, random: &mut Random) -> Lot {
        let mut total = Lot::default();
        for _ in 0..self.lots.len() {
            total.add(&self.lots[random.below(self.lots.len())]);
        }
        total
    }
}

/// The corpus, each party and each speaker of whom at least `fewest` statements address target
/// number `target`; the corpus whatever it holds.
pub fn groups(program: &Program, target: usize, fewest: u64) -> Vec<Group> {
    let mut groups: BTreeMap<(GroupKind, u32), BTreeMap<u32, Lot>> = BTreeMap::new();
    for counted in &program.counted {
        let lot = lot(counted, target);
        let keys = [
            (GroupKind::Corpus, 0),
            (GroupKind::Party, counted.party),
            (GroupKind::Speaker, counted.speaker),
        ];
        for key in keys {
            groups.entry(key).or_default().entry(counted.article).or_default().add(&lot);
        }
    }
    let named = groups.into_iter().filter_map(|((kind, number), articles)| {
        let name = match kind {
            GroupKind::Corpus => String::new(),
            GroupKind::Party => program.parties.names[number as usize].clone(),
            GroupKind::Speaker => shown(&program.speakers.names[number as usize]),
        };
        let lots = lots(articles.into_values().collect());
        let group = Group { kind, name, lots };
        let size = group.total().addressing();
        let enough = size >= fewest as f64;
        let shown = kind == GroupKind::Corpus || (enough && !group.name.is_empty());
        shown.then_some((size, group))
    });
    let mut named: Vec<(f64, Group)> = named.collect();
    named.sort_by(|(size_a, a), (size_b, b)| {
        a.kind.cmp(&b.kind).then(size_b.total_cmp(size_a)).then_with(|| a.name.cmp(&b.name))
    });
    named.into_iter().map(|(_, group)| group).collect()
}

/// The name of a speaker without the id that tells apart people of one name.
fn shown(speaker: &str) -> String {
    speaker.split('\t').next().unwrap_or_default().to_owned()
}

fn lot(counted: &Counted, target: usize) -> Lot {
    let mut lot = Lot::default();
    lot.counts[counted.labels[target].index()] = 1.0;
    lot.sum = f64::from(counted.scores[target]);
    lot
}

fn lots(articles: Vec<Lot>) -> Vec<Lot> {
    if articles.len() <= MOST_LOTS {
        return articles;
    }
    let mut lots = vec![Lot::default(); MOST_LOTS];
    articles.iter().enumerate().for_each(|(i, lot)| lots[i % MOST_LOTS].add(lot));
    lots
}
