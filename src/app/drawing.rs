//! A drawing on the screen: painted with the theme's colours, its marks under pointer, keys and screen reader.
//!
//! The whole drawing senses the pointer, and the mark under it is found by geometry, so that an edge is not its
//! rectangle. Behind it each mark that has a title is a button of its own: Tab and arrows move among them, Enter
//! opens, and assistive technology reads the title.

use super::signs;
use crate::chart::{Anchor, Area, Drawing, Form, Ink, Line, Paint, Point, Shape as Drawn, Text, Weight};
use crate::ui::theme::{Tokens, font, semibold};
use egui::{Color32, Galley, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How far beside a thin shape the pointer still means it.
const SLACK: f32 = 4.0;
/// Most marks that are buttons of their own: more nobody walks through.
const MAX_BUTTONS: usize = 400;

/// What happened on a drawing.
pub struct DrawingResponse {
    /// Of the whole drawing: drags, clicks beside every mark, its rectangle.
    pub response: Response,
    /// The mark under the pointer, or that has the keyboard's focus.
    pub hovered: Option<u32>,
    /// The mark clicked or opened by key.
    pub clicked: Option<u32>,
}

impl DrawingResponse {
    /// The place of the pointer in the drawing.
    pub fn pointer(&self, ui: &Ui) -> Option<Point> {
        let at = self.response.interact_pointer_pos().or_else(|| ui.input(|input| input.pointer.hover_pos()))?;
        Some(Point::new(at.x - self.response.rect.left(), at.y - self.response.rect.top()))
    }
}

/// Draws `drawing` at its own size, says the title of the mark under the pointer, and tells what was clicked.
pub fn drawing_ui(ui: &mut Ui, tokens: &Tokens, drawing: &Drawing) -> DrawingResponse {
    drawing_sensing(ui, tokens, drawing, Sense::click())
}

/// The same, with the drawing as a whole sensing what `sense` says: drags too, where nodes can be moved.
pub fn drawing_sensing(ui: &mut Ui, tokens: &Tokens, drawing: &Drawing, sense: Sense) -> DrawingResponse {
    let (id, rect) = ui.allocate_space(vec2(drawing.width, drawing.height));
    let (opened, focused) = buttons(ui, id, rect, drawing);
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &drawing.title));
    let under = |at: Pos2| drawing.mark_at(Point::new(at.x - rect.left(), at.y - rect.top()), SLACK);
    let pointed = response.hover_pos().and_then(under);
    let clicked = response.clicked().then(|| response.interact_pointer_pos().and_then(under)).flatten().or(opened);
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), rect.min, tokens, drawing);
        for mark in pointed.into_iter().chain(focused) {
            outline(ui.painter(), rect.min, tokens, drawing, mark);
        }
    }
    let response = match pointed.and_then(|mark| drawing.title_of(mark)).or_else(|| title_at(&response, rect, drawing))
    {
        Some(title) => response.on_hover_text_at_pointer(title),
        None => response,
    };
    if pointed.is_some() && !response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    DrawingResponse { response, hovered: pointed.or(focused), clicked }
}

/// The title of what lies under the pointer and cannot be clicked, such as the whole of a label that was cut.
fn title_at<'d>(response: &Response, rect: Rect, drawing: &'d Drawing) -> Option<&'d str> {
    let at = response.hover_pos()?;
    let at = Point::new(at.x - rect.left(), at.y - rect.top());
    let titled = |shape: &&Drawn| !shape.title.is_empty() && shape.mark.is_none() && shape.distance(at) <= 0.0;
    drawing.shapes.iter().rev().find(titled).map(|shape| shape.title.as_str())
}

/// A button for each mark with a title: the mark opened by key or by assistive technology, and the focused one.
fn buttons(ui: &Ui, id: egui::Id, rect: Rect, drawing: &Drawing) -> (Option<u32>, Option<u32>) {
    let (mut opened, mut focused) = (None, None);
    let mut seen = BTreeSet::new();
    for shape in &drawing.shapes {
        let Some(mark) = shape.mark.filter(|_| !shape.title.is_empty()) else { continue };
        if seen.len() >= MAX_BUTTONS {
            break;
        }
        if !seen.insert(mark) {
            continue;
        }
        let bounds = place(shape.bounds(), rect.min);
        let button = ui.interact(bounds.expand(1.0), id.with(("mark", mark)), Sense::click());
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &shape.title));
        if button.clicked() {
            opened = Some(mark);
        }
        if button.has_focus() {
            focused = Some(mark);
            if button.gained_focus() {
                ui.scroll_to_rect(bounds.expand(SLACK), None);
            }
        }
    }
    (opened, focused)
}

/// Paints `drawing` with its upper left corner at `origin`.
pub fn paint(painter: &Painter, origin: Pos2, tokens: &Tokens, drawing: &Drawing) {
    let clip = painter.clip_rect();
    for shape in &drawing.shapes {
        // Measuring a text takes longer than painting it: whether it is seen is left to the painter.
        let is_text = matches!(shape.form, Form::Text(_));
        if is_text || place(shape.bounds(), origin).intersects(clip) {
            paint_shape(painter, origin, tokens, shape);
        }
    }
}

/// Shows which shapes bear `mark`.
fn outline(painter: &Painter, origin: Pos2, tokens: &Tokens, drawing: &Drawing, mark: u32) {
    let stroke = Stroke::new(1.5, tokens.ink);
    for shape in drawing.shapes.iter().filter(|shape| shape.mark == Some(mark)) {
        match &shape.form {
            Form::Circle { center, radius, .. } => {
                painter.circle_stroke(at(*center, origin), radius + 1.5, stroke);
            }
            Form::Lines { ends, line } => {
                for [a, b] in ends {
                    painter.line_segment([at(*a, origin), at(*b, origin)], Stroke::new(line.width + 1.5, tokens.ink));
                }
            }
            Form::Path { points, is_closed: false, line, .. } => {
                let width = line.map_or(0.0, |line| line.width) + 1.5;
                let points = points.iter().map(|point| at(*point, origin)).collect();
                painter.add(Shape::line(points, Stroke::new(width, tokens.ink)));
            }
            Form::Rect { area, radius, .. } => {
                painter.rect_stroke(place(*area, origin), *radius, stroke, StrokeKind::Middle);
            }
            Form::Path { .. } => {
                painter.rect_stroke(place(shape.bounds(), origin), 0.0, stroke, StrokeKind::Middle);
            }
            Form::Text(text) => underline(painter, origin, text, stroke),
        }
    }
}

fn underline(painter: &Painter, origin: Pos2, text: &Text, stroke: Stroke) {
    let bounds = place(text.bounds(), origin);
    painter.line_segment([bounds.left_bottom(), bounds.right_bottom()], stroke);
}

fn paint_shape(painter: &Painter, origin: Pos2, tokens: &Tokens, shape: &Drawn) {
    let filled = |paint: &Option<Paint>| paint.map_or(Color32::TRANSPARENT, |paint| color(tokens, paint));
    let stroked = |line: &Option<Line>| line.map_or(Stroke::NONE, |line| stroke(tokens, line));
    match &shape.form {
        Form::Rect { area, radius, fill, line } => {
            painter.rect(place(*area, origin), *radius, filled(fill), stroked(line), StrokeKind::Middle);
        }
        Form::Lines { ends, line } => {
            for ends in ends {
                paint_line(painter, &ends.map(|end| at(end, origin)), tokens, *line);
            }
        }
        Form::Path { points, is_closed, fill, line } => {
            let mut points: Vec<Pos2> = points.iter().map(|point| at(*point, origin)).collect();
            if *is_closed && line.is_none_or(|line| line.dashes().is_none()) {
                let (fill, line) = (filled(fill), stroked(line));
                painter.add(if fill == Color32::TRANSPARENT {
                    Shape::closed_line(points, line)
                } else {
                    Shape::convex_polygon(points, fill, line)
                });
            } else {
                points.extend(points.first().copied().filter(|_| *is_closed));
                if let Some(line) = line {
                    paint_line(painter, &points, tokens, *line);
                }
            }
        }
        Form::Circle { center, radius, fill, line } => {
            painter.circle(at(*center, origin), *radius, filled(fill), stroked(line));
        }
        Form::Text(text) => paint_text(painter, origin, tokens, text),
    }
}

fn paint_line(painter: &Painter, points: &[Pos2], tokens: &Tokens, line: Line) {
    let stroke = stroke(tokens, line);
    match line.dashes() {
        Some((dash, gap)) => {
            painter.extend(Shape::dashed_line(points, stroke, dash, gap));
        }
        None => {
            painter.add(Shape::line(points.to_vec(), stroke));
        }
    }
}

fn paint_text(painter: &Painter, origin: Pos2, tokens: &Tokens, text: &Text) {
    let color = color(tokens, text.paint);
    let font = if text.weight == Weight::Semibold { semibold(text.size) } else { font(text.size) };
    let galley = painter.layout_no_wrap(text.text.clone(), font, color);
    let left = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -galley.size().x / 2.0,
        Anchor::End => -galley.size().x,
    };
    let corner = Vec2::new(left, -baseline(&galley));
    if text.turn == 0.0 {
        painter.galley(at(text.at, origin) + corner, galley, color);
    } else {
        let angle = text.turn.to_radians();
        let corner = at(text.at, origin) + egui::emath::Rot2::from_angle(angle) * corner;
        painter.add(egui::epaint::TextShape::new(corner, galley, color).with_angle(angle));
    }
}

/// How far the baseline of the first row is below the top.
fn baseline(galley: &Arc<Galley>) -> f32 {
    let row = galley.rows.first();
    row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y)).unwrap_or_default()
}

fn stroke(tokens: &Tokens, line: Line) -> Stroke {
    Stroke::new(line.width, color(tokens, line.paint))
}

fn color(tokens: &Tokens, paint: Paint) -> Color32 {
    let color = match paint.ink {
        Ink::Text => tokens.ink,
        Ink::Soft => tokens.soft,
        Ink::Faint => tokens.faint,
        Ink::Line => tokens.line,
        Ink::Page => tokens.page,
        Ink::Panel => tokens.panel,
        Ink::Accent => tokens.accent,
        Ink::OnAccent => tokens.on_accent,
        Ink::Hue(hue) => tokens.hue(signs::hue(hue)),
    };
    if paint.opacity < 1.0 { color.gamma_multiply(paint.opacity) } else { color }
}

fn at(point: Point, origin: Pos2) -> Pos2 {
    pos2(origin.x + point.x, origin.y + point.y)
}

fn place(area: Area, origin: Pos2) -> Rect {
    Rect::from_min_size(at(Point::new(area.x, area.y), origin), vec2(area.width, area.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use crate::ui::theme;
    use egui_kittest::{Harness, kittest::Queryable as _};

    fn two_bars() -> Drawing {
        let mut drawing = Drawing::new(200.0, 60.0, "Stance by theme");
        for (mark, title) in [(0, "Devolution, supports: 3"), (1, "Devolution, opposes: 1")] {
            let shape = drawing.fill(Area::new(10.0 + 90.0 * mark as f32, 10.0, 80.0, 20.0), 0.0, Ink::Accent);
            (shape.mark, shape.title) = (Some(mark), title.to_owned());
        }
        drawing
    }

    fn harness() -> Harness<'static, Vec<u32>> {
        let tokens = Tokens::light();
        let set_up = |ctx: &egui::Context| theme::install(ctx, &Tokens::light());
        let mut harness = Harness::builder().with_context_setup(set_up).build_ui_state(
            move |ui, clicked: &mut Vec<u32>| clicked.extend(drawing_ui(ui, &tokens, &two_bars()).clicked),
            Vec::new(),
        );
        harness.run();
        harness
    }

    #[test]
    fn a_mark_is_clicked_by_name_and_opened_by_key() {
        let mut harness = harness();
        harness.get_by_label("Stance by theme");
        harness.get_by_label("Devolution, opposes: 1").click();
        harness.run();
        assert_eq!(harness.state().as_slice(), [1]);
        harness.get_by_label("Devolution, supports: 3").focus();
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(harness.state().as_slice(), [1, 0]);
    }

    #[test]
    fn a_click_beside_every_mark_means_none() {
        let mut harness = harness();
        let rect = harness.get_by_label("Stance by theme").rect();
        for at in [rect.left_top() + vec2(50.0, 20.0), rect.left_top() + vec2(50.0, 50.0)] {
            harness.hover_at(at);
            harness.run();
            for pressed in [true, false] {
                harness.event(egui::Event::PointerButton {
                    pos: at,
                    button: egui::PointerButton::Primary,
                    pressed,
                    modifiers: egui::Modifiers::NONE,
                });
            }
            harness.run();
        }
        assert_eq!(harness.state().as_slice(), [0]);
    }

    #[test]
    fn the_window_sets_text_as_wide_as_it_was_measured() {
        let ctx = egui::Context::default();
        theme::install(&ctx, &Tokens::light());
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for text in
                ["Waiting lists", "AVATAR, To. Ty", "0123456789", "Gesundheitsminister für Wales", "Ελλάδα Київ"]
            {
                for (weight, id) in [(Weight::Regular, font(13.0)), (Weight::Semibold, semibold(13.0))] {
                    let set = ui.painter().layout_no_wrap(text.to_owned(), id, Color32::WHITE).size().x;
                    let measured = chart::width(text, 13.0, weight);
                    assert!((set - measured).abs() <= 1.0, "{text:?} is {set} wide, measured {measured}");
                }
            }
        });
        output.drop_without_applying_deltas();
    }
}
