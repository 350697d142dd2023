//! The cast of an article: which mentions are one person or body, and who that is.

mod announced;
mod canonical;
mod cluster;
mod described;
mod discourse;
mod documents;
mod fit;
mod membership;
mod name;
mod naming;
mod nominals;
mod pairs;
mod party;
mod phrase;
mod pronouns;
mod reader;
mod salience;
mod traits;

use rustc_hash::FxHashMap;

use crate::articles::Metadata;
use crate::lexicons::Lexicons;
use crate::quotes::Quotation;
use crate::reading::{Speaker, SpeakerKind};
use crate::text::Document;

use super::attribute::Survey;
use super::mentions::{Gender, Mention};

use discourse::{Discourse, Entry, EntryKind};
use reader::Reader;

/// Index of a member of the cast.
pub type MemberId = usize;

/// A person or body of the article.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// Name, party, country, role, as a report shows them.
    pub speaker: Speaker,
    /// As names, titles and pronouns show it.
    pub gender: Gender,
    /// Indices of its mentions, ascending.
    pub mentions: Vec<usize>,
}

/// Who stands behind a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// The member.
    pub member: MemberId,
    /// Chance that this is right, 0 to 1.
    pub confidence: f64,
}

/// What resolution needs to know beside the text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Date and title of the article, among others.
    pub metadata: &'a Metadata,
}

/// The people and bodies of one article.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Members in order of first mention.
    pub members: Vec<Member>,
    /// For each mention of the document, who stands behind it.
    pub resolved: Vec<Option<Resolution>>,
    /// For mentions of two people ("both men"), the second of them.
    pub joint: FxHashMap<usize, MemberId>,
}

impl Cast {
    /// Clusters the mentions of a document; attributions help with pronouns (a speaker goes
    /// on speaking) and say which descriptions are worth a member of their own.
    pub fn build(
        document: &Document<'_>,
        quotations: &[Quotation],
        mentions: &[Mention],
        survey: &Survey,
        context: Context<'_>,
        lexicons: &Lexicons,
    ) -> Self {
        let date = context.metadata.date;
        let reader = Reader::new(document, quotations, mentions, survey, lexicons, date);
        let mut discourse = Discourse::new(&reader, cluster::cluster(&reader));
        discourse.read();
        Self::of(&discourse)
    }

    /// Members in order of first mention, without those nobody mentions.
    fn of(discourse: &Discourse<'_, '_, '_>) -> Self {
        let resolved = vec![None; discourse.resolved.len()];
        let mut cast = Self { resolved, ..Self::default() };
        let mut places: Vec<Option<MemberId>> = vec![None; discourse.entries.len()];
        let mut place = |cast: &mut Self, entry: MemberId| {
            *places[entry].get_or_insert_with(|| {
                cast.members.push(member(discourse, &discourse.entries[entry]));
                cast.members.len() - 1
            })
        };
        for (m, resolution) in discourse.resolved.iter().enumerate() {
            let Some(resolution) = resolution else { continue };
            let member = place(&mut cast, resolution.member);
            cast.members[member].mentions.push(m);
            cast.resolved[m] = Some(Resolution { member, ..*resolution });
            if let Some(&other) = discourse.joint.get(&m) {
                let other = place(&mut cast, other);
                cast.joint.insert(m, other);
            }
        }
        cast
    }
}

fn member(discourse: &Discourse<'_, '_, '_>, entry: &Entry) -> Member {
    let speaker = match entry.kind {
        EntryKind::Person(p) => discourse.reader.speaker(&discourse.persons[p]),
        EntryKind::Body => described(entry, SpeakerKind::Body),
        EntryKind::Unnamed => {
            let row = discourse.reader.party_of_group(&entry.description);
            let (party, country) =
                row.map(|r| (r.party.clone(), r.country.clone())).unwrap_or_default();
            Speaker { party, country, ..described(entry, SpeakerKind::Unnamed) }
        }
    };
    Member { speaker, gender: entry.gender, mentions: Vec::new() }
}

fn described(entry: &Entry, kind: SpeakerKind) -> Speaker {
    Speaker { name: entry.description.clone(), kind, ..Speaker::default() }
}

#[cfg(test)]
mod tests;
