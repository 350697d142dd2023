//! A legislator as any of the formats gives one, before it becomes rows.

use jiff::civil::Date;

use super::states;
use crate::lexicons::names::GenderCode;

/// One entry of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legislator {
    /// Where it stands, `file:line:column`, for messages.
    pub place: String,
    /// Id in the Biographical Directory of the United States Congress; empty if none is given.
    pub bioguide: String,
    /// The parts of the name.
    pub name: Name,
    /// Gender.
    pub gender: GenderCode,
    /// Day of birth.
    pub born: Option<Date>,
    /// Whether it looks like an entry of our times although no term of it has a date.
    pub recent: bool,
    /// Seats and executive offices, in any order; one a time of one party.
    pub terms: Vec<Term>,
    /// Offices of a chamber or party that colleagues elect to.
    pub leadership: Vec<Leadership>,
    /// Terms that could not be read, each with the reason.
    pub faults: Vec<String>,
}

/// The parts of a name, each empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// First name.
    pub first: String,
    /// Middle names.
    pub middle: String,
    /// Surname.
    pub last: String,
    /// Jr., III.
    pub suffix: String,
    /// What the person goes by instead of the first name.
    pub nickname: String,
    /// The whole name as the chamber writes it.
    pub official: String,
}

/// What a term is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The House of Representatives, for a state or territory by its postal code.
    House(String),
    /// The Senate.
    Senate(String),
    /// The presidency.
    President,
    /// The vice-presidency.
    VicePresident,
}

/// One term, or the part of it in one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is of.
    pub seat: Seat,
    /// Party as the file writes it.
    pub party: String,
    /// First day; none in files that give no days.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// An office of a chamber or party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leadership {
    /// "Senate Majority Leader".
    pub title: String,
    /// "house" or "senate".
    pub chamber: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day; none while in office.
    pub to: Option<Date>,
}

impl Seat {
    /// The seat that `kind` (`rep`, `sen`, `prez`, `viceprez`) and a postal code mean.
    ///
    /// # Errors
    /// What is unknown.
    pub fn of(kind: &str, state: &str) -> Result<Self, String> {
        let known = || match states::name(state) {
            Some(_) => Ok(state.to_owned()),
            None => Err(format!("no state {state:?}")),
        };
        match kind {
            "rep" => Ok(Self::House(known()?)),
            "sen" => Ok(Self::Senate(known()?)),
            "prez" => Ok(Self::President),
            "viceprez" => Ok(Self::VicePresident),
            _ => Err(format!("no office {kind:?}")),
        }
    }

    /// The state by its name, for a seat in Congress.
    pub fn state(&self) -> Option<&'static str> {
        match self {
            Self::House(code) | Self::Senate(code) => states::name(code),
            Self::President | Self::VicePresident => None,
        }
    }

    /// Postal code of the state.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::House(code) | Self::Senate(code) => Some(code),
            Self::President | Self::VicePresident => None,
        }
    }

    /// The office as `people.csv` words it.
    pub fn role(&self) -> String {
        match self {
            Self::House(code) => match (states::house_title(code), self.state()) {
                (title, Some(state)) => format!("{title} from {state}"),
                (title, None) => title.to_owned(),
            },
            Self::Senate(_) => format!("senator from {}", self.state().unwrap_or_default()),
            Self::President => "president".into(),
            Self::VicePresident => "vice president".into(),
        }
    }
}
