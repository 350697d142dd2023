//! Records of JSON and tables: which of their fields say what.
//!
//! The names are those that trafilatura, newspaper4k, news-please, schema.org and common data sets
//! write. Where several are there, the first that is not empty counts.

use serde_json::Value;

use super::article::{Metadata, Skip, SkipReason};
use super::date;
use super::decode;
use super::html;
use super::options::ReadOptions;
use super::raw::{Draft, Failure};
use super::words::one_line;

const TEXT: &[&str] = &["maintext", "text", "raw_text", "content", "body", "articlebody"];
const ID: &[&str] = &["id", "article_id", "url"];
const TITLE: &[&str] = &["title", "headline", "name"];
const DATE: &[&str] = &[
    "date_publish",
    "publish_date",
    "date",
    "published",
    "datepublished",
    "published_date",
    "published_at",
    "publishedat",
    "pubdate",
];
const SOURCE: &[&str] = &[
    "source_domain",
    "hostname",
    "meta_site_name",
    "source",
    "source-hostname",
    "sitename",
    "site_name",
    "publisher",
    "publication",
    "outlet",
];
const AUTHORS: &[&str] = &["authors", "author", "byline", "creator"];
const URL: &[&str] = &["url", "canonical_link", "link", "source", "mainentityofpage"];
/// Keys under which an object keeps its name or address.
const NAME_KEYS: &[&str] = &["name", "title", "@id", "url"];
/// What data sets write for "nothing".
const NOTHING: &[&str] = &["", "null", "none", "nan", "n/a", "na", "undefined"];

/// The fields of one record that say something about an article, names in lower case.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    pub(super) fn push(&mut self, name: String, value: Value) {
        self.0.push((name, value));
    }

    /// Adds to a field: a second value makes it a list.
    pub(super) fn add(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(n, _)| n == name) {
            None => self.push(name.to_owned(), value),
            Some((_, Value::Array(values))) => values.push(value),
            Some((_, first)) => *first = Value::Array(vec![first.take(), value]),
        }
    }

    /// The values of the fields called `names`, in that order.
    fn values<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
        names.iter().flat_map(|name| self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v))
    }

    /// The first of the fields that says something, on one line.
    fn first(&self, names: &[&str]) -> Option<String> {
        self.values(names).find_map(words)
    }
}

/// Names under which the text may stand: the user's, or the known ones.
pub(super) fn text_names(column: Option<&str>) -> impl Iterator<Item = &str> {
    let known = if column.is_some() { &[] } else { TEXT };
    column.into_iter().chain(known.iter().copied())
}

/// Whether a field called `name` (in lower case) says something about an article.
pub(super) fn is_wanted(name: &str, column: Option<&str>) -> bool {
    [ID, TITLE, DATE, SOURCE, AUTHORS, URL].iter().any(|names| names.contains(&name))
        || text_names(column)
            .any(|text| text.eq_ignore_ascii_case(name) || text.to_lowercase() == name)
}

/// The draft of a record.
pub(super) fn draft(mut fields: Fields, options: &ReadOptions) -> Result<Draft, Failure> {
    let column = options.text_column.as_deref();
    let text = take_text(&mut fields, column);
    let id = fields.first(ID);
    let metadata = metadata(&fields);
    match text {
        Some(text) => {
            let text = decode::with_plain_lines(text);
            let text = html::strip_if_page(&text, &options.limits).unwrap_or(text);
            Ok(Draft { id, text, metadata, ..Draft::default() })
        }
        None => Err(Failure { id, metadata, skip: no_text(column) }),
    }
}

/// Takes out the text: the first that is not empty.
fn take_text(fields: &mut Fields, column: Option<&str>) -> Option<String> {
    let names: Vec<String> = text_names(column).map(str::to_lowercase).collect();
    names.iter().find_map(|name| {
        fields.0.iter_mut().filter(|(n, _)| n == name).find_map(|(_, value)| match value {
            Value::String(text) if is_nothing(text) => None,
            Value::String(text) => Some(std::mem::take(text)),
            Value::Array(parts) => paragraphs(parts),
            _ => None,
        })
    })
}

/// A text that is kept as a list of paragraphs.
fn paragraphs(parts: &[Value]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
    let text = parts.join("\n\n");
    (!is_nothing(&text)).then_some(text)
}

fn no_text(column: Option<&str>) -> Skip {
    let names: Vec<&str> = text_names(column).collect();
    let message = format!(
        "no text in the record: looked for {}; --text-column names another field",
        names.join(", ")
    );
    Skip { reason: SkipReason::NoText, message }
}

/// What the fields say beside the text.
pub(super) fn metadata(fields: &Fields) -> Metadata {
    let url = fields.values(URL).filter_map(words).find(|url| is_url(url));
    let source = fields.values(SOURCE).filter_map(words).find(|source| !is_url(source));
    Metadata {
        title: fields.first(TITLE),
        date: fields.values(DATE).find_map(day),
        source,
        authors: fields.values(AUTHORS).map(authors).find(|a| !a.is_empty()).unwrap_or_default(),
        url,
        language: None,
    }
}

/// Whether `text` is an address.
pub(super) fn is_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// A value as words on one line: a string, a number, or the name of an object.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(one_line(text)).filter(|text| !is_nothing(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => NAME_KEYS
            .iter()
            .find_map(|&key| object.get(key).filter(|v| v.is_string()).and_then(words)),
        Value::Array(values) => values.iter().find_map(words),
        _ => None,
    }
}

/// Authors: one, a list, or several in one string with semicolons.
pub(super) fn authors(value: &Value) -> Vec<String> {
    let names: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(words).collect(),
        other => words(other)
            .map(|names| list(&names).unwrap_or_else(|| names.split(';').map(one_line).collect()))
            .unwrap_or_default(),
    };
    names.into_iter().filter(|name| !is_nothing(name) && !is_url(name)).collect()
}

/// A list that a table keeps as it was printed: `['Jane Roe', 'John Doe']`.
fn list(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let unquoted = |name: &str| one_line(name.trim().trim_matches(['\'', '"']));
    Some(inner.split(',').map(unquoted).collect())
}

/// The day of a date field: text, or seconds or milliseconds since 1970.
fn day(value: &Value) -> Option<jiff::civil::Date> {
    match value {
        Value::Number(number) => date::from_epoch(number.as_f64()?),
        other => date::parse(&words(other)?),
    }
}

fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 9 && NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: &Value) -> Draft {
        let mut fields = Fields::default();
        for (name, value) in value.as_object().unwrap() {
            fields.push(name.to_lowercase(), value.clone());
        }
        draft(fields, &ReadOptions::default()).unwrap()
    }

    #[test]
    fn records_of_known_tools_are_understood() {
        for (record, title, source, authors) in [
            (
                json!({"title": "Vote", "author": "Ann Lee; Bo Day", "hostname": "x.org", "date": "2025-02-20",
                    "id": null, "raw_text": "Raw.", "text": "The text.", "source": "https://x.org/a"}),
                "Vote",
                "x.org",
                vec!["Ann Lee", "Bo Day"],
            ),
            (
                json!({"url": "https://x.org/a", "title": "Vote", "authors": ["Ann Lee"], "text": "The text.",
                    "publish_date": "2025-02-20 10:00:00+00:00", "meta_site_name": "The X"}),
                "Vote",
                "The X",
                vec!["Ann Lee"],
            ),
            (
                json!({"authors": [], "date_publish": "2025-02-20 10:11:12", "maintext": "The text.", "text": null,
                    "source_domain": "x.org", "title": "Vote", "url": "https://x.org/a"}),
                "Vote",
                "x.org",
                vec![],
            ),
            (
                json!({"headline": "Vote", "articleBody": "The text.", "datePublished": "2025-02-20T23:30:00-05:00",
                    "author": [{"@type": "Person", "name": "Ann Lee"}], "publisher": {"name": "The X"},
                    "url": "https://x.org/a"}),
                "Vote",
                "The X",
                vec!["Ann Lee"],
            ),
        ] {
            let draft = read(&record);
            assert_eq!(draft.text, "The text.", "{record}");
            assert_eq!(draft.metadata.title.unwrap(), title, "{record}");
            assert_eq!(draft.metadata.source.unwrap(), source, "{record}");
            assert_eq!(draft.metadata.authors, authors, "{record}");
            assert_eq!(draft.metadata.url.unwrap(), "https://x.org/a", "{record}");
            assert_eq!(draft.metadata.date.unwrap(), jiff::civil::date(2025, 2, 20), "{record}");
        }
    }

    #[test]
    fn the_first_text_that_is_not_empty_counts() {
        assert_eq!(read(&json!({"maintext": " ", "text": "None", "body": "Here."})).text, "Here.");
        assert_eq!(read(&json!({"text": ["One.", "Two."]})).text, "One.\n\nTwo.");
    }

    #[test]
    fn ids_are_words() {
        assert_eq!(read(&json!({"id": 17, "text": "x"})).id.unwrap(), "17");
        assert_eq!(read(&json!({"id": "", "article_id": "a\n1", "text": "x"})).id.unwrap(), "a 1");
    }

    #[test]
    fn printed_lists_of_authors_are_taken_apart() {
        assert_eq!(authors(&json!("['Ann Lee', 'Bo Day']")), ["Ann Lee", "Bo Day"]);
        assert!(authors(&json!("[]")).is_empty());
    }
}
