//! What goes to standard error: text for people, or `--log json`, one object a line for programs.
//!
//! Every object has `time`, `level` and `message`; `event` says what it tells of, and some events
//! have fields of their own. docs/schedule.md lists them; monitors rely on the names.

use std::ffi::OsString;
use std::io::Write;

use serde_json::{Map, Value, json};

use super::terminal;

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Log {
    /// For people
    #[default]
    Text,
    /// One JSON object a line, for programs
    Json,
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Good to know.
    Info,
    /// Deserves a look.
    Warning,
    /// The run fails, or its exit code says so.
    Error,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Most characters of a message: an id or a path may be of any length.
const LONGEST: usize = 2_000;

impl Log {
    /// What a command line asks for, whatever else is wrong with it.
    pub fn asked(arguments: &[OsString]) -> Self {
        let words: Vec<&str> = arguments.iter().map_while(|word| word.to_str()).collect();
        let options = words.split(|word| *word == "--").next().unwrap_or_default();
        let json =
            options.contains(&"--log=json") || options.windows(2).any(|w| w == ["--log", "json"]);
        if json { Self::Json } else { Self::Text }
    }

    /// Writes a message; `fields` (an object) are for programs.
    pub fn write(self, level: Level, message: &str, fields: Value) {
        let message = &*terminal::cut(message, LONGEST);
        let line = match self {
            Self::Text => text(level, message),
            Self::Json => object(level, message, fields),
        };
        // At once, so that lines of two threads do not mix. Nobody reads it where standard error is
        // closed; the reports are made all the same.
        let _ = anstream::stderr().write_all((line + "\n").as_bytes());
    }

    /// Lets a panic be a line like others.
    pub fn take_panics(self) {
        if self == Self::Json {
            std::panic::set_hook(Box::new(move |info| {
                self.write(Level::Error, &info.to_string(), json!({ "event": "panic" }));
            }));
        }
    }
}

fn text(level: Level, message: &str) -> String {
    match level {
        Level::Info => terminal::clean(message).into_owned(),
        Level::Warning => format!("warning: {}", terminal::clean(message)),
        Level::Error => format!("onrecord: {}", terminal::clean_lines(message)),
    }
}

fn object(level: Level, message: &str, fields: Value) -> String {
    let mut object = match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    object.insert("time".into(), format!("{:.3}", jiff::Timestamp::now()).into());
    object.insert("level".into(), level.name().into());
    object.insert("message".into(), message.into());
    terminal::escape(&Value::Object(object).to_string()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_asked_for_by_either_spelling_before_the_paths() {
        for (arguments, expected) in [
            (&["onrecord", "run", "--log", "json"][..], Log::Json),
            (&["onrecord", "--log=json", "--no-such"], Log::Json),
            (&["onrecord", "--log", "text"], Log::Text),
            (&["onrecord", "json"], Log::Text),
            (&["onrecord", "--", "--log=json"], Log::Text),
        ] {
            let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
            assert_eq!(Log::asked(&arguments), expected, "{arguments:?}");
        }
    }

    #[test]
    fn an_object_stays_on_its_line_and_steers_no_terminal() {
        let hostile = "a\nb\u{1b}[2J\u{9b}\u{202e}\u{7f}\u{2028}";
        let line = object(Level::Warning, hostile, json!({ "path": hostile, "level": "mine" }));
        assert!(!line.contains(|c: char| c.is_control() || c == '\u{202e}'), "{line:?}");
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&read["message"], &read["path"]), (&hostile.into(), &hostile.into()));
        assert_eq!(read["level"], "warning");
        let time = read["time"].as_str().unwrap();
        assert!(time.parse::<jiff::Timestamp>().is_ok() && time.len() == 24, "{time}");
    }
}
