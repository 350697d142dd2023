//! A passage taken apart: clauses, noun phrases with whom they refer to, shifters.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{Entry, FormKind, ShifterKind};
use crate::text::{Document, TokenKind};

use super::Utterance;
use super::chunks::{self, Chunk};
use super::clauses::{self, Clause};
use super::passages::Passage;
use super::refer::{self, Memory};
use super::shifters::{self, Shifter};
use super::tagged::Tagged;
use super::targets::{Finder, Form};
use super::voice::Voice;
use super::words::{CALLING, Class, Pronoun};

/// Everything that the rules look at in one passage.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The text.
    pub document: &'a Tagged<'a>,
    /// The stretch.
    pub passage: Passage,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Its noun phrases.
    pub chunks: Vec<Chunk>,
    /// Its shifters.
    pub shifters: Vec<Shifter>,
    /// What says something: longest matches, rows of one pattern together.
    pub evaluations: Vec<(Found, Entry)>,
    /// What tells that a target is spoken of, and no more: the words, and the target.
    pub allusions: Vec<(Range<usize>, usize)>,
    /// Verbs of the narration before a fragment, with their rows of `effects.csv`.
    pub narrated: Vec<(Found, usize)>,
    /// What stands in marks within the quotation: *his “peace plan”*.
    pub held: Vec<Range<usize>>,
}

impl<'a> Scene<'a> {
    /// Takes `passage` apart; `memory` resolves its pronouns and learns its names.
    pub fn read(
        utterance: &Utterance<'a>,
        passage: Passage,
        finder: &Finder<'_>,
        voice: &Voice,
        memory: &mut Memory,
        lexicons: &Lexicons,
    ) -> Self {
        let document = utterance.setting.words();
        let forms = finder.find(passage.tokens.clone());
        let evaluations: Vec<(Found, Entry)> = lexicons
            .stance
            .evaluations(document, passage.quoted.clone(), finder.knows_policies())
            .into_iter()
            .filter(|(f, _)| !in_form(&forms, f))
            .collect();
        let clauses = clauses::cut(document, passage.tokens.clone());
        let mut shifters = shifters::find(document, &passage, &clauses, &lexicons.stance);
        shifters.retain(|s| s.kind != ShifterKind::Report || !is_own_cue(utterance, s));
        let verb_at = |i: usize| {
            lexicons.stance.is_effect(document, i, &passage.tokens)
                && !is_noun_at(document, &forms, i)
        };
        let mut chunks = chunks::find(document, passage.tokens.clone(), &forms, verb_at);
        for chunk in &mut chunks {
            let quoted = passage.quoted.contains(&chunk.tokens.start);
            if is_reporting(utterance, chunk) {
                chunk.voice = true;
                continue;
            }
            refer_to(utterance, chunk, quoted, voice, memory);
            if quoted {
                memory.push(document, chunk);
            }
        }
        let narrated = narrated(document, &passage, lexicons);
        let held = held(document, passage.quoted.clone());
        let allusions = finder.allusions(passage.quoted.clone());
        Self {
            document,
            passage,
            clauses,
            chunks,
            shifters,
            evaluations,
            allusions,
            narrated,
            held,
        }
    }

    /// Index of the clause of token `at`.
    pub fn clause_of(&self, at: usize) -> usize {
        clauses::index_of(&self.clauses, at)
    }

    /// Whether the chunk counts: its words are quoted.
    pub fn is_quoted(&self, chunk: &Chunk) -> bool {
        self.passage.quoted.contains(&chunk.tokens.start)
    }
}

/// Tokens of narration before a fragment in which the verb that introduces it stands.
const INTRODUCED: usize = 16;

/// Verbs of praise and blame in the narration that a fragment leans on.
fn narrated(
    document: &Document<'_>,
    passage: &Passage,
    lexicons: &Lexicons,
) -> Vec<(Found, usize)> {
    if !passage.fragment {
        return Vec::new();
    }
    let start = passage.tokens.start.max(passage.quoted.start.saturating_sub(INTRODUCED));
    let found = lexicons.stance.evaluations(document, start..passage.quoted.start, false);
    let effect = |(found, entry): (Found, Entry)| match entry {
        Entry::Effect(row) => Some((found, row)),
        _ => None,
    };
    found.into_iter().filter_map(effect).collect()
}

/// Most words of what somebody holds away with marks.
const HELD: usize = 4;

/// Words that give what stands in marks as somebody's, right before them.
const GIVES: &[&str] = &["said", "says", "say", "saying", "wrote", "told", "quote", "as", ",", ":"];

/// Words from a verb of calling to what it gives: *calls his answer “dishonest”*.
const GIVEN_REACH: usize = 5;

/// Stretches of a few words between marks in `quoted` that nobody is said to have uttered.
fn held(document: &Document<'_>, quoted: Range<usize>) -> Vec<Range<usize>> {
    let is = |i: usize, marks: &[&str]| marks.contains(&document.word(i));
    // Marks within marks are of the other kind; of the same kind they are a reporter's own.
    let outer = quoted.start.checked_sub(1).map(|i| document.word(i));
    let single = matches!(outer, Some("‘" | "'"));
    let (opens, closes) =
        if single { (["“", "\""], ["”", "\""]) } else { (["‘", "'"], ["’", "'"]) };
    let mut held = Vec::new();
    for open in quoted.clone().filter(|&i| is(i, &opens)) {
        let reach = quoted.end.min(open + HELD + 2);
        let close = (open + 2..reach).find(|&i| is(i, &closes));
        let before = quoted.start.max(open.saturating_sub(GIVEN_REACH))..open;
        let given = before.clone().any(|i| CALLING.contains(&document.stem(i)))
            || before.last().is_some_and(|i| GIVES.contains(&document.lower(i)));
        held.extend(close.filter(|_| !given).map(|close| open + 1..close));
    }
    held
}

/// Whether a chunk names who reports, in words that are read with the report.
fn is_reporting(utterance: &Utterance<'_>, chunk: &Chunk) -> bool {
    utterance.reported.is_some_and(|reported| {
        reported.mention.overlaps(utterance.document.span_of(&chunk.tokens))
    })
}

/// Whether a shifter is the cue of the report: what follows is the speaker's view, not another's.
fn is_own_cue(utterance: &Utterance<'_>, shifter: &Shifter) -> bool {
    utterance.reported.is_some_and(|reported| {
        reported.cue.overlaps(utterance.document.span_of(&(shifter.start..shifter.end)))
    })
}

/// Fills in whom `chunk` refers to.
fn refer_to(
    utterance: &Utterance<'_>,
    chunk: &mut Chunk,
    quoted: bool,
    voice: &Voice,
    memory: &Memory,
) {
    if let Some(form) = &chunk.form {
        if !quoted && refer::is_speaker(utterance, voice, form) {
            chunk.target = None;
            chunk.voice = true;
        }
        return;
    }
    let Some(pronoun) = chunk.pronoun else { return };
    match pronoun {
        Pronoun::Me | Pronoun::We if quoted => {
            chunk.voice = true;
            chunk.target = voice.side.filter(|_| voice.is_target || pronoun == Pronoun::We);
        }
        Pronoun::He | Pronoun::She | Pronoun::They => {
            let own = chunk.tokens.start..chunk.tokens.start + 1;
            let within = quoted.then(|| memory.within(pronoun)).flatten();
            let known = within.or_else(|| refer::cast_target(utterance, &own));
            chunk.target = known.unwrap_or_else(|| memory.resolve(pronoun));
        }
        _ => chunk.target = memory.resolve(pronoun),
    }
}

/// Whether a match lies in the name of a target: no word of a name praises or blames.
fn in_form(forms: &[Form], found: &Found) -> bool {
    let at = forms.partition_point(|f| f.tokens.end <= found.start);
    forms.get(at).is_some_and(|f| f.tokens.start <= found.start && found.end <= f.tokens.end)
}

/// Endings that make a word an act or a thing, not a verb.
const NOUN_ENDINGS: &[&str] = &["ion", "ions", "ment", "ance", "ence", "ism", "ure", "al"];

/// Whether the word at `i` is used as a noun: *Russia's invasion, a gift, Russian attacks*.
pub fn is_noun_at(document: &Tagged<'_>, forms: &[Form], i: usize) -> bool {
    let word = document.lower(i);
    if NOUN_ENDINGS.iter().any(|e| word.ends_with(e)) {
        return true;
    }
    let Some(before) = i.checked_sub(1) else { return false };
    if document.tokens()[before].kind == TokenKind::Mark {
        return false;
    }
    if document.lower(before) == "'s" {
        // "He's attacking" is a verb; "Putin's attack" is not.
        return !word.ends_with("ing") && !word.ends_with("ed");
    }
    let at = forms.partition_point(|f| f.tokens.end <= before);
    let demonym = forms.get(at).is_some_and(|f| {
        f.kind == FormKind::Demonym
            && f.tokens.contains(&before)
            && !document.lower(before).ends_with('s')
    });
    demonym || document.is(before, Class::BeforeNoun)
}
