//! Examples of everything that can be asked for.

use shared::command::{Deed, Step};
use shared::meeting::{Day, Presence};
use shared::method::Role;

use crate::golden;
use crate::things::{AT, CARD, CASE, HASH, RECORD, SEAT, SESSION, method, module};

#[test]
fn deeds_are_what_they_were() {
    let (person, presence) = (RECORD, Presence::Remote);
    golden(
        "deeds.txt",
        &[
            Deed::TakeSeat { seat: SEAT, pass: HASH, person, presence, agreed: true },
            Deed::Introduce { person, presence },
            Deed::Agree,
            Deed::Leave { seat: SEAT },
            Deed::KeepUntil { at: AT },
            Deed::Retitle { title: RECORD },
            Deed::NameModerator { seat: SEAT },
            Deed::BringCase { case: CASE, words: RECORD },
            Deed::RewordCase { case: CASE, words: RECORD },
            Deed::WithdrawCase { case: CASE },
            Deed::Begin { session: SESSION, method: method() },
            Deed::In(SESSION, Step::Pause),
        ],
    );
}

#[test]
fn steps_are_what_they_were() {
    golden(
        "steps.txt",
        &[
            Step::Cast { role: Role::Scribe, seat: Some(SEAT) },
            Step::Cast { role: Role::Observer, seat: None },
            Step::PlaceDots { cases: vec![CASE, CASE] },
            Step::ShowDots,
            Step::ChooseCase { case: CASE },
            Step::Enter { from: 1, to: 2 },
            Step::Pause,
            Step::Resume,
            Step::AddMinutes { minutes: 3 },
            Step::Ready { ready: true },
            Step::ChooseModule { module: module() },
            Step::Collect,
            Step::Reveal,
            Step::WriteCard { card: CARD, phase: 4, words: RECORD },
            Step::RewordCard { card: CARD, words: RECORD },
            Step::RemoveCard { card: CARD },
            Step::FixQuestion { words: RECORD },
            Step::ReopenQuestion,
            Step::Star { cards: vec![CARD] },
            Step::ShowStars,
            Step::NameStep { words: RECORD, until: Some(Day(20_524)) },
            Step::End,
            Step::Reopen,
        ],
    );
}
