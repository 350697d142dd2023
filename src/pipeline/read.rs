//! One article in, its Reading out: the stages of phase 1 in order.

use rustc_hash::FxHashMap;

use crate::articles::{Article, Skipped};
use crate::lexicons::Lexicons;
use crate::quotes::{self, Quotation};
use crate::reading::{Mention, Reading, Segment, SegmentKind, Speaker, Statement, StatementKind};
use crate::speakers::{self, Attribution, Cast, Context, Manner, MemberId, Report, Survey};
use crate::stance::{self, Reported, Setting, Utterance};
use crate::text::{CharIndex, Document, Sketch, Span, TokenKind};

/// What beside quotations is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Statements without quotation marks too: *Crow said that policy was erratic*.
    pub indirect: bool,
}

/// Reads one article: pure, the same for the same article and lexicons.
pub fn read(article: &Article, lexicons: &Lexicons) -> Reading {
    read_with(article, lexicons, Wanted::default())
}

/// As [`read`], with what is `wanted` beside quotations.
pub fn read_with(article: &Article, lexicons: &Lexicons, wanted: Wanted) -> Reading {
    let document = Document::new(&article.text, &article.markup, &lexicons.abbreviations);
    let quotations = quotes::find(&document);
    let mentions = speakers::mentions::find(&document, &quotations, lexicons);
    let survey = speakers::survey(&document, &quotations, &mentions, lexicons, wanted.indirect);
    let context = Context { metadata: &article.metadata };
    let cast = Cast::build(&document, &quotations, &mentions, &survey, context, lexicons);
    let stage = Stage {
        lexicons,
        document: &document,
        quotations: &quotations,
        mentions: &mentions,
        cast: &cast,
        index: CharIndex::new(&article.text),
        setting: Setting::new(&document, &cast, article.metadata.date, lexicons),
    };
    let mut reading = Reading {
        article: article.id.clone(),
        own_id: article.own_id,
        path: article.path.clone(),
        metadata: article.metadata.clone(),
        words: document
            .tokens()
            .iter()
            .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
            .count(),
        text_hash: blake3::hash(article.text.as_bytes()).to_hex()[..32].to_owned(),
        sketch: sketch(&document),
        statements: stage.statements(&survey),
        ..Reading::default()
    };
    reading.speakers = stage.speakers(&mut reading.statements);
    reading
}

/// What copies of the text are found by: its words, whatever the marks between them.
fn sketch(document: &Document<'_>) -> Option<Sketch> {
    let tokens = document.tokens().iter().enumerate();
    let words = tokens.filter(|(_, token)| token.kind != TokenKind::Mark);
    Sketch::of(words.map(|(number, _)| document.lower(number)))
}

/// The Reading of an input that was not read.
pub fn skipped(skipped: Skipped) -> Reading {
    Reading {
        article: skipped.id,
        own_id: skipped.own_id,
        path: skipped.path,
        metadata: skipped.metadata,
        skip: Some(skipped.skip),
        ..Reading::default()
    }
}

/// A statement, quoted or reported, before it is scored.
struct Said<'s> {
    segments: Vec<(Span, SegmentKind)>,
    paragraph: usize,
    mention: Option<usize>,
    co_mentions: &'s [usize],
    cue: Option<Span>,
    frame: Option<Span>,
    rule: &'s str,
    confidence: f64,
    reported: Option<Reported>,
    headline: bool,
}

impl Said<'_> {
    fn spans(&self) -> Vec<Span> {
        self.segments.iter().map(|&(span, _)| span).collect()
    }

    fn kind(&self) -> StatementKind {
        let direct = self.segments.iter().filter(|(_, kind)| *kind == SegmentKind::Direct).count();
        match direct {
            _ if self.reported.is_some() => StatementKind::Indirect,
            0 => StatementKind::Partial,
            n if n == self.segments.len() => StatementKind::Direct,
            _ => StatementKind::Mixed,
        }
    }
}

/// What the stages made of one article, on the way to its Reading.
struct Stage<'a> {
    lexicons: &'a Lexicons,
    document: &'a Document<'a>,
    quotations: &'a [Quotation],
    mentions: &'a [speakers::Mention],
    cast: &'a Cast,
    index: CharIndex<'a>,
    setting: Setting<'a>,
}

impl Stage<'_> {
    /// Direct and indirect statements by place.
    fn statements(&self, survey: &Survey) -> Vec<Statement> {
        let direct = survey.statements.iter().map(|a| self.quoted(a));
        let indirect = survey.reports.iter().filter(|r| !r.segments.is_empty());
        let mut said: Vec<Said> = direct.chain(indirect.map(|r| self.reported(r))).collect();
        said.sort_by_key(|said| said.segments.first().map(|segment| segment.0));
        // The segments of each member's last quotation so far: what "they" and "this" may mean.
        let mut last: FxHashMap<MemberId, Vec<Span>> = FxHashMap::default();
        let mut statements = Vec::with_capacity(said.len());
        for said in &said {
            let member = said.mention.and_then(|m| self.cast.resolved[m]).map(|r| r.member);
            let earlier = member.and_then(|m| last.get(&m)).map_or(&[][..], Vec::as_slice);
            statements.push(self.statement(said, earlier));
            if let Some(member) = member.filter(|_| said.reported.is_none()) {
                last.insert(member, said.spans());
            }
        }
        statements
    }

    /// A direct statement on its way to the Reading.
    fn quoted<'s>(&self, attribution: &'s Attribution) -> Said<'s> {
        let quotations = || attribution.quotations.iter().map(|&q| &self.quotations[q]);
        Said {
            segments: quotations().map(|q| (q.inner, q.kind)).collect(),
            paragraph: quotations().next().map_or(0, |q| q.paragraph),
            mention: attribution.mention,
            co_mentions: &attribution.co_mentions,
            cue: attribution.cue,
            frame: attribution.frame,
            rule: attribution.rule,
            confidence: attribution.confidence,
            reported: None,
            headline: attribution.headline,
        }
    }

    /// An indirect statement on its way to the Reading.
    fn reported<'s>(&self, report: &'s Report) -> Said<'s> {
        let mention = self.mentions[report.mention].span;
        let kind = match report.manner {
            Manner::Stated | Manner::Denied | Manner::Asked => SegmentKind::Direct,
            Manner::Willed | Manner::Judged => SegmentKind::Partial,
        };
        Said {
            segments: report.segments.iter().map(|&segment| (segment, kind)).collect(),
            paragraph: self.document.paragraph_at(report.cue.start).unwrap_or(0),
            mention: Some(report.mention),
            co_mentions: &report.co_mentions,
            cue: Some(report.cue),
            frame: Some(mention.to(report.cue)),
            rule: report.rule,
            confidence: report.confidence,
            reported: Some(Reported { mention, cue: report.cue, manner: report.manner }),
            headline: false,
        }
    }

    fn statement(&self, said: &Said<'_>, earlier: &[Span]) -> Statement {
        let resolution = said.mention.and_then(|m| self.cast.resolved[m]);
        let scored = stance::score(
            &Utterance {
                document: self.document,
                segments: &said.spans(),
                reported: said.reported,
                frame: said.frame,
                speaker: resolution.map(|r| r.member),
                earlier,
                mentions: self.mentions,
                cast: self.cast,
                setting: &self.setting,
                index: &self.index,
            },
            self.lexicons,
        );
        Statement {
            paragraph: said.paragraph + 1,
            kind: said.kind(),
            segments: said.segments.iter().map(|&segment| self.segment(segment)).collect(),
            mention: said.mention.map(|m| self.words(self.mentions[m].span)),
            cue: said.cue.map(|cue| self.words(cue)),
            rule: said.rule.to_owned(),
            mention_confidence: said.confidence,
            headline: said.headline,
            speaker: resolution.map(|r| r.member),
            speaker_confidence: resolution.map_or(0.0, |r| r.confidence),
            co_speakers: said
                .co_mentions
                .iter()
                .filter_map(|&m| self.cast.resolved[m])
                .map(|r| r.member)
                .chain(said.mention.and_then(|m| self.cast.joint.get(&m)).copied())
                .collect(),
            stances: scored.stances,
            sentiment: scored.sentiment,
        }
    }

    fn segment(&self, (span, kind): (Span, SegmentKind)) -> Segment {
        Segment { span: self.index.chars(span), kind, text: self.document.slice(span).to_owned() }
    }

    fn words(&self, span: Span) -> Mention {
        Mention { span: self.index.chars(span), text: self.document.slice(span).to_owned() }
    }

    /// The members who speak, numbered anew by first statement.
    fn speakers(&self, statements: &mut [Statement]) -> Vec<Speaker> {
        let mut order: Vec<MemberId> = Vec::new();
        let mut numbers: FxHashMap<MemberId, usize> = FxHashMap::default();
        let mut number = |member: MemberId| {
            *numbers.entry(member).or_insert_with(|| {
                order.push(member);
                order.len() - 1
            })
        };
        for statement in statements {
            statement.speaker = statement.speaker.map(&mut number);
            for co in &mut statement.co_speakers {
                *co = number(*co);
            }
        }
        order.into_iter().map(|m| self.cast.members[m].speaker.clone()).collect()
    }
}
