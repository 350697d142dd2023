//! Who pronouns refer to, and what a statement is about that names no target: from the words of
//! the quotation, the narration around it, and what the speaker said before.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::stance::{Facet, FormKind};
use crate::speakers::MentionKind;
use crate::text::{Document, Span};

use super::Utterance;
use super::chunks::{Chunk, Pronoun};
use super::targets::{Finder, Form};
use super::voice::Voice;

/// Sentences of narration before the statement that are read for antecedents.
const SENTENCES_BEFORE: usize = 2;

/// Tokens between "of", "about", "referring to" and the target that they name as the topic.
const ABOUT_REACH: usize = 3;

/// Words of narration that name what a quotation is about: *he said of Russia*.
const ABOUT: &[&str] =
    &["of", "about", "on", "regarding", "concerning", "to", "toward", "towards", "at", "against"];

/// Something that a later pronoun can refer to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Antecedent {
    target: Option<usize>,
    facet: Option<Facet>,
    /// A name of a person who is no target.
    person: bool,
    /// Many, and no target.
    plural: bool,
}

/// What was named so far, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    named: Vec<Antecedent>,
    /// The target that the narration says the statement is about.
    pub about: Option<usize>,
    /// The target that the narration names last before the statement.
    pub topic: Option<usize>,
}

impl Memory {
    /// What the narration and the speaker's earlier words have named when `utterance` begins.
    pub fn before(utterance: &Utterance<'_>, finder: &Finder<'_>, voice: &Voice) -> Self {
        let mut memory = Self::default();
        for &segment in utterance.earlier {
            for form in finder.find(utterance.document.tokens_in(segment)) {
                memory.push_form(&form);
            }
        }
        for range in narration_before(utterance) {
            memory.narrated(utterance, finder, voice, range, false);
        }
        if let Some(frame) = utterance.frame {
            memory.narrated(utterance, finder, voice, utterance.document.tokens_in(frame), true);
        }
        memory
    }

    /// Takes in narration; `frame` says that it carries the attribution.
    fn narrated(
        &mut self,
        utterance: &Utterance<'_>,
        finder: &Finder<'_>,
        voice: &Voice,
        range: Range<usize>,
        frame: bool,
    ) {
        let document = utterance.document;
        let mut first = true;
        for form in finder.find(range.clone()) {
            if is_quoted(utterance, &form.tokens) || is_speaker(utterance, voice, &form) {
                continue;
            }
            self.push_form(&form);
            if frame && is_about(document, &form, range.start) {
                self.about = Some(form.target);
            }
            if frame || first {
                self.topic = Some(form.target);
            }
            first = false;
        }
    }

    fn push_form(&mut self, form: &Form) {
        self.named.push(Antecedent {
            target: Some(form.target),
            facet: Some(form.facet),
            person: false,
            plural: false,
        });
    }

    /// Takes in a noun phrase of the quotation.
    pub fn push(&mut self, document: &Document<'_>, chunk: &Chunk) {
        if chunk.pronoun.is_some() || chunk.voice {
            return;
        }
        if let Some(form) = &chunk.form {
            // "Russian children": the noun, not the country, is what "they" takes up.
            if form.kind != FormKind::Lookalike {
                self.push_form(form);
            }
            return;
        }
        let person = chunk.named && chunk.tokens.len() > 1;
        let plural = chunk.is_plural(document);
        if person || plural {
            self.named.push(Antecedent { target: None, facet: None, person, plural });
        }
    }

    /// The target that `pronoun` refers to.
    pub fn resolve(&self, pronoun: Pronoun) -> Option<usize> {
        let fits = |a: &&Antecedent| match pronoun {
            Pronoun::He | Pronoun::She => a.person || a.facet == Some(Facet::Leader),
            Pronoun::They => {
                a.plural || a.facet.is_some_and(|f| f != Facet::Leader && f != Facet::Policy)
            }
            Pronoun::It => matches!(a.facet, Some(Facet::State | Facet::Policy)),
            _ => false,
        };
        match pronoun {
            Pronoun::You => self.about,
            Pronoun::This => None,
            _ => self.named.iter().rev().find(fits)?.target,
        }
    }
}

/// The sentences before the statement in its paragraph, else in the paragraph before.
fn narration_before(utterance: &Utterance<'_>) -> Vec<Range<usize>> {
    let document = utterance.document;
    let Some(first) = utterance.segments.first() else {
        return Vec::new();
    };
    let Some(at) = document.sentence_at(first.start) else {
        return Vec::new();
    };
    let mut ranges: Vec<Range<usize>> = document.sentences()
        [at.saturating_sub(SENTENCES_BEFORE)..at]
        .iter()
        .map(|s| s.tokens.clone())
        .collect();
    // The narration of the statement's own sentence, up to the opening mark.
    let own = &document.sentences()[at].tokens;
    let opening = document.tokens_in(*first).start;
    if own.start < opening {
        ranges.push(own.start..opening);
    }
    ranges
}

/// Whether the tokens lie in one of the statement's own segments.
fn is_quoted(utterance: &Utterance<'_>, tokens: &Range<usize>) -> bool {
    let span = utterance.document.span_of(tokens);
    utterance.segments.iter().any(|s: &Span| s.overlaps(span))
}

/// Whether a form of the narration names the speaker: it is the subject of "said", not the topic.
pub fn is_speaker(utterance: &Utterance<'_>, voice: &Voice, form: &Form) -> bool {
    let by_name = voice.is_target
        && voice.side == Some(form.target)
        && matches!(form.facet, Facet::Leader | Facet::State);
    by_name || mentioned_as_speaker(utterance, &form.tokens)
}

/// Whether the cast knows a mention over `tokens` to be the speaker.
fn mentioned_as_speaker(utterance: &Utterance<'_>, tokens: &Range<usize>) -> bool {
    resolved(utterance, tokens).is_some_and(|(_, member)| Some(member) == utterance.speaker)
}

/// The mention over `tokens` and the member of the cast behind it.
fn resolved(utterance: &Utterance<'_>, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let mentions = utterance.mentions;
    let at = mentions.partition_point(|m| m.tokens.end <= tokens.start);
    let mention = mentions.get(at).filter(|m| m.tokens.start < tokens.end)?;
    let pronoun = mention.kind == MentionKind::Pronoun;
    let resolution = (*utterance.cast.resolved.get(at)?)?;
    (!pronoun || resolution.confidence >= 0.5).then_some((at, resolution.member))
}

/// The member of the cast that the pronoun at `tokens` stands for, as the cast has it.
pub fn cast_target(
    utterance: &Utterance<'_>,
    tokens: &Range<usize>,
    lexicons: &Lexicons,
) -> Option<Option<usize>> {
    let (_, member) = resolved(utterance, tokens)?;
    let name = &utterance.cast.members.get(member)?.speaker.name;
    let stance = &lexicons.stance;
    let document = Document::new(name, &[], &lexicons.abbreviations);
    let all = document.tokens().len();
    let found = stance.forms.longest_at(&document, 0, all).filter(|f| f.end == all);
    Some(found.and_then(|f| {
        let is_name = stance.targets[f.value].value.kind == FormKind::Name;
        is_name.then(|| stance.target_of(f.value))
    }))
}

/// Whether the narration introduces `form` as what is talked about.
fn is_about(document: &Document<'_>, form: &Form, first: usize) -> bool {
    (first.max(form.tokens.start.saturating_sub(ABOUT_REACH))..form.tokens.start)
        .any(|i| ABOUT.contains(&document.lower(i)))
}
