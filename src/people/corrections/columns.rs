//! The columns of `corrections.csv`, with which each row of `review.csv` begins.

/// What a row speaks of: a statement, a speaker in an article, a speaker.
pub(super) const KEY: [&str; 3] = ["article", "quote_hash", "name"];

/// Answers in words.
pub(super) const WORDS: [&str; 6] =
    ["speaker", "party", "country", "role", "merge_with", "keep_apart"];

/// Right of the labels.
pub(super) const RIGHT: [&str; 2] = ["drop", "note"];

/// Columns that `review.csv` has beside those: a row that is moved over may bring them along.
pub const OWN_OF_REVIEW: &[&str] = &["kind", "mention", "guess", "why", "statement_id", "quote"];

/// Names of all columns, with a label for each of `targets`.
pub fn header(targets: &[&str]) -> Vec<String> {
    let own = |columns: &[&str]| columns.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    let labels = targets.iter().map(|target| label(target)).collect();
    [own(&KEY), own(&WORDS), labels, own(&RIGHT)].concat()
}

/// The column of a target's label.
pub(super) fn label(target: &str) -> String {
    format!("{target}_label")
}
