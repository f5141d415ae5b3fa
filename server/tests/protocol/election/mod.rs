//! An election over real sockets: who votes, what the urn takes and what is stored of it.

pub mod hall;
mod stored;

use ballot::bytes::PollId;
use ballot::choice::{Answer, Choice, Tracker};
use ballot::count::{Because, By};
use ballot::lock::Lock;
use ballot::poll::Manner;
use ballot::ring::VoteKey;
use ballot::sums::{Standing, Sums};
use shared::command::{Act, Deed};
use shared::event::{ElectionEvent, Event};
use shared::id::MeetingId;
use shared::meeting::{Next, PollState, Procedure, RaisedHands};
use shared::refusal::Refusal;
use shared::wire::{self, AskUrn, ToClient};

use self::hall::{Hall, crosses};
use crate::house::House;
use crate::person::Person;
use crate::words::{fresh, record};

#[tokio::test]
async fn s2_02_an_election_from_the_procedure_to_a_result_that_everybody_counts() {
    // given seven who vote for two of three
    let mut hall = Hall::gathered(House::start().await, 7).await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    // when all vote, each with up to two crosses
    let marks: [&[u8]; 7] = [&[0], &[0, 1], &[0, 1], &[0, 2], &[0, 1], &[], &[0]];
    for (voter, marks) in marks.iter().enumerate() {
        hall.vote(voter, crosses(marks)).await.expect("an open urn takes it");
    }
    let count = ToClient::Cast { poll: hall.poll, count: 7 };
    hall.officer.hears(|message| *message == count).await;
    // then nobody counts before it is closed
    assert_eq!(hall.opened().await.err(), Some(Refusal::PollMoved));
    hall.close().await;
    let closed = hall.count().await;
    let yes: Vec<u32> = closed.outcome.standings.iter().map(|standing| standing.yes).collect();
    assert_eq!((yes, closed.outcome.numbers.abstentions), (vec![6, 3, 1], 1));
    // and each finds their own ballot by its tracker, and nobody's name beside it
    assert!(closed.lines.iter().any(|line| line.tracker == Tracker([3, 3])));
    // and what the officer announces, the others' devices have counted too
    hall.announce(&closed).await.expect("it can come out so");
    let last = hall.officer.fold.seq;
    let (election, poll) = (hall.election, hall.poll);
    let voter = &mut hall.voters[2].person;
    voter.catches_up(last).await;
    let act = Act::Confirm { poll, confirmation: closed.confirmation };
    voter.does(Deed::Elect { election, act }).await.expect("whoever is here counts");
    let held = voter.fold.meeting.election(election).and_then(|it| it.poll(poll)).cloned();
    assert_eq!(held.map(|held| held.confirmed[&hall.voters[2].person.seat]), Some(true));
    assert_eq!(hall.elected(), [candidates[0], candidates[1]]);
}

#[tokio::test]
async fn s2_02_whoever_comes_later_finds_the_roll_closed() {
    let mut hall = Hall::gathered(House::start().await, 6).await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    // when
    let mut ole = Person::sit(&hall.house, hall.meeting).await;
    let key = VoteKey::from_seed(&[99; 32]);
    let act = Act::ShowKey { key: key.public().encoded() };
    let shown = ole.does(Deed::Elect { election: hall.election, act }).await;
    // then neither the roll nor the urn takes anything of theirs
    assert_eq!(shown, Err(Refusal::RollClosed));
    assert!(hall.ballot_by(&key, &crosses(&[0])).is_none(), "one signs for a roll one is on");
    let mut foreign = hall.ballot(0, &crosses(&[0]));
    foreign.0[200] ^= 1;
    assert_eq!(hall.post(foreign).await, Err(Refusal::NoBallot));
}

#[tokio::test]
async fn s2_02_somebody_without_a_device_votes_with_a_code_once() {
    let mut hall = Hall::gathered(House::start().await, 5).await;
    let bert = hall.lend().await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    let ballot = hall.ballot_by(&bert, &crosses(&[1])).expect("the code is on the roll");
    assert_eq!(hall.post(ballot).await, Ok(()));
    let again = hall.ballot_by(&bert, &crosses(&[2])).expect("the code is on the roll");
    assert_eq!(hall.post(again).await, Err(Refusal::VotedAlready));
    // A code that is no key is refused where it is shown.
    let act = Act::ShowKey { key: ballot::bytes::Point([255; 32]) };
    let shown = hall.officer.does(Deed::Elect { election: hall.election, act }).await;
    assert_eq!(shown, Err(Refusal::Unreadable));
}

#[tokio::test]
async fn s2_02_whoever_reloads_while_voting_votes_once() {
    let mut hall = Hall::gathered(House::start().await, 5).await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    let ballot = hall.ballot(1, &crosses(&[0]));
    // The answer got lost with the page; the device has kept the ballot and sends it again.
    assert_eq!(hall.post(ballot.clone()).await, Ok(()));
    assert_eq!(hall.post(ballot).await, Ok(()));
    // Another ballot by the same key is a second vote.
    assert_eq!(hall.vote(1, crosses(&[2])).await, Err(Refusal::VotedAlready));
    hall.close().await;
    assert_eq!(hall.count().await.outcome.numbers.from_devices, 1);
    // After the close the urn takes nothing.
    assert_eq!(hall.vote(2, crosses(&[0])).await, Err(Refusal::PollMoved));
}

#[tokio::test]
async fn s2_02_whoever_is_taken_off_the_roll_has_no_vote_and_whoever_leaves_later_keeps_it() {
    let mut hall = Hall::gathered(House::start().await, 7).await;
    let candidates = hall.stand(3).await;
    let off = hall.voters[6].person.seat;
    hall.act(Act::Entitle { seat: off, entitled: false }).await.expect("the roll is open");
    hall.open_poll(&candidates).await;
    let taken_off = hall.voters[6].key.clone();
    assert!(hall.ballot_by(&taken_off, &crosses(&[0])).is_none());
    // Somebody else's signature does not become theirs by their own key image.
    let ballot = hall.ballot(0, &crosses(&[0]));
    let seat = hall.voters[0].person.seat;
    hall.voters[0].person.does(Deed::Leave { seat }).await.expect("everybody may leave");
    assert_eq!(hall.post(ballot).await, Ok(()), "nobody can tell whose it is");
}

#[tokio::test]
async fn s2_02_whoever_was_removed_signs_for_a_roll_that_the_urn_does_not_know() {
    // given somebody who was sent away, and somebody whose code was taken back
    let mut hall = Hall::gathered(House::start().await, 7).await;
    let bert = hall.lend().await;
    let candidates = hall.stand(3).await;
    let seat = hall.voters[6].person.seat;
    hall.officer.does(Deed::Leave { seat }).await.expect("whoever leads may send somebody away");
    let key = bert.public().encoded();
    hall.act(Act::TakeBack { key }).await.expect("the roll is open");
    hall.open_poll(&candidates).await;
    assert_eq!((hall.held().roll.len(), hall.held().voters.contains(&seat)), (6, false));
    // when they vote all the same, on a roll of their own
    for key in [hall.voters[6].key.clone(), bert] {
        assert!(hall.ballot_by(&key, &crosses(&[0])).is_none());
        let forged = hall.forged_by(&key, &crosses(&[0])).expect("one can sign for any roll");
        assert_eq!(hall.post(forged).await, Err(Refusal::NoBallot));
    }
    // then nothing of it is counted
    hall.vote(0, crosses(&[1])).await.expect("an open urn takes it");
    hall.close().await;
    assert_eq!(hall.count().await.outcome.numbers.ballots, 1);
}

#[tokio::test]
async fn s2_02_one_objection_makes_an_open_vote_secret_and_no_device_hears_whose() {
    let mut hall = Hall::gathered(House::start().await, 6).await;
    let question = record("Wer spricht für uns?");
    let procedure = Procedure { manner: Manner::Hands, ..hall.election().procedure };
    let plan = Act::Plan { procedure, question: question.id };
    let plan = Deed::Elect { election: hall.election, act: plan };
    hall.officer.does_with(plan, vec![question]).await.expect("nobody has voted yet");
    let hands = RaisedHands { yes: 6, no: 0, abstain: 0 };
    hall.act(Act::CountHands { hands }).await.expect("the officer counts");
    let candidates = hall.stand(3).await;
    // when
    let ask = Deed::Elect { election: hall.election, act: Act::AskSecret };
    hall.voters[4].person.does(ask).await.expect("whoever may vote may ask");
    let event = Event::Elect(hall.election, ElectionEvent::SecretAsked);
    let asked = |message: &ToClient| match message {
        ToClient::Entry { entry, .. } => entry.events.contains(&event) && entry.by.is_none(),
        _ => false,
    };
    hall.officer.hears(asked).await;
    // then the poll has a roll and an urn
    hall.open_poll(&candidates).await;
    assert_eq!(hall.held().poll.manner, Manner::Secret);
    hall.vote(0, crosses(&[1])).await.expect("an open urn takes it");
}

#[tokio::test]
async fn s2_03_a_tie_at_the_last_seat_leads_to_a_run_off_and_a_second_one_to_a_lot() {
    // given a clear first place and two with equal votes
    let mut hall = Hall::gathered(House::start().await, 6).await;
    let bert = hall.lend().await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    for (voter, marks) in [&[0, 1], &[0, 1], &[0, 2], &[0, 2]].into_iter().enumerate() {
        hall.vote(voter, crosses(marks)).await.expect("an open urn takes it");
    }
    hall.close().await;
    let first = hall.count().await;
    let run_off = first.outcome.run_off.clone().expect("a tie is never settled silently");
    assert_eq!((run_off.candidates.as_slice(), run_off.because), (&[1, 2][..], Because::Tie));
    // when the officer announces somebody all the same, it is refused
    let mut silent = first.clone();
    silent.outcome.run_off = None;
    silent.outcome.elected.push(ballot::count::Elected { candidate: 1, by: By::Lot });
    assert_eq!(hall.announce(&silent).await, Err(Refusal::ResultImpossible));
    hall.announce(&first).await.expect("so it came out");
    let Next::RunOff(_) = hall.election().next() else { panic!("a run-off is next") };
    // then the same people vote once more; who lost their device has another, Bert another code
    let before = hall.held().voters.clone();
    let anew = hall.lend_anew(&bert).await;
    hall.another_device(3).await;
    hall.open_poll(&candidates[1..]).await;
    assert_eq!(hall.held().voters, before);
    assert!(hall.ballot_by(&bert, &crosses(&[0])).is_none(), "the old code is worth nothing");
    for (voter, marks) in [&[0], &[0], &[1]].into_iter().enumerate() {
        hall.vote(voter, crosses(marks)).await.expect("an open urn takes it");
    }
    let ballot = hall.ballot_by(&anew, &crosses(&[1])).expect("the new code is on the roll");
    hall.post(ballot).await.expect("an open urn takes it");
    hall.close().await;
    // and the second tie ends by a lot that every device draws alike
    let second = hall.count().await;
    let lot = second.outcome.lot.clone().expect("the lot decides");
    assert_eq!((lot.candidates.as_slice(), lot.winners().len()), (&[0, 1][..], 1));
    assert_eq!(second.outcome.elected[0].by, By::Lot);
    assert_eq!(hall.count().await.outcome, second.outcome);
    hall.announce(&second).await.expect("so it came out");
    assert_eq!(hall.elected()[1], candidates[1 + usize::from(lot.winners()[0])]);
    assert_eq!(hall.election().next(), Next::Nothing);
}

#[tokio::test]
async fn s2_02_paper_counts_as_a_sum_and_no_more_candidates_than_seats_are_answered_one_by_one() {
    let mut hall = Hall::gathered(House::start().await, 5).await;
    let candidates = hall.stand(1).await;
    hall.open_poll(&candidates).await;
    for (voter, answer) in [Answer::Yes, Answer::No, Answer::Yes].into_iter().enumerate() {
        hall.vote(voter, Choice::Answers(vec![answer])).await.expect("an open urn takes it");
    }
    let sums = |voters, yes| {
        let standings = vec![Standing { yes, no: 1, abstain: 0 }];
        Sums { voters, ballots: yes + 1, abstentions: 0, invalid: 0, standings }
    };
    let poll = hall.poll;
    let two = hall.act(Act::CountPaper { poll, sums: sums(2, 1) }).await;
    assert_eq!(two, Err(Refusal::SumsImpossible), "their sum would show what one person voted");
    hall.act(Act::CountPaper { poll, sums: sums(3, 2) }).await.expect("three are enough");
    hall.close().await;
    let closed = hall.count().await;
    let standing = closed.outcome.standings[0];
    assert_eq!((standing.yes, standing.no, closed.outcome.numbers.entitled), (4, 2, 8));
    hall.announce(&closed).await.expect("one seat stays empty");
}

#[tokio::test]
async fn an_urn_outlives_the_server_and_a_poll_thrown_away_leaves_none() {
    let mut hall = Hall::gathered(House::start().await, 5).await;
    let candidates = hall.stand(3).await;
    hall.open_poll(&candidates).await;
    let lock = hall.held().poll.lock;
    hall.vote(0, crosses(&[0])).await.expect("an open urn takes it");
    hall.restart().await;
    let count = ToClient::Cast { poll: hall.poll, count: 1 };
    hall.officer.hears(|message| *message == count).await;
    assert_eq!(hall.vote(0, crosses(&[1])).await, Err(Refusal::VotedAlready));
    hall.vote(1, crosses(&[1])).await.expect("an open urn takes it");
    hall.close().await;
    let opened = hall.opened().await.expect("it is closed");
    assert_eq!(opened.ballots.len(), 2);
    assert_eq!(Lock::read(opened.lock).map(|lock| lock.public()), Some(lock));
    // A poll that was thrown away is as if it had never been.
    let poll = hall.poll;
    hall.act(Act::Discard { poll }).await.expect("nothing was announced");
    assert_eq!(hall.opened().await.err(), Some(Refusal::PollMoved));
    hall.open_poll(&candidates).await;
    assert_eq!(hall.held().state, PollState::Open);
    assert_ne!(hall.poll, poll);
}

#[tokio::test]
async fn the_urn_takes_requests_of_our_own_page_in_their_one_form() {
    let hall = Hall::gathered(House::start().await, 1).await;
    let asks = async |path: &str, kind: &str, more: &str, body: &[u8]| {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: {kind}\r\n\
             Content-Length: {}\r\n{more}\r\n",
            hall.house.address,
            body.len(),
        );
        hall.house.say(&[head.as_bytes(), body].concat()).await
    };
    let unknown = AskUrn { meeting: MeetingId::from_bytes(fresh()), poll: PollId(fresh()) };
    let binary = "application/octet-stream";
    for (path, kind, more, body, status) in [
        ("/api/ballots", "application/json", "", &fresh()[..], "415"),
        ("/api/ballots", binary, "Origin: http://evil.example\r\n", &fresh(), "403"),
        ("/api/ballots", binary, "", &fresh(), "400"),
        ("/api/ballots", binary, "", &[0; 32 * 1_024], "413"),
        ("/api/urns", binary, "", &[], "400"),
        ("/api/urns", binary, "", &wire::encode(&unknown), "503"),
    ] {
        let answer = asks(path, kind, more, body).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path} {kind} {more}{answer}");
    }
}
