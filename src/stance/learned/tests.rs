//! Learned weights see words and their places, never whose they are.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::{Shown, Single, Text};
use super::*;
use crate::lexicons::learned::Zone;
use crate::lexicons::{Lexicons, Source};
use crate::text::CharSpan;

static PLAIN: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());

/// Weights on what the sentences below hold.
static LEARNED: LazyLock<Lexicons> = LazyLock::new(|| {
    with(
        "feature,zone,unfavourable,favourable,note\n\
          (every text),bias,0.1,-0.1,\nallot,stem,0.4,0.1,\nallot,after 1,-0.2,1.5,\n\
          meadow,after 12,0.3,-0.9,\nwith,word,0.2,0.4,\n_ allotted,touching,-0.3,0.2,\n\
          watch,before 6,0.7,0,\nwatched by _,touching,1.1,-0.4,\nbeside,clause after,0.3,0.1,\n",
    )
});

fn with(text: &str) -> Lexicons {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("learned.csv"), text).unwrap();
    Lexicons::load(&Source::with_overrides(folder.path()).unwrap()).unwrap()
}

fn marked(text: &str, name: &str, lexicons: &Lexicons) -> Score {
    let start = text[..text.find(name).unwrap()].chars().count();
    let target = CharSpan { start, end: start + name.chars().count() };
    match (Text { text, ..Text::default() }).score(Some(target), lexicons) {
        Single::Marked(score) => score,
        Single::Targets(_) => panic!("a target was marked"),
    }
}

/// The score with the reasons that do not tell where they stand.
fn reasons(score: &Score) -> (i32, Label, Vec<(u64, i64)>) {
    let learned = score.hits.iter().filter(|hit| hit.lexicon.ends_with("learned.csv"));
    #[allow(clippy::cast_possible_truncation)]
    let rows = learned.map(|hit| (hit.row, (hit.contribution * SCORE_UNIT) as i64)).collect();
    (score.units, score.label, rows)
}

/// Sentences about a target `{}` and somebody else `{other}`.
const SENTENCES: &[&str] = &[
    "{} allotted the meadow beside {other} with a map.",
    "{other} was watched by {} in the meadow.",
    "In May {other} met {}, and allotted chairs beside the gate.",
    "{} did not walk with {other} through 3 meadows.",
];

proptest! {
    /// Names of one, two or three words, of anybody, change nothing.
    #[test]
    fn swapping_names_leaves_the_score(
        names in proptest::collection::vec("[BDKLMNPR][aeou][dlnrv]{1,2}[aeou]( [BDKLMNPR][aeou]ld){0,2}", 4),
        sentence in 0..SENTENCES.len(),
    ) {
        let (one, two) = ([&names[0], &names[1]], [&names[2], &names[3]]);
        prop_assume!(one[0] != one[1] && two[0] != two[1]);
        prop_assume!(names.iter().all(|a| names.iter().all(|b| a == b || !a.contains(b.as_str()))));
        let told = |[target, other]: [&String; 2]| {
            let text = SENTENCES[sentence].replace("{}", target).replace("{other}", other);
            reasons(&marked(&text, target, &LEARNED))
        };
        prop_assert_eq!(told(one), told(two));
    }
}

#[test]
fn the_likeliest_label_wins_and_its_reasons_are_told() {
    let score = marked("Orr allotted the meadow.", "Orr", &LEARNED);
    let (units, label, rows) = reasons(&score);
    assert_eq!((label, units > 0), (Label::Favourable, true), "{score:?}");
    let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 7], "{score:?}");
    assert_eq!(score.hits.last().map(|hit| hit.term.as_str()), Some("Orr"));
}

#[test]
fn features_tell_places_and_no_names() {
    let text = Text {
        text: "On 3 May Ada Quill’s men wrongly accused Orr, they said.",
        ..Text::default()
    };
    let (_, features) = text.show(&Shown::Marked(CharSpan { start: 41, end: 44 }), &PLAIN).unwrap();
    let has = |zone, name: &str| features.iter().any(|f| (f.zone, f.name.as_str()) == (zone, name));
    for (zone, name) in [
        (Zone::Before1, "accus"),
        (Zone::Before3, "men"),
        (Zone::After3, "they"),
        (Zone::Word, "wrongly"),
        (Zone::Touching, "accused _ ,"),
        (Zone::Touching, "wrongly accused _"),
    ] {
        assert!(has(zone, name), "{name} in {features:?}");
    }
    assert!(!has(Zone::Before1, "men") && !has(Zone::After1, "they"), "{features:?}");
    let told = |f: &Feature| f.name.chars().any(|c| c.is_uppercase() || c.is_numeric());
    let words = features.iter().filter(|f| f.zone >= Zone::Word);
    assert_eq!(words.filter(|f| told(f)).count(), 0, "{features:?}");
}

#[test]
fn the_words_around_a_quotation_say_nothing() {
    let context = "He scornfully called the Russians “frobbed” and left quickly.";
    let text = Text { text: "frobbed", context, ..Text::default() };
    let (_, features) = text.show(&Shown::Target("russia"), &PLAIN).unwrap();
    let words: Vec<&str> =
        features.iter().filter(|f| f.zone == Zone::Word).map(|f| f.name.as_str()).collect();
    assert_eq!(words, ["frobbed"]);
}

#[test]
fn chances_are_those_of_the_odds_however_great() {
    for (odds, expected) in [
        ([0.0, 0.0], Label::Neutral),
        ([0.5, -2.0], Label::Unfavourable),
        ([900.0, 901.0], Label::Favourable),
        ([-900.0, -900.0], Label::Neutral),
        ([3.0, 3.0], Label::Neutral),
    ] {
        let chances = chances(odds);
        assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{odds:?}");
        assert_eq!(likeliest(chances), expected, "{odds:?}");
    }
}
