//! What bounds the reading of articles, and what the user may choose about it.

/// Bounds that keep one odd input from taking the memory or the time of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest article in bytes: of its file after unpacking, or of its record.
    pub article: u64,
    /// How many times larger than its file a packed file may become. Text packs 3 to 30 times;
    /// gzip cannot exceed 1,032, which only a bomb comes near.
    pub expansion: u64,
    /// Bytes that any packed file may unpack to, whatever its size.
    pub expansion_free: u64,
    /// Elements of HTML that may stand inside each other.
    pub html_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article: 50 << 20, expansion: 400, expansion_free: 64 << 20, html_depth: 1_000 }
    }
}

/// How articles are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// What bounds the reading.
    pub limits: Limits,
    /// The field of JSON and CSV records that holds the text, where it has an unusual name.
    pub text_column: Option<String>,
}
