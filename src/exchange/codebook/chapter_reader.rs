//! Reading a chapter back: what `chapter` writes, and the same as people change it by hand.
//!
//! Sections are known by their headings, columns by theirs, paragraphs by the bold word that they begin with. A
//! paragraph may be wrapped; one with no word of its own goes on with the text above it. What is neither is left alone.

use super::chapter::{DEEPEST_LEVEL, TOP_LEVEL};
use super::fields::statement_id;
use super::markup::{cells, split_attributes, unescaped};
use super::record::{Kind, Line, MAX_ENTRIES, Parent, Record};
use crate::exchange::{Cancel, ExchangeError, cancel};
use crate::model::Example;
use std::io::BufRead;

/// Every entry of the file, in order.
///
/// # Errors
/// When the source fails, has neither of the sections in it, or is cancelled.
pub(super) fn read(input: &mut dyn BufRead, cancel: &Cancel) -> Result<Vec<Line>, ExchangeError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(ExchangeError::Read)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(text.strip_prefix('\u{feff}').unwrap_or(&text).lines()) {
        cancel::check(cancel)?;
        if reader.lines.len() > MAX_ENTRIES {
            return Err(ExchangeError::TooManyEntries(MAX_ENTRIES));
        }
        reader.number = number;
        reader.take(line);
    }
    reader.end_quote();
    reader.lines.extend(reader.wrong.into_iter().map(Err));
    if reader.has_section { Ok(reader.lines) } else { Err(ExchangeError::NoCodebook) }
}

/// Which part of the chapter.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Other,
    Themes,
    Table(Kind),
}

/// Which text of a theme goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Definition,
    When,
    WhenNot,
}

/// How a line of a paragraph goes on from the one above it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Joint {
    /// Wrapped.
    #[default]
    Wrapped,
    /// The one above ended with a line break that is part of the text.
    Broken,
    /// A blank line stands between.
    Apart,
}

#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    /// What is wrong with a theme that is taken in all the same, with its line.
    wrong: Vec<(u64, String)>,
    number: u64,
    section: Section,
    has_section: bool,
    /// The columns of the table that is being read.
    columns: Vec<&'static str>,
    /// The themes above the next one, each with its heading level and the number of its record.
    above: Vec<(usize, usize)>,
    field: Option<Field>,
    joint: Joint,
    /// Paragraphs of the block quote that is being read.
    quote: Vec<String>,
    has_examples: bool,
}

impl Reader {
    fn take(&mut self, line: &str) {
        let trimmed = line.trim();
        if let Some(inner) = trimmed.strip_prefix('>').filter(|_| self.section == Section::Themes) {
            return self.take_quoted(inner);
        }
        self.end_quote();
        if trimmed.is_empty() {
            self.joint = Joint::Apart;
            return;
        }
        // What follows a line break of a text is text, whatever it looks like.
        if self.joint == Joint::Broken && self.field.is_some() {
            return self.take_text(trimmed);
        }
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        match level {
            1 | 2 if trimmed[level..].starts_with(' ') => self.begin_section(&trimmed[level..]),
            TOP_LEVEL..=DEEPEST_LEVEL if self.section == Section::Themes => self.begin_theme(level, &trimmed[level..]),
            _ => match self.section {
                Section::Themes => self.take_text(trimmed),
                Section::Table(kind) => self.take_row(kind, trimmed),
                Section::Other => {}
            },
        }
    }

    fn begin_section(&mut self, heading: &str) {
        let (words, _) = split_attributes(heading);
        self.section = match words.to_lowercase().as_str() {
            "themes" => Section::Themes,
            "stance scale" | "stances" => Section::Table(Kind::Stance),
            "speakers" => Section::Table(Kind::Speaker),
            _ => Section::Other,
        };
        self.has_section |= self.section != Section::Other;
        self.columns.clear();
        self.above.clear();
        self.field = None;
    }

    fn begin_theme(&mut self, level: usize, heading: &str) {
        let (words, pairs) = split_attributes(heading);
        self.above.retain(|(other, _)| *other < level);
        let parent = self.above.last().map_or(Parent::Top, |(_, record)| Parent::Record(*record));
        let mut record = Record { line: self.number, name: unescaped(words), parent, ..Record::default() };
        for (name, value) in &pairs {
            let put = match name.as_str() {
                "parent" => record.put("parent", &format!("#{value}")),
                name @ ("id" | "key" | "colour" | "color") => record.put(name, value),
                _ => Ok(()),
            };
            self.wrong.extend(put.err().map(|cause| (self.number, cause)));
        }
        (self.field, self.has_examples) = (None, false);
        self.above.push((level, self.lines.len()));
        self.lines.push(Ok(record));
    }

    fn theme(&mut self) -> Option<&mut Record> {
        self.lines.last_mut()?.as_mut().ok().filter(|record| record.kind == Kind::Theme)
    }

    /// Takes a line of a paragraph: of one that begins here, or of the one that goes on.
    fn take_text(&mut self, line: &str) {
        let goes_on = self.joint == Joint::Broken;
        let mut text = line;
        let mut is_new = false;
        if !goes_on && let Some((label, rest)) = line.strip_prefix("**").and_then(|line| line.split_once("**")) {
            self.field = match label.trim_end_matches(['.', ':']).to_lowercase().as_str() {
                "definition" => Some(Field::Definition),
                "use when" | "when to use" => Some(Field::When),
                "do not use when" | "when not to use" => Some(Field::WhenNot),
                _ => None,
            };
            self.has_examples = label.to_lowercase().starts_with("example");
            text = rest.trim_start();
            is_new = true;
        }
        let Some(field) = self.field else { return };
        let (text, is_broken) = without_break(text);
        let between = match self.joint {
            _ if is_new => "",
            Joint::Broken => "\n",
            Joint::Apart => "\n\n",
            Joint::Wrapped => " ",
        };
        self.joint = if is_broken { Joint::Broken } else { Joint::Wrapped };
        let Some(theme) = self.theme() else { return };
        let target = match field {
            Field::Definition => &mut theme.definition,
            Field::When => &mut theme.when,
            Field::WhenNot => &mut theme.when_not,
        };
        target.push_str(between);
        target.push_str(&unescaped(text));
    }

    fn take_quoted(&mut self, inner: &str) {
        let inner = inner.trim();
        if self.quote.is_empty() || inner.is_empty() {
            self.quote.push(String::new());
        } else if let Some(last) = self.quote.last_mut().filter(|last| !last.is_empty()) {
            last.push('\n');
        }
        if let Some(last) = self.quote.last_mut() {
            last.push_str(inner);
        }
        (self.field, self.joint) = (None, Joint::Wrapped);
    }

    /// Takes the block quote in as an example.
    fn end_quote(&mut self) {
        let mut paragraphs: Vec<String> = std::mem::take(&mut self.quote);
        if paragraphs.is_empty() || !self.has_examples {
            return;
        }
        let source = paragraphs.last().and_then(|last| last.strip_prefix('—')).map(split_attributes);
        let source: Option<Vec<(String, String)>> = source.map(|(_, pairs)| pairs).filter(|pairs| !pairs.is_empty());
        if source.is_some() {
            paragraphs.pop();
        }
        let paragraphs: Vec<String> = paragraphs.iter().map(|lines| paragraph(lines)).collect();
        // A blank line in front of the source ends the last paragraph and is none itself.
        let n_said = paragraphs.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
        let mut example = Example { quote: paragraphs[..n_said].join("\n\n"), ..Example::default() };
        for (name, value) in source.into_iter().flatten() {
            match name.as_str() {
                "document" => example.document = Some(value.as_str().into()),
                "statement" => match statement_id(&value) {
                    Ok(id) => example.statement = Some(id),
                    Err(cause) => self.wrong.push((self.number.saturating_sub(1), cause)),
                },
                _ => {}
            }
        }
        if let Some(theme) = self.theme() {
            theme.examples.push(example);
        }
    }

    fn take_row(&mut self, kind: Kind, line: &str) {
        let Some(cells) = cells(line) else { return };
        if cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':'))) {
            return;
        }
        if self.columns.is_empty() {
            self.columns = cells.iter().map(|name| column(name)).collect();
            return;
        }
        let mut record = Record { line: self.number, kind, ..Record::default() };
        let result = self.columns.iter().zip(cells).try_for_each(|(column, cell)| match *column {
            "name" => {
                let (words, pairs) = split_attributes(cell);
                record.name = unescaped(words);
                record.id = pairs.into_iter().find(|(name, _)| name == "id").map(|(_, id)| id).unwrap_or_default();
                Ok(())
            }
            column => record.put(column, &unescaped(cell)),
        });
        self.lines.push(result.map(|()| record).map_err(|cause| (self.number, cause)));
    }
}

/// The column that a heading of a table means.
fn column(heading: &str) -> &'static str {
    match heading.to_lowercase().as_str() {
        "stance" | "speaker" | "name" => "name",
        "sign" => "glyph",
        "position" => "position",
        "definition" => "definition",
        "colour" | "color" => "colour",
        "key" => "key",
        "kind" => "speaker_kind",
        "also called" | "aliases" => "aliases",
        "affiliations" => "affiliations",
        "note" => "note",
        _ => "",
    }
}

/// A line without the backslash that breaks it, and whether there was one.
fn without_break(line: &str) -> (&str, bool) {
    let n_backslashes = line.bytes().rev().take_while(|byte| *byte == b'\\').count();
    if n_backslashes % 2 == 1 { (&line[..line.len() - 1], true) } else { (line, false) }
}

/// The text of a paragraph from its lines.
fn paragraph(lines: &str) -> String {
    let mut text = String::new();
    let mut between = "";
    for line in lines.split('\n') {
        let (line, is_broken) = without_break(line);
        text.push_str(between);
        text.push_str(&unescaped(line));
        between = if is_broken { "\n" } else { " " };
    }
    text
}
