//! What the page says, in words and figures ready for its templates.
//!
//! `docs/page-templates.md` lists all of it for those who write templates.

mod coverage;
mod figure;
mod groups;
mod lists;
mod shifts;

use minijinja::{Value, context};
use serde::Serialize;

use super::census::Census;
use super::chart::Drawn;
use super::data::Packed;
use super::templates::value;
use super::words;
use super::{Figures, Settings};

pub(super) use figure::Figure;
pub(super) use groups::{Group, Standing, parties, speakers};
pub(super) use lists::group_name;

/// How often a sign is right, for the places where people are compared. From README, “How good is
/// it”; measured by `.ci/quality.py` on hand-labelled articles.
const ERROR_RATE: &str = "Of the signs given to single statements, about every second is the one \
    a careful reader gives and one in eight is the opposite (macro-F1 0.61 on real news).";

/// The targets for which that was measured.
const MEASURED: [&str; 3] = ["russia", "ukraine", "trump"];

/// Why an order of names needs care.
const ERROR_ADVICE: &str = "An order of names is only as good as the many statements behind it: \
    read some of them before you print one.";

/// All that the page is made from.
pub(super) struct Facts<'a> {
    /// Ids.
    pub(super) targets: &'a [String],
    pub(super) settings: &'a Settings,
    pub(super) census: &'a Census,
    pub(super) figures: &'a Figures<'a>,
}

/// What the page says of a target.
#[derive(Debug, Serialize)]
struct Target {
    id: String,
    name: String,
    /// How often a sign on it is right, or that nobody knows.
    errors: String,
    everybody: Figure,
    parties: Vec<Group>,
    speakers: Vec<Group>,
    ranked: usize,
    ranking: lists::Ranking,
    spread: Vec<lists::Bin>,
    timeline: Vec<lists::Line>,
    /// Periods too old for the table.
    timeline_older: usize,
}

/// The values of `page.html.jinja` that depend on which statements it carries.
pub(super) fn statements(facts: &Facts<'_>, packed: &Packed) -> Value {
    context! {
        statements => value(coverage::statements(facts, packed)),
        blocks => value(&packed.blocks),
    }
}

/// The other values of `page.html.jinja` but for style, script and policy.
pub(super) fn values(facts: &Facts<'_>, drawn: &Drawn) -> Value {
    let targets: Vec<Target> = (0..facts.targets.len()).map(|t| target(facts, t)).collect();
    context! {
        head => value(coverage::head(facts)),
        targets => value(&targets),
        matrix => value(lists::matrix(facts)),
        shifts => value(shifts::view(facts)),
        coverage => value(coverage::coverage(facts)),
        method => value(coverage::method(facts)),
        charts => drawn.values(),
        errors => context! { rate => rate(facts.targets), advice => ERROR_ADVICE },
        min_statements => facts.settings.min_statements,
        quotes => facts.settings.quotes,
    }
}

fn measured(id: &str) -> bool {
    MEASURED.contains(&id)
}

fn unmeasured(name: &str) -> String {
    format!(
        "Nobody has measured how often the signs on {name} are right: label some statements by hand \
        and compare them with “onrecord validate” before you print a number."
    )
}

/// The rate where it was measured, and a sentence on the other targets.
fn rate(targets: &[String]) -> String {
    let other = targets.iter().filter(|id| !measured(id));
    let other: Vec<String> = other.map(|id| words::target(id)).collect();
    let unknown = unmeasured(&coverage::listed(&other));
    match other.len() {
        0 => ERROR_RATE.to_owned(),
        all if all == targets.len() => unknown,
        _ => format!("{ERROR_RATE} That is for Russia, Ukraine and Trump. {unknown}"),
    }
}

fn target(facts: &Facts<'_>, number: usize) -> Target {
    let id = &facts.targets[number];
    let speakers = speakers(facts, number);
    let (timeline, timeline_older) = lists::timeline(facts, number);
    Target {
        id: id.clone(),
        name: words::target(id),
        errors: if measured(id) { ERROR_RATE.into() } else { unmeasured(&words::target(id)) },
        everybody: Figure::of_cell(facts, &facts.census.totals[number]),
        parties: parties(facts, number),
        ranked: speakers.iter().filter(|group| group.ranked).count(),
        speakers,
        ranking: lists::ranking(facts, number),
        spread: lists::spread(facts, number),
        timeline,
        timeline_older,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_rate_stands_only_beside_targets_it_was_measured_on() {
        for (targets, known, unknown) in [
            (vec!["russia", "trump"], true, ""),
            (vec!["russia", "black_sea", "eu"], true, "the signs on Black sea and EU are right"),
            (vec!["eu"], false, "the signs on EU are right"),
        ] {
            let targets: Vec<String> = targets.into_iter().map(str::to_owned).collect();
            let rate = rate(&targets);
            assert_eq!(rate.contains("macro-F1"), known, "{rate}");
            assert_eq!(rate.contains("Nobody has measured"), !unknown.is_empty(), "{rate}");
            assert!(rate.contains(unknown), "{rate}");
        }
    }
}
