//! One input of a run to its Reading: out of the cache where that has it, else read.

use super::stream::{Origin, Outcome, Settings};
use crate::articles::{self, Raw, Skip, SkipReason, Skipped, Source};
use crate::panics;
use crate::reading::Reading;
use crate::store::cache::{self, CacheError, Key, Record};

/// One input on its way to a worker.
pub(super) struct Input<'a> {
    source: &'a Source,
    body: Result<Body, CacheError>,
}

enum Body {
    /// To be read.
    Raw(Raw),
    /// Known to be as it was.
    Known { record: Record, bytes: usize },
}

impl<'a> Input<'a> {
    /// The inputs of a file, which is opened only where the cache does not know it.
    pub(super) fn all(
        source: &'a Source,
        settings: Settings<'a>,
    ) -> Box<dyn Iterator<Item = Self> + 'a> {
        let input = move |body| Self { source, body };
        let cache = settings.cache.filter(|_| settings.trust);
        match cache.map(|cache| cache.file(source)).transpose().map(Option::flatten) {
            Err(error) => Box::new(std::iter::once(input(Err(error)))),
            Ok(Some(records)) => {
                let size = usize::try_from(source.state.bytes).unwrap_or(usize::MAX);
                let bytes = size / records.len().max(1);
                let known = move |record| input(Ok(Body::Known { record, bytes }));
                Box::new(records.into_iter().map(known))
            }
            Ok(None) => {
                let raws = articles::open(source, settings.options);
                Box::new(raws.map(move |raw| input(Ok(Body::Raw(raw)))))
            }
        }
    }

    pub(super) fn size(&self) -> usize {
        match &self.body {
            Ok(Body::Raw(raw)) => raw.size(),
            Ok(Body::Known { bytes, .. }) => *bytes,
            Err(_) => 0,
        }
    }

    pub(super) fn outcome(self, settings: Settings<'_>) -> Result<Outcome<'a>, CacheError> {
        let Self { source, body } = self;
        match body? {
            Body::Raw(raw) => from_raw(source, raw, settings),
            Body::Known { record, bytes } => from_record(source, record, bytes, settings),
        }
    }
}

/// A Reading out of the cache, for an article whose file was not opened.
fn from_record<'a>(
    source: &'a Source,
    record: Record,
    bytes: usize,
    settings: Settings<'_>,
) -> Result<Outcome<'a>, CacheError> {
    let Record { number, key } = record;
    let names = [&source.id, &source.shown].map(|base| articles::named(base, number));
    if let Some(reading) = recall(&key, &names, settings)? {
        let origin = Origin::Kept(key);
        return Ok(Outcome { source, number, reading, text: None, bytes, known: true, origin });
    }
    // What is kept does not serve: of a file of many, the record is looked up.
    let mut raws = articles::open(source, settings.options);
    match raws.find(|raw| raw.number() == number) {
        Some(raw) => Ok(Outcome { known: true, ..from_raw(source, raw, settings)? }),
        None => Err(CacheError::Broken(format!("{} has changed", source.shown))),
    }
}

/// The Reading of an article that is at hand, without a cache.
pub fn read_raw(raw: Raw, settings: Settings<'_>) -> Reading {
    let [id, path] = [raw.id(), raw.path()].map(str::to_owned);
    survive(id, path, || attempt(raw, settings)).0
}

/// A Reading of an article that is at hand, out of the cache where it has one.
fn from_raw<'a>(
    source: &'a Source,
    raw: Raw,
    settings: Settings<'_>,
) -> Result<Outcome<'a>, CacheError> {
    let (number, bytes) = (raw.number(), raw.size());
    let names = [raw.id().to_owned(), raw.path().to_owned()];
    let (raw, key) = match settings.cache {
        None => (raw, None),
        Some(cache) => {
            let raw = raw.load(settings.options);
            let key = cache.key(&raw);
            (raw, key)
        }
    };
    if let Some(key) = &key
        && let Some(reading) = recall(key, &names, settings)?
    {
        let origin = Origin::Kept(*key);
        return Ok(Outcome { source, number, reading, text: None, bytes, known: false, origin });
    }
    let [id, path] = names;
    let (reading, text) = survive(id, path, || attempt(raw, settings));
    let lasting = key.filter(|_| is_lasting(&reading));
    let packed = lasting.map(|key| cache::pack(&key, &reading).map(|packed| (key, packed)));
    let origin = Origin::Read(packed.transpose()?);
    Ok(Outcome { source, number, reading, text, bytes, known: false, origin })
}

/// The Reading under `key`, by the names that it has here, if it serves this run.
fn recall(
    key: &Key,
    [id, path]: &[String; 2],
    settings: Settings<'_>,
) -> Result<Option<Reading>, CacheError> {
    let Some(mut reading) = settings.cache.map(|cache| cache.reading(key)).transpose()?.flatten()
    else {
        return Ok(None);
    };
    reading.path.clone_from(path);
    if !reading.own_id {
        reading.article.clone_from(id);
    }
    let refused = settings.dates.refuse(reading.metadata.date);
    let unread = reading.skip.as_ref().is_some_and(|skip| skip.reason == SkipReason::Date);
    match refused {
        Some(message) if reading.skip.is_none() || unread => Ok(Some(super::skipped(Skipped {
            id: reading.article,
            own_id: reading.own_id,
            path: reading.path,
            metadata: reading.metadata,
            skip: Skip { reason: SkipReason::Date, message },
        }))),
        // An earlier run did not want it, this one does.
        None if unread => Ok(None),
        _ if reading.skip.is_none() && (settings.wants_text)(&reading) => Ok(None),
        _ => Ok(Some(reading)),
    }
}

/// Whether an article would be read the same again: what the system or the program failed at may
/// turn out well.
fn is_lasting(reading: &Reading) -> bool {
    let reason = reading.skip.as_ref().map(|skip| skip.reason);
    !matches!(reason, Some(SkipReason::Unreadable | SkipReason::Failed))
}

/// Does `work`; a panic in it costs this one article, with a message that asks for a report.
fn survive(
    id: String,
    path: String,
    work: impl FnOnce() -> (Reading, Option<String>),
) -> (Reading, Option<String>) {
    panics::survive(work).unwrap_or_else(|panic| {
        let message = format!(
            "the program failed on this article ({panic}); please report it with the article"
        );
        let skip = Skip { reason: SkipReason::Failed, message };
        let metadata = articles::Metadata::default();
        (super::skipped(Skipped { id, own_id: false, path, metadata, skip }), None)
    })
}

fn attempt(raw: Raw, settings: Settings<'_>) -> (Reading, Option<String>) {
    let article = match raw.parse(settings.options) {
        Ok(article) => article,
        Err(skipped) => return (super::skipped(skipped), None),
    };
    if let Some(message) = settings.dates.refuse(article.metadata.date) {
        let skip = Skip { reason: SkipReason::Date, message };
        let articles::Article { id, own_id, path, metadata, .. } = article;
        return (super::skipped(Skipped { id, own_id, path, metadata, skip }), None);
    }
    let reading = super::read_with(&article, settings.lexicons, settings.wanted);
    let wanted = (settings.wants_text)(&reading);
    (reading, wanted.then_some(article.text))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_article() {
        let lost = survive("a".into(), "news/a".into(), || panic!("no such word"));
        let skip = lost.0.skip.unwrap();
        assert_eq!((lost.0.article.as_str(), skip.reason), ("a", SkipReason::Failed));
        assert!(skip.message.contains("no such word"), "{}", skip.message);
    }
}
