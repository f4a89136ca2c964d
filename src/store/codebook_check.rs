//! What is odd in a codebook that could be read whole: worth knowing, and no reason to hold the file.

use super::{Layout, Problem};
use crate::model::{Codebook, EntryId, MAX_THEME_DEPTH, Theme};
use std::collections::HashMap;
use std::path::Path;

/// Lines at which entries begin, as far as they are known.
pub(super) type EntryLines = HashMap<EntryId, usize>;

/// A notice for each oddity of `codebook`, which stands in the file `path`.
pub(super) fn codebook_notices(codebook: &Codebook, path: &Path, lines: &EntryLines) -> Vec<Problem> {
    let mut notices = Vec::new();
    tree_notices(codebook, path, lines, &mut notices);
    for theme in &codebook.themes {
        let paths = theme.examples.iter().filter_map(|example| example.document.as_ref());
        let astray = paths.filter_map(|path| Layout::checked_document(path.as_str()).err());
        notices.extend(astray.map(|error| {
            let cause = format!("theme “{}”: failed to {error}; the example is kept and leads nowhere", theme.id);
            Problem::notice(path, cause, "name a document of this corpus").at(line_of(theme, lines))
        }));
    }
    for speaker in &codebook.speakers {
        let organisations = speaker.affiliations.iter().filter_map(|held| held.held.organisation.as_ref());
        let unknown = organisations.filter(|id| codebook.speakers.get(id).is_none());
        let line = lines.get(&EntryId::Speaker(speaker.id.clone())).copied();
        notices.extend(unknown.map(|id| {
            let cause = format!("speaker “{}” is affiliated with “{id}”, whom the codebook does not hold", speaker.id);
            Problem::notice(path, cause, "add the organisation to the codebook, or choose another").at(line)
        }));
    }
    notices.sort_by_key(|notice| notice.line);
    Problem::shorten(&mut notices);
    notices
}

fn line_of(theme: &Theme, lines: &EntryLines) -> Option<usize> {
    lines.get(&EntryId::Theme(theme.id.clone())).copied()
}

/// Parents that are not there, that come round in a circle, and trees deeper than anybody reads.
fn tree_notices(codebook: &Codebook, path: &Path, lines: &EntryLines, notices: &mut Vec<Problem>) {
    let circles = codebook.themes_in_circles();
    let mut deep = None;
    for theme in &codebook.themes {
        let mut say = |cause: &str, remedy: &str| {
            let cause = format!("theme “{}”: {cause}, so it is shown at the top", theme.id);
            notices.push(Problem::notice(path, cause, remedy).at(line_of(theme, lines)));
        };
        if circles.contains(&theme.id) {
            say("its parents go round in a circle", "give it another parent in the Codebook");
        } else if let (Some(parent), None) = (&theme.parent, codebook.parent_of(theme)) {
            say(&format!("the codebook does not hold its parent “{parent}”"), "add the parent, or choose another");
        } else if deep.is_none() {
            let up = std::iter::successors(Some(theme), |theme| codebook.parent_of(theme));
            let n = up.take_while(|theme| !circles.contains(&theme.id)).take(MAX_THEME_DEPTH + 1).count();
            deep = (n > MAX_THEME_DEPTH).then_some(theme);
        }
    }
    notices.extend(deep.map(|theme| {
        let cause = format!(
            "theme “{}” lies more than {MAX_THEME_DEPTH} deep, so paths show the nearest {MAX_THEME_DEPTH} themes",
            theme.id
        );
        Problem::notice(path, cause, "move it up in the Codebook").at(line_of(theme, lines))
    }));
}
