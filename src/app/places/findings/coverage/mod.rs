//! Coverage: what was read, coded, coded to nothing and left unset, by coder and by document.

mod sentences;
mod shown;

use super::base::Base;
use super::choose::choice_ui;
use super::drawing::{DRAWN, chart_ui, width_for};
use super::exporting::{Finding, Want};
use super::figures::{Done, Layout, table_ui};
use super::finding::{account_ui, heading_ui, room_above};
use super::kept::Kept;
use crate::analysis::{Reading, reading};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::chart::{Chart, StackMark, Stacks, stacks};
use crate::exchange::{PICTURE_WIDTH, documents_sheet, reading_sheet};
use egui::Ui;
use sentences::Sentences;
use shown::Shown;

/// What has a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// Each coder.
    #[default]
    Coders,
    /// Each document.
    Documents,
}

impl Lines {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Coders, Self::Documents];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coders => "Coder",
            Self::Documents => "Document",
        }
    }
}

/// How coverage is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As a table.
    #[default]
    Figures,
    /// As bars.
    Bars,
}

/// View state of the coverage.
#[derive(Default)]
pub struct CoverageView {
    /// What has a line.
    pub lines: Lines,
    /// How it is shown.
    pub form: Form,
    sentences: Sentences,
    kept: Kept<(), Reading>,
    layout: Kept<(Lines, u32, Option<u64>), Layout>,
    chart: Kept<(Lines, u32, Option<u64>), Chart<StackMark>>,
}

impl CoverageView {
    fn choices_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>) {
        ui.horizontal_wrapped(|ui| {
            let lines = Lines::ALL.map(|lines| (lines, lines.name().to_owned()));
            if let Some(lines) = choice_ui(ui, ctx, "By", "What has a line", &self.lines, &lines) {
                self.lines = lines;
            }
            let forms = [(Form::Figures, "Figures".to_owned()), (Form::Bars, "Bars".to_owned())];
            if let Some(form) = choice_ui(ui, ctx, "Draw", "How coverage is shown", &self.form, &forms) {
                self.form = form;
            }
        });
    }
}

/// Draws the view.
pub fn coverage_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut CoverageView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    view.choices_ui(ui, ctx);
    let CoverageView { lines, form, sentences, kept, layout, chart } = view;
    let found = kept.get(ctx, base, (), |()| reading(ctx.session.corpus(), ctx.table, base.selection()));
    let (count, sentences) = sentences.of(ui.ctx(), ctx).unzip();
    let title = match lines {
        Lines::Coders => Stacks::OF_CODERS,
        Lines::Documents => Stacks::OF_DOCUMENTS,
    };
    heading_ui(ui, ctx, title);
    let account = found.account_with(sentences).sentence();
    let height = room_above(ui, &account);
    let shown = Shown { ctx, reading: found, sentences, lines: *lines, base };
    let data = || match lines {
        Lines::Coders => Stacks::of_coders(found, sentences),
        Lines::Documents => Stacks::of_documents(found, sentences, ctx.table.names()),
    };
    let opened = match form {
        Form::Figures => {
            let room = (ui.available_width() * 0.4).round();
            let request = (*lines, room as u32, count);
            let layout = layout.get(ctx, base, request, |_| Layout::new(ui.painter(), &shown, room));
            match table_ui(ui, ctx.tokens, &shown, layout, height, &mut |_, _| ()) {
                Some(Done::Opened(spot)) => shown.query(spot),
                _ => None,
            }
        }
        Form::Bars => {
            let width = width_for(ui, DRAWN);
            let chart = chart.get(ctx, base, (*lines, width, count), |_| stacks(&data(), width as f32));
            chart_ui(ui, ctx, chart, height).and_then(|mark| shown.behind(mark))
        }
    };
    account_ui(ui, ctx, &account);
    if let Some(want) = want {
        let sheet = match lines {
            Lines::Coders => reading_sheet(found, sentences),
            Lines::Documents => documents_sheet(found, sentences, ctx.table.names()),
        };
        let picture = Some(stacks(&data(), PICTURE_WIDTH).drawing);
        let title = title.to_owned();
        want.ask(Finding { sheet: Some(sheet), picture, title, account, ..Finding::default() }, out);
    }
    out.extend(opened.map(Action::OpenPassages));
}
