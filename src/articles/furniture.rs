//! Lines of a page that are not part of what its author wrote: links, captions, buttons, credits.
//!
//! Only lines that cannot be prose are listed: what is marked here is never searched for quotations.

/// How a line is recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The whole line, but for marks at its end.
    Whole,
    /// It begins with a label that no sentence begins with: the line is a link to something else,
    /// quotation marks in it or not.
    Label,
    /// It begins so and holds no quotation mark.
    Start,
}

use Shape::{Label, Start, Whole};

/// Longest line, in characters, that is looked at.
const LONGEST: usize = 320;

/// Lower case, one blank between words, plain apostrophes.
const LINES: &[(Shape, &str)] = &[
    (Whole, "abstract"),
    (Whole, "ad feedback"),
    (Whole, "advertisement"),
    (Whole, "article continues below"),
    (Whole, "comments"),
    (Whole, "continue reading"),
    (Whole, "email"),
    (Whole, "enlarge this image"),
    (Whole, "hide caption"),
    (Whole, "letters"),
    (Whole, "listen to this article"),
    (Whole, "loading"),
    (Whole, "more on this story"),
    (Whole, "most popular"),
    (Whole, "most read"),
    (Whole, "print"),
    (Whole, "read more"),
    (Whole, "read more here"),
    (Whole, "read the full story"),
    (Whole, "read the rest here"),
    (Whole, "recommended stories"),
    (Whole, "related"),
    (Whole, "related articles"),
    (Whole, "related coverage"),
    (Whole, "related stories"),
    (Whole, "scroll to continue"),
    (Whole, "share"),
    (Whole, "share this article"),
    (Whole, "share this story"),
    (Whole, "share tweet post email"),
    (Whole, "skip advertisement"),
    (Whole, "source link"),
    (Whole, "story continues below advertisement"),
    (Whole, "story continues below"),
    (Whole, "subscribe"),
    (Whole, "subscribe now"),
    (Whole, "toggle caption"),
    (Whole, "view comments"),
    (Label, "also read:"),
    (Label, "don't miss:"),
    (Label, "further reading:"),
    (Label, "more from"),
    (Label, "more on this:"),
    (Label, "more:"),
    (Label, "must read:"),
    (Label, "read also:"),
    (Label, "read more about"),
    (Label, "read more:"),
    (Label, "read next:"),
    (Label, "read:"),
    (Label, "related:"),
    (Label, "related article"),
    (Label, "related story"),
    (Label, "see also:"),
    (Label, "see more:"),
    (Label, "watch:"),
    (Label, "watch live:"),
    (Label, "watch more:"),
    (Start, "(additional reporting by"),
    (Start, "(editing by"),
    (Start, "(reporting by"),
    (Start, "(writing by"),
    (Start, "additional reporting by"),
    (Start, "all rights reserved"),
    (Start, "click here for"),
    (Start, "click here to"),
    (Start, "copyright ©"),
    (Start, "©"),
    (Start, "editing by"),
    (Start, "enlarge this image"),
    (Start, "follow us on"),
    (Start, "get the latest"),
    (Start, "image caption"),
    (Start, "image credit"),
    (Start, "image source"),
    (Start, "media caption"),
    (Start, "media playback is unsupported"),
    (Start, "our standards:"),
    (Start, "photo by"),
    (Start, "photo credit"),
    (Start, "photograph:"),
    (Start, "register now for free"),
    (Start, "reporting by"),
    (Start, "share this article"),
    (Start, "sign up for"),
    (Start, "sign up here"),
    (Start, "sign up to"),
    (Start, "subscribe to our"),
];

/// Marks that open or close quoted words.
const QUOTATION_MARKS: &[char] = &['"', '“', '”', '«', '»', '„'];

/// Whether `line` (trimmed) is no prose for certain.
pub(super) fn is_furniture(line: &str) -> bool {
    if line.len() > LONGEST * 4 || line.chars().count() > LONGEST {
        return false;
    }
    if !begins_like_furniture(line) {
        return false;
    }
    let plain = plain(line);
    let bare = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
    LINES.iter().any(|&(shape, words)| match shape {
        Whole => bare == words,
        Label => plain.starts_with(words),
        Start => plain.starts_with(words) && !line.contains(QUOTATION_MARKS),
    })
}

/// Whether the first word is that of some line of the list: most lines are no such, and need not be
/// folded whole.
fn begins_like_furniture(line: &str) -> bool {
    let word = plain(line.split_whitespace().next().unwrap_or_default());
    LINES.iter().any(|(_, words)| word.starts_with(words.split(' ').next().unwrap_or(words)))
}

/// Lower case, one blank between words, plain apostrophes.
fn plain(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_prose() {
        for (line, expected) in [
            ("Source link", true),
            ("SEE ALSO: Envoy calls the plan ‘dead’", true),
            ("Enlarge this image", true),
            ("Advertisement", true),
            ("ABSTRACT.", true),
            ("Sign up for our newsletter", true),
            ("(Reporting by Ann Lee in Kyiv; editing by Bo Day)", true),
            ("Watch: “We will not go,” says envoy", true),
            ("Read more", true),
            ("Read more books, the senator told pupils.", false),
            ("“Share this story,” he told the crowd.", false),
            ("Sign up for the draft, he said: “We need you.”", false),
            ("More than a thousand people came.", false),
            ("Watch how they vote, she said.", false),
            ("Related charges were dropped.", false),
            ("", false),
        ] {
            assert_eq!(is_furniture(line), expected, "{line}");
        }
    }
}
