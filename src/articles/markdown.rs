//! Placeholder of the next step.
use super::raw::Draft;
pub(super) fn draft(text: String) -> Draft {
    Draft { text, ..Draft::default() }
}
