//! Markdown: the text stays as it is; front matter, headings, quoted and fenced blocks are marked.

use super::article::Metadata;
use super::raw::Draft;
use super::record::{self, Fields};
use crate::text::{Markup, Role, Span};
use serde_json::Value;

/// Lines that open and close front matter: YAML and TOML.
const FENCES: &[&str] = &["---", "+++"];
/// Front matter longer than this is none: its closing line was forgotten.
const FRONT_MATTER_LINES: usize = 200;

/// The draft of a Markdown text.
pub(super) fn draft(text: String) -> Draft {
    let (metadata, body) = front_matter(&text).unwrap_or_default();
    let mut markup = Vec::new();
    if body > 0 {
        markup.push(Markup { span: Span::new(0, body), role: Role::Ignored });
    }
    mark_blocks(&text, body, &mut markup);
    Draft { id: None, text, markup, metadata }
}

/// The metadata that stands before the text, and where the text begins.
fn front_matter(text: &str) -> Option<(Metadata, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let fence = *FENCES.iter().find(|&&fence| first.trim_end() == fence)?;
    let mut fields = Fields::default();
    let mut key = String::new();
    let mut at = first.len();
    for line in lines.take(FRONT_MATTER_LINES) {
        at += line.len();
        if line.trim_end() == fence {
            return Some((record::metadata(&fields), at));
        }
        read_line(line, &mut key, &mut fields);
    }
    None
}

/// One line of front matter: `key: value`, `key = "value"`, or `- value` of a list.
fn read_line(line: &str, key: &mut String, fields: &mut Fields) {
    let trimmed = line.trim();
    let nested = line.starts_with([' ', '\t']);
    if let Some(item) = trimmed.strip_prefix("- ").filter(|_| !key.is_empty()) {
        // A list of people may give each with `name:`.
        let item = item.strip_prefix("name:").unwrap_or(item);
        fields.add(key, scalar(item));
        return;
    }
    let Some((name, value)) = trimmed.split_once([':', '=']).filter(|_| !nested) else { return };
    *key = name.trim().trim_matches('"').to_lowercase();
    if !value.trim().is_empty() {
        fields.add(key, scalar(value));
    }
}

/// A value: a flow list, or a string with or without quotation marks.
fn scalar(value: &str) -> Value {
    let value = value.trim();
    let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    match list {
        Some(items) => Value::Array(items.split(',').map(|item| unquoted(item).into()).collect()),
        None => unquoted(value).into(),
    }
}

/// Without the quotation marks around it, or without the comment after it.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some((inner, _)) = value.strip_prefix(quote).and_then(|v| v.rsplit_once(quote)) {
            return inner.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.split(" #").next().unwrap_or(value).trim().to_owned()
}

/// Marks headings, quoted blocks and fenced code after byte `from`.
fn mark_blocks(text: &str, from: usize, markup: &mut Vec<Markup>) {
    let mut fence: Option<&str> = None;
    let mut previous = Span::new(from, from);
    let mut at = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let trimmed = line.trim();
        let role = match fence {
            Some(open) => {
                fence = Some(open).filter(|open| !trimmed.starts_with(open));
                Some(Role::Ignored)
            }
            None => {
                fence = ["```", "~~~"].into_iter().find(|f| trimmed.starts_with(f));
                if fence.is_some() { Some(Role::Ignored) } else { role_of(trimmed) }
            }
        };
        let marked = if is_underline(trimmed) && !previous.trim(text).is_empty() && fence.is_none()
        {
            // Setext headings: the words stand in the line before.
            Some(Markup { span: previous.to(span), role: Role::Heading })
        } else {
            role.map(|role| Markup { span, role })
        };
        previous = if marked.is_none() { span } else { Span::new(at, at) };
        if let Some(marked) = marked {
            push(markup, marked);
        }
    }
}

/// The role that the first characters of a line tell.
fn role_of(line: &str) -> Option<Role> {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']);
    let rule = line.len() >= 3
        && ["-", "*", "_"].iter().any(|mark| line.replace(' ', "").replace(mark, "").is_empty());
    match line {
        _ if heading => Some(Role::Heading),
        _ if line.starts_with('>') => Some(Role::BlockQuote),
        _ if rule || line.starts_with("![") || line.starts_with("<!--") => Some(Role::Ignored),
        _ => None,
    }
}

/// A line under a heading: only `=`; a line of hyphens is taken for a rule between paragraphs.
fn is_underline(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|b| b == b'=')
}

/// Adds a stretch, joined to the one before where both touch and are alike.
fn push(markup: &mut Vec<Markup>, next: Markup) {
    match markup.last_mut() {
        Some(last)
            if last.role == next.role
                && last.span.end == next.span.start
                && next.role != Role::Heading =>
        {
            last.span.end = next.span.end;
        }
        _ => markup.push(next),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn front_matter_in_yaml_and_toml_is_metadata() {
        for text in [
            "---\ntitle: \"Vote: the day\"\ndate: 2025-02-20T10:00:00Z\nsource: The X\nauthors:\n  - Ann Lee\n  - Bo Day\nurl: https://x.org/a\n---\nBody.\n",
            "---\r\ntitle: 'Vote: the day' \r\ndate: 20 February 2025 # local\r\nsource: The X\r\nauthor: [Ann Lee, \"Bo Day\"]\r\nurl: https://x.org/a\r\n---\r\nBody.",
            "+++\ntitle = \"Vote: the day\"\ndate = 2025-02-20\nsource = \"The X\"\nauthors = [\"Ann Lee\", \"Bo Day\"]\nurl = \"https://x.org/a\"\n+++\nBody.",
        ] {
            let draft = draft(text.replace('\r', ""));
            let metadata = &draft.metadata;
            assert_eq!(metadata.title.as_deref(), Some("Vote: the day"), "{text}");
            assert_eq!(metadata.date, Some(jiff::civil::date(2025, 2, 20)), "{text}");
            assert_eq!(metadata.source.as_deref(), Some("The X"), "{text}");
            assert_eq!(metadata.authors, ["Ann Lee", "Bo Day"], "{text}");
            assert_eq!(metadata.url.as_deref(), Some("https://x.org/a"), "{text}");
            assert_eq!(draft.markup.len(), 1);
            assert!(draft.text[draft.markup[0].span.end..].starts_with("Body."));
        }
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let draft = draft("---\nBody without an end.\n".into());
        assert_eq!(draft.markup.len(), 1);
        assert_eq!(draft.markup[0].span, Span::new(0, 4));
    }

    #[test]
    fn a_second_underline_is_no_heading_of_the_first() {
        let draft = draft("Sub\n===\n===\n".into());
        assert_eq!(draft.markup.len(), 1);
    }

    #[test]
    fn blocks_are_marked() {
        let text = "# Title\n\nBody #1.\n\n> Said\n> so.\n\n```\n# code\n```\nSub\n===\n---\nEnd.";
        let draft = draft(text.into());
        let marked: Vec<_> = draft.markup.iter().map(|m| (m.span.of(text), m.role)).collect();
        assert_eq!(
            marked,
            [
                ("# Title\n", Role::Heading),
                ("> Said\n> so.\n", Role::BlockQuote),
                ("```\n# code\n```\n", Role::Ignored),
                ("Sub\n===\n", Role::Heading),
                ("---\n", Role::Ignored),
            ]
        );
    }

    proptest! {
        #[test]
        fn every_mark_slices_back(text in "(---|\\+\\+\\+|\n|é|# |> |```|: |=|===|- |title|\\[){0,60}") {
            let draft = draft(text);
            let mut end = 0;
            for mark in &draft.markup {
                prop_assert!(mark.span.start >= end);
                prop_assert!(!mark.span.of(&draft.text).is_empty());
                end = mark.span.end;
            }
        }
    }
}
