//! A table of everything: every method that comes with the program, every phase, everybody in it and
//! everything that can be asked for. What must hold is said here without the name of any method.

mod stage;

use std::mem::discriminant;

use shared::actor::{Actor, Viewer};
use shared::command::{Deed, Step};
use shared::id::{GroupId, SeatId};
use shared::library;
use shared::method::{Flag, Kind, Method, Phase, Role, See, Weighed, names};
use shared::pad::{PadId, Sheet, access};
use shared::pass::PassKind;
use shared::refusal::Refusal;
use stage::{ALL, GIVER, GONE, LEADER, SESSION, STRANGER, Stage};

/// For whom a step is, whatever the phase.
#[derive(PartialEq)]
enum For {
    WhoeverLeads,
    TheCaseGiver,
    Everybody,
    /// The phase says for whom, or whose thing it is.
    Some,
}

/// No step is without an answer to this.
const fn is_for(step: &Step) -> For {
    match step {
        Step::ShowDots
        | Step::ChooseCase { .. }
        | Step::Enter { .. }
        | Step::Pause
        | Step::Resume
        | Step::AddMinutes { .. }
        | Step::Plan { .. }
        | Step::LeaveOut { .. }
        | Step::Turn { .. }
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
        Step::Stop | Step::KnowPeople { .. } | Step::Ready { .. } => For::Everybody,
        Step::Cast { .. }
        | Step::PlaceDots { .. }
        | Step::PlaceCardDots { .. }
        | Step::GoOn
        | Step::WriteCard { .. }
        | Step::WriteReverse { .. }
        | Step::MarkCard { .. }
        | Step::Unpark { .. }
        | Step::RewordCard { .. }
        | Step::RemoveCard { .. }
        | Step::FixQuestion { .. }
        | Step::ReopenQuestion
        | Step::NameStep { .. } => For::Some,
    }
}

/// Whether a phase alone settles that somebody may do this, and what it settles.
fn owed(stage: &Stage, seat: SeatId, step: &Step) -> Option<bool> {
    let (phase, roles) = (stage.phase(), stage.roles(seat));
    let writes = names(&phase.write, &roles);
    let gives = roles.contains(&Role::CaseGiver);
    let leads = seat == LEADER;
    let words = phase.has(Kind::Question) && phase.see != See::Own;
    let weighs = stage.session().weighs();
    Some(match step {
        Step::Enter { .. }
        | Step::Pause
        | Step::AddMinutes { .. }
        | Step::Plan { .. }
        | Step::LeaveOut { .. }
        | Step::Turn { .. }
        | Step::End => leads,
        Step::Stop | Step::KnowPeople { .. } | Step::Ready { .. } => true,
        Step::Release { .. } | Step::FillSheet { .. } => gives,
        Step::ChooseModule { .. } => leads && stage.takes_module(),
        Step::Collect => leads && phase.has_cards(),
        Step::Park { .. } => leads && !phase.allows(Flag::Advice) && stage.advises_later(),
        Step::AskWordings { .. } => leads && words,
        Step::ShowDots => leads && weighs.is_some(),
        Step::PlaceDots { .. } => weighs == Some(Weighed::Cases),
        Step::PlaceCardDots { cards } => {
            let lie = |phase| stage.session().cards.iter().filter(move |it| it.phase == phase);
            matches!(weighs, Some(Weighed::Cards(phase)) if lie(phase).any(|it| cards == &[it.id]))
        }
        Step::WriteCard { .. } => phase.has_cards() && writes,
        Step::MarkCard { .. } => {
            gives && phase.allows(Flag::Marks) && !stage.session().cards.is_empty()
        }
        Step::Star { .. } | Step::ShowStars => {
            let reached = stage.session().method.phases.iter().zip(0..=stage.session().furthest);
            gives && reached.into_iter().any(|(phase, _)| phase.has(Kind::Commit))
        }
        Step::NameStep { .. } => (gives || writes) && phase.has(Kind::Commit),
        step if needs_more(step) => false,
        _ => return None,
    })
}

/// Steps that need something to have happened before that does not happen here: a stop, a fixed
/// question, parked advice, an end.
const fn needs_more(step: &Step) -> bool {
    matches!(
        step,
        Step::Resume
            | Step::Reveal
            | Step::GoOn
            | Step::Unpark { .. }
            | Step::ReopenQuestion
            | Step::Reopen
    )
}

/// Goes through every phase of every method with everybody and everything.
fn everywhere(mut look: impl FnMut(&Stage, &str)) {
    for method in methods() {
        let id = method.id.clone();
        let mut stage = Stage::begun(method);
        loop {
            look(&stage, &format!("{id}, {}", stage.phase().id));
            if !stage.goes_on() {
                break;
            }
        }
    }
}

fn methods() -> impl Iterator<Item = Method> {
    library::methods().into_iter().map(|described| described.method)
}

#[test]
fn what_a_phase_says_is_what_people_may_do() {
    let mut never = Stage::begun(methods().next().expect("there are methods")).everything(LEADER);
    never.retain(|step| !needs_more(step));
    everywhere(|stage, place| {
        for seat in ALL {
            for step in stage.everything(seat) {
                let answer = stage.answer(seat, step.clone());
                if let Some(owed) = owed(stage, seat, &step) {
                    assert_eq!(answer.is_ok(), owed, "{place}: {seat:?} and {step:?}: {answer:?}");
                }
                never.retain(|it| answer.is_err() || discriminant(it) != discriminant(&step));
            }
        }
    });
    assert!(never.is_empty(), "nobody is ever allowed {never:?}");
}

#[test]
fn only_whoever_leads_moves_phases_clock_plan_and_modules() {
    everywhere(|stage, place| {
        for seat in ALL.into_iter().filter(|seat| *seat != LEADER) {
            let steps = stage.everything(seat).into_iter();
            for step in steps.filter(|step| is_for(step) == For::WhoeverLeads) {
                let answer = stage.answer(seat, step.clone());
                let owed = Err(Refusal::NotModerator);
                assert_eq!(answer, owed, "{place}: {seat:?} and {step:?}");
            }
        }
    });
}

#[test]
fn the_case_giver_listens_wherever_they_are_silent() {
    everywhere(|stage, place| {
        let silent = stage.phase().silent.contains(&Role::CaseGiver);
        if !silent || !stage.session().method.knows(Role::CaseGiver) {
            return;
        }
        for step in stage.everything(GIVER) {
            let refusal = match (&step, stage.phase().has_cards()) {
                (Step::WriteCard { .. }, true) => Refusal::CaseGiverListens,
                (Step::WriteCard { .. }, false) => Refusal::NotInThisPhase,
                _ => continue,
            };
            assert_eq!(stage.answer(GIVER, step), Err(refusal), "{place}");
        }
        // Nor do they write on the cards of others, of this phase or an earlier one.
        for card in &stage.session().cards {
            let (card, words) = (card.id, stage::WORDS);
            for step in [Step::WriteReverse { card, words }, Step::RewordCard { card, words }] {
                assert!(stage.answer(GIVER, step.clone()).is_err(), "{place}: {step:?}");
            }
        }
    });
}

#[test]
fn nobody_but_the_case_giver_stars_marks_or_releases() {
    everywhere(|stage, place| {
        for seat in ALL.into_iter().filter(|seat| !stage.roles(*seat).contains(&Role::CaseGiver)) {
            for step in stage.everything(seat) {
                let answer = stage.answer(seat, step.clone());
                if is_for(&step) == For::TheCaseGiver {
                    assert_eq!(
                        answer,
                        Err(Refusal::NotCaseGiver),
                        "{place}: {seat:?} and {step:?}"
                    );
                } else if matches!(step, Step::MarkCard { .. }) {
                    assert!(answer.is_err(), "{place}: {seat:?} marks");
                }
            }
        }
    });
}

#[test]
fn where_nothing_is_written_nobody_writes() {
    everywhere(|stage, place| {
        let phase = stage.phase();
        if phase.has_cards() {
            return;
        }
        for seat in ALL {
            for step in stage.everything(seat) {
                let writes = matches!(step, Step::WriteCard { .. } | Step::WriteReverse { .. });
                if writes || matches!(step, Step::RewordCard { .. }) {
                    assert!(stage.answer(seat, step.clone()).is_err(), "{place}: {step:?}");
                }
            }
            if phase.has(Kind::None) {
                let notes = access::may_write(&stage.meeting, seat, notes(stage));
                assert_eq!(notes, Err(Refusal::NotInThisPhase), "{place}: {seat:?}");
            }
        }
    });
}

/// The notes of the phase the group is in.
fn notes(stage: &Stage) -> PadId {
    PadId { session: SESSION, sheet: Sheet::Notes(stage.session().phase) }
}

#[test]
fn notes_are_written_by_those_who_write_and_read_by_those_who_may_see_them() {
    everywhere(|stage, place| {
        let phase: &Phase = stage.phase();
        for seat in ALL {
            let roles = stage.roles(seat);
            let writes = names(&phase.write, &roles);
            let together = phase.has(Kind::Pad) && phase.see != See::Own;
            let answer = access::may_write(&stage.meeting, seat, notes(stage));
            assert_eq!(answer.is_ok(), together && writes, "{place}: {seat:?} writes notes");
            let group: GroupId = stage.meeting.seats[&seat].group;
            let answer =
                access::may_read(&stage.meeting, Viewer::member(seat, group), notes(stage));
            let few = phase.see == See::Few && !writes && !roles.contains(&Role::CaseGiver);
            assert_eq!(answer.is_ok(), !few, "{place}: {seat:?} reads notes");
        }
    });
}

#[test]
fn whoever_sits_elsewhere_has_left_or_stands_at_the_door_does_nothing() {
    everywhere(|stage, place| {
        for step in stage.everything(STRANGER) {
            let stranger = stage.answer(STRANGER, step.clone());
            assert_eq!(stranger, Err(Refusal::NoSuchSession), "{place}: {step:?}");
            let gone = stage.answer(GONE, step.clone());
            assert_eq!(gone, Err(Refusal::NoSuchSeat), "{place}: {step:?}");
            let door = Actor::Door(PassKind::Moderator);
            let door = stage.decided(door, Deed::In(SESSION, step)).map(drop);
            assert_eq!(door, Err(Refusal::NotSeated), "{place}");
        }
        for seat in [GONE, STRANGER] {
            let notes = access::may_write(&stage.meeting, seat, notes(stage));
            assert_eq!(notes, Err(Refusal::NoSuchSession), "{place}");
        }
    });
}

#[test]
fn when_it_has_ended_only_what_is_said_afterwards_changes() {
    for method in methods() {
        let id = method.id.clone();
        let mut stage = Stage::begun(method);
        while stage.goes_on() {}
        stage.does(LEADER, Step::End);
        for seat in ALL {
            let gives = stage.roles(seat).contains(&Role::CaseGiver);
            for step in stage.everything(seat) {
                let owed = match step {
                    Step::Release { .. } | Step::FillSheet { .. } if gives => Ok(()),
                    Step::Release { .. } | Step::FillSheet { .. } => Err(Refusal::NotCaseGiver),
                    Step::Reopen if seat == LEADER => Ok(()),
                    Step::Reopen => Err(Refusal::NotModerator),
                    _ => Err(Refusal::SessionEnded),
                };
                assert_eq!(stage.answer(seat, step.clone()), owed, "{id}: {seat:?} and {step:?}");
            }
        }
    }
}
