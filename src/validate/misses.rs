//! Where program and coders differ, with what the program went by.

use super::Class;
use super::cases::{Case, Cases, is_party, is_speaker};
use super::program::Program;

/// A row of `misses.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// Target, or `speaker`, `party`, `quotation`.
    pub what: String,
    /// Name of the row, or of the gold statement.
    pub id: String,
    /// The program's statement; empty where it found none.
    pub statement: String,
    /// Article.
    pub article: String,
    /// The words.
    pub quote: String,
    /// Who says them, says the program.
    pub speaker: String,
    /// What most coders say.
    pub coders: String,
    /// What the program says.
    pub program: String,
    /// Coders differ.
    pub tie: bool,
    /// The program's score, where it is of a target.
    pub score: Option<f64>,
    /// What made it.
    pub evidence: String,
    /// The rule that found the speaker.
    pub rule: String,
}

/// Stands for nobody and for no party.
const NONE: &str = "none";

/// All misses, in order of statement and question.
pub fn misses(cases: &Cases, program: &Program) -> Vec<Miss> {
    let compared = cases.all.iter().filter(|case| !case.optional);
    compared.flat_map(|case| of_case(case, cases, program)).collect()
}

fn of_case(case: &Case, cases: &Cases, program: &Program) -> Vec<Miss> {
    let said = case.said.first().map(|&i| &program.said[i]);
    let miss = |what: &str, coders: String, answer: String, tie: bool| Miss {
        what: what.to_owned(),
        id: case.id.clone(),
        statement: said.map_or(String::new(), |said| said.id.clone()),
        article: cases.articles[case.article as usize].clone(),
        quote: said.map_or_else(|| case.words.clone(), |said| said.quote.clone()),
        speaker: said.map_or(String::new(), |said| said.speaker.clone()),
        coders,
        program: answer,
        tie,
        score: None,
        evidence: String::new(),
        rule: said.map_or(String::new(), |said| said.rule.clone()),
    };
    let Some(said) = said else {
        // A row whose statement the reports hold no more is counted, and is no miss.
        return case
            .segments
            .iter()
            .map(|_| miss("quotation", "yes".into(), "not found".into(), false))
            .collect();
    };
    let mut found = Vec::new();
    if let Some(is) = case.is_quotation().filter(|m| !m.answer && !m.tie) {
        found.push(miss("quotation", "no".into(), "yes".into(), is.tie));
        return found;
    }
    if let Some(who) =
        case.speaker().filter(|m| !m.tie && !is_speaker(&said.speaker, &m.answer, false))
    {
        let coders = case.answers.iter().find_map(|a| a.speaker.clone()).unwrap_or_default();
        found.push(miss("speaker", or_none(coders), or_none(said.speaker.clone()), who.tie));
    }
    if let Some(party) = case.party().filter(|m| !m.tie && !is_party(&said.party, &m.answer)) {
        found.push(miss("party", or_none(party.answer), or_none(said.party.clone()), party.tie));
    }
    for (t, target) in program.targets.iter().enumerate() {
        let (Some(label), answer) = (case.label(t), case.program_label(t, &program.said)) else {
            continue;
        };
        if label.answer != answer {
            found.push(Miss {
                score: said.scores[t],
                evidence: said.evidence[t].clone(),
                ..miss(target, label.answer.name().into(), answer.name().into(), label.tie)
            });
        }
    }
    found
}

fn or_none(words: String) -> String {
    if words.is_empty() { NONE.to_owned() } else { words }
}

impl Miss {
    /// How much is at stake: the other side before a side out of nothing before the rest.
    pub fn weight(&self) -> u8 {
        let side = |word: &str| match word {
            w if w == Class::Favourable.name() => 1i8,
            w if w == Class::Unfavourable.name() => -1,
            _ => 0,
        };
        match side(&self.coders) * side(&self.program) {
            -1 => 2,
            _ if side(&self.coders) != side(&self.program) => 1,
            _ => 0,
        }
    }
}
