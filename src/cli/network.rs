//! `standpoint network`.

use super::console::Console;
use super::export::is_whole;
use super::finding::Base;
use super::network_args::{NetworkArgs, TableArg};
use super::network_request::{excluded, request};
use super::{CliError, Outcome};
use crate::analysis::network::{Edge, Network, Window, WindowSeries, network, windows};
use crate::exchange::network_picture;
use crate::exchange::{
    Cell, Column, ExchangeError, NetworkFormat, PictureFormat, Sheet, SheetFormat, edges_sheet, matrix_sheet,
    nodes_sheet, write_network, write_network_json, write_picture, write_sheet, write_windows_json,
};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How many ties people are shown.
const MAX_SHOWN: usize = 40;

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
    let mut request = request(args)?;
    // Nothing is counted where an ending is not understood.
    let formats = asked.to.iter().map(|path| Ok((path.as_path(), format_of(path, args.table.unwrap_or_default())?)));
    let pictures = [(&asked.svg, PictureFormat::Svg), (&asked.png, PictureFormat::Png)];
    let pictures = pictures.into_iter().filter_map(|(path, format)| Some((path.as_deref()?, Format::Picture(format))));
    let formats = formats.chain(pictures.map(Ok)).collect::<Result<Vec<_>, CliError>>()?;
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
    made.print(args, console)?;
    for (path, format) in formats {
        made.write(path, format, &base, console)?;
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

/// What was made.
enum Made {
    One(Box<Network>),
    Many(WindowSeries),
}

impl Made {
    fn print(&self, args: &NetworkArgs, console: &mut Console<'_>) -> Result<(), CliError> {
        let asked = &args.finding;
        let mut out = BufWriter::new(&mut *console.out);
        let failed = |source| CliError::Exchange { path: asked.corpus.clone(), source };
        if asked.json {
            self.write_json(&mut out).map_err(failed)?;
        } else if asked.csv {
            write_sheet(&self.table(args.table.unwrap_or_default()), SheetFormat::CsvExact, &mut out)
                .map_err(failed)?;
        } else if asked.to.is_empty() {
            for (at, sheet) in self.shown().iter().enumerate() {
                if at > 0 {
                    writeln!(out).map_err(CliError::Output)?;
                }
                write_sheet(sheet, SheetFormat::Text, &mut out).map_err(failed)?;
            }
        }
        out.flush().map_err(CliError::Output)
    }

    fn write_json(&self, out: &mut dyn Write) -> Result<(), ExchangeError> {
        match self {
            Self::One(network) => write_network_json(network, out),
            Self::Many(series) => write_windows_json(series, out),
        }
    }

    /// All ties or nodes, with the window that each lies in, or the matrix.
    fn table(&self, table: TableArg) -> Sheet {
        let sheet = match table {
            TableArg::Edges => edges_sheet,
            TableArg::Nodes => nodes_sheet,
            TableArg::Matrix => matrix_sheet,
        };
        match self {
            Self::One(network) => sheet(network),
            Self::Many(series) => {
                let mut all = Sheet { account: series.account.sentence(), ..Sheet::default() };
                for window in &series.windows {
                    let sheet = sheet(&window.network);
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

    fn write(&self, path: &Path, format: Format, base: &Base, console: &mut Console<'_>) -> Result<(), CliError> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |source: ExchangeError| CliError::Exchange { path, source }
        };
        if matches!(format, Format::Json) {
            let mut bytes = Vec::new();
            self.write_json(&mut bytes).map_err(at(path))?;
            return base.write(path, &bytes, console);
        }
        let networks: Vec<(PathBuf, &Network, String)> = match self {
            Self::One(network) => vec![(path.to_owned(), network, String::new())],
            Self::Many(series) => {
                let file = |window: &Window| beside(path, &window.to_string());
                series.windows.iter().map(|window| (file(window), &window.network, window.to_string())).collect()
            }
        };
        for (path, network, window) in networks {
            let mut bytes = Vec::new();
            match format {
                Format::Network(format) => write_network(network, format, &mut bytes).map_err(at(&path))?,
                Format::Picture(format) => {
                    let notes = write_picture(&network_picture(network, &window), format, &mut bytes);
                    for note in notes.map_err(at(&path))? {
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

/// The strongest ties first.
fn strongest(network: &Network) -> Sheet {
    let mut edges: Vec<&Edge> = network.edges.iter().collect();
    edges.sort_by(|one, other| other.strength().total_cmp(&one.strength()));
    let is_two_mode = network.request.is_two_mode();
    let heads = if is_two_mode { ["actor", "theme"] } else { ["one", "other"] };
    let mut columns: Vec<Column> = heads.into_iter().map(Column::text).collect();
    columns.extend(["weight", "statements"].map(Column::number));
    if !is_two_mode {
        columns.push(Column::text("through"));
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
    let row = |window: &Window| {
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
