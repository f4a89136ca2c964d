//! The codebook as a chapter in Markdown (`CommonMark` with tables), ready for a methods appendix.
//!
//! ```text
//! # Codebook: title
//! ## Stance scale          a table
//! ## Themes
//! ### Workforce {#workforce key=w}      depth of heading is depth in the tree; attributes say id, key, colour
//! 31 statements in 7 documents.
//! **Definition.** …  **Use when.** …  **Do not use when.** …  **Examples.** block quotes with their source
//! ## Speakers              a table
//! ```
//!
//! Below the fourth level, where Markdown has no headings left, the attribute `parent` names the theme above by id.
//! A stance or speaker has its id beside the name only where the name would give another.

use super::choices::{hue_name, kind_name};
use super::fields::{affiliation_item, join_items};
use super::markup::{attributes, escaped};
use super::names::SpeakerNames;
use crate::analysis::{Usage, Use};
use crate::model::{Codebook, Corpus, DocPath, Entry, EntryList, Example, Theme, ThemeId};
use crate::text::{fold, slug};
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

/// The heading level of a theme at the top, and the deepest that Markdown has.
pub(super) const TOP_LEVEL: usize = 3;
pub(super) const DEEPEST_LEVEL: usize = 6;

/// A line break inside a paragraph.
const HARD_BREAK: &str = "\\\n";

/// Writes the chapter.
pub(super) fn write(corpus: &Corpus, usage: &Usage, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let codebook = &corpus.codebook;
    let title = escaped(title, " ");
    writeln!(out, "# Codebook{}{title}\n", if title.is_empty() { "" } else { ": " })?;
    let counts = [
        counted(codebook.stances.len(), "stance"),
        counted(codebook.themes.len(), "theme"),
        counted(codebook.speakers.len(), "speaker"),
    ];
    let coders = counted(usage.all.n_coders, "coder");
    writeln!(out, "{}, {} and {}; {} by {coders}.", counts[0], counts[1], counts[2], words(usage.all))?;
    write_stances(codebook, usage, out)?;
    write_themes(corpus, usage, out)?;
    write_speakers(codebook, usage, out)?;
    out.flush()
}

fn write_stances(codebook: &Codebook, usage: &Usage, out: &mut dyn Write) -> io::Result<()> {
    if codebook.stances.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Stance scale\n")?;
    writeln!(out, "| Sign | Stance | Position | Definition | Colour | Key | Statements |")?;
    writeln!(out, "|:-:|---|--:|---|---|:-:|--:|")?;
    let ids = ids(&codebook.stances, |_| &[]);
    for stance in &codebook.stances {
        let position = stance.position.map(|position| position.to_string()).unwrap_or_default();
        let cells = [
            stance.glyph.as_char().to_string(),
            cell(&stance.name) + ids.get(stance.id.as_str()).map_or("", String::as_str),
            position,
            cell(&stance.definition),
            hue_name(stance.colour).to_owned(),
            key(stance.key),
            usage.stance(&stance.id).n_statements.to_string(),
        ];
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn write_speakers(codebook: &Codebook, usage: &Usage, out: &mut dyn Write) -> io::Result<()> {
    if codebook.speakers.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Speakers\n")?;
    writeln!(out, "| Speaker | Kind | Also called | Affiliations | Note | Key | Statements |")?;
    writeln!(out, "|---|---|---|---|---|:-:|--:|")?;
    let ids = ids(&codebook.speakers, |speaker| &speaker.aliases);
    let names = SpeakerNames::new(codebook);
    for speaker in &codebook.speakers {
        let affiliations = speaker.affiliations.iter().map(|held| affiliation_item(held, &names));
        let cells = [
            cell(&speaker.name) + ids.get(speaker.id.as_str()).map_or("", String::as_str),
            kind_name(speaker.kind).to_owned(),
            cell(&join_items(speaker.aliases.iter().cloned())),
            cell(&join_items(affiliations)),
            cell(&speaker.note),
            key(speaker.key),
            usage.speaker(&speaker.id).n_statements.to_string(),
        ];
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn cell(text: &str) -> String {
    escaped(text, "<br>")
}

fn key(key: Option<char>) -> String {
    key.map(|key| cell(&key.to_string())).unwrap_or_default()
}

/// The ids, as attributes, of entries whose name would give another id or mean another entry.
fn ids<T: Entry>(entries: &EntryList<T>, aliases: impl Fn(&T) -> &[String]) -> HashMap<String, String>
where
    T::Id: std::fmt::Display,
{
    let mut n_of_name: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let names = std::iter::once(entry.name()).chain(aliases(entry).iter().map(String::as_str));
        let names: HashSet<String> = names.map(|name| fold(name.trim())).collect();
        for name in names {
            *n_of_name.entry(name).or_default() += 1;
        }
    }
    let is_clear = |entry: &&T| {
        let is_only = n_of_name.get(&fold(entry.name().trim())) == Some(&1);
        is_only && !entry.name().trim().is_empty() && slug(entry.name()) == entry.id().to_string()
    };
    let unclear = entries.iter().filter(|entry| !is_clear(entry)).map(|entry| entry.id().to_string());
    unclear.map(|id| (id.clone(), attributes(&[("id", &id)]))).collect()
}

fn write_themes(corpus: &Corpus, usage: &Usage, out: &mut dyn Write) -> io::Result<()> {
    if corpus.codebook.themes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Themes")?;
    for (theme, depth) in in_tree_order(&corpus.codebook) {
        write_theme(corpus, usage, theme, depth, out)?;
    }
    Ok(())
}

/// Every theme once with its depth, each behind its parent; one whose parent is not there stands at the top.
fn in_tree_order(codebook: &Codebook) -> Vec<(&Theme, usize)> {
    let mut below: HashMap<Option<&ThemeId>, Vec<&Theme>> = HashMap::new();
    for theme in &codebook.themes {
        let parent = theme.parent.as_ref().filter(|parent| codebook.themes.get(parent).is_some());
        below.entry(parent).or_default().push(theme);
    }
    let mut found: Vec<(&Theme, usize)> = Vec::with_capacity(codebook.themes.len());
    let mut seen: HashSet<&ThemeId> = HashSet::new();
    // Where parents go round in a circle, the first of them stands at the top.
    for start in below.get(&None).into_iter().flatten().copied().chain(&codebook.themes) {
        let mut waiting = vec![(start, 0)];
        while let Some((theme, depth)) = waiting.pop() {
            if seen.insert(&theme.id) {
                found.push((theme, depth));
                let children = below.get(&Some(&theme.id)).into_iter().flatten().rev();
                waiting.extend(children.map(|child| (*child, depth + 1)));
            }
        }
    }
    found
}

fn write_theme(corpus: &Corpus, usage: &Usage, theme: &Theme, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    let level = (TOP_LEVEL + depth).min(DEEPEST_LEVEL);
    let is_too_deep = TOP_LEVEL + depth > DEEPEST_LEVEL;
    let said = attributes(&[
        ("id", theme.id.as_str()),
        ("key", &theme.key.map(String::from).unwrap_or_default()),
        ("colour", theme.colour.map_or("", hue_name)),
        ("parent", theme.parent.as_ref().filter(|_| is_too_deep).map_or("", ThemeId::as_str)),
    ]);
    writeln!(out, "\n{} {}{said}\n", "#".repeat(level), escaped(&theme.name, "&#10;"))?;
    let (own, whole) = (usage.theme(&theme.id), usage.theme_with_below(&theme.id));
    let below = if own == whole { String::new() } else { format!("; {} with those below it", words(whole)) };
    writeln!(out, "{}{below}.", words(own))?;
    for (label, text) in
        [("Definition", &theme.definition), ("Use when", &theme.when), ("Do not use when", &theme.when_not)]
    {
        if !text.is_empty() {
            writeln!(out, "\n**{label}.** {}", escaped(text, HARD_BREAK))?;
        }
    }
    if !theme.examples.is_empty() {
        writeln!(out, "\n**Examples.**")?;
    }
    theme.examples.iter().try_for_each(|example| write_example(corpus, example, out))
}

fn write_example(corpus: &Corpus, example: &Example, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n> {}", escaped(&example.quote, "\\\n> "))?;
    if example.document.is_none() && example.statement.is_none() {
        return Ok(());
    }
    let path = example.document.as_ref().map_or("", DocPath::as_str);
    let document = example.document.as_ref().and_then(|path| corpus.document(path));
    let date = document.and_then(|document| document.meta.date).map(|date| date.to_string());
    let title = document.map_or(path, |document| document.title());
    let source: Vec<String> = [Some(title.to_owned()), date].into_iter().flatten().collect();
    let statement = example.statement.map(|id| id.to_string()).unwrap_or_default();
    let said = attributes(&[("document", path), ("statement", &statement)]);
    writeln!(out, ">\n> — {}{said}", escaped(&source.join(", "), " "))
}

/// Such as `31 statements in 7 documents`.
fn words(used: Use) -> String {
    match used.n_statements {
        0 => "No statements".to_owned(),
        n => format!("{} in {}", counted(n, "statement"), counted(used.n_documents, "document")),
    }
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
