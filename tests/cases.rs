//! Short articles with what a careful reader finds in them: `tests/cases/*.toml`.
//!
//! Each case is named after what it guards. A statement lists its segments; what it leaves
//! out (speaker, party, mention, kind, rule, stance) is not checked, and `speaker = ""` means
//! nobody. `indirect = true` reads statements without quotation marks too.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::articles::{self, Article, Metadata, ReadOptions};
use onrecord::lexicons::{Lexicons, Source};
use onrecord::pipeline::{self, Wanted};
use onrecord::reading::{Reading, Statement};
use onrecord::reports::statements::kind;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// Extension of the format that `text` is written in, where it is not plain text.
    format: Option<String>,
    date: Option<String>,
    #[serde(default)]
    indirect: bool,
    #[serde(default)]
    statement: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    segments: Vec<String>,
    speaker: Option<String>,
    party: Option<String>,
    mention: Option<String>,
    co_speakers: Option<Vec<String>>,
    kind: Option<String>,
    rule: Option<String>,
    #[serde(default)]
    stance: BTreeMap<String, String>,
}

/// Reads a case as an article of its own.
fn read(case: &Case, lexicons: &Lexicons) -> Reading {
    if let Some(format) = &case.format {
        return pipeline::read(&formatted(case, format), lexicons);
    }
    let date = case.date.as_ref().map(|d| d.parse().expect("an ISO date"));
    let article = Article {
        id: case.name.clone(),
        text: case.text.clone(),
        metadata: Metadata { date, ..Metadata::default() },
        ..Article::default()
    };
    pipeline::read_with(&article, lexicons, Wanted { indirect: case.indirect })
}

/// The article of a case in another format than plain text.
fn formatted(case: &Case, format: &str) -> Article {
    let options = ReadOptions::default();
    let name = format!("case.{format}");
    let mut raw = articles::open_bytes(&name, case.text.clone().into_bytes(), &options);
    let raw = raw.next().expect("one article");
    raw.parse(&options).unwrap_or_else(|e| panic!("{}: {}", case.name, e.skip.message))
}

/// Everything in which `got` is not as `expected`, in words.
fn differences(expected: &Expected, got: &Statement, reading: &Reading) -> Vec<String> {
    let speaker = got.speaker.map(|i| &reading.speakers[i]);
    let name = speaker.map_or("", |s| s.name.as_str());
    let party = speaker.map_or("", |s| s.party.as_str());
    let mention = got.mention.as_ref().map_or("", |m| m.text.as_str());
    let mut wrong = Vec::new();
    let rule = &got.rule;
    for (what, wanted, name) in [
        ("speaker", &expected.speaker, name),
        ("party", &expected.party, party),
        ("mention", &expected.mention, mention),
        ("kind", &expected.kind, kind(got.kind)),
        ("rule", &expected.rule, rule),
    ] {
        if let Some(wanted) = wanted.as_ref().filter(|wanted| *wanted != name) {
            wrong.push(format!("{what}: expected {wanted:?}, got {name:?} by {rule}"));
        }
    }
    if let Some(wanted) = &expected.co_speakers {
        let names: Vec<_> =
            got.co_speakers.iter().map(|&i| reading.speakers[i].name.clone()).collect();
        if names != *wanted {
            wrong.push(format!("co_speakers: expected {wanted:?}, got {names:?}"));
        }
    }
    for (target, wanted) in &expected.stance {
        let label =
            got.stances.iter().find(|s| s.target == *target).map_or("", |s| s.score.label.name());
        if label != wanted {
            wrong.push(format!("{target}: expected {wanted:?}, got {label:?}"));
        }
    }
    wrong
}

/// The faults of one case.
fn check(case: &Case, lexicons: &Lexicons) -> Vec<String> {
    let reading = read(case, lexicons);
    let segments = |s: &Statement| s.segments.iter().map(|g| g.text.clone()).collect::<Vec<_>>();
    let found: Vec<_> = reading.statements.iter().map(segments).collect();
    let wanted: Vec<_> = case.statement.iter().map(|s| s.segments.clone()).collect();
    if found != wanted {
        return vec![format!("segments: expected {wanted:#?}, got {found:#?}")];
    }
    let pairs = case.statement.iter().zip(&reading.statements);
    pairs.flat_map(|(expected, got)| differences(expected, got, &reading)).collect()
}

#[test]
fn cases_come_out_as_a_reader_finds_them() {
    let lexicons = Lexicons::load(&Source::shipped()).expect("shipped lexicons load");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut faults = Vec::new();
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).expect("tests/cases is there") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let file: File =
            toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &file.case {
            cases += 1;
            let wrong = check(case, &lexicons);
            faults.extend(
                wrong.into_iter().map(|w| format!("{}: {}: {w}", path.display(), case.name)),
            );
        }
    }
    assert!(cases > 0, "no cases were read");
    assert!(faults.is_empty(), "{} faults in {cases} cases:\n{}", faults.len(), faults.join("\n"));
}
