//! `[limits]` of `onrecord.toml`: one key for each bound of [`articles::Limits`].

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::articles;

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within<const LEAST: u64, const MOST: u64>(u64);

/// Largest number of bytes that may be asked for: a terabyte.
const BYTES: u64 = 1 << 40;
/// Largest number of other things.
const COUNT: u64 = 1_000_000_000;

/// Bounds of what is read; see [`articles::Limits`]. The largest values are those beyond which the
/// program itself would fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Largest article in bytes.
    pub article: Option<Within<1, BYTES>>,
    /// Words and marks of an article.
    pub words: Option<Within<1, COUNT>>,
    /// How many times larger than its file a packed file may become.
    pub expansion: Option<Within<1, COUNT>>,
    /// Bytes that any packed file may unpack to.
    pub expansion_free: Option<Within<1, BYTES>>,
    /// Layers of packing.
    pub layers: Option<Within<1, 64>>,
    /// Bytes that unpacking may look back.
    pub window: Option<Within<1_024, { 2 << 30 }>>,
    /// Lists and objects of JSON that may stand inside each other.
    pub json_depth: Option<Within<1, 120>>,
    /// Elements of HTML that may stand inside each other.
    pub html_depth: Option<Within<1, 10_000>>,
    /// Attributes of one element of HTML.
    pub html_attributes: Option<Within<1, 100_000>>,
    /// Files and folders below one given folder.
    pub entries: Option<Within<1, COUNT>>,
    /// Folders inside each other.
    pub folder_depth: Option<Within<1, 1_000>>,
}

impl Limits {
    /// These bounds, the default ones where they are silent.
    pub fn resolve(&self) -> articles::Limits {
        let default = articles::Limits::default();
        articles::Limits {
            article: number(self.article, default.article),
            words: count(self.words, default.words),
            expansion: number(self.expansion, default.expansion),
            expansion_free: number(self.expansion_free, default.expansion_free),
            layers: count(self.layers, default.layers),
            window: number(self.window, default.window),
            json_depth: count(self.json_depth, default.json_depth),
            html_depth: count(self.html_depth, default.html_depth),
            html_attributes: count(self.html_attributes, default.html_attributes),
            entries: count(self.entries, default.entries),
            folder_depth: count(self.folder_depth, default.folder_depth),
        }
    }
}

fn number<const L: u64, const M: u64>(value: Option<Within<L, M>>, default: u64) -> u64 {
    value.map_or(default, |Within(number)| number)
}

fn count<const L: u64, const M: u64>(value: Option<Within<L, M>>, default: usize) -> usize {
    value.map_or(default, |Within(number)| usize::try_from(number).unwrap_or(usize::MAX))
}

impl<'de, const LEAST: u64, const MOST: u64> Deserialize<'de> for Within<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(Number::<LEAST, MOST>)
    }
}

/// Reads a [`Within`].
struct Number<const LEAST: u64, const MOST: u64>;

impl<const LEAST: u64, const MOST: u64> Visitor<'_> for Number<LEAST, MOST> {
    type Value = Within<LEAST, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {LEAST} to {MOST}")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        let wrong = || E::invalid_value(Unexpected::Signed(value), &self);
        let number = u64::try_from(value).map_err(|_| wrong())?;
        if (LEAST..=MOST).contains(&number) { Ok(Within(number)) } else { Err(wrong()) }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
