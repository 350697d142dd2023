//! What a reporting word is followed by where no quotation marks stand: `complements.csv`.
//!
//! *Promised to*, *asked whether*, *denied doing*, *accused Y of*: a row gives the constructions
//! in which the words after a cue are its content. Cues without a row take what their frame takes.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::cues::{CueFrame, CueKind, CueMatch, Cues, inflected};
use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};

/// A set of constructions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes(u16);

impl Takes {
    /// *said that …*
    pub const THAT: Self = Self(1);
    /// *said the plan was dead*
    pub const BARE: Self = Self(2);
    /// *asked whether …*
    pub const WH: Self = Self(4);
    /// *promised to …*
    pub const TO: Self = Self(8);
    /// *denied doing …*
    pub const ING: Self = Self(16);
    /// Who is spoken to may stand between: *told reporters that …*
    pub const OBJECT: Self = Self(32);
    /// Who is to act stands between: *urged Congress to …*
    pub const WHOM: Self = Self(64);
    /// *called the plan a failure*
    pub const NAME: Self = Self(128);
    /// *described the plan as …*
    pub const AS: Self = Self(256);
    /// *accused the town of …*, *blamed it for …*
    pub const CHARGE: Self = Self(512);
    /// Of a noun: *in X's view, …*
    pub const VIEW: Self = Self(1024);
    /// No construction: what follows is said not to be so.
    pub const DENIES: Self = Self(2048);

    /// Whether any construction of `other` is among these.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Constructions by the names that the column `takes` gives them.
const NAMES: &[(&str, Takes)] = &[
    ("that", Takes::THAT),
    ("bare", Takes::BARE),
    ("wh", Takes::WH),
    ("to", Takes::TO),
    ("ing", Takes::ING),
    ("object", Takes::OBJECT),
    ("whom", Takes::WHOM),
    ("name", Takes::NAME),
    ("as", Takes::AS),
    ("charge", Takes::CHARGE),
    ("view", Takes::VIEW),
    ("denies", Takes::DENIES),
];

/// A row of `complements.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct ComplementRow {
    /// Dictionary form of a row of `cues.csv`.
    pub cue: String,
    /// Kind of that row.
    pub kind: CueKind,
    /// Constructions, parted by `|`; empty for none at all.
    #[serde(default)]
    pub takes: String,
}

/// The compiled rows.
#[derive(Clone, Debug)]
pub struct Complements {
    by_form: FxHashMap<(Box<str>, CueKind), Takes>,
}

impl Complements {
    /// Reads, checks and compiles `complements.csv`; `cues` gives the inflected forms.
    ///
    /// # Errors
    /// Every row that names no cue or no construction.
    pub fn load(source: &Source, cues: &Cues) -> Result<Self, LexiconErrors> {
        let rows: Vec<Row<ComplementRow>> = table::read(source, "complements.csv")?;
        let mut errors = LexiconErrors::default();
        let mut by_form: FxHashMap<(Box<str>, CueKind), Takes> = FxHashMap::default();
        for row in &rows {
            let takes = constructions(row, &mut errors);
            let mut known = false;
            for cue in cues.rows.iter().filter(|cue| names(&row.value, &cue.value)) {
                known = true;
                for (form, _) in inflected(&cue.value) {
                    let entry = by_form.entry((form.into(), row.value.kind)).or_default();
                    *entry = entry.or(takes);
                }
            }
            if !known {
                errors.0.push(row.error(
                    "cue",
                    "is no cue of this kind",
                    "write it as the row of cues.csv that it belongs to",
                ));
            }
        }
        if errors.0.is_empty() { Ok(Self { by_form }) } else { Err(errors) }
    }

    /// What the cue spelled `words` (lower case, one space between) is followed by.
    pub fn of(&self, words: &str, cue: &CueMatch) -> Takes {
        match self.by_form.get(&(words.into(), cue.kind)) {
            Some(&takes) => takes,
            None => by_frame(cue),
        }
    }
}

/// Whether a row of this file is about that cue.
fn names(row: &ComplementRow, cue: &super::cues::CueRow) -> bool {
    row.kind == cue.kind && row.cue.eq_ignore_ascii_case(&cue.cue)
}

/// The constructions of a row; what is none is an error.
fn constructions(row: &Row<ComplementRow>, errors: &mut LexiconErrors) -> Takes {
    let mut takes = Takes::default();
    for name in row.value.takes.split('|').map(str::trim).filter(|name| !name.is_empty()) {
        match NAMES.iter().find(|(known, _)| *known == name) {
            Some(&(_, construction)) => takes = takes.or(construction),
            None => {
                let known: Vec<&str> = NAMES.iter().map(|&(name, _)| name).collect();
                let help = format!("write some of {}, parted by |", known.join(", "));
                errors.0.push(row.error("takes", format!("“{name}” is no construction"), help));
            }
        }
    }
    takes
}

/// What cues of a frame take where no row says otherwise.
fn by_frame(cue: &CueMatch) -> Takes {
    match (cue.kind, cue.frame) {
        (CueKind::Quoted, _) => Takes::THAT.or(Takes::BARE),
        (CueKind::Verb, CueFrame::Say | CueFrame::Add | CueFrame::Write) => Takes::THAT,
        (CueKind::Verb, CueFrame::Tell) => Takes::OBJECT.or(Takes::THAT),
        (CueKind::Verb, CueFrame::Ask) => Takes::OBJECT.or(Takes::WH),
        (CueKind::Verb, CueFrame::Judge) if cue.strength > 0.92 => Takes::NAME.or(Takes::AS),
        (CueKind::Noun, CueFrame::Claim | CueFrame::Text | CueFrame::Talk) => Takes::THAT,
        _ => Takes::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::cues::Forms;

    fn cue(frame: CueFrame, strength: f64) -> CueMatch {
        CueMatch { end: 1, kind: CueKind::Verb, frame, forms: Forms::PAST, strength }
    }

    #[test]
    fn a_row_says_more_than_the_frame() {
        let source = Source::shipped();
        let loaded = Cues::load(&source).and_then(|cues| Complements::load(&source, &cues));
        let Ok(complements) = loaded else { panic!("the shipped files load") };
        let say = cue(CueFrame::Say, 0.95);
        assert!(complements.of("promised", &say).any(Takes::TO));
        assert!(!complements.of("elaborated", &say).any(Takes::TO));
        assert!(complements.of("elaborated", &say).any(Takes::THAT));
        assert!(!complements.of("believed", &cue(CueFrame::Think, 0.6)).any(Takes::THAT));
    }

    #[test]
    fn a_row_of_no_cue_or_construction_is_refused_with_its_place() {
        use crate::lexicons::source::File;
        let file = File { name: "c.csv".into(), text: "cue,kind,takes\nsay,verb,thta\n".into() };
        let rows: Vec<Row<ComplementRow>> = table::read_files(&[file]).unwrap_or_default();
        let mut errors = LexiconErrors::default();
        constructions(&rows[0], &mut errors);
        assert!(errors.to_string().contains("c.csv:2:10"), "{errors}");
    }
}
