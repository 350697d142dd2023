//! What a text shows of a target: rule outcomes, tone by distance, words by place.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicons::learned::Zone;
use crate::lexicons::stance::StanceLexicon;
use crate::reading::{Hit, Score};
use crate::text::{CharIndex, CharSpan, TokenKind};

use super::super::roles::Reader;
use super::super::scene::Scene;
use super::vicinity::{Side, Vicinity, is_name};

/// One thing that `learned.csv` may weigh.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Where it stands, or what it is.
    pub zone: Zone,
    /// As the file writes it.
    pub name: String,
    /// How much of it there is.
    pub value: f64,
    /// The first words that show it.
    pub place: Place,
}

/// Words of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Code points.
    pub span: CharSpan,
    /// The words.
    pub term: String,
}

/// A statement as the features are read from it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// Its passages.
    pub scenes: &'a [Scene<'a>],
    /// Thresholds, and what tells tone.
    pub lexicon: &'a StanceLexicon,
    /// Turns spans into code points.
    pub index: &'a CharIndex<'a>,
}

/// Distances up to which a word counts as near, in places, with the zones of either side.
const NEAR: &[(usize, Zone, Zone)] = &[
    (1, Zone::Before1, Zone::After1),
    (3, Zone::Before3, Zone::After3),
    (6, Zone::Before6, Zone::After6),
    (12, Zone::Before12, Zone::After12),
];

/// Contribution at which one hit counts in full: a strong word, or two weak ones.
const FULL: f64 = 2.0 / 3.0;

/// Marks that may touch the target in a feature; no other says anything, and some begin a formula
/// in a spreadsheet.
const MARKS: &[&str] = &[",", ";", ":", ".", "?", "!", "(", ")", "“", "”", "\"", "—", "–", "..."];

/// All features of a statement toward `target`, which has `score` by the hand-written lexicons.
pub fn read(seen: Seen<'_>, target: usize, score: &Score) -> Vec<Feature> {
    let mut gathered = Gathered::new(seen);
    gathered.rules(score);
    for scene in seen.scenes {
        let vicinity = Vicinity::of(scene, target);
        gathered.tone(scene, &vicinity);
        gathered.words(scene, &vicinity);
        for mention in vicinity.mentions() {
            gathered.touching(scene, &vicinity, mention);
        }
    }
    gathered.whole_tone();
    gathered.features
}

struct Gathered<'a> {
    seen: Seen<'a>,
    features: Vec<Feature>,
    at: FxHashMap<(Zone, String), usize>,
    /// Sum of all words of praise and blame.
    sum: f64,
}

impl<'a> Gathered<'a> {
    fn new(seen: Seen<'a>) -> Self {
        Self { seen, features: Vec::new(), at: FxHashMap::default(), sum: 0.0 }
    }

    fn feature(&mut self, zone: Zone, name: String, place: impl FnOnce() -> Place) -> &mut f64 {
        let next = self.features.len();
        let at = *self.at.entry((zone, name.clone())).or_insert(next);
        if at == next {
            self.features.push(Feature { zone, name, value: 0.0, place: place() });
        }
        &mut self.features[at].value
    }

    /// The bias, the score, and for each role of hits how much they say.
    fn rules(&mut self, score: &Score) {
        let first = score.hits.first().map(place_of).unwrap_or_default();
        *self.feature(Zone::Bias, "(every text)".into(), || first.clone()) = 1.0;
        *self.feature(Zone::Rule, "score".into(), || first) = score.value();
        for hit in score.hits.iter().filter(|hit| hit.contribution != 0.0) {
            let name = format!("{} {}", hit.role, sign(hit.contribution));
            *self.feature(Zone::Rule, name, || place_of(hit)) += strength(hit.contribution);
        }
    }

    /// Words of praise and blame, by side and distance.
    fn tone(&mut self, scene: &Scene<'_>, vicinity: &Vicinity<'_>) {
        let links = Reader::new(scene, self.seen.lexicon, None).tone();
        for link in links {
            let tokens = link.start..link.end;
            let named = |i| is_name(scene.document, i) || vicinity.is_mention(i);
            let factor: f64 = link.multipliers.iter().map(|m| m.factor).product();
            let contribution = link.weight * factor;
            if contribution == 0.0 || tokens.is_empty() || tokens.clone().any(named) {
                continue;
            }
            self.sum += contribution;
            let name = format!("{} {}", region(vicinity.nearest(&tokens)), sign(contribution));
            let place = self.seen.place(scene, &tokens);
            *self.feature(Zone::Tone, name, || place) += strength(contribution);
        }
    }

    fn whole_tone(&mut self) {
        let first = self.features.first().map(|f| f.place.clone()).unwrap_or_default();
        let value = (self.sum * self.seen.lexicon.number("saturation")).tanh();
        *self.feature(Zone::Tone, "score".into(), || first) = value;
    }

    fn words(&mut self, scene: &Scene<'_>, vicinity: &Vicinity<'_>) {
        for i in vicinity.terms() {
            let place = self.seen.place(scene, &(i..i + 1));
            let stem = scene.document.stem(i);
            self.word(Zone::Word, scene.document.lower(i), &place);
            self.word(Zone::Stem, stem, &place);
            for mention in vicinity.mentions() {
                let Some((side, away)) = vicinity.distance(&(i..i + 1), mention) else { continue };
                for (_, before, after) in NEAR.iter().filter(|(reach, ..)| away <= *reach) {
                    self.word(side.of(*before, *after), stem, &place);
                }
                if vicinity.in_one_clause(i, mention) {
                    self.word(side.of(Zone::ClauseBefore, Zone::ClauseAfter), stem, &place);
                }
            }
        }
    }

    fn word(&mut self, zone: Zone, word: &str, place: &Place) {
        *self.feature(zone, word.to_owned(), || place.clone()) = 1.0;
    }

    /// The words beside a mention, as [`TOUCHING`] combines them.
    fn touching(&mut self, scene: &Scene<'_>, vicinity: &Vicinity<'_>, mention: &Range<usize>) {
        let place = self.seen.place(scene, mention);
        let beside = [
            neighbour(scene, vicinity, mention.start.checked_sub(2)),
            neighbour(scene, vicinity, mention.start.checked_sub(1)),
            Some("_"),
            neighbour(scene, vicinity, Some(mention.end)),
            neighbour(scene, vicinity, Some(mention.end + 1)),
            neighbour(scene, vicinity, Some(mention.end + 2)),
        ];
        for range in TOUCHING {
            let words: Option<Vec<&str>> = beside[range.clone()].iter().copied().collect();
            if let Some(words) = words {
                self.word(Zone::Touching, &words.join(" "), &place);
            }
        }
    }
}

/// Which neighbours make a feature together; the target is number 2.
const TOUCHING: &[Range<usize>] = &[0..3, 1..3, 1..4, 2..4, 2..5, 2..6];

/// The token beside a mention: a word, a mark that says something, or the edge of the passage.
fn neighbour<'a>(
    scene: &'a Scene<'_>,
    vicinity: &Vicinity<'_>,
    token: Option<usize>,
) -> Option<&'a str> {
    let passage = &scene.passage.tokens;
    let Some(i) = token.filter(|&i| i >= passage.start) else { return Some("(start)") };
    if i >= passage.end {
        return Some("(end)");
    }
    let word = scene.document.lower(i);
    let told = match scene.document.tokens()[i].kind {
        TokenKind::Mark => MARKS.contains(&word),
        TokenKind::Clitic => !vicinity.is_mention(i),
        TokenKind::Word | TokenKind::Number => vicinity.is_term(i),
    };
    told.then_some(word)
}

/// How far words of praise and blame stand from the target, in words.
fn region(nearest: Option<(Side, usize)>) -> String {
    let Some((side, away)) = nearest else { return "elsewhere".into() };
    let side = side.of("before", "after");
    match NEAR.iter().find(|(reach, ..)| away <= *reach) {
        Some((reach, ..)) => format!("{side} {reach}"),
        None => format!("{side} far"),
    }
}

/// The sign of a contribution, as names of features end.
fn sign(contribution: f64) -> char {
    if contribution < 0.0 { '-' } else { '+' }
}

/// How much a contribution says, whatever its sign, up to 1.
fn strength(contribution: f64) -> f64 {
    (contribution.abs() / FULL).min(1.0)
}

fn place_of(hit: &Hit) -> Place {
    Place { span: hit.span, term: hit.term.clone() }
}

impl Seen<'_> {
    fn place(&self, scene: &Scene<'_>, tokens: &Range<usize>) -> Place {
        let span = scene.document.span_of(tokens);
        Place { span: self.index.chars(span), term: scene.document.slice(span).to_owned() }
    }
}
