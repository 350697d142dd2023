//! What coders see: the words of each drawn statement in their context, and whole articles.

use std::io;

use super::context;
use super::{Drawn, Shares, Texts};
use crate::people::corrections::hashes;
use crate::reading::Reading;
use crate::reports::statements;
use crate::store::Spilled;
use crate::validate::key::{Entry, WholeEntry};

/// A row of a coding sheet.
#[derive(Clone, Debug)]
pub struct Item {
    /// What the analyst knows of it.
    pub entry: Entry,
    /// Title of the article.
    pub title: String,
    /// Day of the article.
    pub date: String,
    /// Outlet.
    pub source: String,
    /// The paragraphs around, the words between » and «.
    pub context: String,
    /// The words.
    pub quotation: String,
}

impl Item {
    /// All of it that is of the article.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.title, &mut self.source, &mut self.context, &mut self.quotation].into_iter()
    }
}

/// An article that is coded whole.
#[derive(Clone, Debug)]
pub struct WholeArticle {
    /// What the analyst knows of it.
    pub entry: WholeEntry,
    /// Number of its coder, from 0.
    pub coder: usize,
    /// Title.
    pub title: String,
    /// Day.
    pub date: String,
    /// Outlet.
    pub source: String,
    /// Its text, the statements of the list between » and «.
    pub paragraphs: Vec<String>,
}

impl WholeArticle {
    /// All of it that is of the article.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.title, &mut self.source].into_iter().chain(&mut self.paragraphs)
    }
}

/// What the sheets call the article of that number, from 0.
pub fn article_name(number: usize) -> String {
    format!("a{:02}", number + 1)
}

/// The rows of all drawn statements, in their order.
///
/// # Errors
/// When the disk fails.
pub fn items(
    drawn: &Drawn,
    shares: &Shares,
    readings: &mut Spilled,
    texts: &mut Texts,
) -> io::Result<Vec<Item>> {
    let mut items = Vec::with_capacity(drawn.statements.len());
    let mut open: Option<(u32, Reading, String, Vec<String>)> = None;
    for (number, statement) in drawn.statements.iter().enumerate() {
        let place = statement.candidate.article;
        let article = match open.take().filter(|(at, ..)| *at == place) {
            Some(article) => article,
            None => {
                let reading = readings.reading(place as usize)?;
                let text = texts.get(&reading.path, &reading.text_hash)?;
                let hashes = hashes(&reading.statements);
                (place, reading, text, hashes)
            }
        };
        let (_, reading, text, hashes) = open.insert(article);
        let ordinal = statement.candidate.ordinal as usize;
        let Some(said) = reading.statements.get(ordinal) else { continue };
        let coders: Vec<String> =
            shares.coders[number].iter().map(|coder| (coder + 1).to_string()).collect();
        let entry = Entry {
            id: shares.ids[number].clone(),
            statement: statements::id(&reading.article, ordinal),
            article: reading.article.clone(),
            quote: hashes[ordinal].clone(),
            stratum: statement.stratum.clone(),
            weight: statement.weight,
            coders: coders.join(";"),
            with_article: !statement.from_stratum,
        };
        let context = context::around(text, &said.segments);
        let quotation = statements::quote(&said.segments);
        let [title, date, source] = described(reading);
        items.push(Item { entry, title, date, source, context, quotation });
    }
    Ok(items)
}

/// The articles that were drawn whole, the statements of the list between marks.
///
/// # Errors
/// When the disk fails.
pub fn whole_articles(
    drawn: &Drawn,
    shares: &Shares,
    readings: &mut Spilled,
    texts: &mut Texts,
) -> io::Result<Vec<WholeArticle>> {
    let mut articles = Vec::with_capacity(drawn.articles.len());
    for (number, &place) in drawn.articles.iter().enumerate() {
        let reading = readings.reading(place as usize)?;
        let text = texts.get(&reading.path, &reading.text_hash)?;
        let listed = drawn.statements.iter().filter(|s| s.candidate.article == place);
        let listed = listed.filter_map(|s| reading.statements.get(s.candidate.ordinal as usize));
        let segments: Vec<_> = listed.flat_map(|s| s.segments.iter().cloned()).collect();
        let coder = shares.articles[number];
        let [title, date, source] = described(&reading);
        articles.push(WholeArticle {
            entry: WholeEntry {
                id: article_name(number),
                article: reading.article.clone(),
                weight: drawn.article_weight,
                coder: (coder + 1).to_string(),
            },
            coder,
            title,
            date,
            source,
            paragraphs: context::paragraphs(&text, &segments),
        });
    }
    Ok(articles)
}

fn described(reading: &Reading) -> [String; 3] {
    let metadata = &reading.metadata;
    [
        metadata.title.clone().unwrap_or_default(),
        metadata.date.map_or(String::new(), |date| date.to_string()),
        metadata.source.clone().unwrap_or_default(),
    ]
}
