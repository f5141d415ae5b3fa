//! Everything that can be asked for in a meeting, by everybody, and what they are owed: for whom a
//! deed is, and what else stands in its way.

use ballot::poll::{Majority, Manner};
use shared::actor::Actor;
use shared::command::{Act, CaseStep, Deed, FloorStep, HarvestStep, Step, WeighStep};
use shared::id::{CaseId, ElectionId, GroupId, SeatId, SessionId};
use shared::meeting::{
    CaseSession, Formation, Intent, Item, Outcome, Part, Point, Presence, Procedure, Round,
};
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::time::{Span, Timestamp};

use crate::meetings::{
    CASE, FAR, FLOATER, GIVER, GONE, HERE, HOST, LEADER, MEMBER, NO_GROUP, NOW, PLENARY, POINT,
    SESSION, SPARE, Scene, THEIRS, WORDS, forming, sends_a_case, sit_down,
};

/// Sits nowhere yet.
const NEW: SeatId = SeatId::from_bytes([10; 16]);
const NEW_CASE: CaseId = CaseId::from_bytes([39; 16]);
const NEW_SESSION: SessionId = SessionId::from_bytes([40; 16]);

const PROCEDURE: Procedure = Procedure {
    seats: 2,
    manner: Manner::Secret,
    majority: Majority::Relative,
    quorum: None,
    speech: 90,
};

/// Something in an election that nobody has planned yet; what is done within one has a table of its
/// own beside the rules.
fn elect(act: Act) -> Deed {
    Deed::Elect { election: ElectionId::from_bytes([41; 16]), act }
}

type Answer = Result<(), Refusal>;

/// Everybody who can ask: at the door with each kind of pass, with a seat, who has left, the house.
pub fn actors() -> impl Iterator<Item = Actor> {
    let doors = [PassKind::Participant, PassKind::Moderator, PassKind::Seat].map(Actor::Door);
    let seats = HERE.into_iter().chain([GONE]).map(Actor::Seat);
    doors.into_iter().chain(seats).chain([Actor::House])
}

/// Each deed, on each thing that makes a difference.
pub fn everything(scene: &Scene, by: Actor) -> Vec<Deed> {
    let me = if let Actor::Seat(me) = by { me } else { NEW };
    let mut deeds = of_the_meeting(scene);
    for case in [CASE, NEW_CASE] {
        deeds.extend(of_a_case(case).map(Deed::Case));
    }
    for seat in [me, HOST, LEADER, GIVER, MEMBER, FAR, GONE] {
        deeds.extend([Deed::Leave { seat }, Deed::NameModerator { seat }]);
        deeds.push(Deed::NameDeputy { seat: Some(seat) });
        deeds.push(Deed::NameFloater { seat, floats: true });
        deeds.extend([PLENARY, THEIRS, NO_GROUP].map(|group| Deed::MoveTo { seat, group }));
    }
    for group in [scene.meeting.seat(me).map_or(PLENARY, |seat| seat.group), THEIRS, NO_GROUP] {
        deeds.extend([Deed::PlaceGroup { group, words: WORDS }, Deed::AnswerHelp { group }]);
        deeds.push(Deed::GiveMinutes { groups: vec![group], minutes: 1, asked: false });
        deeds.push(Deed::Tell { groups: vec![group], words: WORDS });
        deeds.push(Deed::OfferModeration { group, moderator: LEADER, open: true });
    }
    for case in [CASE, SPARE, NEW_CASE] {
        let words = WORDS;
        deeds.extend([Deed::BringCase { case, words }, Deed::RewordCase { case, words }]);
        deeds.extend([Deed::WithdrawCase { case }, Deed::Wish { cases: vec![case] }]);
    }
    deeds
}

fn of_the_meeting(scene: &Scene) -> Vec<Deed> {
    let (until, day, words) = (scene.meeting.delete_at, Span::days(1), WORDS);
    let number = scene.meeting.formation.as_ref().map_or(0, |formation| formation.number);
    let points = vec![Point { id: POINT, part: Part::Welcome, minutes: 10 }];
    let (phase, outcome) = (scene.commits, Outcome::Done);
    let sound = forming(NO_GROUP, None, vec![MEMBER]);
    let unsound = forming(NO_GROUP, None, vec![GONE]);
    vec![
        sit_down(NEW),
        sends_a_case(NEW),
        Deed::Introduce { person: words, presence: Presence::Remote },
        Deed::Agree,
        Deed::Intend { intent: Intent::Advice },
        Deed::KeepUntil { at: until + day },
        Deed::KeepUntil { at: NOW + day },
        Deed::Retitle { title: words },
        Deed::SetEnd { at: None },
        Deed::NameDeputy { seat: None },
        scene.begin(NEW_SESSION),
        Deed::Report { session: SESSION, phase, outcome, words: None },
        Deed::In(SESSION, Step::Stop),
        Deed::In(SESSION, Step::End),
        Deed::AskWishes { open: true },
        Deed::Propose { groups: vec![sound], seconds: 60 },
        Deed::Propose { groups: vec![unsound], seconds: 60 },
        Deed::Object { objects: true },
        Deed::TakePlace { seat: MEMBER, group: None, moderates: false },
        Deed::FormGroups { number },
        Deed::FormGroups { number: number + 1 },
        Deed::CallHelp { calls: true },
        Deed::AskMinutes { minutes: Some(3) },
        Deed::GiveMinutes { groups: vec![], minutes: 3, asked: false },
        Deed::CallBack { at: Some(NOW) },
        Deed::Tell { groups: vec![], words },
        Deed::PlanAgenda { begins: NOW, points, words },
        Deed::PlanAgenda { begins: NOW, points: vec![], words },
        Deed::GoToPoint { from: None, to: Some(POINT) },
        Deed::GoToPoint { from: Some(POINT), to: None },
        Deed::Invite { place: None, capacity: Some(9), cases_until: None },
        Deed::CloseDoor { closed: true },
        elect(Act::Plan { procedure: PROCEDURE, question: words }),
        elect(Act::Stand { stands: true }),
        Deed::Floor(FloorStep::Begin { round: Round::Open, seconds: None }),
        Deed::Floor(FloorStep::Raise { seat: MEMBER }),
        Deed::Floor(FloorStep::End),
        Deed::Weigh(WeighStep::Begin { budget: 3 }),
        Deed::Weigh(WeighStep::Place { cases: vec![CASE] }),
        Deed::Weigh(WeighStep::Show),
        Deed::Harvest(HarvestStep::TakeBack { session: SESSION, item: Item::Question }),
        Deed::Harvest(HarvestStep::KeepUntil { at: NOW }),
        Deed::Harvest(HarvestStep::Close),
    ]
}

/// What the engine has to answer. No deed is without an answer to this.
pub fn owed(scene: &Scene, by: Actor, deed: &Deed) -> Answer {
    let m = &scene.meeting;
    let me = match (by, deed) {
        (Actor::Door(kind), Deed::TakeSeat { intent, .. }) => return lets_in(scene, kind, *intent),
        (Actor::House, Deed::OfferModeration { group, .. }) => {
            return only(m.groups.contains_key(group), Refusal::NotAllowed);
        }
        // Nothing of a harvest is due.
        (Actor::House, Deed::Harvest(HarvestStep::Close)) => return Err(Refusal::NotAllowed),
        (Actor::Door(_) | Actor::House, _) => return Err(Refusal::NotSeated),
        (Actor::Seat(me), _) => me,
    };
    is_here(scene, me)?;
    match deed {
        Deed::TakeSeat { .. } => Err(Refusal::AlreadyThere),
        Deed::OfferModeration { .. } => Err(Refusal::NotAllowed),

        Deed::Elect { act: Act::Plan { .. }, .. } => only(me == HOST, Refusal::NotLead),
        Deed::Elect { .. } => Err(Refusal::NoSuchElection),

        // Everybody's own.
        Deed::Introduce { .. } | Deed::Agree | Deed::Intend { .. } | Deed::CallHelp { .. } => {
            Ok(())
        }
        Deed::Wish { cases } => {
            only(m.asks_wishes, Refusal::WishesClosed)?;
            only(cases != &[NEW_CASE], Refusal::NoSuchCase)
        }
        Deed::Object { .. } => proposal(scene).map(drop),
        Deed::TakePlace { seat, .. } => {
            only(*seat == me || me == HOST, Refusal::NotLead)?;
            is_here(scene, *seat)?;
            only(proposal(scene)?.is_market(), Refusal::FormationMoved)
        }
        Deed::BringCase { case, .. } => {
            let taken = m.invitation.cases_until.is_none_or(|until| until >= NOW);
            only(taken || me == HOST, Refusal::CasesClosed)?;
            only(*case == NEW_CASE, Refusal::AlreadyThere)
        }
        Deed::Case(step) => owed_of_a_case(scene, me, step),
        Deed::RewordCase { case, .. } => owns(me, *case),
        Deed::WithdrawCase { case } => {
            owns(me, *case)?;
            only(*case != CASE || session(scene, GIVER).is_err(), Refusal::CaseInUse)
        }
        Deed::Report { .. } => {
            let session = session(scene, me)?;
            only(session.ended.is_some(), Refusal::SessionNotEnded)?;
            only(me == GIVER, Refusal::NoFirstStep)
        }
        Deed::In(_, step) => {
            only(session(scene, me)?.ended.is_none(), Refusal::SessionEnded)?;
            only(*step == Step::Stop || leads(scene, me), Refusal::NotModerator)
        }

        // Of the group.
        Deed::Leave { seat } if *seat == me => Ok(()),
        Deed::Leave { seat } => {
            only(leads(scene, me), Refusal::NotModerator)?;
            are_together(scene, me, *seat)?;
            only(*seat != HOST || me == HOST, Refusal::NotLead)
        }
        Deed::NameModerator { seat } => {
            only(leads(scene, me) || steps_in(scene, me, *seat), Refusal::NotModerator)?;
            are_together(scene, me, *seat)?;
            only(!gives(scene, *seat), Refusal::ModeratorHasCase)
        }
        Deed::NameDeputy { seat } => {
            only(leads(scene, me), Refusal::NotModerator)?;
            let Some(seat) = *seat else { return Ok(()) };
            are_together(scene, me, seat)?;
            only(!moderates(scene, seat), Refusal::ModeratorHasRole)?;
            only(!gives(scene, seat), Refusal::CaseGiverHasRole)
        }
        Deed::Begin { .. } => {
            only(leads(scene, me), Refusal::NotModerator)?;
            only(!is_running(scene, scene.group_of(me)), Refusal::SessionRunning)
        }
        Deed::AskMinutes { .. } => {
            only(leads(scene, me), Refusal::NotModerator)?;
            only(is_running(scene, scene.group_of(me)), Refusal::NoSuchSession)
        }
        Deed::Retitle { .. } | Deed::SetEnd { .. } => only(leads(scene, me), Refusal::NotModerator),
        Deed::KeepUntil { at } => {
            only(leads(scene, me), Refusal::NotModerator)?;
            only(*at > m.delete_at || me == HOST, Refusal::NotLead)
        }
        Deed::AnswerHelp { group } => {
            only([HOST, FLOATER].contains(&me), Refusal::NotLead)?;
            let group = m.groups.get(group).ok_or(Refusal::NoSuchGroup)?;
            only(group.help.is_some(), Refusal::NoHelpCalled)
        }

        // Of the plenary, where nothing has begun yet.
        Deed::Floor(FloorStep::Begin { .. })
        | Deed::Weigh(WeighStep::Begin { .. })
        | Deed::Harvest(HarvestStep::KeepUntil { .. } | HarvestStep::Close) => {
            only(me == HOST, Refusal::NotLead)
        }
        Deed::Floor(_) => Err(Refusal::NoRound),
        Deed::Weigh(WeighStep::Place { .. }) => Err(Refusal::NothingWeighed),
        Deed::Weigh(WeighStep::Show | WeighStep::End) => {
            only(me == HOST, Refusal::NotLead)?;
            Err(Refusal::NothingWeighed)
        }
        Deed::Harvest(HarvestStep::TakeBack { .. }) => Err(Refusal::NotGiven),
        Deed::Harvest(HarvestStep::Give { .. } | HarvestStep::NameSpeaker { .. }) => {
            unreachable!("what is a group's own is asked for in the rules' own tests")
        }

        // Of the meeting as a whole.
        Deed::AskWishes { .. }
        | Deed::Propose { .. }
        | Deed::FormGroups { .. }
        | Deed::MoveTo { .. }
        | Deed::PlaceGroup { .. }
        | Deed::NameFloater { .. }
        | Deed::GiveMinutes { .. }
        | Deed::CallBack { .. }
        | Deed::Tell { .. }
        | Deed::PlanAgenda { .. }
        | Deed::GoToPoint { .. }
        | Deed::Invite { .. }
        | Deed::CloseDoor { .. } => {
            only(me == HOST, Refusal::NotLead)?;
            owed_to_host(scene, deed)
        }
    }
}

/// Each step about a case.
fn of_a_case(case: CaseId) -> [CaseStep; 10] {
    [
        CaseStep::HandIn { case, words: WORDS },
        CaseStep::ShowName { case },
        CaseStep::NamePresenter { case, seat: None },
        CaseStep::TakeUp { case, up: true },
        CaseStep::Ask { case, seats: vec![MEMBER] },
        CaseStep::Answer { case, comes: true },
        CaseStep::WishFor { seat: MEMBER, cases: vec![case] },
        CaseStep::Carry { case, since: Timestamp(0), up: false, words: WORDS },
        CaseStep::Claim { case, mine: true },
        CaseStep::Gather {
            case,
            group: GroupId::from_bytes([0xf7; 16]),
            moderator: MEMBER,
            members: vec![SeatId::from_bytes([0xf8; 16])],
        },
    ]
}

/// The giver's own, or for whoever leads; nobody was asked to advise on anything yet.
fn owed_of_a_case(scene: &Scene, me: SeatId, step: &CaseStep) -> Answer {
    let exists = |case: CaseId| only(case != NEW_CASE, Refusal::NoSuchCase);
    match step {
        CaseStep::HandIn { case, words } => {
            owed(scene, Actor::Seat(me), &Deed::BringCase { case: *case, words: *words })
        }
        CaseStep::ShowName { case } => owns(me, *case),
        CaseStep::NamePresenter { case, .. } => {
            exists(*case)?;
            only(me == HOST || owns(me, *case).is_ok(), Refusal::NotYourCase)
        }
        CaseStep::TakeUp { case, .. } | CaseStep::Ask { case, .. } => {
            only(me == HOST, Refusal::NotLead)?;
            exists(*case)
        }
        CaseStep::Answer { case, .. } => {
            exists(*case)?;
            Err(Refusal::NotAsked)
        }
        CaseStep::WishFor { cases, .. } => {
            only(me == HOST, Refusal::NotLead)?;
            exists(cases[0])
        }
        CaseStep::Carry { case, words, .. } => {
            only(me == HOST, Refusal::NotLead)?;
            owed(scene, Actor::Seat(me), &Deed::BringCase { case: *case, words: *words })
        }
        // None of these was taken along.
        CaseStep::Claim { case, .. } => {
            exists(*case)?;
            Err(Refusal::NotYourCase)
        }
        // Nobody makes a group of people who are not here.
        CaseStep::Gather { case, .. } => {
            only(me == HOST, Refusal::NotLead)?;
            exists(*case)?;
            Err(Refusal::FormationUnsound)
        }
    }
}

/// What else stands in the way of whoever leads the meeting as a whole.
fn owed_to_host(scene: &Scene, deed: &Deed) -> Answer {
    let m = &scene.meeting;
    let exists = |group: &GroupId| only(m.groups.contains_key(group), Refusal::NoSuchGroup);
    match deed {
        Deed::Propose { groups, .. } => {
            let here = |seat: &SeatId| is_here(scene, *seat).is_ok();
            let sound = groups.iter().flat_map(|it| &it.members).all(here);
            only(sound, Refusal::FormationUnsound)
        }
        Deed::FormGroups { number } => {
            let proposal = proposal(scene)?;
            only(proposal.number == *number, Refusal::FormationMoved)?;
            let stays = proposal.of(GIVER).is_some_and(|(_, it)| it.group == scene.group_of(GIVER));
            only(stays || !gives(scene, GIVER), Refusal::GivesCase)
        }
        Deed::MoveTo { seat, group } => {
            exists(group)?;
            is_here(scene, *seat)?;
            only(scene.group_of(*seat) == *group || !gives(scene, *seat), Refusal::GivesCase)
        }
        Deed::PlaceGroup { group, .. } => {
            let mut formed = m.formation.iter().flat_map(|formation| &formation.groups);
            only(formed.any(|it| it.group == *group), Refusal::NoSuchGroup)
        }
        Deed::NameFloater { seat, .. } => is_here(scene, *seat),
        Deed::Tell { groups, .. } => groups.iter().try_for_each(exists),
        Deed::GiveMinutes { groups, .. } => {
            groups.iter().try_for_each(exists)?;
            let named = |group: &GroupId| groups.is_empty() || groups.contains(group);
            let mut all = m.groups.keys().copied().filter(named);
            only(all.any(|group| is_running(scene, group)), Refusal::NoSuchSession)
        }
        Deed::PlanAgenda { points, .. } => {
            let runs = m.agenda.as_ref().is_some_and(|agenda| agenda.at.is_some());
            only(!runs || !points.is_empty(), Refusal::PointRuns)
        }
        Deed::GoToPoint { from, .. } => {
            let agenda = m.agenda.as_ref().ok_or(Refusal::NoSuchPoint)?;
            only(agenda.at.map(|(point, _)| point) == *from, Refusal::PhaseMoved)
        }
        _ => Ok(()),
    }
}

fn only(may: bool, otherwise: Refusal) -> Answer {
    if may { Ok(()) } else { Err(otherwise) }
}

/// Whoever invites comes in at any time, a guest while there is room or they need none, and the door
/// is open.
fn lets_in(scene: &Scene, kind: PassKind, intent: Option<Intent>) -> Answer {
    match kind {
        PassKind::Seat => Err(Refusal::NotAllowed),
        PassKind::Moderator => Ok(()),
        PassKind::Participant => {
            let needs_none = intent == Some(Intent::Absent);
            let full = scene.meeting.invitation.capacity.is_some() && !needs_none;
            only(!full, Refusal::MeetingFull)?;
            only(!scene.meeting.invitation.closed, Refusal::DoorClosed)
        }
    }
}

fn is_here(scene: &Scene, seat: SeatId) -> Answer {
    only(scene.meeting.seats.get(&seat).is_some_and(|seat| !seat.left), Refusal::NoSuchSeat)
}

fn are_together(scene: &Scene, me: SeatId, seat: SeatId) -> Answer {
    is_here(scene, seat)?;
    only(scene.group_of(seat) == scene.group_of(me), Refusal::NoSuchSeat)
}

fn moderates(scene: &Scene, seat: SeatId) -> bool {
    scene.group(seat).cast.moderator == Some(seat)
}

/// Whoever moderates a group leads it, and whoever invited the others leads the one they are in.
fn leads(scene: &Scene, seat: SeatId) -> bool {
    moderates(scene, seat) || seat == HOST
}

/// Somebody takes the moderation themselves as the deputy or while it is offered; where nobody
/// moderates, anybody may name somebody.
fn steps_in(scene: &Scene, me: SeatId, seat: SeatId) -> bool {
    let group = scene.group(me);
    let free = group.moderation_offered || group.cast.deputy == Some(me);
    group.cast.moderator.is_none() || seat == me && free
}

fn owns(me: SeatId, case: CaseId) -> Answer {
    only(case != NEW_CASE, Refusal::NoSuchCase)?;
    only([(GIVER, CASE), (MEMBER, SPARE)].contains(&(me, case)), Refusal::NotYourCase)
}

/// The session, for somebody in its group.
fn session(scene: &Scene, seat: SeatId) -> Result<&CaseSession, Refusal> {
    scene.group(seat).sessions.first().ok_or(Refusal::NoSuchSession)
}

fn is_running(scene: &Scene, group: GroupId) -> bool {
    scene.meeting.groups[&group].sessions.iter().any(|session| session.ended.is_none())
}

/// Whether the case that is being consulted on is somebody's.
fn gives(scene: &Scene, seat: SeatId) -> bool {
    seat == GIVER && is_running(scene, scene.group_of(seat))
}

/// What is proposed and not formed yet.
fn proposal(scene: &Scene) -> Result<&Formation, Refusal> {
    let formation = scene.meeting.formation.as_ref().filter(|it| it.formed.is_none());
    formation.ok_or(Refusal::FormationMoved)
}
