//! Transcripts: articles whose paragraphs are turns of speakers, each after a label.
//!
//! A colon after a word proves nothing, so an article is a transcript only where several labels
//! take turns and most of what follows them is sentences.

use rustc_hash::FxHashMap;

use crate::text::{Document, Role, Span, WordSet};

use super::labels::{self, Form, Label};

/// Labelled paragraphs that make a transcript.
const FEWEST: usize = 3;

/// Paragraphs around the turns of known speakers in which somebody may speak once.
const NEIGHBOURS: usize = 2;

/// One paragraph of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// What is said, label left out.
    pub inner: Span,
    /// The label of the turn.
    pub label: Span,
    /// It goes on with the turn of the paragraph before.
    pub resumes: bool,
}

/// A labelled paragraph.
struct Labelled {
    paragraph: usize,
    label: Label,
}

/// The turns of a document, in order; none unless it is a transcript. `entries` are those of
/// [`breaks`](super::breaks): a turn ends with its entry.
pub fn turns(document: &Document<'_>, entries: &[usize]) -> Vec<Said> {
    let labelled = labelled(document);
    if !is_transcript(document, &labelled) {
        return Vec::new();
    }
    let mut said = Vec::new();
    for (i, turn) in labelled.iter().enumerate() {
        let next = labelled.get(i + 1).map(|l| l.paragraph);
        add_turn(document, entries, turn, next, &mut said);
    }
    said
}

fn labelled(document: &Document<'_>) -> Vec<Labelled> {
    let paragraphs = document.paragraphs().iter().enumerate();
    let spoken = paragraphs.filter(|(_, p)| matches!(p.role, Role::Body | Role::BlockQuote));
    let mut labelled: Vec<Labelled> = spoken
        .filter_map(|(paragraph, p)| {
            labels::label(document.slice(p.span)).map(|label| Labelled { paragraph, label })
        })
        .collect();
    // Without a question, "A." is an initial or an article.
    if !labelled.iter().any(|l| l.label.form == Form::Question) {
        labelled.retain(|l| l.label.form != Form::Answer);
    }
    let repeated = repeated_range(&labelled);
    labelled.retain(|l| l.label.form != Form::Name || repeated.contains(&l.paragraph));
    labelled
}

/// The paragraphs among which a name that labels only one of them is no chance colon: those of
/// labels that come back, and their neighbours.
fn repeated_range(labelled: &[Labelled]) -> std::ops::Range<usize> {
    let counts = counts(labelled);
    let back = |l: &&Labelled| counts[&l.label.key] > 1;
    let first = labelled.iter().find(back).map_or(0, |l| l.paragraph);
    let last = labelled.iter().rfind(back).map_or(0, |l| l.paragraph + NEIGHBOURS + 1);
    first.saturating_sub(NEIGHBOURS)..last
}

/// How many paragraphs each label stands before.
fn counts(labelled: &[Labelled]) -> FxHashMap<String, usize> {
    let mut counts = FxHashMap::default();
    for l in labelled {
        *counts.entry(l.label.key.clone()).or_insert(0) += 1;
    }
    counts
}

/// Several labels that take turns, close enough to each other, before words that end as
/// sentences do.
fn is_transcript(document: &Document<'_>, labelled: &[Labelled]) -> bool {
    let (Some(first), Some(last)) = (labelled.first(), labelled.last()) else { return false };
    let counts = counts(labelled);
    let (others, repeated) = (counts.len() > 1, counts.len() < labelled.len());
    let plain = labelled.iter().filter(|l| l.label.form == Form::Name).count();
    let every = if plain * 2 > labelled.len() { 3 } else { 12 };
    let range = last.paragraph - first.paragraph + 1;
    let ended = labelled.iter().filter(|l| ends_as_speech(document, l)).count();
    let addressed = labelled.iter().filter(|l| is_addressed(document, l)).count();
    labelled.len() >= FEWEST
        && others
        && repeated
        && labelled.len() * every >= range
        && ended * 3 >= labelled.len() * 2
        && addressed * 4 >= labelled.len()
}

/// Whether the words after a label, if they stand beside it, are words and end as a sentence does.
fn ends_as_speech(document: &Document<'_>, labelled: &Labelled) -> bool {
    let body = document.slice(document.paragraphs()[labelled.paragraph].span);
    let words = body[labelled.label.rest..].trim_end_matches(['*', '_', ')', ']', '”', '"', ' ']);
    let spoken = words.is_empty() || words.chars().any(char::is_alphabetic);
    spoken && (words.is_empty() || words.ends_with(['.', '?', '!', '—', '–', '-', '…', ',']))
}

/// Whether somebody speaks to somebody: a question, *I*, *you*. Notes under headwords do not.
fn is_addressed(document: &Document<'_>, labelled: &Labelled) -> bool {
    static PERSONS: WordSet = WordSet::of(&[
        "i", "me", "my", "we", "us", "our", "you", "your", "thanks", "thank", "please",
    ]);
    let paragraph = &document.paragraphs()[labelled.paragraph];
    let asks = matches!(labelled.label.form, Form::Question | Form::Answer);
    let word = |i: usize| document.lower(i);
    asks || paragraph.tokens.clone().any(|i| word(i) == "?" || PERSONS.contains(word(i)))
}

/// Writes down the paragraphs of one turn; `next` is where the next one begins.
fn add_turn(
    document: &Document<'_>,
    entries: &[usize],
    turn: &Labelled,
    next: Option<usize>,
    out: &mut Vec<Said>,
) {
    let paragraphs = document.paragraphs();
    let first = turn.paragraph;
    let start = paragraphs[first].span.start;
    let label = Span::new(start + turn.label.span.start, start + turn.label.span.end);
    let spoken = Span::new(start + turn.label.rest, paragraphs[first].span.end);
    let before = out.len();
    let mut add = |paragraph: usize, span: Span| {
        let inner = bare(document, span);
        if !inner.is_empty() && !is_direction(document.slice(inner)) {
            let resumes = out.len() > before;
            out.push(Said { paragraph, inner, label, resumes });
        }
    };
    if opens_quoted(document.slice(spoken)) {
        return; // the marks tell what is said
    }
    add(first, spoken);
    for at in first + 1..next.unwrap_or(paragraphs.len()) {
        let here = &paragraphs[at];
        let text = document.slice(here.span);
        let goes_on = matches!(here.role, Role::Body | Role::BlockQuote)
            && entries[at] == entries[first]
            && !is_narrated(text)
            && (next.is_some() || turn.label.form != Form::Name && !is_outro(text));
        if !goes_on {
            break;
        }
        add(at, here.span);
    }
}

/// The span without white space and emphasis around it.
fn bare(document: &Document<'_>, span: Span) -> Span {
    let words = document.slice(span);
    let start = words.len() - words.trim_start_matches(['*', '_', '>', ' ']).len();
    let end = words.trim_end_matches(['*', '_', ' ']).len();
    Span::new(span.start + start, span.start + end).trim(document.text())
}

/// `(Applause.)`, `[crosstalk]`
fn is_direction(words: &str) -> bool {
    let inner = words.trim_matches('*');
    inner.starts_with(['(', '[']) && inner.ends_with([')', ']']) && !inner.contains(". ")
}

fn opens_quoted(words: &str) -> bool {
    words.starts_with(['“', '"', '«', '„', '”'])
        || words.starts_with("''")
        || words.starts_with("``")
}

/// A paragraph of the reporter between turns: it quotes.
fn is_narrated(words: &str) -> bool {
    words.contains("” ") && words.contains('“') || words.contains(",\" ") || opens_quoted(words)
}

/// What stands after the last turn and is none: a note on the text, a credit, a new subject.
fn is_outro(words: &str) -> bool {
    const OUTROS: &[&str] = &[
        "this interview",
        "this conversation",
        "this transcript",
        "the interview",
        "the transcript",
        "the conversation",
        "interview conducted",
        "edited for",
        "copyright",
        "transcript provided",
        "listen to",
        "read more",
        "watch the",
        "follow ",
        "end transcript",
        "end of transcript",
    ];
    let lower = words.trim_start_matches(['*', '_', '(', '[', '—', '-', ' ']).to_lowercase();
    let starts = OUTROS.iter().any(|outro| lower.starts_with(outro));
    let set_in_emphasis = words.starts_with(['*', '_']) && words.ends_with(['*', '_']);
    let ends = words.starts_with("END") || words.starts_with("###");
    starts
        || ends
        || set_in_emphasis
        || words.contains("has been edited")
        || words.contains("was edited")
}
