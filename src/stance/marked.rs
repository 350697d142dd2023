//! An entity that somebody marked in a text: the forms by which the text names it.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::stance::{Facet, FormKind};
use crate::text::{Document, Span};

use super::targets::Form;

/// The number of a marked entity: the one after all targets of the lexicon.
pub fn number(lexicons: &Lexicons) -> usize {
    lexicons.stance.target_ids().len()
}

/// The marked words, and wherever else the text names the entity by them or by their last name.
pub fn forms(document: &Document<'_>, span: Span, lexicons: &Lexicons) -> Vec<Form> {
    let target = number(lexicons);
    let marked = document.tokens_in(span);
    let facet = facet(document, &marked);
    let form =
        |tokens| Form { tokens, target, kind: FormKind::Name, facet, weight: None, row: None };
    let mut forms: Vec<Form> = Vec::new();
    let mut at = 0;
    while at < document.tokens().len() {
        let next = match at == marked.start {
            true => Some(marked.clone()),
            false => renamed(document, &marked, at),
        };
        at = next.as_ref().map_or(at + 1, |tokens| tokens.end.max(at + 1));
        forms.extend(next.filter(|tokens| !tokens.is_empty()).map(form));
    }
    forms
}

/// The forms that lie in `range`.
pub fn within(forms: &[Form], range: &Range<usize>) -> Vec<Form> {
    let inside = |f: &&Form| range.start <= f.tokens.start && f.tokens.end <= range.end;
    forms.iter().filter(inside).cloned().collect()
}

/// The words at `at` where they are the marked name again, whole or its last word.
fn renamed(document: &Document<'_>, marked: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let is_name = !marked.is_empty() && document.is_capitalized(marked.end - 1);
    let same = |a: usize, b: usize| document.word(a) == document.word(b);
    [marked.clone(), marked.end.saturating_sub(1)..marked.end]
        .into_iter()
        .map(|name| (at..(at + name.len()), name))
        .find(|(here, name)| {
            let apart = here.end <= marked.start || marked.end <= here.start;
            let inside = here.end <= document.tokens().len();
            is_name && apart && inside && here.clone().zip(name.clone()).all(|(a, b)| same(a, b))
        })
        .map(|(here, _)| here)
}

/// What a marked pronoun tells of the entity.
fn facet(document: &Document<'_>, marked: &Range<usize>) -> Option<Facet> {
    match document.tokens().get(marked.start).map(|_| document.lower(marked.start))? {
        "he" | "him" | "his" | "she" | "her" | "hers" => Some(Facet::Leader),
        "they" | "them" | "their" | "theirs" => Some(Facet::Forces),
        "it" | "its" => Some(Facet::State),
        _ => None,
    }
}
