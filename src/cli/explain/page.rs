//! The page that explains one Reading: a pure function from Reading to text.

use anstyle::Style;
use onrecord::reading::{Hit, Label, Reading, Score, Speaker, Statement};

use super::marked::{self, style_of, styled};
use super::wording::{self, calculation, confidence, count, signed};
use crate::cli::terminal::clean;

/// Indentation of what belongs to a statement.
const INDENT: &str = "    ";
/// Width of the names on the left.
const NAME: usize = 12;

/// What part of a Reading to show.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Ids of all targets, in order of columns.
    pub targets: &'a [&'a str],
    /// Confidence below which reports leave the speaker empty.
    pub threshold: f64,
    /// Whether statements without quotation marks were looked for.
    pub indirect: bool,
    /// Number of the only statement to show, from 1.
    pub statement: Option<usize>,
}

/// The page, with escape codes for colour; a plain stream strips them.
pub fn page(reading: &Reading, view: View<'_>) -> String {
    let mut lines = heading(reading);
    if let Some(skip) = &reading.skip {
        lines.push(format!("not read: {}", clean(&skip.message)));
    } else if reading.statements.is_empty() {
        lines.push(wording::nothing(view.indirect).into());
    }
    for (i, statement) in reading.statements.iter().enumerate() {
        if view.statement.is_none_or(|only| only == i + 1) {
            lines.push(String::new());
            lines.extend(explained(i + 1, statement, reading, view));
        }
    }
    lines.join("\n") + "\n"
}

fn heading(reading: &Reading) -> Vec<String> {
    let metadata = &reading.metadata;
    let mut facts: Vec<String> = Vec::new();
    facts.push(metadata.date.map_or("no date".to_owned(), |date| date.to_string()));
    facts.extend(metadata.source.as_deref().map(|source| clean(source).into_owned()));
    if reading.skip.is_none() {
        facts.push(count(reading.words, "word"));
        facts.push(count(reading.statements.len(), "statement"));
    }
    let mut lines = vec![styled(&clean(&reading.article), Style::new().bold())];
    lines.extend(metadata.title.as_deref().map(|title| clean(title).into_owned()));
    lines.push(facts.join(", "));
    lines
}

fn explained(
    number: usize,
    statement: &Statement,
    reading: &Reading,
    view: View<'_>,
) -> Vec<String> {
    let mut lines = vec![title(number, statement, reading)];
    for segment in &statement.segments {
        lines.extend(marked::segment(segment, statement, INDENT));
    }
    lines.push(String::new());
    lines.extend(attribution(statement, reading, view.threshold));
    lines.push(String::new());
    for &target in view.targets {
        let score = statement.stances.iter().find(|s| s.target == target).map(|s| &s.score);
        lines.extend(scored(target, score, statement));
    }
    lines.extend(scored("sentiment", Some(&statement.sentiment), statement));
    lines
}

/// `3. Georgina Marrowby (Republican, United States, senator)`
fn title(number: usize, statement: &Statement, reading: &Reading) -> String {
    let name = match (speaker(statement.speaker, reading), &statement.mention) {
        (Some(speaker), _) => described(speaker),
        (None, Some(mention)) => format!("“{}”, but who that is is open", clean(&mention.text)),
        (None, None) => "nobody was found to have said this".to_owned(),
    };
    styled(&format!("{number}. {name}"), Style::new().bold())
}

fn speaker(index: Option<usize>, reading: &Reading) -> Option<&Speaker> {
    reading.speakers.get(index?)
}

fn described(speaker: &Speaker) -> String {
    let facts: Vec<&str> = [&speaker.party, &speaker.country, &speaker.role]
        .into_iter()
        .map(String::as_str)
        .filter(|fact| !fact.is_empty())
        .collect();
    let line = match facts.is_empty() {
        true => speaker.name.clone(),
        false => format!("{} ({})", speaker.name, facts.join(", ")),
    };
    clean(&line).into_owned()
}

/// Who is named beside the quotation, by which words and rule, and how sure that is.
fn attribution(statement: &Statement, reading: &Reading, threshold: f64) -> Vec<String> {
    let quoted = |words: &str| format!("“{}”", clean(words));
    let together: Vec<String> = statement
        .co_speakers
        .iter()
        .filter_map(|&co| speaker(Some(co), reading))
        .map(described)
        .collect();
    let mention = statement.mention.as_ref().map(|mention| quoted(&mention.text));
    let words = mention.as_ref().map(|_| confidence(statement.mention_confidence));
    let cue = statement.cue.as_ref().map(|cue| quoted(&cue.text));
    let person = statement.speaker.map(|_| match statement.speaker_confidence {
        chance if chance < threshold => confidence(chance) + ": the reports leave it open",
        chance => confidence(chance),
    });
    let rows = [
        ("named here", mention),
        ("by the words", cue),
        ("together with", (!together.is_empty()).then(|| together.join("; "))),
        ("rule", Some(wording::rule(&statement.rule))),
        ("right words", words),
        ("right person", person),
        ("kind", Some(wording::statement_kind(statement.kind).to_owned())),
        ("paragraph", Some(statement.paragraph.to_string())),
    ];
    rows.into_iter().filter_map(|(name, value)| Some(row(name, &value?))).collect()
}

fn row(name: &str, value: &str) -> String {
    format!("{INDENT}{name:<NAME$}  {value}")
}

/// A score with its label and the sum behind it, and below what made that sum.
fn scored(name: &str, score: Option<&Score>, statement: &Statement) -> Vec<String> {
    let Some(score) = score else {
        return vec![row(name, "not addressed")];
    };
    let verdict = format!("{} {}", signed(score.value()), score.label.name());
    let verdict = styled(&verdict, style_of_label(score.label));
    let sum: f64 = score.hits.iter().map(|hit| hit.contribution).sum();
    let verdict = match score.hits.len() {
        0 => verdict,
        _ => format!("{verdict}, from a sum of {}", signed(sum)),
    };
    let mut lines = vec![row(name, &verdict)];
    let width = score.hits.iter().map(|hit| clean(&hit.term).chars().count()).max().unwrap_or(0);
    lines.extend(score.hits.iter().map(|hit| reason(hit, width, statement)));
    lines
}

fn style_of_label(label: Label) -> Style {
    match label {
        Label::Favourable => style_of(1.0),
        Label::Unfavourable => style_of(-1.0),
        Label::Neutral => Style::new().bold(),
    }
}

/// `thug   −0.80 × 1.30 (intensifier “very”) = −1.04   predicate: said of it, terms.csv:12`
fn reason(hit: &Hit, width: usize, statement: &Statement) -> String {
    let outside = !statement.segments.iter().any(|s| marked::inside(hit.span, s.span));
    let place = if outside { wording::outside(statement.kind) } else { "" };
    let term = clean(&hit.term);
    let calculation = styled(&calculation(hit), style_of(hit.contribution));
    let role = wording::role(&hit.role);
    let row = wording::row(hit);
    format!("{INDENT}{:NAME$}  {term:<width$}  {calculation}  {role}{row}{place}", "")
}
