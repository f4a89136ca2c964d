//! `standpoint network`.

use super::console::Console;
use super::export::{is_whole, title};
use super::finding::Base;
use super::finding_args::FindingArgs;
use super::network_args::{ActorArg, ModeArg, NetworkArgs, NodesArg, QualifierArg, TableArg};
use super::{CliError, Outcome};
use crate::analysis::network::layout::layout;
use crate::analysis::network::{Edge, Mode, Network, NetworkRequest, Side, WindowSeries, network, windows};
use crate::analysis::{Field, Names, Value};
use crate::chart::{self, Net, Point};
use crate::exchange::{
    Cell, Column, ExchangeError, NetworkFormat, PictureFormat, Sheet, SheetFormat, edges_sheet, network_json,
    write_network, write_picture, write_sheet,
};
use crate::text::fold;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How many ties people are shown.
const MAX_SHOWN: usize = 40;
/// Width and height of a picture, in points.
const PICTURE: (f32, f32) = (1_000.0, 760.0);

/// What a file holds.
#[derive(Clone, Copy)]
enum Format {
    Network(NetworkFormat),
    Picture(PictureFormat),
    Json,
}

/// Makes the network, or one for each window, prints it and writes files.
pub(super) fn run(args: &NetworkArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let asked = &args.finding;
    // Nothing is counted where an ending is not understood.
    let formats = asked.to.iter().map(|path| Ok((path.as_path(), format_of(path, args.table)?)));
    let pictures = [(&asked.svg, PictureFormat::Svg), (&asked.png, PictureFormat::Png)];
    let pictures = pictures.into_iter().filter_map(|(path, format)| Some((path.as_deref()?, Format::Picture(format))));
    let formats = formats.chain(pictures.map(Ok)).collect::<Result<Vec<_>, CliError>>()?;
    let mut request = request(args)?;
    let base = Base::open(asked)?;
    for typed in &args.exclude {
        request.excluded.extend(excluded(typed, &request.actor, base.table.names())?);
    }
    let made = match args.windows {
        None => Made::One(Box::new(network(&base.table, &base.selection, &request))),
        Some(span) => {
            let series = windows(&base.table, &base.selection, &request, span);
            Made::Many(series.map_err(|error| CliError::Usage(error.to_string()))?)
        }
    };
    made.print(asked, console)?;
    for (path, format) in formats {
        made.write(path, format, &base, &title(&asked.corpus), console)?;
    }
    let is_whole = is_whole(&base.whole, &asked.corpus, console);
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

fn format_of(path: &Path, table: TableArg) -> Result<Format, CliError> {
    let network = NetworkFormat::from_path(path).map(|format| match (format, table) {
        (NetworkFormat::EdgesCsv, TableArg::Nodes) => NetworkFormat::NodesCsv,
        (NetworkFormat::EdgesCsv, TableArg::Matrix) => NetworkFormat::MatrixCsv,
        (format, _) => format,
    });
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let format = network.map(Format::Network).or_else(|| PictureFormat::from_path(path).map(Format::Picture));
    format.or(is_json.then_some(Format::Json)).ok_or_else(|| {
        let path = path.display();
        CliError::Usage(format!("{path}: the ending names no format; give graphml, gexf, dl, csv, svg, png or json"))
    })
}

fn request(args: &NetworkArgs) -> Result<NetworkRequest, CliError> {
    let of = match args.nodes {
        NodesArg::Actors => Side::Actor,
        NodesArg::Themes => Side::Theme,
    };
    let is_two_mode = match args.mode {
        Some(mode) => mode == ModeArg::Two,
        None => args.as_dna == Some(QualifierArg::Combine),
    };
    let mode = if is_two_mode {
        Mode::TwoMode { signed: !args.unsigned }
    } else {
        Mode::OneMode { of, relation: args.relation.into() }
    };
    let request = NetworkRequest {
        mode,
        actor: match args.actor {
            ActorArg::Speaker => Field::Speaker,
            ActorArg::Organisation => Field::Organisation,
            ActorArg::Role => Field::Role,
        },
        depth: args.depth.map(|depth| usize::from(depth) - 1),
        duplicates: args.duplicates.into(),
        normalisation: args.normalise.into(),
        threshold: args.threshold,
        keeps_isolates: args.isolates,
        excluded: Vec::new(),
        as_dna: args.as_dna.map(Into::into),
    };
    match request.fault() {
        Some(fault) => Err(CliError::Usage(fault.to_owned())),
        None => Ok(request),
    }
}

/// The actors and themes of this name.
fn excluded(typed: &str, actor: &Field, names: &Names) -> Result<Vec<Value>, CliError> {
    let wanted = fold(typed.trim());
    let is = |name: &str| fold(name) == wanted;
    let themes = names.themes.iter().filter(|theme| is(&theme.name) || is(&theme.path) || is(theme.id.as_str()));
    let mut found: Vec<Value> = themes.map(|theme| Value::ThemeAndBelow(theme.id.clone())).collect();
    let speakers = names.speakers.iter().filter(|speaker| {
        is(&speaker.name) || is(speaker.id.as_str()) || speaker.aliases.iter().any(|alias| is(alias))
    });
    match actor {
        Field::Organisation => found.extend(speakers.map(|speaker| Value::Organisation(speaker.id.clone()))),
        Field::Role => {
            found.extend(names.roles.iter().filter(|role| is(role)).map(|role| Value::Role(role.to_string())));
        }
        _ => found.extend(speakers.map(|speaker| Value::Speaker(speaker.id.clone()))),
    }
    if found.is_empty() {
        let actor = actor.name();
        return Err(CliError::Usage(format!("there is no {actor} and no theme “{typed}” that could be left out")));
    }
    Ok(found)
}

/// What was made.
enum Made {
    One(Box<Network>),
    Many(WindowSeries),
}

impl Made {
    fn print(&self, args: &FindingArgs, console: &mut Console<'_>) -> Result<(), CliError> {
        let mut out = BufWriter::new(&mut *console.out);
        let failed = |source| CliError::Exchange { path: args.corpus.clone(), source };
        if args.json {
            let text = serde_json::to_string_pretty(&self.json()).map_err(|error| CliError::Output(error.into()))?;
            writeln!(out, "{text}").map_err(CliError::Output)?;
        } else if args.csv {
            write_sheet(&self.ties(), SheetFormat::CsvExact, &mut out).map_err(failed)?;
        } else if args.to.is_empty() {
            for (at, sheet) in self.shown().iter().enumerate() {
                if at > 0 {
                    writeln!(out).map_err(CliError::Output)?;
                }
                write_sheet(sheet, SheetFormat::Text, &mut out).map_err(failed)?;
            }
        }
        out.flush().map_err(CliError::Output)
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::One(network) => network_json(network),
            Self::Many(series) => {
                let window = |window: &crate::analysis::network::Window| {
                    serde_json::json!({
                        "window": window.to_string(),
                        "first_day": window.first.days().first.to_string(),
                        "last_day": window.last.days().last.to_string(),
                        "network": network_json(&window.network),
                    })
                };
                let windows: Vec<serde_json::Value> = series.windows.iter().map(window).collect();
                serde_json::json!({ "windows": windows, "account": series.account.sentence() })
            }
        }
    }

    /// All ties, with the window that each lies in.
    fn ties(&self) -> Sheet {
        match self {
            Self::One(network) => edges_sheet(network),
            Self::Many(series) => {
                let mut all = Sheet { account: series.account.sentence(), ..Sheet::default() };
                for window in &series.windows {
                    let sheet = edges_sheet(&window.network);
                    all.columns = std::iter::once(Column::text("window")).chain(sheet.columns).collect();
                    let rows = sheet.rows.into_iter();
                    all.rows
                        .extend(rows.map(|row| std::iter::once(Cell::text(window.to_string())).chain(row).collect()));
                }
                all
            }
        }
    }

    /// What people read.
    fn shown(&self) -> Vec<Sheet> {
        match self {
            Self::One(network) => vec![strongest(network), nodes(network)],
            Self::Many(series) => vec![windows_sheet(series)],
        }
    }

    fn write(
        &self,
        path: &Path,
        format: Format,
        base: &Base,
        corpus: &str,
        console: &mut Console<'_>,
    ) -> Result<(), CliError> {
        let networks: Vec<(PathBuf, &Network, String)> = match self {
            Self::One(network) => vec![(path.to_owned(), network, corpus.to_owned())],
            Self::Many(_) if matches!(format, Format::Json) => Vec::new(),
            Self::Many(series) => {
                let windows = series.windows.iter();
                windows.map(|w| (beside(path, &w.to_string()), &w.network, format!("{corpus}, {w}"))).collect()
            }
        };
        if matches!(format, Format::Json) {
            let mut bytes = serde_json::to_vec_pretty(&self.json()).map_err(|error| CliError::Output(error.into()))?;
            bytes.push(b'\n');
            return base.write(path, &bytes, console);
        }
        for (path, network, title) in networks {
            let mut bytes = Vec::new();
            let failed = |source: ExchangeError| CliError::Exchange { path: path.clone(), source };
            match format {
                Format::Network(format) => write_network(network, format, &mut bytes).map_err(failed)?,
                Format::Picture(format) => {
                    for note in write_picture(&drawing(network, &title), format, &mut bytes).map_err(failed)? {
                        console.complain(&format!("{}: {note}", path.display()));
                    }
                }
                Format::Json => {}
            }
            base.write(&path, &bytes, console)?;
        }
        Ok(())
    }
}

/// `net.gexf` and `2022-01 to 2022-03` give `net-2022-01_2022-03.gexf`.
fn beside(path: &Path, window: &str) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-{}.{ending}", window.replace(" to ", "_")))
}

/// The picture of a network, as the window first draws it.
fn drawing(network: &Network, title: &str) -> chart::Drawing {
    let places = layout(network, &[], &mut |_| true).unwrap_or_default();
    let places: Vec<Point> = places.iter().map(|[x, y]| Point::new(*x, *y)).collect();
    let fitted = chart::fitted(&places, chart::net_area(PICTURE.0, PICTURE.1));
    chart::network(&Net::of(network, &fitted, title), None, PICTURE).drawing
}

/// The strongest ties first.
fn strongest(network: &Network) -> Sheet {
    let mut edges: Vec<&Edge> = network.edges.iter().collect();
    edges.sort_by(|one, other| other.strength().total_cmp(&one.strength()));
    let is_two_mode = network.request.is_two_mode();
    let heads = if is_two_mode { ["actor", "theme"] } else { ["one", "other"] };
    let mut columns: Vec<Column> = heads.into_iter().map(Column::text).collect();
    columns.extend(["weight", "statements"].map(Column::number));
    if !is_two_mode {
        columns.push(Column::text("shared"));
    }
    let row = |edge: &&Edge| {
        let behind = network.behind_edge(edge);
        let mut row = vec![
            Cell::text(&network.nodes[edge.a].label),
            Cell::text(&network.nodes[edge.b].label),
            Cell::Number(edge.weight, 3),
            Cell::Count(behind.rows.len() as u64),
        ];
        if !is_two_mode {
            let more =
                if behind.labels.len() > 2 { format!(" and {} more", behind.labels.len() - 2) } else { String::new() };
            row.push(Cell::text(format!(
                "{}{more}",
                behind.labels.iter().take(2).cloned().collect::<Vec<_>>().join("; ")
            )));
        }
        row
    };
    let title = match edges.len() {
        n if n > MAX_SHOWN => format!("Strongest {MAX_SHOWN} of {n} ties"),
        _ => "Ties".to_owned(),
    };
    Sheet { title, columns, rows: edges.iter().take(MAX_SHOWN).map(row).collect(), account: String::new() }
}

fn nodes(network: &Network) -> Sheet {
    let mut n_ties = vec![0_u64; network.nodes.len()];
    for edge in &network.edges {
        n_ties[edge.a] += 1;
        n_ties[edge.b] += 1;
    }
    let mut order: Vec<usize> = (0..network.nodes.len()).collect();
    order.sort_by_key(|node| (network.nodes[*node].side, std::cmp::Reverse(network.nodes[*node].n_statements)));
    let n = order.len();
    let row = |node: usize| {
        let facts = &network.nodes[node];
        vec![
            Cell::text(&facts.label),
            Cell::Count(facts.n_statements as u64),
            Cell::Count(n_ties[node]),
            Cell::number(facts.mean_position, 2),
        ]
    };
    Sheet {
        title: if n > MAX_SHOWN { format!("First {MAX_SHOWN} of {n} nodes") } else { "Nodes".to_owned() },
        columns: std::iter::once(Column::text("node"))
            .chain(["statements", "ties", "mean position"].map(Column::number))
            .collect(),
        rows: order.into_iter().take(MAX_SHOWN).map(row).collect(),
        account: network.account.sentence(),
    }
}

fn windows_sheet(series: &WindowSeries) -> Sheet {
    let row = |window: &crate::analysis::network::Window| {
        let network = &window.network;
        let strongest = network.edges.iter().max_by(|a, b| a.strength().total_cmp(&b.strength()));
        let pair = strongest.map(|e| format!("{} – {}", network.nodes[e.a].label, network.nodes[e.b].label));
        vec![
            Cell::text(window.to_string()),
            Cell::Count(network.nodes.len() as u64),
            Cell::Count(network.edges.len() as u64),
            Cell::number(strongest.map(|edge| edge.weight), 3),
            Cell::text(pair.unwrap_or_default()),
        ]
    };
    Sheet {
        title: "Windows".to_owned(),
        columns: vec![
            Column::text("window"),
            Column::number("nodes"),
            Column::number("ties"),
            Column::number("strongest"),
            Column::text("between"),
        ],
        rows: series.windows.iter().map(row).collect(),
        account: series.account.sentence(),
    }
}
