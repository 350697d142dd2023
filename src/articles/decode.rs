//! Bytes to text: which encoding they are in, and whether they are text at all.
//!
//! Order of evidence: byte order mark, the shape of UTF-16, valid UTF-8, what a page declares of
//! itself, and last a guess from the bytes (chardetng), as browsers do.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::article::{Skip, SkipReason};

/// Bytes at the start that tell binary data and UTF-16.
const SAMPLE: usize = 64 << 10;
/// Share of control characters, in percent, from which bytes are no text.
const BINARY_PERCENT: usize = 3;
/// Bytes at the start of a page that may declare its encoding; the standard says 1,024.
const META_WINDOW: usize = 4 << 10;

/// Starts of files that are no text, with what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x1F\x8B", "gzip data: name it .gz"),
    (b"\x28\xB5\x2F\xFD", "zstd data: name it .zst"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"{\\rtf", "an RTF file"),
];

/// The text of a plain file or of a field.
///
/// # Errors
/// Where the bytes are no text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Skip> {
    decode_as(bytes, None)
}

/// The text of a list of English words, whose few accents tell no encoding: what is no Unicode is
/// windows-1252.
///
/// # Errors
/// Where the bytes are no text.
pub(crate) fn decode_words(bytes: Vec<u8>) -> Result<String, Skip> {
    decode_as(bytes, Some(WINDOWS_1252))
}

/// The text of a web page, which may declare its encoding.
///
/// # Errors
/// Where the bytes are no text.
pub(super) fn decode_html(bytes: Vec<u8>) -> Result<String, Skip> {
    let declared = declared(&bytes);
    decode_as(bytes, declared)
}

fn decode_as(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, Skip> {
    if let Some(encoding) = unicode_form(&bytes) {
        return Ok(plain_lines(encoding.decode(&bytes).0.into_owned()));
    }
    refuse_binary(&bytes)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            mostly_utf8(&bytes).unwrap_or_else(|| {
                let encoding = declared.unwrap_or_else(|| guess(&bytes));
                encoding.decode_without_bom_handling(&bytes).0.into_owned()
            })
        }
    };
    Ok(plain_lines(text))
}

/// The Unicode encoding form that a byte order mark or the pattern of zero bytes tells.
pub(super) fn unicode_form(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut little, mut big, mut other) = (0usize, 0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        match *pair {
            [byte, 0] if !is_control(byte) => little += 1,
            [0, byte] if !is_control(byte) => big += 1,
            _ => other += 1,
        }
    }
    // In English text almost every pair has its zero, always on the same side.
    if little > other && big * 20 < little {
        Some(UTF_16LE)
    } else if big > other && little * 20 < big {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Refuses bytes whose start looks like no text.
///
/// # Errors
/// What they look like.
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), Skip> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(binary(what));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = sample.iter().filter(|&&b| is_control(b)).count();
    if control * 100 > sample.len() * BINARY_PERCENT {
        return Err(binary("binary data"));
    }
    Ok(())
}

fn binary(what: &str) -> Skip {
    Skip { reason: SkipReason::Binary, message: format!("no text: it looks like {what}") }
}

/// Control characters that text has no use for.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B)
}

/// The text, where most of what is not ASCII is valid UTF-8: a character cut off, or single
/// bytes of windows-1252 (quotation marks, mostly) among UTF-8.
fn mostly_utf8(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        match chunk.invalid() {
            [] => {}
            &[byte @ 0x80..=0x9F] => {
                invalid += 1;
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0);
            }
            _ => {
                invalid += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    (valid > invalid || ends_cut(bytes)).then_some(text)
}

/// Whether the only fault of `bytes` is that the last character stops in the middle. Of lone
/// first bytes only that of dashes and quotation marks is taken for one: `é` in windows-1252
/// looks like another.
fn ends_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| {
        error.error_len().is_none() && matches!(&bytes[error.valid_up_to()..], [0xE2] | [_, _, ..])
    })
}

/// The encoding that `<meta charset>` or an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_WINDOW)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    ["charset=", "encoding="].iter().find_map(|key| {
        let value = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        let label = &value[..end.unwrap_or(value.len())];
        Encoding::for_label(label.as_bytes()).filter(|&e| e != UTF_8)
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// CRLF and CR made LF; a byte order mark dropped.
fn plain_lines(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// As [`plain_lines`], for text that came out of a record.
pub(super) fn with_plain_lines(text: String) -> String {
    plain_lines(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SENTENCE: &str = "“We won’t go,” said Zoë Kramář – again.";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn unicode_in_every_form_is_read() {
        let ascii = "The senator spoke.";
        for (bytes, expected) in [
            (SENTENCE.as_bytes().to_vec(), SENTENCE),
            ([b"\xEF\xBB\xBF", SENTENCE.as_bytes()].concat(), SENTENCE),
            (utf16(SENTENCE, false, true), SENTENCE),
            (utf16(SENTENCE, true, true), SENTENCE),
            (utf16(ascii, false, false), ascii),
            (utf16(ascii, true, false), ascii),
        ] {
            assert_eq!(decode(bytes).unwrap(), expected);
        }
    }

    #[test]
    fn legacy_encodings_are_guessed() {
        let western = "“We won’t go,” said the envoy – again. It’s a café’s “naïve” idea.";
        let russian = "Министр иностранных дел заявил, что переговоры продолжатся завтра.";
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1252, western),
            (encoding_rs::WINDOWS_1251, russian),
            (encoding_rs::KOI8_R, russian),
        ] {
            let bytes = encoding.encode(text).0.into_owned();
            assert_eq!(decode(bytes).unwrap(), text, "{}", encoding.name());
        }
    }

    #[test]
    fn a_page_may_declare_its_encoding() {
        let page = "<html><head><meta charset=\"iso-8859-2\"></head>Łódź</html>";
        let bytes = encoding_rs::ISO_8859_2.encode(page).0.into_owned();
        assert!(decode_html(bytes).unwrap().contains("Łódź"));
    }

    #[test]
    fn half_a_character_at_the_end_costs_that_character_only() {
        let whole = "It’s over. “No”";
        let bytes = whole.as_bytes()[..whole.len() - 1].to_vec();
        assert_eq!(decode(bytes).unwrap(), "It’s over. “No\u{FFFD}");
        assert_eq!(decode("He said “".as_bytes()[..10].to_vec()).unwrap(), "He said \u{FFFD}");
    }

    #[test]
    fn single_legacy_quotation_marks_among_utf8_stay_marks() {
        let bytes = b"Z\xC3\xBCrich, K\xC3\xB6ln, M\xC3\xBCnchen: \x93No\x94".to_vec();
        assert_eq!(decode(bytes).unwrap(), "Zürich, Köln, München: “No”");
    }

    #[test]
    fn binary_is_refused() {
        for bytes in
            [b"\x1F\x8B\x08\0abc".to_vec(), b"%PDF-1.7 text".to_vec(), vec![0, 1, 2, 3, 0, 5]]
        {
            assert_eq!(decode(bytes).unwrap_err().reason, SkipReason::Binary);
        }
    }

    #[test]
    fn line_ends_become_plain_and_nothing_else_changes() {
        assert_eq!(decode(b"a\r\nb\rc\n\n d\te".to_vec()).unwrap(), "a\nb\nc\n\n d\te");
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(bytes.clone());
            let _ = decode_html(bytes);
        }

        #[test]
        fn utf8_stays_as_it_is(text in "[a-zé“”\n 😀]{0,200}") {
            prop_assert_eq!(decode(text.clone().into_bytes()).unwrap(), text);
        }
    }
}
