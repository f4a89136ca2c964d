//! Opening the native window.

use super::crash::{Guard, Guarded, Hook, caught};
use super::file_picker::SystemPicker;
use super::first_size::{FirstSize, USUAL};
use super::memory::Memory;
use super::window::Window;
use crate::store::{self, RealFiles, Sweep};
use eframe::{NativeOptions, Renderer};
use egui::{IconData, ViewportBuilder};
use std::path::PathBuf;
use std::sync::Arc;

/// Why the window could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// No display, no graphics driver, or the window system said no.
    #[error(
        "no window can be opened here ({0}); on Debian install xvfb, libgl1, libegl1, libxkbcommon-x11-0, libxcursor1, \
         libxi6 and libxrandr2 and set DISPLAY; with no window, `standpoint export`, `import`, `check` and `stats` work"
    )]
    NoDisplay(String),
    /// The program failed; what could be kept is kept.
    #[error("the program has stopped because of a failure; {0}")]
    Stopped(String),
}

/// The folder in which the window keeps its own files, on every system.
pub fn state_folder() -> PathBuf {
    store::state_folder().unwrap_or_else(|| std::env::temp_dir().join("standpoint"))
}

/// Opens the window on `corpus`, or on the start page, and returns when it is closed. `hook` reports failures.
///
/// # Errors
/// When there is no display that a window could be opened on, or when the program failed.
pub fn run(corpus: Option<PathBuf>, coder: Option<String>, hook: &Hook) -> Result<(), LaunchError> {
    check_display()?;
    let folder = state_folder();
    // Where the folder is somebody else's, the window still opens; what cannot be kept there is said when it matters.
    store::make_private(&RealFiles, &folder).ok();
    let _sweep = Sweep::state(Arc::new(RealFiles), &folder);
    let memory = Memory::load(&folder);
    let remembered = memory.settings.window;
    let (width, height) = remembered.unwrap_or(USUAL.into());
    let viewport = ViewportBuilder::default()
        .with_title("Standpoint")
        .with_app_id("standpoint")
        .with_inner_size([width, height])
        .with_min_inner_size([640.0, 420.0])
        .with_drag_and_drop(true);
    let viewport = match icon() {
        Some(icon) => viewport.with_icon(Arc::new(icon)),
        None => viewport,
    };
    let options = NativeOptions { viewport, renderer: Renderer::Glow, ..NativeOptions::default() };
    let guard = Guard::new(hook.clone(), &folder, corpus.as_deref());
    let held = guard.clone();
    let made = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        if remembered.is_none() {
            creation.egui_ctx.add_plugin(FirstSize::default());
        }
        held.hold(Window::new(&creation.egui_ctx, memory, Box::new(SystemPicker)));
        held.with(|window| window.begin(corpus.as_deref(), coder.as_deref()));
        Ok(Box::new(Guarded(held.clone())))
    };
    let ended = caught(|| eframe::run_native("standpoint", options, Box::new(made)));
    if ended.is_none() {
        // It failed around the frames, in the window system's hands; the guard still holds the window.
        guard.stop();
    }
    match (guard.note(), ended) {
        (Some(note), _) => Err(LaunchError::Stopped(lowercase(&note.kept_words()))),
        (None, Some(Err(error))) => Err(LaunchError::NoDisplay(short(&error))),
        (None, _) => Ok(()),
    }
}

/// Words as the second half of a sentence.
fn lowercase(words: &str) -> String {
    let words = words.trim_end_matches('.');
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// On systems with X11 or Wayland a window needs one of the two to be named.
fn check_display() -> Result<(), LaunchError> {
    let is_named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let needs_one = cfg!(all(unix, not(target_os = "macos")));
    if needs_one && !["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_named) {
        return Err(LaunchError::NoDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned()));
    }
    Ok(())
}

/// What is missing, in a few words: the system's own message is long and names its source files.
fn short(error: &eframe::Error) -> String {
    use eframe::Error::{Glutin, NoGlutinConfigs, OpenGL};
    match error {
        Glutin(_) | NoGlutinConfigs(..) | OpenGL(_) => "there is no OpenGL driver".to_owned(),
        _ => {
            let name = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
            let display = name("WAYLAND_DISPLAY").or_else(|| name("DISPLAY")).unwrap_or_default();
            format!("the display {display} does not answer")
        }
    }
}

/// The application's icon.
fn icon() -> Option<IconData> {
    let decoder = png::Decoder::new(std::io::Cursor::new(include_bytes!("../../assets/icon/standpoint-256.png")));
    let mut reader = decoder.read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    rgba.truncate(info.buffer_size());
    (info.color_type == png::ColorType::Rgba).then_some(IconData { rgba, width: info.width, height: info.height })
}
