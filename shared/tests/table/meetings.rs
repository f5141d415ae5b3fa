//! Meetings of the table: the same nine people, before a case session, during one and afterwards, with
//! groups proposed and with several at work.

use shared::actor::Actor;
use shared::command::{Command, Deed, Step};
use shared::engine::{apply, decide};
use shared::event::Event;
use shared::id::{CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, SessionId};
use shared::library;
use shared::meeting::{Forming, Group, Intent, Meeting, Part, Point, PointId, Presence};
use shared::method::{Kind, Method, Role};
use shared::pass::{PassHash, PassKind};
use shared::refusal::Refusal;
use shared::time::{Span, Timestamp};

/// Invited the others, and does not moderate.
pub const HOST: SeatId = SeatId::from_bytes([1; 16]);
/// Moderates, and invited nobody.
pub const LEADER: SeatId = SeatId::from_bytes([2; 16]);
pub const DEPUTY: SeatId = SeatId::from_bytes([3; 16]);
/// Whose the case is.
pub const GIVER: SeatId = SeatId::from_bytes([4; 16]);
/// Is nothing else, and brought a case that nobody has chosen.
pub const MEMBER: SeatId = SeatId::from_bytes([5; 16]);
/// Goes to groups that call for help.
pub const FLOATER: SeatId = SeatId::from_bytes([6; 16]);
/// Moderates another group, as soon as there is one.
pub const ELSEWHERE: SeatId = SeatId::from_bytes([7; 16]);
/// In that group as well.
pub const FAR: SeatId = SeatId::from_bytes([8; 16]);
/// Has left.
pub const GONE: SeatId = SeatId::from_bytes([9; 16]);
/// Who is here.
pub const HERE: [SeatId; 8] = [HOST, LEADER, DEPUTY, GIVER, MEMBER, FLOATER, ELSEWHERE, FAR];

pub const PLENARY: GroupId = GroupId::from_bytes([30; 16]);
/// The group of most of them, once groups were formed.
pub const OURS: GroupId = GroupId::from_bytes([31; 16]);
/// The group of those who are elsewhere.
pub const THEIRS: GroupId = GroupId::from_bytes([32; 16]);
/// No group has this.
pub const NO_GROUP: GroupId = GroupId::from_bytes([33; 16]);
/// The giver's case.
pub const CASE: CaseId = CaseId::from_bytes([34; 16]);
/// The member's case.
pub const SPARE: CaseId = CaseId::from_bytes([35; 16]);
pub const SESSION: SessionId = SessionId::from_bytes([36; 16]);
pub const POINT: PointId = PointId(1);
/// Whatever is written anywhere.
pub const WORDS: RecordId = RecordId::from_bytes([37; 16]);
pub const NOW: Timestamp = Timestamp(1_773_129_900_000);

/// A meeting at some time of its life.
#[derive(Clone)]
pub struct Scene {
    pub meeting: Meeting,
    /// The phase in which first steps are named.
    pub commits: u8,
    method: Method,
}

/// Brings about what a meeting is like.
type Come = fn(&mut Scene);

/// All of them, with what they are called where something is amiss.
pub const SCENES: [(&str, Come); 14] = [
    ("before any session", |_| ()),
    ("nobody is let in, no case is taken any more", |scene| {
        let (place, capacity) = (None, None);
        scene.does(HOST, Deed::Invite { place, capacity, cases_until: Some(NOW - Span(1)) });
        scene.does(HOST, Deed::CloseDoor { closed: true });
    }),
    ("all places are taken", |scene| {
        let (place, capacity) = (None, Some(1));
        scene.does(HOST, Deed::Invite { place, capacity, cases_until: None });
    }),
    ("with an agenda", Scene::plans),
    ("at a point of the agenda", |scene| {
        scene.plans();
        scene.does(HOST, Deed::GoToPoint { from: None, to: Some(POINT) });
    }),
    ("nobody moderates", |scene| scene.does(LEADER, Deed::Leave { seat: LEADER })),
    ("the moderation is offered", |scene| {
        let (group, moderator) = (PLENARY, LEADER);
        scene.asks(Actor::House, Deed::OfferModeration { group, moderator, open: true });
    }),
    ("during a session", Scene::consults),
    ("after a session", |scene| {
        scene.consults();
        scene.in_session(LEADER, Step::Enter { from: 0, to: scene.commits });
        let phase = scene.commits;
        scene.in_session(GIVER, Step::NameStep { phase, words: WORDS, until: None });
        scene.in_session(LEADER, Step::End);
    }),
    ("while places are taken", |scene| {
        let market = Forming { places: Some(1), ..forming(NO_GROUP, None, vec![MEMBER]) };
        scene.does(HOST, Deed::Propose { groups: vec![market], seconds: 0 });
    }),
    ("while groups are proposed", |scene| {
        scene.does(HOST, Deed::AskWishes { open: true });
        scene.proposes();
    }),
    ("with several groups", Scene::forms),
    ("with whoever leads the meeting and the floater in the other group", |scene| {
        scene.forms();
        for seat in [HOST, FLOATER] {
            scene.does(HOST, Deed::MoveTo { seat, group: THEIRS });
        }
        scene.consults();
    }),
    ("with several groups at work, one calling for help, and others proposed", |scene| {
        scene.forms();
        scene.consults();
        scene.does(FAR, Deed::CallHelp { calls: true });
        let everybody = HERE.into_iter().filter(|seat| *seat != LEADER).collect();
        let groups = vec![forming(NO_GROUP, None, everybody)];
        scene.does(HOST, Deed::Propose { groups, seconds: 60 });
    }),
];

impl Scene {
    /// Everybody has sat down, cases were brought, nothing has begun.
    pub fn arrived() -> Self {
        let (method, commits) = method();
        let passes =
            [PassKind::Participant, PassKind::Moderator].map(|kind| (PassHash([50; 32]), kind));
        let (at, delete_at, passes) = (NOW, NOW + Span::days(30), passes.to_vec());
        let (meeting, title, group) = (MeetingId::from_bytes([38; 16]), WORDS, PLENARY);
        let opened = Event::Opened { meeting, title, at, delete_at, passes, group };
        let mut scene = Self { meeting: Meeting::default(), commits, method };
        apply(&mut scene.meeting, &opened);
        for seat in HERE.into_iter().chain([GONE]) {
            let kind = if seat == HOST { PassKind::Moderator } else { PassKind::Participant };
            scene.asks(Actor::Door(kind), sit_down(seat));
        }
        scene.does(GONE, Deed::Leave { seat: GONE });
        scene.does(HOST, Deed::NameModerator { seat: LEADER });
        scene.does(LEADER, Deed::NameDeputy { seat: Some(DEPUTY) });
        scene.does(HOST, Deed::NameFloater { seat: FLOATER, floats: true });
        for (seat, case) in [(GIVER, CASE), (MEMBER, SPARE)] {
            scene.does(seat, Deed::BringCase { case, words: WORDS });
        }
        scene
    }

    /// What somebody would be answered now.
    pub fn answer(&self, by: Actor, deed: Deed) -> Result<(), Refusal> {
        self.decided(by, deed).map(drop)
    }

    /// Where somebody sits.
    pub fn group_of(&self, seat: SeatId) -> GroupId {
        self.meeting.seats[&seat].group
    }

    /// The group of somebody.
    pub fn group(&self, seat: SeatId) -> &Group {
        &self.meeting.groups[&self.group_of(seat)]
    }

    /// Somebody begins a session here.
    pub fn begin(&self, session: SessionId) -> Deed {
        Deed::Begin { session, method: self.method.clone(), guide: WORDS }
    }

    fn plans(&mut self) {
        let points = vec![Point { id: POINT, part: Part::Welcome, minutes: 10 }];
        self.does(HOST, Deed::PlanAgenda { begins: NOW, points, words: WORDS });
    }

    fn proposes(&mut self) {
        let ours = HERE.into_iter().filter(|seat| ![ELSEWHERE, FAR].contains(seat)).collect();
        let mut groups = vec![forming(OURS, Some(LEADER), ours)];
        groups.push(forming(THEIRS, Some(ELSEWHERE), vec![ELSEWHERE, FAR]));
        self.does(HOST, Deed::Propose { groups, seconds: 60 });
    }

    fn forms(&mut self) {
        self.proposes();
        self.does(HOST, Deed::FormGroups { number: 1 });
        self.does(LEADER, Deed::NameDeputy { seat: Some(DEPUTY) });
    }

    fn consults(&mut self) {
        self.does(LEADER, self.begin(SESSION));
        self.in_session(LEADER, Step::ChooseCase { case: CASE });
    }

    #[track_caller]
    fn in_session(&mut self, seat: SeatId, step: Step) {
        self.does(seat, Deed::In(SESSION, step));
    }

    #[track_caller]
    fn does(&mut self, seat: SeatId, deed: Deed) {
        self.asks(Actor::Seat(seat), deed);
    }

    #[track_caller]
    fn asks(&mut self, by: Actor, deed: Deed) {
        let events = self.decided(by, deed).expect("this must be allowed");
        events.iter().for_each(|event| apply(&mut self.meeting, event));
    }

    fn decided(&self, by: Actor, deed: Deed) -> Result<Vec<Event>, Refusal> {
        let command = Command { id: CommandId::from_bytes([0; 16]), deed };
        decide(&self.meeting, &command, by, NOW)
    }
}

/// Somebody new takes a seat.
pub fn sit_down(seat: SeatId) -> Deed {
    let (pass, presence) = (PassHash([seat.as_bytes()[0]; 32]), Presence::OnSite);
    Deed::TakeSeat { seat, pass, person: WORDS, presence, agreed: true, intent: None }
}

/// Somebody new who cannot come takes a seat.
pub fn sends_a_case(new: SeatId) -> Deed {
    let mut deed = sit_down(new);
    if let Deed::TakeSeat { intent, .. } = &mut deed {
        *intent = Some(Intent::Absent);
    }
    deed
}

pub fn forming(group: GroupId, moderator: Option<SeatId>, members: Vec<SeatId>) -> Forming {
    Forming {
        group,
        case: None,
        moderator,
        members,
        place: None,
        places: None,
        why: Default::default(),
    }
}

/// A method in which somebody leads and somebody else gives the case and names a first step, and the
/// phase in which they do.
fn method() -> (Method, u8) {
    let methods = library::methods().into_iter().map(|described| described.method);
    let mut fit = methods.filter(|it| it.lead().is_some() && it.knows(Role::CaseGiver));
    let commits = |method: &Method| method.phases.iter().position(|it| it.has(Kind::Commit));
    let found = fit.find_map(|method| Some((commits(&method)?, method)));
    let (commits, method) = found.expect("there is one");
    (method, u8::try_from(commits).expect("methods have a few phases"))
}
