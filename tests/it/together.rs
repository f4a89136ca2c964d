//! Two windows, two people, one corpus.

use crate::coded::apply;
use crate::world::World;
use standpoint::edit::{Edit, Focus};
use standpoint::model::Progress;
use standpoint::session::{Change, Session, SessionError};

const TEXT: &str = "The bank opposes the tax.\nThe union welcomes the reform.\n";

fn done(session: &Session, document: &str) -> Edit {
    Edit::Progress { set: session.key(&document.into()), value: Progress::Done }
}

#[test]
fn a_second_session_under_the_same_name_is_read_only_and_says_who_has_it() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut first = world.session("ann");
    let deed = done(&first, "a.txt");
    apply(&mut first, deed);
    let mut second = world.session("ann");
    let why = second.why_read_only().expect("ann is open in another window").to_owned();
    assert!(why.contains("ann is open in another window (") && why.contains(", since "), "{why}");
    let change = Change::new("done", done(&second, "a.txt"), Focus::default());
    assert!(matches!(second.apply(change), Err(SessionError::ReadOnly(_))));
    assert!(!second.claim_again());
    drop(first);
    assert!(second.claim_again());
    let deed = done(&second, "a.txt");
    apply(&mut second, deed);
}

#[test]
fn two_coders_work_side_by_side_and_the_first_change_takes_the_lock() {
    let world = World::new(&[("a.txt", TEXT)]);
    let (mut ann, mut bob) = (world.session("ann"), world.session("bob"));
    let mut again = world.session("ann");
    assert!(again.why_read_only().is_none(), "nobody has coded as ann yet");
    let deed = done(&ann, "a.txt");
    apply(&mut ann, deed);
    let deed = done(&bob, "a.txt");
    apply(&mut bob, deed);
    let change = Change::new("done", done(&again, "a.txt"), Focus::default());
    assert!(matches!(again.apply(change), Err(SessionError::ReadOnly(_))));
    assert!(again.why_read_only().is_some(), "from the first refusal on it is said beforehand");
    again.set_coder("zoe".into());
    assert!(again.why_read_only().is_none());
    let deed = done(&again, "a.txt");
    apply(&mut again, deed);
}
