//! The lines above and around the prose: title, byline, day, dateline, furniture.

use jiff::civil::Date;

use super::article::Metadata;
use super::{byline, dateline, furniture, title, words};
use crate::text::{Markup, Role, Span};

/// Lines at the start that are searched for what belongs to the metadata.
const HEAD_LINES: usize = 8;
/// Lines above a text that repeat its title, at most.
const REPEATS: usize = 4;

/// Reads the head of `text` into `metadata` and marks what is no prose in `markup`.
pub(super) fn read(text: &str, metadata: &mut Metadata, markup: &mut Vec<Markup>) {
    let lines = lines(text, markup);
    let mut marks = Vec::new();
    let titled = mark_title(text, &lines, metadata, markup, &mut marks);
    let mut day = None;
    for (i, &line) in lines.iter().enumerate().skip(titled) {
        let words = line.of(text);
        let near_top = i < titled + HEAD_LINES;
        if furniture::is_furniture(words) || near_top && is_credit(words, metadata, &mut day) {
            marks.push(Markup { span: line, role: Role::Ignored });
        } else if near_top && let Some(found) = dateline::read(words) {
            day = day.filter(|&(_, first)| first).or(found.date.map(|date| (date, true)));
            metadata.source = metadata.source.take().or(found.source);
        }
    }
    metadata.date = metadata.date.or(day.map(|(date, _)| date));
    markup.extend(marks);
    markup.sort_by_key(|mark| mark.span);
}

/// The lines of `text` that are not blank and that no markup covers, trimmed.
fn lines(text: &str, markup: &[Markup]) -> Vec<Span> {
    let mut covered = markup.iter().peekable();
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        while covered.next_if(|mark| mark.span.end <= span.start).is_some() {}
        if !span.is_empty() && !covered.peek().is_some_and(|mark| mark.span.overlaps(span)) {
            lines.push(span);
        }
    }
    lines
}

/// Whether a line is a byline or gives the day, or both; it is then read.
fn is_credit(line: &str, metadata: &mut Metadata, day: &mut Option<(Date, bool)>) -> bool {
    let found = dateline::day_line(line);
    let names = byline::read(found.map_or(line, |found| line[..found.start].trim_end()));
    if let Some(found) = found {
        // The first publication's day goes before an update's.
        if day.is_none_or(|(_, first)| !first && found.first) {
            *day = Some((found.date, found.first));
        }
    }
    let is_credit = found.is_some() || names.is_some();
    if metadata.authors.is_empty() {
        metadata.authors = names.unwrap_or_default();
    }
    is_credit
}

/// Marks the title and gives it to the metadata where they have none. How many lines it takes.
fn mark_title(
    text: &str,
    lines: &[Span],
    metadata: &mut Metadata,
    markup: &mut [Markup],
    marks: &mut Vec<Markup>,
) -> usize {
    if let Some(heading) = first_heading(text, lines, metadata, markup) {
        heading.role = Role::Title;
        let words = heading.span.of(text).trim_matches(['#', '=', '\n', ' ', '\t']);
        metadata.title.get_or_insert_with(|| words::one_line(words));
        return 0;
    }
    let taken = match &metadata.title {
        Some(given) => lines_alike(text, lines, given),
        None => title::lines_of(text, lines),
    };
    let repeated = repeats(text, lines, taken);
    let title =
        lines[..taken + repeated].iter().map(|&line| Markup { span: line, role: Role::Title });
    marks.extend(title);
    if let (None, Some(last)) = (&metadata.title, taken.checked_sub(1)) {
        metadata.title = Some(words::one_line(lines[0].to(lines[last]).of(text)));
    }
    taken + repeated
}

/// How many of the lines after the first `taken` repeat them.
fn repeats(text: &str, lines: &[Span], taken: usize) -> usize {
    let (title, below) = lines.split_at(taken);
    let Some(whole) = title.first().zip(title.last()).map(|(first, last)| first.to(*last)) else {
        return 0;
    };
    let same = |line: &&Span| title::repeats(line.of(text), whole.of(text));
    below.iter().take(REPEATS).take_while(same).count()
}

/// The heading that stands before all lines, if it can be the title.
fn first_heading<'m>(
    text: &str,
    lines: &[Span],
    metadata: &Metadata,
    markup: &'m mut [Markup],
) -> Option<&'m mut Markup> {
    let body = lines.first().map_or(text.len(), |line| line.start);
    let heading = markup.iter_mut().find(|m| m.role == Role::Heading && m.span.start < body)?;
    let given = metadata.title.as_deref();
    given.is_none_or(|title| title::is_same(heading.span.of(text), title)).then_some(heading)
}

/// How many of the first lines are the given title, whole or in two parts.
fn lines_alike(text: &str, lines: &[Span], given: &str) -> usize {
    let [first, rest @ ..] = lines else { return 0 };
    let both = rest.first().map(|second| first.to(*second).of(text));
    if both.is_some_and(|both| title::repeats(both, given)) {
        return 2;
    }
    usize::from(title::is_same(first.of(text), given))
}
