//! The text of a data file: unpacked by its first bytes, decoded as lexicons or articles are.

use std::io::Cursor;
use std::path::Path;

use crate::articles::{self, Limits, Packing, unpack_bytes};
use crate::lexicons::error::LexiconError;
use crate::lexicons::source::{File, decode};

/// The bytes that packed files begin with.
const MAGIC: &[(&[u8], Packing)] =
    &[(&[0x1f, 0x8b], Packing::Gzip), (&[0x28, 0xb5, 0x2f, 0xfd], Packing::Zstd)];

/// Layers of packing that are taken off; nobody packs a file more often by design.
const LAYERS: usize = 2;

/// Reads the file at `path`, plain or packed with gzip or Zstandard.
///
/// # Errors
/// When it cannot be read or its packed data is damaged.
pub fn read(path: &Path) -> Result<File, LexiconError> {
    let (name, bytes) = bytes(path)?;
    Ok(File { text: decode(&unpacked(&name, bytes)?), name: name.into() })
}

/// The same for words in any form of Unicode or in windows-1252, whatever its ends of line.
///
/// # Errors
/// As [`read`], and when the file is no text.
pub fn read_text(path: &Path) -> Result<File, LexiconError> {
    let (name, bytes) = bytes(path)?;
    text_of(&name, bytes)
}

/// As [`read_text`], for the bytes of a file called `name`.
///
/// # Errors
/// When packed data is damaged, and when the file is no text.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<File, LexiconError> {
    let text = articles::decode_words(unpacked(name, bytes)?)
        .map_err(|skip| LexiconError::file(name, skip.message, "give the dictionary itself"))?;
    Ok(File { name: name.into(), text })
}

fn bytes(path: &Path) -> Result<(String, Vec<u8>), LexiconError> {
    let name = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok((name, bytes)),
        Err(e) => Err(LexiconError::file(&name, e.to_string(), "check that the file can be read")),
    }
}

/// The bytes of the file called `name` without packing.
fn unpacked(name: &str, mut bytes: Vec<u8>) -> Result<Vec<u8>, LexiconError> {
    for _ in 0..LAYERS {
        let Some((_, packing)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) else {
            break;
        };
        let packed = bytes.len() as u64;
        let limits = Limits::default();
        bytes = unpack_bytes(Cursor::new(bytes), packed, *packing, &limits)
            .map_err(|skip| LexiconError::file(name, skip.message, ""))?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn packed_files_are_known_by_their_bytes() {
        let plain = "last_name,first_name\nOrtega,Ana\n".as_bytes();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let _ = gzip.write_all(plain);
        let gzip = gzip.finish().unwrap_or_default();
        let zstd = zstd::encode_all(plain, 1).unwrap_or_default();
        for bytes in [plain.to_vec(), gzip.clone(), zstd] {
            assert_eq!(unpacked("f", bytes).as_deref(), Ok(plain));
        }
        let cut = unpacked("f", gzip[..gzip.len() / 2].to_vec());
        assert!(cut.is_err_and(|e| e.to_string().starts_with("f: the packed data stops")));
    }
}
