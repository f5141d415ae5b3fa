//! A meeting as a value: what all its events together have made of it.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::actor::{Sight, Viewer};
use crate::id::{CaseId, ElectionId, GroupId, MeetingId, RecordId, SeatId, SessionId};
use crate::method::{Method, Phase, Role, See, names};
use crate::pass::{PassHash, PassKind};
use crate::time::Timestamp;

mod agenda;
mod case;
mod election;
mod groups;
mod harvest;
mod outcome;
mod plenary;
mod session;

pub use agenda::*;
pub use case::*;
pub use election::*;
pub use groups::*;
pub use harvest::*;
pub use outcome::*;
pub use plenary::*;
pub use session::*;

/// A meeting (Treffen).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its id; `None` before it was opened.
    pub id: Option<MeetingId>,
    /// Its title.
    pub title: Option<RecordId>,
    /// When it was opened.
    pub opened: Timestamp,
    /// When everything will be deleted.
    pub delete_at: Timestamp,
    /// When people have to leave, as it was agreed.
    pub ends: Option<Timestamp>,
    /// Who may come in, by hash. Only the house's copy has any.
    pub passes: BTreeMap<PassHash, Admission>,
    /// Where it takes place, and who may come in and bring cases for how long.
    pub invitation: Invitation,
    /// What the meeting does when, where that was planned.
    pub agenda: Option<Agenda>,
    /// The people.
    pub seats: BTreeMap<SeatId, Seat>,
    /// The cases that were brought, oldest first.
    pub cases: Vec<Case>,
    /// The group of the plenary: where everybody sits down, and where a small meeting consults.
    pub plenary: Option<GroupId>,
    /// The groups.
    pub groups: BTreeMap<GroupId, Group>,
    /// Who goes to groups that call for help, besides whoever leads the meeting.
    pub floaters: BTreeSet<SeatId>,
    /// Whether wishes are asked for.
    pub asks_wishes: bool,
    /// The number of the formation after which they were asked for; none before the first.
    pub wishes_for: u32,
    /// In which cases people would like to take part, the dearest first; for others only that they
    /// have said so.
    pub wishes: BTreeMap<SeatId, Option<Vec<CaseId>>>,
    /// How the groups are to be formed, or were formed last.
    pub formation: Option<Formation>,
    /// When the groups are to be back in the plenary.
    pub back_at: Option<Timestamp>,
    /// What whoever leads has told groups, the latest last.
    pub messages: Vec<Message>,
    /// Who has the word in the plenary, while people speak one after another.
    pub floor: Option<Floor>,
    /// How cases are weighed in the plenary.
    pub weighing: Option<Weighing>,
    /// What case givers gave to the plenary.
    pub harvest: Harvest,
    /// The elections, oldest first.
    pub elections: Vec<Election>,
}

/// What a pass opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Admission {
    /// The door, as a guest or as the one who invites.
    Door(PassKind),
    /// A seat.
    Seat(SeatId),
}

/// Where a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Presence {
    /// vor Ort.
    OnSite,
    /// zugeschaltet.
    Remote,
    /// am Raumgerät: in the room, at a device that others share.
    RoomDevice,
}

impl Presence {
    /// Whether somebody is in the room with others.
    pub fn is_in_the_room(self) -> bool {
        self != Self::Remote
    }
}

/// A seat (Platz): one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Name and house.
    pub person: RecordId,
    /// In the room or not.
    pub presence: Presence,
    /// Whether they accepted the agreements.
    pub agreed: bool,
    /// Whether they came by the moderator's link and may always take the moderation.
    pub inviting: bool,
    /// Their group.
    pub group: GroupId,
    /// When they sat down.
    pub since: Timestamp,
    /// What they come for, as far as they have said so.
    pub intent: Option<Intent>,
    /// Whether they have left for good. What they said stays.
    pub left: bool,
}

impl Seat {
    /// Whether they are waited for: they have not left and have not said that they cannot come.
    pub fn is_expected(&self) -> bool {
        !self.left && self.intent != Some(Intent::Absent)
    }
}

/// What somebody comes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Intent {
    /// With a case.
    Case,
    /// To advise.
    Advice,
    /// With a case, and to advise on others.
    Both,
    /// They cannot come, and leave a case or follow what comes of it.
    Absent,
}

/// What a meeting says of itself before it begins, and how long its door is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Where it takes place.
    pub place: Option<Placed>,
    /// How many people have room; those who invite do not count.
    pub capacity: Option<u8>,
    /// Until when cases are taken (Annahmeschluss); later only those who invite bring some.
    pub cases_until: Option<Timestamp>,
    /// Whether nobody is let in any more (Einlass geschlossen).
    pub closed: bool,
}

/// A group (Gruppe).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Who does what now.
    pub cast: Cast,
    /// Whether anybody may take the moderation, because the moderator's device is gone.
    pub moderation_offered: bool,
    /// The case it was formed around.
    pub case: Option<CaseId>,
    /// Who has been in it, each with the formations by which they were: nobody is to come to a table
    /// twice, and who has met is parted in a later round.
    pub visits: BTreeMap<SeatId, BTreeSet<u32>>,
    /// Its call for help, while it needs some.
    pub help: Option<Help>,
    /// How many more minutes it has asked for.
    pub asks_minutes: Option<u8>,
    /// The case sessions, oldest first; only the last can be running.
    pub sessions: Vec<CaseSession>,
}

/// Who does what. Everybody who is named nowhere consults; what each role may do besides is the
/// method's to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Moderation.
    pub moderator: Option<SeatId>,
    /// Who takes over when the moderator's device is gone.
    pub deputy: Option<SeatId>,
    /// Fallgeber:in.
    pub case_giver: Option<SeatId>,
    /// Schreiber:in.
    pub scribe: Option<SeatId>,
    /// Prozessbeobachter:in.
    pub observer: Option<SeatId>,
    /// Zeitwächter:in, beside another role.
    pub timekeeper: Option<SeatId>,
}

impl Cast {
    /// Whether those who consult write in the scribe's place: the phase leaves it to the scribe
    /// alone, and nobody is. What few are to read is written by nobody else.
    pub fn wants_scribe(&self, phase: &Phase) -> bool {
        self.scribe.is_none() && phase.write == [Role::Scribe] && phase.see != See::Few
    }

    /// Who writes in a phase: those it names, and whoever does so in the scribe's place.
    pub fn writers(&self, phase: &Phase) -> Vec<Role> {
        let instead = self.wants_scribe(phase).then_some(Role::Consultant);
        phase.write.iter().copied().chain(instead).collect()
    }

    /// Whether somebody writes in a phase of this method.
    pub fn writes(&self, seat: SeatId, phase: &Phase, session: &CaseSession) -> bool {
        names(&self.writers(phase), &self.roles(seat, session))
    }

    /// What a person is in a session, the most particular role first. Whoever came when it was too
    /// late to advise watches, unless somebody has given them something to do.
    pub fn roles(&self, seat: SeatId, session: &CaseSession) -> Vec<Role> {
        let roles = self.roles_by(seat, &session.method);
        match session.late.contains(&seat) && roles == [Role::Consultant] {
            true => [Role::Observer].into(),
            false => roles,
        }
    }

    /// What a person is by this method, the most particular role first.
    ///
    /// A role that the method does not know is none: its holder consults like the others.
    pub fn roles_by(&self, seat: SeatId, method: &Method) -> Vec<Role> {
        let holds = |holder, role| holder == Some(seat) && method.knows(role);
        if holds(self.case_giver, Role::CaseGiver) {
            return [Role::CaseGiver].into();
        }
        let mut roles = Vec::with_capacity(3);
        roles.extend(method.lead().filter(|_| self.moderator == Some(seat)));
        roles.extend(holds(self.scribe, Role::Scribe).then_some(Role::Scribe));
        roles.extend(holds(self.observer, Role::Observer).then_some(Role::Observer));
        if roles.iter().all(|role| method.consult.contains(role)) {
            roles.push(Role::Consultant);
        }
        roles.extend(holds(self.timekeeper, Role::Timekeeper).then_some(Role::Timekeeper));
        roles
    }
}

impl Meeting {
    /// The seat of somebody who has not left.
    pub fn seat(&self, id: SeatId) -> Option<&Seat> {
        self.seats.get(&id).filter(|seat| !seat.left)
    }

    /// As whom somebody with a seat sees the meeting; `None` where they have left.
    pub fn viewer(&self, id: SeatId) -> Option<Viewer> {
        let seat = self.seat(id)?;
        let far = seat.inviting || self.floaters.contains(&id);
        let sight = if far { Sight::Process } else { Sight::Group };
        Some(Viewer::Seat(id, seat.group, sight))
    }

    /// The people of a group who have not left, in the order in which they are asked: remote
    /// first, then by when they came.
    pub fn members(&self, group: GroupId) -> Vec<SeatId> {
        self.asked(|seat| seat.group == group)
    }

    /// Those who have not left and of whom this holds, in the order in which they are asked.
    pub fn asked(&self, of: impl Fn(&Seat) -> bool) -> Vec<SeatId> {
        let mut members: Vec<_> =
            self.seats.iter().filter(|(_, seat)| of(seat) && !seat.left).collect();
        members.sort_by_key(|(id, seat)| (seat.presence.is_in_the_room(), seat.since, **id));
        members.into_iter().map(|(id, _)| *id).collect()
    }

    /// A case that was not taken back.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == id && !case.withdrawn)
    }

    /// The cases that are still to be consulted on and that somebody could speak for, oldest first.
    /// Of what bears no name nobody is told whether its giver comes.
    pub fn open_cases(&self) -> impl Iterator<Item = &Case> {
        let comes = |giver| self.seat(giver).is_some_and(|it| it.intent != Some(Intent::Absent));
        let open = self.cases.iter().filter(|case| !case.withdrawn && !case.consulted);
        open.filter(move |case| case.giver().is_none_or(comes))
    }

    /// The cases on a group's table: those that its people brought or present and did not take
    /// back, oldest first. What bears no name lies in the plenary.
    pub fn table(&self, group: GroupId) -> impl DoubleEndedIterator<Item = &Case> {
        let of_group = move |seat: &Seat| seat.group == group;
        let here = move |case: &&Case| match case.giver() {
            Some(giver) => self.seats.get(&giver).is_some_and(of_group),
            None => self.plenary == Some(group),
        };
        self.cases.iter().filter(|case| !case.withdrawn).filter(here)
    }

    /// An election.
    pub fn election(&self, id: ElectionId) -> Option<&Election> {
        self.elections.iter().find(|election| election.id == id)
    }

    /// Whether what is said in a case session of a group is for somebody who sits in this or another
    /// group: while it runs, for those who sit in its own. Once it has ended, for those who took
    /// part, wherever they sit by then; what was consulted on in the plenary, for all who sit there.
    pub fn is_open_to(
        &self,
        (seat, sits_in): (SeatId, GroupId),
        (group, session): (GroupId, &CaseSession),
    ) -> bool {
        let sits_here = sits_in == group;
        if session.ended.is_none() {
            return sits_here;
        }
        session.took_part.contains(&seat) || (sits_here && self.plenary == Some(group))
    }

    /// A case session and its group.
    pub fn session(&self, id: SessionId) -> Option<(GroupId, &Group, &CaseSession)> {
        self.groups.iter().find_map(|(group_id, group)| {
            let session = group.sessions.iter().find(|session| session.id == id)?;
            Some((*group_id, group, session))
        })
    }
}

impl Group {
    /// The running case session.
    pub fn running(&self) -> Option<&CaseSession> {
        self.sessions.last().filter(|session| session.ended.is_none())
    }

    /// Who does what in one of the group's sessions.
    pub fn cast_of(&self, session: &CaseSession) -> Cast {
        if session.ended.is_some() { session.cast } else { self.cast }
    }
}
