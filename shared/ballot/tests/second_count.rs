//! Two programs count: hundreds of elections, in which both must come to the same result.

use std::io::Write;
use std::process::{Command, Stdio};

use ballot::bytes::Digest;
use ballot::file::ElectionFile;
use ballot::poll::{Majority, Manner};
use ballot::sums::Standing;
use serde_json::{Value, json};

mod table;
use table::{Table, crosses};

#[test]
fn both_programs_count_three_hundred_elections_alike() {
    // given counts by hand of chance, with many ties: they need no signatures and so little time
    let mut rng = fastrand::Rng::with_seed(40);
    let files: Vec<ElectionFile> = (0..300).map(|seed| by_hand(seed, &mut rng)).collect();
    // when the other program reads them all
    let texts: Vec<String> = files.iter().map(ElectionFile::write).collect();
    let program = "import json, sys, verify; \
                   print(json.dumps([verify.verify(t)[:2] for t in json.load(sys.stdin)]))";
    let mut python = Command::new("python3")
        .args(["-B", "-c", program])
        .env("PYTHONPATH", env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python 3 is here: the second program is written in it");
    let texts = serde_json::to_string(&texts).unwrap();
    python.stdin.take().unwrap().write_all(texts.as_bytes()).unwrap();
    let said = python.wait_with_output().unwrap();
    let said: Vec<(Value, Value)> = serde_json::from_slice(&said.stdout).unwrap();
    // then it finds each in order, with this very result
    for (file, (faults, result)) in files.iter().zip(said) {
        assert_eq!(faults, json!([]), "{}", file.write());
        let result: ballot::count::Outcome = serde_json::from_value(result).unwrap();
        assert_eq!(result, file.result);
    }
    // and among them are enough of what is rare
    let with = |what: fn(&ElectionFile) -> bool| files.iter().filter(|file| what(file)).count();
    let rare = [
        with(|file| file.result.lot.is_some()),
        with(|file| file.result.run_off.is_some()),
        with(|file| !file.result.quorum_met),
        with(|file| file.result.vacant > 0),
    ];
    assert!(rare.iter().all(|count| *count >= 10), "{rare:?}");
}

/// A show of hands of chance.
fn by_hand(seed: u64, rng: &mut fastrand::Rng) -> ElectionFile {
    let (candidates, seats) = (rng.usize(1..7), rng.u8(1..5));
    let mut table = Table::with(seed, 5, candidates, seats, |poll| {
        poll.manner = Manner::Hands;
        poll.majority = if rng.bool() { Majority::Absolute } else { Majority::Relative };
        poll.run_off_of = rng.bool().then_some(Digest([7; 32]));
        poll.quorum = (rng.u8(..4) == 0).then(|| rng.u8(50..=100));
    });
    let (abstentions, invalid) = (rng.u32(..2), rng.u32(..2));
    let marked = rng.u32(..9);
    let ballots = marked + abstentions + invalid;
    let mut sums = crosses([ballots + rng.u32(..4), ballots, abstentions, invalid], &[]);
    let mut left = marked * u32::from(seats);
    for _ in 0..candidates {
        let yes = rng.u32(..=marked.min(left));
        left -= yes;
        let (no, abstain) = match candidates > usize::from(seats) {
            true => (0, 0),
            false => (rng.u32(..=marked - yes), rng.u32(..=abstentions)),
        };
        left = if no > 0 { marked } else { left };
        sums.standings.push(Standing { yes, no, abstain });
    }
    table.sums = Some(sums);
    table.file()
}
