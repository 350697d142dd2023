//! The options of a run: from the command line, else `onrecord.toml`, else the default.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use onrecord::articles::ReadOptions;
use onrecord::config::{self, Config, Delimiter, ReportFormat, Undated};
use onrecord::people::corrections;
use onrecord::pipeline::Wanted;
use onrecord::pipeline::report::Counting;
use onrecord::pipeline::stream::Dates;
use onrecord::reports::Style;

use super::folder::Folder;
use super::voice::Log;
use super::{Code, Failure};

/// Folder that is read where nobody names one.
const ARTICLES: &str = "data/articles";

/// Folder of the reports where nobody names one.
const REPORTS: &str = "reports";

/// What to read and where to write.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Articles: files and folders [default: paths of onrecord.toml, else data/articles]
    paths: Vec<PathBuf>,
    /// Folder for the reports [default: reports]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    folder: Folder,
    /// Answers of people to review.csv [default: corrections.csv beside onrecord.toml or here]
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Settings [default: onrecord.toml, where there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Threads [default: one a processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Kinds of reports
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    formats: Vec<Kind>,
    /// First day of the articles wanted, as 2025-03-01
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Last day of the articles wanted
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// What to do with articles without a date [default: keep]
    #[arg(long, value_enum, value_name = "WHAT")]
    undated: Option<KeepOrDrop>,
    /// Exit with 1 when more articles than this cannot be read
    #[arg(long, value_name = "N")]
    max_skipped: Option<u64>,
    /// Field of JSON and CSV records that holds the text
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Also write the text of each article, in which spans count, into this folder
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// What parts the cells of CSV files: , ; | or tab
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<Delimiter>,
    /// Begin CSV files without a byte order mark (by which Excel knows UTF-8)
    #[arg(long)]
    no_bom: bool,
    /// Leave the text of cells as it is: no ' before formulas, line ends kept, nothing cut
    #[arg(long)]
    raw_csv: bool,
    /// Also read statements without quotation marks: Roe said that the plan was dead
    #[arg(long)]
    indirect: bool,
    /// Count these too in the tables of speakers and parties
    #[arg(long)]
    tally_indirect: bool,
    /// Say what would be read and written, and stop
    #[arg(long)]
    dry_run: bool,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
    /// How messages are written
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    log: Log,
}

const EXAMPLES: &str = "\
Examples:
  onrecord news/ --out reports              score a folder, subfolders too
  onrecord a.jsonl.gz b.csv --text-column story
  onrecord news/ --since 2025-02-01 --until 2025-02-28 --undated drop
  onrecord news/ --lexicons my-lexicons     with terms+.csv beside the shipped terms.csv
  onrecord news/ --dry-run                  say what would be read";

/// As [`ReportFormat`], for the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Csv,
    Html,
    Xlsx,
}

impl From<Kind> for ReportFormat {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Csv => Self::Csv,
            Kind::Html => Self::Html,
            Kind::Xlsx => Self::Xlsx,
        }
    }
}

/// As [`Undated`], for the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum KeepOrDrop {
    Keep,
    Drop,
}

impl From<KeepOrDrop> for Undated {
    fn from(value: KeepOrDrop) -> Self {
        match value {
            KeepOrDrop::Keep => Self::Keep,
            KeepOrDrop::Drop => Self::Drop,
        }
    }
}

/// Everything a run needs to know, decided.
#[derive(Debug)]
pub struct Plan {
    pub paths: Vec<PathBuf>,
    pub out: PathBuf,
    pub folder: Folder,
    pub corrections: Option<PathBuf>,
    pub jobs: usize,
    pub dates: Dates,
    pub max_skipped: Option<u64>,
    pub read_options: ReadOptions,
    pub texts: Option<PathBuf>,
    pub style: Style,
    pub wanted: Wanted,
    pub counting: Counting,
    pub dry_run: bool,
    pub quiet: bool,
    pub log: Log,
}

impl Plan {
    /// Decides.
    pub fn resolve(args: Args) -> anyhow::Result<Self> {
        let config = load_config(args.config.as_deref())?;
        let formats: Vec<ReportFormat> = args.formats.iter().map(|&kind| kind.into()).collect();
        check_formats(if formats.is_empty() { &config.formats } else { &formats })?;
        Ok(Self {
            dates: dates(&args, &config)?,
            style: style(&args, &config),
            wanted: wanted(&args, &config),
            counting: counting(&args, &config)?,
            paths: paths(args.paths, config.paths)?,
            out: args.out.or(config.out).unwrap_or_else(|| REPORTS.into()),
            folder: Folder {
                lexicons: args.folder.lexicons.or(config.lexicons),
                without: args.folder.without,
            },
            corrections: args
                .corrections
                .or(config.corrections)
                .or_else(|| usual_corrections(args.config.as_deref())),
            jobs: args.jobs.or(config.jobs).map_or_else(processors, NonZeroUsize::get),
            max_skipped: args.max_skipped.or(config.max_skipped),
            read_options: ReadOptions {
                limits: config.limits.resolve(),
                text_column: args.text_column.or(config.text_column),
            },
            texts: args.texts.or(config.texts),
            dry_run: args.dry_run,
            quiet: args.quiet,
            log: args.log,
        })
    }

    /// The settings that change reports.
    pub fn settings(&self) -> serde_json::Value {
        let limits = &self.read_options.limits;
        serde_json::json!({
            "since": self.dates.since,
            "until": self.dates.until,
            "undated": if self.dates.drop_undated { "drop" } else { "keep" },
            "text_column": self.read_options.text_column,
            "delimiter": char::from(self.style.delimiter).to_string(),
            "bom": self.style.bom,
            "raw_csv": self.style.raw,
            "indirect": self.wanted.indirect,
            "tally_indirect": self.counting.indirect,
            "limits": {
                "article": limits.article,
                "expansion": limits.expansion,
                "html_depth": limits.html_depth,
            },
        })
    }
}

fn load_config(named: Option<&Path>) -> anyhow::Result<Config> {
    match named {
        Some(path) => Ok(Config::load(path)?),
        None if Path::new(config::FILE).exists() => Ok(Config::load(Path::new(config::FILE))?),
        None => Ok(Config::default()),
    }
}

/// The file of corrections that nobody names: beside `onrecord.toml`, where it is.
fn usual_corrections(config: Option<&Path>) -> Option<PathBuf> {
    let folder = config.and_then(Path::parent).unwrap_or(Path::new(""));
    Some(folder.join(corrections::FILE)).filter(|path| path.exists())
}

fn check_formats(formats: &[ReportFormat]) -> anyhow::Result<()> {
    for (format, name) in [(ReportFormat::Html, "html"), (ReportFormat::Xlsx, "xlsx")] {
        if formats.contains(&format) {
            let version = env!("CARGO_PKG_VERSION");
            let message = format!("this version ({version}) writes no {name} reports: use csv");
            return Err(Failure::new(Code::Usage, message));
        }
    }
    Ok(())
}

fn dates(args: &Args, config: &Config) -> anyhow::Result<Dates> {
    let undated = args.undated.map(Undated::from).or(config.undated);
    let dates = Dates {
        since: args.since.or(config.since),
        until: args.until.or(config.until),
        drop_undated: undated == Some(Undated::Drop),
    };
    match (dates.since, dates.until) {
        (Some(since), Some(until)) if until < since => {
            let message = format!("--until {until} is before --since {since}: no day lies between");
            Err(Failure::new(Code::Usage, message))
        }
        _ => Ok(dates),
    }
}

fn style(args: &Args, config: &Config) -> Style {
    let default = Style::default();
    let delimiter = args.delimiter.or(config.delimiter);
    Style {
        delimiter: delimiter.map_or(default.delimiter, |d| d.0),
        bom: !args.no_bom && config.bom.unwrap_or(default.bom),
        raw: args.raw_csv || config.raw_csv.unwrap_or(default.raw),
    }
}

fn wanted(args: &Args, config: &Config) -> Wanted {
    Wanted { indirect: args.indirect || config.indirect.unwrap_or(false) }
}

fn counting(args: &Args, config: &Config) -> anyhow::Result<Counting> {
    let indirect = args.tally_indirect || config.tally_indirect.unwrap_or(false);
    if indirect && !wanted(args, config).indirect {
        let message = "--tally-indirect counts what only --indirect reads: give both";
        return Err(Failure::new(Code::Usage, message.to_owned()));
    }
    Ok(Counting { indirect })
}

/// The paths given, else those of the config, else the usual folder if it is there.
fn paths(given: Vec<PathBuf>, config: Vec<PathBuf>) -> anyhow::Result<Vec<PathBuf>> {
    let usual = PathBuf::from(ARTICLES);
    match (given.is_empty(), config.is_empty()) {
        (false, _) => Ok(given),
        (true, false) => Ok(config),
        (true, true) if usual.is_dir() => Ok(vec![usual]),
        (true, true) => Err(Failure::new(
            Code::NoInput,
            format!(
                "no articles named, and there is no folder {ARTICLES} here\n  \
                 name files or folders, for example: onrecord news/ --out reports"
            ),
        )),
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}
