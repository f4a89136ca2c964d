//! Which file is saved next, told the time and without a disk.

use super::*;
use crate::model::{AnnotationSet, Codebook, Progress, SetKey};
use crate::store::{CorpusFile, StoreError};
use crate::text::DocumentText;

fn codebook() -> SaveJob {
    SaveJob::Codebook(Codebook::default())
}

fn fail(queue: &mut Queue, now: Instant) {
    let Next::Write { key, job, .. } = queue.next(now) else { panic!("nothing is due") };
    let result = Err(StoreError::ReadOnly("codebook.ron".into()));
    let attempt = Some(ContentHash::of(b"attempt"));
    queue.finish(key, job, Outcome { result, attempt }, now);
}

#[test]
fn failures_are_tried_again_ever_more_rarely() {
    let mut queue = Queue::new(Known::default());
    let mut now = Instant::now();
    queue.put(FileKey::Codebook, codebook(), now);
    for seconds in [1, 2, 5, 15, 30, 30] {
        fail(&mut queue, now);
        assert!(matches!(queue.state(&Layout::new("/c")), SaveState::Failed { .. }));
        let Next::Wait(Some(pause)) = queue.next(now) else { panic!("must wait") };
        assert_eq!(pause, Duration::from_secs(seconds));
        now += pause;
    }
    fail(&mut queue, now);
    queue.put(FileKey::Codebook, codebook(), now);
    queue.hurry(now);
    let Next::Write { seen, .. } = queue.next(now) else { panic!("was to hurry") };
    assert_eq!(seen, [ContentHash::of(b"attempt")], "what a failed attempt may have left is our own");
}

#[test]
fn the_codebook_is_written_before_a_set_that_may_name_what_is_new_in_it() {
    let mut queue = Queue::new(Known::default());
    let now = Instant::now();
    let key = SetKey::new("ana".into(), "a.txt".into());
    let text = Arc::new(DocumentText::new("a"));
    let set = Arc::new(SaveJob::Set { key, set: AnnotationSet::default(), text });
    queue.put(FileKey::Codebook, codebook(), now);
    fail(&mut queue, now);
    queue.put(set.file_key(), (*set).clone(), now);
    assert!(matches!(queue.next(now), Next::Write { key: FileKey::Set(_), .. }), "a failing one holds up nothing");
    queue.finish(set.file_key(), Arc::clone(&set), Outcome { result: Ok(None), attempt: None }, now);
    let later = now + BACK_OFF[0];
    let Next::Write { key, job, .. } = queue.next(later) else { panic!("is tried again") };
    let outcome = Outcome { result: Ok(Some(ContentHash::of(b""))), attempt: None };
    queue.finish(key, job, outcome, later);
    queue.put(set.file_key(), (*set).clone(), later);
    queue.put(FileKey::Codebook, codebook(), later);
    assert!(matches!(queue.next(later), Next::Write { key: FileKey::Codebook, .. }));
}

#[test]
fn what_failed_keeps_its_own_time_and_is_told_apart() {
    let mut queue = Queue::new(Known::default());
    let now = Instant::now();
    queue.put(FileKey::Codebook, codebook(), now);
    assert_eq!(queue.unsaved_files(), [(FileKey::Codebook, None)].into());
    fail(&mut queue, now);
    queue.put(FileKey::CorpusFile, SaveJob::CorpusFile(CorpusFile::default()), now + SPACING);
    queue.hurry_fresh(now);
    assert!(!queue.is_all_tried());
    let Next::Write { key, job, .. } = queue.next(now) else { panic!("is due") };
    assert_eq!(key, FileKey::CorpusFile);
    assert!(queue.unsaved_files().contains_key(&FileKey::CorpusFile), "not before it is written");
    queue.finish(key, job, Outcome { result: Ok(None), attempt: None }, now);
    assert!(queue.is_all_tried());
    let unsaved = queue.unsaved_files();
    assert!(unsaved.len() == 1 && unsaved[&FileKey::Codebook].as_ref().is_some_and(|why| why.contains("read-only")));
}

#[test]
fn one_file_is_written_twice_a_second_at_most() {
    let mut queue = Queue::new(Known::default());
    let now = Instant::now();
    queue.put(FileKey::Codebook, codebook(), now);
    queue.put(FileKey::Codebook, codebook(), now);
    let Next::Write { key, job, .. } = queue.next(now) else { panic!("is due at once") };
    assert_eq!(queue.state(&Layout::new("/c")), SaveState::Saving { n: 1 });
    let outcome = Outcome { result: Ok(Some(ContentHash::of(b""))), attempt: None };
    queue.finish(key, job, outcome, now);
    assert_eq!(queue.state(&Layout::new("/c")), SaveState::Saved);
    queue.put(FileKey::Codebook, codebook(), now);
    queue.put(FileKey::Codebook, codebook(), now + Duration::from_millis(400));
    assert!(matches!(queue.next(now), Next::Wait(Some(SPACING))));
    assert!(matches!(queue.next(now + SPACING), Next::Write { .. }));
}

#[test]
fn what_waits_behind_a_backup_is_unsaved_and_gives_way_to_what_it_was_merged_into() {
    let mut queue = Queue::new(Known::default());
    let now = Instant::now();
    let text = Arc::new(DocumentText::new("abc"));
    let job = |progress| {
        let set = AnnotationSet::new(progress, []);
        SaveJob::Set { key: SetKey::new("ana".into(), "a.txt".into()), set, text: Arc::clone(&text) }
    };
    let key = job(Progress::Done).file_key();
    let taken = |turn, job| Taken { key: key.clone(), turn, hash: Some(ContentHash::of(b"theirs")), base: None, job };
    queue.put(key.clone(), job(Progress::NotStarted), now);
    queue.put_backup(Why::BulkChange, "one".to_owned(), now);
    queue.put(key.clone(), job(Progress::InProgress), now);
    queue.put_backup(Why::BulkChange, "two".to_owned(), now);
    queue.put(key.clone(), job(Progress::InProgress), now);
    let Next::Write { key: written, job: first, .. } = queue.next(now) else { panic!("one is due") };
    queue.finish(written, first, Outcome { result: Ok(Some(ContentHash::of(b"ours"))), attempt: None }, now);
    let turn = queue.turn(&key).expect("is not being written");
    assert!(queue.is_unsaved(&key), "what waits behind a backup is not on the disk");
    assert!(!queue.take_note(taken(turn, None), now), "theirs alone must not take its place");
    assert!(queue.take_note(taken(turn, Some(job(Progress::Done))), now));
    for label in ["one", "two"] {
        let Next::BackUp { label: next, .. } = queue.next(now) else { panic!("a backup is next") };
        assert_eq!(next, label);
        queue.pass_backup(now);
    }
    let later = now + SPACING;
    let Next::Write { job: merged, seen, .. } = queue.next(later) else { panic!("the merged one is next") };
    assert!(matches!(&*merged, SaveJob::Set { set, .. } if set.progress == Progress::Done), "{merged:?}");
    assert_eq!(seen, [ContentHash::of(b"theirs")]);
}
