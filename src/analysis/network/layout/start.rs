//! Where a drawing begins: classical scaling where nothing is known, else the places that are.

use super::Start;
use super::distance::Terms;
use super::graph::Graph;

/// Rounds of the power method.
const ROUNDS: usize = 60;
/// How far nodes that would fall on one another are put apart, in lengths of a tie.
const NUDGE: f64 = 0.1;

/// A drawing that goes on from known places.
pub(super) struct Begun {
    pub places: Vec<[f64; 2]>,
    pub is_fixed: Vec<bool>,
    /// How long a tie of length 1 is.
    pub unit: f64,
}

/// The first two dimensions of classical scaling: the leading eigenvectors of −½ J D² J, by the power method.
pub(super) fn from_nothing(graph: &Graph, part: &[usize], terms: &Terms) -> Vec<[f64; 2]> {
    let n = part.len();
    let squares: Vec<Vec<(u32, f64)>> =
        terms.of.iter().map(|of| of.iter().map(|(o, d)| (*o, f64::from(d * d))).collect()).collect();
    let means: Vec<f64> = squares.iter().map(|row| row.iter().map(|(_, d)| d).sum::<f64>() / n as f64).collect();
    let mean = means.iter().sum::<f64>() / n as f64;
    let mut axes: Vec<Vec<f64>> = Vec::new();
    for axis in 0..2 {
        let mut vector: Vec<f64> = part.iter().map(|node| graph.chance(*node, axis + 1)).collect();
        let mut value = 0.0;
        for _ in 0..ROUNDS {
            orthogonalise(&mut vector, &axes);
            let sum: f64 = vector.iter().sum();
            let weighted: f64 = vector.iter().zip(&means).map(|(v, m)| v * m).sum();
            let next: Vec<f64> = (0..n)
                .map(|at| {
                    let of_others: f64 = squares[at].iter().map(|(other, d)| d * vector[*other as usize]).sum();
                    -0.5 * (of_others - means[at] * sum - weighted + mean * sum)
                })
                .collect();
            value = next.iter().map(|v| v * v).sum::<f64>().sqrt();
            vector = next;
            normalise(&mut vector);
        }
        orthogonalise(&mut vector, &axes);
        axes.push(vector.iter().map(|v| v * value.max(0.0).sqrt()).collect());
    }
    let place = |at: usize| {
        let nudge = |axis| NUDGE * graph.chance(part[at], axis);
        [axes[0][at] + nudge(3), axes[1][at] + nudge(4)]
    };
    (0..n).map(place).collect()
}

/// Takes the mean and the other axes out of `vector`, so that it becomes an axis of its own, and gives it length 1.
fn orthogonalise(vector: &mut [f64], axes: &[Vec<f64>]) {
    let mean = vector.iter().sum::<f64>() / vector.len().max(1) as f64;
    for v in vector.iter_mut() {
        *v -= mean;
    }
    for axis in axes {
        let length: f64 = axis.iter().map(|a| a * a).sum();
        let along: f64 = vector.iter().zip(axis).map(|(v, a)| v * a).sum();
        if length > 0.0 {
            for (v, a) in vector.iter_mut().zip(axis) {
                *v -= along / length * a;
            }
        }
    }
    normalise(vector);
}

fn normalise(vector: &mut [f64]) {
    let length = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
    if length > 1e-12 {
        for v in vector {
            *v /= length;
        }
    }
}

/// The known places; a node without one begins among its neighbours.
pub(super) fn from_known(graph: &Graph, part: &[usize], terms: &Terms, known: &[Option<Start>]) -> Begun {
    let place = |at: usize| known[at].map(|start| start.place.map(f64::from));
    let unit = unit(terms, &place);
    let mut places: Vec<Option<[f64; 2]>> = (0..part.len()).map(place).collect();
    // Each round reaches nodes one tie further away.
    while places.iter().any(Option::is_none) {
        let before = places.clone();
        for at in (0..part.len()).filter(|at| before[*at].is_none()) {
            let near = terms.of[at].iter().filter_map(|(other, distance)| Some((before[*other as usize]?, distance)));
            let (mut sum, mut weights) = ([0.0, 0.0], 0.0);
            for ([x, y], distance) in near {
                let weight = f64::from(distance.powi(-4));
                sum = [sum[0] + weight * x, sum[1] + weight * y];
                weights += weight;
            }
            if weights > 0.0 {
                let nudge = |axis: u64| unit * (2.0 * NUDGE) * graph.chance(part[at], axis);
                places[at] = Some([sum[0] / weights + nudge(3), sum[1] / weights + nudge(4)]);
            }
        }
    }
    Begun {
        places: places.into_iter().flatten().collect(),
        is_fixed: known.iter().map(|start| start.is_some_and(|start| start.is_pinned)).collect(),
        unit,
    }
}

/// The length of a tie of length 1 that fits known places best.
fn unit(terms: &Terms, place: &impl Fn(usize) -> Option<[f64; 2]>) -> f64 {
    let (mut along, mut square) = (0.0, 0.0);
    for (at, of) in terms.of.iter().enumerate() {
        let Some([x, y]) = place(at) else { continue };
        for (other, distance) in of {
            let Some([other_x, other_y]) = place(*other as usize) else { continue };
            // With the weights of stress: near nodes say more of the scale than far ones.
            along += (x - other_x).hypot(y - other_y) / f64::from(*distance);
            square += 1.0;
        }
    }
    if along > 0.0 { along / square } else { 0.1 }
}

/// Turns a drawing so that it is wider than high, with the first node on the left and at the top.
pub(super) fn turn(places: &mut [[f64; 2]], graph: &Graph, part: &[usize]) {
    let n = places.len().max(1) as f64;
    let [mean_x, mean_y] = places.iter().fold([0.0, 0.0], |[x, y], place| [x + place[0] / n, y + place[1] / n]);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for place in places.iter_mut() {
        *place = [place[0] - mean_x, place[1] - mean_y];
        xx += place[0] * place[0];
        xy += place[0] * place[1];
        yy += place[1] * place[1];
    }
    let (sin, cos) = (0.5 * (2.0 * xy).atan2(xx - yy)).sin_cos();
    for place in places.iter_mut() {
        *place = [cos * place[0] + sin * place[1], cos * place[1] - sin * place[0]];
    }
    let Some(first) = (0..part.len()).min_by_key(|at| graph.keys[part[*at]]) else { return };
    for axis in 0..2 {
        if places[first][axis] > 0.0 {
            for place in places.iter_mut() {
                place[axis] = -place[axis];
            }
        }
    }
}
