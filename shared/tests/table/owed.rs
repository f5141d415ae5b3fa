//! What somebody is owed who asks for a step: for whom it is, and when it can be done at all. Said
//! here from the method's data and from what lies on the table, so that the engine can be held to it.

use shared::command::Step;
use shared::id::{CardId, SeatId};
use shared::meeting::{Card, ParkedState};
use shared::method::{Flag, Kind, Phase, Role, See, Weighed, names};
use shared::refusal::Refusal;

use crate::stage::{CASE, LEADER, Stage, leads, wrote};

/// What the engine has to answer.
#[derive(Debug)]
pub enum Owed {
    /// That it happens.
    Granted,
    /// That it is not for this person, with this sentence.
    Refused(Refusal),
    /// That it cannot be done now, with a sentence about why.
    NotNow,
}

impl Owed {
    pub fn agrees_with(&self, answer: Result<(), Refusal>) -> bool {
        match self {
            Self::Granted => answer.is_ok(),
            Self::Refused(refusal) => answer == Err(*refusal),
            Self::NotNow => answer.is_err(),
        }
    }
}

/// For whom a step is.
#[derive(PartialEq)]
pub enum For {
    WhoeverLeads,
    TheCaseGiver,
    Everybody,
    /// The phase says for whom, or whose thing it is: whether this person may.
    Some(Result<(), Refusal>),
}

/// Whoever it is not for hears that; whoever it is for may if it can be done.
pub fn owed(stage: &Stage, seat: SeatId, step: &Step) -> Owed {
    if stage.session().ended.is_some() && !outlasts(step) {
        return Owed::Refused(Refusal::SessionEnded);
    }
    let possible = is_possible(stage, seat, step);
    match is_for(stage, seat, step) {
        For::WhoeverLeads if !leads(seat) => Owed::Refused(Refusal::NotModerator),
        For::TheCaseGiver if !stage.gives(seat) => Owed::Refused(Refusal::NotCaseGiver),
        For::Some(Err(refusal)) if possible => Owed::Refused(refusal),
        _ if possible => Owed::Granted,
        _ => Owed::NotNow,
    }
}

/// What was said stays the case giver's afterwards, and what has ended can go on.
const fn outlasts(step: &Step) -> bool {
    matches!(step, Step::Release { .. } | Step::FillSheet { .. } | Step::Reopen)
}

/// No step is without an answer to this.
pub fn is_for(stage: &Stage, seat: SeatId, step: &Step) -> For {
    let session = stage.session();
    let writes_in = |index: u8| may_write(stage, seat, index);
    let writes_on = |card: CardId| stage.card(card).map_or(Ok(()), |it| writes_in(it.phase));
    let owns = |card: CardId| stage.card(card).is_none_or(|card| wrote(seat, card));
    match step {
        Step::ShowDots
        | Step::ChooseCase { .. }
        | Step::Enter { .. }
        | Step::Pause
        | Step::Resume
        | Step::AddMinutes { .. }
        | Step::Plan { .. }
        | Step::LeaveOut { .. }
        | Step::ChooseModule { .. }
        | Step::TurnCards { .. }
        | Step::Collect
        | Step::Reveal
        | Step::Park { .. }
        | Step::AskWordings { .. }
        | Step::End
        | Step::Reopen => For::WhoeverLeads,
        Step::Star { .. } | Step::ShowStars | Step::Release { .. } | Step::FillSheet { .. } => {
            For::TheCaseGiver
        }
        Step::Stop
        | Step::KnowPeople { .. }
        | Step::Ready { .. }
        | Step::PlaceDots { .. }
        | Step::PlaceCardDots { .. } => For::Everybody,
        Step::Turn { .. } => match session.turn {
            None => For::WhoeverLeads,
            Some(turn) => For::Some(only(leads(seat) || turn == seat, Refusal::NotYourTurn)),
        },
        Step::Cast { role, seat: to } => For::Some(may_cast(stage, seat, *role, *to)),
        Step::GoOn => {
            let stopped = session.stop.is_some_and(|stop| stop.by == Some(seat));
            For::Some(only(stopped || leads(seat), Refusal::NotModerator))
        }
        Step::WriteCard { phase, .. } => For::Some(writes_in(*phase)),
        Step::WriteReverse { card, .. } => For::Some(writes_on(*card)),
        Step::RewordCard { card, .. } => {
            For::Some(only(owns(*card), Refusal::NotYourCard).and_then(|()| writes_on(*card)))
        }
        Step::RemoveCard { card } => {
            For::Some(only(owns(*card) || leads(seat), Refusal::NotYourCard))
        }
        Step::MarkCard { .. } => For::Some(only(stage.gives(seat), Refusal::RoleDoesNotWrite)),
        Step::Unpark { id } => {
            let parked = session.parked.iter().find(|parked| parked.id == *id);
            let theirs = parked.is_none_or(|parked| {
                let said = parked.state == ParkedState::Offered && parked.from == seat;
                parked.by == seat || said
            });
            For::Some(only(theirs, Refusal::NotParked))
        }
        Step::FixQuestion { .. } | Step::ReopenQuestion => {
            let words = stage.reached().any(|phase| words(phase) && writes(stage, seat, phase));
            For::Some(only(words || leads(seat), Refusal::RoleDoesNotWrite))
        }
        Step::NameStep { phase, .. } => {
            let writes = writes(stage, seat, &session.method.phases[usize::from(*phase)]);
            For::Some(only(stage.gives(seat) || writes, Refusal::NotCaseGiver))
        }
    }
}

/// Whether it can be done now by those it is for. No step is without an answer to this either.
fn is_possible(stage: &Stage, seat: SeatId, step: &Step) -> bool {
    let (phase, session) = (stage.phase(), stage.session());
    let lies_here = |card: CardId| stage.card(card).is_some_and(|it| it.phase == session.phase);
    let open = |card: &CardId| stage.card(*card).filter(|card| lies_open(card, seat));
    let weighs = session.weighs().filter(|_| !stage.has_shown_dots());
    match step {
        Step::Stop => session.stop.is_none(),
        Step::GoOn => session.stop.is_some(),
        Step::Enter { .. } => session.stop.is_none(),
        Step::Pause => session.clock().since.is_some(),
        Step::Resume => session.clock().since.is_none() && session.stop.is_none(),
        Step::AddMinutes { .. }
        | Step::Plan { .. }
        | Step::LeaveOut { .. }
        | Step::Turn { .. }
        | Step::KnowPeople { .. }
        | Step::Ready { .. }
        | Step::Release { .. }
        | Step::FillSheet { .. }
        | Step::End => true,
        Step::Reopen => session.ended.is_some(),
        Step::Cast { role, seat: to } => can_be_cast(stage, *role, *to),
        // Taken up again, it stays about whose case it was.
        Step::ChooseCase { case } => {
            session.method.knows(Role::CaseGiver) && (*case == CASE || !session.reopened)
        }
        Step::ShowDots => weighs.is_some(),
        Step::PlaceDots { .. } => weighs == Some(Weighed::Cases),
        Step::PlaceCardDots { cards } => match weighs {
            Some(Weighed::Cards(laid)) => {
                cards.iter().all(|card| open(card).is_some_and(|card| card.phase == laid))
            }
            _ => false,
        },
        Step::ChooseModule { .. } => stage.takes_module(),
        Step::TurnCards { .. } => stage.phase_turns(),
        Step::Collect => phase.has_cards() && !session.collecting,
        Step::Reveal => session.collecting || session.cards.iter().any(|card| card.hidden),
        Step::WriteCard { phase, .. } => takes_cards(stage, *phase),
        Step::RemoveCard { card } => stage.card(*card).is_some(),
        Step::RewordCard { card, .. } => lies_here(*card) && takes_cards(stage, session.phase),
        Step::WriteReverse { card, .. } => {
            let turned = stage.phase_turns() && session.turned && lies_here(*card);
            turned && stage.card(*card).is_some_and(|card| is_turned_over(stage, card))
        }
        Step::MarkCard { card, .. } => phase.allows(Flag::Marks) && open(card).is_some(),
        Step::Park { .. } => !phase.allows(Flag::Advice) && stage.advises_later(),
        Step::Unpark { id } => session.parked.iter().any(|parked| parked.id == *id),
        Step::AskWordings { .. } => words(phase),
        Step::FixQuestion { .. } => stage.reached().any(words) && session.question.is_none(),
        Step::ReopenQuestion => stage.reached().any(words) && session.question.is_some(),
        Step::Star { cards } => {
            stage.reached().any(|it| it.has(Kind::Commit))
                && cards.iter().all(|it| open(it).is_some())
        }
        Step::ShowStars => stage.reached().any(|it| it.has(Kind::Commit)),
        Step::NameStep { phase, .. } => {
            stage.reached().nth(usize::from(*phase)).is_some_and(|it| it.has(Kind::Commit))
        }
    }
}

fn only(may: bool, otherwise: Refusal) -> Result<(), Refusal> {
    if may { Ok(()) } else { Err(otherwise) }
}

/// Whether a key question is worded together in a phase.
fn words(phase: &Phase) -> bool {
    phase.has(Kind::Question) && phase.see != See::Own
}

/// Whether somebody writes in a phase: because it names them, or because it names nobody but a
/// scribe, there is none, and they consult.
fn writes(stage: &Stage, seat: SeatId, phase: &Phase) -> bool {
    let roles = stage.roles(seat);
    let left_to_scribe = phase.write == [Role::Scribe] && phase.see != See::Few;
    let instead = left_to_scribe && stage.holder(Role::Scribe).is_none();
    names(&phase.write, &roles) || instead && roles.contains(&Role::Consultant)
}

/// Whether what is said in a phase can be laid on cards: the group has been there, and it works with
/// cards or asks for wordings right now.
fn takes_cards(stage: &Stage, index: u8) -> bool {
    let session = stage.session();
    let asked = session.asks_wordings && index == session.phase;
    let reached = stage.reached().nth(usize::from(index));
    reached.is_some_and(|phase| phase.has_cards() || asked && words(phase))
}

/// Whether somebody may lay cards in a phase that takes some: who writes there, who is offered what
/// they said too early, and where wordings are asked for who consults.
fn may_write(stage: &Stage, seat: SeatId, index: u8) -> Result<(), Refusal> {
    let session = stage.session();
    let phase = &session.method.phases[usize::from(index)];
    let offered = session.parked.iter().any(|parked| {
        parked.from == seat && parked.state == ParkedState::Offered && phase.allows(Flag::Advice)
    });
    let consults = || stage.roles(seat).contains(&Role::Consultant);
    let lays = if phase.has_cards() { writes(stage, seat, phase) } else { consults() };
    let listens = stage.gives(seat) && names(&phase.silent, &stage.roles(seat));
    let otherwise = if listens { Refusal::CaseGiverListens } else { Refusal::RoleDoesNotWrite };
    only(lays || offered, otherwise)
}

/// Whether a card lies open before somebody.
fn lies_open(card: &Card, seat: SeatId) -> bool {
    !card.hidden && card.kept_from != Some(seat)
}

/// Whether the other side of a card can be written on: it is of the latest module, and all see it.
fn is_turned_over(stage: &Stage, card: &Card) -> bool {
    let latest = stage.session().modules.len().checked_sub(1);
    let all_see = !card.hidden && card.kept_from.is_none();
    all_see && card.module.map(usize::from) == latest
}

/// Who leads gives roles, whoever has one gives it away, and anybody takes one that is free; but
/// what was told in a session that had ended stays with whoever gave the case.
fn may_cast(stage: &Stage, seat: SeatId, role: Role, to: Option<SeatId>) -> Result<(), Refusal> {
    let holder = stage.holder(role);
    let own = holder == Some(seat);
    let takes = holder.is_none() && to == Some(seat);
    only(leads(seat) || own || takes, Refusal::NotModerator)?;
    let told = stage.session().reopened && role == Role::CaseGiver && holder.is_some();
    only(own || !told, Refusal::NotCaseGiver)
}

/// Whether a role is given by hand, known to the method, and beside nothing that it excludes: the
/// case giver is nothing else, and who leads keeps the time at most.
fn can_be_cast(stage: &Stage, role: Role, to: Option<SeatId>) -> bool {
    let method = &stage.session().method;
    let by_hand = [Role::CaseGiver, Role::Scribe, Role::Observer, Role::Timekeeper].contains(&role);
    let gives = role != Role::CaseGiver && to.is_some_and(|to| stage.gives(to));
    let moderates = role != Role::Timekeeper && to == Some(LEADER) && method.lead().is_some();
    by_hand && method.knows(role) && !gives && !moderates
}
