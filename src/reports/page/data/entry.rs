//! A statement as the page shows it, with all that is behind it.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::words;
use super::marks::{self, Mark};
use crate::people::Linked;
use crate::reading::{Label, Reading, Statement};
use crate::reports::statements;

/// What the page says of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Article {
    /// Id.
    pub(in super::super) id: String,
    /// Begins the ids of its statements.
    pub(in super::super) stem: String,
    /// Title, empty without one.
    pub(in super::super) title: String,
    /// Day of publication.
    pub(in super::super) date: Option<Date>,
    /// Outlet, empty without one.
    pub(in super::super) source: String,
    /// Address of the web, if there is one.
    pub(in super::super) url: Option<String>,
    /// Id of the article that it repeats.
    pub(in super::super) copy_of: Option<String>,
}

impl Article {
    /// Of an article that is being entered; without its title, which may quote, unless `quotes`.
    pub(in super::super) fn of(linked: &Linked<'_>, quotes: bool) -> Arc<Self> {
        let Reading { article, metadata, .. } = linked.reading;
        let or_empty = |text: &Option<String>| words::clean(text.as_deref().unwrap_or_default());
        let first = statements::id(article, 0);
        Arc::new(Self {
            id: article.clone(),
            stem: first.split_once('-').map_or("", |(stem, _)| stem).to_owned(),
            title: if quotes { or_empty(&metadata.title) } else { String::new() },
            date: metadata.date,
            source: or_empty(&metadata.source),
            url: words::address(metadata).filter(|_| quotes).map(str::to_owned),
            copy_of: linked.copy_of().map(str::to_owned),
        })
    }
}

/// A statement.
#[derive(Clone, Debug)]
pub(in super::super) struct Entry {
    /// Its article.
    pub(super) article: Arc<Article>,
    /// Place of the article in order of id.
    pub(super) place: u32,
    /// Place of the statement in the article, from 0.
    pub(super) ordinal: u32,
    /// Number of the paragraph, from 1.
    pub(super) paragraph: usize,
    /// Name, party, country and role of the speaker; empty where nobody is named.
    pub(super) speaker: String,
    pub(super) party: String,
    pub(super) country: String,
    pub(super) role: String,
    /// Who speaks jointly.
    pub(super) others: String,
    /// The words; empty where the page is to quote nothing.
    pub(super) quote: String,
    /// Where `quote` was cut, in characters that are left out.
    pub(super) cut: usize,
    pub(super) kind: &'static str,
    /// Target, score in 1/10,000, label.
    pub(super) stances: Vec<(u16, i32, Label)>,
    /// Reasons for these scores.
    pub(super) marks: Vec<Mark>,
    /// Tone in 1/10,000.
    pub(super) tone: i32,
    pub(super) mention: String,
    pub(super) cue: String,
    pub(super) rule: String,
    /// In hundredths.
    pub(super) mention_confidence: u32,
    pub(super) speaker_confidence: u32,
    pub(super) counts: bool,
    pub(super) by_human: bool,
}

impl Entry {
    /// Statement number `ordinal` of an article; without its words unless `quotes`.
    pub(in super::super) fn of(
        linked: &Linked<'_>,
        article: &Arc<Article>,
        ordinal: usize,
        targets: &[String],
        quotes: bool,
    ) -> Option<Self> {
        let statement = linked.reading.statements.get(ordinal)?;
        let spoken = linked.speaker(ordinal);
        let said = |get: fn(&crate::people::Spoken<'_>) -> String| {
            spoken.as_ref().map(get).unwrap_or_default()
        };
        let others = linked.co_speakers(ordinal);
        let others: Vec<String> = others.iter().map(|s| words::clean(&s.person.name)).collect();
        let text = |words: Option<&crate::reading::Mention>| words.map(|w| w.text.clone());
        Some(Self {
            article: Arc::clone(article),
            place: linked.place,
            ordinal: u32::try_from(ordinal).ok()?,
            paragraph: statement.paragraph,
            speaker: said(|s| words::clean(&s.person.name)),
            party: said(|s| words::clean(s.party)),
            country: said(|s| words::clean(s.country)),
            role: said(|s| words::clean(s.role)),
            others: others.join("; "),
            quote: if quotes { quotation(statement) } else { String::new() },
            cut: 0,
            kind: statements::kind(statement.kind),
            stances: stances(statement, targets),
            marks: marks::of(statement, targets, quotes),
            tone: statement.sentiment.units,
            mention: text(statement.mention.as_ref()).unwrap_or_default(),
            cue: text(statement.cue.as_ref()).unwrap_or_default(),
            rule: statement.rule.clone(),
            mention_confidence: hundredths(statement.mention_confidence),
            speaker_confidence: hundredths(statement.speaker_confidence),
            counts: linked.in_tally(ordinal),
            by_human: linked.by_human(ordinal),
        })
    }

    /// Whether it speaks of a target.
    pub(super) fn is_addressed(&self) -> bool {
        !self.stances.is_empty()
    }
}

/// The quotation on one line, as in `statements.csv`: each white space character is one space, so
/// that places in it stay.
fn quotation(statement: &Statement) -> String {
    let quote = statements::quote(&statement.segments);
    quote.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

fn stances(statement: &Statement, targets: &[String]) -> Vec<(u16, i32, Label)> {
    let numbered = statement.stances.iter().filter_map(|stance| {
        let target = marks::number(targets, &stance.target)?;
        Some((target, stance.score.units, stance.score.label))
    });
    numbered.collect()
}

fn hundredths(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}
