//! Paragraphs, whether blank lines part them, every line is one, or lines are wrapped by hand.

use super::span::Span;

/// What a stretch of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Body,
    /// The title of the article.
    Title,
    /// A heading inside it.
    Heading,
    /// Text set apart as quoted (`<blockquote>`, Markdown `>`).
    BlockQuote,
    /// Not prose: front matter, captions, link lists. Never searched for quotations.
    Ignored,
}

/// A stretch of text whose role the format of the article tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markup {
    /// Bytes of the article's text.
    pub span: Span,
    /// What the stretch is.
    pub role: Role,
}

/// Longest line, in characters, of text that was wrapped by hand (72 columns and some slack).
const WRAP_COLUMN: usize = 84;
/// Shortest line that a hand-wrapped paragraph breaks at.
const WRAP_SHORTEST: usize = 50;

/// The paragraphs of `text` in order, trimmed, with the role that `markup` gives each.
pub fn split(text: &str, markup: &[Markup]) -> Vec<(Span, Role)> {
    let blocks = blocks(text, markup);
    let wrapped = is_hard_wrapped(text, &blocks);
    let mut paragraphs = Vec::new();
    for block in blocks {
        let role = role_of(block[0], markup);
        if wrapped {
            let whole = block[0].to(block[block.len() - 1]);
            paragraphs.push((whole, role));
        } else {
            paragraphs.extend(block.into_iter().map(|line| (line, role_of(line, markup))));
        }
    }
    paragraphs
}

/// Runs of lines with no blank line, and no change of role, between them.
fn blocks(text: &str, markup: &[Markup]) -> Vec<Vec<Span>> {
    let mut blocks: Vec<Vec<Span>> = Vec::new();
    let mut open: Option<Role> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        let role = role_of(span, markup);
        let span = if role == Role::BlockQuote { unquoted(text, span) } else { span };
        if span.is_empty() {
            open = None;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if open == Some(role) => block.push(span),
            _ => blocks.push(vec![span]),
        }
        open = Some(role);
    }
    blocks
}

/// A line of a quoted block without the `>` before it.
fn unquoted(text: &str, line: Span) -> Span {
    let words = line.of(text).trim_start_matches(['>', ' ', '\t']);
    Span::new(line.end - words.len(), line.end)
}

/// Whether the lines of most blocks of several lines look broken at a fixed column: every
/// line but the last long enough, none too long.
fn is_hard_wrapped(text: &str, blocks: &[Vec<Span>]) -> bool {
    let (mut wrapped, mut plain) = (0usize, 0usize);
    for block in blocks.iter().filter(|block| block.len() > 1) {
        let columns = |line: &Span| line.of(text).chars().count();
        let fits = block.iter().all(|line| columns(line) <= WRAP_COLUMN)
            && block[..block.len() - 1].iter().all(|line| columns(line) >= WRAP_SHORTEST);
        if fits { wrapped += block.len() } else { plain += block.len() }
    }
    wrapped > plain
}

/// The role of the markup that covers the start of `span`; markup is in order, without overlap.
fn role_of(span: Span, markup: &[Markup]) -> Role {
    let next = markup.partition_point(|m| m.span.end <= span.start);
    markup.get(next).filter(|m| m.span.holds(span.start)).map_or(Role::Body, |m| m.role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        split(text, &[]).into_iter().map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(paragraphs("One.\n\nTwo.\n \nThree."), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn lines_are_paragraphs_when_they_run_long() {
        let long = "word ".repeat(40);
        let text = format!("{long}\n{long}\n\n{long}");
        assert_eq!(paragraphs(&text).len(), 3);
    }

    #[test]
    fn marks_of_quoted_lines_are_no_part_of_them() {
        let text = "> One.\n>\n> > Two.\n";
        let markup = Markup { span: Span::new(0, text.len()), role: Role::BlockQuote };
        let words: Vec<_> = split(text, &[markup]).iter().map(|(s, _)| s.of(text)).collect();
        assert_eq!(words, ["One.", "Two."]);
    }

    #[test]
    fn hand_wrapped_lines_are_joined() {
        let line = "This line was broken by hand at a column near seventy-two, as mail is";
        let text = format!("{line}\n{line}\nand ends.\n\n{line}\nshort end.");
        assert_eq!(paragraphs(&text).len(), 2);
    }
}
