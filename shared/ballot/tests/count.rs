//! Counting: seats, ties, run-offs, lots, quorum and sums.

use ballot::bytes::{CandidateId, Digest};
use ballot::choice::{Answer, Choice};
use ballot::count::{Because, By, Outcome, RunOff, Tally, count};
use ballot::lot::ticket;
use ballot::poll::{Form, Majority, Manner, NoPoll, Poll};
use ballot::protocol::{Part, parts};
use ballot::sums::{NoSums, Standing, Sums};
use proptest::prelude::*;

mod table;
use table::{Table, crosses};

const SEED: Digest = Digest([5; 32]);

fn poll(candidates: usize, seats: u8) -> Poll {
    Table::new(1, 5, candidates, seats).poll
}

/// Counts so many ballots of each kind of crosses.
fn by_crosses(poll: &Poll, ballots: &[(u32, &[u8])]) -> Outcome {
    let mut tally = Tally::new(poll);
    let mut all = 0;
    for (times, crosses) in ballots {
        let choice = Choice::Crosses(crosses.to_vec());
        choice.check(poll).expect("a vote in this poll");
        (0..*times).for_each(|_| tally.add(Some(&choice)));
        all += times;
    }
    count(poll, all, &tally, None, SEED)
}

fn elected(outcome: &Outcome) -> Vec<u8> {
    outcome.elected.iter().map(|one| one.candidate).collect()
}

fn run_off(candidates: &[u8], seats: u8, because: Because) -> Option<RunOff> {
    Some(RunOff { candidates: candidates.to_vec(), seats, because })
}

#[test]
fn szenario_2_ends_in_a_run_off_and_then_with_two_speakers() {
    // given 22 people and two seats: Kurt 16, Falk 11, Moll 11
    let first = poll(3, 2);
    let outcome = by_crosses(
        &first,
        &[(8, &[0, 1]), (7, &[0, 2]), (1, &[0]), (1, &[1, 2]), (2, &[1]), (3, &[2])],
    );
    let yes: Vec<_> = outcome.standings.iter().map(|standing| standing.yes).collect();
    assert_eq!(yes, [16, 11, 11]);
    assert_eq!((outcome.numbers.votes, outcome.numbers.votes_possible), (38, 44));
    // then Kurt is elected, and Falk and Moll, and nobody else, stand in the run-off
    assert_eq!(elected(&outcome), [0]);
    assert_eq!(outcome.run_off, run_off(&[1, 2], 1, Because::Tie));
    assert_eq!((outcome.vacant, &outcome.lot), (0, &None));
    assert_eq!(
        parts(&first, &outcome),
        [
            Part::Entitled { people: 22, seats: 2, manner: Manner::Secret, run_off: false },
            Part::Ballots { all: 22, abstentions: 0, invalid: 0 },
            Part::Votes { given: 38, possible: 44 },
            Part::Candidate { candidate: 0, yes: 16, against: None },
            Part::Candidate { candidate: 1, yes: 11, against: None },
            Part::Candidate { candidate: 2, yes: 11, against: None },
            Part::Elected { candidate: 0, by: By::Votes },
            Part::RunOff { candidates: vec![1, 2], seats: 1, because: Because::Tie },
        ]
    );
    // and in it Falk 12, Moll 9, one abstention
    let second = Poll { run_off_of: Some(first.digest()), ..poll(2, 1) };
    let outcome = by_crosses(&second, &[(12, &[0]), (9, &[1]), (1, &[])]);
    assert_eq!(outcome.numbers.abstentions, 1);
    assert_eq!((elected(&outcome), outcome.run_off, outcome.vacant), (vec![0], None, 0));
}

#[test]
fn a_tie_below_or_above_the_last_seat_is_none() {
    // two equals with a seat each
    let outcome = by_crosses(&poll(4, 3), &[(3, &[0, 1]), (2, &[2]), (1, &[3])]);
    assert_eq!((elected(&outcome), outcome.run_off), (vec![0, 1, 2], None));
    // two equals behind the last seat
    let outcome = by_crosses(&poll(3, 1), &[(3, &[2]), (1, &[0]), (1, &[1])]);
    assert_eq!((elected(&outcome), outcome.run_off), (vec![2], None));
}

#[test]
fn a_second_tie_is_drawn_by_a_lot_that_everybody_can_draw_again() {
    // given a run-off that ends equally between the second and the third of three
    let second = Poll { run_off_of: Some(SEED), ..poll(3, 2) };
    let outcome = by_crosses(&second, &[(4, &[0]), (3, &[1]), (3, &[2])]);
    // then the lot falls between these two, for one seat
    let lot = outcome.lot.clone().expect("a lot");
    assert_eq!((&lot.candidates[..], lot.seats, lot.seed), (&[1, 2][..], 1, SEED));
    let tickets = [1, 2].map(|at: usize| ticket(&SEED, &second.candidates[at]));
    assert_eq!(lot.tickets, tickets);
    let lucky = if tickets[0] < tickets[1] { 1 } else { 2 };
    assert_eq!(elected(&outcome), [0, lucky]);
    assert_eq!([outcome.elected[0].by, outcome.elected[1].by], [By::Votes, By::Lot]);
    assert_eq!((outcome.run_off, outcome.vacant), (None, 0));
}

#[test]
fn the_lot_favours_nobody() {
    let ids: Vec<_> = (0..4).map(|n| CandidateId([n; 16])).collect();
    let mut won = [0; 4];
    for round in 0..4_000_u32 {
        let mut seed = [0; 32];
        seed[..4].copy_from_slice(&round.to_be_bytes());
        let first = (0..4).min_by_key(|at| ticket(&Digest(seed), &ids[*at])).unwrap();
        won[first] += 1;
    }
    assert!(won.iter().all(|won| (880..1_120).contains(won)), "{won:?}");
}

#[test]
fn up_to_as_many_as_seats_are_voted_on_each_by_themselves() {
    let poll = poll(2, 3);
    assert_eq!(poll.form(), Form::EachPerson);
    let mut tally = Tally::new(&poll);
    use Answer::{Abstain, No, Yes};
    for answers in [[Yes, Yes], [Yes, No], [No, Abstain], [Abstain, Abstain], [Yes, Yes]] {
        tally.add(Some(&Choice::Answers(answers.to_vec())));
    }
    tally.add(None);
    let outcome = count(&poll, 7, &tally, None, SEED);
    assert_eq!(outcome.standings[0], Standing { yes: 3, no: 1, abstain: 1 });
    assert_eq!(outcome.standings[1], Standing { yes: 2, no: 1, abstain: 2 });
    assert_eq!((elected(&outcome), outcome.vacant), (vec![0, 1], 1));
    let numbers = &outcome.numbers;
    assert_eq!((numbers.ballots, numbers.abstentions, numbers.invalid), (6, 1, 1));
    assert_eq!((numbers.votes, numbers.votes_possible), (7, 12));
    assert!(parts(&poll, &outcome).contains(&Part::Vacant { seats: 1 }));
    // as much no as yes elects nobody
    let mut tally = Tally::new(&poll);
    tally.add(Some(&Choice::Answers(vec![Yes, No])));
    tally.add(Some(&Choice::Answers(vec![No, No])));
    assert_eq!(elected(&count(&poll, 7, &tally, None, SEED)), [0; 0]);
}

#[test]
fn an_absolute_majority_takes_more_than_half_and_else_the_strongest_run_off() {
    let absolute =
        |candidates, seats| Poll { majority: Majority::Absolute, ..poll(candidates, seats) };
    // half is not enough; abstentions do not count
    let one = absolute(4, 1);
    let outcome = by_crosses(&one, &[(5, &[0]), (3, &[1]), (2, &[2]), (4, &[])]);
    assert_eq!(
        (elected(&outcome), outcome.run_off),
        (vec![], run_off(&[0, 1], 1, Because::Majority))
    );
    let outcome = by_crosses(&one, &[(6, &[0]), (3, &[1]), (2, &[2]), (4, &[])]);
    assert_eq!((elected(&outcome), outcome.run_off), (vec![0], None));
    // whoever has as many votes as the last of the strongest stands, too; whoever has none does not
    let outcome = by_crosses(&one, &[(4, &[0]), (2, &[1]), (2, &[2])]);
    assert_eq!(outcome.run_off, run_off(&[0, 1, 2], 1, Because::Majority));
    // for what is left: one of two seats
    let outcome = by_crosses(&absolute(4, 2), &[(4, &[0, 1]), (2, &[0, 2]), (3, &[3])]);
    assert_eq!(
        (elected(&outcome), outcome.run_off),
        (vec![0], run_off(&[1, 3], 1, Because::Majority))
    );
    // in the run-off most votes are enough
    let second = Poll { run_off_of: Some(SEED), ..absolute(3, 1) };
    let outcome = by_crosses(&second, &[(2, &[0]), (1, &[1]), (1, &[2])]);
    assert_eq!((elected(&outcome), outcome.run_off), (vec![0], None));
    // nobody voted at all
    let outcome = by_crosses(&one, &[(4, &[])]);
    assert_eq!((outcome.elected.len(), outcome.run_off, outcome.vacant), (0, None, 1));
}

#[test]
fn whoever_nobody_voted_for_is_not_elected() {
    let outcome = by_crosses(&poll(4, 3), &[(2, &[1])]);
    assert_eq!((elected(&outcome), outcome.run_off, outcome.vacant), (vec![1], None, 2));
}

#[test]
fn without_its_quorum_a_poll_elects_nobody() {
    let poll = Poll { quorum: Some(50), ..poll(2, 1) };
    let with = |ballots| {
        let mut tally = Tally::new(&poll);
        (0..ballots).for_each(|_| tally.add(Some(&Choice::Crosses(vec![0]))));
        count(&poll, 21, &tally, None, SEED)
    };
    let (missed, met) = (with(10), with(11));
    assert_eq!((missed.numbers.quorum, missed.quorum_met, missed.vacant), (Some(11), false, 1));
    assert_eq!((missed.elected.len(), missed.run_off.clone()), (0, None));
    assert!(parts(&poll, &missed).contains(&Part::Quorum { needed: 11, met: false }));
    assert_eq!((met.quorum_met, elected(&met)), (true, vec![0]));
}

#[test]
fn paper_counts_along_from_three_people_on() {
    let poll = poll(3, 2);
    let sums = crosses([4, 3, 0, 1], &[2, 1, 1]);
    assert_eq!(sums.check(&poll), Ok(()));
    let mut tally = Tally::new(&poll);
    tally.add(Some(&Choice::Crosses(vec![1])));
    let outcome = count(&poll, 6, &tally, Some(&sums), SEED);
    let numbers = &outcome.numbers;
    assert_eq!((numbers.entitled, numbers.on_roll, numbers.from_devices), (10, 6, 1));
    assert_eq!((numbers.ballots, numbers.invalid, numbers.votes), (4, 1, 5));
    assert_eq!((elected(&outcome), outcome.vacant), (vec![0, 1], 0));
    assert_eq!(crosses([2, 2, 0, 0], &[1, 1, 0]).check(&poll), Err(NoSums::TooFewOnPaper));
}

#[test]
fn sums_that_cannot_be_are_refused() {
    let two_of_three = poll(3, 2);
    let check = |sums: Sums| sums.check(&two_of_three);
    let wrong = [
        (crosses([3, 4, 0, 0], &[1, 1, 1]), NoSums::MoreBallotsThanVoters),
        (crosses([3, 3, 2, 2], &[0, 0, 0]), NoSums::MoreBallotsThanVoters),
        (crosses([3, 3, 0, 0], &[1, 1]), NoSums::OtherCandidates),
        (crosses([3, 3, 0, 0], &[1, 4, 0]), NoSums::MoreVotesThanBallots(1)),
        (crosses([3, 3, 1, 1], &[1, 2, 0]), NoSums::MoreVotesThanBallots(1)),
        (crosses([3, 3, 0, 0], &[3, 3, 1]), NoSums::MoreVotesThanCrosses),
        (crosses([10_001, 3, 0, 0], &[3, 3, 0]), NoSums::TooMany),
        (crosses([3, 3, 0, 0], &[u32::MAX, 0, 0]), NoSums::TooMany),
    ];
    for (sums, why) in wrong {
        assert_eq!(check(sums), Err(why));
    }
    assert_eq!(check(crosses([3, 3, 0, 0], &[3, 3, 0])), Ok(()));
    let no = Standing { yes: 0, no: 1, abstain: 0 };
    let sums = Sums { standings: vec![no; 3], ..crosses([3, 3, 0, 0], &[]) };
    assert_eq!(check(sums.clone()), Err(NoSums::MoreVotesThanBallots(0)));
    // for each person, no and abstentions are counted, too
    assert_eq!(sums.check(&poll(3, 3)), Ok(()));
    let more = Standing { yes: 1, no: 1, abstain: 2 };
    let sums = Sums { standings: vec![more; 3], ..crosses([3, 3, 0, 0], &[]) };
    assert_eq!(sums.check(&poll(3, 3)), Err(NoSums::MoreVotesThanBallots(0)));
    // raised hands may be few
    let hands = Poll { manner: Manner::Hands, ..poll(2, 1) };
    assert_eq!(crosses([2, 2, 0, 0], &[2, 0]).check(&hands), Ok(()));
}

#[test]
fn there_is_no_poll_about_nobody_or_for_nothing() {
    assert_eq!(poll(48, 1).check(), Ok(()));
    assert_eq!(poll(1, 1).check(), Ok(()));
    assert_eq!(Poll { candidates: vec![], ..poll(2, 1) }.check(), Err(NoPoll::NoCandidates));
    assert_eq!(poll(49, 1).check(), Err(NoPoll::TooManyCandidates));
    assert_eq!(Poll { seats: 0, ..poll(2, 1) }.check(), Err(NoPoll::NoSeats));
    let twice = poll(2, 1).candidates[0];
    assert_eq!(
        Poll { candidates: vec![twice; 2], ..poll(2, 1) }.check(),
        Err(NoPoll::CandidateTwice(twice))
    );
    for quorum in [0, 101] {
        assert_eq!(Poll { quorum: Some(quorum), ..poll(2, 1) }.check(), Err(NoPoll::Quorum));
    }
    let lock = ballot::bytes::Point([0; 32]);
    assert_eq!(Poll { lock, ..poll(2, 1) }.check(), Err(NoPoll::Lock));
}

#[test]
fn whatever_is_changed_about_a_poll_it_is_another() {
    let poll = poll(3, 1);
    let other = Digest([1; 32]);
    let turned = poll.candidates.iter().rev().copied().collect();
    let changed = [
        poll.clone(),
        Poll { id: ballot::bytes::PollId([1; 16]), ..poll.clone() },
        Poll { manner: Manner::Hands, ..poll.clone() },
        Poll { majority: Majority::Absolute, ..poll.clone() },
        Poll { seats: 2, ..poll.clone() },
        Poll { quorum: Some(1), ..poll.clone() },
        Poll { run_off_of: Some(other), ..poll.clone() },
        Poll { candidates: turned, ..poll.clone() },
        Poll { lock: ballot::bytes::Point([1; 32]), ..poll.clone() },
        Poll { key_check: other, ..poll.clone() },
        Poll { paper: other, ..poll.clone() },
    ];
    let mut digests: Vec<_> = changed.iter().map(Poll::digest).collect();
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len(), changed.len());
}

/// A poll with crosses, and ballots of chance: for each, how its candidates are marked.
fn any_election() -> impl Strategy<Value = (Poll, Vec<Vec<u8>>, u32)> {
    (2_usize..7, 1_u8..6, any::<bool>(), any::<bool>()).prop_flat_map(
        |(candidates, seats, absolute, second)| {
            let seats = seats.min(candidates as u8 - 1);
            let mut poll = poll(candidates, seats);
            poll.majority = if absolute { Majority::Absolute } else { Majority::Relative };
            poll.run_off_of = second.then_some(SEED);
            let marks = prop::sample::subsequence(
                (0..candidates as u8).collect::<Vec<_>>(),
                0..=usize::from(seats),
            );
            (Just(poll), prop::collection::vec(marks, 0..12), 0_u32..3)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_vote_is_lost_or_made_and_no_tie_is_settled_silently((poll, ballots, invalid) in any_election()) {
        let mut tally = Tally::new(&poll);
        ballots.iter().for_each(|marks| tally.add(Some(&Choice::Crosses(marks.clone()))));
        (0..invalid).for_each(|_| tally.add(None));
        let outcome = count(&poll, 20, &tally, None, SEED);
        let yes = |at: &u8| outcome.standings[usize::from(*at)].yes;

        let votes: u32 = (0..outcome.standings.len() as u8).map(|at| yes(&at)).sum();
        prop_assert_eq!(votes, ballots.iter().map(|marks| marks.len() as u32).sum::<u32>());
        prop_assert!(votes <= outcome.numbers.votes_possible);
        prop_assert_eq!(outcome.numbers.ballots, ballots.len() as u32 + invalid);
        prop_assert_eq!(outcome.numbers.invalid, invalid);

        // every seat is filled, fought for or empty
        let mut winners = elected(&outcome);
        let contested = outcome.run_off.as_ref().map_or(0, |run_off| run_off.seats);
        prop_assert_eq!(winners.len() as u8 + contested + outcome.vacant, poll.seats);
        winners.sort_unstable();
        winners.dedup();
        prop_assert_eq!(winners.len(), outcome.elected.len());

        // nobody is elected who has fewer votes than, or silently as many as, somebody who is not
        let open: Vec<u8> = outcome.run_off.iter().flat_map(|r| r.candidates.clone()).collect();
        let drawn: Vec<u8> = outcome.lot.iter().flat_map(|lot| lot.candidates.clone()).collect();
        for loser in (0..outcome.standings.len() as u8).filter(|at| !winners.contains(at)) {
            for winner in &winners {
                let by_lot = drawn.contains(winner) && drawn.contains(&loser);
                prop_assert!(yes(winner) > yes(&loser) || by_lot, "{} {}", winner, loser);
            }
        }
        match &outcome.run_off {
            Some(run_off) if run_off.because == Because::Tie => {
                // exactly those with the same votes, and too many for what is left
                let votes = yes(&open[0]);
                let same: Vec<u8> =
                    (0..outcome.standings.len() as u8).filter(|at| yes(at) == votes).collect();
                prop_assert_eq!(&open, &same);
                prop_assert!(open.len() > usize::from(run_off.seats));
            }
            Some(_) => {
                prop_assert!(poll.majority == Majority::Absolute && poll.run_off_of.is_none());
                prop_assert!(open.iter().all(|at| yes(at) > 0 && !winners.contains(at)));
            }
            None => {}
        }
        prop_assert!(poll.run_off_of.is_none() || outcome.run_off.is_none());
        prop_assert!(outcome.lot.is_none() || poll.run_off_of.is_some());
    }
}
