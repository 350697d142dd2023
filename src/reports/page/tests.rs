//! The page as a whole, made from Readings and figures by hand.

use std::io::Read as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use jiff::civil::date;
use serde_json::Value as Json;

use super::*;
use crate::articles::Metadata;
use crate::lexicons::{Lexicons, Source};
use crate::people::{ByHand, Corrections, Gather};
use crate::reading::{
    Hit, Label, Mention, Multiplier, Reading, Score, Segment, Speaker, SpeakerKind, Stance,
    Statement,
};
use crate::tally::{Cell, Group, Labels, PartyTopic, Summary};
use crate::text::CharSpan;

static LEXICONS: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap_or_else(|e| panic!("{e}")));

const TARGETS: [&str; 2] = ["russia", "ukraine"];

fn score(units: i32) -> Score {
    let label = match units {
        ..0 => Label::Unfavourable,
        0 => Label::Neutral,
        _ => Label::Favourable,
    };
    Score { units, label, hits: Vec::new() }
}

/// Words of the first speaker of an article, with a score on a target.
fn said(words: &str, stance: Option<(&str, i32)>) -> Statement {
    let hit = |target_units: i32| Hit {
        span: CharSpan { start: 12, end: 12 + words.chars().take(5).count() },
        term: words.chars().take(5).collect(),
        lexicon: "terms.csv".into(),
        row: 7,
        role: "predicate".into(),
        weight: 0.5,
        contribution: f64::from(target_units) / 1e4,
        multipliers: vec![Multiplier {
            name: "negation".into(),
            term: "never".into(),
            factor: -0.8,
        }],
    };
    let stance = stance.map(|(target, units)| Stance {
        target: target.into(),
        score: Score { hits: vec![hit(units)], ..score(units) },
    });
    Statement {
        paragraph: 3,
        segments: vec![Segment {
            span: CharSpan { start: 12, end: 12 + words.chars().count() },
            text: words.into(),
            ..Segment::default()
        }],
        mention: Some(Mention { span: CharSpan { start: 1, end: 4 }, text: "she".into() }),
        rule: "after".into(),
        mention_confidence: 0.9,
        speaker: Some(0),
        speaker_confidence: 0.95,
        stances: stance.into_iter().collect(),
        ..Statement::default()
    }
}

fn article(id: &str, name: &str, statements: Vec<Statement>) -> Reading {
    let speaker = Speaker {
        name: name.into(),
        kind: SpeakerKind::Person,
        known: (name == "Mira Oakes").then(|| "mira-oakes".into()),
        party: "Harbour Party".into(),
        country: "Freedonia".into(),
        ..Speaker::default()
    };
    Reading {
        article: id.into(),
        metadata: Metadata {
            date: Some(date(2025, 3, 4)),
            source: Some("Ledger".into()),
            title: Some(format!("Story {id}")),
            url: Some(format!("https://ledger.example/{id}")),
            ..Metadata::default()
        },
        text_hash: blake3::hash(id.as_bytes()).to_hex().to_string(),
        speakers: vec![speaker],
        statements,
        ..Reading::default()
    }
}

/// Figures that a test changes before the page is made of them.
#[derive(Default)]
struct Made {
    speakers: Vec<SpeakerRow>,
    parties: Vec<PartyRow>,
    timeline: Vec<TimelineRow>,
    shifts: Vec<ShiftRow>,
}

fn page_of(readings: &[Reading], settings: &Settings, made: &Made) -> Pictures {
    let mut gather = Gather::new(&LEXICONS);
    readings.iter().for_each(|reading| gather.meet(reading, |_| true));
    let corrections = Corrections::default();
    let amended = gather.amend(&LEXICONS, &corrections);
    let mut page = Page::new(&TARGETS, settings).unwrap();
    let mut counts = Counts::default();
    for (place, reading) in (0..).zip(readings) {
        let linked = Linked {
            reading,
            place,
            copy: None,
            roster: amended.roster(),
            by_hand: &ByHand::default(),
            hidden: &[],
            tally_indirect: false,
            threshold: 0.5,
        };
        counts.articles += 1;
        counts.statements += reading.statements.len() as u64;
        page.enter(&linked);
    }
    let parties = [Party { party: "Harbour Party".into(), country: "Freedonia".into() }];
    let figures = Figures {
        classes: Classes { labels: Labels::new(&LEXICONS.stance), min_statements: 2 },
        roster: amended.roster(),
        speakers: &made.speakers,
        parties: &made.parties,
        party_names: &parties,
        timeline: &made.timeline,
        period: Period::Month,
        shifts: &made.shifts,
        counts: &counts,
        words: Some(&|_, _| "brave, free".to_owned()),
        program: "onrecord 0",
        lexicons: "abc",
    };
    page.finish(&figures).unwrap()
}

fn page(readings: &[Reading]) -> Pictures {
    page_of(readings, &Settings::default(), &Made::default())
}

/// What the page carries packed: the index, then the blocks.
fn unpacked(html: &str) -> Vec<Json> {
    let mut blocks = Vec::new();
    for part in html.split("<script type=\"text/plain\" class=\"block\">").skip(1) {
        let (packed, _) = part.split_once("</script>").unwrap();
        let bytes = STANDARD_NO_PAD.decode(packed).unwrap();
        let mut json = String::new();
        flate2::read::DeflateDecoder::new(&bytes[..]).read_to_string(&mut json).unwrap();
        blocks.push(serde_json::from_str(&json).unwrap());
    }
    blocks
}

fn cell(statements: u64, units: i32) -> Cell {
    let mut cell = Cell::default();
    (0..statements).for_each(|_| cell.merge(&Cell::of(&score(units), 9)));
    cell
}

fn summary(statements: u64, units: i32) -> Summary {
    Summary {
        cell: cell(statements, units),
        estimate: Some(f64::from(units) / 1e4),
        interval: None,
    }
}

fn speaker(number: u32, statements: u64, units: i32) -> SpeakerRow {
    SpeakerRow {
        speaker: number,
        articles: vec![0],
        sentiment: cell(statements, units),
        articles_on: vec![1; 3],
        targets: vec![summary(statements, units), Summary::default()],
    }
}

const HOSTILE: &str =
    "</script><img src=x onerror=alert(1)> \u{2028}\"'&<b>\u{0}\u{202E}txt.exe <!-- ]]> {{ x }}";

#[test]
fn hostile_text_is_text_and_comes_back_whole() {
    let mut reading = article(HOSTILE, HOSTILE, vec![said(HOSTILE, Some(("russia", -5_000)))]);
    reading.metadata.title = Some(HOSTILE.into());
    reading.metadata.source = Some(HOSTILE.into());
    reading.metadata.url = Some("javascript:alert(1)//https://x".into());
    reading.speakers[0].party = HOSTILE.into();
    let made = Made { speakers: vec![speaker(0, 20, 4_000)], ..Made::default() };
    let pictures = page_of(&[reading], &Settings::default(), &made);
    let html = &pictures.html;
    let scripts = html.matches("<script").count();
    assert_eq!((scripts, html.matches("</script").count()), (3, 3), "index, block, program");
    for bad in ["<img", "<b>", "javascript:alert", "\u{202E}", "\u{0}"] {
        assert!(!html.contains(bad), "{bad:?}");
        assert!(pictures.charts.iter().all(|(_, svg)| !svg.contains(bad)), "{bad:?}");
    }
    assert!(html.contains("&lt;img src"), "the name stands in the page as text");
    let blocks = unpacked(html);
    let line = HOSTILE.trim().replace(char::is_whitespace, " ");
    assert_eq!(blocks[1]["quote"][0], line, "each white space is one space");
    assert_eq!(blocks[1]["articles"][0][3], Json::Null, "the address is no link");
}

#[test]
fn the_policy_knows_the_only_script_and_style() {
    let html = page(&[article("a", "Jo Roe", vec![said("We thank them.", None)])]).html;
    let between = |start: &str, end: &str| {
        html.split_once(start).unwrap().1.split_once(end).unwrap().0.to_owned()
    };
    let expected = policy::of(&between("<script>", "</script>"), &between("<style>", "</style>"));
    let stated = between("Content-Security-Policy\" content=\"", "\">").replace("&#x27;", "'");
    assert_eq!(stated.replace("&#x2f;", "/"), expected);
    for fetched in ["http://", "url(", "@import", "<link", " src=", "<iframe", " style=\""] {
        let allowed = html.replace("http://www.w3.org/2000/svg", "");
        assert!(!allowed.contains(fetched), "{fetched}");
    }
}

#[test]
fn evidence_is_marked_where_it_stands() {
    let words = "Brave people, all of them.";
    let html = page(&[article("a", "Jo Roe", vec![said(words, Some(("ukraine", 5_000)))])]).html;
    let blocks = unpacked(&html);
    let mark = &blocks[1]["marks"][0][0];
    assert_eq!(mark[0], 1, "the second target");
    assert_eq!(mark[3], serde_json::json!([0, 5]));
    assert_eq!(mark[4][0], serde_json::json!([0, "never", -8_000]));
    assert_eq!(blocks[0]["turns"][0], serde_json::json!(["negation", "negated by"]));
    assert_eq!(blocks[0]["label"], serde_json::json!(["0", "3"]));
    assert_eq!(blocks[0]["score"], serde_json::json!([[], [5_000]]));
}

#[test]
fn a_page_without_quotations_has_none_of_their_words() {
    let words = "Brave people and quixotic plans.";
    let settings = Settings { quotes: false, ..Settings::default() };
    let made = Made { speakers: vec![speaker(0, 20, 4_000)], ..Made::default() };
    let readings = [article("a", "Mira Oakes", vec![said(words, Some(("russia", 5_000)))])];
    let html = page_of(&readings, &settings, &made).html;
    let all = unpacked(&html).iter().map(Json::to_string).collect::<String>() + &html;
    for word in ["quixotic", "\"Brave", "\"never\"", "brave, free"] {
        assert!(!all.contains(word), "{word}");
    }
    assert!(html.contains("Quotations and their words are left out"));
    assert!(page_of(&readings, &Settings::default(), &made).html.contains("brave, free"));
}

#[test]
fn parties_of_one_name_in_two_countries_are_two() {
    let said = || vec![said("We agree.", None)];
    let mut abroad = article("b", "Lucia Farrow", said());
    abroad.speakers[0].country = "Sylvania".into();
    let html = page(&[article("a", "Jo Roe", said()), abroad]).html;
    let parties = &unpacked(&html)[0]["parties"];
    assert_eq!(
        parties,
        &serde_json::json!(["Harbour Party (Freedonia)", "Harbour Party (Sylvania)"])
    );
}

#[test]
fn names_are_in_the_order_in_which_readers_look_for_them() {
    let names = ["Zane Fenn", "Émile Roe", "adam Oakes", "Bo Farrow"];
    let of = |name: &&str| article(name, name, vec![said("We agree.", None)]);
    let html = page(&names.iter().map(of).collect::<Vec<_>>()).html;
    let speakers = &unpacked(&html)[0]["speakers"];
    assert_eq!(speakers, &serde_json::json!(["adam Oakes", "Bo Farrow", "Émile Roe", "Zane Fenn"]));
}

#[test]
fn ranked_are_known_people_with_enough_statements() {
    let names = ["Mira Oakes", "Jo Roe", "Lucia Farrow"];
    let readings: Vec<Reading> = names
        .iter()
        .enumerate()
        .map(|(n, name)| article(&n.to_string(), name, vec![said("We agree.", None)]))
        .collect();
    let ranking = |statements| {
        let speakers = (0..3).map(|n| speaker(n, statements, 4_000)).collect();
        let made = Made { speakers, ..Made::default() };
        let html = page_of(&readings, &Settings::default(), &made).html;
        let (_, rest) = html.split_once("<section id=\"speakers\"").unwrap();
        rest.split_once("</section>").unwrap().0.to_owned()
    };
    let enough = ranking(MIN_STATEMENTS);
    assert!(enough.contains("Mira Oakes") && !enough.contains("Jo Roe"), "{enough}");
    let few = ranking(MIN_STATEMENTS - 1);
    assert!(!few.contains("Mira Oakes") && few.contains("so nobody is ranked"), "{few}");
}

#[test]
fn charts_are_whole_and_speak_to_those_who_do_not_see_them() {
    let party = |n, units| PartyTopic { by_statement: summary(n, units), ..PartyTopic::default() };
    let row = |month, n, units| TimelineRow {
        group: Group::Everybody,
        target: 0,
        start: date(2025, month, 1),
        summary: summary(n, units),
    };
    let made = Made {
        speakers: vec![speaker(0, 12, -6_000)],
        parties: vec![PartyRow {
            party: 0,
            speakers: 1,
            sentiment: cell(12, 0),
            targets: vec![party(12, -6_000), party(3, 2_000)],
        }],
        timeline: vec![row(1, 3, 1_000), row(2, 5, -2_000), row(4, 1, 0)],
        ..Made::default()
    };
    let readings = [article("a", "Mira Oakes", vec![said("We agree.", Some(("russia", -6_000)))])];
    let pictures = page_of(&readings, &Settings::default(), &made);
    let names: Vec<&str> = pictures.charts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "shares.svg",
            "spread-russia.svg",
            "spread-ukraine.svg",
            "standing-russia.svg",
            "standing-ukraine.svg",
            "timeline-russia.svg"
        ]
    );
    for (name, svg) in &pictures.charts {
        let tree = roxmltree::Document::parse(svg).unwrap_or_else(|e| panic!("{name}: {e}"));
        let root = tree.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        for id in root.attribute("aria-labelledby").unwrap().split(' ') {
            assert!(tree.descendants().any(|n| n.attribute("id") == Some(id)), "{name}: {id}");
        }
        assert!(!svg.contains("NaN") && !svg.contains("inf\"") && !svg.contains("var("), "{name}");
    }
    let spread = &pictures.charts[1].1;
    assert!(spread.contains("width=\"720\""), "its title and source are not cut");
    assert!(!spread.contains("table below"), "a file has none");
    let timeline = &pictures.charts[5].1;
    assert_eq!(timeline.matches("class=\"line\"").count(), 1, "it breaks where March is missing");
}

#[test]
fn a_long_timeline_is_drawn_and_listed_in_little_room() {
    let start = |day: u32| date(2020, 1, 1).saturating_add(jiff::Span::new().days(day));
    let row =
        |group, day| TimelineRow { group, target: 0, start: start(day), summary: summary(3, 900) };
    let rows = |days: u32| (0..days).map(|day| row(Group::Everybody, day));
    let readings = [article("a", "Mira Oakes", vec![said("We agree.", Some(("russia", 900)))])];
    for (days, dots, older) in [(100, 0, ""), (2_000, 2, "1895 older rows are in")] {
        let made = Made { timeline: rows(days).collect(), ..Made::default() };
        let html = page_of(&readings, &Settings::default(), &made).html;
        assert_eq!(html.matches("class=\"dots\"").count(), dots, "{days}");
        assert!(html.contains(older) && html.len() < 400_000, "{days}: {} bytes", html.len());
    }
}

#[test]
fn changes_are_told_as_sure_as_they_are() {
    let shift = |q| ShiftRow {
        group: Group::Party(0),
        target: 0,
        articles: 30,
        speakers: 4,
        when: date(2025, 3, 4),
        before: cell(12, -4_000),
        after: cell(15, 3_000),
        before_mean: -0.35,
        after_mean: 0.35,
        change: 0.7,
        p: q / 2.0,
        q,
    };
    let readings = [article("a", "Jo Roe", vec![said("We agree.", None)])];
    for (shifts, expected) in [
        (vec![], "Nothing could be tested"),
        (vec![shift(0.5)], "None of them stands out from chance"),
        (vec![shift(0.5), shift(0.0002)], "very unlikely to be chance"),
        (vec![shift(0.5)], "30 articles, change of 4 speakers"),
        (vec![shift(0.5)], "▼</span> −0.35"),
    ] {
        let made = Made { shifts, ..Made::default() };
        let html = page_of(&readings, &Settings::default(), &made).html;
        assert!(html.contains(expected), "{expected}");
    }
}

#[test]
fn a_run_that_found_nothing_says_so() {
    let pictures = page(&[article("a", "Jo Roe", Vec::new())]);
    assert!(pictures.html.contains("No statement was found"));
    assert!(unpacked(&pictures.html).is_empty() && !pictures.html.contains("<script"));
    let none = page(&[]);
    assert!(none.html.contains("What was read"));
}

#[test]
fn equal_runs_give_equal_bytes() {
    let readings: Vec<Reading> = (0..40)
        .map(|n| {
            let statements = vec![said("We thank Ukraine.", Some(("ukraine", n * 100)))];
            article(&format!("a{n:02}"), "Jo Roe", statements)
        })
        .collect();
    assert_eq!(page(&readings), page(&readings));
}
