//! Parts: what one person does in a session, by how each phase is worked in and by their role.
//! What whoever leads does besides is in [`super::leading`].
//!
//! Both keep to the same order within a phase, so that nobody waits for what comes later: what the
//! group works by, what is said and laid down, dots, roles, notes, the question, what is taken along.

use shared::command::Step;
use shared::method::{Flag, Kind, Phase, Role, See, Weighed};
use shared::pad::Sheet;

use super::moments::Moments;
use super::player::Player;
use crate::Waited;

mod cards;
mod care;
mod casting;
mod closing;
mod notes;

pub use cards::offering;
pub use care::{STOPPED, leads_on};
pub use casting::{candidate, is_cast};
pub use notes::typist;

/// What comes after a phase.
enum Next {
    Phase(u8),
    End,
}

/// What somebody who is done with a phase may be asked for.
enum Asked {
    /// Contributions by one more module.
    Module,
    /// The other side of the cards.
    Reverse,
    /// Nothing more.
    Over,
}

impl Player<'_> {
    /// Takes part in a whole session, from its beginning to its end.
    pub async fn attend(&mut self) -> Result<(), Waited> {
        let mut last = None;
        loop {
            let next = self.until_some("the next phase or the end", |seen| {
                let furthest = seen.session.furthest;
                let entered = last.is_none_or(|last| furthest > last);
                let ended = seen.session.ended.is_some();
                if ended { Some(Next::End) } else { entered.then_some(Next::Phase(furthest)) }
            });
            let Next::Phase(index) = next.await? else { return Ok(()) };
            let (phase, moments) = self.see(|seen| {
                let method = &seen.session.method;
                (method.phases[usize::from(index)].clone(), Moments::of(method))
            });
            self.take_part(index, &phase, &moments).await?;
            self.guest.settled().await?;
            self.step(Step::Ready { ready: true });
            self.until_over(index, &phase).await?;
            last = Some(index);
        }
    }

    /// Does in a phase what is theirs to do.
    async fn take_part(
        &mut self,
        index: u8,
        phase: &Phase,
        moments: &Moments,
    ) -> Result<(), Waited> {
        if moments.casting == index && !moments.voted {
            self.find_a_role().await?;
        }
        self.take_care(index, moments).await?;
        if phase.has(Kind::None) {
            self.think(phase.minutes, 0.1, 0.5).await;
            return Ok(());
        }
        if phase.has(Kind::Method) {
            self.until("a module", |seen| seen.session.module().is_some()).await?;
        }
        if phase.allows(Flag::Review) {
            self.report().await;
        }
        if phase.allows(Flag::Advice) {
            self.take_up_advice(index, phase).await?;
        }
        if phase.allows(Flag::Marks) {
            self.mark_cards(index, phase).await;
        }
        let pass = self.see(|seen| seen.pass(phase));
        self.contribute(index, phase, pass).await?;
        match self.see(|seen| seen.session.method.weighs(index)) {
            Some(Weighed::Cards(laid)) => self.place_dots_on_cards(laid, phase).await?,
            Some(Weighed::Cases) if moments.vote == Some(index) => self.place_dots(phase).await?,
            Some(Weighed::Cases) => self.name_their_case(phase).await,
            None => {}
        }
        if moments.casting == index && moments.voted {
            self.find_a_role().await?;
        }
        if phase.has_notes() {
            self.write_notes(index, phase).await;
        }
        if phase.words_question() {
            self.word_the_question(index, phase, moments).await?;
        }
        if phase.has(Kind::Commit) {
            self.commit(phase).await?;
        }
        self.note_aside(phase).await;
        Ok(())
    }

    /// Waits for the group to go on, and does what somebody may be asked for meanwhile: no more than
    /// that, for whoever leads waits for just this.
    async fn until_over(&mut self, index: u8, phase: &Phase) -> Result<(), Waited> {
        let consults = phase.allows(Flag::UsesModule);
        let mut passes = self.see(|seen| seen.session.modules.len());
        let mut turned = None;
        loop {
            let asked = self.until_some("the group to go on", |seen| {
                let session = seen.session;
                if session.ended.is_some() || session.furthest > index {
                    return Some(Asked::Over);
                }
                if consults && session.modules.len() > passes {
                    return Some(Asked::Module);
                }
                let reverse = consults && session.turned && turned != Some(passes);
                reverse.then_some(Asked::Reverse)
            });
            match asked.await? {
                Asked::Module => {
                    passes += 1;
                    let pass = self.see(|seen| seen.pass(phase));
                    self.contribute_again(index, phase, pass).await?;
                }
                Asked::Reverse => {
                    turned = Some(passes);
                    self.write_on_the_other_side(index, phase).await;
                }
                Asked::Over => return Ok(()),
            }
        }
    }

    /// Writes for themselves, or what they watched.
    async fn note_aside(&mut self, phase: &Phase) {
        let minutes = f64::from(phase.minutes) * 0.1;
        let own = Sheet::Private(self.guest.seat());
        let alone = phase.see == See::Own && (phase.has(Kind::Pad) || phase.has(Kind::Question));
        let listens = self.is(Role::CaseGiver) && phase.allows(Flag::PrivateNotes);
        if listens || (alone && self.writes_in(phase)) {
            let text = self.pick(super::phrases::PRIVATE);
            self.type_in(own, text, minutes).await;
        }
        if self.is(Role::Observer) {
            let text = self.pick(super::phrases::OBSERVATIONS);
            self.type_in(Sheet::Observation, text, minutes).await;
        }
        if self.see(|seen| seen.session.next().is_none()) {
            // At the end the observer tells what they saw.
            self.open(Sheet::Observation);
        }
    }
}
