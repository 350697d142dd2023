//! Whose words are set apart without quotation marks: turns of a transcript by their label, the
//! answers of an interview by its introduction, blocks and posts by signature or lead-in.

use std::cell::OnceCell;
use std::cmp::Reverse;

use crate::quotes::{Quotation, Style};
use crate::speakers::mentions::MentionKind;
use crate::text::{Role, Span, TokenKind, WordSet};

use super::clause::{Clause, Subject};
use super::context::Verdict;
use super::rules::{Finding, Rule};
use super::scene::{AtomKind, Scene};
use super::words::Word;

const TURN: Rule = Rule { name: "transcript", confidence: 0.95 };
const ANSWER: Rule = Rule { name: "transcript", confidence: 0.85 };
const POST: Rule = Rule { name: "post", confidence: 0.93 };
const SIGNED: Rule = Rule { name: "sign-off", confidence: 0.85 };
const BLOCK: Rule = Rule { name: "block-quote", confidence: 0.75 };

/// Judges the quotations of one article that no marks enclose.
pub struct Apart<'s, 'a> {
    scene: &'s Scene<'a>,
    /// Atom of the one interviewed, looked for once.
    interviewee: OnceCell<Option<usize>>,
}

impl<'s, 'a> Apart<'s, 'a> {
    /// Looks at nothing yet.
    pub fn new(scene: &'s Scene<'a>) -> Self {
        Self { scene, interviewee: OnceCell::new() }
    }

    /// The verdict on quotation `q`; `last` is the last that was uttered.
    pub fn judge(&self, q: usize, last: Option<usize>) -> Verdict {
        let interviewee = || *self.interviewee.get_or_init(|| interviewee(self.scene));
        judge(self.scene, q, last, interviewee)
    }
}

fn judge(
    scene: &Scene<'_>,
    q: usize,
    last: Option<usize>,
    interviewee: impl FnOnce() -> Option<usize>,
) -> Verdict {
    let quotation = &scene.quotations[q];
    if quotation.resumes && q > 0 && scene.quotations[q - 1].style == quotation.style {
        return if last == Some(q - 1) { Verdict::Continues } else { Verdict::Dropped };
    }
    match (quotation.style, quotation.source) {
        (Style::Turn, Some(label)) => Verdict::Found(turn(scene, label, interviewee)),
        (Style::Post, Some(signature)) => signed(scene, signature, POST),
        (_, Some(signature)) => signed(scene, signature, SIGNED),
        (_, None) => led_in(scene, quotation),
    }
}

fn found(subject: Subject, cue: Option<Span>, rule: Rule) -> Finding {
    Finding { subject: Some(subject), cue, governor: None, rule }
}

/// A turn by the mention in its label; by the one interviewed where the label is an `A`.
fn turn(scene: &Scene<'_>, label: Span, interviewee: impl FnOnce() -> Option<usize>) -> Finding {
    let cue = Some(label);
    if let Some(atom) = mention_in(scene, label) {
        return found(atom.into(), cue, TURN);
    }
    let words = scene.document.slice(label);
    let answers = matches!(words, "A" | "a") || words.eq_ignore_ascii_case("answer");
    match answers.then(interviewee).flatten() {
        Some(atom) => found(atom.into(), cue, ANSWER),
        None => {
            Finding { subject: None, cue, governor: None, rule: Rule { confidence: 0.0, ..TURN } }
        }
    }
}

/// A block or post by the first mention of its signature.
fn signed(scene: &Scene<'_>, signature: Span, rule: Rule) -> Verdict {
    let dash = scene.document.tokens_in(signature).start;
    let cue = scene.document.tokens().get(dash).map(|token| token.span);
    match mention_in(scene, signature) {
        Some(atom) => Verdict::Found(found(atom.into(), cue, rule)),
        None => Verdict::Dropped,
    }
}

/// The atom of the first mention in `span` that names somebody.
fn mention_in(scene: &Scene<'_>, span: Span) -> Option<usize> {
    let first = scene.mentions.partition_point(|m| m.span.start < span.start);
    let here = scene.mentions[first..].iter().take_while(|m| m.span.start < span.end);
    let named = here.filter(|m| m.kind != MentionKind::Pronoun && m.quotation.is_none());
    named.map(|m| m.tokens.start).find_map(|token| atom_at(scene, token))
}

/// The atom of the mention that begins at `token`.
fn atom_at(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let atom = scene.atoms.binary_search_by_key(&token, |atom| atom.tokens.start).ok()?;
    matches!(scene.atoms[atom].kind, AtomKind::Mention(_)).then_some(atom)
}

/// A block by the paragraph right before it, which introduces it: *X wrote to the council:*.
fn led_in(scene: &Scene<'_>, quotation: &Quotation) -> Verdict {
    let Some(before) = quotation.paragraph.checked_sub(1) else { return Verdict::Dropped };
    let unit = scene.units.partition_point(|unit| unit.paragraph <= before);
    let unit = unit.checked_sub(1).map(|u| &scene.units[u]).filter(|u| u.paragraph == before);
    let prose = scene.document.paragraphs()[before].role == Role::Body;
    let Some(unit) = unit.filter(|_| prose) else { return Verdict::Dropped };
    let clause = Clause { scene, unit };
    let last = unit.atoms.end - 1;
    let ends_in_colon = clause.word(last) == Some(Word::Colon);
    let first = clause.left_end(unit.atoms.end);
    let cue = (first..unit.atoms.end)
        .rev()
        .find(|&i| clause.cue(i).is_some_and(|cue| cue.reports_speech() || cue.frame.is_report()));
    let quotes =
        (first..unit.atoms.end).any(|i| matches!(clause.kind(i), Some(AtomKind::Quote(_))));
    let introduces = ends_in_colon || cue.is_some() && !quotes;
    match clause.main_subject().filter(|_| introduces) {
        Some(subject) => Verdict::Found(found(subject, cue.map(|i| scene.span(i)), BLOCK)),
        None => Verdict::Dropped,
    }
}

/// The one person whom the words before the first turn introduce: the only one named there, the
/// only one of them in the title, or the one an interview is said to be with.
fn interviewee(scene: &Scene<'_>) -> Option<usize> {
    let first = scene.quotations.iter().find(|q| q.style == Style::Turn)?.paragraph;
    let end = scene.document.paragraphs()[first].tokens.start;
    let names: Vec<usize> = (0..scene.atoms.len())
        .take_while(|&i| scene.atoms[i].tokens.start < end)
        .filter(|&i| is_person(scene, i) && !is_reporter(scene, i))
        .collect();
    let titled = |&i: &usize| titles(scene).any(|t| scene.document.lower(t) == surname(scene, i));
    only(scene, names.iter().copied())
        .or_else(|| only(scene, names.iter().copied().filter(|i| titled(i))))
        .or_else(|| names.iter().copied().find(|&i| is_interviewed(scene, i)))
}

fn is_person(scene: &Scene<'_>, i: usize) -> bool {
    scene.atoms[i].mention.is_some_and(|m| scene.mentions[m].kind == MentionKind::Name)
        && matches!(scene.atoms[i].kind, AtomKind::Mention(_))
}

/// Whether a mention, or the words right before it, tell of one who asks: *reporter X*.
fn is_reporter(scene: &Scene<'_>, i: usize) -> bool {
    static ASKERS: WordSet = WordSet::of(&[
        "anchor",
        "correspondent",
        "editor",
        "host",
        "interviewer",
        "moderator",
        "our",
        "reporter",
    ]);
    let tokens = &scene.atoms[i].tokens;
    (tokens.start.saturating_sub(2)..tokens.end).any(|t| ASKERS.contains(scene.document.lower(t)))
}

fn surname<'s>(scene: &'s Scene<'_>, i: usize) -> &'s str {
    scene.atoms[i].mention.map_or("", |m| scene.document.lower(scene.mentions[m].head))
}

/// The fullest of the mentions, if all are of one person.
fn only(scene: &Scene<'_>, names: impl Iterator<Item = usize> + Clone) -> Option<usize> {
    let person = surname(scene, names.clone().next()?);
    let same = names.clone().all(|i| surname(scene, i) == person);
    names.min_by_key(|&i| Reverse(scene.atoms[i].tokens.len())).filter(|_| same)
}

/// The words of titles and headings before the text.
fn titles<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = usize> + 's {
    let document = scene.document;
    let titles = document.paragraphs().iter().filter(|p| p.role == Role::Title);
    titles
        .flat_map(|p| p.tokens.clone())
        .filter(move |&t| document.tokens()[t].kind == TokenKind::Word)
}

/// *spoke with X*, *an interview with X*, *asked X*: words between verb and name at most.
const INTERVIEW_REACH: usize = 6;

/// Whether the words before the mention at `i` say that it is interviewed.
fn is_interviewed(scene: &Scene<'_>, i: usize) -> bool {
    let lower = |a: usize| scene.document.lower(scene.atoms[a].tokens.start);
    let before = i.saturating_sub(INTERVIEW_REACH)..i;
    before.clone().any(|a| {
        matches!(lower(a), "interviewed" | "asked")
            || matches!(lower(a), "with" | "to")
                && (a.saturating_sub(INTERVIEW_REACH)..a).any(|b| {
                    matches!(
                        lower(b),
                        "spoke"
                            | "talked"
                            | "speaks"
                            | "talks"
                            | "sat"
                            | "interview"
                            | "conversation"
                            | "chat"
                            | "chatted"
                            | "questions"
                            | "q&a"
                    )
                })
    })
}
