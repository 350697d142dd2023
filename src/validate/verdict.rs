//! What the figures say, in words.

use super::agreement::{ALL_FOUR, ALPHA, Agreement};
use super::figures::{ALL, FOUND, Figure};
use super::resample::Estimate;

/// From a figure on, a word; from high to low.
pub type Bands = &'static [(f64, &'static str)];

/// Krippendorff 2018, *Content Analysis*, ch. 12: rely on .800 and more, draw tentative
/// conclusions from .667 on.
pub const ALPHA_BANDS: Bands = &[
    (0.800, "well"),
    (0.667, "well enough for tentative conclusions only"),
    (f64::NEG_INFINITY, "too little for any conclusion"),
];

/// Landis and Koch 1977, table 2.
pub const KAPPA_BANDS: Bands = &[
    (0.81, "almost perfectly"),
    (0.61, "substantially"),
    (0.41, "moderately"),
    (0.21, "fairly"),
    (0.0, "slightly"),
    (f64::NEG_INFINITY, "poorly"),
];

/// Statements that the program calls so, below which nothing is said of a label.
const FEWEST_CALLED: f64 = 10.0;

/// The word for a figure, by the digits that are printed: word and number never part.
pub fn word(bands: Bands, value: f64) -> &'static str {
    let printed = number(value).parse().unwrap_or(value);
    bands.iter().find(|(from, _)| printed >= *from).map_or("", |&(_, word)| word)
}

/// A number with two decimals, never `-0.00`.
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

/// A figure with its interval: `0.82 [0.75, 0.88]`.
pub fn shown(estimate: &Estimate) -> String {
    match (estimate.value, estimate.low, estimate.high) {
        (Some(value), Some(low), Some(high)) => {
            format!("{} [{}, {}]", number(value), number(low), number(high))
        }
        (Some(value), ..) => number(value),
        _ => "–".to_owned(),
    }
}

/// The same out of a hundred: `71 [63, 78] are`.
fn of_hundred(estimate: &Estimate) -> Option<String> {
    let value = estimate.value?;
    let number = |value: f64| format!("{:.0}", value * 100.0);
    Some(match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => {
            format!("{} [{}, {}] are", number(value), number(low), number(high))
        }
        _ => format!("{} are", number(value)),
    })
}

/// What most answers come from, as it is called in sentences.
fn who(coders: usize, gold: bool) -> &'static str {
    match (gold, coders) {
        (true, _) => "gold",
        (false, 1) => "the coder",
        (false, _) => "the coders' majority",
    }
}

/// The verdict, a sentence a line. `called` is how many coded statements the program gives a
/// label toward a target.
pub fn verdict(
    coders: usize,
    gold: bool,
    agreements: &[Agreement],
    figures: &[Figure],
    targets: &[String],
    called: impl Fn(&str, &str) -> f64,
) -> Vec<String> {
    let mut lines = vec![coders_agree(coders, gold, agreements, targets)];
    let kappa = |target: &str| {
        let is = |f: &&Figure| f.over == FOUND && f.target == target && f.measure == "kappa";
        figures.iter().find(is).map(|figure| figure.estimate)
    };
    let who = who(coders, gold);
    match kappa(ALL).and_then(|all| Some((all, all.value?))) {
        Some((all, value)) => lines.push(format!(
            "The program agrees with {who} {} (kappa {}, all targets together).",
            word(KAPPA_BANDS, value),
            shown(&all)
        )),
        None => lines.push(format!("Nothing can be said of how the program agrees with {who}.")),
    }
    lines.extend(labels_right(figures, targets, who, called));
    let speaker = figures.iter().find(|f| f.over == FOUND && f.measure == "speaker right");
    if let Some(share) = speaker.and_then(|figure| of_hundred(&figure.estimate)) {
        lines.push(format!("Of 100 speakers it names, {share} right."));
    }
    lines
        .push("Use averages over many statements; do not quote single scores as facts.".to_owned());
    lines
}

/// How often the sides that the program takes are seen by coders.
fn labels_right(
    figures: &[Figure],
    targets: &[String],
    who: &str,
    called: impl Fn(&str, &str) -> f64,
) -> Vec<String> {
    let sides = |target| ["unfavourable", "favourable"].map(|label| (target, label));
    let line = |(target, label): (&String, &str)| {
        let is = |f: &&Figure| {
            let (over, of) = (f.over == FOUND, f.target == *target);
            over && of && f.measure == "precision" && f.label == label
        };
        let figure = figures.iter().find(is).filter(|_| called(target, label) >= FEWEST_CALLED);
        let share = of_hundred(&figure?.estimate)?;
        Some(format!("Of 100 statements it calls {label} to {target}, {share}, says {who}."))
    };
    targets.iter().flat_map(sides).filter_map(line).collect()
}

fn coders_agree(coders: usize, gold: bool, rows: &[Agreement], targets: &[String]) -> String {
    let alphas: Vec<(&str, &Estimate, f64)> = rows
        .iter()
        .filter(|row| row.answers == ALL_FOUR && row.measure == ALPHA)
        .filter(|row| targets.contains(&row.what))
        .filter_map(|row| Some((row.what.as_str(), &row.estimate, row.estimate.value?)))
        .collect();
    let worst = alphas.iter().min_by(|a, b| a.2.total_cmp(&b.2));
    let Some((_, _, worst)) = worst else {
        return match (gold, coders) {
            (true, 1) => {
                "The answers are gold: how far its makers agree is not seen here.".to_owned()
            }
            (_, 0 | 1) => {
                "One person coded: whether another would agree is not known. Let a second \
                           person code at least fifty of the statements."
                    .to_owned()
            }
            _ => {
                "No statement was coded by two people, or all answers are the same: whether coders \
                  agree is not known."
                    .to_owned()
            }
        };
    };
    let word_of = |value: f64| word(ALPHA_BANDS, value);
    if alphas.iter().all(|(.., value)| word_of(*value) == word_of(*worst)) {
        let each = alphas.iter().map(|(target, e, _)| format!("{target} {}", shown(e)));
        let each = each.collect::<Vec<_>>().join("; ");
        return format!("Coders agree {} (alpha {each}).", word_of(*worst));
    }
    let each = alphas.iter().map(|(target, estimate, value)| {
        format!("on {target} {} (alpha {})", word_of(*value), shown(estimate))
    });
    format!("Coders agree {}.", each.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_those_of_their_sources() {
        for (bands, value, expected) in [
            (ALPHA_BANDS, 0.8, "well"),
            (ALPHA_BANDS, 0.7996, "well"),
            (ALPHA_BANDS, 0.794, "well enough for tentative conclusions only"),
            (ALPHA_BANDS, 0.664, "too little for any conclusion"),
            (KAPPA_BANDS, 0.808, "almost perfectly"),
            (KAPPA_BANDS, 0.804, "substantially"),
            (KAPPA_BANDS, -0.004, "slightly"),
            (ALPHA_BANDS, 0.5, "too little for any conclusion"),
            (KAPPA_BANDS, 0.9, "almost perfectly"),
            (KAPPA_BANDS, 0.6, "moderately"),
            (KAPPA_BANDS, 0.0, "slightly"),
            (KAPPA_BANDS, -0.3, "poorly"),
        ] {
            assert_eq!(word(bands, value), expected, "{value}");
        }
    }

    #[test]
    fn figures_read_well() {
        let some = Estimate { value: Some(0.824), low: Some(0.75), high: Some(0.881) };
        assert_eq!(shown(&some), "0.82 [0.75, 0.88]");
        assert_eq!(of_hundred(&some).as_deref(), Some("82 [75, 88] are"));
        let alone = Estimate { value: Some(-0.001), ..Estimate::default() };
        assert_eq!(shown(&alone), "0.00");
        assert_eq!(shown(&Estimate::default()), "–");
    }
}
