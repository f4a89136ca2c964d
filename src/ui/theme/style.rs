//! The egui style made from tokens.

use super::{Tokens, elevation, font, radius, size, space};
use egui::style::{Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, Margin, Stroke, Style, TextStyle, Theme, Visuals, vec2};

/// How strongly fields are drawn that cannot be changed and are still to be read.
pub const READABLE: f32 = 0.8;

/// Seconds that something takes to fade.
const ANIMATION: f32 = 0.08;
/// Corner radius of every control.
const RADIUS: CornerRadius = CornerRadius::same(radius::CONTROL as u8);

/// Sets fonts and both themes, and shows the one that `tokens` describes.
///
/// Call once when the window opens; [`set_theme`] is enough to change the theme afterwards.
pub fn install(ctx: &Context, tokens: &Tokens) {
    ctx.set_fonts(font::definitions());
    ctx.set_style_of(Theme::Light, style(&Tokens::light()));
    ctx.set_style_of(Theme::Dark, style(&Tokens::dark()));
    set_theme(ctx, tokens);
}

/// Lets nothing on the screen move by itself, or lets what fades fade.
pub fn set_reduced_motion(ctx: &Context, is_reduced: bool) {
    ctx.all_styles_mut(|style| style.animation_time = if is_reduced { 0.0 } else { ANIMATION });
}

/// Shows the theme that `tokens` describes.
pub fn set_theme(ctx: &Context, tokens: &Tokens) {
    let theme = theme_of(tokens);
    ctx.set_style_of(theme, style(tokens));
    ctx.set_theme(theme);
}

fn theme_of(tokens: &Tokens) -> Theme {
    if tokens.is_dark() { Theme::Dark } else { Theme::Light }
}

fn style(tokens: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(tokens), animation_time: ANIMATION, ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font::font(size::CAPTION)),
        (TextStyle::Body, font::font(size::BODY)),
        (TextStyle::Button, font::font(size::BODY)),
        (TextStyle::Heading, font::semibold(size::HEADING)),
        (TextStyle::Monospace, egui::FontId::monospace(size::NOTE)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::STEP, space::STEP);
    spacing.button_padding = vec2(space::STEP, space::TIGHT);
    spacing.window_margin = Margin::same(space::GROUP as i8);
    spacing.menu_margin = Margin::same(space::STEP as i8);
    spacing.interact_size = vec2(32.0, 24.0);
    spacing.indent = space::GROUP;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 8.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = egui::style::ScrollStyle {
        bar_width: 8.0,
        floating_allocated_width: 0.0, // a bar that comes and goes moves nothing
        ..egui::style::ScrollStyle::thin()
    };
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let base = if tokens.is_dark() { Visuals::dark() } else { Visuals::light() };
    let shadow = elevation::floating(tokens);
    Visuals {
        widgets: widgets(tokens),
        selection: Selection { bg_fill: tokens.selection, stroke: Stroke::new(1.0, tokens.ink) },
        weak_text_color: Some(tokens.soft),
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.panel,
        extreme_bg_color: tokens.page,
        text_edit_bg_color: Some(tokens.page),
        code_bg_color: tokens.canvas,
        warn_fg_color: tokens.warning,
        error_fg_color: tokens.warning,
        window_fill: tokens.panel,
        window_stroke: Stroke::new(1.0, tokens.line),
        window_corner_radius: RADIUS,
        menu_corner_radius: RADIUS,
        window_shadow: shadow,
        popup_shadow: shadow,
        window_highlight_topmost: false,
        panel_fill: tokens.panel,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, tokens.accent),
            blink: false, // a blinking cursor repaints for ever: an idle window must cost nothing
            ..TextCursorStyle::default()
        },
        indent_has_left_vline: false,
        disabled_alpha: 0.5,
        ..base
    }
}

fn widgets(tokens: &Tokens) -> Widgets {
    let state = |fill: Color32, outline: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, outline),
        corner_radius: RADIUS,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(tokens.panel, tokens.line, tokens.ink),
        inactive: state(tokens.page, tokens.line, tokens.ink),
        hovered: state(tokens.selected, tokens.line, tokens.ink),
        active: state(tokens.selected, tokens.accent, tokens.ink),
        open: state(tokens.selected, tokens.line, tokens.ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focused_text_field_lets_the_window_rest() {
        for tokens in Tokens::all() {
            assert!(!style(&tokens).visuals.text_cursor.blink);
        }
    }

    #[test]
    fn install_sets_both_themes_and_every_family() {
        let ctx = Context::default();
        install(&ctx, &Tokens::dark());
        assert_eq!(ctx.style_of(Theme::Light).visuals.panel_fill, Tokens::light().panel);
        assert_eq!(ctx.style_of(Theme::Dark).visuals.panel_fill, Tokens::dark().panel);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for id in [font::font(13.0), font::semibold(11.0), font::reading(18.0), font::reading_semibold(26.0)] {
                let (is_here, width) =
                    ui.ctx().fonts_mut(|fonts| (fonts.has_glyph(&id, 'ﬁ'), fonts.glyph_width(&id, 'm')));
                assert!(width > 1.0, "{id:?} {is_here}");
            }
        });
        output.drop_without_applying_deltas();
        assert!(ctx.global_style().visuals.dark_mode);
    }
}
