//! Whole dictionaries in, rows out. All entries are invented.

use super::*;
use proptest::prelude::*;

fn file(name: &str, text: &str) -> File {
    File { name: name.into(), text: text.into() }
}

fn imported(name: &str, text: &str, options: &Options) -> Import {
    import(&file(name, text), &Source::shipped(), options).unwrap_or_else(|e| panic!("{e}"))
}

/// Pattern, weight and class of each row.
fn rows(import: &Import) -> Vec<String> {
    let row = |term: &Term| format!("{} {:.2} {}", term.pattern, term.weight, term.class);
    import.terms.iter().map(row).collect()
}

#[test]
fn every_format_gives_the_same_rows() {
    let expected = ["=gleamy 0.60 word", "=grubb =hut -0.60 idiom", "grubbish* -0.60 word"];
    for (name, text) in [
        ("d.yml", "positive: [gleamy]\nnegative:\n- grubb hut\n- grubbish*\n"),
        ("d.dic", "%\n1\tposemo\n2\tnegemo\n%\ngleamy\t1\ngrubb hut\t2\ngrubbish*\t2\n"),
        ("d.lc3", "+POSITIVE\nGLEAMY\n+NEGATIVE\nGRUBB HUT\nGRUBBISH*\n"),
        (
            "d.ykd",
            "<dictionary><cnode name='pos'><pnode name='gleamy'/></cnode><cnode name='neg'>\
            <pnode name='grubb hut'/><pnode name='grubbish*'/></cnode></dictionary>",
        ),
        ("d.cat", "POSITIVE\n\tGLEAMY (1)\nNEGATIVE\n\tGRUBB_HUT (1)\n\tGRUBBISH*\n"),
        ("d.csv", "word,label\ngleamy,Positive\ngrubb hut,Negative\ngrubbish*,Negative\n"),
        ("v.txt", "gleamy\t2.4\t0\t[2]\ngrubb hut\t-2.4\t0\t[2]\ngrubbish*\t-2.4\t0\t[-2]\n"),
        ("a.txt", "gleamy\t3\ngrubb hut\t-3\ngrubbish*\t-3\n"),
    ] {
        let import = imported(name, text, &Options::default());
        assert_eq!(rows(&import), expected, "{name}");
        assert_eq!((import.read, import.left.len()), (3, 0), "{name}");
    }
}

#[test]
fn weights_are_divided_by_the_scale() {
    let text = "word,score\ngleamy,6\ngrubbish,-3\n";
    for (scale, expected, told) in [
        (
            None,
            &["=gleamy 1.00 word", "=grubbish -0.50 word"][..],
            (6.0, "the largest in the file"),
        ),
        (Some(12.0), &["=gleamy 0.50 word", "=grubbish -0.25 word"], (12.0, "as --scale says")),
        (Some(3.0), &["=grubbish -1.00 word"], (3.0, "as --scale says")),
    ] {
        let import = imported("d.csv", text, &Options { scale, ..Options::default() });
        assert_eq!(rows(&import), expected);
        assert_eq!(import.scale, Some(told));
    }
}

#[test]
fn the_user_weighs_categories_and_is_told_of_those_without_weight() {
    let text = "glee: [gleamy]\nneg_glee: [not gleamy]\nfood: [gleamcake, grubbcake]\n";
    let options = Options { categories: vec![("Glee".to_owned(), 0.9)], ..Options::default() };
    let import = imported("d.yml", text, &options);
    assert_eq!(rows(&import), ["=gleamy 0.90 word", "=not =gleamy -0.90 idiom"]);
    assert_eq!(import.weightless, BTreeMap::from([("food".to_owned(), 2)]));

    let options = Options { categories: vec![("gloom".to_owned(), 0.9)], ..Options::default() };
    let refused = super::import(&file("d.yml", text), &Source::shipped(), &options);
    let refused = refused.map_or_else(|e| e.to_string(), |_| String::new());
    assert!(refused.starts_with("d.yml: has no category \"gloom\"\n"), "{refused}");
    assert!(refused.contains("it has: food, glee, neg_glee"), "{refused}");
}

#[test]
fn what_repeats_is_one_row_and_what_contradicts_is_none() {
    for (what, text, expected, merged, left) in [
        ("the same", "gleamy\t4\nGleamy\t4\n", &["=gleamy 0.80 word"][..], 1, 0),
        ("the mean", "gleamy\t4\ngleamy\t2\n", &["=gleamy 0.60 word"], 1, 0),
        ("both signs", "gleamy\t4\ngleamy\t-2\ngrubby\t-2\n", &["=grubby -0.40 word"], 0, 2),
        ("a prefix says it", "gleam*\t4\ngleamy\t4\n", &["gleam* 0.80 word"], 1, 0),
        (
            "a word before its prefix",
            "gleam*\t4\ngleamy\t5\n",
            &["=gleamy 1.00 word", "gleam* 0.80 word"],
            0,
            0,
        ),
        (
            "the narrowest prefix speaks",
            "gleam*\t4\ngleamy*\t5\ngleamyest\t4\n",
            &["=gleamyest 0.80 word", "gleamy* 1.00 word", "gleam* 0.80 word"],
            0,
            0,
        ),
    ] {
        let import = imported("a.txt", text, &Options::default());
        assert_eq!(rows(&import), expected, "{what}");
        assert_eq!((import.merged, import.left.len()), (merged, left), "{what}");
    }
}

#[test]
fn what_the_lexicons_hold_is_written_only_with_all() {
    let text = "brave\t4\nnot\t-1\ngleamy\t3\n";
    let some = imported("a.txt", text, &Options::default());
    assert_eq!(rows(&some), ["=gleamy 0.60 word"]);
    let known = [("modifiers.csv", 1), ("terms.csv", 1)];
    assert_eq!(some.known, BTreeMap::from(known));
    let all = imported("a.txt", text, &Options { all: true, ..Options::default() });
    assert_eq!((all.terms.len(), all.known.len()), (3, 0));
}

#[test]
fn the_format_may_be_named() {
    let text = "gleamy\t1\ngrubby\t-1\n";
    let options = Options { format: Some(Format::Vader), ..Options::default() };
    let import = imported("d.txt", text, &options);
    assert_eq!((rows(&import)[0].as_str(), import.format), ("=gleamy 0.25 word", Format::Vader));
}

#[test]
fn a_file_that_gives_nothing_is_refused() {
    for (name, text, expected) in [
        ("d.csv", "", "d.csv: looks like no known dictionary"),
        ("d.csv", "word,score\n", "d.csv: holds no entries, read as table"),
        ("d.yml", "positive:\n", "d.yml: holds no entries, read as quanteda"),
    ] {
        let error = super::import(&file(name, text), &Source::shipped(), &Options::default());
        let error = error.map_or_else(|e| e.to_string(), |_| String::new());
        assert!(error.starts_with(expected), "{error}");
    }
}

/// Pieces of all formats, whole and broken, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let whole = prop::sample::select(vec![
        "%\n",
        "\t1\tposemo (Mood)\n",
        "gleam*\t1 2\n",
        "like (02 134)125/464\n",
        "+POSITIVE\n",
        "POSITIVE\n\tGLEAMY (1)\n",
        "\t\t@RULE [A NEAR B] (9e999)\n",
        "positive:\n- gleamy\n",
        "  - &a [*a, no, .inf]\n",
        "<cnode name='neg'>",
        "<pnode name='grubb&#x2a;'/>",
        "</cnode>",
        "word,weight,positive\n",
        "gleamy,nan,x\n",
        "gleamy\t1.9\t0.4\t[2, 1]\n",
        "can’t* *\t-3\n",
        "…_\u{301}*\t2\n",
        "İ*\t2\n",
    ]);
    let piece = prop_oneof![whole.prop_map(str::to_owned), "\\PC{0,8}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Lexicons with few rows, so that many cases can be tried.
fn small() -> Source {
    let small = ["terms.csv", "effects.csv", "policies.csv", "modifiers.csv", "targets.csv"];
    Source::shipped().without(|file| small.contains(&&*file.name))
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(text in prop_oneof![pieces(), ".{0,60}"], bytes in any::<Vec<u8>>()) {
        let source = small();
        let decoded = crate::articles::decode_words(bytes).unwrap_or_default();
        for text in [text, decoded] {
            let formats = Format::NAMES.iter().map(|(_, format)| Some(*format));
            for format in formats.chain([None]) {
                let options = Options { format, ..Options::default() };
                let Ok(import) = import(&file("d", &text), &source, &options) else { continue };
                let told: usize = import.weightless.values().sum();
                prop_assert_eq!(
                    import.read,
                    import.terms.len() + import.merged + told + import.left.len()
                );
                prop_assert!(import.terms.iter().all(|term| term.weight.abs() <= 1.0));
            }
        }
    }
}
