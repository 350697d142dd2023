//! The options of a run: from the command line, else `onrecord.toml`, else the default.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use onrecord::articles::ReadOptions;
use onrecord::config::Config;
use onrecord::people::{corrections, exclude};
use onrecord::pipeline::Wanted;
use onrecord::pipeline::report::Options;
use onrecord::pipeline::stream::Dates;
use onrecord::reports::Formats;

use super::folder::Folder;
use super::log::Log;
use super::output::Output;
use super::reading::{Reading, ReadingArgs};
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
    reading: ReadingArgs,
    /// Answers of people to review.csv [default: corrections.csv beside onrecord.toml or here]
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Names that never appear [default: exclude.csv beside onrecord.toml or here]
    #[arg(long, value_name = "FILE")]
    exclude: Option<PathBuf>,
    /// Threads [default: one a processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Also keep copies of the newest N sets of reports, in the folder kept beside them
    #[arg(long, value_name = "N")]
    keep: Option<usize>,
    /// Exit with 1 when more articles than this cannot be read; those of other days do not count
    #[arg(long, value_name = "N")]
    max_skipped: Option<u64>,
    /// Also write the text of each article, in which spans count, into this folder
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Count statements without quotation marks too in the tables of speakers and parties
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
    /// Open report.html when it is there
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    pub(super) cache: CacheOptions,
    #[command(flatten)]
    output: Output,
}

/// What of earlier runs is used.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CacheOptions {
    /// Folder that keeps what was read, so that the next run reads only what is new [default:
    /// .onrecord in the folder of the reports]
    #[arg(long = "cache", value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Read all articles, and keep nothing of them
    #[arg(long = "no-cache", conflicts_with_all = ["folder", "full", "hash"])]
    pub none: bool,
    /// Read all articles anew, and keep what was read
    #[arg(long)]
    pub full: bool,
    /// Open all files to see whether they changed; else size, times and inode tell
    #[arg(long)]
    pub hash: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord news/ --out reports              score a folder, subfolders too
  onrecord a.jsonl.gz b.csv --text-column story
  onrecord news/ --since 2025-02-01 --until 2025-02-28 --undated drop
  onrecord news/ --lexicons my-lexicons     with terms+.csv beside the shipped terms.csv
  onrecord news/ --dry-run                  say what would be read";

impl Args {
    /// The options given that say where articles are read from and what is kept of them.
    pub fn reading_options(&self) -> Vec<&'static str> {
        let cache = &self.cache;
        [
            (cache.folder.is_some(), "--cache"),
            (cache.none, "--no-cache"),
            (cache.full, "--full"),
            (cache.hash, "--hash"),
            (self.texts.is_some(), "--texts"),
            (self.dry_run, "--dry-run"),
        ]
        .into_iter()
        .filter_map(|(given, name)| given.then_some(name))
        .collect()
    }
}

/// Everything a run needs to know, decided.
#[derive(Debug)]
pub struct Plan {
    pub paths: Vec<PathBuf>,
    pub out: PathBuf,
    pub folder: Folder,
    pub corrections: Option<PathBuf>,
    pub exclude: Option<PathBuf>,
    pub jobs: usize,
    pub dates: Dates,
    pub max_skipped: Option<u64>,
    /// Sets of reports to keep beside the newest.
    pub keep: usize,
    pub read_options: ReadOptions,
    pub texts: Option<PathBuf>,
    pub wanted: Wanted,
    pub options: Options,
    pub dry_run: bool,
    pub quiet: bool,
    pub log: Log,
    pub open: bool,
    pub cache: CacheOptions,
}

impl Plan {
    /// Decides.
    pub fn resolve(args: Args) -> anyhow::Result<Self> {
        let config = args.reading.load_config()?;
        let named = args.reading.config.clone();
        let Reading { folder, dates, read_options, wanted } = args.reading.resolve(&config)?;
        let tally_indirect = tally_indirect(args.tally_indirect, &config, wanted)?;
        let options = args.output.resolve(&config, tally_indirect)?;
        Ok(Self {
            dates,
            wanted,
            options,
            folder,
            read_options,
            paths: paths(args.paths, config.paths)?,
            out: args.out.or(config.out).unwrap_or_else(|| REPORTS.into()),
            corrections: args
                .corrections
                .or(config.corrections)
                .or_else(|| usual(named.as_deref(), corrections::FILE)),
            exclude: args
                .exclude
                .or(config.exclude)
                .or_else(|| usual(named.as_deref(), exclude::FILE)),
            jobs: args.jobs.or(config.jobs).map_or_else(processors, NonZeroUsize::get),
            max_skipped: args.max_skipped.or(config.max_skipped),
            keep: args.keep.or(config.keep).unwrap_or(0),
            texts: args.texts.or(config.texts),
            dry_run: args.dry_run,
            quiet: args.quiet,
            log: args.log,
            open: args.open,
            cache: CacheOptions { folder: args.cache.folder.or(config.cache), ..args.cache },
        })
    }

    /// The settings that change reports.
    pub fn settings(&self) -> serde_json::Value {
        let (limits, style) = (&self.read_options.limits, &self.options.style);
        serde_json::json!({
            "since": self.dates.since,
            "until": self.dates.until,
            "undated": if self.dates.drop_undated { "drop" } else { "keep" },
            "text_column": self.read_options.text_column,
            "formats": self.formats(),
            "delimiter": char::from(style.delimiter).to_string(),
            "decimal_comma": style.decimal_comma,
            "bom": style.bom,
            "raw_csv": style.raw,
            "no_quotes": style.no_quotes,
            "indirect": self.wanted.indirect,
            "tally_indirect": self.options.tally_indirect,
            "near_copies": self.options.near_copies.similarity(),
            "min_statements": self.options.min_statements,
            "period": self.options.period,
            "limits": {
                "article": limits.article,
                "words": limits.words,
                "expansion": limits.expansion,
                "expansion_free": limits.expansion_free,
                "layers": limits.layers,
                "window": limits.window,
                "json_depth": limits.json_depth,
                "html_depth": limits.html_depth,
                "html_attributes": limits.html_attributes,
                "entries": limits.entries,
                "folder_depth": limits.folder_depth,
            },
        })
    }
}

impl Plan {
    /// The settings that change what is read in an article.
    pub fn reading_settings(&self) -> String {
        format!("{:?} {:?}", self.read_options, self.wanted)
    }

    /// Names of the kinds of reports.
    fn formats(&self) -> Vec<&'static str> {
        let Formats { csv, html, xlsx, parquet } = self.options.formats;
        let kinds = [(csv, "csv"), (html, "html"), (xlsx, "xlsx"), (parquet, "parquet")];
        kinds.into_iter().filter_map(|(wanted, name)| wanted.then_some(name)).collect()
    }
}

/// A file that nobody names: beside `onrecord.toml`, where it is.
fn usual(config: Option<&Path>, file: &str) -> Option<PathBuf> {
    let folder = config.and_then(Path::parent).unwrap_or(Path::new(""));
    Some(folder.join(file)).filter(|path| path.exists())
}

fn tally_indirect(asked: bool, config: &Config, wanted: Wanted) -> anyhow::Result<bool> {
    let indirect = asked || config.tally_indirect.unwrap_or(false);
    if indirect && !wanted.indirect {
        let message = "--tally-indirect counts what only --indirect reads: give both";
        return Err(Failure::new(Code::Usage, message.to_owned()));
    }
    Ok(indirect)
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
