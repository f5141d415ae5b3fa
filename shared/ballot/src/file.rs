//! The election file: everything about a closed poll in one JSON text, so that anybody can check it
//! for ever, without server, network or this program.
//!
//! ```text
//! {
//!   "format": "reihum-election", "version": 1,
//!   "poll": {                        what was voted on; every ballot is bound to all of it
//!     "id": 16 bytes, "manner": "secret" | "hands", "majority": "relative" | "absolute",
//!     "seats": number, "quorum": percent | null, "run_off_of": digest of a poll | null,
//!     "candidates": [16 bytes, …], "lock": point, "key_check": 32 bytes, "paper": 32 bytes },
//!   "question": text, "names": [text, …],   in the order of the candidates; "paper" vouches for them
//!   "roll": [point, …],              sorted
//!   "ballots": [bytes, …],           sorted by hash: nobody's, without order or time
//!   "sums": { "voters", "ballots", "abstentions", "invalid": number,
//!             "standings": [{ "yes", "no", "abstain": number }, …] } | null,
//!   "agreed": { "yes", "no", "abstain": number } | null,   how the procedure was agreed on, by
//!             raised hands as the officer wrote them down: nothing in the file vouches for it
//!   "lock": scalar, "poll_key": 32 bytes,   both keys
//!   "result": …                      as in `count::Outcome`; candidates are places in "candidates"
//! }
//! ```
//!
//! Bytes are lower-case hexadecimal. A ballot is `E (32) | sealed page (64) | tag (16) | key image
//! (32) | c₀ (32) | s₀ … sₙ₋₁ (32 each)`; see `sealed`, `choice` and `ring`. Unknown and doubled
//! fields are refused, and a file of another version is not guessed at. Names stand in it in plain
//! words: whoever exports it hands them on.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::bytes::{Ballot, Opened, Point};
use crate::close::{Closed, Fault, Shown, close};
use crate::count::Outcome;
use crate::poll::Poll;
use crate::sealed::PollKey;
use crate::sums::{Standing, Sums};

/// What every election file calls itself.
const FORMAT: &str = "reihum-election";
/// This version of it.
const VERSION: u16 = 1;

/// An election file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectionFile {
    format: String,
    version: u16,
    /// What was voted on.
    pub poll: Poll,
    /// The question, as people read it.
    pub question: String,
    /// The candidates' names, as people read them, in the order of the candidates.
    pub names: Vec<String>,
    /// Who could vote by device.
    pub roll: Vec<Point>,
    /// What the urn released.
    pub ballots: Vec<Ballot>,
    /// What was counted by hand.
    pub sums: Option<Sums>,
    /// By how many raised hands the procedure was agreed on, as the officer wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Standing>,
    /// The server's key.
    pub lock: Opened,
    /// The members' key.
    pub poll_key: Opened,
    /// What came of it.
    pub result: Outcome,
}

impl ElectionFile {
    /// Closes a poll and writes down all it shows; the faults, if it has any.
    pub fn new(shown: &Shown<'_>, question: &str, names: &[String]) -> Result<Self, Vec<Fault>> {
        let file = Self {
            format: FORMAT.to_string(),
            version: VERSION,
            poll: shown.poll.clone(),
            question: question.to_string(),
            names: names.to_vec(),
            roll: shown.roll.to_vec(),
            ballots: shown.ballots.to_vec(),
            sums: shown.sums.cloned(),
            agreed: None,
            lock: shown.lock,
            poll_key: shown.poll_key,
            result: close(shown)?.outcome,
        };
        verify(&file).map(|_| file)
    }

    /// The same with the show of hands by which the procedure was agreed on.
    pub fn agreed(self, hands: Option<Standing>) -> Self {
        Self { agreed: hands, ..self }
    }

    /// Reads a file; whether it is true, only [`verify`] says.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let unreadable = |why: String| Fault::Unreadable { why };
        let file: Self = serde_json::from_str(text).map_err(|why| unreadable(why.to_string()))?;
        match file.format == FORMAT && file.version == VERSION {
            true => Ok(file),
            false => Err(unreadable(alloc::format!("{} {}", file.format, file.version))),
        }
    }

    /// Writes it, one line for each thing.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).expect("every field has a form in JSON")
    }

    fn shown(&self) -> Shown<'_> {
        Shown {
            poll: &self.poll,
            roll: &self.roll,
            ballots: &self.ballots,
            sums: self.sums.as_ref(),
            lock: self.lock,
            poll_key: self.poll_key,
        }
    }
}

/// Checks all that a file says: who could vote, every signature, that nobody voted twice, that every
/// ballot opens with the keys the poll was opened with, the names, and by counting again the result.
pub fn verify(file: &ElectionFile) -> Result<Closed, Vec<Fault>> {
    let closed = close(&file.shown());
    let paper = PollKey::read(file.poll_key).paper(&file.question, &file.names);
    match closed {
        Ok(_) if paper != file.poll.paper => Err(Vec::from([Fault::Paper])),
        Ok(closed) if closed.outcome != file.result => Err(Vec::from([Fault::Result])),
        Ok(closed) => Ok(closed),
        Err(mut faults) => {
            if paper != file.poll.paper {
                faults.push(Fault::Paper);
            }
            Err(faults)
        }
    }
}

/// The same for a text.
pub fn verify_text(text: &str) -> Result<(ElectionFile, Closed), Vec<Fault>> {
    let file = ElectionFile::read(text).map_err(|fault| Vec::from([fault]))?;
    verify(&file).map(|closed| (file, closed))
}
