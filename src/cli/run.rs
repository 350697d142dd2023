//! `onrecord run`: articles in, reports out.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::articles::{self, FindError, Found};
use onrecord::pipeline::report::ReportError;
use onrecord::reading::Reading;
use onrecord::reports::publish::{self, PublishError};
use onrecord::store::cache::{self, Engine};
use onrecord::store::stamp::Stamp;

use super::desk::{Desk, Given, Start};
use super::options::{Args, Plan};
use super::reader::{Read, Reader, TextsWanted};
use super::signal::Signal;
use super::texts::Texts;
use super::voice::Voice;
use super::{Code, Failure, closing, terminal, unchanged};

/// Runs it.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let start = Start::now();
    let plan = Plan::resolve(args)?;
    let mut voice = Voice::new(plan.quiet, plan.log);
    let notes = resume(&plan, &voice)?;
    let source = plan.folder.source()?;
    let found = find(&plan)?;
    let inputs = unchanged::inputs(&plan, &source, &found, start.at);
    if !plan.dry_run
        && let Some((manifest, since)) = unchanged::find(&plan, &inputs, start)?
    {
        return Ok(closing::sum_up_unchanged(&plan, &manifest, &since, &voice));
    }
    let given = Given::load(&plan, &source)?;
    if plan.dry_run {
        return dry_run(&plan, &found);
    }
    let desk = Desk::open(&plan, &given, start, notes, &voice)?;
    let state = desk.state().to_owned();
    let reader = Reader {
        plan: &plan,
        lexicons: &given.lexicons,
        found: &found,
        state: &state,
        signal: &desk.signal,
        started: start.at,
    };
    let Read { readings, work, lasting } = read(&reader, &mut voice)?;
    desk.publish(readings, work, &voice, |files| {
        if lasting && inputs.are_settled() {
            // Without it the next run makes the reports once more.
            let _ = Stamp::new(&inputs, files).save(&state);
        }
    })
}

/// Phase 1, with the cache and the texts that are asked for.
fn read(reader: &Reader<'_>, voice: &mut Voice) -> anyhow::Result<Read> {
    let plan = reader.plan;
    let engine =
        Engine::new(cache::program(), reader.lexicons.hash.clone(), plan.reading_settings());
    let folder = plan.cache.folder.as_deref().unwrap_or(reader.state);
    let cache = (!plan.cache.none).then_some((folder, &engine));
    let Some(folder) = &plan.texts else {
        let none = &mut TextsWanted { wants: &|_| false, keep: &mut |_, _| Ok(()) };
        return reader.read(cache, none, voice);
    };
    let texts = Texts::open(folder)?;
    let wants = |reading: &Reading| !texts.has(reading);
    let mut keep = |reading: &Reading, text: &str| texts.write(reading, text);
    reader.read(cache, &mut TextsWanted { wants: &wants, keep: &mut keep }, voice)
}

/// Completes what a killed run began, whatever becomes of this one; a dry run writes nothing.
pub(super) fn resume(plan: &Plan, voice: &Voice) -> anyhow::Result<Vec<String>> {
    let note = if plan.dry_run { None } else { publish::resume(&plan.out).map_err(refused)? };
    note.iter().for_each(|note| voice.warn(note));
    Ok(note.into_iter().collect())
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

/// A temporary file in `folder` fails.
pub(super) fn disk(folder: &Path, error: std::io::Error) -> anyhow::Error {
    let folder = folder.display();
    Failure::new(Code::Output, format!("cannot write a temporary file in {folder}: {error}"))
}

pub(super) fn stopped(code: Code, plan: &Plan) -> anyhow::Error {
    let out = plan.out.display();
    Failure::new(code, format!("stopped by a signal; reports in {out} are as they were"))
}

pub(super) fn refused(error: PublishError) -> anyhow::Error {
    let (code, cause) = match &error {
        PublishError::Busy { source, .. } => (Code::Busy, source.to_string()),
        PublishError::Write { source, .. } | PublishError::Half { source, .. } => {
            (Code::Output, source.to_string())
        }
        PublishError::Stopped => (Code::Interrupted, "by a signal".to_owned()),
    };
    Failure::new(code, format!("{error}: {cause}"))
}

pub(super) fn unpublished(error: PublishError, signal: &Signal, plan: &Plan) -> anyhow::Error {
    match (error, signal.received()) {
        (PublishError::Stopped, Some(code)) => stopped(code, plan),
        (error, _) => refused(error),
    }
}

pub(super) fn unmade(error: ReportError, signal: &Signal, plan: &Plan) -> anyhow::Error {
    match (error, signal.received()) {
        // A signal fails whatever is being written.
        (_, Some(code)) => stopped(code, plan),
        (ReportError::Stopped, None) => stopped(Code::Interrupted, plan),
        (ReportError::Publish(error), None) => refused(error),
        (ReportError::Page(error), None) => Failure::new(Code::Usage, error.to_string()),
        (ReportError::Io { what, source }, None) => {
            let out = plan.out.display();
            Failure::new(Code::Output, format!("{what} in {out}: {source}"))
        }
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
    let bytes: u64 = found.sources.iter().map(|source| source.state.bytes).sum();
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
    if publish::is_pending(&plan.out) {
        let line =
            "an earlier run was stopped while it put its reports in place; the next completes that";
        writeln!(out, "{line}")?;
    }
    if let Some(file) = &plan.corrections {
        let line = format!("would read corrections in {}", file.display());
        writeln!(out, "{}", terminal::clean(&line))?;
    }
    writeln!(out, "would write reports to {}", terminal::clean(&plan.out.display().to_string()))?;
    Ok(Code::Done)
}
