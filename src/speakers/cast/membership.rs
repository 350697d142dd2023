//! What sentences say of somebody's party apart from titles and appositions: "She is a
//! Democrat", "who leads the Holos faction", "the two Republicans, Crow and Hale", "His
//! Labour shadow was ready. “No,” said Crow."

use std::ops::Range;

use crate::speakers::mentions::{MentionKind, Number};
use crate::text::{TokenKind, WordSet};

use super::cluster::compatible;
use super::phrase::{PARTY_NOUNS, Phrase};
use super::reader::Reader;
use super::traits::Traits;

/// How far before a name a group that it belongs to may be named, in tokens.
const GROUP: usize = 14;
/// Longest subject before a copula, in tokens.
const SUBJECT: usize = 14;
/// How far back "the party" may have been named, in tokens.
const SAME_PARTY: usize = 600;
/// Most mentions between a description and the name that it announces.
const NEARBY: usize = 60;
/// Last paragraph of the lead.
const LEAD: usize = 4;
/// Offices whose holder "the president" and the like mean by themselves.
const HEADS_OF_STATE: &[&str] = &["president", "chancellor", "minister", "premier"];
/// Verbs whose object, a party or its group in a chamber, somebody leads.
static LEADING: WordSet = WordSet::of(&[
    "leads",
    "led",
    "heads",
    "headed",
    "chairs",
    "chaired",
    "runs",
    "ran",
    "represents",
]);
/// Verbs of a seat in a chamber: "has sat for Labour since".
static SITTING: WordSet =
    WordSet::of(&["sits", "sat", "serves", "served", "stood", "ran", "elected"]);

impl Reader<'_, '_> {
    /// "A deputy of the Holos party, she", "he is a Democrat".
    pub fn traits_of_pronoun(&self, m: usize) -> Traits {
        let mut traits = Traits::default();
        let mention = &self.mentions[m];
        let start = mention.tokens.start;
        if !matches!(self.lower(start), "he" | "she") {
            return traits;
        }
        let sentence = self.sentence_of(start);
        let opening = sentence.start..start.saturating_sub(1);
        if start > sentence.start + 1
            && self.lower(start - 1) == ","
            && opening.len() <= SUBJECT
            && self.is_plain(opening.clone())
            && let Some(phrase) = self.phrase(opening.start, opening.end)
            && matches!(self.lower(opening.start), "a" | "an" | "the")
        {
            self.take(&mut traits, &phrase);
        }
        self.read_seat(mention.tokens.end, sentence.end, &mut traits);
        if self.is_copula(mention.tokens.end) {
            self.read_right(mention.tokens.end, &mut traits);
        }
        traits
    }

    /// "is a", "was the".
    pub fn is_copula(&self, i: usize) -> bool {
        matches!(self.lower(i), "is" | "was")
            && matches!(
                self.lower(i + 1),
                "a" | "an" | "the" | "also" | "now" | "himself" | "herself"
            )
    }

    /// "represents Reform UK".
    pub fn read_seat(&self, start: usize, end: usize, traits: &mut Traits) {
        let verb = start + usize::from(matches!(self.lower(start), "has" | "had" | "was" | "who"));
        if !SITTING.contains(self.lower(verb)) {
            return;
        }
        match self.lower(verb + 1) {
            "for" | "with" => self.read_party(verb + 2..end, traits),
            "as" if matches!(self.lower(verb + 2), "a" | "an") => {
                self.read_party(verb + 3..end, traits);
            }
            _ => {}
        }
    }

    /// ", of the Conservative Party,", ", from the liberal Venstre party,".
    pub fn read_membership(&self, i: usize, stop: usize, traits: &mut Traits) {
        if matches!(self.lower(i), "of" | "from") {
            self.read_party(i + 1..stop, traits);
        }
    }

    /// "who leads the Holos faction in parliament".
    pub fn read_leadership(&self, i: usize, stop: usize, traits: &mut Traits) {
        if LEADING.contains(self.lower(i)) {
            self.read_party(i + 1..stop, traits);
        }
    }

    /// A party that the noun phrase at the start of `range` names, itself or as the owner of a
    /// group; not "the Republican budget".
    fn read_party(&self, range: Range<usize>, traits: &mut Traits) {
        let near = range.start..range.end.min(range.start + 8);
        let named = self.party_in(near.clone());
        let Some((at, n, label)) = named else {
            self.read_same_party(range.start, traits);
            return;
        };
        let before = near.start..at;
        let adjectives = before.clone().all(|i| {
            self.token(i) != TokenKind::Mark && !super::reader::is_preposition(self.lower(i))
        });
        let next = self.lower(at + n);
        let ends = at + n >= range.end
            || self.token(at + n) == TokenKind::Mark
            || PARTY_NOUNS.contains(next)
            || before.is_empty() && super::reader::is_preposition(next)
            || before.is_empty() && next == "since";
        if adjectives && ends {
            self.take(traits, &Phrase { party: Some((at, label)), ..Phrase::default() });
        }
    }

    /// "the party's caucus": of the party named last.
    fn read_same_party(&self, i: usize, traits: &mut Traits) {
        if let Some(party) = self.same_party(i) {
            self.take(traits, &Phrase { party: Some(party), ..Phrase::default() });
        }
    }

    /// The party that "the party's" at token `i` means.
    pub fn same_party(&self, i: usize) -> Option<(usize, String)> {
        let i = i + usize::from(self.lower(i) == "the");
        if self.lower(i) != "party" || self.lower(i + 1) != "'s" {
            return None;
        }
        let back = (i.saturating_sub(SAME_PARTY)..i).rev();
        back.clone().find_map(|k| {
            let (n, label) = self.party_at(k, i)?;
            // The longest label that ends there may begin earlier.
            let longer = (k.saturating_sub(4)..k).find_map(|j| {
                self.party_at(j, i).filter(|(len, _)| j + len == k + n).map(|(_, label)| (j, label))
            });
            Some(longer.unwrap_or((k, label)))
        })
    }

    /// "the two Republicans, Crow and Hale", "Democrats like Crow".
    pub fn read_group(&self, m: usize, traits: &mut Traits) {
        let start = self.mentions[m].tokens.start;
        let sentence = self.sentence_of(start);
        let from = sentence.start.max(start.saturating_sub(GROUP));
        let mut i = start;
        while i > from {
            i -= 1;
            let opens =
                matches!(self.lower(i), "," | "like" | "including" | "as" | "–" | "—" | ":");
            if opens && let Some((at, label)) = self.group_before(i, from) {
                self.take(traits, &Phrase { party: Some((at, label)), ..Phrase::default() });
                return;
            }
            let listed =
                matches!(self.lower(i), "," | "and" | "like" | "including" | "such" | "as")
                    || self.document.is_capitalized(i);
            if !listed {
                return;
            }
        }
    }

    /// The plural party that ends before token `i`: "Republicans", "the two Democrats".
    fn group_before(&self, i: usize, from: usize) -> Option<(usize, String)> {
        let end = i - usize::from(i > from && self.lower(i - 1) == "such");
        let at = end.checked_sub(1).filter(|at| *at >= from)?;
        let plural = self.lower(at).ends_with('s');
        let determined = at > from
            && matches!(self.lower(at - 1), "two" | "three" | "four" | "five" | "other" | "fellow");
        let (n, label) = self.party_at(at, end)?;
        let listed = self.lower(i) != "," || determined;
        (plural && listed && n == 1).then_some((at, label))
    }

    /// "Her counterpart on the Republican side was Crow".
    pub fn read_copula_before(&self, m: usize, traits: &mut Traits) {
        let Some(verb) = self.mentions[m].tokens.start.checked_sub(1) else { return };
        let sentence = self.sentence_of(verb);
        let subject = sentence.start..verb;
        if !matches!(self.lower(verb), "is" | "was")
            || subject.is_empty()
            || subject.len() > SUBJECT
            || !self.is_plain(subject.clone())
        {
            return;
        }
        if let Some(phrase) = self.phrase(subject.start, subject.end) {
            self.take(traits, &phrase);
        }
        if let Some(party) = self.one_of_party(subject) {
            self.take(traits, &Phrase { party: Some(party), ..Phrase::default() });
        }
    }

    /// "So did one of the three Republicans. Lund of Iowa signed": the name that opens the next
    /// sentence is that one.
    pub fn read_one_before(&self, m: usize, traits: &mut Traits) {
        let start = self.mentions[m].tokens.start;
        let opens = self.sentence_of(start).start == start && start > 0;
        let first = self.document.paragraphs()[self.paragraph(m)].tokens.start == start;
        if !opens || first || traits.party.is_some() || !self.is_subject(m) {
            return;
        }
        if let Some(party) = self.one_of_party(self.sentence_of(start - 1)) {
            self.take(traits, &Phrase { party: Some(party), ..Phrase::default() });
        }
    }

    /// "The last of the Republican speakers", "one of the Democrats".
    fn one_of_party(&self, subject: Range<usize>) -> Option<(usize, String)> {
        let of = subject.clone().find(|&i| {
            self.lower(i) == "of"
                && i > subject.start
                && matches!(self.lower(i - 1), "one" | "first" | "second" | "third" | "last")
                && self.lower(i + 1) == "the"
        })?;
        let counted = matches!(
            self.lower(of + 2),
            "two" | "three" | "four" | "five" | "six" | "few" | "other" | "seven" | "eight"
        );
        let at = of + 2 + usize::from(counted);
        let (_, label) = self.party_at(at, subject.end)?;
        Some((at, label))
    }

    /// "Her Republican neighbor was unmoved. “No,” said Rep. Crow": a description that opens
    /// the paragraph announces the person who is first named in it.
    pub fn read_announcement(&self, m: usize, traits: &mut Traits) {
        let Some((begin, opening)) = self.announcing(m) else { return };
        let whole = self.phrase(begin, self.mentions[opening].head + 1);
        let phrase = whole.filter(|phrase| phrase.party.is_some());
        if let Some(phrase) = phrase.or_else(|| self.phrase_at(opening))
            && (phrase.party.is_some() || phrase.perhaps.is_some() && traits.partisan)
        {
            self.take(traits, &phrase);
            traits.appositions.push(opening);
        }
    }

    /// The description that opens the paragraph of mention `m`, with its first token, where
    /// nobody is named between.
    fn announcing(&self, m: usize) -> Option<(usize, usize)> {
        let paragraph = self.paragraph(m);
        let here = |n: &usize| self.paragraph(*n) == paragraph;
        let nearby = (m.saturating_sub(NEARBY)..m).rev().take_while(here);
        let before: Vec<usize> = nearby.filter(|n| self.narrated(*n)).collect();
        let &first = before.last()?;
        // "The Greens' spokeswoman": the owner comes first.
        let owned = before.iter().copied().find(|&n| self.mentions[n].owner == Some(first));
        let opening = owned.unwrap_or(first);
        let nominal = &self.mentions[opening];
        let begin = self.mentions[first].tokens.start;
        let plain = nominal.kind == MentionKind::Nominal
            && nominal.number == Number::Singular
            && compatible(nominal.gender, self.mentions[m].gender)
            && begin == self.sentence_of(begin).start
            && self.sentence[opening] < self.sentence[m]
            && self.sentence[opening] + 3 > self.sentence[m];
        let alone = !before.iter().any(|&n| self.is_name(n));
        (plain && alone && self.is_subject(m)).then_some((begin, opening))
    }

    /// Whether nothing of the sentence is left at token `i` but its mark.
    pub fn ends_sentence(&self, i: usize) -> bool {
        matches!(self.lower(i), "." | "!" | "?")
    }

    /// "The senator came home … “No,” said Ida Morrow": the lead speaks of "the senator" before
    /// anybody is named, and the first to speak is a name that nothing else describes.
    pub fn read_lead(&self, m: usize, traits: &mut Traits) {
        let undescribed = traits.jobs.is_empty() && traits.party.is_none();
        let late = m > NEARBY || self.paragraph(m) > LEAD;
        if !undescribed || late || self.speaks[m].is_none() {
            return;
        }
        let mut before = (0..m).filter(|n| self.narrated(*n));
        let spoken = before.clone().any(|n| self.speaks[n].is_some() || self.is_name(n));
        let lead = before.find(|&n| self.is_lead_role(n, m));
        if let Some(n) = lead.filter(|_| !spoken)
            && let Some(phrase) = self.phrase_at(n)
        {
            self.take(traits, &phrase);
            traits.appositions.push(n);
        }
    }

    /// Whether mention `n` calls a politician by the office alone, of a gender that fits `m`.
    fn is_lead_role(&self, n: usize, m: usize) -> bool {
        let nominal = &self.mentions[n];
        let row = self.lexicons.jobs.named(self.lower(nominal.head));
        nominal.kind == MentionKind::Nominal
            && nominal.number == Number::Singular
            && self.lower(nominal.tokens.start) == "the"
            && nominal.tokens.len() == 2
            && self.is_subject(n)
            && row.is_some_and(|row| row.may_be_called("politician"))
            && !HEADS_OF_STATE.contains(&self.lower(nominal.head))
            && compatible(nominal.gender, self.mentions[m].gender)
    }

    fn is_plain(&self, range: Range<usize>) -> bool {
        range.clone().all(|i| self.token(i) != TokenKind::Mark || self.lower(i) == "-")
    }
}
