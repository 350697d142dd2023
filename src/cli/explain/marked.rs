//! A quotation with the words that counted marked in it, wrapped to the width of a page.

use anstyle::{AnsiColor, Style};
use onrecord::lexicons::learned;
use onrecord::reading::{Hit, Segment, Statement};
use onrecord::text::CharSpan;

use super::wording;
use crate::cli::terminal;

/// Columns of a page.
const WIDTH: usize = 88;

/// The colour of a number: green for praise, red for blame.
pub fn style_of(number: f64) -> Style {
    match number {
        n if n > 0.0 => AnsiColor::Green.on_default().bold(),
        n if n < 0.0 => AnsiColor::Red.on_default().bold(),
        _ => Style::new().underline(),
    }
}

/// `text` in a style, as escape codes that a plain stream strips.
pub fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// One marked stretch: the hits of all targets on the same words.
struct Mark<'a> {
    span: CharSpan,
    hits: Vec<(&'a str, &'a Hit)>,
}

/// A word on the way to a line, with its width in columns.
struct Word {
    text: String,
    width: usize,
}

/// The lines of a segment, with its hits in brackets; every line begins with `indent`.
pub fn segment(segment: &Segment, statement: &Statement, indent: &str) -> Vec<String> {
    let marks = marks(segment, statement);
    let characters: Vec<char> = segment.text.chars().collect();
    let (open, close) = wording::marks(statement.kind, segment.kind);
    let mut words = Words::default();
    words.push(open, None);
    let mut at = segment.span.start;
    for mark in &marks {
        words.push(&slice(&characters, segment, at, mark.span.start), None);
        words.push(
            &mark.label(&slice(&characters, segment, mark.span.start, mark.span.end)),
            Some(mark.style()),
        );
        at = mark.span.end;
    }
    words.push(&slice(&characters, segment, at, segment.span.end), None);
    words.push(close, None);
    wrap(words.finish(), indent)
}

/// Stances' hits inside the segment, by place; where two overlap, the earlier and longer one.
/// Learned weights lie on nearly every word, so they are only listed below.
fn marks<'a>(segment: &Segment, statement: &'a Statement) -> Vec<Mark<'a>> {
    let mut hits: Vec<(&str, &Hit)> = statement
        .stances
        .iter()
        .flat_map(|stance| stance.score.hits.iter().map(|hit| (stance.target.as_str(), hit)))
        .filter(|(_, hit)| inside(hit.span, segment.span) && hit.role != learned::ROLE)
        .collect();
    hits.sort_by_key(|(_, hit)| (hit.span.start, std::cmp::Reverse(hit.span.end)));
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for (target, hit) in hits {
        match marks.last_mut() {
            Some(last) if last.span == hit.span => last.hits.push((target, hit)),
            Some(last) if hit.span.start < last.span.end => {}
            _ => marks.push(Mark { span: hit.span, hits: vec![(target, hit)] }),
        }
    }
    marks
}

/// Whether a hit's words stand in a segment.
pub fn inside(hit: CharSpan, segment: CharSpan) -> bool {
    segment.start <= hit.start && hit.end <= segment.end && hit.start < hit.end
}

impl Mark<'_> {
    /// `[thug −0.80]`, or with the targets' names where the words count for several.
    fn label(&self, words: &str) -> String {
        let several = self.hits.iter().any(|(target, _)| *target != self.hits[0].0);
        let numbers: Vec<String> = self
            .hits
            .iter()
            .filter(|(_, hit)| hit.contribution != 0.0)
            .map(|(target, hit)| match several {
                true => format!("{target} {}", wording::signed(hit.contribution)),
                false => wording::signed(hit.contribution),
            })
            .collect();
        match numbers.is_empty() {
            true => format!("[{words}]"),
            false => format!("[{words} {}]", numbers.join(", ")),
        }
    }

    fn style(&self) -> Style {
        style_of(self.hits.iter().map(|(_, hit)| hit.contribution).sum())
    }
}

/// The characters of the article from `start` to `end`, which lie in the segment.
fn slice(characters: &[char], segment: &Segment, start: usize, end: usize) -> String {
    let from = start.saturating_sub(segment.span.start);
    let length = end.saturating_sub(start);
    let words: String = characters.iter().skip(from).take(length).collect();
    terminal::clean(&words).into_owned()
}

/// Pieces of text becoming words: a piece without a space before it continues the word.
#[derive(Default)]
struct Words {
    done: Vec<Word>,
    open: Option<Word>,
}

impl Words {
    fn push(&mut self, piece: &str, style: Option<Style>) {
        for (i, part) in piece.split(' ').enumerate() {
            if i > 0 {
                self.done.extend(self.open.take());
            }
            if part.is_empty() {
                continue;
            }
            let open = self.open.get_or_insert(Word { text: String::new(), width: 0 });
            open.width += part.chars().count();
            open.text += &style.map_or(part.to_owned(), |style| styled(part, style));
        }
    }

    fn finish(mut self) -> Vec<Word> {
        self.done.extend(self.open.take());
        self.done
    }
}

fn wrap(words: Vec<Word>, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut column = WIDTH;
    for word in words {
        match lines.last_mut() {
            Some(line) if column + 1 + word.width <= WIDTH => {
                line.push(' ');
                line.push_str(&word.text);
                column += 1 + word.width;
            }
            _ => {
                column = indent.len() + word.width;
                lines.push(format!("{indent}{}", word.text));
            }
        }
    }
    lines
}
