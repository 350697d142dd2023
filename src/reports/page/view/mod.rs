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
        errors => context! { rate => ERROR_RATE, advice => ERROR_ADVICE },
        min_statements => facts.settings.min_statements,
        quotes => facts.settings.quotes,
    }
}

fn target(facts: &Facts<'_>, number: usize) -> Target {
    let speakers = speakers(facts, number);
    let (timeline, timeline_older) = lists::timeline(facts, number);
    Target {
        id: facts.targets[number].clone(),
        name: words::target(&facts.targets[number]),
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
