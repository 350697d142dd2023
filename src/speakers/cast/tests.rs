//! Cases as data: an article, the words of a mention (its last occurrence), and who stands
//! behind it with which party. People in them are invented, but for holders of offices.

use crate::articles::Metadata;
use crate::lexicons::{Lexicons, Source};
use crate::quotes;
use crate::speakers::{self, Cast, Context};
use crate::text::Document;

/// What guards it, article, mention, name, party.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    (
        "bracket with state",
        "“No,” said Sen. Ida Morrow (R-Ohio).",
        "Ida Morrow",
        "Ida Morrow",
        "Republican",
    ),
    (
        "letter after comma",
        "“No,” said Rep. Ida Morrow, D-Conn., on Monday.",
        "Ida Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "party before title",
        "Republican Sen. Ida Morrow said it was over.",
        "Ida Morrow",
        "Ida Morrow",
        "Republican",
    ),
    (
        "party as apposition",
        "Sen. Carl Brenner, a libertarian-leaning Kentucky Republican, called it a waste.",
        "Carl Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "party of the counterpart",
        "His Democratic partner, Sen. Ida Morrow of Delaware, said no.",
        "Ida Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "strategist has none",
        "“No,” said Carl Brenner, a Republican strategist.",
        "Carl Brenner",
        "Carl Brenner",
        "",
    ),
    (
        "foreign party",
        "“No,” said Petro Sulyma, a lawmaker from Ukraine’s Holos party.",
        "Petro Sulyma",
        "Petro Sulyma",
        "Holos",
    ),
    (
        "deputy from a party",
        "“No,” said Gleb Ostrov, a lawmaker of the far-right LDPR.",
        "Gleb Ostrov",
        "Gleb Ostrov",
        "LDPR",
    ),
    (
        "Mr. is no party",
        "“No,” said Mr. Carl Brenner, a banker in Belgium.",
        "Carl Brenner",
        "Carl Brenner",
        "",
    ),
    ("surname later", "Ida Morrow arrived. Later Morrow spoke.", "Morrow", "Ida Morrow", ""),
    ("surname first", "Morrow spoke. Ida Morrow is a teacher.", "Morrow", "Ida Morrow", ""),
    (
        "gender parts spouses",
        "Carl Brenner and Anna Brenner came. “No,” Mr. Brenner said. “Yes,” Ms. Brenner said.",
        "Brenner",
        "Anna Brenner",
        "",
    ),
    (
        "title keeps gender",
        "Carl Brenner and Anna Brenner came. “Yes,” Ms. Brenner said. “No,” Mr. Brenner said.",
        "Brenner",
        "Carl Brenner",
        "",
    ),
    ("known by surname", "Trump left early.", "Trump", "Donald Trump", "Republican"),
    (
        "spelling variants",
        "Zelenskiy spoke in Kyiv.",
        "Zelenskiy",
        "Volodymyr Zelensky",
        "Servant of the People",
    ),
    (
        "president of Russia has none",
        "Vladimir Putin spoke.",
        "Vladimir Putin",
        "Vladimir Putin",
        "",
    ),
    (
        "the senator",
        "Sen. Ida Morrow (R-Ohio) came. A banker, Carl Brenner, left. “No,” the senator said.",
        "the senator",
        "Ida Morrow",
        "Republican",
    ),
    (
        "the state's party member",
        "Sen. Ida Morrow (R-Ohio) met Sen. Carl Brenner (D-Ore.). “No,” the Oregon Democrat said.",
        "the Oregon Democrat",
        "Carl Brenner",
        "Democratic",
    ),
    (
        "copula",
        "Carl Brenner is a Republican from Montana, a rancher. Anna Brenner is a Democrat from Illinois. “No,” said the senator from Montana.",
        "the senator",
        "Carl Brenner",
        "Republican",
    ),
    (
        "two descriptions joined",
        "Rep. Carl Brenner, a Montana Republican and former ship captain, said no.",
        "Carl Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "the unnamed one stays unnamed",
        "Carl Brenner, an envoy, came. A Western diplomat came too. “No,” the diplomat said.",
        "the diplomat",
        "western diplomat",
        "",
    ),
    (
        "letter at the end of a sentence",
        "“No,” said Sen. Carl Brenner, R-Okla. “Anna Banks came to fight, and she lost, so be it.”",
        "Carl Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "party whose name holds a preposition",
        "On this matter Bohdan Sulyma of Servant of the People agreed.",
        "Bohdan Sulyma",
        "Bohdan Sulyma",
        "Servant of the People",
    ),
    (
        "description after the state",
        "“No,” said Senator Anna Calder of Idaho, a Republican who writes the farm bills.",
        "Anna Calder",
        "Anna Calder",
        "Republican",
    ),
    ("she", "Ida Morrow met Carl Brenner. “No,” she said.", "she", "Ida Morrow", ""),
    (
        "his wife",
        "Carl Brenner arrived. His wife laughed. Anna Brenner, a nurse, came too.",
        "His wife",
        "Anna Brenner",
        "",
    ),
    (
        "state and party are no president",
        "Sen. Carl Brenner told reporters that President Donald Trump had time. The Idaho Republican smiled. “No,” said the Idaho Republican.",
        "the Idaho Republican",
        "Carl Brenner",
        "Republican",
    ),
    (
        "demonym of a state",
        "Rep. Ida Morrow of Texas came late. “No,” the Texan said.",
        "the Texan",
        "Ida Morrow",
        "",
    ),
    (
        "senator before a verb",
        "Sen. Carl Brenner came. The senator insisted on a vote. “No,” he said.",
        "he",
        "Carl Brenner",
        "",
    ),
    (
        "she is no group",
        "Ida Morrow spoke first. The Russians had not moved from their demands. “No,” she said.",
        "she",
        "Ida Morrow",
        "",
    ),
    (
        "opening apposition to a pronoun",
        "Olena Sulyma was furious. A member of the opposition European Solidarity party, she walked out. “No,” Sulyma said.",
        "Sulyma",
        "Olena Sulyma",
        "European Solidarity",
    ),
    (
        "copula of a pronoun",
        "Ida Morrow disagreed. She is a teacher, a Democrat from Vermont. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "copula after a description",
        "The congressman for the district, Carl Brenner, is a Republican who won narrowly. “No,” Brenner said.",
        "Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "two of a party",
        "The two Republicans, Ida Morrow and Carl Brenner, left. “No,” said Brenner.",
        "Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "others like them",
        "Democrats like Ida Morrow objected. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "seat for a party",
        "Carl Brenner has sat for Reform UK for a year. “No,” Mr Brenner said.",
        "Mr Brenner",
        "Carl Brenner",
        "Reform UK",
    ),
    (
        "of the party",
        "Sunniva Brekke, of the Conservative Party, told Norwegian radio that she was glad. “No,” Brekke said.",
        "Brekke",
        "Sunniva Brekke",
        "Conservative Party",
    ),
    (
        "leader of a delegation",
        "Petro Sulyma, who heads the Servant of the People delegation, laughed. “No,” Sulyma said.",
        "Sulyma",
        "Petro Sulyma",
        "Servant of the People",
    ),
    (
        "counterpart announced",
        "His Democratic counterpart was ready. “No,” said the minority leader, Ida Morrow of Maine.",
        "Ida Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "counterpart on the side",
        "Her counterpart on the Democratic side was Ida Morrow, once a pilot. “No,” said Ms. Morrow.",
        "Ms. Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "description of one just introduced",
        "Ida Morrow has asked to be heard. The Virginia Democrat is a lawyer. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "the party's own office",
        "The Scottish National Party was unmoved. Iain Rankin, the party’s foreign affairs spokesman, sat down. “No,” Rankin said.",
        "Rankin",
        "Iain Rankin",
        "Scottish National Party",
    ),
    (
        "the party's leader",
        "The Scottish National Party was unmoved. Iain Rankin, the party’s leader, sat down. “No,” Rankin said.",
        "Rankin",
        "Iain Rankin",
        "Scottish National Party",
    ),
    (
        "centre of studies",
        "Piotr Lasak of the Centre for Eastern Studies was calm. “No,” Lasak said.",
        "Lasak",
        "Piotr Lasak",
        "",
    ),
    (
        "congressman of a party",
        "For Carl Brenner, the Delaware Democrat who had lost, it was over. “No,” the congressman said.",
        "the congressman",
        "Carl Brenner",
        "Democratic",
    ),
    (
        "name in a headline",
        "Volodymyr Zelensky Cites Progress\n\nThe plane of Volodymyr Zelensky landed.",
        "Volodymyr Zelensky",
        "Volodymyr Zelensky",
        "Servant of the People",
    ),
    (
        "lead without a name",
        "COLUMBUS, Ohio - With a deadline near and a meeting between the two presidents in prospect, the senator who wrote the bill came home and rented a hall.\n\n“No,” said Ida Morrow.\n\n“Never,” the senator answered.",
        "the senator",
        "Ida Morrow",
        "",
    ),
    (
        "Slovak party by its own name",
        "“No,” said Ondrej Krall, a member of parliament for Smer from Slovakia.",
        "Ondrej Krall",
        "Ondrej Krall",
        "Smer",
    ),
    (
        "Irish deputy",
        "Siobhan Grealy, the local Sinn Féin lawmaker, accused the Government of haste. “No,” Grealy said.",
        "Grealy",
        "Siobhan Grealy",
        "Sinn Féin",
    ),
    (
        "one of the signers",
        "The last of the Republican speakers was Carl Brenner, a former Marine. “No,” Brenner said.",
        "Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "apposition to a description",
        "And that was the difficulty for Carl Brenner. The freshman from Utah, a Republican whose father farmed, has a rival. “No,” said Mr. Brenner.",
        "Mr. Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "party's spokeswoman announced",
        "The Liberal Democrats’ spokeswoman went further. “No,” said Morag Rankin, of the British parliament.",
        "Morag Rankin",
        "Morag Rankin",
        "Liberal Democrat",
    ),
    (
        "senior member",
        "The committee’s senior Democrat, Ida Morrow, disagreed. “No,” she said.",
        "she",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "member for a place",
        "Carl Brenner, the Labour member for Leeds East, rose. “No,” Mr Brenner said.",
        "Mr Brenner",
        "Carl Brenner",
        "Labour",
    ),
    (
        "bracket with place in words",
        "“No,” said Carl Brenner (Labour, Leeds East).",
        "Carl Brenner",
        "Carl Brenner",
        "Labour",
    ),
    (
        "bracket with short form",
        "“No,” said Ida Morrow (Con, Wells).",
        "Ida Morrow",
        "Ida Morrow",
        "Conservative",
    ),
    (
        "possessive party",
        "Labour’s Ida Morrow disagreed. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Labour",
    ),
    (
        "leader of a party",
        "The Liberal Democrat leader, Ida Morrow, told MPs in Britain no. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Liberal Democrat",
    ),
    (
        "fellow member",
        "His fellow Republican Carl Brenner came too. “No,” Brenner said.",
        "Brenner",
        "Carl Brenner",
        "Republican",
    ),
    (
        "deputy for a party",
        "“No,” said Petro Sulyma, a deputy for European Solidarity in Kyiv.",
        "Petro Sulyma",
        "Petro Sulyma",
        "European Solidarity",
    ),
    (
        "of the ruling party",
        "“No,” said Nino Bera, of Georgia’s ruling Georgian Dream party.",
        "Nino Bera",
        "Nino Bera",
        "Georgian Dream",
    ),
    (
        "the member just named",
        "Ida Morrow left the chamber. Carl Brenner, a Republican from Iowa, stayed. “No,” he said.",
        "he",
        "Carl Brenner",
        "Republican",
    ),
    (
        "a party in a neighbouring sentence",
        "Ida Morrow rose at noon. She was elected as a Democrat in 2018. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Democratic",
    ),
    (
        "chairman with a party",
        "The Republican chairman, Carl Brenner, ended it. “No,” he said.",
        "he",
        "Carl Brenner",
        "Republican",
    ),
    (
        "shadow",
        "Ida Morrow, his Conservative shadow, agreed in the Commons. “No,” Morrow said.",
        "Morrow",
        "Ida Morrow",
        "Conservative",
    ),
];

#[test]
fn mentions_go_to_the_right_person_and_party() {
    let lexicons = Lexicons::load(&Source::shipped()).unwrap_or_else(|e| panic!("{e}"));
    let mut wrong = Vec::new();
    for &(name, text, words, speaker, party) in CASES {
        let document = Document::new(text, &[], &lexicons.abbreviations);
        let quotations = quotes::find(&document);
        let mentions = speakers::mentions::find(&document, &quotations, &lexicons);
        let survey = speakers::survey(&document, &quotations, &mentions, &lexicons, false);
        let metadata = Metadata::default();
        let context = Context { metadata: &metadata };
        let cast = Cast::build(&document, &quotations, &mentions, &survey, context, &lexicons);
        let found =
            (0..mentions.len()).rev().find(|&m| document.slice(mentions[m].span).contains(words));
        let who = found
            .and_then(|m| cast.resolved[m])
            .map(|r| cast.members[r.member].speaker.clone())
            .unwrap_or_default();
        if (who.name.as_str(), who.party.as_str()) != (speaker, party) {
            wrong.push(format!("{name}: {:?} {:?}", who.name, who.party));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Article, mention, holder of the office on 1 March 2024.
const OFFICES: &[(&str, &str, &str)] = &[
    ("The defense secretary left early.", "The defense secretary", "Lloyd Austin"),
    (
        "The secretary of state left. The defense secretary stayed.",
        "The defense secretary",
        "Lloyd Austin",
    ),
    (
        "The Senate majority leader left. The House majority leader stayed.",
        "The House majority leader",
        "Steve Scalise",
    ),
];

#[test]
fn an_office_is_its_holder_of_the_day_by_name() {
    let lexicons = Lexicons::load(&Source::shipped()).unwrap_or_else(|e| panic!("{e}"));
    let metadata = Metadata { date: Some(jiff::civil::date(2024, 3, 1)), ..Metadata::default() };
    for &(text, words, holder) in OFFICES {
        let document = Document::new(text, &[], &lexicons.abbreviations);
        let mentions = speakers::mentions::find(&document, &[], &lexicons);
        let survey = speakers::survey(&document, &[], &mentions, &lexicons, false);
        let context = Context { metadata: &metadata };
        let cast = Cast::build(&document, &[], &mentions, &survey, context, &lexicons);
        let found = (0..mentions.len()).find(|&m| document.slice(mentions[m].span) == words);
        let name = found
            .and_then(|m| cast.resolved[m])
            .map(|r| cast.members[r.member].speaker.name.as_str());
        assert_eq!(name, Some(holder), "{text}");
    }
}
