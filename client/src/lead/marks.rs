//! What the lead knows about people besides what they say themselves: who moderates gladly, who is
//! in no group. It stays on this device.

use std::collections::BTreeMap;

use leptos::prelude::*;
use mirror::Mirror;
use shared::formation::Willing;
use shared::id::SeatId;
use shared::meeting::{Intent, Seat};

use crate::parts::draft::Draft;

/// What the lead has noted about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// In a group, moderating if nobody else does.
    IfNeeded,
    /// In a group, moderating gladly.
    Gladly,
    /// In a group, not moderating.
    Not,
    /// In no group.
    Out,
}

impl Mark {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::IfNeeded, Self::Gladly, Self::Not, Self::Out];

    /// How it is kept on the device.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::IfNeeded => "i",
            Self::Gladly => "g",
            Self::Not => "n",
            Self::Out => "o",
        }
    }

    /// The mark with this sign.
    pub fn of_sign(sign: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.sign() == sign)
    }

    /// What forming groups makes of it.
    pub const fn willing(self) -> Willing {
        match self {
            Self::IfNeeded => Willing::IfNeeded,
            Self::Gladly => Willing::Gladly,
            Self::Not | Self::Out => Willing::No,
        }
    }
}

/// The marks as they are noted, by seat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noted(BTreeMap<String, Mark>);

impl Noted {
    /// What is noted about somebody. Whoever leads or helps all groups, or cannot come, is in none
    /// unless the lead says so.
    pub fn of(&self, m: &Mirror, seat: SeatId) -> Mark {
        let stands_by = || {
            let apart = |seat: &Seat| seat.inviting || seat.intent == Some(Intent::Absent);
            m.meeting().seat(seat).is_some_and(apart) || m.meeting().floaters.contains(&seat)
        };
        let usual = || if stands_by() { Mark::Out } else { Mark::IfNeeded };
        self.0.get(&seat.to_string()).copied().unwrap_or_else(usual)
    }
}

/// The marks, kept on this device.
#[derive(Clone, Copy)]
pub struct Marks {
    text: Draft,
    noted: Memo<Noted>,
}

impl Marks {
    /// What was noted here before.
    pub fn new() -> Self {
        let text = Draft::of_meeting("lead.people");
        let noted = Memo::new(move |_| {
            let text = text.get();
            let entry = |line: &str| {
                let (seat, sign) = line.split_once(' ')?;
                Some((seat.to_owned(), Mark::of_sign(sign)?))
            };
            Noted(text.lines().filter_map(entry).collect())
        });
        Self { text, noted }
    }

    /// All of them; whoever reads them is told when they change.
    pub fn get(self) -> Noted {
        self.noted.get()
    }

    /// Notes something about somebody.
    pub fn note(self, seat: SeatId, mark: Mark) {
        let mut noted = self.noted.get_untracked().0;
        noted.insert(seat.to_string(), mark);
        let lines = noted.iter().map(|(seat, mark)| format!("{seat} {}\n", mark.sign()));
        self.text.set(lines.collect());
    }
}
