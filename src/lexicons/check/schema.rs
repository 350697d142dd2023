//! What each lexicon file holds: its columns, what makes two of its rows the same, and what its
//! cells may say. The checks read this table; so does whoever wants to know a column's name.

/// One lexicon file.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// File name.
    pub name: &'static str,
    /// Columns it knows; others are ignored by the engine, and so most likely misspelt.
    pub columns: &'static [&'static str],
    /// Columns that together make a row; a second row with the same cells is a duplicate.
    pub key: &'static [&'static str],
    /// Column that holds a phrase pattern, if one does; it is always part of the key.
    pub pattern: Option<&'static str>,
    /// Columns of numbers with their bounds.
    pub numbers: &'static [(&'static str, f64, f64)],
    /// Columns with a closed set of values that the reader itself does not enforce.
    pub values: &'static [(&'static str, &'static [&'static str])],
    /// Whether rows stand in order of their first column, so that people find them.
    pub sorted: bool,
}

/// Log-odds beyond which a learned weight is a slip: e^20 is half a billion to one.
const LOG_ODDS: f64 = 20.0;

/// The classes of `terms.csv`.
pub const TERM_CLASSES: &[&str] = &["adj", "noun", "verb", "adv", "word", "idiom", "tone"];

const WORDS: Table = Table {
    name: "",
    columns: &[],
    key: &[],
    pattern: None,
    numbers: &[],
    values: &[],
    sorted: false,
};

/// All lexicon files, in order of name.
pub const TABLES: &[Table] = &[
    Table {
        name: "abbreviations.csv",
        columns: &["abbreviation", "note"],
        key: &["abbreviation"],
        ..WORDS
    },
    Table {
        name: "body_nouns.csv",
        columns: &["noun", "plural", "gender", "also", "note"],
        key: &["noun"],
        ..WORDS
    },
    Table {
        name: "complements.csv",
        columns: &["cue", "kind", "takes", "note"],
        key: &["cue", "kind"],
        sorted: true,
        ..WORDS
    },
    Table {
        name: "cues.csv",
        columns: &["cue", "forms", "kind", "frame", "strength", "note"],
        key: &["cue", "kind", "frame"],
        numbers: &[("strength", 0.0, 1.0)],
        ..WORDS
    },
    Table {
        name: "effects.csv",
        columns: &["term", "agent", "patient", "endorsed", "examples", "note"],
        key: &["term"],
        pattern: Some("term"),
        numbers: &[("agent", -1.0, 1.0), ("patient", -1.0, 1.0), ("endorsed", -1.0, 1.0)],
        sorted: true,
        ..WORDS
    },
    Table {
        name: "given_names.csv",
        columns: &["name", "gender", "note"],
        key: &["name"],
        ..WORDS
    },
    Table {
        name: "jobs.csv",
        columns: &["job", "forms", "broader", "party", "note"],
        key: &["job"],
        ..WORDS
    },
    Table {
        name: "learned.csv",
        columns: &["feature", "zone", "unfavourable", "favourable", "note"],
        key: &["feature", "zone"],
        numbers: &[("unfavourable", -LOG_ODDS, LOG_ODDS), ("favourable", -LOG_ODDS, LOG_ODDS)],
        ..WORDS
    },
    Table {
        name: "modifiers.csv",
        columns: &["term", "kind", "factor", "examples", "note"],
        key: &["term", "kind"],
        pattern: Some("term"),
        numbers: &[("factor", -2.0, 3.0)],
        ..WORDS
    },
    Table {
        name: "noun_modifiers.csv",
        columns: &["modifier", "note"],
        key: &["modifier"],
        ..WORDS
    },
    Table {
        name: "parties.csv",
        columns: &["party", "country", "counts", "aliases", "note"],
        key: &["party", "country"],
        ..WORDS
    },
    Table {
        name: "people.csv",
        columns: &[
            "id", "name", "aliases", "gender", "party", "country", "role", "from", "to", "note",
        ],
        key: &["id", "from"],
        sorted: true,
        ..WORDS
    },
    Table {
        name: "person_nouns.csv",
        columns: &["noun", "plural", "gender", "also", "note"],
        key: &["noun"],
        ..WORDS
    },
    Table {
        name: "places.csv",
        columns: &["place", "kind", "aliases", "demonyms", "country", "note"],
        key: &["place", "kind", "country"],
        ..WORDS
    },
    Table {
        name: "policies.csv",
        columns: &["term", "target", "weight", "bare", "examples", "note"],
        key: &["term", "target"],
        pattern: Some("term"),
        numbers: &[("weight", -1.0, 1.0), ("bare", 0.0, 1.0)],
        ..WORDS
    },
    Table {
        name: "roles.csv",
        columns: &["role", "country", "person", "from", "to", "note"],
        key: &["role", "country", "person", "from"],
        ..WORDS
    },
    Table {
        name: "targets.csv",
        columns: &[
            "target", "form", "kind", "facet", "weight", "office", "speakers", "examples", "note",
        ],
        key: &["form", "target", "office", "speakers"],
        pattern: Some("form"),
        numbers: &[("weight", -1.0, 1.0)],
        ..WORDS
    },
    Table {
        name: "terms.csv",
        columns: &["term", "weight", "class", "examples", "note"],
        key: &["term"],
        pattern: Some("term"),
        numbers: &[("weight", -1.0, 1.0)],
        values: &[("class", TERM_CLASSES)],
        sorted: true,
    },
    Table { name: "thresholds.csv", columns: &["name", "value", "note"], key: &["name"], ..WORDS },
    Table {
        name: "titles.csv",
        columns: &["title", "kind", "gender", "note"],
        key: &["title"],
        ..WORDS
    },
];

/// The table called `name`.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::source::{OPTIONAL, SHIPPED};

    #[test]
    fn every_file_is_described() {
        let described: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        let shipped = SHIPPED.iter().map(|&(name, _)| name);
        let mut known: Vec<&str> = shipped.chain(OPTIONAL.iter().copied()).collect();
        known.sort_unstable();
        assert_eq!(described, known);
    }

    #[test]
    fn keys_patterns_and_numbers_are_columns() {
        for table in TABLES {
            let numbers = table.numbers.iter().map(|(column, ..)| column);
            let values = table.values.iter().map(|(column, _)| column);
            let named = table.key.iter().chain(numbers).chain(values).chain(&table.pattern);
            for column in named {
                assert!(table.columns.contains(column), "{} {column}", table.name);
            }
            assert!(table.pattern.is_none_or(|pattern| table.key.contains(&pattern)));
        }
    }
}
