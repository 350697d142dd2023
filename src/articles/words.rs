//! Small helpers for text that every format shares.

/// White space, line ends too, made single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Longest message about an article, in characters: what is wrong fits, a text that it quotes does not.
const MESSAGE: usize = 400;

/// A message that may quote its input as one line of reasonable length.
pub(super) fn message(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(MESSAGE) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The last character boundary of `text` at or before byte `at`.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_quotes_its_input_stays_one_short_line() {
        assert_eq!(
            message("no column called text (there are:\n\ta,  b)"),
            "no column called text (there are: a, b)"
        );
        assert_eq!(message(&"é".repeat(MESSAGE)).chars().count(), MESSAGE);
        assert_eq!(message(&"é".repeat(9 * MESSAGE)).chars().count(), MESSAGE + 1);
    }

    #[test]
    fn boundaries_never_part_a_character() {
        let text = "a“b";
        let found: Vec<usize> = (0..7).map(|at| boundary(text, at)).collect();
        assert_eq!(found, [0, 1, 1, 1, 4, 5, 5]);
    }
}
