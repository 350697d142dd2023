//! One article in, its Reading out: the stages of phase 1 in order.

use rustc_hash::FxHashMap;

use crate::articles::{Article, Skipped};
use crate::lexicons::Lexicons;
use crate::quotes::{self, Quotation};
use crate::reading::{Mention, Reading, Segment, SegmentKind, Speaker, Statement, StatementKind};
use crate::speakers::{self, Attribution, Cast, Context, MemberId};
use crate::stance::{self, Utterance};
use crate::text::{CharIndex, Document, Span, TokenKind};

/// Reads one article: pure, the same for the same article and lexicons.
pub fn read(article: &Article, lexicons: &Lexicons) -> Reading {
    let document = Document::new(&article.text, &article.markup, &lexicons.abbreviations);
    let quotations = quotes::find(&document);
    let mentions = speakers::mentions::find(&document, &quotations, lexicons);
    let attributed = speakers::attribute(&document, &quotations, &mentions, lexicons);
    let context = Context { metadata: &article.metadata };
    let cast = Cast::build(&document, &quotations, &mentions, &attributed, context, lexicons);
    let stage = Stage {
        article,
        lexicons,
        document: &document,
        quotations: &quotations,
        mentions: &mentions,
        cast: &cast,
        index: CharIndex::new(&article.text),
    };
    let mut reading = Reading {
        article: article.id.clone(),
        path: article.path.clone(),
        metadata: article.metadata.clone(),
        words: document
            .tokens()
            .iter()
            .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
            .count(),
        text_hash: blake3::hash(article.text.as_bytes()).to_hex()[..32].to_owned(),
        statements: stage.statements(&attributed.statements),
        ..Reading::default()
    };
    reading.speakers = stage.speakers(&mut reading.statements);
    reading
}

/// The Reading of an input that was not read.
pub fn skipped(skipped: Skipped) -> Reading {
    Reading {
        article: skipped.id,
        path: skipped.path,
        metadata: skipped.metadata,
        skip: Some(skipped.skip),
        ..Reading::default()
    }
}

/// What the stages made of one article, on the way to its Reading.
struct Stage<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    document: &'a Document<'a>,
    quotations: &'a [Quotation],
    mentions: &'a [speakers::Mention],
    cast: &'a Cast,
    index: CharIndex<'a>,
}

impl Stage<'_> {
    fn statements(&self, attributions: &[Attribution]) -> Vec<Statement> {
        // The segments of each member's last statement so far: what "they" and "this" may mean.
        let mut last: FxHashMap<MemberId, Vec<Span>> = FxHashMap::default();
        let mut statements = Vec::with_capacity(attributions.len());
        for attribution in attributions {
            let member = self.member(attribution);
            let earlier = member.and_then(|m| last.remove(&m)).unwrap_or_default();
            statements.push(self.statement(attribution, &earlier));
            if let Some(member) = member {
                last.insert(member, self.segments(attribution));
            }
        }
        statements
    }

    fn member(&self, attribution: &Attribution) -> Option<MemberId> {
        self.cast.resolved[attribution.mention?].map(|r| r.member)
    }

    fn segments(&self, attribution: &Attribution) -> Vec<Span> {
        attribution.quotations.iter().map(|&q| self.quotations[q].inner).collect()
    }

    fn statement(&self, attribution: &Attribution, earlier: &[Span]) -> Statement {
        let segments = self.segments(attribution);
        let resolution = attribution.mention.and_then(|m| self.cast.resolved[m]);
        let scored = stance::score(
            &Utterance {
                document: self.document,
                segments: &segments,
                frame: attribution.frame,
                speaker: resolution.map(|r| r.member),
                earlier,
                mentions: self.mentions,
                cast: self.cast,
                metadata: &self.article.metadata,
                index: &self.index,
            },
            self.lexicons,
        );
        let first = &self.quotations[attribution.quotations[0]];
        Statement {
            paragraph: first.paragraph + 1,
            kind: self.kind(attribution),
            segments: attribution
                .quotations
                .iter()
                .map(|&q| self.segment(&self.quotations[q]))
                .collect(),
            mention: attribution.mention.map(|m| self.words(self.mentions[m].span)),
            cue: attribution.cue.map(|cue| self.words(cue)),
            rule: attribution.rule.to_owned(),
            mention_confidence: attribution.confidence,
            headline: attribution.headline,
            speaker: resolution.map(|r| r.member),
            speaker_confidence: resolution.map_or(0.0, |r| r.confidence),
            co_speakers: attribution
                .co_mentions
                .iter()
                .filter_map(|&m| self.cast.resolved[m])
                .map(|r| r.member)
                .collect(),
            stances: scored.stances,
            sentiment: scored.sentiment,
        }
    }

    fn segment(&self, quotation: &Quotation) -> Segment {
        Segment {
            span: self.index.chars(quotation.inner),
            kind: quotation.kind,
            text: self.document.slice(quotation.inner).to_owned(),
        }
    }

    fn words(&self, span: Span) -> Mention {
        Mention { span: self.index.chars(span), text: self.document.slice(span).to_owned() }
    }

    fn kind(&self, attribution: &Attribution) -> StatementKind {
        let direct = attribution
            .quotations
            .iter()
            .filter(|&&q| self.quotations[q].kind == SegmentKind::Direct)
            .count();
        match direct {
            0 => StatementKind::Partial,
            n if n == attribution.quotations.len() => StatementKind::Direct,
            _ => StatementKind::Mixed,
        }
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
