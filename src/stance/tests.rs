//! Sentences with what a careful reader finds in them: `cases.csv`, all of which must come out
//! so, and `phenomena.csv`, a wider sample by phenomenon that was written without a look at the
//! lexicons, of which nine in ten must.
//!
//! Quoted words stand in braces; `expected` gives russia, ukraine, trump as favourable (+),
//! neutral (0), unfavourable (-) or not addressed (_).

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;

use super::{Scored, Setting, Utterance, score};
use crate::lexicons::{Lexicons, Source};
use crate::reading::{Label, Speaker};
use crate::speakers::{Cast, Member};
use crate::text::{CharIndex, Document, Span};

const CASES: &str = include_str!("cases.csv");
const PHENOMENA: &str = include_str!("phenomena.csv");
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

/// All cases of a table.
fn table(text: &str) -> Vec<Case> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// The cases all of which must come out right.
fn cases() -> Vec<Case> {
    table(CASES)
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
            setting: &Setting::new(&document, &cast, case.date, lexicons),
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

#[test]
fn nine_in_ten_of_each_thirty_phenomena_come_out_as_a_reader_finds_them() {
    let cases = table(PHENOMENA);
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    cases.iter().for_each(|case| *groups.entry(&case.group).or_default() += 1);
    assert!(groups.len() >= 30 && groups.values().all(|&n| n >= 6), "{groups:?}");
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, labels(&scored(case, &LEXICONS))))
        .filter(|(case, got)| *got != case.expected)
        .map(|(case, got)| {
            format!("{}: {}: expected {}, got {got}", case.group, case.text, case.expected)
        })
        .collect();
    let right = cases.len() - wrong.len();
    assert!(right * 10 >= cases.len() * 9, "{right} of {}:\n{}", cases.len(), wrong.join("\n"));
}

/// Names of leaders, one a target.
const LEADERS: [&str; 3] = ["Putin", "Zelensky", "Trump"];

/// Sentences of the tables that name one leader and no other target, with the leader's number.
fn about_one_leader() -> Vec<(Case, usize)> {
    let other =
        ["Russia", "Ukrain", "Kyiv", "Moscow", "Kremlin", "White House", "president", "NATO"];
    let named = |case: &Case| {
        let names: Vec<usize> = (0..3).filter(|&i| case.text.contains(LEADERS[i])).collect();
        let plain =
            !case.text.contains("President") && other.iter().all(|o| !case.text.contains(o));
        let meant = plain && case.group != "look-alike" && !case.text.contains("Zelenskyy");
        (names.len() == 1 && meant).then(|| names[0])
    };
    let cases = cases().into_iter().chain(table(PHENOMENA));
    cases.filter_map(|case| named(&case).map(|leader| (case, leader))).collect()
}

/// The score toward the leader with this number, and whether a policy made it: policies are
/// known to help or harm one target, all other rows know no target.
fn toward(case: &Case, leader: usize) -> (Option<i32>, bool) {
    let scored = scored(case, &LEXICONS);
    let score = scored.stances.iter().find(|s| s.target == TARGETS[leader]).map(|s| &s.score);
    let policy = scored.stances.iter().flat_map(|s| &s.score.hits).any(|h| h.role == "policy");
    (score.map(|s| s.units), policy)
}

proptest! {
    /// The same words said of another target make the same score.
    #[test]
    fn whom_the_words_are_said_of_does_not_change_the_score(
        (case, leader) in prop::sample::select(about_one_leader()),
        other in 0usize..3,
    ) {
        let text = case.text.replace(LEADERS[leader], LEADERS[other]);
        let swapped = Case { text, country: String::new(), role: String::new(), ..case.clone() };
        let plain = Case { country: String::new(), role: String::new(), ..case };
        let (before, policy) = toward(&plain, leader);
        let (after, policy_after) = toward(&swapped, other);
        prop_assume!(!policy && !policy_after);
        prop_assert_eq!(before, after);
    }

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
