//! Small closed classes of English: pronouns, determiners, prepositions, auxiliaries.

/// A pronoun, by what it can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// I, me, my.
    Me,
    /// we, us, our.
    We,
    /// you, your.
    You,
    /// he, him, his.
    He,
    /// she, her.
    She,
    /// it, its.
    It,
    /// they, them, their.
    They,
    /// this, that, these, those standing alone.
    This,
    /// who, which and the like; everyone, nobody.
    Other,
}

/// Pronouns and whether they own the noun after them.
pub const PRONOUNS: &[(&str, Pronoun, bool)] = &[
    ("i", Pronoun::Me, false),
    ("me", Pronoun::Me, false),
    ("my", Pronoun::Me, true),
    ("mine", Pronoun::Me, false),
    ("myself", Pronoun::Me, false),
    ("we", Pronoun::We, false),
    ("us", Pronoun::We, false),
    ("our", Pronoun::We, true),
    ("ours", Pronoun::We, false),
    ("ourselves", Pronoun::We, false),
    ("you", Pronoun::You, false),
    ("your", Pronoun::You, true),
    ("yours", Pronoun::You, false),
    ("he", Pronoun::He, false),
    ("him", Pronoun::He, false),
    ("his", Pronoun::He, true),
    ("himself", Pronoun::He, false),
    ("she", Pronoun::She, false),
    ("her", Pronoun::She, true),
    ("it", Pronoun::It, false),
    ("its", Pronoun::It, true),
    ("itself", Pronoun::It, false),
    ("they", Pronoun::They, false),
    ("them", Pronoun::They, false),
    ("their", Pronoun::They, true),
    ("themselves", Pronoun::They, false),
    ("everyone", Pronoun::Other, false),
    ("everybody", Pronoun::Other, false),
    ("nobody", Pronoun::Other, false),
    ("anyone", Pronoun::Other, false),
    ("anybody", Pronoun::Other, false),
    ("somebody", Pronoun::Other, false),
    ("someone", Pronoun::Other, false),
    ("people", Pronoun::Other, false),
];

/// Determiners that open a noun phrase.
pub const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "every", "each",
    "all", "both", "many", "most", "more", "few", "several", "such", "another", "other",
];

/// Prepositions: a noun phrase after one is no subject.
pub const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "against",
    "along",
    "alongside",
    "amid",
    "among",
    "around",
    "at",
    "behind",
    "beneath",
    "beside",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "except",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "per",
    "regarding",
    "than",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "unlike",
    "upon",
    "versus",
    "via",
    "with",
    "within",
    "without",
    "as",
];

/// Auxiliaries and forms of be, have, do.
pub const AUXILIARIES: &[&str] = &[
    "be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "has", "have",
    "had", "'ve", "'d", "do", "does", "did", "will", "'ll", "wo", "would", "shall", "should",
    "can", "ca", "could", "may", "might", "must", "ought", "n't", "not", "never",
];

/// Other words that end a noun phrase.
pub const CONNECTIVES: &[&str] = &[
    "and", "or", "but", "nor", "if", "when", "while", "because", "although", "though", "unless",
    "until", "so", "who", "which", "whom", "whose", "what", "why", "how", "where", "then", "now",
    "just", "only", "also", "even", "still", "really", "very", "too", "here", "there", "today",
    "again", "ever", "always", "already", "yet", "well", "back", "up", "down",
];
