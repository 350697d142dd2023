//! Dictionaries of quanteda as YAML: maps of categories, in each other or not, down to lists of
//! words. A number instead of a list is the weight of its word.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use super::entry::{Dictionary, Entry, Path};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;

/// Nodes and events that a file may hold: the largest dictionaries have some ten thousand.
const NODES: usize = 5_000_000;

/// Categories within each other: a deeper tree is a mistake, and reading one costs stack.
const DEEPEST: usize = 20;

/// What a YAML document is made of.
enum Node {
    Nothing,
    Word(String),
    Number(f64),
    List(Vec<Spanned<Node>>),
    Map(Vec<(String, Spanned<Node>)>),
}

/// Reads all words.
///
/// # Errors
/// When the file is no YAML, or holds no categories.
pub fn read(file: &File) -> Result<Dictionary, LexiconError> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        // "no" and "off" are words here.
        strict_booleans: true,
        budget: serde_saphyr::budget! { max_nodes: NODES, max_events: NODES, max_depth: DEEPEST },
    };
    let tree: Spanned<Node> =
        serde_saphyr::from_str_with_options(&file.text, options).map_err(|e| fault(file, &e))?;
    let mut dictionary = Dictionary::default();
    match tree.value {
        Node::Map(_) => enter(&tree, &Vec::new(), &mut dictionary),
        _ => {
            let what = "holds no categories".to_owned();
            return Err(LexiconError::file(&file.name, what, HELP));
        }
    }
    Ok(dictionary)
}

const HELP: &str = "a dictionary is YAML of categories with lists of words: positive: [fine, good]";

/// Enters the words of `node`, which lies in the categories `path`.
fn enter(node: &Spanned<Node>, path: &Path, dictionary: &mut Dictionary) {
    match &node.value {
        Node::Nothing => {}
        Node::Word(word) => add(node, word, path, None, dictionary),
        Node::Number(number) => add(node, &number.to_string(), path, None, dictionary),
        Node::List(nodes) => nodes.iter().for_each(|node| enter(node, path, dictionary)),
        Node::Map(entries) => {
            for (key, node) in entries {
                if let Node::Number(number) = node.value {
                    add(node, key, path, Some(number), dictionary);
                } else {
                    let path = path.iter().chain([key]).cloned().collect();
                    enter(node, &path, dictionary);
                }
            }
        }
    }
}

fn add(
    node: &Spanned<Node>,
    word: &str,
    path: &Path,
    number: Option<f64>,
    dictionary: &mut Dictionary,
) {
    let categories = if path.is_empty() { Vec::new() } else { vec![path.clone()] };
    let line = node.referenced.line();
    dictionary.entries.push(Entry { line, text: word.to_owned(), categories, number });
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Nodes)
    }
}

struct Nodes;

impl<'de> Visitor<'de> for Nodes {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a category or a word")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Word(value.to_string()))
    }

    #[allow(clippy::cast_precision_loss)] // a weight is small, a year too
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        // "inf" and "nan" are words here, as "no" is.
        Ok(if value.is_finite() { Node::Number(value) } else { Node::Word(value.to_string()) })
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Word(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}

fn fault(file: &File, error: &serde_saphyr::Error) -> LexiconError {
    let place = error.location();
    // The message ends with the place, which stands before it already.
    let what = error.without_snippet().to_string();
    let what = what.lines().next().unwrap_or_default();
    let what = what.rsplit_once(" at line ").map_or(what, |(what, _)| what);
    LexiconError {
        file: file.name.to_string(),
        line: place.as_ref().map_or(0, serde_saphyr::Location::line),
        column: place.map_or(0, |p| usize::try_from(p.column()).unwrap_or(0)),
        what: what.to_owned(),
        help: HELP.into(),
        row: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(text: &str) -> Result<Dictionary, LexiconError> {
        read(&File { name: "d.yml".into(), text: text.into() })
    }

    #[test]
    fn words_lie_in_the_categories_above_them() {
        let text = "\
mood:
  positive:
    - gleamy
    - no gleam*
    - no
    - 100
  negative: [grubbish, True]
empty:
gleam: 2.5
";
        let entries = dictionary(text).unwrap_or_else(|e| panic!("{e}")).entries;
        let read: Vec<(u64, &str, String, Option<f64>)> = entries
            .iter()
            .map(|e| (e.line, &*e.text, e.categories.concat().join("/"), e.number))
            .collect();
        let (positive, negative) = ("mood/positive".to_owned(), "mood/negative".to_owned());
        assert_eq!(
            read,
            [
                (3, "gleamy", positive.clone(), None),
                (4, "no gleam*", positive.clone(), None),
                (5, "no", positive.clone(), None),
                (6, "100", positive, None),
                (7, "grubbish", negative.clone(), None),
                (7, "true", negative, None),
                (9, "gleam", String::new(), Some(2.5)),
            ]
        );
    }

    #[test]
    fn what_is_no_dictionary_is_refused_with_its_place() {
        for (what, text, expected) in [
            ("a broken list", "positive: [gleamy\nnegative: x\n", "d.yml:2:"),
            ("a list", "- gleamy\n", "d.yml: holds no categories"),
            ("nothing", "", "d.yml"),
        ] {
            let error = dictionary(text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.starts_with(expected), "{what}: {error}");
        }
    }

    #[test]
    fn a_file_of_any_depth_is_refused_without_harm() {
        for open in ["[", "a: {", "{a: ", "- "] {
            assert!(dictionary(&open.repeat(100_000)).is_err(), "{open}");
        }
    }
}
