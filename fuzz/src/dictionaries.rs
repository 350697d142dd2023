//! Data that others made and that is imported: dictionaries of feeling, lists of legislators.

use std::sync::LazyLock;

use onrecord::lexicons::Source;
use onrecord::lexicons::import::dictionaries::{self, Format, Options};
use onrecord::lexicons::import::{legislators, text_of};
use onrecord::lexicons::source::File;

use super::faults::are_placed;
use super::{LEXICONS, choose};

/// What the bytes are imported as.
#[derive(Clone, Copy)]
enum Kind {
    /// A dictionary of this format.
    Dictionary(Format),
    /// A dictionary whose format its name and content tell.
    Told(&'static str),
    /// A list of legislators, YAML or CSV by its first line.
    Legislators,
}

const KINDS: &[Kind] = &[
    Kind::Dictionary(Format::Afinn),
    Kind::Dictionary(Format::Lexicoder),
    Kind::Dictionary(Format::Liwc),
    Kind::Dictionary(Format::Quanteda),
    Kind::Dictionary(Format::Table),
    Kind::Dictionary(Format::Vader),
    Kind::Dictionary(Format::Wordstat),
    Kind::Dictionary(Format::Yoshikoder),
    Kind::Told("d.txt"),
    Kind::Told("d.yml"),
    Kind::Legislators,
];

/// No lexicons: what an import finds known would cost more than the import.
static NO_LEXICONS: LazyLock<Source> = LazyLock::new(|| Source::shipped().without(|_| true));

/// A file to import, of the kind that the first byte chooses.
pub fn dictionaries(data: &[u8]) {
    let Some((kind, data)) = choose(KINDS, data) else { return };
    let name = if let Kind::Told(name) = kind { name } else { "d" };
    let Ok(file) = text_of(name, data.to_vec()) else { return };
    match kind {
        Kind::Legislators => people(file),
        Kind::Dictionary(format) => words(&file, Some(format)),
        Kind::Told(_) => words(&file, None),
    }
}

/// Entries are rows, merged, weightless or left: none is lost. Rows can be read back.
fn words(file: &File, format: Option<Format>) {
    let options = Options { format, all: true, ..Options::default() };
    let import = match dictionaries::import(file, &NO_LEXICONS, &options) {
        Ok(import) => import,
        Err(errors) => return are_placed(&errors, &file.name, &file.text),
    };
    for term in &import.terms {
        assert!((-1.0..=1.0).contains(&term.weight) && term.weight != 0.0, "{term:?}");
        assert!(!term.pattern.trim().is_empty(), "{term:?}");
    }
    let weightless: usize = import.weightless.values().sum();
    let known: usize = import.known.values().sum();
    let told = import.terms.len() + import.merged + weightless + known + import.left.len();
    assert_eq!(told, import.read, "{import:?}");
}

/// People who were read are written, known, or left out for a reason.
fn people(file: File) {
    let files = [file];
    let options = legislators::Options { all: true, ..legislators::Options::default() };
    match legislators::import(&files, &LEXICONS.people, options) {
        Ok(import) => {
            assert_eq!(import.written + import.early, import.read, "{import:?}");
            assert!(import.people.iter().all(|(row, _)| !row.id.is_empty()), "{import:?}");
        }
        Err(errors) => are_placed(&errors, &files[0].name, &files[0].text),
    }
}
