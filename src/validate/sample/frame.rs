//! What is drawn from: the statements of the tally, each in its stratum, and the articles.

use rustc_hash::FxHashMap;

use crate::people::Linked;
use crate::reports;

/// What may part statements into strata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stratum {
    /// Which targets it addresses.
    Target,
    /// How the program labels it.
    Label,
    /// Party of the speaker.
    Party,
    /// Speaker.
    Speaker,
    /// Outlet.
    Source,
    /// Month of the article.
    Month,
    /// Direct, partial, mixed, indirect.
    Kind,
}

/// A statement that may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Place of its article in order of id.
    pub article: u32,
    /// Number of the statement in the article, from 0.
    pub ordinal: u32,
    /// Number of its stratum.
    pub stratum: u32,
}

/// All that may be drawn.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    stratify: Vec<Stratum>,
    /// Statements of the tally, in order of article and place.
    pub candidates: Vec<Candidate>,
    /// Names of strata, by number.
    pub strata: Vec<String>,
    /// Articles that were read and are no copies, in order of id.
    pub articles: Vec<u32>,
    numbers: FxHashMap<String, u32>,
}

/// Between the parts of a stratum's name.
const AND: &str = " / ";

/// Stands for what is empty.
const NOTHING: &str = "none";

impl Frame {
    /// A frame whose strata are parted by `stratify`.
    pub fn new(stratify: &[Stratum]) -> Self {
        Self { stratify: stratify.to_vec(), ..Self::default() }
    }

    /// Takes in the statements of one article.
    pub fn enter(&mut self, linked: &Linked<'_>) {
        if linked.reading.skip.is_some() {
            return;
        }
        if linked.copy.is_none() {
            self.articles.push(linked.place);
        }
        for ordinal in 0..linked.reading.statements.len() {
            if linked.in_tally(ordinal) {
                let stratum = self.number(name(&self.stratify, linked, ordinal));
                let (article, ordinal) = (linked.place, u32::try_from(ordinal).unwrap_or(u32::MAX));
                self.candidates.push(Candidate { article, ordinal, stratum });
            }
        }
    }

    fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.strata.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(name.clone()).or_insert(next);
        if number == next {
            self.strata.push(name);
        }
        number
    }
}

/// The name of a statement's stratum. With target and label both, it says the label toward each
/// target; strata never overlap.
fn name(stratify: &[Stratum], linked: &Linked<'_>, ordinal: usize) -> String {
    let both = stratify.contains(&Stratum::Target) && stratify.contains(&Stratum::Label);
    let parts = stratify.iter().filter(|&&by| !(both && by == Stratum::Target));
    let parts: Vec<String> = parts.map(|&by| part(by, both, linked, ordinal)).collect();
    if parts.is_empty() { "all".to_owned() } else { parts.join(AND) }
}

fn part(by: Stratum, both: bool, linked: &Linked<'_>, ordinal: usize) -> String {
    let metadata = &linked.reading.metadata;
    let Some(statement) = linked.reading.statements.get(ordinal) else { return String::new() };
    let part = match by {
        Stratum::Target => {
            statement.stances.iter().map(|s| s.target.as_str()).collect::<Vec<_>>().join(", ")
        }
        Stratum::Label if both => {
            let label =
                |s: &crate::reading::Stance| format!("{} {}", s.target, s.score.label.name());
            statement.stances.iter().map(label).collect::<Vec<_>>().join(", ")
        }
        Stratum::Label => {
            let mut labels: Vec<_> = statement.stances.iter().map(|s| s.score.label).collect();
            labels.sort_unstable();
            labels.dedup();
            labels.into_iter().map(crate::reading::Label::name).collect::<Vec<_>>().join(", ")
        }
        Stratum::Party => linked.speaker(ordinal).map_or("", |s| s.party).to_owned(),
        Stratum::Speaker => linked.speaker(ordinal).map_or(String::new(), |s| s.person.id.clone()),
        Stratum::Source => metadata.source.clone().unwrap_or_default(),
        Stratum::Month => {
            metadata.date.map_or(String::new(), |d| format!("{:04}-{:02}", d.year(), d.month()))
        }
        Stratum::Kind => reports::statements::kind(statement.kind).to_owned(),
    };
    if part.is_empty() { NOTHING.to_owned() } else { part }
}
