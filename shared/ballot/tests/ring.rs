//! The laws of the ring signature: who can sign, what a signature holds for, what it gives away.

use ballot::bytes::{Digest, Point, from_hex, to_hex};
use ballot::ring::{Ring, VoteKey, VoterKey, sign, signature_len, verify};
use curve25519_dalek::ristretto::CompressedRistretto;
use curve25519_dalek::traits::IsIdentity;
use curve25519_dalek::{RistrettoPoint, Scalar};
use proptest::prelude::*;
use sha2::{Digest as _, Sha512};

mod table;
use table::{ORDER, bend};

const POLL: Digest = Digest([1; 32]);
const ROLL: Digest = Digest([2; 32]);
const MESSAGE: &[u8] = b"a sealed page";

fn voters(count: u8) -> Vec<VoteKey> {
    (0..count).map(|n| VoteKey::from_seed(&[n; 32])).collect()
}

fn keys(voters: &[VoteKey]) -> Vec<VoterKey> {
    voters.iter().map(VoteKey::public).collect()
}

fn ring(keys: &[VoterKey]) -> Ring<'_> {
    Ring { poll: &POLL, roll: &ROLL, keys }
}

fn point(hex: &str) -> Point {
    let bytes = from_hex(hex).expect("hexadecimal");
    Point(bytes.try_into().expect("32 bytes"))
}

#[test]
fn the_group_is_the_one_of_rfc_9496() {
    // Appendix A.1: multiples of the generator.
    let multiples = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
        "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
        "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    ];
    for (n, known) in multiples.iter().enumerate() {
        let multiple = RistrettoPoint::mul_base(&Scalar::from(n as u64)).compress();
        assert_eq!(to_hex(multiple.as_bytes()), *known);
    }
    // Appendix A.3: the one-way map, by the SHA-512 of these words.
    let label = "Ristretto is traditionally a short shot of espresso coffee";
    let mapped = RistrettoPoint::from_uniform_bytes(&Sha512::digest(label).into()).compress();
    assert_eq!(
        to_hex(mapped.as_bytes()),
        "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46"
    );
}

#[test]
fn no_key_is_read_from_what_rfc_9496_calls_invalid() {
    // Appendix A.2: not canonical, negative, not square, negative product, zero y; and the identity.
    let wrong = [
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
        "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
    ];
    for wrong in wrong {
        assert_eq!(VoterKey::read(point(wrong)), None, "{wrong}");
    }
    let right = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76";
    assert!(VoterKey::read(point(right)).is_some());
}

#[test]
fn whoever_is_in_the_ring_can_sign_at_their_place_and_only_there() {
    let voters = voters(7);
    let keys = keys(&voters);
    for (place, voter) in voters.iter().enumerate() {
        let signature = sign(&ring(&keys), place, voter, MESSAGE, &[9; 32]).unwrap();
        assert_eq!(signature.len(), signature_len(7));
        assert_eq!(verify(&ring(&keys), MESSAGE, &signature), Some(voter.image(&POLL)));
        assert_eq!(sign(&ring(&keys), (place + 1) % 7, voter, MESSAGE, &[9; 32]), None);
    }
    assert_eq!(sign(&ring(&keys), 7, &voters[0], MESSAGE, &[9; 32]), None);
    assert_eq!(sign(&ring(&keys), 0, &VoteKey::from_seed(&[99; 32]), MESSAGE, &[9; 32]), None);
}

#[test]
fn an_outsider_cannot_pass_for_somebody_in_the_ring() {
    // given a signature by a ring of which the outsider was part
    let mut voters = voters(6);
    let inside = keys(&voters);
    voters[3] = VoteKey::from_seed(&[77; 32]);
    let with_outsider = keys(&voters);
    let signature = sign(&ring(&with_outsider), 3, &voters[3], MESSAGE, &[9; 32]).unwrap();
    assert!(verify(&ring(&with_outsider), MESSAGE, &signature).is_some());
    // then it does not hold for the ring without them
    assert_eq!(verify(&ring(&inside), MESSAGE, &signature), None);
}

#[test]
fn two_votes_by_one_show_the_same_image_and_two_polls_another() {
    let voters = voters(5);
    let (all, others) = (keys(&voters), keys(&voters[..4]));
    let image = |ring: &Ring<'_>, place: usize, message: &[u8]| {
        let signature = sign(ring, place, &voters[place], message, &[9; 32]).unwrap();
        verify(ring, message, &signature).unwrap()
    };
    // the same in every ring of this poll
    let once = image(&ring(&all), 2, b"once");
    assert_eq!(image(&ring(&all), 2, b"twice"), once);
    assert_eq!(image(&ring(&others), 2, b"twice"), once);
    assert_eq!(image(&Ring { roll: &POLL, ..ring(&all) }, 2, b"twice"), once);
    // another for another person and in another poll
    assert_ne!(image(&ring(&all), 3, b"once"), once);
    assert_ne!(image(&Ring { poll: &ROLL, ..ring(&all) }, 2, b"once"), once);
}

#[test]
fn a_signature_holds_for_its_poll_roll_ring_and_message_alone() {
    let voters = voters(5);
    let (all, mut turned) = (keys(&voters), keys(&voters));
    turned.rotate_left(1);
    let signature = sign(&ring(&all), 1, &voters[1], MESSAGE, &[9; 32]).unwrap();
    let other = Digest([3; 32]);
    let refused = [
        verify(&Ring { poll: &other, ..ring(&all) }, MESSAGE, &signature),
        verify(&Ring { roll: &other, ..ring(&all) }, MESSAGE, &signature),
        verify(&ring(&turned), MESSAGE, &signature),
        verify(&ring(&all[..4]), MESSAGE, &signature),
        verify(&ring(&[&all[..], &turned[..1]].concat()), MESSAGE, &signature),
        verify(&ring(&[]), MESSAGE, &signature),
        verify(&ring(&all), b"a sealed pagf", &signature),
        verify(&ring(&all), b"", &signature),
        verify(&ring(&all), MESSAGE, &signature[..signature.len() - 32]),
        verify(&ring(&all), MESSAGE, &[&signature[..], &[0; 32]].concat()),
        verify(&ring(&all), MESSAGE, &[]),
    ];
    assert_eq!(refused, [None; 11]);
    assert!(verify(&ring(&all), MESSAGE, &signature).is_some());
}

#[test]
fn what_is_not_canonical_is_refused_even_where_it_means_the_same() {
    let voters = voters(5);
    let all = keys(&voters);
    let signature = sign(&ring(&all), 1, &voters[1], MESSAGE, &[9; 32]).unwrap();
    // the same scalar plus the order
    for part in 1..signature.len() / 32 {
        let mut bent = signature.clone();
        let mut carry = 0;
        for (byte, more) in bent[32 * part..32 * part + 32].iter_mut().zip(ORDER.0) {
            let sum = u16::from(*byte) + u16::from(more) + carry;
            (*byte, carry) = (sum as u8, sum >> 8);
        }
        assert_eq!(carry, 0);
        assert_eq!(verify(&ring(&all), MESSAGE, &bent), None, "part {part}");
    }
    // the identity, and no point, as an image
    for image in [[0; 32], [0xff; 32]] {
        let mut bent = signature.clone();
        bent[..32].copy_from_slice(&image);
        assert_eq!(verify(&ring(&all), MESSAGE, &bent), None);
    }
}

#[test]
fn a_signature_shows_nothing_of_the_place() {
    let voters = voters(8);
    let all = keys(&voters);
    let mut ones = [[0_u32; 8]; 8];
    let rounds = 24;
    for (place, voter) in voters.iter().enumerate() {
        for round in 0..rounds {
            let signature = sign(&ring(&all), place, voter, MESSAGE, &[round; 32]).unwrap();
            // every part is a point or a scalar of full size, none is the signer's key or zero
            assert_eq!(signature.len(), signature_len(8));
            let (parts, _) = signature.as_chunks::<32>();
            assert!(all.iter().all(|key| !parts.contains(&key.encoded().0)));
            assert!(!parts.contains(&[0; 32]));
            for (at, s) in parts[2..].iter().enumerate() {
                ones[place][at] += s.iter().map(|byte| byte.count_ones()).sum::<u32>();
            }
        }
    }
    // and the signer's answer has as many ones as the others': 126 of 256 bits, give or take
    for (place, at) in (0..8).flat_map(|place| (0..8).map(move |at| (place, at))) {
        let mean = f64::from(ones[place][at]) / f64::from(rounds);
        assert!((mean - 126.0).abs() < 8.5, "place {place}, answer {at}: {mean} ones");
    }
}

#[test]
fn nonces_that_repeat_give_nothing_away() {
    // given fresh bytes that are not fresh at all
    let voters = voters(5);
    let all = keys(&voters);
    let by = |message: &[u8]| sign(&ring(&all), 1, &voters[1], message, &[0; 32]).unwrap();
    // then two messages still share no scalar: with the same nonce the key could be computed
    let (one, two) = (by(b"one"), by(b"two"));
    let (one, two) = (one.as_chunks::<32>().0, two.as_chunks::<32>().0);
    assert_eq!(one[0], two[0]);
    assert!(one[1..].iter().all(|part| !two[1..].contains(part)));
    // and fresh bytes make another signature of the same message
    let fresh = sign(&ring(&all), 1, &voters[1], b"one", &[1; 32]).unwrap();
    assert!(fresh.as_chunks::<32>().0[1..].iter().all(|part| !one.contains(part)));
}

#[test]
fn a_vote_key_is_silent_in_debug() {
    assert_eq!(format!("{:?}", VoteKey::from_seed(&[1; 32])), "VoteKey(…)");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bit_turned_anywhere_breaks_it(
        count in 1_u8..9, place: prop::sample::Index, bit: prop::sample::Index,
        message in prop::collection::vec(any::<u8>(), 0..80), fresh: [u8; 32],
    ) {
        let voters = voters(count);
        let all = keys(&voters);
        let place = place.index(voters.len());
        let signature = sign(&ring(&all), place, &voters[place], &message, &fresh).unwrap();
        prop_assert!(verify(&ring(&all), &message, &signature).is_some());
        let mut bent = signature.clone();
        bend(&mut bent, bit.index(signature.len() * 8));
        prop_assert_eq!(verify(&ring(&all), &message, &bent), None);
        if !message.is_empty() {
            let mut other = message.clone();
            bend(&mut other, bit.index(message.len() * 8));
            prop_assert_eq!(verify(&ring(&all), &other, &signature), None);
        }
    }

    #[test]
    fn rubbish_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..260)) {
        prop_assert_eq!(verify(&ring(&keys(&voters(5))), MESSAGE, &bytes), None);
        let encoded: Option<[u8; 32]> = bytes.first_chunk().copied();
        if let Some(encoded) = encoded {
            let point = CompressedRistretto(encoded).decompress();
            let usable = point.is_some_and(|point| !point.is_identity());
            prop_assert_eq!(VoterKey::read(Point(encoded)).is_some(), usable);
        }
    }
}
