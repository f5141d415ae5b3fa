//! How a group gets on, as its card on the board says it. No word of it was said in the group.

use mirror::Mirror;
use shared::id::GroupId;
use shared::meeting::{Case, Formation, Left};
use shared::time::Timestamp;
use vault::words::Room;

use crate::parts::clock;
use crate::session::{name, name_of};

/// One group at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Where it meets.
    pub room: Option<Room>,
    /// Whose case it is.
    pub giver: Option<String>,
    /// Who moderates.
    pub moderator: Option<String>,
    /// What the phase is called; `None` where no consultation has begun.
    pub phase: Option<String>,
    /// What the clock of the phase shows, and whether it is over.
    pub clock: Option<(String, bool)>,
    /// Whether the clock stands.
    pub stands: bool,
    /// Whether the consultation has ended.
    pub done: bool,
    /// By how much it is over the end that was agreed, at which the plenary goes on: `+1:10`.
    pub late: Option<String>,
    /// How many of its people are connected.
    pub here: usize,
    /// How many people it has.
    pub all: usize,
    /// For how many minutes it has called for help, and who comes.
    pub help: Option<(u64, Option<String>)>,
    /// How many more minutes it asks for.
    pub asks: Option<u8>,
}

impl State {
    /// Where it stands on the board: help first, then what is overdue.
    pub fn rank(&self) -> u8 {
        match (&self.help, &self.clock) {
            (Some((_, None)), _) => 0,
            (Some(_), _) => 1,
            _ if self.done => 3,
            _ if self.late.is_some() => 2,
            (None, Some((_, true))) => 2,
            _ => 3,
        }
    }
}

/// The groups as they were formed last.
pub fn formed(m: &Mirror) -> Option<&Formation> {
    m.meeting().formed()
}

/// How a group gets on.
pub fn of(m: &Mirror, id: GroupId, now: Timestamp) -> Option<State> {
    let meeting = m.meeting();
    let group = meeting.groups.get(&id)?;
    let forming = formed(m)?.groups.iter().find(|forming| forming.group == id)?;
    let members = meeting.members(id);
    let session = group.sessions.last();
    let running = group.running();
    let cast = session.map_or(group.cast, |session| group.cast_of(session));
    let case = group.case.or(forming.case).and_then(|case| meeting.case(case));
    let giver = cast.case_giver.or(case.and_then(Case::known_giver));
    let left = running.map(|session| session.clock().left(now));
    let back = meeting.back_at.filter(|at| *at < now && running.is_some());
    Some(State {
        room: forming.place.and_then(|place| m.room(&place).words()),
        giver: giver.map(|seat| name(m, seat)),
        moderator: group.cast.moderator.map(|seat| name(m, seat)),
        phase: session.and_then(|session| name_of(m, session, session.phase)),
        clock: left.map(|left| (clock::digits(left), matches!(left, Left::Over(_)))),
        stands: running.is_some_and(|session| session.clock().since.is_none()),
        done: session.is_some() && running.is_none(),
        late: back.map(|at| clock::digits(Left::Over(now.since(at)))),
        here: members.iter().filter(|seat| m.is_present(**seat)).count(),
        all: members.len(),
        help: group.help.map(|help| {
            let minutes = now.since(help.since).as_seconds() / 60;
            (minutes, help.answered.map(|seat| name(m, seat)))
        }),
        asks: group.asks_minutes,
    })
}
