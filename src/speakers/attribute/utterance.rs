//! Which quotations nobody uttered: nicknames, titles of works, words as words, scare quotes.

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};
use crate::reading::SegmentKind;
use crate::speakers::mentions::{Gender, MentionKind};
use crate::text::{TokenKind, WordSet};

use super::rules::{Entry, Site};
use super::scene::AtomKind;
use super::words::Word;

/// Most words of a nickname.
const NICKNAME_WORDS: usize = 3;
/// Most words of a title.
const TITLE_WORDS: usize = 10;
/// Letters from which a word of a title has a capital.
const TITLE_LETTERS: usize = 5;
/// Verbs whose object are words that somebody spoke: *used the term “…”*.
static SPOKEN: WordSet = WordSet::of(&[
    "use",
    "used",
    "uses",
    "using",
    "utter",
    "uttered",
    "uttering",
    "repeat",
    "repeated",
    "repeating",
    "said",
    "says",
    "saying",
    "spoke",
    "coined",
    "invoked",
]);
/// Atoms before a title within which nobody speaks.
const TITLE_REACH: usize = 4;
/// Atoms between a noun such as *film* and the title beside it.
const WORK_REACH: usize = 4;
/// Words below which a phrase that nothing attributes is taken for a scare quote, where it is
/// woven into the sentence.
pub const SCARE_WORDS: usize = 4;
/// The same for one written as a title, or set apart from the sentence.
const APART_WORDS: usize = 5;
/// Most words of a name that a participle gives: *a loophole called “…”*.
const NAMING_WORDS: usize = 5;

impl<'a> Site<'_, 'a> {
    /// The words of the quotation, if they are written as a name of several words is.
    pub fn name(&self) -> Option<&'a str> {
        let words = self.clause.scene.quoted(self.quotation);
        let name = self.words() > 1 && self.is_title_case();
        name.then(|| words.trim_end_matches([',', '.', '!', '?', ';']))
    }
}

impl Site<'_, '_> {
    /// Whether the quotation is a name, by its form and its neighbours.
    pub fn is_name(&self) -> bool {
        self.is_nickname() || self.is_label() || self.is_naming() || self.is_title()
    }

    /// John “Jack” Roe.
    fn is_nickname(&self) -> bool {
        let document = self.clause.scene.document;
        let tokens = self.clause.scene.atoms[self.atom].tokens.clone();
        let capital_beside = |i: Option<usize>| i.is_some_and(|i| document.is_capitalized(i));
        let unspaced_end =
            document.tokens().get(tokens.end).is_some_and(|t| t.kind == TokenKind::Word);
        self.words() <= NICKNAME_WORDS
            && unspaced_end
            && capital_beside(tokens.start.checked_sub(1))
            && capital_beside(Some(tokens.end))
            && self.is_capitalized_throughout()
    }

    /// so-called “…”, known as “…”, the word “…”.
    fn is_label(&self) -> bool {
        let mut i = self.atom;
        for _ in 0..2 {
            let Some(left) = i.checked_sub(1) else { return false };
            match self.clause.kind(left) {
                Some(AtomKind::Cue(CueMatch { kind: CueKind::Label, .. })) => {
                    return !self.is_spoken_label(left);
                }
                Some(AtomKind::Word(Word::Determiner | Word::Comma)) => i = left,
                _ => return false,
            }
        }
        false
    }

    /// X used the words “…”: somebody speaks them after all.
    fn is_spoken_label(&self, label: usize) -> bool {
        let verb = label.checked_sub(1).filter(|&i| self.clause.cue(i).is_some());
        let negated = verb
            .and_then(|i| i.checked_sub(1))
            .is_some_and(|i| matches!(self.clause.word(i), Some(Word::To | Word::Not)));
        verb.is_some_and(|i| SPOKEN.contains(self.clause.lower(i))) && !negated
    }

    /// a loophole called “…”: a participle that names a thing, and no one who does.
    fn is_naming(&self) -> bool {
        let verb = match self.clause.before(self.atom) {
            Some(AtomKind::Word(Word::Determiner)) => self.atom.checked_sub(2),
            _ => self.atom.checked_sub(1),
        };
        let Some(verb) = verb else { return false };
        let names = self.clause.cue(verb).is_some_and(|cue| {
            cue.kind == CueKind::Verb
                && cue.frame == CueFrame::Judge
                && cue.forms.any(Forms::PARTICIPLE)
        });
        let thing = matches!(self.clause.before(verb), Some(AtomKind::Word(Word::Other)))
            || verb.checked_sub(1).is_some_and(|i| self.is_work(i))
            || self.is_title_case() && self.is_thing(verb);
        let agent = self.clause.word(self.atom + 1) == Some(Word::By);
        names && thing && !agent && self.words() <= NAMING_WORDS
    }

    /// A description of a thing or body right before the verb: *an account called “…”*.
    fn is_thing(&self, verb: usize) -> bool {
        let mention = verb.checked_sub(1).and_then(|i| self.clause.mention(i));
        mention.map(|m| &self.clause.scene.mentions[m]).is_some_and(|mention| {
            mention.kind == MentionKind::Nominal && mention.gender == Gender::Neuter
        })
    }

    /// the film “…”, “…” host X, on ABC's “…”.
    fn is_title(&self) -> bool {
        if !self.is_title_case() {
            return false;
        }
        let work_left = (self.clause.left_end(self.atom)..self.atom)
            .rev()
            .take(WORK_REACH)
            .take_while(|&i| self.clause.cue(i).is_none_or(|c| c.kind != CueKind::Verb))
            .any(|i| self.is_work(i));
        let work_right = (self.atom + 1..self.atom + 3).any(|i| self.is_work(i));
        let sung = self.atom.checked_sub(1).is_some_and(|i| self.is_work(i));
        sung || work_left || work_right || self.is_placed() || self.is_unsaid_title()
    }

    /// *his biography, “Lost Tycoon,” sold*: several words with capitals, where no verb of speech
    /// stands close before or right after.
    fn is_unsaid_title(&self) -> bool {
        let clause = &self.clause;
        let words = clause.scene.quoted(self.quotation);
        let near = clause.left_end(self.atom).max(self.atom.saturating_sub(TITLE_REACH));
        let said = (near..self.atom).any(|i| {
            let speaks = |cue: CueMatch| {
                matches!(
                    cue.kind,
                    CueKind::Verb | CueKind::Quoted | CueKind::Phrase | CueKind::Noun
                )
            };
            clause.word(i) == Some(Word::Colon) || clause.cue(i).is_some_and(speaks)
        });
        self.capitals() > 1
            && self.entry() != Entry::Opening
            && !words.ends_with(['!', '?'])
            && !said
            && self.quote_verb_subject().is_none()
            && self.quote_subject_verb().is_none()
            && self.quote_source_phrase().is_none()
    }

    /// How many words between the marks have a capital.
    fn capitals(&self) -> usize {
        let document = self.clause.scene.document;
        let inner = self.clause.scene.quotations[self.quotation].inner;
        document.tokens_in(inner).filter(|&i| document.is_capitalized(i)).count()
    }

    fn is_work(&self, i: usize) -> bool {
        self.clause.kind(i).is_some() && {
            let scene = self.clause.scene;
            let token = scene.atoms[i].tokens.start;
            let end = scene.document.tokens().len();
            scene.lexicons.cues.at(scene.document, token, end).any(|c| c.kind == CueKind::Work)
        }
    }

    /// Where a programme stands and speech hardly ever does: on “…”, NBC's “…”, told “…”.
    fn is_placed(&self) -> bool {
        match self.clause.before(self.atom) {
            Some(AtomKind::Word(Word::Preposition)) => {
                matches!(self.clause.lower(self.atom - 1), "on" | "in" | "with" | "at" | "from")
            }
            Some(AtomKind::Word(Word::Genitive)) => true,
            Some(AtomKind::Cue(_)) => {
                matches!(self.clause.lower(self.atom - 1), "told" | "tells" | "tell" | "telling")
            }
            _ => false,
        }
    }

    /// Capitals on every word but the small ones.
    fn is_title_case(&self) -> bool {
        let words = self.words();
        (1..=TITLE_WORDS).contains(&words) && self.is_capitalized_throughout()
    }

    fn is_capitalized_throughout(&self) -> bool {
        let document = self.clause.scene.document;
        let inner = self.clause.scene.quotations[self.quotation].inner;
        let words: Vec<usize> = document
            .tokens_in(inner)
            .filter(|&i| document.tokens()[i].kind == TokenKind::Word)
            .collect();
        let capitals = words.iter().filter(|&&i| document.is_capitalized(i)).count();
        let small = |&i: &usize| document.word(i).chars().count() < TITLE_LETTERS;
        words.first().is_some_and(|&i| document.is_capitalized(i))
            && 2 * capitals >= words.len()
            && words.iter().all(|i| document.is_capitalized(*i) || small(i))
    }

    /// Number of words between the marks.
    pub fn words(&self) -> usize {
        let document = self.clause.scene.document;
        let inner = self.clause.scene.quotations[self.quotation].inner;
        document.tokens_in(inner).filter(|&i| document.tokens()[i].kind != TokenKind::Mark).count()
    }

    /// A few words, no clause, in a sentence that reports nothing.
    pub fn is_scare_quote(&self) -> bool {
        let woven = self.entry() == Entry::Woven && !self.is_title_case();
        let limit = match woven {
            true if self.capitals() == 0 => SCARE_WORDS - 1,
            true => SCARE_WORDS,
            false => APART_WORDS,
        };
        self.clause.scene.quotations[self.quotation].kind == SegmentKind::Partial
            && self.words() < limit
    }

    /// The quotation that *and*, *or* or a comma joins this one to: “…” and a “…”.
    pub fn joined_to(&self) -> Option<usize> {
        let between = |kind: AtomKind| {
            matches!(kind, AtomKind::Word(Word::And | Word::Comma | Word::Determiner))
        };
        let mut i = self.atom;
        while self.clause.before(i).is_some_and(between) {
            i -= 1;
        }
        match self.clause.before(i) {
            Some(AtomKind::Quote(q)) if i < self.atom => Some(q),
            _ => None,
        }
    }
}
