//! Pages of Readings made by hand: what a reader sees for each kind of statement.

use anstream::adapter::strip_str;
use onrecord::articles::{Metadata, Skip, SkipReason};
use onrecord::reading::{
    Hit, Label, Mention, Multiplier, Reading, Score, Segment, SegmentKind, Speaker, Stance,
    Statement, StatementKind,
};
use onrecord::text::CharSpan;

use super::page::{View, page};

/// Everything there is to see.
const ALL: View<'_> =
    View { targets: &["russia", "ukraine"], threshold: 0.4, indirect: false, statement: None };

/// The page without colour.
fn plain(reading: &Reading, statement: Option<usize>) -> String {
    strip_str(&page(reading, View { statement, ..ALL })).to_string()
}

fn span(start: usize, end: usize) -> CharSpan {
    CharSpan { start, end }
}

fn direct(start: usize, text: &str) -> Segment {
    let span = span(start, start + text.chars().count());
    Segment { span, kind: SegmentKind::Direct, text: text.to_owned() }
}

/// A hit on the first occurrence of `term` in a segment.
fn hit(segment: &Segment, term: &str, weight: f64) -> Hit {
    let at = segment.text.find(term).map_or(0, |byte| segment.text[..byte].chars().count());
    let start = segment.span.start + at;
    Hit {
        span: span(start, start + term.chars().count()),
        term: term.to_owned(),
        lexicon: "terms.csv".to_owned(),
        row: 12,
        role: "predicate".to_owned(),
        weight,
        contribution: weight,
        ..Hit::default()
    }
}

fn stance(target: &str, units: i32, label: Label, hits: Vec<Hit>) -> Stance {
    Stance { target: target.to_owned(), score: Score { units, label, hits } }
}

fn senator() -> Speaker {
    Speaker {
        name: "Odell Granger".into(),
        party: "Republican".into(),
        country: "United States".into(),
        role: "senator".into(),
        ..Speaker::default()
    }
}

fn reading(statements: Vec<Statement>) -> Reading {
    Reading {
        article: "a.txt".into(),
        metadata: Metadata {
            title: Some("A vote".into()),
            date: "2025-03-01".parse().ok(),
            source: Some("Prairie Wire".into()),
            ..Metadata::default()
        },
        words: 60,
        speakers: vec![senator()],
        statements,
        ..Reading::default()
    }
}

/// “I don’t trust Putin,” he said. “Not one bit.”
fn negated() -> Statement {
    let first = direct(10, "I don’t trust Putin,");
    let trust = Hit {
        multipliers: vec![Multiplier {
            name: "negation".into(), term: "n’t".into(), factor: -0.8
        }],
        contribution: -0.4,
        ..hit(&first, "trust", 0.5)
    };
    let named = Hit {
        row: 4,
        lexicon: "targets.csv".into(),
        role: "mention".into(),
        ..hit(&first, "Putin", 0.0)
    };
    Statement {
        paragraph: 3,
        segments: vec![first, direct(45, "Not one bit.")],
        mention: Some(Mention { span: span(32, 34), text: "he".into() }),
        cue: Some(Mention { span: span(35, 39), text: "said".into() }),
        rule: "a-rule-without-words".into(),
        mention_confidence: 0.97,
        speaker: Some(0),
        speaker_confidence: 0.8,
        stances: vec![stance("russia", -3800, Label::Unfavourable, vec![trust, named])],
        ..Statement::default()
    }
}

#[test]
fn a_negated_hit_shows_what_turned_it_and_segments_stand_apart() {
    assert_eq!(
        plain(&reading(vec![negated()]), None),
        "\
a.txt
A vote
2025-03-01, Prairie Wire, 60 words, 1 statement

1. Odell Granger (Republican, United States, senator)
    “I don’t [trust −0.40] [Putin],”
    “Not one bit.”

    named here    “he”
    by the words  “said”
    rule          a-rule-without-words
    right words   almost certain (0.97)
    right person  likely (0.80)
    kind          direct: whole sentences
    paragraph     3

    russia        −0.38 unfavourable, from a sum of −0.40
                  trust  +0.50 × −0.80 (negation “n’t”) = −0.40  predicate: said of it, terms.csv:12
                  Putin  0.00  mention: named, nothing said of it, targets.csv:4
    ukraine       not addressed
    sentiment     0.00 neutral
"
    );
}

#[test]
fn words_without_a_speaker_are_still_explained() {
    let segment = Segment { kind: SegmentKind::Partial, ..direct(0, "a blank check") };
    let statement = Statement {
        paragraph: 1,
        kind: StatementKind::Partial,
        segments: vec![segment],
        rule: "unattributed".into(),
        ..Statement::default()
    };
    let page = plain(&reading(vec![statement]), None);
    assert!(page.contains("1. nobody was found to have said this\n"), "{page}");
    assert!(page.contains("    … “a blank check” …\n"), "{page}");
    assert!(page.contains("rule          unattributed (nobody is named"), "{page}");
    assert!(!page.contains("right"), "{page}");
}

#[test]
fn a_mention_that_nobody_stands_behind_is_named() {
    let page = plain(&reading(vec![Statement { speaker: None, ..negated() }]), None);
    assert!(page.contains("1. “he”, but who that is is open\n"), "{page}");
}

#[test]
fn a_speaker_too_unsure_for_the_reports_is_shown_as_such() {
    let page = plain(&reading(vec![Statement { speaker_confidence: 0.3, ..negated() }]), None);
    assert!(page.contains("right person  doubtful (0.30): the reports leave it open\n"), "{page}");
}

#[test]
fn words_that_count_for_two_targets_name_them() {
    let segment = direct(5, "Moscow invaded Kyiv.");
    let stances = vec![
        stance("russia", -9000, Label::Unfavourable, vec![hit(&segment, "invaded", -0.9)]),
        stance("ukraine", 3000, Label::Favourable, vec![hit(&segment, "invaded", 0.3)]),
    ];
    let statement = Statement { segments: vec![segment], stances, ..Statement::default() };
    let page = plain(&reading(vec![statement]), None);
    assert!(page.contains("“Moscow [invaded russia −0.90, ukraine +0.30] Kyiv.”"), "{page}");
}

#[test]
fn overlapping_hits_are_marked_once_and_listed_twice() {
    let segment = direct(5, "They hand Putin a win.");
    let hits = vec![hit(&segment, "hand Putin a win", 0.6), hit(&segment, "win", 0.4)];
    let stances = vec![stance("russia", 5000, Label::Favourable, hits)];
    let statement = Statement { segments: vec![segment], stances, ..Statement::default() };
    let page = plain(&reading(vec![statement]), None);
    assert!(page.contains("“They [hand Putin a win +0.60].”"), "{page}");
    assert!(page.contains("  win               +0.40  predicate"), "{page}");
}

#[test]
fn a_hit_in_the_narration_says_so() {
    let narration = direct(90, "of Russia");
    let hits = vec![hit(&narration, "Russia", 0.0)];
    let stances = vec![stance("russia", 0, Label::Neutral, hits)];
    let statement =
        Statement { segments: vec![direct(5, "It is a mess.")], stances, ..Statement::default() };
    let page = plain(&reading(vec![statement]), None);
    assert!(page.contains("terms.csv:12, outside the quotation"), "{page}");
}

#[test]
fn escape_codes_of_an_article_do_nothing() {
    let mut statement = negated();
    statement.segments = vec![direct(0, "\u{1b}[2Jgone\u{202e}\n\u{9b}31m")];
    statement.rule = "\u{7}bell".into();
    let mut reading = reading(vec![statement]);
    reading.article = "\u{1b}]0;x.txt".into();
    reading.metadata.title = Some("\u{1b}[31mred".into());
    reading.speakers[0].name = "A\u{1b}B".into();
    let page = page(&reading, ALL);
    let text = strip_str(&page).to_string();
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert!(!text.contains('\u{202e}'), "{text:?}");
    assert!(text.contains("[2Jgone"), "the harmless rest of a code stays visible: {text:?}");
}

#[test]
fn long_quotations_wrap_and_spans_beyond_the_text_do_no_harm() {
    let segment = direct(0, &"many words ".repeat(30));
    let beyond = Hit { span: span(320, 9000), ..hit(&segment, "many", 0.5) };
    let stances = vec![stance("russia", 0, Label::Neutral, vec![beyond])];
    let statement = Statement { segments: vec![segment], stances, ..Statement::default() };
    let page = plain(&reading(vec![statement]), None);
    let mut quoted = page.lines().take_while(|line| !line.contains("rule"));
    assert!(quoted.all(|line| line.chars().count() <= 88), "{page}");
    assert_eq!(page.matches("many words").count() + page.matches("many\n").count(), 30);
}

#[test]
fn one_statement_can_be_asked_for() {
    let page = plain(&reading(vec![negated(), negated()]), Some(2));
    assert!(page.contains("\n2. Odell Granger"), "{page}");
    assert!(!page.contains("\n1. Odell Granger"), "{page}");
}

#[test]
fn an_article_that_was_not_read_says_why() {
    let mut reading = reading(Vec::new());
    reading.skip = Some(Skip { reason: SkipReason::Empty, message: "no text in it".into() });
    assert_eq!(
        plain(&reading, None),
        "a.txt\nA vote\n2025-03-01, Prairie Wire\nnot read: no text in it\n"
    );
}
