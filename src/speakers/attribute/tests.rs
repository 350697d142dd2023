//! Cases as data: a text, and for each statement its quotations, mention and rule.
//! Every case is named after what it guards; all people in them are invented.

use super::*;
use crate::lexicons::Source;
use crate::quotes;
use crate::speakers::mentions;

/// A statement as a case expects it: `first words|of each quotation`, mention, rule.
type Expected = (&'static str, &'static str, &'static str);

const CASES: &[(&str, &str, &[Expected])] = &[
    // --- orders
    (
        "verb before subject",
        "“We won,” said Dana Orr.",
        &[("We won", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "subject before verb",
        "“We won,” Dana Orr told reporters.",
        &[("We won", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "subject and verb before the quotation",
        "Dana Orr said, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    ("colon", "Dana Orr said: “We won.”", &[("We won", "Dana Orr", "subject-verb-quote")]),
    (
        "woven with that",
        "Dana Orr said that the plan was “a gift to the banks.”",
        &[("a gift", "Dana Orr", "subject-verb-far-quote")],
    ),
    (
        "one sentence interrupted",
        "“If we stay,” Dana Orr said, “we lose the town.”",
        &[("If we|we lose", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "two sentences under one attribution",
        "“We won,” said Dana Orr. “They know it.”",
        &[("We won|They know", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "verb before subject after a question",
        "“Why now?” asked Dana Orr.",
        &[("Why now", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "name after a question mark",
        "“Why now?” Orr asked. Dana Orr had come late.",
        &[("Why now", "Orr", "quote-subject-verb")],
    ),
    (
        "inverted at the start",
        "Wrote Dana Orr: “The dam will hold.”",
        &[("The dam", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "as somebody put it",
        "“It is a swamp,” as Dana Orr put it.",
        &[("It is", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "pronoun subject",
        "Dana Orr left early. “I am tired,” she said.",
        &[("I am", "she", "quote-subject-verb")],
    ),
    (
        "a quotation of two sentences is one sentence of the report",
        "“We won. They lost,” said Dana Orr of the vote.",
        &[("We won", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "apposition after a question mark",
        "“Why now?” Dana Orr, the mayor, asked on Thursday.",
        &[("Why now", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "as somebody put it, whatever stands before",
        "The members, who see it as “a swamp,” as Dana Orr put it, left.",
        &[("a swamp", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "a day before the subject",
        "Dana Orr was calm, but on Tuesday Odell Granger said it was “a swamp,” insisting it was “a bog.”",
        &[("a swamp|a bog", "Odell Granger", "subject-verb-quote")],
    ),
    // --- long subjects
    (
        "apposition",
        "Dana Orr, a lawyer from Springfield, said “the dam will hold.”",
        &[("the dam", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "relative clause with another name in it",
        "Dana Orr, who ran against Odell Granger in the spring, said, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "parenthesis",
        "Dana Orr (no relation) said, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "dashes",
        "Dana Orr – the chairman – said, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "verb far behind the quotation",
        "“We won,” Dana Orr, a lawyer who once worked for Odell Granger, told the crowd.",
        &[("We won", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "spokesman, not principal",
        "“He will not run,” said a spokesman for Dana Orr.",
        &[("He will", "a spokesman", "quote-verb-subject")],
    ),
    (
        "head of a phrase, not the name inside it",
        "A spokesman for Dana Orr said, “He will not run.”",
        &[("He will", "A spokesman", "subject-verb-quote")],
    ),
    (
        "description explained by a name",
        "“We won,” said the chairman, Dana Orr.",
        &[("We won", "Dana Orr", "quote-verb-subject")],
    ),
    // --- not the speaker
    (
        "the addressee does not speak",
        "“We won,” Dana Orr told Odell Granger.",
        &[("We won", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "the addressee before the quotation does not speak",
        "Dana Orr told Odell Granger, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "the one talked about does not speak",
        "“A liar,” Dana Orr said of Odell Granger.",
        &[("A liar", "Dana Orr", "quote-subject-verb")],
    ),
    (
        "the one judged does not speak",
        "Dana Orr called Odell Granger “a liar and a thief.”",
        &[("a liar", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "an opening phrase is no subject",
        "In a debate with Odell Granger, Dana Orr said, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "a name in the quotation does not speak",
        "“Odell Granger said so,” Dana Orr said.",
        &[("Odell Granger", "Dana Orr", "quote-subject-verb")],
    ),
    // --- verbs that share a subject
    (
        "second of two verbs",
        "Dana Orr thanked the volunteers and said, “We won.”",
        &[("We won", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "participle with a far subject",
        "Dana Orr wrote to the members on Monday, telling them, “We won.”",
        &[("We won", "Dana Orr", "participle")],
    ),
    (
        "calling it",
        "Dana Orr voted against the bill, calling it “a gift to the banks.”",
        &[("a gift", "Dana Orr", "participle")],
    ),
    (
        "opening participle",
        "Calling it “a gift to the banks,” Dana Orr voted against the bill.",
        &[("a gift", "Dana Orr", "participle")],
    ),
    (
        "adding opens a statement",
        "Dana Orr said the bill was “a gift to the banks,” adding that “nobody read it.”",
        &[("a gift", "Dana Orr", "subject-verb-far-quote"), ("nobody", "Dana Orr", "participle")],
    ),
    (
        "fragments woven into one sentence",
        "Dana Orr said it was “not a good thing” and “something to be solved.”",
        &[("not a|something", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "infinitive",
        "Dana Orr refused to say whether the bill was “dead in the water.”",
        &[("dead", "Dana Orr", "subject-verb-far-quote")],
    ),
    (
        "judged and said",
        "Dana Orr called the bill “a gift to the banks” and said it “will not pass.”",
        &[("a gift|will not", "Dana Orr", "subject-verb-far-quote")],
    ),
    // --- relative clauses
    (
        "who said",
        "The vote pleased Dana Orr, who said, “We won.”",
        &[("We won", "who", "subject-verb-quote")],
    ),
    (
        "quotation inside a relative clause",
        "Dana Orr, who called it “a gift to the banks,” said Odell Granger was wrong.",
        &[("a gift", "who", "subject-verb-quote")],
    ),
    // --- sources apart from the verb
    (
        "a view holds for its sentence",
        "In her telling, the town bears the blame: “They sold the dam.”",
        &[("They sold", "her", "in-view")],
    ),
    (
        "a shout from somebody",
        "Dana Orr was interrupted by a shout of “Shame on you!” from a heckler.",
        &[("Shame", "a heckler", "noun-of-speech")],
    ),
    (
        "the next sentence tells whose words they are",
        "“We won.” That was how Dana Orr, the mayor, put it on Monday.",
        &[("We won", "Dana Orr", "told-after")],
    ),
    (
        "whom a claim angered did not make it",
        "“We won.” That claim angered Dana Orr.",
        &[("We won", "", "unattributed")],
    ),
    (
        "a title inside the marks is no label",
        "“Orr: enemy or friend of the town?” asked Odell Granger.",
        &[("Orr: enemy", "Odell Granger", "quote-verb-subject")],
    ),
    (
        "so said somebody",
        "“We will rise again.” So said Dana Orr on Monday.",
        &[("We will", "Dana Orr", "told-after")],
    ),
    (
        "nobody in particular is not who spoke before",
        "“We won,” Dana Orr said. Somewhere it was muttered that the money was “gone before it got there.”",
        &[("We won", "Dana Orr", "quote-subject-verb"), ("gone", "", "unattributed")],
    ),
    (
        "words of time between who and its verb",
        "Dana Orr, who in January of last year had called the mayor “a serious man,” was curt.",
        &[("a serious", "who", "subject-verb-quote")],
    ),
    (
        "a noun after by is no verb",
        "“They like winners,” Dana Orr said by telephone, “so our task is to win.”",
        &[("They like|so our", "Dana Orr", "sentence-final")],
    ),
    (
        "a past that ends like a participle",
        "“I have a nephew in the army,” began Dana Orr, a retired electrician.",
        &[("I have", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "a statement owned by a pronoun",
        "Dana Orr was challenged over her statement on Monday that “the town hates us,” but kept calm.",
        &[("the town", "her statement", "noun-of-speech")],
    ),
    (
        "words that somebody used",
        "When Dana Orr used the words “not quite there yet,” she was quoting Granger.",
        &[("not quite", "Dana Orr", "thought")],
    ),
    ("words as words", "Nobody in Springfield agrees on what the word “reform” means.", &[]),
    (
        "titles set off without a verb of speech",
        "Odell Granger sold thousands of his new biography, “Lost Rivers of Springfield,” by mail.",
        &[],
    ),
    (
        "an account called by a name",
        "Dana Orr’s campaign posted a video from an account called “Hypo Granger” on Monday.",
        &[],
    ),
    (
        "he's telling",
        "Dana Orr was gloomy. And she’s predicting that Granger “has no chance” of a seat.",
        &[("has no", "she", "participle")],
    ),
    (
        "a name before a verb that is a noun too",
        "Dana Orr notes that the polls are not “all that bad” at all.",
        &[("all that", "Dana Orr", "subject-verb-far-quote")],
    ),
    (
        "a person named by an opening phrase governs all of the sentence",
        "According to Dana Orr, Odell Granger was calling for a strike, “and so for a war.”",
        &[("and so", "Dana Orr", "according-to")],
    ),
    (
        "who issues a statement speaks in it",
        "Sen. Dana Orr issued a blistering statement calling the vote “a disgrace to the town.”",
        &[("a disgrace", "Sen. Dana Orr", "participle")],
    ),
    (
        "a verb of judgement may stand after the quotation",
        "“This is nothing but a list of wishes,” criticized Dana Orr, calling it “useless at best.”",
        &[("This is|useless", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "labels inside the marks",
        "Dana Orr met the press.\n\n“GRANGER: Was it close?\n\n“ORR: It was the closest yet.”",
        &[("GRANGER", "GRANGER", "transcript"), ("ORR", "ORR", "transcript")],
    ),
    (
        "who was asked answers",
        "“How did that make you feel?” Dana Orr asked Odell Granger.\n\n“I felt nothing at all.”",
        &[("How did", "Dana Orr", "quote-subject-verb"), ("I felt", "Odell Granger", "answer")],
    ),
    (
        "narration in which nobody speaks interrupts nobody",
        "“They flatter them,” Dana Orr said. Odell Granger had brought a portrait home. “I was given one too.”",
        &[
            ("They flatter", "Dana Orr", "quote-subject-verb"),
            ("I was", "Dana Orr", "continued-speech"),
        ],
    ),
    (
        "an object before an infinitive is its subject",
        "The win led Dana Orr to declare that the race was “all but over.”",
        &[("all but", "Dana Orr", "subject-verb-far-quote")],
    ),
    (
        "brackets hold no subject",
        "Rep. Dana Orr (Democrat, Nevada) tried to join him in calling it a “waste of good money.”",
        &[("waste", "Rep. Dana Orr", "participle")],
    ),
    (
        "two appositions and a second verb",
        "Dana Orr, the secretary for energy, a party veteran, announced a ban and called it “an assault on the town.”",
        &[("an assault", "Dana Orr", "subject-verb-quote")],
    ),
    (
        "another subject after a quotation begins anew",
        "Just after Odell Granger left, saying “the bill is dead” to the press, Dana Orr met the mayor and talked up “the chances of a deal with him.”",
        &[
            ("the bill", "Odell Granger", "participle"),
            ("the chances", "Dana Orr", "weak-verb-quote"),
        ],
    ),
    // --- outer and inner report
    (
        "the outer report carries the words",
        "Dana Orr said that Odell Granger had called her “a liar and a thief.”",
        &[("a liar", "Dana Orr", "outer-report")],
    ),
    (
        "a clause of time is no outer report",
        "When Odell Granger came, Dana Orr called him “a liar and a thief.”",
        &[("a liar", "Dana Orr", "subject-verb-quote")],
    ),
    // --- passive
    (
        "passive with its agent",
        "The bill was called “a gift to the banks” by Dana Orr.",
        &[("a gift", "Dana Orr", "passive-by-agent")],
    ),
    (
        "quoted as saying",
        "Dana Orr was quoted as saying, “We won.”",
        &[("We won", "Dana Orr", "quoted-as-saying")],
    ),
    // --- source phrases and nouns
    (
        "according to after",
        "“The dam will hold,” according to Dana Orr.",
        &[("The dam", "Dana Orr", "according-to")],
    ),
    (
        "according to before",
        "According to Dana Orr, “the dam will hold.”",
        &[("the dam", "Dana Orr", "according-to")],
    ),
    (
        "in the words of",
        "In the words of Dana Orr, “the dam will hold.”",
        &[("the dam", "Dana Orr", "according-to")],
    ),
    (
        "possessive claim",
        "Few believed Dana Orr's claim that “the dam will hold.”",
        &[("the dam", "Dana Orr", "noun-of-speech")],
    ),
    (
        "possessive line",
        "Dana Orr's line was “the dam will hold.”",
        &[("the dam", "Dana Orr", "noun-of-speech")],
    ),
    // --- without a cue
    ("sign-off", "“The dam will hold.” – Dana Orr", &[("The dam", "Dana Orr", "sign-off")]),
    (
        "sign-off in the next paragraph",
        "“The dam will hold.”\n\n– Dana Orr, engineer",
        &[("The dam", "Dana Orr", "sign-off")],
    ),
    ("transcript", "DANA ORR: “The dam will hold.”", &[("The dam", "DANA ORR", "transcript")]),
    (
        "colon after narration",
        "Dana Orr was in no mood for doubt: “The dam will hold.”",
        &[("The dam", "Dana Orr", "colon")],
    ),
    (
        "colon at the end of the paragraph before",
        "Dana Orr had an answer for the council:\n\n“The dam will hold.”",
        &[("The dam", "Dana Orr", "introduced-by-colon")],
    ),
    (
        "introduced by the sentence before",
        "Dana Orr was calm. “The dam will hold.”",
        &[("The dam", "Dana Orr", "introduced")],
    ),
    (
        "report at the end of the sentence",
        "The “old and tired” dam will hold, Dana Orr said.",
        &[("old and", "Dana Orr", "sentence-final")],
    ),
    // --- over paragraphs
    (
        "speech that resumes",
        "“The dam will hold,” said Dana Orr. “It is sound.\n\n“It is new.”",
        &[("The dam|It is sound|It is new", "Dana Orr", "quote-verb-subject")],
    ),
    (
        "orphan paragraph goes on with the speaker",
        "“The dam will hold,” said Dana Orr.\n\n“It is sound and new.”",
        &[
            ("The dam", "Dana Orr", "quote-verb-subject"),
            ("It is sound", "Dana Orr", "continued-speech"),
        ],
    ),
    (
        "a new attribution opens a statement",
        "“The dam will hold,” said Dana Orr. “It is new,” she added.",
        &[
            ("The dam", "Dana Orr", "quote-verb-subject"),
            ("It is new", "she", "quote-subject-verb"),
        ],
    ),
    (
        "two speakers in one paragraph",
        "“It holds,” said Dana Orr. “It leaks,” said Odell Granger.",
        &[
            ("It holds", "Dana Orr", "quote-verb-subject"),
            ("It leaks", "Odell Granger", "quote-verb-subject"),
        ],
    ),
    // --- nobody uttered it
    (
        "nickname",
        "John “Jack” Rowe said, “We won.”",
        &[("We won", "John “Jack” Rowe", "subject-verb-quote")],
    ),
    ("title of a work", "Dana Orr wrote the novel “The Long Dam.”", &[]),
    (
        "programme",
        "“We won,” Dana Orr said on “Morning with Lucia.”",
        &[("We won", "Dana Orr", "quote-subject-verb")],
    ),
    ("so-called", "The so-called “wise men” met on Monday.", &[]),
    ("word as a word", "Few use the word “dam” here.", &[]),
    ("scare quotes", "The “experts” met in the town hall.", &[]),
    (
        "a short real quotation is kept",
        "Dana Orr called him “unfit.”",
        &[("unfit", "Dana Orr", "subject-verb-quote")],
    ),
    // --- words that look like cues
    (
        "a noun is no verb",
        "Dana Orr praised the Springfield attack on waste as “long due and well done.”",
        &[("long due", "Dana Orr", "subject-verb-far-quote")],
    ),
    (
        "a noun that no list holds speaks where a verb of speech says so",
        "Dana Orr left. “The dam leaks,” said the parrot on the door.",
        &[("The dam", "the parrot", "quote-verb-subject")],
    ),
];

fn statements(text: &str, lexicons: &Lexicons) -> Vec<(String, String, &'static str)> {
    let document = Document::new(text, &[], &lexicons.abbreviations);
    let quotations = quotes::find(&document);
    let mentions = mentions::find(&document, &quotations, lexicons);
    attribute(&document, &quotations, &mentions, lexicons)
        .into_iter()
        .map(|a| {
            let words: Vec<&str> =
                a.quotations.iter().map(|&q| document.slice(quotations[q].inner)).collect();
            let mention = a.mention.map_or("", |m| document.slice(mentions[m].span));
            (words.join("|"), mention.to_owned(), a.rule)
        })
        .collect()
}

fn shipped() -> Lexicons {
    match Lexicons::load(&Source::shipped()) {
        Ok(lexicons) => lexicons,
        Err(errors) => panic!("{errors}"),
    }
}

/// Whether the quotations begin with the expected words, one by one.
fn begins(found: &str, expected: &str) -> bool {
    let (found, expected): (Vec<&str>, Vec<&str>) =
        (found.split('|').collect(), expected.split('|').collect());
    found.len() == expected.len() && found.iter().zip(&expected).all(|(f, e)| f.starts_with(e))
}

#[test]
fn cases_are_attributed_as_a_reader_would() {
    let lexicons = shipped();
    let mut failures = Vec::new();
    for (name, text, expected) in CASES {
        let found = statements(text, &lexicons);
        let right = found.len() == expected.len()
            && found
                .iter()
                .zip(expected.iter())
                .all(|(f, e)| begins(&f.0, e.0) && f.1 == e.1 && f.2 == e.2);
        if !right {
            failures.push(format!("{name}: {text}\n    {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), CASES.len(), failures.join("\n"));
}

#[test]
fn joint_speakers_are_kept_beside_the_first() {
    let lexicons = shipped();
    for text in [
        "“We won,” Dana Orr and Odell Granger said in a statement.",
        "“We won,” said Dana Orr and Odell Granger.",
        "Dana Orr and Odell Granger said, “We won.”",
    ] {
        let document = Document::new(text, &[], &lexicons.abbreviations);
        let quotations = quotes::find(&document);
        let mentions = mentions::find(&document, &quotations, &lexicons);
        let found = attribute(&document, &quotations, &mentions, &lexicons);
        let names = |m: usize| document.slice(mentions[m].span);
        assert_eq!(found[0].mention.map(names), Some("Dana Orr"), "{text}");
        assert_eq!(found[0].co_mentions.len(), 1, "{text}");
        assert_eq!(names(found[0].co_mentions[0]), "Odell Granger", "{text}");
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static LEXICONS: LazyLock<Lexicons> = LazyLock::new(shipped);

    /// What sentences of the property are made of.
    const PIECES: &[&str] = &[
        "Dana Orr",
        "Odell Granger",
        "a spokesman",
        "he",
        "his",
        "him",
        "it",
        "who",
        "said",
        "says",
        "told",
        "calling",
        "was",
        "called",
        "quoted as saying",
        "according to",
        "claim",
        "letter",
        "Of",
        "The",
        "the",
        "of",
        "in",
        "by",
        "to",
        "that",
        "and",
        "but",
        "as",
        "when",
        "not",
        "'s",
        ",",
        ":",
        ";",
        "–",
        "(",
        ")",
        ".",
        "?",
        "“",
        "”",
        "\"",
        "“We won,”",
        "“so-so”",
        "\n\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn statements_part_the_quotations_whatever_the_text(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)
        ) {
            let text = pieces.join(" ");
            let document = Document::new(&text, &[], &LEXICONS.abbreviations);
            let quotations = quotes::find(&document);
            let mentions = mentions::find(&document, &quotations, &LEXICONS);
            let found = attribute(&document, &quotations, &mentions, &LEXICONS);
            let mut all: Vec<usize> = found.iter().flat_map(|a| a.quotations.clone()).collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(count, all.len());
            for a in &found {
                prop_assert!(!a.quotations.is_empty());
                prop_assert!(a.quotations.is_sorted());
                prop_assert!((0.0..=1.0).contains(&a.confidence));
                prop_assert!(a.mention.is_some() || a.confidence == 0.0);
                prop_assert!(a.mention.is_none_or(|m| mentions[m].quotation.is_none_or(|q| a.quotations[0] == q)));
            }
        }
    }
}
