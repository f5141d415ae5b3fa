//! Commands: what people ask for, in the imperative.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, CommandId, ElectionId, GroupId, RecordId, SeatId, SessionId};
use crate::meeting::{Forming, Intent, Outcome, Point, PointId, Presence};
use crate::method::Method;
use crate::pass::PassHash;
use crate::time::Timestamp;

mod case;
mod election;
mod plenary;
mod step;

pub use case::CaseStep;
pub use election::{Act, Claim};
pub use plenary::{FloorStep, HarvestStep, WeighStep};
pub use step::Step;

/// Something a person asks for. Sent twice with the same id, it takes effect once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Made by the device, once.
    pub id: CommandId,
    /// What is asked for.
    pub deed: Deed,
}

/// What can be asked for. Words are named by their place in the drawer; they travel beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Come in from the door and sit down.
    TakeSeat {
        /// The seat's id, made by the device.
        seat: SeatId,
        /// The hash of the pass that will bring this person back.
        pass: PassHash,
        /// Name and house.
        person: RecordId,
        /// In the room or not.
        presence: Presence,
        /// Whether the agreements were accepted at the door.
        agreed: bool,
        /// What they come for, where they say so at once: whoever cannot come needs no place.
        intent: Option<Intent>,
    },
    /// Change one's own name, house or presence.
    Introduce {
        /// Name and house, written anew.
        person: RecordId,
        /// In the room or not.
        presence: Presence,
    },
    /// Accept the agreements.
    Agree,
    /// Leave for good, or ask somebody to leave: the seat's pass ends.
    Leave {
        /// Whose seat.
        seat: SeatId,
    },
    /// Set the day on which everything will be deleted. A day that has passed deletes at once.
    KeepUntil {
        /// When.
        at: Timestamp,
    },
    /// Give the meeting another title.
    Retitle {
        /// The title.
        title: RecordId,
    },
    /// Hand the moderation of one's group to somebody, or take it: as the one who invited, as the
    /// deputy, or as anybody while it is offered or nobody has it.
    NameModerator {
        /// Who moderates from now on.
        seat: SeatId,
    },
    /// Say who takes over when the moderator's device is gone, or nobody.
    NameDeputy {
        /// Who.
        seat: Option<SeatId>,
    },
    /// Agree on when people have to leave, or on nothing.
    SetEnd {
        /// When.
        at: Option<Timestamp>,
    },
    /// Bring a case.
    BringCase {
        /// Its id, made by the device.
        case: CaseId,
        /// One sentence, and how urgent it is.
        words: RecordId,
    },
    /// Word one's own case anew.
    RewordCase {
        /// Which.
        case: CaseId,
        /// The new words; the old ones are burned.
        words: RecordId,
    },
    /// Take one's own case back.
    WithdrawCase {
        /// Which.
        case: CaseId,
    },
    /// Begin a case session in one's group.
    Begin {
        /// Its id, made by the device.
        session: SessionId,
        /// The method, frozen from now on.
        method: Method,
        /// What people read of it.
        guide: RecordId,
    },
    /// Say what became of one's own first step.
    Report {
        /// The case session in which it was named.
        session: SessionId,
        /// The phase in which it was named.
        phase: u8,
        /// In a word.
        outcome: Outcome,
        /// In a line.
        words: Option<RecordId>,
    },
    /// Something within a case session.
    In(SessionId, Step),
    /// Offer a group the moderation, since the moderator's device has been gone for a while, or no
    /// longer. Only the server itself asks for it.
    OfferModeration {
        /// Which group.
        group: GroupId,
        /// Who moderates it.
        moderator: SeatId,
        /// Offer it or not.
        open: bool,
    },
    /// Say in which cases one would like to take part.
    Wish {
        /// The cases, the dearest first, at most three.
        cases: Vec<CaseId>,
    },
    /// Propose how to form groups; without any, take the proposal back.
    Propose {
        /// The groups in the order of their letters.
        groups: Vec<Forming>,
        /// For how many seconds objections are waited for.
        seconds: u16,
    },
    /// Object to where one is put, or no longer.
    Object {
        /// Whether one does.
        objects: bool,
    },
    /// Take a place in a group that is open to all, or give it back.
    TakePlace {
        /// Whose; others are placed by whoever leads the meeting.
        seat: SeatId,
        /// In which group.
        group: Option<GroupId>,
        /// Whether they moderate it.
        moderates: bool,
    },
    /// Form the groups as proposed.
    FormGroups {
        /// The number of the proposal, so that nothing is formed that has changed meanwhile.
        number: u32,
    },
    /// Move somebody to another group, or back to the plenary.
    MoveTo {
        /// Whose seat.
        seat: SeatId,
        /// To which group.
        group: GroupId,
    },
    /// Write where a group meets.
    PlaceGroup {
        /// Which group.
        group: GroupId,
        /// The words.
        words: RecordId,
    },
    /// Have somebody go to groups that call for help, or no longer.
    NameFloater {
        /// Whose seat.
        seat: SeatId,
        /// Whether they do.
        floats: bool,
    },
    /// Call for help in one's group, or need none any more.
    CallHelp {
        /// Call or not.
        calls: bool,
    },
    /// Come to help a group.
    AnswerHelp {
        /// Which group.
        group: GroupId,
    },
    /// Ask for more time for one's group, or do without.
    AskMinutes {
        /// How many minutes.
        minutes: Option<u8>,
    },
    /// Give running groups more time.
    GiveMinutes {
        /// Which groups; all where none is named.
        groups: Vec<GroupId>,
        /// How many minutes, 1 to 30.
        minutes: u8,
        /// Whether it answers what a group asked for: then it is given once, whoever answers.
        asked: bool,
    },
    /// Call the groups back into the plenary, or not any more.
    CallBack {
        /// When they are to be there.
        at: Option<Timestamp>,
    },
    /// Tell groups something.
    Tell {
        /// Which groups; all where none is named.
        groups: Vec<GroupId>,
        /// The words.
        words: RecordId,
    },
    /// Ask everybody in which cases they would like to take part, or no longer.
    AskWishes {
        /// Ask or not.
        open: bool,
    },
    /// Plan the day, or plan it anew.
    PlanAgenda {
        /// When the first point is to begin.
        begins: Timestamp,
        /// The points, in order.
        points: Vec<Point>,
        /// What people call them.
        words: RecordId,
    },
    /// Go to a point of the agenda, or past the last.
    GoToPoint {
        /// The point at which this was asked, so that two taps move once.
        from: Option<PointId>,
        /// The point to go to.
        to: Option<PointId>,
    },
    /// Say where the meeting takes place, and how many people and until when cases are taken.
    Invite {
        /// Where.
        place: Option<RecordId>,
        /// How many people; as many as fit where nothing is said.
        capacity: Option<u8>,
        /// Until when cases.
        cases_until: Option<Timestamp>,
    },
    /// Let nobody in any more, or again.
    CloseDoor {
        /// Close or open.
        closed: bool,
    },
    /// Say what one comes for.
    Intend {
        /// What for.
        intent: Intent,
    },
    /// Something about who has the word in the plenary.
    Floor(FloorStep),
    /// Something about the weighing of cases in the plenary.
    Weigh(WeighStep),
    /// Something about the harvest.
    Harvest(HarvestStep),
    /// Something in an election.
    Elect {
        /// Which; the id is made by the device that plans it.
        election: ElectionId,
        /// What.
        act: Act,
    },
    /// Something about cases that are not brought in one's own name, or for others.
    Case(CaseStep),
}
