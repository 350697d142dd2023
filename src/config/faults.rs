//! What the TOML reader says, in words that tell what to do.

use crate::lexicons::saved;

/// The message on one line; for a word that is unknown, with the known one that is nearest.
pub(super) fn in_words(message: &str) -> String {
    let mut words = message.trim().replace('\n', ", ");
    if let Some(near) = nearest(&words) {
        words = format!("{words}; did you mean `{near}`?");
    }
    words
}

/// Of the names in a message about an unknown one, the second and later ones of which are known,
/// the one that is written almost like the first.
fn nearest(message: &str) -> Option<&str> {
    let mut names = message.strip_prefix("unknown ")?.split('`').skip(1).step_by(2);
    saved::similar(names.next()?, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_suggested() {
        for (message, expected) in [
            ("unknown field `pahts`, expected `paths` or `out`", Some("paths")),
            ("unknown field `Paths`, expected one of `out`, `paths`", Some("paths")),
            ("unknown variant `weak`, expected one of `day`, `week`", Some("week")),
            ("unknown field `size`, expected one of `article`, `layers`", None),
            ("unknown field `x`, expected `a`", None),
            ("invalid type: string \"`a`\", expected `b`", None),
        ] {
            assert_eq!(nearest(message), expected, "{message}");
        }
    }
}
