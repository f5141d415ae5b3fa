//! Dots on cases in the plenary: a budget for each person, unseen until all are shown at once.

use alloc::vec;
use alloc::vec::Vec;

use super::{count, still_open};
use crate::command::WeighStep;
use crate::event::{Event, WeighEvent};
use crate::limits::MOST_DOTS;
use crate::meeting::{Dots, Meeting, Weighing};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;

pub fn decide(me: &Member, step: &WeighStep) -> Result<Vec<Event>, Refusal> {
    let weighing = me.m.weighing.as_ref();
    let event = match step {
        WeighStep::Begin { budget } => {
            me.leads_meeting()?;
            // What was put stays until it is put away.
            if weighing.is_some() {
                return Err(Refusal::RoundRuns);
            }
            if !(1..=MOST_DOTS).contains(budget) {
                return Err(Refusal::TooManyDots);
            }
            WeighEvent::Begun { budget: *budget }
        }
        WeighStep::Place { cases } => {
            let weighing = weighing.ok_or(Refusal::NothingWeighed)?;
            still_open(Some(&weighing.dots))?;
            if cases.len() > weighing.budget.into() {
                return Err(Refusal::TooManyDots);
            }
            if cases.iter().any(|case| me.m.case(*case).is_none()) {
                return Err(Refusal::NoSuchCase);
            }
            WeighEvent::Placed { by: me.id, cases: Some(cases.clone()) }
        }
        WeighStep::Show => {
            me.leads_meeting()?;
            let weighing = weighing.ok_or(Refusal::NothingWeighed)?;
            still_open(Some(&weighing.dots))?;
            let open = me.m.open_cases();
            WeighEvent::Shown { tally: count(Some(&weighing.dots), open.map(|case| case.id)) }
        }
        WeighStep::End => {
            me.leads_meeting()?;
            weighing.ok_or(Refusal::NothingWeighed)?;
            WeighEvent::Ended
        }
    };
    Ok(vec![Event::Weigh(event)])
}

pub fn apply(m: &mut Meeting, e: &WeighEvent) {
    match e {
        WeighEvent::Begun { budget } => {
            m.weighing = Some(Weighing { budget: *budget, dots: Dots::default() });
        }
        WeighEvent::Placed { by, cases } => {
            let Some(weighing) = &mut m.weighing else { return };
            weighing.dots.placed.insert(*by, cases.clone());
        }
        WeighEvent::Shown { tally } => {
            let Some(weighing) = &mut m.weighing else { return };
            weighing.dots.tally = Some(tally.clone());
        }
        WeighEvent::Ended => m.weighing = None,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::command::Deed;
    use crate::id::{CaseId, SeatId};
    use crate::specification::*;

    fn place(cases: &[CaseId]) -> Deed {
        Deed::Weigh(WeighStep::Place { cases: cases.to_vec() })
    }

    fn weighed() -> Scene {
        begun().given(JANA, Deed::Weigh(WeighStep::Begin { budget: 3 }))
    }

    fn dots(scene: &Scene) -> &Dots<CaseId> {
        &scene.meeting.weighing.as_ref().expect("cases are weighed").dots
    }

    #[test]
    fn dots_stay_hidden_until_all_are_shown_as_sums() {
        let scene = weighed()
            .given(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE, TOBIAS_CASE]))
            .given(AGNES, place(&[TOBIAS_CASE]));
        // That somebody put dots is seen, but not where; their own they see.
        let seen = scene.seen_by(AGNES);
        let placed: Vec<(SeatId, bool)> =
            dots(&seen).placed.iter().map(|(seat, on)| (*seat, on.is_some())).collect();
        assert_eq!(placed, [(MIRKO, false), (AGNES, true)]);
        let tally = vec![(HOLGERS_CASE, 2), (TOBIAS_CASE, 2)];
        let scene = scene
            .when(MIRKO, Deed::Weigh(WeighStep::Show))
            .refused(Refusal::NotLead)
            .when(JANA, Deed::Weigh(WeighStep::Show))
            .then(&[Event::Weigh(WeighEvent::Shown { tally })]);
        scene.when(AGNES, place(&[HOLGERS_CASE])).refused(Refusal::DotsShown);
    }

    #[test]
    fn nobody_puts_more_dots_than_they_have_or_on_what_is_not_there() {
        weighed()
            .when(MIRKO, place(&[HOLGERS_CASE; 4]))
            .refused(Refusal::TooManyDots)
            .given(TOBIAS, Deed::WithdrawCase { case: TOBIAS_CASE })
            .when(MIRKO, place(&[TOBIAS_CASE]))
            .refused(Refusal::NoSuchCase)
            .when(JANA, Deed::Weigh(WeighStep::Begin { budget: 2 }))
            .refused(Refusal::RoundRuns);
        for budget in [0, MOST_DOTS + 1] {
            let begin = Deed::Weigh(WeighStep::Begin { budget });
            begun().when(JANA, begin).refused(Refusal::TooManyDots);
        }
        begun().when(MIRKO, place(&[])).refused(Refusal::NothingWeighed);
    }

    #[test]
    fn dots_that_were_put_away_leave_room_for_others() {
        let end = Deed::Weigh(WeighStep::End);
        let scene = weighed().given(MIRKO, place(&[HOLGERS_CASE])).given(JANA, end.clone());
        assert_eq!(scene.meeting.weighing, None);
        scene.when(JANA, end).refused(Refusal::NothingWeighed);
    }
}
