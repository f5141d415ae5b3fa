//! The plan of a running session: what comes next, when it ends, and what gives way when it would
//! end too late. Only ever a plan: nothing happens by itself.

use alloc::vec::Vec;

use crate::meeting::{CaseSession, Left};
use crate::method::Method;
use crate::time::{Span, Timestamp};

impl CaseSession {
    /// Planned end of the last phase, if every phase from here takes what is planned.
    pub fn planned_end(&self, now: Timestamp) -> Timestamp {
        let here = match self.clock().left(now) {
            Left::Time(left) => left,
            Left::Over(_) => Span::ZERO,
        };
        let later = self
            .clocks
            .iter()
            .zip(0..)
            .filter(|(_, index)| *index > self.phase && !self.left_out.contains(index));
        later.fold(now + here, |end, (clock, _)| end + (clock.planned - clock.spent))
    }

    /// The phase that comes next, past those that are left out.
    pub fn next(&self) -> Option<u8> {
        let all = u8::try_from(self.method.phases.len()).unwrap_or(u8::MAX);
        (self.phase.saturating_add(1)..all).find(|phase| !self.left_out.contains(phase))
    }

    /// The phase that came before, past those that are left out.
    pub fn previous(&self) -> Option<u8> {
        (0..self.phase).rev().find(|phase| !self.left_out.contains(phase))
    }

    /// Other minutes for the phases to come, so that the last one ends when it shall: each gives in
    /// proportion to what its range leaves, from the minutes that are planned now.
    ///
    /// Empty where nothing need give way. Where the ranges do not give enough, it is all they give.
    pub fn squeezed(&self, now: Timestamp, end: Timestamp) -> Vec<(u8, u16)> {
        let late = self.planned_end(now).since(end).as_seconds().div_ceil(60);
        let to_come = (self.phase.saturating_add(1)..)
            .zip(self.method.phases.iter().zip(&self.clocks).skip(usize::from(self.phase) + 1));
        let to_come = to_come.filter(|(index, _)| !self.left_out.contains(index));
        let mut indices = Vec::new();
        let mut phases = Vec::new();
        for (index, (phase, clock)) in to_come {
            let minutes = u16::try_from(clock.planned.as_seconds() / 60).unwrap_or(u16::MAX);
            let range = (phase.range.0.min(minutes), phase.range.1.max(minutes));
            indices.push((index, minutes));
            phases.push(crate::method::Phase { minutes, range, ..phase.clone() });
        }
        let plan = Method { phases, ..(*self.method).clone() };
        let wanted = plan.minutes().saturating_sub(u16::try_from(late).unwrap_or(u16::MAX));
        let fitted = plan.fitted(wanted).into_iter().zip(indices);
        fitted
            .filter(|(minutes, (_, before))| minutes != before)
            .map(|(it, (index, _))| (index, it))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::command::Step;
    use crate::specification::*;

    fn squeezed(scene: &Scene, end: u64) -> u16 {
        let after = scene.session().squeezed(scene.now, minute(end));
        let scene = scene.clone().given(JANA, Step::Plan { minutes: after });
        let end = scene.session().planned_end(scene.now).since(minute(0));
        u16::try_from(end.as_seconds() / 60).expect("a short session")
    }

    #[test]
    fn what_comes_later_gives_way_so_that_all_ends_in_time() {
        assert_eq!(squeezed(&begun(), 38), 38);
        assert_eq!(squeezed(&begun().at(minute(9)), 40), 40);
    }

    #[test]
    fn no_phase_is_squeezed_below_its_range() {
        // Casting 5, then at least 5, 3, 2, 8 and 3.
        assert_eq!(squeezed(&begun(), 10), 26);
    }

    #[test]
    fn whoever_is_in_time_need_not_change_anything() {
        assert_eq!(begun().session().squeezed(minute(0), minute(45)), []);
    }

    #[test]
    fn what_is_left_out_takes_no_time_and_comes_not_next() {
        let scene = begun().given(JANA, Step::LeaveOut { phase: ACCOUNT, out: true });
        assert_eq!(scene.session().next(), Some(QUESTION));
        assert_eq!(scene.session().planned_end(scene.now), minute(30));
        let scene = scene.given(JANA, Step::Enter { from: CASTING, to: QUESTION });
        assert_eq!(scene.session().previous(), Some(CASTING));
    }
}
