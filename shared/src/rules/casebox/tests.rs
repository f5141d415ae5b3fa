//! The case box in examples: Mirko hands a case in without a name, Jana leads.

use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::command::{Deed, FloorStep, Step};
use crate::event::{Entry, GroupEvent};
use crate::id::GroupId;
use crate::meeting::{Forming, Group, Round, TurnId};
use crate::specification::*;
use crate::time::Span;
use crate::{actor::Actor, lens};

const CASE: CaseId = CaseId::from_bytes([80; 16]);
const A: GroupId = GroupId::from_bytes([31; 16]);

fn hand_in() -> Deed {
    Deed::Case(CaseStep::HandIn { case: CASE, words: words(80) })
}

fn present(seat: Option<SeatId>) -> Deed {
    Deed::Case(CaseStep::NamePresenter { case: CASE, seat })
}

fn ask(seats: &[SeatId]) -> Deed {
    Deed::Case(CaseStep::Ask { case: CASE, seats: seats.to_vec() })
}

fn answer(comes: bool) -> Deed {
    Deed::Case(CaseStep::Answer { case: CASE, comes })
}

fn handed_in() -> Scene {
    arrived().given(MIRKO, hand_in())
}

fn case(scene: &Scene) -> Case {
    scene.meeting.case(CASE).expect("it is there").clone()
}

/// Jana forms one group of three around the case.
fn formed(scene: Scene) -> Scene {
    let members = vec![MIRKO, SELIN, AGNES];
    let (case, moderator) = (Some(CASE), Some(SELIN));
    let group = Forming {
        group: A,
        case,
        moderator,
        members,
        place: None,
        places: None,
        why: Default::default(),
    };
    scene
        .given(JANA, Deed::Propose { groups: vec![group], seconds: 60 })
        .given(JANA, Deed::FormGroups { number: 1 })
}

#[test]
fn whose_a_case_without_a_name_is_is_told_to_its_author_and_to_whoever_leads() {
    let entry = arrived().entry(MIRKO, hand_in());
    let viewer = |seat| handed_in().meeting.viewer(seat).expect("everybody is there");
    let to = |seat| {
        lens::redact(&entry, viewer(seat), &arrived().meeting).expect("nobody needs another view")
    };
    for seat in [MIRKO, JANA] {
        assert_eq!(to(seat).by, Some(Actor::Seat(MIRKO)));
        let seen = lens::view(&handed_in().meeting, viewer(seat));
        assert_eq!(seen.case(CASE).and_then(|case| case.by), Some(MIRKO));
    }
    for seat in [HOLGER, AGNES] {
        let Entry { id, by, events, .. } = to(seat);
        assert_eq!((id, by), (None, None));
        let happened = CaseEvent::HandedIn { by: None, words: words(80), at: entry.at };
        assert_eq!(events, [Event::Case(CASE, happened)]);
        let seen = case(&handed_in().seen_by(seat));
        assert_eq!((seen.by, seen.giver(), seen.known_giver()), (None, None, None));
        let mut named = Vec::new();
        lens::records(&handed_in().seen_by(seat).meeting, &mut |record| named.push(record));
        assert!(named.contains(&words(80)), "the sentence is for everybody");
    }
}

#[test]
fn what_its_author_does_with_it_does_not_tell_whose_it_is_either() {
    for deed in [
        Deed::RewordCase { case: CASE, words: words(81) },
        Deed::WithdrawCase { case: CASE },
        present(Some(AGNES)),
    ] {
        let scene = handed_in();
        let entry = scene.entry(MIRKO, deed);
        let seen = scene.told(&entry, HOLGER).expect("he needs no other view");
        assert_eq!((seen.id, seen.by), (None, None));
        assert!(!alloc::format!("{:?}", seen.events).contains(&alloc::format!("{MIRKO:?}")));
        assert_eq!(scene.told(&entry, MIRKO).and_then(|entry| entry.by), Some(Actor::Seat(MIRKO)));
    }
}

#[test]
fn the_name_is_shown_by_whose_it_is_alone() {
    let show = Deed::Case(CaseStep::ShowName { case: CASE });
    let scene = handed_in()
        .when(JANA, show.clone())
        .refused(Refusal::NotYourCase)
        .when(MIRKO, show.clone())
        .then(&[Event::Case(CASE, CaseEvent::NameShown { by: MIRKO })]);
    assert_eq!(case(&scene.seen_by(HOLGER)).giver(), Some(MIRKO));
    // From then on it is like any other.
    scene
        .clone()
        .when(MIRKO, Deed::WithdrawCase { case: CASE })
        .then(&[Event::CaseWithdrawn { case: CASE }]);
    scene.when(MIRKO, show).then_nothing();
}

#[test]
fn a_group_chooses_no_case_whose_giver_it_does_not_know() {
    begun()
        .given(MIRKO, hand_in())
        .when(JANA, Step::ChooseCase { case: CASE })
        .refused(Refusal::CaseNameless)
        .given(MIRKO, present(Some(AGNES)))
        .given(JANA, Step::ChooseCase { case: CASE });
}

#[test]
fn whoever_sits_in_a_group_around_their_case_is_known_from_then_on() {
    let scene = formed(handed_in());
    assert_eq!(case(&scene.seen_by(HOLGER)).by, Some(MIRKO));
    let begun = scene.given(SELIN, begin_with(SESSION, tietze()));
    assert_eq!(begun.meeting.groups[&A].cast.case_giver, Some(MIRKO));
}

#[test]
fn somebody_else_presents_it_and_nobody_learns_whose_it_is() {
    let scene = handed_in()
        .when(HOLGER, present(Some(HOLGER)))
        .refused(Refusal::NotYourCase)
        .when(MIRKO, present(Some(NOBODY)))
        .refused(Refusal::NoSuchSeat)
        .given(MIRKO, present(Some(AGNES)));
    assert_eq!(case(&scene.seen_by(HOLGER)).giver(), Some(AGNES));
    let scene = formed(scene);
    assert_eq!(case(&scene.seen_by(HOLGER)).by, None);
    let given = Event::In(A, GroupEvent::Formed { case: Some((CASE, AGNES)) });
    let proposed = formed(handed_in().given(JANA, present(Some(AGNES))));
    assert_eq!(proposed.meeting.groups[&A].case, Some(CASE), "{given:?}");
    let begun = scene.given(SELIN, begin_with(SESSION, tietze()));
    assert_eq!(begun.meeting.groups[&A].cast.case_giver, Some(AGNES));
    // Whoever was named gives it back, and naming oneself names nobody.
    let back = handed_in().given(JANA, present(Some(AGNES))).given(AGNES, present(None));
    assert_eq!(case(&back).presenter, None);
    back.when(MIRKO, present(Some(MIRKO))).then_nothing();
}

#[test]
fn s2_01_a_case_is_taken_back_until_its_pitch_begins() {
    let withdraw = Deed::WithdrawCase { case: CASE };
    let give = |from, to| Deed::Floor(FloorStep::Give { from, to });
    let pitches = Deed::Floor(FloorStep::Begin { round: Round::Pitches, seconds: Some(90) });
    let round = handed_in()
        .given(HOLGER, Deed::BringCase { case: HOLGERS_CASE, words: words(61) })
        .given(JANA, pitches);
    let turn = |n| Some(TurnId(n));
    round.clone().given(MIRKO, withdraw.clone());
    let speaking = round.given(JANA, give(None, turn(0)));
    let scene = speaking.when(MIRKO, withdraw.clone()).refused(Refusal::CasePitched);
    // Another's has not begun yet; one's own stays pitched when the round is over.
    let other = Deed::WithdrawCase { case: HOLGERS_CASE };
    let scene = scene.given(HOLGER, other).given(JANA, Deed::Floor(FloorStep::End));
    scene.when(MIRKO, withdraw).refused(Refusal::CasePitched);
}

#[test]
fn what_waits_is_taken_up_next_time_if_whoever_leads_notes_it() {
    let take_up = |up| Deed::Case(CaseStep::TakeUp { case: CASE, up });
    let scene = handed_in()
        .when(MIRKO, take_up(true))
        .refused(Refusal::NotLead)
        .given(JANA, take_up(true))
        .when(JANA, take_up(true))
        .then_nothing();
    assert!(case(&scene).taken_up);
    let waiting: Vec<_> = scene.meeting.backlog().iter().map(|case| case.id).collect();
    assert_eq!(waiting, [CASE]);
    assert_eq!(formed(scene).meeting.backlog().len(), 0);
}

#[test]
fn whoever_is_asked_to_advise_answers_and_may_think_again() {
    let scene = handed_in()
        .when(MIRKO, ask(&[HOLGER]))
        .refused(Refusal::NotLead)
        .when(JANA, ask(&[HOLGER; 8]))
        .refused(Refusal::TooManyAsked)
        .when(JANA, ask(&[NOBODY]))
        .refused(Refusal::NoSuchSeat)
        .given(JANA, ask(&[HOLGER, AGNES, SELIN]));
    let scene = scene.when(TOBIAS, answer(true)).refused(Refusal::NotAsked);
    let scene = scene.given(HOLGER, answer(true)).given(AGNES, answer(false));
    let coming = |scene: &Scene| case(scene).coming().collect::<Vec<_>>();
    assert_eq!(coming(&scene), [HOLGER]);
    // Asked anew beside others, what was answered stands; who is named no longer is out.
    let scene = scene.given(JANA, ask(&[HOLGER, TOBIAS])).given(TOBIAS, answer(true));
    assert_eq!(coming(&scene), [HOLGER, TOBIAS]);
    let scene = scene.when(AGNES, answer(true)).refused(Refusal::NotAsked);
    let scene = scene.when(HOLGER, answer(true)).then_nothing();
    assert_eq!(coming(&scene.given(HOLGER, answer(false))), [TOBIAS]);
}

#[test]
fn whoever_leads_says_what_somebody_without_a_device_wishes() {
    let wish =
        |cases: &[CaseId]| Deed::Case(CaseStep::WishFor { seat: AGNES, cases: cases.to_vec() });
    let scene = handed_in()
        .when(HOLGER, wish(&[CASE]))
        .refused(Refusal::NotLead)
        .when(JANA, wish(&[CASE, CASE]))
        .refused(Refusal::TooManyWishes)
        .when(JANA, wish(&[HOLGERS_CASE]))
        .refused(Refusal::NoSuchCase)
        .when(JANA, wish(&[CASE]))
        .then(&[Event::WishesSet { by: AGNES, cases: Some(vec![CASE]) }]);
    assert_eq!(scene.seen_by(HOLGER).meeting.wishes[&AGNES], None);
    assert_eq!(scene.seen_by(AGNES).meeting.wishes[&AGNES], Some(vec![CASE]));
}

/// Jana takes a case along that waits since the day before.
fn carried() -> Scene {
    arrived().given(JANA, carry(CASE))
}

fn carry(case: CaseId) -> Deed {
    let since = minute(0) - Span::days(1);
    Deed::Case(CaseStep::Carry { case, since, up: true, words: words(80) })
}

fn claim(mine: bool) -> Deed {
    Deed::Case(CaseStep::Claim { case: CASE, mine })
}

fn waiting(scene: &Scene) -> Vec<CaseId> {
    scene.meeting.backlog().iter().map(|case| case.id).collect()
}

#[test]
fn who_has_waited_longest_is_known_by_the_day_also_across_meetings() {
    let bring = |case| Deed::BringCase { case, words: words(61) };
    let scene = arrived()
        .at(minute(2))
        .given(HOLGER, bring(HOLGERS_CASE))
        .at(minute(1))
        .given(TOBIAS, bring(TOBIAS_CASE))
        .at(minute(3))
        .given(JANA, carry(CASE));
    assert_eq!(waiting(&scene), [CASE, TOBIAS_CASE, HOLGERS_CASE]);
    assert_eq!(case(&scene).since, minute(0) - Span::days(1));
    assert!(case(&scene).taken_up);
}

#[test]
fn whoever_leads_takes_along_what_waited_and_once_only() {
    let scene = arrived()
        .when(MIRKO, carry(CASE))
        .refused(Refusal::NotLead)
        .given(JANA, carry(CASE))
        .when(JANA, carry(CASE))
        .refused(Refusal::AlreadyThere);
    let seen = case(&scene.seen_by(HOLGER));
    assert_eq!((seen.by, seen.giver(), seen.name), (None, None, Naming::Carried));
    // Nothing waits from a day that is still to come.
    let (since, up) = (minute(9), false);
    let early = Deed::Case(CaseStep::Carry { case: HOLGERS_CASE, since, up, words: words(61) });
    let event = CaseEvent::Carried { since: minute(0), up, words: words(61) };
    scene.when(JANA, early).then(&[Event::Case(HOLGERS_CASE, event)]);
}

#[test]
fn whoever_is_here_says_that_a_carried_case_is_theirs() {
    let scene = carried()
        .when(MIRKO, claim(true))
        .then(&[Event::Case(CASE, CaseEvent::Claimed { by: Some(MIRKO) })])
        .when(MIRKO, claim(true))
        .then_nothing();
    assert_eq!(case(&scene.seen_by(HOLGER)).giver(), Some(MIRKO));
    // Nobody else takes it, nor says that it is not his; whoever leads does.
    let scene = scene.when(HOLGER, claim(true)).refused(Refusal::NotYourCase);
    let scene = scene.when(HOLGER, claim(false)).refused(Refusal::NotYourCase);
    let scene = scene.when(JANA, claim(true)).refused(Refusal::NotYourCase);
    let back = scene.clone().given(JANA, claim(false)).given(HOLGER, claim(true));
    assert_eq!(case(&back).by, Some(HOLGER));
    // It is like his own now.
    scene
        .clone()
        .given(MIRKO, Deed::RewordCase { case: CASE, words: words(81) })
        .given(MIRKO, Deed::WithdrawCase { case: CASE });
    let given = begun().given(JANA, carry(CASE)).given(MIRKO, claim(true));
    given
        .given(JANA, Step::ChooseCase { case: CASE })
        .when(MIRKO, claim(false))
        .refused(Refusal::CaseInUse);
    // Nobody claims what was brought here.
    handed_in().when(MIRKO, claim(true)).refused(Refusal::NotYourCase);
}

#[test]
fn a_carried_case_is_presented_by_somebody_or_put_back_by_whoever_leads() {
    let withdraw = Deed::WithdrawCase { case: CASE };
    let scene = carried()
        .when(MIRKO, withdraw.clone())
        .refused(Refusal::NotYourCase)
        .given(JANA, present(Some(AGNES)));
    assert_eq!(case(&scene).giver(), Some(AGNES));
    // Where it turns out to be hers, she presents it without being named for it.
    assert_eq!(case(&scene.clone().given(AGNES, claim(true))).presenter, None);
    let claimed = scene.clone().given(MIRKO, claim(true));
    claimed.when(JANA, withdraw.clone()).refused(Refusal::NotYourCase);
    assert_eq!(waiting(&scene.given(JANA, withdraw)), []);
}

fn gather(case: CaseId, group: GroupId, members: &[SeatId]) -> Deed {
    let moderator = members[0];
    let members = members.to_vec();
    Deed::Case(CaseStep::Gather { case, group, moderator, members })
}

#[test]
fn one_more_group_is_made_beside_those_that_are_at_work() {
    const B: GroupId = GroupId::from_bytes([32; 16]);
    let bring = Deed::BringCase { case: HOLGERS_CASE, words: words(61) };
    let (session, method) = (SESSION, tietze());
    let scene = formed(handed_in())
        .given(SELIN, begin_with(session, method))
        .given(HOLGER, bring)
        .when(HOLGER, gather(HOLGERS_CASE, B, &[TOBIAS, HOLGER]))
        .refused(Refusal::NotLead)
        // A panel is no larger than any group.
        .when(JANA, gather(HOLGERS_CASE, B, &[TOBIAS; 9]))
        .refused(Refusal::TooManyAsked)
        .when(JANA, gather(HOLGERS_CASE, A, &[TOBIAS, HOLGER]))
        .refused(Refusal::AlreadyThere)
        .when(JANA, gather(HOLGERS_CASE, B, &[TOBIAS, JANA]))
        .refused(Refusal::FormationUnsound)
        // Nobody is taken out of a group that is at work.
        .when(JANA, gather(HOLGERS_CASE, B, &[AGNES, HOLGER]))
        .refused(Refusal::SessionRunning);
    let (before, members) = (scene.meeting.groups[&A].clone(), scene.meeting.members(A));
    let scene = scene.given(JANA, gather(HOLGERS_CASE, B, &[TOBIAS, HOLGER]));
    let m = &scene.meeting;
    // That they sit there still is noted once more; nothing else of theirs changes.
    let after = Group { visits: before.visits.clone(), ..m.groups[&A].clone() };
    assert_eq!(after, before);
    let mut of_b = m.members(B);
    of_b.sort();
    assert_eq!((m.members(A), of_b), (members, vec![HOLGER, TOBIAS]));
    assert_eq!(
        (m.groups[&B].case, m.groups[&B].cast.moderator),
        (Some(HOLGERS_CASE), Some(TOBIAS))
    );
    let formation = m.formation.as_ref().expect("there are groups");
    assert_eq!((formation.groups.len(), formation.formed), (2, Some(scene.now)));
    // Beside a proposal that people still look at nothing is formed.
    let one = Forming {
        group: B,
        case: None,
        moderator: None,
        members: vec![JANA],
        place: None,
        places: None,
        why: Default::default(),
    };
    let open = scene.given(JANA, Deed::Propose { groups: vec![one], seconds: 60 });
    let third = GroupId::from_bytes([33; 16]);
    open.when(JANA, gather(HOLGERS_CASE, third, &[TOBIAS, HOLGER]))
        .refused(Refusal::FormationMoved);
}
