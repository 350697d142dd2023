//! What bounds the reading of articles, and what the user may choose about it.

/// Bounds that keep one odd input from taking the memory or the time of the others. Each is a key
/// of `[limits]` in `onrecord.toml`; a message about an input that is beyond one names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest article in bytes: of its file after unpacking, or of its record, line or row.
    pub article: u64,
    /// Words and marks of an article. Each takes some 200 bytes while it is read, so that 50 MB of
    /// quotation marks would take 10 GB.
    pub words: usize,
    /// How many times larger than its file a packed file may become. Text packs 3 to 30 times;
    /// gzip cannot exceed 1,032, which only a bomb comes near.
    pub expansion: u64,
    /// Bytes that any packed file may unpack to, whatever its size.
    pub expansion_free: u64,
    /// Layers of packing: `.gz.zst` has two.
    pub layers: usize,
    /// Bytes that unpacking may look back, which it has to keep in memory; `zstd` itself refuses
    /// more than this by default.
    pub window: u64,
    /// Lists and objects of JSON that may stand inside each other.
    pub json_depth: usize,
    /// Elements of HTML that may stand inside each other; browsers stop at 512.
    pub html_depth: usize,
    /// Attributes of one element of HTML.
    pub html_attributes: usize,
    /// Files and folders below one given folder that are looked at.
    pub entries: usize,
    /// Folders inside each other below a given folder.
    pub folder_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            article: 50 << 20,
            words: 12_000_000,
            expansion: 400,
            expansion_free: 64 << 20,
            layers: 4,
            window: 128 << 20,
            json_depth: 100,
            html_depth: 512,
            html_attributes: 1_000,
            entries: 1_000_000,
            folder_depth: 64,
        }
    }
}

/// What to do about an input that is beyond the limit called `key`.
pub(super) fn raise(key: &str) -> String {
    format!("raise {key} under [limits] in onrecord.toml if it is right")
}

/// How articles are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// What bounds the reading.
    pub limits: Limits,
    /// The field of JSON and CSV records that holds the text, where it has an unusual name.
    pub text_column: Option<String>,
}
