//! What an article lets words mean, found once for all of its statements: which words may name a
//! target, whom its start names, who holds an office on its date, in whose voice members speak.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use crate::lexicons::Lexicons;
use crate::lexicons::phrases::Found;
use crate::lexicons::stance::FormKind;
use crate::speakers::{Cast, MemberId};
use crate::text::Document;

use super::tagged::Tagged;
use super::voice::{NOBODY, Voice};

/// Tokens at the start of an article that tell what it is about.
const LEAD: usize = 1500;

/// An article as its statements are read against it.
#[derive(Debug)]
pub struct Setting<'a> {
    document: Tagged<'a>,
    cast: &'a Cast,
    lexicons: &'a Lexicons,
    /// Date of the article.
    pub date: Option<Date>,
    forms: OnceCell<Vec<Found>>,
    /// By number of the target.
    topics: OnceCell<Vec<bool>>,
    /// By number of the office.
    in_office: Vec<OnceCell<bool>>,
    members: Vec<Known>,
}

/// What is known of a member of the cast.
#[derive(Clone, Debug, Default)]
struct Known {
    voice: OnceCell<Voice>,
    target: OnceCell<Option<usize>>,
}

impl<'a> Setting<'a> {
    /// What `document` sets, an article of `date` with `cast`.
    pub fn new(
        document: &'a Document<'a>,
        cast: &'a Cast,
        date: Option<Date>,
        lexicons: &'a Lexicons,
    ) -> Self {
        let (forms, topics) = (OnceCell::new(), OnceCell::new());
        let in_office = vec![OnceCell::new(); lexicons.stance.offices.len()];
        let members = vec![Known::default(); cast.members.len()];
        let document = Tagged::new(document);
        Self { document, cast, lexicons, date, forms, topics, in_office, members }
    }

    /// The article's words.
    pub(super) fn words(&self) -> &Tagged<'a> {
        &self.document
    }

    /// All rows of `targets.csv` that match anywhere, whether they mean their target there or
    /// not: by place, longest first.
    fn all_forms(&self) -> &[Found] {
        self.forms.get_or_init(|| {
            let all = self.document.tokens().len();
            let forms = &self.lexicons.stance.forms;
            (0..all).flat_map(|at| forms.at(&self.document, at, all)).collect()
        })
    }

    /// Those that lie in `range`.
    pub(super) fn forms(&self, range: Range<usize>) -> impl Iterator<Item = Found> {
        let all = self.all_forms();
        let first = all.partition_point(|f| f.start < range.start);
        let within = all[first..].iter().take_while(move |f| f.start < range.end);
        within.filter(move |f| f.end <= range.end).copied()
    }

    /// In whose voice `member` speaks.
    pub(super) fn voice(&self, member: Option<MemberId>) -> &Voice {
        let known = member.and_then(|m| self.members.get(m).zip(self.cast.members.get(m)));
        known.map_or(&NOBODY, |(known, member)| {
            known.voice.get_or_init(|| Voice::of(&member.speaker, self, self.lexicons))
        })
    }

    /// The target that `member` is by name; `None` without such a member.
    pub(super) fn target_of(&self, member: MemberId) -> Option<Option<usize>> {
        let (known, member) = self.members.get(member).zip(self.cast.members.get(member))?;
        Some(*known.target.get_or_init(|| self.target_called(&member.speaker.name)))
    }

    /// The target whose whole name `name` is.
    fn target_called(&self, name: &str) -> Option<usize> {
        let stance = &self.lexicons.stance;
        let document = Document::new(name, &[], &self.lexicons.abbreviations);
        let all = document.tokens().len();
        let found = stance.forms.longest_at(&document, 0, all).filter(|f| f.end == all)?;
        let is_name = stance.targets[found.value].value.kind == FormKind::Name;
        is_name.then(|| stance.target_of(found.value))
    }

    /// Whether the start of the article names target number `target`.
    pub fn names(&self, target: usize) -> bool {
        self.topics.get_or_init(|| self.topics())[target]
    }

    /// The first tokens of the article.
    fn lead(&self) -> Range<usize> {
        0..self.document.tokens().len().min(LEAD)
    }

    /// For each target, whether the start names it.
    fn topics(&self) -> Vec<bool> {
        let stance = &self.lexicons.stance;
        let mut topics = vec![false; stance.target_ids().len()];
        let mut next = 0;
        for found in self.forms(self.lead()) {
            if found.start < next {
                continue;
            }
            next = found.end.max(found.start + 1);
            let row = &stance.targets[found.value].value;
            let names = matches!(row.kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym);
            topics[stance.target_of(found.value)] |= names && row.office.is_empty();
        }
        topics
    }

    /// Whether its target holds the office of row `row` of `targets.csv` at the article's date.
    /// In an article without date it does if the start names the target, or no other holder.
    pub fn holds_office(&self, row: usize) -> bool {
        let stance = &self.lexicons.stance;
        let Some((number, office)) = stance.offices.of(row) else { return false };
        *self.in_office[number].get_or_init(|| match self.date {
            Some(date) => office.held_on(date),
            None => {
                let is_named =
                    |surname: &str| self.lead().any(|i| self.document.lower(i) == surname);
                self.names(stance.target_of(row)) || !office.surnames().any(is_named)
            }
        })
    }
}
