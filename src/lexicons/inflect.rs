//! Regular English inflection: what a lexicon need not list because a rule of spelling gives it.

/// Whether `word` ends in a consonant and `y`: `cry`, not `say`.
fn ends_in_consonant_y(word: &str) -> bool {
    word.strip_suffix('y').is_some_and(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// The regular plural of a noun, which is also the third person of a verb: `boxes`, `cries`.
pub fn add_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let suffix = if hissing || (word.ends_with('o') && word.len() == 2) { "es" } else { "s" };
    format!("{word}{suffix}")
}

/// The regular past: `warned`, `cried`, `noted`.
pub fn add_ed(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ied", &word[..word.len() - 1]);
    }
    if word.ends_with('e') { format!("{word}d") } else { format!("{word}ed") }
}

/// The regular participle of the present: `warning`, `noting`, `agreeing`.
pub fn add_ing(word: &str) -> String {
    match word.strip_suffix('e') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{word}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_rules_hold() {
        for (word, s, ed, ing) in [
            ("warn", "warns", "warned", "warning"),
            ("cry", "cries", "cried", "crying"),
            ("note", "notes", "noted", "noting"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("go", "goes", "goed", "going"),
            ("hiss", "hisses", "hissed", "hissing"),
            ("convey", "conveys", "conveyed", "conveying"),
        ] {
            assert_eq!(
                (add_s(word), add_ed(word), add_ing(word)),
                (s.into(), ed.into(), ing.into())
            );
        }
    }
}
