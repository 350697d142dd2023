//! An article as the attribution rules see it: sentences that do not break inside quotations,
//! each a row of atoms – quotations, mentions, cues and classified words.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::cues::{CueKind, CueMatch, Forms};
use crate::quotes::Quotation;
use crate::speakers::mentions::{Mention, MentionKind, Number};
use crate::text::{Document, Role, Span, TokenKind};

use super::words::{self, Word};

/// Tokens of a dateline before its dash, at most.
const DATELINE: usize = 10;

/// Longest apposition, in atoms, between a name and its verb that open a sentence.
const APPOSITION: usize = 14;

/// One piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AtomKind {
    /// Index of a quotation.
    Quote(usize),
    /// Index of a mention.
    Mention(usize),
    /// A reporting word.
    Cue(CueMatch),
    /// Any other token.
    Word(Word),
}

/// An [`AtomKind`] with its place.
#[derive(Clone, Debug)]
pub struct Atom {
    /// What it is.
    pub kind: AtomKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The mention behind it, also where a pronoun is taken for a word of its class: *his*.
    pub mention: Option<usize>,
}

/// A sentence of the narration with the quotations in it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its atoms.
    pub atoms: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// It is a title.
    pub headline: bool,
}

/// The article, cut for attribution.
pub struct Scene<'a> {
    /// The text.
    pub document: &'a Document<'a>,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// The words that report.
    pub lexicons: &'a Lexicons,
    /// All atoms in order.
    pub atoms: Vec<Atom>,
    /// All sentences in order.
    pub units: Vec<Unit>,
    /// For each quotation, its unit and atom.
    pub places: Vec<Option<Place>>,
}

/// Where a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the unit.
    pub unit: usize,
    /// Index of the atom.
    pub atom: usize,
}

impl<'a> Scene<'a> {
    /// Cuts a document.
    pub fn new(
        document: &'a Document<'a>,
        quotations: &'a [Quotation],
        mentions: &'a [Mention],
        lexicons: &'a Lexicons,
    ) -> Self {
        let mut scene = Self {
            document,
            quotations,
            mentions,
            lexicons,
            atoms: Vec::new(),
            units: Vec::new(),
            places: vec![None; quotations.len()],
        };
        scene.cut();
        scene
    }

    /// Builds atoms and units: a sentence end inside a quotation ends no unit.
    fn cut(&mut self) {
        let mut cutter = Cutter::default();
        for sentence in self.document.sentences() {
            let paragraph = &self.document.paragraphs()[sentence.paragraph];
            if paragraph.role == Role::Ignored {
                continue;
            }
            cutter.token = cutter.token.max(sentence.tokens.start);
            cutter.headline = paragraph.role == Role::Title;
            while cutter.token < sentence.tokens.end {
                self.push_atom(&mut cutter, paragraph.tokens.end);
            }
            let cut_through =
                cutter.token > sentence.tokens.end && cutter.token < paragraph.tokens.end;
            if !cut_through {
                self.push_unit(cutter.unit..self.atoms.len(), sentence.paragraph);
                cutter.unit = self.atoms.len();
            }
        }
    }

    /// Adds the atom that begins at the cutter's token and moves past it.
    fn push_atom(&mut self, cutter: &mut Cutter, paragraph_end: usize) {
        let at = cutter.token;
        let span = self.document.tokens()[at].span;
        cutter.skip_passed(self, span.start);
        let mention = cutter.mention_at(self, at);
        let (kind, end) = if let Some(q) = cutter.quotation_at(self, span) {
            self.places[q] = Some(Place { unit: 0, atom: self.atoms.len() });
            (AtomKind::Quote(q), self.document.tokens_in(self.quotations[q].outer).end)
        } else if let Some(m) = mention {
            (self.mention_kind(m, at), self.mentions[m].tokens.end)
        } else {
            match self.cue_at(at, paragraph_end, cutter) {
                Some(cue) => (AtomKind::Cue(cue), cue.end),
                None => (AtomKind::Word(self.word_class(at)), at + 1),
            }
        };
        let end = end.clamp(at + 1, paragraph_end.max(at + 1));
        self.atoms.push(Atom { kind, tokens: at..end, mention });
        cutter.token = end;
    }

    /// The class of a word; *'s* after a pronoun is a verb: *he's saying*, and what ends a dateline
    /// sets nothing apart.
    fn word_class(&self, at: usize) -> Word {
        match words::class_of(self.document.lower(at)) {
            Word::Genitive if self.follows_pronoun(at) => Word::Be,
            Word::Dash if self.ends_dateline(at) => Word::Stop,
            class => class,
        }
    }

    /// Whether the dash ends *LONDON —* or *SPRINGFIELD, Ohio (Wire) —* at the start of a paragraph.
    fn ends_dateline(&self, dash: usize) -> bool {
        let document = self.document;
        let offset = document.tokens()[dash].span.start;
        let paragraph = document.paragraph_at(offset).map(|n| &document.paragraphs()[n]);
        let Some(start) = paragraph.map(|paragraph| paragraph.tokens.start) else { return false };
        let place = document.word(start);
        let capitals = place.chars().count() > 1 && !place.chars().any(char::is_lowercase);
        let begins = dash + 1 < document.tokens().len() && document.is_capitalized(dash + 1);
        (1..=DATELINE).contains(&(dash - start)) && capitals && begins
    }

    fn follows_pronoun(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.document.lower(before));
        matches!(before, "he" | "she" | "it" | "who" | "that" | "there" | "what" | "i")
    }

    /// A mention that can be a subject, or the word class of a pronoun that cannot.
    fn mention_kind(&self, m: usize, at: usize) -> AtomKind {
        if self.mentions[m].kind != MentionKind::Pronoun {
            return AtomKind::Mention(m);
        }
        match words::class_of(self.document.lower(at)) {
            word @ (Word::Who | Word::Possessive) => AtomKind::Word(word),
            word @ Word::Object if self.document.lower(at) != "it" => AtomKind::Word(word),
            _ => AtomKind::Mention(m),
        }
    }

    /// Adds a unit, or joins it to the last one where a question mark inside a quotation split
    /// the sentence: “Why?” Crow asked.
    fn push_unit(&mut self, atoms: Range<usize>, paragraph: usize) {
        if atoms.is_empty() {
            return;
        }
        let joins = self.units.last().is_some_and(|last| {
            last.paragraph == paragraph
                && self.ends_open(&last.atoms)
                && self.opens_with_report(&atoms)
        });
        match self.units.last_mut() {
            Some(last) if joins => last.atoms.end = atoms.end,
            _ => {
                let headline = self.document.paragraphs()[paragraph].role == Role::Title;
                self.units.push(Unit { atoms: atoms.clone(), paragraph, headline });
            }
        }
        let unit = self.units.len() - 1;
        for atom in atoms {
            if let AtomKind::Quote(q) = self.atoms[atom].kind {
                self.places[q] = Some(Place { unit, atom });
            }
        }
    }

    /// Whether the last quotation ends in a mark after which a sentence can go on.
    fn ends_open(&self, atoms: &Range<usize>) -> bool {
        match self.atoms[atoms.end - 1].kind {
            AtomKind::Quote(q) => self
                .document
                .slice(self.quotations[q].inner)
                .trim_end_matches(['’', '\''])
                .ends_with(['?', '!', ',', '—', '–', '…']),
            _ => false,
        }
    }

    /// Subject and verb of speech, or verb and subject, and then no words of its own.
    fn opens_with_report(&self, atoms: &Range<usize>) -> bool {
        let kinds: Vec<AtomKind> =
            self.atoms[atoms.clone()].iter().take(APPOSITION).map(|a| a.kind).collect();
        let speaks = |kind: &AtomKind| matches!(kind, AtomKind::Cue(cue) if cue.kind == CueKind::Verb && cue.frame.is_report());
        match kinds.as_slice() {
            [AtomKind::Mention(_), cue, ..] if speaks(cue) => true,
            [cue, AtomKind::Mention(_), ..] if speaks(cue) => true,
            [AtomKind::Mention(_), comma @ AtomKind::Word(Word::Comma), rest @ ..] => {
                rest.windows(2).any(|pair| pair[0] == *comma && speaks(&pair[1]))
            }
            _ => false,
        }
    }

    /// The cue that begins at token `at`, as verb or noun by the word before it.
    fn cue_at(&self, at: usize, end: usize, cutter: &Cutter) -> Option<CueMatch> {
        let opens = cutter.unit == self.atoms.len();
        let nominal = self.nominal_before(at);
        let lower_case = cutter.headline || !self.document.is_capitalized(at);
        let starts = at == 0
            || self.document.tokens()[at - 1].kind == TokenKind::Mark
            || self.atoms.is_empty();
        self.lexicons.cues.at(self.document, at, end).find(|cue| match cue.kind {
            CueKind::Verb | CueKind::Quoted => {
                (lower_case || starts)
                    && !(nominal && self.could_be_noun(cue))
                    && !(opens && cue.forms == Forms::BASE)
                    && self.agrees(cue)
            }
            CueKind::Noun => lower_case || starts,
            _ => true,
        })
    }

    /// Whether a bare form can be a verb after the mention before it: *they attack*, but not
    /// *the Springfield attack*.
    fn agrees(&self, cue: &CueMatch) -> bool {
        let Some(Atom { kind: AtomKind::Mention(m), .. }) = self.atoms.last() else { return true };
        let mention = &self.mentions[*m];
        let person = matches!(self.document.slice(mention.span), "I" | "you" | "You");
        let only = |form| cue.forms == form;
        match mention.number {
            Number::Singular if only(Forms::BASE) => person,
            Number::Plural if only(Forms::PRESENT) => false,
            _ => true,
        }
    }

    /// Whether what stands before token `at` asks for a noun: *the claim*, *his reply*.
    fn nominal_before(&self, at: usize) -> bool {
        self.atoms.last().is_some_and(|atom| {
            atom.tokens.end == at
                && matches!(
                    atom.kind,
                    AtomKind::Word(
                        Word::Determiner
                            | Word::Possessive
                            | Word::Genitive
                            | Word::Preposition
                            | Word::By
                            | Word::Other
                            | Word::Number
                    )
                )
        })
    }

    /// Whether a verb's spelling is a noun's as well (*claim*, *calls*), or it stands where a
    /// participle would be an adjective (*the said*).
    fn could_be_noun(&self, cue: &CueMatch) -> bool {
        let determined = self.atoms.last().is_some_and(|atom| {
            matches!(
                atom.kind,
                AtomKind::Word(Word::Determiner | Word::Possessive | Word::Genitive)
            )
        });
        let gerund = cue.forms.any(Forms::GERUND);
        let finite = cue.forms.any(Forms::PAST);
        if finite { determined } else { !gerund || determined }
    }

    /// The kind of atom `i`, if `i` lies in `unit`.
    pub fn kind(&self, unit: &Unit, i: usize) -> Option<AtomKind> {
        unit.atoms.contains(&i).then(|| self.atoms[i].kind)
    }

    /// The kind of the atom before `i` in `unit`.
    pub fn before(&self, unit: &Unit, i: usize) -> Option<AtomKind> {
        i.checked_sub(1).and_then(|j| self.kind(unit, j))
    }

    /// The bytes of atom `i`.
    pub fn span(&self, i: usize) -> Span {
        self.document.span_of(&self.atoms[i].tokens)
    }

    /// The words of quotation `q`.
    pub fn quoted(&self, q: usize) -> &'a str {
        self.document.slice(self.quotations[q].inner)
    }
}

/// How far cutting has come: next token, quotation and mention.
#[derive(Default)]
struct Cutter {
    token: usize,
    quotation: usize,
    mention: usize,
    /// First atom of the sentence being cut.
    unit: usize,
    /// It is a title: verbs may stand with a capital.
    headline: bool,
}

impl Cutter {
    /// Moves past quotations and mentions that end before `offset`.
    fn skip_passed(&mut self, scene: &Scene<'_>, offset: usize) {
        while scene.quotations.get(self.quotation).is_some_and(|q| q.outer.end <= offset) {
            self.quotation += 1;
        }
        while scene.mentions.get(self.mention).is_some_and(|m| m.span.end <= offset) {
            self.mention += 1;
        }
    }

    fn quotation_at(&self, scene: &Scene<'_>, span: Span) -> Option<usize> {
        let quotation = scene.quotations.get(self.quotation)?;
        quotation.outer.overlaps(span).then_some(self.quotation)
    }

    /// The mention of the narration that begins at token `at`.
    fn mention_at(&self, scene: &Scene<'_>, at: usize) -> Option<usize> {
        let first = self.mention;
        let found = scene.mentions[first.min(scene.mentions.len())..]
            .iter()
            .take(2)
            .position(|m| m.quotation.is_none() && m.tokens.start == at)?;
        Some(first + found)
    }
}
