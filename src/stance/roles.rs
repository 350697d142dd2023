//! What is said of whom: links each evaluative phrase of a scene to the targets it speaks of.

use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{Entry, FormKind, ShifterKind, StanceLexicon};
use crate::reading::Multiplier;

use super::chunks::{Chunk, PREPOSITIONS};
use super::clauses::Opening;
use super::scene::{self, Scene};
use super::shifters::{Shifters, Turned};

/// A phrase that says something of a target, before it is weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The row.
    pub entry: Option<Entry>,
    /// Number of the target.
    pub target: usize,
    /// What the phrase is to the target.
    pub role: &'static str,
    /// Weight of the row.
    pub weight: f64,
    /// What turns it.
    pub multipliers: Vec<Multiplier>,
}

/// Reads the links of one scene.
pub struct Reader<'a> {
    scene: &'a Scene<'a>,
    lexicon: &'a StanceLexicon,
    shifters: Shifters<'a>,
    /// The target that a passage without any is about.
    topic: Option<usize>,
    links: Vec<Link>,
}

/// Most words from a copula to its predicate: *is not at all a very good*.
const PREDICATE_REACH: usize = 7;

/// Verbs that link a subject with a predicate.
const COPULAS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "'m", "has", "have",
    "had", "as", "seem", "seems", "seemed", "look", "looks", "looked", "become", "becomes",
    "became", "remain", "remains", "remained", "sound", "sounds", "sounded", "appear", "appears",
    "appeared", "feel", "get", "got", "gets", "stay", "stays", "stayed", "prove", "proved",
    "proves",
];

/// Stems of verbs that give their object a name: *call him a liar*; and the "as" of others.
const CALLING: &[&str] = &[
    "call", "brand", "label", "name", "consid", "deem", "dub", "declar", "find", "make", "as",
    "describ", "portray", "think", "believ", "judg", "pronounc", "view",
];

/// Words from an adjective to its "than".
const THAN_REACH: usize = 3;

/// Words from such a verb to its object.
const CALLING_REACH: usize = 2;

/// Words that open an apposition: *Putin, a gangster,*.
const APPOSITIVE: &[&str] = &["a", "an", "the", "our", "that", "this", "himself", "one", "once"];

/// Prepositions by which a noun of action names who does it.
const AGENT_PREPOSITIONS: &[&str] = &["by", "from"];

/// Prepositions by which a noun of action names whom it is done to.
const PATIENT_PREPOSITIONS: &[&str] =
    &["of", "on", "against", "to", "for", "with", "at", "in", "toward", "towards"];

/// Noun phrases after a verb among which its object is sought.
const OBJECT_REACH: usize = 2;

impl<'a> Reader<'a> {
    /// A reader of `scene`.
    pub fn new(scene: &'a Scene<'a>, lexicon: &'a StanceLexicon, topic: Option<usize>) -> Self {
        let shifters =
            Shifters::new(scene.document, lexicon, &scene.shifters, &scene.clauses, &scene.passage);
        Self { scene, lexicon, shifters, topic, links: Vec::new() }
    }

    /// All links of the scene, in order of place. Rows that share a pattern are tried in turn;
    /// the first that says something of a target counts.
    pub fn read(mut self) -> Vec<Link> {
        let mut counted: Option<Found> = None;
        for &(found, entry) in &self.scene.evaluations {
            if counted.is_some_and(|c| (c.start, c.end) == (found.start, found.end)) {
                continue;
            }
            let before = self.links.len();
            match entry {
                Entry::Policy(row) => self.policy(found, row),
                Entry::Effect(row) => self.effect(found, row),
                Entry::Term(row) => self.term(found, row),
            }
            if self.links.len() > before {
                counted = Some(found);
            }
        }
        self.forms();
        self.links
    }

    /// What the scene says whatever its target: each term and effect once, turned.
    pub fn tone(mut self) -> Vec<Link> {
        let mut counted: Option<Found> = None;
        for &(found, entry) in &self.scene.evaluations {
            let weight = match entry {
                Entry::Policy(_) => continue,
                Entry::Effect(row) => self.lexicon.effects[row].value.agent,
                Entry::Term(row) => self.lexicon.terms[row].value.weight,
            };
            if counted.is_some_and(|c| (c.start, c.end) == (found.start, found.end)) {
                continue;
            }
            counted = Some(found);
            self.link(found, Some(entry), 0, "tone", weight, &[], true);
        }
        self.links
    }

    /// Forms that say something by themselves: *the aggressor*.
    fn forms(&mut self) {
        for chunk in &self.scene.chunks {
            let Some(form) = chunk.form.as_ref().filter(|_| self.scene.is_quoted(chunk)) else {
                continue;
            };
            let Some(weight) = self.lexicon.targets[form.row].value.weight else { continue };
            // A name is not turned: "never reward the aggressor" still calls it so.
            self.links.push(Link {
                start: form.tokens.start,
                end: form.tokens.end,
                entry: None,
                target: form.target,
                role: "name",
                weight,
                multipliers: Vec::new(),
            });
        }
    }

    fn link(
        &mut self,
        found: Found,
        entry: Option<Entry>,
        target: usize,
        role: &'static str,
        weight: f64,
        extra: &[(&str, f64)],
        verbal: bool,
    ) {
        if weight == 0.0 {
            return;
        }
        let policy = matches!(entry, Some(Entry::Policy(_)));
        let phrase = self.chunk_with(found.start).map_or(found.start, |c| c.tokens.start);
        let turned = Turned {
            start: found.start,
            end: found.end,
            phrase,
            verbal,
            policy,
            praise: weight > 0.0,
        };
        let mut multipliers = self.shifters.on(turned);
        multipliers.extend(
            extra.iter().filter(|(_, factor)| *factor != 1.0).map(|&(name, factor)| Multiplier {
                name: name.into(),
                term: String::new(),
                factor,
            }),
        );
        let (start, end) = (found.start, found.end);
        self.links.push(Link { start, end, entry, target, role, weight, multipliers });
    }

    // ---- terms ----------------------------------------------------------------------------

    /// An evaluative word: said of whom it is predicated, whom it modifies, whose it is.
    fn term(&mut self, found: Found, row: usize) {
        let term = &self.lexicon.terms[row].value;
        if term.class == "tone" {
            return; // *grief*, *hope*: the mood of the words, no verdict on a target
        }
        let (weight, entry) = (term.weight, Some(Entry::Term(row)));
        let verb = matches!(term.class.as_str(), "verb" | "idiom");
        let doubt = self.lexicon.number("loose_praise");
        if let Some(lesser) = self.lesser(found).filter(|_| weight > 0.0) {
            let extra = [("comparison", self.lexicon.number("comparison"))];
            self.link(found, entry, lesser, "lesser", weight, &extra, verb);
        }
        let weak = weight.abs() < self.lexicon.number("weak_word");
        if let Some(of) = self.said_of(found, verb) {
            for (target, role, factor) in of {
                if weak && factor < 1.0 {
                    continue;
                }
                let factor = if factor < 1.0 && weight > 0.0 { factor * doubt } else { factor };
                self.link(found, entry, target, role, weight, &[("distance", factor)], verb);
            }
        }
    }

    /// Whom an evaluative word is said of, with the strength of the link; `None` where the
    /// clause says it of something else.
    fn said_of(&self, found: Found, verb: bool) -> Option<Vec<(usize, &'static str, f64)>> {
        let inside = self.chunk_with(found.start);
        if let Some(target) = inside.and_then(|c| c.target) {
            return Some(vec![(target, "modifier", 1.0)]);
        }
        if let Some((subject, direct)) = self.subject(found.start) {
            let predicate = self.is_predicate(subject, found) || verb;
            if predicate && direct {
                return match self.group(subject) {
                    targets if !targets.is_empty() => {
                        Some(targets.into_iter().map(|t| (t, "predicate", 1.0)).collect())
                    }
                    _ => self.nearest(found),
                };
            }
        }
        if let Some(complement) = self.complement_of(found) {
            return Some(vec![(complement, "complement", 1.0)]);
        }
        if let Some(target) = inside.and_then(|c| self.owner_by_preposition(c)) {
            return Some(vec![(target, "possessor", 1.0)]);
        }
        self.nearest(found)
    }

    /// *better than Putin*: the target that another is measured by.
    fn lesser(&self, found: Found) -> Option<usize> {
        let than = (found.end..self.scene.passage.tokens.end)
            .take(THAN_REACH)
            .find(|&i| self.scene.document.lower(i) == "than")?;
        self.scene.chunks.iter().find(|c| c.preposition == Some(than))?.target
    }

    /// *call him a liar*: the target right before the phrase of the word.
    fn complement_of(&self, found: Found) -> Option<usize> {
        let phrase = self.chunk_with(found.start).map_or(found.start, |c| c.tokens.start);
        let before = self.scene.chunks.iter().rev().find(|c| c.tokens.end <= phrase)?;
        let between = before.tokens.end..phrase;
        let is_link = |i: usize| {
            matches!(
                self.scene.document.word(i),
                "," | "as" | "“" | "\"" | "‘" | "'" | "a" | "an" | "—" | "–"
            )
        };
        let target = before.target?;
        let called = (before.tokens.start.saturating_sub(CALLING_REACH)..phrase)
            .any(|i| CALLING.contains(&self.scene.document.stem(i)));
        let appositive = self.scene.document.lower(before.tokens.end) == ","
            && APPOSITIVE.contains(&self.scene.document.lower(phrase));
        (between.clone().all(is_link) && (called || appositive)).then_some(target)
    }

    /// *the courage of Ukrainians*, *aggression by Russia*.
    fn owner_by_preposition(&self, chunk: &Chunk) -> Option<usize> {
        let at = self.scene.chunks.iter().position(|c| c.tokens == chunk.tokens)?;
        let next = self.scene.chunks.get(at + 1)?;
        let preposition = next.preposition?;
        let close = next.tokens.start <= chunk.tokens.end + 1;
        let seat = next.form.as_ref().is_some_and(|f| f.kind == FormKind::Metonym);
        let owns = match self.scene.document.lower(preposition) {
            "of" | "by" | "from" => true,
            // "the crooks in Kyiv": the place stands for who sits there.
            "in" => seat,
            _ => false,
        };
        next.target.filter(|_| close && owns)
    }

    /// The nearest target of the clause, else of the passage, else its topic.
    fn nearest(&self, found: Found) -> Option<Vec<(usize, &'static str, f64)>> {
        let clause = self.scene.clause_of(found.start);
        let distance = |c: &Chunk| {
            if c.tokens.end <= found.start {
                found.start - c.tokens.end
            } else {
                c.tokens.start.saturating_sub(found.end) + 1
            }
        };
        let with_target = || self.scene.chunks.iter().filter(|c| c.target.is_some());
        let here = with_target()
            .filter(|c| self.scene.clause_of(c.tokens.start) == clause)
            .min_by_key(|c| distance(c));
        let there = with_target().min_by_key(|c| distance(c));
        let fragment = self.scene.passage.fragment;
        let (target, role, number) = match (here, there, self.topic) {
            (Some(chunk), ..) | (None, Some(chunk), _) if fragment => {
                (chunk.target?, "narration", "fragment")
            }
            (Some(chunk), _, _) => (chunk.target?, "clause", "same_clause"),
            (None, Some(chunk), _) => (chunk.target?, "sentence", "other_clause"),
            (None, None, Some(topic)) => (topic, "topic", "topic"),
            (None, None, None) => return None,
        };
        Some(vec![(target, role, self.lexicon.number(number))])
    }

    // ---- effects --------------------------------------------------------------------------

    /// A verb or noun of action: something of who does it, something of whom it is done to.
    fn effect(&mut self, found: Found, row: usize) {
        let effect = self.lexicon.effects[row].value.clone();
        let entry = Some(Entry::Effect(row));
        let noun = scene::is_noun_at(self.scene.document, &[], found.start)
            || self.chunk_with(found.start).is_some();
        let (agent, patients) = if noun { self.noun_roles(found) } else { self.verb_roles(found) };
        let demanded = self.shifters.before(ShifterKind::Demand, found.start).is_some();
        let voiced = agent.as_ref().is_some_and(|a| a.voice) || self.is_imperative(found);
        let endorsed = !noun && (demanded || voiced);
        let weight = if endorsed { effect.endorsed } else { effect.patient };
        let role = if endorsed { "endorsed" } else { "patient" };
        for &target in &patients {
            self.link(found, entry, target, role, weight, &[], true);
        }
        // What the speaker calls upon a target to do says nothing of what it does.
        let acting = agent.filter(|_| !demanded);
        let objectless = !noun && patients.is_empty() && effect.patient != 0.0;
        let reach = if objectless { self.lexicon.number("no_object") } else { 1.0 };
        for target in acting.map_or(Vec::new(), |a| self.group(&a)) {
            let extra = [("no object", reach)];
            self.link(found, entry, target, "agent", effect.agent, &extra, true);
        }
        if patients.is_empty() && self.links.last().is_none_or(|l| l.start != found.start) && noun {
            if let Some(of) = self.said_of(found, false) {
                let factor = self.lexicon.number("unowned_agent");
                for (target, role, near) in of {
                    let factor = if near < 1.0 { factor } else { 1.0 };
                    let extra = [("distance", near * factor)];
                    self.link(found, entry, target, role, effect.agent, &extra, true);
                }
            }
        }
    }

    /// Subject and object of a verb, swapped in the passive.
    fn verb_roles(&self, found: Found) -> (Option<Chunk>, Vec<usize>) {
        let subject = self.subject(found.start).map(|(s, _)| s.clone());
        if self.is_passive(found.start) {
            let patients = subject.map_or(Vec::new(), |s| self.group(&s));
            return (self.after(found, AGENT_PREPOSITIONS), patients);
        }
        let object = self.object(found);
        (subject, object.map_or(Vec::new(), |o| self.group(&o)))
    }

    /// *Russia's invasion of Ukraine*, *attacks on Ukraine by Russia*.
    fn noun_roles(&self, found: Found) -> (Option<Chunk>, Vec<usize>) {
        let owner = self.chunk_with(found.start).filter(|c| c.target.is_some()).cloned();
        let patient = self.after(found, PATIENT_PREPOSITIONS);
        let agent = owner.or_else(|| self.after(found, AGENT_PREPOSITIONS));
        (agent, patient.map_or(Vec::new(), |p| self.group(&p)))
    }

    /// The noun phrase after one of `prepositions` behind the phrase of `found`.
    fn after(&self, found: Found, prepositions: &[&str]) -> Option<Chunk> {
        let clause = self.scene.clause_of(found.start);
        self.scene
            .chunks
            .iter()
            .filter(|c| c.tokens.start >= found.end)
            .take_while(|c| self.scene.clause_of(c.tokens.start) == clause)
            .take(OBJECT_REACH)
            .find(|c| {
                c.preposition.is_some_and(|p| prepositions.contains(&self.scene.document.lower(p)))
            })
            .cloned()
    }

    /// The object of a verb: the target among the noun phrases that follow it or stand in it.
    fn object(&self, found: Found) -> Option<Chunk> {
        let clause = self.scene.clause_of(found.start);
        self.scene
            .chunks
            .iter()
            .filter(|c| c.tokens.start > found.start)
            .take_while(|c| self.scene.clause_of(c.tokens.start) == clause)
            .take(OBJECT_REACH)
            .find(|c| c.target.is_some() && !self.in_policy(c))
            .cloned()
    }

    /// Whether a noun phrase is part of a policy: of "reject sanctions on Russia" the policy
    /// is the object.
    fn in_policy(&self, chunk: &Chunk) -> bool {
        self.scene.evaluations.iter().any(|(f, e)| {
            matches!(e, Entry::Policy(_))
                && f.start < chunk.tokens.start
                && chunk.tokens.start < f.end
        })
    }

    /// Whether a form of be or get stands before the participle at `at`.
    fn is_passive(&self, at: usize) -> bool {
        let document = self.scene.document;
        let word = document.lower(at);
        if word.ends_with("ing") {
            return false;
        }
        let participle = ["ed", "en", "wn", "ught", "de", "ut", "ld", "pt", "nt"];
        let mut i = at;
        while i > self.scene.passage.tokens.start {
            i -= 1;
            match document.lower(i) {
                "be" | "is" | "are" | "was" | "were" | "been" | "being" | "get" | "got"
                | "getting" | "'re" | "am" | "'m" => {
                    return participle.iter().any(|e| word.ends_with(e));
                }
                "not" | "n't" | "never" | "just" | "simply" | "all" | "so" => {}
                adverb if adverb.ends_with("ly") => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether the verb opens its clause: a call to do it.
    fn is_imperative(&self, found: Found) -> bool {
        let clause = &self.scene.clauses[self.scene.clause_of(found.start)];
        let document = self.scene.document;
        if clause.opening != Opening::Main || self.scene.passage.fragment {
            return false;
        }
        let word = document.lower(found.start);
        let bare = !["ed", "ing", "s"].iter().any(|e| word.ends_with(e));
        bare && (clause.tokens.start..found.start).all(|i| {
            matches!(
                document.lower(i),
                "do" | "n't" | "not" | "never" | "please" | "just" | "let" | "'s" | "us" | "“"
            )
        })
    }

    // ---- policies -------------------------------------------------------------------------

    /// A policy with a side: counts in full where it is backed, opposed or called for.
    fn policy(&mut self, found: Found, row: usize) {
        let policy = &self.lexicon.policies[row].value;
        let (weight, entry) = (policy.weight, Some(Entry::Policy(row)));
        let called_for =
            [ShifterKind::Support, ShifterKind::Oppose, ShifterKind::Demand, ShifterKind::Reverser]
                .iter()
                .any(|&kind| self.shifters.before(kind, found.start).is_some());
        let bare = match policy.bare {
            Some(bare) => bare,
            None if called_for => 1.0,
            None => self.lexicon.number("bare_policy"),
        };
        let target = self.lexicon.policy_target(row);
        self.link(found, entry, target, "policy", weight, &[("bare", bare)], true);
    }

    // ---- clause structure -----------------------------------------------------------------

    /// The chunk whose tokens hold token `at`.
    fn chunk_with(&self, at: usize) -> Option<&Chunk> {
        let i = self.scene.chunks.partition_point(|c| c.tokens.end <= at);
        self.scene.chunks.get(i).filter(|c| c.tokens.start <= at)
    }

    /// The subject of the predicate at `at`, and whether it stands in the same clause.
    fn subject(&self, at: usize) -> Option<(&Chunk, bool)> {
        let clause = self.scene.clause_of(at);
        if let Some(chunk) = self.subject_in(clause, at) {
            return Some((chunk, true));
        }
        let start = self.scene.clauses[clause].tokens.start;
        match self.scene.clauses[clause].opening {
            // The noun right before "who": *Putin, who bombs hospitals*.
            Opening::Relative => {
                self.scene.chunks.iter().rev().find(|c| c.tokens.end <= start).map(|c| (c, true))
            }
            Opening::Linked | Opening::Subordinate => {
                (0..clause).rev().take(2).find_map(|c| self.subject_in(c, start)).map(|c| (c, true))
            }
            Opening::Main => None,
        }
    }

    /// The first noun phrase before `at` in clause `clause` that no preposition governs,
    /// searched from the verb backwards.
    fn subject_in(&self, clause: usize, at: usize) -> Option<&Chunk> {
        let tokens = &self.scene.clauses.get(clause)?.tokens;
        let in_clause = || {
            self.scene
                .chunks
                .iter()
                .rev()
                .skip_while(|c| c.tokens.end > at)
                .take_while(|c| c.tokens.start >= tokens.start)
                .filter(|c| c.tokens.end <= tokens.end)
        };
        in_clause().find(|c| c.preposition.is_none())
    }

    /// Whether a form of be or a copula links subject and word, with nothing between that would
    /// make the word part of something else: *is weak*, not *is trying to stop the weak*.
    fn is_predicate(&self, subject: &Chunk, found: Found) -> bool {
        let document = self.scene.document;
        let clause = self.scene.clauses[self.scene.clause_of(found.start)].tokens.start;
        let from = subject.tokens.end.max(clause);
        let copula = (from..found.start).rev().find(|&i| COPULAS.contains(&document.lower(i)));
        let Some(copula) = copula.filter(|c| found.start - c <= PREDICATE_REACH) else {
            return false;
        };
        (copula + 1..found.start).all(|i| {
            let word = document.lower(i);
            word != "to" && !word.ends_with("ing") && !PREPOSITIONS.contains(&word)
        })
    }

    /// The targets of a noun phrase and of those joined to it by "and".
    fn group(&self, chunk: &Chunk) -> Vec<usize> {
        let mut targets: Vec<usize> = chunk.target.into_iter().collect();
        let Some(at) = self.scene.chunks.iter().position(|c| c.tokens == chunk.tokens) else {
            return targets;
        };
        let joined = |a: &Chunk, b: &Chunk| {
            let between = a.tokens.end..b.tokens.start;
            !between.is_empty()
                && between
                    .clone()
                    .all(|i| matches!(self.scene.document.lower(i), "and" | "or" | ","))
                && between.into_iter().any(|i| self.scene.document.lower(i) != ",")
        };
        let chunks = &self.scene.chunks;
        if at > 0 && joined(&chunks[at - 1], chunk) {
            targets.extend(chunks[at - 1].target);
        }
        if let Some(next) = chunks.get(at + 1).filter(|n| joined(chunk, n)) {
            targets.extend(next.target);
        }
        // "the government of Russia": the noun without a target takes that of its "of".
        if targets.is_empty() {
            targets.extend(self.owner_by_preposition(chunk));
        }
        targets.sort_unstable();
        targets.dedup();
        targets
    }
}
