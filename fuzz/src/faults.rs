//! What holds for a fault of a table or list: it has a place, and the place is there.

use onrecord::lexicons::{LexiconError, LexiconErrors};

/// Checks the faults of the file called `file` whose text is `text`.
pub fn are_placed(errors: &LexiconErrors, file: &str, text: &str) {
    assert!(!errors.0.is_empty(), "an error without a fault");
    let ours = errors.0.iter().filter(|error| error.file == file);
    ours.for_each(|error| is_placed(error, text));
}

fn is_placed(error: &LexiconError, text: &str) {
    let shown = error.to_string();
    assert!(!error.what.is_empty() && shown.starts_with(&error.file), "{shown}");
    // A file that ends without its last quotation mark is at fault at its end.
    let lines: Vec<&str> = text.split(['\n', '\r']).collect();
    let Ok(line) = usize::try_from(error.line) else { panic!("{shown}") };
    assert!(line <= lines.len(), "line {line} of {}: {shown}", lines.len());
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    assert!(error.column <= longest + 1, "no line has {} columns: {shown}", error.column);
}
