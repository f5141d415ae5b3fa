//! Cards, as whoever leads has them: gathered and revealed, spoken in turn, by one module after
//! another, and turned over.

use shared::command::Step;
use shared::library;
use shared::method::Phase;

use crate::Waited;
use crate::rehearsal::player::{Pass, Player, Seen};

/// What somebody who leads adds when the cards come late.
const ADDED: u8 = 3;

impl Player<'_> {
    /// Settles on a module: on any at first, then on one whose cards are turned over or not, unlike
    /// those of the module before. Says whether there was one.
    pub fn choose_a_module(&mut self) -> bool {
        let before = self.see(|seen| seen.session.module().map(|chosen| chosen.module.turns));
        let mut modules = library::modules();
        modules.retain(|offered| before != Some(offered.module.turns));
        let Some(chosen) = self.rng.choice(modules) else { return false };
        let module = chosen.module;
        self.say_step(chosen.guide, |guide| Step::ChooseModule { module, guide });
        true
    }

    /// Has contributions gathered and revealed, and passes the turn round.
    pub async fn gather(&mut self, index: u8, phase: &Phase, pass: Pass) -> Result<(), Waited> {
        if pass.gathers {
            let collects = self.see(|seen| seen.session.collecting);
            if !collects && (pass.silent || self.chance(0.5)) {
                self.step(Step::Collect);
            }
            self.step(Step::AddMinutes { minutes: ADDED });
            let all = self.see(|seen| seen.writers(phase).len()) * self.each();
            let written = |seen: &Seen| seen.cards(index, pass).count() >= all;
            self.until("everybody's cards", written).await?;
        }
        self.reveal();
        if pass.round {
            let first = self.see(|seen| seen.circle().first().copied());
            if first.is_some() {
                self.step(Step::Turn { from: None, to: first });
            }
            let all_heard = |seen: &Seen| seen.session.turn.is_none();
            self.until("everybody to have had their turn", all_heard).await?;
            self.reveal();
        }
        self.guest.settled().await
    }

    fn reveal(&self) {
        if self.see(|seen| seen.session.collecting || seen.session.hides()) {
            self.step(Step::Reveal);
        }
    }

    /// Has the cards turned over where the module wants it, and goes on by another one in every
    /// other meeting.
    pub async fn go_on_by_modules(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        self.turn_over(index, phase).await?;
        if self.every_other && self.choose_a_module() {
            let pass = self.see(|seen| seen.pass(phase));
            self.gather(index, phase, pass).await?;
            self.turn_over(index, phase).await?;
        }
        Ok(())
    }

    /// What was collected upside down is put back on its feet.
    async fn turn_over(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        let turns = |seen: &Seen| seen.session.module().is_some_and(|it| it.module.turns);
        if !phase.has_cards() || !self.see(turns) {
            return Ok(());
        }
        self.step(Step::TurnCards { over: true });
        let pass = self.see(|seen| seen.pass(phase));
        let turned = |seen: &Seen| {
            let mut cards = seen.cards(index, pass).filter(|card| !card.removed);
            cards.all(|card| card.reverse.is_some())
        };
        self.until("a second line on every card", turned).await?;
        self.step(Step::TurnCards { over: false });
        self.guest.settled().await
    }
}
