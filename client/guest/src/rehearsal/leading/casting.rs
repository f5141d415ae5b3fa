//! Casting, as whoever leads does it: the dots, whose case it is, and who writes.

use shared::command::Step;
use shared::id::{CaseId, SeatId};
use shared::method::Role;

use crate::Waited;
use crate::rehearsal::parts::{candidate, is_cast};
use crate::rehearsal::player::{Player, Seen};

/// Who could give a case: nobody who leads where that is for two people, and nobody who has given
/// one before, unless all have.
fn givers(seen: &Seen) -> Vec<SeatId> {
    let leads = seen.group.cast.moderator.filter(|_| seen.session.method.lead().is_some());
    let mut givers = seen.members();
    givers.retain(|seat| Some(*seat) != leads);
    let gave = |seat: &SeatId| {
        seen.group.sessions.iter().any(|session| session.cast.case_giver == Some(*seat))
    };
    if !givers.iter().all(gave) {
        givers.retain(|seat| !gave(seat));
    }
    givers
}

/// The case with the most dots, once they are shown; of several with as many the one that was
/// brought first.
fn chosen_case(seen: &Seen) -> Option<CaseId> {
    let dots = seen.session.dots_on_cases()?;
    dots.tally.as_ref()?;
    let givers = givers(seen);
    let cases = seen.table().filter(|case| case.giver().is_some_and(|it| givers.contains(&it)));
    cases.rev().max_by_key(|case| dots.on(&case.id)).map(|case| case.id)
}

impl Player<'_> {
    pub async fn count_the_dots(&mut self) -> Result<(), Waited> {
        let people = self.people;
        let placed = |seen: &Seen| {
            let cases = seen.session.dots_on_cases().map(|dots| dots.placed.len());
            let cards = seen.session.dots_on_cards().map(|dots| dots.placed.len());
            cases.or(cards).is_some_and(|placed| placed >= people)
        };
        self.until("everybody's dots", placed).await?;
        self.step(Step::ShowDots);
        self.guest.settled().await
    }

    pub async fn cast_the_roles(&mut self) -> Result<(), Waited> {
        if self.see(|seen| !is_cast(seen, Role::CaseGiver)) {
            let voted = self.see(chosen_case);
            let givers = self.see(givers);
            let giver = self.rng.choice(givers);
            self.step(match voted {
                Some(case) => Step::ChooseCase { case },
                None => Step::Cast { role: Role::CaseGiver, seat: giver },
            });
        }
        let scribe = self.see(|seen| candidate(seen, Role::Scribe));
        if scribe.is_some() {
            self.step(Step::Cast { role: Role::Scribe, seat: scribe });
        }
        self.guest.settled().await
    }
}
