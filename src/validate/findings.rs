//! Everything that is found, before it becomes tables and a page.

use super::agreement::{Agreement, agreements};
use super::calibration::{Bin, calibration};
use super::cases::{Case, Cases};
use super::coded::Coded;
use super::confusion::Confusion;
use super::corrected::{CodedScore, Corrected, correct, groups, too_little};
use super::figures::{Figure, Judged, confusion, figures, judged, partly_coded};
use super::key::Key;
use super::misses::{Miss, misses};
use super::program::Program;
use super::rows::LexiconRow;
use super::verdict::verdict;
use super::{CLASSES, Class};

/// What is wanted beside the figures.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Corrected figures of the whole reports.
    pub corrected: bool,
    /// Fewest statements toward a target of a party or speaker that is corrected.
    pub min_statements: u64,
}

/// How much there is of what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Names of coders.
    pub coders: Vec<String>,
    /// Statements that somebody coded.
    pub coded: u64,
    /// Of these, by two coders or more.
    pub by_several: u64,
    /// Articles they are from.
    pub articles: u64,
    /// Rows left empty.
    pub blank: u64,
    /// Statements of the key that nobody coded.
    pub uncoded: u64,
    /// Rows whose statement is in the reports no more.
    pub gone: u64,
    /// Gold statements on which careful readers differ; they are left out.
    pub optional: u64,
    /// Labels on which as many coders say one thing as another; they became neutral.
    pub tied_labels: u64,
    /// Speakers and parties left open for the same reason.
    pub tied_names: u64,
    /// Answers with yes in `unsure`.
    pub unsure: u64,
    /// Statements that coders of whole articles found missing.
    pub missed: u64,
    /// Whole articles left out because statements of theirs are not coded.
    pub partly_coded: u64,
    /// Gold articles that the reports do not hold; they are left out.
    pub strangers: u64,
    /// Sheets without any answer.
    pub empty: Vec<String>,
    /// Statements that the sample was drawn from, where these are not those of the tally.
    pub other_frame: Option<u64>,
    /// Statements of the tally.
    pub tally: u64,
}

/// Labels of people by labels of the program toward one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Target.
    pub target: String,
    /// Sums of weights.
    pub weighted: Confusion,
    /// Statements.
    pub statements: Confusion,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Ids of targets.
    pub targets: Vec<String>,
    /// In words.
    pub verdict: Vec<String>,
    /// How much.
    pub counts: Counts,
    /// Between coders.
    pub agreements: Vec<Agreement>,
    /// Program and coders.
    pub figures: Vec<Figure>,
    /// The same as tables of labels.
    pub matrices: Vec<Matrix>,
    /// How sure, and how right.
    pub calibration: Vec<Bin>,
    /// With errors taken out.
    pub corrected: Vec<Corrected>,
    /// Targets without corrected figures, and why.
    pub uncorrected: Vec<(String, String)>,
    /// Where they differ.
    pub misses: Vec<Miss>,
    /// Rows of the lexicons behind signs.
    pub rows: Vec<LexiconRow>,
}

impl Findings {
    /// Finds.
    pub fn of(
        key: &Key,
        coded: &Coded,
        program: &Program,
        cases: &Cases,
        rows: Vec<LexiconRow>,
        wanted: Wanted,
    ) -> Self {
        let all: Vec<&Case> = cases.all.iter().collect();
        let targets = program.targets.clone();
        let judged: Vec<Vec<Judged>> =
            (0..targets.len()).map(|t| judged(&all, t, &program.said, false)).collect();
        let matrices = targets.iter().zip(&judged).map(|(target, j)| matrix(target, j)).collect();
        let mut findings = Self {
            counts: counts(key, coded, cases, program),
            agreements: agreements(cases, &targets),
            figures: figures(cases, key, &coded.sheets.missed, program),
            calibration: calibration(cases, program),
            misses: misses(cases, program),
            matrices,
            rows,
            targets,
            ..Self::default()
        };
        if wanted.corrected {
            findings.correct(cases, program, wanted.min_statements);
        }
        findings.verdict = verdict(
            findings.counts.coders.len(),
            !coded.gold.is_empty(),
            &findings.agreements,
            &findings.figures,
            &findings.targets,
            |target, label| findings.called(target, label),
        );
        findings
    }

    /// Coded statements that the program gives that label.
    fn called(&self, target: &str, label: &str) -> f64 {
        let class = CLASSES.iter().find(|class| class.name() == label).map_or(0, |c| c.index());
        let matrix = self.matrices.iter().find(|matrix| matrix.target == target);
        matrix.map_or(0.0, |m| m.statements.0.iter().map(|row| row[class]).sum())
    }

    fn correct(&mut self, cases: &Cases, program: &Program, fewest: u64) {
        for (t, target) in self.targets.iter().enumerate() {
            let coded = coded_scores(cases, program, t);
            match too_little(&coded) {
                Some(why) => self.uncorrected.push((target.clone(), why)),
                None => {
                    let groups = groups(program, t, fewest);
                    self.corrected.extend(correct(&coded, program, t, &groups));
                }
            }
        }
    }
}

/// Coded statements that the program found, with its scores toward target number `target`.
fn coded_scores(cases: &Cases, program: &Program, target: usize) -> Vec<CodedScore> {
    let found = cases.all.iter().filter(|case| !case.optional && !case.said.is_empty());
    let one = |case: &Case| {
        let people = case.label(target)?.answer;
        let program_class = case.program_label(target, &program.said);
        let score = case.program_score(target, &program.said).unwrap_or(0.0);
        let (article, weight) = (case.article, case.weight);
        Some(CodedScore {
            judged: Judged { article, weight, people, program: program_class },
            score,
        })
    };
    found.filter_map(one).collect()
}

fn matrix(target: &str, judged: &[Judged]) -> Matrix {
    let once = vec![1.0; judged.len()];
    let mut statements = Confusion::default();
    judged.iter().for_each(|one| statements.add(one.people, one.program, 1.0));
    Matrix { target: target.to_owned(), weighted: confusion(judged, &once), statements }
}

fn counts(key: &Key, coded: &Coded, cases: &Cases, program: &Program) -> Counts {
    let tally = program.counted.len() as u64;
    let count = |is: &dyn Fn(&&Case) -> bool| cases.all.iter().filter(is).count() as u64;
    let tied_labels = |case: &Case| {
        (0..program.targets.len()).filter(|&t| case.label(t).is_some_and(|m| m.tie)).count() as u64
    };
    let tied_names = |case: &Case| {
        u64::from(case.speaker().is_some_and(|m| m.tie))
            + u64::from(case.party().is_some_and(|m| m.tie))
    };
    let unsure = |case: &Case| case.answers.iter().filter(|answer| answer.unsure).count() as u64;
    Counts {
        coders: cases.coders.clone(),
        coded: cases.all.len() as u64,
        by_several: count(&|case| case.answers.len() > 1),
        articles: cases.articles.len() as u64,
        blank: coded.sheets.blank,
        uncoded: cases.uncoded,
        gone: cases.gone,
        optional: count(&|case| case.optional),
        tied_labels: cases.all.iter().map(tied_labels).sum(),
        tied_names: cases.all.iter().map(tied_names).sum(),
        unsure: cases.all.iter().map(unsure).sum(),
        missed: coded.sheets.missed.len() as u64,
        partly_coded: partly_coded(cases, key).len() as u64,
        strangers: coded.strangers.len() as u64,
        empty: coded.sheets.empty.clone(),
        other_frame: key.frame.filter(|&size| size != tally),
        tally,
    }
}

/// Names of classes, in order.
pub(super) fn class_names() -> [&'static str; 4] {
    CLASSES.map(Class::name)
}
