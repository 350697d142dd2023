//! What was read and what was not; what the page leaves out; how it was made.

use serde::Serialize;

use super::super::data::{Omitted, Packed};
use super::super::words::{self, count, counted};
use super::Facts;

/// The top of the page.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    /// First and last day, empty without dates.
    from: String,
    to: String,
    /// ... in one line.
    days: String,
    articles: String,
    statements: String,
    attributed: String,
    speakers: String,
    parties: String,
    targets: String,
    /// Whether there is any statement.
    any: bool,
}

pub(super) fn head(facts: &Facts<'_>) -> Head {
    let counts = facts.figures.counts;
    let days = facts.census.days;
    let names: Vec<String> = facts.targets.iter().map(|t| words::target(t)).collect();
    Head {
        from: days.map_or(String::new(), |(from, _)| words::day(from)),
        to: days.map_or(String::new(), |(_, to)| words::day(to)),
        days: days.map_or(String::new(), |(from, to)| match from == to {
            true => words::day(from),
            false => format!("{} to {}", words::day(from), words::day(to)),
        }),
        articles: count(counts.articles),
        statements: count(counts.statements),
        attributed: count(counts.attributed),
        speakers: count(counts.speakers),
        parties: count(counts.parties),
        targets: listed(&names),
        any: counts.statements > 0,
    }
}

/// `Russia, Ukraine and Trump`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What the table of statements has and has not.
#[derive(Debug, Serialize)]
pub(super) struct Statements {
    /// On the page.
    rows: String,
    any: bool,
    /// Sentences on what is left out.
    omitted: Vec<String>,
}

pub(super) fn statements(facts: &Facts<'_>, packed: &Packed) -> Statements {
    let Omitted { bystanders, addressed, cut, longest } = packed.omitted;
    let mut omitted = Vec::new();
    let is = |n: u64| if n == 1 { "is" } else { "are" };
    if bystanders > 0 {
        let many = counted(bystanders, "statement", "statements");
        let speak = if bystanders == 1 { "speaks" } else { "speak" };
        omitted.push(format!("{many} that {speak} of no target {} left out.", is(bystanders)));
    }
    if addressed > 0 {
        let many = counted(addressed, "statement", "statements");
        omitted.push(format!("{many} on a target {} left out at random.", is(addressed)));
    }
    if cut > 0 {
        let many = counted(cut, "quotation is", "quotations are");
        omitted.push(format!("{many} cut to {} characters.", count(longest)));
    }
    if !facts.settings.quotes {
        omitted.push("Quotations and their words are left out, as the run was told.".into());
    }
    Statements { rows: count(packed.rows), any: packed.rows > 0, omitted }
}

/// What was read.
#[derive(Debug, Serialize)]
pub(super) struct Coverage {
    rows: Vec<(String, String, String)>,
    skipped: Vec<(String, String)>,
}

pub(super) fn coverage(facts: &Facts<'_>) -> Coverage {
    let counts = facts.figures.counts;
    let row = |what: &str, n: u64, note: &str| (what.to_owned(), count(n), note.to_owned());
    let unnamed = counts.statements.saturating_sub(counts.attributed);
    Coverage {
        rows: vec![
            row("Articles read", counts.articles, ""),
            row("Articles skipped", counts.skipped, "articles.csv names each, with the reason"),
            row(
                "Copies among the articles read",
                counts.copies,
                "in duplicates.csv; what they repeat is not counted",
            ),
            row("Articles without a date", facts.census.undated, "counted, but not over time"),
            row("Statements found", counts.statements, ""),
            row(
                "Statements without a speaker",
                unnamed,
                "in statements.csv; review.csv asks for them",
            ),
            row(
                "Statements that count",
                counts.tallied,
                "somebody’s; without headlines and what copies repeat, without reported speech unless that is asked for",
            ),
            row("Statements checked by a person", counts.by_human, "by corrections.csv"),
        ],
        skipped: counts
            .skipped_by_reason
            .iter()
            .map(|(reason, &n)| (reason.replace('_', " "), count(n)))
            .collect(),
    }
}

/// How it was made.
#[derive(Debug, Serialize)]
pub(super) struct Method {
    program: String,
    lexicons: String,
}

pub(super) fn method(facts: &Facts<'_>) -> Method {
    Method {
        program: facts.figures.program.to_owned(),
        lexicons: facts.figures.lexicons.to_owned(),
    }
}
