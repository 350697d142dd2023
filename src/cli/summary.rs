//! What a person wants to know when a run is done: one line a target, as a table.

use std::io::IsTerminal;

use onrecord::pipeline::report::TargetTotals;
use onrecord::tally::Cell;

/// Marks of a sparkline, from the lowest to the highest.
const MARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Periods that a sparkline shows, the last ones.
const MOST_PERIODS: usize = 24;

/// The lines: a header and a line a target; `trend` adds how the mean went, period by period.
pub fn lines(targets: &[TargetTotals], period: &str, trend: bool) -> Vec<String> {
    let header = ["", "statements", "favourable", "neutral", "unfavourable", "mean"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(targets.iter().map(row));
    if trend && targets.iter().any(|t| t.trend.len() > 1) {
        rows[0].push(format!("by {period}"));
        let means = targets.iter().flat_map(|t| t.trend.iter().flatten());
        let most = means.fold(0.0f64, |most, mean| most.max(mean.abs()));
        for (row, target) in rows[1..].iter_mut().zip(targets) {
            row.push(sparkline(&target.trend, most));
        }
    }
    aligned(&rows)
}

/// Whether standard error shows such marks.
pub fn shows_marks() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let unicode = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
    std::io::stderr().is_terminal() && (cfg!(windows) || locale.is_some_and(unicode))
}

fn row(target: &TargetTotals) -> Vec<String> {
    let Cell { favourable, neutral, unfavourable, .. } = target.summary.cell;
    let all = favourable + neutral + unfavourable;
    let share = |part: u64| match all {
        0 => String::new(),
        all => format!("{:.0} %", 100.0 * part as f64 / all as f64),
    };
    let mean = target.summary.mean().map_or(String::new(), |mean| format!("{mean:+.2}"));
    let shares = [share(favourable), share(neutral), share(unfavourable)];
    [vec![target.target.clone(), all.to_string()], shares.to_vec(), vec![mean]].concat()
}

/// Heights from `-most` to `most`; a period in which nothing was said leaves a gap.
fn sparkline(means: &[Option<f64>], most: f64) -> String {
    let top = (MARKS.len() - 1) as f64;
    let mark = |mean: &Option<f64>| {
        let Some(mean) = mean else { return ' ' };
        let height = if most > 0.0 { (mean / most + 1.0) / 2.0 * top } else { top / 2.0 };
        // From 0 to 7: the mean is no larger than the largest.
        MARKS[height.round().clamp(0.0, top) as usize]
    };
    means[means.len().saturating_sub(MOST_PERIODS)..].iter().map(mark).collect()
}

/// The first column to the left, numbers to the right, the last of more than six to the left.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let cell = |(column, text): (usize, &String)| {
        let width = width(column).unwrap_or(0);
        if (1..6).contains(&column) { format!("{text:>width$}") } else { format!("{text:<width$}") }
    };
    let line = |row: &Vec<String>| row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ");
    rows.iter().map(|row| line(row).trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord::tally::Summary;

    fn target(
        name: &str,
        [favourable, neutral, unfavourable]: [u64; 3],
        trend: &[Option<f64>],
    ) -> TargetTotals {
        let sum = 10_000 * (favourable as i64 - unfavourable as i64);
        let cell = Cell { favourable, neutral, unfavourable, sum, ..Cell::default() };
        let summary = Summary { cell, ..Summary::default() };
        TargetTotals { target: name.into(), summary, trend: trend.to_vec() }
    }

    #[test]
    fn the_summary_is_a_table() {
        let targets = [
            target("moon", [1, 1, 2], &[Some(0.4), None, Some(0.0), Some(-0.4)]),
            target("sun", [0, 0, 0], &[]),
        ];
        assert_eq!(
            lines(&targets, "month", true),
            [
                "      statements  favourable  neutral  unfavourable   mean  by month",
                "moon           4        25 %     25 %          50 %  -0.25  █ ▅▁",
                "sun            0",
            ]
        );
        assert!(lines(&targets, "month", false)[0].ends_with("mean"));
    }
}
