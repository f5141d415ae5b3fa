//! Who acts, and for whom a view is made.

use serde::{Deserialize, Serialize};

use crate::id::{GroupId, SeatId};
use crate::pass::PassKind;

/// Who a command comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// Somebody at the door with an invitation, not yet seated.
    Door(PassKind),
    /// A person with a seat.
    Seat(SeatId),
    /// The server itself: opening a meeting.
    House,
}

/// For whom a view is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Viewer {
    /// Somebody at the door: the title, nothing else.
    Door,
    /// A person with a seat, the group they sit in, and how far beyond it they see.
    Seat(SeatId, GroupId, Sight),
    /// The server's own copy: everything the log knows.
    House,
}

/// How far somebody sees beyond their own group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sight {
    /// Not at all.
    Group,
    /// How all groups get on: their phases, clocks and calls for help, and not a word that is said
    /// in them.
    Process,
}

impl Viewer {
    /// Somebody who sees their own group and nothing of the others.
    pub const fn member(seat: SeatId, group: GroupId) -> Self {
        Self::Seat(seat, group, Sight::Group)
    }

    /// Whether they see how all groups get on.
    pub fn sees_process(self) -> bool {
        matches!(self, Self::Seat(.., Sight::Process) | Self::House)
    }

    /// Whether this is the person with that seat, or the house.
    pub fn is(self, seat: SeatId) -> bool {
        match self {
            Self::Seat(own, ..) => own == seat,
            Self::House => true,
            Self::Door => false,
        }
    }

    /// Whether what happens in that group reaches this viewer.
    pub fn is_in(self, group: GroupId) -> bool {
        match self {
            Self::Seat(_, own, _) => own == group,
            Self::House => true,
            Self::Door => false,
        }
    }
}
