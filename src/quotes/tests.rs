//! Cases as data: a text, the quotations in it, each with its kind.

use proptest::prelude::*;

use super::*;
use crate::text::Abbreviations;

/// Quotations as `kind:words`, `D` direct, `P` partial; `…` after one left open, before one
/// that resumes.
fn quotations(text: &str) -> Vec<String> {
    let abbreviations = Abbreviations::new(["sen", "u.s", "mr"]);
    let document = Document::new(text, &[], &abbreviations);
    find(&document)
        .iter()
        .map(|q| {
            let kind = if q.kind == SegmentKind::Direct { 'D' } else { 'P' };
            let (resumes, open) =
                (if q.resumes { "…" } else { "" }, if q.closed { "" } else { "…" });
            format!("{kind}:{resumes}{}{open}", document.slice(q.inner))
        })
        .collect()
}

/// Guard, text, the quotations expected.
const CASES: &[(&str, &str, &[&str])] = &[
    ("curly", "“We won,” he said. “They lost.”", &["D:We won,", "D:They lost."]),
    ("straight", "\"We won,\" he said. \"They lost.\"", &["D:We won,", "D:They lost."]),
    ("doubled apostrophes", "''We won,'' he said. ``They lost.''", &["D:We won,", "D:They lost."]),
    ("guillemets", "« We won », he said. »They lost«, she said.", &["D:We won", "D:They lost"]),
    ("low and high", "He said: „We won.“ She left.", &["D:We won."]),
    ("corner brackets", "He said 「We won.」 again.", &["D:We won."]),
    ("mojibake", "â€œWe won,â€\u{9d} he said.", &["D:We won,"]),
    ("mixed marks", "\"We won,\" he said. “They lost.”", &["D:We won,", "D:They lost."]),
    ("curly opening, straight closing", "“We won,\" he said.", &["D:We won,"]),
    (
        "british single beside apostrophes",
        "‘It’s the Democrats’ plan,’ he said. ‘We don’t want it.’",
        &["D:It’s the Democrats’ plan,", "D:We don’t want it."],
    ),
    (
        "straight single beside apostrophes",
        "'It's the voters' choice,' he said. 'We don't mind.'",
        &["D:It's the voters' choice,", "D:We don't mind."],
    ),
    ("apostrophes alone", "The ’90s, rock ’n’ roll and the Democrats’ plan.", &[]),
    (
        "nested single in double",
        "“She said, ‘We won,’ and left,” he said.",
        &["D:She said, ‘We won,’ and left,"],
    ),
    (
        "nested double in single",
        "‘She said, “We won,” and left,’ he said. ‘We saw it.’",
        &["D:She said, “We won,” and left,", "D:We saw it."],
    ),
    (
        "nested marks of the same form",
        "“She said “We won” and left,” he said.",
        &["D:She said “We won” and left,"],
    ),
    (
        "speech over paragraphs",
        "“We won.\n\n“They lost.\n\n“It is over,” he said.",
        &["D:We won.…", "D:…They lost.…", "D:…It is over,"],
    ),
    (
        "forgotten closing mark costs one paragraph",
        "“We won, he said.\n\nHe left.\n\n“They lost,” she said.",
        &["D:We won, he said.…", "D:They lost,"],
    ),
    (
        "forgotten closing mark before the next quotation",
        "“We won. He left. “They lost,” she said.",
        &["D:We won.…", "D:They lost,"],
    ),
    (
        "forgotten opening mark",
        "We won,” he said.\n\n“They lost,” she said.",
        &["D:We won,", "D:They lost,"],
    ),
    (
        "stray mark",
        "He \" left. \"We won,\" he said.\n\n\"They lost,\" she said.",
        &["D:We won,", "D:They lost,"],
    ),
    ("feet and inches", "At 6'2\" he said, \"I am tall.\"", &["D:I am tall."]),
    ("inches", "A 5\" gun, he said, is \"too big\" for it.", &["P:too big"]),
    ("empty", "He said “” and “ ” twice.", &[]),
    ("partial", "He called it “a great victory” for all.", &["P:a great victory"]),
    (
        "short utterance",
        "“No,” he said. “Thank you, America.”",
        &["D:No,", "D:Thank you, America."],
    ),
    (
        "continued sentence",
        "“If we win,” he said, “then peace.”",
        &["D:If we win,", "D:then peace."],
    ),
    ("white space inside", "“ We won. ” he said.", &["D:We won."]),
];

#[test]
fn quotations_are_found_as_a_reader_finds_them() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter(|(_, text, expected)| quotations(text) != *expected)
        .map(|(guard, text, expected)| format!("{guard}: {expected:?} but {:?}", quotations(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_are_searched_with_single_marks_and_headings_are_not() {
    let text = "‘We won’: Orr\n\nOn ‘winning’\n\n“They lost,” he said.";
    let title = crate::text::Markup { span: Span::new(0, 17), role: Role::Title };
    let heading = crate::text::Markup { span: Span::new(19, 36), role: Role::Heading };
    let document = Document::new(text, &[title, heading], &Abbreviations::default());
    let found: Vec<_> = find(&document).iter().map(|q| document.slice(q.inner)).collect();
    assert_eq!(found, ["We won", "They lost,"]);
}

#[test]
fn a_line_of_marks_takes_linear_time() {
    let text = "\"a\" ".repeat(50_000);
    let document = Document::new(&text, &[], &Abbreviations::default());
    assert_eq!(find(&document).len(), 50_000);
}

proptest! {
    #[test]
    fn spans_nest_and_are_apart(
        text in "(“|”|\"|'|‘|’|''|``|«|»|„|a|We|s|, |\\. | |\n|5|—|\\(|â€œ|said){0,80}"
    ) {
        let document = Document::new(&text, &[], &Abbreviations::default());
        let mut end = 0;
        for q in find(&document) {
            prop_assert!(q.outer.start >= end && q.outer.covers(q.inner) && !q.inner.is_empty());
            prop_assert!(document.paragraphs()[q.paragraph].span.covers(q.outer));
            prop_assert_eq!(document.slice(q.inner).trim(), document.slice(q.inner));
            end = q.outer.end;
        }
    }
}
