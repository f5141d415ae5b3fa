//! The election file and its two readers: what this crate says of it, and what `verify.py` says.

use std::path::Path;
use std::process::Command;

use ballot::bytes::{Digest, Opened, from_hex, to_hex};
use ballot::choice::{Choice, Tracker};
use ballot::close::{Closed, Fault, Shown};
use ballot::file::{ElectionFile, verify, verify_text};
use ballot::poll::{Majority, Manner};
use serde_json::{Value, json};

mod table;
use table::{QUESTION, Table, crosses};

/// What the other program says: faults, result and ballots.
fn second_opinion(text: &str) -> Value {
    let file = tempfile::NamedTempFile::new().expect("a place for a file");
    std::fs::write(file.path(), text).expect("room for a file");
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("verify.py");
    let said = Command::new("python3")
        .arg("-B")
        .arg(program)
        .arg(file.path())
        .arg("--json")
        .output()
        .expect("Python 3 is here: the second program is written in it");
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(errors.is_empty(), "{errors}");
    let value: Value = serde_json::from_slice(&said.stdout).expect("it says JSON");
    assert_eq!(said.status.success(), value["faults"] == json!([]));
    value
}

/// Both programs' verdict, which must be one: names of faults, with the ballot where it is about one.
#[track_caller]
fn verdict(text: &str) -> Result<Closed, Vec<String>> {
    let other = second_opinion(text);
    let ours = verify_text(text);
    let faults: Vec<Value> = ours
        .as_ref()
        .err()
        .into_iter()
        .flatten()
        .map(|fault| {
            let fault = serde_json::to_value(fault).expect("a fault has a form in JSON");
            json!([fault["fault"], fault.get("ballot")])
        })
        .collect();
    assert_eq!(other["faults"], json!(faults));
    match ours {
        Ok((file, closed)) => {
            let same: ballot::count::Outcome =
                serde_json::from_value(other["result"].clone()).expect("an outcome");
            assert_eq!((&same, &file.result), (&closed.outcome, &closed.outcome));
            let trackers: Vec<_> = closed.lines.iter().map(|line| line.tracker.0).collect();
            let others = other["lines"].as_array().expect("a list");
            let others: Vec<_> = others.iter().map(|line| line[0].clone()).collect();
            assert_eq!(json!(trackers), json!(others));
            Ok(closed)
        }
        Err(_) => {
            let name = |fault: &Value| fault[0].as_str().expect("a name").to_owned();
            Err(faults.iter().map(name).collect())
        }
    }
}

/// A poll of six with votes of chance.
fn voted(seed: u64, candidates: usize, seats: u8) -> Table {
    let mut table = Table::new(seed, 6, candidates, seats);
    table.vote_by_chance(5);
    table
}

/// The file after something was changed in it.
fn bent(table: &Table, change: impl FnOnce(&mut ElectionFile)) -> String {
    let mut file = table.file();
    change(&mut file);
    file.write()
}

/// Brings the ballots into the urn's order again.
fn sort(file: &mut ElectionFile) {
    file.ballots.sort_by_key(ballot::urn::hash_of);
}

#[track_caller]
fn faults(text: &str) -> Vec<String> {
    verdict(text).expect_err("the file was bent")
}

#[test]
fn both_programs_count_the_same_in_elections_of_all_kinds() {
    // crosses, answers, an absolute majority, a quorum, paper
    assert!(verdict(&voted(1, 4, 2).file().write()).is_ok());
    assert!(verdict(&voted(2, 2, 3).file().write()).is_ok());
    let mut rest = 0;
    for seed in 3..11 {
        let mut table = Table::with(seed, 5, 3, 1 + seed as u8 % 2, |poll| {
            poll.majority = if seed % 3 == 0 { Majority::Absolute } else { Majority::Relative };
            poll.run_off_of = (seed % 4 == 1).then_some(Digest([7; 32]));
            poll.quorum = (seed % 2 == 0).then_some(60);
        });
        table.vote_by_chance(5);
        if seed % 3 == 1 {
            table.sums = Some(crosses([4, 4, 1, 0], &[1, 2, 0]));
        }
        let closed = verdict(&table.file().write()).expect("a file that is in order");
        rest += usize::from(closed.outcome.lot.is_some() || closed.outcome.run_off.is_some());
    }
    assert!(rest > 1, "none of these ended in a tie");
}

#[test]
fn both_programs_draw_the_same_lot() {
    let mut table = Table::with(20, 5, 3, 1, |poll| poll.run_off_of = Some(Digest([7; 32])));
    for (voter, marks) in [&[0][..], &[0], &[2], &[2], &[]].into_iter().enumerate() {
        table.vote(voter, Choice::Crosses(marks.to_vec()));
    }
    let closed = verdict(&table.file().write()).expect("a file that is in order");
    assert_eq!(closed.outcome.lot.expect("a lot").candidates, [0, 2]);
    assert_eq!(closed.outcome.elected.len(), 1);
}

#[test]
fn a_show_of_hands_has_a_file_too() {
    let mut table = Table::with(21, 5, 3, 2, |poll| poll.manner = Manner::Hands);
    table.sums = Some(crosses([22, 22, 2, 0], &[16, 11, 9]));
    let closed = verdict(&table.file().write()).expect("a file that is in order");
    assert_eq!(closed.outcome.numbers.entitled, 22);
    assert_eq!(closed.outcome.elected.len(), 2);
    // but neither a roll nor no count
    let with_roll = bent(&table, |file| file.roll = voted(1, 2, 1).file().roll);
    assert_eq!(faults(&with_roll), ["roll"]);
    assert_eq!(faults(&bent(&table, |file| file.sums = None)), ["sums"]);
}

#[test]
fn an_invalid_ballot_counts_as_such_and_spoils_nothing() {
    let mut table = Table::new(22, 6, 3, 2);
    table.vote(0, Choice::Crosses(vec![1]));
    table.vote_page(1, &[0xff; 64]);
    // three crosses, where two are right; a candidate who does not stand; one person twice
    for (voter, marks) in [&[0, 1, 2][..], &[3], &[1, 1]].into_iter().enumerate() {
        let page = Choice::Crosses(marks.to_vec()).to_page(Tracker([1, 2]));
        table.vote_page(2 + voter, &page);
    }
    let closed = verdict(&table.file().write()).expect("a file that is in order");
    let numbers = &closed.outcome.numbers;
    assert_eq!((numbers.ballots, numbers.invalid, numbers.votes), (5, 4, 1));
    assert_eq!(closed.invalid.len(), 4);
}

#[test]
fn every_voter_finds_their_own_ballot() {
    let mut table = Table::new(23, 6, 3, 2);
    let mine = Tracker([815, 4_000]);
    table.vote_as(4, Choice::Crosses(vec![0, 2]), mine);
    table.vote_by_chance(4);
    let closed = verdict(&table.file().write()).unwrap();
    let line = closed.lines.iter().find(|line| line.tracker == mine).expect("my ballot");
    assert_eq!(line.choice, Choice::Crosses(vec![0, 2]));
}

#[test]
fn both_programs_find_every_bent_thing() {
    let mut table = Table::new(24, 6, 3, 2);
    for (voter, marks) in [&[0][..], &[0, 1], &[1], &[2], &[0]].into_iter().enumerate() {
        table.vote(voter, Choice::Crosses(marks.to_vec()));
    }
    let bent = |change: fn(&mut ElectionFile)| faults(&bent(&table, change));
    let all_signatures = vec!["signature"; 5];

    assert_eq!(bent(|file| file.lock = Opened([1; 32])), ["lock"]);
    assert_eq!(bent(|file| file.lock = table::ORDER), ["lock"]);
    assert_eq!(bent(|file| file.poll_key.0[0] ^= 1), ["poll_key", "paper"]);
    assert_eq!(bent(|file| file.names.swap(0, 1)), ["paper"]);
    assert_eq!(bent(|file| file.question.push('!')), ["paper"]);
    assert_eq!(bent(|file| drop(file.names.pop())), ["paper"]);
    assert_eq!(bent(|file| file.poll.candidates.swap(0, 1)), all_signatures);
    assert_eq!(bent(|file| file.poll.seats = 1), all_signatures);
    assert_eq!(bent(|file| file.poll.quorum = Some(1)), all_signatures);
    assert_eq!(bent(|file| file.poll.quorum = Some(101)), ["poll"]);
    assert_eq!(bent(|file| file.poll.seats = 0), ["poll"]);
    assert_eq!(bent(|file| file.poll.candidates[0] = file.poll.candidates[1]), ["poll"]);
    assert_eq!(bent(|file| file.poll.lock.0 = [0; 32]), ["poll"]);
    assert_eq!(bent(|file| file.ballots.swap(2, 3)), ["order"]);
    assert_eq!(
        bent(|file| {
            file.ballots[2].0[7] ^= 1;
            sort(file);
        }),
        ["signature"]
    );
    assert_eq!(
        bent(|file| {
            file.ballots[2].0.push(0);
            sort(file);
        }),
        ["size"]
    );
    assert_eq!(bent(|file| drop(file.ballots.remove(4))), ["result"]);
    assert_eq!(bent(|file| file.roll.swap(2, 3)), ["roll"]);
    assert_eq!(bent(|file| file.roll[5].0 = [0xff; 32]), ["roll"]);
    assert_eq!(bent(|file| file.roll.truncate(4)), ["roll"]);
    assert_eq!(bent(|file| file.sums = Some(crosses([2, 1, 0, 0], &[0, 0, 1]))), ["sums"]);
    assert_eq!(bent(|file| file.sums = Some(crosses([3, 4, 0, 0], &[0, 0, 1]))), ["sums"]);
    assert_eq!(bent(|file| file.sums = Some(crosses([3, 1, 0, 0], &[0, 0, 1]))), ["result"]);
    assert_eq!(bent(|file| file.result.standings[2].yes += 1), ["result"]);
    assert_eq!(bent(|file| file.result.elected.truncate(1)), ["result"]);
    assert_eq!(bent(|file| file.result.numbers.ballots = 6), ["result"]);
}

#[test]
fn both_programs_find_votes_that_should_not_be_there() {
    // given somebody who votes twice, and an urn that lets them
    let mut table = voted(25, 3, 1);
    let mut again = table.file();
    again.ballots.push(table.vote(0, Choice::Crosses(vec![1])));
    sort(&mut again);
    assert_eq!(faults(&again.write()), ["again"]);
    // somebody who is not on the roll
    table.cast.pop();
    let mut more = table.file();
    let mut outside = Table::new(26, 6, 3, 1);
    more.ballots.push(outside.vote(0, Choice::Crosses(vec![1])));
    sort(&mut more);
    assert_eq!(faults(&more.write()), ["signature"]);
    // and the same ballot over and over
    let many = bent(&table, |file| file.ballots = vec![file.ballots[0].clone(); 7]);
    assert_eq!(faults(&many), ["too_many_ballots"]);
    let twice = bent(&table, |file| file.ballots = vec![file.ballots[0].clone(); 2]);
    assert_eq!(faults(&twice), ["order", "again"]);
}

#[test]
fn what_is_no_election_file_is_not_guessed_at() {
    let text = voted(27, 3, 1).file().write();
    assert!(verdict(&text).is_ok());
    let replaced = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let key = &text[text.find("\"poll_key\": \"").unwrap() + 13..][..64];
    let unreadable = [
        String::new(),
        "{}".to_owned(),
        "[]".to_owned(),
        text[1..].to_owned(),
        format!("{text}1"),
        replaced("\"version\": 1", "\"version\": 2"),
        replaced("\"version\": 1", "\"version\": 1.0"),
        replaced("\"version\": 1", "\"version\": true"),
        replaced("\"version\": 1", "\"version\": 1, \"version\": 1"),
        replaced("\"version\": 1", "\"version\": 1, \"more\": 1"),
        replaced("reihum-election", "reihum-erection"),
        replaced("\"seats\": 1", "\"seats\": 256"),
        replaced("\"seats\": 1", "\"seats\": -1"),
        replaced("\"secret\"", "\"Secret\""),
        replaced("\"manner\"", "\"männer\""),
        replaced(key, &key.to_uppercase()),
        replaced(key, &key[1..]),
        replaced(key, &format!("{key} ")),
        replaced("\"question\": \"", "\"question\": \"\\ud800"),
        replaced("\"quorum_met\": true", "\"quorum_met\": 1"),
    ];
    for wrong in unreadable {
        assert_eq!(faults(&wrong), ["unreadable"]);
    }
    // what may be missing may be missing
    assert!(verdict(&replaced("    \"quorum\": null,\n", "")).is_ok());
}

#[test]
fn a_file_survives_being_written() {
    let file = voted(28, 3, 2).file();
    assert_eq!(ElectionFile::read(&file.write()), Ok(file));
}

#[test]
fn nobody_writes_a_file_about_a_poll_that_is_not_in_order() {
    let table = voted(29, 3, 2);
    let file = table.file();
    let shown = Shown {
        poll: &file.poll,
        roll: &file.roll,
        ballots: &file.ballots,
        sums: None,
        lock: Opened([1; 32]),
        poll_key: file.poll_key,
    };
    assert_eq!(ElectionFile::new(&shown, QUESTION, &table.names), Err(vec![Fault::Lock]));
    let shown = Shown { lock: file.lock, ..shown };
    let other = ElectionFile::new(&shown, "Wer nicht?", &table.names);
    assert_eq!(other, Err(vec![Fault::Paper]));
}

#[test]
fn devices_that_saw_other_ballots_do_not_confirm_each_other() {
    let table = voted(30, 3, 2);
    let mut file = table.file();
    let all = verify(&file).unwrap();
    file.ballots.pop();
    let shown = Shown {
        poll: &file.poll,
        roll: &file.roll,
        ballots: &file.ballots,
        sums: None,
        lock: file.lock,
        poll_key: file.poll_key,
    };
    let fewer = ballot::close::close(&shown).unwrap();
    assert_ne!(fewer.confirmation, all.confirmation);
    assert_eq!(fewer.roll, all.roll);
}

/// The election every release must read and make in the same way, with the keys of its voters in
/// the test table. Made anew with `UPDATE_GOLDEN=1`, which breaks every file ever written.
#[test]
fn an_election_is_the_same_in_every_release() {
    let mut table = Table::new(31, 5, 3, 2);
    for (voter, marks) in [&[0, 1][..], &[0], &[2], &[], &[0, 2]].into_iter().enumerate() {
        table.vote(voter, Choice::Crosses(marks.to_vec()));
    }
    let made = table.file().write() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/election.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).expect("the election is kept beside the tests");
    assert_eq!(made, kept);
    let closed = verdict(&kept).expect("a file that is in order");
    assert_eq!(closed.outcome.standings[0].yes, 3);
}

#[test]
fn hexadecimal_is_what_others_write() {
    assert_eq!(to_hex(&[0, 15, 255]), "000fff");
    assert_eq!(from_hex("000fff"), Some(vec![0, 15, 255]));
}
