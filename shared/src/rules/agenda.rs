//! The agenda: whoever leads the meeting plans it, moves its points, and goes from one to the next.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use crate::event::Event;
use crate::id::RecordId;
use crate::limits::{MINUTES_PER_POINT, POINTS_PER_AGENDA};
use crate::meeting::{Agenda, Meeting, Part, Placed, Point, PointId};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::time::Timestamp;

/// Plans the whole day, or plans it anew: where the meeting is in it stays.
pub fn plan(
    me: &Member,
    begins: Timestamp,
    points: &[Point],
    words: RecordId,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if points.len() > POINTS_PER_AGENDA {
        return Err(Refusal::TooManyPoints);
    }
    let mut ids = BTreeSet::new();
    if points.iter().any(|point| !ids.insert(point.id)) {
        return Err(Refusal::NoSuchPoint);
    }
    if points.iter().any(|point| !(1..=MINUTES_PER_POINT).contains(&point.minutes)) {
        return Err(Refusal::TooManyMinutes);
    }
    // What the meeting is at can be moved, and not be struck out.
    let here = me.m.agenda.as_ref().and_then(|agenda| agenda.at);
    if here.is_some_and(|(id, _)| !ids.contains(&id)) {
        return Err(Refusal::PointRuns);
    }
    if begins > me.m.delete_at {
        return Err(Refusal::NoSuchEnd);
    }
    let words = Placed { by: me.id, words };
    Ok(vec![Event::AgendaPlanned { begins, points: points.to_vec(), words }])
}

/// Goes to a point, or past the last. Wishes are asked for while groups are being formed.
pub fn go_to(
    me: &Member,
    from: Option<PointId>,
    to: Option<PointId>,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    let agenda = me.m.agenda.as_ref().ok_or(Refusal::NoSuchPoint)?;
    if agenda.at.map(|(id, _)| id) != from {
        return Err(Refusal::PhaseMoved);
    }
    if from == to {
        return Err(Refusal::NoSuchPoint);
    }
    let point = to.map(|id| agenda.point(id).ok_or(Refusal::NoSuchPoint)).transpose()?;
    let mut events = vec![Event::PointEntered { point: to, at }];
    let open = point.is_some_and(|(_, point)| point.part == Part::Formation);
    if open != me.m.asks_wishes {
        events.push(Event::WishesAsked { open });
    }
    Ok(events)
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match e {
        Event::AgendaPlanned { begins, points, words } => {
            let (at, spent) = m.agenda.take().map(|it| (it.at, it.spent)).unwrap_or_default();
            let (begins, points, words) = (*begins, points.clone(), *words);
            m.agenda = Some(Agenda { begins, points, words, at, spent });
        }
        Event::PointEntered { point, at } => {
            let Some(agenda) = &mut m.agenda else { return };
            if let Some((left, since)) = agenda.at.take() {
                let more = at.since(since);
                match agenda.spent.iter_mut().find(|(id, _)| *id == left) {
                    Some((_, spent)) => *spent = *spent + more,
                    None => agenda.spent.push((left, more)),
                }
            }
            agenda.at = point.map(|id| (id, *at));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Deed;
    use crate::meeting::Drift;
    use crate::specification::*;
    use crate::time::Span;

    fn point(id: u8, part: Part, minutes: u16) -> Point {
        Point { id: PointId(id), part, minutes }
    }

    /// Two hours with an election, as the field plans them.
    fn afternoon() -> Vec<Point> {
        [
            (Part::Arrival, 10),
            (Part::Election, 20),
            (Part::Agreements, 5),
            (Part::Pitches, 8),
            (Part::Formation, 7),
            (Part::Consultation, 45),
            (Part::Break, 5),
            (Part::Harvest, 12),
            (Part::Releases, 5),
            (Part::Flash, 3),
        ]
        .into_iter()
        .zip(1..)
        .map(|((part, minutes), id)| point(id, part, minutes))
        .collect()
    }

    fn plan(points: Vec<Point>) -> Deed {
        Deed::PlanAgenda { begins: minute(0), points, words: words(70) }
    }

    fn enter(from: Option<u8>, to: Option<u8>) -> Deed {
        Deed::GoToPoint { from: from.map(PointId), to: to.map(PointId) }
    }

    fn agenda(scene: &Scene) -> &Agenda {
        scene.meeting.agenda.as_ref().expect("it was planned")
    }

    #[test]
    fn the_plan_of_two_hours_ends_after_two_hours() {
        let scene = arrived()
            .when(MIRKO, plan(afternoon()))
            .refused(Refusal::NotLead)
            .given(JANA, plan(afternoon()));
        assert_eq!(agenda(&scene).planned(10), minute(120));
        assert_eq!(agenda(&scene).planned(5), minute(50));
        assert_eq!(agenda(&scene).next().map(|point| point.part), Some(Part::Arrival));
    }

    #[test]
    fn an_agenda_that_cannot_be_is_not_planned() {
        let twice = vec![point(1, Part::Talk, 5), point(1, Part::Break, 5)];
        let endless = vec![point(1, Part::Talk, MINUTES_PER_POINT + 1)];
        let many = (0..=POINTS_PER_AGENDA).map(|n| point(n as u8, Part::Talk, 1)).collect();
        arrived()
            .when(JANA, plan(twice))
            .refused(Refusal::NoSuchPoint)
            .when(JANA, plan(endless))
            .refused(Refusal::TooManyMinutes)
            .when(JANA, plan(many))
            .refused(Refusal::TooManyPoints)
            .when(JANA, enter(None, Some(1)))
            .refused(Refusal::NoSuchPoint);
    }

    #[test]
    fn two_taps_move_once_and_nobody_else_moves_the_day() {
        arrived()
            .given(JANA, plan(afternoon()))
            .when(SELIN, enter(None, Some(1)))
            .refused(Refusal::NotLead)
            .given(JANA, enter(None, Some(1)))
            .when(JANA, enter(None, Some(1)))
            .refused(Refusal::PhaseMoved)
            .when(JANA, enter(Some(1), Some(99)))
            .refused(Refusal::NoSuchPoint);
    }

    #[test]
    fn wishes_are_asked_for_while_groups_are_formed() {
        let scene = arrived().given(JANA, plan(afternoon())).given(JANA, enter(None, Some(5)));
        assert!(scene.meeting.asks_wishes);
        assert!(!scene.given(JANA, enter(Some(5), Some(6))).meeting.asks_wishes);
    }

    #[test]
    fn what_is_late_is_said_and_moves_what_comes_after() {
        let scene = arrived().given(JANA, plan(afternoon()));
        // Nobody has begun: everything waits.
        assert_eq!(agenda(&scene).expected(1, minute(4)), minute(14));
        let scene = scene.at(minute(3)).given(JANA, enter(None, Some(1)));
        let here = agenda(&scene);
        assert_eq!(here.drift(minute(5)), Some(Drift::Behind(Span::minutes(3))));
        assert_eq!(here.expected(2, minute(5)), minute(33));
        // It takes longer than planned, and so does everything else.
        assert_eq!(here.drift(minute(17)), Some(Drift::Behind(Span::minutes(7))));
        assert_eq!(here.expected(2, minute(17)), minute(37));
        // A point left out brings the time back.
        let scene = scene.at(minute(13)).given(JANA, enter(Some(1), Some(3)));
        let here = agenda(&scene);
        assert_eq!(here.drift(minute(13)), Some(Drift::Ahead(Span::minutes(17))));
        assert_eq!(here.spent, [(PointId(1), Span::minutes(10))]);
    }

    #[test]
    fn points_are_moved_while_the_meeting_is_at_one_of_them() {
        let scene = arrived().given(JANA, plan(afternoon())).given(JANA, enter(None, Some(4)));
        let mut moved = afternoon();
        moved.swap(3, 6);
        let scene = scene.given(JANA, plan(moved.clone()));
        assert_eq!(agenda(&scene).next().map(|point| point.part), Some(Part::Harvest));
        moved.retain(|point| point.id != PointId(4));
        scene.when(JANA, plan(moved)).refused(Refusal::PointRuns);
    }

    #[test]
    fn after_the_last_point_there_is_nothing_more() {
        let scene = arrived()
            .given(JANA, plan(afternoon()))
            .given(JANA, enter(None, Some(10)))
            .given(JANA, enter(Some(10), None));
        assert_eq!((agenda(&scene).at, agenda(&scene).next()), (None, None));
        assert_eq!(agenda(&scene).drift(minute(1)), None);
    }
}
