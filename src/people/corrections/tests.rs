//! What a file of corrections may hold, and how faults in it are told.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use std::sync::LazyLock;

use super::*;
use crate::lexicons::{Lexicons, Source};
use crate::people::Gather;
use crate::reading::{Reading, Segment, Speaker, SpeakerKind, Stance, Statement};

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(&Source::shipped()).unwrap());

const TARGETS: [&str; 2] = ["russia", "ukraine"];

fn parse(text: &str) -> Result<Corrections, LexiconErrors> {
    Corrections::parse("c.csv", text.as_bytes(), &TARGETS)
}

/// A row of a statement, with the answers that matter in the tests.
const HEADER: &str =
    "article,quote_hash,name,speaker,party,russia_label,drop,merge_with,keep_apart";

#[test]
fn other_encodings_are_read() {
    let text = format!("{HEADER}\na.txt,q0123456789ab,,Zoë Roe,,,,,\n");
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cp1252 = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    for bytes in [utf16, cp1252] {
        let corrections = Corrections::parse("c.csv", &bytes, &TARGETS).unwrap();
        assert_eq!(corrections.rows()[0].answer.speaker.as_deref(), Some("Zoë Roe"));
    }
}

#[test]
fn what_was_not_saved_whole_is_told_where_it_is() {
    for (text, expected) in [
        (format!("{HEADER}\n<<<<<<< mine\na.txt,,\n"), "c.csv:2:1: a mark of a merge"),
        (
            format!("{HEADER}\na.txt,q0123456789ab,\"x,y,\n,,Jo,,,,,,\n"),
            "c.csv:2:21: a quotation mark",
        ),
        ("article,quote_hash,speakr\n".to_owned(), "did you mean speaker?"),
    ] {
        let error = parse(&text).map_or_else(|e| e.to_string(), |_| panic!("{text}"));
        assert!(error.contains(expected), "{error}");
    }
    let error = Corrections::parse("c.csv", b"PK\x03\x04 workbook", &TARGETS).unwrap_err();
    assert!(error.to_string().contains("office document"), "{error}");
}

#[test]
fn tables_are_read_as_spreadsheets_save_them() {
    let plain = format!("{HEADER}\na.txt,q0123456789ab,,Jo Roe,-,unfavourable,yes,,\n");
    for (guards, text) in [
        ("as written", plain.clone()),
        ("a byte order mark", format!("\u{FEFF}{plain}")),
        ("line ends of Windows", plain.replace('\n', "\r\n")),
        ("line ends of old systems", plain.replace('\n', "\r")),
        ("semicolons", plain.replace(',', ";")),
        ("tabs", plain.replace(',', "\t")),
        ("rows that a spreadsheet adds", format!("{plain},,,,,,,,\n,,,,,,,,\n")),
        ("capitals", plain.replace("yes", "TRUE").replace("party", "Party")),
        ("empty cells left out", plain.replace(",,\n", "\n")),
        ("empty rows", plain.replace('\n', "\n,,,,,,,,\n\n")),
        ("columns that a spreadsheet adds", plain.replace('\n', ",,\n")),
        ("formula signs", plain.replace(",-,", ",'-,").replace("a.txt", " a.txt ")),
        ("dashes", plain.replace(",-,", ",—,")),
        ("American spelling", plain.replace("unfavourable", "Unfavorable")),
        ("columns of review.csv", {
            let wider = plain.replace("keep_apart", "keep_apart,kind,why,quote");
            wider.replace(",,\n", ",,,unattributed,nobody,\"No; never, he said\"\n")
        }),
        ("questions left open", format!("{plain}b.txt,q0123456789ac,,,,,,,\n,,Al Fenn,,,,,,\n")),
    ] {
        let corrections = parse(&text).unwrap_or_else(|e| panic!("{guards}: {e}"));
        let [row] = corrections.rows() else { panic!("{guards}: {:?}", corrections.rows()) };
        let key = Key::Statement { article: "a.txt".into(), quote: "q0123456789ab".into() };
        assert_eq!(row.key, key, "{guards}");
        let answer = &row.answer;
        assert_eq!(answer.speaker.as_deref(), Some("Jo Roe"), "{guards}");
        assert_eq!((answer.party.as_deref(), answer.drop), (Some(""), Some(true)), "{guards}");
        assert_eq!(answer.labels, [Some(Some(crate::reading::Label::Unfavourable)), None]);
    }
}

#[test]
fn a_file_without_answers_corrects_nothing() {
    for text in ["", "\u{FEFF}", "\n\n", HEADER, &format!("{HEADER}\n,,,,,,,,\n")] {
        assert!(parse(text).unwrap().rows().is_empty(), "{text:?}");
    }
}

#[test]
fn bytes_of_other_encodings_are_read() {
    let text = "name,party\nJosé Roe,Green\n";
    let utf16: Vec<u8> =
        format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    for bytes in [utf16, latin] {
        let corrections = Corrections::parse("c.csv", &bytes, &TARGETS).unwrap();
        assert_eq!(corrections.rows()[0].key.name(), Some("José Roe"));
    }
}

#[test]
fn ids_match_however_they_were_copied() {
    for (id, cell) in [
        ("a.txt", "a.txt"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("@x", "'@x"),
        ("two\nlines", "two lines"),
        (" padded", "padded"),
        ("-1", "'-1"),
    ] {
        assert_eq!(cells::as_compared(id), cells::as_compared(cell), "{id:?} {cell:?}");
    }
}

#[test]
fn faults_are_told_with_their_place() {
    let row = |row: &str| format!("{HEADER}\n{row}\n");
    let rows = |rows: &[&str]| format!("{HEADER}\n{}\n", rows.join("\n"));
    let statement = "a,q0123456789ab,";
    for (text, expected) in [
        ("name,parti\nJo,Green\n".into(), "c.csv:1:6: no column is called “parti”"),
        ("name,party,name\nJo,Green,\n".into(), "c.csv:1:12: two columns are called “name”"),
        ("article;party\na;Green\n".into(), "c.csv:1:1: no column says what a row speaks of"),
        (row(&format!("{statement},Jo,,good,,,")), "c.csv:2:22: russia_label: “good” does not fit"),
        (row(&format!("{statement},Jo,,,maybe,,")), "c.csv:2:23: drop: “maybe” does not fit"),
        (row("a,,,Jo,,,,,"), "c.csv:2:1: article: the row answers, and does not say what"),
        (row(",q0123456789ab,,Jo,,,,,"), "c.csv:2:1: article: empty, where a quotation is named"),
        (row("a,12e34,,Jo,,,,,"), "c.csv:2:3: quote_hash: “12e34” does not fit"),
        (row("a,q0123456789ab,Al,Jo,,,,,"), "c.csv:2:17: name: the row speaks of a statement and"),
        (row(",,Jo,,,neutral,,,"), "c.csv:2:8: russia_label: a label is that of one statement"),
        (row("a,,Jo,,,,,Al,"), "c.csv:2:11: merge_with: holds for a speaker in all articles"),
        (row(",,Jo,Al,,,,Ed,"), "c.csv:2:12: merge_with: speaker says already who it is"),
        (row(",,Jo,,,,,jo,"), "c.csv:2:10: merge_with: it is the same name"),
        (row(",,Jo,,,,,,Jo"), "c.csv:2:11: keep_apart: it is the same name"),
        (row(",,???,,Green,,,,"), "c.csv:2:3: name: “???” does not fit"),
        (row(",,Jo,,Green,,,,,,x"), "c.csv:2:18: 11 cells where the header has 9"),
        (row(",,\"Jo,,Green,,,,"), "c.csv:2:3: a quotation mark is opened here and never closed"),
        ("\n\nname;party\n\n???;Green, x\n".into(), "c.csv:5:1: name: “???” does not fit"),
        (
            rows(&[",,Jo,,Green,,,,", ",,jo,,Labour,,,,"]),
            "c.csv:3:7: party: line 2 says “Green” of the same",
        ),
        (
            rows(&[&format!("{statement},,,,yes,,"), &format!("{statement},,,,no,,")]),
            "c.csv:3:21: drop: line 2 says “true” of the same",
        ),
        (
            rows(&[&format!("{statement},,,none,,,"), &format!("{statement},,,neutral,,,")]),
            "c.csv:3:20: russia_label: line 2 says “none” of the same",
        ),
        (
            rows(&[",,Al,,,,,Bo,", ",,Al,Cy,,,,,"]),
            "c.csv:3:6: speaker: line 2 says that “Al” is somebody else",
        ),
        (
            rows(&[",,Al,,,,,Bo,", ",,Bo,Cy,,,,,", ",,Cy,,,,,Al,"]),
            "c.csv:4:3: name: with line 2 and line 3, a circle of names",
        ),
        (
            rows(&[",,Al,,,,,Bo,", ",,Cy,,,,,Bo,", ",,Al,,,,,,Cy"]),
            "c.csv:4:11: keep_apart: line 2 makes these names one person",
        ),
        (
            rows(&[",,Al,,,,,Bo,", ",,Al,,Green,,,,", ",,Bo,,Labour,,,,"]),
            "c.csv:4:7: party: line 3 says “Green” of the same",
        ),
    ] {
        let error = parse(&text).map(|c| c.rows().len()).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{text}\n{error}");
        assert!(error.contains("help: "), "{error}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let error = parse("name,drop\nJo,perhaps\nAl,no\nEd,maybe\n").unwrap_err();
    let lines: Vec<u64> = error.0.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn rows_that_say_the_same_do_not_contradict() {
    let text = format!(
        "{HEADER}\n,,Al,,Green,,,Bo,\n,,al,,Green,,,bo,\n,,Bo,,Green,,,,\n,,Cy,Bo,,,,,\n\
         a,,Al,Dee,,,,,\nb,,Al,Ed,,,,,\na,q0123456789ab,,Al,,,,,\na,q0123456789ab,,,Labour,,,,\n\
         ,,Al,,,,,,Ed\n,,Al,,,,,,Flo\n"
    );
    assert_eq!(parse(&text).unwrap().rows().len(), 10);
}

/// Cells that mean something in many columns, well and ill.
fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "",
        "",
        "a",
        "q0123456789ab",
        "Al",
        "al",
        "Bo",
        "Cy",
        "-",
        "none",
        "yes",
        "no",
        "neutral",
        "favourable",
        "'=1",
        "\"",
        "é😀",
        "al-2",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Corrections::parse("c.csv", &bytes, &TARGETS);
    }

    #[test]
    fn no_table_makes_it_panic(
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..11), 0..12),
        sign in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        let rows: Vec<String> = rows.iter().map(|row| row.join(sign)).collect();
        let text = format!("{}\n{}", HEADER.replace(',', sign), rows.join("\n"));
        if let Err(errors) = parse(&text) {
            prop_assert!(errors.0.iter().all(|e| e.line > 0 && e.column > 0), "{errors}");
        }
    }

    #[test]
    fn people_are_somebody_whatever_is_answered(
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..9), 0..9),
    ) {
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let Ok(corrections) = parse(&format!("{HEADER}\n{}", rows.join("\n"))) else {
            return Ok(());
        };
        let mut readings = articles();
        let mut gather = Gather::new(&LEXICONS);
        readings.iter().for_each(|reading| gather.meet(reading, |_| true));
        let mut amended = gather.amend(&LEXICONS, &corrections);
        for (place, reading) in (0u32..).zip(&mut readings) {
            amended.meet(place, reading, 0.4);
            for local in 0..reading.speakers.len() {
                let number = amended.roster().number(place, local).unwrap();
                prop_assert_eq!(amended.roster().head(number), number);
                prop_assert!(amended.roster().person(number).is_some());
            }
        }
        let mut ids: Vec<&str> = amended.roster().people().iter().map(|p| p.id.as_str()).collect();
        ids.sort_unstable();
        prop_assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
        prop_assert!(amended.unmatched().len() <= corrections.rows().len());
    }
}

/// Two articles in which people of the names that [`cell`] gives speak.
fn articles() -> Vec<Reading> {
    let speaker = |(name, party): (&str, &str)| Speaker {
        name: name.into(),
        kind: SpeakerKind::Person,
        party: party.into(),
        ..Speaker::default()
    };
    let statement = |speaker| Statement {
        segments: vec![Segment { text: "words".into(), ..Segment::default() }],
        stances: vec![Stance { target: "ukraine".into(), ..Stance::default() }],
        speaker: Some(speaker),
        speaker_confidence: 0.9,
        ..Statement::default()
    };
    let article = |id: &str, speakers: &[(&str, &str)]| Reading {
        article: id.into(),
        speakers: speakers.iter().copied().map(speaker).collect(),
        statements: (0..speakers.len()).map(statement).collect(),
        ..Reading::default()
    };
    vec![
        article("a", &[("Al Roe", ""), ("Bo", "Green"), ("Al", "Green"), ("Cy", "")]),
        article("b", &[("Al", "Labour"), ("Bo", "Labour"), ("Cy", "")]),
    ]
}
