//! Text that we did not write, made fit for a terminal.

use std::borrow::Cow;

/// `text` on one line, without characters that steer a terminal or turn its writing direction.
pub fn clean(text: &str) -> Cow<'_, str> {
    replace(text, steers)
}

/// Like [`clean`], but lines stay apart.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| c != '\n' && steers(c))
}

/// JSON with what steers a terminal written as `\u009b`; control characters that JSON itself
/// forbids are written so already, and all of them can only stand in its strings.
pub fn escape(json: &str) -> Cow<'_, str> {
    if !json.contains(steers) {
        return json.into();
    }
    let mut clean = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if steers(c) { clean.push_str(&format!("\\u{:04x}", u32::from(c))) } else { clean.push(c) }
    }
    clean.into()
}

/// `text` no longer than `most` characters, with a mark where it was cut.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{} …", &text[..at]).into(),
        None => text.into(),
    }
}

fn replace(text: &str, bad: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(&bad) {
        text.chars().map(|c| if bad(c) { ' ' } else { c }).collect::<String>().into()
    } else {
        text.into()
    }
}

/// Control characters (C0, DEL, C1) and the invisible marks that embed or override direction.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_do_not_reach_the_terminal() {
        for (text, expected) in [
            ("plain “words”", "plain “words”"),
            ("\u{1b}[31mred", " [31mred"),
            ("a\nb\r\u{9b}c", "a b  c"),
            ("abc\u{202e}fed", "abc fed"),
        ] {
            assert_eq!(clean(text), expected);
        }
        assert_eq!(escape("\"a\u{9b}\u{2029}\""), "\"a\\u009b\\u2029\"");
        assert_eq!(clean_lines("a\n\u{7}b"), "a\n b");
    }

    #[test]
    fn json_stays_the_same_json() {
        let value = serde_json::json!({ "id": "a\u{9b}31m\u{202e}\u{1b}]52;c;eA==\u{7}é" });
        let json = value.to_string();
        let clean = escape(&json);
        assert!(!clean.contains(steers), "{clean}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&clean).ok(), Some(value));
    }

    #[test]
    fn long_lines_are_cut_between_characters() {
        assert_eq!(cut("ééé", 3), "ééé");
        assert_eq!(cut("éééé", 3), "ééé …");
    }
}
