//! What each mention does in its sentence, as far as the clause analysis sees it: the cast
//! reads from it who a sentence is about and who speaks without quotation marks.

use crate::lexicons::cues::CueKind;

use super::clause::{Clause, Slot};
use super::rules::is_finite;
use super::scene::{AtomKind, Scene, Unit};

/// What a mention does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The sentence, counted without breaks inside quotations.
    pub unit: usize,
    /// Its place in the clause; `None` inside quotations, which are not analysed.
    pub slot: Option<Slot>,
    /// It is the subject of a verb of speech, with or without quotation marks.
    pub reports: bool,
}

/// The role of each mention.
pub fn roles(scene: &Scene<'_>) -> Vec<Role> {
    let mut unit = 0;
    let quoted = scene.mentions.iter().map(|mention| {
        unit = mention.quotation.and_then(|q| scene.places[q]).map_or(unit, |place| place.unit);
        Role { unit, slot: None, reports: false }
    });
    let mut roles: Vec<Role> = quoted.collect();
    for (number, unit) in scene.units.iter().enumerate() {
        read_unit(scene, unit, number, &mut roles);
    }
    roles
}

fn read_unit(scene: &Scene<'_>, unit: &Unit, number: usize, roles: &mut [Role]) {
    let clause = Clause { scene, unit };
    for i in unit.atoms.clone() {
        if let Some(m) = scene.atoms[i].mention {
            let own = matches!(scene.atoms[i].kind, AtomKind::Mention(_));
            let slot = if own { clause.slot(i) } else { Slot::Object };
            roles[m] = Role { unit: number, slot: Some(slot), reports: false };
        }
    }
    for i in unit.atoms.clone() {
        let speaks = clause.cue(i).is_some_and(|cue| {
            matches!(cue.kind, CueKind::Verb | CueKind::Quoted)
                && cue.is_strong()
                && is_finite(cue)
                && !clause.is_passive(i)
        });
        let subject = if speaks { clause.subject_of(i) } else { None };
        let mention = subject.and_then(|subject| scene.atoms[subject.atom].mention);
        if let Some(m) = mention {
            roles[m].reports = true;
        }
    }
}
