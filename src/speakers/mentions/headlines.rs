//! Mentions in titles. Capitals say little there, so a title names those whom the text below it
//! names, in the words of the text: full names, surnames, bodies.

use rustc_hash::FxHashMap;

use crate::text::{Document, Role, Span, TokenKind};

use super::scan::Finder;
use super::{Mention, MentionKind};

/// The mentions of the text by the first word of each form, longer forms first.
type Forms<'f> = FxHashMap<&'f str, Vec<(Vec<&'f str>, &'f Mention)>>;

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
    let mut forms: Forms<'f> = FxHashMap::default();
    for mention in found {
        let spans = match mention.kind {
            MentionKind::Name => [document.tokens_in(mention.name), mention.head..mention.head + 1],
            MentionKind::Body => [mention.tokens.clone(), mention.tokens.clone()],
            _ => continue,
        };
        for tokens in spans {
            let article = document.lower(tokens.start) == "the";
            let words: Vec<&str> =
                tokens.skip(usize::from(article)).map(|t| document.lower(t)).collect();
            let Some(&first) = words.first() else { continue };
            let known = forms.entry(first).or_default();
            if !known.iter().any(|(there, _)| *there == words) {
                known.push((words, mention));
            }
        }
    }
    for known in forms.values_mut() {
        known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
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
    let fits = |words: &[&str]| {
        i + words.len() <= end && words.iter().enumerate().all(|(k, w)| document.lower(i + k) == *w)
    };
    let known =
        forms.get(document.lower(i)).and_then(|known| known.iter().find(|(words, _)| fits(words)));
    let (length, like) = known.map(|(words, mention)| (words.len(), *mention))?;
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
