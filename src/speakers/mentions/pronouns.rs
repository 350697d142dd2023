//! Personal pronouns: a closed class, so a table.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Case, Gender, Number};

/// What a pronoun shows of the one it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// Lower-case form.
    pub form: &'static str,
    /// Its use in the sentence.
    pub case: Case,
    /// One or many.
    pub number: Number,
    /// Gender.
    pub gender: Gender,
}

const fn row(form: &'static str, case: Case, number: Number, gender: Gender) -> Pronoun {
    Pronoun { form, case, number, gender }
}

use Case::{Object, Possessive, Subject};
use Gender::{Female, Male, Neuter, Unknown};
use Number::{Plural, Singular};

const PRONOUNS: &[Pronoun] = &[
    row("he", Subject, Singular, Male),
    row("she", Subject, Singular, Female),
    row("it", Subject, Singular, Neuter),
    row("they", Subject, Plural, Unknown),
    row("i", Subject, Singular, Unknown),
    row("we", Subject, Plural, Unknown),
    row("you", Subject, Singular, Unknown),
    row("who", Subject, Singular, Unknown),
    row("which", Subject, Singular, Neuter),
    row("him", Object, Singular, Male),
    row("her", Possessive, Singular, Female),
    row("them", Object, Plural, Unknown),
    row("me", Object, Singular, Unknown),
    row("us", Object, Plural, Unknown),
    row("himself", Object, Singular, Male),
    row("herself", Object, Singular, Female),
    row("itself", Object, Singular, Neuter),
    row("themselves", Object, Plural, Unknown),
    row("myself", Object, Singular, Unknown),
    row("ourselves", Object, Plural, Unknown),
    row("his", Possessive, Singular, Male),
    row("hers", Possessive, Singular, Female),
    row("its", Possessive, Singular, Neuter),
    row("their", Possessive, Plural, Unknown),
    row("theirs", Possessive, Plural, Unknown),
    row("my", Possessive, Singular, Unknown),
    row("our", Possessive, Plural, Unknown),
    row("your", Possessive, Singular, Unknown),
];

/// Words that stand for people nobody names, where no noun follows.
const INDEFINITE: &[(&str, Number)] = &[
    ("many", Plural),
    ("most", Plural),
    ("some", Plural),
    ("several", Plural),
    ("others", Plural),
    ("both", Plural),
    ("few", Plural),
    ("those", Plural),
    ("all", Plural),
    ("another", Singular),
    ("one", Singular),
    ("everyone", Plural),
    ("everybody", Plural),
    ("someone", Singular),
    ("somebody", Singular),
];

/// The pronoun of this lower-case form.
pub fn pronoun(lower: &str) -> Option<&'static Pronoun> {
    static BY_FORM: LazyLock<FxHashMap<&str, &Pronoun>> =
        LazyLock::new(|| PRONOUNS.iter().map(|pronoun| (pronoun.form, pronoun)).collect());
    BY_FORM.get(lower).copied()
}

/// The number of those whom this lower-case form stands for without naming them.
pub fn indefinite(lower: &str) -> Option<Number> {
    static BY_FORM: LazyLock<FxHashMap<&str, Number>> =
        LazyLock::new(|| INDEFINITE.iter().copied().collect());
    BY_FORM.get(lower).copied()
}
