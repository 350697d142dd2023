//! Formats by the name of a file: what holds articles, what is packed, what is refused.

use super::article::{Skip, SkipReason};

/// How a file holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One article, plain text.
    Text,
    /// One article with Markdown.
    Markdown,
    /// One web page.
    Html,
    /// One record, an array of them, an object with `articles`, or records one after another.
    Json,
    /// One record a line.
    JsonLines,
    /// One record a row, with a header.
    Table,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
}

/// What the name of a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It holds articles, packed in these layers, the outermost first.
    Articles(Format, Vec<Packing>),
    /// It may hold an article, in a format that is not read.
    Refused(&'static Refusal),
    /// Something else, with its extension in lower case.
    Other(String),
}

/// A format that is refused by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    extension: &'static str,
    name: &'static str,
}

const FORMATS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Table),
    ("tsv", Format::Table),
];

const PACKINGS: &[(&str, Packing)] = &[("gz", Packing::Gzip), ("zst", Packing::Zstd)];

const REFUSED: &[Refusal] = &[
    Refusal { extension: "doc", name: "Word" },
    Refusal { extension: "docx", name: "Word" },
    Refusal { extension: "epub", name: "EPUB" },
    Refusal { extension: "odt", name: "OpenDocument" },
    Refusal { extension: "pdf", name: "PDF" },
    Refusal { extension: "rtf", name: "RTF" },
];

impl Refusal {
    /// What to tell the user.
    pub fn skip(&self) -> Skip {
        Skip {
            reason: SkipReason::Format,
            message: format!(
                "{} files (.{}) are not read: save it as plain text (.txt) or HTML",
                self.name, self.extension
            ),
        }
    }
}

impl Kind {
    /// The kind of a file called `name`.
    pub fn of(name: &str) -> Self {
        let mut packings = Vec::new();
        let mut stem = name;
        loop {
            let Some((rest, extension)) = stem.rsplit_once('.') else {
                return Self::Other(extension_of(name));
            };
            let extension = extension.to_ascii_lowercase();
            if let Some(format) = look_up(FORMATS, &extension) {
                return Self::Articles(format, packings);
            }
            if let Some(refusal) = REFUSED.iter().find(|r| r.extension == extension) {
                return Self::Refused(refusal);
            }
            let Some(packing) = look_up(PACKINGS, &extension) else {
                return Self::Other(extension_of(name));
            };
            packings.push(packing);
            stem = rest;
        }
    }

    /// The kind of a file that the user named: what has no known extension is plain text.
    pub fn of_named(name: &str) -> Self {
        match Self::of(name) {
            Self::Other(_) => Self::Articles(Format::Text, packings_of(name)),
            known => known,
        }
    }
}

fn look_up<T: Copy>(table: &[(&str, T)], extension: &str) -> Option<T> {
    table.iter().find(|&&(e, _)| e == extension).map(|&(_, value)| value)
}

/// The layers that the extensions at the end of `name` tell.
pub(super) fn packings_of(name: &str) -> Vec<Packing> {
    name.rsplit('.')
        .map_while(|extension| look_up(PACKINGS, &extension.to_ascii_lowercase()))
        .collect()
}

/// The extension in lower case, empty where there is none.
fn extension_of(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_format_and_packing() {
        use Packing::{Gzip, Zstd};
        for (name, format, packings) in [
            ("a.txt", Format::Text, vec![]),
            ("A.HTML", Format::Html, vec![]),
            ("2025.02.20.md", Format::Markdown, vec![]),
            ("dump.jsonl.zst", Format::JsonLines, vec![Zstd]),
            ("dump.csv.GZ", Format::Table, vec![Gzip]),
            ("twice.json.gz.zst", Format::Json, vec![Zstd, Gzip]),
        ] {
            assert_eq!(Kind::of(name), Kind::Articles(format, packings), "{name}");
        }
    }

    #[test]
    fn other_names_are_refused_or_counted() {
        assert!(matches!(Kind::of("letter.DOCX"), Kind::Refused(_)));
        assert!(matches!(Kind::of("scan.pdf.gz"), Kind::Refused(_)));
        for (name, extension) in
            [("README", ""), ("photo.JPG", "jpg"), ("all.tar.gz", "gz"), (".gitignore", "")]
        {
            assert_eq!(Kind::of(name), Kind::Other(extension.to_owned()), "{name}");
        }
    }

    #[test]
    fn a_file_the_user_names_is_text_unless_its_name_says_otherwise() {
        assert_eq!(Kind::of_named("NOTES"), Kind::Articles(Format::Text, vec![]));
        assert_eq!(Kind::of_named("log.gz"), Kind::Articles(Format::Text, vec![Packing::Gzip]));
        assert!(matches!(Kind::of_named("a.pdf"), Kind::Refused(_)));
    }
}
