//! What can be tried in a random meeting: often plausible, sometimes absurd.

use proptest::collection::vec;
use proptest::prelude::*;
use shared::actor::Actor;
use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, GroupId, RecordId, SeatId, SessionId};
use shared::library;
use shared::limits::LONGEST_KEPT;
use shared::meeting::{CaseSession, Day, Group, Presence};
use shared::method::Role;
use shared::pass::{PassHash, PassKind};
use shared::time::Timestamp;

use super::{FIRST, Play, methods};

/// One thing that somebody tries.
#[derive(Clone, Debug)]
pub struct Move {
    /// Milliseconds since the move before.
    pub wait: u64,
    /// Who.
    pub by: By,
    /// In which case session: usually the latest of the group.
    pub session: Pick,
    /// What.
    pub wish: Wish,
}

/// Who tries something.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// Whoever moderates one of the groups.
    Moderator { second: bool },
    /// Whose case it is in one of the groups.
    CaseGiver { second: bool },
    /// Somebody with a seat, or who had one.
    Anybody(Pick),
    /// Somebody at the door.
    Door(PassKind),
    /// The server itself.
    House,
}

/// What somebody tries.
#[derive(Clone, Debug)]
#[rustfmt::skip]
pub enum Wish {
    Sit { second: bool }, Introduce { remote: bool }, Agree, Leave { self_: bool, seat: Pick },
    KeepUntil { days: u16 }, Retitle, NameModerator(Pick),
    BringCase, RewordCase(Pick), WithdrawCase(Pick),
    Begin { method: Pick, again: bool },
    Cast { role: Role, seat: Option<Pick> },
    PlaceDots(Vec<Pick>), ShowDots, ChooseCase(Pick),
    Next, Enter { stale: bool, to: u8 },
    Pause, Resume, AddMinutes(u8), Ready(bool), ChooseModule(Pick),
    Collect, Reveal, WriteCard { again: bool, back: u8 }, RewordCard(Pick), RemoveCard(Pick),
    FixQuestion, ReopenQuestion, Star(Vec<Pick>), ShowStars, NameStep,
    End, Reopen,
}

/// One of several, looked up when it is needed.
#[derive(Clone, Copy, Debug)]
pub struct Pick(pub u8);

impl Pick {
    /// The one it means; `None` where there is nothing to choose from.
    pub fn of<T>(self, from: impl IntoIterator<Item = T>) -> Option<T> {
        let mut from: Vec<T> = from.into_iter().collect();
        (!from.is_empty()).then(|| from.swap_remove(usize::from(self.0) % from.len()))
    }
}

/// Moves of people who usually arrive and begin a case session first, and then up to `most` more.
pub fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let seats = vec(prop::bool::weighted(0.3), 3..8);
    (seats, vec(any::<u8>(), 1..4), vec(one(), 0..most)).prop_map(|(seats, cases, rest)| {
        let calm = |by, wish| Move { wait: 1_000, by, session: Pick(u8::MAX), wish };
        let lead = |wish| calm(By::Moderator { second: false }, wish);
        let sit = |second| calm(By::Door(PassKind::Moderator), Wish::Sit { second });
        let bring = |who| calm(By::Anybody(Pick(who)), Wish::BringCase);
        let mut moves: Vec<_> = seats.into_iter().map(sit).collect();
        // Now and then nobody begins.
        let choice = cases[0];
        if choice > 20 {
            moves.push(lead(Wish::Begin { method: Pick(choice), again: false }));
            moves.extend(cases.into_iter().map(bring));
            moves.push(lead(Wish::ChooseCase(Pick(choice))));
        }
        moves.extend(rest);
        moves
    })
}

fn one() -> impl Strategy<Value = Move> {
    let wait = prop_oneof![4 => 0..5_000u64, 1 => 60_000..3_000_000u64];
    (wait, by(), pick(), wish()).prop_map(|(wait, by, session, wish)| {
        // Only from the door can one sit down; now and then somebody tries it from elsewhere.
        let by = match (&wish, by) {
            (Wish::Sit { .. }, By::Anybody(_)) => By::Door(PassKind::Participant),
            (Wish::Star(_) | Wish::ShowStars | Wish::NameStep, By::Moderator { second }) => {
                By::CaseGiver { second }
            }
            (Wish::Begin { .. } | Wish::Next | Wish::End, By::CaseGiver { second }) => {
                By::Moderator { second }
            }
            (_, by) => by,
        };
        Move { wait, by, session, wish }
    })
}

fn by() -> impl Strategy<Value = By> {
    prop_oneof![
        12 => prop::bool::weighted(0.3).prop_map(|second| By::Moderator { second }),
        8 => prop::bool::weighted(0.3).prop_map(|second| By::CaseGiver { second }),
        12 => pick().prop_map(By::Anybody),
        1 => prop_oneof![
            Just(PassKind::Participant), Just(PassKind::Moderator), Just(PassKind::Seat),
        ].prop_map(By::Door),
        1 => Just(By::House),
    ]
}

fn pick() -> impl Strategy<Value = Pick> {
    any::<u8>().prop_map(Pick)
}

#[rustfmt::skip]
fn wish() -> impl Strategy<Value = Wish> {
    let attending = prop_oneof![
        3 => any::<bool>().prop_map(|second| Wish::Sit { second }),
        1 => any::<bool>().prop_map(|remote| Wish::Introduce { remote }),
        1 => Just(Wish::Agree),
        1 => (any::<bool>(), pick()).prop_map(|(self_, seat)| Wish::Leave { self_, seat }),
        1 => (0..500u16).prop_map(|days| Wish::KeepUntil { days }),
        1 => Just(Wish::Retitle),
        2 => pick().prop_map(Wish::NameModerator),
    ];
    let casting = prop_oneof![
        4 => Just(Wish::BringCase),
        1 => pick().prop_map(Wish::RewordCase),
        1 => pick().prop_map(Wish::WithdrawCase),
        3 => (prop_oneof![
            Just(Role::Scribe), Just(Role::Observer), Just(Role::CaseGiver), Just(Role::Moderator),
        ], proptest::option::of(pick())).prop_map(|(role, seat)| Wish::Cast { role, seat }),
        3 => vec(pick(), 0..4).prop_map(Wish::PlaceDots),
        1 => Just(Wish::ShowDots),
        4 => pick().prop_map(Wish::ChooseCase),
    ];
    let leading = prop_oneof![
        4 => (pick(), prop::bool::weighted(0.1)).prop_map(|(method, again)| Wish::Begin { method, again }),
        5 => Just(Wish::Next),
        3 => (prop::bool::weighted(0.2), 0..8u8).prop_map(|(stale, to)| Wish::Enter { stale, to }),
        1 => Just(Wish::Pause),
        1 => Just(Wish::Resume),
        1 => (0..40u8).prop_map(Wish::AddMinutes),
        1 => any::<bool>().prop_map(Wish::Ready),
        1 => pick().prop_map(Wish::ChooseModule),
        1 => Just(Wish::End),
        2 => Just(Wish::Reopen),
    ];
    let working = prop_oneof![
        3 => Just(Wish::Collect),
        2 => Just(Wish::Reveal),
        9 => (prop::bool::weighted(0.05), prop_oneof![3 => Just(0), 1 => 1..3u8])
            .prop_map(|(again, back)| Wish::WriteCard { again, back }),
        3 => pick().prop_map(Wish::RewordCard),
        3 => pick().prop_map(Wish::RemoveCard),
        1 => Just(Wish::FixQuestion),
        1 => Just(Wish::ReopenQuestion),
        4 => vec(pick(), 0..5).prop_map(Wish::Star),
        1 => Just(Wish::ShowStars),
        2 => Just(Wish::NameStep),
    ];
    prop_oneof![2 => attending, 3 => casting, 4 => leading, 5 => working]
}

/// Stands for somebody or something that never was.
const NOBODY: [u8; 16] = [0xEE; 16];

impl Play {
    /// The command that a wish becomes, with ids looked up or made.
    pub(super) fn deed(&mut self, next: &Move, by: Actor) -> Deed {
        let seats: Vec<SeatId> = self.house.meeting.seats.keys().copied().collect();
        let someone = |pick: Pick| pick.of(seats.clone()).unwrap_or(SeatId::from_bytes(NOBODY));
        let group = self.group_of(by);
        let case = |pick: Pick| {
            let known = pick.of(group.cases.iter().map(|case| case.id));
            known.unwrap_or(CaseId::from_bytes(NOBODY))
        };
        match next.wish {
            Wish::Sit { .. } => Deed::TakeSeat {
                seat: SeatId::from_bytes(self.fresh()),
                pass: self.pass(),
                person: self.record(),
                presence: presence(next.wait > 2_500),
                agreed: next.wait < 2_000,
            },
            Wish::Introduce { remote } => {
                Deed::Introduce { person: self.record(), presence: presence(remote) }
            }
            Wish::Agree => Deed::Agree,
            Wish::Leave { self_, seat } => match by {
                Actor::Seat(seat) if self_ => Deed::Leave { seat },
                _ => Deed::Leave { seat: someone(seat) },
            },
            Wish::KeepUntil { days } => {
                let most = LONGEST_KEPT.0.saturating_mul(days.into()) / 366;
                Deed::KeepUntil { at: Timestamp(self.now.0 + most) }
            }
            Wish::Retitle => Deed::Retitle { title: self.record() },
            Wish::NameModerator(seat) => Deed::NameModerator { seat: someone(seat) },
            Wish::BringCase => {
                Deed::BringCase { case: CaseId::from_bytes(self.fresh()), words: self.record() }
            }
            Wish::RewordCase(pick) => Deed::RewordCase { case: case(pick), words: self.record() },
            Wish::WithdrawCase(pick) => Deed::WithdrawCase { case: case(pick) },
            Wish::Begin { method, again } => {
                let earlier = group.sessions.first().map(|session| session.id);
                let fresh = SessionId::from_bytes(self.fresh());
                let session = earlier.filter(|_| again).unwrap_or(fresh);
                Deed::Begin { session, method: methods::pick(method) }
            }
            ref within => {
                let session = session_of(&group, next.session);
                let id = session.map_or(SessionId::from_bytes(NOBODY), |session| session.id);
                let step = self.step(within, by, session, &someone, &case);
                Deed::In(id, step)
            }
        }
    }

    fn step(
        &mut self,
        wish: &Wish,
        by: Actor,
        session: Option<&CaseSession>,
        someone: &impl Fn(Pick) -> SeatId,
        case: &impl Fn(Pick) -> CaseId,
    ) -> Step {
        let phase = session.map_or(0, |session| session.phase);
        // One's own cards first, so that a pick often finds one.
        let cards = session.map(|session| {
            let own = session
                .cards
                .iter()
                .filter(|card| card.face.is_some_and(|face| Actor::Seat(face.by) == by));
            own.chain(&session.cards).map(|card| card.id).collect::<Vec<_>>()
        });
        let cards = cards.unwrap_or_default();
        let card = |pick: Pick| pick.of(cards.clone()).unwrap_or(CardId::from_bytes(NOBODY));
        match wish {
            Wish::Cast { role, seat } => Step::Cast { role: *role, seat: seat.map(someone) },
            Wish::PlaceDots(picks) => {
                Step::PlaceDots { cases: picks.iter().map(|pick| case(*pick)).collect() }
            }
            Wish::ShowDots => Step::ShowDots,
            Wish::ChooseCase(pick) => Step::ChooseCase { case: case(*pick) },
            Wish::Next => Step::Enter { from: phase, to: phase + 1 },
            Wish::Enter { stale, to } => Step::Enter { from: phase ^ u8::from(*stale), to: *to },
            Wish::Pause => Step::Pause,
            Wish::Resume => Step::Resume,
            Wish::AddMinutes(minutes) => Step::AddMinutes { minutes: *minutes },
            Wish::Ready(ready) => Step::Ready { ready: *ready },
            Wish::ChooseModule(pick) => {
                let module = pick.of(library::modules()).expect("the library has modules");
                Step::ChooseModule { module }
            }
            Wish::Collect => Step::Collect,
            Wish::Reveal => Step::Reveal,
            Wish::WriteCard { again, back } => {
                let fresh = CardId::from_bytes(self.fresh());
                let known = cards.first().copied().filter(|_| *again);
                let card = known.unwrap_or(fresh);
                // Below the first phase is one that no method has.
                Step::WriteCard { card, phase: phase.wrapping_sub(*back), words: self.record() }
            }
            Wish::RewordCard(pick) => Step::RewordCard { card: card(*pick), words: self.record() },
            Wish::RemoveCard(pick) => Step::RemoveCard { card: card(*pick) },
            Wish::FixQuestion => Step::FixQuestion { words: self.record() },
            Wish::ReopenQuestion => Step::ReopenQuestion,
            Wish::Star(picks) => {
                Step::Star { cards: picks.iter().map(|pick| card(*pick)).collect() }
            }
            Wish::ShowStars => Step::ShowStars,
            Wish::NameStep => Step::NameStep { words: self.record(), until: Some(Day(20_000)) },
            Wish::End => Step::End,
            Wish::Reopen => Step::Reopen,
            other => unreachable!("{other:?} happens outside a case session"),
        }
    }

    fn group_of(&self, by: Actor) -> Group {
        let m = &self.house.meeting;
        let seat = match by {
            Actor::Seat(seat) => m.seats.get(&seat),
            Actor::Door(_) | Actor::House => None,
        };
        let group: GroupId = seat.map_or(FIRST, |seat| seat.group);
        m.groups.get(&group).cloned().unwrap_or_default()
    }

    fn record(&mut self) -> RecordId {
        RecordId::from_bytes(self.fresh())
    }

    fn pass(&mut self) -> PassHash {
        let mut hash = [0; 32];
        hash[..16].copy_from_slice(&self.fresh());
        PassHash(hash)
    }
}

/// Usually the latest session of the group, sometimes an earlier one.
fn session_of(group: &Group, pick: Pick) -> Option<&CaseSession> {
    if pick.0 < 25 { pick.of(&group.sessions) } else { group.sessions.last() }
}

fn presence(remote: bool) -> Presence {
    if remote { Presence::Remote } else { Presence::OnSite }
}
