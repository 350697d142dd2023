//! The page: self-contained, without scripts, the same bytes for the same findings.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Environment, Value, context};
use sha2::{Digest, Sha256};

use crate::validate::agreement::Agreement;
use crate::validate::corrected::Corrected;
use crate::validate::figures::{ALL, FOUND, Figure, PARTY};
use crate::validate::findings::{Findings, Matrix, class_names};
use crate::validate::misses::Miss;
use crate::validate::resample::Estimate;
use crate::validate::rows::LexiconRow;
use crate::validate::verdict::{self, ALPHA_BANDS, KAPPA_BANDS, shown};

/// Name of the file.
pub const FILE: &str = "validation.html";

const STYLE: &str = include_str!("page.css");
const PAGE: &str = include_str!("page.html");

/// Misses, rows and speakers that the page shows; the tables hold all.
const MISSES: usize = 100;
const ROWS: usize = 30;
const SPEAKERS: usize = 25;

/// Share of its scale beyond which an interval says so little that the page shows no figure.
const UNCERTAIN: f64 = 0.5;

/// Quantities that the page shows: name, title, and the scale of its drawing.
const QUANTITIES: &[(&str, &str, f64, f64, &str)] = &[
    ("favourable", "share of favourable among statements that address it", 0.0, 1.0, "0 … 1"),
    ("unfavourable", "share of unfavourable among statements that address it", 0.0, 1.0, "0 … 1"),
    ("mean", "mean score", -1.0, 1.0, "−1 … 1"),
];

/// Figures of each party that the page shows.
const OF_PARTY: &[(&str, &str)] = &[
    ("precision", "unfavourable"),
    ("recall", "unfavourable"),
    ("precision", "favourable"),
    ("recall", "favourable"),
    ("kappa", ""),
];

/// The page as text.
pub(super) fn page(findings: &Findings) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template(FILE, PAGE)?;
    let hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let corrected: Vec<Value> =
        findings.targets.iter().flat_map(|target| corrected(findings, target)).collect();
    environment.get_template(FILE)?.render(context! {
        style => STYLE,
        style_hash => format!("sha256-{hash}"),
        verdict => &findings.verdict,
        sections => sections(findings),
        counts => counts(findings),
        agreements => agreements(findings),
        bands => bands(),
        classes => class_names(),
        matrices => findings.matrices.iter().map(|m| matrix(findings, m)).collect::<Vec<_>>(),
        figures => figures(findings),
        parties => parties(findings),
        calibration => calibration(findings),
        uncorrected => &findings.uncorrected,
        corrected,
        rows => rows(findings),
        misses_total => findings.misses.len(),
        misses => misses(findings),
    })
}

/// Sections that are there, for the line of links.
fn sections(findings: &Findings) -> Vec<(&'static str, &'static str)> {
    let correction = !findings.corrected.is_empty() || !findings.uncorrected.is_empty();
    let all = [
        ("coded", "what was coded", true),
        ("agreement", "coders", !findings.agreements.is_empty()),
        ("program", "program", true),
        ("calibration", "sureness", !findings.calibration.is_empty()),
        ("corrected", "corrected figures", correction),
        ("rows", "lexicon rows", !findings.rows.is_empty()),
        ("misses", "differences", !findings.misses.is_empty()),
        ("method", "method", true),
    ];
    all.into_iter().filter(|(.., there)| *there).map(|(id, name, _)| (id, name)).collect()
}

/// How much of what, without what there is none of.
fn counts(findings: &Findings) -> Vec<(&'static str, String)> {
    let c = &findings.counts;
    let always = [
        ("coders", c.coders.join(", ")),
        ("statements coded", c.coded.to_string()),
        ("articles they are from", c.articles.to_string()),
        ("statements in the tables of speakers and parties", c.tally.to_string()),
    ];
    let some = [
        ("statements coded by two coders or more", c.by_several),
        ("rows left empty", c.blank),
        ("statements of the sample that nobody coded", c.uncoded),
        ("coded statements that these reports do not hold", c.gone),
        ("optional gold statements, left out", c.optional),
        ("labels on which coders were tied, taken as neutral", c.tied_labels),
        ("speakers and parties on which coders were tied, left open", c.tied_names),
        ("answers marked as unsure", c.unsure),
        ("statements of whole articles that the list lacked", c.missed),
        ("whole articles coded in part, left out of their recall", c.partly_coded),
        ("gold articles that these reports do not hold, left out", c.strangers),
        (
            "statements that the sample was drawn from: not those of the reports",
            c.other_frame.unwrap_or_default(),
        ),
    ];
    let some = some.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| (what, n.to_string()));
    let empty = (!c.empty.is_empty()).then(|| ("sheets without an answer", c.empty.join(", ")));
    always.into_iter().chain(some).chain(empty).collect()
}

fn agreements(findings: &Findings) -> Vec<Value> {
    let row = |row: &Agreement| {
        let (what, answers, measure) = (&row.what, row.answers, &row.measure);
        context! { what, answers, measure, statements => row.statements, value => shown(&row.estimate) }
    };
    let kappa = |row: &&Agreement| row.measure.starts_with("kappa");
    findings.agreements.iter().filter(|row| !kappa(row)).map(row).collect()
}

/// Both tables of words, with their sources.
fn bands() -> Vec<(&'static str, String, &'static str, &'static str)> {
    let sources = [
        ("alpha", ALPHA_BANDS, "Krippendorff 2018"),
        ("kappa", KAPPA_BANDS, "Landis and Koch 1977"),
    ];
    let one = |(name, bands, source): (_, crate::validate::verdict::Bands, _)| {
        bands.iter().map(move |&(from, word)| {
            let from = if from.is_finite() { format!("{from}") } else { "below".to_owned() };
            (name, from, word, source)
        })
    };
    sources.into_iter().flat_map(one).collect()
}

fn find<'a>(
    findings: &'a Findings,
    target: &str,
    measure: &str,
    label: &str,
) -> Option<&'a Figure> {
    findings
        .figures
        .iter()
        .find(|f| f.over == FOUND && f.target == target && f.measure == measure && f.label == label)
}

fn matrix(findings: &Findings, matrix: &Matrix) -> Value {
    let figure = |measure, label| {
        find(findings, &matrix.target, measure, label)
            .map_or_else(|| shown(&Estimate::default()), |figure| shown(&figure.estimate))
    };
    let row = |(i, &name): (usize, &&'static str)| {
        let whole: f64 = matrix.weighted.0[i].iter().sum();
        let cell = |j: usize| {
            let (weight, count) = (matrix.weighted.0[i][j], matrix.statements.0[i][j]);
            let share =
                if whole > 0.0 { format!("{:.0}", 100.0 * weight / whole) } else { "–".into() };
            context! { text => format!("{share} ({count:.0})"), same => i == j }
        };
        let cells: Vec<Value> = (0..4).map(cell).collect();
        let figures = ["precision", "recall", "F1"].map(|measure| figure(measure, name));
        context! { name, cells, figures }
    };
    let rows: Vec<Value> = class_names().iter().enumerate().map(row).collect();
    let summary = format!(
        "Accuracy {}, macro-F1 of four labels {}, of favourable, unfavourable and no side {}, kappa {}.",
        figure("accuracy", ""),
        figure("macro-F1 (four labels)", ""),
        figure("macro-F1 (favourable, unfavourable, no side)", ""),
        figure("kappa", ""),
    );
    context! { target => &matrix.target, rows, summary }
}

/// Figures that are in no table of one target.
fn figures(findings: &Findings) -> Vec<Value> {
    let whole = |f: &&Figure| f.target.is_empty() || f.target == ALL;
    let here = findings.figures.iter().filter(whole).filter(|f| !f.over.starts_with(PARTY));
    let row = |f: &Figure| {
        let measure = match f.label {
            "" => f.measure.to_owned(),
            label => format!("{}: {label}", f.measure),
        };
        context! { over => &f.over, measure, statements => f.statements, value => shown(&f.estimate) }
    };
    here.map(row).collect()
}

/// How often each side is right and is found, party by party.
fn parties(findings: &Findings) -> Vec<Vec<String>> {
    let of_party = findings.figures.iter().filter(|f| f.over.starts_with(PARTY));
    let one = |f: &&Figure| f.measure == "accuracy";
    let row = |party: &Figure| {
        let figure = |(measure, label): (&str, &str)| {
            let is = |f: &&Figure| f.over == party.over && f.measure == measure && f.label == label;
            findings.figures.iter().find(is).map_or(String::new(), |f| shown(&f.estimate))
        };
        let name = party.over.strip_prefix(PARTY).unwrap_or(&party.over).to_owned();
        let first = [name, party.statements.to_string()];
        first.into_iter().chain(OF_PARTY.iter().copied().map(figure)).collect()
    };
    of_party.filter(one).map(row).collect()
}

fn calibration(findings: &Findings) -> Vec<Vec<String>> {
    let number = |n: Option<f64>| n.map_or(String::new(), verdict::number);
    let row = |bin: &crate::validate::calibration::Bin| {
        let count = bin.statements.to_string();
        let from = [bin.what.clone(), number(Some(bin.from)), number(Some(bin.to)), count];
        let shares = [bin.said, bin.right, bin.opposite, bin.no_side].map(number);
        from.into_iter().chain(shares).collect()
    };
    findings.calibration.iter().map(row).collect()
}

/// A table for each quantity toward a target.
fn corrected(findings: &Findings, target: &str) -> Vec<Value> {
    let own: Vec<&Corrected> = findings.corrected.iter().filter(|c| c.target == target).collect();
    let table = |&(quantity, title, from, to, scale): &(&str, _, f64, f64, _)| {
        let mut speakers = 0;
        let shown_rows = own.iter().filter(|c| c.quantity == quantity).filter(|c| {
            speakers += usize::from(c.kind == "speaker");
            c.kind != "speaker" || speakers <= SPEAKERS
        });
        let rows: Vec<Value> = shown_rows.map(|c| corrected_row(c, from, to)).collect();
        (!rows.is_empty()).then(|| context! { target, title, scale, rows })
    };
    QUANTITIES.iter().filter_map(table).collect()
}

fn corrected_row(c: &Corrected, from: f64, to: f64) -> Value {
    let at = |value: Option<f64>| {
        value.map(|v| format!("{:.1}", 100.0 * ((v - from) / (to - from)).clamp(0.0, 1.0)))
    };
    let group = match c.kind {
        "corpus" => "all statements".to_owned(),
        kind => format!("{kind}: {}", c.group),
    };
    let e = &c.estimate;
    let raw = shown(&Estimate { value: c.raw, ..Estimate::default() });
    let wide = e.low.zip(e.high).filter(|(low, high)| high - low > UNCERTAIN * (to - from));
    let told = match wide {
        Some((low, high)) => {
            format!("uncertain [{}, {}]", verdict::number(low), verdict::number(high))
        }
        None => shown(e),
    };
    context! {
        group,
        addressing => c.addressing,
        raw,
        corrected => told,
        raw_at => at(c.raw),
        at => at(e.value.filter(|_| wide.is_none())),
        low => at(e.low),
        high => at(e.high),
    }
}

/// The rows that are wrong most often.
fn rows(findings: &Findings) -> Vec<Value> {
    let wrong = findings.rows.iter().filter(|row| row.right < row.hits);
    let row = |row: &LexiconRow| {
        let &LexiconRow { row: line, hits, right, no_side, opposite, .. } = row;
        let (term, lexicon) = (&row.term, &row.lexicon);
        context! { term, lexicon, row => line, hits, right, no_side, opposite }
    };
    wrong.take(ROWS).map(row).collect()
}

/// The gravest misses.
fn misses(findings: &Findings) -> Vec<Value> {
    let mut all: Vec<&Miss> = findings.misses.iter().collect();
    all.sort_by_key(|miss| std::cmp::Reverse(miss.weight()));
    let row = |miss: &&Miss| {
        let score = miss.score.map(verdict::number);
        let Miss { what, coders, program, tie, quote, speaker, evidence, article, .. } = miss;
        context! { what, coders, program, tie, quote, speaker, evidence, article, score }
    };
    all.iter().take(MISSES).map(row).collect()
}
