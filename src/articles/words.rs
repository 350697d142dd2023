//! Small helpers for text that every format shares.

/// White space, line ends too, made single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn boundaries_never_part_a_character() {
        let text = "a“b";
        let found: Vec<usize> = (0..7).map(|at| boundary(text, at)).collect();
        assert_eq!(found, [0, 1, 1, 1, 4, 5, 5]);
    }
}
