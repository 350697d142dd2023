//! Phase 1 of a run: every input to a Reading on disk, out of the cache where that has it.

use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::Timestamp;
use onrecord::articles::{Found, SkipReason};
use onrecord::lexicons::Lexicons;
use onrecord::pipeline;
use onrecord::pipeline::stream::{self, Origin, Outcome};
use onrecord::reading::Reading;
use onrecord::reports::manifest::Work;
use onrecord::store::cache::{self, Cache, CacheError, Engine, Met, Snapshot, Writer};
use onrecord::store::{Spill, Spilled};

use super::options::Plan;
use super::run::{disk, stopped};
use super::signal::Signal;
use super::voice::Voice;

/// What phase 1 works with.
pub struct Reader<'a> {
    pub plan: &'a Plan,
    pub lexicons: &'a Lexicons,
    pub found: &'a Found,
    /// Folder for temporary files.
    pub state: &'a Path,
    pub signal: &'a Signal,
    /// When the run began, before it listed files.
    pub started: Timestamp,
}

/// Whose texts are wanted, and what takes them.
pub struct TextsWanted<'t> {
    pub wants: &'t (dyn Fn(&Reading) -> bool + Sync),
    pub keep: &'t mut dyn FnMut(&Reading, &str) -> anyhow::Result<()>,
}

/// What phase 1 made.
pub struct Read {
    /// All Readings, in order of article id.
    pub readings: Spilled,
    /// What there was to do.
    pub work: Work,
    /// Whether the same files would be read the same again.
    pub lasting: bool,
}

impl Reader<'_> {
    /// Reads all; a cache in `folder` saves what it can. Whatever is wrong with it is said, and
    /// costs time alone.
    pub fn read(
        &self,
        cache: Option<(&Path, &Engine)>,
        texts: &mut TextsWanted<'_>,
        voice: &mut Voice,
    ) -> anyhow::Result<Read> {
        let Some((folder, engine)) = cache else { return self.once(None, texts, voice) };
        let cache = self.open(folder, engine, self.plan.cache.full, voice);
        match self.once(cache, texts, voice) {
            Err(error) if error.is::<CacheError>() => {
                voice.warn(&format!("{}: {error}; it is made anew", file(folder).display()));
                // One that stays is as good as none: this time it is not asked.
                let removed = std::fs::remove_file(file(folder));
                let cache = removed.ok().and_then(|()| self.open(folder, engine, false, voice));
                self.once(cache, texts, voice)
            }
            other => other,
        }
    }

    /// Reads all, or fails with the [`CacheError`] of a broken cache.
    fn once(
        &self,
        cache: Option<Cache>,
        texts: &mut TextsWanted<'_>,
        voice: &mut Voice,
    ) -> anyhow::Result<Read> {
        let pool = stream::workers(self.plan.jobs).context("cannot start threads")?;
        let (snapshot, writer) = cache.map(|cache| (cache.snapshot, cache.writer)).unzip();
        let disk = |error| disk(self.state, error);
        let spill = Spill::create(self.state).map_err(disk)?;
        let mut sink =
            Sink { state: self.state, spill, writer, work: Work::default(), lasting: true };
        for skipped in &self.found.skipped {
            voice.skipped(&skipped.path, &skipped.skip.message);
            sink.spill.push(&pipeline::skipped(skipped.clone())).map_err(disk)?;
        }
        let settings = stream::Settings {
            lexicons: self.lexicons,
            options: &self.plan.read_options,
            dates: self.plan.dates,
            wanted: self.plan.wanted,
            cache: snapshot.as_ref(),
            trust: !self.plan.cache.hash,
            wants_text: texts.wants,
        };
        voice.begin(self.found.sources.iter().map(|source| source.state.bytes).sum());
        let sources = &self.found.sources;
        let end = stream::read_all(sources, settings, &pool, |outcome| {
            if let Some(code) = self.signal.received() {
                return Err(stopped(code, self.plan));
            }
            sink.take(outcome?, texts, voice)
        });
        voice.end();
        sink.close(end, snapshot, voice)
    }

    /// Opens the cache; says why where there is none.
    fn open(&self, folder: &Path, engine: &Engine, renew: bool, voice: &Voice) -> Option<Cache> {
        match cache::open(folder, engine, self.started, renew) {
            Ok(cache) => {
                cache.news.iter().for_each(|news| voice.say(news));
                Some(cache)
            }
            Err(error) => {
                voice.warn(&format!("{}: {error}; all articles are read", file(folder).display()));
                None
            }
        }
    }
}

/// Takes Readings as they come.
struct Sink<'a> {
    /// Folder for temporary files.
    state: &'a Path,
    spill: Spill,
    writer: Option<Writer>,
    work: Work,
    lasting: bool,
}

impl Sink<'_> {
    fn take(
        &mut self,
        outcome: Outcome<'_>,
        texts: &mut TextsWanted<'_>,
        voice: &mut Voice,
    ) -> anyhow::Result<()> {
        let Outcome { source, number, reading, text, bytes, known, origin } = outcome;
        if let Some(text) = &text {
            (texts.keep)(&reading, text)?;
        }
        if let Some(skip) = &reading.skip {
            voice.skipped(&reading.path, &skip.message);
            self.lasting &= !matches!(skip.reason, SkipReason::Unreadable | SkipReason::Failed);
        }
        self.spill.push(&reading).map_err(|error| disk(self.state, error))?;
        voice.advance(bytes as u64);
        let (key, fresh) = match origin {
            Origin::Read(None) => (None, None),
            Origin::Read(Some((key, packed))) => (Some(key), Some(packed)),
            Origin::Kept(key) => (Some(key), None),
        };
        match fresh.is_some() || key.is_none() {
            true => self.work.read += 1,
            false => self.work.kept += 1,
        }
        if let Some(writer) = &mut self.writer
            && let Err(error) = writer.meet(Met { source, number, key, fresh, known })
        {
            self.writer = None;
            voice.warn(&left(&error));
        }
        Ok(())
    }

    /// Closes the books, and the cache with them.
    fn close(
        self,
        end: anyhow::Result<()>,
        snapshot: Option<Snapshot>,
        voice: &Voice,
    ) -> anyhow::Result<Read> {
        let Self { state, spill, writer, work, lasting } = self;
        let closed = match (writer, snapshot, &end) {
            (Some(writer), Some(snapshot), Ok(())) => writer.finish(snapshot),
            (Some(writer), _, Err(error)) if !error.is::<CacheError>() => writer.stop(),
            _ => Ok(()),
        };
        if let Err(error) = closed {
            voice.warn(&left(&error));
        }
        end?;
        Ok(Read { readings: spill.finish().map_err(|error| disk(state, error))?, work, lasting })
    }
}

/// What to say of a cache that cannot be written.
fn left(error: &CacheError) -> String {
    format!("{error}: what is read now will be read again by the next run")
}

fn file(folder: &Path) -> PathBuf {
    folder.join(cache::FILE)
}
