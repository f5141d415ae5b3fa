//! Casting: a case that one brings, dots for the others', and a role that nobody has yet.

use std::iter;

use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, SeatId};
use shared::limits::CARD_DOTS_PER_PERSON;
use shared::method::{Phase, Role};
use vault::words::{Case, Urgency};

use crate::Waited;
use crate::rehearsal::phrases;
use crate::rehearsal::player::{Player, Seen};

/// Who could take a role that is still free, without leaving nobody to consult.
pub fn candidate(seen: &Seen, role: Role) -> Option<SeatId> {
    let method = &seen.session.method;
    if !method.knows(role) {
        return None;
    }
    let giver = seen.giver();
    let mut members = seen.members().into_iter();
    if role == Role::Timekeeper {
        return members.find(|seat| Some(*seat) != giver);
    }
    let leads = seen.group.cast.moderator.filter(|_| method.lead().is_some());
    let others = members.filter(|seat| {
        Some(*seat) != leads && Some(*seat) != giver && seen.roles(*seat) == [Role::Consultant]
    });
    let free: Vec<SeatId> = others.collect();
    let consults = free.len() > 1 || method.consult.contains(&role);
    // Whoever watches is somebody else than the first to be asked to write.
    let chosen = if role == Role::Scribe { free.first() } else { free.last() };
    chosen.copied().filter(|_| consults)
}

/// Whether everybody has the role they will have.
pub fn is_cast(seen: &Seen, role: Role) -> bool {
    let cast = &seen.group.cast;
    match role {
        Role::CaseGiver => cast.case_giver.is_some() || !seen.session.method.knows(role),
        Role::Scribe => cast.scribe.is_some() || candidate(seen, role).is_none(),
        Role::Observer => cast.observer.is_some() || candidate(seen, role).is_none(),
        Role::Timekeeper => cast.timekeeper.is_some() || candidate(seen, role).is_none(),
        _ => true,
    }
}

impl Player<'_> {
    pub async fn bring_a_case(&mut self) {
        self.think(1, 0.0, 1.0).await;
        let case = CaseId::from_bytes(self.id());
        let sentence = (*self.pick(phrases::CASES)).to_owned();
        let urgency = *self.pick(&[Urgency::Calm, Urgency::Soon, Urgency::Urgent]);
        self.guest.say(Case { sentence, urgency, help: None, carried: None }, |words| {
            Deed::BringCase { case, words }
        });
    }

    /// Words their case anew, now that they say it aloud.
    pub async fn name_their_case(&mut self, phase: &Phase) {
        self.think(phase.minutes, 0.1, 0.5).await;
        let own = self.see(|seen| {
            let mut cases = seen.table().filter(|case| case.by == Some(seen.me));
            cases.next().map(|case| case.id)
        });
        let Some(case) = own else { return };
        let (sentence, urgency) = ((*self.pick(phrases::CASES)).to_owned(), Urgency::Soon);
        self.guest.say(Case { sentence, urgency, help: None, carried: None }, |words| {
            Deed::RewordCase { case, words }
        });
    }

    pub async fn place_dots(&mut self, phase: &Phase) -> Result<(), Waited> {
        self.think(phase.minutes, 0.1, 0.4).await;
        let cases: Vec<CaseId> = self.see(|seen| {
            let cases = seen.table();
            cases.map(|case| case.id).collect()
        });
        let mut dot = || cases.get(self.rng.usize(..cases.len().max(1))).copied();
        let cases = [dot(), dot()].into_iter().flatten().collect();
        self.step(Step::PlaceDots { cases });
        let shown = |seen: &Seen| seen.session.dots_on_cases().is_some_and(|it| it.tally.is_some());
        self.until("the dots to be shown", shown).await
    }

    /// Weighs the cards that lie open: once, for when everybody has, the dots are shown.
    pub async fn place_dots_on_cards(&mut self, laid: u8, phase: &Phase) -> Result<(), Waited> {
        self.think(phase.minutes, 0.1, 0.4).await;
        let cards: Vec<CardId> = self.see(|seen| {
            let cards = seen.session.cards.iter().filter(|card| card.phase == laid);
            cards.filter(|card| card.face.is_some()).map(|card| card.id).collect()
        });
        let dot = || self.rng.choice(&cards).copied();
        let cards = iter::repeat_with(dot).take(CARD_DOTS_PER_PERSON).flatten().collect();
        self.step(Step::PlaceCardDots { cards });
        let shown = |seen: &Seen| seen.session.dots_on_cards().is_some_and(|it| it.tally.is_some());
        self.until("the dots to be shown", shown).await
    }

    /// Whoever leads finds the case giver and gives away the writing; watching and keeping the time
    /// are taken by somebody who would like to.
    pub async fn find_a_role(&mut self) -> Result<(), Waited> {
        self.until("a case giver", |seen| is_cast(seen, Role::CaseGiver)).await?;
        self.until("a scribe", |seen| is_cast(seen, Role::Scribe)).await?;
        for (role, what) in [(Role::Observer, "an observer"), (Role::Timekeeper, "a timekeeper")] {
            let volunteers =
                |seen: &Seen| !is_cast(seen, role) && candidate(seen, role) == Some(seen.me);
            if self.see(volunteers) {
                self.step(Step::Cast { role, seat: Some(self.guest.seat()) });
            }
            self.until(what, |seen| is_cast(seen, role)).await?;
        }
        Ok(())
    }
}
