//! A tree of elements written out as text: one paragraph a block, blank lines between them.

use dom_query::NodeRef;

use crate::text::{Markup, Role, Span};

/// What an element does to the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// Part of the line.
    Inline,
    /// A paragraph of its own.
    Block,
    /// A paragraph with another role.
    Set(Role),
    /// Between quotation marks.
    Quoted,
    /// A new line.
    Break,
    /// Nothing of it is text.
    Dropped,
}

const EFFECTS: &[(&str, Effect)] = &[
    ("address", Effect::Block),
    ("article", Effect::Block),
    ("aside", Effect::Set(Role::Ignored)),
    ("audio", Effect::Dropped),
    ("blockquote", Effect::Set(Role::BlockQuote)),
    ("body", Effect::Block),
    ("br", Effect::Break),
    ("button", Effect::Dropped),
    ("caption", Effect::Set(Role::Ignored)),
    ("dd", Effect::Block),
    ("details", Effect::Block),
    ("div", Effect::Block),
    ("dl", Effect::Block),
    ("dt", Effect::Block),
    ("fieldset", Effect::Block),
    ("figcaption", Effect::Set(Role::Ignored)),
    ("figure", Effect::Set(Role::Ignored)),
    ("footer", Effect::Set(Role::Ignored)),
    ("form", Effect::Block),
    ("h1", Effect::Set(Role::Heading)),
    ("h2", Effect::Set(Role::Heading)),
    ("h3", Effect::Set(Role::Heading)),
    ("h4", Effect::Set(Role::Heading)),
    ("h5", Effect::Set(Role::Heading)),
    ("h6", Effect::Set(Role::Heading)),
    ("head", Effect::Dropped),
    ("header", Effect::Block),
    ("hr", Effect::Block),
    ("iframe", Effect::Dropped),
    ("li", Effect::Block),
    ("main", Effect::Block),
    ("math", Effect::Dropped),
    ("nav", Effect::Set(Role::Ignored)),
    ("noscript", Effect::Dropped),
    ("object", Effect::Dropped),
    ("ol", Effect::Block),
    ("option", Effect::Dropped),
    ("p", Effect::Block),
    ("pre", Effect::Block),
    ("q", Effect::Quoted),
    ("script", Effect::Dropped),
    ("section", Effect::Block),
    ("select", Effect::Dropped),
    ("style", Effect::Dropped),
    ("summary", Effect::Block),
    ("svg", Effect::Dropped),
    ("table", Effect::Block),
    ("tbody", Effect::Block),
    ("td", Effect::Block),
    ("template", Effect::Dropped),
    ("textarea", Effect::Dropped),
    ("tfoot", Effect::Block),
    ("th", Effect::Block),
    ("thead", Effect::Block),
    ("title", Effect::Dropped),
    ("tr", Effect::Block),
    ("ul", Effect::Block),
    ("video", Effect::Dropped),
];

/// The text below `root`, and its stretches that are not running prose.
pub(super) fn write(root: NodeRef<'_>) -> (String, Vec<Markup>) {
    let mut writer = Writer::default();
    // An explicit stack: a page may nest deeper than the program's own.
    let mut stack = vec![Visit::Enter(root)];
    while let Some(visit) = stack.pop() {
        match visit {
            Visit::Enter(node) if node.is_text() => writer.words(&node.text()),
            Visit::Enter(node) => {
                let effect = effect_of(&node);
                if effect != Effect::Dropped {
                    writer.enter(effect);
                    stack.push(Visit::Leave(effect));
                    stack.extend(node.children_it(true).map(Visit::Enter));
                }
            }
            Visit::Leave(effect) => writer.leave(effect),
        }
    }
    writer.end_paragraph();
    (writer.text, writer.markup)
}

enum Visit<'a> {
    Enter(NodeRef<'a>),
    Leave(Effect),
}

fn effect_of(node: &NodeRef<'_>) -> Effect {
    if !node.is_element() {
        return if node.is_comment() || node.is_doctype() {
            Effect::Dropped
        } else {
            Effect::Inline
        };
    }
    node.node_name()
        .and_then(|name| EFFECTS.binary_search_by_key(&&*name, |&(n, _)| n).ok())
        .map_or(Effect::Inline, |found| EFFECTS[found].1)
}

#[derive(Default)]
struct Writer {
    text: String,
    markup: Vec<Markup>,
    /// Where the open paragraph began, if one is open.
    start: Option<usize>,
    /// White space or line breaks before the next word.
    blank: bool,
    breaks: usize,
    roles: Vec<Role>,
}

impl Writer {
    fn enter(&mut self, effect: Effect) {
        match effect {
            Effect::Block => self.end_paragraph(),
            Effect::Set(role) => {
                self.end_paragraph();
                // The footer of a quoted block signs it.
                let signs = self.roles.last() == Some(&Role::BlockQuote) && role == Role::Ignored;
                self.roles.push(if signs { Role::BlockQuote } else { role });
            }
            Effect::Quoted => self.words("“"),
            Effect::Break => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.end_paragraph();
                }
            }
            Effect::Inline | Effect::Dropped => {}
        }
    }

    fn leave(&mut self, effect: Effect) {
        match effect {
            Effect::Block => self.end_paragraph(),
            Effect::Set(_) => {
                self.end_paragraph();
                self.roles.pop();
            }
            Effect::Quoted => {
                self.blank = false;
                self.words("”");
            }
            Effect::Inline | Effect::Break | Effect::Dropped => {}
        }
    }

    /// Adds text, its white space made single blanks.
    fn words(&mut self, text: &str) {
        for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !word.is_empty() {
                self.word(word);
            }
            self.blank |= word.len() < piece.len();
        }
    }

    fn word(&mut self, word: &str) {
        if self.start.is_none() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.start = Some(self.text.len());
        } else if self.breaks > 0 {
            self.text.push('\n');
        } else if self.blank {
            self.text.push(' ');
        }
        self.text.push_str(word);
        (self.blank, self.breaks) = (false, 0);
    }

    fn end_paragraph(&mut self) {
        if let (Some(start), Some(role)) = (self.start, self.role()) {
            self.markup.push(Markup { span: Span::new(start, self.text.len()), role });
        }
        self.start = None;
        (self.blank, self.breaks) = (false, 0);
    }

    /// The role of the innermost element that sets one; what is to be ignored stays so.
    fn role(&self) -> Option<Role> {
        let ignored = self.roles.contains(&Role::Ignored);
        if ignored { Some(Role::Ignored) } else { self.roles.last().copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn text(html: &str) -> String {
        write(Document::fragment(html).root()).0
    }

    #[test]
    fn effects_are_sorted_for_binary_search() {
        assert!(EFFECTS.is_sorted_by_key(|&(name, _)| name));
    }

    #[test]
    fn blocks_become_paragraphs() {
        for (html, expected) in [
            ("<p>One\n two</p><p>Three</p>", "One two\n\nThree"),
            ("<div>A<br>B<br><br>C</div>", "A\nB\n\nC"),
            ("<p>He said <q>no</q>.</p>", "He said “no”."),
            ("<p>a<b>b</b> <i>c</i>,</p>", "ab c,"),
            ("<ul><li>x<li>y</ul><script>z()</script>", "x\n\ny"),
            ("<p>M&eacute;xico&nbsp;City &ldquo;x&rdquo;</p>", "México\u{A0}City “x”"),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn roles_are_kept() {
        let (text, markup) = write(
            Document::fragment(
                "<h2>Head</h2><p>Body</p><blockquote><p>Said</p></blockquote>\
                <blockquote>So<footer>— Crow</footer></blockquote>\
                <figure><figcaption>Photo</figcaption></figure>",
            )
            .root(),
        );
        let roles: Vec<_> = markup.iter().map(|m| (m.span.of(&text), m.role)).collect();
        assert_eq!(
            roles,
            [
                ("Head", Role::Heading),
                ("Said", Role::BlockQuote),
                ("So", Role::BlockQuote),
                ("— Crow", Role::BlockQuote),
                ("Photo", Role::Ignored)
            ]
        );
    }
}
