//! All that makes a Reading of an article, and by it the name under which the Reading is kept.

use blake3::Hasher;

use crate::articles::Raw;

/// Hash of an article's bytes and of all that decides what is read in them.
pub type Key = [u8; 32];

/// What reads: equal engines make equal Readings of equal articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    parts: [(&'static str, String); 3],
    salt: Key,
}

impl Engine {
    /// `program`: version and build; `lexicons`: the hash of all files; `settings`: those that
    /// change what is read in an article.
    pub fn new(program: String, lexicons: String, settings: String) -> Self {
        let parts = [("program", program), ("lexicons", lexicons), ("settings", settings)];
        let mut hasher = Hasher::new();
        parts.iter().for_each(|(_, part)| feed(&mut hasher, part.as_bytes()));
        Self { parts, salt: *hasher.finalize().as_bytes() }
    }

    /// Name and value of each part.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.parts.iter().map(|(name, part)| (*name, part.as_str()))
    }

    /// The key of an article that was loaded; `None` for one that is broken.
    pub fn key(&self, raw: &Raw) -> Option<Key> {
        let mut hasher = Hasher::new_keyed(&self.salt);
        raw.contents(|piece| feed(&mut hasher, piece))?;
        Some(*hasher.finalize().as_bytes())
    }
}

/// This program: its version, and a hash of its file, since builds of one version may differ.
pub fn program() -> String {
    let version = concat!("onrecord ", env!("CARGO_PKG_VERSION"));
    let build = std::env::current_exe().and_then(std::fs::read);
    match build {
        Ok(bytes) => format!("{version} {}", &blake3::hash(&bytes).to_hex()[..32]),
        Err(_) => version.to_owned(),
    }
}

/// Lengths keep apart what would run together.
fn feed(hasher: &mut Hasher, piece: &[u8]) {
    hasher.update(&(piece.len() as u64).to_le_bytes()).update(piece);
}
