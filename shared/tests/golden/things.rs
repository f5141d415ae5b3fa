//! The things that examples are made of: each with bytes of its own, so that a frame can be read.

use ballot::bytes::{CandidateId, Digest, Opened, Point as Key, PollId};
use ballot::count::{Because, By, Elected, RunOff};
use ballot::poll::{Majority, Manner, Poll};
use ballot::receipt::Receipt;
use ballot::sums::{Standing, Sums};
use shared::command::Claim;
use shared::formation::{Hindrance, Reason};
use shared::id::{
    CardId, CaseId, CommandId, DeviceId, ElectionId, GroupId, MeetingId, RecordId, SeatId,
    SessionId,
};
use shared::meeting::{
    Face, Forming, Loan, Outcome, Parked, ParkedState, Part, Placed, Point, PointId, Procedure,
    RaisedHands, Report, Speaker, Turn, TurnId,
};
use shared::method::{Flag, Kind, LastMinutes, Method, Module, Phase, Role, See, Size, Turns};
use shared::pad::{PadId, Sheet, Snapshot, Update};
use shared::pass::PassHash;
use shared::time::Timestamp;
use shared::words::{Record, Sealed};

pub const MEETING: MeetingId = MeetingId::from_bytes([0x01; 16]);
pub const GROUP: GroupId = GroupId::from_bytes([0x02; 16]);
pub const SESSION: SessionId = SessionId::from_bytes([0x03; 16]);
pub const SEAT: SeatId = SeatId::from_bytes([0x04; 16]);
pub const OTHER: SeatId = SeatId::from_bytes([0x05; 16]);
pub const CASE: CaseId = CaseId::from_bytes([0x06; 16]);
pub const CARD: CardId = CardId::from_bytes([0x07; 16]);
pub const RECORD: RecordId = RecordId::from_bytes([0x08; 16]);
pub const COMMAND: CommandId = CommandId::from_bytes([0x09; 16]);
pub const DEVICE: DeviceId = DeviceId::from_bytes([0x0a; 16]);
pub const HASH: PassHash = PassHash([0x0b; 32]);
pub const ELECTION: ElectionId = ElectionId::from_bytes([0x11; 16]);
pub const POLL: PollId = PollId([0x12; 16]);
pub const KEY: Key = Key([0x13; 32]);
pub const DIGEST: Digest = Digest([0x14; 32]);
pub const AT: Timestamp = Timestamp(1_773_129_900_000);
pub const PAD: PadId = PadId { session: SESSION, sheet: Sheet::Notes(1) };

pub fn sealed() -> Sealed {
    Sealed(vec![0x0c, 0x0d, 0x0e])
}

pub fn record() -> Record {
    Record { id: RECORD, sealed: sealed() }
}

pub fn update() -> Update {
    Update { author: SEAT, device: DEVICE, counter: 300, sealed: sealed() }
}

pub fn snapshot() -> Snapshot {
    Snapshot { upto: 2_000, update: update() }
}

/// What is on a card.
pub fn face() -> Face {
    Face { by: Some(SEAT), anonymous: false, words: RECORD }
}

/// What is on a card whose author is not told.
pub fn nameless() -> Face {
    Face { by: None, anonymous: true, words: RECORD }
}

pub fn forming() -> Forming {
    let (case, moderator, place) = (Some(CASE), Some(OTHER), Some(place()));
    Forming {
        group: GROUP,
        case,
        moderator,
        members: vec![SEAT, OTHER],
        place,
        places: Some(7),
        why: [(OTHER, Reason::Hindered { missed: CASE, by: Hindrance::House })].into(),
    }
}

pub fn report() -> Report {
    let (outcome, words) = (Outcome::Differently, Some(RECORD));
    Report { by: SEAT, phase: 5, gives: true, outcome, words, at: AT }
}

pub fn point() -> Point {
    Point { id: PointId(4), part: Part::Consultation, minutes: 45 }
}

pub fn place() -> Placed {
    Placed { by: SEAT, words: RECORD }
}

pub fn turn(id: u16, who: Speaker) -> Turn {
    Turn { id: TurnId(id), who }
}

pub fn parked(state: ParkedState) -> Parked {
    Parked { id: CARD, from: OTHER, by: SEAT, words: RECORD, state }
}

/// A method with one phase in which everything is.
pub fn method() -> Method {
    let phase = Phase {
        id: "phase".into(),
        minutes: 10,
        range: (5, 15),
        speak: vec![Role::CaseGiver],
        silent: vec![Role::Consultant],
        write: vec![Role::Scribe, Role::CaseGiver],
        see: See::Own,
        kinds: vec![Kind::Cards, Kind::Vote],
        flags: vec![Flag::PrivateNotes],
        seconds_each: Some(60),
        silent_s: Some(300),
        columns: 2,
        last: Some(LastMinutes { minutes: 3, speak: vec![Role::Consultant] }),
    };
    Method {
        id: "method".into(),
        roles: vec![Role::CaseGiver, Role::Moderator, Role::Consultant, Role::Scribe],
        consult: vec![Role::Scribe],
        size: Size { min: 5, ideal: (6, 8), max: 10 },
        turns: Some(Turns { min: 1, usual: 2, max: 3 }),
        phases: vec![phase],
    }
}

pub fn module() -> Module {
    Module {
        id: "module".into(),
        steps: vec![8, 1, 5],
        turns: true,
        round: true,
        seconds_each: Some(30),
        silent_s: Some(120),
    }
}

pub fn procedure() -> Procedure {
    let (manner, majority) = (Manner::Secret, Majority::Relative);
    Procedure { seats: 2, manner, majority, quorum: Some(50), speech: 90 }
}

pub fn hands() -> RaisedHands {
    RaisedHands { yes: 22, no: 0, abstain: 300 }
}

pub fn loan() -> Loan {
    Loan { key: KEY, by: SEAT, name: RECORD }
}

pub fn poll() -> Poll {
    Poll {
        id: POLL,
        manner: Manner::Secret,
        majority: Majority::Absolute,
        seats: 1,
        quorum: None,
        run_off_of: Some(DIGEST),
        candidates: vec![CandidateId(*SEAT.as_bytes()), CandidateId(*OTHER.as_bytes())],
        lock: KEY,
        key_check: DIGEST,
        paper: DIGEST,
    }
}

pub fn receipt() -> Receipt {
    Receipt { voter: KEY, challenge: Opened([0x15; 32]), answer: Opened([0x16; 32]) }
}

pub fn sums() -> Sums {
    let standings = vec![Standing { yes: 2, no: 1, abstain: 0 }];
    Sums { voters: 3, ballots: 3, abstentions: 0, invalid: 0, standings }
}

pub fn claim() -> Claim {
    Claim {
        confirmation: DIGEST,
        elected: vec![Elected { candidate: 0, by: By::Votes }],
        run_off: Some(RunOff { candidates: vec![1, 2], seats: 1, because: Because::Tie }),
        vacant: 0,
    }
}
