//! The rules of elections, told in scenes.

use alloc::vec::Vec;

use ballot::bytes::{Digest, Opened, Point, PollId};
use ballot::count::{Because, By, Elected, RunOff};
use ballot::poll::{Majority, Manner};
use ballot::receipt::Receipt;
use ballot::sums::{Standing, Sums};

use crate::actor::{Actor, Viewer};
use crate::command::{Act, Claim, Deed};
use crate::event::{ElectionEvent, Event};
use crate::id::{ElectionId, SeatId};
use crate::lens;
use crate::meeting::{Election, Next, PollState, Procedure, RaisedHands};
use crate::refusal::Refusal;
use crate::specification::*;

mod secret;

const ELECTION: ElectionId = ElectionId::from_bytes([40; 16]);
const POLL: PollId = PollId([41; 16]);
const RUN_OFF: PollId = PollId([42; 16]);
const LOCK: Point = Point([43; 32]);
const OFFICER: SeatId = TOBIAS;
const STANDING: [SeatId; 3] = [HOLGER, SELIN, MIRKO];
/// Everybody but the officer, who is not entitled here.
const VOTERS: [SeatId; 6] = [JANA, HOLGER, SELIN, MIRKO, FRIEDERIKE, AGNES];

fn act(act: Act) -> Deed {
    Deed::Elect { election: ELECTION, act }
}

fn procedure(seats: u8) -> Procedure {
    let (manner, majority) = (Manner::Secret, Majority::Relative);
    Procedure { seats, manner, majority, quorum: None, speech: 90 }
}

fn plan(procedure: Procedure) -> Act {
    Act::Plan { procedure, question: words(80) }
}

fn hands(yes: u32, no: u32) -> Act {
    Act::CountHands { hands: RaisedHands { yes, no, abstain: 0 } }
}

fn key(of: SeatId) -> Point {
    Point([of.as_bytes()[0]; 32])
}

fn prepare(poll: PollId, candidates: &[SeatId]) -> Act {
    let (key_check, paper) = (Digest([1; 32]), Digest([2; 32]));
    let words = words(if poll == POLL { 81 } else { 82 });
    Act::Prepare { poll, candidates: candidates.to_vec(), key_check, paper, words }
}

fn claim(elected: &[u8], run_off: Option<(&[u8], u8)>, vacant: u8) -> Claim {
    let elected = elected.iter().map(|at| Elected { candidate: *at, by: By::Votes }).collect();
    let run_off = run_off.map(|(candidates, seats)| RunOff {
        candidates: candidates.to_vec(),
        seats,
        because: Because::Tie,
    });
    Claim { confirmation: Digest([3; 32]), elected, run_off, vacant }
}

fn receipt(voter: Point) -> Receipt {
    Receipt { voter, challenge: Opened([0; 32]), answer: Opened([0; 32]) }
}

trait Conducted: Sized {
    fn does(self, by: SeatId, what: Act) -> Self;
    fn fails(self, by: SeatId, what: Act, why: Refusal) -> Self;
    fn opens(self, poll: PollId) -> Self;
    fn election(&self) -> &Election;
}

impl Conducted for Scene {
    #[track_caller]
    fn does(self, by: SeatId, what: Act) -> Self {
        self.given(by, act(what))
    }

    #[track_caller]
    fn fails(self, by: SeatId, what: Act, why: Refusal) -> Self {
        self.when(by, act(what)).refused(why)
    }

    #[track_caller]
    fn opens(self, poll: PollId) -> Self {
        self.given(Actor::House, act(Act::Open { poll, lock: LOCK }))
    }

    #[track_caller]
    fn election(&self) -> &Election {
        self.meeting.election(ELECTION).expect("it was planned")
    }
}

/// Planned for so many seats, agreed on, with an officer.
fn planned(procedure: Procedure) -> Scene {
    arrived()
        .does(JANA, plan(procedure))
        .does(JANA, Act::NameOfficer { seat: OFFICER })
        .does(OFFICER, hands(7, 0))
}

/// Three stand, six may vote and have shown a key.
fn ready(procedure: Procedure) -> Scene {
    let scene = planned(procedure).does(OFFICER, Act::Entitle { seat: OFFICER, entitled: false });
    let scene =
        STANDING.iter().fold(scene, |scene, seat| scene.does(*seat, Act::Propose { seat: *seat }));
    let all = VOTERS.iter().chain([&OFFICER]);
    all.fold(scene, |scene, seat| scene.does(*seat, Act::ShowKey { key: key(*seat) }))
}

fn polling() -> Scene {
    ready(procedure(2)).does(OFFICER, prepare(POLL, &STANDING)).opens(POLL)
}

/// Holger is elected, Selin and Mirko have equal votes for the other seat.
fn tied() -> Scene {
    let claim = claim(&[0], Some((&[1, 2], 1)), 0);
    polling()
        .does(OFFICER, Act::Close { poll: POLL })
        .does(OFFICER, Act::Announce { poll: POLL, claim })
}

#[test]
fn whoever_leads_plans_an_election_and_names_who_conducts_it() {
    arrived()
        .fails(MIRKO, plan(procedure(2)), Refusal::NotLead)
        .fails(JANA, Act::NameOfficer { seat: TOBIAS }, Refusal::NoSuchElection)
        .fails(JANA, plan(procedure(0)), Refusal::ProcedureImpossible)
        .fails(
            JANA,
            plan(Procedure { quorum: Some(101), ..procedure(2) }),
            Refusal::ProcedureImpossible,
        )
        .does(JANA, plan(procedure(2)))
        .fails(MIRKO, Act::NameOfficer { seat: MIRKO }, Refusal::NotOfficer)
        .fails(JANA, Act::NameOfficer { seat: NOBODY }, Refusal::NoSuchSeat)
        .does(JANA, Act::NameOfficer { seat: OFFICER });
}

#[test]
fn the_officer_does_not_stand_and_who_stands_is_no_officer() {
    planned(procedure(2))
        .fails(OFFICER, Act::Propose { seat: OFFICER }, Refusal::OfficerStands)
        .fails(MIRKO, Act::Propose { seat: OFFICER }, Refusal::OfficerStands)
        .does(MIRKO, Act::Propose { seat: MIRKO })
        .does(MIRKO, Act::Propose { seat: SELIN })
        .fails(OFFICER, Act::NameOfficer { seat: MIRKO }, Refusal::OfficerStands)
        .fails(OFFICER, Act::NameOfficer { seat: SELIN }, Refusal::OfficerStands)
        .does(SELIN, Act::Stand { stands: false })
        .does(OFFICER, Act::NameOfficer { seat: SELIN })
        .fails(SELIN, Act::Stand { stands: true }, Refusal::OfficerStands);
}

#[test]
fn another_officer_closes_and_announces_what_the_first_one_opened() {
    polling()
        .fails(MIRKO, Act::NameOfficer { seat: FRIEDERIKE }, Refusal::NotOfficer)
        .fails(JANA, Act::NameOfficer { seat: SELIN }, Refusal::OfficerStands)
        .does(JANA, Act::NameOfficer { seat: FRIEDERIKE })
        .fails(OFFICER, Act::Close { poll: POLL }, Refusal::NotOfficer)
        .does(FRIEDERIKE, Act::Close { poll: POLL })
        .does(JANA, Act::NameOfficer { seat: AGNES })
        .does(AGNES, Act::Announce { poll: POLL, claim: claim(&[0, 1], None, 0) });
}

#[test]
fn a_person_with_two_devices_votes_on_the_one_they_chose_last() {
    let (phone, laptop) = (Point([77; 32]), Point([78; 32]));
    let scene = ready(procedure(2))
        .does(MIRKO, Act::ShowKey { key: phone })
        .does(MIRKO, Act::ShowKey { key: laptop });
    assert_eq!(scene.election().keys[&MIRKO], laptop);
    let scene = scene.does(OFFICER, prepare(POLL, &STANDING)).opens(POLL);
    let held = scene.election().open_poll().expect("it is open");
    assert_eq!(held.count(), VOTERS.len(), "one vote for each person");
    assert!(held.roll.contains(&laptop) && !held.roll.contains(&phone));
    scene.fails(MIRKO, Act::ShowKey { key: phone }, Refusal::RollClosed);
}

#[test]
fn whoever_is_proposed_stands_only_when_they_say_so() {
    let scene = planned(procedure(2)).does(MIRKO, Act::Propose { seat: SELIN });
    assert_eq!(scene.election().standing().count(), 0);
    let scene = scene
        .fails(AGNES, Act::Propose { seat: SELIN }, Refusal::AlreadyThere)
        .fails(AGNES, Act::Stand { stands: true }, Refusal::NotCandidate)
        .does(SELIN, Act::Stand { stands: true });
    assert!(scene.election().standing().eq([SELIN]));
    let scene = scene.does(SELIN, Act::Stand { stands: false });
    assert_eq!(scene.election().standing().count(), 0);
}

#[test]
fn speeches_follow_each_other_and_two_taps_move_once() {
    let speak = |from, to| Act::Speak { from, to };
    let scene = ready(procedure(2))
        .fails(MIRKO, speak(None, Some(MIRKO)), Refusal::NotOfficer)
        .fails(OFFICER, speak(None, Some(JANA)), Refusal::NotCandidate)
        .does(OFFICER, speak(None, Some(HOLGER)))
        .fails(JANA, speak(None, Some(SELIN)), Refusal::TurnMoved)
        .does(JANA, speak(Some(HOLGER), Some(SELIN)));
    assert_eq!(scene.election().speech, Some((SELIN, minute(0))));
    let scene = scene.does(SELIN, Act::Stand { stands: false });
    assert_eq!(scene.election().speech, None);
}

#[test]
fn nobody_votes_before_the_procedure_is_agreed_on() {
    ready(procedure(2))
        .does(OFFICER, hands(3, 3))
        .fails(OFFICER, prepare(POLL, &STANDING), Refusal::ProcedureNotAgreed)
        .does(OFFICER, hands(4, 3))
        .does(JANA, plan(procedure(1)))
        .fails(OFFICER, prepare(POLL, &STANDING), Refusal::ProcedureNotAgreed)
        .does(OFFICER, hands(7, 0))
        .does(OFFICER, prepare(POLL, &STANDING));
}

#[test]
fn an_election_needs_somebody_who_stands_and_five_who_vote() {
    planned(procedure(2)).fails(OFFICER, prepare(POLL, &[]), Refusal::NobodyStands);
    let few = VOTERS[..2].iter().fold(ready(procedure(2)), |scene, seat| {
        scene.does(OFFICER, Act::Entitle { seat: *seat, entitled: false })
    });
    few.fails(OFFICER, prepare(POLL, &STANDING), Refusal::TooFewVoters)
        .does(OFFICER, Act::Lend { key: Point([90; 32]), name: words(90) })
        .does(OFFICER, prepare(POLL, &STANDING))
        .opens(POLL);
}

#[test]
fn the_paper_bears_exactly_those_who_stand() {
    let scene = ready(procedure(2)).does(MIRKO, Act::Stand { stands: false });
    scene
        .fails(OFFICER, prepare(POLL, &STANDING), Refusal::PollMoved)
        .fails(JANA, prepare(POLL, &STANDING[..2]), Refusal::NotOfficer)
        .does(OFFICER, prepare(POLL, &STANDING[..2]))
        .fails(OFFICER, prepare(RUN_OFF, &STANDING[..2]), Refusal::PollRuns);
}

#[test]
fn s2_02_the_roll_closes_with_those_who_may_vote_when_the_poll_opens() {
    let loan = Point([90; 32]);
    let scene = ready(procedure(2))
        .does(OFFICER, Act::Lend { key: loan, name: words(90) })
        .does(OFFICER, prepare(POLL, &STANDING));
    // Only the server opens it.
    let open = || Act::Open { poll: POLL, lock: LOCK };
    let scene = scene.fails(OFFICER, open(), Refusal::NotAllowed).opens(POLL);
    let held = scene.election().open_poll().expect("it is open");
    let mut keys: Vec<Point> = VOTERS.into_iter().map(key).chain([loan]).collect();
    keys.sort_unstable();
    assert_eq!((&held.roll, held.poll.lock), (&keys, LOCK));
    assert!(!held.voters.contains(&OFFICER), "the officer was kept off");
    scene
        .fails(OFFICER, Act::ShowKey { key: Point([91; 32]) }, Refusal::RollClosed)
        .fails(JANA, Act::ShowKey { key: Point([91; 32]) }, Refusal::RollClosed)
        .fails(OFFICER, Act::Lend { key: Point([92; 32]), name: words(91) }, Refusal::RollClosed)
        .fails(OFFICER, Act::TakeBack { key: loan }, Refusal::RollClosed)
        .fails(OFFICER, Act::Entitle { seat: MIRKO, entitled: false }, Refusal::RollClosed)
        .fails(AGNES, Act::Propose { seat: AGNES }, Refusal::PollRuns)
        .when(Actor::House, act(open()))
        .refused(Refusal::PollMoved);
}

#[test]
fn a_key_belongs_to_one_person() {
    let loan = Point([90; 32]);
    planned(procedure(2))
        .does(MIRKO, Act::ShowKey { key: key(MIRKO) })
        .fails(SELIN, Act::ShowKey { key: key(MIRKO) }, Refusal::AlreadyThere)
        .fails(OFFICER, Act::Lend { key: key(MIRKO), name: words(90) }, Refusal::AlreadyThere)
        .fails(MIRKO, Act::Lend { key: loan, name: words(90) }, Refusal::NotOfficer)
        .does(OFFICER, Act::Lend { key: loan, name: words(90) })
        .fails(SELIN, Act::ShowKey { key: loan }, Refusal::AlreadyThere)
        .does(OFFICER, Act::TakeBack { key: loan })
        .fails(OFFICER, Act::TakeBack { key: loan }, Refusal::NotOnRoll);
}

#[test]
fn whoever_leaves_before_the_poll_is_off_the_roll_and_whoever_leaves_later_stays_on_it() {
    let scene = ready(procedure(2)).given(AGNES, Deed::Leave { seat: AGNES });
    let scene = scene.does(OFFICER, prepare(POLL, &STANDING)).opens(POLL);
    assert_eq!(scene.election().open_poll().map(|held| held.count()), Some(5));
    let scene = scene.given(FRIEDERIKE, Deed::Leave { seat: FRIEDERIKE });
    let held = scene.election().open_poll().expect("it is still open");
    assert!(held.roll.contains(&key(FRIEDERIKE)), "nobody can tell which ballot is theirs");
}

#[test]
fn each_device_signs_the_roll_it_sees_for_itself() {
    let see = |of| Act::SeeRoll { poll: POLL, receipt: receipt(of) };
    let scene = polling()
        .does(MIRKO, see(key(MIRKO)))
        .fails(SELIN, see(key(MIRKO)), Refusal::NotOnRoll)
        .fails(OFFICER, see(key(OFFICER)), Refusal::NotOnRoll)
        .when(MIRKO, act(see(key(MIRKO))))
        .then_nothing();
    assert_eq!(scene.election().open_poll().map(|held| held.receipts.len()), Some(1));
}

#[test]
fn s2_02_paper_is_counted_as_a_sum_from_three_on() {
    let crosses = |yes| Standing { yes, ..Standing::default() };
    let paper = |voters| {
        let standings = [crosses(1), crosses(1), crosses(0)].into();
        let sums = Sums { voters, ballots: 2, abstentions: 0, invalid: 0, standings };
        Act::CountPaper { poll: POLL, sums }
    };
    polling()
        .fails(OFFICER, paper(2), Refusal::SumsImpossible)
        .fails(MIRKO, paper(3), Refusal::NotOfficer)
        .does(OFFICER, paper(3))
        .does(OFFICER, Act::Close { poll: POLL })
        .fails(OFFICER, paper(4), Refusal::PollMoved);
}

#[test]
fn a_show_of_hands_needs_no_keys_and_is_counted_before_it_closes() {
    let by_hand = Procedure { manner: Manner::Hands, ..procedure(1) };
    let crosses = |yes| Standing { yes, ..Standing::default() };
    let scene = planned(by_hand)
        .does(HOLGER, Act::Propose { seat: HOLGER })
        .does(SELIN, Act::Propose { seat: SELIN })
        .does(OFFICER, prepare(POLL, &[HOLGER, SELIN]))
        .opens(POLL)
        .fails(OFFICER, Act::Close { poll: POLL }, Refusal::SumsImpossible);
    let standings = [crosses(4), crosses(2)].into();
    let sums = Sums { voters: 7, ballots: 7, abstentions: 1, invalid: 0, standings };
    scene
        .does(OFFICER, Act::CountPaper { poll: POLL, sums })
        .does(OFFICER, Act::Close { poll: POLL })
        .does(OFFICER, Act::Announce { poll: POLL, claim: claim(&[0], None, 0) });
}

#[test]
fn nothing_is_announced_before_the_poll_is_closed() {
    let announce = |claim| Act::Announce { poll: POLL, claim };
    polling()
        .fails(OFFICER, announce(claim(&[0, 1], None, 0)), Refusal::PollMoved)
        .fails(JANA, Act::Close { poll: POLL }, Refusal::NotOfficer)
        .does(OFFICER, Act::Close { poll: POLL })
        .fails(OFFICER, Act::Close { poll: POLL }, Refusal::PollMoved)
        .fails(JANA, announce(claim(&[0, 1], None, 0)), Refusal::NotOfficer)
        .does(OFFICER, announce(claim(&[0, 1], None, 0)))
        .fails(OFFICER, announce(claim(&[0, 2], None, 0)), Refusal::PollMoved)
        .fails(OFFICER, prepare(RUN_OFF, &STANDING), Refusal::ElectionDecided);
}

#[test]
fn s2_03_no_result_settles_a_tie_silently() {
    let closed = polling().does(OFFICER, Act::Close { poll: POLL });
    let lot = |mut claim: Claim| {
        claim.elected[0].by = By::Lot;
        claim
    };
    for impossible in [
        // a lot where a run-off belongs
        lot(claim(&[0, 1], None, 0)),
        // too many, somebody twice, somebody unknown, a seat that is nowhere
        claim(&[0, 1, 2], None, 0),
        claim(&[0, 0], None, 0),
        claim(&[0, 9], None, 0),
        claim(&[0], None, 0),
        // a run-off with somebody who is elected, or for no seat
        claim(&[0], Some((&[0, 1], 1)), 0),
        claim(&[0, 1], Some((&[2], 0)), 0),
    ] {
        let announce = Act::Announce { poll: POLL, claim: impossible };
        closed.clone().fails(OFFICER, announce, Refusal::ResultImpossible);
    }
}

#[test]
fn s2_03_a_tie_at_the_last_seat_asks_for_a_run_off_among_the_tied_with_the_same_roll() {
    let scene = tied();
    assert!(matches!(scene.election().next(), Next::RunOff(_)));
    let new_key = Point([77; 32]);
    let scene = scene
        .given(AGNES, Deed::Leave { seat: AGNES })
        .fails(OFFICER, Act::ShowKey { key: Point([78; 32]) }, Refusal::RollClosed)
        .fails(OFFICER, Act::Lend { key: Point([78; 32]), name: words(91) }, Refusal::RollClosed)
        .does(MIRKO, Act::ShowKey { key: new_key })
        .fails(OFFICER, prepare(RUN_OFF, &STANDING), Refusal::PollMoved)
        .does(OFFICER, prepare(RUN_OFF, &[SELIN, MIRKO]))
        .opens(RUN_OFF);
    let [first, second] = scene.election().polls.as_slice() else { panic!("two polls") };
    assert_eq!((second.poll.seats, second.poll.run_off_of), (1, Some(first.poll.digest())));
    assert_eq!(second.voters, first.voters, "also those who have left");
    assert!(second.roll.contains(&new_key) && !second.roll.contains(&key(MIRKO)));
    // A tie in the run-off ends by lot, never in another run-off.
    let scene = scene.does(OFFICER, Act::Close { poll: RUN_OFF });
    let again = claim(&[], Some((&[0, 1], 1)), 0);
    let mut by_lot = claim(&[1], None, 0);
    by_lot.elected[0].by = By::Lot;
    let scene = scene
        .fails(OFFICER, Act::Announce { poll: RUN_OFF, claim: again }, Refusal::ResultImpossible)
        .does(OFFICER, Act::Announce { poll: RUN_OFF, claim: by_lot });
    let elected: Vec<_> = scene.election().elected().map(|(seat, it)| (seat, it.by)).collect();
    assert_eq!(elected, [(HOLGER, By::Votes), (MIRKO, By::Lot)]);
    assert_eq!(scene.election().next(), Next::Nothing);
}

#[test]
fn a_run_off_gives_the_loan_device_a_new_code() {
    let (old, new) = (Point([90; 32]), Point([91; 32]));
    let lend = Act::Lend { key: old, name: words(90) };
    let scene = ready(procedure(2)).does(OFFICER, lend).does(OFFICER, prepare(POLL, &STANDING));
    let anew = || Act::LendAnew { instead: old, key: new };
    let scene = scene
        .opens(POLL)
        .fails(OFFICER, anew(), Refusal::RollClosed)
        .does(OFFICER, Act::Close { poll: POLL })
        .does(OFFICER, Act::Announce { poll: POLL, claim: claim(&[0], Some((&[1, 2], 1)), 0) })
        .does(OFFICER, anew())
        .does(OFFICER, prepare(RUN_OFF, &[SELIN, MIRKO]))
        .opens(RUN_OFF);
    let held = scene.election().open_poll().expect("it is open");
    assert!(held.roll.contains(&new) && !held.roll.contains(&old));
    assert_eq!(held.count(), 7);
}

#[test]
fn every_device_says_whether_it_counts_the_same() {
    let confirm = |n| Act::Confirm { poll: POLL, confirmation: Digest([n; 32]) };
    let scene = polling().fails(MIRKO, confirm(3), Refusal::PollMoved);
    drop(scene);
    let scene = tied().does(MIRKO, confirm(3)).does(SELIN, confirm(4));
    let held = scene.election().poll(POLL).expect("it was held");
    assert_eq!((held.confirmed[&MIRKO], held.confirmed[&SELIN]), (true, false));
}

#[test]
fn whoever_is_elected_accepts_or_declines() {
    let accept = |accepts| Act::Accept { accepts };
    let scene = tied()
        .fails(SELIN, accept(true), Refusal::NotCandidate)
        .does(HOLGER, accept(false))
        .does(HOLGER, accept(true));
    assert!(scene.election().answers[&HOLGER]);
}

#[test]
fn somebody_who_is_not_here_is_put_up_and_the_officer_writes_down_what_they_say() {
    let absent = SeatId::from_bytes([90; 16]);
    let put_up = |candidate| Act::PutUp { candidate, name: words(90) };
    let stands = |stands| Act::StandFor { candidate: absent, stands };
    let accepts = |candidate| Act::AcceptFor { candidate, accepts: true };
    let scene = ready(procedure(1))
        .fails(HOLGER, put_up(absent), Refusal::NotOfficer)
        .fails(OFFICER, put_up(AGNES), Refusal::AlreadyThere)
        .fails(OFFICER, stands(true), Refusal::NotCandidate)
        .does(OFFICER, put_up(absent))
        .fails(OFFICER, put_up(absent), Refusal::AlreadyThere)
        .does(OFFICER, stands(false));
    assert!(scene.election().standing().all(|seat| seat != absent));
    let paper = [HOLGER, SELIN, MIRKO, absent];
    let scene = scene
        .does(OFFICER, stands(true))
        .does(OFFICER, prepare(POLL, &paper))
        .opens(POLL)
        .fails(OFFICER, stands(false), Refusal::PollRuns)
        .fails(OFFICER, accepts(absent), Refusal::NotCandidate)
        .does(OFFICER, Act::Close { poll: POLL })
        .does(OFFICER, Act::Announce { poll: POLL, claim: claim(&[3], None, 0) })
        .fails(OFFICER, accepts(HOLGER), Refusal::NotCandidate)
        .does(OFFICER, accepts(absent));
    assert!(scene.election().answers[&absent]);
}

#[test]
fn a_poll_that_went_wrong_is_thrown_away_and_repeated_with_a_new_roll() {
    let scene = polling()
        .fails(JANA, Act::Discard { poll: POLL }, Refusal::NotOfficer)
        .does(OFFICER, Act::Discard { poll: POLL })
        .does(MIRKO, Act::ShowKey { key: Point([77; 32]) })
        .does(OFFICER, prepare(RUN_OFF, &STANDING))
        .opens(RUN_OFF);
    let held = scene.election().open_poll().expect("it is open");
    assert!(held.roll.contains(&Point([77; 32])));
    tied().fails(OFFICER, Act::Discard { poll: POLL }, Refusal::ElectionDecided);
}

#[test]
fn too_few_who_took_part_elect_nobody_and_the_poll_is_repeated() {
    let scene = polling()
        .does(OFFICER, Act::Close { poll: POLL })
        .does(OFFICER, Act::Announce { poll: POLL, claim: claim(&[], None, 2) });
    assert_eq!(scene.election().next(), Next::FirstPoll);
    scene.does(OFFICER, prepare(RUN_OFF, &STANDING)).opens(RUN_OFF);
}

#[test]
fn an_election_can_be_called_off_until_there_is_a_result() {
    let scene = polling().does(JANA, Act::CallOff);
    assert!(scene.meeting.elections.is_empty());
    tied().fails(JANA, Act::CallOff, Refusal::ElectionDecided);
}

#[test]
fn two_leads_at_once_do_the_same_thing_once() {
    // Both named somebody; the officer's device then acts twice on what it saw.
    planned(procedure(2))
        .when(JANA, act(Act::NameOfficer { seat: OFFICER }))
        .then_nothing()
        .does(OFFICER, Act::NameOfficer { seat: FRIEDERIKE })
        .fails(OFFICER, Act::Lend { key: LOCK, name: words(90) }, Refusal::NotOfficer);
    polling().does(OFFICER, Act::Close { poll: POLL }).fails(
        OFFICER,
        Act::Close { poll: POLL },
        Refusal::PollMoved,
    );
}

#[test]
fn nobody_at_the_door_learns_of_an_election() {
    let scene = polling();
    assert!(lens::view(&scene.meeting, Viewer::Door).elections.is_empty());
    let event = Event::Elect(ELECTION, ElectionEvent::PollDiscarded { poll: POLL });
    let entry = crate::event::Entry {
        events: [event].into(),
        ..scene.entry(JANA, Deed::Retitle { title: words(99) })
    };
    let told = lens::redact(&entry, Viewer::Door, &scene.meeting).expect("a numbered entry");
    assert!(told.events.is_empty());
    assert_eq!(scene.seen_by(MIRKO).election().polls[0].state, PollState::Open);
}
