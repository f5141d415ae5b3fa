//! Whole afternoons with several groups and an election, played by guests against the real binary.
//! Figures are printed (`-- --nocapture`) and never fail a test.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops, and tells what it has measured"
)]

use std::process::Stdio;

use guest::rehearsal::afternoon::{Afternoon, Held};
use shared::library;
use tests::house::{House, binary};
use tokio::process::Command;

/// An hour becomes twelve seconds.
const SPEED: f64 = 300.0;

async fn hold(people: usize, groups: usize, meetings: usize) -> Held {
    let house = House::start_with(&[("REIHUM_LOG", "warn")]).await;
    let servers = vec![house.url().parse().unwrap()];
    let method = library::methods().swap_remove(0);
    let (speed, seed, keep) = (SPEED, 7, false);
    let plan = Afternoon { servers, method, people, groups, meetings, speed, seed, keep };
    let held = plan.hold(|_| {}).await.unwrap();
    println!("{held}");
    all_agree(&held, meetings);
    held
}

#[track_caller]
fn all_agree(held: &Held, meetings: usize) {
    assert_eq!(held.failures(), 0, "{held}");
    assert_eq!((held.tally.refused_in_all(), held.tally.damaged), (0, 0), "{held}");
    assert_eq!(held.meetings.len(), meetings);
    for meeting in &held.meetings {
        // A tie, and the run-off that settles it.
        assert_eq!(meeting.elections.len(), 2, "{held}");
        assert!(meeting.formed.is_some(), "{held}");
    }
    assert!(held.board.count > 0 && held.answers.count > 0 && held.updates.count > 0, "{held}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s2_11_twenty_three_devices_a_wall_and_a_lead_end_with_the_same_meeting() {
    let held = hold(24, 4, 1).await;
    println!("S2-11: delivery p99 {:.1} ms (goal: 300)", held.entries.p99);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_afternoons_at_once_do_not_disturb_each_other() {
    hold(9, 2, 4).await;
}

/// What the binary says on both channels, and whether it ended well.
async fn reihum(words: &[&str]) -> (bool, String) {
    let mut command = Command::new(binary());
    let done = command.args(words).stdin(Stdio::null()).output().await.unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_tries_an_afternoon_on_a_fresh_server_and_checks_its_election() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("elections");
    let line = "rehearse --fresh --people 12 --groups 2 --speed 300 --elections";
    let words: Vec<_> = line.split(' ').chain([files.to_str().unwrap()]).collect();
    let (well, said) = reihum(&words).await;
    assert!(well, "{said}");
    assert!(said.contains("every guest ended with the same meeting"), "{said}");
    for poll in 1..=2 {
        let file = files.join(format!("1-{poll}.json"));
        let (well, said) = reihum(&["verify-election", file.to_str().unwrap()]).await;
        assert!(well && said.contains("Diese Wahl ist in Ordnung"), "{said}");
        assert!(said.contains("13 Stimmberechtigte, geheim"), "{said}");
    }
}

#[tokio::test]
async fn what_cannot_be_rehearsed_is_said_in_a_sentence() {
    for (line, sentence) in [
        ("--people 60 --groups 20", "the other 59 make from 8 to 14 groups of 4 to 8"),
        ("--people ideal --groups 2", "with --groups, --people takes a number"),
        ("--people 60 --groups 10 --meetings 51", "at most 3000 guests"),
        ("--people 60 --groups 10 --method all", "with --groups, --method takes one method"),
        ("--people 60 --groups 10 --speed 0", "a number above 0"),
        ("--people 7 --elections there", "--groups"),
        ("--fresh --server http://127.0.0.1:1", "--server"),
    ] {
        let words: Vec<_> = ["rehearse"].into_iter().chain(line.split(' ')).collect();
        let (well, said) = reihum(&words).await;
        assert!(!well && said.contains(sentence), "{line}: {said}");
    }
}
