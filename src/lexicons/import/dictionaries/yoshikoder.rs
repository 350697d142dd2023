//! Yoshikoder and Lexicoder 2, `.ykd`, `.lcd`: XML of categories (`cnode`) and words (`pnode`),
//! each with a `name`.

use roxmltree::{Document, Node};

use super::entry::{Dictionary, Entry, Path};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::File;

/// Categories within each other; a deeper tree is a mistake.
const DEEPEST: usize = 50;

/// Reads all words.
///
/// # Errors
/// When the file is no XML, or no dictionary.
pub fn read(file: &File) -> Result<Dictionary, LexiconError> {
    let tree = Document::parse(&file.text).map_err(|error| {
        let place = error.pos();
        // The message ends with the place, which stands before it already.
        let what = error.to_string();
        let what = what.rsplit_once(" at ").map_or(what.as_str(), |(what, _)| what).to_owned();
        fault(file, u64::from(place.row), place.col as usize, what)
    })?;
    let starts: Vec<usize> =
        std::iter::once(0).chain(file.text.match_indices('\n').map(|(i, _)| i + 1)).collect();
    let mut dictionary = Dictionary::default();
    for node in tree.descendants().filter(|node| node.has_tag_name("pnode")) {
        let line = starts.partition_point(|&start| start <= node.range().start) as u64;
        match (node.attribute("name"), path(&node)) {
            (_, Err(deep)) => return Err(fault(file, line, 1, deep)),
            (None, _) => dictionary.leave(line, "pnode", "has no name"),
            (Some(name), Ok(path)) => dictionary.entries.push(Entry {
                line,
                text: name.to_owned(),
                categories: vec![path],
                number: None,
            }),
        }
    }
    Ok(dictionary)
}

/// The categories that a word lies in, outermost first.
fn path(node: &Node<'_, '_>) -> Result<Path, String> {
    let above = node.ancestors().filter(|node| node.has_tag_name("cnode"));
    let mut path: Path = above
        .take(DEEPEST + 1)
        .map(|node| node.attribute("name").unwrap_or_default().to_owned())
        .collect();
    if path.len() > DEEPEST {
        return Err(format!("more than {DEEPEST} categories within each other"));
    }
    path.reverse();
    Ok(path)
}

fn fault(file: &File, line: u64, column: usize, what: String) -> LexiconError {
    LexiconError {
        file: file.name.to_string(),
        line,
        column,
        what,
        help: "a dictionary is XML of <cnode name=\"category\"> with <pnode name=\"word\"/>".into(),
        row: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(text: &str) -> Result<Dictionary, LexiconError> {
        read(&File { name: "d.ykd".into(), text: text.into() })
    }

    #[test]
    fn words_lie_in_the_nodes_around_them() {
        let text = "<?xml version=\"1.0\"?>\n<dictionary style=\"x\">\n<cnode name=\"Mood\">\n\
            <cnode name=\"positive\">\n<pnode name=\"gleamy &amp; bright\"/>\n</cnode>\n\
            <pnode></pnode></cnode>\n</dictionary>\n";
        let read = dictionary(text).unwrap_or_default();
        let entry = &read.entries[0];
        assert_eq!((entry.line, &*entry.text), (5, "gleamy & bright"));
        assert_eq!(entry.categories, [["Mood", "positive"]]);
        assert_eq!((read.left[0].line, &*read.left[0].why), (7, "has no name"));
    }

    #[test]
    fn broken_xml_is_refused_with_its_place() {
        let deep = format!("<d>\n{}<pnode name='a'/>", "<cnode name='c'>".repeat(60));
        let deep = format!("{deep}{}</d>", "</cnode>".repeat(60));
        for (what, text, expected) in [
            (
                "an open tag",
                "<dictionary>\n<cnode>\n</dictionary>\n",
                "d.ykd:3:1: expected 'cnode'",
            ),
            ("no XML", "gleamy\n", "d.ykd:1:1: "),
            ("entities", "<!DOCTYPE d [<!ENTITY a \"b\">]>\n<d>&a;</d>\n", "d.ykd:1:1: "),
            ("a deep tree", &deep, "d.ykd:2:1: more than 50 categories"),
        ] {
            let error = dictionary(text).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(error.starts_with(expected), "{what}: {error}");
        }
    }

    #[test]
    fn a_tree_of_any_depth_is_refused_without_harm() {
        let deep = "<cnode name='c'>".repeat(100_000);
        assert!(dictionary(&deep).is_err());
    }
}
