//! The last steps that every format shares, from a draft to an article.

use super::article::{Article, Skip, SkipReason, Skipped};
use super::raw::{Draft, Failure};

/// Makes an article of a draft.
///
/// # Errors
/// Why it is none.
pub(super) fn finish(
    draft: Result<Draft, Failure>,
    name: String,
    path: String,
) -> Result<Article, Skipped> {
    let mut draft = match draft {
        Ok(draft) => draft,
        Err(Failure { id, metadata, skip }) => {
            return Err(Skipped { id: id.unwrap_or(name), path, metadata, skip });
        }
    };
    let id = draft.id.take().unwrap_or(name);
    if draft.text.trim().is_empty() {
        let skip = Skip { reason: SkipReason::Empty, message: "there is no text in it".into() };
        return Err(Skipped { id, path, metadata: draft.metadata, skip });
    }
    let Draft { text, markup, metadata, .. } = draft;
    Ok(Article { id, path, metadata, text, markup })
}
