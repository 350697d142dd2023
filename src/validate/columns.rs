//! Columns of the sheets that coders fill in: written by `sample`, read by `validate`.

/// Name of the row, which says nothing of it.
pub const ID: &str = "id";
/// What a coder reads.
pub const SHOWN: [&str; 6] = [ID, "title", "date", "source", "context", "quotation"];
/// Who said it.
pub const SPEAKER: &str = "speaker";
/// For which party.
pub const PARTY: &str = "party";
/// Whether somebody in the article utters these words.
pub const IS_QUOTATION: &str = "is_quotation";
/// Whether the coder hesitated.
pub const UNSURE: &str = "unsure";
/// For the coder.
pub const NOTE: &str = "note";

/// Name of the article in the sheets of whole articles.
pub const ARTICLE: &str = "article";
/// Words of a statement that is not in the list.
pub const QUOTATION: &str = "quotation";

/// Sheet of the statements.
pub const CODING: &str = "coding";
/// Sheet of what the list lacks.
pub const MISSED: &str = "missed";

/// The column of a target's label.
pub fn label(target: &str) -> String {
    format!("{target}_label")
}

/// All columns of the coding sheet.
pub fn coding(targets: &[String]) -> Vec<String> {
    let own = |columns: &[&str]| columns.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    let labels = targets.iter().map(|target| label(target)).collect();
    let right = own(&[SPEAKER, PARTY, IS_QUOTATION, UNSURE, NOTE]);
    [own(&SHOWN), labels, right].concat()
}

/// All columns of the sheet of missed statements.
pub fn missed(targets: &[String]) -> Vec<String> {
    let own = |columns: &[&str]| columns.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    let labels = targets.iter().map(|target| label(target)).collect();
    [own(&[ARTICLE, QUOTATION, SPEAKER, PARTY]), labels, own(&[NOTE])].concat()
}
