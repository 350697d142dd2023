//! What is learned is what was put in, the same each time, and nothing from chance.

use std::sync::LazyLock;

use rayon::ThreadPoolBuilder;

use super::examples::{Example, examples};
use super::figures::Figures;
use super::fit::{Weight, Weights};
use super::{Lesson, Options, folds, gold, learn, weights, write};
use crate::lexicons::learned::Zone;
use crate::lexicons::{Lexicons, Source};
use crate::reading::Label;
use crate::stance::{Feature, chances, likeliest};
use crate::tally::Random;

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());

const OPTIONS: Options = Options { l2: 1.0, min_count: 3, folds: 5 };

/// An example with these words, from an article of its own.
fn example(number: usize, label: Label, words: &[&str]) -> Example {
    let feature = |zone, name: &str| Feature {
        zone,
        name: name.to_owned(),
        value: 1.0,
        place: Default::default(),
    };
    let stems = words.iter().map(|word| feature(Zone::Stem, word));
    Example {
        article: number.to_string(),
        label,
        by_hand: Label::Neutral,
        features: [feature(Zone::Bias, "(every text)")].into_iter().chain(stems).collect(),
    }
}

/// Labels drawn with the chances that known weights give: *thug* blames, *hero* praises, *said*
/// says nothing.
fn drawn(count: usize) -> Vec<Example> {
    let mut random = Random::of("drawn examples");
    let mut examples = Vec::new();
    for number in 0..count {
        let words: Vec<&str> =
            ["thug", "hero", "said"].into_iter().filter(|_| random.below(2) == 0).collect();
        let has = |word| f64::from(u8::from(words.contains(&word)));
        let odds = [3.0 * has("thug") - 1.5, 3.0 * has("hero") - 1.5];
        let [blame, neutral, _] = chances(odds);
        let at = random.below(1_000_000) as f64 / 1e6;
        let label = match at {
            at if at < blame => Label::Unfavourable,
            at if at < blame + neutral => Label::Neutral,
            _ => Label::Favourable,
        };
        examples.push(example(number, label, &words));
    }
    examples
}

fn odds(weights: &[Weight], feature: &str) -> [f64; 2] {
    weights.iter().find(|w| w.feature == feature).map_or([0.0; 2], |w| w.odds)
}

#[test]
fn known_weights_are_found_again() {
    let examples = drawn(6000);
    let all: Vec<&Example> = examples.iter().collect();
    let found = weights(&all, &OPTIONS).unwrap();
    for (feature, expected) in [("thug", [3.0, 0.0]), ("hero", [0.0, 3.0]), ("said", [0.0, 0.0])] {
        let got = odds(&found, feature);
        let near = (0..2).all(|k| (got[k] - expected[k]).abs() < 0.3);
        assert!(near, "{feature}: {got:?} for {expected:?}");
    }
}

#[test]
fn a_greater_penalty_gives_smaller_weights() {
    let examples = drawn(600);
    let all: Vec<&Example> = examples.iter().collect();
    let size = |l2| odds(&weights(&all, &Options { l2, ..OPTIONS }).unwrap(), "thug")[0];
    assert!(size(1.0) > size(30.0) && size(30.0) > size(1000.0));
}

#[test]
fn what_is_learned_beats_chance_and_chance_does_not() {
    let mut examples = drawn(1500);
    let lesson = learn(&examples, &OPTIONS).unwrap();
    assert!(lesson.learned.macro_f1() > 0.6, "{:?}", lesson.learned);
    folds::shuffle(&mut examples, 1);
    let chance = learn(&examples, &OPTIONS).unwrap().learned.macro_f1();
    assert!((0.25..0.42).contains(&chance), "{chance}");
}

#[test]
fn rare_features_are_left_out() {
    let mut examples = drawn(100);
    examples.extend((0..9).map(|_| example(1000, Label::Favourable, &["dazzling"])));
    let all: Vec<&Example> = examples.iter().collect();
    let found = weights(&all, &OPTIONS).unwrap();
    assert_eq!(odds(&found, "dazzling"), [0.0; 2], "one article, however often");
}

#[test]
fn examples_of_one_kind_or_none_are_no_failure() {
    let same: Vec<Example> = (0..9).map(|i| example(i, Label::Favourable, &["hero"])).collect();
    let lesson = learn(&same, &OPTIONS).unwrap();
    assert_eq!(lesson.learned.count(), 9);
    assert_eq!(learn(&[], &OPTIONS).unwrap().learned, Figures::default());
}

/// Small hand-coded sentences, made for this test; the names are nobody's.
fn coded() -> String {
    let mut lines = String::new();
    for (i, name) in ["Orr", "Ada Quill", "Brannock", "Mayor Tolland", "Sela"].iter().enumerate() {
        for (k, (words, label)) in [
            ("was praised for the calm work", 1),
            ("was thanked by the whole town", 1),
            ("was accused of theft and lies", -1),
            ("betrayed the town for money", -1),
            ("spoke at the meeting on Monday", 0),
            ("arrived in the town by train", 0),
        ]
        .iter()
        .enumerate()
        {
            let end = name.chars().count();
            lines += &format!(
                "{{\"id\":\"{i}-{k}\",\"text\":\"{name} {words}.\",\"target\":{{\"start\":0,\"end\":{end}}},\"label\":{label}}}\n"
            );
        }
    }
    lines
}

fn lesson(threads: usize) -> (Lesson, Vec<u8>) {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let (coded, errors) = gold::read("gold", &coded(), None, &[]);
        assert!(errors.is_empty());
        let (examples, silent) = examples(&coded, &LEXICONS);
        assert_eq!((examples.len(), silent), (30, 0));
        let lesson = learn(&examples, &OPTIONS).unwrap();
        let mut bytes = Vec::new();
        write::write(&lesson.weights, &["made for a test".to_owned()], &mut bytes).unwrap();
        (lesson, bytes)
    })
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let (one, many) = (lesson(1).1, lesson(7).1);
    assert!(one == many && one.starts_with(write::MARK.as_bytes()));
}

#[test]
fn no_name_is_learned_and_the_file_reads_back_as_it_was_meant() {
    let (lesson, bytes) = lesson(2);
    let text = String::from_utf8(bytes.clone()).unwrap();
    for name in ["Orr", "orr", "quill", "brannock", "tolland", "mayor", "sela", "monday"] {
        assert!(!text.contains(&format!("\n{name}")), "{name} is in\n{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("learned.csv"), bytes).unwrap();
    let source = Source::with_overrides(folder.path()).unwrap();
    let learned = Lexicons::load(&source).unwrap().learned.unwrap();
    for weight in &lesson.weights {
        let row = &learned.row(weight.zone, &weight.feature).unwrap().value;
        assert_eq!([row.unfavourable, row.favourable], weight.odds, "{weight:?}");
    }
    let weights = Weights::new(lesson.weights);
    let (coded, _) = gold::read("gold", &coded(), None, &[]);
    let (examples, _) = examples(&coded, &LEXICONS);
    let right = examples.iter().filter(|e| likeliest(chances(weights.odds(e))) == e.label).count();
    assert!(right > 27, "{right} of 30");
}
