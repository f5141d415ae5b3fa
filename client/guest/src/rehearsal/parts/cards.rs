//! Cards: gathered in silence or freely, written when it is one's turn, marked, and turned over.

use shared::command::Step;
use shared::id::{CardId, SeatId};
use shared::meeting::{Day, Mark};
use shared::method::{Flag, Kind, Phase};
use vault::words::Card;

use crate::Waited;
use crate::rehearsal::phrases;
use crate::rehearsal::player::{Pass, Player, Seen};

/// Up to so many people everybody writes two cards before the others see them, and one more
/// afterwards; in a crowd one card is enough for most, for a wall has room for five hundred in all.
const FEW: usize = 12;
/// How often somebody has nothing to say.
const WEITER: f64 = 0.2;
/// How many people offer a wording of the key question.
const OFFERS: usize = 3;
/// How many cards somebody marks.
const MARKED: usize = 6;
/// How many days a timeline covers.
const DAYS: u32 = 400;

/// Who offers a wording when the group is asked for some.
pub fn offering(seen: &Seen) -> Vec<SeatId> {
    let mut consultants = seen.consultants();
    consultants.truncate(OFFERS);
    consultants
}

impl Player<'_> {
    /// How many cards each writes while the group gathers.
    pub fn each(&self) -> usize {
        if self.people <= FEW { 2 } else { 1 }
    }

    /// Says and lays down what comes to their mind, and more of it when they have seen the others'.
    pub async fn contribute(&mut self, index: u8, phase: &Phase, pass: Pass) -> Result<(), Waited> {
        let mut own = self.contribute_again(index, phase, pass).await?;
        if !pass.cards || !self.writes_in(phase) {
            return Ok(());
        }
        if pass.round {
            if !self.see(|seen| seen.all_write_what_they_say(phase)) {
                self.write_cards(index, phase).await;
            }
            return Ok(());
        }
        if self.people > FEW && self.chance(0.8) {
            return Ok(());
        }
        self.think(phase.minutes, 0.05, 0.2).await;
        self.write_idea(index, phase);
        // Where cards are weighed somebody may be putting dots on it just now.
        if let Some(card) = own.pop().filter(|_| !phase.has(Kind::Vote) && self.chance(0.2)) {
            self.step(Step::RemoveCard { card });
        }
        Ok(())
    }

    /// Says and lays down no more than everybody is asked for, in silence or in turn; gives the
    /// cards that were gathered.
    pub async fn contribute_again(
        &mut self,
        index: u8,
        phase: &Phase,
        pass: Pass,
    ) -> Result<Vec<CardId>, Waited> {
        let writes = pass.cards && self.writes_in(phase);
        let mut own = Vec::new();
        if pass.gathers {
            if writes {
                own = self.write_cards(index, phase).await;
            }
            let revealed = |seen: &Seen| !seen.session.collecting && !seen.session.hides();
            self.until("the reveal", revealed).await?;
        }
        let me = self.guest.seat();
        let circle = self.see(|seen| seen.circle());
        if pass.round && circle.contains(&me) {
            self.until("their turn", |seen| seen.session.turn == Some(me)).await?;
            if !self.chance(WEITER) {
                let share = f64::from(phase.minutes) / circle.len() as f64;
                let share = pass.seconds_each.map_or(share, |seconds| f64::from(seconds) / 60.0);
                self.think(share, 0.2, 0.8).await;
                if writes {
                    self.write_idea(index, phase);
                }
            }
            let to = self.see(|seen| {
                let unheard = |seat: &SeatId| *seat != me && !seen.session.heard.contains(seat);
                seen.circle().into_iter().find(unheard)
            });
            self.step(Step::Turn { from: Some(me), to });
        }
        Ok(own)
    }

    /// Writes some cards, and words the first anew before the last.
    async fn write_cards(&mut self, index: u8, phase: &Phase) -> Vec<CardId> {
        let mut own: Vec<CardId> = Vec::new();
        for _ in 0..self.each() {
            self.think(phase.minutes, 0.05, 0.2).await;
            if let Some(card) = own.first().copied().filter(|_| self.chance(0.3)) {
                let text = self.pick(phrases::IDEAS);
                let words = self.words(phase, text);
                self.say_step(words, |words| Step::RewordCard { card, words });
            }
            own.push(self.write_idea(index, phase));
        }
        own
    }

    fn write_idea(&mut self, index: u8, phase: &Phase) -> CardId {
        let text = self.pick(phrases::IDEAS);
        self.write_card(index, phase, text)
    }

    /// Writes a card as the phase wants it: in a column, with a day, sometimes without a name.
    pub fn write_card(&mut self, index: u8, phase: &Phase, text: &str) -> CardId {
        let card = self.card_id();
        let column = self.rng.u8(..phase.columns.max(1));
        let anonymous = phase.allows(Flag::Anonymous) && self.chance(0.5);
        let words = self.words(phase, text);
        let write = |words| Step::WriteCard { card, phase: index, column, anonymous, words };
        self.say_step(words, write);
        card
    }

    fn words(&mut self, phase: &Phase, text: &str) -> Card {
        let day = phase.allows(Flag::Timeline).then(|| {
            let today = self.see(|seen| seen.session.began.0 / 86_400_000) as u32;
            Day(today.saturating_sub(self.rng.u32(..DAYS)))
        });
        Card { text: text.to_owned(), day }
    }

    /// Marks what fits and what does not, and takes a mark away again.
    pub async fn mark_cards(&mut self, index: u8, phase: &Phase) {
        if !self.writes_in(phase) {
            return;
        }
        let cards: Vec<CardId> = self.see(|seen| {
            let cards = seen.session.cards.iter().filter(|card| card.phase < index);
            let cards = cards.filter(|card| card.face.is_some() && !card.hidden);
            cards.map(|card| card.id).take(MARKED).collect()
        });
        for card in &cards {
            self.think(phase.minutes, 0.01, 0.05).await;
            let mark = if self.chance(0.6) { Mark::Fits } else { Mark::Not };
            self.step(Step::MarkCard { card: *card, mark: Some(mark) });
        }
        if let Some(card) = cards.first().copied().filter(|_| self.chance(0.3)) {
            self.step(Step::MarkCard { card, mark: None });
        }
    }

    /// Writes a second line on their share of the cards, which lie turned over.
    pub async fn write_on_the_other_side(&mut self, index: u8, phase: &Phase) {
        let (cards, mine, all) = self.see(|seen| {
            let cards = seen.cards(index, seen.pass(phase)).filter(|card| !card.removed);
            let cards: Vec<CardId> = cards.map(|card| card.id).collect();
            let writers = seen.writers(phase);
            let mine = writers.iter().position(|seat| *seat == seen.me);
            (cards, mine, writers.len())
        });
        let Some(mine) = mine else { return };
        for card in cards.into_iter().skip(mine).step_by(all) {
            self.think(phase.minutes, 0.02, 0.1).await;
            let words = Card { text: (*self.pick(phrases::REVERSES)).to_owned(), day: None };
            self.say_step(words, |words| Step::WriteReverse { card, words });
        }
    }
}
