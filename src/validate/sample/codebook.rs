//! The codebook that goes with the sheets: what each column asks, with invented examples.

/// A line: what is asked or meant, the rule, an example.
pub(super) type Line = [&'static str; 3];

/// Header of the sheet.
pub(super) const HEADER: Line = ["question", "rule", "example"];

/// How to work, and what each column asks.
pub(super) const LINES: &[Line] = &[
    [
        "How to work",
        "Read the context first; the words to code stand between » and «. Code what the speaker expresses \
         with these words in this article, not the facts, not the reporter's view, not what you know of the \
         speaker. Work alone; do not compare answers before all is coded. Leave a row empty that you have not coded.",
        "",
    ],
    [
        "T_label (one column a target)",
        "How does the speaker stand, with these words, toward the target: its state or body, its government and \
         leader, its forces and people, those who act for it?",
        "",
    ],
    [
        "favourable",
        "Praises it, trusts it, thanks it, defends or excuses it, takes its side, wants it helped or to win, moves \
         the blame from it to somebody else.",
        "“They have earned every bit of our help,” Mira Oakes said of Ukraine. → ukraine: favourable",
    ],
    [
        "unfavourable",
        "Blames it, accuses it, distrusts it, mocks or threatens it, opposes it, wants it punished or to lose.",
        "“Nobody should take Moscow at its word,” said Tobias Fenn. → russia: unfavourable",
    ],
    [
        "neutral",
        "Speaks of it without taking a side, or praise and blame balance. An open question is neutral; one that \
         plainly accuses is not.",
        "“The delegation from Kyiv lands on Monday,” Lucia Farrow said. → ukraine: neutral",
    ],
    [
        "not addressed",
        "Neither names it nor plainly means it. Whom “he”, “they” or “this” means counts: if it is the target, \
         the target is addressed.",
        "“The bridge will open in May,” said Odell Granger. → every target: not addressed",
    ],
    [
        "when in doubt",
        "Between a side and neutral, choose neutral. Write yes into the column unsure.",
        "",
    ],
    [
        "who does what to whom",
        "To say that one side did wrong is unfavourable to it; it is favourable to the other only if the speaker \
         also stands up for the other. Who is blamed for helping somebody is blamed, and so is who is helped.",
        "“He is handing the Kremlin a gift,” Jo Roe said of Trump. → trump: unfavourable, russia: unfavourable",
    ],
    [
        "somebody else's view",
        "A view that is only reported counts as the speaker's if the speaker shares it.",
        "“My neighbour thinks they are heroes; I do not,” Odell Granger said. → not favourable",
    ],
    [
        "speaker",
        "Who said these words, by full name as the article has it; a body or an unnamed source as it is described. \
         Words that a speaker quotes are still the speaker's. Of two who speak jointly, the first. none if nobody \
         can be told.",
        "Mira Oakes; foreign ministry; western diplomat",
    ],
    [
        "party",
        "The party of an elected or appointed politician, former ones too; none for anybody else and where it \
         is not known.",
        "Republican; Labour; none",
    ],
    [
        "is_quotation",
        "yes if somebody in the article said or wrote these words; no for titles of works, nicknames, words \
         mentioned as words, ironic marks. After no, the other columns may stay empty.",
        "Her novel “The Long Thaw” is out. → no",
    ],
    ["unsure", "yes if you hesitated. It does not change the answer; it is counted.", ""],
    ["note", "Anything worth saying. Nothing is read from it.", ""],
];

/// What is asked of whole articles, where there are any.
pub(super) const ARTICLES: &[Line] = &[[
    "sheets articles and missed",
    "The sheet articles holds whole texts; what is between » and « is in your list already. Read each to its end, and \
     write every other statement in quotation marks into the sheet missed, a row each: name of the article (a01), \
     the quoted words, speaker, party, labels. The words interrupted by “she said” are one statement; “she added” \
     begins a new one.",
    "a01; We will not wait; Lucia Farrow; none",
]];
