//! Two rounds: what was said stays with those who took part, wherever they sit by then.

use super::*;
use crate::command::HarvestStep;
use crate::event::Entry;
use crate::meeting::{Item, Reach};

/// Holger's group has had its session; for the second round Selin and Holger go to Tobias' group,
/// and Friederike comes to where they were.
fn second_round() -> Scene {
    let to_consultation = |scene: Scene, n| scene.given(SELIN, go(n, n + 1));
    let scene = (CASTING..CONSULTATION).fold(at_work(), to_consultation);
    let scene = scene.given(MIRKO, write_card(85)).given(SELIN, Step::End);
    let to = |seat, group| Deed::MoveTo { seat, group };
    scene.given(JANA, to(SELIN, B)).given(JANA, to(HOLGER, B)).given(JANA, to(FRIEDERIKE, A))
}

fn seen_by(scene: &Scene, seat: SeatId) -> Meeting {
    view(&scene.meeting, scene.meeting.viewer(seat).expect("they are here"))
}

#[test]
fn in_a_second_round_everybody_keeps_what_they_took_part_in() {
    let scene = second_round();
    for seat in [SELIN, HOLGER] {
        let seen = seen_by(&scene, seat);
        let Group { sessions, cast, case, .. } = &seen.groups[&A];
        assert_eq!(sessions[0].cards, scene.meeting.groups[&A].sessions[0].cards);
        // Of the group as it is now they learn nothing.
        assert_eq!((sessions.len(), *cast, *case), (1, Cast::default(), None));
    }
    let question = PadId { session: SESSION, sheet: Sheet::Question };
    let reads = |seat| {
        let who = scene.meeting.viewer(seat).expect("they are here");
        access::may_read(&scene.meeting, who, question)
    };
    assert_eq!((reads(SELIN), reads(MIRKO)), (Ok(()), Ok(())));
    assert_eq!(reads(FRIEDERIKE), Err(Refusal::NoSuchSession));
    // What is the case giver's stays theirs, wherever they sit.
    let release = Step::Release { item: Item::Step, reach: Reach::Group, words: None };
    let give = HarvestStep::Give { session: SESSION, item: Item::Step, words: words(90) };
    let scene = scene
        .given(HOLGER, Step::FillSheet { words: Some(words(91)) })
        .given(HOLGER, release)
        .given(HOLGER, Deed::Harvest(give));
    assert_eq!(scene.meeting.harvest.sheaves[0].group, A);
    let entry = scene.entry(HOLGER, Step::FillSheet { words: None });
    let Event::In(group, _) = entry.events[0] else { panic!("it happens in a group") };
    assert_eq!(group, A);
    // Who leads elsewhere by now takes nothing up again here.
    scene
        .given(AGNES, Deed::NameModerator { seat: SELIN })
        .when(SELIN, Step::Reopen)
        .refused(Refusal::NotModerator);
}

#[test]
fn whoever_comes_for_a_second_round_hears_nothing_of_the_first() {
    let scene = second_round();
    let seen = seen_by(&scene, FRIEDERIKE);
    let session = &seen.groups[&A].sessions[0];
    assert_eq!((session.cards.len(), session.question), (0, None));
    let mut named = vec![];
    crate::lens::records(&seen, &mut |record| named.push(record));
    assert!(!named.contains(&words(85)), "the card's words");
    let release = Step::Release { item: Item::Step, reach: Reach::Group, words: None };
    let entry = scene.entry(HOLGER, release.clone());
    let told = |seat| {
        let who = scene.meeting.viewer(seat).expect("they are here");
        redact(&entry, who, &scene.meeting).expect("nothing of theirs has changed").events.len()
    };
    assert_eq!((told(FRIEDERIKE), told(MIRKO), told(SELIN), told(AGNES)), (0, 1, 1, 0));
    scene.when(FRIEDERIKE, release).refused(Refusal::NoSuchSession);
}

#[test]
fn what_is_taken_up_again_is_for_those_who_sit_there_now() {
    let scene = second_round().given(JANA, Deed::MoveTo { seat: SELIN, group: A });
    let scene = scene.given(SELIN, Deed::NameModerator { seat: SELIN });
    let entry = scene.entry(SELIN, Step::Reopen);
    let viewer = |scene: &Scene, seat| scene.meeting.viewer(seat).expect("they are here");
    let anew = |scene: &Scene, entry: &Entry, seat| {
        redact(entry, viewer(scene, seat), &scene.meeting).is_none()
    };
    let scene = scene.given(SELIN, Step::Reopen);
    assert!([SELIN, MIRKO, HOLGER, FRIEDERIKE].iter().all(|seat| anew(&scene, &entry, *seat)));
    assert!(!anew(&scene, &entry, AGNES));
    let cards = |scene: &Scene, seat| {
        seen_by(scene, seat).groups.get(&A).map(|group| group.sessions[0].cards.len())
    };
    assert_eq!((cards(&scene, FRIEDERIKE), cards(&scene, HOLGER)), (Some(1), None));
    let entry = scene.entry(SELIN, Step::End);
    let scene = scene.given(SELIN, Step::End);
    assert!(anew(&scene, &entry, HOLGER) && !anew(&scene, &entry, FRIEDERIKE));
    assert_eq!((cards(&scene, FRIEDERIKE), cards(&scene, HOLGER)), (Some(1), Some(1)));
}

#[test]
fn while_another_round_is_proposed_the_groups_go_on_and_taken_back_they_are_as_they_were() {
    let scene = at_work();
    let before = scene.meeting.formation.clone().expect("they were formed");
    let mixed = vec![forming(B, TOBIAS_CASE, MIRKO, &[TOBIAS, MIRKO, SELIN])];
    let scene = scene.given(JANA, propose(mixed));
    assert_eq!(scene.meeting.formed(), Some(&before));
    assert_eq!(scene.meeting.harvesters(), [A, B]);
    // Whoever comes meanwhile goes to a group that is at work.
    assert_ne!(comes(scene.clone(), 90).meeting.seats[&SeatId::from_bytes([90; 16])].group, GROUP);
    let scene = scene.given(JANA, propose(vec![]));
    let number = before.number + 2;
    assert_eq!(scene.meeting.formation, Some(Formation { number, ..before }));
    scene.when(JANA, Deed::FormGroups { number }).refused(Refusal::FormationMoved);
}

#[test]
fn a_second_round_begins_without_what_the_first_one_wished_and_agreed() {
    let wishes = Deed::AskWishes { open: true };
    let to_consultation = |scene: Scene, n| scene.given(SELIN, go(n, n + 1));
    let scene = gathered()
        .given(JANA, wishes.clone())
        .given(MIRKO, Deed::Wish { cases: vec![HOLGERS_CASE] })
        // Closed and opened again for the same round it is still what they wish.
        .given(JANA, Deed::AskWishes { open: false })
        .given(JANA, wishes.clone());
    assert!(scene.meeting.wishes.contains_key(&MIRKO));
    let at = scene.now + Span::minutes(60);
    let scene = scene
        .given(JANA, propose(halves()))
        .given(JANA, Deed::FormGroups { number: 1 })
        .given(JANA, Deed::CallBack { at: Some(at) })
        .given(SELIN, begin_with(SESSION, tietze()));
    let scene = (CASTING..CONSULTATION).fold(scene, to_consultation).given(SELIN, Step::End);
    let open: Vec<CaseId> = scene.meeting.open_cases().map(|case| case.id).collect();
    assert_eq!(open, [TOBIAS_CASE], "Holger's is consulted on");
    let again = scene.clone().given(SELIN, Step::Reopen);
    assert_eq!(again.meeting.open_cases().count(), 2);

    let scene = scene.given(JANA, wishes);
    assert!(scene.meeting.wishes.is_empty(), "for another round everybody is asked anew");
    let groups = scene.meeting.formed().expect("they are formed").groups.clone();
    let scene = scene
        .given(JANA, Deed::Propose { groups, seconds: 0 })
        .given(JANA, Deed::FormGroups { number: 2 });
    assert_eq!(scene.meeting.back_at, None, "when to be back is agreed anew");
}
