//! Sentences with what a careful reader finds in them, by phenomenon: `cases.csv`.
//!
//! Quoted words stand in braces; `expected` gives russia, ukraine, trump as favourable (+),
//! neutral (0), unfavourable (-) or not addressed (_).

use serde::Deserialize;

use super::{Scored, Utterance, score};
use crate::articles::Metadata;
use crate::lexicons::{Lexicons, Source};
use crate::reading::{Label, Speaker};
use crate::speakers::{Cast, Member};
use crate::text::{CharIndex, Document, Span};

const CASES: &str = include_str!("cases.csv");
const TARGETS: [&str; 3] = ["russia", "ukraine", "trump"];

#[derive(Deserialize)]
struct Case {
    group: String,
    text: String,
    speaker: String,
    country: String,
    role: String,
    date: Option<jiff::civil::Date>,
    expected: String,
}

/// The text with quotation marks for braces, and what stands between them.
fn quoted(text: &str) -> (String, Vec<Span>) {
    let text = text.replace('{', "“").replace('}', "”");
    let starts = text.match_indices('“').map(|(i, mark)| i + mark.len());
    let spans = starts.zip(text.match_indices('”')).map(|(a, (b, _))| Span::new(a, b)).collect();
    (text, spans)
}

/// What the engine finds in a case.
fn scored(case: &Case, lexicons: &Lexicons) -> Scored {
    let (text, segments) = quoted(&case.text);
    let document = Document::new(&text, &[], &lexicons.abbreviations);
    let speaker = Speaker {
        name: case.speaker.clone(),
        country: case.country.clone(),
        role: case.role.clone(),
        ..Speaker::default()
    };
    let cast = Cast { members: vec![Member { speaker, ..Member::default() }], ..Cast::default() };
    score(
        &Utterance {
            document: &document,
            segments: &segments,
            frame: None,
            speaker: Some(0),
            earlier: &[],
            mentions: &[],
            cast: &cast,
            metadata: &Metadata { date: case.date, ..Metadata::default() },
            index: &CharIndex::new(&text),
        },
        lexicons,
    )
}

/// The labels of all targets, as `expected` writes them.
fn labels(scored: &Scored) -> String {
    let sign = |target| match scored.stances.iter().find(|s| s.target == target) {
        None => "_",
        Some(s) => match s.score.label {
            Label::Favourable => "+",
            Label::Neutral => "0",
            Label::Unfavourable => "-",
        },
    };
    TARGETS.map(sign).join(" ")
}

#[test]
fn cases_come_out_as_a_reader_finds_them() {
    let lexicons = Lexicons::load(&Source::shipped()).unwrap();
    let mut reader = csv::Reader::from_reader(CASES.as_bytes());
    let cases: Vec<Case> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let scored = scored(case, &lexicons);
            let got = labels(&scored);
            let Case { group, text, expected, .. } = case;
            (got != *expected)
                .then(|| format!("{group}: {text}: expected {expected}, got {got}: {scored:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
