//! What a new project holds: folders, and files with their text.

use minijinja::{Environment, UndefinedBehavior, context};

use super::quoting;
use crate::config;
use crate::lexicons::source::SHIPPED;
use crate::lexicons::{LexiconErrors, Lexicons, Source};
use crate::people::{corrections, exclude};

/// Folders that a run reads or writes and that begin empty.
pub(super) const FOLDERS: &[&str] = &[ARTICLES, "reports"];

/// Where articles go.
const ARTICLES: &str = "articles";

/// Texts with the place of the project and of the program in them.
const TEMPLATES: &[(&str, &str)] = &[
    (config::FILE, include_str!("templates/onrecord.toml")),
    ("README.md", include_str!("templates/README.md")),
    (SERVICE, include_str!("templates/onrecord.service")),
    (TIMER, include_str!("templates/onrecord.timer")),
    (CRONTAB, include_str!("templates/crontab")),
];

const SERVICE: &str = "schedule/onrecord.service";
const TIMER: &str = "schedule/onrecord.timer";
const CRONTAB: &str = "schedule/crontab";

/// Lexicons that people extend most, with what a row of theirs may be for. The others extend alike.
const EXTENDED: &[(&str, &str)] = &[
    ("effects", "an action that says something of who does it and to whom"),
    ("modifiers", "a word that turns, weakens or strengthens what follows"),
    ("parties", "a party that your articles speak of"),
    ("people", "a public figure: name, party, country, and from when to when"),
    ("policies", "a policy that helps or harms a target"),
    ("roles", "who held an office when"),
    ("targets", "a new target, such as NATO, or another name of one"),
    ("terms", "a word or phrase that praises or blames"),
];

/// A file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Path below the project, with forward slashes.
    pub(super) name: String,
    /// What is in it.
    pub(super) text: String,
}

/// Where a project lies, for what must name it from elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The project, from the root.
    pub(super) folder: &'a str,
    /// The program, from the root.
    pub(super) program: &'a str,
    /// Number of the user whom the project belongs to, where users have numbers.
    pub(super) owner: Option<u32>,
}

/// All files of a project at that place, in the order in which they are made.
///
/// # Errors
/// Where the program itself is faulty: a template, or a shipped lexicon.
pub(super) fn all(place: Place<'_>) -> Result<Vec<File>, Fault> {
    let mut files = filled_in(place)?;
    files.extend(answers()?);
    files.push(file("lexicons/README.md", include_str!("../../lexicons/README.md")));
    files.extend(EXTENDED.iter().map(|&(name, what)| extension(name, what)));
    files
        .extend(SHIPPED.iter().map(|(name, text)| file(&format!("lexicons/shipped/{name}"), text)));
    Ok(files)
}

/// What is wrong with the program.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A template.
    #[error(transparent)]
    Template(#[from] minijinja::Error),
    /// A shipped lexicon.
    #[error(transparent)]
    Lexicon(#[from] LexiconErrors),
}

fn file(name: &str, text: &str) -> File {
    File { name: name.to_owned(), text: text.to_owned() }
}

fn filled_in(place: Place<'_>) -> Result<Vec<File>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("systemd", |path: &str| quoting::systemd(path));
    environment.add_filter("systemd_argument", |path: &str| quoting::systemd_argument(path));
    environment.add_filter("executable", |path: &str| quoting::executable(path));
    environment.add_filter("shell", |path: &str| quoting::shell(path));
    environment.add_filter("cron", |path: &str| quoting::cron(path));
    let inside = |name: &str| format!("{}/{name}", place.folder.trim_end_matches('/'));
    let values = context! {
        folder => place.folder,
        program => place.program,
        owner => place.owner,
        config => inside(config::FILE),
        articles => inside(ARTICLES),
        service => inside(SERVICE),
        timer => inside(TIMER),
        crontab => inside(CRONTAB),
    };
    // Rendering takes the last line end off.
    let render = |(name, text): &(&str, &str)| {
        environment.render_str(text, &values).map(|text| file(name, &format!("{text}\n")))
    };
    TEMPLATES.iter().map(render).collect()
}

/// The files that people fill in, with their columns.
fn answers() -> Result<[File; 2], LexiconErrors> {
    let lexicons = Lexicons::load(&Source::shipped())?;
    let columns = corrections::header(&lexicons.stance.target_ids()).join(",");
    Ok([file(corrections::FILE, &format!("{columns}\n")), file(exclude::FILE, "name,note\n")])
}

/// A file that adds rows to a shipped lexicon: its columns, and how it is used.
fn extension(name: &str, what: &str) -> File {
    let shipped = SHIPPED.iter().find(|(shipped, _)| *shipped == format!("{name}.csv"));
    let columns = shipped.and_then(|(_, text)| text.lines().next()).unwrap_or_default();
    let text = format!(
        "{columns}\n\
         # Rows here are added to the shipped {name}.csv; a row is {what}.\n\
         # README.md explains the columns; shipped/{name}.csv shows how others look.\n"
    );
    File { name: format!("lexicons/{name}+.csv"), text }
}
