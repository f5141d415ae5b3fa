//! Care: the stop card, who knows people in the case, and advice that came too early.

use shared::command::Step;
use shared::meeting::ParkedState;
use shared::method::Phase;

use crate::Waited;
use crate::rehearsal::moments::Moments;
use crate::rehearsal::player::Player;

/// How long a group that was stopped speaks with each other, in minutes.
pub const STOPPED: f64 = 0.5;

/// Whether whoever leads says when it may go on after a stop in this phase, or whoever stopped.
pub const fn leads_on(index: u8) -> bool {
    index % 2 == 1
}

impl Player<'_> {
    /// In one phase somebody stops, and somebody says that they know people in the case; at the end
    /// some take that back.
    pub async fn take_care(&mut self, index: u8, moments: &Moments) -> Result<(), Waited> {
        let (members, me) = self.see(|seen| (seen.members(), seen.me));
        let nth = |n: usize| members.get((usize::from(index) + self.number + n) % members.len());
        if moments.stop == Some(index) && nth(1) == Some(&me) {
            self.step(Step::KnowPeople { knows: true });
        }
        if moments.stop == Some(index) && nth(0) == Some(&me) {
            self.think(1, 0.0, STOPPED).await;
            self.step(Step::Stop);
            if !leads_on(index) {
                self.think(1, 0.0, STOPPED).await;
                self.step(Step::GoOn);
            }
            self.until("to go on", |seen| seen.session.stop.is_none()).await?;
        }
        let last = self.see(|seen| {
            seen.session.next().is_none() && seen.session.acquainted.contains_key(&seen.me)
        });
        if last && self.chance(0.5) {
            self.step(Step::KnowPeople { knows: false });
        }
        Ok(())
    }

    /// Takes up what they said too early: as a card where they write cards, else aloud.
    pub async fn take_up_advice(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        let offered: Vec<_> = self.see(|seen| {
            let parked = seen.session.parked.iter();
            let parked = parked.filter(|it| it.state == ParkedState::Offered && it.from == seen.me);
            parked.copied().collect()
        });
        for parked in offered {
            let find = |mirror: &mirror::Mirror| mirror.parked(&parked).words();
            let words = self.guest.until_some("the words of parked advice", find).await?;
            self.think(phase.minutes, 0.05, 0.1).await;
            if phase.has_cards() && self.writes_in(phase) {
                self.write_card(index, phase, &words.text);
            }
            self.step(Step::Unpark { id: parked.id });
        }
        Ok(())
    }
}
