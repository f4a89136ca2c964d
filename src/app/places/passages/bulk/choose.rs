//! Choosing a theme or a speaker for a change of many statements.

use crate::app::ctx::Ctx;
use crate::app::fuzzy::Fuzzy;
use crate::app::panels::picker::{PickRow, Picked, Picker, picker_ui};
use crate::model::{Codebook, SpeakerId, THEME_PATH_SEPARATOR, ThemeId};
use egui::Ui;

/// Entries offered at once.
const MAX_ROWS: usize = 30;

/// View state of an open picker.
#[derive(Default)]
pub struct Choose {
    picker: Picker,
    fuzzy: Fuzzy,
    of: Option<(u64, String)>,
    found: Vec<(usize, PickRow)>,
}

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The themes.
    Theme,
    /// The speakers.
    Speaker,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A theme.
    Theme(ThemeId),
    /// A speaker.
    Speaker(SpeakerId),
    /// Nothing; the picker closes.
    Nothing,
}

impl Choose {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.picker.is_opening()
    }

    /// Draws the picker.
    pub fn show(&mut self, ui: &mut Ui, ctx: Ctx<'_>, what: What) -> Option<Chosen> {
        let of = (ctx.session.codebook_revision(), self.picker.typed.clone());
        if self.of.as_ref() != Some(&of) {
            self.found = self.look(ctx.codebook(), what);
            self.of = Some(of);
        }
        let rows: Vec<PickRow> = self.found.iter().map(|(_, row)| row.clone()).collect();
        let name = match what {
            What::Theme => "Theme for all",
            What::Speaker => "Speaker for all",
        };
        let picked = picker_ui(ui, ctx.tokens, &mut self.picker, name, &rows)?;
        let Picked::Row(nth) = picked else { return Some(Chosen::Nothing) };
        let at = self.found.get(nth).map(|(at, _)| *at)?;
        let book = ctx.codebook();
        match what {
            What::Theme => book.themes.at(at).map(|theme| Chosen::Theme(theme.id.clone())),
            What::Speaker => book.speakers.at(at).map(|speaker| Chosen::Speaker(speaker.id.clone())),
        }
    }

    fn look(&mut self, book: &Codebook, what: What) -> Vec<(usize, PickRow)> {
        let typed = self.picker.typed.trim().to_owned();
        let found = match what {
            What::Theme => self.fuzzy.rank(&typed, book.themes.iter().map(|theme| vec![theme.name.as_str()]), MAX_ROWS),
            What::Speaker => {
                let names = book.speakers.iter().map(|speaker| {
                    std::iter::once(speaker.name.as_str()).chain(speaker.aliases.iter().map(String::as_str)).collect()
                });
                self.fuzzy.rank(&typed, names, MAX_ROWS)
            }
        };
        let row = |at: usize| match what {
            What::Theme => {
                let theme = book.themes.at(at)?;
                let line = book.theme_line(&theme.id);
                let above: Vec<&str> =
                    line[..line.len().saturating_sub(1)].iter().map(|theme| theme.name.as_str()).collect();
                let detail = above.join(THEME_PATH_SEPARATOR);
                Some((at, PickRow { title: theme.name.clone(), detail, ..PickRow::default() }))
            }
            What::Speaker => {
                let title = book.speakers.at(at)?.name.clone();
                Some((at, PickRow { title, ..PickRow::default() }))
            }
        };
        found.into_iter().filter_map(row).collect()
    }
}
