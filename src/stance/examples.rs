//! Examples that rows of the lexicons carry: sentences with what must be found in them, so that
//! whoever changes a row sees what it broke.
//!
//! A cell `examples` holds sentences, each with targets and labels in brackets, parted by `|`:
//! `Putin never lied to us. [russia +] | I doubt that he is honest. [russia 0]`. The labels are
//! `+` favourable, `-` unfavourable, `0` neutral, `_` not addressed.

use crate::lexicons::Lexicons;
use crate::lexicons::error::{LexiconError, LexiconErrors};
use crate::lexicons::table::Row;
use crate::reading::Label;

use super::{Scored, Single, Text};

/// What to do about a cell that cannot be read.
const HELP: &str = "write a sentence and what it says: Putin never lied to us. [russia +]";

/// A sentence with the labels it must come out with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Example<'a> {
    text: &'a str,
    expected: Vec<(&'a str, char)>,
}

/// The examples of all rows that do not come out as they should, or cannot be read.
pub fn failing(lexicons: &Lexicons) -> LexiconErrors {
    let stance = &lexicons.stance;
    let mut errors = LexiconErrors::default();
    stance.targets.iter().for_each(|r| check(r, &r.value.examples, lexicons, &mut errors));
    stance.terms.iter().for_each(|r| check(r, &r.value.examples, lexicons, &mut errors));
    stance.effects.iter().for_each(|r| check(r, &r.value.examples, lexicons, &mut errors));
    stance.policies.iter().for_each(|r| check(r, &r.value.examples, lexicons, &mut errors));
    stance.modifiers.iter().for_each(|r| check(r, &r.value.examples, lexicons, &mut errors));
    errors
}

fn check<R>(row: &Row<R>, cell: &str, lexicons: &Lexicons, errors: &mut LexiconErrors) {
    for example in cell.split('|').map(str::trim).filter(|e| !e.is_empty()) {
        let fault = match parse(example, lexicons) {
            Ok(example) => wrong(&example, row, lexicons),
            Err(what) => Some(row.error("examples", what, HELP)),
        };
        errors.0.extend(fault);
    }
}

/// Reads `text [target label, target label]`.
fn parse<'a>(example: &'a str, lexicons: &Lexicons) -> Result<Example<'a>, String> {
    let (text, labels) = example
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
        .ok_or_else(|| format!("no labels in brackets end “{example}”"))?;
    let expected = labels.split(',').map(|label| {
        let (target, sign) = label.trim().rsplit_once(' ').unwrap_or((label.trim(), ""));
        let known = lexicons.stance.target_ids().contains(&target.trim());
        let mut signs = sign.chars();
        match (known, signs.next(), signs.next()) {
            (false, ..) => Err(format!("{} is no target", target.trim())),
            (true, Some(sign @ ('+' | '-' | '0' | '_')), None) => Ok((target.trim(), sign)),
            _ => Err(format!("“{}” is no label: + - 0 _", sign.trim())),
        }
    });
    Ok(Example { text: text.trim(), expected: expected.collect::<Result<_, _>>()? })
}

/// What is wrong with what the engine finds in an example.
fn wrong<R>(example: &Example<'_>, row: &Row<R>, lexicons: &Lexicons) -> Option<LexiconError> {
    let text = Text { text: example.text, ..Text::default() };
    let Single::Targets(scored) = text.score(None, lexicons) else { return None };
    let faults: Vec<String> = example
        .expected
        .iter()
        .map(|&(target, sign)| (target, sign, found(&scored, target)))
        .filter(|(_, sign, found)| sign != found)
        .map(|(target, sign, found)| format!("{target} {sign} came out {found}"))
        .collect();
    let what = format!("“{}”: {}", example.text, faults.join(", "));
    let help = "mend the row or the example; onrecord explain shows what counted";
    (!faults.is_empty()).then(|| row.error("examples", what, help))
}

fn found(scored: &Scored, target: &str) -> char {
    match scored.stances.iter().find(|s| s.target == target).map(|s| s.score.label) {
        None => '_',
        Some(Label::Favourable) => '+',
        Some(Label::Neutral) => '0',
        Some(Label::Unfavourable) => '-',
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;
    use crate::lexicons::Source;

    fn faults(rows: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let table = format!("term,weight,class,examples,note\n{rows}\n");
        fs::write(folder.path().join("terms+.csv"), table).unwrap();
        let lexicons = Lexicons::load(&Source::with_overrides(folder.path()).unwrap()).unwrap();
        failing(&lexicons).0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_examples_of_the_shipped_lexicons_hold() {
        let lexicons = Lexicons::load(&Source::shipped()).unwrap();
        let failing = failing(&lexicons);
        assert!(failing.0.is_empty(), "{failing}");
    }

    #[test]
    fn every_rule_that_turns_a_hit_carries_an_example() {
        let lexicons = Lexicons::load(&Source::shipped()).unwrap();
        let bare = lexicons.stance.modifiers.iter().filter(|r| r.value.examples.is_empty());
        assert_eq!(bare.map(|r| r.value.term.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn examples_are_scored_with_their_row() {
        for (row, fault) in [
            ("zorgish,-0.8,adj,Putin is zorgish. [russia -],", None),
            ("zorgish,-0.8,adj,Putin is zorgish. [russia -] | Kyiv is not. [ukraine 0],", None),
            ("zorgish,-0.8,adj,Putin is zorgish. [russia +],", Some("russia + came out -")),
            ("zorgish,-0.8,adj,Putin is zorgish.,", Some("no labels in brackets")),
            ("zorgish,-0.8,adj,Orr is zorgish. [orr -],", Some("orr is no target")),
            ("zorgish,-0.8,adj,Putin is zorgish. [russia ?],", Some("is no label")),
        ] {
            let faults = faults(row);
            match fault {
                None => assert!(faults.is_empty(), "{row}: {faults:?}"),
                Some(fault) => {
                    assert!(faults[0].contains(fault), "{row}: {faults:?}");
                    assert!(faults[0].contains("terms+.csv:2:"), "{row}: {faults:?}");
                }
            }
        }
    }
}
