//! Where the words of a passage stand in relation to the mentions of a target.

use std::ops::Range;

use crate::text::{Document, TokenKind};

use super::super::scene::Scene;

/// A passage with the places at which it names the target.
pub struct Vicinity<'a> {
    scene: &'a Scene<'a>,
    /// The words that name the target or stand for it, in order.
    mentions: Vec<Range<usize>>,
    /// For each token of the passage, how many places come before it: a name of any length, a
    /// number and a mention take one.
    places: Vec<usize>,
}

/// A side of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

impl Side {
    /// What goes with this side.
    pub fn of<T>(self, before: T, after: T) -> T {
        match self {
            Self::Before => before,
            Self::After => after,
        }
    }
}

impl<'a> Vicinity<'a> {
    /// Finds `target` in `scene`.
    pub fn of(scene: &'a Scene<'a>, target: usize) -> Self {
        let all = scene.chunks.iter().filter(|c| c.target == Some(target));
        let named = all.clone().filter_map(|c| c.form.as_ref().map(|form| form.tokens.clone()));
        let mut mentions: Vec<Range<usize>> = named.collect();
        if mentions.is_empty() {
            mentions = all
                .map(|chunk| match chunk.pronoun {
                    Some(_) => chunk.tokens.start..chunk.tokens.start + 1,
                    None => chunk.tokens.clone(),
                })
                .collect();
        }
        let places = places(scene, &mentions);
        Self { scene, mentions, places }
    }

    /// The words that name the target.
    pub fn mentions(&self) -> &[Range<usize>] {
        &self.mentions
    }

    /// The tokens that can be features: small-letter words outside the mentions. The narration
    /// around a fragment tells whom it is about, and says nothing of them.
    pub fn terms(&self) -> impl Iterator<Item = usize> + '_ {
        self.scene.passage.quoted.clone().filter(|&i| self.is_term(i))
    }

    /// Whether token `i` of the passage can be a feature.
    pub fn is_term(&self, i: usize) -> bool {
        let quoted = self.scene.passage.quoted.contains(&i);
        quoted && is_plain(self.scene.document, i) && !self.is_mention(i)
    }

    /// Whether token `i` is one of the words that name the target.
    pub fn is_mention(&self, i: usize) -> bool {
        self.mentions.iter().any(|mention| mention.contains(&i))
    }

    /// On which side of `mention` the tokens stand, and how many places away, from 1.
    pub fn distance(&self, tokens: &Range<usize>, mention: &Range<usize>) -> Option<(Side, usize)> {
        if tokens.end <= mention.start {
            let away = self.place(mention.start) - self.place(tokens.end - 1);
            return Some((Side::Before, away));
        }
        let away = || self.place(tokens.start) - self.place(mention.end - 1);
        (mention.end <= tokens.start).then(|| (Side::After, away()))
    }

    /// The nearest mention's side and distance.
    pub fn nearest(&self, tokens: &Range<usize>) -> Option<(Side, usize)> {
        let all = self.mentions.iter().filter_map(|mention| self.distance(tokens, mention));
        all.min_by_key(|&(_, away)| away)
    }

    /// Whether both stand in one clause.
    pub fn in_one_clause(&self, token: usize, mention: &Range<usize>) -> bool {
        self.scene.clause_of(token) == self.scene.clause_of(mention.start)
    }

    fn place(&self, token: usize) -> usize {
        self.places.get(token - self.scene.passage.tokens.start).copied().unwrap_or_default()
    }
}

/// Whether token `i` is a word in small letters, or the *n't* cut off one.
pub fn is_plain(document: &Document<'_>, i: usize) -> bool {
    match document.tokens()[i].kind {
        TokenKind::Word => {
            document.word(i).chars().all(|c| c.is_lowercase() || matches!(c, '-' | '‐' | '‑'))
        }
        TokenKind::Clitic => document.lower(i) == "n't",
        TokenKind::Number | TokenKind::Mark => false,
    }
}

/// Whether token `i` is a word with a capital letter or the like: part of a name, as a rule.
pub fn is_name(document: &Document<'_>, i: usize) -> bool {
    document.tokens()[i].kind == TokenKind::Word && !is_plain(document, i)
}

fn places(scene: &Scene<'_>, mentions: &[Range<usize>]) -> Vec<usize> {
    let document = scene.document;
    let inside = |i: usize| mentions.iter().position(|mention| mention.contains(&i));
    let mut place = 0;
    let mut places = Vec::with_capacity(scene.passage.tokens.len());
    for i in scene.passage.tokens.clone() {
        let goes_on = i > scene.passage.tokens.start && inside(i) == inside(i - 1) && {
            inside(i).is_some() || (is_name(document, i) && is_name(document, i - 1))
        };
        place += usize::from(!goes_on);
        places.push(place);
    }
    places
}
