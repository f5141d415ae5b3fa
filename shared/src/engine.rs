//! The engine: what a command would do, and what an event does. Pure functions over values.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::actor::Actor;
use crate::command::{Act, Command, Deed, HarvestStep};
use crate::event::{Entry, Event};
use crate::id::{CommandId, Seq};
use crate::meeting::Meeting;
use crate::refusal::Refusal;
use crate::rules::dots::plenary as weighing;
use crate::rules::{
    agenda, attendance, casebox, cases, election, floor, followup, groups, harvest, housekeeping,
    session,
};
use crate::time::Timestamp;

/// What the command would do to the meeting now, or what stands in its way.
///
/// Pure: the same arguments give the same answer, and the meeting stays as it is.
pub fn decide(m: &Meeting, c: &Command, by: Actor, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let me = match (by, &c.deed) {
        (Actor::Seat(me), _) => attendance::present(m, me)?,
        (Actor::Door(kind), Deed::TakeSeat { seat, pass, person, presence, agreed, intent }) => {
            let person = (*person, *presence);
            let says = (*agreed, *intent);
            return attendance::take_seat(m, kind, (*seat, *pass), person, says, now);
        }
        (Actor::House, Deed::OfferModeration { group, moderator, open }) => {
            return attendance::offer_moderation(m, *group, *moderator, *open);
        }
        (Actor::House, Deed::Harvest(HarvestStep::Close)) => {
            return harvest::close_when_due(m, now);
        }
        (Actor::House, Deed::Elect { election, act: Act::Open { poll, lock } }) => {
            return election::open(m, *election, *poll, *lock, now);
        }
        (Actor::Door(_) | Actor::House, _) => return Err(Refusal::NotSeated),
    };
    match &c.deed {
        Deed::TakeSeat { .. } => Err(Refusal::AlreadyThere),
        Deed::Introduce { person, presence } => attendance::introduce(&me, *person, *presence),
        Deed::Agree => attendance::agree(&me),
        Deed::Leave { seat } => attendance::leave(&me, *seat),
        Deed::KeepUntil { at } => housekeeping::keep_until(&me, *at, now),
        Deed::Retitle { title } => housekeeping::retitle(&me, *title),
        Deed::SetEnd { at } => housekeeping::set_end(&me, *at, now),
        Deed::NameModerator { seat } => attendance::name_moderator(&me, *seat),
        Deed::NameDeputy { seat } => attendance::name_deputy(&me, *seat),
        Deed::BringCase { case, words } => cases::bring(&me, *case, *words, now),
        Deed::RewordCase { case, words } => cases::reword(&me, *case, *words),
        Deed::WithdrawCase { case } => cases::withdraw(&me, *case),
        Deed::Begin { session, method, guide } => {
            session::begin(&me, *session, method, *guide, now)
        }
        Deed::Report { session, phase, outcome, words } => {
            let told = (*outcome, *words);
            let place = session::place(&me, *session);
            place.and_then(|here| followup::report(&here, *phase, told, now))
        }
        Deed::OfferModeration { .. } => Err(Refusal::NotAllowed),
        Deed::PlanAgenda { begins, points, words } => agenda::plan(&me, *begins, points, *words),
        Deed::GoToPoint { from, to } => agenda::go_to(&me, *from, *to, now),
        Deed::Invite { place, capacity, cases_until } => {
            housekeeping::invite(&me, (*place, *capacity), *cases_until)
        }
        Deed::CloseDoor { closed } => housekeeping::close_door(&me, *closed),
        Deed::Intend { intent } => attendance::intend(&me, *intent),
        Deed::AskWishes { open } => groups::ask_wishes(&me, *open),
        Deed::Wish { cases } => groups::wish(&me, cases),
        Deed::Propose { groups, seconds } => groups::propose(&me, groups, *seconds, now),
        Deed::Object { objects } => groups::object(&me, *objects),
        Deed::TakePlace { seat, group, moderates } => {
            groups::market::take_place(&me, *seat, *group, *moderates)
        }
        Deed::FormGroups { number } => groups::form(&me, *number, now),
        Deed::MoveTo { seat, group } => groups::move_to(&me, *seat, *group),
        Deed::PlaceGroup { group, words } => groups::place_group(&me, *group, *words),
        Deed::NameFloater { seat, floats } => groups::name_floater(&me, *seat, *floats),
        Deed::CallHelp { calls } => groups::call_help(&me, *calls, now),
        Deed::AnswerHelp { group } => groups::answer_help(&me, *group),
        Deed::AskMinutes { minutes } => groups::ask_minutes(&me, *minutes),
        Deed::GiveMinutes { groups, minutes, asked } => {
            groups::give_minutes(&me, groups, *minutes, *asked)
        }
        Deed::CallBack { at } => groups::call_back(&me, *at, now),
        Deed::Tell { groups, words } => groups::tell(&me, groups, *words, now),
        Deed::In(session, step) => {
            let mut events = session::decide(&me, *session, step, now)?;
            harvest::follow(m, &mut events);
            Ok(events)
        }
        Deed::Floor(step) => floor::decide(&me, step, now),
        Deed::Weigh(step) => weighing::decide(&me, step),
        Deed::Harvest(step) => harvest::decide(&me, step, now),
        Deed::Elect { election, act } => election::decide(&me, *election, act, now),
        Deed::Case(step) => casebox::decide(&me, step, now),
    }
}

/// Lets an event happen. Total: whatever was decided can be applied, and anything else changes
/// nothing.
pub fn apply(m: &mut Meeting, e: &Event) {
    match e {
        Event::Opened { .. }
        | Event::Retitled { .. }
        | Event::DeletionSet { .. }
        | Event::EndSet { .. }
        | Event::InvitationSet { .. }
        | Event::DoorClosed { .. } => {
            housekeeping::apply(m, e);
        }
        Event::SeatTaken { .. }
        | Event::Introduced { .. }
        | Event::Agreed { .. }
        | Event::Intended { .. }
        | Event::SeatLeft { .. } => attendance::apply(m, e),
        Event::CaseBrought { .. } | Event::CaseReworded { .. } | Event::CaseWithdrawn { .. } => {
            cases::apply(m, e);
        }
        Event::WishesSet { .. }
        | Event::GroupsProposed { .. }
        | Event::Objected { .. }
        | Event::PlaceTaken { .. }
        | Event::GroupsFormed { .. }
        | Event::SeatsMoved { .. }
        | Event::GroupPlaced { .. }
        | Event::FloaterNamed { .. }
        | Event::CalledBack { .. }
        | Event::GroupsTold { .. }
        | Event::WishesAsked { .. } => groups::apply(m, e),
        Event::AgendaPlanned { .. } | Event::PointEntered { .. } => agenda::apply(m, e),
        Event::Elect(election, event) => election::apply(m, *election, event),
        Event::Case(case, event) => casebox::apply(m, *case, event),
        Event::In(group, event) => session::apply_in_group(m, *group, event),
        Event::Floor(event) => floor::apply(m, event),
        Event::Weigh(event) => weighing::apply(m, event),
        Event::Harvest(event) => harvest::apply(m, event),
    }
    if let Event::SeatLeft { .. }
    | Event::SeatsMoved { .. }
    | Event::CaseWithdrawn { .. }
    | Event::Case(..) = e
    {
        floor::tidy(m);
        harvest::tidy(m);
    }
}

/// When somebody must look at this meeting again: its erasure, and before it the day on which its
/// harvest is closed. Never a phase's end.
pub fn wake_at(m: &Meeting) -> Option<Timestamp> {
    m.id.map(|_| m.harvest.until.map_or(m.delete_at, |until| until.min(m.delete_at)))
}

/// A meeting folded from its log: the last arbiter of what counts.
///
/// An entry that does not follow the last one, or whose command has taken effect already, is
/// ignored by everybody alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    /// What the entries have made of the meeting.
    pub meeting: Meeting,
    /// The number of the last entry that counts.
    pub seq: Seq,
    seen: BTreeSet<CommandId>,
}

impl Fold {
    /// A copy that begins in the middle: a view, and the entry up to which it holds.
    pub fn resume(meeting: Meeting, seq: Seq) -> Self {
        Self { meeting, seq, seen: BTreeSet::new() }
    }

    /// Lets an entry happen; says whether it counted.
    pub fn absorb(&mut self, entry: &Entry) -> bool {
        if entry.seq != self.seq.next() {
            return false;
        }
        // The number is used up even where the command is not: the next entry names it.
        self.seq = entry.seq;
        if entry.id.is_some_and(|id| !self.seen.insert(id)) {
            return false;
        }
        entry.events.iter().for_each(|event| apply(&mut self.meeting, event));
        true
    }

    /// Whether a command has taken effect already.
    pub fn has_seen(&self, id: CommandId) -> bool {
        self.seen.contains(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specification::*;

    fn entry(seq: u64, id: u8, event: Event) -> Entry {
        let id = Some(CommandId::from_bytes([id; 16]));
        Entry { seq: Seq(seq), id, at: minute(0), by: None, events: [event].into() }
    }

    #[test]
    fn somebody_looks_at_a_meeting_on_the_day_of_its_deletion_and_never_at_the_end_of_a_phase() {
        assert_eq!(wake_at(&Meeting::default()), None);
        let scene = begun();
        assert_eq!(wake_at(&scene.meeting), Some(scene.meeting.delete_at));
        let sooner = minute(60);
        let scene = scene.given(JANA, Deed::KeepUntil { at: sooner });
        assert_eq!(wake_at(&scene.meeting), Some(sooner));
    }

    #[test]
    fn entries_count_in_their_order_each_once_and_each_command_once() {
        let retitled = |n| Event::Retitled { title: words(n) };
        let mut fold = Fold::resume(arrived().meeting, Seq(7));
        assert!(!fold.absorb(&entry(7, 1, retitled(71))), "already absorbed");
        assert!(!fold.absorb(&entry(9, 1, retitled(72))), "one is missing before it");
        assert!(fold.absorb(&entry(8, 1, retitled(73))));
        assert!(fold.has_seen(CommandId::from_bytes([1; 16])));
        assert!(!fold.absorb(&entry(9, 1, retitled(74))), "the command has taken effect");
        assert_eq!((fold.meeting.title, fold.seq), (Some(words(73)), Seq(9)));
        assert!(fold.absorb(&entry(10, 2, retitled(75))));
    }

    #[test]
    fn entries_whose_command_is_not_told_all_count() {
        let untold = |seq| Entry { id: None, ..entry(seq, 0, Event::Agreed { seat: MIRKO }) };
        let mut fold = Fold::resume(arrived().meeting, Seq(0));
        assert!(fold.absorb(&untold(1)) && fold.absorb(&untold(2)));
    }
}
