//! VADER: a token, the mean of its ratings, their deviation and the ratings, parted by tabs.

use super::entry::{Dictionary, Entry, lines, number};
use crate::lexicons::source::File;

/// The best that a rater could say.
const SCALE: f64 = 4.0;

/// Reads all lines.
pub fn read(file: &File) -> Dictionary {
    let mut dictionary = Dictionary { scale: Some(SCALE), ..Dictionary::default() };
    for (line, text) in lines(&file.text) {
        let mut cells = text.split('\t');
        let token = cells.next().unwrap_or_default();
        match cells.next().and_then(number) {
            Some(mean) => dictionary.entries.push(Entry {
                line,
                text: token.to_owned(),
                number: Some(mean),
                ..Entry::default()
            }),
            None => dictionary.leave(line, token, "no mean rating after a tab"),
        }
    }
    dictionary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_the_weight() {
        let text = "gleamy\t1.9\t0.54\t[2, 1, 3]\n8-)\t1.4\t0.9\t[1]\ngrubbish\tbad\n";
        let read = read(&File { name: "v.txt".into(), text: text.into() });
        let numbers: Vec<_> = read.entries.iter().map(|e| (&*e.text, e.number)).collect();
        assert_eq!(numbers, [("gleamy", Some(1.9)), ("8-)", Some(1.4))]);
        assert_eq!((read.left[0].line, read.scale), (3, Some(4.0)));
    }
}
