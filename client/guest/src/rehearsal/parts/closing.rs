//! Closing: what is taken along, first steps, and afterwards what is released and what became of
//! the steps.

use shared::command::{Deed, Step};
use shared::id::{CardId, SeatId};
use shared::limits::STARS_PER_SESSION;
use shared::meeting::{Day, Item, Outcome, Reach};
use shared::method::{Flag, Phase, Role};
use vault::words::{CaseSheet, Details, Release, Report, Step as FirstStep};

use crate::Waited;
use crate::rehearsal::phrases;
use crate::rehearsal::player::Player;

/// First steps are to be taken within two weeks.
const DAYS: u32 = 14;

impl Player<'_> {
    pub async fn commit(&mut self, phase: &Phase) -> Result<(), Waited> {
        // Whoever looks back has named their step before.
        if phase.allows(Flag::Review) {
            return Ok(());
        }
        if self.is(Role::CaseGiver) {
            self.think(phase.minutes, 0.1, 0.3).await;
            let mut cards: Vec<CardId> = self.see(|seen| {
                let cards = seen.session.cards.iter();
                let cards = cards.filter(|card| card.face.is_some() && !card.hidden);
                cards.map(|card| card.id).collect()
            });
            self.rng.shuffle(&mut cards);
            cards.truncate(STARS_PER_SESSION);
            self.step(Step::Star { cards });
            self.think(phase.minutes, 0.1, 0.2).await;
            self.step(Step::ShowStars);
        }
        let named = self.see(|seen| {
            let mut named = seen.writers(phase);
            named.extend(seen.giver().filter(|giver| !named.contains(giver)));
            named
        });
        if named.contains(&self.guest.seat()) {
            self.think(phase.minutes, 0.0, 0.2).await;
            let (text, help) = *self.pick(phrases::STEPS);
            let words = FirstStep { text: text.to_owned(), help: help.to_owned() };
            let began = self.see(|seen| seen.session.began);
            let until = Some(Day((began.0 / 86_400_000) as u32 + DAYS));
            let phase = self.see(|seen| seen.session.phase);
            self.say_step(words, |words| Step::NameStep { phase, words, until });
        }
        self.until("the first step of everybody who takes one", |seen| {
            let here = |seat: &SeatId| {
                seen.session.steps_of(*seat).any(|step| step.phase == seen.session.phase)
            };
            named.iter().all(here)
        })
        .await
    }

    /// A case giver says how far what was said may go, and sometimes thinks better of it.
    pub async fn release(&mut self) {
        if !self.is(Role::CaseGiver) {
            return;
        }
        self.think(1, 0.1, 0.5).await;
        let (question, step) = self.see(|seen| {
            let session = seen.session;
            (session.question.is_some(), session.steps_of(seen.me).next().is_some())
        });
        if question {
            let (item, reach) = (Item::Question, Reach::Group);
            self.step(Step::Release { item, reach, words: None });
        }
        self.release_in_words(Item::Ideas, Reach::NetworkAnonymous);
        if step {
            self.release_in_words(Item::Step, Reach::Public);
        }
        let sheet = CaseSheet { title: (*self.pick(phrases::SHEETS)).to_owned(), links: vec![] };
        self.say_step(sheet, |words| Step::FillSheet { words: Some(words) });
        if self.chance(0.5) {
            let (item, reach) = (Item::Ideas, Reach::Private);
            self.step(Step::Release { item, reach, words: None });
        }
    }

    fn release_in_words(&mut self, item: Item, reach: Reach) {
        let text = (*self.pick(phrases::RELEASES)).to_owned();
        let details =
            Details { effort: (*self.pick(phrases::EFFORTS)).to_owned(), ..Details::default() };
        let words = Release { text, details };
        self.say_step(words, |words| Step::Release { item, reach, words: Some(words) });
    }

    /// Tells what became of their first steps, as far as nobody knows yet.
    pub async fn report(&mut self) {
        let told: Vec<_> = self.see(|seen| {
            let sessions = seen.group.sessions.iter().filter(|session| session.ended.is_some());
            let own = sessions.flat_map(|session| {
                let mine = session.steps_of(seen.me);
                let open = mine.filter(|step| session.report_on(step).is_none());
                open.map(|step| (session.id, step.phase, session.cast.case_giver == Some(seen.me)))
            });
            own.collect()
        });
        for (session, phase, gives) in told {
            self.think(1, 0.0, 0.5).await;
            let outcomes =
                &[Outcome::Done, Outcome::Differently, Outcome::NotYet, Outcome::Dropped];
            let outcome = *self.pick(outcomes);
            if self.chance(0.7) {
                let words = Report { text: (*self.pick(phrases::REPORTS)).to_owned() };
                let report = |words| Deed::Report { session, phase, outcome, words: Some(words) };
                self.guest.say(words, report);
            } else {
                self.guest.act(Deed::Report { session, phase, outcome, words: None });
            }
            // What the case giver tells is theirs until they show it.
            if gives {
                let (item, reach) = (Item::Report, Reach::Group);
                let release = Step::Release { item, reach, words: None };
                self.guest.act(Deed::In(session, release));
            }
        }
    }
}
