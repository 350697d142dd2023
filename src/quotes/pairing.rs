//! Which marks of a paragraph belong together: its cheapest reading.
//!
//! Each mark may open, close, reopen (the closing mark before it was forgotten) or be no
//! quotation mark; where the reading stands between marks is one of five [`State`]s. The
//! cheapest path through all marks is found in one pass, so a slip stays where it is.

use super::marks::{Mark, Style};

/// Where the text between two marks stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// In the narration.
    Outside,
    /// In a quotation with double marks.
    Double,
    /// In a quotation with double marks inside another with double marks.
    DoubleInDouble,
    /// In a quotation with single marks.
    Single,
    /// In double marks inside a quotation with single marks.
    DoubleInSingle,
}

use State::{Double, DoubleInDouble, DoubleInSingle, Outside, Single};

const STATES: [State; 5] = [Outside, Double, DoubleInDouble, Single, DoubleInSingle];

/// What a mark does in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Open,
    Close,
    /// Opens where the quotation before it was never closed.
    Reopen,
    /// Belongs to a nested quotation, or is no mark.
    Pass,
}

/// What a reading costs beside its marks.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Opening an outer quotation with single marks: dear where the article uses double ones.
    pub single: u32,
    /// Leaving a quotation open at the end: cheap where the next paragraph goes on.
    pub unclosed: u32,
}

/// Same marks in same marks.
const NESTED: u32 = 6;
/// A closing mark was forgotten within the paragraph.
const FORGOTTEN: u32 = 8;
/// No reading goes here.
const NEVER: u32 = u32::MAX / 2;

/// An outer quotation: indices of its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The opening mark.
    pub open: usize,
    /// The closing mark, if there is one.
    pub close: Option<usize>,
    /// Where the closing mark was forgotten, the mark that opens anew in this paragraph.
    pub before: Option<usize>,
}

/// Outer quotations of one paragraph in order, and the marks that read as strays outside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Quotations.
    pub pairs: Vec<Pair>,
    /// Double marks that stand in the narration with no partner.
    pub strays: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Step {
    from: usize,
    act: Act,
}

/// The cheapest reading of a paragraph's marks.
pub fn pair(marks: &[Mark], context: Context) -> Pairs {
    let mut costs = [0, NEVER, NEVER, NEVER, NEVER];
    let mut steps: Vec<[Step; 5]> = Vec::with_capacity(marks.len());
    for mark in marks {
        let mut next = [NEVER; 5];
        let mut step = [Step { from: 0, act: Act::Pass }; 5];
        for (from, &state) in STATES.iter().enumerate() {
            for (to, act, cost) in moves(state, mark, context).into_iter().flatten() {
                let total = costs[from].saturating_add(cost).min(NEVER);
                if total < next[to as usize] {
                    next[to as usize] = total;
                    step[to as usize] = Step { from, act };
                }
            }
        }
        // Only differences matter: costs stay small however many marks there are.
        let least = next.iter().copied().min().unwrap_or(0);
        costs = next.map(|c| if c >= NEVER { NEVER } else { c - least });
        steps.push(step);
    }
    costs[1] = costs[1].saturating_add(context.unclosed);
    costs[2] = costs[2].saturating_add(context.unclosed + FORGOTTEN);
    costs[3] = costs[3].saturating_add(context.unclosed + 2);
    costs[4] = costs[4].saturating_add(context.unclosed + FORGOTTEN);
    let last = (0..5).min_by_key(|&i| costs[i]).unwrap_or(0);
    trace(marks, &steps, last)
}

type Move = Option<(State, Act, u32)>;

/// What `mark` can do in `state`, where that leads and what it costs.
fn moves(state: State, mark: &Mark, context: Context) -> [Move; 4] {
    let price = mark.price;
    match (state, mark.style == Style::Single) {
        (Outside, false) => [
            Some((Double, Act::Open, price.open)),
            Some((Outside, Act::Pass, price.stray)),
            None,
            None,
        ],
        (Outside, true) => [
            Some((Outside, Act::Pass, price.stray)),
            Some((Single, Act::Open, price.open + context.single)),
            None,
            None,
        ],
        (Double, false) => [
            Some((Outside, Act::Close, price.close)),
            Some((DoubleInDouble, Act::Pass, price.open + NESTED)),
            Some((Double, Act::Reopen, price.open + FORGOTTEN)),
            Some((Double, Act::Pass, price.kept)),
        ],
        (Double, true) => [Some((Double, Act::Pass, 0)), None, None, None],
        (DoubleInDouble, false) => [
            Some((Double, Act::Pass, price.close)),
            Some((DoubleInDouble, Act::Pass, price.kept)),
            None,
            None,
        ],
        (DoubleInDouble | DoubleInSingle, true) => [Some((state, Act::Pass, 0)), None, None, None],
        (Single, true) => [
            Some((Outside, Act::Close, price.close)),
            Some((Single, Act::Pass, price.kept)),
            Some((Single, Act::Reopen, price.open + FORGOTTEN)),
            None,
        ],
        (Single, false) => [
            Some((DoubleInSingle, Act::Pass, price.open)),
            Some((Single, Act::Pass, price.kept)),
            None,
            None,
        ],
        (DoubleInSingle, false) => [
            Some((Single, Act::Pass, price.close)),
            Some((DoubleInSingle, Act::Pass, price.kept)),
            None,
            None,
        ],
    }
}

/// Follows the cheapest reading back, then writes down its quotations.
fn trace(marks: &[Mark], steps: &[[Step; 5]], last: usize) -> Pairs {
    let mut acts = Vec::with_capacity(steps.len());
    let mut at = last;
    for step in steps.iter().rev() {
        acts.push((step[at].act, step[at].from));
        at = step[at].from;
    }
    acts.reverse();
    let mut out = Pairs::default();
    let mut open: Option<usize> = None;
    for (i, (act, from)) in acts.into_iter().enumerate() {
        match act {
            Act::Open => open = Some(i),
            Act::Close => {
                out.pairs.extend(open.take().map(|open| Pair {
                    open,
                    close: Some(i),
                    before: None,
                }));
            }
            Act::Reopen => {
                out.pairs.extend(open.replace(i).map(|open| Pair {
                    open,
                    close: None,
                    before: Some(i),
                }));
            }
            Act::Pass if from == 0 && marks[i].style == Style::Double => out.strays.push(i),
            Act::Pass => {}
        }
    }
    out.pairs.extend(open.map(|open| Pair { open, close: None, before: None }));
    out
}
