//! From what was typed behind `standpoint network` to the network that is wanted, and what does not go together.

use super::CliError;
use super::network_args::{ActorArg, ModeArg, NetworkArgs, NodesArg, QualifierArg};
use crate::analysis::network::{Mode, NetworkRequest, Side};
use crate::analysis::{Field, Names, Value};
use crate::text::fold;

/// The network that is wanted, with nobody excluded.
///
/// # Errors
/// When something typed would have no effect, or makes no sense.
pub(super) fn request(args: &NetworkArgs) -> Result<NetworkRequest, CliError> {
    let is_two_mode = match args.mode {
        Some(mode) => mode == ModeArg::Two,
        None => args.as_dna == Some(QualifierArg::Combine),
    };
    let of = match args.nodes {
        None | Some(NodesArg::Actors) => Side::Actor,
        Some(NodesArg::Themes) => Side::Theme,
    };
    let mode = if is_two_mode {
        Mode::TwoMode { signed: !args.unsigned }
    } else {
        Mode::OneMode { of, relation: args.relation.map(Into::into).unwrap_or_default() }
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
    match request.fault().or_else(|| fault(args, is_two_mode)) {
        Some(fault) => Err(CliError::Usage(fault.to_owned())),
        None => Ok(request),
    }
}

/// What was typed and would have no effect, with the remedy.
fn fault(args: &NetworkArgs, is_two_mode: bool) -> Option<&'static str> {
    let has_csv = args.finding.csv
        || args.finding.to.iter().any(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")));
    match args.table {
        Some(_) if !has_csv => return Some("--table says what a CSV file holds; add --csv or --to FILE.csv"),
        Some(super::network_args::TableArg::Matrix) if args.finding.csv && args.windows.is_some() => {
            return Some("windows have a matrix each; write them to files with --to FILE.csv, or leave --windows out");
        }
        _ => {}
    }
    if args.as_dna.is_some() && args.relation.is_some() {
        return Some("--as-dna says the relation itself; leave --relation out");
    }
    if args.as_dna.is_some() && args.unsigned {
        return Some(
            "--as-dna says itself what becomes of the sign; leave --unsigned out, --as-dna ignore counts statements",
        );
    }
    if is_two_mode && args.relation.is_some() {
        return Some("--relation is for a network of one kind of node; give --mode one, or leave --relation out");
    }
    if is_two_mode && args.nodes.is_some() {
        return Some("--nodes is for a network of one kind of node; give --mode one, or leave --nodes out");
    }
    if !is_two_mode && args.unsigned {
        return Some("--unsigned is for a network of actors and themes; add --mode two, or leave --unsigned out");
    }
    None
}

/// The actors and themes of this name.
pub(super) fn excluded(typed: &str, actor: &Field, names: &Names) -> Result<Vec<Value>, CliError> {
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
