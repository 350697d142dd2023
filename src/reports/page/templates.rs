//! The parts of the page: templates, styles and scripts; a user's file replaces ours of its name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::error::PageError;

macro_rules! parts {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!($folder, "/", $name)))),*]
    };
}

/// Templates of the page, and one a chart.
const TEMPLATES: &[(&str, &str)] = parts!["templates":
    "page.html.jinja", "head.html.jinja", "standing.html.jinja", "spread.html.jinja",
    "parties.html.jinja", "speakers.html.jinja", "timeline.html.jinja", "shifts.html.jinja",
    "statements.html.jinja", "coverage.html.jinja", "method.html.jinja", "figures.html.jinja",
    "charts/frame.svg.jinja", "charts/standing.svg.jinja", "charts/spread.svg.jinja",
    "charts/shares.svg.jinja", "charts/timeline.svg.jinja",
];

/// Styles, in the order in which they are joined.
const STYLES: &[(&str, &str)] =
    parts!["assets": "page.css", "charts.css", "table.css", "print.css"];

/// Scripts, in the order in which they are joined.
const SCRIPTS: &[(&str, &str)] =
    parts!["assets": "people.js", "data.js", "filter.js", "detail.js", "table.js", "main.js"];

/// The style of the charts, which files of their own carry too.
pub(super) const CHART_STYLE: &str = "charts.css";

/// What no style or script may hold, for it would end the element around it.
const ENDS: &[&str] = &["</style", "</script", "<!--"];

/// A value for a template.
pub(super) fn value<T: Serialize>(value: T) -> Value {
    Value::from(Serde(value))
}

/// The parts, ours and the user's, ready to render.
pub(super) struct Templates {
    environment: Environment<'static>,
    /// Files of the user, by name.
    replaced: BTreeMap<String, PathBuf>,
    assets: BTreeMap<&'static str, String>,
}

impl Templates {
    /// Loads ours, and what `folder` has instead.
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, PageError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_debug(true);
        let replaced = folder.map_or(Ok(BTreeMap::new()), files)?;
        let mut loaded = Self { environment, replaced, assets: BTreeMap::new() };
        for &(name, ours) in TEMPLATES {
            let text = loaded.text(name, ours)?;
            let added = loaded.environment.add_template_owned(name, text);
            added.map_err(|error| PageError::faulty(&error, |name| loaded.file(name)))?;
        }
        for &(name, ours) in STYLES.iter().chain(SCRIPTS) {
            let text = loaded.text(name, ours)?;
            loaded.refuse_ends(name, &text)?;
            loaded.assets.insert(name, text);
        }
        Ok(loaded)
    }

    /// A template with its values filled in.
    pub(super) fn render(&self, name: &str, values: Value) -> Result<String, PageError> {
        let rendered = self.environment.get_template(name).and_then(|t| t.render(values));
        rendered.map_err(|error| PageError::faulty(&error, |name| self.file(name)))
    }

    /// One style or script.
    pub(super) fn asset(&self, name: &str) -> &str {
        self.assets.get(name).map_or("", String::as_str)
    }

    /// All styles.
    pub(super) fn style(&self) -> String {
        self.joined(STYLES)
    }

    /// All scripts, strict as a whole whoever wrote the first of them.
    pub(super) fn script(&self) -> String {
        format!("\"use strict\";\n{}", self.joined(SCRIPTS))
    }

    fn joined(&self, parts: &[(&str, &str)]) -> String {
        parts.iter().map(|(name, _)| self.asset(name)).collect::<Vec<_>>().join("\n")
    }

    fn text(&self, name: &str, ours: &str) -> Result<String, PageError> {
        match self.replaced.get(name) {
            Some(path) => fs::read_to_string(path).map_err(PageError::unreadable(path)),
            None => Ok(ours.to_owned()),
        }
        .map(|text| unix(&text))
    }

    fn refuse_ends(&self, name: &str, text: &str) -> Result<(), PageError> {
        let lower = text.to_ascii_lowercase();
        for end in ENDS {
            if let Some(at) = lower.find(end) {
                let line = 1 + text[..at].matches('\n').count();
                return Err(PageError::Faulty {
                    place: format!("{}:{line}", self.file(name).display()),
                    what: format!(
                        "“{end}” would end the element that holds this file: write it otherwise"
                    ),
                });
            }
        }
        Ok(())
    }

    /// The file of a part: the user's, else ours by its name.
    fn file(&self, name: &str) -> PathBuf {
        self.replaced.get(name).cloned().unwrap_or_else(|| name.into())
    }
}

/// Without a byte order mark, and with line ends as a browser's parser makes them before it hashes a
/// script (HTML, “normalize newlines”): the page's policy would forbid any other.
fn unix(text: &str) -> String {
    text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n")
}

/// The files of the user's folder by the name of the part that each replaces.
fn files(folder: &Path) -> Result<BTreeMap<String, PathBuf>, PageError> {
    let known: Vec<&str> =
        [TEMPLATES, STYLES, SCRIPTS].iter().flat_map(|list| list.iter().map(|p| p.0)).collect();
    let mut found = BTreeMap::new();
    for (prefix, folder) in [("", folder.to_owned()), ("charts/", folder.join("charts"))] {
        if !prefix.is_empty() && !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(PageError::unreadable(&folder))? {
            let path = entry.map_err(PageError::unreadable(&folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() || name.starts_with('.') {
                continue;
            }
            let name = format!("{prefix}{name}");
            if !known.contains(&name.as_str()) {
                return Err(PageError::Unknown { path, known: known.join(", ") });
            }
            found.insert(name, path);
        }
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("charts")).unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_faulty_template_names_file_line_and_fault() {
        for (name, text, place, what) in [
            ("page.html.jinja", "a\n{% if %}", "page.html.jinja:2", "syntax error"),
            ("charts/frame.svg.jinja", "\n\n{{ x", "frame.svg.jinja:3", "syntax error"),
            ("page.css", "a {}\n/* </STYLE> */", "page.css:2", "would end the element"),
            ("main.js", "'<!--'", "main.js:1", "would end the element"),
            ("pgae.css", "", "pgae.css", "no such part; it has: page.html.jinja"),
        ] {
            let folder = folder(&[(name, text)]);
            let error = Templates::load(Some(folder.path())).err().unwrap().to_string();
            assert!(error.contains(place) && error.contains(what), "{name}: {error}");
        }
    }

    #[test]
    fn what_a_template_asks_for_in_vain_is_told_with_its_line() {
        let folder = folder(&[
            ("page.html.jinja", "x\n{% include 'head.html.jinja' %}"),
            ("head.html.jinja", "\n\n{{ head.no_such_thing }}"),
        ]);
        let templates = Templates::load(Some(folder.path())).unwrap();
        let head = BTreeMap::from([("head", BTreeMap::from([("title", "t")]))]);
        let values = value(head);
        let error = templates.render("page.html.jinja", values).err().unwrap().to_string();
        assert!(error.contains("head.html.jinja:3: undefined value"), "{error}");
    }

    #[test]
    fn line_ends_of_windows_and_byte_order_marks_do_not_reach_the_page() {
        let folder = folder(&[
            ("main.js", "\u{FEFF}a();\r\nb();\rc();\r\n"),
            ("page.css", "\u{FEFF}a {}\r\n"),
        ]);
        let templates = Templates::load(Some(folder.path())).unwrap();
        assert_eq!(templates.asset("main.js"), "a();\nb();\nc();\n");
        for text in [templates.script(), templates.style()] {
            assert!(!text.contains(['\r', '\u{FEFF}']));
        }
    }

    #[test]
    fn the_script_as_a_whole_is_strict() {
        let script = Templates::load(None).unwrap().script();
        assert!(script.starts_with("\"use strict\";"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let error = Templates::load(Some(Path::new("no/such/folder"))).err().unwrap();
        assert!(error.to_string().contains("cannot be read"), "{error}");
    }
}
