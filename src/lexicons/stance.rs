//! What stance is read from: targets, terms, effects, policies, modifiers, thresholds.

use serde::Deserialize;

use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};

/// What a form of a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// A name: Russia, Vladimir Putin.
    Name,
    /// An adjective or people: Russian, Russians.
    Demonym,
    /// A place or house that stands for it: the Kremlin.
    Metonym,
    /// A role that stands for it where the context allows: the aggressor, the president.
    Role,
    /// Looks like the target and is not it: Melania Trump, Russian dressing.
    Lookalike,
}

/// A row of `targets.csv`: one form of one target. The order of first rows is the order of columns.
#[derive(Clone, Debug, Deserialize)]
pub struct TargetRow {
    /// Id, `[a-z][a-z0-9_]*`.
    pub target: String,
    /// Phrase pattern.
    pub form: String,
    /// What it is.
    pub kind: FormKind,
    /// state, leader, people, forces, policy.
    #[serde(default)]
    pub facet: String,
}

/// A row of `terms.csv`: a word or phrase that praises or blames what it is said of.
#[derive(Clone, Debug, Deserialize)]
pub struct TermRow {
    /// Phrase pattern.
    pub term: String,
    /// -1 to 1.
    pub weight: f64,
    /// `adj`, `noun`, `verb`, `adv` or `idiom`.
    pub class: String,
}

/// A row of `effects.csv`: a verb (or noun of action) that says something of who does it and
/// of whom it is done to.
#[derive(Clone, Debug, Deserialize)]
pub struct EffectRow {
    /// Phrase pattern.
    pub term: String,
    /// What the clause says of a third party that does it, -1 to 1.
    pub agent: f64,
    /// What it says of whom a third party does it to, -1 to 1.
    pub patient: f64,
    /// What it says of whom it is done to when the speaker does it, wants it or calls for it.
    pub endorsed: f64,
}

/// A row of `policies.csv`: a policy with a side.
#[derive(Clone, Debug, Deserialize)]
pub struct PolicyRow {
    /// Phrase pattern.
    pub term: String,
    /// Target that it helps or harms.
    pub target: String,
    /// What supporting it says of the target, -1 to 1.
    pub weight: f64,
}

/// A row of `modifiers.csv`: a word that turns what it governs.
#[derive(Clone, Debug, Deserialize)]
pub struct ModifierRow {
    /// Phrase pattern.
    pub term: String,
    /// `negation`, `intensifier`, `hedge`, `reverser`, `conditional` ...
    pub kind: String,
    /// Factor on what it governs.
    pub factor: f64,
}

/// A row of `thresholds.csv`: a number that a researcher may want to change.
#[derive(Clone, Debug, Deserialize)]
pub struct ThresholdRow {
    /// What it is for.
    pub name: String,
    /// Value.
    pub value: f64,
}

/// The compiled stance lexicons.
#[derive(Clone, Debug)]
pub struct StanceLexicon {
    /// `targets.csv`
    pub targets: Vec<Row<TargetRow>>,
    /// `terms.csv`
    pub terms: Vec<Row<TermRow>>,
    /// `effects.csv`
    pub effects: Vec<Row<EffectRow>>,
    /// `policies.csv`
    pub policies: Vec<Row<PolicyRow>>,
    /// `modifiers.csv`
    pub modifiers: Vec<Row<ModifierRow>>,
    /// `thresholds.csv`
    pub thresholds: Vec<Row<ThresholdRow>>,
}

impl StanceLexicon {
    /// Reads and checks the six files.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        Ok(Self {
            targets: table::read(source, "targets.csv")?,
            terms: table::read(source, "terms.csv")?,
            effects: table::read(source, "effects.csv")?,
            policies: table::read(source, "policies.csv")?,
            modifiers: table::read(source, "modifiers.csv")?,
            thresholds: table::read(source, "thresholds.csv")?,
        })
    }

    /// Ids of the targets in order of their first rows.
    pub fn target_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for row in &self.targets {
            if !ids.contains(&row.value.target.as_str()) {
                ids.push(&row.value.target);
            }
        }
        ids
    }
}
