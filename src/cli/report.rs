//! `onrecord report`: Readings that were made elsewhere in, reports out.

use onrecord::articles::Skipped;
use onrecord::articles::{Skip, SkipReason};
use onrecord::pipeline::parts::{self, PartError};
use onrecord::pipeline::stream;
use onrecord::reading::Reading;
use onrecord::reports::manifest::Work;
use onrecord::store::{Spill, Spilled};

use super::desk::{Desk, Given, Start};
use super::options::{Args, Plan};
use super::run::{disk, resume, stopped};
use super::voice::Voice;
use super::{Code, Failure};

/// Makes the reports of the Readings in `args.paths`.
pub fn call(args: Args) -> anyhow::Result<Code> {
    let start = Start::now();
    refuse(&args)?;
    let plan = Plan::resolve(args)?;
    let mut voice = Voice::new(plan.quiet, plan.log);
    let notes = resume(&plan, &voice)?;
    let given = Given::load(&plan, &plan.folder.source()?)?;
    let parts = parts::find(&plan.paths).map_err(failure)?;
    let desk = Desk::open(&plan, &given, start, notes, &voice)?;
    let (readings, read) = read(&plan, &desk, &parts, &mut voice)?;
    if readings.is_empty() {
        let paths: Vec<String> = plan.paths.iter().map(|p| p.display().to_string()).collect();
        let message = format!(
            "no Readings in {}\n  they are what onrecord map prints, one a line",
            paths.join(", ")
        );
        return Err(Failure::new(Code::NoInput, message));
    }
    desk.publish(readings, Work { read, kept: 0 }, &voice, |_| ())
}

/// Options that say how articles are read, or where from, come too late here.
fn refuse(args: &Args) -> anyhow::Result<()> {
    let reading = args.reading_options();
    if reading.is_empty() {
        return Ok(());
    }
    let message = format!(
        "{} {} to onrecord map or run: the articles of these Readings are read already",
        reading.join(", "),
        if reading.len() == 1 { "belongs" } else { "belong" },
    );
    Err(Failure::new(Code::Usage, message))
}

/// All Readings, in order of article id, and how many.
fn read(
    plan: &Plan,
    desk: &Desk<'_>,
    parts: &[std::path::PathBuf],
    voice: &mut Voice,
) -> anyhow::Result<(Spilled, u64)> {
    let pool = stream::workers(plan.jobs)?;
    let mut spill = Spill::create(desk.state()).map_err(|error| disk(desk.state(), error))?;
    let mut read = 0;
    parts::read(parts, &plan.read_options.limits, &pool, |reading| -> Result<(), Stop> {
        if let Some(code) = desk.signal.received() {
            return Err(Stop(stopped(code, plan)));
        }
        let reading = wanted(reading, plan);
        if let Some(skip) = &reading.skip {
            voice.skipped(&reading.path, &skip.message);
        }
        read += 1;
        spill.push(&reading).map_err(|error| Stop(disk(desk.state(), error)))
    })
    .map_err(|Stop(error)| error)?;
    Ok((spill.finish().map_err(|error| disk(desk.state(), error))?, read))
}

/// The Reading, skipped where its day is not wanted.
fn wanted(reading: Reading, plan: &Plan) -> Reading {
    match plan.dates.refuse(reading.metadata.date).filter(|_| reading.skip.is_none()) {
        None => reading,
        Some(message) => onrecord::pipeline::skipped(Skipped {
            id: reading.article,
            own_id: reading.own_id,
            path: reading.path,
            metadata: reading.metadata,
            skip: Skip { reason: SkipReason::Date, message },
        }),
    }
}

/// An error that ends the reading of parts.
struct Stop(anyhow::Error);

impl From<PartError> for Stop {
    fn from(error: PartError) -> Self {
        Self(failure(error))
    }
}

fn failure(error: PartError) -> anyhow::Error {
    let code = match &error {
        PartError::Unreadable { .. } => Code::NoInput,
        PartError::Line { .. } => Code::Data,
    };
    Failure::new(code, error.to_string())
}
