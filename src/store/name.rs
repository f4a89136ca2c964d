//! Which names may become paths: coders' names come from people, document paths from files.

use super::StoreError;
use crate::model::{Coder, DocPath};

const INSTEAD: &str = "use letters, digits, spaces and hyphens, such as “coder-1”";

/// Checks that `name` can be the name of a folder on every system.
pub(super) fn checked_coder(name: &str) -> Result<Coder, StoreError> {
    match Coder::fault(name) {
        None => Ok(Coder::new(name)),
        Some(why) => Err(StoreError::BadCoder { name: name.to_owned(), why, instead: INSTEAD }),
    }
}

/// Checks that `path` stays below the corpus folder.
///
/// What is a plain name on one system leads elsewhere on another, so it is refused where it does.
pub(super) fn checked_document(path: &str) -> Result<DocPath, StoreError> {
    match document_fault(path, cfg!(windows)) {
        None => Ok(DocPath::new(path)),
        Some(why) => Err(StoreError::BadDocument { path: path.to_owned(), why }),
    }
}

/// Why `path` cannot be a document's, if it cannot.
fn document_fault(path: &str, is_windows: bool) -> Option<&'static str> {
    let parts = || path.split('/');
    Some(if path.is_empty() {
        "it is empty"
    } else if path.starts_with('/') {
        "it begins at the root of the disk, not in the corpus folder"
    } else if path.contains('\\') {
        "it holds a backslash; folders are joined by “/”"
    } else if path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic() {
        "it names a drive"
    } else if path.contains('\0') {
        "it holds a zero character"
    } else if parts().any(|part| matches!(part, "" | "." | "..")) {
        "it holds an empty folder name, “.” or “..”"
    } else if is_windows && path.contains(':') {
        "it holds a colon, behind which Windows keeps another file"
    } else if is_windows && parts().any(|part| part.ends_with(['.', ' '])) {
        "a name in it ends with a dot or a space, which Windows drops"
    } else if is_windows && parts().any(Coder::is_device) {
        "a name in it is that of a Windows device"
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_coders() {
        for name in ["coder-1", "Ana María", "李雷", "سارة", "J. Smith", "console", "com10", "a".repeat(100).as_str()]
        {
            assert_eq!(checked_coder(name).map(|coder| coder.to_string()).ok().as_deref(), Some(name));
        }
    }

    #[test]
    fn names_that_are_no_folder_everywhere_are_refused() {
        let long = "a".repeat(101);
        let bad =
            ["", " ", ".", "..", ".git", "a/b", "a\\b", "a\nb", "a\0", "NUL", "con.txt", "Com1", "LPT9", "a:b", "a "];
        for name in bad.into_iter().chain(["a.", "\u{202e}abc", "what?", long.as_str()]) {
            let error = checked_coder(name).expect_err(name).to_string();
            assert!(error.contains("use letters"), "{error}");
        }
    }

    #[test]
    fn what_leads_elsewhere_on_windows_is_a_plain_name_elsewhere() {
        let plain = [
            "a.txt:x",
            "con.txt",
            "sub/NUL",
            "lpt1.txt",
            "a.txt.",
            "a.txt ",
            "sub /a.txt",
            "%2e%2e/a.txt",
            "．．/a.txt",
        ];
        for path in plain {
            assert_eq!(document_fault(path, false), None, "{path}");
        }
        for path in &plain[..7] {
            assert!(document_fault(path, true).is_some(), "{path}");
        }
        for path in ["console.txt", "%2e%2e/a.txt", "．．/a.txt", "a b/c.d.txt"] {
            assert_eq!(document_fault(path, true), None, "{path}");
        }
        for path in ["\\\\server\\share\\a", "\\\\?\\C:\\a", "//server/share", "..\\a", "C:a", "C:\\a", "c:/a"] {
            assert!(document_fault(path, false).is_some() && document_fault(path, true).is_some(), "{path}");
        }
    }

    #[test]
    fn document_paths_stay_in_the_corpus() {
        for path in ["a.txt", "a/b c/ü.txt", "..a.txt", "a..b/c.txt", "ab:c.txt"] {
            assert!(checked_document(path).is_ok(), "{path}");
        }
        for path in ["", "/etc/passwd", "../a", "a/../../b", "a/./b", "a//b", "C:/a", "c:a", "a\\b", "a/", "\0"] {
            assert!(checked_document(path).is_err(), "{path}");
        }
    }
}
