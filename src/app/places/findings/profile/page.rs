//! The page of a profile: stances and partners at the left, quotations, time, roles and documents at the right.

use super::quotations::quotations_ui;
use crate::analysis::{Measure, Profile, RoleSpan, Value, counted};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::drawing::drawing_ui;
use crate::app::places::findings::base::Base;
use crate::app::places::findings::drawing::width_for;
use crate::app::places::findings::fields::label;
use crate::app::places::findings::finding::{account_ui, signed};
use crate::app::places::findings::kept::Kept;
use crate::app::places::findings::opening::{opened, opened_by};
use crate::chart::{BarMark, ProfileCharts};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{clipped_galley, section_label};
use egui::{CursorIcon, Link, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Below this width in points everything stands in one column.
const ONE_COLUMN: f32 = 820.0;
/// A column is no wider than this.
const COLUMN: f32 = 620.0;
/// So many partners and documents are shown at first.
const FEW: usize = 8;
const LINE: f32 = 24.0;

/// View state of the page.
#[derive(Default)]
pub struct Page {
    /// Whether all partners and documents are shown.
    shows_all: bool,
    /// Of whom, how wide, and whether all are shown.
    charts: Kept<(Value, u32, bool), ProfileCharts>,
}

/// From values that the subject goes with to their passages.
type Open<'a> = &'a dyn Fn(&[Value], Measure) -> Action;

/// Draws the page.
pub fn page_ui(ui: &mut Ui, ctx: Ctx<'_>, (found, page): (&Profile, &mut Page), base: &Base, out: &mut Vec<Action>) {
    let open = |values: &[Value], measure: Measure| {
        let all: Vec<Value> = std::iter::once(found.subject.clone()).chain(values.iter().cloned()).collect();
        Action::OpenPassages(opened(ctx, base, all.iter(), measure))
    };
    ScrollArea::vertical().id_salt("profile").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - space::GROUP);
        head_ui(ui, ctx, found, &open, out);
        if found.selection.is_empty() {
            ui.label(
                RichText::new("No statement that is counted is about it. The filter may leave them out.")
                    .color(ctx.tokens.soft),
            );
            return;
        }
        let is_wide = ui.available_width() >= ONE_COLUMN;
        let column = if is_wide { (ui.available_width() - space::SECTION) / 2.0 } else { ui.available_width() };
        let width = width_for(ui, column.min(COLUMN));
        let Page { shows_all, charts } = page;
        let request = (found.subject.clone(), width, *shows_all);
        let charts = charts.get(ctx, base, request, |_| {
            let n = if *shows_all { usize::MAX } else { FEW };
            ProfileCharts::new(found, ctx.table.names(), n, |bars| label(&bars.request.field), width as f32)
        });
        let mut left = |ui: &mut Ui, out: &mut Vec<Action>| {
            charts_ui(ui, ctx, (found, charts), (base, &open), out);
            more_ui(ui, found, charts, shows_all);
        };
        if is_wide {
            ui.spacing_mut().item_spacing.x = space::SECTION;
            ui.columns(2, |columns| {
                left(&mut columns[0], out);
                right_ui(&mut columns[1], ctx, (found, charts), (base, &open), out);
            });
        } else {
            left(ui, out);
            right_ui(ui, ctx, (found, charts), (base, &open), out);
        }
        account_ui(ui, ctx, &found.account.sentence());
        ui.add_space(space::GROUP);
    });
}

fn head_ui(ui: &mut Ui, ctx: Ctx<'_>, found: &Profile, open: Open<'_>, out: &mut Vec<Action>) {
    ui.add_space(space::STEP);
    ui.label(RichText::new(&found.name).font(theme::semibold(size::ENTRY)).color(ctx.tokens.ink));
    ui.horizontal(|ui| {
        let n = counted(found.selection.len(), "statement");
        if ui.add(Link::new(n)).on_hover_text("Show the passages").clicked() {
            out.push(open(&[], Measure::Statements));
        }
        let mut words = String::new();
        if let Some(mean) = found.all.mean {
            words = format!("mean stance {}", signed(mean));
        }
        if !found.documents.is_empty() {
            let documents = counted(found.documents.len(), "document");
            words = if words.is_empty() { documents } else { format!("{words} · {documents}") };
        }
        ui.label(RichText::new(words).color(ctx.tokens.soft));
    });
    ui.add_space(space::STEP);
}

fn charts_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    (found, charts): (&Profile, &ProfileCharts),
    (base, open): (&Base, Open<'_>),
    out: &mut Vec<Action>,
) {
    if let Some(chart) = &charts.stances {
        section_label(ui, "Stances");
        let clicked = drawing_ui(ui, ctx.tokens, &chart.drawing).clicked;
        if let Some(mark) = clicked.and_then(|mark| chart.marks.get(mark as usize)) {
            out.push(open(&stance_of(found, *mark), Measure::MeanStance));
        }
        ui.add_space(space::STEP);
    }
    for (bars, (chart, _)) in found.partners.iter().zip(&charts.partners) {
        if bars.bars.is_empty() {
            continue;
        }
        let clicked = drawing_ui(ui, ctx.tokens, &chart.drawing).clicked;
        if let Some(mark) = clicked.and_then(|mark| chart.marks.get(mark as usize)) {
            let names = ctx.table.names();
            let partner = mark.bar.and_then(|at| bars.bars[at].value.as_ref());
            let both = partner.map_or_else(|| found.subject.term(names), |at| found.condition(&at.value, names));
            let stance = stance_of(found, *mark);
            let conditions = std::iter::once(both).chain(stance.iter().map(|value| value.term(names)));
            let query = opened_by(ctx, base, conditions, Measure::MeanStance, !stance.is_empty());
            out.push(Action::OpenPassages(query));
        }
        ui.add_space(space::STEP);
    }
}

/// The stance that a mark of bars stands for.
fn stance_of(found: &Profile, mark: BarMark) -> Vec<Value> {
    let stance = mark.stance.and_then(|at| found.stances.get(at));
    stance.map(|stance| Value::Stance(stance.id.clone())).into_iter().collect()
}

fn more_ui(ui: &mut Ui, found: &Profile, charts: &ProfileCharts, shows_all: &mut bool) {
    let n_more = charts.partners.iter().map(|(_, n_more)| n_more).sum::<usize>();
    let n_more = n_more + if *shows_all { 0 } else { found.documents.len().saturating_sub(FEW) };
    if n_more > 0 && ui.button(format!("Show {n_more} more")).clicked() {
        *shows_all = true;
    }
    if *shows_all && ui.button("Show fewer").clicked() {
        *shows_all = false;
    }
}

fn right_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    (found, charts): (&Profile, &ProfileCharts),
    (base, open): (&Base, Open<'_>),
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.x = space::STEP;
    quotations_ui(ui, ctx, found, out);
    if let (Some(timeline), Some(chart)) = (&found.timeline, &charts.timeline) {
        ui.add_space(space::STEP);
        section_label(ui, &format!("Over time, by {}", timeline.request.period.name()));
        let clicked = drawing_ui(ui, ctx.tokens, &chart.drawing).clicked;
        if let Some(mark) = clicked.and_then(|mark| chart.marks.get(mark as usize)) {
            let stance = timeline.series.get(mark.series).and_then(|series| series.value.clone());
            let slot = timeline.slots.get(mark.slot).map(|slot| Value::Date(*slot));
            let values: Vec<Value> = stance.map(|value| value.value).into_iter().chain(slot).collect();
            out.push(open(&values, Measure::Statements));
        }
    }
    if !found.roles.is_empty() {
        ui.add_space(space::STEP);
        section_label(ui, "Roles");
        for role in &found.roles {
            if line_ui(ui, ctx, &role_words(found, role), role.n_statements).clicked() {
                let names = ctx.table.names();
                let conditions = [found.subject.term(names), role.condition(names)];
                let query = opened_by(ctx, base, conditions, Measure::Statements, false);
                out.push(Action::OpenPassages(query));
            }
        }
    }
    if !found.documents.is_empty() {
        ui.add_space(space::STEP);
        section_label(ui, "Documents");
        for bar in found.documents.iter().take(n_documents(found, charts)) {
            let Some(value) = &bar.value else { continue };
            if line_ui(ui, ctx, &value.label, bar.n).clicked() {
                out.push(open(std::slice::from_ref(&value.value), Measure::Statements));
            }
        }
    }
}

/// How many documents are listed: as many as of partners.
fn n_documents(found: &Profile, charts: &ProfileCharts) -> usize {
    let is_cut = charts.partners.iter().any(|(_, n_more)| *n_more > 0);
    if is_cut { FEW } else { found.documents.len() }
}

fn role_words(found: &Profile, role: &RoleSpan) -> String {
    let mut parts = Vec::new();
    let is_of_organisation = matches!(found.subject, Value::Organisation(_));
    parts.extend(is_of_organisation.then(|| role.speaker.label.clone()));
    let held = role.words(!is_of_organisation);
    parts.extend((role.role.is_none() && !role.is_for_itself()).then(|| "no role".to_owned()));
    parts.extend(Some(held).filter(|held| !held.is_empty()));
    let years = role.days.map(|days| match (days.first.year(), days.last.year()) {
        (first, last) if first == last => format!(" · {first}"),
        (first, last) => format!(" · {first}–{last}"),
    });
    format!("{}{}", parts.join(", "), years.unwrap_or_default())
}

/// A line that opens its passages: words at the left, their number at the right.
fn line_ui(ui: &mut Ui, ctx: Ctx<'_>, words: &str, n: usize) -> Response {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words}: {}", counted(n, "statement"))));
    if ui.is_rect_visible(rect) {
        let number = ui.painter().layout_no_wrap(crate::analysis::thousands(n), theme::font(size::BODY), tokens.ink);
        let left = rect.left() + 2.0;
        let room = rect.width() - number.size().x - space::GROUP;
        let galley = clipped_galley(ui.painter(), words, theme::font(size::BODY), tokens.ink, room);
        let y = rect.center().y - galley.size().y / 2.0;
        if response.hovered() || response.has_focus() {
            ui.painter().hline(left..=left + galley.size().x, y + galley.size().y - 1.0, Stroke::new(1.0, tokens.ink));
        }
        ui.painter().galley(pos2(left, y), galley, tokens.ink);
        ui.painter().galley(pos2(rect.right() - number.size().x, y), number, tokens.ink);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    response.on_hover_text(format!("Show the {}", counted(n, "passage")))
}
