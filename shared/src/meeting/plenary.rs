//! What goes on in the plenary, as values: who has the word and who waits for it, and how cases are
//! weighed. The clock informs; nobody is cut off.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{Case, Clock, Dots, Meeting, Placed};
use crate::id::{CaseId, GroupId, RecordId, SeatId};
use crate::time::{Span, Timestamp};

/// The floor (das Wort): a round in which people speak one after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// What kind of round.
    pub round: Round,
    /// How long each is meant to speak, in seconds.
    pub seconds: Option<u16>,
    /// Who is to speak, in order; whoever was heard keeps their place.
    pub order: Vec<Turn>,
    /// Who of them was heard, or passed.
    pub heard: BTreeSet<TurnId>,
    /// Who besides asks for the word, as they came.
    pub hands: Vec<Turn>,
    /// Who has the word, and since when.
    pub at: Option<(Turn, Timestamp)>,
    /// The words of a flash round. None is kept: they are burned when it ends.
    pub said: BTreeMap<SeatId, RecordId>,
    /// How many turns there have been: the next one's number.
    pub turns: u16,
}

/// What people speak one after another for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Round {
    /// Eröffnungsrunde: everybody.
    CheckIn,
    /// Fall-Pitches: every case, by whoever brought it.
    Pitches,
    /// Ernte: every group, by one of its people.
    Harvest,
    /// Blitzlicht: everybody, a word each.
    Flash,
    /// Redeliste: whoever asks for the word.
    Open,
}

/// A turn's number, its own for as long as the round lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TurnId(pub u16);

/// Somebody's turn to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Its number.
    pub id: TurnId,
    /// Who is to speak.
    pub who: Speaker,
}

/// Who is to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// Somebody here.
    Seat(SeatId),
    /// Whoever brought this case, about it.
    Case(CaseId),
    /// One of this group, for all of it.
    Group(GroupId),
    /// Somebody without a device, by the name that whoever leads wrote.
    Named(Placed),
}

/// Cases being weighed: everybody has so many dots, and sees nobody else's until all are shown as
/// sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    /// How many dots each person has.
    pub budget: u8,
    /// The dots.
    pub dots: Dots<CaseId>,
}

impl Round {
    /// How long each usually speaks, in seconds; on the speaking list it is open.
    pub const fn usual_seconds(self) -> Option<u16> {
        match self {
            Self::CheckIn => Some(30),
            Self::Pitches => Some(90),
            Self::Harvest => Some(180),
            Self::Flash => Some(10),
            Self::Open => None,
        }
    }
}

impl Floor {
    /// Who has the word.
    pub fn speaking(&self) -> Option<&Turn> {
        self.at.as_ref().map(|(turn, _)| turn)
    }

    /// The clock of whoever has the word, where their time is planned.
    pub fn clock(&self) -> Option<Clock> {
        let (planned, (_, since)) = (Span::seconds(self.seconds?.into()), self.at?);
        Some(Clock { planned, since: Some(since), ..Clock::default() })
    }

    /// A turn that is planned or asked for, or somebody has now.
    pub fn turn(&self, id: TurnId) -> Option<&Turn> {
        let mut turns = self.order.iter().chain(&self.hands).chain(self.speaking());
        turns.find(|turn| turn.id == id)
    }

    /// Who in the order is still to be heard.
    pub fn unheard(&self) -> impl Iterator<Item = &Turn> {
        let now = self.speaking().map(|turn| turn.id);
        self.order.iter().filter(move |turn| Some(turn.id) != now && !self.heard.contains(&turn.id))
    }
}

impl Meeting {
    /// The person who speaks in a turn, where that is said: a group may not have said who does.
    pub fn speaker(&self, who: Speaker) -> Option<SeatId> {
        match who {
            Speaker::Seat(seat) => Some(seat),
            Speaker::Case(case) => self.case(case)?.known_giver(),
            Speaker::Group(group) => self.harvest.speakers.get(&group).copied(),
            Speaker::Named(_) => None,
        }
    }

    /// Who asks for the word, in the order in which they get it: remote first, then as they came.
    pub fn hands(&self) -> Vec<&Turn> {
        let mut hands: Vec<_> = self.floor.iter().flat_map(|floor| &floor.hands).collect();
        let is_here = |turn: &Turn| {
            let seat = self.speaker(turn.who).and_then(|id| self.seat(id));
            seat.is_none_or(|seat| seat.presence.is_in_the_room())
        };
        // A stable sort: among the remote and in the room whoever came first stays first.
        hands.sort_by_key(|turn| is_here(turn));
        hands
    }

    /// Who speaks next: the first in the order who was not heard, then whoever asks for the word.
    pub fn next_to_speak(&self) -> Option<&Turn> {
        let floor = self.floor.as_ref()?;
        floor.unheard().next().or_else(|| self.hands().into_iter().next())
    }

    /// The case backlog (Fallspeicher): what was brought and not taken up by a group, whoever has
    /// waited longest first.
    pub fn backlog(&self) -> Vec<&Case> {
        let groups = || self.groups.values();
        let formed = groups().filter_map(|group| group.case);
        let proposed = self.formed().into_iter();
        let proposed = proposed.flat_map(|it| &it.groups).filter_map(|it| it.case);
        let chosen = groups().flat_map(|group| &group.sessions).filter_map(|it| it.case);
        let taken: BTreeSet<_> = formed.chain(proposed).chain(chosen).collect();
        let waits = |it: &&Case| !it.withdrawn && !taken.contains(&it.id);
        let mut waiting: Vec<_> = self.cases.iter().filter(waits).collect();
        waiting.sort_by_key(|it| it.since);
        waiting
    }
}
