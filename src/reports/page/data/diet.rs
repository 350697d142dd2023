//! What is left out of a page that would be too large to be sent by mail, and how many.

use std::io;

use serde::Serialize;

use super::entry::Entry;
use super::kept::Kept;
use super::pack::packed;

/// A step of the diet.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Statements that speak of no target stay.
    bystanders: bool,
    /// Most characters of a quotation.
    longest: usize,
    /// Of 100 statements so many stay.
    share: usize,
}

/// The steps, the first that fits is taken. 280 characters are some 50 words: two sentences.
const STEPS: &[Step] = &[
    Step { bystanders: true, longest: usize::MAX, share: 100 },
    Step { bystanders: false, longest: usize::MAX, share: 100 },
    Step { bystanders: false, longest: 600, share: 100 },
    Step { bystanders: false, longest: 280, share: 100 },
    Step { bystanders: false, longest: 280, share: 75 },
    Step { bystanders: false, longest: 280, share: 50 },
    Step { bystanders: false, longest: 280, share: 25 },
    Step { bystanders: false, longest: 280, share: 10 },
];

/// What the page does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(in super::super) struct Omitted {
    /// Statements that speak of no target.
    pub(in super::super) bystanders: u64,
    /// Statements that speak of one.
    pub(in super::super) addressed: u64,
    /// Quotations that were cut ...
    pub(in super::super) cut: u64,
    /// ... to so many characters.
    pub(in super::super) longest: u64,
}

/// The statements of the page.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Packed {
    /// The index, then the blocks.
    pub(in super::super) blocks: Vec<String>,
    /// Statements on the page.
    pub(in super::super) rows: u64,
    /// What is left out.
    pub(in super::super) omitted: Omitted,
}

/// Packs what was kept into at most `budget` bytes, as far as leaving out helps.
///
/// # Errors
/// Never but when memory ends.
pub(in super::super) fn pack(kept: Kept, targets: &[String], budget: usize) -> io::Result<Packed> {
    let (met, addressed) = (kept.met, kept.addressed);
    let mut entries = kept.finish();
    let most = entries.len();
    for step in STEPS {
        let cut = step.apply(&mut entries, most);
        let mut rows: Vec<&Entry> = entries.iter().collect();
        rows.sort_by_key(|e| (std::cmp::Reverse(e.article.date), e.place, e.ordinal));
        let blocks = packed(&rows, targets)?;
        let last = step.share == STEPS[STEPS.len() - 1].share;
        if last || blocks.iter().map(String::len).sum::<usize>() <= budget {
            let here = rows.iter().filter(|entry| entry.is_addressed()).count() as u64;
            let rows = rows.len() as u64;
            let longest = if cut > 0 { step.longest as u64 } else { 0 };
            let bystanders = (met - addressed) - (rows - here);
            let omitted = Omitted { bystanders, addressed: addressed - here, cut, longest };
            return Ok(Packed { blocks, rows, omitted });
        }
    }
    Ok(Packed::default())
}

impl Step {
    /// Takes the step; how many quotations are cut now.
    fn apply(self, entries: &mut Vec<Entry>, most: usize) -> u64 {
        if !self.bystanders {
            entries.retain(Entry::is_addressed);
        }
        entries.truncate(most.saturating_mul(self.share).div_ceil(100));
        entries.iter_mut().for_each(|entry| entry.shorten(self.longest));
        entries.iter().filter(|entry| entry.cut > 0).count() as u64
    }
}

impl Entry {
    /// Cuts the quotation to `longest` characters and takes the places from marks beyond.
    pub(super) fn shorten(&mut self, longest: usize) {
        let Some((at, _)) = self.quote.char_indices().nth(longest) else { return };
        self.cut += self.quote[at..].chars().count();
        self.quote.truncate(at);
        let end = self.quote.encode_utf16().count();
        for mark in &mut self.marks {
            mark.place = mark.place.filter(|place| place.1 <= end);
        }
    }
}
