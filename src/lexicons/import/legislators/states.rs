//! States and territories by postal code, and what the House calls who sits for them.

/// Code, name, and whether it is a territory, whose delegate has no vote.
const STATES: &[(&str, &str, bool)] = &[
    ("AK", "Alaska", false),
    ("AL", "Alabama", false),
    ("AR", "Arkansas", false),
    ("AS", "American Samoa", true),
    ("AZ", "Arizona", false),
    ("CA", "California", false),
    ("CO", "Colorado", false),
    ("CT", "Connecticut", false),
    ("DC", "the District of Columbia", true),
    ("DE", "Delaware", false),
    ("DK", "Dakota Territory", true),
    ("FL", "Florida", false),
    ("GA", "Georgia", false),
    ("GU", "Guam", true),
    ("HI", "Hawaii", false),
    ("IA", "Iowa", false),
    ("ID", "Idaho", false),
    ("IL", "Illinois", false),
    ("IN", "Indiana", false),
    ("KS", "Kansas", false),
    ("KY", "Kentucky", false),
    ("LA", "Louisiana", false),
    ("MA", "Massachusetts", false),
    ("MD", "Maryland", false),
    ("ME", "Maine", false),
    ("MI", "Michigan", false),
    ("MN", "Minnesota", false),
    ("MO", "Missouri", false),
    ("MP", "the Northern Mariana Islands", true),
    ("MS", "Mississippi", false),
    ("MT", "Montana", false),
    ("NC", "North Carolina", false),
    ("ND", "North Dakota", false),
    ("NE", "Nebraska", false),
    ("NH", "New Hampshire", false),
    ("NJ", "New Jersey", false),
    ("NM", "New Mexico", false),
    ("NV", "Nevada", false),
    ("NY", "New York", false),
    ("OH", "Ohio", false),
    ("OK", "Oklahoma", false),
    ("OL", "the Territory of Orleans", true),
    ("OR", "Oregon", false),
    ("PA", "Pennsylvania", false),
    ("PI", "the Philippines", true),
    ("PR", "Puerto Rico", true),
    ("RI", "Rhode Island", false),
    ("SC", "South Carolina", false),
    ("SD", "South Dakota", false),
    ("TN", "Tennessee", false),
    ("TX", "Texas", false),
    ("UT", "Utah", false),
    ("VA", "Virginia", false),
    ("VI", "the Virgin Islands", true),
    ("VT", "Vermont", false),
    ("WA", "Washington", false),
    ("WI", "Wisconsin", false),
    ("WV", "West Virginia", false),
    ("WY", "Wyoming", false),
];

fn row(code: &str) -> Option<&'static (&'static str, &'static str, bool)> {
    STATES.binary_search_by_key(&code, |row| row.0).ok().map(|i| &STATES[i])
}

/// The name of a state as it follows "from".
pub fn name(code: &str) -> Option<&'static str> {
    row(code).map(|row| row.1)
}

/// What a member of the House for this state or territory is.
pub fn house_title(code: &str) -> &'static str {
    if row(code).is_some_and(|row| row.2) { "delegate" } else { "representative" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_order_so_that_each_is_found() {
        assert!(STATES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(name("WY"), Some("Wyoming"));
        assert_eq!(name("XX"), None);
        assert_eq!((house_title("GU"), house_title("TX")), ("delegate", "representative"));
    }
}
