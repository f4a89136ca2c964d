//! From the results of analysis to what charts show.

use super::words::{plain, rounded, signed};
use super::{Bar, Bars, Heat, HeatCell, Look, Net, NetEdge, NetNode, NetScale, Point, Texture, Times};
use crate::analysis::network::{Edge, Mode, Network, Qualifier, Relation, Side};
use crate::analysis::{
    Cell, Crosstab, Measure, Names, Share, StanceBar, StanceBars, StanceFacts, Timeline, Value, counted,
};

/// Most series that a timeline shows.
const MAX_SERIES: usize = 12;

impl Look {
    /// The look of a stance of the project.
    pub fn of_stance(stance: &StanceFacts) -> Self {
        Self::stance(stance.name.clone(), stance.colour, stance.glyph)
    }
}

impl Bars {
    /// The stances that have a position, towards each value.
    pub fn of(result: &StanceBars) -> Self {
        let stances = result.stances.iter().filter_map(|stance| Some((Look::of_stance(stance), stance.position?)));
        let stances: Vec<(Look, f64)> = stances.collect();
        let bar = |bar: &StanceBar| Bar {
            label: bar.value.as_ref().map_or_else(|| "All statements".to_owned(), |value| value.label.clone()),
            // Those with a position come first.
            counts: bar.counts.iter().take(stances.len()).copied().collect(),
            n: bar.n_with_position,
            mean: bar.mean,
        };
        let field = result.request.field.name();
        Self {
            title: format!("Stance by {field}"),
            head: capital(field),
            bars: result.bars.iter().map(bar).collect(),
            total: Some(bar(&result.total)),
            stances,
            has_legend: true,
        }
    }
}

impl Heat {
    /// The figures of a crosstab, or their shares where `share` says of what.
    pub fn of_crosstab(result: &Crosstab, share: Option<Share>, names: &Names) -> Self {
        let measure = result.request.measure;
        let largest = result.largest().max(1) as f64;
        let cell = |row: Option<usize>, column: Option<usize>| {
            let cell = result.cell(row, column);
            let words = words(measure, cell);
            let of = share.and_then(|of| result.share(row, column, of));
            let figure = match of {
                _ if cell.is_empty() => String::new(),
                Some(of) => format!("{}%", rounded(100.0 * of, 1)),
                None if measure.is_count() => plain(cell.n as f64),
                None => signed(cell.mean()),
            };
            let strength = of.or_else(|| cell.mean().filter(|_| !measure.is_count()));
            HeatCell {
                figure,
                strength: strength.unwrap_or(cell.n as f64 / largest),
                words: of.map_or_else(|| words.clone(), |of| format!("{words}, {}%", rounded(100.0 * of, 1))),
                is_open: !cell.is_empty(),
            }
        };
        let (n_rows, n_columns) = (result.rows.len(), result.columns.len());
        let rows = result.request.rows.name();
        let columns = result.request.columns.as_ref().map(crate::analysis::Field::name);
        Self {
            title: result.request.title(share),
            heads: [capital(rows), columns.map(capital).unwrap_or_default()],
            rows: result.rows.iter().map(|value| value.label.clone()).collect(),
            depths: names.depths(&result.rows, result.request.row_order == crate::analysis::Order::Natural),
            columns: result.columns.iter().map(|value| value.label.clone()).collect(),
            cells: (0..n_rows * n_columns).map(|at| cell(Some(at / n_columns), Some(at % n_columns))).collect(),
            row_totals: (0..n_rows).map(|row| cell(Some(row), None)).collect(),
            column_totals: (0..n_columns).map(Some).chain([None]).map(|column| cell(None, column)).collect(),
        }
    }

    /// The ties of a network as a matrix, with the numbers of the nodes in its rows and in its columns: actors by
    /// themes, or all by all.
    pub fn of_network(network: &Network, title: &str) -> (Self, Vec<usize>, Vec<usize>) {
        let is_two_mode = network.request.is_two_mode();
        let side = |wanted: Side| {
            let is_wanted = |at: &usize| !is_two_mode || network.nodes[*at].side == wanted;
            (0..network.nodes.len()).filter(is_wanted).collect::<Vec<usize>>()
        };
        let (rows, columns) = (side(Side::Actor), side(Side::Theme));
        let strongest = network.max_strength();
        let cell = |(a, b): (usize, usize)| {
            let weight = network.edge_between(a, b).map(|edge| edge.weight);
            let words = match weight {
                _ if a == b => String::new(),
                Some(weight) => plain(weight),
                None => "no tie".to_owned(),
            };
            HeatCell {
                figure: weight.map(plain).unwrap_or_default(),
                strength: weight.map_or(0.0, |weight| weight / strongest),
                words,
                is_open: weight.is_some(),
            }
        };
        let names = |nodes: &[usize]| nodes.iter().map(|at| network.nodes[*at].label.clone()).collect();
        let heat = Self {
            title: title.to_owned(),
            rows: names(&rows),
            columns: names(&columns),
            cells: rows.iter().flat_map(|a| columns.iter().map(|b| (*a, *b))).map(cell).collect(),
            ..Self::default()
        };
        (heat, rows, columns)
    }
}

impl Times {
    /// A timeline and how many of its series it leaves out: those beyond twelve.
    pub fn of(result: &Timeline, names: &Names) -> (Self, usize) {
        let measure = result.request.measure;
        let series = if result.series.is_empty() { std::slice::from_ref(&result.total) } else { &result.series };
        let figures = |cells: &[Cell]| cells.iter().map(|cell| cell.figure(measure)).collect::<Vec<_>>();
        let shown = series.iter().take(MAX_SERIES).enumerate().map(|(n, own)| {
            let look =
                own.value.as_ref().map_or_else(|| Look::nth(n, ""), |value| look(n, &value.value, &value.label, names));
            (look, figures(&own.cells))
        });
        let by = result.request.split.as_ref().map(|field| format!(" and {}", field.name())).unwrap_or_default();
        let times = Self {
            title: format!("{} by {}{by}", capital(measure.name()), result.request.period.name()),
            figure: measure.name().to_owned(),
            is_mean: !measure.is_count(),
            slots: result.slots.clone(),
            series: shown.collect(),
        };
        (times, series.len().saturating_sub(MAX_SERIES))
    }
}

impl NetScale {
    /// The most that there is in a network.
    pub fn of(network: &Network) -> Self {
        let most = network.nodes.iter().map(|node| node.n_statements).max().unwrap_or(0);
        Self { most, strongest: network.max_strength() }
    }
}

impl Net {
    /// A network with its nodes at `places`, in their order.
    pub fn of(network: &Network, places: &[Point], title: &str) -> Self {
        let node = |(node, place): (&crate::analysis::network::Node, &Point)| NetNode {
            label: node.label.clone(),
            place: *place,
            n: node.n_statements,
            is_square: node.side == Side::Theme && network.request.is_two_mode(),
            hue: node.colour,
        };
        // What contradicts is less than nothing in a picture, also where conflict alone is counted.
        let weight = |edge: &Edge| if network.is_against(edge) { -edge.strength() } else { edge.strength() };
        let edge = |edge: &Edge| NetEdge { a: edge.a, b: edge.b, weight: weight(edge) };
        Self {
            title: title.to_owned(),
            nodes: network.nodes.iter().zip(places).map(node).collect(),
            edges: network.edges.iter().map(edge).collect(),
            at_least: NetScale::of(network),
            signs: signs(network).map(str::to_owned),
        }
    }
}

/// What a tie of positive and of negative weight is called.
const fn signs(network: &Network) -> [&'static str; 2] {
    let relation = match (network.request.mode, network.request.as_dna) {
        (Mode::TwoMode { signed: false }, None) => return ["statements", "statements"],
        (Mode::TwoMode { .. }, None | Some(Qualifier::Subtract)) => return ["for", "against"],
        (Mode::TwoMode { .. }, Some(_)) => return ["statements", "statements"],
        (Mode::OneMode { .. }, Some(Qualifier::Ignore)) => return ["shared", "shared"],
        (Mode::OneMode { .. }, Some(Qualifier::Congruence)) => Relation::Congruence,
        (Mode::OneMode { .. }, Some(Qualifier::Conflict)) => Relation::Conflict,
        (Mode::OneMode { .. }, Some(_)) => Relation::Difference,
        (Mode::OneMode { relation, .. }, None) => relation,
    };
    match relation {
        Relation::Congruence | Relation::Conflict => ["congruence", "conflict"],
        Relation::Difference => ["more congruence", "more conflict"],
    }
}

/// The look of a value: that of a stance, the colour of a theme that has one, else the next of the others.
fn look(n: usize, value: &Value, label: &str, names: &Names) -> Look {
    match value {
        Value::Stance(id) => names
            .stances
            .iter()
            .find(|stance| stance.id == *id)
            .map_or_else(|| Look::nth(n, label), |stance| one_sided(Look::of_stance(stance), stance.position)),
        Value::Unset(_) => Look::rest(label),
        _ => Look::nth(n, label),
    }
}

/// The look of a stance where no zero line tells for from against: what is against has a texture of its own.
fn one_sided(mut look: Look, position: Option<f64>) -> Look {
    if position.is_some_and(|position| position < 0.0) {
        look.texture = match look.texture {
            Texture::Solid => Texture::Crossed,
            Texture::Hollow => Texture::Falling,
            other => other,
        };
    }
    look
}

/// A figure in words: `12 statements`, `mean +0.64 of 12 statements`.
fn words(measure: Measure, cell: Cell) -> String {
    match measure {
        Measure::Statements => counted(cell.n, "statement"),
        Measure::Documents => counted(cell.n, "document"),
        Measure::Speakers => counted(cell.n, "speaker"),
        Measure::MeanStance => format!("mean {} of {}", signed(cell.mean()), counted(cell.n, "statement")),
    }
}

/// With a capital at its beginning.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;
