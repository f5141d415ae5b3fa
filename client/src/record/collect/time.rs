//! When and how long: the session as a whole, and each of its phases as it was planned and as it was.

use shared::time::Span;

use super::super::course::{Course, course, planned};
use super::Collector;
use crate::parts::clock;
use crate::session;
use crate::texts;

impl Collector<'_> {
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let spent = self.session.clocks.iter().fold(Span::ZERO, |all, clock| all + clock.spent);
        let phases = self.session.method.phases.iter().zip(0..);
        let in_plan = phases.filter(|(_, index)| !self.session.left_out.contains(index));
        let minutes: u16 = in_plan.map(|(phase, _)| phase.minutes).sum();
        let began = clock::time_of_day(self.session.began);
        let ended = self.session.ended.map(clock::time_of_day);
        let from_to = ended.map_or_else(|| began.clone(), |ended| format!("{began}–{ended}"));
        vec![
            (texts::record::date().into(), clock::day_of(self.session.began)),
            (texts::record::time().into(), from_to),
            (texts::record::method().into(), session::method_name(self.m, self.session)),
            (
                texts::record::duration().into(),
                texts::record::spent(clock::minutes(spent), minutes),
            ),
        ]
    }

    pub(super) fn phases(&self) -> Vec<String> {
        let both = self.session.clocks.iter().zip(&self.session.method.phases).zip(0..);
        let lines = both.map(|((clock, phase), index)| {
            let name = self.phase_name(index);
            let needed = clock::minutes(clock.spent);
            let planned = planned(phase.minutes.into(), clock.planned.as_seconds() / 60);
            let left_out = self.session.left_out.contains(&index);
            match course(clock.visits, left_out, index, self.session.furthest) {
                Course::Once => texts::record::phase(name, needed, planned),
                Course::Again(times) => texts::record::phase_again(name, needed, planned, times),
                Course::LeftOut => texts::record::phase_left_out(name),
                Course::NotReached => texts::record::phase_not_reached(name),
            }
        });
        lines.collect()
    }
}
