//! Answers of `onrecord stance` as they are printed, the names of each object in order of the
//! alphabet: written straight from what the engine found.

use std::collections::BTreeMap;

use onrecord::reading::{Hit, Multiplier, Score};
use onrecord::stance::Single;
use onrecord::text::CharSpan;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// The line that answers the request `id`; `hits` says whether it tells what made the scores.
///
/// # Errors
/// What cannot be written as JSON; nothing that the engine finds is so.
pub fn line(id: Value, found: &Single, hits: bool) -> serde_json::Result<String> {
    match found {
        Single::Marked(score) => {
            let Shown { hits, label, score } = shown(score, hits);
            serde_json::to_string(&MarkedAnswer { hits, id, label, score })
        }
        Single::Targets(scored) => serde_json::to_string(&Answer {
            id,
            sentiment: shown(&scored.sentiment, hits),
            targets: scored.stances.iter().map(|s| (&*s.target, shown(&s.score, hits))).collect(),
        }),
    }
}

fn shown(score: &Score, hits: bool) -> Shown<'_> {
    let made = hits.then_some(Hits(&score.hits));
    Shown { hits: made, label: score.label.name(), score: score.value() }
}

/// The answer toward all targets of the lexicons.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: Value,
    sentiment: Shown<'a>,
    targets: BTreeMap<&'a str, Shown<'a>>,
}

/// The answer toward a marked entity.
#[derive(Debug, Serialize)]
struct MarkedAnswer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Hits<'a>>,
    id: Value,
    label: &'static str,
    score: f64,
}

/// A score as it is printed.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Hits<'a>>,
    label: &'static str,
    score: f64,
}

/// What made a score, as it is printed.
#[derive(Debug)]
struct Hits<'a>(&'a [Hit]);

impl Serialize for Hits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|hit| ShownHit {
            contribution: hit.contribution,
            lexicon: &hit.lexicon,
            multipliers: Multipliers(&hit.multipliers),
            role: &hit.role,
            row: hit.row,
            span: hit.span,
            term: &hit.term,
            weight: hit.weight,
        }))
    }
}

#[derive(Debug, Serialize)]
struct ShownHit<'a> {
    contribution: f64,
    lexicon: &'a str,
    multipliers: Multipliers<'a>,
    role: &'a str,
    row: u64,
    span: CharSpan,
    term: &'a str,
    weight: f64,
}

/// What turned a hit, as it is printed.
#[derive(Debug)]
struct Multipliers<'a>(&'a [Multiplier]);

impl Serialize for Multipliers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|turned| ShownMultiplier {
            factor: turned.factor,
            name: &turned.name,
            term: &turned.term,
        }))
    }
}

#[derive(Debug, Serialize)]
struct ShownMultiplier<'a> {
    factor: f64,
    name: &'a str,
    term: &'a str,
}
