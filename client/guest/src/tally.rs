//! The tally: what went through a guest's hands, in numbers.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;
use shared::command::Deed;
use shared::refusal::Refusal;

/// What went through a guest's hands. Tallies add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Entries absorbed.
    pub entries: u64,
    /// Commands sent for the first time.
    pub commands: u64,
    /// Pad updates of others that arrived.
    pub updates: u64,
    /// Pad updates written.
    pub written: u64,
    /// Pad updates that nobody had stored and that this guest gave back to the pad.
    pub supplied: u64,
    /// Bytes of frames received.
    pub bytes_in: u64,
    /// Bytes of frames sent.
    pub bytes_out: u64,
    /// How often the connection was made again.
    pub reconnects: u64,
    /// Words, updates and frames that could not be opened.
    pub damaged: u64,
    /// What was asked for, by the deed's or the step's name.
    pub deeds: BTreeMap<String, u64>,
    /// What was refused, by the refusal's name.
    pub refusals: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts a command that is sent for the first time.
    pub(crate) fn asked(&mut self, deed: &Deed) {
        self.commands += 1;
        let said = match deed {
            Deed::In(_, step) => format!("{step:?}"),
            deed => format!("{deed:?}"),
        };
        let name = said.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        *self.deeds.entry(name.to_owned()).or_default() += 1;
    }

    /// Counts a refusal.
    pub(crate) fn refused(&mut self, refusal: Refusal) {
        *self.refusals.entry(format!("{refusal:?}")).or_default() += 1;
    }

    /// How many refusals there were.
    pub fn refused_in_all(&self) -> u64 {
        self.refusals.values().sum()
    }
}

impl AddAssign<&Self> for Tally {
    fn add_assign(&mut self, other: &Self) {
        // Named one by one, so that a new count is not forgotten here.
        let Self {
            entries,
            commands,
            updates,
            written,
            supplied,
            bytes_in,
            bytes_out,
            reconnects,
            damaged,
            deeds,
            refusals,
        } = other;
        self.entries += entries;
        self.commands += commands;
        self.updates += updates;
        self.written += written;
        self.supplied += supplied;
        self.bytes_in += bytes_in;
        self.bytes_out += bytes_out;
        self.reconnects += reconnects;
        self.damaged += damaged;
        for (mine, others) in [(&mut self.deeds, deeds), (&mut self.refusals, refusals)] {
            for (name, count) in others {
                *mine.entry(name.clone()).or_default() += count;
            }
        }
    }
}
