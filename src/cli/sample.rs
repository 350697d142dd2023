//! `onrecord sample`: statements drawn at random, in sheets for people to code.

use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::Context;
use clap::ValueEnum;
use jiff::Timestamp;
use onrecord::articles::Found;
use onrecord::lexicons::Lexicons;
use onrecord::panics;
use onrecord::people::Hidden;
use onrecord::pipeline::report;
use onrecord::reading::Reading;
use onrecord::store::Spilled;
use onrecord::validate::sample::{
    self, Allocation, Design, FolderError, Frame, Shares, Stratum, Texts,
};

use super::options::{self, Plan};
use super::reader::{Reader, TextsWanted};
use super::signal::Signal;
use super::voice::Voice;
use super::{Code, Failure, desk, run};

/// Folder of the sheets where nobody names one.
const CODING: &str = "coding";

/// What to draw, and how the articles are read.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", |arg| arg.help("Folder for the sheets [default: coding]")),
    mut_arg("formats", |arg| arg.hide(true)),
    mut_arg("texts", |arg| arg.hide(true)),
    mut_arg("keep", |arg| arg.hide(true)),
)]
pub struct Args {
    /// Statements to draw
    #[arg(long, value_name = "N", default_value = "200")]
    n: NonZeroUsize,
    /// What parts the strata that are drawn from
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "BY",
        default_value = "target,label"
    )]
    stratify: Vec<By>,
    /// How many each stratum gives: by the square root of its size, or the same for all
    #[arg(long, value_enum, value_name = "HOW", default_value = "square-root")]
    allocation: How,
    /// Whole articles to draw besides, so that statements that were missed come to light
    #[arg(long, value_name = "N", default_value = "0")]
    articles: usize,
    /// People who code
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u16).range(1..=99))]
    coders: u16,
    /// Statements that all coders code [default: a quarter, at least 50]
    #[arg(long, value_name = "N")]
    overlap: Option<usize>,
    /// Words that the draw depends on: other words, another sample
    #[arg(long, value_name = "WORDS", default_value = "onrecord")]
    seed: String,
    /// Write over the sheets of an earlier sample, also filled-in ones
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    run: options::Args,
}

const EXAMPLES: &str = "\
Examples:
  onrecord sample news/ --n 300 --coders 2
  onrecord sample news/ --stratify target,label,party --articles 20 --seed \"spring 2025\"

Give each coder a file; keep key.csv for yourself. When the sheets are filled in:
  onrecord validate coding/coder-1.xlsx coding/coder-2.xlsx --reports reports";

/// As [`Stratum`], for the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    Target,
    Label,
    Party,
    Speaker,
    Source,
    Month,
    Kind,
    None,
}

impl By {
    fn stratum(self) -> Option<Stratum> {
        Some(match self {
            Self::Target => Stratum::Target,
            Self::Label => Stratum::Label,
            Self::Party => Stratum::Party,
            Self::Speaker => Stratum::Speaker,
            Self::Source => Stratum::Source,
            Self::Month => Stratum::Month,
            Self::Kind => Stratum::Kind,
            Self::None => return None,
        })
    }
}

/// As [`Allocation`], for the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum How {
    SquareRoot,
    Equal,
}

fn design(args: &Args) -> anyhow::Result<Design> {
    if args.stratify.contains(&By::None) && args.stratify.len() > 1 {
        let message = "--stratify none stands alone: nothing parts the statements";
        return Err(Failure::new(Code::Usage, message));
    }
    Ok(Design {
        n: args.n.get(),
        stratify: args.stratify.iter().filter_map(|by| by.stratum()).collect(),
        allocation: match args.allocation {
            How::SquareRoot => Allocation::SquareRoot,
            How::Equal => Allocation::Equal,
        },
        articles: args.articles,
        coders: args.coders.into(),
        overlap: args.overlap,
        seed: args.seed.clone(),
    })
}

/// Draws, and writes the sheets.
pub fn call(mut args: Args) -> anyhow::Result<Code> {
    let design = design(&args)?;
    let out = args.run.out.take().unwrap_or_else(|| CODING.into());
    let plan = Plan { out, ..Plan::resolve(args.run)? };
    if !args.force {
        sample::refuse(&plan.out).map_err(failed)?;
    }
    let lexicons = plan.folder.load()?;
    let found = run::find(&plan)?;
    if plan.dry_run {
        return run::dry_run(&plan, &found);
    }
    let mut voice = Voice::new(plan.quiet, plan.log);
    let (frame, hidden, mut readings, mut texts) =
        read(&plan, &design, &lexicons, &found, &mut voice)?;
    if frame.candidates.is_empty() {
        let message = "no statement counts in the tables of speakers and parties: nothing to draw";
        return Err(Failure::new(Code::NoInput, message));
    }
    let drawn = sample::draw(&frame, &design);
    let shares = Shares::of(&drawn, &design);
    let mut items = sample::items(&drawn, &shares, &mut readings, &mut texts)
        .map_err(|error| run::disk(&plan.out, error))?;
    let mut articles = sample::whole_articles(&drawn, &shares, &mut readings, &mut texts)
        .map_err(|error| run::disk(&plan.out, error))?;
    let texts_of_items = items.iter_mut().flat_map(sample::Item::texts);
    let texts_of_articles = articles.iter_mut().flat_map(sample::WholeArticle::texts);
    texts_of_items.chain(texts_of_articles).for_each(|text| hidden.black_out_text(text));
    let targets: Vec<String> =
        lexicons.stance.target_ids().into_iter().map(str::to_owned).collect();
    let sheets = sample::Sheets {
        items: &items,
        articles: &articles,
        shares: &shares,
        frame: frame.candidates.len(),
    };
    sample::write(&plan.out, sheets, &targets, plan.options.style, args.force).map_err(failed)?;
    sum_up(&voice, &plan.out, &design, &frame, &drawn, &shares);
    Ok(Code::Done)
}

/// Reads the articles as a run does: what may be drawn, and where Readings and texts lie.
fn read(
    plan: &Plan,
    design: &Design,
    lexicons: &Lexicons,
    found: &Found,
    voice: &mut Voice,
) -> anyhow::Result<(Frame, Hidden, Spilled, Texts)> {
    let corrections = desk::load_corrections(plan, lexicons)?;
    let exclusions = desk::load_exclusions(plan)?;
    let signal = Signal::listen().context("cannot listen for signals")?;
    panics::print_uncaught_only();
    std::fs::create_dir_all(&plan.out).map_err(|error| run::disk(&plan.out, error))?;
    let mut texts = Texts::create(&plan.out).map_err(|error| run::disk(&plan.out, error))?;
    let mut keep = |reading: &Reading, text: &str| {
        texts
            .push(&reading.path, &reading.text_hash, text)
            .map_err(|error| run::disk(&plan.out, error))
    };
    let started = Timestamp::now();
    let reader = Reader { plan, lexicons, found, state: &plan.out, signal: &signal, started };
    let all = &mut TextsWanted { wants: &|_| true, keep: &mut keep };
    // Texts are in no cache.
    let mut readings = reader.read(None, all, voice)?.readings;
    let mut frame = Frame::new(&design.stratify);
    let go_on = || signal.received().is_none();
    let known = report::Known { lexicons, corrections: &corrections, exclusions: &exclusions };
    let walked = report::walk(&mut readings, known, &plan.options, &go_on, |linked| {
        frame.enter(linked);
        Ok(())
    })
    .map_err(|error| run::unmade(error, &signal, plan))?;
    Ok((frame, walked.hidden, readings, texts))
}

fn failed(error: FolderError) -> anyhow::Error {
    let code = match error {
        FolderError::Taken(_) => Code::Usage,
        _ => Code::Output,
    };
    Failure::new(code, error.to_string())
}

fn sum_up(
    voice: &Voice,
    out: &Path,
    design: &Design,
    frame: &Frame,
    drawn: &sample::Drawn,
    shares: &Shares,
) {
    let all = frame.candidates.len();
    let (count, strata) = (drawn.statements.len(), frame.strata.len());
    voice.say(&format!("{count} of {all} statements drawn, from {strata} strata"));
    if count < design.n {
        voice.warn(&format!("there are no {} statements to draw", design.n));
    }
    if !drawn.articles.is_empty() {
        voice.say(&format!("{} whole articles among them", drawn.articles.len()));
    }
    let overlap = shares.coders.iter().filter(|coders| coders.len() > 1).count();
    if design.coders > 1 {
        voice.say(&format!("{overlap} of them are coded by each of the {} coders", design.coders));
    }
    voice.say(&format!("sheets are in {}; key.csv is for you alone", out.display()));
}
