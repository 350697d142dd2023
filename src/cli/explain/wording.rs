//! Numbers, rules and confidences in words that need no manual.

use crate::cli::terminal;
use onrecord::reading::{Hit, SegmentKind, StatementKind};
pub use onrecord::reports::cells::signed;

/// What the rules that find a speaker look for, by their names in the reports.
/// A rule that has no line here is shown by its name alone.
const RULES: &[(&str, &str)] = &[
    ("according-to", "“…”, according to X"),
    ("answer", "the one who was asked answers"),
    ("block-quote", "X wrote: and a block set apart"),
    ("colon", "X …: “…”"),
    ("continued-speech", "the speaker before goes on"),
    ("headline-echo", "the title repeats what the text quotes"),
    ("headline-label", "a title that begins or ends with X and a colon"),
    ("in-view", "in X's view … “…”"),
    ("indirect-according-to", "according to X, …"),
    ("indirect-clause", "X said that …"),
    ("indirect-final", "…, X said"),
    ("indirect-gerund", "X denied doing …"),
    ("indirect-infinitive", "X promised to …, X urged Y to …"),
    ("indirect-judgement", "X called Y …, X accused Y of …"),
    ("indirect-noun", "X's claim that …"),
    ("indirect-parenthesis", "…, X said, …"),
    ("indirect-participle", "X did so, saying that …"),
    ("indirect-passive", "it was reported by X that …"),
    ("indirect-question", "X asked whether …"),
    ("indirect-quoted", "X was quoted as saying that …"),
    ("indirect-view", "in X's view, …"),
    ("introduced", "the sentence before ends with X about to speak"),
    ("introduced-by-colon", "the sentence before ends in a colon"),
    ("noun-of-speech", "X's claim that “…”"),
    ("outer-report", "X said that Y, who …, “…”"),
    ("participle", "X did so, saying “…”"),
    ("passive-by-agent", "was called “…” by X"),
    ("post", "… — X (@handle)"),
    ("quote-subject-verb", "“…,” X said"),
    ("quote-verb-subject", "“…,” said X"),
    ("quoted-as-saying", "X was quoted as saying “…”"),
    ("sentence-final", "the whole sentence is reported: “…” …, X said"),
    ("sign-off", "“…” – X"),
    ("subject-verb-far-quote", "X said that … was “…”"),
    ("subject-verb-quote", "X said, “…”"),
    ("thought", "X believes that “…”"),
    ("told-after", "“…” That was how X put it"),
    ("transcript", "X: …"),
    ("unattributed", "nobody is named as its source"),
    ("weak-verb-quote", "X spoke of a “…”"),
    ("woven", "in a sentence about X, without a word of saying"),
];

/// What the words of a hit are to the target.
const ROLES: &[(&str, &str)] = &[
    ("accused", "a question that accuses it"),
    ("agent", "of who does it"),
    ("clause", "in the same clause"),
    ("complement", "what it is called"),
    ("endorsed", "what the speaker wants done to it"),
    ("human", "a person's answer"),
    ("learned", "learned from hand-coded data"),
    ("lesser", "the lesser of two"),
    ("mention", "named, nothing said of it"),
    ("modifier", "describes it"),
    ("name", "the name itself judges"),
    ("narration", "in the reporter's words"),
    ("patient", "of whom it is done to"),
    ("policy", "a policy that helps or harms it"),
    ("possessor", "something of its own"),
    ("predicate", "said of it"),
    ("scare quotes", "its words, held away in marks"),
    ("sentence", "in the same sentence"),
    ("speech act", "the reporter's word for how it is meant"),
    ("subject", "in a clause about it"),
    ("tone", "the mood of the words"),
    ("topic", "what the statement is about"),
    ("victim", "a wrong done to the speaker's side"),
];

/// Chances in words, the highest bound first.
const CONFIDENCES: &[(f64, &str)] = &[
    (0.95, "almost certain"),
    (0.85, "very likely"),
    (0.70, "likely"),
    (0.50, "more likely than not"),
    (0.25, "doubtful"),
    (0.0, "a guess"),
];

/// A rule's name with what it looks for.
pub fn rule(name: &str) -> String {
    match RULES.iter().find(|(rule, _)| *rule == name) {
        Some((_, words)) => format!("{name} ({words})"),
        None => terminal::clean(name).into_owned(),
    }
}

/// A role's name with what it means.
pub fn role(name: &str) -> String {
    match ROLES.iter().find(|(role, _)| *role == name) {
        Some((_, words)) => format!("{name}: {words}"),
        None => terminal::clean(name).into_owned(),
    }
}

/// A chance in words, with the number.
pub fn confidence(chance: f64) -> String {
    let words = CONFIDENCES.iter().find(|(bound, _)| chance >= *bound).map_or("unknown", |c| c.1);
    format!("{words} ({chance:.2})")
}

/// How a hit's contribution came about: `−0.80 × 1.30 (intensifier “very”) = −1.04`.
pub fn calculation(hit: &Hit) -> String {
    if hit.multipliers.is_empty() {
        return signed(hit.contribution);
    }
    let mut line = signed(hit.weight);
    for multiplier in &hit.multipliers {
        let factor = signed(multiplier.factor).replace('+', "");
        let name = multiplier.name.replace('_', " ");
        line.push_str(&format!(" × {factor} ({}", terminal::clean(&name)));
        if !multiplier.term.is_empty() {
            line.push_str(&format!(" “{}”", terminal::clean(&multiplier.term)));
        }
        line.push(')');
    }
    line + " = " + &signed(hit.contribution)
}

/// Where the row that made a hit stands; nothing where none did.
pub fn row(hit: &Hit) -> String {
    let lexicon = terminal::clean(&hit.lexicon);
    match hit.row {
        _ if lexicon.is_empty() => String::new(),
        0 => format!(", {lexicon}"),
        row => format!(", {lexicon}:{row}"),
    }
}

/// A kind of statement.
pub fn statement_kind(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Direct => "direct: whole sentences",
        StatementKind::Partial => "partial: words woven into the reporter's sentence",
        StatementKind::Mixed => "mixed: whole sentences, and words woven into the reporter's",
        StatementKind::Indirect => "indirect: reported without quotation marks",
    }
}

/// What stands before and after a segment: dots where it is no sentence of its own, and no
/// quotation marks where the article has none.
pub fn marks(statement: StatementKind, segment: SegmentKind) -> (&'static str, &'static str) {
    match (statement, segment) {
        (StatementKind::Indirect, _) => ("… ", " …"),
        (_, SegmentKind::Direct) => ("“", "”"),
        (_, SegmentKind::Partial) => ("… “", "” …"),
    }
}

/// Where a hit stands that is not among the words of a statement of this kind.
pub fn outside(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Indirect => ", in the words that report it",
        _ => ", outside the quotation",
    }
}

/// That nothing was found, where statements without quotation marks were looked for or not.
pub fn nothing(indirect: bool) -> &'static str {
    match indirect {
        true => "No statement found: nothing that somebody is quoted or reported to say.",
        false => "No statement found: no words in quotation marks that somebody uttered.",
    }
}

/// `1 word`, `2 words`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord::reading::Multiplier;

    #[test]
    fn numbers_keep_their_sign_and_no_negative_zero() {
        for (number, expected) in [
            (0.3, "+0.30"),
            (-0.8, "−0.80"),
            (0.0, "0.00"),
            (-0.0, "0.00"),
            (-0.004, "0.00"),
            (1.0, "+1.00"),
        ] {
            assert_eq!(signed(number), expected);
        }
    }

    #[test]
    fn a_calculation_shows_each_multiplier_and_its_word() {
        let negation = Multiplier { name: "negation".into(), term: "don’t".into(), factor: -0.8 };
        let question =
            Multiplier { name: "open_question".into(), term: String::new(), factor: 0.5 };
        let hit = Hit { weight: 0.5, contribution: -0.2, ..Hit::default() };
        assert_eq!(calculation(&Hit { contribution: 0.5, ..hit.clone() }), "+0.50");
        assert_eq!(
            calculation(&Hit { multipliers: vec![negation, question], ..hit }),
            "+0.50 × −0.80 (negation “don’t”) × 0.50 (open question) = −0.20"
        );
    }

    #[test]
    fn confidence_is_a_word_and_a_number() {
        for (chance, expected) in [
            (0.97, "almost certain (0.97)"),
            (0.7, "likely (0.70)"),
            (0.0, "a guess (0.00)"),
            (f64::NAN, "unknown (NaN)"),
        ] {
            assert_eq!(confidence(chance), expected);
        }
    }
}
