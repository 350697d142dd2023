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
    // --- forms
    ("single low and high", "He said: ‚We won.‘ She left.", &["D:We won."]),
    ("low and high, closed by a right mark", "He said: „We won.” She left.", &["D:We won."]),
    (
        "guillemets with narrow no-break spaces",
        "«\u{202f}We won\u{202f}», he said. « They lost », she said.",
        &["D:We won", "D:They lost"],
    ),
    (
        "guillemets pointing inwards only",
        "He said »We won« and »they lost«.",
        &["D:We won", "D:they lost"],
    ),
    ("white corner brackets", "He said 『We won.』 again.", &["D:We won."]),
    ("fullwidth", "＂We won,＂ he said.", &["D:We won,"]),
    ("angle brackets in pairs", "He said <<We won.>> again.", &["D:We won."]),
    (
        "backticks and apostrophes",
        "``We won,'' he said. ``They lost.''",
        &["D:We won,", "D:They lost."],
    ),
    (
        "backticks and a straight mark",
        "``We won,\" he said. ``They lost.\"",
        &["D:We won,", "D:They lost."],
    ),
    ("doubled curly apostrophes", "‘‘We won,’’ he said.", &["D:We won,"]),
    ("backtick and apostrophe", "`We won,' he said. `They lost.'", &["D:We won,", "D:They lost."]),
    (
        "each paragraph with marks of its own",
        "\"We won,\" he said.\n\n“They lost,” she said.\n\n«It is over», he said.",
        &["D:We won,", "D:They lost,", "D:It is over"],
    ),
    (
        "straight opening, curly closing",
        "\"We won,” he said. \"They lost.”",
        &["D:We won,", "D:They lost."],
    ),
    ("wrong way round", "”We won,“ he said. ”They lost.“", &["D:We won,", "D:They lost."]),
    (
        "closing marks on both sides",
        "”We won,” he said. ”They lost.”",
        &["D:We won,", "D:They lost."],
    ),
    (
        "opening marks on both sides",
        "“We won,“ he said. “They lost.“",
        &["D:We won,", "D:They lost."],
    ),
    // --- broken encodings and entities
    (
        "mojibake of both marks",
        "â€œWe won,â€\u{9d} he said. â€œThey lost.â€\u{9d}",
        &["D:We won,", "D:They lost."],
    ),
    (
        "mojibake, closing byte lost",
        "â€œWe won,â€ he said. â€œThey lost.â€",
        &["D:We won,", "D:They lost."],
    ),
    (
        "mojibake with apostrophes",
        "â€œItâ€™s the votersâ€™ choice,â€\u{9d} he said.",
        &["D:Itâ€™s the votersâ€™ choice,"],
    ),
    (
        "mojibake of single marks",
        "â€˜We donâ€™t know,â€™ he said. â€˜They lost.â€™",
        &["D:We donâ€™t know,", "D:They lost."],
    ),
    (
        "mojibake of a dash is no mark",
        "â€œWe won â€” and they lost,â€ he said.",
        &["D:We won â€” and they lost,"],
    ),
    (
        "mojibake of an ellipsis is no mark",
        "â€œWe won â€¦ again,â€ he said.",
        &["D:We won â€¦ again,"],
    ),
    ("mojibake as Latin-1", "â\u{80}\u{9c}We won,â\u{80}\u{9d} he said.", &["D:We won,"]),
    (
        "controls of Windows-1252",
        "\u{93}We won,\u{94} he said. \u{93}They lost.\u{94}",
        &["D:We won,", "D:They lost."],
    ),
    (
        "single controls of Windows-1252",
        "\u{91}We don\u{92}t know,\u{92} he said.",
        &["D:We don\u{92}t know,"],
    ),
    (
        "named entities",
        "&ldquo;We won,&rdquo; he said. &quot;They lost.&quot;",
        &["D:We won,", "D:They lost."],
    ),
    (
        "numbered entities",
        "&#8220;We won,&#8221; he said. &#34;They lost.&#34;",
        &["D:We won,", "D:They lost."],
    ),
    (
        "hexadecimal entities",
        "&#x201C;We won,&#x201D; he said. &#x201c;They lost.&#x201d;",
        &["D:We won,", "D:They lost."],
    ),
    (
        "entities of apostrophes",
        "&ldquo;It&rsquo;s the voters&#8217; choice,&rdquo; he said.",
        &["D:It&rsquo;s the voters&#8217; choice,"],
    ),
    ("entities of single marks", "&lsquo;We won,&rsquo; he said.", &["D:We won,"]),
    ("entities written twice", "&amp;ldquo;We won,&amp;rdquo; he said.", &["D:We won,"]),
    ("entities of guillemets", "&laquo;We won&raquo;, he said.", &["D:We won"]),
    // --- apostrophes
    (
        "plural possessive at the end of the words",
        "‘The plan is the Democrats’,’ he said. ‘The money is ours.’",
        &["D:The plan is the Democrats’,", "D:The money is ours."],
    ),
    (
        "possessives inside single marks",
        "‘The nurses’ pay and the teachers’ pensions are safe,’ he said.",
        &["D:The nurses’ pay and the teachers’ pensions are safe,"],
    ),
    (
        "decades and dropped letters inside single marks",
        "‘In the ’90s we told ’em so, rock ’n’ roll or not,’ he said.",
        &["D:In the ’90s we told ’em so, rock ’n’ roll or not,"],
    ),
    (
        "decades with wrong marks",
        "In the ‘90s, he said, ‘em were “good times.”",
        &["P:good times."],
    ),
    (
        "single marks nested in single",
        "‘She said ‘we won’ and left,’ he said.",
        &["D:She said ‘we won’ and left,"],
    ),
    (
        "a partial in single marks among doubles",
        "“We won,” he said. She called it ‘a very sad day’ for all. “They lost.”",
        &["D:We won,", "P:a very sad day", "D:They lost."],
    ),
    (
        "goin’ and Orr’s beside single marks",
        "‘I’m goin’ to Orr’s,’ he said.",
        &["D:I’m goin’ to Orr’s,"],
    ),
    ("transcribed names", "The Qur’an and Sana’a, ‘Aden and Ma’rib.", &[]),
    // --- left off, stray, displaced
    (
        "speech over paragraphs in straight marks",
        "\"We won.\n\n\"They lost.\n\n\"It is over,\" he said.",
        &["D:We won.…", "D:…They lost.…", "D:…It is over,"],
    ),
    (
        "speech over paragraphs in single marks",
        "‘We won.\n\n‘They lost,’ he said.",
        &["D:We won.…", "D:…They lost,"],
    ),
    (
        "a speech closed at every paragraph",
        "“We won.”\n\n“They lost.”",
        &["D:We won.", "D:They lost."],
    ),
    (
        "marks on the wrong side of their spaces",
        "He said “ We won. ”She left and \" they lost\" it.",
        &["D:We won.", "D:they lost"],
    ),
    ("no space before the mark", "He said,“We won.”She left.", &["D:We won."]),
    ("no space after a straight mark", "He said,\"We won.\"She left.", &["D:We won."]),
    ("a doubled mark", "““We won,”” he said.", &["D:We won,"]),
    ("a stray closing mark", "He left.” “We won,” she said.", &["D:He left.", "D:We won,"]),
    ("a stray opening mark at the end", "“We won,” he said. “\n\nThey left.", &["D:We won,"]),
    // --- inside
    (
        "brackets, dots and dashes inside",
        "“[We] won . . . and they — all of them — lost … again [laughs],” he said.",
        &["D:[We] won . . . and they — all of them — lost … again [laughs],"],
    ),
    ("a dash cuts the words", "“We won—” he said. “They—”", &["D:We won—", "D:They—"]),
    ("in brackets", "He left (“We won,” he said).", &["D:We won,"]),
    ("beside dashes", "The vote—“a sad day,” he said—was over.", &["P:a sad day,"]),
    // --- not quotation marks
    ("feet and inches, primes", "He is 6′2″ and she is 5’ 11” tall.", &[]),
    (
        "inches beside a quotation",
        "The 12\" screen and the 9\" one are “too big for me.”",
        &["P:too big for me."],
    ),
    ("minutes and seconds", "At 40° 26' 46\" north he said, \"We won.\"", &["D:We won."]),
    ("ditto marks", "Orr, mayor\n\" , clerk\n\nHe said, \"We won.\"", &["D:We won."]),
    ("a mark in the place of a letter", "O`Neill and O´Hara said “no way.”", &["P:no way."]),
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
        text in "(“|”|\"|'|‘|’|''|``|«|»|„|a|We|s|, |\\. | |\n|5|—|\\(|â€œ|â€|&quot;|Q: |A: |ORR: |— X \\(@x\\)|said){0,80}"
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
