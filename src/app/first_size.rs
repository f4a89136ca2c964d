//! The size of the first window on a screen that has no room for the usual one.

use egui::{Context, Plugin, RawInput, Vec2, ViewportCommand, vec2};

/// The size of a window that nobody has sized yet, in points.
pub const USUAL: Vec2 = vec2(1280.0, 800.0);
/// What the title of a window and the bars of a desktop take of a screen, in points, and a little more.
const TAKEN: Vec2 = vec2(16.0, 88.0);

/// Lets a window that opens for the first time fit the screen with its title and the desktop's bars.
///
/// How large the screen is becomes known with the first frame only.
#[derive(Debug, Default)]
pub struct FirstSize {
    is_settled: bool,
}

impl Plugin for FirstSize {
    fn debug_name(&self) -> &'static str {
        "first size of the window"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let Some(screen) = input.viewport().monitor_size.filter(|_| !self.is_settled) else { return };
        self.is_settled = true;
        if let Some(size) = fitting(screen) {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        }
    }
}

/// The size of the first window on a screen of this size; `None` where the usual one fits.
fn fitting(screen: Vec2) -> Option<Vec2> {
    let size = USUAL.min(screen - TAKEN);
    (size != USUAL).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::ViewportId;

    /// The sizes that a window on such a screen asks for in its first frames.
    fn asked(screen: Option<Vec2>) -> Vec<Vec2> {
        let ctx = Context::default();
        ctx.add_plugin(FirstSize::default());
        let mut asked = Vec::new();
        for _ in 0..3 {
            let mut input = RawInput::default();
            input.viewports.entry(ViewportId::ROOT).or_default().monitor_size = screen;
            let mut output = ctx.run_ui(input, |_| ());
            // Nothing is painted here.
            output.textures_delta.clear();
            let commands = output.viewport_output.into_values().flat_map(|output| output.commands);
            asked.extend(commands.filter_map(|command| match command {
                ViewportCommand::InnerSize(size) => Some(size),
                _ => None,
            }));
        }
        asked
    }

    #[test]
    fn a_small_screen_gets_a_smaller_window_once() {
        assert_eq!(asked(Some(vec2(1280.0, 800.0))), [vec2(1264.0, 712.0)]);
        assert_eq!(asked(Some(vec2(1366.0, 768.0))), [vec2(1280.0, 680.0)]);
        assert_eq!(asked(Some(vec2(1400.0, 900.0))), []);
        assert_eq!(asked(None), []);
    }
}
