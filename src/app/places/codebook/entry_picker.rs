//! Choosing an entry of the codebook by typing.

use super::row::sign_of;
use super::section::Section;
use super::uses::Uses;
use crate::app::ctx::Ctx;
use crate::app::fuzzy::Fuzzy;
use crate::app::panels::picker::{PickRow, Picked, Picker, picker_ui};
use crate::app::words::count;
use crate::model::{Codebook, EntryId, THEME_PATH_SEPARATOR};
use crate::ui::glyph::Glyph;
use egui::Ui;

/// Entries offered at once.
const MAX_ROWS: usize = 30;

/// View state of an open picker of entries.
#[derive(Default)]
pub struct EntryPicker {
    picker: Picker,
    fuzzy: Fuzzy,
    key: Option<(u64, String)>,
    found: Vec<(Option<EntryId>, PickRow)>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryPicked {
    /// An entry of the codebook.
    Known(EntryId),
    /// The row that stands for no entry.
    None,
    /// A name that is new.
    New(String),
    /// Nothing; the picker closes.
    Nothing,
}

/// What may be chosen beside the entries there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// A row that stands for no entry, by its words.
    pub none: Option<&'a str>,
    /// Whether a new name may be given.
    pub new: bool,
}

impl EntryPicker {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.picker.is_opening()
    }

    /// Draws it; entries that `is_wanted` refuses are not offered.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        ctx: Ctx<'_>,
        uses: &Uses,
        (section, name): (Section, &str),
        beside: Beside<'_>,
        is_wanted: impl Fn(&EntryId) -> bool,
    ) -> Option<EntryPicked> {
        let key = (ctx.session.revision(), self.picker.typed.clone());
        if self.key.as_ref() != Some(&key) {
            self.found = self.look(ctx, uses, section, beside, is_wanted);
            self.key = Some(key);
        }
        let rows: Vec<PickRow> = self.found.iter().map(|(_, row)| row.clone()).collect();
        let picked = picker_ui(ui, ctx.tokens, &mut self.picker, name, &rows)?;
        Some(match picked {
            Picked::Nothing => EntryPicked::Nothing,
            Picked::Row(nth) => match self.found.get(nth) {
                None => EntryPicked::Nothing,
                Some((Some(id), _)) => EntryPicked::Known(id.clone()),
                Some((None, row)) if row.sign.is_some_and(|(sign, _)| sign == Glyph::Plus) => {
                    EntryPicked::New(self.picker.typed.trim().to_owned())
                }
                Some((None, _)) => EntryPicked::None,
            },
        })
    }

    fn look(
        &mut self,
        ctx: Ctx<'_>,
        uses: &Uses,
        section: Section,
        beside: Beside<'_>,
        is_wanted: impl Fn(&EntryId) -> bool,
    ) -> Vec<(Option<EntryId>, PickRow)> {
        let book = ctx.codebook();
        let typed = self.picker.typed.trim().to_owned();
        let wanted: Vec<EntryId> =
            (0..section.n_entries(book)).filter_map(|at| section.id_at(book, at)).filter(is_wanted).collect();
        let names = wanted.iter().map(|id| fields(book, id));
        let (found, n_sure) = self.fuzzy.rank_apart(&typed, names, MAX_ROWS);
        let mut rows: Vec<(Option<EntryId>, PickRow)> = found
            .iter()
            .map(|at| {
                let id = wanted[*at].clone();
                let title = fields(book, &id).first().copied().unwrap_or_default().to_owned();
                let (sign, colour) = sign_of(ctx, &id);
                let sign = sign.map(|sign| (sign, colour));
                let row = PickRow { title, detail: detail(book, uses, &id), sign, ..PickRow::default() };
                (Some(id), row)
            })
            .collect();
        if beside.new && !typed.is_empty() {
            let title = format!("New {}: {typed}", section.noun());
            let sign = Some((Glyph::Plus, ctx.tokens.accent));
            rows.insert(n_sure, (None, PickRow { title, sign, ..PickRow::default() }));
        }
        if let Some(words) = beside.none.filter(|_| typed.is_empty()) {
            rows.insert(0, (None, PickRow { title: words.to_owned(), ..PickRow::default() }));
        }
        rows
    }
}

fn fields<'b>(book: &'b Codebook, id: &EntryId) -> Vec<&'b str> {
    match id {
        EntryId::Theme(id) => book.themes.get(id).map(|theme| vec![theme.name.as_str()]),
        EntryId::Stance(id) => book.stances.get(id).map(|stance| vec![stance.name.as_str()]),
        EntryId::Speaker(id) => book.speakers.get(id).map(|speaker| {
            std::iter::once(speaker.name.as_str()).chain(speaker.aliases.iter().map(String::as_str)).collect()
        }),
    }
    .unwrap_or_default()
}

/// What tells an entry apart: the themes above it, and how often it is used.
fn detail(book: &Codebook, uses: &Uses, id: &EntryId) -> String {
    let n = count(uses.n(id), "statement");
    let EntryId::Theme(theme) = id else { return n };
    let line = book.theme_line(theme);
    let above = line[..line.len().saturating_sub(1)].iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>();
    if above.is_empty() { n } else { format!("{} · {n}", above.join(THEME_PATH_SEPARATOR)) }
}
