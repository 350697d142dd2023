//! What files are called in reports and messages: their paths, made harmless, and so that no two
//! are called the same.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Component, Path};

/// `path` below `root`, with forward slashes on every system.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    slashed(path.strip_prefix(root).unwrap_or(path))
}

/// The path with forward slashes on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts = path.components().map(|part| match part {
        Component::RootDir => String::new(),
        other => shown(other.as_os_str()),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A file name as text. What would break a line, steer a terminal or turn the direction of writing
/// is written as `\n` or `\u{202e}`, and a byte that is no text as `\xff`.
pub(super) fn shown(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if is_harmless(c) { text.push(c) } else { text.extend(c.escape_default()) }
        }
        for byte in chunk.invalid() {
            // Writing into a string never fails.
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}

fn is_harmless(c: char) -> bool {
    let turns = matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    !c.is_control() && !turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_on_one_line_and_steer_nothing() {
        for (name, expected) in [
            ("Zoë’s “news” 😀.txt", "Zoë’s “news” 😀.txt"),
            ("a\nb\r.txt", "a\\nb\\r.txt"),
            ("\u{1b}[2J.txt", "\\u{1b}[2J.txt"),
            ("\u{202e}txt.exe", "\\u{202e}txt.exe"),
            ("a\u{9b}b", "a\\u{9b}b"),
        ] {
            assert_eq!(shown(OsStr::new(name)), expected);
        }
    }

    #[test]
    #[cfg(unix)]
    fn names_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let [a, b] = [b"caf\xe9.txt", b"caf\xe8.txt"].map(|name| shown(OsStr::from_bytes(name)));
        assert_eq!((&*a, &*b), ("caf\\xe9.txt", "caf\\xe8.txt"));
    }
}
