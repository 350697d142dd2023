//! The colours: one table for the page, light and dark, and for charts that stand alone.
//!
//! Blue is favourable and orange unfavourable: the pair stays apart for all common kinds of colour
//! blindness (Okabe and Ito 2008; Brewer's PuOr and RdBu without the red), and no sign hangs on
//! colour alone. What is text keeps the contrast of WCAG 2.2 AA (4.5 to 1); a test measures it.

use std::fmt::Write as _;

/// Name, light, dark.
const COLOURS: &[(&str, &str, &str)] = &[
    ("paper", "#ffffff", "#14171c"),
    ("ground", "#f6f5f1", "#1b1f26"),
    ("raised", "#ffffff", "#20252d"),
    ("ink", "#1b1f24", "#eceae4"),
    ("quiet", "#565d66", "#a7adb6"),
    ("line", "#dedbd2", "#353b45"),
    ("grid", "#e9e6de", "#2a3038"),
    ("axis", "#8a8f96", "#7d848e"),
    ("link", "#0b5589", "#86c1ee"),
    ("focus", "#0b5589", "#ffd479"),
    ("pro", "#0b6aa8", "#63b3ea"),
    ("con", "#b3500d", "#f2a65e"),
    ("even", "#6b7178", "#9aa1aa"),
    ("pro-soft", "#d3e7f6", "#173a54"),
    ("con-soft", "#fbe3cf", "#51310f"),
    ("even-soft", "#e6e7e8", "#33383f"),
    ("pro-1", "#e4f0f9", "#152b3b"),
    ("pro-2", "#c3ddf1", "#174059"),
    ("pro-3", "#94c4e7", "#1c5a80"),
    ("pro-4", "#3f8fc6", "#4a9bd3"),
    ("con-1", "#fdefe2", "#33251a"),
    ("con-2", "#f9d9bb", "#53361b"),
    ("con-3", "#f2b985", "#7b4a1c"),
    ("con-4", "#d9781f", "#dd8b3d"),
    ("on-strong", "#10161d", "#0d1116"),
    ("notice", "#fff8e1", "#2e2a1a"),
];

/// The colours as custom properties, dark ones where the reader's system is dark, but not on paper.
pub(super) fn properties() -> String {
    let mut css = String::from(":root{color-scheme:light dark;");
    let mut dark = String::new();
    for (name, light, night) in COLOURS {
        // Writing to a String cannot fail.
        let _ = write!(css, "--{name}:{light};");
        let _ = write!(dark, "--{name}:{night};");
    }
    let _ = write!(css, "}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n");
    css
}

/// `css` with the light colours in place of the properties, for programs that know none.
pub(super) fn fixed(css: &str) -> String {
    let with = |css: String, (name, light, _): &(&str, &str, &str)| {
        css.replace(&format!("var(--{name})"), light)
    };
    COLOURS.iter().fold(css.to_owned(), with)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn colour(name: &str) -> (&'static str, &'static str) {
        let row = COLOURS.iter().find(|row| row.0 == name).unwrap();
        (row.1, row.2)
    }

    #[test]
    fn text_can_be_read_by_day_and_by_night() {
        let mut pairs = vec![("on-strong", "pro-4"), ("on-strong", "con-4"), ("ink", "notice")];
        for ground in ["paper", "ground", "raised"] {
            pairs.extend(["ink", "quiet", "link", "pro", "con"].map(|text| (text, ground)));
        }
        for ground in ["pro-1", "pro-2", "pro-3", "con-1", "con-2", "con-3", "pro-soft", "con-soft"]
        {
            pairs.push(("ink", ground));
        }
        for (text, ground) in pairs {
            let (text_pair, ground_pair) = (colour(text), colour(ground));
            for (a, b) in [(text_pair.0, ground_pair.0), (text_pair.1, ground_pair.1)] {
                let ratio = contrast(a, b);
                assert!(ratio >= 4.5, "{text} on {ground}: {a} on {b} is {ratio:.2}");
            }
        }
    }

    #[test]
    fn a_chart_of_its_own_names_colours() {
        assert_eq!(fixed("a{fill:var(--pro)}"), "a{fill:#0b6aa8}");
        assert!(!fixed(include_str!("assets/charts.css")).contains("var("));
    }
}
