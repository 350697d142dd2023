//! Are shifts found where there are some, and nowhere else?

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{News, Sizes, USUAL_BAND, expected};
use crate::reading::SCORE_UNIT;
use crate::tally::cell::{Cell, Key, Tally, Topic};
use crate::tally::shifts::{ShiftRow, shifts};
use crate::tally::timeline::Group;

/// How far the articles of a speaker lie apart: two statements of one correlate by 0.14.
const APART: f64 = 0.4;

/// Cells and dates of made-up articles.
struct Corpus {
    news: News,
    tally: Tally,
    dates: Vec<Date>,
}

/// What a speaker does.
#[derive(Clone, Copy)]
struct Turn {
    /// Articles before it.
    after: usize,
    /// How far the latent stance moves.
    by: f64,
}

impl Corpus {
    fn of(name: &str) -> Self {
        Self { news: News::of(name), tally: Tally::default(), dates: Vec::new() }
    }

    /// A new article, so many days into the year; its number.
    fn article(&mut self, day: usize) -> u32 {
        self.dates.push(date(2025, 1, 1).saturating_add((day as i64).days()));
        self.dates.len() as u32 - 1
    }

    /// What a speaker says in an article.
    fn speak(&mut self, speaker: u32, party: Option<u32>, article: u32, centre: f64) {
        let statements = self.news.size(Sizes::Articles, 0, 1);
        let centre = centre + APART * self.news.normal();
        let sum = self.news.scores(statements, centre, USUAL_BAND) * SCORE_UNIT;
        let key = Key { speaker, topic: Topic::Target(0), article, party };
        let cell = Cell { neutral: statements, sum: sum.round() as i64, ..Cell::default() };
        self.tally.add(key, cell);
    }

    /// A speaker of no party with so many articles, up to six days apart; the days of all.
    fn speaker(&mut self, speaker: u32, articles: usize, turn: Option<Turn>) -> Vec<Date> {
        let level = 0.5 * self.news.normal();
        let mut day = 0;
        for place in 0..articles {
            day += self.news.0.below(7);
            let moved = turn.filter(|turn| place >= turn.after).map_or(0.0, |turn| turn.by);
            let article = self.article(day);
            self.speak(speaker, None, article, level + moved);
        }
        self.dates[self.dates.len() - articles..].to_vec()
    }

    /// A party of ten, each in the news for a part of the year and of a mind of his or her own;
    /// `shared` is how far what all speakers of an article have in common moves them.
    fn party(&mut self, party: u32, shared: f64) {
        const DAYS: usize = 300;
        let members: Vec<(u32, f64, usize)> = (0..10)
            .map(|member| (10 * party + member, self.news.normal(), self.news.0.below(DAYS)))
            .collect();
        for _ in 0..60 {
            let day = self.news.0.below(DAYS);
            let (article, common) = (self.article(day), shared * self.news.normal());
            for &(speaker, level, middle) in &members {
                if middle.abs_diff(day) < 75 && self.news.0.below(3) == 0 {
                    self.speak(speaker, Some(party), article, level + common);
                }
            }
        }
    }

    fn shifts(self) -> Vec<ShiftRow> {
        let date = |article: u32| self.dates.get(article as usize).copied();
        shifts(&self.tally.finish(), date, |group| format!("{group:?}"), |_, _| false, &|| true)
    }
}

/// Share of rows with p of at most 0.05, and number of rows.
fn alarms(rows: &[ShiftRow], kind: impl Fn(Group) -> bool) -> (f64, usize) {
    let own: Vec<&ShiftRow> = rows.iter().filter(|row| kind(row.group)).collect();
    let alarms = own.iter().filter(|row| row.p <= 0.05).count();
    (alarms as f64 / own.len() as f64, own.len())
}

/// Asserts that alarms are as rare as promised, allowing for three standard errors.
fn check_alarms(name: &str, (share, rows): (f64, usize), least: f64, most: f64) {
    let noise = |share: f64| 3.0 * (share * (1.0 - share) / rows as f64).sqrt();
    println!("| {name} | {rows} | {:.1} % |", 100.0 * share);
    assert!(share >= least - noise(least) && share <= most + noise(most), "{name}: {share}");
}

fn steady_speakers(count: u32) {
    let mut corpus = Corpus::of("steady speakers");
    for speaker in 0..count {
        let articles = 8 + corpus.news.0.below(53);
        corpus.speaker(speaker, articles, None);
    }
    let found = alarms(&corpus.shifts(), |group| matches!(group, Group::Speaker(_)));
    check_alarms("speakers who do not change", found, 0.045, 0.05);
}

fn steady_parties(count: u32) {
    for (name, shared, most) in [
        ("parties whose quoted members change", 0.0, 0.05),
        ("the same, members of an article alike (0.05)", 0.25, 0.07),
    ] {
        let mut corpus = Corpus::of(name);
        (0..count).for_each(|party| corpus.party(party, shared));
        let found = alarms(&corpus.shifts(), |group| matches!(group, Group::Party(_)));
        check_alarms(name, found, 0.045, most);
    }
}

/// Share of changes with p of at most 0.05, and of these that are dated within five articles.
fn power(by: f64, articles: usize, count: u32) -> (f64, f64) {
    let mut corpus = Corpus::of(&format!("turned speakers {by} {articles}"));
    let turn = Turn { after: articles / 3, by };
    let days: Vec<Vec<Date>> =
        (0..count).map(|speaker| corpus.speaker(speaker, articles, Some(turn))).collect();
    let (mut found, mut near) = (0, 0);
    for row in corpus.shifts() {
        let Group::Speaker(speaker) = row.group else { continue };
        if row.p <= 0.05 {
            found += 1;
            let own = &days[speaker as usize];
            let place = own.partition_point(|day| *day < row.when);
            near += u32::from(place.abs_diff(turn.after) <= 5);
        }
    }
    (f64::from(found) / f64::from(count), f64::from(near) / f64::from(found.max(1)))
}

/// Share of false alarms among the findings at q of at most 0.1, and of true shifts found.
fn discoveries(name: &str, steady: u32, turned: u32) -> (f64, f64) {
    let mut corpus = Corpus::of(name);
    for speaker in 0..steady + turned {
        // Half turn for, half against, so that everybody together does not.
        let by = if speaker.is_multiple_of(2) { 1.4 } else { -1.4 };
        let turn = (speaker >= steady).then_some(Turn { after: 15, by });
        corpus.speaker(speaker, 40, turn);
    }
    let (mut wrong, mut right) = (0.0, 0.0);
    for row in corpus.shifts().iter().filter(|row| row.q <= 0.1) {
        match row.group {
            Group::Speaker(speaker) if speaker >= steady => right += 1.0,
            _ => wrong += 1.0,
        }
    }
    (wrong / f64::max(wrong + right, 1.0), right / f64::from(turned))
}

#[test]
fn what_does_not_change_raises_an_alarm_as_seldom_as_p_says() {
    steady_speakers(800);
    steady_parties(400);
}

#[test]
fn a_change_of_realistic_size_is_found_and_dated() {
    let moved = expected(0.5, 1.0, USUAL_BAND) - expected(-0.5, 1.0, USUAL_BAND);
    assert!((0.25..0.35).contains(&moved), "in scores: {moved}");
    let (found, near) = power(1.0, 40, 60);
    assert!(found > 0.6 && near > 0.6, "{found} {near}");
}

#[test]
fn findings_hold_no_more_false_alarms_than_q_says() {
    let (wrong, right) = discoveries("some turn", 120, 30);
    assert!(wrong <= 0.25 && right > 0.6, "{wrong} {right}");
}

/// Prints the tables of docs/statistics.md.
#[test]
#[ignore = "minutes in release mode; docs/statistics.md has the command"]
fn changes_in_full() {
    steady_speakers(10_000);
    steady_parties(20_000);
    for (by, articles) in [(0.5, 40), (1.0, 20), (1.0, 40), (1.0, 100), (1.4, 40)] {
        let moved = expected(by / 2.0, 1.0, USUAL_BAND) - expected(-by / 2.0, 1.0, USUAL_BAND);
        let (found, near) = power(by, articles, 1_000);
        println!("| {moved:.2} | {articles} | {:.0} % | {:.0} % |", 100.0 * found, 100.0 * near);
    }
    let runs = 40;
    let of_run = |run| discoveries(&format!("some turn {run}"), 300, 60);
    let all: Vec<(f64, f64)> = (0..runs).map(of_run).collect();
    let mean = |part: fn(&(f64, f64)) -> f64| all.iter().map(part).sum::<f64>() / f64::from(runs);
    println!("false at q <= 0.1: {:.3}; true found: {:.3}", mean(|r| r.0), mean(|r| r.1));
    assert!(mean(|run| run.0) <= 0.1, "{all:?}");
}
