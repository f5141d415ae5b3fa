//! Everything that somebody can ask for within a case session: each step, on each thing that makes a
//! difference.

use shared::command::Step;
use shared::id::{CardId, SeatId};
use shared::meeting::{Item, Mark, Reach};
use shared::method::Role;

use crate::stage::{CASE, CONSULTANT, GIVER, LEADER, OTHER_CASE, PARKED, Stage, WORDS, wrote};

/// A card that nobody wrote.
const NO_CARD: CardId = CardId::from_bytes([255; 16]);

/// All of it, for somebody at the table.
pub fn everything(stage: &Stage, seat: SeatId) -> Vec<Step> {
    let mut steps = of_the_group(stage);
    steps.extend(casts(seat));
    steps.extend(cards(stage, seat).into_iter().flat_map(on_card));
    let phases = stage.session().method.phases.iter().zip(0..);
    steps.extend(phases.flat_map(|(_, phase)| in_phase(stage, phase)));
    steps
}

/// What concerns all, or oneself.
fn of_the_group(stage: &Stage) -> Vec<Step> {
    let (phase, words) = (stage.session().phase, WORDS);
    let other = if phase == 0 { 1 } else { 0 };
    vec![
        Step::PlaceDots { cases: vec![CASE] },
        Step::PlaceCardDots { cards: vec![] },
        Step::ShowDots,
        Step::ChooseCase { case: CASE },
        Step::ChooseCase { case: OTHER_CASE },
        Step::Enter { from: phase, to: other },
        Step::Pause,
        Step::Resume,
        Step::AddMinutes { minutes: 1 },
        Step::Plan { minutes: vec![(phase, 9)] },
        Step::LeaveOut { phase: other, out: true },
        Step::Turn { from: stage.session().turn, to: Some(CONSULTANT) },
        Step::Stop,
        Step::GoOn,
        Step::KnowPeople { knows: true },
        Step::Ready { ready: true },
        Step::ChooseModule { module: stage.turning.clone(), guide: words },
        Step::TurnCards { over: true },
        Step::Collect,
        Step::Reveal,
        Step::Park { id: stage.next_card(), from: CONSULTANT, words },
        Step::Unpark { id: PARKED },
        Step::Unpark { id: NO_CARD },
        Step::AskWordings { open: true },
        Step::FixQuestion { words },
        Step::ReopenQuestion,
        Step::Star { cards: vec![] },
        Step::ShowStars,
        Step::Release { item: Item::Step, reach: Reach::Group, words: None },
        Step::FillSheet { words: Some(words) },
        Step::End,
        Step::Reopen,
    ]
}

/// Roles that are given and one that is not, to those with whom it makes a difference.
fn casts(seat: SeatId) -> impl Iterator<Item = Step> {
    let roles =
        [Role::CaseGiver, Role::Scribe, Role::Observer, Role::Timekeeper, Role::Interviewer];
    let to = [None, Some(seat), Some(CONSULTANT), Some(GIVER), Some(LEADER)];
    roles.into_iter().flat_map(move |role| to.map(|seat| Step::Cast { role, seat }))
}

/// The latest card of one's own, the latest of somebody else, the very first, and none.
fn cards(stage: &Stage, seat: SeatId) -> Vec<CardId> {
    let all = &stage.session().cards;
    let own = all.iter().rfind(|card| wrote(seat, card));
    let other = all.iter().rfind(|card| !wrote(seat, card));
    let mut ids = vec![NO_CARD];
    ids.extend(own.into_iter().chain(other).chain(all.first()).map(|card| card.id));
    ids
}

/// What is done with a card.
fn on_card(card: CardId) -> [Step; 6] {
    let words = WORDS;
    [
        Step::WriteReverse { card, words },
        Step::MarkCard { card, mark: Some(Mark::Fits) },
        Step::RewordCard { card, words },
        Step::RemoveCard { card },
        Step::PlaceCardDots { cards: vec![card] },
        Step::Star { cards: vec![card] },
    ]
}

/// What was begun in some phase, which may be another one than the group is in.
fn in_phase(stage: &Stage, phase: u8) -> [Step; 2] {
    let (card, words) = (stage.next_card(), WORDS);
    [
        Step::WriteCard { card, phase, column: 0, anonymous: false, words },
        Step::NameStep { phase, words, until: None },
    ]
}
