//! What a mirror promises to the person before it, whatever the connection does.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod house;
mod pads;

use house::House;
use mirror::{Found, Mirror, News, Rules, Ticket};
use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, DeviceId, SessionId};
use shared::library;
use shared::meeting::{CaseSession, Presence};
use shared::method::guide::Described;
use shared::method::{Kind, Role};
use shared::pad::{PadId, Sheet, Snapshot, Update};
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::wire::{self, Bye, ToClient, ToServer};
use vault::words::{Card, Case, Person, Urgency};

const SESSION: SessionId = SessionId::from_bytes([7; 16]);

/// A house with somebody who moderates and two guests.
fn table() -> (House, usize, usize, usize) {
    let mut house = House::open("Fachgruppe");
    let (moderator, participant) = (house.moderator.clone(), house.participant.clone());
    let ada = house.guest(&moderator, "Ada");
    let bo = house.guest(&participant, "Bo");
    let cem = house.guest(&participant, "Cem");
    (house, ada, bo, cem)
}

/// The same, in a case session that has reached the phase with cards.
fn consultation() -> (House, usize, usize, usize) {
    let (mut house, ada, bo, cem) = table();
    let described = library::methods().swap_remove(0);
    let phases = &described.method.phases;
    let cards = phases.iter().position(|phase| phase.has(Kind::Cards)).unwrap();
    begin(house.mirror(ada), described);
    house.mirror(ada).act(Deed::In(SESSION, Step::Enter { from: 0, to: cards as u8 }));
    house.settle();
    (house, ada, bo, cem)
}

fn begin(mirror: &mut Mirror, Described { method, guide }: Described) {
    mirror.say(guide, |guide| Deed::Begin { session: SESSION, method, guide }).unwrap();
}

fn bring(mirror: &mut Mirror, sentence: &str) {
    let words =
        Case { sentence: sentence.into(), urgency: Urgency::Soon, help: None, carried: None };
    let case = CaseId::from_bytes([sentence.len() as u8; 16]);
    mirror.say(words, |words| Deed::BringCase { case, words }).unwrap();
}

fn write_card(mirror: &mut Mirror, text: &str) {
    let phase = session(mirror).phase;
    let card = CardId::from_bytes([4; 16]);
    let write = |words| Step::WriteCard { card, phase, column: 0, anonymous: false, words };
    let words = Card { text: text.into(), day: None };
    mirror.say(words, |words| Deed::In(SESSION, write(words))).unwrap();
}

fn cases(mirror: &Mirror) -> Vec<String> {
    let found =
        mirror.meeting().cases.iter().map(|case| mirror.case(case).words().unwrap().sentence);
    found.collect()
}

fn session(mirror: &Mirror) -> &CaseSession {
    mirror.session().unwrap()
}

#[test]
fn what_a_person_does_shows_at_once_and_is_pending_until_answered() {
    // given
    let (mut house, _, bo, _) = table();
    // when
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    // then it shows before anybody has heard of it
    assert_eq!(cases(house.see(bo)), ["Wer öffnet sonntags?"]);
    assert!(house.see(bo).is_pending());
    assert_eq!(house.truth().cases, []);
    // and stays when it is answered
    house.settle();
    assert_eq!(cases(house.see(bo)), ["Wer öffnet sonntags?"]);
    assert!(!house.see(bo).is_pending());
}

#[test]
fn the_words_of_others_arrive() {
    let (mut house, ada, bo, cem) = table();
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    house.settle();
    for other in [ada, cem] {
        assert_eq!(cases(house.see(other)), ["Wer öffnet sonntags?"]);
        assert_eq!(house.see(other).title().words().unwrap().title, "Fachgruppe");
        let me = house.see(bo).me().unwrap();
        assert_eq!(house.see(other).person(me).words().unwrap().name, "Bo");
    }
}

#[test]
fn what_is_unsaid_opens_nowhere_any_more() {
    // given a case and a card that all have read
    let (mut house, ada, bo, cem) = consultation();
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    write_card(house.mirror(bo), "Man könnte tauschen.");
    house.settle();
    let (case, card) =
        (house.see(cem).meeting().cases[0].clone(), session(house.see(cem)).cards[0].clone());
    let readable = |house: &House, device| {
        let (case, card) = (house.see(device).case(&case), house.see(device).card(&card));
        (case.words().is_some(), card.words().is_some())
    };
    assert!([ada, bo, cem].iter().all(|device| readable(&house, *device) == (true, true)));
    // when both are taken back, one after the other
    house.mirror(bo).act(Deed::In(SESSION, Step::RemoveCard { card: card.id }));
    house.settle();
    assert!([ada, bo, cem].iter().all(|device| readable(&house, *device) == (true, false)));
    house.mirror(bo).act(Deed::WithdrawCase { case: case.id });
    house.settle();
    // then even who remembers where they lay finds nothing there
    assert!([ada, bo, cem].iter().all(|device| readable(&house, *device) == (false, false)));
}

#[test]
fn words_that_were_refused_are_not_kept() {
    // given somebody who rewords a card that is taken away before the house hears of it
    let (mut house, ada, bo, _) = consultation();
    write_card(house.mirror(bo), "Man könnte tauschen.");
    house.settle();
    let card = session(house.see(bo)).cards[0].id;
    house.mirror(ada).act(Deed::In(SESSION, Step::RemoveCard { card }));
    house.listen_to(ada);
    let words = Card { text: "Man sollte tauschen.".into(), day: None };
    let reword = |words| Deed::In(SESSION, Step::RewordCard { card, words });
    house.mirror(bo).say(words, reword).unwrap();
    let shown = session(house.see(bo)).cards[0].clone();
    assert_eq!(house.see(bo).card(&shown).words().unwrap().text, "Man sollte tauschen.");
    // when
    house.settle();
    // then
    assert_eq!(house.see(bo).card(&shown), Found::Missing);
}

#[test]
fn a_refusal_undoes_what_had_shown() {
    // given two people who reach for the same role, and the second has not heard of the first
    let (mut house, _, bo, cem) = consultation();
    let (bo_seat, cem_seat) = (house.see(bo).me(), house.see(cem).me());
    house.mirror(bo).act(Deed::In(SESSION, Step::Cast { role: Role::Scribe, seat: bo_seat }));
    house.listen_to(bo);
    house.news(cem);
    let deed = Deed::In(SESSION, Step::Cast { role: Role::Scribe, seat: cem_seat });
    let command = house.mirror(cem).act(deed);
    assert_eq!(house.see(cem).group().unwrap().1.cast.scribe, cem_seat);
    // when
    house.settle();
    // then
    assert_eq!(house.see(cem).group().unwrap().1.cast.scribe, bo_seat);
    assert!(house.news(cem).contains(&News::Refused(command, Refusal::NotModerator)));
    assert!(!house.see(cem).is_pending());
}

#[test]
fn what_could_not_be_taken_goes_again_with_a_retry() {
    // given
    let (mut house, _, bo, _) = table();
    house.busy = Some(Refusal::Unavailable);
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    house.settle();
    assert!(house.see(bo).is_pending());
    assert_eq!(cases(house.see(bo)), ["Wer öffnet sonntags?"]);
    // when
    house.busy = None;
    house.mirror(bo).retry();
    house.settle();
    // then
    assert!(!house.see(bo).is_pending());
    assert_eq!(house.truth().cases.len(), 1);
}

#[test]
fn after_a_reconnect_what_was_not_answered_takes_effect_once() {
    // given a case that the house has taken, and whose answer is lost
    let (mut house, ada, bo, _) = table();
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    house.listen_to(bo);
    house.lose(bo);
    assert!(house.see(bo).is_pending());
    // when
    house.connect(bo);
    house.settle();
    // then
    assert!(!house.see(bo).is_pending());
    assert_eq!(house.truth().cases.len(), 1);
    assert_eq!(cases(house.see(bo)), cases(house.see(ada)));
}

#[test]
fn what_was_done_without_a_connection_goes_out_with_the_next() {
    let (mut house, ada, bo, _) = table();
    house.lose(bo);
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    house.connect(bo);
    house.settle();
    assert_eq!(cases(house.see(ada)), ["Wer öffnet sonntags?"]);
}

#[test]
fn what_others_did_meanwhile_is_made_up_for() {
    let (mut house, ada, bo, _) = table();
    house.lose(bo);
    bring(house.mirror(ada), "Wer öffnet sonntags?");
    house.settle();
    house.connect(bo);
    house.settle();
    assert_eq!(cases(house.see(bo)), ["Wer öffnet sonntags?"]);
}

#[test]
fn a_hole_in_the_numbers_makes_the_mirror_load_anew() {
    // given an entry that never reaches one device
    let (mut house, ada, bo, _) = table();
    bring(house.mirror(ada), "Wer öffnet sonntags?");
    house.listen_to(ada);
    house.lose_one(bo);
    house.news(bo);
    // when the next one does
    let seat = house.seat(bo);
    house.mirror(ada).act(Deed::NameModerator { seat });
    house.settle();
    // then the device wants to come again, and knows everything when it has
    assert!(house.news(bo).contains(&News::Bye(Bye::TooSlow)));
    house.lose(bo);
    house.connect(bo);
    house.settle();
    assert_eq!(cases(house.see(bo)), ["Wer öffnet sonntags?"]);
    assert_eq!(house.see(bo).meeting(), house.see(ada).meeting());
}

#[test]
fn a_reload_brings_back_what_was_on_its_way() {
    // given somebody who wrote without a connection and reloads the page
    let (mut house, ada, bo, _) = table();
    house.lose(bo);
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    let ticket = house.mirror(bo).ticket().to_text();
    let saved = house.mirror(bo).save();
    // when
    let page = house.page(Ticket::from_text(&ticket).unwrap());
    house.mirror(page).learn(Rules::ALL, saved);
    house.connect(page);
    house.settle();
    // then it is the same person, and the others can read what was written
    assert_eq!(house.seat(page), house.seat(bo));
    assert_eq!(cases(house.see(ada)), ["Wer öffnet sonntags?"]);
    assert!(!house.see(page).is_pending());
}

#[test]
fn what_comes_before_the_rules_is_heard_with_them() {
    // given a page that has come back and does not know the rules yet, with something on its way
    let (mut house, ada, bo, _) = table();
    house.lose(bo);
    bring(house.mirror(bo), "Wer öffnet sonntags?");
    let (ticket, saved) = (house.mirror(bo).ticket().clone(), house.mirror(bo).save());
    let page = house.page(ticket);
    house.connect(page);
    house.settle();
    assert!(house.see(page).is_here());
    // when the others go on
    bring(house.mirror(ada), "Wer zahlt die Plakate?");
    house.settle();
    assert_eq!(cases(house.see(page)), [""; 0]);
    // then the page catches up as soon as it knows them, and says what was on its way
    let news = house.mirror(page).learn(Rules::ALL, saved);
    assert!(news.contains(&News::Changed));
    assert_eq!(cases(house.see(page)), ["Wer zahlt die Plakate?", "Wer öffnet sonntags?"]);
    house.settle();
    assert_eq!(house.see(page).meeting(), house.see(ada).meeting());
    assert!(!house.see(page).is_pending());
}

#[test]
fn whoever_is_let_in_anew_needs_nothing_of_what_came_before() {
    // given somebody at the door, without the rules, who hears that something happens
    let (mut house, ada, ..) = table();
    let page = house.page(Ticket::new(house.participant.clone()));
    house.connect(page);
    house.settle();
    bring(house.mirror(ada), "Wer öffnet sonntags?");
    house.settle();
    // when they sit down, the whole meeting comes, and then they learn the rules
    let person = Person { name: "Dana".into(), house: String::new() };
    house.mirror(page).take_seat(person, Presence::Remote, true, None).unwrap();
    house.settle();
    assert!(house.see(page).me().is_some());
    house.mirror(page).learn(Rules::ALL, None);
    house.settle();
    // then
    assert_eq!(house.see(page).meeting(), house.see(ada).meeting());
    assert!(!house.see(page).is_pending());
}

#[test]
fn what_was_kept_and_cannot_be_read_is_left() {
    let (mut house, ada, ..) = table();
    house.mirror(ada).learn(Rules::ALL, [vec![], vec![255; 40]]);
    assert!(!house.see(ada).is_pending());
}

fn at_the_door(house: &mut House) -> usize {
    let link = house.participant.clone();
    let door = house.device(Ticket::new(link));
    house.connect(door);
    house.settle();
    let person = Person { name: "Dana".into(), house: String::new() };
    house.mirror(door).take_seat(person, Presence::Remote, true, None).unwrap();
    door
}

#[test]
fn a_seat_that_was_taken_while_the_connection_broke_is_found_again() {
    // given
    let (mut house, ..) = table();
    let dana = at_the_door(&mut house);
    house.listen_to(dana);
    house.lose(dana);
    // when the device comes to the door again, and then as the one who sits
    house.connect(dana);
    house.settle();
    assert!(house.news(dana).contains(&News::Bye(Bye::Restart)));
    house.lose(dana);
    house.connect(dana);
    house.settle();
    // then
    assert!(house.see(dana).me().is_some());
    assert!(!house.see(dana).is_pending());
    assert_eq!(house.truth().seats.len(), 4);
}

#[test]
fn a_seat_that_was_asked_for_before_a_reload_is_taken_after_it() {
    // given
    let (mut house, ..) = table();
    let dana = at_the_door(&mut house);
    house.lose(dana);
    let ticket = house.mirror(dana).ticket().clone();
    let saved = house.mirror(dana).save();
    // when the new page finds that nobody knows its seat, and then learns that it was asked for
    let page = house.page(ticket);
    house.connect(page);
    house.settle();
    assert_eq!(house.news(page), []);
    let news = house.mirror(page).learn(Rules::ALL, saved);
    assert!(news.contains(&News::Bye(Bye::Restart)));
    house.lose(page);
    house.connect(page);
    house.settle();
    // then
    assert!(house.see(page).me().is_some());
    assert_eq!(house.truth().seats.len(), 4);
}

#[test]
fn a_hidden_card_reaches_nobody_before_the_reveal() {
    // given
    let (mut house, ada, bo, cem) = consultation();
    house.mirror(ada).act(Deed::In(SESSION, Step::Collect));
    house.settle();
    // when
    write_card(house.mirror(bo), "Man könnte tauschen.");
    house.settle();
    // then others learn that it exists
    let card = session(house.see(cem)).cards[0].clone();
    assert_eq!(card.face, None);
    let own = session(house.see(bo)).cards[0].clone();
    assert_eq!(house.see(bo).card(&own).words().unwrap().text, "Man könnte tauschen.");
    // and read it after the reveal
    house.mirror(ada).act(Deed::In(SESSION, Step::Reveal));
    house.settle();
    let card = session(house.see(cem)).cards[0].clone();
    assert_eq!(house.see(cem).card(&card).words().unwrap().text, "Man könnte tauschen.");
}

#[test]
fn a_card_written_on_the_way_arrives_when_the_group_has_moved_on() {
    // given a group that goes on while somebody is in a tunnel
    let (mut house, ada, bo, cem) = consultation();
    let cards = session(house.see(bo)).phase;
    house.lose(bo);
    let leave = Step::Enter { from: cards, to: cards + 1 };
    house.mirror(ada).act(Deed::In(SESSION, leave));
    house.settle();
    // when
    write_card(house.mirror(bo), "Man könnte tauschen.");
    house.connect(bo);
    house.settle();
    // then it lies with the cards of its phase, marked as late, and opens
    let card = session(house.see(cem)).cards[0].clone();
    assert_eq!((card.phase, card.late), (cards, true));
    assert_eq!(house.see(cem).card(&card).words().unwrap().text, "Man könnte tauschen.");
    assert!(!house.see(bo).is_pending());
}

#[test]
fn a_frame_that_cannot_be_read_changes_nothing() {
    let (mut house, _, bo, _) = table();
    let before = house.see(bo).meeting().clone();
    assert_eq!(house.mirror(bo).receive(&[0xff, 0xff]), [News::Unreadable]);
    assert_eq!(*house.see(bo).meeting(), before);
    assert!(house.see(bo).is_here());
}

#[test]
fn every_device_shows_the_houses_time() {
    let (mut house, _, bo, cem) = table();
    for device in [bo, cem] {
        house.mirror(device).at(5_000).ping();
        house.settle();
        assert_eq!(house.see(device).server_time(5_000), Timestamp(4_600_000));
    }
}
