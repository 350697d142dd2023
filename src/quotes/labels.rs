//! Labels before turns of a transcript: `Q:`, `DANA ORR, MAYOR:`, `Interviewer:`.

use crate::text::{Span, WordSet};

/// Longest label, in characters.
const LONGEST: usize = 80;
/// Most words of a label's name.
const NAME_WORDS: usize = 5;

/// What stands before a colon and names nobody who speaks. Lower case, without *the*.
static NO_SPEAKERS: WordSet = WordSet::of(&[
    "address",
    "age",
    "also",
    "analysis",
    "background",
    "bottom line",
    "breaking",
    "breaking news",
    "cast",
    "caution",
    "claim",
    "claims",
    "clarification",
    "conclusion",
    "cons",
    "context",
    "correction",
    "cost",
    "date",
    "day",
    "details",
    "director",
    "disclaimer",
    "disclosure",
    "editor's note",
    "education",
    "email",
    "example",
    "exclusive",
    "experience",
    "fact",
    "fact check",
    "facts",
    "false",
    "family",
    "final score",
    "first",
    "friday",
    "genre",
    "hometown",
    "hours",
    "how",
    "important",
    "info",
    "information",
    "issue",
    "key points",
    "last",
    "length",
    "line",
    "listen",
    "location",
    "losers",
    "loser",
    "middle",
    "monday",
    "more",
    "name",
    "next",
    "note",
    "notes",
    "now",
    "occupation",
    "odds",
    "opinion",
    "our ruling",
    "party",
    "phone",
    "photo",
    "photos",
    "pick",
    "picture",
    "plot",
    "poll",
    "position",
    "prediction",
    "price",
    "problem",
    "pros",
    "rating",
    "reality",
    "read",
    "reason",
    "record",
    "related",
    "residence",
    "result",
    "results",
    "ruling",
    "saturday",
    "score",
    "second",
    "section",
    "see",
    "solution",
    "source",
    "sources",
    "starring",
    "status",
    "step",
    "summary",
    "sunday",
    "takeaway",
    "then",
    "third",
    "thursday",
    "tickets",
    "time",
    "tip",
    "tips",
    "topic",
    "true",
    "truth",
    "tuesday",
    "update",
    "updated",
    "updates",
    "venue",
    "verdict",
    "video",
    "warning",
    "watch",
    "watch live",
    "website",
    "wednesday",
    "what",
    "when",
    "where",
    "who",
    "why",
    "winner",
    "winners",
    "yes",
    "no",
]);

/// Words of a name that need no capital.
static SMALL: WordSet = WordSet::of(&[
    "al", "and", "bin", "da", "de", "del", "der", "di", "for", "la", "of", "the", "van", "von",
]);

/// How sure the form of a label makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `Q:` or `Question:`
    Question,
    /// `A:` or `Answer:`
    Answer,
    /// In capitals.
    Capitals,
    /// As names are written.
    Name,
}

/// A label at the start of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What tells it from other labels: the last word of the name in lower case.
    pub key: String,
    /// How it is written.
    pub form: Form,
    /// Its words, without colon and emphasis; bytes of the paragraph.
    pub span: Span,
    /// Where what is said begins; bytes of the paragraph.
    pub rest: usize,
}

/// Emphasis and quoting marks of Markdown around a label.
const EMPHASIS: &[char] = &['*', '_', '>', ' ', '\t', '\u{a0}'];

/// The label that a paragraph (trimmed) begins with.
pub fn label(body: &str) -> Option<Label> {
    let start = body.len() - body.trim_start_matches(EMPHASIS).len();
    letter(body, start).or_else(|| name(body, start))
}

/// `Q:`, `A.`, `**Q**:` and `Q` before a gap.
fn letter(body: &str, start: usize) -> Option<Label> {
    let text = &body[start..];
    let form = match text.chars().next()? {
        'Q' => Form::Question,
        'A' => Form::Answer,
        _ => return None,
    };
    let after = text[1..].trim_start_matches(['*', '_']);
    let marked = after.strip_prefix([':', '.']).map(|rest| rest.trim_start_matches(['*', '_']));
    let gap = || (form == Form::Question).then_some(after).filter(|a| a.starts_with(GAPS));
    let rest = marked.or_else(gap)?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    apart.then(|| Label {
        key: text[..1].to_lowercase(),
        form,
        span: Span::new(start, start + 1),
        rest: offset(body, rest),
    })
}

/// What stands after a `Q` without colon.
const GAPS: &[char] = &['\t', ' ', '\u{a0}'];

/// `NAME:`, `NAME, TITLE:`, `Name (of the Ledger):`
fn name(body: &str, start: usize) -> Option<Label> {
    let colon = start + body[start..].find(':')?;
    let head = body[start..colon].trim_end_matches(EMPHASIS);
    let rest = body[colon + 1..].trim_start_matches(['*', '_']);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if !apart || head.chars().count() > LONGEST {
        return None;
    }
    let named = head.split([',', '(', '[']).next()?.trim();
    let words: Vec<&str> = named.split_whitespace().collect();
    let fits = (1..=NAME_WORDS).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && words.iter().all(|word| is_name_word(word))
        && !is_no_speaker(named)
        && !head.contains(['“', '”', '"', '?', '!', ';']);
    let last = words.last()?.trim_end_matches(['’', '\'', '.']).to_lowercase();
    let form = match last.as_str() {
        "question" | "interviewer" => Form::Question,
        "answer" => Form::Answer,
        _ if named.contains(char::is_lowercase) => Form::Name,
        _ => Form::Capitals,
    };
    let (key, span) = (last, Span::new(start, start + head.len()));
    fits.then(|| Label { key, form, span, rest: offset(body, rest) })
}

fn is_name_word(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || ".-'’".contains(c));
    letters && (word.starts_with(char::is_uppercase) || SMALL.contains(word))
}

fn is_no_speaker(name: &str) -> bool {
    let name = name.to_lowercase().replace('’', "'");
    let name = name.strip_prefix("the ").unwrap_or(&name);
    NO_SPEAKERS.contains(name)
}

/// Byte of `body` at which `rest`, its end, begins, white space passed.
fn offset(body: &str, rest: &str) -> usize {
    body.len() - rest.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_prose() {
        for (body, expected) in [
            ("Q: Will it hold?", Some(("Q", "q"))),
            ("A. It will.", Some(("A", "a"))),
            ("**Q:** Will it hold?", Some(("Q", "q"))),
            ("Q    Will it hold?", Some(("Q", "q"))),
            ("DANA ORR: It will.", Some(("DANA ORR", "orr"))),
            (
                "DANA ORR, MAYOR OF SPRINGFIELD: It will.",
                Some(("DANA ORR, MAYOR OF SPRINGFIELD", "orr")),
            ),
            ("SEN. DANA ORR (R-OHIO): It will.", Some(("SEN. DANA ORR (R-OHIO)", "orr"))),
            ("MR. ORR: It will.", Some(("MR. ORR", "orr"))),
            ("**Dana Orr**: It will.", Some(("Dana Orr", "orr"))),
            ("Interviewer: Will it?", Some(("Interviewer", "interviewer"))),
            ("THE MAYOR: It will.", Some(("THE MAYOR", "mayor"))),
            ("A dam: it will hold.", None),
            ("The answer is simple: it will hold.", None),
            ("Update: The dam holds.", None),
            ("THE FACTS: It leaks.", None),
            ("The vote was 12:30 to 4.", None),
            ("See https://example.org for more.", None),
            ("Questions remain: will it hold?", None),
            ("", None),
        ] {
            let found = label(body);
            let got = found.as_ref().map(|l| (l.span.of(body), l.key.as_str()));
            assert_eq!(got, expected, "{body}");
        }
    }

    #[test]
    fn what_is_said_begins_after_the_label() {
        for body in ["Q: It will.", "**Dana Orr:** It will.", "ORR (laughs): It will."] {
            let found = label(body).map(|l| &body[l.rest..]);
            assert_eq!(found, Some("It will."), "{body}");
        }
    }
}
