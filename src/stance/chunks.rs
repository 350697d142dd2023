//! Noun phrases of a passage, each with whom it refers to: the candidates for subject and object.

use std::ops::Range;

use crate::lexicons::stance::FormKind;
use crate::text::{Document, TokenKind};

use super::tagged::Tagged;
use super::targets::Form;
use super::words::{Class, Pronoun};

/// A noun phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The form of a target in it, if one is.
    pub form: Option<Form>,
    /// The pronoun it is, or that owns it.
    pub pronoun: Option<Pronoun>,
    /// Number of the target it refers to.
    pub target: Option<usize>,
    /// It is the speaker, or the speaker's side.
    pub voice: bool,
    /// The target only owns it or modifies it: *Putin's war*, *his team*.
    pub owned: bool,
    /// The preposition before it.
    pub preposition: Option<usize>,
    /// Begins with a capital and is no form of a target: a name of something else.
    pub named: bool,
}

impl Chunk {
    /// Whether it ends like a plural.
    pub fn is_plural(&self, document: &Document<'_>) -> bool {
        self.tokens.end > self.tokens.start && document.lower(self.tokens.end - 1).ends_with('s')
    }
}

/// Finds the noun phrases in `tokens`. `breaks(i)` says that a verb stands at token `i`.
pub fn find(
    document: &Tagged<'_>,
    tokens: Range<usize>,
    forms: &[Form],
    breaks: impl Fn(usize) -> bool,
) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut forms = forms.iter().peekable();
    let mut at = tokens.start;
    while at < tokens.end {
        while forms.next_if(|f| f.tokens.end <= at).is_some() {}
        let end = chunk_end(document, at, tokens.end, forms.clone(), &breaks);
        if end == at {
            at += 1;
            continue;
        }
        let inside: Vec<&Form> = forms.clone().take_while(|f| f.tokens.start < end).collect();
        chunks.push(chunk(document, at..end, &inside, tokens.start));
        at = end;
    }
    chunks
}

/// Where the noun phrase that begins at `at` ends; `at` if none does.
fn chunk_end<'f>(
    document: &Tagged<'_>,
    at: usize,
    limit: usize,
    forms: impl Iterator<Item = &'f Form>,
    breaks: &impl Fn(usize) -> bool,
) -> usize {
    let mut forms = forms.peekable();
    let pronoun = document.pronoun(at);
    if let Some((_, false)) = pronoun {
        let covered = forms.peek().is_some_and(|f| f.tokens.start <= at);
        if !covered {
            return at + 1;
        }
    }
    let opens = matches!(pronoun, Some((_, true)))
        || document.is(at, Class::Determiner)
        || document.is_capitalized(at)
        || forms.peek().is_some_and(|f| f.tokens.start == at);
    if !opens {
        return at;
    }
    let mut end = at;
    while end < limit {
        while forms.next_if(|f| f.tokens.end <= end).is_some() {}
        if let Some(form) = forms.next_if(|f| f.tokens.start == end) {
            end = form.tokens.end;
            continue;
        }
        let inner = end > at;
        let ends = inner && (!continues(document, end) || breaks(end));
        if ends && !leads_on(document, at, end, limit) {
            break;
        }
        if !inner && !opens {
            break;
        }
        end += 1;
        if end - at > 1 && is_possessive(document, end - 1) && is_auxiliary_s(document, end, limit)
        {
            end -= 1;
            break;
        }
    }
    end
}

/// Classes whose words end a noun phrase.
const ENDS: [Class; 4] =
    [Class::Determiner, Class::Preposition, Class::Auxiliary, Class::Connective];

/// Whether token `i` can go on a noun phrase.
fn continues(document: &Tagged<'_>, i: usize) -> bool {
    match document.tokens()[i].kind {
        TokenKind::Mark => return false,
        TokenKind::Clitic => return is_possessive(document, i),
        TokenKind::Word | TokenKind::Number => {}
    }
    document.pronoun(i).is_none_or(|(kind, _)| kind == Pronoun::Other)
        && !ENDS.iter().any(|&class| document.is(i, class))
        && !is_adverb(document.lower(i))
}

/// Nouns that say nothing by themselves, so that what follows their "of" describes: *a man of
/// rare courage*, *an act of war*.
const BEARERS: &[&str] = &[
    "man", "woman", "person", "leader", "people", "country", "nation", "act", "sign", "display",
    "show", "kind", "sort", "piece", "bunch", "bit", "place", "moment", "mark", "symbol",
    "example", "pack", "gang", "group", "policy", "state", "matter", "regime",
];

/// Whether a word that ends most noun phrases goes on this one: the adverb of *the most
/// stubbornly decent man*, the "of" of *a man of courage*.
fn leads_on(document: &Tagged<'_>, start: usize, at: usize, limit: usize) -> bool {
    if at + 1 >= limit || document.tokens()[at + 1].kind != TokenKind::Word {
        return false;
    }
    if !document.is(start, Class::Determiner) {
        return false;
    }
    let bearer = BEARERS.contains(&document.lower(at - 1));
    let described = document.lower(at) == "of"
        && bearer
        && !document.is_capitalized(at + 1)
        && !document.is(at + 1, Class::Determiner)
        && document.pronoun(at + 1).is_none();
    let adverb = is_adverb(document.lower(at)) && continues(document, at + 1);
    described || (adverb && !bearer && at - start < 3)
}

/// Whether a word is an adverb by its ending.
fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
}

/// Whether token `i` is `'s`.
fn is_possessive(document: &Tagged<'_>, i: usize) -> bool {
    document.lower(i) == "'s"
}

/// Whether `'s` before token `next` is a verb: *Putin's a thug*, *he's not*.
fn is_auxiliary_s(document: &Tagged<'_>, next: usize, limit: usize) -> bool {
    if next >= limit {
        return true;
    }
    let word = document.lower(next);
    let opens = matches!(document.word(next), "‘" | "“");
    (document.tokens()[next].kind == TokenKind::Mark && !opens)
        || ENDS.iter().any(|&class| document.is(next, class))
        || document.pronoun(next).is_some()
        || word.ends_with("ing")
        || is_adverb(word)
}

fn chunk(document: &Tagged<'_>, tokens: Range<usize>, forms: &[&Form], first: usize) -> Chunk {
    let start = document.lower(tokens.start);
    let form = forms.iter().find(|f| f.kind != FormKind::Demonym).or(forms.first()).copied();
    let standing = tokens.len() == 1;
    let pronoun = match document.pronoun(tokens.start) {
        Some((kind, owner)) if form.is_none() && (owner || standing) => Some(kind),
        _ if standing && matches!(start, "this" | "that" | "these" | "those") => {
            Some(Pronoun::This)
        }
        _ if form.is_none() => pointed(document, &tokens),
        _ => None,
    };
    let owned = match form {
        Some(form) => form.tokens.end < tokens.end && is_owner(document, form, &tokens),
        None => pronoun.is_some() && !standing && pointed(document, &tokens).is_none(),
    };
    let preposition =
        tokens.start.checked_sub(1).filter(|&p| p >= first && document.is(p, Class::Preposition));
    Chunk {
        form: form.cloned(),
        pronoun,
        target: form.map(|f| f.target),
        voice: false,
        owned,
        preposition,
        named: form.is_none() && tokens.clone().any(|i| document.is_capitalized(i) && i > first),
        tokens,
    }
}

/// Phrases that point back at somebody as a pronoun does: *that man*, *these people*.
fn pointed(document: &Tagged<'_>, tokens: &Range<usize>) -> Option<Pronoun> {
    if tokens.len() != 2 {
        return None;
    }
    match (document.lower(tokens.start), document.lower(tokens.end - 1)) {
        ("this" | "that", "man" | "guy" | "fellow" | "person" | "leader" | "individual") => {
            Some(Pronoun::He)
        }
        ("this" | "that", "woman" | "lady") => Some(Pronoun::She),
        ("these" | "those", "people" | "guys" | "folks" | "men") => Some(Pronoun::They),
        ("this" | "that", "country" | "government" | "regime" | "nation") => Some(Pronoun::It),
        _ => None,
    }
}

/// A form that is followed by a noun in its phrase owns that noun, unless it is an adjective,
/// whose noun is the target itself (*Russian forces*).
fn is_owner(document: &Tagged<'_>, form: &Form, tokens: &Range<usize>) -> bool {
    is_possessive(document, form.tokens.end)
        || (form.kind != FormKind::Demonym && form.tokens.end < tokens.end)
}
