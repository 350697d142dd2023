//! Texts of articles on disk while statements are drawn: only those drawn come back.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rustc_hash::FxHashMap;

/// Texts by the path of their article and the hash of the text.
#[derive(Debug)]
pub struct Texts {
    file: BufWriter<File>,
    places: FxHashMap<(String, String), (u64, u64)>,
    end: u64,
}

impl Texts {
    /// A temporary file in `folder`, without a name, so that nothing is left behind.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(folder)?);
        Ok(Self { file, places: FxHashMap::default(), end: 0 })
    }

    /// Keeps the text of the article at `path` whose hash is `hash`.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn push(&mut self, path: &str, hash: &str, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())?;
        let length = text.len() as u64;
        self.places.insert((path.to_owned(), hash.to_owned()), (self.end, length));
        self.end += length;
        Ok(())
    }

    /// The text, empty where none was kept.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn get(&mut self, path: &str, hash: &str) -> io::Result<String> {
        let key = (path.to_owned(), hash.to_owned());
        let Some(&(start, length)) = self.places.get(&key) else { return Ok(String::new()) };
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(start))?;
        let mut text = String::new();
        file.take(length).read_to_string(&mut text)?;
        file.seek(SeekFrom::End(0))?;
        Ok(text)
    }
}
