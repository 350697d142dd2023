//! Who pronouns refer to, and what a statement is about that names no target: from the words of
//! the quotation, the narration around it, and what the speaker said before.

use std::ops::Range;

use crate::lexicons::stance::Facet;
use crate::speakers::MentionKind;
use crate::text::{Document, Span};

use super::Utterance;
use super::chunks::Chunk;
use super::targets::{Finder, Form};
use super::voice::Voice;
use super::words::Pronoun;

/// Tokens at the start of an article that tell whom it is about.
const LEAD: usize = 150;
/// Sentences of narration before the statement that are read; a paragraph may be a whole book.
const SENTENCES_BEFORE: usize = 16;
/// Tokens of a sentence that are read on either side of the statement.
const REACH: usize = 120;

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
    /// Named within the quotation.
    spoken: bool,
}

/// What was named so far, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    named: Vec<Antecedent>,
    /// The target that the narration says the statement is about: *he said of Russia*.
    pub about: Option<usize>,
    /// The targets that the narration of the statement's own sentences names.
    pub topics: Vec<usize>,
    /// The target that the narration names last before or around the statement.
    pub topic: Option<usize>,
    /// A target was named within the quotation: "it" and "this" may be anything.
    spoken: bool,
    /// The leader that the start of the article is about.
    protagonist: Option<usize>,
}

impl Memory {
    /// What the narration and the speaker's earlier words have named when `utterance` begins.
    pub fn before(utterance: &Utterance<'_>, finder: &Finder<'_>, voice: &Voice) -> Self {
        let document = utterance.document;
        let mut memory = Self { protagonist: protagonist(utterance, finder), ..Self::default() };
        for &segment in utterance.earlier {
            for form in finder.find(document.tokens_in(segment)) {
                memory.push_form(&form, false);
            }
        }
        let own = own_sentences(utterance);
        let paragraph = own.first().and_then(|&s| document.sentences().get(s)).map(|s| s.paragraph);
        let before = paragraph.map_or(0..0, |p| p.saturating_sub(1)..p + 1);
        let first = own.first().copied().unwrap_or(0);
        for p in before {
            let sentences = document.paragraphs()[p].sentences.clone();
            let start = sentences.start.max(first.saturating_sub(SENTENCES_BEFORE));
            for sentence in start..sentences.end.min(first) {
                let tokens = document.sentences()[sentence].tokens.clone();
                memory.narrated(utterance, finder, voice, tokens, false);
            }
        }
        let window = window(utterance);
        for sentence in own {
            let tokens = &document.sentences()[sentence].tokens;
            let near = tokens.start.max(window.start)..tokens.end.min(window.end);
            memory.narrated(utterance, finder, voice, near, true);
        }
        memory
    }

    /// Takes in narration; `own` says that it is that of the statement's own sentences.
    fn narrated(
        &mut self,
        utterance: &Utterance<'_>,
        finder: &Finder<'_>,
        voice: &Voice,
        range: Range<usize>,
        own: bool,
    ) {
        let document = utterance.document;
        let mut marks = Marks { document, next: range.start, open: false };
        let mut led = false;
        for form in finder.find(range.clone()) {
            let in_marks = marks.enclose(form.tokens.start);
            if in_marks || is_quoted(utterance, &form.tokens) || is_speaker(utterance, voice, &form)
            {
                continue;
            }
            self.push_form(&form, false);
            // What is told is the act of whom the sentence names first: "it" and "this" mean it.
            if own || !led {
                self.topic = Some(form.target);
                led = true;
            }
            if own {
                self.topics.push(form.target);
                if is_about(document, &form, range.start) {
                    self.about = Some(form.target);
                }
            }
        }
    }

    fn push_form(&mut self, form: &Form, spoken: bool) {
        self.named.push(Antecedent {
            target: Some(form.target),
            facet: form.facet,
            person: false,
            plural: false,
            spoken,
        });
    }

    /// Takes in a noun phrase of the quotation.
    pub fn push(&mut self, document: &Document<'_>, chunk: &Chunk) {
        if chunk.pronoun.is_some() || chunk.voice {
            return;
        }
        if let Some(form) = &chunk.form {
            self.push_form(form, true);
            self.spoken = true;
            return;
        }
        let person = chunk.named && chunk.tokens.len() > 1;
        let plural = chunk.is_plural(document);
        if person || plural {
            self.named.push(Antecedent { target: None, facet: None, person, plural, spoken: true });
        }
    }

    /// The target that `pronoun` refers to.
    pub fn resolve(&self, pronoun: Pronoun) -> Option<usize> {
        match pronoun {
            Pronoun::You => self.about,
            Pronoun::This => self.topic.filter(|_| !self.spoken),
            Pronoun::It if !self.spoken => self.topic,
            Pronoun::He => self.last(pronoun).map_or(self.protagonist, |a| a.target),
            _ => self.last(pronoun)?.target,
        }
    }

    /// What a pronoun of the quotation refers to if the quotation itself has named it: nearer
    /// than anything in the narration. `None` if nothing named there fits.
    pub fn within(&self, pronoun: Pronoun) -> Option<Option<usize>> {
        self.last(pronoun).filter(|a| a.spoken).map(|a| a.target)
    }

    /// The last antecedent that agrees with `pronoun`.
    fn last(&self, pronoun: Pronoun) -> Option<&Antecedent> {
        let fits_all = |a: &Antecedent| a.target.is_some() && a.facet.is_none();
        self.named.iter().rev().find(|a| match pronoun {
            _ if fits_all(a) => true,
            Pronoun::He | Pronoun::She => a.person || a.facet == Some(Facet::Leader),
            Pronoun::They => {
                a.plural || a.facet.is_some_and(|f| f != Facet::Leader && f != Facet::Policy)
            }
            Pronoun::It => matches!(a.facet, Some(Facet::State | Facet::Policy)),
            _ => false,
        })
    }
}

/// Indices of the sentences that hold the statement's segments.
fn own_sentences(utterance: &Utterance<'_>) -> Vec<usize> {
    let document = utterance.document;
    let mut own = Vec::new();
    for segment in utterance.segments {
        let last = segment.end.saturating_sub(1).max(segment.start);
        if let (Some(a), Some(b)) =
            (document.sentence_at(segment.start), document.sentence_at(last))
        {
            own.extend((a..=b).filter(|s| own.last().is_none_or(|l| l < s)).collect::<Vec<_>>());
        }
    }
    own
}

/// The tokens within reach of the statement.
fn window(utterance: &Utterance<'_>) -> Range<usize> {
    let tokens = |span: &Span| utterance.document.tokens_in(*span);
    let start = utterance.segments.first().map_or(0, |s| tokens(s).start);
    let end = utterance.segments.last().map_or(0, |s| tokens(s).end);
    start.saturating_sub(REACH)..end + REACH
}

/// The quotation marks of a stretch of narration, read as far as somebody asks.
struct Marks<'a> {
    document: &'a Document<'a>,
    next: usize,
    open: bool,
}

impl Marks<'_> {
    /// Whether token `at` stands between marks of the stretch; none before one asked for earlier.
    fn enclose(&mut self, at: usize) -> bool {
        for i in self.next..at + 1 {
            match self.document.word(i) {
                "“" | "«" => self.open = true,
                "”" | "»" => self.open = false,
                "\"" => self.open = !self.open,
                _ => {}
            }
        }
        self.next = at + 1;
        self.open
    }
}

/// The leader whom the start of the article names most.
fn protagonist(utterance: &Utterance<'_>, finder: &Finder<'_>) -> Option<usize> {
    let lead = utterance.document.tokens().len().min(LEAD);
    let forms = finder.find(0..lead);
    let leaders = || forms.iter().filter(|f| f.facet == Some(Facet::Leader));
    let count = |target: usize| leaders().filter(|f| f.target == target).count();
    leaders().map(|f| f.target).max_by_key(|&t| (count(t), std::cmp::Reverse(t)))
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
        && matches!(form.facet, Some(Facet::Leader | Facet::State));
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
pub fn cast_target(utterance: &Utterance<'_>, tokens: &Range<usize>) -> Option<Option<usize>> {
    let (_, member) = resolved(utterance, tokens)?;
    // "calling him a liar": whom the speaker calls so is not the speaker.
    let object = matches!(utterance.document.lower(tokens.start), "him" | "them");
    if object && Some(member) == utterance.speaker {
        return None;
    }
    utterance.setting.target_of(member)
}

/// Whether the narration introduces `form` as what is talked about.
fn is_about(document: &Document<'_>, form: &Form, first: usize) -> bool {
    (first.max(form.tokens.start.saturating_sub(ABOUT_REACH))..form.tokens.start)
        .any(|i| ABOUT.contains(&document.lower(i)))
}
