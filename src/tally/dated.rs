//! Cells of dated articles, put together for each group whose change over time is told.

use jiff::civil::Date;

use super::cell::{Cell, Key, Topic};
use super::timeline::Group;

/// A cell of a target with the day of its article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated<'a> {
    pub group: Group,
    pub target: u16,
    pub date: Date,
    pub speaker: u32,
    pub article: u32,
    pub cell: &'a Cell,
}

/// The group of a cell, for each kind of group; in order of [`Group`].
pub(super) const KINDS: [fn(&Key) -> Option<Group>; 3] = [
    |_| Some(Group::Everybody),
    |key| key.party.map(Group::Party),
    |key| Some(Group::Speaker(key.speaker)),
];

/// The cells of one kind of group; those of undated articles are left out.
pub(super) fn dated(
    cells: &[(Key, Cell)],
    kind: impl Fn(&Key) -> Option<Group>,
    date: impl Fn(u32) -> Option<Date>,
) -> Vec<Dated<'_>> {
    let of = |(key, cell)| dated_cell(key, cell, &kind, &date);
    cells.iter().map(|(key, cell)| (key, cell)).filter_map(of).collect()
}

fn dated_cell<'a>(
    key: &Key,
    cell: &'a Cell,
    kind: impl Fn(&Key) -> Option<Group>,
    date: impl Fn(u32) -> Option<Date>,
) -> Option<Dated<'a>> {
    let Topic::Target(target) = key.topic else { return None };
    let (speaker, article) = (key.speaker, key.article);
    Some(Dated { group: kind(key)?, target, date: date(article)?, speaker, article, cell })
}

/// The sum of cells.
pub(super) fn total(cells: &[Dated<'_>]) -> Cell {
    Cell::total(cells.iter().map(|dated| dated.cell))
}
