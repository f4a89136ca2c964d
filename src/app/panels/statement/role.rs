//! Role and organisation in this one statement, where the date does not tell.

use super::StatementPanel;
use crate::app::action::{Action, Saying};
use crate::app::ctx::Ctx;
use crate::model::RoleHeld;
use crate::ui::theme::{self, size};
use egui::{RichText, TextEdit, Ui};

/// What is typed for a role.
#[derive(Debug, Default)]
pub struct RoleDraft {
    role: String,
    organisation: String,
    is_filled: bool,
}

impl RoleDraft {
    /// Whether its first field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        !self.is_filled
    }
}

/// Draws the two fields for the speaker of number `at`.
pub fn role_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, at: usize, out: &mut Vec<Action>) {
    let Some(who) = ctx.said().speakers().get(at) else {
        state.close();
        return;
    };
    let days = ctx.document().and_then(crate::model::Document::days);
    let draft = &mut state.role;
    let is_opening = draft.is_opening();
    if is_opening {
        let held = ctx.codebook().role_of(who, days).cloned().unwrap_or_default();
        let organisation = held.organisation.as_ref().map(|id| ctx.codebook().speaker_name(id)).unwrap_or_default();
        *draft = RoleDraft { role: held.role, organisation: organisation.to_owned(), is_filled: true };
    }
    let name = ctx.codebook().speaker_name(&who.speaker);
    ui.label(RichText::new(format!("{name}, in this statement")).font(theme::semibold(size::NOTE)));
    let field = TextEdit::singleline(&mut draft.role).hint_text("Role").desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name("Role");
    if is_opening {
        response.request_focus();
    }
    let field = TextEdit::singleline(&mut draft.organisation).hint_text("Organisation").desired_width(f32::INFINITY);
    ui.add(field).accessible_name("Organisation");
    let organisation = ctx.codebook().speaker_named(&draft.organisation).map(|speaker| speaker.id.clone());
    let is_unknown = organisation.is_none() && !draft.organisation.trim().is_empty();
    if is_unknown {
        let words = "Not in the codebook. Make the organisation as a speaker first.";
        ui.label(RichText::new(words).color(ctx.tokens.warning));
    }
    let held = RoleHeld { role: draft.role.trim().to_owned(), organisation };
    let mut chosen = None;
    ui.horizontal(|ui| {
        if ui.add_enabled(!is_unknown, egui::Button::new("Set here")).clicked() {
            chosen = Some(Some(held));
        }
        let how = "As the codebook says for the date of the document";
        if ui.button("As the codebook says").on_hover_text(how).clicked() {
            chosen = Some(None);
        }
    });
    if let Some(role_override) = chosen {
        let mut speakers = ctx.said().speakers().to_vec();
        speakers[at].role_override = role_override;
        out.push(Action::Say(Saying::Speakers(speakers)));
        state.close();
    }
}
