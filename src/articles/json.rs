//! One JSON record to a draft. Only fields that matter are kept while it is parsed.

use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use super::article::{Skip, SkipReason};
use super::decode;
use super::options::{ReadOptions, raise};
use super::raw::{Draft, Failure, malformed};
use super::record::{self, Fields};

/// The draft of one record.
pub(super) fn draft(bytes: Vec<u8>, options: &ReadOptions) -> Result<Draft, Failure> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => decode::decode(error.into_bytes())?,
    };
    if let Some(skip) = too_deep(&text, options.limits.json_depth) {
        return Err(skip.into());
    }
    let column = options.text_column.as_deref();
    let fields = parse(&text, column).or_else(|error| {
        // What Python and careless writers leave in JSON is mended only where it hurts.
        let mended = mend(&text);
        if mended == text { Err(error) } else { parse(&mended, column) }
    });
    let fields = fields.map_err(|error| {
        let mut skip = malformed(format!("no valid JSON record: {error}"));
        if text.trim().is_empty() {
            skip.reason = SkipReason::Empty;
            "there is no record in it".clone_into(&mut skip.message);
        }
        skip
    })?;
    record::draft(fields, options)
}

/// Refuses a record whose lists and objects nest deeper than the bound.
fn too_deep(text: &str, most: usize) -> Option<Skip> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            let what = format!("lists and objects nest more than {most} deep");
            return Some(malformed(format!("{what}: {}", raise("json_depth"))));
        }
    }
    None
}

fn parse(text: &str, column: Option<&str>) -> Result<Fields, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{FEFF}'));
    let fields = json.deserialize_map(Wanted { column })?;
    json.end()?;
    Ok(fields)
}

/// Keeps the wanted fields of an object.
struct Wanted<'a> {
    column: Option<&'a str>,
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            let name = key.to_lowercase();
            if record::is_wanted(&name, self.column) {
                fields.push(name, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(fields)
    }
}

/// The record with what strict JSON forbids put right: line ends and other control characters
/// in strings, halves of surrogate pairs, and Python's `NaN` and `Infinity`.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                let (piece, length) = escape(rest);
                out.push_str(piece);
                used = length;
            }
            c if in_string && u32::from(c) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)))
            }
            'N' | 'I' | '-' if !in_string => {
                let word = ["NaN", "Infinity", "-Infinity"].iter().find(|w| rest.starts_with(*w));
                used = word.map_or(used, |word| word.len());
                out.push_str(if word.is_some() { "null" } else { &rest[..used] });
            }
            _ => out.push(c),
        }
        rest = &rest[used..];
    }
    out
}

/// What to write for the escape that `rest` begins with, and its length there.
fn escape(rest: &str) -> (&str, usize) {
    const REPLACEMENT: &str = "\\ufffd";
    let unit = |at: usize| {
        let digits = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (&rest[..12], 12),
        (Some(0xD800..=0xDFFF), _) => (REPLACEMENT, 6),
        _ => {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            (&rest[..length], length)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Result<Draft, Failure> {
        draft(json.as_bytes().to_vec(), &ReadOptions::default())
    }

    #[test]
    fn faults_that_strict_json_forbids_are_mended() {
        for (json, text) in [
            (r#"{"text": "half \ud83d pair"}"#, "half \u{FFFD} pair"),
            (r#"{"text": "whole \ud83d\ude00 pair \udc00"}"#, "whole 😀 pair \u{FFFD}"),
            ("{\"text\": \"one\ntwo\"}", "one\ntwo"),
            (r#"{"date": NaN, "n": -Infinity, "text": "NaN stays"}"#, "NaN stays"),
            (r#"{"text": "a \"quoted\" word", "x": NaN}"#, "a \"quoted\" word"),
        ] {
            assert_eq!(read(json).unwrap().text, text, "{json}");
        }
    }

    #[test]
    fn faults_beyond_mending_are_told() {
        let deep =
            format!("{{\"title\": {}1{}, \"text\": \"t\"}}", "[".repeat(9000), "]".repeat(9000));
        for json in ["{\"text\": \"stops", "[1, 2]", "17", &deep, "{\"text\": \"a\"} {"] {
            assert_eq!(read(json).unwrap_err().skip.reason, SkipReason::Malformed, "{json:.40}");
        }
        assert_eq!(read("{\"title\": \"a\"}").unwrap_err().skip.reason, SkipReason::NoText);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = draft(bytes, &ReadOptions::default());
        }

        #[test]
        fn no_near_json_panics(json in r#"(\{|\}|"|text|:|\\u|d83d|\\|é|N|NaN|,|\n){0,40}"#) {
            let _ = read(&json);
            let _ = mend(&json);
        }
    }
}
