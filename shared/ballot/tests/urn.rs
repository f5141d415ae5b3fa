//! Roll, receipts and urn: who may vote, what gets in, what two locks keep shut, what a ballot shows.

use std::collections::BTreeSet;
use std::time::Instant;

use ballot::bytes::{Ballot, Digest, Opened, Point};
use ballot::choice::{Answer, Choice, Invalid, Tracker};
use ballot::lock::Lock;
use ballot::receipt::{Receipt, enough};
use ballot::ring::VoteKey;
use ballot::roll::{NoRoll, Roll};
use ballot::sealed::{NotCast, PollKey, cast, open};
use ballot::urn::{Admitted, Cast, Refused, SEALED, Urn, ballot_len};
use ballot::{FEWEST_VOTERS, MOST_VOTERS, WORDS};
use proptest::prelude::*;

mod table;
use table::{ORDER, Table, bend, public, random};

const HOUR: Digest = Digest([7; 32]);

fn crosses(candidates: &[u8]) -> Choice {
    Choice::Crosses(candidates.to_vec())
}

#[test]
fn the_roll_forgets_in_which_order_people_came() {
    let table = Table::new(1, 8, 3, 1);
    let mut keys = public(&table.voters);
    let roll = Roll::freeze(HOUR, keys.clone()).unwrap();
    keys.reverse();
    assert_eq!(Roll::freeze(HOUR, keys.clone()), Ok(roll.clone()));
    // and one person more, another person or another poll gives another hash
    let mut hashes = BTreeSet::from([*roll.hash()]);
    assert!(hashes.insert(*Roll::freeze(HOUR, keys[1..].to_vec()).unwrap().hash()));
    assert!(hashes.insert(*Roll::freeze(Digest([8; 32]), keys.clone()).unwrap().hash()));
    keys[0] = VoteKey::from_seed(&[9; 32]).public().encoded();
    assert!(hashes.insert(*Roll::freeze(HOUR, keys).unwrap().hash()));
    assert!(roll.check_words().iter().all(|word| *word < WORDS));
}

#[test]
fn there_is_no_roll_of_few_of_many_or_of_what_are_no_keys() {
    let keys = public(&Table::new(2, 6, 3, 1).voters);
    let freeze = |keys: &[Point]| Roll::freeze(HOUR, keys.to_vec()).map(|roll| roll.count());
    assert_eq!(freeze(&keys[..FEWEST_VOTERS]), Ok(FEWEST_VOTERS));
    assert_eq!(freeze(&keys[..FEWEST_VOTERS - 1]), Err(NoRoll::TooFew));
    assert_eq!(freeze(&[]), Err(NoRoll::TooFew));
    assert_eq!(freeze(&[Point([0; 32]); MOST_VOTERS + 1]), Err(NoRoll::TooMany));
    let with = |key| [&keys[..], &[key]].concat();
    assert_eq!(freeze(&with(keys[0])), Err(NoRoll::OutOfOrder(keys[0])));
    for wrong in [Point([0; 32]), Point([0xff; 32])] {
        assert_eq!(freeze(&with(wrong)), Err(NoRoll::NotAKey(wrong)));
    }
    let mut unsorted = keys.clone();
    unsorted.sort_unstable();
    assert!(Roll::read(HOUR, &unsorted).is_ok());
    unsorted.swap(2, 3);
    assert_eq!(Roll::read(HOUR, &unsorted), Err(NoRoll::OutOfOrder(unsorted[3])));
}

#[test]
fn casting_is_unlocked_when_more_than_half_saw_the_same_roll() {
    // given six voters
    let table = Table::new(3, 6, 3, 1);
    let receipt =
        |voter: usize| Receipt::sign(&table.roll, &table.voters[voter], &[1; 32]).unwrap();
    let three: Vec<_> = (0..3).map(receipt).collect();
    // then three are not enough, neither with one of them twice
    assert!(!enough(&table.roll, &three));
    assert!(!enough(&table.roll, &[&three[..], &[receipt(2)]].concat()));
    // nor with a receipt of another roll, of an outsider, or in another's name
    let other = Roll::freeze(HOUR, public(&table.voters)).unwrap();
    let foreign = Receipt::sign(&other, &table.voters[3], &[1; 32]).unwrap();
    assert!(foreign.holds_for(&other) && !foreign.holds_for(&table.roll));
    assert_eq!(Receipt::sign(&table.roll, &VoteKey::from_seed(&[5; 32]), &[1; 32]), None);
    let borrowed = Receipt { voter: table.voters[4].public().encoded(), ..receipt(3) };
    let not_canonical = Receipt { answer: ORDER, ..receipt(3) };
    for wrong in [foreign, borrowed, not_canonical] {
        assert!(!enough(&table.roll, &[&three[..], &[wrong]].concat()));
    }
    // but a fourth is
    assert!(enough(&table.roll, &[&three[..], &[receipt(3)]].concat()));
}

#[test]
fn the_urn_takes_one_ballot_of_each_voter() {
    let mut table = Table::new(4, 6, 3, 1);
    let first = table.vote(0, crosses(&[1]));
    let second = table.vote(0, crosses(&[2]));
    let other = table.vote(1, crosses(&[2]));
    let mut urn = Urn::new(table.roll.clone());
    // sending the same again, after an answer that got lost, is no second vote
    assert!(matches!(urn.admit(first.clone()), Ok(Admitted::New(_))));
    assert!(matches!(urn.admit(first.clone()), Ok(Admitted::Before(_))));
    assert_eq!(urn.admit(second.clone()), Err(Refused::Again));
    assert!(matches!(urn.admit(other.clone()), Ok(Admitted::New(_))));
    // nor after a restart
    let mut urn = Urn::restore(table.roll.clone(), urn.release()).unwrap();
    assert_eq!(urn.admit(second.clone()), Err(Refused::Again));
    assert!(matches!(urn.admit(first.clone()), Ok(Admitted::Before(_))));
    assert_eq!(urn.count(), 2);
    assert_eq!(Urn::restore(table.roll, [first, second]).map(drop), Err(Refused::Again));
}

#[test]
fn the_urn_releases_the_same_whatever_the_order_of_arrival() {
    let mut table = Table::new(5, 6, 3, 1);
    table.vote_by_chance(6);
    let released = table.released();
    table.cast.reverse();
    assert_eq!(table.released(), released);
    assert_eq!(released.len(), 6);
}

#[test]
fn the_urn_refuses_what_is_not_of_this_poll() {
    let mut table = Table::new(6, 6, 3, 1);
    let ballot = table.vote(0, crosses(&[1]));
    // another poll with the very same people
    let mut foreign = Table::with(6, 6, 3, 1, |poll| poll.candidates.reverse());
    let foreign = foreign.vote(0, crosses(&[1]));
    let mut urn = Urn::new(table.roll.clone());
    assert_eq!(urn.admit(foreign), Err(Refused::Signature));
    // a ballot of a longer roll, half a ballot, none
    let longer = Table::new(6, 7, 3, 1).vote(0, crosses(&[1]));
    for wrong in [longer, Ballot(ballot.0[..200].to_vec()), Ballot(Vec::new())] {
        assert_eq!(urn.admit(wrong), Err(Refused::Size));
    }
    // this ballot with any byte bent
    for byte in 0..ballot.0.len() {
        let mut bent = ballot.clone();
        bend(&mut bent.0, 8 * byte + byte % 8);
        assert_eq!(urn.admit(bent), Err(Refused::Signature), "byte {byte}");
    }
    assert_eq!(urn.count(), 0);
    assert!(urn.admit(ballot).is_ok());
}

#[test]
fn only_both_keys_open_a_ballot() {
    let mut table = Table::new(7, 6, 3, 1);
    let tracker = Tracker([17, 4_095]);
    let ballot = table.vote_as(2, crosses(&[1]), tracker);
    let ballot = Cast::check(ballot, &table.roll).unwrap();
    let Table { poll, roll, poll_key, lock, .. } = &table;
    assert_eq!(open(poll, roll, poll_key, lock, &ballot), Ok((crosses(&[1]), tracker)));
    let other_lock = Lock::from_seed(&[3; 32]);
    let other_key = PollKey::read(Opened([3; 32]));
    assert_eq!(open(poll, roll, poll_key, &other_lock, &ballot), Err(Invalid::Sealed));
    assert_eq!(open(poll, roll, &other_key, lock, &ballot), Err(Invalid::Sealed));
    // what was shown is read again, what is no key is not
    assert_eq!(Lock::read(lock.show()).unwrap().public(), poll.lock);
    assert!(Lock::read(ORDER).is_none() && Lock::read(Opened([0; 32])).is_none());
}

#[test]
fn a_copied_page_does_not_open_under_another_voters_name() {
    // given a ballot, and somebody who can look into the urn
    let mut table = Table::new(8, 6, 3, 1);
    let ballot = table.vote(0, crosses(&[1]));
    let copied = &ballot.0[..SEALED];
    // when they sign the same page as their own
    let place = table.roll.place(&table.voters[1].public()).unwrap();
    let signature =
        ballot::ring::sign(&table.roll.ring(), place, &table.voters[1], copied, &[1; 32]);
    let copy = Ballot([copied, &signature.unwrap()].concat());
    let copy = Cast::check(copy, &table.roll).expect("they may vote");
    // then it is an invalid ballot and no second vote like the first
    let opened = open(&table.poll, &table.roll, &table.poll_key, &table.lock, &copy);
    assert_eq!(opened, Err(Invalid::Sealed));
}

#[test]
fn nobody_casts_what_is_no_vote_or_without_standing_on_the_roll() {
    let table = Table::new(9, 6, 3, 2);
    let Table { poll, roll, poll_key, voters, .. } = &table;
    let tried = |key: &VoteKey, choice: Choice| {
        cast(poll, roll, poll_key, key, &choice, Tracker([0, 0]), &[1; 64]).map(drop)
    };
    assert_eq!(tried(&voters[0], crosses(&[0, 2])), Ok(()));
    assert_eq!(tried(&voters[0], crosses(&[])), Ok(()));
    let wrong = [
        (crosses(&[0, 1, 2]), Invalid::TooManyCrosses),
        (crosses(&[1, 1]), Invalid::CrossedTwice),
        (crosses(&[0, 3]), Invalid::UnknownCandidate),
        (Choice::Answers([Answer::Yes; 3].to_vec()), Invalid::Unreadable),
    ];
    for (choice, why) in wrong {
        assert_eq!(tried(&voters[0], choice), Err(NotCast::Choice(why)));
    }
    assert_eq!(tried(&VoteKey::from_seed(&[1; 32]), crosses(&[0])), Err(NotCast::NotOnRoll));
    let other_key = PollKey::read(Opened([3; 32]));
    let other = cast(poll, roll, &other_key, &voters[0], &crosses(&[0]), Tracker([0, 0]), &[1; 64]);
    assert_eq!(other, Err(NotCast::OtherPoll));
}

#[test]
fn no_byte_of_a_ballot_tells_whose_it_is_or_what_is_in_it() {
    // given everybody on the roll voting, with all kinds of choices
    let mut table = Table::new(10, 12, 5, 3);
    let choices = [&[][..], &[0], &[0, 1, 2], &[2, 3, 4]].map(crosses);
    let ballots: Vec<_> = (0..12).map(|n| table.vote(n, choices[n % 4].clone())).collect();
    let keys: BTreeSet<_> = public(&table.voters).into_iter().map(|key| key.0).collect();
    for ballot in &ballots {
        // then all are of one size
        assert_eq!(ballot.0.len(), ballot_len(12));
        // no 32 bytes anywhere are somebody's key
        assert!(ballot.0.windows(32).all(|bytes| !keys.contains(bytes)));
    }
    // and no byte stands in the same place in all of one voter's ballots but not in others':
    // only the key image repeats
    let again: Vec<_> = (0..24).map(|_| table.vote(3, crosses(&[1]))).collect();
    for at in (0..ballot_len(12)).filter(|at| !(SEALED..SEALED + 32).contains(at)) {
        let values: BTreeSet<u8> = again.iter().map(|ballot| ballot.0[at]).collect();
        assert!(values.len() > 4, "byte {at} hardly ever changes");
    }
}

#[test]
fn one_place_on_the_roll_is_as_good_as_another() {
    // Nothing but the key itself may tell a place: a voter's ballots differ from another's only in
    // bytes that are as good as random. Every byte's mean over each voter's ballots is 127.5.
    let mut table = Table::new(11, 6, 3, 1);
    for voter in 0..6 {
        let ballots: Vec<_> = (0..64).map(|_| table.vote(voter, crosses(&[1]))).collect();
        for part in 0..6 {
            // the least significant 31 bytes of each answer
            let from = SEALED + 64 + 32 * part;
            let sum: u64 = ballots
                .iter()
                .flat_map(|ballot| &ballot.0[from..from + 31])
                .map(|byte| u64::from(*byte))
                .sum();
            let mean = sum as f64 / (64.0 * 31.0);
            assert!((mean - 127.5).abs() < 9.0, "voter {voter}, answer {part}: {mean}");
        }
    }
}

#[test]
fn how_long_it_takes_for_sixty() {
    let mut table = Table::new(12, 60, 5, 2);
    let begun = Instant::now();
    let ballots: Vec<_> = (0..8).map(|n| table.vote(n, crosses(&[0, 3]))).collect();
    let signing = begun.elapsed() / 8;
    let begun = Instant::now();
    assert!(ballots.iter().all(|ballot| Cast::check(ballot.clone(), &table.roll).is_ok()));
    let checking = begun.elapsed() / 8;
    let bytes = ballot_len(60);
    println!("a ballot among 60: cast in {signing:.1?}, checked in {checking:.1?}, {bytes} bytes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_page_is_a_vote_or_invalid_and_says_the_same_again(seed: u64, seats in 1_u8..6) {
        let table = Table::new(0, 5, 4, seats);
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut page: [u8; 64] = random(&mut rng);
        // mostly pages that could be one
        page[0] = 1;
        page[1] %= 16;
        page[3] %= 16;
        page[5] %= 6;
        page[6..12].iter_mut().for_each(|mark| *mark %= 5);
        let end = 6 + usize::from(page[5]);
        page[end..].fill(0);
        if let Ok((choice, tracker)) = Choice::from_page(&page, &table.poll) {
            prop_assert_eq!(choice.check(&table.poll), Ok(()));
            prop_assert_eq!(choice.to_page(tracker), page);
        }
        let wild: [u8; 64] = random(&mut rng);
        prop_assert!(wild[0] == 1 || Choice::from_page(&wild, &table.poll).is_err());
    }
}
