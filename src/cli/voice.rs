//! What a run says on standard error while it works: a bar on a terminal, lines elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use serde_json::{Value, json};

use super::log::{Level, Log};
use super::summary;

/// Time between two lines of progress where no bar can be drawn.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Skipped inputs that are named; all of them stand in `articles.csv`.
const NAMED_SKIPS: u64 = 5;

/// The voice of a run.
pub struct Voice {
    quiet: bool,
    log: Log,
    bar: ProgressBar,
    lines: bool,
    started: Instant,
    last_line: Instant,
    articles: u64,
    skips: u64,
}

impl Voice {
    /// Silent but for errors where `quiet`.
    pub fn new(quiet: bool, log: Log) -> Self {
        let terminal = std::io::stderr().is_terminal() && log == Log::Text;
        Self {
            quiet,
            log,
            bar: ProgressBar::hidden(),
            lines: !terminal && !quiet,
            started: Instant::now(),
            last_line: Instant::now(),
            articles: 0,
            skips: 0,
        }
    }

    /// Begins to show progress toward `bytes` of input.
    pub fn begin(&mut self, bytes: u64) {
        if !self.quiet && !self.lines {
            self.bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
            self.bar.set_style(style());
        }
    }

    /// One more article, of so many bytes, is done.
    pub fn advance(&mut self, bytes: u64) {
        self.articles += 1;
        self.bar.inc(bytes);
        if self.bar.length().is_some_and(|length| length < self.bar.position()) {
            self.bar.set_length(self.bar.position());
        }
        let rate = self.articles as f64 / self.started.elapsed().as_secs_f64().max(1e-3);
        if !self.bar.is_hidden() {
            let articles = HumanCount(self.articles);
            self.bar.set_message(format!("{articles} articles, {rate:.0} a second"));
        } else if self.lines && self.last_line.elapsed() >= BETWEEN_LINES {
            self.last_line = Instant::now();
            let message = format!("{} articles so far, {rate:.0} a second", self.articles);
            let fields = json!({ "articles": self.articles, "per_second": rate.round() });
            self.tell("progress", &message, fields);
        }
    }

    /// An input was skipped.
    pub fn skipped(&mut self, path: &str, message: &str) {
        self.skips += 1;
        if self.skips <= NAMED_SKIPS {
            let (message, fields) = (format!("skipped {path}: {message}"), json!({ "path": path }));
            self.write(Level::Warning, &message, event("skipped", fields));
        } else if self.skips == NAMED_SKIPS + 1 {
            self.warn("more were skipped; articles.csv lists all of them");
        }
    }

    /// The bar is no longer needed.
    pub fn end(&mut self) {
        self.bar.finish_and_clear();
    }

    /// Says something.
    pub fn say(&self, message: &str) {
        self.write(Level::Info, message, Value::Null);
    }

    /// Says what happened; `fields` (an object) are for programs.
    pub fn tell(&self, what: &str, message: &str, fields: Value) {
        self.write(Level::Info, message, event(what, fields));
    }

    /// A line of a table, for people alone.
    pub fn table(&self, line: &str) {
        if self.log == Log::Text {
            self.write(Level::Info, line, Value::Null);
        }
    }

    /// Says something that deserves a look.
    pub fn warn(&self, message: &str) {
        self.write(Level::Warning, message, Value::Null);
    }

    /// Says why the exit code will be that of a failure, though the reports are made.
    pub fn fail(&self, what: &str, message: &str) {
        self.write(Level::Error, message, event(what, Value::Null));
    }

    fn write(&self, level: Level, message: &str, fields: Value) {
        if !self.quiet || level == Level::Error {
            self.bar.suspend(|| self.log.write(level, message, fields));
        }
    }
}

/// `fields` with the name of the event that they tell of.
fn event(what: &str, fields: Value) -> Value {
    let mut fields = if fields.is_object() { fields } else { json!({}) };
    fields["event"] = what.into();
    fields
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    if summary::shows_marks() { style } else { style.progress_chars("=>-") }
}
