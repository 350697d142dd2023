//! Placeholder of the next step.
use super::article::Skip;
use super::options::Limits;
use super::raw::Draft;
pub(super) fn draft(html: String, _limits: &Limits) -> Result<Draft, Skip> {
    Ok(Draft { text: html, ..Draft::default() })
}
pub(super) fn strip_if_page(_text: &str) -> Option<String> {
    None
}
