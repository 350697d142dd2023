//! Files that a user writes: lexicons, corrections, names to leave out, settings.

use std::sync::LazyLock;

use onrecord::config::{self, Config};
use onrecord::lexicons::check::check;
use onrecord::lexicons::source::{OPTIONAL, SHIPPED, decode};
use onrecord::lexicons::{Lexicons, Source};
use onrecord::people::{Corrections, Exclusions, corrections, exclude};

use super::choose;
use super::faults::are_placed;

/// What the bytes are read as.
#[derive(Clone, Copy)]
enum Kind {
    Settings,
    Corrections,
    Exclusions,
    /// The lexicon that the next byte chooses.
    Lexicon,
}

const KINDS: &[Kind] = &[Kind::Settings, Kind::Corrections, Kind::Exclusions, Kind::Lexicon];

/// Targets that have a column in corrections.
const TARGETS: &[&str] = &["russia", "ukraine", "trump"];

/// No lexicons: one file alone is read in a moment.
static NO_LEXICONS: LazyLock<Source> = LazyLock::new(|| Source::shipped().without(|_| true));

/// A file of a user, of the kind that the first byte chooses.
pub fn tables(data: &[u8]) {
    let Some((kind, data)) = choose(KINDS, data) else { return };
    match kind {
        Kind::Settings => settings(&String::from_utf8_lossy(data)),
        Kind::Corrections => {
            let read = Corrections::parse(corrections::FILE, data, TARGETS).map(|read| {
                assert!(read.rows().len() <= data.len());
            });
            placed(read, corrections::FILE, data);
        }
        Kind::Exclusions => {
            placed(Exclusions::parse(exclude::FILE, data).map(|_| ()), exclude::FILE, data);
        }
        Kind::Lexicon => lexicon(data),
    }
}

fn placed(read: Result<(), onrecord::lexicons::LexiconErrors>, file: &str, data: &[u8]) {
    if let Err(errors) = read {
        are_placed(&errors, file, &decode(data));
    }
}

/// A fault of the settings names a line and column that are there.
fn settings(text: &str) {
    let Err(error) = Config::parse(config::FILE, text) else { return };
    let shown = error.to_string();
    let (line, column) = error.place().unwrap_or((1, 1));
    let lines: Vec<&str> = text.split('\n').collect();
    let length = lines.get(line - 1).map(|line| line.chars().count());
    assert!(length.is_some_and(|length| column <= length + 1), "{shown}");
    assert!(!shown.contains('\n'), "{shown}");
}

/// One lexicon alone. What loads is checked too.
fn lexicon(data: &[u8]) {
    let names: Vec<&str> =
        SHIPPED.iter().map(|(name, _)| *name).chain(OPTIONAL.iter().copied()).collect();
    let Some((name, data)) = choose(&names, data) else { return };
    let mut source = NO_LEXICONS.clone();
    if let Err(error) = source.put_bytes(name, data.to_vec()) {
        assert_eq!(error.file, name, "{error}");
        return;
    }
    let text = source.files(name)[0].text.clone();
    if let Err(errors) = Lexicons::load(&source) {
        are_placed(&errors, name, &text);
    }
    let findings = check(&source);
    if !findings.is_empty() {
        for errors in [findings.errors, findings.warnings].iter().filter(|e| !e.0.is_empty()) {
            are_placed(errors, name, &text);
        }
    }
}
