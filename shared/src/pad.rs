//! Pads (Mitschriften): which sheets a case session has, and one sealed piece of writing in them.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, SeatId, SessionId};
use crate::words::Sealed;

/// A text that several people may write at once: one sheet of one case session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PadId {
    /// The case session it belongs to.
    pub session: SessionId,
    /// Which of its sheets.
    pub sheet: Sheet,
}

impl PadId {
    /// A short, stable key for stores.
    pub fn to_bytes(self) -> Vec<u8> {
        postcard::to_allocvec(&self).expect("a pad id has no part that cannot be encoded")
    }
}

/// The sheets of a case session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sheet {
    /// The shared notes of the phase with this index.
    Notes(u8),
    /// The key question while it is being worded.
    Question,
    /// What the process observer saw.
    Observation,
    /// The private notes of one seat; nobody else ever receives them.
    Private(SeatId),
}

/// One sealed Yjs update as it travels and as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Whose device wrote it.
    pub author: SeatId,
    /// Which of their devices.
    pub device: DeviceId,
    /// The device's own counter; `(device, counter)` is stored once however often it arrives.
    pub counter: u64,
    /// The update.
    pub sealed: Sealed,
}

/// The whole of a pad up to one of its updates, written by a client that holds it all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The number of the last update that went into it.
    pub upto: u64,
    /// The document, sealed like an update, with its writer.
    pub update: Update,
}

/// Who may write on and read a sheet. The words themselves never pass through here.
pub mod access {
    use crate::actor::Viewer;
    use crate::id::SeatId;
    use crate::meeting::{CaseSession, Cast, Meeting};
    use crate::method::{Kind, Role, names};
    use crate::refusal::Refusal;

    use super::{PadId, Sheet};

    /// Whether this seat may write on this sheet now.
    ///
    /// The notes of a phase stay open to those who write in it until the session ends, also when
    /// the group has gone on: a sentence begun is finished, and what was typed without a
    /// connection still arrives.
    pub fn may_write(m: &Meeting, seat: SeatId, pad: PadId) -> Result<(), Refusal> {
        let (session, cast) = place(m, seat, pad)?;
        if let Sheet::Private(owner) = pad.sheet {
            // One's own notes never close.
            return if owner == seat { Ok(()) } else { Err(Refusal::SheetClosed) };
        }
        if session.ended.is_some() {
            return Err(Refusal::SessionEnded);
        }
        let roles = cast.roles(seat);
        let writes = match pad.sheet {
            Sheet::Notes(index) => {
                let phase = session.method.phases.get(usize::from(index));
                let phase = phase.filter(|phase| index <= session.furthest && phase.has(Kind::Pad));
                names(&phase.ok_or(Refusal::NotInThisPhase)?.write, roles)
            }
            Sheet::Question if session.question.is_some() => return Err(Refusal::QuestionFixed),
            Sheet::Question => {
                let reached = session.method.phases.iter().take(usize::from(session.furthest) + 1);
                let mut reached = reached.filter(|phase| phase.has(Kind::Question)).peekable();
                reached.peek().ok_or(Refusal::NotInThisPhase)?;
                reached.any(|phase| names(&phase.write, roles))
            }
            Sheet::Observation => roles.contains(&Role::Observer),
            Sheet::Private(_) => false,
        };
        if writes { Ok(()) } else { Err(Refusal::RoleDoesNotWrite) }
    }

    /// Whether this viewer may read this sheet now.
    ///
    /// Once the session has ended, the notes belong to the case giver alone: the group's record
    /// is without the account.
    pub fn may_read(m: &Meeting, who: Viewer, pad: PadId) -> Result<(), Refusal> {
        let Viewer::Seat(seat, _) = who else { return Err(Refusal::NotSeated) };
        let (session, cast) = place(m, seat, pad)?;
        let roles = cast.roles(seat);
        let last = usize::from(session.phase) + 1 == session.method.phases.len();
        let reads = match pad.sheet {
            Sheet::Private(owner) => owner == seat,
            Sheet::Notes(index) => {
                index <= session.furthest
                    && (session.ended.is_none() || roles.contains(&Role::CaseGiver))
            }
            Sheet::Question => true,
            Sheet::Observation => {
                roles.contains(&Role::Observer) || last || session.ended.is_some()
            }
        };
        if reads { Ok(()) } else { Err(Refusal::SheetClosed) }
    }

    fn place(m: &Meeting, seat: SeatId, pad: PadId) -> Result<(&CaseSession, Cast), Refusal> {
        let (group_id, group, session) = m.session(pad.session).ok_or(Refusal::NoSuchSession)?;
        let sits = m.seat(seat).is_some_and(|seat| seat.group == group_id);
        if sits { Ok((session, group.cast_of(session))) } else { Err(Refusal::NoSuchSession) }
    }
}
