//! The drawing under pointer and keyboard: drag, zoom, point at, open.

use super::behind::{Thing, Weights, spoken, told};
use super::camera::{Camera, Sight, bounds_of};
use super::paint::{self, Focus};
use super::scene::Scene;
use super::standing::Standing;
use crate::analysis::Value;
use crate::analysis::network::Network;
use crate::analysis::network::layout::Place;
use crate::app::ctx::Ctx;
use crate::app::drawing;
use crate::chart::{Drawing, NET_FOOT, Net, NetScale, Point, net_legend};
use crate::ui::theme::{self, radius};
use egui::epaint::Mesh;
use egui::{
    Color32, CursorIcon, Galley, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};
use std::cell::LazyCell;
use std::sync::Arc;

/// Most nodes that are buttons of their own: nobody walks through more.
const MAX_BUTTONS: usize = 400;
/// By how much a point of the wheel magnifies.
const WHEEL: f32 = 0.0035;
/// By how much a key magnifies.
const STEP: f32 = 1.25;

/// What is seen of the drawing, and what is done to it.
#[derive(Default)]
pub struct Canvas {
    camera: Camera,
    scene: Option<(SceneKey, Arc<Scene>)>,
    lines: Option<(LinesKey, Arc<Mesh>)>,
    legend: Option<(LegendKey, Arc<Drawing>)>,
    /// The node that is being moved, and from where on it the pointer holds it.
    held: Option<(Value, Vec2)>,
    /// What the open menu is about.
    menu_of: Option<Value>,
    /// What was said of the thing pointed at last.
    said: Option<(Arc<Network>, Thing, String)>,
    /// What is pointed at, by pointer or keyboard.
    pub focus: Focus,
    /// The place that the drawing had last, and where its nodes stood in it.
    pub seen: Option<(Rect, Vec<Pos2>)>,
    wanted: Option<Wanted>,
}

/// What keys and buttons beside the drawing ask of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it in view.
    Fit,
    /// Nearer.
    ZoomIn,
    /// Farther.
    ZoomOut,
}

/// What was done on the drawing.
#[derive(Debug, Default)]
pub struct Done {
    /// The passages of this are asked for.
    pub opened: Option<Thing>,
    /// This node shall take no part.
    pub left_out: Option<Value>,
}

/// By what a scene is known to be the same.
struct SceneKey {
    network: Arc<Network>,
    generation: u64,
    sight: Sight,
    scale: NetScale,
    /// A tiny text as the fonts set it: another one as soon as the letters of all texts are made anew.
    sentinel: Arc<Galley>,
}

struct LinesKey {
    scene: Arc<Scene>,
    focus: Focus,
    theme: String,
}

/// By what a legend is known to be the same.
struct LegendKey {
    network: Arc<Network>,
    scale: NetScale,
    size: Vec2,
}

impl Canvas {
    /// Asks for a change of what is in view.
    pub const fn want(&mut self, wanted: Wanted) {
        self.wanted = Some(wanted);
    }

    /// Shows all of it, as at the beginning.
    pub fn reset(&mut self) {
        self.camera = Camera::default();
    }

    fn scene(
        &mut self,
        ui: &Ui,
        network: &Arc<Network>,
        standing: &Standing,
        sight: Sight,
        scale: NetScale,
    ) -> Arc<Scene> {
        let generation = standing.generation;
        let font = theme::font(theme::size::NOTE);
        let sentinel = ui.painter().layout_no_wrap("n".to_owned(), font, Color32::PLACEHOLDER);
        let is_same = |key: &SceneKey| {
            Arc::ptr_eq(&key.network, network)
                && Arc::ptr_eq(&key.sentinel, &sentinel)
                && (key.generation, key.sight, key.scale) == (generation, sight, scale)
        };
        if let Some((_, scene)) = self.scene.as_ref().filter(|(key, _)| is_same(key)) {
            return Arc::clone(scene);
        }
        let places = standing.places(network);
        let scene = Arc::new(Scene::new(ui.painter(), network, &places, &sight, scale));
        self.seen = Some((sight.room, scene.dots.iter().map(|dot| dot.at).collect()));
        let key = SceneKey { network: Arc::clone(network), generation, sight, scale, sentinel };
        self.scene = Some((key, Arc::clone(&scene)));
        scene
    }

    fn lines(&mut self, scene: &Arc<Scene>, network: &Network, ctx: Ctx<'_>, view: Rect) -> Arc<Mesh> {
        let is_same =
            |key: &LinesKey| Arc::ptr_eq(&key.scene, scene) && key.focus == self.focus && key.theme == ctx.tokens.name;
        if let Some((_, mesh)) = self.lines.as_ref().filter(|(key, _)| is_same(key)) {
            return Arc::clone(mesh);
        }
        let mesh = paint::lines(scene, network, self.focus, ctx.tokens, view);
        let key = LinesKey { scene: Arc::clone(scene), focus: self.focus, theme: ctx.tokens.name.clone() };
        self.lines = Some((key, Arc::clone(&mesh)));
        mesh
    }

    fn legend(&mut self, network: &Arc<Network>, scale: NetScale, size: Vec2) -> Arc<Drawing> {
        let is_same = |key: &LegendKey| Arc::ptr_eq(&key.network, network) && (key.scale, key.size) == (scale, size);
        if let Some((_, legend)) = self.legend.as_ref().filter(|(key, _)| is_same(key)) {
            return Arc::clone(legend);
        }
        // Sizes do not depend on where nodes stand.
        let places = vec![Point::default(); network.nodes.len()];
        let net = Net { at_least: scale, ..Net::of(network, &places, "") };
        let legend = Arc::new(net_legend(&net, (size.x, size.y)));
        self.legend = Some((LegendKey { network: Arc::clone(network), scale, size }, Arc::clone(&legend)));
        legend
    }

    /// What is said of `thing`, made once.
    fn said(&mut self, network: &Arc<Network>, thing: Thing) -> &str {
        let is_same = |(of, same, _): &(Arc<Network>, Thing, String)| Arc::ptr_eq(of, network) && *same == thing;
        let kept = self.said.take().filter(is_same);
        let said = kept.unwrap_or_else(|| (Arc::clone(network), thing, told(network, thing)));
        &self.said.insert(said).2
    }

    /// Moves what is in view as wheel, pinch, keys and drags ask.
    fn steer(&mut self, ui: &Ui, response: &Response, sight: Sight, places: impl FnOnce() -> [Place; 2]) {
        if let Some(pointer) = response.hover_pos() {
            let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
            let factor = pinch * (wheel * WHEEL).exp();
            if (factor - 1.0).abs() > 1e-4 {
                self.camera = sight.zoomed(factor, pointer);
            }
        }
        if response.dragged() && self.held.is_none() {
            self.camera.pan += response.drag_delta();
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
        match self.wanted.take() {
            Some(Wanted::Fit) => self.camera = sight.fitted(places()),
            Some(Wanted::ZoomIn) => self.camera = sight.zoomed(STEP, sight.room.center()),
            Some(Wanted::ZoomOut) => self.camera = sight.zoomed(1.0 / STEP, sight.room.center()),
            None => return,
        }
        ui.ctx().request_repaint();
    }

    /// Takes a node along with the pointer.
    fn drag(
        &mut self,
        ui: &Ui,
        response: &Response,
        scene: &Scene,
        network: &Network,
        sight: Sight,
        standing: &mut Standing,
    ) {
        if response.drag_started() {
            let origin = ui.input(|input| input.pointer.press_origin());
            let held = origin.and_then(|origin| Some((scene.node_at(origin)?, origin)));
            self.held = held.map(|(node, origin)| (network.nodes[node].value.clone(), scene.dots[node].at - origin));
        }
        let pointer = response.interact_pointer_pos().filter(|_| response.dragged());
        if let (Some((value, from)), Some(pointer)) = (&self.held, pointer) {
            let room = sight.room.shrink(4.0);
            standing.put(value, sight.place(room.clamp(pointer + *from)));
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
        if response.drag_stopped() {
            self.held = None;
        }
    }
}

/// Draws `network` in a rectangle of `size`; nodes stand where `standing` says, and are as large as `scale` say.
pub fn canvas_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    canvas: &mut Canvas,
    (network, title): (&Arc<Network>, &str),
    (standing, scale): (&mut Standing, NetScale),
    size: Vec2,
) -> Done {
    let (id, all) = ui.allocate_space(size);
    let room = Rect::from_min_max(all.min, all.max - egui::vec2(0.0, NET_FOOT));
    let mut done = Done::default();
    let sight = Sight::new(room, standing.bounds(), canvas.camera);
    let scene = canvas.scene(ui, network, standing, sight, scale);
    let focused = buttons(ui, id, room, network, &scene, &mut done);
    let response = ui.interact(room, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, title));
    canvas.drag(ui, &response, &scene, network, sight, standing);
    canvas.steer(ui, &response, sight, || bounds_of(standing.places(network).into_iter()));
    let sight = sight.seen_by(canvas.camera);
    let scene = canvas.scene(ui, network, standing, sight, scale);
    let thing_at = |at: Pos2| scene.node_at(at).map(Thing::Node).or_else(|| scene.tie_at(at).map(Thing::Tie));
    let held = canvas.held.as_ref().and_then(|(value, _)| network.nodes.iter().position(|node| node.value == *value));
    let pointed = held.map(Thing::Node).or_else(|| response.hover_pos().and_then(thing_at));
    canvas.focus = Focus { thing: pointed.or(focused) };
    let painter = ui.painter_at(room);
    painter.add(Shape::Mesh(canvas.lines(&scene, network, ctx, room)));
    paint::nodes(&painter, &scene, network, canvas.focus, ctx.tokens, room);
    let legend = canvas.legend(network, scale, all.size());
    drawing::paint(&ui.painter_at(all), all.min, ctx.tokens, &legend);
    if response.has_focus() {
        let stroke = Stroke::new(1.0, ctx.tokens.accent);
        painter.rect_stroke(room.shrink(0.5), radius::CONTROL, stroke, StrokeKind::Inside);
    }
    if response.clicked() {
        done.opened = response.interact_pointer_pos().and_then(thing_at);
    }
    if response.secondary_clicked() {
        let node = response.interact_pointer_pos().and_then(|at| scene.node_at(at));
        canvas.menu_of = node.map(|node| network.nodes[node].value.clone());
    }
    if let Some(value) = canvas.menu_of.clone() {
        response.context_menu(|ui| menu_ui(ui, network, standing, &value, &mut done));
    }
    if let Some(thing) = pointed.filter(|_| !response.dragged()) {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        response.on_hover_text_at_pointer(canvas.said(network, thing));
    }
    done
}

/// A button for each node in view: Tab goes through them, Enter opens. The node that has the focus.
fn buttons(ui: &Ui, id: Id, room: Rect, network: &Network, scene: &Scene, done: &mut Done) -> Option<Thing> {
    // Asked for by assistive technology alone.
    let (mut focused, weights) = (None, LazyCell::new(|| Weights::of(network)));
    let in_view = scene.dots.iter().enumerate().filter(|(_, dot)| room.contains(dot.at));
    for (node, dot) in in_view.take(MAX_BUTTONS) {
        let rect = Rect::from_center_size(dot.at, Vec2::splat(2.0 * dot.radius.max(6.0)));
        let button = ui.interact(rect, id.with(&network.nodes[node].value), Sense::click());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken(network, *weights, Thing::Node(node))));
        if button.clicked() {
            done.opened = Some(Thing::Node(node));
        }
        if button.has_focus() {
            focused = Some(Thing::Node(node));
            if ui.input(|input| input.key_pressed(egui::Key::Delete)) {
                done.left_out = Some(network.nodes[node].value.clone());
            }
        }
    }
    focused
}

fn menu_ui(ui: &mut Ui, network: &Network, standing: &mut Standing, value: &Value, done: &mut Done) {
    let Some(node) = network.nodes.iter().position(|node| node.value == *value) else { return ui.close() };
    ui.set_min_width(180.0);
    if ui.button("Show the passages").clicked() {
        done.opened = Some(Thing::Node(node));
        ui.close();
    }
    if ui.button("Leave out").on_hover_text("It takes no part; “Left out” brings it back (Delete)").clicked() {
        done.left_out = Some(value.clone());
        ui.close();
    }
    let is_moved = standing.is_moved(value);
    let back = ui.add_enabled(is_moved, egui::Button::new("Put back where it was"));
    if back.on_disabled_hover_text("It stands where it was laid out").clicked() {
        standing.let_go(value);
        ui.close();
    }
}
