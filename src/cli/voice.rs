//! What a run says on standard error while it works: a bar on a terminal, lines elsewhere.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{summary, terminal};

/// Time between two lines of progress where no bar can be drawn.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Skipped inputs that are named; all of them stand in `articles.csv`.
const NAMED_SKIPS: u64 = 5;

/// Most characters of a message: an id or a path may be of any length.
const LONGEST: usize = 2_000;

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Log {
    /// For people
    #[default]
    Text,
    /// One JSON object a line, for programs
    Json,
}

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
            self.say(&format!("{} articles so far, {rate:.0} a second", self.articles));
        }
    }

    /// An input was skipped.
    pub fn skipped(&mut self, path: &str, message: &str) {
        self.skips += 1;
        if self.skips <= NAMED_SKIPS {
            self.warn(&format!("skipped {path}: {message}"));
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
        self.write("info", message);
    }

    /// A line of a table, for people alone.
    pub fn table(&self, line: &str) {
        if self.log == Log::Text {
            self.write("info", line);
        }
    }

    /// Says something that deserves a look.
    pub fn warn(&self, message: &str) {
        self.write("warning", message);
    }

    fn write(&self, level: &str, message: &str) {
        if self.quiet {
            return;
        }
        let message = &*terminal::cut(message, LONGEST);
        let line = match (self.log, level) {
            (Log::Json, _) => {
                let time = format!("{:.3}", jiff::Timestamp::now());
                let line = serde_json::json!({ "time": time, "level": level, "message": message });
                terminal::clean_json(&line.to_string()).into_owned()
            }
            (Log::Text, "warning") => format!("warning: {}", terminal::clean(message)),
            (Log::Text, _) => terminal::clean(message).into_owned(),
        };
        // Nobody reads it where standard error is closed; the reports are made all the same.
        self.bar.suspend(|| drop(writeln!(anstream::stderr(), "{line}")));
    }
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    if summary::shows_marks() { style } else { style.progress_chars("=>-") }
}
