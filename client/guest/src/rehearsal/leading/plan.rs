//! Planning: before the session who stands in and when people leave, in its first phase how long
//! each phase takes and which the group can do without.

use shared::command::{Deed, Step};
use shared::time::Span;

use crate::Waited;
use crate::rehearsal::moments::Moments;
use crate::rehearsal::player::Player;

impl Player<'_> {
    /// Waits for everybody and their cases, and agrees on when people leave: time enough.
    pub async fn welcome(&mut self, cases: usize, minutes: u16) -> Result<(), Waited> {
        let people = self.people;
        let all_here = |mirror: &mirror::Mirror| {
            let brought = mirror.group().map_or(0, |(id, _)| mirror.meeting().table(id).count());
            mirror.meeting().seats.len() >= people && brought >= cases
        };
        self.guest.until("everybody with their case", all_here).await?;
        let (opened, deputy) = self.guest.see(|mirror| {
            let members = mirror.group().map(|(id, _)| mirror.meeting().members(id));
            let mut others = members.into_iter().flatten().rev();
            (mirror.meeting().opened, others.find(|seat| Some(*seat) != mirror.me()))
        });
        self.guest.act(Deed::NameDeputy { seat: deputy });
        let at = opened + Span::minutes(u64::from(minutes) * 2);
        self.guest.act(Deed::SetEnd { at: Some(at) });
        self.guest.settled().await
    }

    /// Plans the phases into nine tenths of their time.
    pub fn plan_the_minutes(&mut self) {
        let minutes: Vec<(u8, u16)> = self.see(|seen| {
            let method = &seen.session.method;
            let fitted =
                method.fitted(method.phases.iter().map(|it| it.minutes).sum::<u16>() * 9 / 10);
            let planned = (0..).zip(fitted).zip(&method.phases);
            let changed = planned.filter(|((_, fitted), phase)| *fitted != phase.minutes);
            changed.map(|(changed, _)| changed).collect()
        });
        if !minutes.is_empty() {
            self.step(Step::Plan { minutes });
        }
    }

    /// Leaves a phase out, and takes it in again in every other meeting.
    pub fn think_of_leaving_out(&mut self, moments: &Moments) {
        let Some(phase) = moments.spare else { return };
        self.step(Step::LeaveOut { phase, out: true });
        if !self.every_other {
            self.step(Step::LeaveOut { phase, out: false });
        }
    }
}
