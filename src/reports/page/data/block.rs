//! What the browser needs of a statement once it is looked at: words, evidence, attribution.

use serde::Serialize;
use serde_json::{Value, json};

use super::entry::Entry;
use super::index::Dictionaries;
use super::marks::Mark;

/// Some statements in a row, a column a field: columns pack better than records.
#[derive(Debug, Default, Serialize)]
pub(super) struct Block<'a> {
    /// Id, stem of the statements' ids, title, address, what it is a copy of.
    articles: Vec<Value>,
    /// For each statement its article in this block.
    article: Vec<usize>,
    ordinal: Vec<u32>,
    paragraph: Vec<usize>,
    quote: Vec<&'a str>,
    cut: Vec<usize>,
    marks: Vec<Vec<Value>>,
    tone: Vec<i32>,
    kind: Vec<i64>,
    mention: Vec<&'a str>,
    cue: Vec<&'a str>,
    rule: Vec<i64>,
    sure: Vec<[u32; 2]>,
    country: Vec<i64>,
    role: Vec<&'a str>,
    others: Vec<&'a str>,
    human: Vec<u8>,
}

impl<'a> Block<'a> {
    pub(super) fn of(entries: &[&'a Entry], known: &Dictionaries) -> Self {
        let mut block = Self::default();
        let mut last = None;
        for entry in entries {
            if last != Some(entry.place) {
                block.articles.push(article(entry));
                last = Some(entry.place);
            }
            block.put(entry, known);
        }
        block
    }

    fn put(&mut self, entry: &'a Entry, known: &Dictionaries) {
        self.article.push(self.articles.len() - 1);
        self.ordinal.push(entry.ordinal + 1);
        self.paragraph.push(entry.paragraph);
        self.quote.push(&entry.quote);
        self.cut.push(entry.cut);
        self.marks.push(entry.marks.iter().map(|mark| packed(mark, known)).collect());
        self.tone.push(entry.tone);
        self.kind.push(known.kinds.number(entry.kind));
        self.mention.push(&entry.mention);
        self.cue.push(&entry.cue);
        self.rule.push(known.rules.number(&entry.rule));
        self.sure.push([entry.mention_confidence, entry.speaker_confidence]);
        self.country.push(known.countries.number(&entry.country));
        self.role.push(&entry.role);
        self.others.push(&entry.others);
        self.human.push(u8::from(entry.by_human));
    }
}

fn article(entry: &Entry) -> Value {
    let article = &entry.article;
    json!([article.id, article.stem, article.title, article.url, article.copy_of])
}

/// Target, cause, contribution, where (start and length, or the words), what turned it.
fn packed(mark: &Mark, known: &Dictionaries) -> Value {
    let turns: Vec<Value> = mark
        .multipliers
        .iter()
        .map(|(name, term, factor)| json!([known.turn(name), term, factor]))
        .collect();
    let place = match mark.place {
        Some((start, end)) => json!([start, end - start]),
        None => json!(mark.term),
    };
    let cause = known.cause(mark);
    if turns.is_empty() {
        json!([mark.target, cause, mark.contribution, place])
    } else {
        json!([mark.target, cause, mark.contribution, place, turns])
    }
}
