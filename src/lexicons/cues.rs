//! Reporting words: `cues.csv`, compiled to a map from the first word of each inflected form.
//!
//! A row gives the dictionary form; regular inflections are generated, irregular ones listed.
//! Of a phrase the first word is inflected: `fire back` also finds *fired back*.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::error::{LexiconError, LexiconErrors};
use super::inflect::{add_ed, add_ing, add_s};
use super::source::Source;
use super::table::{self, Row};
use crate::text::{Document, WordId};

/// What a cue is, grammatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// A verb of speech: say, add, tell.
    Verb,
    /// A verb whose passive names the speaker: be quoted as saying.
    Quoted,
    /// A phrase before the source: according to, in the words of.
    Phrase,
    /// A noun of speech: statement, tweet, remark.
    Noun,
    /// Makes the quoted words a name that nobody utters here: so-called, known as, the word.
    Label,
    /// A work whose title stands between quotation marks: film, book, titled.
    Work,
}

/// What sort of act or thing a cue reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueFrame {
    /// Speech; the verb may stand after the quotation and before its subject.
    Say,
    /// Speech that goes on with what was said before: added, continued.
    Add,
    /// Speech whose object is the one spoken to.
    Tell,
    /// A question.
    Ask,
    /// Writing.
    Write,
    /// What a text does: *the sign read*.
    Show,
    /// A judgement woven around the quoted words: called, praised, accused of.
    Judge,
    /// Thought, will and use: weak evidence of speech.
    Think,
    /// Of a phrase: the source follows.
    Source,
    /// Of a noun: a text.
    Text,
    /// Of a noun: an occasion of speech.
    Talk,
    /// Of a noun: what is said.
    Claim,
    /// Of a label.
    Label,
    /// Of a work.
    Work,
}

impl CueFrame {
    /// Whether it is speech or writing that a clause with its content can follow.
    pub fn is_report(self) -> bool {
        matches!(self, Self::Say | Self::Add | Self::Tell | Self::Write | Self::Ask)
    }
}

/// A row of `cues.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct CueRow {
    /// Dictionary form, one or several words, matched without case.
    pub cue: String,
    /// Irregular forms in full, parted by `|`; forms of the past or in *-ing* replace the
    /// regular one.
    #[serde(default)]
    pub forms: String,
    /// What it is.
    pub kind: CueKind,
    /// What it reports.
    pub frame: CueFrame,
    /// How surely it reports speech, 0 to 1.
    pub strength: f64,
}

/// The grammatical forms that one spelling can stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms(u8);

impl Forms {
    /// *say*: infinitive, imperative, present of the plural.
    pub const BASE: Self = Self(1);
    /// *says*
    pub const PRESENT: Self = Self(2);
    /// *said* with a subject.
    pub const PAST: Self = Self(4);
    /// *said* of the passive and the perfect.
    pub const PARTICIPLE: Self = Self(8);
    /// *saying*
    pub const GERUND: Self = Self(16);

    /// Whether any form of `other` is among these.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A cue found in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CueMatch {
    /// One past its last token.
    pub end: usize,
    /// What it is.
    pub kind: CueKind,
    /// What it reports.
    pub frame: CueFrame,
    /// Forms that the spelling can be.
    pub forms: Forms,
    /// How surely it reports speech.
    pub strength: f64,
}

/// Strength from which a cue is evidence of speech by itself.
const STRONG: f64 = 0.85;

impl CueMatch {
    /// Whether the cue by itself is evidence of speech.
    pub fn is_strong(&self) -> bool {
        self.strength >= STRONG && self.frame != CueFrame::Think
    }

    /// A strong verb that a clause with what was said can follow: *said that …*, *told X …*.
    pub fn reports_speech(&self) -> bool {
        let speech =
            matches!(self.frame, CueFrame::Say | CueFrame::Tell | CueFrame::Write | CueFrame::Ask);
        self.kind == CueKind::Verb && speech && self.is_strong()
    }
}

impl Cues {
    /// Whether token `i` is the noun for a text that somebody wrote: *statement*, *post*; not as
    /// part of a name, *The Washington Post*.
    pub fn is_text(&self, document: &Document<'_>, i: usize) -> bool {
        let text = |cue: CueMatch| cue.kind == CueKind::Noun && cue.frame == CueFrame::Text;
        !document.is_capitalized(i) && self.at(document, i, i + 1).any(text)
    }
}

/// One spelling of a cue: the words after its first one.
#[derive(Clone, Debug)]
struct Pattern {
    rest: Box<[WordId]>,
    forms: Forms,
    kind: CueKind,
    frame: CueFrame,
    strength: f64,
}

/// The compiled cues.
#[derive(Clone, Debug)]
pub struct Cues {
    /// Rows in file order.
    pub rows: Vec<Row<CueRow>>,
    by_first_word: FxHashMap<WordId, Vec<Pattern>>,
}

impl Cues {
    /// Reads, checks and compiles `cues.csv`.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        let rows: Vec<Row<CueRow>> = table::read(source, "cues.csv")?;
        let errors: Vec<LexiconError> = rows.iter().filter_map(fault).collect();
        if !errors.is_empty() {
            return Err(LexiconErrors(errors));
        }
        let mut cues = Self { rows: Vec::new(), by_first_word: FxHashMap::default() };
        for row in &rows {
            for (phrase, forms) in inflected(&row.value) {
                cues.add(&phrase, forms, &row.value);
            }
        }
        for patterns in cues.by_first_word.values_mut() {
            patterns.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        cues.rows = rows;
        Ok(cues)
    }

    /// Files one spelling; a spelling that stands for two forms is filed once with both.
    fn add(&mut self, phrase: &str, forms: Forms, row: &CueRow) {
        let mut words = phrase.split_whitespace().map(WordId::intern);
        let Some(first) = words.next() else { return };
        let rest: Box<[WordId]> = words.collect();
        let patterns = self.by_first_word.entry(first).or_default();
        let same = patterns
            .iter_mut()
            .find(|p| p.rest == rest && p.kind == row.kind && p.frame == row.frame);
        match same {
            Some(pattern) => pattern.forms = pattern.forms.or(forms),
            None => patterns.push(Pattern {
                rest,
                forms,
                kind: row.kind,
                frame: row.frame,
                strength: row.strength,
            }),
        }
    }

    /// The cues that begin at token `at` and end before `end`, longest first.
    pub fn at<'a>(
        &'a self,
        document: &'a Document<'_>,
        at: usize,
        end: usize,
    ) -> impl Iterator<Item = CueMatch> + 'a {
        let patterns =
            self.by_first_word.get(&document.ids(at).form).map_or(&[][..], Vec::as_slice);
        patterns.iter().filter_map(move |pattern| {
            let stop = at + 1 + pattern.rest.len();
            let fits = stop <= end
                && pattern.rest.iter().zip(at + 1..).all(|(word, i)| document.ids(i).form == *word);
            fits.then_some(CueMatch {
                end: stop,
                kind: pattern.kind,
                frame: pattern.frame,
                forms: pattern.forms,
                strength: pattern.strength,
            })
        })
    }
}

/// What is wrong with a row, if anything.
fn fault(row: &Row<CueRow>) -> Option<LexiconError> {
    if row.value.cue.is_empty() {
        return Some(row.error("cue", "is empty", "write the dictionary form, as in `fire back`"));
    }
    (!(0.0..=1.0).contains(&row.value.strength))
        .then(|| row.error("strength", "is out of range", "write a number from 0 to 1"))
}

/// Every spelling of a cue with the forms it stands for, in lower case.
pub(super) fn inflected(row: &CueRow) -> Vec<(String, Forms)> {
    let cue = row.cue.to_lowercase();
    let listed: Vec<String> =
        row.forms.to_lowercase().split('|').filter(|f| !f.is_empty()).map(str::to_owned).collect();
    match row.kind {
        CueKind::Verb | CueKind::Quoted => verb_forms(&cue, &listed),
        CueKind::Noun => {
            let mut forms = vec![(cue.clone(), Forms::BASE), (inflect_last(&cue), Forms::BASE)];
            forms.extend(listed.into_iter().map(|form| (form, Forms::BASE)));
            forms
        }
        _ => vec![(cue, Forms::BASE)],
    }
}

fn verb_forms(cue: &str, listed: &[String]) -> Vec<(String, Forms)> {
    let (first, rest) = cue
        .split_once(' ')
        .map_or((cue, String::new()), |(first, rest)| (first, format!(" {rest}")));
    let mut forms: Vec<(String, Forms)> =
        listed.iter().map(|form| (form.clone(), form_of(form))).collect();
    let listed_has = |wanted: Forms| listed.iter().any(|form| form_of(form).any(wanted));
    forms.push((cue.to_owned(), Forms::BASE));
    forms.push((add_s(first) + &rest, Forms::PRESENT));
    if !listed_has(Forms::PAST.or(Forms::PARTICIPLE)) {
        forms.push((add_ed(first) + &rest, Forms::PAST.or(Forms::PARTICIPLE)));
    }
    if !listed_has(Forms::GERUND) {
        forms.push((add_ing(first) + &rest, Forms::GERUND));
    }
    let british: Vec<(String, Forms)> =
        forms.iter().filter_map(|(form, f)| Some((with_s(form)?, *f))).collect();
    forms.extend(british);
    forms
}

/// The other spelling of *criticize*: *criticise*.
fn with_s(form: &str) -> Option<String> {
    let first = form.split(' ').next().unwrap_or_default();
    let at = ["ize", "izes", "ized", "izing"].iter().find_map(|end| {
        first.strip_suffix(end).filter(|stem| stem.len() > 2).map(|stem| stem.len() + 1)
    })?;
    Some(format!("{}s{}", &form[..at], &form[at + 1..]))
}

/// Which form a listed irregular one is, by its ending: *wrote*, *written*, *quipping*.
fn form_of(form: &str) -> Forms {
    let first = form.split(' ').next().unwrap_or(form);
    match first {
        _ if first.ends_with("ing") => Forms::GERUND,
        // began, ran; won and spun are both
        _ if first.ends_with("an") => Forms::PAST,
        "won" | "spun" => Forms::PAST.or(Forms::PARTICIPLE),
        _ if first.ends_with('n') || first.ends_with("ne") || first.ends_with("ung") => {
            Forms::PARTICIPLE
        }
        _ => Forms::PAST.or(Forms::PARTICIPLE),
    }
}

/// The plural of a noun of one or more words.
fn inflect_last(noun: &str) -> String {
    match noun.rsplit_once(' ') {
        Some((start, last)) => format!("{start} {}", add_s(last)),
        None => add_s(noun),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicons::Lexicons;

    /// The kind and forms of the longest cue at the start of `text`.
    fn first(text: &str) -> Option<(usize, CueKind, Forms)> {
        let lexicons = match Lexicons::load(&Source::shipped()) {
            Ok(lexicons) => lexicons,
            Err(errors) => panic!("{errors}"),
        };
        let document = Document::new(text, &[], &lexicons.abbreviations);
        let end = document.tokens().len();
        lexicons.cues.at(&document, 0, end).next().map(|m| (m.end, m.kind, m.forms))
    }

    #[test]
    fn inflections_are_found() {
        let past = Forms::PAST.or(Forms::PARTICIPLE);
        for (text, expected) in [
            ("said", Some((1, CueKind::Verb, past))),
            ("fired back", Some((2, CueKind::Verb, past))),
            ("went on to say", Some((4, CueKind::Verb, past))),
            ("quipping", Some((1, CueKind::Verb, Forms::GERUND))),
            ("written", Some((1, CueKind::Verb, Forms::PARTICIPLE))),
            ("began", Some((1, CueKind::Verb, Forms::PAST))),
            ("begun", Some((1, CueKind::Verb, Forms::PARTICIPLE))),
            ("criticised", Some((1, CueKind::Verb, past))),
            ("denies", Some((1, CueKind::Verb, Forms::PRESENT))),
            ("took to Twitter", Some((3, CueKind::Verb, past))),
            ("quoted as saying", Some((3, CueKind::Quoted, past))),
            ("according to", Some((2, CueKind::Phrase, Forms::BASE))),
            ("so-called", Some((1, CueKind::Label, Forms::BASE))),
            ("walked", None),
        ] {
            assert_eq!(first(text), expected, "{text}");
        }
    }
}
