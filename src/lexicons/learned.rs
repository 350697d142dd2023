//! Weights learned from hand-coded data: `learned.csv`, which `onrecord lexicon learn` writes and a
//! person can read, edit and leave out. None ships with the program.
//!
//! A row weighs one feature of a text toward a target, as log-odds against a neutral label. What
//! features there are, and where in a text they are looked for, is told by its [`Zone`].

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};

/// The file.
pub const NAME: &str = "learned.csv";

/// The role of hits that its rows make.
pub const ROLE: &str = "learned";

/// Where a feature stands in relation to the target, or what it is if it is no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Counts for every text.
    Bias,
    /// What the hand-written rules made of the text: `predicate +`, `score`.
    Rule,
    /// Words of praise and blame, whomever they are said of, by their distance: `before 3 -`.
    Tone,
    /// A word as written, anywhere in the statement.
    Word,
    /// A stem, anywhere in the statement.
    Stem,
    /// A stem, right before the target.
    Before1,
    /// A stem, up to three words before the target.
    Before3,
    /// A stem, up to six words before the target.
    Before6,
    /// A stem, up to twelve words before the target.
    Before12,
    /// A stem, right after the target.
    After1,
    /// A stem, up to three words after the target.
    After3,
    /// A stem, up to six words after the target.
    After6,
    /// A stem, up to twelve words after the target.
    After12,
    /// A stem, before the target in its clause.
    ClauseBefore,
    /// A stem, after the target in its clause.
    ClauseAfter,
    /// Words and marks that touch the target, `_`: `accused by _`, `_ 's`.
    Touching,
}

/// All zones with their names, in order.
pub const ZONES: &[(Zone, &str)] = &[
    (Zone::Bias, "bias"),
    (Zone::Rule, "rule"),
    (Zone::Tone, "tone"),
    (Zone::Word, "word"),
    (Zone::Stem, "stem"),
    (Zone::Before1, "before 1"),
    (Zone::Before3, "before 3"),
    (Zone::Before6, "before 6"),
    (Zone::Before12, "before 12"),
    (Zone::After1, "after 1"),
    (Zone::After3, "after 3"),
    (Zone::After6, "after 6"),
    (Zone::After12, "after 12"),
    (Zone::ClauseBefore, "clause before"),
    (Zone::ClauseAfter, "clause after"),
    (Zone::Touching, "touching"),
];

impl Zone {
    /// As the file writes it.
    pub fn name(self) -> &'static str {
        ZONES.iter().find(|(zone, _)| *zone == self).map_or("", |(_, name)| name)
    }

    /// The zone that the file calls `name`.
    fn named(name: &str) -> Option<Self> {
        ZONES.iter().find(|(_, known)| *known == name).map(|(zone, _)| *zone)
    }
}

/// A row of `learned.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct LearnedRow {
    /// What is looked for.
    pub feature: String,
    /// Where: a name of [`ZONES`].
    pub zone: String,
    /// Log-odds of unfavourable against neutral that it adds.
    pub unfavourable: f64,
    /// Log-odds of favourable against neutral that it adds.
    pub favourable: f64,
}

/// The compiled file.
#[derive(Clone, Debug)]
pub struct Learned {
    rows: Vec<Row<LearnedRow>>,
    index: FxHashMap<Zone, FxHashMap<String, usize>>,
}

impl Learned {
    /// Reads, checks and compiles `learned.csv`; `None` where nobody has one.
    ///
    /// # Errors
    /// Every row that does not fit, whose weights are no numbers, or that stands twice.
    pub fn load(source: &Source) -> Result<Option<Self>, LexiconErrors> {
        let rows: Vec<Row<LearnedRow>> = table::read(source, NAME)?;
        let mut errors = LexiconErrors::default();
        let mut index: FxHashMap<Zone, FxHashMap<String, usize>> = FxHashMap::default();
        for (i, row) in rows.iter().enumerate() {
            let LearnedRow { feature, zone, unfavourable, favourable } = &row.value;
            for (column, weight) in [("unfavourable", unfavourable), ("favourable", favourable)] {
                if !weight.is_finite() {
                    let help = "write a number, such as 0.25";
                    errors.0.push(row.error(column, "is no number", help));
                }
            }
            let Some(zone) = Zone::named(zone) else {
                let known: Vec<&str> = ZONES.iter().map(|(_, name)| *name).collect();
                let help = format!("use one of: {}", known.join(", "));
                errors.0.push(row.error("zone", format!("there is no {zone:?}"), help));
                continue;
            };
            if index.entry(zone).or_default().insert(feature.clone(), i).is_some() {
                errors.0.push(row.error("feature", "listed twice", "keep one of the two rows"));
            }
        }
        match (errors.0.is_empty(), rows.is_empty()) {
            (false, _) => Err(errors),
            (true, true) => Ok(None),
            (true, false) => Ok(Some(Self { rows, index })),
        }
    }

    /// The row that weighs `feature` in `zone`.
    pub fn row(&self, zone: Zone, feature: &str) -> Option<&Row<LearnedRow>> {
        self.index.get(&zone)?.get(feature).map(|&i| &self.rows[i])
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Option<Learned>, LexiconErrors> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), text).unwrap();
        Learned::load(&Source::with_overrides(folder.path()).unwrap())
    }

    const HEADER: &str = "# made by hand\nfeature,zone,unfavourable,favourable,note\n";

    #[test]
    fn every_zone_reads_as_it_is_written() {
        let rows: String =
            ZONES.iter().map(|(_, name)| format!("thug,{name},0.5,-0.5,\n")).collect();
        let learned = load(&format!("{HEADER}{rows}")).unwrap().unwrap();
        for (line, (zone, name)) in (3..).zip(ZONES) {
            let row = learned.row(*zone, "thug").unwrap();
            assert_eq!((row.value.zone.as_str(), zone.name(), row.line), (*name, *name, line));
        }
        assert!(learned.row(Zone::Stem, "hero").is_none());
    }

    #[test]
    fn without_the_file_nothing_is_learned() {
        assert!(Learned::load(&Source::shipped()).unwrap().is_none());
    }

    #[test]
    fn faults_are_shown_with_their_place() {
        for (rows, expected) in [
            ("thug,nowhere,1,0,\n", "learned.csv:3:6: zone: there is no \"nowhere\""),
            ("thug,stem,NaN,0,\n", "learned.csv:3:11: unfavourable: is no number"),
            ("thug,stem,1,x,\n", "learned.csv:3:13: favourable: invalid float literal"),
            ("thug,stem,1,0,\nthug,stem,0,1,\n", "learned.csv:4:1: feature: listed twice"),
        ] {
            let error = load(&format!("{HEADER}{rows}")).unwrap_err().to_string();
            assert!(error.contains(expected), "{rows}: {error}");
        }
    }
}
