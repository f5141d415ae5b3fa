//! Several groups over real sockets: who is told what, who goes where, and that nothing of a group
//! reaches the device of whoever leads.

use shared::actor::Viewer;
use shared::command::{Deed, Step};
use shared::id::{CaseId, GroupId, SessionId};
use shared::meeting::{Forming, Item, Reach};
use shared::pad::{PadId, Sheet};
use shared::refusal::Refusal;
use shared::wire::ToClient;

use crate::house::{House, Meeting};
use crate::person::{ACCOUNT, CONSULTATION, Person};
use crate::words::{contains, fresh, record, sealed};

/// Whoever leads, and two groups of three.
pub struct Day {
    pub house: House,
    pub meeting: Meeting,
    pub renate: Person,
    pub groups: [GroupId; 2],
    /// In each group the case giver, the moderator and one who consults.
    pub people: [[Person; 3]; 2],
}

impl Day {
    pub async fn gathered() -> Self {
        let house = House::start().await;
        let meeting = house.open().await;
        let renate = Person::moderate(&house, meeting).await;
        let groups = [GroupId::from_bytes(fresh()), GroupId::from_bytes(fresh())];
        let mut people = Vec::new();
        for _ in groups {
            let mut three = Vec::new();
            for _ in 0..3 {
                three.push(Person::sit(&house, meeting).await);
            }
            people.push(<[Person; 3]>::try_from(three).unwrap_or_else(|_| unreachable!("three")));
        }
        let people = <[_; 2]>::try_from(people).unwrap_or_else(|_| unreachable!("two groups"));
        Self { house, meeting, renate, groups, people }
    }

    /// Both groups are formed around a case of their own.
    async fn formed() -> Self {
        let mut day = Self::gathered().await;
        let mut groups = Vec::new();
        for (group, people) in day.groups.into_iter().zip(&mut day.people) {
            let (case, words) = (CaseId::from_bytes(fresh()), record("the case"));
            let bring = Deed::BringCase { case, words: words.id };
            people[0].does_with(bring, vec![words]).await.expect("cases can be brought");
            let members = people.iter().map(|person| person.seat).collect();
            let (case, moderator) = (Some(case), Some(people[1].seat));
            groups.push(Forming {
                group,
                case,
                moderator,
                members,
                place: None,
                places: None,
                why: Default::default(),
            });
        }
        day.renate.does(Deed::Propose { groups, seconds: 60 }).await.expect("it is sound");
        day.renate.does(Deed::FormGroups { number: 1 }).await.expect("it was proposed");
        for person in day.people.iter_mut().flatten() {
            // Whoever goes to another group sees another meeting from now on.
            person.hears(|message| matches!(message, ToClient::Welcome(_))).await;
        }
        day
    }

    /// Both groups are in this phase.
    pub async fn in_phase(phase: u8) -> (Self, [SessionId; 2]) {
        let mut day = Self::formed().await;
        let [a, b] = &mut day.people;
        let sessions = [a[1].begins(phase).await, b[1].begins(phase).await];
        for (people, session) in day.people.iter_mut().zip(sessions) {
            let last = people[1].fold.seq;
            for person in people.iter_mut() {
                person.catches_up(last).await;
            }
            let (.., seen) = people[2].fold.meeting.session(session).expect("it has begun");
            assert_eq!(seen.case, people[2].fold.meeting.groups[&seat_group(&people[2])].case);
        }
        (day, sessions)
    }
}

fn seat_group(person: &Person) -> GroupId {
    let Viewer::Seat(_, group, _) = person.viewer else { panic!("{:?}", person.viewer) };
    group
}

#[tokio::test]
async fn everybody_is_taken_to_their_group_and_sees_that_one_alone() {
    let day = Day::formed().await;
    for (group, people) in day.groups.into_iter().zip(&day.people) {
        for person in people {
            assert_eq!(seat_group(person), group);
            assert_eq!(person.fold.meeting.groups.keys().collect::<Vec<_>>(), [&group]);
        }
    }
}

#[tokio::test]
async fn s2_05_no_word_of_a_group_reaches_whoever_leads_or_another_group() {
    // given
    let (mut day, sessions) = Day::in_phase(CONSULTATION).await;
    let [a, b] = &mut day.people;
    let (before, heard) = (day.renate.heard.len(), b[2].heard.len());
    // when
    a[2].writes_card(sessions[0], "a secret of group A").await;
    a[1].does(Deed::In(sessions[0], Step::AddMinutes { minutes: 3 })).await.expect("she leads");
    let last = a[1].fold.seq;
    day.renate.catches_up(last).await;
    b[2].catches_up(last).await;
    a[2].catches_up(last).await;
    // then: whoever leads sees where the group is and how long it takes …
    let group = &day.renate.fold.meeting.groups[&day.groups[0]];
    let session = group.running().expect("it runs");
    assert_eq!((session.phase, session.cards.len()), (CONSULTATION, 0));
    let own = a[2].fold.meeting.session(sessions[0]).expect("it runs").2;
    assert_eq!(session.clocks, own.clocks);
    // … and neither a word nor who spoke, on any device outside.
    assert!(!contains(&day.renate.heard[before..], "a secret of group A"));
    let author = a[2].seat;
    let names = |heard: &[u8]| heard.windows(16).any(|bytes| bytes == author.as_bytes());
    let presence = |person: &Person, from: usize| names(&person.heard[from..]);
    assert!(!presence(&b[2], heard), "another group learns nothing");
    // A sheet of a group is closed to whoever leads.
    let answer = day.renate.opens(sessions[0], Sheet::Notes(ACCOUNT)).await;
    assert!(matches!(answer, ToClient::PadRefused { .. }), "{answer:?}");
}

#[tokio::test]
async fn whoever_is_moved_is_told_no_more_of_the_group_they_left() {
    // given
    let (mut day, sessions) = Day::in_phase(ACCOUNT).await;
    let [a, b] = &mut day.people;
    a[2].opens(sessions[0], Sheet::Notes(ACCOUNT)).await;
    // when
    let moved = Deed::MoveTo { seat: a[2].seat, group: day.groups[1] };
    day.renate.does(moved).await.expect("he gives no case");
    a[2].hears(|message| matches!(message, ToClient::Welcome(_))).await;
    let heard = a[2].heard.len();
    let pad = PadId { session: sessions[0], sheet: Sheet::Notes(ACCOUNT) };
    a[0].writes(pad, 1, sealed("said after he went")).await;
    a[0].hears_of_writing().await;
    a[1].goes_on(sessions[0], ACCOUNT).await;
    a[2].catches_up(a[1].fold.seq).await;
    // then
    assert!(!contains(&a[2].heard[heard..], "said after he went"));
    assert_eq!(seat_group(&a[2]), day.groups[1]);
    assert!(a[2].fold.meeting.session(sessions[0]).is_none());
    // He takes part in the other group, also after a reload.
    let again = a[2].again(&day.house).await;
    assert!(again.fold.meeting.session(sessions[1]).is_some());
    let refused = b[0].does(Deed::MoveTo { seat: a[0].seat, group: day.groups[1] }).await;
    assert_eq!(refused, Err(Refusal::NotLead));
}

#[tokio::test]
async fn in_a_second_round_the_first_stays_with_those_who_took_part() {
    // given: the first group has ended, and each group sends one who consults to the other
    let (mut day, sessions) = Day::in_phase(CONSULTATION).await;
    let [a, b] = &mut day.people;
    a[2].writes_card(sessions[0], "said in the first round").await;
    a[1].does(Deed::In(sessions[0], Step::End)).await.expect("she moderates");
    let ([first, second], [went, came]) = (day.groups, [a[2].seat, b[2].seat]);
    for (seat, group) in [(went, second), (came, first)] {
        day.renate.does(Deed::MoveTo { seat, group }).await.expect("they give no case");
    }
    for person in [&mut a[2], &mut b[2]] {
        person.hears(|message| matches!(message, ToClient::Welcome(_))).await;
    }
    // when: the case giver releases, and both come back after a reload
    let release = Step::Release { item: Item::Step, reach: Reach::Group, words: None };
    a[0].does(Deed::In(sessions[0], release)).await.expect("it was his case");
    let (went, came) = (a[2].again(&day.house).await, b[2].again(&day.house).await);
    // then
    for person in [&a[2], &went] {
        assert_eq!(seat_group(person), second);
        assert!(contains(&person.heard, "said in the first round"));
    }
    for person in [&b[2], &came] {
        assert_eq!(seat_group(person), first);
        assert!(!contains(&person.heard, "said in the first round"));
    }
    let released = |person: &Person| {
        let (.., session) = person.fold.meeting.session(sessions[0]).expect("they know of it");
        session.releases.len()
    };
    assert_eq!((released(&went), released(&came)), (1, 0));
}

#[tokio::test]
async fn s2_09_a_call_for_help_is_heard_and_answered() {
    // given
    let (mut day, _) = Day::in_phase(ACCOUNT).await;
    let [a, _] = &mut day.people;
    // when
    a[2].does(Deed::CallHelp { calls: true }).await.expect("anybody may call");
    day.renate.catches_up(a[2].fold.seq).await;
    // then
    let help = day.renate.fold.meeting.groups[&day.groups[0]].help.expect("they called");
    assert_eq!(help.answered, None);
    day.renate.does(Deed::AnswerHelp { group: day.groups[0] }).await.expect("she leads");
    a[2].catches_up(day.renate.fold.seq).await;
    let help = a[2].fold.meeting.groups[&day.groups[0]].help.expect("they called");
    assert_eq!(help.answered, Some(day.renate.seat));
}

#[tokio::test]
async fn s2_08_whoever_leads_tells_all_groups_at_once_and_nobody_is_sent_away() {
    // given
    let (mut day, sessions) = Day::in_phase(ACCOUNT).await;
    // when
    let words = record("25 minutes left");
    let tell = Deed::Tell { groups: vec![], words: words.id };
    day.renate.does_with(tell, vec![words]).await.expect("she leads");
    let at = day.renate.fold.meeting.opened;
    let back = Deed::CallBack { at: Some(at + shared::time::Span::minutes(2)) };
    day.renate.does(back).await.expect("it lies ahead");
    // then
    for (people, session) in day.people.iter_mut().zip(sessions) {
        people[2].catches_up(day.renate.fold.seq).await;
        assert!(contains(&people[2].heard, "25 minutes left"));
        assert!(people[2].fold.meeting.back_at.is_some());
        let (.., seen) = people[2].fold.meeting.session(session).expect("it runs");
        assert_eq!(seen.ended, None);
    }
}

#[tokio::test]
async fn s2_12_whoever_comes_late_is_in_a_group_at_once() {
    let (mut day, sessions) = Day::in_phase(CONSULTATION).await;
    let mut ole = Person::sit(&day.house, day.meeting).await;
    let group = seat_group(&ole);
    assert!(day.groups.contains(&group));
    // All consult already: he watches, and does not write.
    let place = day.groups.iter().position(|it| *it == group).expect("one of the two");
    let (.., seen) = ole.fold.meeting.session(sessions[place]).expect("it runs");
    assert!(seen.late.contains(&ole.seat));
    let words = record("too late");
    let card = shared::id::CardId::from_bytes(fresh());
    let step = crate::person::write_card(card, CONSULTATION, words.id);
    let answer = ole.does_with(Deed::In(sessions[place], step), vec![words]).await;
    assert_eq!(answer, Err(Refusal::RoleDoesNotWrite));
    // Whoever leads finds him there.
    day.renate.catches_up(ole.fold.seq).await;
    assert_eq!(day.renate.fold.meeting.seats[&ole.seat].group, group);
}
