//! One test for each reason why a method or module can't be played, and what can be played all the
//! same at its very edge.

use alloc::string::String;
use alloc::{format, vec, vec::Vec};

use super::*;
use crate::library;
use crate::method::LastMinutes;
use crate::method::guide::{Described, Offered};
use crate::specification::described;

type Answer = Result<(), Unplayable>;

/// The Tietze method with one thing changed.
fn method(change: impl FnOnce(&mut Method)) -> Answer {
    let Described { mut method, .. } = described();
    change(&mut method);
    method.check()
}

/// The Tietze method with one thing changed in its account, which has last minutes.
fn phase(change: impl FnOnce(&mut Phase)) -> Answer {
    method(|method| change(&mut method.phases[1]))
}

/// What people read of the Tietze method, with one thing changed.
fn guide(change: impl FnOnce(&mut Guide)) -> Answer {
    let Described { method, mut guide } = described();
    change(&mut guide);
    guide.check(&method)
}

/// What they read in its account, with one thing changed.
fn texts(change: impl FnOnce(&mut PhaseGuide)) -> Answer {
    guide(|guide| change(&mut guide.phases[1]))
}

fn offered() -> Offered {
    library::modules().remove(0)
}

/// A module with one thing changed.
fn module(change: impl FnOnce(&mut Module)) -> Answer {
    let Offered { mut module, .. } = offered();
    change(&mut module);
    module.check()
}

/// What people read of a module, with one thing changed.
fn explained(change: impl FnOnce(&mut ModuleGuide)) -> Answer {
    let Offered { module, mut guide, .. } = offered();
    change(&mut guide);
    guide.check(&module)
}

fn last(phase: &mut Phase) -> &mut LastMinutes {
    phase.last.as_mut().expect("the account ends with questions")
}

/// All of these stand in the way for the same reason.
#[track_caller]
fn all(answers: impl IntoIterator<Item = Answer>, why: Unplayable) {
    for (n, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer, Err(why), "the {n}th, from 0");
    }
}

#[test]
fn what_comes_with_the_program_can_be_played() {
    let answers = [method(|_| ()), guide(|_| ()), module(|_| ()), explained(|_| ())];
    assert_eq!(answers, [Ok(()); 4]);
}

#[test]
fn every_reason_is_a_sentence_of_its_own() {
    let reasons = [
        Unplayable::PhaseCount,
        Unplayable::PhaseTwice,
        Unplayable::Id,
        Unplayable::Minutes,
        Unplayable::Size,
        Unplayable::Turns,
        Unplayable::Roles,
        Unplayable::UnknownRole,
        Unplayable::SpeaksAndIsSilent,
        Unplayable::Kind,
        Unplayable::NobodyWrites,
        Unplayable::SomebodyWrites,
        Unplayable::Columns,
        Unplayable::Text,
        Unplayable::NoSentence,
        Unplayable::OtherPhases,
        Unplayable::TooMuchText,
        Unplayable::Order,
    ];
    for (i, why) in reasons.iter().enumerate() {
        let reason = why.reason();
        assert!(reason.contains(' ') && reasons[..i].iter().all(|it| it.reason() != reason));
    }
}

#[test]
fn a_method_has_phases_but_not_too_many() {
    let many = |count| {
        method(|m| {
            let phase = |n| Phase { id: format!("{n}"), ..m.phases[0].clone() };
            m.phases = (0..count).map(phase).collect();
        })
    };
    assert_eq!(many(MOST_PHASES), Ok(()));
    all([many(0), many(MOST_PHASES + 1)], Unplayable::PhaseCount);
}

#[test]
fn two_phases_do_not_bear_the_same_id() {
    let twice = |m: &mut Method| m.phases[3].id = m.phases[1].id.clone();
    all([method(twice)], Unplayable::PhaseTwice);
}

#[test]
fn everything_has_an_id_that_is_not_too_long() {
    let long = || "m".repeat(41);
    assert_eq!(method(|m| m.id = "m".repeat(40)), Ok(()));
    let wrong = [
        method(|m| m.id = String::new()),
        method(|m| m.id = long()),
        phase(|p| p.id = String::new()),
        phase(|p| p.id = long()),
        module(|m| m.id = String::new()),
        module(|m| m.id = long()),
    ];
    all(wrong, Unplayable::Id);
}

#[test]
fn a_phase_lasts_its_minutes_within_its_range() {
    assert_eq!(phase(|p| p.range = (10, MOST_MINUTES)), Ok(()));
    let wrong = [
        phase(|p| (p.minutes, p.range) = (0, (0, 5))),
        phase(|p| p.range = (11, 15)),
        phase(|p| p.range = (5, 9)),
        phase(|p| p.range = (5, MOST_MINUTES + 1)),
    ];
    all(wrong, Unplayable::Minutes);
}

#[test]
fn parts_of_a_phase_last_some_time_and_no_longer_than_the_phase() {
    assert_eq!(phase(|p| p.silent_s = Some(p.minutes * 60)), Ok(()));
    let wrong = [
        phase(|p| last(p).minutes = 0),
        phase(|p| last(p).minutes = p.minutes),
        phase(|p| p.seconds_each = Some(0)),
        phase(|p| p.silent_s = Some(0)),
        phase(|p| p.silent_s = Some(p.minutes * 60 + 1)),
    ];
    all(wrong, Unplayable::Minutes);
}

#[test]
fn a_module_and_each_of_its_steps_last_some_time() {
    assert_eq!(module(|m| m.steps = vec![MOST_MINUTES - 1, 1]), Ok(()));
    let wrong = [
        module(|m| m.steps.clear()),
        module(|m| m.steps[0] = 0),
        module(|m| m.steps = vec![MOST_MINUTES, 1]),
        module(|m| m.steps = vec![u16::MAX; 3]),
        module(|m| m.seconds_each = Some(0)),
        module(|m| m.silent_s = Some(0)),
        module(|m| m.silent_s = Some(m.minutes() * 60 + 1)),
    ];
    all(wrong, Unplayable::Minutes);
}

#[test]
fn sizes_rise_from_smallest_to_largest() {
    let size = |min, ideal, max| method(|m| m.size = Size { min, ideal, max });
    assert_eq!((size(2, (2, 2), 2), size(2, (3, 7), MOST_PEOPLE)), (Ok(()), Ok(())));
    let wrong = [size(1, (2, 3), 4), size(4, (3, 5), 6), size(2, (4, 3), 6), size(2, (3, 7), 6)];
    all(wrong, Unplayable::Size);
    // Everybody whom a method invites finds a chair.
    assert_eq!(size(2, (3, 7), MOST_PEOPLE + 1), Err(Unplayable::Size));
}

#[test]
fn turns_rise_from_fewest_to_most() {
    let turns = |min, usual, max| method(|m| m.turns = Some(Turns { min, usual, max }));
    assert_eq!((turns(1, 1, 1), turns(2, 3, 12)), (Ok(()), Ok(())));
    let wrong = [turns(0, 1, 2), turns(3, 2, 4), turns(2, 4, 3), turns(2, 4, 13)];
    all(wrong, Unplayable::Turns);
}

#[test]
fn a_method_has_its_roles_each_once_and_does_not_name_everyone() {
    let wrong = [
        method(|m| m.roles.clear()),
        method(|m| m.roles.push(Role::Scribe)),
        method(|m| m.roles.push(Role::Everyone)),
    ];
    all(wrong, Unplayable::Roles);
}

#[test]
fn only_roles_that_the_method_has_do_something_in_it() {
    let wrong = [
        method(|m| m.consult.push(Role::Timekeeper)),
        phase(|p| p.speak.push(Role::Timekeeper)),
        phase(|p| p.silent.push(Role::Timekeeper)),
        phase(|p| p.write.push(Role::Timekeeper)),
        phase(|p| last(p).speak.push(Role::Timekeeper)),
    ];
    all(wrong, Unplayable::UnknownRole);
}

#[test]
fn nobody_both_speaks_and_is_silent() {
    all([phase(|p| p.silent.push(p.speak[0]))], Unplayable::SpeaksAndIsSilent);
}

#[test]
fn a_phase_is_worked_in_somehow_or_expressly_not_at_all() {
    let unwritten = |p: &mut Phase| {
        (p.kinds, p.write, p.flags) = (vec![Kind::None], Vec::new(), Vec::new());
    };
    assert_eq!(phase(unwritten), Ok(()));
    let wrong = [phase(|p| p.kinds.clear()), phase(|p| p.kinds.push(Kind::None))];
    all(wrong, Unplayable::Kind);
}

#[test]
fn what_only_few_see_are_notes_and_never_cards() {
    assert_eq!(phase(|p| p.see = See::Few), Ok(()));
    all([phase(|p| (p.see, p.kinds) = (See::Few, vec![Kind::Cards]))], Unplayable::Kind);
}

#[test]
fn somebody_writes_exactly_where_something_is_written() {
    all([phase(|p| p.write.clear())], Unplayable::NobodyWrites);
    // Nobody does where there are no notes, not even the case giver for themselves.
    let none = |write: Vec<Role>, flags: Vec<Flag>| {
        phase(|p| (p.kinds, p.write, p.flags) = (vec![Kind::None], write, flags))
    };
    assert_eq!(none(vec![], vec![Flag::Inquiry]), Ok(()));
    let wrong = [none(vec![Role::CaseGiver], vec![]), none(vec![], vec![Flag::PrivateNotes])];
    all(wrong, Unplayable::SomebodyWrites);
    // People can be asked one after another without a word of it being written down.
    let spoken = |p: &mut Phase| (p.kinds, p.write) = (vec![Kind::Round], Vec::new());
    assert_eq!(phase(spoken), Ok(()));
}

#[test]
fn columns_are_some_and_each_has_a_name() {
    assert_eq!(phase(|p| p.columns = MOST_COLUMNS), Ok(()));
    let wrong = [
        phase(|p| p.columns = 1),
        phase(|p| p.columns = MOST_COLUMNS + 1),
        texts(|t| t.columns.push(t.name.clone())),
    ];
    all(wrong, Unplayable::Columns);
}

#[test]
fn everything_has_its_words_in_both_languages_and_not_too_many() {
    let long = || "ä".repeat(MOST_TEXT + 1);
    assert_eq!(guide(|g| g.name.de = "ä".repeat(MOST_TEXT)), Ok(()));
    let wrong = [
        guide(|g| g.name.de = " ".into()),
        guide(|g| g.purpose.en = String::new()),
        guide(|g| g.fits.de = long()),
        guide(|g| g.unfit = Text::default()),
        guide(|g| g.artefact = Text::default()),
        guide(|g| g.credit.en.clear()),
        texts(|t| t.name.en = long()),
        texts(|t| t.say = Text::default()),
        texts(|t| t.watch.de = long()),
        texts(|t| t.last = Some(Text::default())),
        texts(|t| t.texts.values_mut().for_each(|text| text.en.clear())),
        texts(|t| t.columns.push(Text::default())),
        texts(|t| t.wrong[0].sign = Text::default()),
        texts(|t| t.wrong[0].help.de = long()),
        explained(|m| m.name.en.clear()),
        explained(|m| m.fits.de.clear()),
        explained(|m| m.explain = Text::default()),
        explained(|m| m.starter.de = long()),
        explained(|m| m.output = Text::default()),
        explained(|m| m.steps[0] = Text::default()),
        explained(|m| m.turn = Some(Text::default())),
    ];
    all(wrong, Unplayable::Text);
}

#[test]
fn every_role_has_a_sentence_and_so_has_whoever_is_nothing_else() {
    let unsaid = |role| {
        texts(move |t| {
            t.texts.remove(&role);
        })
    };
    all([unsaid(Role::Observer), unsaid(Role::CaseGiver)], Unplayable::NoSentence);
    let Described { mut method, mut guide } = described();
    method.roles.retain(|role| *role != Role::Consultant);
    guide.phases[1].texts.remove(&Role::Consultant);
    all([guide.check(&method)], Unplayable::NoSentence);
    // Whoever keeps the time has a sentence by another role.
    let Described { mut method, guide } = described();
    method.roles.push(Role::Timekeeper);
    assert_eq!(guide.check(&method), Ok(()));
}

#[test]
fn what_people_read_belongs_to_the_phases_and_steps() {
    let wrong = [
        guide(|g| g.phases.truncate(5)),
        texts(|t| t.last = None),
        guide(|g| g.phases[0].last = Some(g.name.clone())),
        explained(|m| m.steps.push(m.name.clone())),
        explained(|m| m.turn = Some(m.name.clone())),
    ];
    all(wrong, Unplayable::OtherPhases);
}

#[test]
fn the_texts_fit_into_one_frame() {
    let often =
        |times: usize| guide(|g| g.phases[1].wrong = vec![g.phases[1].wrong[0].clone(); times]);
    assert_eq!(often(10), Ok(()));
    all([often(MOST_GUIDE / 200)], Unplayable::TooMuchText);
}

#[test]
fn nothing_is_used_before_it_is_made() {
    all([method(|m| m.phases.swap(2, 4))], Unplayable::Order);
}
