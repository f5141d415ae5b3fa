//! Which records a command names, and whether the words sent with it are these and fit.

use shared::command::{Deed, Step};
use shared::id::RecordId;
use shared::limits::{
    CARD_SEALED, CASE_SEALED, PERSON_SEALED, QUESTION_SEALED, STEP_SEALED, TITLE_SEALED,
};
use shared::refusal::Refusal;
use shared::words::{Record, Sealed};

/// Generations of keys come with their rotation; until then there is the first.
const EPOCH: u16 = 0;

/// Checks the words that came with a command: exactly those it names, each in an envelope that
/// could be one of ours and is not too long.
pub fn check(deed: &Deed, records: &[Record]) -> Result<(), Refusal> {
    match (named(deed), records) {
        (None, []) => Ok(()),
        (Some((id, most)), [record]) if record.id == id => check_sealed(&record.sealed, most),
        _ => Err(Refusal::BadEnvelope),
    }
}

/// Checks one envelope as far as that is possible from outside.
pub fn check_sealed(sealed: &Sealed, most: usize) -> Result<(), Refusal> {
    if sealed.len() > most {
        return Err(Refusal::TooLong);
    }
    match sealed.header() {
        Some(header) if header.epoch == EPOCH => Ok(()),
        _ => Err(Refusal::BadEnvelope),
    }
}

/// The record a command names, and the most bytes it may have. No command names two.
fn named(deed: &Deed) -> Option<(RecordId, usize)> {
    match deed {
        Deed::TakeSeat { person, .. } | Deed::Introduce { person, .. } => {
            Some((*person, PERSON_SEALED))
        }
        Deed::Retitle { title } => Some((*title, TITLE_SEALED)),
        Deed::BringCase { words, .. } | Deed::RewordCase { words, .. } => {
            Some((*words, CASE_SEALED))
        }
        Deed::In(_, Step::WriteCard { words, .. } | Step::RewordCard { words, .. }) => {
            Some((*words, CARD_SEALED))
        }
        Deed::In(_, Step::FixQuestion { words }) => Some((*words, QUESTION_SEALED)),
        Deed::In(_, Step::NameStep { words, .. }) => Some((*words, STEP_SEALED)),
        Deed::Agree
        | Deed::Leave { .. }
        | Deed::KeepUntil { .. }
        | Deed::NameModerator { .. }
        | Deed::WithdrawCase { .. }
        | Deed::Begin { .. }
        | Deed::In(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use shared::words::{Header, NONCE_LEN, TAG_LEN};

    use super::*;

    fn record(id: u8, len: usize) -> Record {
        let header = Header { kind: 1, phase: 0, epoch: 0, counter: 1 };
        let mut sealed = header.to_bytes().to_vec();
        sealed.resize(len, 7);
        Record { id: RecordId::from_bytes([id; 16]), sealed: Sealed(sealed) }
    }

    const SHORTEST: usize = Header::LEN + NONCE_LEN + TAG_LEN;

    #[test]
    fn the_words_sent_are_exactly_those_named() {
        // given
        let retitle = Deed::Retitle { title: RecordId::from_bytes([1; 16]) };
        let named = record(1, SHORTEST);
        // then
        assert_eq!(check(&retitle, std::slice::from_ref(&named)), Ok(()));
        assert_eq!(check(&Deed::Agree, &[]), Ok(()));
        for (deed, records) in [
            (&retitle, vec![]),
            (&retitle, vec![record(2, SHORTEST)]),
            (&retitle, vec![named.clone(), named.clone()]),
            (&retitle, vec![named.clone(), record(2, SHORTEST)]),
            (&Deed::Agree, vec![named]),
        ] {
            assert_eq!(check(deed, &records), Err(Refusal::BadEnvelope), "{deed:?} {records:?}");
        }
    }

    #[test]
    fn an_envelope_has_a_known_layout_and_a_size() {
        // given
        let check = |sealed: &Sealed| check_sealed(sealed, 200);
        let with = |at: usize, byte: u8| {
            let mut sealed = record(1, 100).sealed;
            sealed.0[at] = byte;
            sealed
        };
        // then
        assert_eq!(check(&record(1, SHORTEST).sealed), Ok(()));
        assert_eq!(check(&record(1, 200).sealed), Ok(()));
        assert_eq!(check(&record(1, 201).sealed), Err(Refusal::TooLong));
        assert_eq!(check(&record(1, SHORTEST - 1).sealed), Err(Refusal::BadEnvelope));
        assert_eq!(check(&Sealed(vec![])), Err(Refusal::BadEnvelope));
        for version in [0, 2, u8::MAX] {
            assert_eq!(check(&with(0, version)), Err(Refusal::BadEnvelope));
        }
        assert_eq!(check(&with(4, 1)), Err(Refusal::BadEnvelope));
    }
}
