//! What viewers are told and see, case by case; the laws behind it are asked of random meetings.

use alloc::vec;

use super::*;
use crate::actor::Actor;
use crate::command::{Deed, Step};
use crate::id::RecordId;
use crate::method::{Flag, See};
use crate::pass::PassKind;
use crate::specification::*;

/// Mirko's advice came too early.
fn park(n: u8) -> Step {
    Step::Park { id: card(n), from: MIRKO, words: words(n) }
}

fn named(scene: &Scene) -> Vec<RecordId> {
    let mut named = vec![];
    records(&scene.meeting, &mut |record| named.push(record));
    named
}

fn collecting() -> Scene {
    in_phase(CONSULTATION).given(JANA, Step::Collect)
}

#[test]
fn at_the_door_one_learns_the_title_and_the_day_of_deletion() {
    let scene = in_phase(CONSULTATION);
    let seen = view(&scene.meeting, Viewer::Door);
    let owed = Meeting {
        id: Some(MEETING),
        title: Some(words(60)),
        opened: minute(0),
        delete_at: scene.meeting.delete_at,
        ..Meeting::default()
    };
    assert_eq!(seen, owed);
    let empty = |entry: &Entry| {
        redact(entry, Viewer::Door, &scene.meeting).expect("owed").events.is_empty()
    };
    assert!(empty(&scene.entry(MIRKO, write_card(1))));
    assert!(empty(&scene.entry(MIRKO, Deed::Leave { seat: MIRKO })));
    assert!(!empty(&scene.entry(JANA, Deed::Retitle { title: words(70) })));
}

#[test]
fn nobody_but_the_house_knows_passes() {
    let door = Actor::Door(PassKind::Participant);
    let scene = opened();
    let entry = scene.entry(door, sit_down(MIRKO));
    let Some(Event::SeatTaken { pass: known, .. }) = entry.events.first() else {
        panic!("Mirko sat down");
    };
    assert_eq!(*known, Some(pass(4)));
    let seen = scene.told(&entry, JANA).expect("others just learn who came");
    assert!(matches!(seen.events[..], [Event::SeatTaken { pass: None, .. }]));
    // Whoever sat down needs to see everything now, whoever left nothing.
    assert_eq!(scene.told(&entry, MIRKO), None);
    assert!(view(&arrived().meeting, Viewer::member(JANA, GROUP)).passes.is_empty());
}

#[test]
fn of_a_hidden_card_others_learn_that_it_exists_and_not_from_whom() {
    let scene = collecting();
    let entry = scene.entry(MIRKO, write_card(1));
    assert_eq!(scene.told(&entry, MIRKO), Some(entry.clone()));
    let seen = scene.told(&entry, JANA).expect("a card came");
    assert_eq!((seen.seq, seen.id, seen.by), (entry.seq, None, None));
    let card = SessionEvent::CardWritten {
        card: card(1),
        phase: CONSULTATION,
        module: None,
        column: 0,
        kept_from: None,
        hidden: true,
        face: None,
    };
    assert_eq!(seen.events, [card.event(SESSION)]);
}

#[test]
fn who_takes_a_hidden_card_away_is_not_told() {
    let scene = collecting().given(MIRKO, write_card(1));
    let entry = scene.entry(MIRKO, Step::RemoveCard { card: card(1) });
    for seat in [MIRKO, JANA] {
        let seen = scene.told(&entry, seat).expect("a card has gone");
        assert_eq!((seen.id, seen.by, seen.events.len()), (None, None, 1));
    }
}

#[test]
fn what_is_nobodys_business_arrives_empty_so_that_numbers_have_no_holes() {
    let scene = collecting().given(MIRKO, write_card(1));
    let reword = Step::RewordCard { card: card(1), words: words(2) };
    let entry = scene.entry(MIRKO, reword);
    let seen = scene.told(&entry, JANA).expect("numbers have no holes");
    assert_eq!(seen, Entry { id: None, by: None, events: vec![], ..entry });
}

#[test]
fn other_groups_are_told_nothing_but_who_is_here() {
    let other = Viewer::member(NOBODY, crate::id::GroupId::from_bytes([90; 16]));
    let scene = in_phase(CONSULTATION);
    let seen = view(&scene.meeting, other);
    assert_eq!((seen.seats.len(), seen.groups.len()), (7, 0));
    let card = scene.entry(MIRKO, write_card(1));
    let seen = redact(&card, other, &scene.meeting).expect("numbers have no holes");
    assert_eq!((seen.by, seen.events.len()), (None, 0));
}

#[test]
fn an_entry_is_encoded_once_for_all_where_all_are_told_the_same() {
    let open = in_phase(CONSULTATION).entry(MIRKO, write_card(1));
    assert!(is_public(&open));
    assert!(!is_public(&collecting().entry(MIRKO, write_card(1))));
    assert!(!is_public(&arrived().entry(MIRKO, Deed::Leave { seat: MIRKO })));
    assert!(!is_public(&in_phase(ACCOUNT).entry(JANA, park(70))));
    let kept = in_phase_of(consulting_by(|phase| phase.see = See::Next), CONSULTATION);
    assert!(!is_public(&kept.entry(MIRKO, write_card(1))));
    let nameless = in_phase_of(consulting_by(|it| it.flags.push(Flag::Anonymous)), CONSULTATION);
    assert!(is_public(&nameless.entry(MIRKO, write_card(1))));
    let (card, phase, words) = (card(1), CONSULTATION, words(1));
    let unsigned = Step::WriteCard { card, phase, column: 0, anonymous: true, words };
    assert!(!is_public(&nameless.entry(MIRKO, unsigned)));
}

#[test]
fn what_the_case_giver_puts_on_their_own_sheet_is_told_to_nobody_else() {
    let fill = Step::FillSheet { words: Some(words(70)) };
    let scene = in_phase(CLOSING);
    let entry = scene.entry(HOLGER, fill);
    assert!(!is_public(&entry));
    assert_eq!(scene.told(&entry, HOLGER), Some(entry.clone()));
    for seat in [JANA, SELIN, MIRKO, TOBIAS] {
        let seen = scene.told(&entry, seat).expect("numbers have no holes");
        assert_eq!((seen.id, seen.by, seen.events.len()), (None, None, 0));
    }
}

#[test]
fn advice_that_waits_is_told_to_whoever_parked_it_alone() {
    let scene = in_phase(ACCOUNT);
    let entry = scene.entry(JANA, park(70));
    assert_eq!(scene.told(&entry, JANA), Some(entry.clone()));
    for seat in [HOLGER, MIRKO, AGNES] {
        let seen = scene.told(&entry, seat).expect("numbers have no holes");
        assert_eq!((seen.id, seen.by, seen.events.len()), (None, None, 0));
    }
    // Nobody learns that there was some when it is let go.
    let scene = in_phase(ACCOUNT).given(JANA, park(70));
    let entry = scene.entry(JANA, Step::Unpark { id: card(70) });
    assert_eq!(scene.told(&entry, MIRKO).expect("numbers have no holes").events, []);
}

#[test]
fn advice_that_is_offered_is_told_to_whoever_gave_it_in_the_order_in_which_it_was_parked() {
    let by_agnes = Step::Park { id: card(71), from: AGNES, words: words(71) };
    let scene = in_phase(ACCOUNT)
        .given(JANA, park(70))
        .given(JANA, by_agnes)
        .given(JANA, Deed::NameModerator { seat: MIRKO })
        .given(MIRKO, park(72));
    let entry = scene.entry(MIRKO, go(ACCOUNT, CONSULTATION));
    let named = |seat| {
        let mut named = vec![];
        let seen = scene.told(&entry, seat).expect("the group has gone on");
        seen.events.iter().for_each(|event| event.records(&mut |record| named.push(record)));
        named
    };
    assert_eq!(named(AGNES), [words(71)]);
    assert_eq!(named(MIRKO), [words(70), words(72)]);
    assert_eq!(named(JANA), [words(70), words(71)]);
    assert_eq!(named(HOLGER), []);
    // Whoever knew of the last one already has it in the same place as everybody else.
    let mut copy = scene.seen_by(MIRKO).meeting;
    let seen = scene.told(&entry, MIRKO).expect("the group has gone on");
    seen.events.iter().for_each(|event| crate::engine::apply(&mut copy, event));
    assert_eq!(copy, scene.given(MIRKO, go(ACCOUNT, CONSULTATION)).seen_by(MIRKO).meeting);
}

#[test]
fn words_that_were_unsaid_are_named_no_more() {
    let scene = in_phase(CONSULTATION).given(MIRKO, write_card(70));
    assert!(named(&scene).contains(&words(70)));
    let scene = scene.given(MIRKO, Step::RewordCard { card: card(70), words: words(71) });
    assert!(!named(&scene).contains(&words(70)) && named(&scene).contains(&words(71)));
    let scene = scene.given(MIRKO, Step::RemoveCard { card: card(70) });
    assert!(!named(&scene).contains(&words(71)));
    let scene = scene.given(TOBIAS, Deed::WithdrawCase { case: TOBIAS_CASE });
    assert!(!named(&scene).contains(&words(62)));
}

#[test]
fn what_people_read_stays_named_and_parked_advice_only_until_it_is_done_with() {
    let scene = [201, 202].into_iter().fold(in_phase(MODULE), |scene, n| {
        scene.given(JANA, Step::ChooseModule { module: module(false), guide: words(n) })
    });
    let scene = scene.given(JANA, park(70));
    assert!([200, 201, 202, 70].iter().all(|n| named(&scene).contains(&words(*n))));
    let scene = scene.given(JANA, go(MODULE, CONSULTATION));
    let scene = scene.given(MIRKO, Step::Unpark { id: card(70) });
    assert!(!named(&scene).contains(&words(70)));
}

#[test]
fn a_second_line_that_is_written_anew_unsays_the_one_before() {
    let on_the_back = |n| Step::WriteReverse { card: card(1), words: words(n) };
    let scene = in_phase(CONSULTATION)
        .given(JANA, settle_on(module(true)))
        .given(MIRKO, write_card(1))
        .given(JANA, Step::TurnCards { over: true })
        .given(MIRKO, on_the_back(70));
    assert!(named(&scene).contains(&words(70)));
    let scene = scene.given(AGNES, on_the_back(71));
    assert!(!named(&scene).contains(&words(70)) && named(&scene).contains(&words(71)));
    let scene = scene.given(MIRKO, Step::RemoveCard { card: card(1) });
    assert!(!named(&scene).contains(&words(71)));
}
