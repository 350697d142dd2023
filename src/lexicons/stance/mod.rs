//! What stance is read from: targets, terms, effects, policies, modifiers, thresholds.

use rustc_hash::FxHashMap;

use crate::text::Document;

use super::error::{LexiconError, LexiconErrors};
use super::people::{People, RoleRow};
use super::phrases::{Found, Phrases};
use super::source::Source;
use super::table::{self, Row};

mod offices;
mod rows;

pub use offices::{Office, Offices};
pub use rows::{
    EffectRow, Facet, FormKind, ModifierRow, PolicyRow, ShifterKind, TargetRow, TermRow,
    ThresholdRow,
};

/// The row behind a phrase that says something of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// Index into [`StanceLexicon::policies`].
    Policy(usize),
    /// Index into [`StanceLexicon::effects`].
    Effect(usize),
    /// Index into [`StanceLexicon::terms`].
    Term(usize),
    /// Index into [`StanceLexicon::modifiers`].
    Modifier(usize),
    /// Index into [`StanceLexicon::targets`].
    Target(usize),
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
    /// What the offices of [`Self::targets`] mean.
    pub offices: Offices,
    /// Matches [`Self::targets`].
    pub forms: Phrases,
    /// Matches [`Self::modifiers`].
    pub shifters: Phrases,
    /// Ids in order of their first rows.
    ids: Vec<String>,
    /// For each row of `targets`, the index of its id.
    target_of: Vec<usize>,
    /// For each row of `policies`, the index of its target.
    policy_target: Vec<usize>,
    /// Matches `entries`.
    evaluations: Phrases,
    entries: Vec<Entry>,
    numbers: FxHashMap<String, f64>,
}

impl StanceLexicon {
    /// Reads, checks and compiles the six files; `people` tell who held the offices of targets.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source, people: Option<&People>) -> Result<Self, LexiconErrors> {
        let mut errors = LexiconErrors::default();
        let targets = errors.keep(table::read(source, "targets.csv"));
        let terms = errors.keep(table::read(source, "terms.csv"));
        let effects = errors.keep(table::read(source, "effects.csv"));
        let policies = errors.keep(table::read(source, "policies.csv"));
        let modifiers = errors.keep(table::read(source, "modifiers.csv"));
        let thresholds = errors.keep(table::read(source, "thresholds.csv"));
        match (targets, terms, effects, policies, modifiers, thresholds) {
            (Some(targets), Some(terms), Some(effects), Some(p), Some(m), Some(thresholds)) => {
                let roles = people.map_or(&[][..], |people| &people.roles);
                Self::compile(targets, terms, effects, p, m, thresholds, roles)
            }
            _ => Err(errors),
        }
    }

    fn compile(
        targets: Vec<Row<TargetRow>>,
        terms: Vec<Row<TermRow>>,
        effects: Vec<Row<EffectRow>>,
        policies: Vec<Row<PolicyRow>>,
        modifiers: Vec<Row<ModifierRow>>,
        thresholds: Vec<Row<ThresholdRow>>,
        roles: &[Row<RoleRow>],
    ) -> Result<Self, LexiconErrors> {
        let mut errors = LexiconErrors::default();
        let ids = distinct_ids(&targets, &mut errors);
        let index: FxHashMap<&str, usize> =
            ids.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
        let target_of =
            targets.iter().filter_map(|r| index.get(&*r.value.target).copied()).collect();
        let policy_target = policy_targets(&policies, &index, &mut errors);
        let numbers = numbers(&thresholds, &mut errors);
        if !errors.0.is_empty() {
            return Err(errors);
        }
        let (evaluations, entries) = evaluations(&policies, &effects, &terms);
        Ok(Self {
            offices: Offices::new(&targets, roles),
            forms: phrases(targets.iter().map(|r| r.value.form.as_str())),
            shifters: phrases(modifiers.iter().map(|r| r.value.term.as_str())),
            targets,
            terms,
            effects,
            policies,
            modifiers,
            thresholds,
            ids,
            target_of,
            policy_target,
            evaluations,
            entries,
            numbers,
        })
    }

    /// Ids of the targets in order of their first rows.
    pub fn target_ids(&self) -> Vec<&str> {
        self.ids.iter().map(String::as_str).collect()
    }

    /// Number of the target, in order of columns, that row `row` of `targets.csv` is a form of.
    pub fn target_of(&self, row: usize) -> usize {
        self.target_of[row]
    }

    /// Number of the target of row `row` of `policies.csv`.
    pub fn policy_target(&self, row: usize) -> usize {
        self.policy_target[row]
    }

    /// The threshold `name`; [`Self::load`] has checked that all of [`NUMBERS`] are there.
    pub fn number(&self, name: &str) -> f64 {
        self.numbers.get(name).copied().unwrap_or_default()
    }

    /// Whether a row of `effects.csv` matches at token `at` of `range`, hidden or not.
    pub fn is_effect(
        &self,
        document: &Document<'_>,
        at: usize,
        range: &std::ops::Range<usize>,
    ) -> bool {
        let found = self.evaluations.matches(document, at, range.end);
        found.iter().any(|f| matches!(self.entries[f.value], Entry::Effect(_)))
    }

    /// The longest policy in `range`, where a longer match hides it.
    fn policies_within(
        &self,
        document: &Document<'_>,
        range: std::ops::Range<usize>,
    ) -> Option<(Found, Entry)> {
        let is_policy = |f: &Found| matches!(self.entries[f.value], Entry::Policy(_));
        range
            .clone()
            .find_map(|at| self.evaluations.at(document, at, range.end).into_iter().find(is_policy))
            .map(|f| (f, self.entries[f.value]))
    }

    /// What says something of a target in `range`: longest matches from left to right, without
    /// overlap; rows that share a pattern come together, policies before effects before terms.
    /// A policy within a longer match counts besides: *send military aid*. Without `policies`
    /// they are not looked for, and so hide no other row: they know none but their own targets.
    pub fn evaluations(
        &self,
        document: &Document<'_>,
        range: std::ops::Range<usize>,
        policies: bool,
    ) -> Vec<(Found, Entry)> {
        let mut found = Vec::new();
        let mut at = range.start;
        let wanted = |f: &Found| policies || !matches!(self.entries[f.value], Entry::Policy(_));
        while at < range.end {
            let mut here = self.evaluations.at(document, at, range.end);
            here.retain(wanted);
            let Some(longest) = here.first().map(|f| f.end.max(at + 1)) else {
                at += 1;
                continue;
            };
            let equal = here.iter().take_while(|f| f.end == here[0].end);
            found.extend(equal.map(|&f| (f, self.entries[f.value])));
            if policies && !matches!(self.entries[here[0].value], Entry::Policy(_)) {
                found.extend(self.policies_within(document, at + 1..longest));
            }
            at = longest;
        }
        found
    }
}

/// The rows of `thresholds.csv` that the engine asks for.
pub const NUMBERS: &[&str] = &[
    "favourable",
    "unfavourable",
    "speaker_confidence",
    "saturation",
    "same_clause",
    "other_subject",
    "other_clause",
    "fragment",
    "weak_word",
    "no_object",
    "loose_praise",
    "topic",
    "bare_policy",
    "unowned_agent",
    "open_question",
    "denied",
    "accusing_praise",
    "accused",
    "scare_quotes",
    "held_away",
    "wrong",
    "victim",
    "to_us",
    "evenly",
    "plain_blame",
    "speech_act",
    "comparison",
];

fn phrases<'a>(patterns: impl Iterator<Item = &'a str>) -> Phrases {
    let mut phrases = Phrases::default();
    for (i, pattern) in patterns.enumerate() {
        phrases.add(pattern, i);
    }
    phrases
}

/// One matcher for all that can be a hit, so that the longest of all of them wins.
fn evaluations(
    policies: &[Row<PolicyRow>],
    effects: &[Row<EffectRow>],
    terms: &[Row<TermRow>],
) -> (Phrases, Vec<Entry>) {
    let policies = policies.iter().enumerate().map(|(i, r)| (&r.value.term, Entry::Policy(i)));
    let effects = effects.iter().enumerate().map(|(i, r)| (&r.value.term, Entry::Effect(i)));
    let terms = terms.iter().enumerate().map(|(i, r)| (&r.value.term, Entry::Term(i)));
    let (patterns, entries): (Vec<&String>, Vec<Entry>) =
        policies.chain(effects).chain(terms).unzip();
    (phrases(patterns.into_iter().map(String::as_str)), entries)
}

fn distinct_ids(targets: &[Row<TargetRow>], errors: &mut LexiconErrors) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for row in targets {
        let id = &row.value.target;
        let valid = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !valid {
            errors.0.push(row.error(
                "target",
                "is no id",
                "write it as a letter, then small letters, digits and _",
            ));
        } else if !ids.contains(id) {
            let clash = |other: &String| begins_with(id, other) || begins_with(other, id);
            if id == TONE || ids.iter().any(clash) {
                let help = "choose an id that begins no other column of the reports";
                errors.0.push(row.error("target", "would give two columns one name", help));
            }
            ids.push(id.clone());
        }
    }
    ids
}

/// Begins the columns of the tone in reports, and stands for it in `evidence.csv`.
const TONE: &str = "sentiment";

/// Whether `id` is `other` with more words: `russia_speaker` and `russia` would share columns.
fn begins_with(id: &str, other: &str) -> bool {
    id.strip_prefix(other).is_some_and(|rest| rest.starts_with('_'))
}

fn policy_targets(
    policies: &[Row<PolicyRow>],
    index: &FxHashMap<&str, usize>,
    errors: &mut LexiconErrors,
) -> Vec<usize> {
    let mut targets = Vec::with_capacity(policies.len());
    for row in policies {
        match index.get(row.value.target.as_str()) {
            Some(&target) => targets.push(target),
            None => errors.0.push(row.error(
                "target",
                "is no target of targets.csv",
                "add a row for it there, or name one that has",
            )),
        }
    }
    targets
}

fn numbers(rows: &[Row<ThresholdRow>], errors: &mut LexiconErrors) -> FxHashMap<String, f64> {
    let numbers: FxHashMap<String, f64> =
        rows.iter().map(|r| (r.value.name.clone(), r.value.value)).collect();
    for &name in NUMBERS.iter().filter(|&&name| !numbers.contains_key(name)) {
        errors.0.push(LexiconError::file(
            "thresholds.csv",
            format!("no row for {name}"),
            "add it; the shipped file shows its usual value",
        ));
    }
    numbers
}
