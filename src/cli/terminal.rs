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
        assert_eq!(clean_lines("a\n\u{7}b"), "a\n b");
    }
}
