//! Paths as systemd, cron and a shell want them written, so that each finds the file that is meant.
//!
//! They come without control characters ([`super::make`] refuses others): none of the three can
//! hold a line end.

/// A word of a setting of systemd: in quotation marks, with `%` doubled, which begins a specifier.
pub(super) fn systemd(path: &str) -> String {
    if is_plain(path) {
        return path.to_owned();
    }
    let escaped = path.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%");
    format!("\"{escaped}\"")
}

/// The same as an argument of a command, where `$` begins a variable.
pub(super) fn systemd_argument(path: &str) -> String {
    systemd(path).replace('$', "$$")
}

/// The program of a command of systemd, which takes no program with quotation marks or a backslash
/// in its path and knows no `$$` there: a shell calls such a one.
pub(super) fn executable(path: &str) -> String {
    if path.contains(['\'', '"', '\\', '$']) {
        format!("/bin/sh -c 'exec \"$$0\" \"$$@\"' {}", systemd_argument(path))
    } else {
        systemd(path)
    }
}

/// A word of a shell, in marks where it needs them.
pub fn shell(path: &str) -> String {
    if is_plain(path) {
        return path.to_owned();
    }
    // Marks in marks, where a backslash would do: cron has its own mind about backslashes.
    format!("'{}'", path.replace('\'', "'\"'\"'"))
}

/// A word of a shell in a line of cron, which ends a command at `%` unless a backslash stands
/// before it. What becomes of two backslashes differs between crons, so that none is left alone.
pub(super) fn cron(path: &str) -> String {
    shell(path).replace('\\', "'\"$(printf '\\134')\"'").replace('%', "\\%")
}

/// Whether nobody sees more in `path` than its characters.
fn is_plain(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+');
    !path.is_empty() && path.chars().all(plain)
}
