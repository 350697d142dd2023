//! Which answers belong together: those of coders to one statement, and the program's to it.
//!
//! | answers | the program's statement |
//! | --- | --- |
//! | a row of a sheet | the one of that id and words, else the one of that article and words |
//! | gold | each whose segment covers a gold one: the shared length is at least 80 % of the longer |
//!
//! What most coders say holds. Where as many say one thing as another, the label is neutral ("when
//! in doubt, neutral"), and speaker, party and whether it is a quotation are left open; both are
//! counted.

use rustc_hash::FxHashMap;

use super::coded::{Answer, Coded, Document, GoldStatement};
use super::key::Key;
use super::program::{Program, Said};
use super::{CLASSES, Class, names};

/// Share of the longer of two segments that they must have in common.
const COVERS: f64 = 0.8;

/// One statement with all answers.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Name of the row, or of the gold statement.
    pub id: String,
    /// Number of the article among [`Cases::articles`].
    pub article: u32,
    /// How many statements it stands for.
    pub weight: f64,
    /// Of coders.
    pub answers: Vec<Answer>,
    /// The program's statements, by place among [`Program::said`]; none where it missed it.
    pub said: Vec<usize>,
    /// For gold: of each segment, the program's statement that has it.
    pub segments: Option<Vec<Option<usize>>>,
    /// To find it or not costs nothing.
    pub optional: bool,
    /// Words, where the program does not have them.
    pub words: String,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// In order of the key, then of gold.
    pub all: Vec<Case>,
    /// Names of articles.
    pub articles: Vec<String>,
    /// Names of coders.
    pub coders: Vec<String>,
    /// The program's segments in gold articles that gold has not, by article.
    pub extra: FxHashMap<u32, u64>,
    /// Rows whose statement is in the reports no more.
    pub gone: u64,
    /// Statements of the key that nobody coded.
    pub uncoded: u64,
}

/// What gold is called among coders.
const GOLD: &str = "gold";

/// Which articles people coded, so that their rows are read whole.
pub fn is_coded<'a>(key: &'a Key, coded: &'a Coded) -> impl Fn(&str) -> bool + 'a {
    let listed: rustc_hash::FxHashSet<&str> = {
        let statements = key.entries.iter().map(|e| e.article.as_str());
        statements.chain(key.articles.iter().map(|a| a.article.as_str())).collect()
    };
    let gold: rustc_hash::FxHashSet<&str> =
        coded.gold.iter().map(|document| last_part(&document.article)).collect();
    move |article| listed.contains(article) || gold.contains(last_part(article))
}

/// The name of an article without its folders.
pub(super) fn last_part(article: &str) -> &str {
    article.rsplit(['/', '\\']).next().unwrap_or(article)
}

impl Cases {
    /// Puts together what belongs together.
    pub fn gather(key: &Key, coded: &Coded, program: &Program) -> Self {
        let mut cases = Self { coders: coded.sheets.coders.clone(), ..Self::default() };
        cases.of_sheets(key, coded, program);
        cases.of_gold(&coded.gold, program);
        cases
    }

    fn article(&mut self, name: &str) -> u32 {
        let place = self.articles.iter().position(|article| article == name);
        let place = place.unwrap_or_else(|| {
            self.articles.push(name.to_owned());
            self.articles.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn of_sheets(&mut self, key: &Key, coded: &Coded, program: &Program) {
        let by_id: FxHashMap<&str, usize> =
            program.said.iter().enumerate().map(|(i, said)| (said.id.as_str(), i)).collect();
        let by_words: FxHashMap<(u32, &str), usize> = program
            .said
            .iter()
            .enumerate()
            .map(|(i, said)| ((said.article, said.quote_hash.as_str()), i))
            .collect();
        for (place, entry) in key.entries.iter().enumerate() {
            let Some(answers) = coded.sheets.answers.get(&place) else {
                self.uncoded += 1;
                continue;
            };
            let same = |&i: &usize| program.said[i].quote_hash == entry.quote;
            let number = program.articles.get(&entry.article);
            let found = by_id
                .get(entry.statement.as_str())
                .copied()
                .filter(same)
                .or_else(|| by_words.get(&(number?, entry.quote.as_str())).copied());
            self.gone += u64::from(found.is_none());
            let article = self.article(&entry.article);
            self.all.push(Case {
                id: entry.id.clone(),
                article,
                weight: entry.weight,
                answers: answers.clone(),
                said: found.into_iter().collect(),
                ..Case::default()
            });
        }
    }

    fn of_gold(&mut self, gold: &[Document], program: &Program) {
        if gold.is_empty() {
            return;
        }
        let coder = self.coders.len();
        self.coders.push(GOLD.to_owned());
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (i, said) in program.said.iter().enumerate().filter(|(_, said)| !said.indirect) {
            let name = &program.articles.names[said.article as usize];
            by_name.entry(last_part(name)).or_default().push(i);
        }
        for document in gold {
            let said = by_name.get(last_part(&document.article)).map_or(&[][..], Vec::as_slice);
            let (pairs, extra) = pairs(&document.statements, said, &program.said);
            let article = self.article(&document.article);
            *self.extra.entry(article).or_default() += extra;
            for (statement, segments) in document.statements.iter().zip(pairs) {
                self.all.push(gold_case(statement, segments, article, coder));
            }
        }
    }
}

fn gold_case(
    statement: &GoldStatement,
    segments: Vec<Option<usize>>,
    article: u32,
    coder: usize,
) -> Case {
    let mut said: Vec<usize> = Vec::new();
    for &found in segments.iter().flatten() {
        if !said.contains(&found) {
            said.push(found);
        }
    }
    let words: Vec<&str> = statement.segments.iter().map(|s| s.text.as_str()).collect();
    let answer = Answer {
        coder,
        labels: statement.labels.iter().copied().map(Some).collect(),
        speaker: statement.speakers.first().cloned(),
        aliases: statement.speakers.iter().skip(1).cloned().collect(),
        party: Some(statement.party.clone()),
        is_quotation: Some(true),
        unsure: false,
    };
    Case {
        id: statement.id.clone(),
        article,
        weight: 1.0,
        answers: vec![answer],
        said,
        segments: Some(segments),
        optional: statement.optional,
        words: words.join(" … "),
    }
}

/// For each segment of each gold statement the program's statement that has it, one to one in
/// order; and how many of the program's segments are left.
fn pairs(gold: &[GoldStatement], said: &[usize], all: &[Said]) -> (Vec<Vec<Option<usize>>>, u64) {
    let mut spans: Vec<(usize, (usize, usize), bool)> = Vec::new();
    for &i in said {
        spans.extend(all[i].spans.iter().map(|&span| (i, span, false)));
    }
    let mut find = |segment: (usize, usize)| {
        let free = spans.iter_mut().find(|(_, span, taken)| !taken && covers(segment, *span))?;
        free.2 = true;
        Some(free.0)
    };
    let found = gold
        .iter()
        .map(|statement| statement.segments.iter().map(|s| find((s.start, s.end))).collect())
        .collect();
    let extra = spans.iter().filter(|(_, _, taken)| !taken).count() as u64;
    (found, extra)
}

fn covers(a: (usize, usize), b: (usize, usize)) -> bool {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let longer = (a.1 - a.0).max(b.1.saturating_sub(b.0)).max(1);
    shared as f64 >= COVERS * longer as f64
}

/// What most coders say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Majority<T> {
    /// It; for labels neutral where it is a tie.
    pub answer: T,
    /// As many say something else.
    pub tie: bool,
}

impl Case {
    /// The label toward target number `target`; `None` where nobody coded it. What most say is no
    /// quotation addresses nothing.
    pub fn label(&self, target: usize) -> Option<Majority<Class>> {
        if self.is_quotation().is_some_and(|m| !m.tie && !m.answer) {
            return Some(Majority { answer: Class::NotAddressed, tie: false });
        }
        let mut votes = [0u32; CLASSES.len()];
        let given = self.answers.iter().filter_map(|answer| *answer.labels.get(target)?);
        given.for_each(|class| votes[class.index()] += 1);
        let most = votes.iter().copied().max().filter(|&most| most > 0)?;
        let mut first = CLASSES.into_iter().filter(|class| votes[class.index()] == most);
        let answer = first.next()?;
        let tie = first.next().is_some();
        Some(Majority { answer: if tie { Class::Neutral } else { answer }, tie })
    }

    /// Whether it is a quotation.
    pub fn is_quotation(&self) -> Option<Majority<bool>> {
        let given: Vec<bool> = self.answers.iter().filter_map(|a| a.is_quotation).collect();
        let yes = given.iter().filter(|&&yes| yes).count();
        let no = given.len() - yes;
        (!given.is_empty()).then_some(Majority { answer: yes > no, tie: yes == no })
    }

    /// The names that are right for the speaker, as compared; empty words for nobody.
    pub fn speaker(&self) -> Option<Majority<Vec<String>>> {
        let given: Vec<Vec<String>> = self
            .answers
            .iter()
            .filter_map(|answer| {
                let all = std::iter::once(answer.speaker.as_ref()?).chain(&answer.aliases);
                Some(all.map(|words| names::name(words)).collect())
            })
            .collect();
        let alike = |a: &Vec<String>, b: &Vec<String>| names::same(&a[0], &b[0]);
        most(given, alike)
    }

    /// The party as compared; empty words for none.
    pub fn party(&self) -> Option<Majority<String>> {
        let given = self.answers.iter().filter_map(|a| a.party.as_deref()).map(names::party);
        most(given.collect(), |a, b| a == b)
    }

    /// The program's score: of several statements, the mean of those that have one.
    pub fn program_score(&self, target: usize, said: &[Said]) -> Option<f64> {
        let scores: Vec<f64> = self.said.iter().filter_map(|&i| said[i].scores[target]).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }

    /// The program's label: of several statements, the sign of the sum.
    pub fn program_label(&self, target: usize, said: &[Said]) -> Class {
        let labels: Vec<Class> = self.said.iter().map(|&i| said[i].labels[target]).collect();
        match labels[..] {
            [] => Class::NotAddressed,
            [one] => one,
            _ if labels.iter().all(|&class| class == Class::NotAddressed) => Class::NotAddressed,
            _ => match labels.iter().map(|class| class.sign()).sum::<i32>() {
                ..0 => Class::Unfavourable,
                0 => Class::Neutral,
                1.. => Class::Favourable,
            },
        }
    }
}

/// What most of `given` are alike to.
fn most<T: Clone>(given: Vec<T>, alike: impl Fn(&T, &T) -> bool) -> Option<Majority<T>> {
    let votes = |a: &T| given.iter().filter(|b| alike(a, b)).count();
    let best = given.iter().enumerate().max_by_key(|(i, a)| (votes(a), std::cmp::Reverse(*i)))?.1;
    let rival = |other: &&T| !alike(best, other) && votes(other) == votes(best);
    Some(Majority { answer: best.clone(), tie: given.iter().any(|other| rival(&other)) })
}

/// Whether the program's name for the speaker is one of those that are right; `in_full` does
/// not take a surname alone for whoever bears it.
pub(super) fn is_speaker(program: &str, right: &[String], in_full: bool) -> bool {
    let program = names::name(program);
    let same = |name: &String| if in_full { program == *name } else { names::same(&program, name) };
    if program.is_empty() { right[0].is_empty() } else { right.iter().any(same) }
}

/// Whether the program's party is right.
pub(super) fn is_party(program: &str, right: &str) -> bool {
    names::party(program) == right
}

#[cfg(test)]
mod tests {
    use super::*;
    use Class::{Favourable, Neutral, NotAddressed, Unfavourable};

    fn case(labels: &[Class]) -> Case {
        let answer = |&label| Answer { labels: vec![Some(label)], ..Answer::default() };
        Case { answers: labels.iter().map(answer).collect(), ..Case::default() }
    }

    #[test]
    fn most_coders_decide_and_ties_are_neutral() {
        for (labels, expected, tie) in [
            (&[Favourable][..], Favourable, false),
            (&[Favourable, Favourable, Neutral], Favourable, false),
            (&[Favourable, Unfavourable], Neutral, true),
            (&[NotAddressed, Favourable], Neutral, true),
            (&[NotAddressed, NotAddressed], NotAddressed, false),
        ] {
            let expected = Some(Majority { answer: expected, tie });
            assert_eq!(case(labels).label(0), expected, "{labels:?}");
        }
        assert_eq!(case(&[]).label(0), None);
    }

    #[test]
    fn what_is_no_quotation_addresses_nothing() {
        let answer = |&(is, label): &(bool, Option<Class>)| Answer {
            is_quotation: Some(is),
            labels: vec![label],
            ..Answer::default()
        };
        let (yes, no) = ((true, Some(Favourable)), (false, Some(Favourable)));
        for (answers, expected) in [
            (&[(false, None)][..], NotAddressed),
            (&[no], NotAddressed),
            (&[no, yes, no], NotAddressed),
            (&[no, yes, yes], Favourable),
            (&[no, yes], Favourable),
        ] {
            let answers = answers.iter().map(answer).collect();
            let case = Case { answers, ..Case::default() };
            assert_eq!(case.label(0).map(|m| m.answer), Some(expected), "{:?}", case.answers);
        }
    }

    #[test]
    fn names_are_compared_as_people_write_them() {
        let said = |words: &str| Answer { speaker: Some(words.to_owned()), ..Answer::default() };
        let case = |names: &[&str]| Case {
            answers: names.iter().map(|name| said(name)).collect(),
            ..Case::default()
        };
        let two = case(&["Sen. Tobias Fenn", "Fenn"]).speaker().unwrap_or_else(|| panic!("some"));
        assert!(!two.tie && is_speaker("Tobias Fenn", &two.answer, false));
        assert!(case(&["Mira Oakes", "Fenn"]).speaker().is_some_and(|m| m.tie));
        let nobody = case(&[""]).speaker().unwrap_or_else(|| panic!("some"));
        assert!(is_speaker("", &nobody.answer, true) && !is_speaker("Fenn", &nobody.answer, true));
    }

    #[test]
    fn segments_match_as_far_as_they_cover_each_other() {
        for (a, b, expected) in [
            ((0, 10), (0, 10), true),
            ((0, 10), (2, 10), true),
            ((0, 10), (3, 10), false),
            ((0, 10), (20, 30), false),
            ((5, 5), (5, 5), false),
        ] {
            assert_eq!(covers(a, b), expected, "{a:?} {b:?}");
        }
    }
}
