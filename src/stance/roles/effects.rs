//! Who does it and to whom: what a verb or noun of action says of both.

use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{Entry, ShifterKind};
use crate::stance::chunks::Chunk;
use crate::stance::clauses::Opening;
use crate::stance::scene;
use crate::stance::words::Class;

use super::Reader;

/// Prepositions by which a noun of action names who does it.
const AGENT_PREPOSITIONS: &[&str] = &["by", "from"];

/// Prepositions by which a noun of action names whom it is done to.
const PATIENT_PREPOSITIONS: &[&str] =
    &["of", "on", "against", "to", "for", "with", "at", "in", "toward", "towards"];

/// How most participles end.
const PARTICIPLE_ENDINGS: &[&str] = &["ed", "en", "wn", "ught", "de", "ut", "ld", "pt"];

/// Participles that end otherwise.
const PARTICIPLES: &[&str] =
    &["sent", "spent", "bent", "lent", "lost", "hurt", "hit", "fed", "led", "met", "won", "shot"];

/// Noun phrases after a verb among which its object is sought.
const OBJECT_REACH: usize = 2;

/// Whether a phrase that opens a row is the subject of its verb: *I like*.
fn is_subject(chunk: &Chunk) -> bool {
    chunk.tokens.len() == 1 && chunk.pronoun.is_some()
}

impl Reader<'_> {
    /// A verb or noun of action: something of who does it, something of whom it is done to.
    pub(super) fn effect(&mut self, found: Found, row: usize) {
        let effect = &self.lexicon.effects[row].value;
        let entry = Some(Entry::Effect(row));
        let phrase = self.chunk_with(found.start);
        let noun = phrase.is_none_or(|c| !is_subject(c))
            && (phrase.is_some() || scene::is_noun_at(self.scene.document, &[], found.start));
        let (agent, patient) = if noun { self.noun_roles(found) } else { self.verb_roles(found) };
        let patients = patient.as_ref().map_or(Vec::new(), |p| self.group(p));
        let demanded = self.shifters.before(ShifterKind::Demand, found.start).is_some();
        let voiced = agent.as_ref().is_some_and(|a| a.voice) || self.is_imperative(found);
        let endorsed = !noun && (demanded || voiced);
        // Whoever speaks of a wrong done to "us" stands up for us.
        let victim = effect.agent <= self.lexicon.number("wrong")
            && patient.as_ref().is_some_and(|p| p.voice)
            && !agent.as_ref().is_some_and(|a| a.voice);
        let (role, weight) = match (victim, endorsed) {
            (true, _) => ("victim", self.lexicon.number("victim")),
            (false, true) => ("endorsed", effect.endorsed),
            (false, false) => ("patient", effect.patient),
        };
        for &target in &patients {
            self.link(found, entry, target, role, weight, &[], true);
        }
        // What somebody does to "us" is praised or blamed as we would be who suffer it.
        let to_us = patient.as_ref().is_some_and(|p| p.voice) && !voiced;
        let agent_weight = match effect.endorsed {
            e if to_us && e > 0.0 => effect.agent.max(self.lexicon.number("to_us")),
            e if to_us && e < 0.0 => effect.agent.min(-self.lexicon.number("to_us")),
            _ => effect.agent,
        };
        // What the speaker calls upon a target to do says nothing of what it does.
        let acting = agent.filter(|_| !demanded);
        let objectless = !noun && patients.is_empty() && effect.patient != 0.0;
        let reach = if objectless { self.lexicon.number("no_object") } else { 1.0 };
        for target in acting.map_or(Vec::new(), |a| self.group(&a)) {
            let extra = [("no object", reach)];
            self.link(found, entry, target, "agent", agent_weight, &extra, true);
        }
        let unlinked = self.links.last().is_none_or(|l| l.start != found.start);
        if noun && unlinked && patients.is_empty() {
            self.unowned(found, effect.agent, entry);
        }
    }

    /// An act that nobody is named to do or suffer: laid at the door of whom the phrase is near.
    fn unowned(&mut self, found: Found, weight: f64, entry: Option<Entry>) {
        let unowned = self.lexicon.number("unowned_agent");
        for (target, role, near) in self.said_of(found, false, weight > 0.0).unwrap_or_default() {
            let factor = if near < 1.0 { near * unowned } else { near };
            self.link(found, entry, target, role, weight, &[("distance", factor)], true);
        }
    }

    /// Subject and object of a verb, swapped in the passive.
    pub(super) fn verb_roles(&self, found: Found) -> (Option<Chunk>, Option<Chunk>) {
        let own = self.chunk_with(found.start).filter(|c| is_subject(c));
        let subject = own.or_else(|| self.subject(found.start).map(|(s, _)| s)).cloned();
        // "disappointed in him", "committed to them": the preposition leads to the object.
        let leads_on = self.scene.document.is(found.end - 1, Class::Preposition);
        if self.is_passive(found.start) && !leads_on {
            return (self.after(found, AGENT_PREPOSITIONS), subject);
        }
        (subject, self.object(found))
    }

    /// *Russia's invasion of Ukraine*, *attacks on Ukraine by Russia*.
    pub(super) fn noun_roles(&self, found: Found) -> (Option<Chunk>, Option<Chunk>) {
        let owner = self.chunk_with(found.start).filter(|c| c.target.is_some()).cloned();
        let patient = self.after(found, PATIENT_PREPOSITIONS);
        let agent = owner.or_else(|| self.after(found, AGENT_PREPOSITIONS));
        (agent, patient)
    }

    /// The noun phrase after one of `prepositions` behind the phrase of `found`.
    pub(super) fn after(&self, found: Found, prepositions: &[&str]) -> Option<Chunk> {
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
    pub(super) fn object(&self, found: Found) -> Option<Chunk> {
        let clause = self.scene.clause_of(found.start);
        // "denounce what he said": the clause is the object.
        let content = found.end < self.scene.passage.tokens.end
            && matches!(self.scene.document.lower(found.end), "what" | "how" | "whatever");
        let within = |c: &&Chunk| {
            let of = self.scene.clause_of(c.tokens.start);
            c.tokens.start < found.end || of == clause || (content && of == clause + 1)
        };
        self.scene
            .chunks
            .iter()
            .filter(|c| c.tokens.start > found.start)
            .take_while(within)
            .take(OBJECT_REACH)
            .find(|c| (c.target.is_some() || c.voice) && !self.in_policy(c))
            .cloned()
    }

    /// Whether a noun phrase is part of a policy: of "reject sanctions on Russia" the policy
    /// is the object.
    pub(super) fn in_policy(&self, chunk: &Chunk) -> bool {
        self.scene.evaluations.iter().any(|(f, e)| {
            matches!(e, Entry::Policy(_))
                && f.start < chunk.tokens.start
                && chunk.tokens.start < f.end
        })
    }

    /// Whether a form of be or get stands before the participle at `at`.
    pub(super) fn is_passive(&self, at: usize) -> bool {
        let document = self.scene.document;
        let word = document.lower(at);
        if word.ends_with("ing") {
            return false;
        }
        let mut i = at;
        while i > self.scene.passage.tokens.start {
            i -= 1;
            match document.lower(i) {
                "be" | "is" | "are" | "was" | "were" | "been" | "being" | "get" | "got"
                | "getting" | "'re" | "am" | "'m" => {
                    return PARTICIPLE_ENDINGS.iter().any(|e| word.ends_with(e))
                        || PARTICIPLES.contains(&word);
                }
                "not" | "n't" | "never" | "just" | "all" | "so" | "very" | "too" | "quite" => {}
                adverb if adverb.ends_with("ly") => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether the verb opens its clause: a call to do it.
    pub(super) fn is_imperative(&self, found: Found) -> bool {
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
}
