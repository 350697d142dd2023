//! Readings on disk: written as they come, read back in order of article id.
//!
//! In memory stays one short entry an article, so that memory does not grow with the text.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::wire;
use crate::reading::Reading;

/// Where one Reading lies.
#[derive(Clone, Debug)]
struct Entry {
    article: Box<str>,
    offset: u64,
    length: u64,
}

/// Readings being written.
#[derive(Debug)]
pub struct Spill {
    file: BufWriter<File>,
    entries: Vec<Entry>,
    end: u64,
    bytes: Vec<u8>,
}

impl Spill {
    /// A temporary file in `folder`, without a name, so that nothing is left behind.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(folder)?);
        Ok(Self { file, entries: Vec::new(), end: 0, bytes: Vec::new() })
    }

    /// Adds a Reading.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn push(&mut self, reading: &Reading) -> io::Result<()> {
        self.bytes.clear();
        self.bytes = wire::write(reading, std::mem::take(&mut self.bytes))?;
        self.file.write_all(&self.bytes)?;
        let length = self.bytes.len() as u64;
        let article = reading.article.as_str().into();
        self.entries.push(Entry { article, offset: self.end, length });
        self.end += length;
        Ok(())
    }

    /// Sorts what was written; articles that share an id get one each.
    ///
    /// # Errors
    /// When the file cannot be read back.
    pub fn finish(self) -> io::Result<Spilled> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut spilled = Spilled {
            file: BufReader::with_capacity(1 << 16, file),
            entries: self.entries,
            renamed: Vec::new(),
            bytes: self.bytes,
        };
        spilled.entries.sort_by(|a, b| a.article.cmp(&b.article));
        spilled.part_duplicates()?;
        Ok(spilled)
    }
}

/// An article that got another id because an earlier one had the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The id as read.
    pub from: String,
    /// The id as reported.
    pub to: String,
    /// Where the article stands.
    pub path: String,
}

/// Readings on disk, in order of article id, which is theirs alone.
#[derive(Debug)]
pub struct Spilled {
    file: BufReader<File>,
    entries: Vec<Entry>,
    renamed: Vec<Renamed>,
    bytes: Vec<u8>,
}

impl Spilled {
    /// Number of Readings.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Articles that got another id.
    pub fn renamed(&self) -> &[Renamed] {
        &self.renamed
    }

    /// Id of the article at `place`.
    pub fn article(&self, place: usize) -> Option<&str> {
        self.entries.get(place).map(|entry| &*entry.article)
    }

    /// The Reading at `place` in order of article id.
    ///
    /// # Errors
    /// When `place` is beyond the last, or the disk fails.
    pub fn reading(&mut self, place: usize) -> io::Result<Reading> {
        let entry =
            self.entries.get(place).cloned().ok_or_else(|| io::Error::other("no such Reading"))?;
        let mut reading = self.load(&entry)?;
        reading.article = entry.article.into();
        Ok(reading)
    }

    fn load(&mut self, entry: &Entry) -> io::Result<Reading> {
        let here = self.file.stream_position()?;
        match i64::try_from(i128::from(entry.offset) - i128::from(here)) {
            Ok(step) => self.file.seek_relative(step)?,
            Err(_) => drop(self.file.seek(SeekFrom::Start(entry.offset))?),
        }
        self.bytes.clear();
        (&mut self.file).take(entry.length).read_to_end(&mut self.bytes)?;
        wire::read(&self.bytes)
    }

    /// Gives each of the articles that share an id one of its own: `id`, `id#2`, `id#3` in order
    /// of path and content, whatever the order they came in.
    fn part_duplicates(&mut self) -> io::Result<()> {
        let shared: Vec<std::ops::Range<usize>> = runs(&self.entries);
        if shared.is_empty() {
            return Ok(());
        }
        let mut taken: FxHashMap<Box<str>, u32> =
            self.entries.iter().map(|e| (e.article.clone(), 1)).collect();
        for range in shared {
            let entries = self.entries[range.clone()].to_vec();
            let mut group = Vec::new();
            for entry in entries {
                let path = self.load(&entry)?.path;
                group.push((path, self.bytes.clone(), entry));
            }
            group.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
            for (place, (path, _, mut entry)) in range.clone().zip(group) {
                if place > range.start {
                    let from = entry.article.to_string();
                    entry.article = free_name(&from, &mut taken).into();
                    self.renamed.push(Renamed { from, to: entry.article.to_string(), path });
                }
                self.entries[place] = entry;
            }
        }
        self.entries.sort_by(|a, b| a.article.cmp(&b.article));
        Ok(())
    }
}

/// Stretches of entries of one id, where that is more than one.
fn runs(entries: &[Entry]) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let groups = entries.chunk_by(|a, b| a.article == b.article).map(|group| {
        start += group.len();
        start - group.len()..start
    });
    groups.filter(|range| range.len() > 1).collect()
}

/// `name#2` or the next number that nobody has.
fn free_name(name: &str, taken: &mut FxHashMap<Box<str>, u32>) -> String {
    let mut number = taken.get(name).copied().unwrap_or(1);
    loop {
        number += 1;
        let candidate = format!("{name}#{number}");
        if !taken.contains_key(candidate.as_str()) {
            taken.insert(name.into(), number);
            taken.insert(candidate.as_str().into(), 1);
            return candidate;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn spilled(articles: &[(&str, &str)]) -> Spilled {
        let mut spill = Spill::create(&std::env::temp_dir()).unwrap();
        for &(article, path) in articles {
            let (article, path) = (article.to_owned(), path.to_owned());
            spill.push(&Reading { article, path, ..Reading::default() }).unwrap();
        }
        spill.finish().unwrap()
    }

    fn in_order(spilled: &mut Spilled) -> Vec<(String, String)> {
        let readings = (0..spilled.len()).map(|i| spilled.reading(i).unwrap());
        readings.map(|r| (r.article, r.path)).collect()
    }

    #[test]
    fn readings_come_back_in_order_of_id() {
        let mut spilled = spilled(&[("c", "3"), ("a", "1"), ("b", "2")]);
        let ids: Vec<String> = in_order(&mut spilled).into_iter().map(|r| r.0).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(spilled.reading(1).unwrap().path, "2");
        assert!(spilled.reading(3).is_err());
    }

    #[test]
    fn shared_ids_are_parted_the_same_in_any_order() {
        let articles = [("x", "p3"), ("x", "p1"), ("x#2", "q"), ("y", "r"), ("x", "p2")];
        let expected = [("x", "p1"), ("x#2", "q"), ("x#3", "p2"), ("x#4", "p3"), ("y", "r")]
            .map(|(a, p)| (a.to_owned(), p.to_owned()));
        let mut turned = articles;
        turned.reverse();
        for articles in [articles, turned] {
            let mut spilled = spilled(&articles);
            assert_eq!(in_order(&mut spilled), expected);
            assert_eq!(spilled.renamed().len(), 2);
        }
    }
}
