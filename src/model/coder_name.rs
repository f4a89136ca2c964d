//! What can be the name of a coder: it names a folder too, on every system.

/// Longest name of a coder, in bytes.
const MAX_BYTES: usize = 100;

/// Names that Windows keeps for devices, in any case and with any ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why `name` cannot be the name of a coder, as in "because …"; `None` when it can.
pub(super) fn fault(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() {
        Some("it is empty")
    } else if name.len() > MAX_BYTES {
        Some("it is longer than 100 bytes")
    } else if name.contains(['/', '\\']) {
        Some("it holds a slash, which would name another folder")
    } else if name.starts_with('.') {
        Some("it begins with a dot")
    } else if name.ends_with('.') || name.trim() != name {
        Some("it begins with a space, or ends with a space or a dot")
    } else if name.chars().any(is_unseen) {
        Some("it holds a character that cannot be seen")
    } else if name.contains(['<', '>', ':', '"', '|', '?', '*']) {
        Some("it holds a sign that Windows does not allow in names")
    } else if is_reserved(name) {
        Some("Windows keeps this name for a device")
    } else {
        None
    }
}

/// Controls, and the format characters that turn the direction of a name or hide in it.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether `name` is that of a Windows device, with any ending.
pub(super) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_numbered = |port: &str| {
        let number = stem.strip_prefix(port).unwrap_or_default();
        number.chars().count() == 1 && number.chars().all(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'))
    };
    RESERVED.contains(&stem.as_str()) || is_numbered("com") || is_numbered("lpt")
}
