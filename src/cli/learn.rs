//! `onrecord lexicon learn`: a `learned.csv` from texts that people have labelled, and how well it
//! does on articles that it was not learned from.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use onrecord::learn::examples::{self, Example};
use onrecord::learn::figures::Figures;
use onrecord::learn::fit::Weight;
use onrecord::learn::gold::{self, Coded};
use onrecord::learn::{self, Lesson, Options, folds, write};
use onrecord::lexicons::{Lexicons, Source, learned};
use onrecord::reading::Label;
use regex::Regex;

use super::folder::Folder;
use super::lexicon::count;
use super::terminal::{clean, clean_lines};
use super::{Code, Failure};

/// What to learn from, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Hand-coded data, one JSON object a line
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    gold: Vec<PathBuf>,
    /// Where to write the weights; without it, only the figures are shown
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How strongly weights are drawn toward zero
    #[arg(long, value_name = "NUMBER", default_value_t = Options::default().l2, value_parser = positive)]
    l2: f64,
    /// Leave out features that fewer articles hold
    #[arg(long, value_name = "N", default_value_t = Options::default().min_count)]
    min_count: usize,
    /// Parts of the articles, each of which is labelled by what the others teach
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(2..))]
    folds: u16,
    /// Which part of an id names the article, where a line has no field article: a regular
    /// expression, of which the first group counts
    #[arg(long, value_name = "REGEX")]
    article: Option<Regex>,
    /// Deal the labels out at random, by this number: shows what chance reaches
    #[arg(long, value_name = "SEED")]
    shuffle: Option<u64>,
    #[command(flatten)]
    folder: Folder,
}

const EXAMPLES: &str = "\
Lines of hand-coded data (a label is -1, 0 or 1; null where a target is not addressed):
  {\"id\": 1, \"text\": \"Orr is brave.\", \"target\": {\"start\": 0, \"end\": 3}, \"label\": 1}
  {\"id\": 2, \"article\": \"a\", \"text\": \"Putin is a thug.\", \"stance\": {\"russia\": -1}}
  {\"article\": \"b\", \"statements\": [{\"segments\": [{\"text\": \"…\"}], \"stance\": {\"trump\": 0}}]}

Examples:
  onrecord lexicon learn --gold coded.jsonl                       only the figures
  onrecord lexicon learn --gold coded.jsonl --out my-lexicons/learned.csv
  onrecord lexicon learn --gold coded.jsonl --article '^(.*)_[0-9]+$'
  onrecord lexicon learn --gold coded.jsonl --shuffle 1           what chance reaches
  onrecord run news/ --lexicons my-lexicons --without learned     the hand-written lexicons alone";

fn positive(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "no number".to_owned())?;
    if number.is_finite() && number > 0.0 { Ok(number) } else { Err("not above 0".to_owned()) }
}

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    if let Some(out) = &args.out {
        refuse_others(out)?;
    }
    let source = args.folder.source()?.without_lexicon(learned::NAME);
    let lexicons = load(&source)?;
    let gold = Gold::read(&args, &lexicons)?;
    let (mut examples, silent) = examples::examples(&gold.coded, &lexicons);
    if examples.is_empty() {
        let message = "the gold files hold no text that addresses its target";
        return Err(Failure::new(Code::NoInput, message));
    }
    if let Some(seed) = args.shuffle {
        folds::shuffle(&mut examples, seed);
    }
    let options =
        Options { l2: args.l2, min_count: args.min_count, folds: usize::from(args.folds) };
    let lesson = learn::learn(&examples, &options)
        .map_err(|error| Failure::new(Code::Usage, error.to_string()))?;
    report(&lesson, &examples, silent, &mut anstream::stdout().lock())?;
    if let Some(out) = &args.out {
        let mut bytes = Vec::new();
        write::write(&lesson.weights, &facts(&args, &gold, &lesson, &lexicons), &mut bytes)?;
        fs::write(out, bytes).with_context(|| {
            Failure::new(Code::Output, format!("{}: cannot be written", out.display()))
        })?;
    }
    Ok(Code::Done)
}

fn load(source: &Source) -> anyhow::Result<Lexicons> {
    Lexicons::load(source).map_err(|errors| Failure::new(Code::Usage, errors.to_string()))
}

/// Stops where the file is not one that learning wrote.
fn refuse_others(path: &Path) -> anyhow::Result<()> {
    let Ok(old) = fs::read(path) else { return Ok(()) };
    if old.starts_with(write::MARK.as_bytes()) {
        return Ok(());
    }
    let message = format!(
        "{}: exists, and was not written by learning\n  give another name, or move the file away",
        path.display()
    );
    Err(Failure::new(Code::Usage, message))
}

/// The hand-coded data, with what tells it from other data.
struct Gold {
    coded: Vec<Coded>,
    facts: Vec<String>,
}

impl Gold {
    /// Reads all files; every line that is no hand-coded data is told.
    fn read(args: &Args, lexicons: &Lexicons) -> anyhow::Result<Self> {
        let targets = lexicons.stance.target_ids();
        let (mut gold, mut errors) = (Self { coded: Vec::new(), facts: Vec::new() }, Vec::new());
        for path in &args.gold {
            let shown = path.display().to_string();
            let unread = |why: String| {
                Failure::new(Code::NoInput, format!("{shown}: cannot be read: {why}"))
            };
            let bytes = fs::read(path).map_err(|error| unread(error.to_string()))?;
            let text = std::str::from_utf8(&bytes).map_err(|error| unread(error.to_string()))?;
            let (coded, faults) = gold::read(&shown, text, args.article.as_ref(), &targets);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let hash = &blake3::hash(&bytes).to_hex()[..16];
            gold.facts.push(format!("gold: {name} {hash}, {}", count(coded.len(), "label")));
            gold.coded.extend(coded);
            errors.extend(faults);
        }
        if errors.is_empty() {
            return Ok(gold);
        }
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let message = format!("{}\n{}", count(errors.len(), "faulty line"), lines.join("\n"));
        Err(Failure::new(Code::Usage, message))
    }
}

/// How the weights were made, for the head of their file.
fn facts(args: &Args, gold: &Gold, lesson: &Lesson, lexicons: &Lexicons) -> Vec<String> {
    let mut facts = gold.facts.clone();
    facts.push(format!("l2 {}, min-count {}, folds {}", args.l2, args.min_count, args.folds));
    facts.push(format!("hand-written lexicons {}", lexicons.hash));
    for (name, figures) in [("cross-validated", lesson.learned), ("by hand", lesson.by_hand)] {
        let (f1, accuracy) = (figures.macro_f1(), figures.accuracy());
        facts.push(format!("{name}: macro-F1 {f1:.4}, accuracy {accuracy:.4}"));
    }
    if let Some(seed) = args.shuffle {
        facts.push(format!("labels shuffled by {seed}: these weights mean nothing"));
    }
    facts
}

/// Most telling features that are shown of each side.
const SHOWN: usize = 20;

/// The figures, and the features that tell most.
fn report(
    lesson: &Lesson,
    examples: &[Example],
    silent: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let articles: std::collections::BTreeSet<&str> =
        examples.iter().map(|example| example.article.as_str()).collect();
    let examples = count(examples.len(), "example");
    writeln!(out, "{examples} of {}", count(articles.len(), "article"))?;
    if silent > 0 {
        writeln!(out, "left out: {} in which nothing addresses the target", silent)?;
    }
    writeln!(
        out,
        "\n{:<17}{:>9}{:>10}{:>14}{:>9}{:>12}",
        "", "macro-F1", "accuracy", "unfavourable", "neutral", "favourable"
    )?;
    figures("cross-validated", &lesson.learned, out)?;
    figures("by hand alone", &lesson.by_hand, out)?;
    writeln!(out, "\n{}; those that tell most:", count(lesson.weights.len(), "feature"))?;
    for (side, label) in [(0, Label::Unfavourable), (1, Label::Favourable)] {
        writeln!(out, "\n{}", label.name())?;
        telling(&lesson.weights, side, out)?;
    }
    Ok(())
}

fn figures(name: &str, figures: &Figures, out: &mut impl Write) -> io::Result<()> {
    let f1 = |label| figures.f1(label);
    let (unfavourable, neutral, favourable) =
        (f1(Label::Unfavourable), f1(Label::Neutral), f1(Label::Favourable));
    writeln!(
        out,
        "{name:<17}{:>9.4}{:>10.4}{unfavourable:>14.4}{neutral:>9.4}{favourable:>12.4}",
        figures.macro_f1(),
        figures.accuracy()
    )
}

/// The features with the greatest weights for one label.
fn telling(weights: &[Weight], side: usize, out: &mut impl Write) -> io::Result<()> {
    let mut weights: Vec<&Weight> = weights.iter().collect();
    weights.sort_by(|a, b| b.odds[side].total_cmp(&a.odds[side]));
    for weight in weights.iter().take(SHOWN).filter(|weight| weight.odds[side] > 0.0) {
        let feature = clean_lines(&weight.feature);
        writeln!(
            out,
            "  {:>+8.4}  {:<14} {}",
            weight.odds[side],
            weight.zone.name(),
            clean(&feature)
        )?;
    }
    Ok(())
}
