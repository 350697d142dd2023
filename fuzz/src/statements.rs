//! Statements: whose they are and how they stand.

use onrecord::articles::{self, Article, Metadata, ReadOptions};
use onrecord::pipeline::{self, Wanted};
use onrecord::reading::{Hit, Mention, Reading, SCORE_UNIT, Score, Speaker, Statement};
use onrecord::stance::{Single, Text};
use onrecord::text::CharSpan;

use super::{LEXICONS, choose};

/// What a text is read as.
#[derive(Clone, Copy)]
enum Form {
    /// A text and nothing else.
    Bare,
    /// A text with a byline, an outlet and a day.
    Signed,
    /// A file of this name.
    File(&'static str),
}

const FORMS: &[Form] = &[Form::Bare, Form::Signed, Form::File("a.md"), Form::File("a.html")];

/// An article, read with and without statements that have no quotation marks.
pub fn attribution(data: &[u8]) {
    let Some((form, data)) = choose(FORMS, data) else { return };
    let Some(article) = article(form, data) else { return };
    let text = Sliced::new(&article.text);
    for indirect in [false, true] {
        let reading = pipeline::read_with(&article, &LEXICONS, Wanted { indirect });
        is_sound(&reading, &text);
    }
}

/// The article that `data` is in that form, if it is one.
fn article(form: Form, data: &[u8]) -> Option<Article> {
    if let Form::File(name) = form {
        let options = ReadOptions::default();
        return articles::open_bytes(name, data.to_vec(), &options).next()?.parse(&options).ok();
    }
    let text = String::from_utf8_lossy(data).into_owned();
    let metadata = match form {
        Form::Signed => Metadata {
            authors: vec!["Dana Orr".into()],
            source: Some("The Granger Courier".into()),
            date: "2018-07-01".parse().ok(),
            title: text.lines().next().map(str::to_owned),
            ..Metadata::default()
        },
        _ => Metadata::default(),
    };
    Some(Article { id: "a".into(), text, metadata, ..Article::default() })
}

/// Spans slice back, numbers are in range, statements stand in order and share no words.
fn is_sound(reading: &Reading, text: &Sliced<'_>) {
    for statement in &reading.statements {
        is_statement(statement, reading.speakers.len(), text);
    }
    assert!(reading.statements.is_sorted_by_key(|s| s.segments[0].span), "not in order");
    let segments = reading.statements.iter().flat_map(|s| &s.segments);
    let mut spans: Vec<CharSpan> = segments.map(|segment| segment.span).collect();
    spans.sort();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "shared words");
}

fn is_statement(statement: &Statement, speakers: usize, text: &Sliced<'_>) {
    for segment in &statement.segments {
        assert_eq!(text.slice(segment.span), segment.text);
        assert!(!segment.text.trim().is_empty(), "{segment:?}");
    }
    for Mention { span, text: words } in statement.mention.iter().chain(&statement.cue) {
        assert_eq!(text.slice(*span), words);
    }
    assert!(statement.paragraph > 0 && !statement.segments.is_empty());
    let mut indices = statement.speaker.iter().chain(&statement.co_speakers);
    assert!(indices.all(|&speaker| speaker < speakers), "{statement:?}");
    for chance in [statement.mention_confidence, statement.speaker_confidence] {
        assert!((0.0..=1.0).contains(&chance), "{statement:?}");
    }
    for score in statement.stances.iter().map(|s| &s.score).chain([&statement.sentiment]) {
        is_score(score, text);
        assert!(score.hits.iter().all(|hit| !hit.term.is_empty() && hit.span.start < hit.span.end));
    }
}

/// A score is in range, and its hits slice back, but for those on words of a context.
fn is_score(score: &Score, text: &Sliced<'_>) {
    assert!(f64::from(score.units.abs()) <= SCORE_UNIT, "{score:?}");
    for Hit { span, term, contribution, multipliers, .. } in &score.hits {
        let words = text.slice(*span);
        assert!(words == term || words.is_empty(), "{words} is not {term}");
        assert!(contribution.is_finite(), "{score:?}");
        assert!(multipliers.iter().all(|multiplier| multiplier.factor.is_finite()), "{score:?}");
    }
}

/// What parts text, context and name of the speaker in what [`stance`] is fed.
const PART: char = '|';

/// One text by itself. The first two bytes mark an entity, `0` for the first code point, `a` before
/// them that one is marked; then come text, context and speaker, parted by `|`.
pub fn stance(data: &[u8]) {
    let Some((is_marked, data)) = choose(&[true, false], data) else { return };
    let [start, end, data @ ..] = data else { return };
    let [start, end] = [start, end].map(|at| usize::from(at.wrapping_sub(b'0')));
    let target = is_marked.then_some(CharSpan { start, end });
    let data = String::from_utf8_lossy(data);
    let mut parts = data.splitn(3, PART);
    let mut part = || parts.next().unwrap_or_default();
    let (words, context, name) = (part(), part(), part());
    let speaker = Speaker { name: name.to_owned(), ..Speaker::default() };
    let text = Text { text: words, context, speaker, date: "2018-07-01".parse().ok() };
    let sliced = Sliced::new(words);
    match text.score(target, &LEXICONS) {
        Single::Marked(score) => {
            assert!(is_marked);
            is_score(&score, &sliced);
        }
        Single::Targets(scored) => {
            assert!(!is_marked);
            scored.stances.iter().for_each(|stance| is_score(&stance.score, &sliced));
            is_score(&scored.sentiment, &sliced);
        }
    }
}

/// A text that is sliced by code points.
struct Sliced<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Sliced<'a> {
    fn new(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    fn slice(&self, span: CharSpan) -> &'a str {
        assert!(
            span.start <= span.end && span.end < self.starts.len(),
            "{span} is not in the text"
        );
        &self.text[self.starts[span.start]..self.starts[span.end]]
    }
}
