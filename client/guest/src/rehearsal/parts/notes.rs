//! Notes: what is written together in a pad, and the key question.

use shared::id::SeatId;
use shared::method::{Phase, Role};
use shared::pad::Sheet;

use super::offering;
use crate::Waited;
use crate::rehearsal::moments::Moments;
use crate::rehearsal::phrases;
use crate::rehearsal::player::{Player, Seen};

/// In a crowd a few write and the others read.
const HANDS: usize = 5;

/// Who words the key question: the case giver, or whoever writes for them.
pub fn typist(seen: &Seen, phase: &Phase) -> Option<SeatId> {
    let writers = seen.writers(phase);
    let giver = seen.giver().filter(|giver| writers.contains(giver));
    giver.or(writers.first().copied())
}

impl Player<'_> {
    pub async fn write_notes(&mut self, index: u8, phase: &Phase) {
        let sheet = Sheet::Notes(index);
        self.open(sheet);
        let mut hands = self.see(|seen| seen.writers(phase));
        hands.truncate(HANDS);
        if !hands.contains(&self.guest.seat()) {
            return;
        }
        let sentences = if self.is(Role::CaseGiver) { phrases::ACCOUNT } else { phrases::NOTES };
        let minutes = f64::from(phase.minutes) * 0.35 / sentences.len() as f64;
        for sentence in sentences {
            self.think(minutes, 0.0, 1.0).await;
            self.type_in(sheet, sentence, minutes).await;
        }
    }

    pub async fn word_the_question(
        &mut self,
        index: u8,
        phase: &Phase,
        moments: &Moments,
    ) -> Result<(), Waited> {
        let (typist, offering) = self.see(|seen| (typist(seen, phase), offering(seen)));
        let fixed = |seen: &Seen| seen.session.question.is_some();
        if typist.is_none() || self.see(fixed) {
            return Ok(());
        }
        self.open(Sheet::Question);
        let me = self.guest.seat();
        let asked = moments.wordings == Some(index);
        if asked && offering.contains(&me) {
            self.until("to be asked for a wording", |seen| seen.session.asks_wordings).await?;
            self.think(phase.minutes, 0.05, 0.2).await;
            let question = self.pick(phrases::QUESTIONS);
            self.write_card(index, phase, question);
        }
        if typist == Some(me) {
            let offers = |seen: &Seen| {
                let offers = seen.session.cards.iter().filter(|card| card.phase == index);
                !asked || offers.count() >= offering.len()
            };
            self.until("the wordings they asked for", offers).await?;
            let question = self.pick(phrases::QUESTIONS);
            self.type_in(Sheet::Question, question, f64::from(phase.minutes) * 0.5).await;
        }
        self.until("the key question", fixed).await
    }
}
