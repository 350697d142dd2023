//! Terms joined into the periods in which neither office nor party changed.

use jiff::{ToSpan, civil::Date};

use super::record::{Seat, Term};

/// Days between two terms that still count as one period: Congress may meet late, and a member
/// may be sworn in late.
const GAP: i64 = 31;

/// Whether `next` begins so soon after `end` that nothing lies between.
pub(super) fn follows(end: Date, next: Date) -> bool {
    end.checked_add(GAP.days()).map_or(true, |last| next <= last)
}

/// Periods in order of days. Terms without days are one period, and give way to any with days.
/// Where terms overlap, the later one ends the earlier.
pub fn periods(terms: &[Term]) -> Vec<Term> {
    let mut terms = terms.to_vec();
    if terms.iter().any(|term| term.from.is_some()) {
        terms.retain(|term| term.from.is_some());
    } else {
        terms.truncate(1);
    }
    terms.retain(|term| term.from.is_none() || term.to.is_none() || term.from <= term.to);
    terms.sort_by_key(|term| (term.from, term.to));
    let mut periods: Vec<Term> = Vec::new();
    for term in terms {
        match periods.last_mut() {
            Some(last) if joins(last, &term) => last.to = last.to.max(term.to),
            Some(last) if last.from == term.from => *last = term,
            Some(last) => {
                last.to = last.to.min(term.from);
                periods.push(term);
            }
            None => periods.push(term),
        }
    }
    periods
}

fn joins(last: &Term, next: &Term) -> bool {
    let (Some(end), Some(start)) = (last.to, next.from) else {
        return false;
    };
    last.party == next.party && same(&last.seat, &next.seat) && follows(end, start)
}

fn same(a: &Seat, b: &Seat) -> bool {
    a.role() == b.role()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(seat: &str, party: &str, from: &str, to: &str) -> Term {
        let (kind, state) = seat.split_once(' ').unwrap_or((seat, ""));
        let seat = Seat::of(kind, state).unwrap_or(Seat::President);
        Term { seat, party: party.into(), from: from.parse().ok(), to: to.parse().ok() }
    }

    fn shown(terms: &[Term]) -> Vec<String> {
        let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let show =
            |t: &Term| format!("{} {} {}..{}", t.seat.role(), t.party, day(t.from), day(t.to));
        periods(terms).iter().map(show).collect()
    }

    #[test]
    fn equal_terms_join_and_changes_part() {
        for (what, terms, expected) in [
            (
                "two terms in the same seat, given in any order",
                &[
                    ("rep OH", "D", "2015-01-06", "2017-01-03"),
                    ("rep OH", "D", "2013-01-03", "2015-01-03"),
                ][..],
                &["representative from Ohio D 2013-01-03..2017-01-03"][..],
            ),
            (
                "from one chamber to the other",
                &[
                    ("rep OH", "D", "2013-01-03", "2015-01-03"),
                    ("sen OH", "D", "2015-01-03", "2021-01-03"),
                ],
                &[
                    "representative from Ohio D 2013-01-03..2015-01-03",
                    "senator from Ohio D 2015-01-03..2021-01-03",
                ],
            ),
            (
                "years away",
                &[
                    ("rep OH", "D", "2003-01-03", "2005-01-03"),
                    ("rep OH", "D", "2013-01-03", "2015-01-03"),
                ],
                &[
                    "representative from Ohio D 2003-01-03..2005-01-03",
                    "representative from Ohio D 2013-01-03..2015-01-03",
                ],
            ),
            (
                "another party before the term is over",
                &[
                    ("sen OH", "R", "2013-01-03", "2019-01-03"),
                    ("sen OH", "I", "2016-05-01", "2019-01-03"),
                ],
                &[
                    "senator from Ohio R 2013-01-03..2016-05-01",
                    "senator from Ohio I 2016-05-01..2019-01-03",
                ],
            ),
            (
                "no days",
                &[("sen OH", "R", "", ""), ("rep OH", "R", "", "")],
                &["senator from Ohio R .."],
            ),
            (
                "days beat none",
                &[("sen OH", "R", "", ""), ("rep OH", "R", "2013-01-03", "2015-01-03")],
                &["representative from Ohio R 2013-01-03..2015-01-03"],
            ),
            ("days the wrong way round", &[("sen OH", "R", "2015-01-03", "2013-01-03")], &[]),
        ] {
            let terms: Vec<Term> = terms.iter().map(|&(s, p, f, t)| term(s, p, f, t)).collect();
            assert_eq!(shown(&terms), expected, "{what}");
        }
    }
}
