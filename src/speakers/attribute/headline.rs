//! Quotations in titles: *X: ‘…’*, *‘…’: X on Y*, *X Says Y Is ‘…’*. A title that names no
//! source quotes nobody, unless the text quotes the same words again.

use super::clause::Subject;
use super::context::Verdict;
use super::rules::{Finding, Rule, Site};
use super::words::Word;

const LABELLED: Rule = Rule { name: "headline-label", confidence: 0.9 };
const FOLLOWED: Rule = Rule { name: "headline-label", confidence: 0.8 };

/// How many quotations of the text a title may repeat, from its first on.
const ECHO: usize = 200;

/// The verdict on a quotation in a title.
pub fn judge(site: &Site<'_, '_>) -> Verdict {
    let finding = labelled(site).or_else(|| site.attribute()).or_else(|| followed(site));
    match finding.filter(|finding| finding.subject.is_some()) {
        Some(finding) => Verdict::Found(finding),
        None => echo(site).map_or(Verdict::Dropped, Verdict::Echo),
    }
}

/// The quotation of the text that holds the words of the title.
fn echo(site: &Site<'_, '_>) -> Option<usize> {
    let scene = site.clause.scene;
    let words = fold(scene.quoted(site.quotation));
    let later = site.quotation + 1..scene.quotations.len().min(site.quotation + ECHO);
    let holds = |&q: &usize| {
        let place = scene.places[q].map(|place| &scene.units[place.unit]);
        place.is_some_and(|unit| !unit.headline) && fold(scene.quoted(q)).contains(&words)
    };
    if words.trim().is_empty() { None } else { later.into_iter().find(holds) }
}

/// Words in lower case between single spaces, without marks.
fn fold(text: &str) -> String {
    let plain = text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

/// *X: … ‘…’*: the name before the colon that opens the title.
fn labelled(site: &Site<'_, '_>) -> Option<Finding> {
    let start = site.clause.unit.atoms.start;
    let colon = (start..site.atom).find(|&i| site.clause.word(i) == Some(Word::Colon))?;
    let source = (start..colon).find(|&i| site.clause.mention(i).is_some())?;
    Some(finding(site, source, colon, LABELLED))
}

/// *‘…’: X …*, *‘…’ – X*
fn followed(site: &Site<'_, '_>) -> Option<Finding> {
    let mark = site.atom + 1;
    let set_off = matches!(site.clause.word(mark), Some(Word::Colon | Word::Dash | Word::Comma));
    let end = site.clause.right_end(mark);
    let source = (mark..end).find(|&i| site.clause.mention(i).is_some()).filter(|_| set_off)?;
    Some(finding(site, source, mark, FOLLOWED))
}

fn finding(site: &Site<'_, '_>, source: usize, mark: usize, rule: Rule) -> Finding {
    let cue = Some(site.clause.scene.span(mark));
    Finding { subject: Some(Subject::from(source)), cue, governor: Some(mark), rule }
}
