//! Recordings: logs of meetings that once were, as their bytes were stored. Each must replay to
//! what it meant then, for ever. A fixed bug brings its smallest recording here.

mod summary;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use shared::engine::Fold;
use shared::event::Entry;
use shared::wire::{decode, encode};
use summary::{hex, summary};

/// The bytes written as hex digits.
fn bytes(hex: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex digits");
    (0..hex.len()).step_by(2).map(digit).collect()
}

#[test]
fn every_recording_replays_to_what_it_meant() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recordings");
    let files = fs::read_dir(folder).expect("the recordings are here");
    let files = files.map(|file| file.expect("a file").path());
    let recordings: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    assert!(!recordings.is_empty());
    for path in recordings {
        let file = fs::read_to_string(&path).expect("a recording can be read");
        let recording: Value = serde_json::from_str(&file).expect("a recording is JSON");
        let mut fold = Fold::default();
        for stored in recording["log"].as_array().expect("a recording has a log") {
            let stored = bytes(stored.as_str().expect("an entry is hex digits"));
            let entry: Entry = decode(&stored).expect("what was stored can be read for ever");
            assert!(fold.absorb(&entry), "{} counts no more: {entry:?}", path.display());
            assert_eq!(hex(&encode(&entry)), hex(&stored), "it would be stored otherwise today");
        }
        assert_eq!(summary(&fold.meeting), recording["expected"], "{}", path.display());
    }
}
