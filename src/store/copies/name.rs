//! The names that sync tools and git give to the version that lost.

use std::fmt;

/// Who leaves copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SyncTool {
    /// `x.sync-conflict-20261122-101010-ABCDEFG.ron`
    Syncthing,
    /// `x (Ana's conflicted copy 2026-11-22).ron`, in any language
    Dropbox,
    /// `x (conflicted copy 2026-11-22 101010).ron`
    Nextcloud,
    /// `x-DESKTOP-ABC.ron`
    OneDrive,
    /// `x 2.ron` of iCloud and the Finder, `x (1).ron` of Google Drive and browsers
    Numbered,
    /// `x.ron.orig`, `x_LOCAL_123.ron`
    Git,
}

impl fmt::Display for SyncTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syncthing => "Syncthing",
            Self::Dropbox => "Dropbox",
            Self::Nextcloud => "Nextcloud",
            Self::OneDrive => "OneDrive",
            Self::Numbered => "iCloud, Google Drive or another sync tool",
            Self::Git => "git",
        })
    }
}

/// What a name may be a copy of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The name without what the tool put into it.
    pub name: String,
    /// Whose way it is.
    pub tool: SyncTool,
    /// Whether nobody would give such a name on purpose.
    pub is_certain: bool,
}

/// The names that the file `name` may be a copy of, the surest first; whether one is there is for the caller to see.
pub fn originals(name: &str) -> Vec<Original> {
    let certain = |name: String, tool| Original { name, tool, is_certain: true };
    if let Some(name) = name.strip_suffix(".orig") {
        return vec![certain(name.to_owned(), SyncTool::Git)];
    }
    let Some((stem, ending)) = name.rsplit_once('.') else { return Vec::new() };
    let whole = |stem: &str| format!("{stem}.{ending}");
    if let Some((stem, mark)) = stem.rsplit_once(".sync-conflict-")
        && is_syncthing(mark)
    {
        return vec![certain(whole(stem), SyncTool::Syncthing)];
    }
    for mark in ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"] {
        if let Some((stem, number)) = stem.rsplit_once(mark)
            && is_number(number, 1..=10)
        {
            return vec![certain(whole(stem), SyncTool::Git)];
        }
    }
    let mut found = Vec::new();
    if let Some(inner) = stem.strip_suffix(')') {
        for (at, _) in inner.match_indices(" (") {
            let (stem, inner) = (&inner[..at], &inner[at + 2..]);
            let lower = inner.to_lowercase();
            // The words are in the user's language; the date is not.
            if lower.contains("conflict") || has_date(inner) {
                let is_nextcloud = lower.starts_with("conflicted copy 2");
                let tool = if is_nextcloud { SyncTool::Nextcloud } else { SyncTool::Dropbox };
                return vec![certain(whole(stem), tool)];
            }
            if is_number(inner, 1..=3) {
                found.push(Original { name: whole(stem), tool: SyncTool::Numbered, is_certain: false });
            }
        }
    }
    if let Some((stem, number)) = stem.rsplit_once(' ')
        && is_number(number, 1..=2)
    {
        found.push(Original { name: whole(stem), tool: SyncTool::Numbered, is_certain: false });
    }
    for (at, _) in stem.match_indices('-') {
        let host = &stem[at + 1..];
        let is_host = (1..=63).contains(&host.len())
            && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && !host.ends_with('-');
        if at > 0 && is_host {
            found.push(Original { name: whole(&stem[..at]), tool: SyncTool::OneDrive, is_certain: false });
        }
    }
    found
}

/// Whether `mark` is `20261122-101010-ABCDEFG`, the last part missing in old versions.
fn is_syncthing(mark: &str) -> bool {
    let parts: Vec<&str> = mark.split('-').collect();
    let is_device = |part: &str| part.len() == 7 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    matches!(parts[..], [day, time] | [day, time, _] if is_number(day, 8..=8) && is_number(time, 6..=6))
        && parts.get(2).is_none_or(|part| is_device(part))
}

fn is_number(text: &str, len: std::ops::RangeInclusive<usize>) -> bool {
    len.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a date such as `2026-11-22` stands somewhere in `text`.
fn has_date(text: &str) -> bool {
    text.as_bytes().windows(10).any(|window| {
        window
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_tools_give_lead_back_to_the_name() {
        for (name, original, tool) in [
            ("a.txt.sync-conflict-20261122-101010-ABCDEFG.ron", "a.txt.ron", SyncTool::Syncthing),
            ("codebook.sync-conflict-20261122-101010.ron", "codebook.ron", SyncTool::Syncthing),
            ("a.txt (Ana's conflicted copy 2026-11-22).ron", "a.txt.ron", SyncTool::Dropbox),
            ("a.txt (Ana (work)'s conflicted copy 2026-11-22 (1)).ron", "a.txt.ron", SyncTool::Dropbox),
            ("corpus (In Konflikt stehende Kopie von Ana 2026-11-22).ron", "corpus.ron", SyncTool::Dropbox),
            ("corpus (Copie en conflit de Ana 2026-11-22).ron", "corpus.ron", SyncTool::Dropbox),
            ("corpus (Ana の競合コピー 2026-11-22).ron", "corpus.ron", SyncTool::Dropbox),
            ("corpus (Case Conflict).ron", "corpus.ron", SyncTool::Dropbox),
            ("a.txt (conflicted copy 2026-11-22 101010).ron", "a.txt.ron", SyncTool::Nextcloud),
            ("a (x).txt (1).ron", "a (x).txt.ron", SyncTool::Numbered),
            ("a.txt 2.ron", "a.txt.ron", SyncTool::Numbered),
            ("a.txt-LAPTOP.ron", "a.txt.ron", SyncTool::OneDrive),
            ("a-b.txt-DESKTOP-ABC-2.ron", "a-b.txt.ron", SyncTool::OneDrive),
            ("a.txt.ron.orig", "a.txt.ron", SyncTool::Git),
            ("a.txt_REMOTE_4711.ron", "a.txt.ron", SyncTool::Git),
        ] {
            let found = originals(name);
            let is_found = found.iter().any(|found| found.name == original && found.tool == tool);
            assert!(is_found, "{name}: {found:?}");
        }
    }

    #[test]
    fn names_that_people_give_are_no_certain_copies() {
        for name in [
            "speech 2.txt",
            "speech (1).txt",
            "press-release.txt",
            "plan (2026).txt",
            "notes (draft).txt",
            "a.sync-conflict-1-2-3.txt",
        ] {
            assert!(originals(name).iter().all(|original| !original.is_certain), "{name}");
        }
        for name in ["", ".", "a", "a.ron", "a_LOCAL_.ron", "-x.ron", "a-.ron", "a (.ron"] {
            assert!(originals(name).is_empty(), "{name}: {:?}", originals(name));
        }
    }
}
