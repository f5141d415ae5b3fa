//! Parking: advice that came too early waits for its phase.

use shared::command::Step;
use vault::words::Card;

use crate::Waited;
use crate::rehearsal::phrases;
use crate::rehearsal::player::Player;

impl Player<'_> {
    /// Parks what two consultants said, and lets the second go: it was no advice after all.
    pub async fn park_advice(&mut self) -> Result<(), Waited> {
        let mut from = self.see(|seen| seen.consultants());
        from.retain(|seat| *seat != self.guest.seat());
        let mut parked = Vec::new();
        for (from, text) in from.into_iter().zip(phrases::ADVICE) {
            self.think(1, 0.0, 0.5).await;
            let id = self.card_id();
            let words = Card { text: (*text).to_owned(), day: None };
            self.say_step(words, |words| Step::Park { id, from, words });
            parked.push(id);
        }
        if let Some(id) = parked.get(1) {
            self.step(Step::Unpark { id: *id });
        }
        self.guest.settled().await
    }
}
