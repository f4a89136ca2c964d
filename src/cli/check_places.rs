//! What `standpoint check` says of statements whose document changed.

use crate::model::Corpus;
use crate::store::{FoundAgain, Layout};
use crate::text::{DocumentText, Verdict};
use serde::Serialize;

/// Most letters of a passage that are printed in a line.
const MAX_SHOWN: usize = 80;

/// A statement that is not where its file says, as `--json` prints it. Places are code points, half-open.
#[derive(Serialize)]
pub(super) struct StatementFinding {
    path: String,
    line: Option<usize>,
    coder: String,
    document: String,
    id: String,
    /// `exact`, `moved`, `changed` or `lost`.
    verdict: &'static str,
    /// How like the words are, from 0 to 1, of one that changed.
    score: Option<f64>,
    was: Vec<(usize, usize)>,
    words: Vec<String>,
    now: Vec<(usize, usize)>,
    words_now: Vec<String>,
    waits_for_decision: bool,
    set_aside: bool,
}

impl StatementFinding {
    /// Tells of one statement of `corpus`.
    pub fn new(found: &FoundAgain, corpus: &Corpus, layout: &Layout) -> Self {
        let text = corpus.document(&found.set.document).and_then(|document| document.ready_text());
        let spans = text.map(|text| places(found, text)).unwrap_or_default();
        let (now, words_now) = spans.into_iter().unzip();
        let file = layout.set_file(&found.set);
        Self {
            path: layout.below_root(&file).to_string_lossy().into_owned(),
            line: found.line,
            coder: found.set.coder.to_string(),
            document: found.set.document.to_string(),
            id: found.id.to_string(),
            verdict: match &found.verdict {
                Verdict::Exact(_) => "exact",
                Verdict::Moved(_) => "moved",
                Verdict::Changed { .. } => "changed",
                Verdict::Lost => "lost",
            },
            score: match &found.verdict {
                Verdict::Changed { score, .. } => Some(f64::from(*score) / 1000.0),
                _ => None,
            },
            was: found.anchor.spans.clone(),
            words: found.anchor.quote.clone(),
            now,
            words_now,
            waits_for_decision: found.is_waiting(),
            set_aside: found.is_aside,
        }
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let place = self.line.map_or_else(|| self.path.clone(), |line| format!("{}:{line}", self.path));
        let was = format!("“{}” at {}", shown(&self.words), spans(&self.was));
        let said = match self.verdict {
            "lost" => format!("lost: {was} is not in the document any more"),
            "changed" => {
                let percent = (self.score.unwrap_or_default() * 100.0).floor();
                let now = format!("“{}” at {}", shown(&self.words_now), spans(&self.now));
                format!("changed: {was} may now be {now} ({percent}% alike)")
            }
            verdict => format!("{verdict}: {was} is now at {}", spans(&self.now)),
        };
        let then = if self.set_aside {
            "set aside by its coder"
        } else if self.waits_for_decision {
            "waits for a decision in “Passages to place”"
        } else {
            "nothing needs to be done"
        };
        format!("{place}: {said}; {then}")
    }

    /// Whether somebody should look at it.
    pub const fn is_finding(&self) -> bool {
        !self.set_aside
    }
}

/// Where the passage is or may be, with the words there.
fn places(found: &FoundAgain, text: &DocumentText) -> Vec<((usize, usize), String)> {
    let spans = found.verdict.spans().iter().filter(|span| text.holds(**span));
    spans.map(|span| (text.chars_from_span(*span), text.slice(*span).to_owned())).collect()
}

fn spans(spans: &[(usize, usize)]) -> String {
    let spans: Vec<String> = spans.iter().map(|(start, end)| format!("{start}–{end}")).collect();
    spans.join(", ")
}

fn shown(words: &[String]) -> String {
    let words = words.join(" […] ");
    words.char_indices().nth(MAX_SHOWN).map_or_else(|| words.clone(), |(end, _)| format!("{}…", &words[..end]))
}
