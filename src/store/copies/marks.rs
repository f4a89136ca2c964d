//! Git's marks of two versions in one file.

use crate::store::record::text_of;

/// The versions that a file with git's marks holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What both began from, where git was told to keep it too.
    pub base: Option<String>,
    /// The version above the middle mark.
    pub ours: String,
    /// The version below it.
    pub theirs: String,
    /// Line of the first mark, counted from 1.
    pub line: usize,
}

/// The versions in the file `bytes`; `None` when no lines of it are marked as git does.
///
/// ```text
/// <<<<<<< HEAD
///     ours
/// ||||||| 1a2b3c4        only when git was told to
///     what both began from
/// =======
///     theirs
/// >>>>>>> other
/// ```
pub fn marked(bytes: &[u8]) -> Option<Marked> {
    /// Where the lines being read belong.
    #[derive(Clone, Copy, PartialEq)]
    enum Part {
        All,
        Ours,
        Base,
        Theirs,
    }

    memchr::memmem::find(bytes, b"<<<<<<<")?;
    let text = text_of(bytes).ok()?;
    let (mut base, mut ours, mut theirs) = (String::new(), String::new(), String::new());
    let (mut part, mut first, mut n_marked, mut n_with_base) = (Part::All, 0, 0, 0);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let mark = line.trim_end_matches(['\n', '\r']);
        let begins = |sign: &str| mark == sign || mark.strip_prefix(sign).is_some_and(|rest| rest.starts_with(' '));
        part = match part {
            Part::All if begins("<<<<<<<") => {
                first = if n_marked == 0 { at + 1 } else { first };
                n_marked += 1;
                Part::Ours
            }
            Part::Ours if begins("|||||||") => {
                n_with_base += 1;
                Part::Base
            }
            Part::Ours | Part::Base if mark == "=======" => Part::Theirs,
            Part::Theirs if begins(">>>>>>>") => Part::All,
            same => {
                if matches!(same, Part::All | Part::Ours) {
                    ours.push_str(line);
                }
                if matches!(same, Part::All | Part::Theirs) {
                    theirs.push_str(line);
                }
                if matches!(same, Part::All | Part::Base) {
                    base.push_str(line);
                }
                same
            }
        };
    }
    let is_whole = n_marked > 0 && part == Part::All;
    let base = (n_with_base == n_marked).then_some(base);
    is_whole.then_some(Marked { base, ours, theirs, line: first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_and_the_common_one_come_back() {
        let file = "a\n<<<<<<< HEAD\nb\n||||||| 1a2b\no\n=======\nc\n>>>>>>> other\nd\n<<<<<<< HEAD\n||||||| x\n=======\ne\n>>>>>>> other\n";
        let found = marked(file.as_bytes()).expect("is marked");
        assert_eq!((found.ours.as_str(), found.theirs.as_str(), found.line), ("a\nb\nd\n", "a\nc\nd\ne\n", 2));
        assert_eq!(found.base.as_deref(), Some("a\no\nd\n"));
        let crlf = marked(file.replace('\n', "\r\n").as_bytes()).expect("is marked");
        assert_eq!(crlf, found);
        let plain = marked(b"<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n").expect("is marked");
        assert_eq!((plain.base, plain.ours.as_str(), plain.theirs.as_str()), (None, "b\n", "c\n"));
    }

    #[test]
    fn other_files_are_left_alone() {
        for file in
            ["", "a\n=======\nb\n", "<<<<<<< x\na\n", "<<<<<<< x\na\n=======\nb\n", "<<<<<<<x\n=======\n>>>>>>> y\n"]
        {
            assert_eq!(marked(file.as_bytes()), None, "{file}");
        }
        assert_eq!(marked(b"<<<<<<< \xff\n=======\n>>>>>>> y\n"), None);
    }
}
