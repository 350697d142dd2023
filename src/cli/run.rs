//! `onrecord run`: articles in, reports out.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use jiff::Timestamp;
use onrecord::articles::{self, FindError, Found};
use onrecord::lexicons::Lexicons;
use onrecord::people::{Corrections, Exclusions};
use onrecord::pipeline::report::{self, Known, ReportError, Totals};
use onrecord::pipeline::{self, stream};
use onrecord::reading::Reading;
use onrecord::reports::manifest::{FileEntry, Manifest};
use onrecord::reports::publish::PublishError;
use onrecord::reports::{Formats, Publisher, page, workbook};
use onrecord::store::{Spill, Spilled};

use super::options::{Args, Plan};
use super::signal::Signal;
use super::texts::Texts;
use super::voice::Voice;
use super::{Code, Failure, summary, terminal};

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let (started, clock) = (Timestamp::now(), Instant::now());
    let plan = Plan::resolve(args)?;
    let lexicons = plan.folder.load()?;
    let corrections = load_corrections(&plan, &lexicons)?;
    let exclusions = load_exclusions(&plan)?;
    if let Some(settings) = plan.options.page() {
        page::check(&settings).map_err(|error| Failure::new(Code::Usage, error.to_string()))?;
    }
    let found = find(&plan)?;
    if plan.dry_run {
        return dry_run(&plan, &found);
    }
    let signal = Signal::listen().context("cannot listen for signals")?;
    stream::take_worker_panics();
    let mut voice = Voice::new(plan.quiet, plan.log);
    let mut publisher = Publisher::open(&plan.out).map_err(refused)?;
    let texts = plan.texts.as_ref().map(Texts::open).transpose()?;
    let write = |reading: &Reading, text: &str| match &texts {
        Some(texts) => texts.write(reading, text),
        None => Ok(()),
    };
    let keep = texts.is_some().then_some(write);
    let state = publisher.state();
    let mut readings = read(&plan, &lexicons, &found, &state, keep, &signal, &mut voice)?;

    let go_on = || signal.received().is_none();
    let totals = report::report(
        &mut readings,
        Known { lexicons: &lexicons, corrections: &corrections, exclusions: &exclusions },
        &plan.options,
        &mut publisher,
        &go_on,
    )
    .map_err(|error| unmade(error, &signal, &plan))?;
    let manifest = Manifest {
        corrections: corrections.hash().map(str::to_owned),
        exclusions: !exclusions.is_empty(),
        ..manifest(&plan, &lexicons, &totals, publisher.files(), started, clock)
    };
    publisher.publish(&manifest.to_bytes()).map_err(refused)?;
    sum_up(&plan, &totals, &voice);
    show(&plan, &voice);
    let too_many = plan.max_skipped.is_some_and(|most| totals.counts.skipped > most);
    Ok(if too_many { Code::TooManySkipped } else { Code::Done })
}

pub(super) fn load_corrections(plan: &Plan, lexicons: &Lexicons) -> anyhow::Result<Corrections> {
    match &plan.corrections {
        Some(file) => Ok(Corrections::load(file, &lexicons.stance.target_ids())?),
        None => Ok(Corrections::default()),
    }
}

pub(super) fn load_exclusions(plan: &Plan) -> anyhow::Result<Exclusions> {
    Ok(plan.exclude.as_deref().map(Exclusions::load).transpose()?.unwrap_or_default())
}

/// The inputs; none at all is an error, with what was there instead.
pub(super) fn find(plan: &Plan) -> anyhow::Result<Found> {
    let exclude: Vec<PathBuf> = {
        let own =
            plan.texts.iter().chain(&plan.corrections).chain(&plan.exclude).chain([&plan.out]);
        own.cloned().collect()
    };
    let found =
        articles::find(&plan.paths, &exclude, &plan.read_options.limits).map_err(|error| {
            let because = match &error {
                FindError::Unreadable { source, .. } => format!(": {source}"),
                FindError::Missing(_) => String::new(),
            };
            Failure::new(Code::NoInput, format!("{error}{because}"))
        })?;
    if !found.sources.is_empty() || !found.skipped.is_empty() {
        return Ok(found);
    }
    let paths: Vec<String> = plan.paths.iter().map(|p| p.display().to_string()).collect();
    let mut message = format!("no articles found in {}", paths.join(", "));
    if !found.others.is_empty() {
        message += &format!(" (only files of other kinds: {})", kinds(&found.others));
    }
    message += "\n  read are .txt .md .html .json .jsonl .csv .tsv, also packed as .gz or .zst";
    Err(Failure::new(Code::NoInput, message))
}

/// Kinds of files that are named in a message.
const NAMED_KINDS: usize = 20;

fn kinds(counts: &BTreeMap<String, u64>) -> String {
    let named = counts.iter().take(NAMED_KINDS).map(|(kind, count)| match kind.as_str() {
        "" => format!("{count} without extension"),
        kind => format!("{count} .{}", kind.trim_start_matches('.')),
    });
    let others: u64 = counts.values().skip(NAMED_KINDS).sum();
    let rest = (others > 0).then(|| format!("{others} of other kinds"));
    named.chain(rest).collect::<Vec<_>>().join(", ")
}

/// Phase 1: every input to a Reading on disk, in the folder `state`; `keep` is shown the texts.
pub(super) fn read(
    plan: &Plan,
    lexicons: &Lexicons,
    found: &Found,
    state: &Path,
    mut keep: Option<impl FnMut(&Reading, &str) -> anyhow::Result<()>>,
    signal: &Signal,
    voice: &mut Voice,
) -> anyhow::Result<Spilled> {
    let pool = stream::workers(plan.jobs).context("cannot start threads")?;
    let mut spill = Spill::create(state).map_err(disk)?;
    for skipped in &found.skipped {
        voice.skipped(&skipped.path, &skipped.skip.message);
        spill.push(&pipeline::skipped(skipped.clone())).map_err(disk)?;
    }
    let settings = stream::Settings {
        lexicons,
        options: &plan.read_options,
        dates: plan.dates,
        wanted: plan.wanted,
        keep_text: keep.is_some(),
    };
    voice.begin(found.sources.iter().map(|source| source.bytes).sum());
    stream::read_all(&found.sources, settings, &pool, |outcome| {
        if let Some(code) = signal.received() {
            return Err(stopped(code, plan));
        }
        if let (Some(keep), Some(text)) = (&mut keep, &outcome.text) {
            keep(&outcome.reading, text)?;
        }
        if let Some(skip) = &outcome.reading.skip {
            voice.skipped(&outcome.reading.path, &skip.message);
        }
        spill.push(&outcome.reading).map_err(disk)?;
        voice.advance(outcome.bytes as u64);
        Ok(())
    })?;
    voice.end();
    spill.finish().map_err(disk)
}

pub(super) fn disk(error: std::io::Error) -> anyhow::Error {
    Failure::new(
        Code::Output,
        format!("cannot write a temporary file in the output folder: {error}"),
    )
}

fn stopped(code: Code, plan: &Plan) -> anyhow::Error {
    let out = plan.out.display();
    Failure::new(code, format!("stopped by a signal; reports in {out} are as they were"))
}

fn refused(error: PublishError) -> anyhow::Error {
    let (code, cause) = match &error {
        PublishError::Busy { source, .. } => (Code::Busy, source.to_string()),
        PublishError::Write { source, .. } => (Code::Output, source.to_string()),
    };
    Failure::new(code, format!("{error}: {cause}"))
}

pub(super) fn unmade(error: ReportError, signal: &Signal, plan: &Plan) -> anyhow::Error {
    match error {
        ReportError::Publish(error) => refused(error),
        ReportError::Page(error) => Failure::new(Code::Usage, error.to_string()),
        ReportError::Io { what, source } => Failure::new(Code::Output, format!("{what}: {source}")),
        ReportError::Stopped => stopped(signal.received().unwrap_or(Code::Interrupted), plan),
    }
}

fn manifest(
    plan: &Plan,
    lexicons: &Lexicons,
    totals: &Totals,
    files: Vec<FileEntry>,
    started: Timestamp,
    clock: Instant,
) -> Manifest {
    let settings = plan.settings();
    Manifest {
        program: concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned(),
        lexicons: lexicons.hash.clone(),
        corrections: None,
        exclusions: false,
        config: blake3::hash(settings.to_string().as_bytes()).to_hex()[..32].to_owned(),
        settings,
        started: format!("{started:.0}"),
        seconds: (clock.elapsed().as_secs_f64() * 1e3).round() / 1e3,
        counts: totals.counts.clone(),
        warnings: totals.warnings.clone(),
        files,
    }
}

/// The few lines that a person wants at the end.
fn sum_up(plan: &Plan, totals: &Totals, voice: &Voice) {
    let counts = &totals.counts;
    for message in &totals.warnings.messages {
        voice.warn(message);
    }
    let reasons: Vec<String> = counts
        .skipped_by_reason
        .iter()
        .map(|(reason, count)| format!("{count} {}", reason.replace('_', " ")))
        .collect();
    let skipped = match counts.skipped {
        0 => String::new(),
        n => format!(", {n} skipped ({}; see articles.csv)", reasons.join(", ")),
    };
    voice.say(&format!("{} articles read{skipped}", counts.articles));
    voice.say(&format!(
        "{} statements, {} with a speaker; {} speakers, {} parties",
        counts.statements, counts.attributed, counts.speakers, counts.parties
    ));
    if let Some(file) = &plan.corrections {
        voice.say(&format!(
            "{} corrections in {}, for {} statements",
            counts.corrections,
            file.display(),
            counts.by_human
        ));
    }
    let period = plan.options.period.name();
    for line in summary::lines(&totals.targets, period, summary::shows_marks()) {
        voice.table(&line);
    }
    let first = match plan.options.formats {
        Formats { html: true, .. } => page::FILE,
        Formats { xlsx: true, .. } => workbook::FILE,
        Formats { .. } => "speakers.csv",
    };
    voice.say(&format!("reports are in {}; begin with {first}", plan.out.display()));
}

/// Opens the page, if that was asked for.
fn show(plan: &Plan, voice: &Voice) {
    let page = plan.out.join(page::FILE);
    if plan.open && !plan.options.formats.html {
        voice.warn("--open shows report.html, which --formats does not ask for");
    } else if plan.open
        && let Err(error) = open::that_detached(&page)
    {
        voice.warn(&format!(
            "no program here opens {}; open it by hand ({})",
            page.display(),
            error.kind()
        ));
    }
}

/// What would be read and written.
pub(super) fn dry_run(plan: &Plan, found: &Found) -> anyhow::Result<Code> {
    let mut by_kind: BTreeMap<String, u64> = BTreeMap::new();
    for source in &found.sources {
        let extension =
            source.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        *by_kind.entry(extension).or_default() += 1;
    }
    let mut out = anstream::stdout();
    let bytes: u64 = found.sources.iter().map(|source| source.bytes).sum();
    writeln!(
        out,
        "would read {} files ({}): {}",
        found.sources.len(),
        indicatif::HumanBytes(bytes),
        terminal::clean(&kinds(&by_kind))
    )?;
    for skipped in &found.skipped {
        let line = format!("would skip {}: {}", skipped.path, skipped.skip.message);
        writeln!(out, "{}", terminal::clean(&line))?;
    }
    if !found.others.is_empty() {
        writeln!(out, "not articles: {}", terminal::clean(&kinds(&found.others)))?;
    }
    for folder in &found.excluded {
        let line = format!("left out, holds reports: {}", folder.display());
        writeln!(out, "{}", terminal::clean(&line))?;
    }
    if let Some(file) = &plan.corrections {
        let line = format!("would read corrections in {}", file.display());
        writeln!(out, "{}", terminal::clean(&line))?;
    }
    writeln!(out, "would write reports to {}", terminal::clean(&plan.out.display().to_string()))?;
    Ok(Code::Done)
}
