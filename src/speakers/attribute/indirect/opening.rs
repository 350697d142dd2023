//! Where the content of a cue begins: over who is spoken to and when and where it was said, to
//! the word that opens a construction which the cue takes.

use crate::lexicons::complements::Takes;
use crate::lexicons::cues::{CueFrame, CueKind, Forms};
use crate::text::WordSet;

use crate::speakers::mentions::Number;

use super::super::scene::{AtomKind, Scene};
use super::super::words::{self, Word};
use super::sentence::Sentence;

/// Atoms between a cue and its content: *said at a news conference in Springfield on Monday that*.
const SETTING: usize = 22;
/// Atoms of an aside between commas: *said, in a long letter to the board, that*.
const ASIDE: usize = 14;
/// Atoms of who or what a judgement is about: *described the plan of the board as*.
const JUDGED: usize = 10;

/// Words that open an indirect question.
static QUESTIONS: WordSet =
    WordSet::of(&["whether", "if", "why", "how", "what", "when", "where", "who", "which", "whose"]);

/// Subordinators that open a clause which stands before the main one: *said if X wins, Y …*.
const BEFORE_MAIN: &[&str] = &["if", "because", "unless", "although", "though", "while"];

/// Words after *that* that make it point to a time: *said that night*.
static TIMES: WordSet =
    WordSet::of(&["night", "morning", "afternoon", "evening", "week", "month", "year", "day"]);

/// What is said and is no clause: *said yes, but …*.
const ANSWERS: &[&str] = &["yes", "no", "so", "nothing", "goodbye", "hello"];

/// Prepositions of a charge: *accused X of …*, *blamed X for …*.
const CHARGES: &[&str] = &["of", "for", "over"];

/// Whether the mention `m` begins with a *that* that opens a clause and points at nothing, since
/// what follows is plural: *said that voters were angry*.
pub fn holds_that(scene: &Scene<'_>, m: usize) -> bool {
    let mention = &scene.mentions[m];
    let plural = mention.number == Number::Plural
        || matches!(scene.document.lower(mention.head), "people" | "police");
    plural && mention.tokens.len() > 1 && scene.document.lower(mention.tokens.start) == "that"
}

/// Which construction the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A clause, *that* left out or not there.
    Clause,
    /// An indirect question.
    Question,
    /// An infinitive, with who is to act.
    Infinitive,
    /// A gerund.
    Gerund,
    /// Something with what it is called, or what it is blamed for.
    Judgement,
}

/// Where content begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its construction.
    pub form: Form,
    /// Its first atom.
    pub at: usize,
}

impl Sentence<'_, '_> {
    /// Where the content of the cue at `cue` begins, to its right.
    pub fn opening(&self, cue: usize) -> Option<Opening> {
        let takes = self.takes(cue);
        self.judged(cue, takes).or_else(|| self.complement(cue, takes))
    }

    /// *called it a failure*, *described the plan as …*, *accused X of …*, *urged X to …*
    fn judged(&self, cue: usize, takes: Takes) -> Option<Opening> {
        let at = cue + 1;
        let after = self.past_phrase(at);
        if after == at || self.clause.mention(at).is_none() && self.is(at, Word::Time) {
            return None;
        }
        let opening = |form| Some(Opening { form, at });
        if takes.any(Takes::NAME) && self.is_named(at, after) {
            return opening(Form::Judgement);
        }
        let link = (after..after + JUDGED)
            .take_while(|&i| self.is_of_phrase(i))
            .find(|&i| self.links(i, takes))?;
        let form = if self.is(link, Word::To) { Form::Infinitive } else { Form::Judgement };
        opening(form)
    }

    /// Whether a name for what stands in `at..after` follows it: *the plan a failure*, *it weak*.
    fn is_named(&self, at: usize, after: usize) -> bool {
        let single = self.is(at, Word::Object)
            || self.clause.mention(at).is_some() && self.lower(at) == "it";
        match self.clause.word(after) {
            Some(Word::Determiner | Word::Number) => true,
            Some(Word::Other | Word::Adverb | Word::Possessive) => single,
            _ => false,
        }
    }

    /// Whether atom `i` may stand between a judged thing and the word that links the judgement.
    fn is_of_phrase(&self, i: usize) -> bool {
        match self.clause.kind(i) {
            Some(AtomKind::Mention(_)) => true,
            Some(AtomKind::Cue(cue)) => cue.kind == CueKind::Noun,
            Some(AtomKind::Word(Word::Subordinator)) => self.lower(i) == "as",
            Some(AtomKind::Word(word)) => !matches!(
                word,
                Word::Comma
                    | Word::Semicolon
                    | Word::Colon
                    | Word::Dash
                    | Word::Stop
                    | Word::That
                    | Word::Who
                    | Word::Be
                    | Word::Auxiliary
            ),
            Some(AtomKind::Quote(_)) | None => false,
        }
    }

    /// Whether atom `i` links a judgement or a wish to what it is about.
    fn links(&self, i: usize, takes: Takes) -> bool {
        match self.clause.word(i) {
            Some(Word::To) => takes.any(Takes::WHOM) && self.is_infinitive(i),
            Some(Word::Subordinator) => takes.any(Takes::AS) && self.lower(i) == "as",
            Some(Word::Preposition) => {
                takes.any(Takes::CHARGE)
                    && CHARGES.contains(&self.lower(i))
                    && self.is_gerund(i + 1)
            }
            _ => false,
        }
    }

    /// A clause, a question, an infinitive or a gerund, past who is spoken to and the setting.
    fn complement(&self, cue: usize, takes: Takes) -> Option<Opening> {
        let tells = self.clause.cue(cue).is_some_and(|c| c.frame == CueFrame::Tell);
        let mut addressed = !takes.any(Takes::OBJECT);
        let mut i = cue + 1;
        if takes.any(Takes::ING) && self.is_gerund(i) {
            return Some(Opening { form: Form::Gerund, at: i });
        }
        while i < cue + SETTING {
            if let Some(opening) = self.construction(i, takes) {
                return Some(opening);
            }
            if self.is(i, Word::Comma) {
                return self.past_aside(i, takes);
            }
            let phrase = self.past_phrase(i);
            if let Some(next) = self.past_setting(i) {
                i = next;
            } else if !addressed && phrase > i && (tells || self.is_addressee(phrase)) {
                (addressed, i) = (true, phrase);
            } else {
                let bare = takes.any(Takes::BARE)
                    && (!tells || addressed)
                    && self.opens_clause(i, self.is_plain_report(cue));
                return bare.then_some(Opening { form: Form::Clause, at: i });
            }
        }
        None
    }

    /// What the word at `i` opens, if it opens a construction that the cue takes.
    fn construction(&self, i: usize, takes: Takes) -> Option<Opening> {
        let that = takes.any(Takes::THAT);
        let (form, at) = match self.clause.kind(i)? {
            AtomKind::Mention(m) if that && holds_that(self.clause.scene, m) => (Form::Clause, i),
            AtomKind::Word(Word::That) if that && self.is_complementizer(i) => {
                (Form::Clause, i + 1)
            }
            AtomKind::Word(Word::Subordinator | Word::Who)
                if takes.any(Takes::WH) && QUESTIONS.contains(self.lower(i)) =>
            {
                (Form::Question, i)
            }
            AtomKind::Word(Word::Not) if self.is(i + 1, Word::To) && takes.any(Takes::TO) => {
                (Form::Infinitive, i)
            }
            AtomKind::Word(Word::To) if takes.any(Takes::TO) && self.is_infinitive(i) => {
                (Form::Infinitive, i)
            }
            _ => return None,
        };
        Some(Opening { form, at })
    }

    /// Whether somebody spoken to ends before atom `i`: the content follows with its own word.
    fn is_addressee(&self, i: usize) -> bool {
        match self.clause.word(i) {
            Some(Word::That) => true,
            Some(Word::Subordinator) => QUESTIONS.contains(self.lower(i)),
            Some(Word::To) => self.is_infinitive(i),
            Some(Word::Preposition | Word::Time) => (i..i + ASIDE)
                .take_while(|&j| self.is_of_phrase(j) || self.is(j, Word::That))
                .any(|j| self.is(j, Word::That)),
            _ => false,
        }
    }

    /// One past a piece of the setting: *Monday*, *on Monday*, *in a statement*, *to reporters*.
    fn past_setting(&self, i: usize) -> Option<usize> {
        match self.clause.kind(i)? {
            AtomKind::Mention(_) if self.is_day(i) => Some(i + 1),
            AtomKind::Word(Word::Adverb | Word::Time) => Some(i + 1),
            AtomKind::Word(Word::Preposition | Word::To | Word::By) => {
                let after = self.past_phrase(i + 1);
                (after > i + 1).then_some(after)
            }
            _ => None,
        }
    }

    /// The content behind an aside between commas, which only a *that* shows.
    fn past_aside(&self, comma: usize, takes: Takes) -> Option<Opening> {
        let close = (comma + 1..comma + ASIDE)
            .take_while(|&i| self.clause.kind(i).is_some() && !self.is_uttered(i))
            .find(|&i| self.is(i, Word::Comma))?;
        let that = self.is(close + 1, Word::That) && takes.any(Takes::THAT);
        that.then_some(Opening { form: Form::Clause, at: close + 2 })
    }

    /// Whether the *that* at `i` opens a clause and does not point: *said that was wrong*.
    fn is_complementizer(&self, i: usize) -> bool {
        self.clause.kind(i + 1).is_some()
            && !TIMES.contains(self.lower(i + 1))
            && !self.is_finite(i + 1)
            && !matches!(self.clause.word(i + 1), Some(Word::Comma | Word::Stop | Word::Semicolon))
    }

    /// Whether the mention at atom `i` is a day of the week that the article uses as a name too.
    fn is_day(&self, i: usize) -> bool {
        let scene = self.clause.scene;
        scene.atoms[i].tokens.len() == 1 && words::class_of(self.lower(i)) == Word::Time
    }

    /// Whether the cue at `cue` reports clauses and hardly anything else: *said*, *told*.
    pub fn is_plain_report(&self, cue: usize) -> bool {
        self.clause.cue(cue).is_some_and(|c| c.strength >= 1.0 || c.frame == CueFrame::Tell)
    }

    /// Whether a clause without *that* begins at atom `i`; `surely` where the cue takes no things.
    fn opens_clause(&self, i: usize, surely: bool) -> bool {
        let opens = match self.clause.kind(i) {
            Some(AtomKind::Mention(_)) => true,
            Some(AtomKind::Cue(cue)) => cue.kind != CueKind::Verb || cue.forms == Forms::GERUND,
            Some(AtomKind::Word(Word::Subordinator)) => BEFORE_MAIN.contains(&self.lower(i)),
            Some(AtomKind::Word(word)) => matches!(
                word,
                Word::Determiner
                    | Word::Possessive
                    | Word::Object
                    | Word::Other
                    | Word::Number
                    | Word::Be
            ),
            _ => false,
        };
        let reach = if surely { self.end() } else { self.first_joint(i) };
        opens && !ANSWERS.contains(&self.lower(i)) && self.has_finite(i..reach)
    }

    /// The first word after atom `i` that opens another clause.
    fn first_joint(&self, i: usize) -> usize {
        const JOINTS: &[Word] =
            &[Word::That, Word::Who, Word::Subordinator, Word::But, Word::Comma];
        let joint = |&j: &usize| self.clause.word(j).is_none_or(|word| !JOINTS.contains(&word));
        i + 1 + (i + 1..self.end().min(i + SETTING)).take_while(joint).count()
    }

    /// Whether the *to* at `to` has a verb after it.
    fn is_infinitive(&self, to: usize) -> bool {
        let verb = self.past(to + 1, &[Word::Adverb, Word::Not]);
        match self.clause.kind(verb) {
            Some(AtomKind::Cue(cue)) => {
                cue.kind == CueKind::Verb && cue.forms.any(Forms::BASE)
                    || cue.kind == CueKind::Noun && verb == to + 1 && !self.ends_in_s(verb)
            }
            Some(AtomKind::Word(Word::Be | Word::Auxiliary)) => true,
            Some(AtomKind::Word(Word::Other)) => !self.is_capital(verb) && !self.ends_in_s(verb),
            _ => false,
        }
    }

    /// Whether atom `i` is a word in *-ing* that acts: *denied taking money*, *of having lied*.
    fn is_gerund(&self, i: usize) -> bool {
        match self.clause.kind(i) {
            Some(AtomKind::Cue(cue)) => cue.forms.any(Forms::GERUND),
            Some(AtomKind::Word(Word::Auxiliary | Word::Be | Word::Other)) => {
                self.lower(i).ends_with("ing") && !self.is_capital(i)
            }
            Some(AtomKind::Word(Word::Not)) => self.lower(i + 1).ends_with("ing"),
            _ => false,
        }
    }

    fn ends_in_s(&self, i: usize) -> bool {
        let word = self.lower(i);
        word.ends_with('s') && !word.ends_with("ss")
    }

    fn is_capital(&self, i: usize) -> bool {
        let scene = self.clause.scene;
        scene.document.is_capitalized(scene.atoms[i].tokens.start)
    }
}
