//! Each operation by itself, and laws for any of them after one another on every method.

use alloc::{format, vec};

use proptest::prelude::*;

use super::*;
use crate::library;
use crate::method::{Kind, Needs, Role};
use crate::specification::described;

fn adapted() -> Adapted {
    Adapted::new(&described(), Turn::ONLY)
}

fn method(id: &str) -> Described {
    let mut all = library::methods().into_iter();
    all.find(|it| it.method.id == id).expect("it comes with the program")
}

/// What is going to be played, by the ids of the phases.
fn played(it: &Adapted) -> Vec<String> {
    let Described { method, guide } = it.played();
    assert_eq!(method.phases.len(), guide.phases.len());
    method.phases.into_iter().map(|phase| phase.id).collect()
}

/// The names that people read, in the same order.
fn read(it: &Adapted) -> Vec<String> {
    it.played().guide.phases.into_iter().map(|phase| phase.name.en).collect()
}

#[test]
fn a_method_as_it_comes_is_its_turn() {
    for described in library::methods() {
        let turn = Turn { number: 1, of: described.method.usual_turns() };
        let (method, guide) = described.method.turn(&described.guide, turn);
        let it = Adapted::new(&described, turn);
        assert_eq!((it.played(), it.check()), (Described { method, guide }, Ok(())));
        assert_eq!(it.rows().count(), described.method.phases.len());
    }
}

#[test]
fn a_phase_moves_by_one_place_and_takes_its_words_along() {
    let mut it = adapted();
    assert_eq!(it.shift("erzaehlung", Toward::End), Some(2));
    assert_eq!(played(&it)[1..3], ["frage", "erzaehlung"]);
    assert_eq!(read(&it)[1..3], ["Key question", "Spontaneous account"]);
    assert_eq!(it.shift("erzaehlung", Toward::Begin), Some(1));
    assert_eq!(it, adapted());
}

#[test]
fn the_edges_hold_what_stands_there() {
    let mut it = adapted();
    assert_eq!(it.shift("casting", Toward::Begin), None);
    assert_eq!(it.shift("abschluss", Toward::End), None);
    assert_eq!(it.shift("nirgends", Toward::End), None);
    assert_eq!(it, adapted());
}

#[test]
fn an_order_that_cannot_be_played_is_named_by_its_phases() {
    let mut it = adapted();
    assert_eq!(it.misplaced(), None);
    it.shift("frage", Toward::End);
    assert_eq!(it.check(), Err(Unplayable::Order));
    let (needs, [early, late]) = it.misplaced().expect("the question comes too late");
    assert_eq!(needs, Needs::Question);
    assert_eq!([&early.name.en, &late.name.en], ["Method choice", "Key question"]);
    // Places are counted among what is played.
    it.toggle("casting");
    let (_, [early, late]) = it.misplaced().expect("it still does");
    assert_eq!([&early.name.en, &late.name.en], ["Method choice", "Key question"]);
    // What is left out does not come too late.
    it.toggle("frage");
    assert_eq!((it.misplaced(), it.check()), (None, Ok(())));
}

#[test]
fn what_is_left_out_keeps_its_place_and_one_phase_stays() {
    let mut it = adapted();
    assert!(it.toggle("frage"));
    assert_eq!((played(&it).len(), it.rows().count(), it.minutes()), (5, 6, 35));
    assert!(it.toggle("frage"));
    assert_eq!(it, adapted());
    let all = played(&it);
    assert!(all[1..].iter().all(|id| it.toggle(id)));
    assert!(!it.toggle(&all[0]), "one phase stays");
    assert_eq!(played(&it), ["casting"]);
}

#[test]
fn what_somebody_takes_in_is_a_phase_like_any_other() {
    let crowds = method("wise_crowds");
    let mut it = Adapted::new(&crowds, Turn { number: 1, of: 4 });
    assert!(!played(&it).contains(&"satelliten".into()));
    assert!(it.toggle("satelliten"));
    let inside = it.played().method.phases;
    assert!(inside.iter().any(|it| it.id == "satelliten" && !it.allows(Flag::Optional)));
}

#[test]
fn a_phase_of_another_method_comes_with_its_words_and_an_id_of_its_own() {
    let mut it = adapted();
    let balint = method("codev");
    let question = balint.method.phases.iter().position(|it| it.has(Kind::Question));
    let question = question.expect("it words one");
    let id = it.add(&balint, question, Some("erzaehlung")).expect("there is room");
    assert_eq!(played(&it)[2], id);
    assert_eq!(it.played().guide.phases[2].say, balint.guide.phases[question].say);
    let again = it.add(&balint, question, None).expect("there is still room");
    assert_eq!((again, played(&it)[0].as_str()), (format!("{id}_2"), &*format!("{id}_2")));
    // It goes without a trace.
    let added: Vec<_> = it.rows().filter(|row| row.added).map(|row| row.phase.id.clone()).collect();
    assert!(added.len() == 2 && added.iter().all(|id| it.toggle(id)));
    assert_eq!(it, adapted());
}

#[test]
fn whoever_is_not_known_is_represented_by_whoever_does_the_same() {
    let mut it = Adapted::new(&method("reflecting_team"), Turn::ONLY);
    // Whoever interviews does what a moderator would.
    let id = it.add(&described(), 2, None).expect("there is room");
    let Row { phase, guide, .. } = it.rows().next().expect("it came first");
    assert_eq!((&phase.id, &phase.write), (&id, &vec![Role::CaseGiver, Role::Interviewer]));
    assert_eq!(guide.texts[&Role::Interviewer], guide.texts[&Role::Moderator]);
    // And where nobody writes for all, those who consult do.
    let mut it = Adapted::new(&method("troika"), Turn { number: 1, of: 3 });
    it.add(&described(), 4, Some("klaeren")).expect("there is room");
    let added = it.rows().find(|row| row.added).expect("it is there").phase;
    assert_eq!((&added.write, &added.speak), (&vec![Role::Consultant], &vec![Role::Consultant]));
}

#[test]
fn what_nobody_here_could_do_is_not_added() {
    let review = method("rueckblick_aar");
    let mut it = Adapted::new(&review, Turn::ONLY);
    let before = it.clone();
    let account = described();
    assert_eq!(it.add(&account, 5, None), Err(Unplayable::NobodyWrites));
    assert_eq!(it.add(&account, 99, None), Err(Unplayable::OtherPhases));
    assert_eq!(it, before);
}

#[test]
fn what_another_turn_has_is_in_order_as_well() {
    let stunde = method("online_stunde");
    let mut it = Adapted::new(&stunde, Turn { number: 1, of: 2 });
    assert!(!played(&it).contains(&"schluss".into()));
    it.shift("schluss", Toward::Begin);
    let (needs, [once, _]) = it.misplaced().expect("it would come between two turns");
    assert_eq!((needs, &once.name.en), (Needs::Turns, &stunde.guide.phases[6].name.en));
    assert_eq!(it.check(), Err(Unplayable::Order));
}

#[test]
fn a_plan_has_an_end() {
    let add = |from: Described| {
        let mut it = adapted();
        let refused = (0..).find_map(|_| it.add(&from, 5, Some("beratung")).err());
        assert_eq!(it.check(), Ok(()));
        (it.rows().count(), refused.expect("the loop ends"))
    };
    // With so much to read in each it is too much before there are too many.
    let (phases, why) = add(described());
    assert!(phases < MOST_PHASES && why == Unplayable::TooMuchText, "{phases}: {why:?}");
    let mut short = described();
    short.guide.phases[5].wrong.clear();
    short.guide.phases[5].last = None;
    short.method.phases[5].last = None;
    assert_eq!(add(short), (MOST_PHASES, Unplayable::PhaseCount));
}

#[test]
fn a_phase_too_short_for_last_minutes_is_played_without_them() {
    let mut it = adapted();
    it.set_minutes("erzaehlung", 1);
    assert_eq!(it.check(), Ok(()));
    let played = it.played();
    assert_eq!((&played.method.phases[1].last, &played.guide.phases[1].last), (&None, &None));
}

#[test]
fn minutes_are_those_of_what_is_played() {
    let mut it = adapted();
    it.set_minutes("erzaehlung", 14);
    it.toggle("casting");
    assert_eq!(it.minutes(), 39);
    it.fit(45);
    assert_eq!(it.minutes(), 45);
    it.toggle("casting");
    assert_eq!(it.minutes(), 50, "what was left out was not fitted");
}

#[test]
fn a_file_keeps_what_was_left_out_for_whoever_takes_it_in() {
    let mut it = adapted();
    it.toggle("casting");
    it.shift("abschluss", Toward::Begin);
    let kept = it.kept("Kurz & gut", &["kurz_gut"]);
    assert_eq!((kept.method.id.as_str(), &*kept.guide.name.de), ("kurz_gut_2", "Kurz & gut"));
    let mut again = Adapted::new(&kept, Turn::ONLY);
    assert_eq!(played(&again), played(&it));
    assert!(again.toggle("casting"));
    assert_eq!(played(&again)[0], "casting");
}

#[test]
fn what_another_turn_has_stays_in_the_file() {
    let troika = method("troika");
    let second = Adapted::new(&troika, Turn { number: 2, of: 3 });
    assert_eq!(second.rows().filter(|row| !row.inside).count(), 1);
    assert_eq!(second.kept("Troika", &[]).method.phases, troika.method.phases);
}

/// Something that somebody may do to a plan, by large random numbers.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Shift(usize, bool),
    Toggle(usize),
    Add(usize, usize, usize),
    Minutes(usize, u16),
    Fit(u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    let any = || any::<usize>();
    prop_oneof![
        (any(), proptest::bool::ANY).prop_map(|(phase, down)| Deed::Shift(phase, down)),
        any().prop_map(Deed::Toggle),
        (any(), any(), any()).prop_map(|(method, phase, at)| Deed::Add(method, phase, at)),
        (any(), 0..300u16).prop_map(|(phase, minutes)| Deed::Minutes(phase, minutes)),
        (0..500u16).prop_map(Deed::Fit),
    ]
}

fn done(it: &mut Adapted, all: &[Described], deed: Deed) {
    let ids: Vec<String> = it.rows().map(|row| row.phase.id.clone()).collect();
    let id = |n: usize| ids[n % ids.len()].as_str();
    match deed {
        Deed::Shift(n, true) => drop(it.shift(id(n), Toward::End)),
        Deed::Shift(n, false) => drop(it.shift(id(n), Toward::Begin)),
        Deed::Toggle(n) => drop(it.toggle(id(n))),
        Deed::Add(method, phase, at) => {
            let from = &all[method % all.len()];
            let before = it.clone();
            if it.add(from, phase % from.method.phases.len(), Some(id(at))).is_err() {
                assert_eq!(*it, before, "nothing half-added");
            }
        }
        Deed::Minutes(n, minutes) => it.set_minutes(id(n), minutes),
        Deed::Fit(minutes) => it.fit(minutes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn only_its_order_ever_keeps_a_plan_from_being_played(
        method in 0..25usize,
        deeds in prop::collection::vec(deed(), 0..30),
    ) {
        let all = library::methods();
        let turn = Turn { number: 1, of: all[method].method.usual_turns() };
        let mut it = Adapted::new(&all[method], turn);
        for deed in deeds {
            done(&mut it, &all, deed);
            let Described { method, guide } = it.played();
            prop_assert_eq!(method.phases.len(), guide.phases.len());
            prop_assert_eq!(method.minutes(), it.minutes());
            prop_assert_eq!(it.misplaced().is_some(), it.check() == Err(Unplayable::Order));
            prop_assert!(matches!(it.check(), Ok(()) | Err(Unplayable::Order)), "{:?}", it.check());
        }
        #[cfg(feature = "files")]
        if it.check().is_ok() {
            let kept = it.kept("Unser Ablauf", &[]);
            let blocks = crate::file::Blocks::ours().expect("they come with the program");
            let file = crate::file::written(&kept);
            let (_, again) = crate::file::method(&file, &blocks).expect("it can be read");
            prop_assert_eq!(&again, &kept);
            // Where there are several turns, what is done once comes in the first or the last.
            if kept.method.turns.is_none() {
                let (again, it) = (Adapted::new(&again, Turn::ONLY).played(), it.played());
                prop_assert_eq!((again.method.phases, again.guide.phases), (it.method.phases, it.guide.phases));
            }
        }
    }
}
