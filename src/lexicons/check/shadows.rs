//! Rows that never count, because at all of their words an earlier row does.
//!
//! Of the matches at one place the longest are taken; of equally long ones the first that has
//! something to say, policies before effects before terms, then in the order of the rows. So a row
//! is dead where one before it finds the same words and always speaks when it would. What a row
//! says of a target and what it says of the mood are asked for apart: a policy has no mood, a
//! term of class `tone` says nothing of a target.

use super::{Cells, Findings, Row, cell, place};
use crate::lexicons::shapes::{Cover, Shape};

/// A row and what it can say.
pub struct Speaker<'a> {
    row: &'a Row<Cells>,
    column: &'static str,
    of_target: Says,
    has_mood: bool,
}

/// When a row says something of whom its words are said of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Says {
    /// Never: it hides shorter patterns, or colours the mood.
    Never,
    /// Wherever it is found.
    Always,
    /// As a term does: wherever a target is near; a weak one only where it is linked to it, which
    /// verbs are in another way.
    Term { weak: bool, verbal: bool },
    /// As an effect does, in these of its three roles.
    Effect([bool; 3]),
    /// On a condition of its own: the date, the country of the speaker, the topic.
    Condition,
}

impl Says {
    /// Whether this row says something wherever `other` does.
    fn instead_of(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Never) | (Self::Always, _) => true,
            (Self::Effect(roles), Self::Effect(others)) => {
                roles.iter().zip(others).all(|(role, other)| *role || !other)
            }
            (Self::Term { weak, verbal }, Self::Term { weak: other, verbal: as_verb }) => {
                !weak || other && verbal == as_verb
            }
            _ => false,
        }
    }
}

/// The rows of the three files that say something of targets, in the order in which they are
/// tried; `weak` is the weight below which a term must be linked to its target.
pub fn evaluations<'a>(
    policies: &'a [Row<Cells>],
    effects: &'a [Row<Cells>],
    terms: &'a [Row<Cells>],
    weak: f64,
) -> Vec<Speaker<'a>> {
    let says = |row, of_target, has_mood| Speaker { row, column: "term", of_target, has_mood };
    let policies = policies.iter().map(|row| says(row, policy(row), false));
    let effects = effects.iter().map(|row| says(row, effect(row), true));
    let terms = terms.iter().map(|row| says(row, term(row, weak), true));
    policies.chain(effects).chain(terms).collect()
}

/// The rows of `modifiers.csv`: the first that is found counts, whatever its kind.
pub fn modifiers(rows: &[Row<Cells>]) -> Vec<Speaker<'_>> {
    let says = |row| Speaker { row, column: "term", of_target: Says::Always, has_mood: false };
    rows.iter().map(says).collect()
}

/// The rows of `targets.csv`.
pub fn targets(rows: &[Row<Cells>]) -> Vec<Speaker<'_>> {
    let says = |row| Speaker { row, column: "form", of_target: form(row), has_mood: false };
    rows.iter().map(says).collect()
}

fn number(row: &Row<Cells>, column: &str) -> f64 {
    cell(row, column).parse().unwrap_or(0.0)
}

fn policy(row: &Row<Cells>) -> Says {
    if number(row, "weight") == 0.0 { Says::Never } else { Says::Always }
}

fn effect(row: &Row<Cells>) -> Says {
    let roles = ["agent", "patient", "endorsed"].map(|column| number(row, column) != 0.0);
    if roles.contains(&true) { Says::Effect(roles) } else { Says::Never }
}

fn term(row: &Row<Cells>, weak: f64) -> Says {
    let weight = number(row, "weight");
    match cell(row, "class") {
        "tone" => Says::Never,
        _ if weight == 0.0 => Says::Never,
        class => {
            Says::Term { weak: weight.abs() < weak, verbal: matches!(class, "verb" | "idiom") }
        }
    }
}

fn form(row: &Row<Cells>) -> Says {
    let always = cell(row, "kind") == "lookalike" || is_name(row);
    if always { Says::Always } else { Says::Condition }
}

/// Whether a form names its target whatever the date, the speaker and the topic.
fn is_name(row: &Row<Cells>) -> bool {
    let bound = ["office", "speakers"].iter().any(|column| !cell(row, column).is_empty());
    !bound && matches!(cell(row, "kind"), "name" | "demonym" | "metonym")
}

/// Reports the rows among `speakers`, in the order in which they are tried, that never count.
pub fn check(speakers: &[Speaker<'_>]) -> Findings {
    let mut findings = Findings::default();
    let mut cover = Cover::default();
    for (i, speaker) in speakers.iter().enumerate() {
        let shapes = Shape::all_of(cell(speaker.row, speaker.column));
        if let Some(first) = blocker(speaker, &shapes, &cover, speakers) {
            let what = format!("never counts, for {} finds all its words first", place(first.row));
            let help = "keep one of the two rows: of equally long matches the first counts, \
                policies before effects before terms";
            findings.warn(speaker.row.error(speaker.column, what, help));
        }
        cover.add(cell(speaker.row, speaker.column), i);
    }
    findings
}

/// Reports the rows among `speakers` whose words name a target, which says nothing of it.
pub fn names(speakers: &[Speaker<'_>], targets: &[Row<Cells>]) -> Findings {
    let mut findings = Findings::default();
    let mut cover = Cover::default();
    for (i, row) in targets.iter().enumerate().filter(|(_, row)| is_name(row)) {
        cover.add(cell(row, "form"), i);
    }
    for speaker in speakers {
        let shapes = Shape::all_of(cell(speaker.row, speaker.column));
        let forms: Vec<Vec<usize>> = shapes.iter().map(|shape| cover.of(shape)).collect();
        let Some(&first) = forms.first().and_then(|forms| forms.first()) else { continue };
        if forms.iter().all(|forms| !forms.is_empty()) {
            let what =
                format!("never counts, for {} says that it names a target", place(&targets[first]));
            let help = "give the form a weight in targets.csv if the name itself praises or blames";
            findings.warn(speaker.row.error(speaker.column, what, help));
        }
    }
    findings
}

/// A row that speaks in the place of `speaker`, if others do for every shape of its pattern.
fn blocker<'s, 'a>(
    speaker: &Speaker<'_>,
    shapes: &[Shape],
    earlier: &Cover,
    speakers: &'s [Speaker<'a>],
) -> Option<&'s Speaker<'a>> {
    let mut first = None;
    for shape in shapes {
        let before: Vec<&Speaker<'_>> =
            earlier.of(shape).into_iter().map(|i| &speakers[i]).collect();
        let target = before.iter().find(|other| other.of_target.instead_of(speaker.of_target))?;
        let mood = !speaker.has_mood || before.iter().any(|other| other.has_mood);
        if !mood {
            return None;
        }
        first = first.or(Some(*target));
    }
    // A pattern of so many choices has been cut: the rest may live.
    first.filter(|_| shapes.len() < Shape::MOST)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, rows};
    use super::*;

    /// The lines of the findings in files named by their place in the arguments.
    fn dead(policies: &str, effects: &str, terms: &str) -> String {
        let policies = rows(&format!("term,target,weight\n{policies}"));
        let effects = rows(&format!("term,agent,patient,endorsed\n{effects}"));
        let terms = rows(&format!("term,weight,class\n{terms}"));
        messages(&check(&evaluations(&policies, &effects, &terms, 0.3))).join("\n")
    }

    #[test]
    fn a_row_is_dead_where_another_always_speaks_before_it() {
        let by = |line: u8| {
            format!("t.csv:{line}:1: term: never counts, for t.csv:2 finds all its words first")
        };
        for (what, policies, effects, terms, expected) in [
            (
                "one phrase for two targets",
                "arm Kyiv,ukraine,1\narm Kyiv,russia,-1\n",
                "",
                "",
                by(3),
            ),
            ("a form after its stem", "", "", "grub,-0.6,adj\n=grubs,-0.8,adj\n", by(3)),
            ("a word after its prefix", "", "", "grub*,-0.6,adj\n=grubbish,-0.8,adj\n", by(3)),
            (
                "a word of any phrase",
                "",
                "",
                "no * =way,-0.6,idiom\nno =other =way,1,idiom\n",
                by(3),
            ),
            ("a mood after a term", "", "", "grub,-0.6,adj\ngrubs,-0.8,tone\n", by(3)),
            ("a mood after an effect", "", "grub,-1,0,0\n", "grub,-1,tone\n", by(2)),
            (
                "a term after a policy and an effect",
                "grub,russia,1\n",
                "grub,-1,0,0\n",
                "grub,1,noun\n",
                by(2),
            ),
            ("an effect in fewer roles", "", "grub*,-1,1,0\n=grubs,1,0,0\n", "", by(3)),
        ] {
            assert_eq!(dead(policies, effects, terms), expected, "{what}");
        }
    }

    #[test]
    fn what_works_as_meant_is_not_reported() {
        for (what, policies, effects, terms) in [
            ("a form before its stem", "", "", "=grubs,-0.8,adj\ngrub,-0.6,adj\n"),
            ("a longer phrase", "", "", "grub,-0.6,adj\ngrub =hut,-0.8,idiom\n"),
            ("a verb and who does it", "", "grub,-1,0,0\n", "grub,-0.6,verb\n"),
            ("the mood of a policy", "grub,russia,1\n", "", "grub,-0.6,adj\n"),
            ("a term after a mood", "", "", "grub,-0.6,tone\ngrubs,-0.6,adj\n"),
            ("a strong word after a weak one", "", "", "grub,-0.1,adj\ngrubs,-0.6,adj\n"),
            ("an effect in more roles", "", "grub*,-1,0,0\n=grubs,1,0,1\n", ""),
            ("one choice of two", "", "", "=grub,-0.6,adj\n=grub|=grab =hut|=hat,-0.6,adj\n"),
            ("a row that hides", "", "grub =on,0,0,0\ngrub,-1,0,0\n", ""),
        ] {
            assert_eq!(dead(policies, effects, terms), "", "{what}");
        }
    }

    #[test]
    fn a_name_says_nothing_of_whom_it_names() {
        let targets = rows(
            "target,form,kind,office,speakers\n\
            russia,Kremlin,metonym,,\nrussia,the grub,role,,\n",
        );
        let terms =
            rows("term,weight,class\nKremlin,-0.5,noun\nKremlin =lie,-1,noun\nthe grub,-1,noun\n");
        let found = names(&evaluations(&[], &[], &terms, 0.3), &targets);
        let expected = "t.csv:2:1: term: never counts, for t.csv:2 says that it names a target";
        assert_eq!(messages(&found), [expected]);
    }

    #[test]
    fn modifiers_and_forms_count_once() {
        let modifiers_of = rows("term,kind,factor\nnever,negation,-1\nnever,hedge,0.5\n");
        let forms = rows(
            "target,form,kind,office,speakers\n\
            russia,Kremlin,metonym,,\nukraine,Kremlin,role,,\n\
            russia,president,role,russian president,\nukraine,president,role,ukrainian president,\n",
        );
        for (speakers, expected) in [
            (modifiers(&modifiers_of), "t.csv:3:1: term: never counts, for t.csv:2"),
            (targets(&forms), "t.csv:3:9: form: never counts, for t.csv:2"),
        ] {
            let found = messages(&check(&speakers)).join("\n");
            assert_eq!(found.strip_suffix(" finds all its words first"), Some(expected));
        }
    }
}
