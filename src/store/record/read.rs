//! Reading a file of ours: all of it, or what can be read of it with the reasons for the rest.

use super::outline::{Outline, Piece, outline};
use super::{FORMATS, FileRecord};
use rayon::prelude::*;
use ron::error::SpannedError;
use std::borrow::Cow;

/// Most faults that are told one by one.
const MAX_FAULTS: usize = 50;

/// What was read of a file.
#[derive(Debug)]
pub(in crate::store) struct Reading<R, T> {
    /// The fields around the lists; `None` when they could not be read.
    pub head: Option<R>,
    /// The entries, each with the byte at which it begins where that is known.
    pub entries: Vec<(Option<usize>, T)>,
    /// What could not be read: line counted from 1, and why. Empty when the file was read whole.
    pub faults: Vec<(Option<usize>, String)>,
}

/// Why nothing of a file is read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::store) enum Unreadable {
    /// Not UTF-8.
    #[error("the file is not UTF-8 text")]
    NotText,
    /// Made by a newer version.
    #[error("the file has format {0}, which is newer than this version of Standpoint knows")]
    Newer(u32),
    /// A number that no version wrote.
    #[error("the file has format {0}, which no version of Standpoint wrote")]
    NoFormat(u32),
}

impl Unreadable {
    /// The line, counted from 1, of what makes the file `bytes` unreadable, where there is one.
    pub(in crate::store) fn line(&self, bytes: &[u8]) -> Option<usize> {
        let at = match self {
            Self::NotText => std::str::from_utf8(bytes).err()?.valid_up_to(),
            Self::Newer(_) | Self::NoFormat(_) => memchr::memmem::find(bytes, b"format")?,
        };
        Some(memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1)
    }
}

/// How our files are read: nested 128 deep at most, which hostile files would exceed and ours never do.
pub(in crate::store) fn options() -> ron::Options {
    ron::Options::default()
}

/// The text in `bytes`, without byte order mark; where every line ends in CRLF, as Git may have made it, with LF.
pub(in crate::store) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let has_cr = memchr::memchr(b'\r', text.as_bytes()).is_some();
    let is_crlf = has_cr && {
        let n_lf = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        n_lf > 0 && memchr::memmem::find_iter(text.as_bytes(), "\r\n").count() == n_lf
    };
    Ok(if is_crlf { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) })
}

/// Reads `text`, turning each entry into a `T` by `convert` in parallel.
///
/// Canonical files are read entry by entry; anything else in one piece; what cannot be read in one piece is
/// salvaged entry by entry.
pub(in crate::store) fn read<R: FileRecord, T: Send>(
    text: &str,
    convert: impl Fn(R::Entry) -> T + Sync,
) -> Result<Reading<R, T>, Unreadable> {
    let Outline { skeleton, pieces } = outline(text, R::ENTRIES);
    let mut head = options().from_str::<R>(&skeleton).ok();
    let mut is_canonical = false;
    if let Some(head) = &mut head {
        check_format(head.format())?;
        is_canonical = head.take_entries().is_empty() && !skeleton.contains("/*");
    }
    if is_canonical {
        let read_piece = |piece: &Piece<'_>| R::read_entry(piece.name, piece.text).map(&convert);
        let entries: Result<Vec<T>, SpannedError> = pieces.par_iter().with_min_len(16).map(read_piece).collect();
        if let Ok(entries) = entries {
            let entries = pieces.iter().map(|piece| Some(piece.at)).zip(entries).collect();
            return Ok(Reading { head, entries, faults: Vec::new() });
        }
    }
    match options().from_str::<R>(text) {
        Ok(whole) => read_whole(whole, &pieces, convert),
        Err(error) => {
            // A newer format has fields that we do not know: it is newer, not broken.
            if let Some(format) = format_said(text) {
                check_format(format)?;
            }
            Ok(salvage(text, head, &pieces, convert, &error))
        }
    }
}

fn read_whole<R: FileRecord, T: Send>(
    mut whole: R,
    pieces: &[Piece<'_>],
    convert: impl Fn(R::Entry) -> T,
) -> Result<Reading<R, T>, Unreadable> {
    check_format(whole.format())?;
    let entries = whole.take_entries();
    let are_cut_alike = R::ENTRIES.len() == 1 && entries.len() == pieces.len();
    let offset = |i: usize| are_cut_alike.then(|| pieces[i].at);
    let entries = entries.into_iter().enumerate().map(|(i, entry)| (offset(i), convert(entry))).collect();
    Ok(Reading { head: Some(whole), entries, faults: Vec::new() })
}

/// Reads what can be read, one entry after the other, so that a file full of nonsense takes no more than its size.
fn salvage<R: FileRecord, T>(
    text: &str,
    head: Option<R>,
    pieces: &[Piece<'_>],
    convert: impl Fn(R::Entry) -> T,
    whole: &SpannedError,
) -> Reading<R, T> {
    let mut entries = Vec::new();
    let mut faults = Vec::new();
    let mut n_more = 0;
    let mut lines = LineCounter::new(text);
    for piece in pieces {
        match R::read_entry(piece.name, piece.text) {
            Ok(entry) => entries.push((Some(piece.at), convert(entry))),
            Err(error) if faults.len() < MAX_FAULTS => {
                let line = lines.line_of(piece.at) + error.span.start.line.saturating_sub(1);
                faults.push((Some(line), format!("this {} could not be read ({})", piece.name, error.code)));
            }
            Err(_) => n_more += 1,
        }
    }
    if head.is_none() || faults.is_empty() {
        let line = Some(whole.span.start.line);
        faults.insert(0, (line, format!("from here on the file is not what it should be ({})", whole.code)));
    }
    if n_more > 0 {
        faults.push((None, format!("{n_more} more entries could not be read")));
    }
    Reading { head, entries, faults }
}

/// The format number that stands at the beginning of a file of any format.
fn format_said(text: &str) -> Option<u32> {
    let mut head = text.floor_char_boundary(text.len().min(500));
    head = text[..head].find('[').unwrap_or(head);
    let (_, behind) = text[..head].split_once("format")?;
    let number = behind.trim_start().strip_prefix(':')?.trim_start();
    let n_digits = number.bytes().take_while(u8::is_ascii_digit).count();
    number[..n_digits].parse().ok()
}

const fn check_format(format: u32) -> Result<(), Unreadable> {
    if format < *FORMATS.start() {
        Err(Unreadable::NoFormat(format))
    } else if format > *FORMATS.end() {
        Err(Unreadable::Newer(format))
    } else {
        Ok(())
    }
}

/// Counts lines up to places in a text that are asked for from left to right, so that each byte is looked at once.
pub(in crate::store) struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> LineCounter<'a> {
    /// Begins at the first line of `text`.
    pub(in crate::store) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line, counted from 1, in which the byte `at` stands.
    pub(in crate::store) fn line_of(&mut self, at: usize) -> usize {
        if at < self.at {
            *self = Self::new(self.text);
        }
        let at = at.min(self.text.len());
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..at]).count();
        self.at = at;
        self.line
    }
}
