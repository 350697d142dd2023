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

/// `json` with such characters written as `\u001b`: in JSON they stand within strings alone.
pub fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if steers(c) {
            out += &format!("\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
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
}
