//! WordStat, `.cat`: a tree indented by tabs, of categories and of words with or without a number
//! in brackets that says how much they count.

use super::entry::{Dictionary, Entry, Numbers, Path, lines, number};
use crate::lexicons::source::File;

/// Reads all lines. A line with deeper ones below it is a category.
pub fn read(file: &File) -> Dictionary {
    let mut dictionary = Dictionary { numbers: Numbers::Counts, ..Dictionary::default() };
    let nodes: Vec<Node<'_>> = lines(&file.text).map(Node::of).collect();
    let mut above: Vec<(usize, String)> = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        above.retain(|(depth, _)| *depth < node.depth);
        if nodes.get(i + 1).is_some_and(|next| next.depth > node.depth) {
            above.push((node.depth, node.text.to_owned()));
        } else {
            node.enter(above.iter().map(|(_, name)| name.clone()).collect(), &mut dictionary);
        }
    }
    dictionary
}

/// A line of the tree.
struct Node<'a> {
    line: u64,
    depth: usize,
    text: &'a str,
    number: Option<f64>,
}

impl<'a> Node<'a> {
    fn of((line, text): (u64, &'a str)) -> Self {
        let depth = text.len() - text.trim_start().len();
        let text = text.trim();
        let counted = text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
            .and_then(|(word, count)| Some((word.trim_end(), number(count)?)))
            .filter(|(word, _)| !word.is_empty());
        match counted {
            Some((word, count)) => Self { line, depth, text: word, number: Some(count) },
            None => Self { line, depth, text, number: None },
        }
    }

    fn enter(&self, path: Path, dictionary: &mut Dictionary) {
        if self.text.starts_with('@') {
            dictionary.leave(self.line, self.text, "a rule about words near each other");
        } else if path.is_empty() {
            dictionary.leave(self.line, self.text, "stands in no category, and holds no words");
        } else {
            dictionary.entries.push(Entry {
                line: self.line,
                text: self.text.to_owned(),
                categories: vec![path],
                number: self.number,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indent_tells_what_a_word_is_in() {
        let text = "MOOD\n\tPOSITIVE\n\t\tGLEAMY (1)\n\t\tMIGHTY_GLEAMY\n\tNEGATIVE\n\
            \t\tGRUBB* (2)\n\t\t@NEARBY [GLEAMY NEAR GRUBB] (1)\nFOOD\n";
        let read = read(&File { name: "d.cat".into(), text: text.into() });
        let entries: Vec<_> = read
            .entries
            .iter()
            .map(|e| (e.line, &*e.text, e.categories[0].join("/"), e.number))
            .collect();
        assert_eq!(
            entries,
            [
                (3, "GLEAMY", "MOOD/POSITIVE".to_owned(), Some(1.0)),
                (4, "MIGHTY_GLEAMY", "MOOD/POSITIVE".to_owned(), None),
                (6, "GRUBB*", "MOOD/NEGATIVE".to_owned(), Some(2.0)),
            ]
        );
        let left: Vec<(u64, &str)> = read.left.iter().map(|l| (l.line, &*l.why)).collect();
        assert_eq!(
            left,
            [
                (7, "a rule about words near each other"),
                (8, "stands in no category, and holds no words")
            ]
        );
    }
}
