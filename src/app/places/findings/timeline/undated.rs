//! What has no place on the axis, told in plain sight.

use crate::analysis::query::{Expr, Key, Query, Term};
use crate::analysis::{Field, Measure, Timeline, Value, counted};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::findings::base::Base;
use crate::app::places::findings::opening::opened;
use crate::ui::theme::{self, size, space};
use egui::{Link, RichText, Ui};

/// Says how many of what is split by are not drawn.
pub fn more_ui(ui: &mut Ui, ctx: Ctx<'_>, n_more: usize) {
    if n_more > 0 {
        let words = format!("{n_more} more are not drawn; “Largest first” under Options shows the largest.");
        ui.label(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
    }
}

/// Says what has no date, or none that is exact enough; each opens its passages.
pub fn undated_ui(ui: &mut Ui, ctx: Ctx<'_>, found: &Timeline, base: &Base, out: &mut Vec<Action>) {
    let undated = found.undated;
    if undated.n_statements_without_date + undated.n_statements_inexact == 0 {
        return;
    }
    let period = found.request.period;
    let mut part = |ui: &mut Ui, n: usize, n_documents: usize, why: &str, query: Query| {
        if n > 0 {
            let words = format!("{} on {} {why}", counted(n, "statement"), counted(n_documents, "document"));
            let link = Link::new(RichText::new(words).font(theme::font(size::NOTE)));
            let help = format!("Show the {}", counted(n, "passage"));
            if ui.add(link).on_hover_text(help).clicked() {
                out.push(Action::OpenPassages(query));
            }
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        ui.label(RichText::new("Not on the axis:").font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        let without = [Value::Unset(Field::Date(period))];
        let none = opened(ctx, base, [].iter(), Measure::Statements).and(Term::Unset(Key::Date));
        let (n, n_documents) = (undated.n_statements_without_date, undated.n_documents_without_date);
        part(ui, n, n_documents, "with no date", none);
        let inexact = opened(ctx, base, without.iter(), Measure::Statements);
        let inexact = inexact.and(Expr::Not(Box::new(Expr::Term(Term::Unset(Key::Date)))));
        let why = format!("dated less exactly than to the {}", period.name());
        part(ui, undated.n_statements_inexact, undated.n_documents_inexact, &why, inexact);
    });
}
