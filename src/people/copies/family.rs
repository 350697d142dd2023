//! Second pass over all articles: which statements of a copy were said already.
//!
//! An original and its copies are a family; it is kept from its original to its last copy.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::find::{Copies, Repeat};
use super::said::{Said, Told};
use crate::people::Linked;

/// What an article is a copy of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CopyOf {
    /// Id of the original.
    pub article: String,
    /// Its date.
    pub date: Option<Date>,
    /// Its outlet, empty if unknown.
    pub source: String,
    /// How similar the texts are, 0 to 1; estimated unless they are the same.
    pub similarity: f64,
    /// Which statements of the copy were said in the original or in an earlier copy.
    pub repeated: Vec<bool>,
}

/// The families that are still open.
#[derive(Clone, Debug, Default)]
pub struct Families {
    copies: Copies,
    open: FxHashMap<u32, Family>,
}

/// An original, and what was said in it and in its copies so far.
#[derive(Clone, Debug)]
struct Family {
    article: String,
    date: Option<Date>,
    source: String,
    said: Said,
}

impl Families {
    /// The families of these copies.
    pub fn new(copies: Copies) -> Self {
        Self { copies, open: FxHashMap::default() }
    }

    /// Meets the next article in order of id, as reports show it; what it is a copy of.
    pub fn meet(&mut self, linked: &Linked<'_>) -> Option<CopyOf> {
        let Some(repeat) = self.copies.of(linked.place) else {
            self.found(linked);
            return None;
        };
        let family = self.open.get_mut(&repeat.original)?;
        let copy = CopyOf {
            article: family.article.clone(),
            date: family.date,
            source: family.source.clone(),
            similarity: repeat.similarity,
            repeated: repeated(repeat, &mut family.said, linked),
        };
        if self.copies.extent(repeat.original).is_none_or(|family| family.last <= linked.place) {
            self.open.remove(&repeat.original);
        }
        Some(copy)
    }

    /// Opens the family of an article that has copies.
    fn found(&mut self, linked: &Linked<'_>) {
        let Some(extent) = self.copies.extent(linked.place) else { return };
        let mut said = Said::default();
        if extent.near {
            said.meet(&told(linked));
        }
        let (article, metadata) = (linked.reading.article.clone(), &linked.reading.metadata);
        let source = metadata.source.clone().unwrap_or_default();
        self.open.insert(linked.place, Family { article, date: metadata.date, source, said });
    }
}

/// The same text says nothing of its own; of another one, what was said already.
fn repeated(repeat: Repeat, said: &mut Said, linked: &Linked<'_>) -> Vec<bool> {
    match repeat.same_text {
        true => vec![true; linked.reading.statements.len()],
        false => said.meet(&told(linked)),
    }
}

fn told(linked: &Linked<'_>) -> Vec<Told> {
    let statements = linked.reading.statements.iter().enumerate();
    let told = |(ordinal, statement)| {
        let decided = linked.is_settled(ordinal) || linked.is_hidden(ordinal);
        Told::of(statement, linked.counts(ordinal), decided)
    };
    statements.map(told).collect()
}
