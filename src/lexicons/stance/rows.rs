//! Rows of the stance lexicons: what a researcher reads and edits.

use serde::Deserialize;

/// What a form of a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// A name: Russia, Vladimir Putin.
    Name,
    /// An adjective or people: Russian, Russians.
    Demonym,
    /// A place or house that stands for it: the Kremlin.
    Metonym,
    /// A role that stands for it where the context allows: the aggressor, the president.
    Role,
    /// An office whose holder speaks for the target: foreign minister, press secretary.
    Office,
    /// A word that keeps whoever is described so from speaking for the target: opposition, former.
    Outsider,
    /// Tells that the target is spoken of where the article is about it, and no more: "the
    /// Americans", "both sides", "the missiles". Nothing is linked to it.
    Allusion,
    /// Looks like the target and is not it: Melania Trump, Russian dressing.
    Lookalike,
}

/// What part of a target a form names; pronouns ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// A country, government or administration: it, they.
    #[default]
    State,
    /// One person: he or she.
    Leader,
    /// Citizens: they.
    People,
    /// Troops, missiles, envoys, a team: they.
    Forces,
    /// What it does: it, this.
    Policy,
}

/// A row of `targets.csv`: one form of one target. The order of first rows is the order of columns.
#[derive(Clone, Debug, Deserialize)]
pub struct TargetRow {
    /// Id, `[a-z][a-z0-9_]*`.
    pub target: String,
    /// Phrase pattern.
    pub form: String,
    /// What it is.
    pub kind: FormKind,
    /// What part of the target it names.
    #[serde(default)]
    pub facet: Facet,
    /// What the form itself says of the target (`the aggressor`), -1 to 1.
    #[serde(default)]
    pub weight: Option<f64>,
    /// Office of `roles.csv` that the target must hold at the article's date for the form to
    /// mean it: `us president`.
    #[serde(default)]
    pub office: String,
    /// Country of the speakers in whose mouth the form means the target.
    #[serde(default)]
    pub speakers: String,
    /// Sentences with what must be found in them: see [`crate::stance::examples`].
    #[serde(default)]
    pub examples: String,
}

/// A row of `terms.csv`: a word or phrase that praises or blames what it is said of.
#[derive(Clone, Debug, Deserialize)]
pub struct TermRow {
    /// Phrase pattern.
    pub term: String,
    /// -1 to 1.
    pub weight: f64,
    /// `adj`, `noun`, `verb`, `adv`, `word` (any of these), `idiom` or `tone`.
    pub class: String,
    /// Sentences with what must be found in them: see [`crate::stance::examples`].
    #[serde(default)]
    pub examples: String,
}

/// A row of `effects.csv`: a verb (or noun of action) that says something of who does it and
/// of whom it is done to.
#[derive(Clone, Debug, Deserialize)]
pub struct EffectRow {
    /// Phrase pattern.
    pub term: String,
    /// What the clause says of a third party that does it, -1 to 1.
    pub agent: f64,
    /// What it says of whom a third party does it to, -1 to 1.
    pub patient: f64,
    /// What it says of whom it is done to when the speaker does it, wants it or calls for it.
    pub endorsed: f64,
    /// Sentences with what must be found in them: see [`crate::stance::examples`].
    #[serde(default)]
    pub examples: String,
}

/// A row of `policies.csv`: a policy with a side.
#[derive(Clone, Debug, Deserialize)]
pub struct PolicyRow {
    /// Phrase pattern.
    pub term: String,
    /// Target that it helps or harms.
    pub target: String,
    /// What supporting it says of the target, -1 to 1.
    pub weight: f64,
    /// Factor where nobody in the clause backs or opposes it; 1 for phrases that take a side
    /// by themselves (*Russian aggression*). Empty: that of `thresholds.csv`.
    #[serde(default)]
    pub bare: Option<f64>,
    /// Sentences with what must be found in them: see [`crate::stance::examples`].
    #[serde(default)]
    pub examples: String,
}

/// How a modifier reaches what it turns; each kind has its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShifterKind {
    /// not, never, hardly: what follows in the clause.
    Negation,
    /// don't think that: what follows, the next clause too.
    NegRaising,
    /// very, totally: the word beside it.
    Intensifier,
    /// a bit, somewhat: the word beside it.
    Diminisher,
    /// perhaps, might, seems: what follows in the clause.
    Hedge,
    /// fail to, stop -ing: the verb it governs.
    Reverser,
    /// if, unless: its clause.
    Conditional,
    /// would, would have: what follows in the clause.
    Irrealis,
    /// says, claims, thinks of a third person: what follows in the sentence.
    Report,
    /// a lie, nonsense, not true: what the clause before it says.
    Denial,
    /// backs, needs: the policy that it governs.
    Support,
    /// rejects, cuts: the policy that it governs.
    Oppose,
    /// must, should, let's: what the speaker calls for.
    Demand,
    /// but, however: what stands before it weakens.
    Contrast,
    /// although, while: its clause weakens.
    Concession,
    /// why, how dare: a question that accuses.
    Accusing,
    /// so-called, "some friend": what follows is not meant.
    Ironic,
    /// not only, never stops: looks like a negation or reverser and is none.
    Affirming,
}

impl ShifterKind {
    /// As evidence names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::NegRaising => "neg_raising",
            Self::Intensifier => "intensifier",
            Self::Diminisher => "diminisher",
            Self::Hedge => "hedge",
            Self::Reverser => "reverser",
            Self::Conditional => "conditional",
            Self::Irrealis => "irrealis",
            Self::Report => "report",
            Self::Denial => "denial",
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Demand => "demand",
            Self::Contrast => "contrast",
            Self::Concession => "concession",
            Self::Accusing => "accusing",
            Self::Ironic => "ironic",
            Self::Affirming => "affirming",
        }
    }
}

/// A row of `modifiers.csv`: a word that turns what it governs.
#[derive(Clone, Debug, Deserialize)]
pub struct ModifierRow {
    /// Phrase pattern.
    pub term: String,
    /// How it reaches what it turns.
    pub kind: ShifterKind,
    /// Factor on what it governs.
    pub factor: f64,
    /// Sentences with what must be found in them: see [`crate::stance::examples`].
    #[serde(default)]
    pub examples: String,
}

/// A row of `thresholds.csv`: a number that a researcher may want to change.
#[derive(Clone, Debug, Deserialize)]
pub struct ThresholdRow {
    /// What it is for.
    pub name: String,
    /// Value.
    pub value: f64,
}
