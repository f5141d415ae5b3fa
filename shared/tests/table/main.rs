//! A table of everything: every method that comes with the program, every phase, everybody in it and
//! everything that can be asked for; and every time of a meeting, with everybody in or before it. What must hold is said here without the name of any method.

mod deeds;
mod meetings;
mod moments;
mod owed;
mod stage;
mod steps;
// The names of all steps and deeds, so that none is left out.
#[path = "../golden/variants.rs"]
mod variants;

use std::collections::BTreeSet;

use shared::actor::{Actor, Viewer};
use shared::command::{Deed, Step};
use shared::id::GroupId;
use shared::library;
use shared::method::{Kind, Method, Phase, Role, See, names};
use shared::pad::{PadId, Sheet, access};
use shared::pass::PassKind;
use shared::refusal::Refusal;

use crate::meetings::{SCENES, Scene};
use crate::moments::MOMENTS;
use crate::owed::{For, is_for, owed};
use crate::stage::{ALL, GIVER, GONE, LEADER, SESSION, STRANGER, Stage, leads};
use crate::steps::everything;
use crate::variants::Variants as _;

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

/// Nothing that can be asked for is left out, and nothing is for nobody.
#[test]
fn at_every_moment_of_every_phase_everybody_may_do_what_is_theirs_and_nothing_else() {
    let mut asked = BTreeSet::new();
    let mut granted = BTreeSet::new();
    everywhere(|usual, place| {
        for (moment, come) in MOMENTS {
            let mut stage = usual.clone();
            if !come(&mut stage) {
                continue;
            }
            for seat in ALL {
                for step in everything(&stage, seat) {
                    let answer = stage.answer(seat, step.clone());
                    let owed = owed(&stage, seat, &step);
                    let agree = owed.agrees_with(answer);
                    assert!(
                        agree,
                        "{place}, {moment}: {seat:?} and {step:?}: {answer:?}, not {owed:?}"
                    );
                    asked.insert(step.name());
                    granted.extend(answer.is_ok().then(|| step.name()));
                }
            }
        }
    });
    let all: BTreeSet<_> = Step::ALL.iter().copied().collect();
    assert_eq!((&asked, &granted), (&all, &all));
}

/// A moment that never comes would be no test.
#[test]
fn every_moment_comes_in_some_phase() {
    let mut to_come = BTreeSet::from(MOMENTS.map(|(moment, _)| moment));
    everywhere(|usual, _| {
        for (moment, come) in MOMENTS {
            if to_come.contains(moment) && come(&mut usual.clone()) {
                to_come.remove(moment);
            }
        }
    });
    assert!(to_come.is_empty(), "{to_come:?}");
}

#[test]
fn only_whoever_leads_moves_phases_clock_plan_and_modules() {
    everywhere(|stage, place| {
        for seat in ALL.into_iter().filter(|seat| !leads(*seat)) {
            let steps = everything(stage, seat).into_iter();
            for step in steps.filter(|step| is_for(stage, seat, step) == For::WhoeverLeads) {
                let answer = stage.answer(seat, step.clone());
                let owed = Err(Refusal::NotModerator);
                assert_eq!(answer, owed, "{place}: {seat:?} and {step:?}");
            }
        }
    });
}

/// Whether it is a card in the phase that the group is in.
fn is_written_here(stage: &Stage, step: &Step) -> bool {
    matches!(step, Step::WriteCard { phase, .. } if *phase == stage.session().phase)
}

#[test]
fn the_case_giver_listens_wherever_they_are_silent() {
    everywhere(|stage, place| {
        let silent = stage.phase().silent.contains(&Role::CaseGiver);
        if !silent || !stage.session().method.knows(Role::CaseGiver) {
            return;
        }
        for step in everything(stage, GIVER) {
            let refusal = match (is_written_here(stage, &step), stage.phase().has_cards()) {
                (true, true) => Refusal::CaseGiverListens,
                (true, false) => Refusal::NotInThisPhase,
                (false, _) => continue,
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
            for step in everything(stage, seat) {
                let answer = stage.answer(seat, step.clone());
                if is_for(stage, seat, &step) == For::TheCaseGiver {
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
            for step in everything(stage, seat) {
                let writes = is_written_here(stage, &step);
                let writes = writes || matches!(step, Step::WriteReverse { .. });
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
        for step in everything(stage, STRANGER) {
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
            for step in everything(&stage, seat) {
                let owed = match step {
                    Step::Release { .. } | Step::FillSheet { .. } if gives => Ok(()),
                    Step::Release { .. } | Step::FillSheet { .. } => Err(Refusal::NotCaseGiver),
                    Step::Reopen if leads(seat) => Ok(()),
                    Step::Reopen => Err(Refusal::NotModerator),
                    _ => Err(Refusal::SessionEnded),
                };
                assert_eq!(stage.answer(seat, step.clone()), owed, "{id}: {seat:?} and {step:?}");
            }
        }
    }
}

#[test]
fn at_every_time_of_a_meeting_everybody_may_do_what_is_theirs_and_nothing_else() {
    let mut asked = BTreeSet::new();
    let mut granted = BTreeSet::new();
    for (time, come) in SCENES {
        let mut scene = Scene::arrived();
        come(&mut scene);
        for by in deeds::actors() {
            for deed in deeds::everything(&scene, by) {
                let answer = scene.answer(by, deed.clone());
                let owed = deeds::owed(&scene, by, &deed);
                assert_eq!(answer, owed, "{time}: {by:?} and {deed:?}");
                asked.insert(deed.name());
                granted.extend(answer.is_ok().then(|| deed.name()));
            }
        }
    }
    let all: BTreeSet<_> = Deed::ALL.iter().copied().collect();
    assert_eq!((&asked, &granted), (&all, &all));
}
