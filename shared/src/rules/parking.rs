//! Advice that came too early: parked by the moderator, offered once to whoever gave it as soon as
//! advice is welcome.

use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CardId, RecordId, SeatId};
use crate::limits::PARKED_PER_SESSION;
use crate::meeting::{CaseSession, Parked, ParkedState};
use crate::method::{Flag, Role};
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn park(
    here: &Place,
    id: CardId,
    from: SeatId,
    words: RecordId,
) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    here.me.fellow(from)?;
    // Before there is a case there is nothing to advise on; where advice is welcome there is
    // nothing to park, and where it will not be any more nobody would be offered it.
    let has_case = here.me.group.cast.case_giver.is_some();
    let mut to_come = here.session.method.phases.iter().skip(usize::from(here.session.phase) + 1);
    let later = to_come.any(|phase| phase.allows(Flag::Advice));
    let waits_for_case = here.session.method.knows(Role::CaseGiver) && !has_case;
    if waits_for_case || !later || here.session.now_in().allows(Flag::Advice) {
        return Err(Refusal::NotInThisPhase);
    }
    if here.session.parked.iter().any(|parked| parked.id == id) {
        return Err(Refusal::AlreadyThere);
    }
    if here.session.parked.len() >= PARKED_PER_SESSION {
        return Err(Refusal::TooMuchParked);
    }
    let parked = Parked { id, from, by: here.me.id, words, state: ParkedState::Waits };
    Ok(here.event(SessionEvent::AdviceParked { parked }))
}

pub fn unpark(here: &Place, id: CardId) -> Result<Vec<Event>, Refusal> {
    let parked = here.session.parked.iter().find(|parked| parked.id == id);
    let parked = parked.filter(|parked| match parked.state {
        ParkedState::Waits => parked.by == here.me.id,
        ParkedState::Offered => parked.by == here.me.id || parked.from == here.me.id,
    });
    let parked = *parked.ok_or(Refusal::NotParked)?;
    Ok(here.event(SessionEvent::AdviceDone { parked }))
}

/// What is offered when the group enters a phase: everything that waits, if advice is welcome.
pub fn offered(session: &CaseSession, phase: u8) -> Option<SessionEvent> {
    session.method.phases.get(usize::from(phase)).filter(|it| it.allows(Flag::Advice))?;
    let waiting = session.parked.iter().filter(|parked| parked.state == ParkedState::Waits);
    let offer = |parked: &Parked| Parked { state: ParkedState::Offered, ..*parked };
    let parked: Vec<_> = waiting.map(offer).collect();
    (!parked.is_empty()).then_some(SessionEvent::AdviceOffered { parked })
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::AdviceParked { parked } => session.parked.push(*parked),
        SessionEvent::AdviceOffered { parked } => {
            // Put down anew: whoever learns of it only now has it in the same order.
            parked.iter().for_each(|parked| forget(session, parked.id));
            session.parked.extend(parked);
        }
        SessionEvent::AdviceDone { parked } => forget(session, parked.id),
        _ => {}
    }
}

fn forget(session: &mut CaseSession, id: CardId) {
    session.parked.retain(|parked| parked.id != id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Step;
    use crate::specification::*;

    fn park_it(n: u8, from: SeatId) -> Step {
        Step::Park { id: card(n), from, words: words(n) }
    }

    fn known_to(scene: &Scene, seat: SeatId) -> Vec<ParkedState> {
        scene.seen_by(seat).session().parked.iter().map(|parked| parked.state).collect()
    }

    #[test]
    fn s1_05_parked_advice_is_known_to_whoever_parked_it_and_offered_once_in_its_phase() {
        let scene = in_phase(ACCOUNT)
            .when(MIRKO, park_it(1, FRIEDERIKE))
            .refused(Refusal::NotModerator)
            .given(JANA, park_it(1, FRIEDERIKE));
        assert_eq!(known_to(&scene, JANA), [ParkedState::Waits]);
        for seat in [HOLGER, SELIN, MIRKO, FRIEDERIKE, TOBIAS] {
            assert_eq!(known_to(&scene, seat), []);
        }
        // No other phase offers it.
        let scene = scene.given(JANA, go(ACCOUNT, QUESTION));
        assert_eq!(known_to(&scene, FRIEDERIKE), []);
        let scene = scene.given(JANA, go(QUESTION, CONSULTATION));
        assert_eq!(known_to(&scene, FRIEDERIKE), [ParkedState::Offered]);
        assert_eq!(known_to(&scene, MIRKO), []);
        let scene = scene
            .when(MIRKO, Step::Unpark { id: card(1) })
            .refused(Refusal::NotParked)
            .given(FRIEDERIKE, Step::Unpark { id: card(1) });
        // Back and forth: nothing is offered again.
        let scene = scene
            .given(JANA, go(CONSULTATION, MODULE))
            .given(JANA, go(MODULE, CONSULTATION))
            .when(FRIEDERIKE, Step::Unpark { id: card(1) })
            .refused(Refusal::NotParked);
        for seat in [JANA, FRIEDERIKE] {
            assert_eq!(known_to(&scene, seat), []);
        }
    }

    #[test]
    fn whoever_parked_it_may_let_it_go() {
        in_phase(ACCOUNT)
            .given(JANA, park_it(1, FRIEDERIKE))
            .when(FRIEDERIKE, Step::Unpark { id: card(1) })
            .refused(Refusal::NotParked)
            .given(JANA, Step::Unpark { id: card(1) })
            .when(JANA, Step::Unpark { id: card(1) })
            .refused(Refusal::NotParked);
    }

    #[test]
    fn nothing_is_parked_where_advice_is_welcome_or_was_or_nobody_gives_a_case() {
        in_phase(CONSULTATION).when(JANA, park_it(1, MIRKO)).refused(Refusal::NotInThisPhase);
        in_phase(CLOSING).when(JANA, park_it(1, MIRKO)).refused(Refusal::NotInThisPhase);
        begun().when(JANA, park_it(1, MIRKO)).refused(Refusal::NotInThisPhase);
        in_phase(ACCOUNT)
            .when(JANA, park_it(1, NOBODY))
            .refused(Refusal::NoSuchSeat)
            .given(JANA, park_it(1, MIRKO))
            .when(JANA, park_it(1, MIRKO))
            .refused(Refusal::AlreadyThere);
    }

    #[test]
    fn the_parking_place_has_its_bounds() {
        let most = u8::try_from(PARKED_PER_SESSION).expect("few enough");
        let full =
            (0..most).fold(in_phase(ACCOUNT), |scene, n| scene.given(JANA, park_it(n, MIRKO)));
        full.when(JANA, park_it(most, MIRKO)).refused(Refusal::TooMuchParked);
    }
}
