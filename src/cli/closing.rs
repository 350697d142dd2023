//! What a run says at its end: for people, for a monitor, and as its exit code.

use onrecord::pipeline::report::Totals;
use onrecord::reports::manifest::{Counts, Manifest};
use onrecord::reports::{Formats, page, workbook};

use super::options::Plan;
use super::voice::Voice;
use super::{Code, summary};

/// The code of a run whose reports are made.
pub fn verdict(plan: &Plan, counts: &Counts) -> Code {
    match plan.max_skipped {
        Some(most) if counts.unread > most => Code::TooManySkipped,
        _ => Code::Done,
    }
}

/// The few lines that a person wants at the end of a run that made reports.
pub fn sum_up(plan: &Plan, totals: &Totals, manifest: &Manifest, voice: &Voice) -> Code {
    let counts = &totals.counts;
    show(plan, voice);
    warn(manifest, voice);
    voice.say(&format!("{} articles read{}", counts.articles, skipped(counts)));
    if manifest.work.kept > 0 {
        voice.say(&format!("{} of the inputs were known from earlier runs", manifest.work.kept));
    }
    voice.say(&format!(
        "{} statements, {} with a speaker; {} speakers, {} parties",
        counts.statements, counts.attributed, counts.speakers, counts.parties
    ));
    if counts.copies > 0 {
        voice.say(&format!(
            "{} articles are copies; {} statements in them are not counted again (duplicates.csv)",
            counts.copies, counts.repeated
        ));
    }
    if let Some(file) = plan.corrections.as_ref().filter(|_| counts.corrections > 0) {
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
    let message = format!("reports are in {}; begin with {first}", plan.out.display());
    end(plan, manifest, &message, voice)
}

/// What is said where there was nothing to do since the run that began at `since`.
pub fn sum_up_unchanged(plan: &Plan, manifest: &Manifest, since: &str, voice: &Voice) -> Code {
    let counts = &manifest.counts;
    show(plan, voice);
    warn(manifest, voice);
    voice.say(&format!(
        "nothing changed since the run of {since}: {} articles{}",
        counts.articles,
        skipped(counts)
    ));
    let message = format!("reports in {} are as they were", plan.out.display());
    end(plan, manifest, &message, voice)
}

fn warn(manifest: &Manifest, voice: &Voice) {
    manifest.warnings.messages.iter().for_each(|message| voice.warn(message));
}

/// How many inputs were skipped, and why; nothing for none.
fn skipped(counts: &Counts) -> String {
    let reasons: Vec<String> = counts
        .skipped_by_reason
        .iter()
        .map(|(reason, count)| format!("{count} {}", reason.replace('_', " ")))
        .collect();
    match counts.skipped {
        0 => String::new(),
        n => format!(", {n} skipped ({}; see articles.csv)", reasons.join(", ")),
    }
}

/// The last lines, and the exit code.
fn end(plan: &Plan, manifest: &Manifest, message: &str, voice: &Voice) -> Code {
    let code = verdict(plan, &manifest.counts);
    if let (Code::TooManySkipped, Some(most)) = (code, plan.max_skipped) {
        let message = format!(
            "{} articles could not be read, more than the {most} that --max-skipped allows; \
             articles.csv says why",
            manifest.counts.unread
        );
        voice.fail("too_many_skipped", &message);
    }
    voice.tell("done", message, done(plan, manifest));
    code
}

/// What a monitor reads in the last line of a run.
fn done(plan: &Plan, manifest: &Manifest) -> serde_json::Value {
    serde_json::json!({
        "out": plan.out.display().to_string(),
        "exit_code": manifest.exit_code,
        "seconds": manifest.seconds,
        "work": manifest.work,
        "counts": manifest.counts,
        "warnings": manifest.warnings.messages.len() as u64 + manifest.warnings.more,
        "lexicons": manifest.lexicons,
        "config": manifest.config,
    })
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
