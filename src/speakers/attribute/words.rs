//! Closed classes of words and marks: what the clause analysis knows of words that are neither
//! mention nor cue. They are grammar, not knowledge, and so stand here and not in a lexicon.

/// Class of a token of the narration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// ,
    Comma,
    /// – — --
    Dash,
    /// :
    Colon,
    /// ;
    Semicolon,
    /// ( [
    Open,
    /// ) ]
    Close,
    /// . ? ! …
    Stop,
    /// and, or, then
    And,
    /// but, yet
    But,
    /// that
    That,
    /// who, which
    Who,
    /// when, because, as: opens a subordinate clause.
    Subordinator,
    /// of, in, with
    Preposition,
    /// by
    By,
    /// to
    To,
    /// Forms of be.
    Be,
    /// Have, do, modals.
    Auxiliary,
    /// not, n't, never
    Not,
    /// the, a, this, any
    Determiner,
    /// his, her, their
    Possessive,
    /// The clitic of the possessive: 's
    Genitive,
    /// -ly, also, just
    Adverb,
    /// Days and other words of time: Thursday, yesterday, later.
    Time,
    /// it, him, them, me: objects that are no mention.
    Object,
    /// Digits.
    Number,
    /// Anything else.
    Other,
}

use Word::{
    Adverb, And, Auxiliary, Be, But, By, Determiner, Not, Object, Possessive, Preposition,
    Subordinator, That, Time, To, Who,
};

/// Words by class, sorted by word.
const CLASSES: &[(&str, Word)] = &[
    ("'d", Auxiliary),
    ("'ll", Auxiliary),
    ("'m", Be),
    ("'re", Be),
    ("'ve", Auxiliary),
    ("a", Determiner),
    ("about", Preposition),
    ("across", Preposition),
    ("after", Subordinator),
    ("afternoon", Time),
    ("against", Preposition),
    ("ago", Time),
    ("all", Determiner),
    ("along", Preposition),
    ("also", Adverb),
    ("although", Subordinator),
    ("always", Adverb),
    ("am", Be),
    ("among", Preposition),
    ("an", Determiner),
    ("and", And),
    ("another", Determiner),
    ("any", Determiner),
    ("april", Time),
    ("are", Be),
    ("around", Preposition),
    ("as", Subordinator),
    ("at", Preposition),
    ("august", Time),
    ("be", Be),
    ("because", Subordinator),
    ("been", Be),
    ("before", Subordinator),
    ("behind", Preposition),
    ("being", Be),
    ("beside", Preposition),
    ("besides", Preposition),
    ("between", Preposition),
    ("beyond", Preposition),
    ("both", Determiner),
    ("but", But),
    ("by", By),
    ("ca", Auxiliary),
    ("can", Auxiliary),
    ("could", Auxiliary),
    ("december", Time),
    ("despite", Preposition),
    ("did", Auxiliary),
    ("do", Auxiliary),
    ("does", Auxiliary),
    ("during", Preposition),
    ("each", Determiner),
    ("earlier", Time),
    ("either", Determiner),
    ("even", Adverb),
    ("evening", Time),
    ("every", Determiner),
    ("except", Preposition),
    ("february", Time),
    ("first", Adverb),
    ("for", Preposition),
    ("friday", Time),
    ("from", Preposition),
    ("had", Auxiliary),
    ("has", Auxiliary),
    ("have", Auxiliary),
    ("having", Auxiliary),
    ("her", Possessive),
    ("him", Object),
    ("himself", Object),
    ("his", Possessive),
    ("how", Subordinator),
    ("however", Adverb),
    ("if", Subordinator),
    ("in", Preposition),
    ("inside", Preposition),
    ("instead", Adverb),
    ("into", Preposition),
    ("is", Be),
    ("it", Object),
    ("its", Possessive),
    ("itself", Object),
    ("january", Time),
    ("july", Time),
    ("june", Time),
    ("just", Adverb),
    ("last", Time),
    ("later", Time),
    ("like", Preposition),
    ("march", Time),
    ("may", Auxiliary),
    ("me", Object),
    ("meanwhile", Adverb),
    ("might", Auxiliary),
    ("monday", Time),
    ("month", Time),
    ("morning", Time),
    ("must", Auxiliary),
    ("my", Possessive),
    ("n't", Not),
    ("near", Preposition),
    ("neither", Determiner),
    ("never", Not),
    ("next", Time),
    ("night", Time),
    ("no", Determiner),
    ("nor", And),
    ("not", Not),
    ("november", Time),
    ("now", Time),
    ("october", Time),
    ("of", Preposition),
    ("off", Preposition),
    ("often", Adverb),
    ("on", Preposition),
    ("once", Time),
    ("only", Adverb),
    ("onto", Preposition),
    ("or", And),
    ("our", Possessive),
    ("out", Preposition),
    ("outside", Preposition),
    ("over", Preposition),
    ("per", Preposition),
    ("perhaps", Adverb),
    ("quite", Adverb),
    ("rather", Adverb),
    ("recently", Adverb),
    ("saturday", Time),
    ("september", Time),
    ("shall", Auxiliary),
    ("should", Auxiliary),
    ("simply", Adverb),
    ("since", Subordinator),
    ("some", Determiner),
    ("soon", Time),
    ("still", Adverb),
    ("such", Determiner),
    ("sunday", Time),
    ("than", Subordinator),
    ("that", That),
    ("the", Determiner),
    ("their", Possessive),
    ("them", Object),
    ("themselves", Object),
    ("then", Time),
    ("these", Determiner),
    ("this", Determiner),
    ("those", Determiner),
    ("though", Subordinator),
    ("through", Preposition),
    ("throughout", Preposition),
    ("thursday", Time),
    ("to", To),
    ("today", Time),
    ("tomorrow", Time),
    ("too", Adverb),
    ("toward", Preposition),
    ("towards", Preposition),
    ("tuesday", Time),
    ("under", Preposition),
    ("unless", Subordinator),
    ("until", Subordinator),
    ("upon", Preposition),
    ("us", Object),
    ("very", Adverb),
    ("via", Preposition),
    ("was", Be),
    ("wednesday", Time),
    ("week", Time),
    ("were", Be),
    ("what", Subordinator),
    ("whatever", Subordinator),
    ("when", Subordinator),
    ("where", Subordinator),
    ("whether", Subordinator),
    ("which", Who),
    ("while", Subordinator),
    ("who", Who),
    ("whom", Who),
    ("whose", Possessive),
    ("why", Subordinator),
    ("will", Auxiliary),
    ("with", Preposition),
    ("within", Preposition),
    ("without", Preposition),
    ("wo", Auxiliary),
    ("would", Auxiliary),
    ("year", Time),
    ("yesterday", Time),
    ("yet", But),
    ("your", Possessive),
];

/// The class of a word in lower case.
pub fn class_of(word: &str) -> Word {
    if let Ok(found) = CLASSES.binary_search_by_key(&word, |&(w, _)| w) {
        return CLASSES[found].1;
    }
    match word {
        "," => Word::Comma,
        ":" => Word::Colon,
        ";" => Word::Semicolon,
        "(" | "[" => Word::Open,
        ")" | "]" => Word::Close,
        "." | "?" | "!" | "…" | "..." => Word::Stop,
        "'s" | "'" => Word::Genitive,
        _ if is_dash(word) => Word::Dash,
        _ if word.ends_with("ly") && word.len() > 4 => Adverb,
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => Word::Number,
        _ => Word::Other,
    }
}

/// Irregular forms of the past of common verbs, sorted.
const PASTS: &[&str] = &[
    "became", "began", "broke", "brought", "built", "came", "chose", "drew", "drove", "fell",
    "flew", "fought", "found", "gave", "got", "grew", "held", "kept", "knew", "laid", "led",
    "left", "lost", "made", "met", "paid", "ran", "rose", "sat", "saw", "sent", "shook", "sold",
    "sought", "spent", "spoke", "stood", "struck", "swore", "threw", "took", "went", "won",
];

/// Whether a word reads as a verb in the past.
pub fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") || PASTS.binary_search(&word).is_ok()
}

/// A dash between words, in any of its shapes.
fn is_dash(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '-' | '–' | '—' | '―'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_sorted_for_binary_search() {
        assert!(CLASSES.is_sorted_by_key(|&(word, _)| word));
        assert!(PASTS.is_sorted());
    }
}
