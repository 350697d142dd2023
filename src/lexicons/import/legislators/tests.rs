//! Tests of the whole conversion against lexicons: who is known, which offices are written.

use super::*;
use crate::lexicons::source::Source;

fn people() -> People {
    People::load(&Source::shipped()).unwrap_or_else(|errors| panic!("{errors}"))
}

fn imported(yaml: &str, options: Options) -> Import {
    imported_beside(&people(), yaml, options)
}

fn imported_beside(people: &People, yaml: &str, options: Options) -> Import {
    let file = File { name: "l.yaml".into(), text: yaml.into() };
    import(&[file], people, options).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The shipped people, with two terms of office and a gap before each.
fn people_with_gaps() -> People {
    let roles = "role,country,person,from,to\n\
        house speaker|speaker of the house,United States,nancy-pelosi,2007-01-04,2011-01-03\n\
        senate majority leader,United States,mitch-mcconnell,2015-01-03,2021-01-20\n";
    let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    std::fs::write(folder.path().join("roles.csv"), roles).unwrap_or_else(|e| panic!("{e}"));
    let source = Source::with_overrides(folder.path()).unwrap_or_else(|e| panic!("{e}"));
    People::load(&source).unwrap_or_else(|errors| panic!("{errors}"))
}

/// An entry with one term and, if a title is given, one office of leadership.
fn entry(name: &str, gender: &str, term: &str, lead: &str) -> String {
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
    format!(
        "- name: {{first: {first}, last: {last}}}\n  bio: {{gender: {gender}}}\n  \
         terms: [{{{term}}}]\n  leadership_roles: [{lead}]\n"
    )
}

#[test]
fn one_person_does_not_become_two_nor_two_one() {
    for (what, name, gender, term, expected) in [
        (
            "a senator whom the lexicons hold",
            "Charles Schumer",
            "M",
            "type: sen, state: NY, party: Democrat",
            None,
        ),
        (
            "by the beginning of a name, and the state",
            "Charles E. Grassley",
            "M",
            "type: sen, state: IA, party: Republican",
            None,
        ),
        (
            "now known by another office",
            "Marco Rubio",
            "M",
            "type: sen, state: FL, party: Republican",
            None,
        ),
        (
            "a namesake for another state",
            "Ted Cruz",
            "M",
            "type: rep, state: OH, party: Republican",
            Some("ted-cruz-oh"),
        ),
        (
            "a diplomat of that name",
            "John Tefft",
            "M",
            "type: rep, state: OH, party: Democrat",
            Some("john-tefft-oh"),
        ),
        (
            "a namesake of another gender",
            "Ted Cruz",
            "F",
            "type: sen, state: TX, party: Republican",
            Some("ted-cruz-tx"),
        ),
        (
            "a senator once, here by the executive office alone",
            "Joseph Biden",
            "M",
            "type: viceprez, party: Democrat",
            None,
        ),
        (
            "nobody's name",
            "Odell Harrow",
            "M",
            "type: sen, state: OH, party: Republican",
            Some("odell-harrow"),
        ),
    ] {
        let term = format!("{term}, start: '2011-01-05', end: '2017-01-03'");
        let import = imported(&entry(name, gender, &term, ""), Options::default());
        let id = import.people.first().map(|(row, _)| row.id.as_str());
        assert_eq!(id, expected, "{what}");
    }
}

#[test]
fn an_office_is_written_where_the_lexicons_have_a_gap() {
    let term = "type: sen, state: OH, party: Republican, start: '1991-01-03', end: '2031-01-03'";
    for (what, lead, expected) in [
        (
            "joined over two congresses, under the names the lexicons give the office",
            "{title: Speaker of the House, chamber: house, start: '2001-01-03', end: '2003-01-03'}, \
             {title: Speaker of the House, chamber: house, start: '2003-01-07', end: '2006-01-03'}",
            &["house speaker 2001-01-03 2006-01-03"][..],
        ),
        (
            "held by somebody else then",
            "{title: Senate Majority Leader, chamber: senate, start: '2016-01-03', end: '2017-01-03'}",
            &[],
        ),
        (
            "before the time that is asked for",
            "{title: Senate Majority Leader, chamber: senate, start: '1991-01-03', end: '1993-01-03'}",
            &[],
        ),
    ] {
        let yaml = entry("Odell Harrow", "M", term, lead);
        let import = imported_beside(&people_with_gaps(), &yaml, Options::default());
        let shown: Vec<String> = import
            .roles
            .iter()
            .map(|row| {
                let name = row.role.split('|').next().unwrap_or_default();
                format!("{name} {} {}", row.from.unwrap_or_default(), row.to.unwrap_or_default())
            })
            .collect();
        assert_eq!(shown, expected, "{what}");
    }
}

#[test]
fn a_middle_initial_tells_a_son_from_his_father() {
    let yaml = "- name: {first: George, middle: Walker, last: Bush}\n  bio: {gender: M}\n  \
        terms: [{type: prez, start: '2001-01-20', end: '2009-01-20', party: Republican}]\n";
    let import = imported(yaml, Options { all: true, ..Options::default() });
    assert_eq!(import.people[0].0.id, "george-w-bush");
}
