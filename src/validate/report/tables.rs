//! The tables, by the rules of cells that all reports keep.

use std::io;

use crate::reports::{Style, Table};
use crate::validate::findings::{Findings, class_names};
use crate::validate::resample::Estimate;

type Csv = Table<Vec<u8>>;

/// Writes the rows of a table.
type Put = fn(&Findings, &mut Csv) -> io::Result<()>;

/// Names and bytes of all tables.
pub(super) fn all(findings: &Findings, style: Style) -> io::Result<Vec<(String, Vec<u8>)>> {
    let tables: [(&str, &[&str], Put); 7] = [
        ("agreement.csv", AGREEMENT, agreement),
        ("confusion.csv", CONFUSION, confusion),
        ("figures.csv", FIGURES, figures),
        ("misses.csv", MISSES, misses),
        ("calibration.csv", CALIBRATION, calibration),
        ("corrected.csv", CORRECTED, corrected),
        ("rows.csv", ROWS, rows),
    ];
    let write = |(name, header, put): (&str, &[&str], Put)| {
        let mut table = Table::csv(Vec::new(), style, header)?;
        put(findings, &mut table)?;
        Ok((name.to_owned(), table.finish()?.csv.unwrap_or_default()))
    };
    tables.into_iter().map(write).collect()
}

const AGREEMENT: &[&str] = &["what", "answers", "measure", "statements", "value", "low", "high"];
const CONFUSION: &[&str] =
    &["target", "coders", "program", "statements", "weighted", "share_of_coders_label"];
const FIGURES: &[&str] =
    &["over", "target", "measure", "label", "statements", "value", "low", "high"];
const MISSES: &[&str] = &[
    "what",
    "id",
    "statement_id",
    "article",
    "quote",
    "speaker",
    "coders",
    "program",
    "tie",
    "score",
    "evidence",
    "rule",
];
const CALIBRATION: &[&str] =
    &["what", "from", "to", "statements", "said", "right", "opposite", "no_side"];
const CORRECTED: &[&str] = &[
    "target",
    "group_kind",
    "group",
    "statements",
    "addressing",
    "quantity",
    "raw",
    "corrected",
    "low",
    "high",
    "why_none",
];
const ROWS: &[&str] = &["lexicon", "row", "term", "hits", "right", "no_side", "opposite"];

fn estimate<'a>(table: &'a mut Csv, estimate: &Estimate) -> &'a mut Csv {
    table.number(estimate.value).number(estimate.low).number(estimate.high)
}

fn agreement(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    findings.agreements.iter().try_for_each(|row| {
        table.plain(&row.what).plain(row.answers).text(&row.measure).count(row.statements as u64);
        estimate(table, &row.estimate).end()
    })
}

fn confusion(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    for matrix in &findings.matrices {
        for (i, people) in class_names().iter().enumerate() {
            let whole: f64 = matrix.weighted.0[i].iter().sum();
            for (j, program) in class_names().iter().enumerate() {
                let weight = matrix.weighted.0[i][j];
                table.plain(&matrix.target).plain(people).plain(program);
                table.count(matrix.statements.0[i][j] as u64).number(weight);
                table.number((whole > 0.0).then(|| weight / whole)).end()?;
            }
        }
    }
    Ok(())
}

fn figures(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    findings.figures.iter().try_for_each(|row| {
        table.text(&row.over).plain(&row.target).plain(row.measure).plain(row.label);
        estimate(table.count(row.statements as u64), &row.estimate).end()
    })
}

fn misses(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    findings.misses.iter().try_for_each(|row| {
        table.plain(&row.what).text(&row.id).plain(&row.statement).text(&row.article);
        table.text(&row.quote).text(&row.speaker).text(&row.coders).text(&row.program);
        table.truth(row.tie).number(row.score).text(&row.evidence).plain(&row.rule).end()
    })
}

fn calibration(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    findings.calibration.iter().try_for_each(|row| {
        table.plain(&row.what).number(row.from).number(row.to).count(row.statements as u64);
        table.number(row.said).number(row.right).number(row.opposite).number(row.no_side).end()
    })
}

fn corrected(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    for row in &findings.corrected {
        table.plain(&row.target).plain(row.kind).text(&row.group);
        table.count(row.statements).count(row.addressing).plain(row.quantity).number(row.raw);
        estimate(table, &row.estimate).plain(row.why_none).end()?;
    }
    for (target, why) in &findings.uncorrected {
        table.plain(target).skip(9).plain(why).end()?;
    }
    Ok(())
}

fn rows(findings: &Findings, table: &mut Csv) -> io::Result<()> {
    findings.rows.iter().try_for_each(|row| {
        table.text(&row.lexicon).count(row.row).text(&row.term).count(row.hits);
        table.count(row.right).count(row.no_side).count(row.opposite).end()
    })
}
