//! Links to scores: the sum of what was said, saturated, with the reasons; and the whole's tone.

use crate::lexicons::Lexicons;
use crate::lexicons::learned::Learned;
use crate::lexicons::stance::{Entry, StanceLexicon};
use crate::reading::{Hit, Label, Multiplier, SCORE_UNIT, Score, Stance};
use crate::speakers::Manner;
use crate::text::{Document, Span, is_apostrophe};

use super::learned::{self, Feature, Seen};
use super::refer::Memory;
use super::roles::{Link, Reader};
use super::scene::Scene;
use super::targets::{Finder, Form};
use super::voice::{NOBODY, Voice};
use super::{Scored, Utterance, marked, passages, roles};

/// Most hits of one statement that count, and stand in `evidence.csv`. A speech of an hour has a
/// few hundred; a "quotation" of a million words would take gigabytes for a score that the first
/// of them have long saturated.
const MOST_LINKS: usize = 5_000;

/// Scores one statement. Hits come with byte spans already turned into code points.
pub fn score(utterance: &Utterance<'_>, lexicons: &Lexicons) -> Scored {
    let voice = utterance.setting.voice(utterance.speaker);
    let heard = Heard::new(utterance, Finder::new(utterance, voice, lexicons), voice, lexicons);
    let writer = Writer::new(utterance, lexicons);
    let stances = lexicons
        .stance
        .target_ids()
        .iter()
        .enumerate()
        .filter_map(|(target, id)| {
            let score = writer.learned(target, &heard)?;
            Some(Stance { target: (*id).to_owned(), score })
        })
        .collect();
    Scored { stances, sentiment: writer.sentiment(&heard.scenes) }
}

/// Scores one statement toward an entity that is no target of the lexicon: `forms` name it, and
/// their target is the number after all of the lexicon's.
pub(super) fn score_marked(
    utterance: &Utterance<'_>,
    forms: &[Form],
    lexicons: &Lexicons,
) -> Score {
    let finder = Finder::new(utterance, &NOBODY, lexicons).of(forms);
    let heard = Heard::new(utterance, finder, &NOBODY, lexicons);
    Writer::new(utterance, lexicons).learned(marked::number(lexicons), &heard).unwrap_or_default()
}

/// What a statement shows of one target, before anything learned is applied: of the one that
/// `forms` name, else of number `target`. `None` if nothing addresses it.
pub(super) fn show(
    utterance: &Utterance<'_>,
    forms: Option<&[Form]>,
    target: usize,
    lexicons: &Lexicons,
) -> Option<(Score, Vec<Feature>)> {
    let speaker = utterance.speaker.filter(|_| forms.is_none());
    let voice = utterance.setting.voice(speaker);
    let finder = Finder::new(utterance, voice, lexicons);
    let finder = forms.map_or(finder, |forms| finder.of(forms));
    let heard = Heard::new(utterance, finder, voice, lexicons);
    let writer = Writer::new(utterance, lexicons);
    let score = writer.toward(target, &heard)?;
    let features = writer.features(target, &heard, &score);
    Some((score, features))
}

/// A statement taken apart, with what it says of whom.
struct Heard<'a> {
    scenes: Vec<Scene<'a>>,
    links: Vec<Link>,
    memory: Memory,
}

impl<'a> Heard<'a> {
    fn new(
        utterance: &Utterance<'a>,
        finder: Finder<'a>,
        voice: &Voice,
        lexicons: &'a Lexicons,
    ) -> Self {
        let mut memory = Memory::before(utterance, &finder, voice);
        let scenes: Vec<Scene<'_>> =
            passages::find(utterance.document, utterance.segments, utterance.reported.as_ref())
                .into_iter()
                .map(|p| Scene::read(utterance, p, &finder, voice, &mut memory, lexicons))
                .collect();
        let named = scenes.iter().flat_map(|s| &s.chunks).find_map(|c| c.target);
        let topic = named.or(memory.about).or(memory.topic);
        let mut links: Vec<Link> = scenes
            .iter()
            .flat_map(|scene| Reader::new(scene, &lexicons.stance, topic).read())
            .take(MOST_LINKS)
            .collect();
        roles::even_out(&mut links, lexicons.stance.number("evenly"));
        Self { scenes, links, memory }
    }
}

/// Turns links into hits and hits into scores.
struct Writer<'a> {
    utterance: &'a Utterance<'a>,
    lexicon: &'a StanceLexicon,
    learned: Option<&'a Learned>,
}

impl<'a> Writer<'a> {
    fn new(utterance: &'a Utterance<'a>, lexicons: &'a Lexicons) -> Self {
        Self { utterance, lexicon: &lexicons.stance, learned: lexicons.learned.as_ref() }
    }

    /// As [`Self::toward`], by learned weights where the user has some.
    fn learned(&self, target: usize, heard: &Heard<'_>) -> Option<Score> {
        let score = self.toward(target, heard)?;
        let Some(learned) = self.learned else { return Some(score) };
        let features = self.features(target, heard, &score);
        Some(learned::rescore(score, &features, learned))
    }

    fn features(&self, target: usize, heard: &Heard<'_>, score: &Score) -> Vec<Feature> {
        let (lexicon, index) = (self.lexicon, self.utterance.index);
        learned::read(Seen { scenes: &heard.scenes, lexicon, index }, target, score)
    }

    fn document(&self) -> &Document<'_> {
        self.utterance.document
    }

    /// How the statement stands toward `target`; `None` if nothing in it addresses it.
    fn toward(&self, target: usize, heard: &Heard<'_>) -> Option<Score> {
        let said = heard.links.iter().filter(|l| l.target == target);
        let mut hits: Vec<Hit> = said.map(|l| self.hit(l)).collect();
        if hits.is_empty() {
            hits.push(self.mention(&heard.scenes, target, &heard.memory)?);
        }
        Some(self.score(hits))
    }

    fn hit(&self, link: &Link) -> Hit {
        let (lexicon, row) = self.place(link.entry);
        let multipliers: Vec<Multiplier> =
            link.multipliers.iter().cloned().chain(self.denial()).collect();
        let factor: f64 = multipliers.iter().map(|m| m.factor).product();
        Hit {
            lexicon,
            row,
            role: link.role.into(),
            weight: link.weight,
            multipliers,
            contribution: link.weight * factor,
            ..self.words(link.start, link.end)
        }
    }

    /// What turns every hit of words that are reported as denied.
    fn denial(&self) -> Option<Multiplier> {
        let denied = self.utterance.reported.filter(|r| r.manner == Manner::Denied)?;
        let (name, factor) = ("denied".into(), self.lexicon.number("denied"));
        Some(Multiplier { name, term: self.document().slice(denied.cue).to_owned(), factor })
    }

    /// A hit over the tokens `start..end` that no row made; a token that is the end of a word
    /// (“n’t”) is shown with the word.
    fn words(&self, start: usize, end: usize) -> Hit {
        let start = if start < end && self.ends_a_word(start) { start - 1 } else { start };
        let span: Span = self.document().span_of(&(start..end));
        Hit {
            span: self.utterance.index.chars(span),
            term: self.document().slice(span).to_owned(),
            ..Hit::default()
        }
    }

    /// Whether the token is a clitic of the one before.
    fn ends_a_word(&self, at: usize) -> bool {
        let tokens = self.document().tokens();
        let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
            return false;
        };
        tokens.get(at).is_some_and(|token| {
            let clitic = self.document().slice(token.span).contains(is_apostrophe);
            clitic && before.span.end == token.span.start
        })
    }

    /// File and line of a row.
    fn place(&self, entry: Option<Entry>) -> (String, u64) {
        match entry {
            Some(Entry::Policy(i)) => {
                (self.lexicon.policies[i].file.to_string(), self.lexicon.policies[i].line)
            }
            Some(Entry::Effect(i)) => {
                (self.lexicon.effects[i].file.to_string(), self.lexicon.effects[i].line)
            }
            Some(Entry::Term(i)) => {
                (self.lexicon.terms[i].file.to_string(), self.lexicon.terms[i].line)
            }
            Some(Entry::Modifier(i)) => {
                (self.lexicon.modifiers[i].file.to_string(), self.lexicon.modifiers[i].line)
            }
            Some(Entry::Target(i)) => {
                (self.lexicon.targets[i].file.to_string(), self.lexicon.targets[i].line)
            }
            None => (String::new(), 0),
        }
    }

    /// The first words that address `target` without saying anything of it.
    fn mention(&self, scenes: &[Scene<'_>], target: usize, memory: &Memory) -> Option<Hit> {
        let chunk = scenes.iter().find_map(|scene| {
            scene.chunks.iter().find(|c| c.target == Some(target) && scene.is_quoted(c))
        });
        let hit = match chunk {
            Some(chunk) => self.words(chunk.tokens.start, chunk.tokens.end),
            None if memory.topics.contains(&target) => {
                let passage = &scenes.first()?.passage;
                self.words(passage.quoted.start, passage.quoted.end)
            }
            None => {
                let mut allusions = scenes.iter().flat_map(|scene| &scene.allusions);
                let (tokens, _) = allusions.find(|(_, alluded)| *alluded == target)?;
                self.words(tokens.start, tokens.end)
            }
        };
        Some(Hit { role: "mention".into(), ..hit })
    }

    /// The saturated sum of contributions, with its label.
    fn score(&self, hits: Vec<Hit>) -> Score {
        let sum: f64 = hits.iter().map(|h| h.contribution).sum();
        let value = (sum * self.lexicon.number("saturation")).tanh();
        let label = if value > self.lexicon.number("favourable") {
            Label::Favourable
        } else if value < self.lexicon.number("unfavourable") {
            Label::Unfavourable
        } else {
            Label::Neutral
        };
        #[allow(clippy::cast_possible_truncation)] // tanh is in [-1, 1]
        let units = (value * SCORE_UNIT).round() as i32;
        Score { units, label, hits }
    }

    /// The tone of the words themselves, whoever they are said of.
    fn sentiment(&self, scenes: &[Scene<'_>]) -> Score {
        let hits = scenes
            .iter()
            .flat_map(|scene| Reader::new(scene, self.lexicon, None).tone())
            .take(MOST_LINKS)
            .map(|l| self.hit(&l))
            .collect();
        self.score(hits)
    }
}
