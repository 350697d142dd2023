//! Where a lexicon file comes from: embedded in the binary, or a user's folder in its place.

use std::path::Path;
use std::sync::Arc;

use super::error::LexiconError;
use super::saved;
use crate::regular;

/// The files that ship with the program, by name. A file in a user's folder replaces the one
/// of its name; `NAME+.csv` there is read after it and extends it.
pub const SHIPPED: &[(&str, &str)] = &[
    ("abbreviations.csv", include_str!("../../lexicons/en/abbreviations.csv")),
    ("body_nouns.csv", include_str!("../../lexicons/en/body_nouns.csv")),
    ("complements.csv", include_str!("../../lexicons/en/complements.csv")),
    ("cues.csv", include_str!("../../lexicons/en/cues.csv")),
    ("effects.csv", include_str!("../../lexicons/en/effects.csv")),
    ("given_names.csv", include_str!("../../lexicons/en/given_names.csv")),
    ("jobs.csv", include_str!("../../lexicons/en/jobs.csv")),
    ("modifiers.csv", include_str!("../../lexicons/en/modifiers.csv")),
    ("noun_modifiers.csv", include_str!("../../lexicons/en/noun_modifiers.csv")),
    ("parties.csv", include_str!("../../lexicons/en/parties.csv")),
    ("people.csv", include_str!("../../lexicons/en/people.csv")),
    ("person_nouns.csv", include_str!("../../lexicons/en/person_nouns.csv")),
    ("places.csv", include_str!("../../lexicons/en/places.csv")),
    ("policies.csv", include_str!("../../lexicons/en/policies.csv")),
    ("roles.csv", include_str!("../../lexicons/en/roles.csv")),
    ("targets.csv", include_str!("../../lexicons/en/targets.csv")),
    ("terms.csv", include_str!("../../lexicons/en/terms.csv")),
    ("thresholds.csv", include_str!("../../lexicons/en/thresholds.csv")),
    ("titles.csv", include_str!("../../lexicons/en/titles.csv")),
];

/// The files that do not ship: a user's folder may hold them, and a run may leave them out.
pub const OPTIONAL: &[&str] = &["learned.csv"];

/// One lexicon file, read.
#[derive(Clone, Debug)]
pub struct File {
    /// Name as rows are reported under: `terms.csv`, or the path of a user's file.
    pub name: Arc<str>,
    /// Its text, decoded.
    pub text: String,
}

/// The set of lexicon files a run uses.
#[derive(Clone, Debug)]
pub struct Source {
    files: Vec<(&'static str, Vec<File>)>,
}

impl Source {
    /// The files embedded in the binary.
    pub fn shipped() -> Self {
        let files = SHIPPED
            .iter()
            .map(|&(name, text)| {
                let file = File { name: name.into(), text: text.to_owned() };
                (name, vec![file])
            })
            .chain(OPTIONAL.iter().map(|&name| (name, Vec::new())))
            .collect();
        Self { files }
    }

    /// The embedded files, overridden (`terms.csv`) or extended (`terms+.csv`) by those in `dir`.
    ///
    /// # Errors
    /// When `dir` cannot be read, or holds a CSV file whose name is no lexicon's.
    pub fn with_overrides(dir: &Path) -> Result<Self, LexiconError> {
        let mut source = Self::shipped();
        let mut paths: Vec<_> = std::fs::read_dir(dir)
            .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect())
            .map_err(|e| {
                LexiconError::file(
                    &dir.display().to_string(),
                    e.to_string(),
                    "give --lexicons a folder that can be read",
                )
            })?;
        // What replaces a file comes before what extends it, whatever their names.
        paths.sort_by_key(|path| (name_of(path).1, path.clone()));
        for path in
            paths.iter().filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")))
        {
            source.put(path)?;
        }
        Ok(source)
    }

    /// The same files without those that `unwanted` names.
    #[must_use]
    pub fn without(mut self, unwanted: impl Fn(&File) -> bool) -> Self {
        for (_, files) in &mut self.files {
            files.retain(|file| !unwanted(file));
        }
        self
    }

    /// Puts one user's file in its place.
    fn put(&mut self, path: &Path) -> Result<(), LexiconError> {
        let shown = path.display().to_string();
        let bytes = regular::read(path).map_err(|e| {
            LexiconError::file(&shown, e.to_string(), "check that the file can be read")
        })?;
        self.put_bytes(&shown, bytes)
    }

    /// Puts the bytes of a user's file at the path `shown` in its place.
    ///
    /// # Errors
    /// When its name is no lexicon's.
    pub fn put_bytes(&mut self, shown: &str, bytes: Vec<u8>) -> Result<(), LexiconError> {
        let (stem, extends) = name_of(Path::new(shown));
        let wanted = format!("{stem}.csv");
        let Some((_, files)) = self.files.iter_mut().find(|(name, _)| *name == wanted) else {
            let known: Vec<&str> = self.files.iter().map(|&(name, _)| name).collect();
            return Err(LexiconError::file(
                shown,
                "no lexicon has this name".into(),
                &format!("use one of: {}", known.join(", ")),
            ));
        };
        let text = saved::text(bytes)
            .map_err(|what| LexiconError::file(shown, what, "save it as CSV (UTF-8)"))?;
        if !extends {
            files.clear();
        }
        files.push(File { name: shown.into(), text });
        Ok(())
    }

    /// The same files without the lexicon `name`, which must be one of [`OPTIONAL`].
    #[must_use]
    pub fn without_lexicon(mut self, name: &str) -> Self {
        let optional = self.files.iter_mut().filter(|(known, _)| OPTIONAL.contains(known));
        optional.filter(|(known, _)| *known == name).for_each(|(_, files)| files.clear());
        self
    }

    /// All files with the lexicon each belongs to, in reading order.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &File)> {
        self.files.iter().flat_map(|(name, files)| files.iter().map(move |file| (*name, file)))
    }

    /// The files that make up the lexicon `name`, in reading order.
    pub fn files(&self, name: &str) -> &[File] {
        self.files.iter().find(|(n, _)| *n == name).map_or(&[], |(_, files)| files)
    }

    /// A hash over all names and texts: two runs with equal hashes use equal lexicons.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (name, files) in &self.files {
            for file in files {
                hasher
                    .update(name.as_bytes())
                    .update(&[0])
                    .update(file.text.as_bytes())
                    .update(&[0]);
            }
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// The lexicon that a user's file belongs to, without `.csv`, and whether it extends it.
fn name_of(path: &Path) -> (String, bool) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    match stem.strip_suffix('+') {
        Some(stem) => (stem.to_owned(), true),
        None => (stem, false),
    }
}

/// UTF-8 (with or without BOM), else windows-1252: what a spreadsheet saves.
pub fn decode(bytes: &[u8]) -> String {
    let (text, _, malformed) = encoding_rs::UTF_8.decode(bytes);
    if malformed {
        encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_extends_is_read_after_one_that_replaces() {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        for (name, text) in [("terms.csv", "own"), ("terms+.csv", "more"), ("notes.txt", "")] {
            let written = std::fs::write(folder.path().join(name), text);
            written.unwrap_or_else(|e| panic!("{e}"));
        }
        let source = Source::with_overrides(folder.path()).unwrap_or_else(|e| panic!("{e}"));
        let texts: Vec<&str> =
            source.files("terms.csv").iter().map(|file| file.text.as_str()).collect();
        assert_eq!(texts, ["own", "more"]);
    }
}
