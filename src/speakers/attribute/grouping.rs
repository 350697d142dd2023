//! From a verdict on each quotation to statements: what one attribution governs is one statement.

use crate::lexicons::cues::CueFrame;
use crate::text::Span;

use super::Attribution;
use super::clause::Subject;
use super::context::Verdict;
use super::rules::{Finding, Rule};
use super::scene::{AtomKind, Scene, Unit};

/// Rule of a statement whose source nothing names.
const UNKNOWN: Rule = Rule { name: "unattributed", confidence: 0.0 };

/// Rule of a title that repeats what the text quotes.
const ECHOED: &str = "headline-echo";
/// Rule of a statement that begins with the label of its speaker.
const LABELLED: Rule = Rule { name: "transcript", confidence: 0.9 };

/// The statements of a document, in order of their first quotations.
pub fn statements(scene: &Scene<'_>, verdicts: &[Verdict]) -> Vec<Attribution> {
    let mut grouping =
        Grouping { scene, statements: Vec::new(), last: None, framed: None, echoes: Vec::new() };
    for (q, verdict) in verdicts.iter().enumerate() {
        grouping.add(q, verdict);
    }
    grouping.answer_echoes();
    grouping.statements
}

struct Grouping<'s, 'a> {
    scene: &'s Scene<'a>,
    statements: Vec<Attribution>,
    /// What the last finding was and which unit it was found in.
    last: Option<(Finding, usize)>,
    /// The last unit whose frame was measured, with it: a sentence may hold many quotations.
    framed: Option<(usize, Option<Span>)>,
    /// Statements of a title with the quotation that each repeats.
    echoes: Vec<(usize, usize)>,
}

impl Grouping<'_, '_> {
    fn add(&mut self, q: usize, verdict: &Verdict) {
        match verdict {
            Verdict::Dropped => {}
            Verdict::Continues => self.extend(q),
            Verdict::Found(finding) => self.found(q, finding),
            Verdict::Labelled(mention) => self.labelled(q, *mention),
            Verdict::Echo(later) => {
                self.echoes.push((self.statements.len(), *later));
                self.open(q, None, None, None, UNKNOWN);
            }
            Verdict::SameSpeaker(rule) => self.same_speaker(q, *rule),
            Verdict::Unknown => self.open(q, None, None, None, UNKNOWN),
        }
    }

    /// Adds the quotation to the last statement.
    fn extend(&mut self, q: usize) {
        match self.statements.last_mut() {
            Some(statement) => statement.quotations.push(q),
            None => self.open(q, None, None, None, UNKNOWN),
        }
    }

    /// Opens a statement, or goes on with the last one where the same words govern both.
    fn found(&mut self, q: usize, finding: &Finding) {
        let unit = self.scene.places[q].map_or(0, |place| place.unit);
        let same = self.last.as_ref().is_some_and(|(last, last_unit)| {
            let governor = finding.governor.is_some() && last.governor == finding.governor;
            governor || *last_unit == unit && self.goes_on(last, finding)
        });
        if same {
            return self.extend(q);
        }
        // A label says nothing of what a turn is about.
        let marked = self.scene.quotations[q].style.is_marked();
        let frame = if marked { self.frame(unit) } else { None };
        self.open(q, finding.subject.as_ref(), finding.cue, frame, finding.rule);
        self.last = Some((finding.clone(), unit));
    }

    /// Within one sentence, further words of the same source go on with the statement, unless
    /// a verb of addition opens a new one: *adding that …*.
    fn goes_on(&self, last: &Finding, finding: &Finding) -> bool {
        let adds = finding.governor.is_some_and(|atom| {
            matches!(self.scene.atoms[atom].kind, AtomKind::Cue(cue) if cue.frame == CueFrame::Add)
        });
        let source = |f: &Finding| f.subject.as_ref().map(|s| s.atom);
        !adds && source(last).is_some() && source(last) == source(finding)
    }

    /// What a title repeats is by whom the text says it is.
    fn answer_echoes(&mut self) {
        for (title, later) in std::mem::take(&mut self.echoes) {
            let Some(source) = self.statements.iter().find(|s| s.quotations.contains(&later))
            else {
                continue;
            };
            let (mention, antecedent) = (source.mention, source.antecedent);
            let (co_mentions, confidence) = (source.co_mentions.clone(), source.confidence);
            let statement = &mut self.statements[title];
            (statement.mention, statement.antecedent) = (mention, antecedent);
            (statement.co_mentions, statement.confidence) = (co_mentions, confidence);
            statement.rule = ECHOED;
        }
    }

    /// A statement by the mention that it begins with.
    fn labelled(&mut self, q: usize, mention: usize) {
        self.open(q, None, None, None, LABELLED);
        if let Some(statement) = self.statements.last_mut() {
            statement.mention = Some(mention);
        }
    }

    /// A new statement by whom the last one was by.
    fn same_speaker(&mut self, q: usize, rule: Rule) {
        let Some(last) = self.statements.last() else {
            return self.open(q, None, None, None, UNKNOWN);
        };
        let confidence = last.confidence * rule.confidence;
        self.statements.push(Attribution {
            quotations: vec![q],
            mention: last.mention,
            antecedent: last.antecedent,
            co_mentions: last.co_mentions.clone(),
            cue: None,
            frame: None,
            rule: rule.name,
            confidence,
            headline: self.in_headline(q),
        });
        self.last = None;
    }

    fn open(
        &mut self,
        q: usize,
        subject: Option<&Subject>,
        cue: Option<Span>,
        frame: Option<Span>,
        rule: Rule,
    ) {
        let joint = subject.map_or(&[][..], |s| s.joint.as_slice());
        self.statements.push(Attribution {
            quotations: vec![q],
            mention: subject.and_then(|s| self.mention(s.relative.unwrap_or(s.atom))),
            antecedent: subject.filter(|s| s.relative.is_some()).and_then(|s| self.mention(s.atom)),
            co_mentions: joint.iter().filter_map(|&atom| self.mention(atom)).collect(),
            cue,
            frame,
            rule: rule.name,
            confidence: rule.confidence,
            headline: self.in_headline(q),
        });
        self.last = None;
    }

    fn in_headline(&self, q: usize) -> bool {
        self.scene.places[q].is_some_and(|place| self.scene.units[place.unit].headline)
    }

    fn mention(&self, atom: usize) -> Option<usize> {
        self.scene.atoms.get(atom)?.mention
    }

    /// The narration of a sentence, from its first word outside quotations to its last.
    fn frame(&mut self, unit: usize) -> Option<Span> {
        if let Some((_, frame)) = self.framed.filter(|&(framed, _)| framed == unit) {
            return frame;
        }
        let frame = self.scene.units.get(unit).and_then(|unit| self.measure(unit));
        self.framed = Some((unit, frame));
        frame
    }

    fn measure(&self, unit: &Unit) -> Option<Span> {
        let narrated = |&i: &usize| !matches!(self.scene.atoms[i].kind, AtomKind::Quote(_));
        let first = unit.atoms.clone().find(narrated)?;
        let last = unit.atoms.clone().rev().find(narrated)?;
        Some(self.scene.span(first).to(self.scene.span(last)))
    }
}
