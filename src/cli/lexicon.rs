//! `onrecord lexicon`: look through the lexicons, check those that somebody edited, import rows.

use std::io::Write;
use std::path::Path;

use onrecord::lexicons::check::{self, Findings};
use onrecord::lexicons::{LexiconError, Lexicons, Source, inventory};
use onrecord::stance::examples;

use super::folder::Folder;
use super::terminal::{clean, clean_lines};
use super::{Code, Failure, import, learn};

/// What to do with the lexicons.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Find rows that are faulty, repeat or contradict others, can never match, or never count
    Check(Folder),
    /// Show the files, the rows of one of them, or where a word occurs
    List(List),
    /// Make rows out of public data files
    Import(import::Args),
    /// Learn weights from texts that people have labelled
    Learn(learn::Args),
}

#[derive(Debug, clap::Args)]
struct List {
    /// Lexicon to print, with or without .csv
    name: Option<String>,
    /// Only rows that contain these words, or whose pattern matches them
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    #[command(flatten)]
    folder: Folder,
}

const EXAMPLES: &str = "\
Examples:
  onrecord lexicon check --lexicons my-lexicons
  onrecord lexicon list                     files, rows, where from, hash
  onrecord lexicon list terms > terms.csv   a copy to edit
  onrecord lexicon list --find invading     rows that hold or match a word
  onrecord lexicon import my-words.dic --out my-lexicons/terms+.csv
  onrecord lexicon import legislators legislators-current.yaml > my-lexicons/people+.csv
  onrecord lexicon learn --gold coded.jsonl --out my-lexicons/learned.csv";

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let out = &mut anstream::stdout();
    match args.command {
        Command::Check(folder) => report(&findings(&folder.source()?), out),
        Command::List(list) => list.print(out),
        Command::Import(args) => import::call(args),
        Command::Learn(args) => learn::call(args),
    }
}

/// What is wrong with the rows, and with what their examples come out as.
fn findings(source: &Source) -> Findings {
    let mut findings = check::check(source);
    if let Ok(lexicons) = Lexicons::load(source) {
        findings.errors.0.extend(examples::failing(&lexicons).0);
    }
    findings
}

/// Prints what a check found; errors end the program with the code for faulty configuration.
fn report(findings: &Findings, out: &mut impl Write) -> anyhow::Result<Code> {
    let (errors, warnings) = (&findings.errors.0, &findings.warnings.0);
    for (kind, found) in [("error", errors), ("warning", warnings)] {
        for finding in found {
            print_finding(kind, finding, out)?;
        }
    }
    writeln!(out, "{}, {}", count(errors.len(), "error"), count(warnings.len(), "warning"))?;
    Ok(if errors.is_empty() { Code::Done } else { Code::Usage })
}

fn print_finding(kind: &str, finding: &LexiconError, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{kind}: {}\n", clean_lines(&finding.to_string()))
}

pub(super) fn count(n: usize, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}

impl List {
    fn print(&self, out: &mut impl Write) -> anyhow::Result<Code> {
        let source = self.folder.source()?;
        let name = self.name.as_deref().map(|name| known(&source, name)).transpose()?;
        match (&self.find, name) {
            (Some(words), name) => places(&source, words, name, out)?,
            (None, Some(name)) => rows(&source, name, out)?,
            (None, None) => files(&source, out)?,
        }
        Ok(Code::Done)
    }
}

/// The lexicon that `name` means.
fn known(source: &Source, name: &str) -> anyhow::Result<&'static str> {
    let entries = inventory::entries(source);
    let wanted = name.strip_suffix(".csv").unwrap_or(name);
    let stem = |lexicon: &'static str| lexicon.strip_suffix(".csv").unwrap_or(lexicon);
    if let Some(entry) = entries.iter().find(|entry| stem(entry.lexicon) == wanted) {
        return Ok(entry.lexicon);
    }
    let mut names: Vec<&str> = entries.iter().map(|entry| stem(entry.lexicon)).collect();
    names.dedup();
    let message = format!("no lexicon is called {name}\n  use one of: {}", names.join(", "));
    Err(Failure::new(Code::Usage, message))
}

/// A table of all files.
fn files(source: &Source, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{:<20} {:>6}  {:<16}  from", "lexicon", "rows", "hash")?;
    for entry in inventory::entries(source) {
        let from = entry.path.as_deref().map_or("built in".into(), clean);
        writeln!(out, "{:<20} {:>6}  {}  {from}", entry.lexicon, entry.rows, entry.hash)?;
    }
    writeln!(out, "all together: {}", source.hash())
}

/// The text of one lexicon, as CSV.
fn rows(source: &Source, name: &str, out: &mut impl Write) -> std::io::Result<()> {
    source
        .files(name)
        .iter()
        .try_for_each(|file| writeln!(out, "{}", clean_lines(file.text.trim_end())))
}

/// Where words occur, one row a line.
fn places(
    source: &Source,
    words: &str,
    name: Option<&str>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let belongs = |file: &str| {
        name.is_none_or(|name| source.files(name).iter().any(|known| *known.name == *file))
    };
    for place in inventory::find(source, words).iter().filter(|place| belongs(&place.file)) {
        let file = Path::new(&place.file).display().to_string();
        writeln!(out, "{}:{}: {}", clean(&file), place.line, clean(&place.row))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(name: Option<&str>, find: Option<&str>) -> anyhow::Result<String> {
        let mut out = Vec::new();
        let folder = Folder::default();
        let list = List { name: name.map(str::to_owned), find: find.map(str::to_owned), folder };
        list.print(&mut out)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    fn text(result: anyhow::Result<String>) -> String {
        result.unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn files_rows_and_places_are_listed() {
        let files = text(listed(None, None));
        assert!(files.contains("terms.csv") && files.contains("built in"), "{files}");
        assert!(text(listed(Some("titles"), None)).starts_with("title,kind,gender"));
        assert!(text(listed(Some("effects.csv"), Some("invading"))).contains("invade,"));
        assert_eq!(text(listed(Some("titles"), Some("invading"))), "");
    }

    #[test]
    fn an_unknown_lexicon_is_answered_with_the_known_ones() {
        let message = text(listed(Some("words"), None));
        assert!(message.contains("no lexicon is called words"), "{message}");
        assert!(message.contains("people, ") && message.contains("terms, "), "{message}");
    }

    #[test]
    fn errors_fail_and_warnings_do_not() {
        let fault = || LexiconError {
            file: "terms.csv".into(),
            line: 3,
            column: 2,
            what: "weight: is out of range".into(),
            help: "write a number from -1 to 1".into(),
            row: "brave,8,adj".into(),
        };
        let mut findings = Findings::default();
        for (errors, warnings, expected, last) in [
            (0, 0, Code::Done, "0 errors, 0 warnings\n"),
            (0, 2, Code::Done, "0 errors, 2 warnings\n"),
            (1, 0, Code::Usage, "1 error, 0 warnings\n"),
        ] {
            findings.errors.0 = (0..errors).map(|_| fault()).collect();
            findings.warnings.0 = (0..warnings).map(|_| fault()).collect();
            let mut out = Vec::new();
            assert_eq!(report(&findings, &mut out).ok(), Some(expected));
            let out = String::from_utf8_lossy(&out);
            assert!(out.ends_with(last), "{out}");
            assert_eq!(out.contains("terms.csv:3:2: weight"), errors + warnings > 0);
        }
    }
}
