//! The last steps that every format shares, from a draft to an article.

use super::article::{Article, Metadata, Skip, SkipReason, Skipped};
use super::options::{Limits, raise};
use super::raw::{Draft, Failure};
use super::{date, head, language, words};

/// Most characters of an id, a title, a source, an address or the name of an author: reports repeat
/// them with every statement, so that a title of megabytes would make reports of gigabytes.
const LONGEST_FIELD: usize = 4_000;
/// Most authors of an article.
const MOST_AUTHORS: usize = 100;

/// Makes an article of a draft, with metadata of a bearable size; `place` is the path of a file that holds nothing else.
///
/// # Errors
/// Why it is none.
pub(super) fn finish(
    draft: Result<Draft, Failure>,
    name: String,
    path: String,
    place: Option<&str>,
    limits: &Limits,
) -> Result<Article, Skipped> {
    match complete_draft(draft, name, path, place, limits) {
        Ok(mut article) => {
            clip_all(&mut article.id, &mut article.metadata);
            Ok(article)
        }
        Err(mut skipped) => {
            clip_all(&mut skipped.id, &mut skipped.metadata);
            Err(skipped)
        }
    }
}

fn clip_all(id: &mut String, metadata: &mut Metadata) {
    let Metadata { title, source, url, authors, .. } = metadata;
    authors.truncate(MOST_AUTHORS);
    let fields = [title, source, url].into_iter().flatten();
    fields.chain(authors.iter_mut()).chain([id]).for_each(clip);
}

fn clip(field: &mut String) {
    if let Some((end, _)) = field.char_indices().nth(LONGEST_FIELD) {
        field.truncate(end);
    }
}

/// Whether `text` has more words and marks than `most`; a text of fewer bytes has not.
fn has_more_words(text: &str, most: usize) -> bool {
    let mut in_word = false;
    let begins = |c: char| {
        let before = std::mem::replace(&mut in_word, c.is_alphanumeric());
        !(c.is_whitespace() || before && c.is_alphanumeric())
    };
    text.len() > most && text.chars().map(begins).filter(|&begins| begins).nth(most).is_some()
}

fn complete_draft(
    draft: Result<Draft, Failure>,
    name: String,
    path: String,
    place: Option<&str>,
    limits: &Limits,
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
    if has_more_words(&draft.text, limits.words) {
        let message = format!("has more than {} words and marks: {}", limits.words, raise("words"));
        let skip = Skip { reason: SkipReason::TooLarge, message };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_longer_than_reports_bear() {
        let long = || "é".repeat(2 * LONGEST_FIELD);
        let metadata = Metadata {
            title: Some(long()),
            source: Some("short".into()),
            url: Some(long()),
            authors: vec![long(); 2 * MOST_AUTHORS],
            ..Metadata::default()
        };
        let text = "Nobody spoke in the hall that day.".to_owned();
        let draft = Draft { id: Some(long()), text, metadata, ..Draft::default() };
        let Ok(article) = finish(Ok(draft), "n".into(), "p".into(), None, &Limits::default())
        else {
            panic!("skipped")
        };
        let Metadata { title, source, url, authors, .. } = article.metadata;
        assert_eq!((source.as_deref(), authors.len()), (Some("short"), MOST_AUTHORS));
        for field in [Some(article.id), title, url, authors.into_iter().next()] {
            assert_eq!(field.map(|field| field.chars().count()), Some(LONGEST_FIELD));
        }
    }

    #[test]
    fn words_and_marks_are_counted() {
        for (text, words) in [("It’s a “go”.", 8), ("\"\"\"\" \n", 4), ("one two", 2), ("a", 1)]
        {
            assert!(has_more_words(text, words - 1) && !has_more_words(text, words), "{text}");
        }
    }
}
