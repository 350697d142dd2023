//! `--texts DIR`: the text of each article as it was read, in which all spans count.

use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::reading::Reading;

use super::{Code, Failure};

/// Most bytes of the readable part of a file name.
const LONGEST_NAME: usize = 120;

/// Digits of the text's hash in a file name: they tell apart articles of one id, and find the
/// row of `articles.csv`.
const HASH_DIGITS: usize = 12;

/// A folder of texts.
#[derive(Debug)]
pub struct Texts {
    folder: PathBuf,
}

impl Texts {
    /// Makes the folder where needed.
    pub fn open(folder: &PathBuf) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| failed(folder, &e))?;
        Ok(Self { folder: folder.clone() })
    }

    /// Whether the text of an article is there already, and whole.
    pub fn has(&self, reading: &Reading) -> bool {
        let hash = |text: Vec<u8>| blake3::hash(&text).to_hex();
        std::fs::read(self.place(reading))
            .is_ok_and(|text| hash(text).starts_with(&reading.text_hash))
    }

    /// Writes one text.
    pub fn write(&self, reading: &Reading, text: &str) -> anyhow::Result<()> {
        let path = self.place(reading);
        std::fs::File::create(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|e| failed(&path, &e))
    }

    fn place(&self, reading: &Reading) -> PathBuf {
        self.folder.join(file_name(&reading.article, &reading.text_hash))
    }
}

fn failed(path: &Path, error: &std::io::Error) -> anyhow::Error {
    Failure::new(Code::Output, format!("cannot write {}: {error}", path.display()))
}

/// A name without folders, whatever the id holds.
fn file_name(article: &str, hash: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let mut name: String = article.chars().map(plain).collect();
    while name.len() > LONGEST_NAME {
        name.pop();
    }
    let digits: String = hash.chars().take(HASH_DIGITS).collect();
    format!("{}-{digits}.txt", name.trim_start_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leaves_the_folder() {
        for (article, name) in [
            ("2025/02/a.txt", "2025_02_a.txt-abc.txt"),
            ("../../etc/passwd", "_.._etc_passwd-abc.txt"),
            ("https://example.org/?q=1", "https___example.org__q_1-abc.txt"),
            ("", "-abc.txt"),
        ] {
            assert_eq!(file_name(article, "abc"), name);
        }
        assert!(file_name(&"é".repeat(500), "abc").len() < 255);
    }
}
