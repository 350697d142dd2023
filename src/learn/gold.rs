//! Hand-coded data: lines of JSON in any of three kinds, which the keys tell apart.
//!
//! | kind | keys |
//! | --- | --- |
//! | an entity marked in a text | `id text target{start,end} label`, perhaps `article` |
//! | a statement | `text stance{TARGET: label}`, perhaps `id article context speaker date` |
//! | a document | `article statements[{segments[{text}] stance{…}}]`, perhaps `date` |
//!
//! A label is -1, 0 or 1, or null where the target is not addressed.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use regex::Regex;
use serde::{Deserialize, Deserializer};

use crate::reading::{Label, Speaker};
use crate::text::CharSpan;

/// A text with the label that people gave it toward one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// The article it is from: examples of one article are never parted.
    pub article: String,
    /// What was said.
    pub text: String,
    /// The words around it or before it.
    pub context: String,
    /// Who says it, which tells who "we" are.
    pub speaker: Speaker,
    /// The day.
    pub date: Option<Date>,
    /// Toward whom.
    pub toward: Toward,
    /// What people made of it.
    pub label: Label,
}

/// Toward whom a text was labelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toward {
    /// A target of the lexicons.
    Target(String),
    /// Words of the text, in code points.
    Marked(CharSpan),
}

/// A line that is no hand-coded data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldError {
    /// File as the user named it.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Reads the lines of one file. `article` finds the name of the article in the id of a line
/// that does not give one; `targets` are those of the lexicons.
pub fn read(
    file: &str,
    text: &str,
    article: Option<&Regex>,
    targets: &[&str],
) -> (Vec<Coded>, Vec<GoldError>) {
    let (mut coded, mut errors) = (Vec::new(), Vec::new());
    let lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
    for (i, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        match parse(line, article, targets) {
            Ok(found) => coded.extend(found),
            Err(what) => errors.push(GoldError { file: file.to_owned(), line: i + 1, what }),
        }
    }
    (coded, errors)
}

/// What a line is, by the keys it has.
#[derive(Deserialize)]
struct Keys {
    label: Option<serde::de::IgnoredAny>,
    stance: Option<serde::de::IgnoredAny>,
    statements: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Marked {
    id: Id,
    article: Option<Id>,
    text: String,
    target: Range,
    label: Sign,
}

#[derive(Clone, Copy, Deserialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Statement {
    id: Option<Id>,
    article: Option<Id>,
    text: String,
    #[serde(default)]
    context: String,
    speaker: Option<Who>,
    date: Option<Date>,
    stance: BTreeMap<String, Option<Sign>>,
}

#[derive(Deserialize)]
struct Document {
    article: Id,
    date: Option<Date>,
    statements: Vec<Quoted>,
}

#[derive(Deserialize)]
struct Quoted {
    segments: Vec<Segment>,
    stance: BTreeMap<String, Option<Sign>>,
}

#[derive(Deserialize)]
struct Segment {
    text: String,
}

/// An id, which may be a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Words(String),
    Number(u64),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A speaker, by name alone or with what is known.
#[derive(Deserialize)]
#[serde(untagged)]
enum Who {
    Name(String),
    Known(Speaker),
}

/// -1, 0 or 1.
#[derive(Clone, Copy)]
struct Sign(Label);

impl<'de> Deserialize<'de> for Sign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match i64::deserialize(deserializer)? {
            -1 => Ok(Self(Label::Unfavourable)),
            0 => Ok(Self(Label::Neutral)),
            1 => Ok(Self(Label::Favourable)),
            other => Err(serde::de::Error::custom(format!("{other} is no label; use -1, 0 or 1"))),
        }
    }
}

fn parse(line: &str, article: Option<&Regex>, targets: &[&str]) -> Result<Vec<Coded>, String> {
    let keys: Keys = json(line)?;
    match (keys.label, keys.stance, keys.statements) {
        (Some(_), None, None) => Ok(vec![marked(json(line)?, article)?]),
        (None, Some(_), None) => statement(json(line)?, article, targets),
        (None, None, Some(_)) => document(json(line)?, targets),
        _ => Err("has to hold one of: label (with a target), stance, statements\n  \
                  onrecord lexicon learn --help shows a line of each kind"
            .to_owned()),
    }
}

fn json<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| error.to_string())
}

/// The article of an id: what the expression finds in it, else the id itself.
fn article_of(id: &str, article: Option<&Regex>) -> Result<String, String> {
    let Some(article) = article else { return Ok(id.to_owned()) };
    let found = article.captures(id).and_then(|found| found.get(1).or(found.get(0)));
    found
        .map(|found| found.as_str().to_owned())
        .ok_or_else(|| format!("--article finds nothing in the id {id:?}"))
}

fn marked(line: Marked, article: Option<&Regex>) -> Result<Coded, String> {
    let Range { start, end } = line.target;
    let length = line.text.chars().count();
    if start >= end || end > length {
        return Err(format!(
            "target: {start}..{end} is no stretch of a text of {length} characters"
        ));
    }
    Ok(Coded {
        article: match line.article {
            Some(article) => article.to_string(),
            None => article_of(&line.id.to_string(), article)?,
        },
        text: line.text,
        context: String::new(),
        speaker: Speaker::default(),
        date: None,
        toward: Toward::Marked(CharSpan { start, end }),
        label: line.label.0,
    })
}

fn statement(
    line: Statement,
    article: Option<&Regex>,
    targets: &[&str],
) -> Result<Vec<Coded>, String> {
    let article = match (line.article, line.id) {
        (Some(article), _) => article.to_string(),
        (None, Some(id)) => article_of(&id.to_string(), article)?,
        (None, None) => return Err("has neither article nor id".to_owned()),
    };
    let speaker = match line.speaker {
        Some(Who::Name(name)) => Speaker { name, ..Speaker::default() },
        Some(Who::Known(speaker)) => speaker,
        None => Speaker::default(),
    };
    let one = |(target, label)| Coded {
        article: article.clone(),
        text: line.text.clone(),
        context: line.context.clone(),
        speaker: speaker.clone(),
        date: line.date,
        toward: Toward::Target(target),
        label,
    };
    Ok(labels(line.stance, targets)?.into_iter().map(one).collect())
}

fn document(line: Document, targets: &[&str]) -> Result<Vec<Coded>, String> {
    let mut coded = Vec::new();
    for statement in line.statements {
        let words: Vec<&str> = statement.segments.iter().map(|s| s.text.as_str()).collect();
        for (target, label) in labels(statement.stance, targets)? {
            coded.push(Coded {
                article: line.article.to_string(),
                text: words.join("\n\n"),
                context: String::new(),
                speaker: Speaker::default(),
                date: line.date,
                toward: Toward::Target(target),
                label,
            });
        }
    }
    Ok(coded)
}

/// The targets that are addressed, with their labels.
fn labels(
    stance: BTreeMap<String, Option<Sign>>,
    targets: &[&str],
) -> Result<Vec<(String, Label)>, String> {
    if let Some(unknown) = stance.keys().find(|target| !targets.contains(&target.as_str())) {
        let known = targets.join(", ");
        return Err(format!("stance: no target is called {unknown:?}\n  there are: {known}"));
    }
    Ok(stance.into_iter().filter_map(|(target, sign)| Some((target, sign?.0))).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TARGETS: &[&str] = &["russia", "ukraine"];

    fn read_all(text: &str, article: Option<&str>) -> (Vec<Coded>, Vec<String>) {
        let article = article.map(|expression| Regex::new(expression).unwrap());
        let (coded, errors) = read("gold.jsonl", text, article.as_ref(), TARGETS);
        (coded, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_kind_of_line_is_read() {
        let (coded, errors) = read_all(
            "\u{FEFF}{\"id\":\"a_1_x\",\"text\":\"Orr lied.\",\"target\":{\"mention\":\"Orr\",\"start\":0,\"end\":3},\"label\":-1}\n\
             \n\
             {\"id\":7,\"text\":\"They are brave.\",\"speaker\":\"Orr\",\"stance\":{\"ukraine\":1,\"russia\":null}}\n\
             {\"article\":\"b\",\"statements\":[{\"segments\":[{\"text\":\"One\"},{\"text\":\"two.\"}],\"optional\":true,\"stance\":{\"russia\":0}}]}\n",
            Some("^([^_]+_)?"),
        );
        assert!(errors.is_empty(), "{errors:?}");
        let told: Vec<_> =
            coded.iter().map(|c| (c.article.as_str(), c.text.as_str(), c.label)).collect();
        assert_eq!(
            told,
            [
                ("a_", "Orr lied.", Label::Unfavourable),
                ("", "They are brave.", Label::Favourable),
                ("b", "One\n\ntwo.", Label::Neutral),
            ]
        );
        assert_eq!(coded[0].toward, Toward::Marked(CharSpan { start: 0, end: 3 }));
        assert_eq!(coded[1].speaker.name, "Orr");
    }

    #[test]
    fn bad_lines_are_told_with_their_place() {
        for (line, expected) in [
            ("x", "gold.jsonl:1: expected value"),
            ("{\"id\":1,\"text\":\"a\"}", "gold.jsonl:1: has to hold one of: label"),
            ("{\"id\":1,\"text\":\"a\",\"label\":1}", "gold.jsonl:1: missing field `target`"),
            (
                "{\"id\":1,\"text\":\"a\",\"target\":{\"start\":0,\"end\":9},\"label\":1}",
                "gold.jsonl:1: target: 0..9 is no stretch of a text of 1 characters",
            ),
            (
                "{\"id\":1,\"text\":\"a\",\"target\":{\"start\":0,\"end\":1},\"label\":2}",
                "gold.jsonl:1: 2 is no label; use -1, 0 or 1",
            ),
            (
                "{\"id\":1,\"text\":\"a\",\"stance\":{\"moon\":1}}",
                "gold.jsonl:1: stance: no target is called \"moon\"",
            ),
            (
                "{\"text\":\"a\",\"stance\":{\"russia\":1}}",
                "gold.jsonl:1: has neither article nor id",
            ),
        ] {
            let (coded, errors) = read_all(line, None);
            assert!(coded.is_empty() && errors.len() == 1, "{line}");
            assert!(errors[0].starts_with(expected), "{line}: {}", errors[0]);
        }
        let (_, errors) = read_all("{\"id\":\"b\",\"text\":\"a\",\"stance\":{}}", Some("^a"));
        assert_eq!(errors, ["gold.jsonl:1: --article finds nothing in the id \"b\""]);
    }
}
