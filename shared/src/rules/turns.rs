//! In turn: whose turn it is, and who comes next. Remote people come first.

use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{GroupId, SeatId};
use crate::meeting::{CaseSession, Meeting};
use crate::method::{Role, names};
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn pass(here: &Place, from: Option<SeatId>, to: Option<SeatId>) -> Result<Vec<Event>, Refusal> {
    if here.session.turn != from {
        return Err(Refusal::TurnMoved);
    }
    // Whoever has the turn passes it on, or says »weiter«.
    if !here.me.leads() && from != Some(here.me.id) {
        return Err(if from.is_some() { Refusal::NotYourTurn } else { Refusal::NotModerator });
    }
    if let Some(to) = to {
        here.me.fellow(to)?;
    }
    // A round is over when all were heard; whoever speaks then begins the next.
    let circle = here.me.m.circle(here.me.group_id(), here.session);
    let is_heard = |seat: &SeatId| Some(*seat) == from || here.session.heard.contains(seat);
    let anew = to.is_none() || circle.iter().all(is_heard);
    Ok(here.event(SessionEvent::TurnPassed { to, anew }))
}

pub fn apply(session: &mut CaseSession, to: Option<SeatId>, anew: bool) {
    session.heard.extend(session.turn);
    if anew {
        session.heard.clear();
    }
    // Whoever speaks once more has not been heard out.
    session.heard.retain(|seat| Some(*seat) != to);
    session.turn = to;
}

impl Meeting {
    /// Who speaks in turn in the phase that a session is in: remote first, then by when they came.
    pub fn circle(&self, group: GroupId, session: &CaseSession) -> Vec<SeatId> {
        let Some(cast) = self.groups.get(&group).map(|group| group.cast_of(session)) else {
            return Vec::new();
        };
        let phase = session.now_in();
        let all = phase.speak.contains(&Role::Everyone);
        let consulted = phase.speak.contains(&Role::Consultant);
        let mut speak = phase.speak.clone();
        speak.extend(phase.last.iter().flat_map(|last| last.speak.iter().copied()));
        let mut circle = self.members(group);
        circle.retain(|seat| {
            let roles = cast.roles(*seat, session);
            let answers = consulted && roles.contains(&Role::CaseGiver);
            all || (names(&speak, &roles) && !answers)
        });
        circle
    }

    /// Who comes next: the first in the circle who was not heard yet. When all were, it begins anew.
    pub fn next_in_turn(&self, group: GroupId, session: &CaseSession) -> Option<SeatId> {
        let circle = self.circle(group, session);
        let now = session.turn;
        let unheard =
            circle.iter().find(|seat| Some(**seat) != now && !session.heard.contains(seat));
        unheard.or_else(|| circle.iter().find(|seat| Some(**seat) != now)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Deed, Step};
    use crate::meeting::Presence;
    use crate::specification::*;

    fn pass_on(from: Option<SeatId>, to: Option<SeatId>) -> Step {
        Step::Turn { from, to }
    }

    fn next(scene: &Scene) -> Option<SeatId> {
        scene.meeting.next_in_turn(GROUP, scene.session())
    }

    #[test]
    fn consultants_speak_in_turn_remote_people_first() {
        let scene = in_phase(CONSULTATION);
        let circle = scene.meeting.circle(GROUP, scene.session());
        // Agnes is remote; Holger listens, Jana leads, Tobias watches.
        assert_eq!(circle, [AGNES, SELIN, MIRKO, FRIEDERIKE]);
    }

    #[test]
    fn whoever_sits_at_the_room_device_comes_among_those_in_the_room() {
        let moved = Deed::Introduce { person: words(70), presence: Presence::RoomDevice };
        let scene = in_phase(CONSULTATION).given(AGNES, moved);
        let circle = scene.meeting.circle(GROUP, scene.session());
        assert_eq!(circle, [SELIN, MIRKO, FRIEDERIKE, AGNES]);
    }

    #[test]
    fn everybody_is_asked_where_everybody_speaks() {
        let scene = in_phase(CASTING);
        assert_eq!(scene.meeting.circle(GROUP, scene.session()).len(), ALL.len());
    }

    #[test]
    fn the_turn_goes_round_and_begins_anew() {
        let mut scene = in_phase(CONSULTATION);
        let mut heard = Vec::new();
        for _ in 0..9 {
            let (from, to) = (scene.session().turn, next(&scene));
            heard.extend(to);
            scene = scene.given(JANA, pass_on(from, to));
        }
        let round = [AGNES, SELIN, MIRKO, FRIEDERIKE];
        assert_eq!(heard, [&round[..], &round[..], &[AGNES]].concat());
    }

    #[test]
    fn whoever_has_the_turn_passes_it_on() {
        in_phase(CONSULTATION)
            .when(AGNES, pass_on(None, Some(AGNES)))
            .refused(Refusal::NotModerator)
            .when(JANA, pass_on(None, Some(AGNES)))
            .then(&[SessionEvent::TurnPassed { to: Some(AGNES), anew: false }])
            .when(MIRKO, pass_on(Some(AGNES), Some(MIRKO)))
            .refused(Refusal::NotYourTurn)
            .given(AGNES, pass_on(Some(AGNES), Some(MIRKO)))
            .when(AGNES, pass_on(Some(AGNES), Some(MIRKO)))
            .refused(Refusal::TurnMoved)
            .when(JANA, pass_on(Some(MIRKO), Some(NOBODY)))
            .refused(Refusal::NoSuchSeat)
            .given(JANA, pass_on(Some(MIRKO), None));
    }

    #[test]
    fn nobody_keeps_the_turn_who_leaves_or_when_the_group_goes_on() {
        let scene = in_phase(CONSULTATION).given(JANA, pass_on(None, Some(AGNES)));
        let left = scene.clone().given(AGNES, Deed::Leave { seat: AGNES });
        assert_eq!(left.session().turn, None);
        let on = scene.given(JANA, Step::Enter { from: CONSULTATION, to: CLOSING });
        assert_eq!(on.session().turn, None);
        assert!(on.session().heard.is_empty());
    }
}
