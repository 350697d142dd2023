//! Where `run` and `report` meet: Readings on the desk, reports in their place.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use jiff::Timestamp;
use onrecord::lexicons::{Lexicons, Source};
use onrecord::panics;
use onrecord::people::{Corrections, Exclusions};
use onrecord::pipeline::report::{self, Known};
use onrecord::reports::manifest::{FileEntry, Manifest, Work};
use onrecord::reports::{Publisher, page};
use onrecord::store::Spilled;

use super::closing::{self, verdict};
use super::options::Plan;
use super::run::{refused, unmade, unpublished};
use super::signal::Signal;
use super::voice::Voice;
use super::{Code, Failure};

/// When a run began, by the calendar and by the clock.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    pub at: Timestamp,
    pub clock: Instant,
}

impl Start {
    /// Now.
    pub fn now() -> Self {
        Self { at: Timestamp::now(), clock: Instant::now() }
    }
}

/// What reports are made with, all of it checked.
pub struct Given {
    pub lexicons: Lexicons,
    corrections: Corrections,
    exclusions: Exclusions,
}

impl Given {
    /// Loads it.
    pub fn load(plan: &Plan, source: &Source) -> anyhow::Result<Self> {
        let lexicons = Lexicons::load(source)
            .map_err(|errors| Failure::new(Code::Usage, errors.to_string()))?;
        let given = Self {
            corrections: load_corrections(plan, &lexicons)?,
            exclusions: load_exclusions(plan)?,
            lexicons,
        };
        if let Some(settings) = plan.options.page() {
            page::check(&settings).map_err(|error| Failure::new(Code::Usage, error.to_string()))?;
        }
        Ok(given)
    }
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

/// A run that holds its output folder.
pub struct Desk<'a> {
    plan: &'a Plan,
    given: &'a Given,
    start: Start,
    pub signal: Signal,
    publisher: Publisher,
    /// What was found in the folder and deserves a look.
    notes: Vec<String>,
    state: PathBuf,
}

impl<'a> Desk<'a> {
    /// Takes hold of the output folder and listens for signals.
    pub fn open(
        plan: &'a Plan,
        given: &'a Given,
        start: Start,
        mut notes: Vec<String>,
        voice: &Voice,
    ) -> anyhow::Result<Self> {
        let signal = Signal::listen().context("cannot listen for signals")?;
        panics::print_uncaught_only();
        let publisher = Publisher::open(&plan.out).map_err(refused)?;
        let publisher = publisher.keeping(plan.keep).stopping_on(signal.flag());
        publisher.notes().iter().for_each(|note| voice.warn(note));
        notes.extend_from_slice(publisher.notes());
        let state = publisher.state();
        Ok(Self { plan, given, start, signal, publisher, notes, state })
    }

    /// Folder for temporary files.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Makes the reports of `readings` and puts them in place; `done` learns what they are.
    pub fn publish(
        mut self,
        mut readings: Spilled,
        work: Work,
        voice: &Voice,
        done: impl FnOnce(&[FileEntry]),
    ) -> anyhow::Result<Code> {
        let (plan, given, signal) = (self.plan, self.given, &self.signal);
        let Given { lexicons, corrections, exclusions } = given;
        let totals = report::report(
            &mut readings,
            Known { lexicons, corrections, exclusions },
            &plan.options,
            &mut self.publisher,
            &|| signal.received().is_none(),
        )
        .map_err(|error| unmade(error, signal, plan))?;
        let settings = plan.settings();
        let mut warnings = totals.warnings.clone();
        self.notes.into_iter().for_each(|note| warnings.push(note));
        let manifest = Manifest {
            program: concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned(),
            lexicons: lexicons.hash.clone(),
            corrections: corrections.hash().map(str::to_owned),
            exclusions: !exclusions.is_empty(),
            config: blake3::hash(settings.to_string().as_bytes()).to_hex()[..32].to_owned(),
            settings,
            started: format!("{:.0}", self.start.at),
            work,
            counts: totals.counts.clone(),
            warnings,
            files: self.publisher.files(),
            ..Manifest::default()
        }
        .ended(self.start.clock.elapsed().as_secs_f64(), verdict(plan, &totals.counts) as u8);
        let published = self.publisher.publish(&manifest.to_bytes());
        // From here on the run is done, also where a signal came during the switch.
        let published = published.map_err(|error| unpublished(error, signal, plan))?;
        published.notes.iter().for_each(|note| voice.warn(note));
        done(&manifest.files);
        Ok(closing::sum_up(plan, &totals, &manifest, voice))
    }
}
