//! What the data folder holds of an election: no link between person and choice, neither order nor
//! time of choices.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ballot::bytes::Ballot;
use ballot::urn::hash_of;
use server::log::Log;
use server::log::sqlite::Sqlite;
use shared::id::Seq;

use super::hall::{Hall, crosses};
use crate::house::House;

/// Bytes of one page of the file.
const PAGE: usize = 4_096;
/// At its beginning the file counts how often it was changed.
const HEADER: usize = 100;

/// All files of a folder, with what is in them.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = dir
        .read_dir()
        .expect("a folder")
        .map(|file| {
            let file = file.expect("a file");
            let name = file.file_name().into_string().expect("our own name");
            (name, std::fs::read(file.path()).expect("our own file"))
        })
        .collect();
    files.sort();
    files
}

/// Where these bytes stand.
fn places(of: &[u8], within: &[u8]) -> Vec<usize> {
    let windows = within.windows(of.len()).enumerate();
    windows.filter(|(_, window)| *window == of).map(|(at, _)| at).collect()
}

#[tokio::test]
async fn s2_02_nothing_that_is_stored_links_people_to_choices_or_tells_order_or_time() {
    // given a poll of seven, and a server that keeps its meetings in files
    let dir = tempfile::tempdir().expect("a folder");
    let log: Arc<dyn Log> = Arc::new(Sqlite::open(dir.path()).expect("a data folder"));
    let mut hall = Hall::gathered(House::with_log(log.clone()).await, 7).await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    let (meeting, poll) = (hall.meeting.id, hall.poll.0);
    let urn = async || log.urn_read(meeting, poll).await.expect("readable").expect("there is one");
    let entries = async || log.read(meeting, Seq(0)).await.expect("readable");
    let before = entries().await;
    // when they vote one after the other
    let mut cast: Vec<Ballot> = Vec::new();
    let mut first = Vec::new();
    for voter in [3, 0, 6, 5, 1, 4, 2] {
        let ballot = hall.ballot(voter, &crosses(&[(voter % 3) as u8]));
        hall.post(ballot.clone()).await.expect("an open urn takes it");
        cast.push(ballot);
        // then what is stored is what the set of ballots gives, however they came
        let mut sorted = cast.clone();
        sorted.sort_by_key(hash_of);
        let held = urn().await;
        let ballots: Vec<u8> = sorted.iter().flat_map(|ballot| ballot.0.clone()).collect();
        assert_eq!(held[32..34], (cast.len() as u16).to_be_bytes());
        assert_eq!(held[34..34 + ballots.len()], ballots);
        assert_eq!(held.len(), 34 + 7 * cast[0].0.len(), "as long as when all have voted");
        assert!(held[34 + ballots.len()..].iter().all(|byte| *byte == 0));
        // and the log, which keeps everybody's doings and their times, knows nothing of it
        assert_eq!(entries().await, before);
        if cast.len() == 1 {
            first = files(dir.path());
        }
    }
    // and in all files each ballot stands once, in the order of the hashes
    let last = files(dir.path());
    let (_, kept) = last.iter().find(|(name, _)| name == "log.db").expect("the log's file");
    let mut of_ballots = BTreeSet::from([0]);
    for ballot in &cast {
        // Its tag and its key image stand close together; the whole may lie on two pages.
        let image = &ballot.0[112..144];
        let found: Vec<_> = last.iter().flat_map(|(_, bytes)| places(image, bytes)).collect();
        assert_eq!(found.len(), 1, "one ballot, one place");
        of_ballots.extend(found.iter().flat_map(|at| [at / PAGE, (at + PAGE / 8) / PAGE]));
    }
    let seed = &urn().await[..32];
    of_ballots.extend(places(seed, kept).iter().map(|at| at / PAGE));
    // and all seven after the first have changed nothing but the urn, and how often files were
    // changed
    let (_, then) = first.iter().find(|(name, _)| name == "log.db").expect("the log's file");
    assert_eq!(then.len(), kept.len());
    for at in (0..kept.len()).filter(|at| kept[*at] != then[*at]) {
        let page = at / PAGE;
        assert!(of_ballots.contains(&page), "byte {at} changed, which is not the urn's");
        assert!(page > 0 || at < HEADER, "byte {at} is not a counter of changes");
    }
    for ((name, then), (_, now)) in first.iter().zip(&last) {
        // What is shared among processes holds page numbers of the log that was emptied.
        assert!(name == "log.db" || name.ends_with("-shm") || then == now, "{name} changed");
    }
    // and nothing by which a person is known stands in the urn
    let held = urn().await;
    for voter in &hall.voters {
        let key = voter.key.public().encoded().0;
        for known in [&voter.person.seat.as_bytes()[..], &voter.person.device.as_bytes()[..], &key]
        {
            assert_eq!(places(known, &held), [0; 0], "an urn knows nobody");
        }
    }
    // and once it is closed it is counted from what was stored
    hall.close().await;
    assert_eq!(hall.count().await.outcome.numbers.from_devices, 7);
}
