//! The last steps that every format shares, from a draft to an article.

use super::article::{Article, Metadata, Skip, SkipReason, Skipped};
use super::raw::{Draft, Failure};
use super::{date, head, language, words};

/// Makes an article of a draft; `place` is the path of a file that holds nothing else.
///
/// # Errors
/// Why it is none.
pub(super) fn finish(
    draft: Result<Draft, Failure>,
    name: String,
    path: String,
    place: Option<&str>,
) -> Result<Article, Skipped> {
    let mut draft = match draft {
        Ok(draft) => draft,
        Err(Failure { id, metadata, mut skip }) => {
            let own_id = id.is_some();
            skip.message = words::message(&skip.message);
            return Err(Skipped { id: id.unwrap_or(name), own_id, path, metadata, skip });
        }
    };
    let own_id = draft.id.is_some();
    let id = draft.id.take().unwrap_or(name);
    if draft.text.trim().is_empty() {
        let skip = Skip { reason: SkipReason::Empty, message: "there is no text in it".into() };
        return Err(Skipped { id, own_id, path, metadata: draft.metadata, skip });
    }
    let Draft { text, mut markup, mut metadata, .. } = draft;
    head::read(&text, &mut metadata, &mut markup);
    complete(&mut metadata, place);
    match language::check(&text) {
        Ok(language) => metadata.language = language.map(str::to_owned),
        Err((language, skip)) => {
            metadata.language = Some(language.to_owned());
            return Err(Skipped { id, own_id, path, metadata, skip });
        }
    }
    Ok(Article { id, own_id, path, metadata, text, markup })
}

/// What the text does not tell, from its address and from the place of its file.
fn complete(metadata: &mut Metadata, place: Option<&str>) {
    let url = metadata.url.as_deref();
    metadata.date = metadata.date.or_else(|| date::in_path(url?)).or_else(|| date::in_path(place?));
    if metadata.source.is_none() {
        metadata.source = url.and_then(host).map(str::to_owned);
    }
}

/// The host of an address, without "www.".
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
}
