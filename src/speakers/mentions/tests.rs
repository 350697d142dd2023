//! Cases as data: a text, the mentions in it, each with its kind.

use proptest::prelude::*;

use super::*;
use crate::lexicons::Source;
use crate::quotes;
use std::sync::LazyLock;

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| match Lexicons::load(&Source::shipped()) {
    Ok(lexicons) => lexicons,
    Err(errors) => panic!("{errors}"),
});

/// Mentions as `kind:words`, `N` name, `B` body, `D` description, `P` pronoun.
fn mentions(text: &str) -> Vec<String> {
    let document = Document::new(text, &[], &LEXICONS.abbreviations);
    let quotations = quotes::find(&document);
    find(&document, &quotations, &LEXICONS)
        .iter()
        .map(|m| {
            let kind = match m.kind {
                MentionKind::Name => 'N',
                MentionKind::Body => 'B',
                MentionKind::Nominal => 'D',
                MentionKind::Pronoun => 'P',
            };
            format!("{kind}:{}", document.slice(m.span))
        })
        .collect()
}

/// Guard, text, the mentions expected.
const CASES: &[(&str, &str, &[&str])] = &[
    ("title abbreviated", "Then Sen. Alma Reyes left.", &["N:Sen. Alma Reyes"]),
    (
        "party and office before a name",
        "At noon the Republican senator Alma Reyes left.",
        &["N:the Republican senator Alma Reyes"],
    ),
    (
        "country, office, initial",
        "There Latvian President Andris V. Kalnins spoke.",
        &["N:Latvian President Andris V. Kalnins"],
    ),
    (
        "body before an office before a name",
        "Later White House press secretary Dana Orloff spoke.",
        &["N:White House press secretary Dana Orloff"],
    ),
    ("rank with a class", "Then Sgt. 1st Class Tom Birch spoke.", &["N:Sgt. 1st Class Tom Birch"]),
    ("particles", "But Marta van der Linde spoke.", &["N:Marta van der Linde"]),
    ("arabic article", "Then Karim al-Masri spoke.", &["N:Karim al-Masri"]),
    ("suffix after a comma", "Then Peter Hale, Jr., spoke.", &["N:Peter Hale, Jr."]),
    ("hyphen", "Then Anne-Marie Lund-Olsen spoke.", &["N:Anne-Marie Lund-Olsen"]),
    ("apostrophe in the name", "Then Molly O’Dare’s aide spoke.", &["N:Molly O’Dare", "D:aide"]),
    ("nickname", "Then John “Jack” Birch spoke.", &["N:John “Jack” Birch"]),
    ("diacritics", "Then Łukasz Žižka spoke.", &["N:Łukasz Žižka"]),
    (
        "surname that is a job",
        "Then Mr. Singer and Ms. Baker spoke.",
        &["N:Mr. Singer", "N:Ms. Baker"],
    ),
    (
        "surname that is a title, once introduced",
        "Then Walter Dean spoke. Vermont Gov. Walter Dean left.",
        &["N:Walter Dean", "N:Vermont Gov. Walter Dean"],
    ),
    (
        "surname that is a month, once introduced",
        "Then Gloria May spoke. In May it rained. May said no.",
        &["N:Gloria May", "P:it", "N:May"],
    ),
    (
        "single surname, before its full name",
        "Zabriskie laughed. Then Nora Zabriskie left.",
        &["N:Zabriskie", "N:Nora Zabriskie"],
    ),
    ("common word at sentence start", "Yesterday the senator left.", &["D:the senator"]),
    (
        "description with modifiers",
        "Then a senior administration official spoke.",
        &["D:a senior administration official"],
    ),
    (
        "description with a comma between adjectives",
        "Then the soft-spoken, 64-year-old engineer spoke.",
        &["D:the soft-spoken, 64-year-old engineer"],
    ),
    ("comma before a name joins nothing", "After this defeat, Mr. Baker spoke.", &["N:Mr. Baker"]),
    ("number and plural", "Then two people familiar with it spoke.", &["D:two people", "P:it"]),
    (
        "bare plural",
        "Republican lawmakers and critics spoke.",
        &["D:Republican lawmakers", "D:critics"],
    ),
    (
        "possessive pronoun belongs to its noun",
        "His Democratic counterpart spoke.",
        &["D:His Democratic counterpart"],
    ),
    (
        "state before an office",
        "Then the North Dakota senator spoke.",
        &["D:the North Dakota senator"],
    ),
    ("that is no article of a plural", "He said that officials left.", &["P:He", "D:officials"]),
    ("verb that looks like a plural noun", "The ad states a fact.", &["D:The ad"]),
    ("adjective that looks like a person", "The local economy grew.", &[]),
    ("age alone", "“Yes,” said the 46-year-old.", &["D:the 46-year-old"]),
    ("quantifier alone", "Many have left. Others said no.", &["D:Many", "D:Others"]),
    ("emphatic pronoun", "Nora Birch herself spoke.", &["N:Nora Birch"]),
    (
        "body with of",
        "Then the Center for Baltic and Nordic Studies spoke.",
        &["B:the Center for Baltic and Nordic Studies"],
    ),
    (
        "country before a ministry",
        "Then the Russian Foreign Ministry spoke.",
        &["B:the Russian Foreign Ministry"],
    ),
    ("capitals as actors", "Then Moscow and Kyiv spoke.", &["B:Moscow", "B:Kyiv"]),
    (
        "compound adjective is no name",
        "The Chicago-based lawyer Nora Birch spoke.",
        &["N:The Chicago-based lawyer Nora Birch"],
    ),
    ("party letter is no name", "Then Sen. Nora Birch (R-Ohio) spoke.", &["N:Sen. Nora Birch"]),
    ("transcript in capitals", "NORA BIRCH: We left.", &["N:NORA BIRCH", "P:We"]),
    ("country as a word, pronoun as a word", "The US told us.", &["B:The US", "P:us"]),
];

#[test]
fn mentions_are_found_as_a_reader_finds_them() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter(|(_, text, expected)| mentions(text) != *expected)
        .map(|(guard, text, expected)| format!("{guard}: {expected:?} but {:?}", mentions(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_stand_without_title_and_clitic() {
    for (text, name, gender) in [
        ("Then Sen. Alma Reyes’s aide left.", "Alma Reyes", Gender::Female),
        ("Then Mr. Orloff left.", "Orloff", Gender::Male),
        ("Then spokeswoman Kim Hale left.", "Kim Hale", Gender::Female),
    ] {
        let document = Document::new(text, &[], &LEXICONS.abbreviations);
        let found = find(&document, &[], &LEXICONS);
        let first = found.first().expect("a mention");
        assert_eq!((document.slice(first.name), first.gender), (name, gender), "{text}");
    }
}

#[test]
fn owners_point_at_the_mention_before() {
    let document = Document::new("Then Nora Birch’s lawyer spoke.", &[], &LEXICONS.abbreviations);
    let found = find(&document, &[], &LEXICONS);
    let shape: Vec<_> = found.iter().map(|m| (m.case, m.owner)).collect();
    assert_eq!(shape, [(Case::Possessive, None), (Case::Subject, Some(0))]);
}

#[test]
fn quotations_hold_their_mentions() {
    let text = "Birch said, “He left.” She did.";
    let document = Document::new(text, &[], &LEXICONS.abbreviations);
    let found = find(&document, &quotes::find(&document), &LEXICONS);
    let inside: Vec<_> = found.iter().map(|m| (document.slice(m.span), m.quotation)).collect();
    assert_eq!(inside[1..], [("He", Some(0)), ("She", None)]);
}

proptest! {
    #[test]
    fn mentions_are_ordered_and_apart(
        text in "((the|Sen\\.|Mr\\.|Nora|Birch|Moscow|officials|de|al-Masri|he|his|’s|,|“|”|May|of|told|NATO|7) ?|\n){0,60}"
    ) {
        let document = Document::new(&text, &[], &LEXICONS.abbreviations);
        let mut end = 0;
        for mention in find(&document, &quotes::find(&document), &LEXICONS) {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty());
            prop_assert!(mention.span.end >= mention.name.end);
            prop_assert!(mention.tokens.contains(&mention.head));
            prop_assert_eq!(document.span_of(&mention.tokens), mention.span);
            end = mention.span.end;
        }
    }
}
