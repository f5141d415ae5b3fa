//! Golden frames: one example of everything that travels or is stored, as the bytes it has always
//! been. Old logs must replay and old pages must understand for ever, so a change of these files
//! is a change of the wire and wants a thought; `UPDATE_GOLDEN=1` writes them anew.

mod deeds;
mod events;
mod frames;
mod small;
mod things;
mod variants;

use std::fmt::{Debug, Write as _};
use std::path::PathBuf;
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::wire::{decode, encode};
use variants::Variants;

/// Compares examples with the file of this name: for each its variant, JSON to read, and the frame.
#[track_caller]
fn golden<T>(file: &str, examples: &[T])
where
    T: Variants + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let mut names: Vec<_> = examples.iter().map(Variants::name).collect();
    names.dedup();
    assert_eq!(names, T::ALL, "every variant has an example, in the order of the wire");

    let mut now = String::new();
    for example in examples {
        let frame = encode(example);
        assert_eq!(decode::<T>(&frame).as_ref(), Some(example));
        let json = serde_json::to_string(example).expect("everything can be read as JSON");
        writeln!(now, "{}\n  {json}\n  {}", example.name(), hex(&frame)).expect("memory suffices");
    }
    compare(file, &now);
}

/// Compares with the file of this name, or writes it.
#[track_caller]
fn compare(file: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/frames").join(file);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, now).expect("the folder of golden frames can be written");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    for (line, (golden, now)) in golden.lines().zip(now.lines()).enumerate() {
        assert_eq!(now, golden, "{file}:{}: the wire has changed", line + 1);
    }
    assert_eq!(now.lines().count(), golden.lines().count(), "{file}: the wire has grown or shrunk");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("memory suffices");
        hex
    })
}
