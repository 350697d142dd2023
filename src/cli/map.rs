//! `onrecord map`: articles as JSON lines in, their Readings as JSON lines out.
//!
//! The filter for clusters and pipes: what goes in on one line comes out on one line, in the same
//! order, and nothing else is read or written.

use std::io::{self, ErrorKind, Write};

use onrecord::articles;
use onrecord::panics;
use onrecord::pipeline::stream::{self, Settings};

use super::reading::ReadingArgs;
use super::{Code, Failure};

/// How to read.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reading: ReadingArgs,
    /// What the input is called: a record without an id is NAME:LINE, and all stand there
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    name: String,
    /// Each line begins with the place of its record, as news.jsonl:17, and a tab
    #[arg(long, conflicts_with = "name")]
    placed: bool,
}

const EXAMPLES: &str = "\
A record that is no article comes out as a Reading that says why; blank lines do not count.
onrecord report makes the reports: run is map and report.

Examples:
  onrecord map --name news.jsonl < news.jsonl > readings.jsonl
  onrecord report readings.jsonl --out reports
  zcat news.jsonl.gz | parallel --pipe --keep-order onrecord map > readings.jsonl";

/// Reads standard input onto standard output.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let Args { reading, name, placed } = args;
    let config = reading.load_config()?;
    let plan = reading.resolve(&config)?;
    let lexicons = plan.folder.load()?;
    let settings = Settings {
        lexicons: &lexicons,
        options: &plan.read_options,
        dates: plan.dates,
        wanted: plan.wanted,
        cache: None,
        trust: false,
        wants_text: &|_| false,
    };
    panics::print_uncaught_only();
    let input = io::BufReader::new(io::stdin());
    let records = articles::open_lines(&name, placed, input, &plan.read_options);
    // A worker, for its stack: pages may nest deeply.
    let written = stream::workers(1)?.install(|| write(records, settings));
    match written {
        Ok(()) => Ok(Code::Done),
        // Whoever reads has enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Code::Done),
        Err(error) => {
            let message = format!("cannot write to standard output: {error}");
            Err(Failure::new(Code::Output, message))
        }
    }
}

/// Each Reading as soon as it is made: who waits for it at the other end gives no more input.
fn write(records: articles::Records, settings: Settings<'_>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut line = Vec::new();
    // What has no number stands for the records of an input that has none.
    for raw in records.filter(|raw| raw.number().is_some()) {
        line.clear();
        serde_json::to_writer(&mut line, &onrecord::pipeline::read_raw(raw, settings))?;
        line.push(b'\n');
        out.write_all(&line)?;
        out.flush()?;
    }
    Ok(())
}
