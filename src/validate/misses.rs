//! Where program and coders differ, with what the program went by.

use super::Class;
use super::cases::{Case, Cases, Majority, is_party, is_speaker};
use super::names;
use super::program::{Program, Said};

/// A row of `misses.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
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

/// What is asked where the words themselves are.
const QUOTATION: &str = "quotation";

/// Stands for nobody and for no party.
const NONE: &str = "none";

/// All misses, in order of statement and question.
pub fn misses(cases: &Cases, program: &Program) -> Vec<Miss> {
    let compared = cases.all.iter().filter(|case| !case.optional);
    compared.flat_map(|case| of_case(case, cases, program)).collect()
}

fn of_case(case: &Case, cases: &Cases, program: &Program) -> Vec<Miss> {
    let Some(said) = case.said.first().map(|&i| &program.said[i]) else {
        // A row whose statement the reports hold no more is counted, and is no miss.
        let missed = Miss {
            what: QUOTATION.into(),
            id: case.id.clone(),
            article: cases.articles[case.article as usize].clone(),
            quote: case.words.clone(),
            coders: "yes".into(),
            program: "not found".into(),
            ..Miss::default()
        };
        return case.segments.iter().map(|_| missed.clone()).collect();
    };
    let same = Miss {
        id: case.id.clone(),
        statement: said.id.clone(),
        article: cases.articles[case.article as usize].clone(),
        quote: said.quote.clone(),
        speaker: said.speaker.clone(),
        rule: said.rule.clone(),
        ..Miss::default()
    };
    if case.is_quotation().is_some_and(|m| !m.answer && !m.tie) {
        let (what, coders, program) = (QUOTATION.into(), "no".into(), "yes".into());
        return vec![Miss { what, coders, program, ..same }];
    }
    let mut found = of_names(case, said, &same);
    found.extend(of_labels(case, said, program, &same));
    found
}

/// Speaker and party, where most coders agree.
fn of_names(case: &Case, said: &Said, same: &Miss) -> Vec<Miss> {
    let miss = |what: &str, coders: String, program: &str| Miss {
        what: what.into(),
        coders: or_none(coders),
        program: or_none(program.to_owned()),
        ..same.clone()
    };
    let wrong =
        |who: &Majority<Vec<String>>| !who.tie && !is_speaker(&said.speaker, &who.answer, false);
    let speaker = case.speaker().filter(wrong).map(|who| {
        let given = case.answers.iter().filter_map(|a| a.speaker.as_deref());
        miss("speaker", as_written(given, names::name, &who.answer[0]), &said.speaker)
    });
    let party = case.party().filter(|m| !m.tie && !is_party(&said.party, &m.answer));
    let party = party.map(|party| {
        let given = case.answers.iter().filter_map(|a| a.party.as_deref());
        miss("party", as_written(given, names::party, &party.answer), &said.party)
    });
    speaker.into_iter().chain(party).collect()
}

/// What most coders say as the first of them wrote it; `form` makes what is compared of it.
fn as_written<'a>(
    mut given: impl Iterator<Item = &'a str>,
    form: fn(&str) -> String,
    answer: &str,
) -> String {
    given.find(|words| form(words) == answer).unwrap_or(answer).to_owned()
}

fn of_labels(case: &Case, said: &Said, program: &Program, same: &Miss) -> Vec<Miss> {
    let miss = |(t, target): (usize, &String)| {
        let (label, answer) = (case.label(t)?, case.program_label(t, &program.said));
        (label.answer != answer).then(|| Miss {
            what: target.clone(),
            coders: label.answer.name().into(),
            program: answer.name().into(),
            tie: label.tie,
            score: said.scores[t],
            evidence: said.evidence[t].clone(),
            ..same.clone()
        })
    };
    program.targets.iter().enumerate().filter_map(miss).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::coded::Answer;

    #[test]
    fn a_miss_shows_what_most_coders_wrote() {
        let answer = |(speaker, party): &(&str, &str)| Answer {
            speaker: Some((*speaker).to_owned()),
            party: Some((*party).to_owned()),
            ..Answer::default()
        };
        let said =
            Said { speaker: "Tobias Fenn".into(), party: "Harbour".into(), ..Said::default() };
        let of = |answers: &[(&str, &str)]| {
            let case = Case { answers: answers.iter().map(answer).collect(), ..Case::default() };
            let found = of_names(&case, &said, &Miss::default());
            found.into_iter().map(|miss| (miss.what, miss.coders)).collect::<Vec<_>>()
        };
        let two = [("Tobias Fenn", "Harbour"), ("Sen. Mira Oakes", "Meadow Party")];
        let expected = [("speaker", "Sen. Mira Oakes"), ("party", "Meadow Party")];
        let expected = expected.map(|(what, coders)| (what.to_owned(), coders.to_owned()));
        assert_eq!(of(&[two[0], two[1], ("Oakes", "Meadow")]), expected);
        assert_eq!(of(&[two[0], two[0], two[1]]), []);
        let nobody =
            [("speaker".to_owned(), NONE.to_owned()), ("party".to_owned(), NONE.to_owned())];
        assert_eq!(of(&[two[0], ("", ""), ("", "")]), nobody);
    }
}
