//! Mentions in titles. Capitals say little there, so a title names those whom the text below it
//! names, in the words of the text: full names, surnames, bodies.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::text::{Document, Role, Span, TokenKind};

use super::scan::Finder;
use super::{Mention, MentionKind};

/// The mentions of the text by the words of each form; of one form, the first.
#[derive(Default)]
struct Forms<'f> {
    mentions: FxHashMap<Vec<&'f str>, &'f Mention>,
    /// Numbers of words of the forms that begin with a word.
    lengths: FxHashMap<&'f str, BTreeSet<usize>>,
}

impl<'f> Forms<'f> {
    fn add(&mut self, words: Vec<&'f str>, mention: &'f Mention) {
        if let Some(first) = words.first() {
            self.lengths.entry(first).or_default().insert(words.len());
            self.mentions.entry(words).or_insert(mention);
        }
    }

    /// The longest form that the words at token `i` are, with its length.
    fn at(&self, document: &Document<'_>, i: usize, end: usize) -> Option<(usize, &'f Mention)> {
        let lengths = self.lengths.get(document.lower(i))?;
        lengths.iter().rev().filter(|&&length| i + length <= end).find_map(|&length| {
            let words: Vec<&str> = (i..i + length).map(|t| document.lower(t)).collect();
            Some((length, *self.mentions.get(&words)?))
        })
    }
}

/// The mentions that a finder met, and those of the titles among them, in order.
pub(super) fn with_headlines(finder: &Finder<'_, '_>) -> Vec<Mention> {
    let document = finder.document;
    let titles = document.paragraphs().iter().filter(|p| p.role == Role::Title);
    let forms = forms(document, &finder.found);
    let added: Vec<Mention> =
        titles.flat_map(|title| named(finder, &forms, title.tokens.clone())).collect();
    merge(&finder.found, added)
}

/// Names and bodies of the text with the words that stand for them.
fn forms<'f>(document: &'f Document<'_>, found: &'f [Mention]) -> Forms<'f> {
    let mut forms = Forms::default();
    for mention in found {
        let spans = match mention.kind {
            MentionKind::Name => [document.tokens_in(mention.name), mention.head..mention.head + 1],
            MentionKind::Body => [mention.tokens.clone(), mention.tokens.clone()],
            _ => continue,
        };
        for tokens in spans {
            let article = document.lower(tokens.start) == "the";
            let words = tokens.skip(usize::from(article)).map(|t| document.lower(t));
            forms.add(words.collect(), mention);
        }
    }
    forms
}

/// The mentions of one title.
fn named(
    finder: &Finder<'_, '_>,
    forms: &Forms<'_>,
    tokens: std::ops::Range<usize>,
) -> Vec<Mention> {
    let mut named = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let mention = named_at(finder, forms, i, tokens.end);
        i = mention.as_ref().map_or(i + 1, |m: &Mention| m.tokens.end.max(i + 1));
        named.extend(mention);
    }
    named
}

fn named_at(finder: &Finder<'_, '_>, forms: &Forms<'_>, i: usize, end: usize) -> Option<Mention> {
    let document = finder.document;
    if document.tokens()[i].kind != TokenKind::Word || !document.is_capitalized(i) {
        return None;
    }
    let (length, like) = forms.at(document, i, end)?;
    let tokens = i..i + length;
    let span = document.span_of(&tokens);
    let name = if like.kind == MentionKind::Name { span } else { Span::new(span.end, span.end) };
    let head = tokens.end - 1;
    Some(Mention { span, name, head, owner: None, headline: true, tokens, ..like.clone() })
}

/// Both lists in one, in order; owners are counted anew.
fn merge(found: &[Mention], added: Vec<Mention>) -> Vec<Mention> {
    let shifted = |o: usize| {
        let before = added.partition_point(|a| a.tokens.start < found[o].tokens.start);
        o + before
    };
    let old = found.iter().map(|m| Mention { owner: m.owner.map(shifted), ..m.clone() });
    let mut all: Vec<Mention> = old.collect();
    all.extend(added.iter().cloned());
    all.sort_by_key(|m| m.tokens.start);
    all
}
