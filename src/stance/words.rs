//! Small closed classes of English: pronouns, determiners, prepositions, auxiliaries, copulas.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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
const PRONOUNS: &[(&str, Pronoun, bool)] = &[
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

/// A closed class of words and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Opens a noun phrase.
    Determiner,
    /// A noun phrase after it is no subject.
    Preposition,
    /// An auxiliary, a form of be, have, do, a negation of it.
    Auxiliary,
    /// Ends a noun phrase and is none of the above.
    Connective,
    /// Stands between a subject and its verb, besides auxiliaries and adverbs in -ly.
    Light,
    /// Links a subject with a predicate, or has an object that is said of its subject: *made a
    /// mistake, showed courage*.
    Copula,
    /// Stands before a noun.
    BeforeNoun,
    /// A mark that ends a clause for good.
    Break,
    /// Joins two clauses when a subject or a verb follows.
    Coordinator,
    /// Begins a predicate or is its subject: what makes a coordinator join clauses.
    Starter,
    /// Opens a relative or content clause.
    Relative,
    /// Opens a clause under another.
    Subordinator,
    /// A subordinator that is a preposition or adverb as well: *after the war*, *once*.
    Phrasal,
    /// A pronoun that is a subject.
    Subject,
}

/// The words of each class.
const CLASSES: &[(Class, &str)] = &[
    (
        Class::Determiner,
        "the a an this that these those some any no every each all both many most more few \
         several such another other",
    ),
    (
        Class::Preposition,
        "about above across against along alongside amid among around at behind beneath \
         beside between beyond by despite during except for from in inside into like near \
         of off on onto out outside over per regarding than through throughout to toward \
         towards under unlike upon versus via with within without as",
    ),
    (
        Class::Auxiliary,
        "be am is are was were been being 's 're 'm has have had 've 'd do does did will \
         'll wo would shall should can ca could may might must ought n't not never",
    ),
    (
        Class::Connective,
        "and or but nor if when while because although though unless until so who which \
         whom whose what why how where then now just only also even still really very too \
         here there today again ever always already yet well back up down",
    ),
    (
        Class::Light,
        "to just now then still also even only always ever already once both all again \
         simply going trying tried try tries want wants wanted need needs used seem seems \
         seemed keep keeps kept get gets got began begin started continue continues \
         continued himself herself itself themselves who that which",
    ),
    (
        Class::Copula,
        "is are was were be been being am 's 're 'm has have had as seem seems seemed look \
         looks looked become becomes became remain remains remained sound sounds sounded \
         appear appears appeared feel get got gets stay stays stayed prove proved proves \
         show shows showed shown make makes made commit commits committed display displayed \
         displays demonstrated tell tells told telling making showing having committing",
    ),
    (
        Class::BeforeNoun,
        "a an the this that these those my our your his her its their 's of no any some \
         more further full-scale such every",
    ),
    (Class::Break, "; : — – -- - ( ) [ ] . ! ?"),
    (Class::Coordinator, "and but or nor yet"),
    (
        Class::Starter,
        "i we he she they it you there this that is are was were has have had do does did \
         will would can could should must may might not then now who which to never let",
    ),
    (Class::Relative, "that which who whom whose"),
    (
        Class::Subordinator,
        "although as because before after if lest once since so though till unless until \
         when whenever where whereas whether while why how what",
    ),
    (Class::Phrasal, "after before once since so till until"),
    (Class::Subject, "i we he she they it you there that"),
];

/// What a word is by the classes above.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tag {
    /// A bit for each [`Class`].
    classes: u16,
    /// The pronoun it is, and whether it owns the noun after it.
    pub pronoun: Option<(Pronoun, bool)>,
}

impl Tag {
    /// The tag of a word in small letters.
    pub fn of(word: &str) -> Self {
        TAGS.get(word).copied().unwrap_or_default()
    }

    /// Whether the word is of `class`.
    pub fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u16) != 0
    }
}

/// The tags of all words that have one.
static TAGS: LazyLock<FxHashMap<&str, Tag>> = LazyLock::new(|| {
    let mut tags: FxHashMap<&str, Tag> = FxHashMap::default();
    for &(class, words) in CLASSES {
        for word in words.split(' ') {
            tags.entry(word).or_default().classes |= 1 << class as u16;
        }
    }
    for &(word, pronoun, owner) in PRONOUNS {
        tags.entry(word).or_default().pronoun = Some((pronoun, owner));
    }
    tags
});

/// Stems of verbs by which somebody gives a name aloud: *call him a liar*.
pub const CALLING: &[&str] =
    &["call", "brand", "label", "name", "deem", "dub", "declar", "describ", "portray", "pronounc"];

/// Stems of verbs by which somebody holds one for something, and the "as" of both.
pub const HOLDING: &[&str] = &["as", "believ", "consid", "find", "judg", "make", "think", "view"];
