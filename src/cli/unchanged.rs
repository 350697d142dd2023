//! A run that has nothing to do: all files, words and settings are those of the last one, and its
//! reports lie there as it left them.

use jiff::Timestamp;
use onrecord::articles::Found;
use onrecord::lexicons::Source;
use onrecord::reports::manifest::{Manifest, Work};
use onrecord::reports::{Publisher, publish};
use onrecord::store::cache;
use onrecord::store::stamp::{Inputs, Stamp};

use super::closing::verdict;
use super::desk::Start;
use super::options::Plan;
use super::run::refused;

/// All that goes into the run.
pub fn inputs(plan: &Plan, lexicons: &Source, found: &Found, started: Timestamp) -> Inputs {
    let mut inputs = Inputs::new(started);
    inputs.add(&cache::program());
    inputs.add(&lexicons.hash());
    inputs.add(&plan.settings().to_string());
    inputs.add_articles(found);
    let own = [&plan.corrections, &plan.exclude, &plan.options.template];
    own.into_iter().flatten().for_each(|path| inputs.add_path(path));
    inputs
}

/// Whether the state of an earlier run is asked at all. Texts are not among the reports, so that
/// nothing tells whether they are whole.
pub fn may_serve(plan: &Plan) -> bool {
    let cache = &plan.cache;
    !(cache.none || cache.full || cache.hash || plan.texts.is_some())
}

/// What the last run said of the reports, in a new `run.json`; `None` where there is work to do.
pub fn find(
    plan: &Plan,
    inputs: &Inputs,
    start: Start,
) -> anyhow::Result<Option<(Manifest, String)>> {
    let state = plan.out.join(publish::STATE);
    let is_same = || Stamp::load(&state).filter(|stamp| stamp.is_of(inputs));
    if !may_serve(plan) || is_same().is_none() {
        return Ok(None);
    }
    let publisher = Publisher::open(&plan.out).map_err(refused)?.keeping(plan.keep);
    // Now that nobody else writes there, it is looked at again.
    let Some(before) = is_same().and_then(|stamp| {
        publish::intact(&plan.out).filter(|before| Stamp::new(inputs, &before.files) == stamp)
    }) else {
        return Ok(None);
    };
    let since = before.started.clone();
    let work = Work { read: 0, kept: before.work.read + before.work.kept };
    let code = verdict(plan, &before.counts) as u8;
    let manifest = Manifest { work, started: format!("{:.0}", start.at), ..before }
        .ended(start.clock.elapsed().as_secs_f64(), code);
    publisher.republish(&manifest.to_bytes()).map_err(refused)?;
    Ok(Some((manifest, since)))
}
