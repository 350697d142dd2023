//! Who reports, by which words: cases as data, each named after what it guards.

use crate::lexicons::{Lexicons, Source};
use crate::quotes;
use crate::speakers::attribute::survey;
use crate::speakers::mentions;
use crate::text::Document;

/// A report as a case expects it: mention, cue, whether its words count as said.
type Expected = (&'static str, &'static str, bool);

const CASES: &[(&str, &str, &[Expected])] = &[
    ("a clause", "Dana Orr said that the dam was safe.", &[("Dana Orr", "said", true)]),
    ("the quotation of a cue is the statement", "Dana Orr said the dam was “safe enough.”", &[]),
    (
        "a refusal to speak is no report of a fact",
        "Dana Orr did not say whether the dam was safe.",
        &[("Dana Orr", "say", false)],
    ),
    (
        "words without content tell who spoke",
        "Dana Orr said no to all of it.",
        &[("Dana Orr", "said", false)],
    ),
    (
        "two verbs of one subject",
        "Dana Orr said the dam was safe and warned that the road was not.",
        &[("Dana Orr", "said", true), ("Dana Orr", "warned", true)],
    ),
];

#[test]
fn reports_name_who_speaks() {
    let lexicons = match Lexicons::load(&Source::shipped()) {
        Ok(lexicons) => lexicons,
        Err(errors) => panic!("{errors}"),
    };
    for (name, text, expected) in CASES {
        let document = Document::new(text, &[], &lexicons.abbreviations);
        let quotations = quotes::find(&document);
        let mentions = mentions::find(&document, &quotations, &lexicons);
        let reports = survey(&document, &quotations, &mentions, &lexicons, true).reports;
        let got: Vec<(&str, &str, bool)> = reports
            .iter()
            .map(|r| {
                let mention = document.slice(mentions[r.mention].span);
                (mention, document.slice(r.cue), !r.segments.is_empty())
            })
            .collect();
        assert_eq!(got, *expected, "{name}");
    }
}
