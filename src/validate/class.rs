//! How a statement stands toward a target, "not addressed" among the answers.

use crate::people::corrections::cells;
use crate::reading::Label;

/// One of four answers; the first three are in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Blames, criticises, opposes.
    Unfavourable,
    /// Addressed without a side.
    Neutral,
    /// Praises, defends, sides with.
    Favourable,
    /// Neither mentioned nor plainly meant.
    NotAddressed,
}

/// All, in order.
pub const CLASSES: [Class; 4] =
    [Class::Unfavourable, Class::Neutral, Class::Favourable, Class::NotAddressed];

/// What a cell may hold.
pub(crate) const ALLOWED: &str = "write favourable, neutral, unfavourable or not addressed";

impl Class {
    /// As sheets and tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unfavourable => "unfavourable",
            Self::Neutral => "neutral",
            Self::Favourable => "favourable",
            Self::NotAddressed => "not addressed",
        }
    }

    /// Its place in [`CLASSES`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The answer in a cell that a person filled in; `None` where it is empty.
    ///
    /// # Errors
    /// What is allowed, where the cell holds something else.
    pub fn of_cell(cell: &str) -> Result<Option<Self>, String> {
        if cells::plain(cell).eq_ignore_ascii_case(Self::NotAddressed.name()) {
            return Ok(Some(Self::NotAddressed));
        }
        let label = cells::label(cell).map_err(|_| ALLOWED.to_owned())?;
        Ok(label.map(Self::from))
    }

    /// -1, 0 or 1; 0 also where it is not addressed.
    pub fn sign(self) -> i32 {
        match self {
            Self::Unfavourable => -1,
            Self::Favourable => 1,
            Self::Neutral | Self::NotAddressed => 0,
        }
    }
}

impl From<Option<Label>> for Class {
    fn from(label: Option<Label>) -> Self {
        match label {
            Some(Label::Unfavourable) => Self::Unfavourable,
            Some(Label::Neutral) => Self::Neutral,
            Some(Label::Favourable) => Self::Favourable,
            None => Self::NotAddressed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("favourable", Ok(Some(Class::Favourable))),
            (" Unfavorable ", Ok(Some(Class::Unfavourable))),
            ("NOT ADDRESSED", Ok(Some(Class::NotAddressed))),
            ("none", Ok(Some(Class::NotAddressed))),
            ("", Ok(None)),
            ("fav", Err(ALLOWED.to_owned())),
        ] {
            assert_eq!(Class::of_cell(cell), expected, "{cell}");
        }
        assert!(CLASSES.iter().enumerate().all(|(i, class)| class.index() == i));
    }
}
