//! Who is excluded in a run, and what of an article is blacked out.

use rustc_hash::FxHashSet;

use super::Exclusions;
use super::black::Names;
use crate::lexicons::Lexicons;
use crate::people::corrections::Names as Known;
use crate::people::fold;
use crate::people::linked::Linked;
use crate::people::roster::Roster;
use crate::reading::{Mention, Reading, Score, SpeakerKind};

/// Most words of a title before a name.
const TITLE_WORDS: usize = 4;

/// Who is excluded, and by which names.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    people: FxHashSet<u32>,
    names: Names,
    /// Rows of the list by whose name nobody speaks.
    idle: Vec<String>,
}

impl Hidden {
    /// Finds the people whom the list means.
    pub fn find(exclusions: &Exclusions, roster: &Roster, lexicons: &Lexicons) -> Self {
        let mut hidden = Self::default();
        if exclusions.is_empty() {
            return hidden;
        }
        let known = Known::new(roster);
        for row in &exclusions.rows {
            let name = in_order(&row.name, lexicons);
            let mut own = Names::default();
            let mut people: FxHashSet<u32> =
                known.all(&row.name, roster, lexicons).into_iter().collect();
            // An id stands in no text.
            if people.is_empty() || name.contains(' ') {
                own.add(&name);
            }
            for &number in &people {
                names_of(number, roster, lexicons).iter().for_each(|name| own.add(name));
            }
            people.extend(roster.all_called(|name, kind| match kind {
                SpeakerKind::Person => own.holds(name),
                SpeakerKind::Body | SpeakerKind::Unnamed => own.are_in(name),
            }));
            if people.is_empty() {
                hidden.idle.push(format!(
                    "{}:{}: nobody in these articles speaks by this name",
                    exclusions.file, row.line
                ));
            }
            hidden.people.extend(people);
            hidden.names.merge(own);
        }
        hidden
    }

    /// What deserves a look: rows by whose name nobody speaks. They do not say the name.
    pub fn warnings(&self) -> &[String] {
        &self.idle
    }

    /// Which statements of an article leave the reports; nothing where nobody is excluded.
    pub fn statements(&self, linked: &Linked<'_>) -> Vec<bool> {
        if self.people.is_empty() {
            return Vec::new();
        }
        let (roster, place) = (linked.roster, linked.place);
        let statements = linked.reading.statements.iter().enumerate();
        let hides = |(ordinal, statement): (usize, &crate::reading::Statement)| {
            // Whom the program is too unsure to name may be the one all the same.
            let named = linked.speaker(ordinal).map(|spoken| spoken.number);
            let guess = || roster.number(place, statement.speaker?);
            named.or_else(guess).is_some_and(|number| self.people.contains(&number))
        };
        statements.map(hides).collect()
    }

    /// Whether this speaker of an article is excluded.
    fn hides(&self, place: u32, local: usize, roster: &Roster) -> bool {
        roster.number(place, local).is_some_and(|number| self.people.contains(&number))
    }

    /// Blacks out names in all that reports show of an article, and forgets who is excluded among
    /// joint speakers and guesses. `place` is that of the article in order of id.
    pub fn black_out(&self, place: u32, roster: &Roster, reading: &mut Reading) {
        if self.names.is_empty() {
            return;
        }
        let black = |text: &mut String| self.names.black_out(text);
        reading.metadata.title.iter_mut().for_each(black);
        reading.metadata.source.iter_mut().for_each(black);
        reading.metadata.authors.iter_mut().for_each(black);
        reading.metadata.url.take_if(|url| self.names.are_in_address(url));
        for (local, speaker) in reading.speakers.iter_mut().enumerate() {
            black(&mut speaker.role);
            speaker.party_conflict.take_if(|_| self.hides(place, local, roster));
        }
        for statement in &mut reading.statements {
            statement.co_speakers.retain(|&local| !self.hides(place, local, roster));
            let guess = statement.speaker;
            statement.speaker = guess.filter(|&local| !self.hides(place, local, roster));
            statement.segments.iter_mut().for_each(|segment| black(&mut segment.text));
            let mentions = statement.mention.iter_mut().chain(&mut statement.cue);
            mentions.for_each(|Mention { text, .. }| black(text));
            let stances = statement.stances.iter_mut().map(|stance| &mut stance.score);
            stances.chain([&mut statement.sentiment]).for_each(|score| self.black_out_score(score));
        }
    }

    fn black_out_score(&self, score: &mut Score) {
        for hit in &mut score.hits {
            self.black_out_text(&mut hit.term);
            for multiplier in &mut hit.multipliers {
                self.black_out_text(&mut multiplier.term);
            }
        }
    }

    /// Blacks out names in any text.
    pub fn black_out_text(&self, text: &mut String) {
        if !self.names.is_empty() {
            self.names.black_out(text);
        }
    }

    /// Blacks out names in what is known of people over all articles.
    pub fn black_out_people(&self, roster: &mut Roster) {
        for person in roster.people_mut() {
            self.black_out_text(&mut person.role);
        }
    }
}

/// A name of the list as articles have it: without titles, the first name first.
fn in_order(name: &str, lexicons: &Lexicons) -> String {
    let name = match name.split_once(',') {
        Some((last, first)) if !fold::parts(&format!("x {last}, {first}")).single => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    };
    let titles: FxHashSet<String> =
        lexicons.names.titles.iter().map(|row| fold::key(&row.value.title)).collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    let title = (1..=TITLE_WORDS.min(words.len().saturating_sub(1)))
        .rev()
        .find(|&n| titles.contains(&fold::key(&words[..n].join(" "))));
    words[title.unwrap_or(0)..].join(" ")
}

/// The names of a person: as shown, and for those of the lexicon the full ones that it knows.
fn names_of(number: u32, roster: &Roster, lexicons: &Lexicons) -> Vec<String> {
    let Some(person) = roster.person(number) else { return Vec::new() };
    let known = person.known.as_deref().and_then(|id| lexicons.people.person_by_id(id, None));
    let aliases = known.into_iter().flat_map(|row| row.aliases.split('|'));
    let aliases = aliases.filter(|alias| alias.contains(' ')).map(str::to_owned);
    let called = known.map(|row| row.name.clone());
    let names = aliases.chain(called).chain([person.name.clone()]);
    names.map(|name| in_order(&name, lexicons)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::lexicons::Source;

    #[test]
    fn names_may_be_written_as_people_write_them() {
        let lexicons = Lexicons::load(&Source::shipped()).unwrap();
        for (name, expected) in [
            ("Sen. Mira Oakes", "Mira Oakes"),
            ("Prime Minister Mira Oakes", "Mira Oakes"),
            ("Oakes, Mira", "Mira Oakes"),
            ("Senator Oakes", "Oakes"),
            ("Mira Oakes", "Mira Oakes"),
        ] {
            assert_eq!(in_order(name, &lexicons), expected);
        }
    }
}
