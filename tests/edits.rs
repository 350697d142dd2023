//! Any edits of a folder of articles, one run after each: what the cache makes of them is what a
//! reader without memory reads.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use jiff::Timestamp;
use onrecord::articles::{self, Limits, ReadOptions};
use onrecord::lexicons::{Lexicons, Source};
use onrecord::pipeline::Wanted;
use onrecord::pipeline::stream::{self, Dates, Origin, Settings};
use onrecord::reading::Reading;
use onrecord::store::cache::{self, Cache, Engine, Met};
use proptest::prelude::*;

static LEXICONS: LazyLock<Lexicons> =
    LazyLock::new(|| Lexicons::load(&Source::shipped()).expect("shipped lexicons load"));

/// Names that tell different formats, dates and folders.
const NAMES: [&str; 6] =
    ["a.txt", "2025/03/04/b.txt", "2025-03-05/b.txt", "c.jsonl", "d.csv", "sub/e.json"];

/// What happens to the folder between two runs.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, Vec<u8>),
    Append(usize, u8),
    Remove(usize),
    Rename(usize, usize),
    /// The first day of the articles that are wanted.
    Since(Option<i8>),
    /// The cache is lost.
    Forget,
}

fn edit() -> impl Strategy<Value = Edit> {
    let name = 0..NAMES.len();
    prop_oneof![
        3 => (name.clone(), prop::collection::vec(0u8..8, 0..5)).prop_map(|(n, r)| Edit::Write(n, r)),
        2 => (name.clone(), 0u8..8).prop_map(|(n, r)| Edit::Append(n, r)),
        1 => name.clone().prop_map(Edit::Remove),
        2 => (name.clone(), name).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => prop::option::of(1i8..9).prop_map(Edit::Since),
        1 => Just(Edit::Forget),
    ]
}

/// Which articles each file holds.
type Folder = BTreeMap<usize, Vec<u8>>;

fn apply(edit: &Edit, folder: &mut Folder, since: &mut Option<i8>) {
    match edit {
        Edit::Write(name, records) => drop(folder.insert(*name, records.clone())),
        Edit::Append(name, record) => folder.entry(*name).or_default().push(*record),
        Edit::Remove(name) => drop(folder.remove(name)),
        Edit::Rename(from, to) => {
            if let Some(records) = folder.remove(from) {
                folder.insert(*to, records);
            }
        }
        Edit::Since(day) => *since = *day,
        Edit::Forget => {}
    }
}

/// An article; every third record has an id of its own, some have no date, one no text.
fn text(record: u8) -> String {
    format!("Row over aid\n\n“Russia began this war number {record},” said Mira Oakes.\n")
}

fn file(name: &str, records: &[u8]) -> String {
    let day = |record: u8| format!("2025-03-{:02}", record + 1);
    let json = |&record: &u8| {
        let mut fields =
            serde_json::json!({ "text": if record == 7 { String::new() } else { text(record) } });
        if record % 3 == 0 {
            fields["id"] = format!("own-{record}").into();
        }
        if record % 4 != 1 {
            fields["date"] = day(record).into();
        }
        fields.to_string()
    };
    let extension = Path::new(name).extension().unwrap().to_str().unwrap();
    match extension {
        "txt" => records.iter().copied().map(text).collect(),
        "jsonl" => records.iter().map(|record| json(record) + "\n").collect(),
        "json" => format!("[{}]", records.iter().map(json).collect::<Vec<_>>().join(",\n")),
        _ => {
            let row = |&record: &u8| format!("\"{}\",{}\n", text(record), day(record));
            "text,date\n".to_owned() + &records.iter().map(row).collect::<String>()
        }
    }
}

/// Makes the files those of `folder`; those that are so already are not touched.
fn write(root: &Path, folder: &Folder) {
    for (number, name) in NAMES.iter().enumerate() {
        let path = root.join(name);
        match folder.get(&number).map(|records| file(name, records)) {
            None => drop(fs::remove_file(&path)),
            Some(text) if fs::read_to_string(&path).is_ok_and(|before| before == text) => {}
            Some(text) => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
            }
        }
    }
}

/// All Readings, and how many of them were read now.
fn run(root: &Path, since: Option<i8>, cache: Option<&Path>) -> (Vec<Reading>, usize) {
    let started = Timestamp::now();
    let found = articles::find(&[root], &[], &Limits::default()).unwrap();
    let engine = Engine::new("test".into(), LEXICONS.hash.clone(), String::new());
    let cache = cache.map(|folder| cache::open(folder, &engine, started, false).unwrap());
    let (snapshot, mut writer) =
        cache.map(|Cache { snapshot, writer, .. }| (snapshot, writer)).unzip();
    let options = ReadOptions::default();
    let settings = Settings {
        lexicons: &LEXICONS,
        options: &options,
        dates: Dates {
            since: since.map(|day| jiff::civil::date(2025, 3, day)),
            ..Dates::default()
        },
        wanted: Wanted::default(),
        cache: snapshot.as_ref(),
        trust: true,
        wants_text: &|_| false,
    };
    let (mut readings, mut read) = (Vec::new(), 0);
    let pool = stream::workers(2).unwrap();
    stream::read_all(&found.sources, settings, &pool, |outcome| {
        let outcome = outcome.unwrap();
        readings.push(outcome.reading);
        let (key, fresh) = match outcome.origin {
            Origin::Read(new) => {
                read += 1;
                new.unzip()
            }
            Origin::Kept(key) => (Some(key), None),
        };
        let (source, number, known) = (outcome.source, outcome.number, outcome.known);
        writer
            .as_mut()
            .map_or(Ok(()), |writer| writer.meet(Met { source, number, key, fresh, known }))
    })
    .unwrap();
    if let (Some(writer), Some(snapshot)) = (writer, snapshot) {
        writer.finish(snapshot).unwrap();
    }
    (readings, read)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn incremental_runs_read_what_full_runs_read(edits in prop::collection::vec(edit(), 1..10)) {
        let place = tempfile::tempdir().unwrap();
        let (root, memory) = (place.path().join("news"), place.path().join("memory"));
        fs::create_dir_all(&root).unwrap();
        let (mut folder, mut since) = (Folder::new(), None);
        for edit in &edits {
            apply(edit, &mut folder, &mut since);
            write(&root, &folder);
            if matches!(edit, Edit::Forget) {
                let _ = fs::remove_dir_all(&memory);
            }
            // Some runs come so soon that no file is settled.
            if folder.len() % 3 != 0 {
                std::thread::sleep(Duration::from_millis(25));
            }
            let (kept, _) = run(&root, since, Some(&memory));
            let (fresh, _) = run(&root, since, None);
            prop_assert_eq!(&kept, &fresh);
            // Nothing changed, so that nothing but what no cache keeps is read again.
            let (again, read) = run(&root, since, Some(&memory));
            prop_assert_eq!(&again, &fresh);
            prop_assert_eq!(read, 0);
        }
    }
}
