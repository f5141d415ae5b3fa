//! Leading: what whoever drives the clock does besides their own part, and going on when everybody
//! is done. It is played beside [`super::parts`], in the same order within a phase.

use shared::command::{Deed, Step};
use shared::id::SessionId;
use shared::method::guide::Guide;
use shared::method::{Flag, Kind, Method, Phase, Weighed};
use shared::pad::Sheet;
use shared::time::Span;
use tokio::time::{Instant, sleep, sleep_until};
use vault::words::Question;

use super::moments::Moments;
use super::parts::{STOPPED, leads_on, offering, typist};
use super::player::{Player, Seen};
use crate::Waited;

mod cards;
mod casting;
mod parking;
mod plan;

impl Player<'_> {
    /// Begins the case session.
    pub async fn begin(&mut self, method: Method, guide: Guide) -> Result<(), Waited> {
        let session = SessionId::from_bytes(self.id());
        self.guest.say(guide, |guide| Deed::Begin { session, method, guide });
        self.guest.settled().await
    }

    /// Leads through the whole session, and tells which phase begins.
    pub async fn lead(&mut self, tell: &impl Fn(&str)) -> Result<(), Waited> {
        loop {
            let (index, phase, moments) = self.see(|seen| {
                let session = seen.session;
                (session.phase, session.now_in().clone(), Moments::of(&session.method))
            });
            let find = |seen: &Seen| {
                let guide = seen.mirror.phase_guide(seen.session, index)?;
                Some(guide.name.de.clone())
            };
            tell(&self.until_some("the phase's name", find).await?);
            self.lead_through(index, &phase, &moments).await?;
            let next = self.see(|seen| seen.session.next());
            self.step(next.map_or(Step::End, |next| Step::Enter { from: index, to: next }));
            self.guest.settled().await?;
            if next.is_none() {
                return Ok(());
            }
        }
    }

    async fn lead_through(
        &mut self,
        index: u8,
        phase: &Phase,
        moments: &Moments,
    ) -> Result<(), Waited> {
        let begun = Instant::now();
        if index == 0 {
            self.plan_the_minutes();
            self.think_of_leaving_out(moments);
        }
        if moments.casting == index && !moments.voted {
            self.cast_the_roles().await?;
        }
        if moments.stop == Some(index) && leads_on(index) {
            self.until("the stop card", |seen| seen.session.stop.is_some()).await?;
            self.think(1, 0.0, STOPPED).await;
            self.step(Step::GoOn);
        }
        if moments.parking == Some(index) {
            self.park_advice().await?;
        }
        if phase.has(Kind::Method) {
            self.choose_a_module();
        }
        let pass = self.see(|seen| seen.pass(phase));
        self.gather(index, phase, pass).await?;
        let weighs = self.see(|seen| seen.session.method.weighs(index));
        if moments.vote == Some(index) || matches!(weighs, Some(Weighed::Cards(_))) {
            self.count_the_dots().await?;
        }
        if moments.casting == index && moments.voted {
            self.cast_the_roles().await?;
        }
        if moments.hold == Some(index) {
            self.hold_the_clock().await;
        }
        if phase.words_question() {
            self.fix_the_question(index, phase, moments).await?;
        }
        self.until_all_are_done().await?;
        if phase.allows(Flag::UsesModule) {
            self.go_on_by_modules(index, phase).await?;
        }
        let planned = self.see(|seen| seen.session.clock().planned);
        sleep_until(begun + self.pace.minutes(planned.0 as f64 / Span::minutes(1).0 as f64)).await;
        let previous = self.see(|seen| seen.session.previous());
        if let Some(previous) = previous.filter(|_| phase.has(Kind::Method)) {
            // Back for a look at the question, and on again: nothing is lost by it.
            self.step(Step::Enter { from: index, to: previous });
            self.step(Step::Enter { from: previous, to: index });
        }
        Ok(())
    }

    async fn until_all_are_done(&self) -> Result<(), Waited> {
        self.guest.settled().await?;
        let people = self.people;
        self.until("everybody to be done", |seen| seen.session.ready.len() >= people).await
    }

    /// Somebody is at the door: the clock stands for a moment.
    async fn hold_the_clock(&mut self) {
        self.step(Step::Pause);
        sleep(self.pace.minutes(0.3)).await;
        self.step(Step::Resume);
    }

    /// Has the consultants asked for wordings once, and fixes what was worded.
    async fn fix_the_question(
        &mut self,
        index: u8,
        phase: &Phase,
        moments: &Moments,
    ) -> Result<(), Waited> {
        let worded = |seen: &Seen| typist(seen, phase).is_none() || seen.session.question.is_some();
        if self.see(worded) {
            return Ok(());
        }
        let offers = self.see(|seen| offering(seen).len());
        if moments.wordings == Some(index) {
            self.step(Step::AskWordings { open: true });
            let offered = |seen: &Seen| {
                let cards = seen.session.cards.iter();
                cards.filter(|card| card.phase == index).count() >= offers
            };
            self.until("a wording from everybody who offers one", offered).await?;
            self.step(Step::AskWordings { open: false });
        }
        let Some(pad) = self.open(Sheet::Question) else { return Ok(()) };
        self.guest.until_pad(pad, "a whole question", |text| text.ends_with('?')).await?;
        let text = self.guest.pad_text(pad).unwrap_or_default();
        self.say_step(Question { text: text.clone() }, |words| Step::FixQuestion { words });
        if self.chance(0.3) {
            // On second thoughts it was right.
            self.step(Step::ReopenQuestion);
            self.say_step(Question { text }, |words| Step::FixQuestion { words });
        }
        Ok(())
    }
}
