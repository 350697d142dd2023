//! Quotations in titles: *X: ‘…’*, *‘…’: X on Y*, *X Says Y Is ‘…’*. A title that names no
//! source quotes nobody.

use super::clause::Subject;
use super::context::Verdict;
use super::rules::{Finding, Rule, Site};
use super::words::Word;

const LABELLED: Rule = Rule { name: "headline-label", confidence: 0.9 };
const FOLLOWED: Rule = Rule { name: "headline-label", confidence: 0.8 };

/// The verdict on a quotation in a title.
pub fn judge(site: &Site<'_, '_>) -> Verdict {
    let finding = labelled(site).or_else(|| site.attribute()).or_else(|| followed(site));
    match finding.filter(|finding| finding.subject.is_some()) {
        Some(finding) => Verdict::Found(finding),
        None => Verdict::Dropped,
    }
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
