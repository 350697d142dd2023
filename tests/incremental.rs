//! Runs that follow each other: each reads only what is new, and its reports are those of a run
//! that reads everything.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The people are invented.
fn story(number: usize) -> String {
    let names = ["Mira Oakes", "Tobias Fenn", "Ilse Brandt"];
    let said = ["We must not abandon Ukraine", "Russia started this war", "Trump was right"];
    format!(
        "Council meets for session {number}\n\n\
         “{},” {} said on March {}, 2025. “That is what I tell everybody in ward {number}.”\n",
        said[number % 3],
        names[number / 3 % 3],
        1 + number % 28,
    )
}

fn record(number: usize) -> String {
    let date = format!("2025-03-{:02}", 1 + number % 28);
    serde_json::json!({ "date": date, "text": story(number) }).to_string() + "\n"
}

/// A folder with articles and reports, whose articles were written a while ago.
struct Project(TempDir);

impl Project {
    fn new(articles: &[(&str, String)]) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        articles.iter().for_each(|(name, text)| project.write(name, text));
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path("news").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        settle();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path("news").join(name)).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        let news = self.path("news");
        fs::create_dir_all(news.join(to).parent().unwrap()).unwrap();
        fs::rename(news.join(from), news.join(to)).unwrap();
    }

    /// Runs, and gives back what was said.
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.0.path()).arg("news").args(arguments);
        let output =
            command.timeout(Duration::from_secs(600)).assert().code(0).get_output().clone();
        String::from_utf8(output.stderr).unwrap()
    }

    /// Runs, and compares the reports with those of a run that knows nothing; how many inputs were
    /// read and how many were known.
    fn run_as_full(&self, arguments: &[&str], guards: &str) -> (u64, u64) {
        self.run(arguments);
        let fresh = [arguments, &["--out", "fresh", "--no-cache"]].concat();
        self.run(&fresh);
        assert!(self.reports("reports") == self.reports("fresh"), "{guards}");
        self.work()
    }

    fn work(&self) -> (u64, u64) {
        let run: Value = serde_json::from_slice(&self.bytes("reports/run.json")).unwrap();
        let count = |name: &str| run["work"][name].as_u64().unwrap();
        (count("read"), count("kept"))
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// All files of a set but `run.json`.
    fn reports(&self, out: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(out), &mut files);
        let named = files
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(self.path(out)).unwrap().to_owned(), bytes));
        named
            .filter(|(name, _)| !name.starts_with(".onrecord") && *name != Path::new("run.json"))
            .collect()
    }

    fn cache(&self) -> PathBuf {
        self.path("reports/.onrecord/cache.redb")
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

/// Waits until what was written just now is older than one tick of a file system's clock.
fn settle() {
    std::thread::sleep(Duration::from_millis(40));
}

fn few() -> Project {
    let stories = ["a.txt", "b.txt", "sub/c.txt"];
    let mut articles: Vec<_> = stories.into_iter().zip((0..).map(story)).collect();
    articles.push(("lines.jsonl", (3..6).map(record).collect()));
    Project::new(&articles)
}

#[test]
fn a_run_over_the_same_has_nothing_to_do() {
    let project = few();
    project.run(&[]);
    assert_eq!(project.work(), (6, 0));
    let before = project.reports("reports");
    let said = project.run(&[]);
    assert!(said.contains("nothing changed since the run of 20"), "{said}");
    assert_eq!(project.work(), (0, 6));
    assert!(before == project.reports("reports"));
}

#[test]
fn a_report_that_was_changed_or_lost_is_made_again() {
    let project = few();
    project.run(&[]);
    let before = project.reports("reports");
    fs::write(project.path("reports/speakers.csv"), "spoiled").unwrap();
    fs::remove_file(project.path("reports/report.html")).unwrap();
    project.run(&[]);
    assert_eq!(project.work(), (0, 6));
    assert!(before == project.reports("reports"));
}

#[test]
fn only_what_changed_is_read() {
    let project = few();
    project.run(&[]);
    project.write("d.txt", &story(7));
    assert_eq!(project.run_as_full(&[], "a new file"), (1, 6));
    project.write("a.txt", &story(8));
    assert_eq!(project.run_as_full(&[], "a changed file"), (1, 6));
    project.remove("b.txt");
    assert_eq!(project.run_as_full(&[], "a file that is gone"), (0, 6));
    project.rename("sub/c.txt", "archive/2024/c.txt");
    assert_eq!(project.run_as_full(&[], "a file in another folder"), (0, 6));
    project.rename("archive/2024/c.txt", "archive/2024-05-06/c.txt");
    assert_eq!(project.run_as_full(&[], "a folder that tells a date"), (1, 5));
    project.write("lines.jsonl", &(3..8).map(record).collect::<String>());
    assert_eq!(project.run_as_full(&[], "lines at the end"), (2, 6));
    project.write("lines.jsonl", &(2..8).map(record).collect::<String>());
    assert_eq!(project.run_as_full(&[], "a line at the start"), (1, 8));
    project.write("table.csv", &format!("text\n\"{}\"\n", story(9)));
    assert_eq!(project.run_as_full(&[], "a table"), (1, 9));
    project.write("table.csv", &format!("body,text\n,\"{}\"\n", story(9)));
    assert_eq!(project.run_as_full(&[], "another header"), (1, 9));
}

#[test]
fn a_file_of_the_same_size_and_time_is_seen_to_have_changed() {
    let project = few();
    project.run(&[]);
    let path = project.path("news/a.txt");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let changed = story(0).replace("Oakes", "Roe Y");
    assert_eq!(changed.len(), story(0).len());
    project.write("a.txt", &changed);
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    settle();
    assert_eq!(project.run_as_full(&[], "times that were set back"), (1, 5));
}

#[test]
fn a_file_from_the_future_is_read_each_time() {
    let project = few();
    let path = project.path("news/a.txt");
    let future = SystemTime::now() + Duration::from_secs(86_400);
    File::options().write(true).open(&path).unwrap().set_modified(future).unwrap();
    project.run(&[]);
    assert_eq!(project.run_as_full(&[], "no change"), (0, 6));
    fs::write(&path, story(0).replace("Oakes", "Roe Y")).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(future).unwrap();
    assert_eq!(project.run_as_full(&[], "a change"), (1, 5));
}

#[test]
fn dates_that_move_leave_out_and_take_in_what_they_should() {
    let project = Project::new(&[("lines.jsonl", (0..20).map(record).collect())]);
    for (arguments, guards) in [
        (&["--since", "2025-03-05", "--until", "2025-03-10"][..], "a window"),
        (&["--since", "2025-03-07", "--until", "2025-03-12"], "a later window"),
        (&["--since", "2025-03-01", "--until", "2025-03-09"], "an earlier window"),
        (&[], "all"),
        (&["--until", "2025-03-02"], "few"),
    ] {
        project.run_as_full(arguments, guards);
    }
    assert_eq!(project.work(), (0, 20));
    let said = project.run(&["--until", "2025-03-02"]);
    assert!(said.contains("nothing changed"), "{said}");
}

#[test]
fn other_words_or_settings_are_announced_and_read_everything_anew() {
    let project = few();
    fs::create_dir(project.path("own")).unwrap();
    let words = project.path("own/terms+.csv");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/en/terms.csv");
    let header = fs::read_to_string(shipped).unwrap().lines().next().unwrap().to_owned();
    fs::write(&words, format!("{header}\n")).unwrap();
    project.run(&["--lexicons", "own"]);
    fs::write(&words, format!("{header}\n\n")).unwrap();
    let said = project.run(&["--lexicons", "own"]);
    assert!(said.contains("the lexicons are others than at the last run"), "{said}");
    assert_eq!(project.work(), (6, 0));
    let said = project.run(&["--lexicons", "own", "--indirect"]);
    assert!(said.contains("the settings are others than at the last run"), "{said}");
    assert_eq!(project.run_as_full(&["--lexicons", "own", "--indirect"], "settings"), (0, 6));
}

#[test]
fn options_say_what_is_kept_and_what_is_trusted() {
    let project = few();
    project.run(&["--no-cache"]);
    assert!(!project.cache().exists());
    project.write("a.txt", &story(9));
    project.run(&["--cache", "kept"]);
    assert!(project.path("kept/cache.redb").exists() && !project.cache().exists());
    project.run(&["--cache", "kept", "--hash"]);
    assert_eq!(project.work(), (0, 6));
    project.run(&["--cache", "kept", "--full"]);
    assert_eq!(project.work(), (6, 0));
    project.run(&["--cache", "kept", "--out", "elsewhere"]);
    let run: Value = serde_json::from_slice(&project.bytes("elsewhere/run.json")).unwrap();
    assert_eq!(run["work"]["kept"], 6, "one cache may serve two folders of reports");
}

#[test]
fn texts_that_are_lost_or_spoiled_are_written_again() {
    let project = few();
    project.run(&["--texts", "texts"]);
    let mut before = BTreeMap::new();
    collect(&project.path("texts"), &mut before);
    let names: Vec<&PathBuf> = before.keys().collect();
    fs::remove_file(names[0]).unwrap();
    fs::write(names[1], "half").unwrap();
    project.run(&["--texts", "texts"]);
    let mut after = BTreeMap::new();
    collect(&project.path("texts"), &mut after);
    assert!(before == after);
    assert_eq!(project.work(), (2, 4));
}

#[test]
fn a_broken_cache_costs_time_alone() {
    let project = few();
    project.run(&[]);
    let whole = fs::read(project.cache()).unwrap();
    let cut = whole[..whole.len() / 3].to_vec();
    let zeros = [&whole[..4096], &vec![0; whole.len() - 4096][..]].concat();
    for (guards, bytes) in [
        ("no database", b"garbage".to_vec()),
        ("nothing", Vec::new()),
        ("cut", cut),
        ("zeros", zeros),
    ] {
        fs::write(project.cache(), bytes).unwrap();
        project.write("a.txt", &story(guards.len()));
        project.run_as_full(&[], guards);
        assert_eq!(project.run_as_full(&[], guards).1, 6, "{guards}: the next run has a cache");
    }
}

#[test]
fn bytes_that_flip_in_the_cache_change_no_report() {
    let project = few();
    project.run(&[]);
    let whole = fs::read(project.cache()).unwrap();
    let used: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] != 0).collect();
    for round in 0..24 {
        let mut bytes = whole.clone();
        for flip in 0..3 {
            let at = used[(round * 7919 + flip * 104_729) % used.len()];
            bytes[at] ^= 1 << (round % 8);
        }
        fs::write(project.cache(), bytes).unwrap();
        // The reports are to be made again, out of the cache.
        fs::remove_file(project.path("reports/speakers.csv")).unwrap();
        project.run(&[]);
        if round == 0 {
            project.run(&["--out", "fresh", "--no-cache"]);
        }
        assert!(project.reports("reports") == project.reports("fresh"), "round {round}");
    }
}

#[test]
fn a_cache_that_is_not_ours_is_left_alone() {
    let project = few();
    let path = project.path("kept/cache.redb");
    fs::create_dir(project.path("kept")).unwrap();
    let table = redb::TableDefinition::<&str, &str>::new("about");
    let database = redb::Database::create(&path).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(table).unwrap().insert("mine", "yes").unwrap();
    transaction.commit().unwrap();
    let said = project.run(&["--cache", "kept"]);
    assert!(said.contains("another run uses the cache; all articles are read"), "{said}");
    drop(database);
    project.write("a.txt", &story(9));
    let said = project.run(&["--cache", "kept"]);
    assert!(said.contains("this is no cache of onrecord; all articles are read"), "{said}");
    assert_eq!(project.work(), (6, 0));
    let database = redb::Database::open(&path).unwrap();
    let transaction = redb::ReadableDatabase::begin_read(&database).unwrap();
    let mine = transaction.open_table(table).unwrap();
    assert_eq!(redb::ReadableTable::get(&mine, "mine").unwrap().unwrap().value(), "yes");
}

#[test]
fn a_cache_of_a_newer_version_is_left_alone() {
    let project = few();
    project.run(&[]);
    {
        let database = redb::Database::open(project.cache()).unwrap();
        let transaction = database.begin_write().unwrap();
        let about = redb::TableDefinition::<&str, &str>::new("about onrecord");
        transaction.open_table(about).unwrap().insert("layout", "900").unwrap();
        transaction.commit().unwrap();
    }
    project.write("a.txt", &story(9));
    let said = project.run(&[]);
    assert!(said.contains("a newer version of onrecord made the cache"), "{said}");
    assert_eq!(project.run_as_full(&[], "without a cache").0, 0, "nothing changed since");
}

#[test]
#[cfg(unix)]
fn a_run_that_is_stopped_keeps_what_it_read() {
    let lines: String = (0..3_000).map(record).collect();
    let project = Project::new(&[("lines.jsonl", lines)]);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("onrecord"))
        .current_dir(project.0.path())
        .args(["news", "--jobs", "1", "--quiet"])
        .spawn()
        .unwrap();
    let begun = || fs::metadata(project.cache()).is_ok_and(|file| file.len() > 0);
    while !begun() {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(1_500));
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(143));
    assert!(!project.path("reports/speakers.csv").exists());
    project.run(&[]);
    let (read, kept) = project.work();
    assert!(kept > 0, "{kept} kept");
    assert_eq!(read + kept, 3_000);
}
