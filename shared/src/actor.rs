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
    /// A person with a seat, and the group they sit in.
    Seat(SeatId, GroupId),
    /// The server's own copy: everything the log knows.
    House,
}

impl Viewer {
    /// Whether this is the person with that seat, or the house.
    pub fn is(self, seat: SeatId) -> bool {
        match self {
            Self::Seat(own, _) => own == seat,
            Self::House => true,
            Self::Door => false,
        }
    }

    /// Whether what happens in that group reaches this viewer.
    pub fn is_in(self, group: GroupId) -> bool {
        match self {
            Self::Seat(_, own) => own == group,
            Self::House => true,
            Self::Door => false,
        }
    }
}
