//! What other documents have in a field, to be taken over instead of typed again.

use crate::app::ctx::Ctx;
use crate::model::{DocPath, Document};
use crate::ui::glyph::Glyph;
use crate::ui::widget::glyph_button;
use egui::{Popup, ScrollArea, Ui};
use std::collections::{BTreeMap, BTreeSet};

/// The most values of one field that are offered.
const MOST: usize = 200;

/// Values that other documents have, looked up again when the corpus changed.
#[derive(Debug, Default)]
pub(in super::super) struct Offers {
    key: Option<(u64, Option<DocPath>)>,
    /// Who published them.
    pub(in super::super) sources: BTreeSet<String>,
    /// What kinds of text they are.
    pub(in super::super) kinds: BTreeSet<String>,
    /// Their variables, each with its values.
    pub(in super::super) variables: BTreeMap<String, BTreeSet<String>>,
}

impl Offers {
    /// Looks at all documents but this one, if it was not done since the last change.
    pub(in super::super) fn refresh(&mut self, ctx: Ctx<'_>, but: Option<&DocPath>) {
        let key = Some((ctx.session.revision(), but.cloned()));
        if self.key == key {
            return;
        }
        *self = Self { key, ..Self::default() };
        let others = ctx.session.corpus().documents().iter().filter(|document| Some(&document.path) != but);
        others.for_each(|document| self.add(document));
    }

    fn add(&mut self, document: &Document) {
        let meta = &document.meta;
        put(&mut self.sources, &meta.source);
        put(&mut self.kinds, &meta.kind);
        for (name, value) in &meta.variables {
            if !self.variables.contains_key(name) {
                self.variables.insert(name.clone(), BTreeSet::new());
            }
            if let Some(values) = self.variables.get_mut(name) {
                put(values, value);
            }
        }
    }

    /// The values of a variable in other documents.
    pub(in super::super) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.variables.get(name).into_iter().flatten().map(String::as_str)
    }
}

/// Adds a value that is not there yet; most are, so nothing is copied for them.
fn put(values: &mut BTreeSet<String>, value: &str) {
    if !value.is_empty() && !values.contains(value) {
        values.insert(value.to_owned());
    }
}

/// Draws a small button behind which `values` are offered; gives the one that was taken.
pub(in super::super) fn offers_ui<'a>(
    ui: &mut Ui,
    name: &str,
    values: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let button = glyph_button(ui, Glyph::ChevronDown, name, None);
    let mut taken = None;
    Popup::menu(&button).show(|ui| {
        ui.set_max_width(300.0);
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            let mut is_empty = true;
            for value in values.take(MOST) {
                is_empty = false;
                if ui.add(egui::Button::new(value).truncate()).clicked() {
                    taken = Some(value);
                }
            }
            if is_empty {
                ui.weak("No other document has any yet.");
            }
        });
    });
    taken
}
