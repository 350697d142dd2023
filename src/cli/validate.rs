//! `onrecord validate`: what people coded beside what the program says.

use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::config::Delimiter;
use onrecord::panics;
use onrecord::reports::Style;
use onrecord::validate::cases::{Cases, is_coded};
use onrecord::validate::findings::{Findings, Wanted};
use onrecord::validate::key::{self, Key};
use onrecord::validate::program::{ProgramError, Statements};
use onrecord::validate::{belongs, coded, report, rows};

use super::{Code, Failure, terminal};

/// What was coded, and what it is compared with.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Filled-in sheets (.xlsx, .csv, .tsv) and gold (.jsonl)
    #[arg(required = true, value_name = "CODED")]
    coded: Vec<PathBuf>,
    /// Folder of the reports
    #[arg(long, value_name = "DIR", default_value = "reports")]
    reports: PathBuf,
    /// The key of the sheets [default: key.csv beside the first sheet]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Folder for page and tables
    #[arg(long, value_name = "DIR", default_value = "validation")]
    out: PathBuf,
    /// Fewest statements toward a target of a speaker or party with corrected figures
    #[arg(long, value_name = "N", default_value = "5")]
    min_statements: u64,
    /// Leave out corrected figures, where the reports hold no more than what was coded
    #[arg(long)]
    gold_only: bool,
    /// What parts the cells of CSV files: , ; | or tab
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<Delimiter>,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord validate coding/coder-1.xlsx coding/coder-2.xlsx
  onrecord validate gold.jsonl --reports reports --gold-only

A line of gold is a document:
  {\"article\": \"a.txt\", \"statements\": [{\"speaker\": \"Mira Oakes\", \"party\": \"\", \"optional\": false,
   \"segments\": [{\"start\": 12, \"end\": 80}], \"stance\": {\"russia\": -1, \"ukraine\": null}}]}";

/// Compares, writes page and tables, and prints the verdict.
pub fn call(args: Args) -> anyhow::Result<Code> {
    panics::print_uncaught_only();
    let statements = Statements::open(&args.reports).map_err(unread)?;
    let key = match coded::needs_key(&args.coded) {
        true => Key::load(&key_path(&args))?,
        false => Key::default(),
    };
    let mut coded = coded::load(&args.coded, &key, &statements.targets)?;
    let program = statements.read(is_coded(&key, &coded)).map_err(unread)?;
    belongs::take_strangers(&args.reports, &program, &mut coded)
        .map_err(|error| Failure::new(Code::Usage, format!("cannot read articles.csv: {error}")))?;
    let cases = Cases::gather(&key, &coded, &program);
    if let Some(why) = belongs::nothing_shared(&cases, &coded.strangers) {
        return Err(Failure::new(Code::Usage, why));
    }
    if cases.all.is_empty() {
        let message = "nothing is coded: all rows of the sheets are empty";
        return Err(Failure::new(Code::NoInput, message));
    }
    let rows = rows::rows(&args.reports, &cases, &program)
        .map_err(|error| Failure::new(Code::Usage, format!("cannot read evidence.csv: {error}")))?;
    let wanted = Wanted { corrected: !args.gold_only, min_statements: args.min_statements };
    let findings = Findings::of(&key, &coded, &program, &cases, rows, wanted);
    let default = Style::default();
    let style = Style { delimiter: args.delimiter.map_or(default.delimiter, |d| d.0), ..default };
    report::write(&args.out, &findings, style)
        .map_err(|error| Failure::new(Code::Output, error.to_string()))?;
    if !args.quiet {
        say(&findings, &args.out)?;
    }
    Ok(Code::Done)
}

fn key_path(args: &Args) -> PathBuf {
    let beside = || {
        let sheet = args.coded.iter().find(|path| coded::needs_key(&[path]));
        sheet.and_then(|path| path.parent()).unwrap_or(Path::new("")).join(key::FILE)
    };
    args.key.clone().unwrap_or_else(beside)
}

fn unread(error: ProgramError) -> anyhow::Error {
    let code = match error {
        ProgramError::Io { .. } => Code::NoInput,
        ProgramError::Row { .. } => Code::Usage,
    };
    Failure::new(code, error.to_string())
}

/// The verdict, and what deserves a look.
fn say(findings: &Findings, out: &Path) -> std::io::Result<()> {
    let mut stderr = anstream::stderr();
    for line in &findings.verdict {
        writeln!(stderr, "{}", terminal::clean(line))?;
    }
    let counts = &findings.counts;
    for (count, what) in [
        (counts.blank, "rows are empty and count as not coded"),
        (counts.gone, "coded statements are not in these reports"),
        (counts.strangers, "gold articles are not in these reports and are left out"),
        (counts.partly_coded, "whole articles are coded in part and are left out of their recall"),
        (counts.tied_labels, "labels on which coders are tied count as neutral"),
    ] {
        if count > 0 {
            writeln!(stderr, "note: {count} {what}")?;
        }
    }
    for file in &counts.empty {
        writeln!(stderr, "note: {} holds no answer and is no coder's", terminal::clean(file))?;
    }
    if let Some(size) = counts.other_frame {
        writeln!(
            stderr,
            "warning: the sample was drawn from {size} statements and the reports count {}: \
             weights and figures hold for the former; draw and run with the same options",
            counts.tally
        )?;
    }
    for (target, why) in &findings.uncorrected {
        writeln!(stderr, "note: no corrected figures for {}: {why}", terminal::clean(target))?;
    }
    let page = out.join(report::FILE).display().to_string();
    writeln!(stderr, "the page is {}", terminal::clean(&page))
}
