//! Projects: every setting is there, empty files are read, paths find what they mean.

use std::collections::BTreeSet;

use super::files::{Place, all};
use super::quoting::{cron, executable, shell, systemd, systemd_argument};
use super::*;
use crate::articles;
use crate::config::{self, Config};
use crate::people::{Corrections, Exclusions};
use crate::pipeline::report::MIN_STATEMENTS;

fn place<'a>() -> Place<'a> {
    Place { folder: "/srv/news", program: "/usr/bin/onrecord", owner: Some(1000) }
}

fn text_of(name: &str) -> String {
    let files = all(place()).unwrap();
    files.into_iter().find(|file| file.name == name).unwrap().text
}

/// What the settings say, read as a run reads them.
fn settings(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(config::FILE);
    fs::write(&path, text).unwrap();
    Config::load(&path).map_err(|error| error.to_string())
}

/// The text with every setting on: a `#` right before a name hides one, prose has a space there.
fn switched_on(text: &str) -> String {
    let on = |line: &str| match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_lowercase()) => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(on).collect::<Vec<_>>().join("\n")
}

/// Names that a table of the settings may hold, out of what is said of one that it may not.
fn known_keys(table: &str) -> BTreeSet<String> {
    let error = settings(&format!("{table}\nno_such_key = 1\n")).unwrap_err();
    let (_, listed) = error.split_once("expected one of").unwrap();
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_setting_stands_in_the_file_with_its_default() {
    let text = text_of(config::FILE);
    settings(&text).unwrap();
    let all_on = switched_on(&text);
    let config = settings(&all_on).unwrap();
    assert_eq!(config.limits.resolve(), articles::Limits::default());
    assert_eq!(config.min_statements.map(|n| n.get()), Some(MIN_STATEMENTS));

    let written: toml::Table = all_on.parse().unwrap();
    let limits = written["limits"].as_table().unwrap();
    let names = |table: &toml::Table| table.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&written), known_keys(""));
    assert_eq!(names(limits), known_keys("[limits]"));
}

#[test]
fn files_that_people_fill_in_are_read_while_they_are_empty() {
    let (corrections, exclude) = (text_of("corrections.csv"), text_of("exclude.csv"));
    let targets = ["russia", "ukraine", "trump"];
    let read = Corrections::parse("c", corrections.as_bytes(), &targets).unwrap();
    assert!(read.rows().is_empty() && corrections.contains("trump_label"), "{corrections}");
    assert!(Exclusions::parse("x", exclude.as_bytes()).unwrap().is_empty());
}

#[test]
fn lexicons_of_a_new_project_add_nothing_and_take_rows() {
    use crate::lexicons::{Lexicons, Source};
    let home = tempfile::tempdir().unwrap();
    make(home.path(), Path::new("/usr/bin/onrecord")).unwrap();
    let folder = home.path().join("lexicons");
    let rows = |source: &Source, name| source.files(name).len();
    let source = Source::with_overrides(&folder).unwrap();
    assert_eq!((rows(&source, "terms.csv"), rows(&source, "cues.csv")), (2, 1));
    let terms = |source: &Source| Lexicons::load(source).unwrap().stance.terms.len();
    assert_eq!(terms(&source), terms(&Source::shipped()));

    let path = folder.join("terms+.csv");
    let grown = fs::read_to_string(&path).unwrap() + "zorbish,-0.5,adj,\n";
    fs::write(&path, grown).unwrap();
    let source = Source::with_overrides(&folder).unwrap();
    assert_eq!(terms(&source), terms(&Source::shipped()) + 1);
}

#[test]
fn paths_are_written_as_each_reader_wants_them() {
    type Write = fn(&str) -> String;
    let cases: [(Write, &str, &str); 13] = [
        (systemd, "/srv/news", "/srv/news"),
        (systemd, "/srv/a b%\"c\"\\d", r#""/srv/a b%%\"c\"\\d""#),
        (systemd, "/srv/it's $5", "\"/srv/it's $5\""),
        (systemd_argument, "/srv/it's $5", "\"/srv/it's $$5\""),
        (executable, "/opt/50% of/onrecord", "\"/opt/50%% of/onrecord\""),
        (executable, "/a'b", "/bin/sh -c 'exec \"$$0\" \"$$@\"' \"/a'b\""),
        (executable, "/a$b", "/bin/sh -c 'exec \"$$0\" \"$$@\"' \"/a$$b\""),
        (shell, "/srv/news", "/srv/news"),
        (shell, "", "''"),
        (shell, "/srv/it's $5", "'/srv/it'\"'\"'s $5'"),
        (cron, "/srv/news", "/srv/news"),
        (cron, "/srv/50% ü", "'/srv/50\\% ü'"),
        (cron, "/srv/a\\b", "'/srv/a'\"$(printf '\\134')\"'b'"),
    ];
    for (write, path, expected) in cases {
        assert_eq!(write(path), expected, "{path}");
    }
}

#[test]
fn a_unit_without_an_owner_runs_as_whoever_the_system_says() {
    let with = |owner| {
        let files = all(Place { owner, ..place() }).unwrap();
        files.into_iter().find(|file| file.name.ends_with(".service")).unwrap().text
    };
    assert!(with(Some(1000)).contains("\nUser=1000\n"));
    assert!(with(None).contains("\n#User="));
}

#[test]
fn what_is_in_the_way_is_named_before_anything_is_written() {
    let home = tempfile::tempdir().unwrap();
    let program = Path::new("/usr/bin/onrecord");
    fs::write(home.path().join("file"), "").unwrap();
    let error = make(&home.path().join("file"), program).unwrap_err().to_string();
    assert!(error.contains("file is a file, where a folder should be"), "{error}");
    for (name, is_folder, said) in [
        ("articles", false, "is a file, where a folder should be"),
        ("lexicons", false, "is a file, where a folder should be"),
        ("onrecord.toml", true, "is a folder, where a file should be"),
    ] {
        let folder = home.path().join(format!("with-{name}"));
        let path = folder.join(name);
        fs::create_dir(&folder).unwrap();
        if is_folder { fs::create_dir(&path) } else { fs::write(&path, "") }.unwrap();
        let error = make(&folder, program).unwrap_err().to_string();
        assert!(error.contains(said), "{name}: {error}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "{name}: nothing was added");
    }
    for bad in ["line\nend", "bell\u{7}"] {
        let error = make(&home.path().join(bad), program).unwrap_err().to_string();
        assert!(error.contains("a control character") && !error.contains(bad), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn files_obey_the_umask_and_leave_links_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = tempfile::tempdir().unwrap();
    let ordinary = home.path().join("ordinary");
    fs::write(&ordinary, "").unwrap();
    let folder = home.path().join("p");
    fs::create_dir(&folder).unwrap();
    symlink(&ordinary, folder.join("exclude.csv")).unwrap();
    let project = make(&folder, Path::new("/usr/bin/onrecord")).unwrap();
    assert_eq!(project.kept, ["exclude.csv"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&folder.join("onrecord.toml")), mode(&ordinary));

    let lost = home.path().join("q");
    fs::create_dir(&lost).unwrap();
    symlink("nowhere", lost.join("exclude.csv")).unwrap();
    let error = make(&lost, Path::new("/usr/bin/onrecord")).unwrap_err().to_string();
    assert!(error.contains("exclude.csv is a link that leads nowhere"), "{error}");
}
