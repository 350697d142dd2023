//! `evidence.csv`: every hit behind every score; and the same in plain words.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::cells::{decimal, signed};
use super::{Table, statements};
use crate::lexicons::learned;
use crate::people::Linked;
use crate::reading::{Hit, Multiplier, SCORE_UNIT, Score};
use crate::tally::Word;

/// Stands for the target in hits that made the sentiment.
const SENTIMENT: &str = "sentiment";

/// What the words are to the target, as it reads after them.
const ROLES: &[(&str, &str)] = &[
    ("accused", "asks what accuses it"),
    ("agent", "says what it does"),
    ("clause", "in the same clause"),
    ("complement", "is what it is called"),
    ("endorsed", "is what the speaker wants done to it"),
    ("human", "says a person"),
    ("learned", "learned from hand-coded data"),
    ("lesser", "makes it the lesser of two"),
    ("mention", "named"),
    ("modifier", "describes it"),
    ("name", "is a name that judges"),
    ("narration", "in the reporter's words"),
    ("patient", "is done to it"),
    ("policy", "is a policy toward it"),
    ("possessor", "said of something of its own"),
    ("predicate", "said of it"),
    ("scare quotes", "is held away in marks"),
    ("sentence", "in the same sentence"),
    ("speech act", "is how the reporter gives words on it"),
    ("subject", "in a clause about it"),
    ("topic", "said on the topic of it"),
    ("victim", "is a wrong done to the speaker's side"),
];

/// What turned a hit, as it reads before the words that did.
const MULTIPLIERS: &[(&str, &str)] = &[
    ("accusing question", "in a question that accuses"),
    ("bare", "standing alone"),
    ("comparison", "compared by"),
    ("concession", "conceded by"),
    ("conditional", "on condition"),
    ("contrast", "outweighed after"),
    ("demand", "demanded by"),
    ("denial", "denied by"),
    ("denied", "denied by"),
    ("diminisher", "weakened by"),
    ("distance", "at a distance"),
    ("evenly", "said of two alike"),
    ("hedge", "weakened by"),
    ("intensifier", "strengthened by"),
    ("ironic", "not meant after"),
    ("irrealis", "not real after"),
    ("neg_raising", "negated by"),
    ("negation", "negated by"),
    ("no object", "done to nobody"),
    ("oppose", "opposed by"),
    ("question", "in a question"),
    ("report", "as a view reported by"),
    ("reverser", "reversed by"),
    ("scare quotes", "held away in"),
    ("support", "supported by"),
];

/// Writes the rows of one statement.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    linked: &Linked<'_>,
    ordinal: usize,
) -> io::Result<()> {
    let Some(statement) = linked.reading.statements.get(ordinal) else { return Ok(()) };
    let id = statements::id(&linked.reading.article, ordinal);
    for stance in &statement.stances {
        rows(table, &id, &stance.target, &stance.score)?;
    }
    rows(table, &id, SENTIMENT, &statement.sentiment)
}

fn rows<W: Write>(table: &mut Table<W>, id: &str, target: &str, score: &Score) -> io::Result<()> {
    for hit in &score.hits {
        table.plain(id).plain(target).text(&hit.term);
        table.number(hit.contribution).number(hit.weight).text(&multipliers(&hit.multipliers));
        table.plain(&hit.role).text(&hit.lexicon);
        if hit.row > 0 {
            table.count(hit.row);
        } else {
            table.empty();
        }
        table.plain(&hit.span.to_string()).end()?;
    }
    Ok(())
}

fn multipliers(multipliers: &[Multiplier]) -> String {
    let one = |m: &Multiplier| format!("{} “{}” × {}", m.name, m.term, four_decimals(m.factor));
    multipliers.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn four_decimals(number: f64) -> String {
    decimal((number * SCORE_UNIT).round() as i64)
}

/// A contribution that rounds to nothing, which words pass over.
const NOTHING: &str = "0.00";

/// Learned hits that a cell of words names, the weightiest; `evidence.csv` has them all.
const LEARNED: usize = 5;

/// The reasons for a score as a person would say them.
pub fn in_words(hits: &[Hit]) -> String {
    let (mut learned, hits): (Vec<&Hit>, Vec<&Hit>) =
        hits.iter().partition(|hit| hit.role == learned::ROLE);
    learned.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
    let named = hits.into_iter().chain(learned.into_iter().take(LEARNED));
    named.map(hit_in_words).collect::<Vec<_>>().join("; ")
}

fn hit_in_words(hit: &Hit) -> String {
    let mut words = format!("“{}” {}", hit.term, in_table(ROLES, &hit.role));
    let contribution = signed(hit.contribution);
    if contribution != NOTHING {
        // Writing to a String cannot fail.
        let _ = write!(words, " {contribution}");
    }
    for multiplier in &hit.multipliers {
        let _ = write!(words, ", {}", in_table(MULTIPLIERS, &multiplier.name));
        if !multiplier.term.is_empty() {
            let _ = write!(words, " “{}”", multiplier.term);
        }
    }
    words
}

/// The words that weigh most, with their contributions.
pub fn strongest(words: &[Word]) -> String {
    let one = |word: &Word| {
        let contribution = signed(word.contribution as f64 / SCORE_UNIT);
        format!("“{}” {contribution}", word.term)
    };
    words.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What the words of a hit are to the target, by the name of their role.
pub(crate) fn role_in_words(role: &str) -> &str {
    in_table(ROLES, role)
}

/// What turned a hit, by its name, as it reads before the words that did.
pub(crate) fn multiplier_in_words(name: &str) -> &str {
    in_table(MULTIPLIERS, name)
}

/// The words for `name`; a name that the table lacks speaks for itself.
fn in_table<'a>(table: &[(&str, &'a str)], name: &'a str) -> &'a str {
    table.iter().find(|(key, _)| *key == name).map_or(name, |&(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_like_a_sentence() {
        let negation = Multiplier { name: "negation".into(), term: "not".into(), factor: -0.8 };
        let hit = |term: &str, role: &str, contribution, multipliers| Hit {
            term: term.into(),
            role: role.into(),
            contribution,
            multipliers,
            ..Hit::default()
        };
        let hits = [
            hit("thug", "predicate", -0.8, vec![]),
            hit("brave", "predicate", -0.56, vec![negation]),
            hit("Russia", "mention", 0.0, vec![]),
            hit("odd", "novel", 0.004, vec![]),
        ];
        assert_eq!(
            in_words(&hits),
            "“thug” said of it −0.80; “brave” said of it −0.56, negated by “not”; \
             “Russia” named; “odd” novel"
        );
    }
}
