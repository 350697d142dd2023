//! The page's Content-Security-Policy: it may run its own script, wear its own style, nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy for a page with this one script and this one style, for a `meta` element
/// (Content Security Policy Level 3, W3C). Nothing is fetched, framed, posted or evaluated.
pub(super) fn of(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
        source(script),
        source(style)
    )
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // The example of Content Security Policy Level 3, section 8.4.
        assert_eq!(
            source("doSomething();"),
            "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
        );
        assert!(!of("a", "b").contains("unsafe"));
    }
}
