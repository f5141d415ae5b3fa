//! The commands that wishes become in a meeting, with ids looked up or made.

use shared::actor::Actor;
use shared::command::{Deed, Step};
use shared::formation::Reason;
use shared::id::{CardId, CaseId, GroupId, RecordId, SeatId, SessionId};
use shared::limits::LONGEST_KEPT;
use shared::meeting::{
    CaseSession, Day, Forming, Group, Intent, Part, Point, PointId, Presence, Reach,
};
use shared::pass::PassHash;
use shared::time::{Span, Timestamp};

use super::moves::{Move, Pick, Wish};
use super::{FIRST, Play, SECOND, methods};

/// Stands for somebody or something that never was.
pub(super) const NOBODY: [u8; 16] = [0xEE; 16];

impl Play {
    /// The command that a wish becomes, with ids looked up or made.
    pub(super) fn deed(&mut self, next: &Move, by: Actor) -> Deed {
        let seats: Vec<SeatId> = self.house.meeting.seats.keys().copied().collect();
        let someone = |pick: Pick| pick.of(seats.clone()).unwrap_or(SeatId::from_bytes(NOBODY));
        let group = self.group_of(by);
        let cases: Vec<CaseId> = self.house.meeting.cases.iter().map(|case| case.id).collect();
        let case = |pick: Pick| {
            let known = pick.of(cases.clone());
            known.unwrap_or(CaseId::from_bytes(NOBODY))
        };
        if let Some(deed) = self.in_plenary(&next.wish, &group, by) {
            return deed;
        }
        match next.wish {
            Wish::Sit { .. } => Deed::TakeSeat {
                seat: SeatId::from_bytes(self.fresh()),
                pass: self.pass(),
                person: self.record(),
                presence: presence(next.wait > 2_500),
                agreed: next.wait < 2_000,
                intent: (next.wait < 500).then_some(Intent::Absent),
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
            Wish::SetEnd(minutes) => {
                let at = minutes.map(|minutes| self.now + Span::minutes(minutes.into()));
                // Now and then it has passed already.
                Deed::SetEnd { at: at.map(|at| at - Span(next.wait * 20)) }
            }
            Wish::NameModerator(seat) => Deed::NameModerator { seat: someone(seat) },
            Wish::NameDeputy(seat) => Deed::NameDeputy { seat: seat.map(someone) },
            Wish::OfferModeration(open) => {
                // The house sits in no group: it offers it to one that has somebody who moderates.
                let mut groups = self.house.meeting.groups.iter();
                let led = groups.find_map(|(id, group)| Some((*id, group.cast.moderator?)));
                let nobody = (GroupId::from_bytes(NOBODY), SeatId::from_bytes(NOBODY));
                let (group, moderator) = led.unwrap_or(nobody);
                Deed::OfferModeration { group, moderator, open }
            }
            Wish::Invite { capacity, hours, said } => {
                let cases_until = hours.map(|hours| self.now + Span::minutes(hours.into()));
                Deed::Invite { place: said.then(|| self.record()), capacity, cases_until }
            }
            Wish::CloseDoor(closed) => Deed::CloseDoor { closed },
            Wish::Intend(both) => {
                Deed::Intend { intent: if both { Intent::Both } else { Intent::Advice } }
            }
            Wish::PlanAgenda { order, begins } => {
                let part = |n: u8| if n.is_multiple_of(3) { Part::Formation } else { Part::Talk };
                let point = |n: u8| Point { id: PointId(n), part: part(n), minutes: 5 };
                // Some of eight, and now and then one twice.
                let points = (0..8).filter(|n| order >> n & 1 == 1).map(point);
                let again = (order >> 32 & 7 == 0).then(|| point(0));
                let begins = self.now + Span::minutes(begins.into());
                let points = points.chain(again).collect();
                Deed::PlanAgenda { begins, points, words: self.record() }
            }
            Wish::GoToPoint { stale, to } => {
                let at = self.house.meeting.agenda.as_ref().and_then(|it| it.at);
                let from = at.map(|(id, _)| id).filter(|_| !stale);
                Deed::GoToPoint { from, to: to.map(PointId) }
            }
            Wish::AskWishes(open) => Deed::AskWishes { open },
            Wish::AskFor(ref cases) => {
                Deed::Wish { cases: cases.iter().map(|pick| case(*pick)).collect() }
            }
            Wish::Propose { sides, case, sound, market } => {
                let mut groups = self.halves(sides, case, sound);
                if market {
                    open_places(&mut groups);
                }
                Deed::Propose { groups, seconds: 60 }
            }
            Wish::TakePlace { seat, group, moderates } => {
                let me = match by {
                    Actor::Seat(seat) => seat,
                    Actor::Door(_) | Actor::House => SeatId::from_bytes(NOBODY),
                };
                let formings = self.house.meeting.formation.iter().flat_map(|it| &it.groups);
                let nobody = GroupId::from_bytes(NOBODY);
                let all = formings.map(|it| it.group).chain([nobody]);
                let group = group.map(|pick| pick.of(all).unwrap_or(nobody));
                Deed::TakePlace { seat: seat.map_or(me, someone), group, moderates }
            }
            Wish::Object(objects) => Deed::Object { objects },
            Wish::FormGroups { stale } => {
                let number = self.house.meeting.formation.as_ref().map_or(0, |it| it.number);
                Deed::FormGroups { number: number + u32::from(stale) }
            }
            Wish::MoveTo { seat, group } => {
                Deed::MoveTo { seat: someone(seat), group: self.some_group(group) }
            }
            Wish::PlaceGroup(group) => {
                let group = self.some_group(group);
                Deed::PlaceGroup { group, words: self.record() }
            }
            Wish::NameFloater(seat, floats) => Deed::NameFloater { seat: someone(seat), floats },
            Wish::CallHelp(calls) => Deed::CallHelp { calls },
            Wish::AnswerHelp(group) => Deed::AnswerHelp { group: self.some_group(group) },
            Wish::AskMinutes(minutes) => Deed::AskMinutes { minutes },
            Wish::GiveMinutes { to, minutes } => {
                let groups = to.map(|group| self.some_group(group)).into_iter().collect();
                Deed::GiveMinutes { groups, minutes, asked: minutes % 3 == 0 }
            }
            Wish::CallBack(minutes) => {
                let at = minutes.map(|minutes| self.now + Span::minutes(minutes.into()));
                Deed::CallBack { at: at.map(|at| at - Span(next.wait * 20)) }
            }
            Wish::Tell(to) => {
                let groups = to.map(|group| self.some_group(group)).into_iter().collect();
                Deed::Tell { groups, words: self.record() }
            }
            Wish::Elect(vote) => self.elect(vote, by),
            Wish::Case(ref tried) => Deed::Case(self.in_the_box(tried)),
            Wish::BringCase => {
                Deed::BringCase { case: CaseId::from_bytes(self.fresh()), words: self.record() }
            }
            Wish::RewordCase(pick) => Deed::RewordCase { case: case(pick), words: self.record() },
            Wish::WithdrawCase(pick) => Deed::WithdrawCase { case: case(pick) },
            Wish::Begin { method, again } => {
                let earlier = group.sessions.first().map(|session| session.id);
                let fresh = SessionId::from_bytes(self.fresh());
                let session = earlier.filter(|_| again).unwrap_or(fresh);
                Deed::Begin { session, method: methods::pick(method), guide: self.record() }
            }
            Wish::Report(outcome, said) => {
                let named = |session: &&CaseSession| match by {
                    Actor::Seat(seat) => session.steps_of(seat).next().is_some(),
                    _ => false,
                };
                let ended = || group.sessions.iter().filter(|session| session.ended.is_some());
                let told = ended().rfind(named).or_else(|| ended().next_back());
                let session = told.or_else(|| session_of(&group, next.session));
                let step = match by {
                    Actor::Seat(seat) => session.and_then(|it| it.steps_of(seat).next()),
                    _ => None,
                };
                let phase = step.map_or(0, |step| step.phase);
                let session = session.map_or(SessionId::from_bytes(NOBODY), |session| session.id);
                Deed::Report { session, phase, outcome, words: said.then(|| self.record()) }
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
                .filter(|card| card.face.and_then(|face| face.by).map(Actor::Seat) == Some(by));
            own.chain(&session.cards).map(|card| card.id).collect::<Vec<_>>()
        });
        let cards = cards.unwrap_or_default();
        let card = |pick: Pick| pick.of(cards.clone()).unwrap_or(CardId::from_bytes(NOBODY));
        match wish {
            Wish::Cast { role, seat } => Step::Cast { role: *role, seat: seat.map(someone) },
            Wish::PlaceDots(picks) => {
                Step::PlaceDots { cases: picks.iter().map(|pick| case(*pick)).collect() }
            }
            Wish::PlaceCardDots(picks) => {
                // Rather those that lie before the group; now and then one from elsewhere.
                let lie = session.into_iter().flat_map(|session| &session.cards);
                let lie = lie.filter(|card| card.phase == phase && !card.hidden && !card.removed);
                let lie: Vec<_> = lie.map(|card| card.id).collect();
                let dot = |pick: &Pick| pick.of(lie.iter().copied()).unwrap_or_else(|| card(*pick));
                let known =
                    picks.iter().map(|pick| if pick.0 < 20 { card(*pick) } else { dot(pick) });
                Step::PlaceCardDots { cards: known.collect() }
            }
            Wish::ShowDots => Step::ShowDots,
            Wish::ChooseCase(pick) => Step::ChooseCase { case: case(*pick) },
            Wish::Next => Step::Enter { from: phase, to: phase + 1 },
            Wish::Enter { stale, to } => Step::Enter { from: phase ^ u8::from(*stale), to: *to },
            Wish::Pause => Step::Pause,
            Wish::Resume => Step::Resume,
            Wish::AddMinutes(minutes) => Step::AddMinutes { minutes: *minutes },
            Wish::Plan(minutes) => Step::Plan { minutes: minutes.clone() },
            Wish::LeaveOut { phase, out } => Step::LeaveOut { phase: *phase, out: *out },
            Wish::Turn { stale, to } => {
                let from = session.and_then(|session| session.turn);
                let to = to.map(someone);
                Step::Turn { from: if *stale { to } else { from }, to }
            }
            Wish::Stop => Step::Stop,
            Wish::GoOn => Step::GoOn,
            Wish::KnowPeople(knows) => Step::KnowPeople { knows: *knows },
            Wish::Ready(ready) => Step::Ready { ready: *ready },
            Wish::ChooseModule(pick) => {
                Step::ChooseModule { module: methods::module(*pick), guide: self.record() }
            }
            Wish::TurnCards(over) => Step::TurnCards { over: *over },
            Wish::Collect => Step::Collect,
            Wish::Reveal => Step::Reveal,
            Wish::WriteCard { again, back, column, anonymous } => {
                let fresh = CardId::from_bytes(self.fresh());
                let known = cards.first().copied().filter(|_| *again);
                let card = known.unwrap_or(fresh);
                // Below the first phase is one that no method has.
                let (phase, words) = (phase.wrapping_sub(*back), self.record());
                Step::WriteCard { card, phase, column: *column, anonymous: *anonymous, words }
            }
            Wish::WriteReverse(pick) => {
                // Rather one that lies before the group and came by a module.
                let all = session.into_iter().flat_map(|session| &session.cards);
                let apt = all.filter(|card| card.phase == phase && card.module.is_some());
                let apt = pick.of(apt.map(|card| card.id));
                Step::WriteReverse { card: apt.unwrap_or(card(*pick)), words: self.record() }
            }
            Wish::MarkCard(pick, mark) => Step::MarkCard { card: card(*pick), mark: *mark },
            Wish::Park(pick) => {
                let id = CardId::from_bytes(self.fresh());
                Step::Park { id, from: someone(*pick), words: self.record() }
            }
            Wish::Unpark(pick) => {
                let parked = session.map(|session| session.parked.as_slice()).unwrap_or_default();
                let known = pick.of(parked.iter().map(|parked| parked.id));
                Step::Unpark { id: known.unwrap_or(CardId::from_bytes(NOBODY)) }
            }
            Wish::AskWordings(open) => Step::AskWordings { open: *open },
            Wish::RewordCard(pick) => Step::RewordCard { card: card(*pick), words: self.record() },
            Wish::RemoveCard(pick) => Step::RemoveCard { card: card(*pick) },
            Wish::FixQuestion => Step::FixQuestion { words: self.record() },
            Wish::ReopenQuestion => Step::ReopenQuestion,
            Wish::Star(picks) => {
                Step::Star { cards: picks.iter().map(|pick| card(*pick)).collect() }
            }
            Wish::ShowStars => Step::ShowStars,
            Wish::NameStep => {
                Step::NameStep { phase, words: self.record(), until: Some(Day(20_000)) }
            }
            Wish::Release(item, reach, fits) => {
                let words = ((*reach > Reach::Group) == *fits).then(|| self.record());
                Step::Release { item: *item, reach: *reach, words }
            }
            Wish::FillSheet(said) => Step::FillSheet { words: said.then(|| self.record()) },
            Wish::End => Step::End,
            Wish::Reopen => Step::Reopen,
            other => unreachable!("{other:?} happens outside a case session"),
        }
    }

    /// One of the groups, or none that there ever was.
    pub(super) fn some_group(&self, pick: Pick) -> GroupId {
        let nobody = GroupId::from_bytes(NOBODY);
        pick.of(self.house.meeting.groups.keys().copied().chain([nobody])).unwrap_or(nobody)
    }

    /// A proposal that puts everybody on one of two sides: one is the second group, the other new.
    fn halves(&mut self, sides: u64, case: Pick, sound: bool) -> Vec<Forming> {
        let new = GroupId::from_bytes(self.fresh());
        let m = &self.house.meeting;
        let here = m.seats.iter().filter(|(_, seat)| !seat.left).map(|(id, _)| *id);
        let (left, right): (Vec<_>, Vec<_>) =
            here.enumerate().partition(|(i, _)| sides >> (i % 64) & 1 == 0);
        let half = |group, members: Vec<(usize, SeatId)>| {
            let members: Vec<_> = members.into_iter().map(|(_, seat)| seat).collect();
            let known = m.cases.iter().filter(|it| !it.withdrawn);
            let known = known.filter_map(|it| Some((it.id, it.known_giver()?)));
            let own = known.filter(|(_, giver)| !sound || members.contains(giver));
            let case = case.of(own);
            let moderator = members.iter().copied().find(|seat| case.map(|it| it.1) != Some(*seat));
            let why = members.iter().map(|seat| (*seat, Reason::FirstWish)).collect();
            Forming {
                group,
                case: case.map(|it| it.0),
                moderator,
                members,
                place: None,
                places: None,
                why,
            }
        };
        let both = [half(SECOND, left), half(new, right)];
        both.into_iter().filter(|forming| !sound || !forming.members.is_empty()).collect()
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

    pub(super) fn record(&mut self) -> RecordId {
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

/// Makes a market of it: small groups have all their places taken, in large ones there are even
/// more people than places.
fn open_places(groups: &mut [Forming]) {
    for forming in groups {
        forming.places = Some(forming.members.len().min(4) as u8);
    }
}
