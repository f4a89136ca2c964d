//! Ties between actors and themes.

use super::count::Counts;
use super::dna::combined;
use super::request::{Mode, NetworkRequest, Normalisation, Qualifier, Side};

/// Actor, theme and weight of every pair, by actor and then theme.
pub(super) fn weights(counts: &Counts, request: &NetworkRequest) -> Vec<(usize, usize, f64)> {
    let (actors, _) = counts.lines(Side::Actor);
    let (themes, _) = counts.lines(Side::Theme);
    let of_theme: Vec<f64> = (0..themes.len()).map(|theme| themes.n_counted(theme) as f64).collect();
    let is_signed = match request.as_dna {
        None => request.mode == Mode::TwoMode { signed: true },
        Some(qualifier) => qualifier == Qualifier::Subtract,
    };
    let mut out = Vec::new();
    for actor in 0..actors.len() {
        let of_actor = actors.n_counted(actor) as f64;
        for cells in actors.of(actor).chunk_by(|one, other| one.item == other.item) {
            let theme = cells[0].item as usize;
            let position = |level: u16| counts.positions[usize::from(level)];
            let raw: f64 = if request.as_dna == Some(Qualifier::Combine) {
                combined(cells.iter().any(|c| position(c.level) < 0.0), cells.iter().any(|c| position(c.level) > 0.0))
            } else if is_signed {
                cells.iter().map(|cell| f64::from(cell.n) * position(cell.level)).sum()
            } else {
                cells.iter().map(|cell| f64::from(cell.n)).sum()
            };
            let weight = match request.normalisation {
                Normalisation::Activity => raw / of_actor,
                Normalisation::Prominence => raw / of_theme[theme],
                _ => raw,
            };
            out.push((actor, theme, weight));
        }
    }
    out
}
