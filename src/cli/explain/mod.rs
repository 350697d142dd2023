//! `onrecord explain`: every statement of an article, with the rule that found its speaker and
//! the words that made its scores, for a reader who wants to check a number.

use std::io::{self, BufReader, Write};
use std::path::PathBuf;

use jiff::civil::Date;
use onrecord::articles::{self, Format, Raw, ReadOptions};
use onrecord::lexicons::Lexicons;
use onrecord::pipeline::{self, Wanted};
use onrecord::reading::Reading;

use super::folder::Folder;
use super::{Code, Failure};

mod marked;
mod page;
mod wording;

#[cfg(test)]
mod tests;

/// Which article, and how to read it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// File to explain, or - for text on standard input
    #[arg(value_name = "ARTICLE")]
    path: PathBuf,

    /// Only the article with this id, of a file that holds many
    #[arg(long, value_name = "ID")]
    article: Option<String>,

    /// Only the statement with this number, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    statement: Option<u32>,

    /// Read the article as one of this day: who "the president" is depends on it
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    #[command(flatten)]
    folder: Folder,

    /// Field of JSON or CSV records that holds the text
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,

    /// Also explain statements without quotation marks: Roe said that the plan was dead
    #[arg(long)]
    indirect: bool,

    /// Plain text, also on a terminal
    #[arg(long)]
    no_color: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord explain data/articles/2024/hearing-on-range.txt
  onrecord explain dump.jsonl --article 4711 --statement 3
  echo '“Putin is a thug,” said Senator Jane Roe.' | onrecord explain -

In the quotation, [thug −0.80] marks a word that counted, with what it added to the score;
[Putin] marks a word that only tells whom the statement is about.";

/// Explains it on standard output.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let color = match args.no_color {
        true => anstream::ColorChoice::Never,
        false => anstream::AutoStream::choice(&io::stdout()),
    };
    run(&args, &mut anstream::AutoStream::new(io::stdout().lock(), color))
}

/// Explains it on `out`.
fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<Code> {
    let lexicons = args.folder.load()?;
    let options = ReadOptions { text_column: args.text_column.clone(), ..ReadOptions::default() };
    let view = page::View {
        targets: &lexicons.stance.target_ids(),
        threshold: lexicons.stance.number("speaker_confidence"),
        indirect: args.indirect,
        statement: args.statement.map(|number| number as usize),
    };
    let mut shown = Shown::default();
    for raw in raws(args, &options)? {
        let reading = read(raw, args, &options, &lexicons);
        if args.article.as_ref().is_some_and(|id| *id != reading.article) {
            continue;
        }
        shown.note(&reading);
        if view.statement.is_none_or(|number| number <= reading.statements.len()) {
            if shown.pages > 0 {
                writeln!(out)?;
            }
            shown.pages += 1;
            write!(out, "{}", page::page(&reading, view))?;
        }
    }
    out.flush()?;
    shown.code(args)
}

/// The articles of the file, not yet parsed.
fn raws(args: &Args, options: &ReadOptions) -> anyhow::Result<Box<dyn Iterator<Item = Raw>>> {
    if args.path.as_os_str() == "-" {
        let text = BufReader::new(io::stdin());
        return Ok(Box::new(articles::open_stream("stdin", Format::Text, text, options)));
    }
    let found = articles::find(&[&args.path], &[], &options.limits)?;
    if let Some(skipped) = found.skipped.first().filter(|_| found.sources.is_empty()) {
        let why = format!("{}: {}", args.path.display(), skipped.skip.message);
        return Err(Failure::new(Code::NoInput, why));
    }
    let options = options.clone();
    Ok(Box::new(
        found.sources.into_iter().flat_map(move |source| articles::open(&source, &options)),
    ))
}

fn read(raw: Raw, args: &Args, options: &ReadOptions, lexicons: &Lexicons) -> Reading {
    match raw.parse(options) {
        Ok(mut article) => {
            article.metadata.date = args.date.or(article.metadata.date);
            pipeline::read_with(&article, lexicons, Wanted { indirect: args.indirect })
        }
        Err(skipped) => pipeline::skipped(skipped),
    }
}

/// What was met, to say what is wrong where nothing could be shown.
#[derive(Default)]
struct Shown {
    articles: usize,
    statements: usize,
    skipped: usize,
    pages: usize,
}

impl Shown {
    fn note(&mut self, reading: &Reading) {
        self.articles += 1;
        self.statements = self.statements.max(reading.statements.len());
        self.skipped += usize::from(reading.skip.is_some());
    }

    fn code(&self, args: &Args) -> anyhow::Result<Code> {
        let path = args.path.display();
        match (self.articles, self.pages) {
            (0, _) => {
                let message = match &args.article {
                    Some(id) => format!("{path}: holds no article with the id {id}"),
                    None => format!("{path}: holds no article"),
                };
                Err(Failure::new(Code::NoInput, message))
            }
            (_, 0) => {
                let most = wording::count(self.statements, "statement");
                Err(Failure::new(Code::Usage, format!("{path}: has {most}; give --statement less")))
            }
            (articles, _) if articles == self.skipped => Ok(Code::TooManySkipped),
            _ => Ok(Code::Done),
        }
    }
}
