//! Every manipulation of an envelope is caught, and the format cannot drift.

use alloc::string::String;
use alloc::{format, vec};

use proptest::prelude::*;
use shared::id::SessionId;
use shared::pad::Sheet;

use super::*;
use crate::{ErasureSalt, Keys, Secret};

fn key() -> Key {
    Keys::new(Secret([1; 16]), ErasureSalt([2; 32])).plenary()
}

fn place() -> Place {
    Place {
        meeting: MeetingId::from_bytes([3; 16]),
        slot: Slot::Record(RecordId::from_bytes([4; 16])),
        phase: 2,
        author: SeatId::from_bytes([5; 16]),
        epoch: 0,
    }
}

fn a_pad(session: u8, sheet: Sheet) -> Slot {
    Slot::Pad(PadId { session: SessionId::from_bytes([session; 16]), sheet })
}

fn sealed() -> Sealed {
    seal(&key(), Kind::Card, &place(), 9, "Wer fehlt am Tisch?".as_bytes())
}

fn opens(sealed: &Sealed) -> Result<Vec<u8>, Damaged> {
    open(&key(), Kind::Card, &place(), sealed)
}

#[test]
fn what_was_sealed_opens_where_it_belongs() {
    assert_eq!(opens(&sealed()).as_deref(), Ok("Wer fehlt am Tisch?".as_bytes()));
}

#[test]
fn the_envelope_is_the_one_of_every_release() {
    let envelope =
        seal_with_nonce(&key(), Kind::Card, &place(), 9, "Grüße".as_bytes(), &[6; NONCE_LEN]);
    let hex: String = envelope.0.iter().map(|byte| format!("{byte:02x}")).collect();
    // Header, nonce, two halves of the text, tag: computed by another implementation.
    assert_eq!(
        hex,
        concat!(
            "01040200000000000000000009",
            "060606060606060606060606060606060606060606060606",
            "54c3ad44437d76e03d70f34c5112a76be1cd7f9de21e10a4f8aa562f6bbad1ee",
            "5c636a8d08153171886d5bcf61b0208e737d55124a590a14756d4852b9320f63",
            "0687f78395d4cc9720fdaa50970cfbb6",
        )
    );
    assert_eq!(opens(&envelope).as_deref(), Ok("Grüße".as_bytes()));
}

#[test]
fn kinds_keep_their_numbers() {
    use Kind::*;
    let kinds = [Title, Person, Case, Card, Question, Step, PadUpdate, PadSnapshot, Whisper];
    assert_eq!(kinds.map(|kind| kind as u8), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn the_same_words_never_give_the_same_envelope() {
    let (one, other) = (sealed(), sealed());
    assert_ne!(one.0[Header::LEN..][..NONCE_LEN], other.0[Header::LEN..][..NONCE_LEN]);
    assert_ne!(one.0[Header::LEN + NONCE_LEN..], other.0[Header::LEN + NONCE_LEN..]);
}

#[test]
fn short_words_are_all_of_one_size() {
    for text in ["", "ja", "nein, erst die Frage", "sechzig Zeichen lang, mehr passt nicht in 64"] {
        let sealed = seal(&key(), Kind::Card, &place(), 1, text.as_bytes());
        assert_eq!(sealed.len(), Header::LEN + NONCE_LEN + 64 + TAG_LEN, "{text}");
    }
}

#[test]
fn a_flipped_bit_anywhere_is_caught() {
    let whole = sealed();
    for bit in 0..whole.len() * 8 {
        let mut bent = whole.clone();
        bent.0[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(opens(&bent), Err(Damaged), "bit {bit}");
        assert_eq!(open_from_any_phase(&key(), Kind::Card, &place(), &bent), Err(Damaged));
    }
}

#[test]
fn an_envelope_cut_anywhere_or_empty_is_caught() {
    let whole = sealed();
    for len in 0..whole.len() {
        assert_eq!(opens(&Sealed(whole.0[..len].to_vec())), Err(Damaged), "{len} bytes");
    }
    let longer = [whole.0.as_slice(), &[0]].concat();
    assert_eq!(opens(&Sealed(longer)), Err(Damaged));
}

#[test]
fn an_envelope_moved_anywhere_else_is_caught() {
    let here = place();
    let elsewhere = [
        Place { meeting: MeetingId::from_bytes([9; 16]), ..here },
        Place { slot: Slot::Record(RecordId::from_bytes([9; 16])), ..here },
        Place { slot: Slot::Air, ..here },
        Place { slot: a_pad(4, Sheet::Question), ..here },
        Place { author: SeatId::from_bytes([9; 16]), ..here },
        Place { phase: 3, ..here },
        Place { phase: Header::NO_PHASE, ..here },
        Place { epoch: 1, ..here },
    ];
    for place in elsewhere {
        assert_eq!(open(&key(), Kind::Card, &place, &sealed()), Err(Damaged), "{place:?}");
    }
}

#[test]
fn pads_cannot_be_swapped() {
    // given
    let mine = Place { slot: a_pad(1, Sheet::Notes(2)), ..place() };
    let sealed = seal(&key(), Kind::PadUpdate, &mine, 1, b"update");
    assert!(open(&key(), Kind::PadUpdate, &mine, &sealed).is_ok());
    // then
    for slot in [
        a_pad(1, Sheet::Notes(3)),
        a_pad(2, Sheet::Notes(2)),
        a_pad(1, Sheet::Observation),
        a_pad(1, Sheet::Private(SeatId::from_bytes([5; 16]))),
    ] {
        let other = Place { slot, ..mine };
        assert_eq!(open(&key(), Kind::PadUpdate, &other, &sealed), Err(Damaged), "{slot:?}");
    }
}

#[test]
fn words_are_not_taken_for_another_kind() {
    assert_eq!(open(&key(), Kind::Question, &place(), &sealed()), Err(Damaged));
}

#[test]
fn another_counter_another_kind_or_another_phase_in_the_header_is_caught() {
    let whole = sealed();
    for relabel in [
        |header: &mut Header| header.counter += 1,
        |header: &mut Header| header.phase += 1,
        |header: &mut Header| header.epoch += 1,
        |header: &mut Header| header.kind += 1,
    ] {
        let mut header = whole.header().unwrap();
        relabel(&mut header);
        let mut bent = whole.clone();
        bent.0[..Header::LEN].copy_from_slice(&header.to_bytes());
        // Even to somebody who expects just what the bent header says.
        let place = Place { phase: header.phase, epoch: header.epoch, ..place() };
        for kind in [Kind::Card, Kind::Question] {
            assert_eq!(open(&key(), kind, &place, &bent), Err(Damaged), "{header:?}");
        }
    }
}

#[test]
fn another_key_does_not_open_it() {
    let stranger = Keys::new(Secret([9; 16]), ErasureSalt([2; 32])).plenary();
    assert_eq!(open(&stranger, Kind::Card, &place(), &sealed()), Err(Damaged));
}

#[test]
fn late_words_open_in_a_later_phase_and_name_their_own() {
    // given words sealed in phase 2, when the receiver is in phase 4
    let now = Place { phase: 4, ..place() };
    let sealed = sealed();
    // then
    assert_eq!(open(&key(), Kind::Card, &now, &sealed), Err(Damaged));
    assert!(open_from_any_phase(&key(), Kind::Card, &now, &sealed).is_ok());
    assert_eq!(sealed.header().map(|header| header.phase), Some(2));
}

proptest! {
    #[test]
    fn any_bytes_of_any_length_come_back(
        bytes in prop::collection::vec(any::<u8>(), 0..5_000), counter: u64, phase: u8, epoch: u16,
    ) {
        let place = Place { phase, epoch, ..place() };
        let sealed = seal(&key(), Kind::PadUpdate, &place, counter, &bytes);
        prop_assert_eq!(sealed.header().map(|header| header.counter), Some(counter));
        prop_assert_eq!(open(&key(), Kind::PadUpdate, &place, &sealed), Ok(bytes));
    }

    #[test]
    fn what_others_send_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        // Behind a header that is accepted, so that the cipher is reached.
        let header = sealed().header().unwrap().to_bytes();
        prop_assert_eq!(opens(&Sealed([header.as_slice(), &bytes].concat())), Err(Damaged));
        prop_assert_eq!(opens(&Sealed(bytes)), Err(Damaged));
    }
}

#[test]
fn the_largest_update_and_the_largest_summary_of_a_pad_fit_their_limits() {
    let update = vec![7; shared::limits::PAD_UPDATE_BYTES];
    let sealed = seal(&key(), Kind::PadUpdate, &place(), 1, &update);
    assert!(sealed.len() <= shared::limits::PAD_UPDATE_SEALED);
    const { assert!(shared::limits::PAD_UPDATE_SEALED < shared::limits::FRAME_BYTES) }
    let whole = vec![7; shared::limits::PAD_SNAPSHOT_BYTES];
    let sealed = seal(&key(), Kind::PadSnapshot, &place(), 1, &whole);
    assert!(sealed.len() <= shared::limits::PAD_SNAPSHOT_SEALED);
}
