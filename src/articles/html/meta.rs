//! What a page says of itself: JSON-LD first, then meta tags, then the visible date.

use dom_query::Document;
use serde_json::Value;

use super::super::article::Metadata;
use super::super::date;
use super::super::record::{self, Fields};
use super::super::words::one_line;

/// Names of meta tags, the most trustworthy first.
const TITLE: &[&str] =
    &["og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "headline"];
const DATE: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_date",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "date",
    "cdate",
];
const SOURCE: &[&str] =
    &["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
];
const URL: &[&str] = &["og:url", "parsely-link", "twitter:url"];

/// Ends of the names of schema.org types that are articles.
const ARTICLE_TYPES: &[&str] = &["Article", "Posting", "Report"];

/// The metadata of a page.
pub(in super::super) fn read(page: &Document) -> Metadata {
    let tags = Tags::of(page);
    let data = linked_data(page);
    Metadata {
        title: data.title.or_else(|| tags.first(TITLE)),
        date: data.date.or_else(|| tags.day()).or_else(|| visible_day(page)),
        source: tags.first(SOURCE).or(data.source),
        authors: if data.authors.is_empty() { tags.authors() } else { data.authors },
        url: canonical(page).or_else(|| tags.first(URL)).or(data.url),
        language: None,
    }
}

/// All meta tags in order: names in lower case, contents on one line.
struct Tags(Vec<(String, String)>);

impl Tags {
    fn of(page: &Document) -> Self {
        let mut tags = Vec::new();
        for tag in page.select("meta[content]").iter() {
            let content = one_line(&tag.attr_or("content", ""));
            let name = ["property", "name", "itemprop"].iter().find_map(|key| tag.attr(key));
            if let (Some(name), false) = (name, content.is_empty()) {
                tags.push((name.trim().to_lowercase(), content));
            }
        }
        Self(tags)
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names.iter().flat_map(|name| {
            self.0.iter().filter(move |(n, _)| n == name).map(|(_, content)| content.as_str())
        })
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next().map(str::to_owned)
    }

    fn day(&self) -> Option<jiff::civil::Date> {
        self.all(DATE).find_map(date::parse)
    }

    /// The authors that the first tag of its kind names, which may stand several times.
    fn authors(&self) -> Vec<String> {
        let of = |name: &&str| {
            let names = self.0.iter().filter(|(n, _)| n == name);
            names.flat_map(|(_, c)| record::authors(&Value::from(c.as_str()))).collect::<Vec<_>>()
        };
        AUTHORS.iter().map(of).find(|names| !names.is_empty()).unwrap_or_default()
    }
}

fn canonical(page: &Document) -> Option<String> {
    let href = page.select_single("link[rel=canonical]").attr("href")?;
    Some(href.trim().to_owned()).filter(|url| record::is_url(url))
}

/// The day of the first `<time>`, one that says it is the publication's before others.
fn visible_day(page: &Document) -> Option<jiff::civil::Date> {
    ["time[itemprop=datePublished][datetime]", "time[pubdate][datetime]", "time[datetime]"]
        .iter()
        .find_map(|selector| date::parse(&page.select_single(selector).attr("datetime")?))
}

/// The metadata of the first article that a JSON-LD script describes.
fn linked_data(page: &Document) -> Metadata {
    page.select("script[type=\"application/ld+json\"]")
        .iter()
        .find_map(|script| {
            let value: Value = serde_json::from_str(script.text().trim()).ok()?;
            article_in(&value, 0).map(|fields| record::metadata(&fields))
        })
        .unwrap_or_default()
}

/// The fields of the first article in a JSON-LD value: itself, in a list, or in its `@graph`.
fn article_in(value: &Value, depth: usize) -> Option<Fields> {
    /// Lists and graphs stand in each other at most twice in practice.
    const DEEPEST: usize = 4;
    match value {
        _ if depth > DEEPEST => None,
        Value::Array(values) => values.iter().find_map(|value| article_in(value, depth + 1)),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => {
            let mut fields = Fields::default();
            for (name, value) in object {
                fields.push(name.to_lowercase(), value.clone());
            }
            Some(fields)
        }
        Value::Object(object) => object.get("@graph").and_then(|g| article_in(g, depth + 1)),
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(name) => ARTICLE_TYPES.iter().any(|end| name.ends_with(end)),
        Value::Array(names) => names.iter().any(is_article),
        _ => false,
    }
}
