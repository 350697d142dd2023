//! Sentences with what a careful reader finds in them, by phenomenon: `cases.csv`.
//!
//! Quoted words stand in braces; `expected` gives russia, ukraine, trump as favourable (+),
//! neutral (0), unfavourable (-) or not addressed (_).

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;

use super::{Scored, Utterance, score};
use crate::articles::Metadata;
use crate::lexicons::{Lexicons, Source};
use crate::reading::{Label, Speaker};
use crate::speakers::{Cast, Member};
use crate::text::{CharIndex, Document, Span};

const CASES: &str = include_str!("cases.csv");
const TARGETS: [&str; 3] = ["russia", "ukraine", "trump"];

/// Words by which a speaker speaks of their own side.
const FIRST_PERSON: [&str; 10] =
    ["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"];

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());

#[derive(Clone, Debug, Deserialize)]
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

/// All cases of the table.
fn cases() -> Vec<Case> {
    let mut reader = csv::Reader::from_reader(CASES.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// Cases whose words do not speak of the speaker's side, by a speaker who is no target.
fn impersonal_cases() -> Vec<Case> {
    let speaks_of_self = |case: &Case| {
        let words = case.text.to_lowercase();
        words.split(|c: char| !c.is_alphabetic()).any(|w| FIRST_PERSON.contains(&w))
    };
    let is_named = |case: &Case| case.speaker.split(' ').any(|word| case.text.contains(word));
    cases().into_iter().filter(|c| !speaks_of_self(c) && !is_named(c)).collect()
}

/// What the engine finds in a case.
fn scored(case: &Case, lexicons: &Lexicons) -> Scored {
    let speaker = Speaker {
        name: case.speaker.clone(),
        country: case.country.clone(),
        role: case.role.clone(),
        ..Speaker::default()
    };
    scored_by(case, speaker, lexicons)
}

/// What the engine finds in a case when `speaker` says it.
fn scored_by(case: &Case, speaker: Speaker, lexicons: &Lexicons) -> Scored {
    let (text, segments) = quoted(&case.text);
    let document = Document::new(&text, &[], &lexicons.abbreviations);
    let cast = Cast { members: vec![Member { speaker, ..Member::default() }], ..Cast::default() };
    score(
        &Utterance {
            document: &document,
            segments: &segments,
            reported: None,
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
    let cases = cases();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let scored = scored(case, &LEXICONS);
            let got = labels(&scored);
            let Case { group, text, expected, .. } = case;
            (got != *expected)
                .then(|| format!("{group}: {text}: expected {expected}, got {got}: {scored:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

proptest! {
    /// Who says it, and of which party, does not change what is said.
    #[test]
    fn name_and_party_of_the_speaker_leave_the_score_as_it_is(
        case in prop::sample::select(impersonal_cases()),
        name in "(Q|X)[a-z]{3,8} (Q|X)[a-z]{3,8}",
        party in prop::sample::select(vec!["", "Republican", "Democratic", "Labour"]),
    ) {
        let other = Speaker {
            name,
            party: party.to_owned(),
            country: case.country.clone(),
            role: case.role.clone(),
            ..Speaker::default()
        };
        prop_assert_eq!(scored(&case, &LEXICONS), scored_by(&case, other, &LEXICONS));
    }
}

/// A statement in English news, made up, by nobody in particular.
fn said(text: &str) -> Case {
    Case {
        group: String::new(),
        text: text.to_owned(),
        speaker: "Delia Marsh".to_owned(),
        country: String::new(),
        role: String::new(),
        date: None,
        expected: String::new(),
    }
}

#[test]
fn rows_alone_add_a_target() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "target,form,kind,facet,weight,office,speakers,note\n\
                nato,NATO,name,state,,,,\nnato,the alliance,metonym,state,,,,\n";
    fs::write(folder.path().join("targets+.csv"), rows).unwrap();
    let lexicons = Lexicons::load(&Source::with_overrides(folder.path()).unwrap()).unwrap();
    let label = |text| {
        let scored = scored(&said(text), &lexicons);
        scored.stances.iter().find(|s| s.target == "nato").map(|s| s.score.label)
    };
    assert_eq!(label("{NATO is weak and useless.}"), Some(Label::Unfavourable));
    assert_eq!(label("{NATO is a reliable friend.}"), Some(Label::Favourable));
    assert_eq!(
        label("{It deceives its members}, she said of the alliance."),
        Some(Label::Unfavourable)
    );
    assert_eq!(label("{The summit of NATO begins on Monday.}"), Some(Label::Neutral));
    assert_eq!(label("{Russia is weak.}"), None);
}
