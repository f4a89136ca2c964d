//! What differs between a backup and now: one line for each file, thing and field.

use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::edit::describe::{Described, Fate, FieldWords, Subject};
use crate::session::restore::{Difference, FileDifference};
use crate::store::FileKey;
use crate::store::backup::path_of;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{clipped_text, tick_box};
use egui::{Color32, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Height of a line in points.
const LINE_HEIGHT: f32 = 24.0;

/// What is shown, line by line, and the filter that it was made for.
pub(super) struct Lines {
    filter: String,
    lines: Vec<Line>,
}

/// One line: places in the difference.
#[derive(Clone, Copy)]
enum Line {
    File(usize),
    Thing(usize, usize),
    Field(usize, usize, usize),
    Unread(usize, usize),
}

impl Lines {
    fn new(ctx: Ctx<'_>, difference: &Difference, filter: &str) -> Self {
        let wanted = filter.trim().to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&wanted);
        let mut lines = Vec::new();
        for (f, file) in difference.files.iter().enumerate() {
            let is_whole = wanted.is_empty() || has(&path_of(&file.key)) || has(&file_words(ctx, &file.key));
            let said =
                |it: &Described| has(&it.title) || it.fields.iter().any(|field| has(&field.from) || has(&field.to));
            let things = file.described.iter().enumerate().filter(|(_, it)| is_whole || said(it));
            let unread = file.unread.iter().enumerate().filter(|(_, why)| is_whole || has(why));
            let begun = lines.len();
            lines.push(Line::File(f));
            for (t, thing) in things {
                lines.push(Line::Thing(f, t));
                // What comes or goes is said in its own line, as far as there is room.
                let n_fields = if thing.fate == Fate::Changes { thing.fields.len() } else { 0 };
                lines.extend((0..n_fields).map(|n| Line::Field(f, t, n)));
            }
            lines.extend(unread.map(|(n, _)| Line::Unread(f, n)));
            if lines.len() == begun + 1 && !is_whole {
                lines.pop();
            }
        }
        Self { filter: filter.to_owned(), lines }
    }
}

/// Draws what differs, to be looked through and chosen from.
pub(super) fn differing_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    difference: &Difference,
    (lines, chosen, filter): (&mut Option<Lines>, &mut BTreeSet<FileKey>, &mut String),
) {
    if difference.files.is_empty() {
        ui.label("This backup says the same as what stands here now.");
        since_ui(ui, ctx, difference);
        return;
    }
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(filter).hint_text("Filter by file or words");
        ui.add(field.desired_width((ui.available_width() - 150.0).max(120.0))).accessible_name("Filter what differs");
        let all: BTreeSet<FileKey> =
            difference.files.iter().filter(|file| file.can_restore()).map(|file| file.key.clone()).collect();
        let mut is_all = *chosen == all;
        if tick_box(ui, &mut is_all, "All files").changed() {
            *chosen = if is_all { all } else { BTreeSet::new() };
        }
    });
    let shown = match lines.take().filter(|lines| lines.filter == *filter) {
        Some(lines) => lines,
        None => Lines::new(ctx, difference, filter),
    };
    if shown.lines.is_empty() {
        ui.label(RichText::new("Nothing that differs has these words.").color(ctx.tokens.soft));
    }
    let footer = 20.0;
    let room = (ui.available_height() - footer).max(80.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("differing").auto_shrink([false, false]).max_height(room);
    area.show_rows(ui, LINE_HEIGHT, shown.lines.len(), |ui, rows| {
        for line in &shown.lines[rows] {
            line_ui(ui, ctx, difference, *line, chosen);
        }
    });
    since_ui(ui, ctx, difference);
    *lines = Some(shown);
}

/// What is not in the list, and why.
fn since_ui(ui: &mut Ui, ctx: Ctx<'_>, difference: &Difference) {
    let same = (difference.n_same > 0).then(|| format!("{} the same", count(difference.n_same, "file")));
    let n_since = difference.made_since.len();
    let since = (n_since > 0).then(|| format!("{} made since, which stay as they are", count(n_since, "set")));
    let left_out = difference.manifest.left_out.len();
    let left_out = (left_out > 0).then(|| format!("{} could not be backed up", count(left_out, "file")));
    let words: Vec<String> = [same, since, left_out].into_iter().flatten().collect();
    ui.label(RichText::new(words.join(" · ")).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
}

fn line_ui(ui: &mut Ui, ctx: Ctx<'_>, difference: &Difference, line: Line, chosen: &mut BTreeSet<FileKey>) {
    match line {
        Line::File(f) => file_ui(ui, ctx, &difference.files[f], chosen),
        Line::Thing(f, t) => {
            let thing = &difference.files[f].described[t];
            let (sign, word, colour) = fate(ctx, thing.fate);
            let said = thing_words(thing);
            text_ui(ui, ctx, 24.0, (sign, colour), &said, &format!("{word}: {said}"));
        }
        Line::Field(f, t, n) => {
            let said = field_words(&difference.files[f].described[t].fields[n]);
            text_ui(ui, ctx, 48.0, ("", ctx.tokens.soft), &said, &said);
        }
        Line::Unread(f, n) => {
            let said = format!("stays in the backup: {}", difference.files[f].unread[n]);
            text_ui(ui, ctx, 24.0, ("!", ctx.tokens.warning), &said, &said);
        }
    }
}

fn file_ui(ui: &mut Ui, ctx: Ctx<'_>, file: &FileDifference, chosen: &mut BTreeSet<FileKey>) {
    let counts = file.counts();
    let name = shortened(&file_words(ctx, &file.key));
    let words = if counts.n_held > 0 {
        format!("{name}   unreadable now, put back whole")
    } else {
        format!("{name}   +{} −{} ~{}", counts.n_come, counts.n_go, counts.n_change)
    };
    ui.horizontal(|ui| {
        ui.set_height(LINE_HEIGHT);
        if file.can_restore() {
            let mut is_chosen = chosen.contains(&file.key);
            if tick_box(ui, &mut is_chosen, &words).on_hover_text(path_of(&file.key)).changed() {
                if is_chosen {
                    chosen.insert(file.key.clone());
                } else {
                    chosen.remove(&file.key);
                }
            }
        } else {
            let words = RichText::new(format!("{name}   cannot be restored")).color(ctx.tokens.warning);
            ui.label(words).on_hover_text(path_of(&file.key));
        }
    });
}

/// What a file is, in words.
fn file_words(ctx: Ctx<'_>, key: &FileKey) -> String {
    match key {
        FileKey::CorpusFile => "Details of documents".to_owned(),
        FileKey::Codebook => "Codebook".to_owned(),
        FileKey::Set(key) => {
            let document = ctx.session.corpus().document(&key.document);
            format!("{} · {}", key.coder, document.map_or(key.document.as_str(), |document| document.title()))
        }
    }
}

/// At most so many characters that what is said beside a title has room.
fn shortened(title: &str) -> String {
    const MAX_CHARS: usize = 44;
    title
        .char_indices()
        .nth(MAX_CHARS)
        .map_or_else(|| title.to_owned(), |(end, _)| format!("{}…", title[..end].trim_end()))
}

/// A line of text that says all of itself when it is pointed at.
fn text_ui(ui: &mut Ui, ctx: Ctx<'_>, indent: f32, (sign, colour): (&str, Color32), words: &str, name: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE_HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let top = rect.top() + 4.0;
        let left = rect.left() + indent;
        let font = || theme::font(size::BODY);
        painter.text(pos2(left, top), egui::Align2::LEFT_TOP, sign, theme::semibold(size::BODY), colour);
        let text_left = left + if sign.is_empty() { 0.0 } else { space::GROUP };
        let ink = if sign.is_empty() { colour } else { ctx.tokens.ink };
        clipped_text(painter, pos2(text_left, top), words, font(), ink, rect.right() - text_left);
    }
    response.on_hover_text(name);
}

/// Sign, word and colour of what happens to a thing; never the colour alone.
fn fate(ctx: Ctx<'_>, fate: Fate) -> (&'static str, &'static str, Color32) {
    match fate {
        Fate::Comes => ("+", "Comes back", ctx.tokens.hues.blue),
        Fate::Goes => ("−", "Goes", ctx.tokens.hues.rust),
        Fate::Changes => ("~", "Changes", ctx.tokens.soft),
    }
}

/// A thing in one line: what it is and, where it comes or goes, what it says.
pub(in crate::app::dialogs) fn thing_words(thing: &Described) -> String {
    let said = |field: &FieldWords| if thing.fate == Fate::Goes { field.from.clone() } else { field.to.clone() };
    let said: Vec<String> = match thing.fate {
        Fate::Changes => Vec::new(),
        Fate::Comes | Fate::Goes => thing.fields.iter().map(said).filter(|said| !said.is_empty()).collect(),
    };
    let title = match &thing.subject {
        Subject::Statement(..) => format!("“{}”", thing.title),
        Subject::Entry(id) => format!("{} {}", sentence_case(id.kind()), thing.title),
        Subject::Query(_) => format!("Saved query “{}”", thing.title),
        Subject::Progress(_) | Subject::Document(_) => thing.title.clone(),
    };
    if said.is_empty() { title } else { format!("{title} · {}", said.join(" · ")) }
}

fn sentence_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

fn field_words(field: &FieldWords) -> String {
    let quoted = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
    format!("{}: {} → {}", field.field, quoted(&field.from), quoted(&field.to))
}
