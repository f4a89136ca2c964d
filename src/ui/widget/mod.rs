//! Small widgets that more than one panel needs; each says its name to assistive technology.

mod banner;
mod chip;
mod choice;
mod clipped_text;
mod glyph_button;
mod hairline;
mod key_cap;
mod scroll_bar;
mod section_label;
mod select_all;
mod slider;
mod tab;

pub use banner::{Banner, banner};
pub use chip::chip;
pub use choice::{paint_tick, pill, tick_box};
pub use clipped_text::{clipped_galley, clipped_text, marked_galley};
pub use glyph_button::glyph_button;
pub use hairline::{hairline, vertical_hairline};
pub use key_cap::{key_cap, key_cap_size, paint_key_cap};
pub use scroll_bar::{Extent, ScrollBar};
pub use section_label::section_label;
pub use select_all::select_all;
pub use slider::railed_slider;
pub use tab::tab;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{glyph::Glyph, theme};
    use egui_kittest::{Harness, kittest::Queryable as _};

    #[test]
    fn every_widget_is_found_by_its_name() {
        let mut harness =
            Harness::builder().with_context_setup(|ctx| theme::install(ctx, &theme::Tokens::light())).build_ui_state(
                |ui, clicks: &mut Vec<&'static str>| {
                    section_label(ui, "Documents");
                    hairline(ui);
                    key_cap(ui, "Ctrl K");
                    if chip(ui, Glyph::Pin, "", true, "Carry over").clicked() {
                        clicks.push("carry");
                    }
                    if glyph_button(ui, Glyph::Plus, "Add a document", Some("Ctrl N")).clicked() {
                        clicks.push("add");
                    }
                    let saved = Banner { glyph: Glyph::Square, text: "The disk is full.", actions: &["Try again"] };
                    if banner(ui, &saved).is_some() {
                        clicks.push("retry");
                    }
                },
                Vec::new(),
            );
        harness.run();
        harness.get_by_label("Documents");
        harness.get_by_label("Ctrl K");
        harness.get_by_label("The disk is full.");
        harness.get_by_label("Add a document").click();
        harness.run();
        harness.get_by_label("Try again").click();
        harness.run();
        harness.get_by_label("Carry over").click();
        harness.run();
        assert_eq!(harness.state().as_slice(), ["add", "retry", "carry"]);
    }
}
