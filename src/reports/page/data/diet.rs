//! What is left out of a page that would be too large to be sent by mail, and how many.

use std::io;

use serde::Serialize;

use super::entry::Entry;
use super::kept::Kept;
use super::pack::packed;

/// Characters to which quotations are cut where leaving out statements of no target is not
/// enough. 280 are some 50 words: two sentences.
const CUTS: &[usize] = &[usize::MAX, 600, 280];

/// How much less than what would just fit is packed anew: parts of a whole do not pack alike.
const MARGIN: f64 = 0.97;

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

impl Packed {
    /// Without blocks, and with all the sentences on what is left out: as large as the rest of a page
    /// becomes.
    pub(in super::super) fn largest() -> Self {
        let many = u64::from(u32::MAX);
        let omitted = Omitted { bystanders: many, addressed: many, cut: many, longest: many };
        Self { rows: many, omitted, blocks: Vec::new() }
    }
}

/// Packs what was kept into at most `budget` bytes: as many statements that speak of no target are
/// left out as must be, then quotations are cut, then statements on targets are left out, always
/// those that a smaller sample would not have.
///
/// # Errors
/// Never but when memory ends.
pub(in super::super) fn pack(kept: Kept, targets: &[String], budget: usize) -> io::Result<Packed> {
    let (met, met_addressed) = (kept.met, kept.addressed);
    let mut entries = kept.finish();
    let mut cuts = CUTS.iter().copied();
    let mut longest = cuts.next().unwrap_or(usize::MAX);
    loop {
        let blocks = packed(&in_order(&entries), targets)?;
        let size: usize = blocks.iter().map(String::len).sum();
        let addressed = entries.iter().filter(|entry| entry.is_addressed()).count();
        if size <= budget || entries.is_empty() {
            let rows = entries.len() as u64;
            let here = addressed as u64;
            let cut = entries.iter().filter(|entry| entry.cut > 0).count() as u64;
            let omitted = Omitted {
                bystanders: (met - met_addressed) - (rows - here),
                addressed: met_addressed - here,
                cut,
                longest: if cut > 0 { longest as u64 } else { 0 },
            };
            return Ok(Packed { blocks, rows, omitted });
        }
        let fits = (entries.len() as f64 * MARGIN * budget as f64 / size as f64) as usize;
        if fits < addressed && addressed < entries.len() {
            entries.truncate(addressed);
        } else if fits >= addressed {
            entries.truncate(fits);
        } else if let Some(next) = cuts.next() {
            longest = next;
            entries.iter_mut().for_each(|entry| entry.shorten(longest));
        } else {
            entries.truncate(fits);
        }
    }
}

/// The newest first, then as they stand in their article.
fn in_order(entries: &[Entry]) -> Vec<&Entry> {
    let mut rows: Vec<&Entry> = entries.iter().collect();
    rows.sort_by_key(|e| (std::cmp::Reverse(e.article.date), e.place, e.ordinal));
    rows
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
