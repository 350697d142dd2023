//! What the TOML reader says, in words that tell what to do.

/// Most letters that a misspelt key may differ by from the one that was meant.
const SLIPS: usize = 3;

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
    let unknown = names.next()?.to_lowercase();
    let near = names.map(|name| (strsim::osa_distance(&unknown, name), name)).min()?;
    let slips = SLIPS.min(unknown.chars().count() / 2);
    (near.0 <= slips).then_some(near.1)
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
