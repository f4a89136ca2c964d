//! The network view: who stands together, drawn and as a matrix, over time.
//!
//! ```text
//! [Network] [Tie] [Who] [Themes] [Repeats] [Divided by] [Left out] [Time] [Show]     bar
//! Ties from ──●──  [ ] Nodes without a tie
//! Congruence of speakers                                   − + Fit  Lay out again
//! Play ‹ › ──●──  2022 to 2023                                                       time
//! ┌ canvas ───────────────────────────────┐ ┌ Ties ────────────┐
//! │  standing → camera → scene → paint    │ │ strongest first  │                     matrix
//! └ legend ───────────────────────────────┘ └──────────────────┘
//! what was counted and what was left out
//! ```
//!
//! Two networks are worked out and kept: the *whole* one, before threshold, windows and what is left out, from which
//! nodes have their places and lines their widths, and the one that is *shown*.

mod bar;
mod behind;
mod camera;
mod canvas;
mod choices;
mod empty;
mod files;
mod labels;
mod matrix;
mod memory;
mod paint;
mod scene;
mod shown;
mod standing;
mod time;

pub use canvas::Wanted;
pub use choices::{Choices, Kind, Shows};
pub use memory::NetworkMemory;
pub use standing::{LaidOut, LayoutWork};

use super::ask::FindingsAsk;
use super::base::Base;
use super::exporting::Want;
use super::figures::{self, Layout, table_ui};
use super::finding::{account_ui, problem_ui, room_above};
use super::kept::Kept;
use super::keys::PlaceKey;
use crate::analysis::counted;
use crate::analysis::network::{Network, NetworkRequest, Windows};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::chart::NetScale;
use crate::ui::theme::{self, radius, size, space};
use bar::Pressed;
use behind::Thing;
use canvas::{Canvas, canvas_ui};
use egui::{Align, Align2, Label, Rect, RichText, Ui, UiBuilder, Vec2, vec2};
use matrix::{Matrix, Ties};
use shown::{Series, Shown};
use standing::Standing;
use std::sync::Arc;
use time::Player;

/// Width of the list of ties beside the drawing.
const LIST: std::ops::RangeInclusive<f32> = 260.0..=340.0;
/// Room of what tells how far the layout is.
const PROGRESS: Vec2 = vec2(280.0, 64.0);
/// Room of the account and of the gaps around it, in any case.
const ACCOUNT: f32 = 64.0;
/// The drawing is never lower than this.
const LOWEST: f32 = 160.0;

/// View state of the network.
#[derive(Default)]
pub struct NetworkView {
    /// What is asked for, and how it is shown.
    pub choices: Choices,
    whole: Kept<NetworkRequest, (Arc<Network>, NetScale)>,
    one: Kept<NetworkRequest, Arc<Network>>,
    series: Kept<(NetworkRequest, Windows), Result<Series, String>>,
    player: Player,
    standing: Standing,
    canvas: Canvas,
    /// The ties of a network in the order of their strength, and its sizes.
    ties: Option<(Arc<Network>, Arc<Vec<u32>>, NetScale)>,
    tables: Tables,
    remembered: Option<Choices>,
    pressed: Option<PlaceKey>,
}

/// Measured columns of the matrix and of the list of ties.
#[derive(Default)]
struct Tables {
    matrix: Option<(Arc<Network>, u32, Layout)>,
    ties: Option<(Arc<Network>, u32, Layout)>,
}

impl NetworkView {
    /// Takes places over that were worked out behind the window.
    pub fn take(&mut self, done: LaidOut) {
        self.standing.take(done);
    }

    /// Gives up the layout that goes on.
    pub fn give_up(&mut self) {
        self.standing.give_up();
    }

    /// Notes a key that is for the view.
    pub const fn press(&mut self, key: PlaceKey) {
        self.pressed = Some(key);
    }

    /// Where a node stands in the window, by what people read of it.
    pub fn seen_at(&self, label: &str) -> Option<egui::Pos2> {
        let (network, ..) = self.ties.as_ref()?;
        let at = network.nodes.iter().position(|node| node.label == label)?;
        self.canvas.seen.as_ref()?.1.get(at).copied()
    }

    /// How many nodes and ties are shown.
    pub fn n_drawn(&self) -> (usize, usize) {
        self.ties.as_ref().map_or((0, 0), |(network, ..)| (network.nodes.len(), network.edges.len()))
    }
}

/// Draws the view: the network of the statements that `base` means.
pub fn network_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut NetworkView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    memory::follow(ctx, view, out);
    let make = |request: &NetworkRequest| {
        let whole = crate::analysis::network::network(ctx.table, base.selection(), request);
        let most = NetScale::of(&whole);
        (Arc::new(whole), most)
    };
    let (whole, most) = view.whole.get(ctx, base, view.choices.whole_request(), make).clone();
    bar::pills_ui(ui, ctx, &mut view.choices, &whole, most.strongest);
    let pressed = bar::heading_ui(ui, ctx, &view.choices);
    let shown = match shown::shown(ctx, view, base) {
        Ok(shown) => shown,
        Err(why) => return problem_ui(ui, ctx, &why),
    };
    if let Some(n_windows) = shown.n_windows {
        let before = view.player.at;
        view.player.follow(ui, ctx, n_windows);
        if view.pressed == Some(PlaceKey::Play) {
            view.player.toggle(ui, n_windows);
        }
        view.player.ui(ui, ctx, n_windows, &shown.label);
        if view.player.at != before {
            // What is shown was worked out before.
            ui.ctx().request_repaint();
        }
        ui.add_space(space::TIGHT);
    }
    if let Some(work) = view.standing.follow(base.query(), &whole) {
        view.canvas.reset();
        out.push(Action::Findings(FindingsAsk::LayOut(work)));
    }
    let again = pressed == Some(Pressed::LayOutAgain) || view.pressed == Some(PlaceKey::LayOutAgain);
    if let Some(work) = again.then(|| view.standing.lay_out_again(&shown.network)).flatten() {
        out.push(Action::Findings(FindingsAsk::LayOut(work)));
    }
    let by_key = match view.pressed.take() {
        Some(PlaceKey::FitNetwork) => Some(Wanted::Fit),
        Some(PlaceKey::ZoomIn) => Some(Wanted::ZoomIn),
        Some(PlaceKey::ZoomOut) => Some(Wanted::ZoomOut),
        _ => None,
    };
    let by_button = if let Some(Pressed::Canvas(wanted)) = pressed { Some(wanted) } else { None };
    if let Some(wanted) = by_key.or(by_button) {
        view.canvas.want(wanted);
    }
    // Room for three lines in any case: the drawing does not jump when the account grows by one.
    let height = room_above(ui, &shown.account).min(ui.available_height() - ACCOUNT).max(LOWEST);
    if shown.network.edges.is_empty() && (shown.network.nodes.is_empty() || !view.choices.asked.keeps_isolates) {
        let window = shown.n_windows.map(|_| shown.label.as_str());
        // As high as the drawing: what is below stays while windows of time are played.
        ui.allocate_ui_with_layout(vec2(ui.available_width(), height), egui::Layout::top_down(Align::LEFT), |ui| {
            ui.set_min_height(height);
            empty::empty_ui(ui, ctx, &mut view.choices, [&whole, &shown.network], window);
        });
        account_ui(ui, ctx, &shown.account);
        return;
    }
    let scale = most.with(shown.scale);
    let opened = body_ui(ui, ctx, view, &shown, scale, height);
    account_ui(ui, ctx, &shown.account);
    if let Some(want) = want {
        want.ask(files::finding(view, &shown, scale), out);
    }
    if let Some(thing) = opened {
        let query = behind::opened(base.query(), shown.window.as_ref(), &shown.network, thing, ctx.table.names());
        out.push(Action::OpenPassages(query));
    }
}

/// Draws the network as the choices say; what of it was opened.
fn body_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut NetworkView,
    shown: &Shown,
    scale: NetScale,
    height: f32,
) -> Option<Thing> {
    let room = ui.available_width();
    let (left, right) = match view.choices.shows {
        Shows::Matrix => return matrix_ui(ui, ctx, view, shown, height),
        Shows::Both => (((room - space::GROUP) / 2.0).floor(), true),
        Shows::Drawing => (room - (room * 0.27).clamp(*LIST.start(), *LIST.end()) - space::GROUP, room > 720.0),
    };
    if !right {
        return drawing_ui(ui, ctx, view, shown, scale, vec2(room, height));
    }
    let (_, rect) = ui.allocate_space(vec2(room, height));
    let (mut a, mut b) = (rect, rect);
    a.set_width(left);
    b.set_left(rect.left() + left + space::GROUP);
    // Neither moves what comes below: both have their room already.
    let child =
        |ui: &mut Ui, rect| ui.new_child(UiBuilder::new().max_rect(rect).layout(egui::Layout::top_down(Align::LEFT)));
    let drawn = drawing_ui(&mut child(ui, a), ctx, view, shown, scale, a.size());
    let beside = &mut child(ui, b);
    let listed = match view.choices.shows {
        Shows::Both => matrix_ui(beside, ctx, view, shown, height),
        _ => ties_ui(beside, ctx, view, shown, height),
    };
    drawn.or(listed)
}

fn drawing_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut NetworkView,
    shown: &Shown,
    scale: NetScale,
    size: egui::Vec2,
) -> Option<Thing> {
    let part = view.standing.progress();
    if let Some(part) = part {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(60));
        if !view.standing.is_ready() {
            let (_, rect) = ui.allocate_space(size);
            progress_ui(ui, ctx, view, Align2::CENTER_CENTER.align_size_within_rect(PROGRESS, rect), shown, part);
            return None;
        }
    }
    let title = view.choices.title();
    let top = ui.cursor().min;
    let NetworkView { canvas, standing, choices, .. } = view;
    let done = canvas_ui(ui, ctx, canvas, (&shown.network, &title), (standing, scale), size);
    if let Some(value) = done.left_out {
        choices.toggle_left_out(&value);
    }
    if let Some(part) = part {
        progress_ui(ui, ctx, view, Rect::from_min_size(top, PROGRESS), shown, part);
    } else if let Some(fate) = view.standing.fate() {
        let words = RichText::new(fate).color(ctx.tokens.soft).background_color(ctx.tokens.page);
        ui.put(Rect::from_min_size(top, vec2(size.x.min(400.0), 20.0)), Label::new(words).halign(Align::LEFT));
    }
    done.opened
}

/// Draws how far the layout is, and what gives it up.
fn progress_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &mut NetworkView, rect: Rect, shown: &Shown, part: f32) {
    ui.painter().rect_filled(rect, radius::CONTROL, ctx.tokens.page);
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        let words = format!("Laying out {}, {:.0}%", counted(shown.network.nodes.len(), "node"), part * 100.0);
        ui.label(RichText::new(words).font(theme::font(size::BODY)).color(ctx.tokens.soft));
        ui.horizontal(|ui| {
            ui.add(egui::ProgressBar::new(part).desired_width(200.0).desired_height(6.0));
            if ui.button("Cancel").on_hover_text("Stops laying out").clicked() {
                view.standing.give_up();
            }
        });
    });
}

fn ties_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &mut NetworkView, shown: &Shown, height: f32) -> Option<Thing> {
    let network = &shown.network;
    let ties = Ties::new(network, &shown.ties);
    let room = (ui.available_width() - 84.0).round();
    let layout = layout_for(&mut view.tables.ties, network, room as u32, || Layout::new(ui.painter(), &ties, room));
    let done = table_ui(ui, ctx.tokens, &ties, layout, height, &mut |_, _| ());
    done.and_then(|figures::Done::Opened(spot)| ties.thing(spot))
}

fn matrix_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &mut NetworkView, shown: &Shown, height: f32) -> Option<Thing> {
    let network = &shown.network;
    let title = view.choices.title();
    let matrix = Matrix::new(network, &title);
    let room = (ui.available_width() * 0.34).round();
    let make = || Layout::new(ui.painter(), &matrix, room);
    let layout = layout_for(&mut view.tables.matrix, network, room as u32, make);
    let mut left_out = None;
    let mut opened = None;
    let menu = &mut |ui: &mut Ui, spot| {
        let Some(Thing::Node(node)) = matrix.thing(spot) else { return };
        if ui.button("Show the passages").clicked() {
            opened = Some(Thing::Node(node));
        }
        if ui.button("Leave out").clicked() {
            left_out = Some(network.nodes[node].value.clone());
        }
    };
    let done = table_ui(ui, ctx.tokens, &matrix, layout, height, menu);
    if let Some(value) = left_out {
        view.choices.toggle_left_out(&value);
    }
    opened.or_else(|| done.and_then(|figures::Done::Opened(spot)| matrix.thing(spot)))
}

fn layout_for<'k>(
    kept: &'k mut Option<(Arc<Network>, u32, Layout)>,
    network: &Arc<Network>,
    room: u32,
    make: impl FnOnce() -> Layout,
) -> &'k Layout {
    let same = kept.take().filter(|(of, width, _)| Arc::ptr_eq(of, network) && *width == room);
    &kept.insert(same.unwrap_or_else(|| (Arc::clone(network), room, make()))).2
}
